"""The one letter face of the program, loaded from its package so that no office PC has to have it installed."""

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from electdesk.paths import FONT_FAMILY, font_files

OPTICAL: Final = 1.09
"""Source Sans stands about a tenth lower than the face the sizes were drawn for: each size is raised by this much."""


class FontsMissing(RuntimeError):
    """The font package is not installed or its files are damaged: an installation fault, not a clerk's."""


def load_fonts() -> None:
    """Register the weights with Qt once. Raises FontsMissing if one cannot be read."""
    if FONT_FAMILY in QFontDatabase.families():
        return
    for path in font_files():
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FontsMissing(path.name)


def letter_size(size: int, zoom_percent: int) -> int:
    """Pixels of letters drawn as ``size`` at 100 %, never under 9 (unreadable)."""
    return max(9, round(size * OPTICAL * zoom_percent / 100))


def make_font(size: int, zoom_percent: int, *, bold: bool = False) -> QFont:
    """The face at ``size`` pixels (100 %), with digits of equal width; bold means the semibold weight."""
    font = QFont(FONT_FAMILY)
    font.setPixelSize(letter_size(size, zoom_percent))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setFeature(QFont.Tag("tnum"), 1)
    # Half-pixel hinting differs between X11 and Windows; unhinted advances keep columns alike on both.
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font
