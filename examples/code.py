"""A program is typed, one line is marked, and it is edited: what stays moves, what goes is struck out."""

from pizza import *

FIRST = """def attend(q, keys, values):
    scores = [dot(q, k) for k in keys]
    weights = softmax(scores)
    return mix(weights, values)"""
BETTER = FIRST.replace("scores =", "d = len(q)\n    scores =").replace("dot(q, k)", "dot(q, k) / sqrt(d)")


class Program(Scene):
    def construct(self):
        code = Code(FIRST, "python", font_size=46).to_edge(LEFT, buff=0.8).shift(UP)
        mark = code.highlight(2)
        note = Text("too large: softmax picks one", font_size=52, color=RED).next_to(code, DOWN, buff=0.8)

        self.play(FadeIn(code.background), TypeWithCursor(code), run_time=4)
        self.play(Create(mark), code["dot(q, k)"].animate.set_color(RED), run_time=1)
        self.play(Write(note, pen=True))
        self.wait(0.5)
        self.play(FadeOut(mark), Unwrite(note), run_time=0.7)
        self.play(code.animate.edit(BETTER), run_time=3)
        self.play(Circumscribe(code["/ sqrt(d)"]))
        self.wait(0.5)
