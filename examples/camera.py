"""Every scene has a camera: zoom to a thing, look around, come back. The title is fixed in the frame."""

from pizza import *


class Camera(Scene):
    def construct(self):
        sizes = [(3, YELLOW), (5, GRAY), (2, GREEN)]
        rows = [[Circle(radius=0.5, fill=fill, fill_style="solid") for _ in range(n)] for n, fill in sizes]
        layers = Group(*[Group(*row).arrange(DOWN, buff=0.4) for row in rows]).arrange(RIGHT, buff=3)
        wires = [Line(a, b, color=GRAY, stroke_width=1) for i in (0, 1) for a in layers[i] for b in layers[i + 1]]
        title = Rectangle(
            width=4, height=1, fill=YELLOW, fill_style="solid", label=Text("Inside a neuron", font_size=40)
        ).to_corner(UL)
        neuron, value = layers[1][2], Text("0.73", font_size=36)

        self.play(LaggedStartMap(Create, layers), run_time=2)
        self.play(LaggedStartMap(Create, wires, lag_ratio=0.05), run_time=2)
        self.add_fixed_in_frame_mobjects(title)
        self.play(FadeIn(title), self.camera.zoom_to(neuron, margin=1), neuron.animate.set_fill(BLUE_1), run_time=2)
        self.play(Write(value.move_to(neuron)))
        self.play(self.camera.frame.animate.shift(3.8 * RIGHT), run_time=2)
        self.play(self.camera.reset(), run_time=2)
        self.wait()
