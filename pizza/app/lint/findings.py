"""`lint`: what makes a film hard to watch, found before anybody has to watch it. It paints nothing."""

from __future__ import annotations

import linecache
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pizza.app.lint.kinship import name_of
from pizza.app.lint.rules import RULES, Fault, Rule
from pizza.app.lint.watching import SeenFilm, watch
from pizza.app.messages.error_report import Place
from pizza.errors import UnknownName, suggest
from pizza.nodes.node import Node
from pizza.render.film import Film
from pizza.scene import BareScene, build

_SILENCED = re.compile(r"#\s*pizza:\s*noqa(?::\s*([\w\s,-]+))?")


@dataclass(frozen=True)
class Finding:
    """A rule that a film breaks: when (seconds), which node, where it was made, what was measured, and what to do."""

    rule: str
    start: float
    end: float
    node: str
    place: Place | None
    measured: str
    limit: str
    advice: str

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        when = f"{self.start:.1f}-{self.end:.1f} s"
        return f"{where}{self.rule} at {when}: {self.node}: {self.measured} (limit {self.limit}). {self.advice}"


def lint(
    scene: type[BareScene],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    theme: str | None = None,
    size: tuple[int, int] | None = None,
    seed: int | None = None,
) -> list[Finding]:
    """Look for what makes a scene hard to watch, by the rules of docs/lint.md; gives what was found, in order of time.

    `select` names the only rules to look for, `ignore` those to leave out. A line that ends in `# pizza: noqa` (or
    `# pizza: noqa: margin`) silences what was made there. Raises `UnknownName` for a rule that does not exist.

    ```
    class Page(Scene):
        def construct(self):
            self.add(Text("hardly to be read", font_size=12))
            self.wait()
    [finding.rule for finding in lint(Page)]        # ["text-size"]
    ```
    """
    return examine(build(scene, seed, theme=theme, size=size), rules_named(select, ignore))


def rules_named(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> list[Rule]:
    """The rules meant. Raises `UnknownName`, which suggests the near one."""
    known = [rule.name for rule in RULES]
    for name in (*select, *ignore):
        if name not in known:
            raise UnknownName(f"no rule is called {name!r}; there are {', '.join(known)}.{suggest(name, known)}")
    return [rule for rule in RULES if (not select or rule.name in select) and rule.name not in ignore]


def examine(film: Film, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """What a film breaks of some rules."""
    watched = watch(film)
    found = [
        _finding(watched, rule, one)
        for rule in rules
        for one in merged(rule.find(watched))
        if one.end - one.start >= rule.least
    ]
    return sorted((one for one in found if not _silenced(one)), key=lambda one: (one.start, one.rule))


def merged(faults: Iterator[Fault]) -> list[Fault]:
    """Faults of one node (and one other) at neighbouring moments as one, with the worst of what was measured."""
    open_: dict[tuple[Node, Node | None], Fault] = {}
    out: list[Fault] = []
    for fault in faults:
        key = (fault.node, fault.other)
        held = open_.get(key)
        if held is not None and fault.start <= held.end + 0.51:
            worse = fault if fault.worst > held.worst else held
            open_[key] = worse._replace(start=held.start, end=max(held.end, fault.end))
            continue
        if held is not None:
            out.append(held)
        open_[key] = fault
    return [*out, *open_.values()]


def _finding(watched: SeenFilm, rule: Rule, fault: Fault) -> Finding:
    score = watched.film.timeline.scores.get(fault.node)
    place = Place(*score.where) if score is not None and score.where is not None else None
    return Finding(
        rule.name, fault.start, fault.end, name_of(fault.node), place, fault.measured, rule.limit, rule.advice
    )


def _silenced(finding: Finding) -> bool:
    if finding.place is None:
        return False
    match = _SILENCED.search(linecache.getline(finding.place.file, finding.place.line))
    return match is not None and (match[1] is None or finding.rule in re.split(r"[\s,]+", match[1].strip()))
