"""Font files: names, coverage, shaping and outlines. The one file that knows uharfbuzz (and fontTools, which unpacks WOFF)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, NamedTuple

from pizza.errors import DISTRIBUTION, BadValue
from pizza.geometry.box import Box
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, Path

if TYPE_CHECKING:
    import uharfbuzz as hb

EM = 1000.0
PACKED = (".woff", ".woff2")
UNPACKERS = (("fontTools",), ("brotli", "brotlicffi"))  # one of each; WOFF needs the first only
UNPACKER = f"pip install '{DISTRIBUTION}[woff]'"  # what brings them
FAMILY, STYLE, FULL, TYPOGRAPHIC_FAMILY, TYPOGRAPHIC_STYLE = 1, 2, 4, 16, 17  # ids of OpenType's name table


class FontFile(NamedTuple):
    """A font on the disk; a collection (.ttc) holds several, told apart by their number."""

    path: str
    number: int = 0


class Names(NamedTuple):
    """What a font calls itself, and how heavy (400 is regular) and how slanted it says it is."""

    families: tuple[str, ...]
    style: str
    full: str
    weight: float
    italic: bool


class Shaped(NamedTuple):
    """One glyph of a shaped run, in thousandths of an em, y up. `cluster` is where in the run its characters begin."""

    glyph: int
    cluster: int
    advance: float
    dx: float
    dy: float


class Font:
    """An opened font. All lengths are thousandths of an em.

    ```
    font = open_font(FontFile("some.ttf"))
    [g.advance for g in font.shape("AV")]      # kerned
    font.outline(font.shape("A")[0].glyph)     # a Path, y down, the origin on the baseline
    ```
    """

    def __init__(self, file: FontFile, face: hb.Face) -> None:
        import uharfbuzz as hb

        self.file = file
        self._face = face
        self._font = hb.Font(face)
        self._scale = EM / face.upem

    @cached_property
    def ascent(self) -> float:
        """From the baseline up, as the font's own line box has it."""
        return float(self._font.get_font_extents("ltr").ascender * self._scale)

    @cached_property
    def descent(self) -> float:
        """From the baseline down, positive."""
        return float(-self._font.get_font_extents("ltr").descender * self._scale)

    @cached_property
    def italic(self) -> bool:
        """True where the font is slanted of its own."""
        return _slanted(self._font)

    @cached_property
    def pictorial(self) -> bool:
        """True where glyphs are pictures, as emoji are."""
        return bool(self._face.has_color_png)

    def covers(self, char: str) -> bool:
        """True where every code point of `char` has a glyph."""
        return all(self._font.get_nominal_glyph(ord(c)) is not None for c in char)

    def shape(self, text: str, *, rtl: bool = False, ligatures: bool = True) -> list[Shaped]:
        """Glyphs in visual order, left to right, even where the text runs from right to left."""
        import uharfbuzz as hb

        if not text:
            return []
        buffer = hb.Buffer()
        buffer.add_codepoints([ord(c) for c in text])  # so that clusters count characters, not bytes
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        hb.shape(self._font, buffer, {} if ligatures else {"liga": False, "clig": False})
        k = self._scale
        return [
            Shaped(info.codepoint, info.cluster, at.x_advance * k, at.x_offset * k, at.y_offset * k)
            for info, at in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True)
        ]

    @lru_cache(maxsize=4096)  # noqa: B019 - fonts are few, and kept for good by open_font
    def outline(self, glyph: int) -> Path:
        """The outline of a glyph, y down, to be filled by the nonzero rule; empty for a space."""
        verbs: list[int] = []
        points: list[tuple[float, float]] = []
        self._font.draw_glyph(glyph, _pen(), (verbs, points, self._scale))
        return Path.of(verbs, points)

    def picture(self, glyph: int) -> bytes | None:
        """The PNG of a coloured glyph, or None where it has none."""
        return bytes(self._font.get_glyph_color_png(glyph).data) or None

    def picture_box(self, glyph: int) -> Box:
        """Where a coloured glyph's picture stands, y down."""
        at, k = self._font.get_glyph_extents(glyph), self._scale
        left, top = at.x_bearing * k, -at.y_bearing * k
        return Box(left, top, left + at.width * k, top - at.height * k)

    def draws(self, char: str) -> bool:
        """True where the font has `char`, and as something that can be drawn: an outline, a picture or white space."""
        glyph = self._font.get_nominal_glyph(ord(char[:1] or " "))
        if glyph is None:
            return False
        return char.isspace() or len(self.outline(glyph)) > 0 or self.picture(glyph) is not None


Drawn = tuple[list[int], list[tuple[float, float]], float]


