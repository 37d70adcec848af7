"""Two shapes and an arrow: draw them by hand, then move one. The arrow is bound to both, so it follows."""

from pizza import *


class Tokens(Scene):
    def construct(self):
        box = Rectangle(width=3, height=1.6, fill=BLUE, label="Encoder").shift(2 * LEFT)
        out = Circle(radius=0.7, fill=YELLOW, fill_style="cross-hatch").next_to(box, RIGHT, buff=2)
        link = Arrow(box, out)
        self.camera.frame.scale(0.65)  # nearer: the page is 14 units wide
        self.play(Create(box))
        self.play(Create(link), FadeIn(out, shift=RIGHT))
        self.play(box.animate.shift(UP), out.animate.set_fill(RED), run_time=1.5)
        self.wait()
