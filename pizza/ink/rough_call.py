"""`Called`: a rough.js call with options and a seed of its own, drawn to the letter at rest and stretched like any mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pizza.ink.drawing import Layer
from pizza.ink.mark import STILL, Hand, Linear
from pizza.ink.rough.draw import Inked, RoughCall, ink, plan_batch
from pizza.ink.rough.plans import OpSetPlan
from pizza.ink.sketch import dash_of, planned_layers


@dataclass(frozen=True)
class Called:
    """One call as a value for a `LayeredMark`; its plans and op sets are worked out beforehand.

    `full` is the call with a fill, where the call itself has none: a shape that is filled later keeps its outline.

    ```
    box = called([RoughCall("rectangle", (0, 0, 90, 60), Options(seed=7))])[0]
    LayeredMark(box, path=outline.rectangle(0, 0, 90, 60))
    ```
    """

    call: RoughCall
    plans: tuple[OpSetPlan, ...] = field(compare=False, repr=False)
    inked: tuple[Inked, ...] = field(compare=False, repr=False)
    dash: tuple[float, ...] = ()
    extent: float = 100.0  # pixels: its larger side
    full: RoughCall | None = None

    def layers(self, linear: Linear, hand: Hand) -> tuple[Layer, ...]:
        """The layers in pixels, y down. Of the hand it takes whether it fills, and dashes where the call has none."""
        filled = hand.fill is not None
        if filled and self.full is not None and not self.call.options.fill:
            return replace(called([self.full])[0], dash=self.dash, extent=self.extent).layers(linear, hand)
        if hand.stroke_style != "solid" and not self.dash:
            return self._dashed(dash_of(hand)).layers(linear, hand)
        call, chosen = self.call, [at for at, plan in enumerate(self.plans) if filled or plan.kind == "path"]
        return planned_layers(
            call.shape,
            call.options,
            [self.plans[at] for at in chosen],
            linear,
            extent=self.extent,
            dash=self.dash,
            inked=[self.inked[at] for at in chosen] if linear == STILL else None,
        )

    def _dashed(self, dash: tuple[float, ...]) -> Called:
        """The same with dashes; they are drawn once."""
        once = self.call._replace(options=self.call.options._replace(disable_multi_stroke=True))
        return replace(called([once])[0], dash=dash, extent=self.extent, full=self.full)


def called(calls: Sequence[RoughCall]) -> list[Called]:
    """Calls, planned and drawn as one batch, which is far cheaper than one by one.

    ```
    called([RoughCall("line", (0, 0, 90, 60), Options(seed=7)), RoughCall("line", (0, 60, 90, 0), Options(seed=8))])
    ```
    """
    plans = plan_batch(calls)
    drawn = ink(plans)
    return [
        Called(call._replace(args=_fixed(call.args)), tuple(planned), tuple(inked))
        for call, planned, inked in zip(calls, plans, drawn, strict=True)
    ]


def _fixed(value: Sequence[object]) -> tuple[object, ...]:
    """Arguments as nested tuples, so that a call can be compared."""
    return tuple(_fixed(each) if isinstance(each, list | tuple) else each for each in value)
