"""Say how things lie to each other, not where: arrange, next_to, arrange_in_grid. Arrows with labels keep up."""

from pizza import *


class Layout(Scene):
    def construct(self):
        docs = Rectangle(width=2.4, height=1.4, fill=YELLOW, label="documents")
        index = Ellipse(width=2.6, height=1.6, fill=BLUE, label="index")
        answer = Diamond(width=3, height=2, fill=GREEN, label="answer")
        steps = Group(docs, index, answer).arrange(RIGHT, buff=2)
        links = [Arrow(docs, index, label="embed"), Arrow(index, answer, label="search")]
        chunks = Group(*[Square(0.4, fill=YELLOW, fill_style="solid") for _ in range(8)])
        chunks.arrange_in_grid(rows=2, buff=0.2).next_to(docs, DOWN, buff=0.5)

        self.play(LaggedStart(*[Create(step) for step in steps], lag_ratio=0.5))
        self.play([Create(link) for link in links])
        self.play(LaggedStartMap(GrowFromCenter, chunks, run_time=1))
        self.wait(0.5)
        self.play(steps.animate.arrange(DOWN, buff=0.8), chunks.animate.to_edge(LEFT, buff=2), run_time=2)
        self.play(chunks.animate.arrange(RIGHT, buff=0.15).next_to(docs, LEFT, buff=0.6))
        self.wait()
