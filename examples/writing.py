"""Everything is written by a pen: words, marked words, points; and rubbed out again."""

from pizza import *


class Writing(Scene):
    def construct(self):
        title = Text("How a token listens", font_size=96).to_edge(UP, buff=1)
        rule = Line(title.get_corner(DL), title.get_corner(DR), color=RED, stroke_width=4)
        remark = MarkupText("every {red|query} meets every {blue|key}: _once_", font_size=64)
        remark.next_to(title, DOWN, buff=0.9)
        points = BulletedList("ask: what is *missing*?", "weigh: who fits *best*?", "sum: take it *home*", font_size=64)
        points.next_to(remark, DOWN, buff=0.9)

        self.play(Write(title, pen=True), run_time=2.5)
        self.play(Create(rule), run_time=0.4)
        self.play(Write(remark, pen=True), run_time=2)
        for point in points:
            self.play(Write(point), run_time=1)
        self.play(title["listens"].animate.set_color(RED), Circumscribe(points[1]), run_time=1)
        self.wait(0.5)
        self.play(Erase(remark), Unwrite(points))
        self.wait(0.5)
