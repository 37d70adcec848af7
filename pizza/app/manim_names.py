"""What a manim user writes in pizza instead of a name that pizza does not have. Used in error messages only."""

from __future__ import annotations

_FORMULA = 'Write it as Text("...") or Label("..."): pizza has no LaTeX.'
_FLAT = "pizza draws in two dimensions."
_CLASS = "Set it in the scene's class: size, fps, theme, background."

# Names that scripts use, by how often manim's users write them; each with a way out.
INSTEAD = {
    # nodes
    "MathTex": _FORMULA,
    "Tex": _FORMULA,
    "SingleStringMathTex": _FORMULA,
    "MarkupText": 'Write Text("...", t2c={"word": RED}, t2w={"word": BOLD}).',
    "Paragraph": 'Write Text("...", width=6, align="left"): it wraps.',
    "Title": 'Write Text("...", font_size=60).to_edge(UP).',
    "BulletedList": "Write Group(*[Text(line) for line in lines]).arrange(DOWN, aligned_edge=LEFT).",
    "Mobject": "Write Node: everything on the page is one.",
    "VMobject": "Write Curve(p1, p2, ...) for a stroke through points, Node for any node.",
    "VDict": "Write Group(...) and keep the parts in variables.",
    "DashedVMobject": 'Give the shape stroke_style="dashed".',
    "ArcBetweenPoints": "Write Line(start, end, path_arc=angle).",
    "CubicBezier": "Write Curve(p1, p2, ...): a smooth stroke through points.",
    "CurvedDoubleArrow": "Write DoubleArrow(start, end, path_arc=PI / 2).",
    "LabeledDot": 'Write Circle(radius=0.3, label="a").',
    "LabeledLine": 'Write Line(start, end, label="...").',
    "LabeledArrow": 'Write Arrow(start, end, label="...").',
    "Underline": "Write Line(text.get_corner(DL), text.get_corner(DR)).shift(0.1 * DOWN).",
    "BackgroundRectangle": 'Write SurroundingRectangle(node, fill=PAPER, fill_style="solid", stroke_width=0).',
    "Cross": "Write Group(Line(box.get_corner(UL), box.get_corner(DR)), Line(box.get_corner(DL), box.get_corner(UR))).",
    "Variable": 'Write Group(Label("x ="), DecimalNumber(0)).arrange(RIGHT).',
    "FunctionGraph": "Write Axes(...).plot(function).",
    "ParametricFunction": "Write Axes(...).plot_parametric_curve(function, t_range=[0, TAU]).",
    "TracedPath": "Write always_redraw(lambda: Curve(...)) with the points so far.",
    "ThreeDScene": _FLAT,
    "ThreeDAxes": _FLAT,
    "Surface": _FLAT,
    "Sphere": _FLAT,
    "Cube": _FLAT,
    "Dot3D": "Write Dot(point): " + _FLAT,
    # animations
    "ApplyFunction": "Write self.play(lambda: function(node)), or node.animate with the verbs.",
    "UpdateFromFunc": "Write node.add_updater(function) before the play.",
    "UpdateFromAlphaFunc": "Animate a ValueTracker and let node.add_updater(...) read it.",
    "ClockwiseTransform": "Write Transform(a, b, path_arc=-PI / 2).",
    "CounterclockwiseTransform": "Write Transform(a, b, path_arc=PI / 2).",
    "ChangeDecimalToValue": "Write number.animate.set_value(value).",
    "ChangingDecimal": "Write number.add_updater(lambda m: m.set_value(...)).",
    "ShowCreation": "Write Create(node).",
    "FadeInFromDown": "Write FadeIn(node, shift=UP).",
    "ApplyWave": "Write Wiggle(node).",
    "Add": "Write self.add(node).",
    # the rest
    "config": _CLASS + " self.camera.frame has the page's width and height.",
    "tempconfig": _CLASS + " Or give build(...) or render(...) the values.",
    "ManimColor": 'Write the colour itself: "#ff8800", "rebeccapurple" or RED.',
    "rgb_to_color": 'Write "rgb(255, 128, 0)" or "#ff8000".',
    "random_color": "Write self.random.choice([RED, GREEN, BLUE]).",
    "random_bright_color": "Write self.random.choice([RED, GREEN, BLUE]).",
    "interpolate": "Write a + (b - a) * alpha.",
    "PresentationSectionType": "Write self.next_section(name).",
    "logger": "Write print(...).",
    # attributes
    "renderer": "Write self.time for the clock.",
    "tip": 'The head is part of the arrow: Arrow(..., tip_length=0.2, end_head="triangle").',
    "get_tip": "The head is part of the arrow; arrow.get_end() is its point.",
    "points": "Write get_vertices(), get_start(), get_end() or point_from_proportion(0.5).",
    "set_points_as_corners": "Make a new one: Curve(*points, smooth=False). become(...) turns a node into it.",
    "set_points_smoothly": "Make a new one: Curve(*points). become(...) turns a node into it.",
    "round_corners": "Make it round: Rectangle(..., corner_radius=0.2).",
    "arrange_submobjects": "Write arrange(RIGHT).",
    "align_on_border": "Write to_edge(UP) or to_corner(UL).",
    "set_camera_orientation": _FLAT,
    "begin_ambient_camera_rotation": _FLAT,
    "move_camera": "Write self.play(self.camera.frame.animate.move_to(...).scale(...)).",
    "set_submobject_colors_by_gradient": "Write set_color_by_gradient(RED, BLUE).",
    "get_point_from_function": "Write axes.i2gp(x, graph).",
}


def instead(name: str) -> str:
    """What to write instead of a name of manim's, or nothing where the name is not known.

    ```
    instead("ShowCreation")      # "Write Create(node)."
    ```
    """
    return INSTEAD.get(name, "")
