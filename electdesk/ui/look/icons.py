"""The program's own line drawings, painted in the colour of the words beside them."""

import atexit
import shutil
import tempfile
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from electdesk.paths import resources_dir

ICON_FOLDER: Final = resources_dir() / "icons"


def icon_names() -> tuple[str, ...]:
    """Every drawing there is, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in ICON_FOLDER.glob("*.svg")))


@cache
def _drawing(name: str) -> str:
    return (ICON_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str, stroke: float) -> QSvgRenderer:
    # QtSvg does not know currentColor: the colour is written into the drawing.
    text = _drawing(name).replace("currentColor", colour).replace('stroke-width="1.75"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(text.encode()))


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: QColor | str, *, stroke: float = 1.75) -> None:
    """Draw the icon into a rectangle. Raises FileNotFoundError for a drawing that does not exist."""
    word = colour.name() if isinstance(colour, QColor) else colour
    drawing = _renderer(name, word, stroke)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, rect)
    painter.restore()


@lru_cache(maxsize=2048)
def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0, stroke: float = 1.75) -> QPixmap:
    """The icon ``size`` logical pixels high for a screen of that device ratio; kept, since tables paint it 100 times."""
    # A drawing that does not exist must fail before a painter is open on the picture.
    _drawing(name)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, QRectF(0, 0, size, size), name, colour, stroke=stroke)
    painter.end()
    return pixmap


@cache
def _sheet_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="electdesk-look-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def icon_file(name: str, colour: str, *, stroke: float = 1.75) -> str:
    """A coloured copy of the drawing for style sheets, which take only files. Returns its path with forward slashes."""
    path = _sheet_folder() / f"{name}-{colour.lstrip('#')}-{stroke}.svg"
    if not path.exists():
        text = _drawing(name).replace("currentColor", colour).replace('stroke-width="1.75"', f'stroke-width="{stroke}"')
        path.write_text(text, encoding="utf-8")
    return path.as_posix()
