"""Writing: by pen, by type, and taking it back."""

from __future__ import annotations

__all__ = ["AddTextLetterByLetter", "Erase", "TypeWithCursor", "Unwrite", "Write"]

from typing import Literal, Unpack

from pizza.animation.appearing.create import Create, Uncreate, hand_time
from pizza.animation.appearing.pencil import show_pen
from pizza.animation.base import NodeAnimation, shares, spans
from pizza.animation.manner import PLAIN, Manner
from pizza.animation.stage import Stage, on_stage
from pizza.checks import one_of, positive
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.node import Node
from pizza.nodes.shapes.closed import Rectangle

By = Literal["stroke", "letter", "word", "line"]


class Write(Create):
    """Write a text by pen, letter by letter; of other nodes, draw them.

    `by` says what is written at once: "stroke" and "letter" go one after the other, "word" and "line" write their letters
    together. `pen=True` shows a pencil whose tip follows the strokes; `pen` may be a node of your own, its lower left the tip.

    ```
    self.play(Write(Text("positional encoding")))
    self.play(Write(formula, pen=True), run_time=3)
    ```
    """

    def __init__(
        self,
        mobject: Node,
        *,
        by: By = "letter",
        pen: bool | Node = False,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        self._by = one_of("by", by, ("stroke", "letter", "word", "line"))
        self._pen = pen

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        super().record(stage, t0, t1, manner)
        parts = self.parts()
        if self._pen is not False and parts:
            show_pen(stage, list(zip(parts, self._spans(parts, t0, t1), strict=True)), t0, t1, self._pen)

    def _spans(self, parts: list[Node], t0: float, t1: float) -> list[tuple[float, float]]:
        if self._by in ("stroke", "letter") or self.lag_ratio is not None:
            return super()._spans(parts, t0, t1)
        units = getattr(self.mobject, f"{self._by}s", None) or [self.mobject]
        unit_of = {m: i for i, unit in enumerate(units) for m in unit.family()}
        weights = [sum(hand_time(m) for m in unit.inked_parts()) for unit in units]
        found = shares(weights, t0, t1)
        return [found[unit_of.get(m, 0)] for m in parts]

    def length(self, manner: Manner = PLAIN) -> float:
        """Longer texts take longer, from half a second to four."""
        if self.run_time is not None:
            return self.run_time
        letters = sum(len(getattr(m, "text", "x")) if m.is_text else 4 for m in self.parts())
        return min(max(0.055 * letters + 0.4, 0.5), 4.0)


class Unwrite(Uncreate):
    """Take a text back, last letter first, and remove it.

    ```
    self.play(Unwrite(title))
    ```
    """


class Erase(Create):
    """Rub a drawing out in the order in which it was drawn, and remove the node.

    ```
    self.play(Erase(title))
    ```
    """

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        parts = node.inked_parts()
        for part, (a, b) in zip(parts, self._spans(parts, t0, t1), strict=True):
            stage.erase(part, a, b, self.pace(manner))


class AddTextLetterByLetter(NodeAnimation):
    """Let the letters of a text appear one after another, as typed.

    ```
    self.play(AddTextLetterByLetter(Text("hello"), time_per_char=0.1))
    ```
    """

    def __init__(self, text: Node, *, time_per_char: float = 0.1, run_time: float | None = None) -> None:
        super().__init__(text, run_time=run_time)
        self._each = time_per_char

    def length(self, manner: Manner = PLAIN) -> float:
        """The number of letters times the time of each."""
        return self.run_time or max(1, len(self.parts())) * self._each

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        parts = self.parts()
        for part, (a, _) in zip(parts, spans(len(parts), t0, t1, 1.0), strict=True):
            stage.show(part, a)


class TypeWithCursor(AddTextLetterByLetter):
    """Type a text or a program letter by letter, with a cursor that runs ahead.

    ```
    self.play(TypeWithCursor(Code("print(42)"), time_per_char=0.08))
    ```
    """

    def __init__(
        self,
        text: Node,
        cursor: Node | None = None,
        *,
        time_per_char: float = 0.1,
        leave_cursor_on: bool = False,
        run_time: float | None = None,
    ) -> None:
        super().__init__(text, time_per_char=positive("time_per_char", time_per_char), run_time=run_time)
        self.cursor, self._stays = cursor, leave_cursor_on

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        letters = [m for m in self.parts() if hasattr(m, "char")]
        for part in self.parts():
            if part not in letters:
                stage.show(part, t0)
        if not letters:
            return
        tall = letters[0].height
        with stage.at(t0):
            cursor = self.cursor or Rectangle(0.035, tall, fill="ink", fill_style="solid", stroke_width=1.0)
            cursor.move_to(letters[0].get_left())
        for part in cursor.inked_parts():
            stage.show(part, t0)
        for letter, (_, b) in zip(letters, spans(len(letters), t0, t1, 1.0), strict=True):
            stage.show(letter, b)
            with stage.at(b):
                cursor.move_to(letter.get_right() + (0.05, 0.0, 0.0))
        if not self._stays:
            for part in cursor.inked_parts():
                stage.hide(part, t1)
