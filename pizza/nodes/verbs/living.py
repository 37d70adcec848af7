"""`Living`: squashing as it speeds, hanging on to another node, and poses by name; see `lively`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from pizza.nodes import lively
from pizza.nodes.lively import Pivot
from pizza.nodes.part import Part, Stance


class Living(Part):
    """Standing traits, and poses by name."""

    def squash(self, k: float = 0.3, *, pivot: Pivot = "center", v_ref: float | None = None) -> Self:
        """From now on stretch along the way by up to 1 + k, whatever moves the node; its area stays. ``squash(0)`` ends it.

        `v_ref` is the speed of the full stretch, 8 scene units a second. The `pivot` ("bottom", or a direction such as
        DOWN) stays where it is. It shows in pictures only: what a script reads of the node is not squashed.

        ```
        ball = Circle(radius=0.5, fill=RED).squash(0.4)
        self.play(ball.animate.shift(4 * RIGHT))
        ```
        """
        return lively.squash(self, k, pivot=pivot, v_ref=v_ref)

    def trail(self, head: Part, *, freq: float = 3.0, damping: float = 0.5, pivot: Pivot | None = None) -> Self:
        """From now on hang on to another node by a spring: come late, swing over, settle where it is held now.

        `freq` is in swings a second, `damping` 1 never swings over. With a `pivot` it is joined there, as an antenna is at
        its "bottom", and swings about it. A script reads where it settles.

        ```
        hat = Triangle(fill=RED).scale(0.4).next_to(head, UP, buff=0).trail(head, freq=3)
        self.play(head.animate.shift(3 * RIGHT))
        ```
        """
        return lively.trail(self, head, freq=freq, damping=damping, pivot=pivot)

    def pose(self, name: str, change: Callable[[Self], object] | None = None) -> Self:
        """Name how the node is now - or would be after a change, which is made to a copy - as a pose.

        ```
        sack.pose("idle")
        sack.pose("crouch", lambda m: m.stretch(0.6, 1, about_edge=DOWN))
        self.play(Poses(sack, ["idle", "crouch", "idle"]))
        ```
        """
        return lively.pose(self, name, change)

    def strike(self, name: str) -> Self:
        """Take a named pose, at once or over time.

        ```
        sack.pose("crouch", lambda m: m.stretch(0.6, 1))
        self.play(sack.animate.strike("crouch"))
        ```
        """
        return lively.strike(self, name)

    def stances_of(self, name: str) -> tuple[Stance, ...]:
        """The states of all parts in a named pose. Raises `UnknownName`."""
        return lively.stances_of(self, name)
