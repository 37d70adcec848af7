"""The seven ways to fill a shape, each hatched by hand."""

from pizza import *

STYLES = {
    "hachure": BLUE,
    "cross-hatch": YELLOW,
    "zigzag": GREEN,
    "zigzag-line": PINK,
    "dots": ORANGE,
    "dashed": VIOLET,
    "solid": CYAN,
}


class Fills(Scene):
    def construct(self):
        cards = Group()
        for style, color in STYLES.items():
            card = Rectangle(width=2.6, height=1.7, color=color, fill=color, fill_style=style)
            cards.add(Group(card, Text(style, font_size=32).next_to(card, DOWN)))
        cards.arrange_in_grid(rows=2, buff=(0.6, 0.7))
        self.play(LaggedStartMap(Create, cards, lag_ratio=0.4, run_time=7))
        self.wait()
