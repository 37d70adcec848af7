"""Say how things lie to each other, not where: arrange, next_to, arrange_in_grid. Arrows and their labels keep up."""

from pizza import *


class Layout(Scene):
    def construct(self):
        docs = Rectangle(width=2.4, height=1.1, fill=YELLOW, label="documents")
        index = Ellipse(width=2.4, height=1.2, fill=BLUE, label="index")
        answer = Diamond(width=2.8, height=1.5, fill=GREEN, label="answer")
        steps = Group(docs, index, answer).arrange(RIGHT, buff=1.7)
        self.camera.frame.scale(0.85)
        links = [Arrow(docs, index, label="embed"), Arrow(index, answer, label="search")]
        pages = Group(*[Rectangle(width=0.45, height=0.6, fill=YELLOW, fill_style="solid") for _ in range(8)])
        pages.arrange_in_grid(rows=2, buff=0.15).next_to(docs, DOWN, buff=0.5)

        self.play(LaggedStartMap(Create, steps, lag_ratio=0.5), run_time=2)
        self.play([Create(link) for link in links])
        self.play(LaggedStartMap(GrowFromCenter, pages), run_time=1)
        self.wait()
        self.play(steps.animate(path_arc=-PI / 2).arrange(DOWN, buff=1.15), run_time=2)
        self.play(pages.animate.next_to(docs, LEFT, buff=0.6))
        self.wait()
