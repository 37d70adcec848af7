"""A program is written, explained line by line, and edited: what stays moves, what goes is struck out."""

from pizza import *

FIRST = """def attend(q, keys, values):
    scores = [dot(q, k) for k in keys]
    weights = softmax(scores)
    return weighted_sum(weights, values)"""
BETTER = FIRST.replace("dot(q, k)", "dot(q, k) / sqrt(d)").replace("values):", "values, d):")


class Program(Scene):
    def construct(self):
        code = Code(FIRST, "python", font_size=36)
        mark = code.highlight(2)
        note = Text("too large: softmax picks one", font_size=36, color=RED).next_to(code, DOWN, buff=0.5)

        self.play(Create(code.background), TypeWithCursor(code), run_time=4)
        self.play(Create(mark), run_time=0.7)
        self.play(Write(note), code["dot(q, k)"].animate.set_color(RED))
        self.wait(0.5)
        self.play(FadeOut(mark, note), run_time=0.5)
        self.play(code.animate.edit(BETTER), run_time=3)
        self.play(Circumscribe(code["/ sqrt(d)"]))
        self.wait(0.5)
