"""Every scene has a camera: zoom to a thing, look around, come back. The title is fixed in the frame."""

from pizza import *


class Camera(Scene):
    def construct(self):
        layers = Group(*[Group(*[Circle(radius=0.35) for _ in range(n)]).arrange(DOWN, buff=0.5) for n in (3, 5, 2)])
        layers.arrange(RIGHT, buff=2.6).shift(0.4 * DOWN)
        wires = Group(
            *[Line(a, b, color=GRAY, stroke_width=1) for i in (0, 1) for a in layers[i] for b in layers[i + 1]]
        )
        title = Text("Inside one neuron").to_corner(UL)
        neuron = layers[1][1]

        self.add_fixed_in_frame_mobjects(title)
        self.play(LaggedStartMap(Create, layers), run_time=2)
        self.play(LaggedStartMap(Create, wires, lag_ratio=0.05), run_time=2)
        self.play(self.camera.zoom_to(neuron, margin=0.8), neuron.animate.set_fill(YELLOW), run_time=2)
        self.play(Write(Text("0.73", font_size=24).move_to(neuron)))
        self.wait()
        self.play(self.camera.reset(), run_time=2)
        self.wait()
