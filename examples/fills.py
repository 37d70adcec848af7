"""The seven ways to fill a shape, each hatched by hand. A colour means its dark shade as a line, its light one as a fill."""

from pizza import *

STYLES = {"hachure": BLUE, "cross-hatch": YELLOW, "zigzag": GREEN, "zigzag-line": PINK}
MORE_STYLES = {"dots": ORANGE, "dashed": VIOLET, "solid": BLUE}


class Fills(Scene):
    def construct(self):
        rows = Group(self.cards(STYLES), self.cards(MORE_STYLES)).arrange(DOWN, buff=0.7)
        for row in rows:
            self.play(LaggedStartMap(Create, row, lag_ratio=0.5), run_time=5)
        self.wait()

    def cards(self, styles):
        row = Group()
        for style, color in styles.items():
            card = Rectangle(width=2.7, height=2, color=color, fill=color, fill_style=style, hachure_gap=12)
            row.add(Group(card, Text(style, font_size=36).next_to(card, DOWN)))
        return row.arrange(RIGHT, buff=0.6)
