"""The second door: a shape, an animation, a format and a theme made outside the package, from `pizza.make` alone."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

import pizza
import pizza.make
from pizza import Circle, Scene, Square, build
from pizza.errors import BadType, BadValue, UnknownName
from pizza.make import Theme, register_theme
from pizza.output import VIDEOS
from pizza.render.theme import THEMES, theme_named

PAGE = Path(__file__).parent.parent / "docs" / "extending.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
SHAPE, ANIMATION, FORMAT, THEME = BLOCKS


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    kept = [(table, dict(table)) for table in (VIDEOS, THEMES)]
    yield
    for table, before in kept:
        table.clear()
        table.update(before)


def run(code: str) -> ModuleType:
    module = ModuleType("extension")
    sys.modules[module.__name__] = module
    exec(code, vars(module))
    return module


def what_is_made(code: str) -> list[str]:
    """The lines of a block that make something, without those of the scene that shows it."""
    return [line for line in code.split("\n\n\nclass")[1].splitlines() if line.strip()]


def test_all_names_of_the_door_are_there_and_sorted():
    names = pizza.make.__all__
    assert names == sorted(set(names), key=lambda n: (n[0].islower(), n))
    assert [n for n in names if not hasattr(pizza.make, n)] == []


@pytest.mark.parametrize("code", BLOCKS)
def test_what_is_made_outside_needs_only_the_two_doors_and_few_lines(code: str):
    ours = set(re.findall(r"from (pizza[\w.]*) import", code))
    assert ours <= {"pizza", "pizza.make"}
    assert len(what_is_made(code)) <= 25


def test_a_shape_is_drawn_styled_and_pointed_at():
    page = run(SHAPE)
    film = build(page.Speed)
    assert film.display_list(0.5).items
    gauge = page.Gauge(0.5, radius=2, color="red")
    assert gauge.width == pytest.approx(4, abs=0.01)
    assert gauge.height == pytest.approx(2, abs=0.01)
    assert gauge.copy().scale(0.5).get_center() == pytest.approx(gauge.get_center())
    with pytest.raises(BadType, match="Did you mean 'color'"):
        page.Gauge(colr="red")
    with pytest.raises(BadValue, match="value lies in"):
        page.Gauge(2)


def test_an_animation_takes_the_words_of_time_and_manner_and_is_a_value():
    page = run(ANIMATION)
    assert build(page.Yes).duration == pytest.approx(3)

    class Twice(Scene):
        def construct(self):
            box = Square()
            nod = page.Nod(box, angle=0.4)
            self.play(nod, run_time=2)
            self.play(nod)
            assert box.angle == pytest.approx(0)
            self.box = box

    film = build(Twice)
    assert film.duration == pytest.approx(3)
    assert film.page(1.0).leaves[0].state.pose.angle == pytest.approx(-0.4)


def test_a_format_is_known_to_render(tmp_path: Path):
    page = run(FORMAT)
    lines = page.Dawn().render(tmp_path / "dawn.bright", progress=False).read_text().splitlines()
    assert lines[0] == "(160, 90)"
    assert [line[:4] for line in lines[1:]] == ["0.00", "0.10", "0.20", "0.30"]


def test_a_theme_is_known_to_scenes():
    page = run(THEME)
    assert theme_named("mint") is page.MINT
    assert build(page.Fresh).display_list(0.0).background == pytest.approx(page.MINT.map((1.0, 1.0, 1.0, 1.0)))


def test_a_theme_of_a_name_that_pizza_has_is_refused():
    light = THEMES["light"]
    with pytest.raises(BadValue, match="pizza's own"):
        register_theme(Theme("dark", light.paper, light.map))
    with pytest.raises(BadValue, match="small letters"):
        register_theme(Theme("Mint", light.paper, light.map))
    with pytest.raises(BadType, match="a theme is a Theme"):
        register_theme("mint")
    assert theme_named("dark") is THEMES["dark"]


OFFERED = """
    from pizza.make import Theme, Tint, rgba

    MINT = Theme("mint", rgba("#ffffff"), Tint("#123d35", "#e8f7f1", tones=((0.235, 0.0), (1.0, 1.0))))
"""


def offer(monkeypatch: pytest.MonkeyPatch, folder: Path, points: str, code: str = OFFERED) -> None:
    """An installed package, as pip leaves it behind."""
    info = folder / "gauges_for_tests-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: gauges_for_tests\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[pizza.themes]\n{points}\n")
    (folder / "gauges_for_tests.py").write_text(dedent(code))
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "gauges_for_tests", raising=False)


def test_a_theme_of_an_installed_package_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with pytest.raises(UnknownName, match="no theme is called 'mint'"):
        theme_named("mint")
    offer(monkeypatch, tmp_path, "mint = gauges_for_tests:MINT")

    class Fresh(Scene):
        theme = "mint"

        def construct(self):
            self.add(Circle())

    assert build(Fresh).display_list(0.0).background != (1.0, 1.0, 1.0, 1.0)


def test_a_package_that_does_not_load_is_an_error_where_its_theme_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    offer(monkeypatch, tmp_path, "mint = gauges_for_tests:GONE")
    assert theme_named("kraft").name == "kraft"
    with pytest.raises(BadValue, match=r"mint.*cannot be loaded"):
        theme_named("mint")
