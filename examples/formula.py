"""A derivation written by hand: equal marks travel from line to line, the rest is taken back and written."""

from pizza import *

COLORS = {"q": RED, "k": BLUE, "K": BLUE, r"\sqrt{d}": VIOLET}
LINES = [
    r"w_i = \frac{\exp s_i}{\sum_j \exp s_j}, \quad s_i = \frac{q \cdot k_i}{\sqrt{d}}",
    r"w_i = \frac{\exp \frac{q \cdot k_i}{\sqrt{d}}}{\sum_j \exp \frac{q \cdot k_j}{\sqrt{d}}}",
    r"w = \mathrm{softmax}\left( \frac{q K^\top}{\sqrt{d}} \right)",
]


class Formula(Scene):
    def construct(self):
        title = Text("Weights from scores", font_size=56).to_edge(UP)
        formula = Math(LINES[0], font_size=84, t2c=COLORS)
        self.play(Write(title), Write(formula, pen=True), run_time=4)
        for line in LINES[1:]:
            self.wait(0.5)
            following = Math(line, font_size=88, t2c=COLORS)
            self.play(TransformMatchingTex(formula, following), run_time=2)
            formula = following
        self.play(Circumscribe(formula[r"\sqrt{d}"]), run_time=1)
        self.wait()
