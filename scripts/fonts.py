"""Makes docs/images/fonts.png: letters of other fonts while the pen writes them.

python scripts/fonts.py        # needs DejaVu, Noto CJK and Noto Color Emoji (Debian: fonts-dejavu fonts-noto-cjk fonts-noto-color-emoji)
"""

from __future__ import annotations

from pathlib import Path

from gallery import shrink

from pizza import DOWN, LEFT, Group, Scene, Text, Write
from pizza.app.sheets.contact_sheet import write_sheet

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "fonts.png"
ROWS = (
    ("Serifs & kerning: AVA", "DejaVu Serif", False),
    ("Sphinx of quartz", "DejaVu Sans", False),
    ("漢字を書く 永語", "Noto Serif CJK JP", False),
    ("مرحبا (abc) שלום", "DejaVu Sans", False),
    ("Handified serif, 漢字", "DejaVu Serif", True),
    ("Excalifont’s widths 🍕", "Excalifont", False),
)


class Fonts(Scene):
    """Every row is written at once."""

    def construct(self) -> None:
        rows = Group(*(Text(words, font=font, handify=by_hand, font_size=92) for words, font, by_hand in ROWS))
        rows.arrange(DOWN, buff=0.22, aligned_edge=LEFT)
        self.play(*(Write(row) for row in rows), run_time=4)


if __name__ == "__main__":
    shrink(write_sheet(Fonts, PICTURE, count=4, columns=2, width=1600))