@lru_cache(maxsize=1)
def _pen() -> hb.DrawFuncs:
    """Callbacks for harfbuzz, which write into the lists that they are handed; a quadratic becomes a cubic."""
    import uharfbuzz as hb

    def move(x: float, y: float, out: Drawn) -> None:
        out[0].append(MOVE)
        out[1].append((x * out[2], -y * out[2]))

    def line(x: float, y: float, out: Drawn) -> None:
        out[0].append(LINE)
        out[1].append((x * out[2], -y * out[2]))

    def cubic(x1: float, y1: float, x2: float, y2: float, x: float, y: float, out: Drawn) -> None:
        out[0].append(CUBIC)
        out[1].extend([(x1 * out[2], -y1 * out[2]), (x2 * out[2], -y2 * out[2]), (x * out[2], -y * out[2])])

    def quadratic(x1: float, y1: float, x: float, y: float, out: Drawn) -> None:
        (ax, ay), (bx, by), (cx, cy) = out[1][-1], (x1 * out[2], -y1 * out[2]), (x * out[2], -y * out[2])
        out[0].append(CUBIC)
        out[1].append((ax + (bx - ax) * 2 / 3, ay + (by - ay) * 2 / 3))
        out[1].append((cx + (bx - cx) * 2 / 3, cy + (by - cy) * 2 / 3))
        out[1].append((cx, cy))

    def close(out: Drawn) -> None:
        out[0].append(CLOSE)

    funcs = hb.DrawFuncs()
    funcs.set_move_to_func(move)
    funcs.set_line_to_func(line)
    funcs.set_cubic_to_func(cubic)
    funcs.set_quadratic_to_func(quadratic)
    funcs.set_close_path_func(close)
    return funcs


@lru_cache(maxsize=256)
def open_font(file: FontFile) -> Font:
    """The font of a file. Raises `BadValue` for a file that is missing, or is no font.

    ```
    open_font(FontFile("no.ttf"))      # BadValue: there is no font file 'no.ttf'.
    ```
    """
    face = next(_faces(file.path, file.number))
    if face.glyph_count == 0 or not len(face.unicodes):
        raise BadValue(
            f"{file.path!r} is no font that can be read: it holds no characters. Use a sound TTF, OTF or WOFF2."
        )
    return Font(file, face)


def can_unpack(path: str) -> bool:
    """True where a file is no packed font, or what unpacks it is installed."""
    needs = {".woff": UNPACKERS[:1], ".woff2": UNPACKERS}.get(FilePath(path).suffix.lower(), ())
    return all(any(find_spec(name) is not None for name in names) for names in needs)


def names_in(path: str) -> list[Names]:
    """What each font of a file calls itself; empty for a file that cannot be read."""
    try:
        return [_names(face) for face in _faces(path) if face.glyph_count]
    except BadValue:
        return []


def _names(face: hb.Face) -> Names:
    import uharfbuzz as hb

    def name(key: int) -> str:
        return face.get_name(key) or ""

    font = hb.Font(face)
    families = dict.fromkeys(n for n in (name(TYPOGRAPHIC_FAMILY), name(FAMILY)) if n)
    return Names(
        tuple(families),
        name(TYPOGRAPHIC_STYLE) or name(STYLE),
        name(FULL),
        float(font.get_style_value(hb.StyleTag.WEIGHT)),
        _slanted(font),
    )


def _slanted(font: hb.Font) -> bool:
    import uharfbuzz as hb

    return bool(font.get_style_value(hb.StyleTag.ITALIC) or font.get_style_value(hb.StyleTag.SLANT_ANGLE))


def _faces(path: str, index: int | None = None) -> Iterator[hb.Face]:
    import uharfbuzz as hb

    blob = hb.Blob(_unpacked(path)) if path.lower().endswith(PACKED) else _blob(path)
    for number in range(hb.Face(blob).count) if index is None else (index,):
        yield hb.Face(blob, number)


def _blob(path: str) -> hb.Blob:
    import uharfbuzz as hb

    try:
        return hb.Blob.from_file_path(path)
    except (OSError, hb.HarfBuzzError) as err:
        raise BadValue(_unreadable(path)) from err


def _unreadable(path: str) -> str:
    if not FilePath(path).exists():
        return f"there is no font file {path!r}."
    return f"{path!r} cannot be read as a font file."


def _unpacked(path: str) -> bytes:
    """The plain font inside a WOFF or WOFF2."""
    try:
        from fontTools.ttLib import TTFont, TTLibError
    except ImportError as err:
        raise BadValue(f"{path!r}: to read WOFF fonts, run: {UNPACKER}. TTF and OTF need nothing.") from err
    try:
        font = TTFont(path)
        font.flavor = None
        out = io.BytesIO()
        font.save(out)
    except FileNotFoundError as err:
        raise BadValue(_unreadable(path)) from err
    except ImportError as err:
        raise BadValue(f"{path!r}: WOFF2 is packed with brotli. Run: {UNPACKER}.") from err
    except (TTLibError, OSError, ValueError, KeyError, AssertionError) as err:
        raise BadValue(f"{path!r} cannot be read as a font file: {err}.") from err
    return out.getvalue()
