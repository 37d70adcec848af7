"""An Excalidraw file that comes to life: it is told, its shapes move with their arrows, and data flows along them."""

from pathlib import Path

from pizza import *


class Architecture(Scene):
    def construct(self):
        d = Excalidraw(Path(__file__).with_name("architecture.excalidraw"))
        self.camera.frame.zoom_to(d)
        self.play(d.draw(duration=15))
        self.wait(0.5)

        # Arrows of the file stay bound: they follow what they join, and their labels ride on them.
        self.play(d["User"].animate.shift(1.6 * DOWN), d["Answer"].animate.shift(1.4 * RIGHT), run_time=1.4)

        # A question goes through ...
        self.play(FlowingDots(d["question"], n=2, color=RED, loop=False), run_time=1.5)
        self.play(d["Language model"].animate.set_fill(BLUE_2), rate_func=there_and_back)

        # ... and then everything is busy.
        busy = Group(*[arrow for arrow in d.arrows if arrow is not d["result"]])
        self.play(FlowingDots(busy, color=RED), MarchingDashes(d["result"]), run_time=4)
        self.wait(0.5)
