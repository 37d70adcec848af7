"""What all tests share: property tests try the same examples everywhere, so that a run can be repeated; a tiny font of our
own, for the machine that tests may have none, and the repository brings no one else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("pizza", derandomize=True, deadline=None)
settings.load_profile("pizza")

BAR = [(100, 0), (100, 700), (180, 700), (180, 0)]
FLAT = [(100, 300), (100, 380), (500, 380), (500, 300)]
RING = [[(60, 0), (60, 600), (560, 600), (560, 0)], [(140, 80), (480, 80), (480, 520), (140, 520)]]
LEG_A = [(60, 0), (290, 700), (370, 700), (140, 0)]
LEG_V = [(290, 700), (370, 700), (600, 0), (520, 0)]
TEN = [[(260, 0), (260, 700), (340, 700), (340, 0)], [(20, 360), (20, 440), (580, 440), (580, 360)]]
SHAPES = {
    ".notdef": [BAR],
    "space": [],
    "l": [BAR],
    "o": RING,
    "dash": [FLAT],
    "A": [LEG_A, LEG_V],
    "f": [BAR, FLAT],
    "i": [BAR],
    "f_i": [BAR, FLAT],
    "ten": TEN,
    "alef": [FLAT],
    "bet": [BAR],
    "acute": [[(-60, 720), (0, 800), (60, 800), (20, 720)]],
}
CHARS = {
    " ": "space",
    "l": "l",
    "o": "o",
    "-": "dash",
    "A": "A",
    "f": "f",
    "i": "i",
    "十": "ten",
    "א": "alef",
    "ב": "bet",
}
FEATURES = """
languagesystem DFLT dflt;
languagesystem latn dflt;
feature liga { sub f i by f_i; } liga;
feature kern { pos A o -120; } kern;
feature mark {
  markClass [acute] <anchor 0 700> @TOP;
  pos base [o] <anchor 310 650> mark @TOP;
} mark;
"""


def left(name: str) -> int:
    """The left side bearing."""
    return min((x for shape in SHAPES[name] for x, _ in shape), default=0)


def build(path: Path, *, family: str = "Testimony", style: str = "Regular") -> Path:
    """Write the font."""
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(SHAPES))
    builder.setupCharacterMap({ord(c): name for c, name in CHARS.items()} | {0x301: "acute"})
    glyphs = {}
    for name, rings in SHAPES.items():
        pen = TTGlyphPen(None)
        for ring in rings:
            pen.moveTo(ring[0])
            for point in ring[1:]:
                pen.lineTo(point)
            pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (0 if name == "acute" else 620, left(name)) for name in SHAPES})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": style})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWeightClass=700 if style == "Bold" else 400)
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, FEATURES)
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(str(path))
    return path


@pytest.fixture(scope="session")
def font_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the tiny font."""
    return build(tmp_path_factory.mktemp("fonts") / "testimony.ttf")


@pytest.fixture(scope="session")
def build_font() -> Callable[..., Path]:
    """Writes the tiny font under other names: ``build_font(path, family="Testimony", style="Bold")``."""
    return build


@pytest.fixture
def only_testimony(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine on which nothing but the tiny font is installed, regular and bold."""
    from pizza.text import font_finder

    build(tmp_path / "share/fonts/t/regular.ttf")
    build(tmp_path / "share/fonts/t/bold.ttf", style="Bold")
    monkeypatch.setattr(font_finder, "directories", lambda: [tmp_path / "share/fonts"])
    monkeypatch.setattr(font_finder, "cache_file", lambda: tmp_path / "cache/pizza/fonts.json")
    font_finder.forget()
    yield tmp_path
    font_finder.forget()
