"""The board on the page: tiles of the whole region over one cell a district, each of which leads to its stations."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from electdesk.i18n import catalogue, language
from electdesk.qtmodels.progress.board import Board
from electdesk.qtmodels.progress.steps import ALWAYS, SIGNS
from electdesk.services.queries.progress import DistrictProgress
from electdesk.ui.look import px, theme
from electdesk.ui.parts import Following
from electdesk.ui.parts.painting import paint_focus
from electdesk.ui.progress.drawing import (
    ROW_HEIGHT,
    TILE_HEIGHT,
    Scale,
    draw_district,
    draw_tile,
    draw_total,
    spoken,
    tile_width,
)

CELL_WIDTH: Final = 560
"""Pixels at 100 % from which on a second column of districts has room."""
TOTAL_WIDTH: Final = 268


def page_scale() -> Scale:
    """The size of everything on the page: the window's zoom."""
    return Scale(theme().zoom_percent / 100)


class DistrictCell(Following, QAbstractButton):
    """One district. ``wanted`` tells the step whose mark was pressed, "" for the district itself."""

    wanted = Signal(str, str)

    def __init__(self, district: DistrictProgress, parent: QWidget) -> None:
        super().__init__(parent)
        self.district = district
        self._marks: list[tuple[str, QRectF]] = []
        self._pressed = QPointF(-1, -1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._clicked)
        self.begin()

    def show_district(self, district: DistrictProgress) -> None:
        """Other counts of the same district."""
        self.district = district
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(spoken(self.district, language()))
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(ROW_HEIGHT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._pressed = QPointF(-1, -1)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _clicked(self) -> None:
        step = next((step for step, place in self._marks if place.contains(self._pressed)), "")
        self.wanted.emit(self.district.record, step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, frame = theme(), QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(frame, look.colour("accent_bg"))
        self._marks = draw_district(painter, frame, self.district, (language(),), page_scale())
        painter.fillRect(QRectF(px(10), frame.height() - 1, frame.width() - px(20), 1), look.colour("hair"))
        if self.hasFocus():
            paint_focus(painter, frame)


class StepTile(Following, QAbstractButton):
    """The number of one step over the whole region."""

    def __init__(self, step: str, amount: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.step, self.amount = step, amount
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.begin()

    def show_amount(self, amount: int) -> None:
        """Another number."""
        self.amount = amount
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        self.setAccessibleName(f"{SIGNS[self.step].say(catalogue(language()))} {self.amount}")

    def sizeHint(self) -> QSize:
        return QSize(round(tile_width((language(),), self.step, page_scale())), px(TILE_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, frame = theme(), QRectF(self.rect())
        painter.fillRect(frame, look.colour("accent_bg" if self.underMouse() else "surface"))
        draw_tile(painter, frame, self.step, self.amount, (language(),), page_scale())
        painter.fillRect(QRectF(frame.right() - 1, 0, 1, frame.height()), look.colour("line"))
        if self.hasFocus():
            paint_focus(painter, frame)


class TotalTile(Following, QWidget):
    """How many protocols are in, over the whole region."""

    def __init__(self, whole: DistrictProgress, parent: QWidget) -> None:
        super().__init__(parent)
        self.whole = whole
        self.begin()

    def retranslate(self) -> None:
        self.setAccessibleName(spoken(self.whole, language()))

    def sizeHint(self) -> QSize:
        return QSize(px(TOTAL_WIDTH), px(TILE_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect())
        painter.fillRect(frame, theme().colour("surface"))
        draw_total(painter, frame, self.whole, (language(),), page_scale())
        painter.fillRect(QRectF(frame.right() - 1, 0, 1, frame.height()), theme().colour("line"))


class Tiles(Following, QWidget):
    """The tiles in a row that wraps; ``wanted`` tells the step whose tile was pressed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total: TotalTile | None = None
        self.tiles: dict[str, StepTile] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.begin()

    def show_whole(self, whole: DistrictProgress | None) -> None:
        """Show these counts; tiles come and go only where a step begins or ends."""
        steps = [step for step in SIGNS if whole is not None and (step in ALWAYS or whole.count(step))]
        if whole is None or list(self.tiles) != steps or self.total is None:
            self._build(whole, steps)
            return
        self.total.whole = whole
        self.total.retranslate()
        self.total.update()
        for step, tile in self.tiles.items():
            tile.show_amount(whole.count(step))

    def _build(self, whole: DistrictProgress | None, steps: Sequence[str]) -> None:
        for old in (self.total, *self.tiles.values()):
            if old is not None:
                old.hide()
                old.deleteLater()
        self.total, self.tiles = None, {}
        if whole is None:
            return
        self.total = TotalTile(whole, self)
        for step in steps:
            tile = StepTile(step, whole.count(step), self)
            tile.clicked.connect(lambda _=False, step=step: self.wanted.emit(step))
            self.tiles[step] = tile
        for widget in (self.total, *self.tiles.values()):
            widget.show()
        self._place()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._rows(width) * px(TILE_HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(px(900), self.heightForWidth(max(self.width(), px(320))))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(280), px(TILE_HEIGHT))

    def _rows(self, width: int) -> int:
        return len(self._arranged(width)) or 1

    def _arranged(self, width: int) -> list[list[QWidget]]:
        """The tiles row by row, about equally many in each: the last one is never left alone where it need not be."""
        widgets: list[QWidget] = [widget for widget in (self.total, *self.tiles.values()) if widget is not None]
        rows = _filled(widgets, width)
        if len(rows) > 1:
            whole = sum(widget.sizeHint().width() for widget in widgets)
            even = _filled(widgets, min(width, whole // len(rows) + max(widget.sizeHint().width() for widget in widgets) // 2))
            rows = even if len(even) == len(rows) else rows
        return rows

    def _place(self) -> None:
        for number, row in enumerate(self._arranged(self.width())):
            wanted = [widget.sizeHint().width() for widget in row]
            spare = max(0, self.width() - sum(wanted))
            left = 0
            for place, widget in enumerate(row):
                width = wanted[place] + spare * (place + 1) // len(row) - spare * place // len(row)
                widget.setGeometry(QRect(left, number * px(TILE_HEIGHT), width, px(TILE_HEIGHT)))
                left += width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.heightForWidth(self.width()))
        self._place()

    def restyle(self) -> None:
        self._fit()

    def retranslate(self) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme()
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("surface"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _filled(widgets: Sequence[QWidget], width: int) -> list[list[QWidget]]:
    rows: list[list[QWidget]] = []
    room = 0
    for widget in widgets:
        wide = widget.sizeHint().width()
        if not rows or room + wide > width:
            rows.append([])
            room = 0
        rows[-1].append(widget)
        room += wide
    return rows


class DistrictGrid(Following, QWidget):
    """The districts in one or two columns, read downwards; arrows move, Enter and a click open."""

    wanted = Signal(str, str)
    moved_to = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: list[DistrictCell] = []
        # Not a stop of the Tab key: whoever comes to the grid is sent on to its first district.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.begin()

    def build(self, districts: Sequence[DistrictProgress]) -> None:
        """Show these districts from now on."""
        for cell in self.cells:
            cell.hide()
            cell.deleteLater()
        self.cells = [DistrictCell(district, self) for district in districts]
        for cell in self.cells:
            cell.wanted.connect(self.wanted)
            cell.show()
        self._fit()

    def cell(self, record: str) -> DistrictCell | None:
        """The cell of a district."""
        return next((cell for cell in self.cells if cell.district.record == record), None)

    def columns(self) -> int:
        """How many columns have room."""
        return 2 if self.width() >= 2 * px(CELL_WIDTH) else 1

    def _rows(self) -> int:
        return -(-len(self.cells) // self.columns()) if self.cells else 0

    def _fit(self) -> None:
        rows, columns = self._rows(), self.columns()
        for number, cell in enumerate(self.cells):
            column, row = divmod(number, rows)
            left, right = self.width() * column // columns, self.width() * (column + 1) // columns
            cell.setGeometry(left, row * px(ROW_HEIGHT), right - left, px(ROW_HEIGHT))
        self.setMinimumHeight(rows * px(ROW_HEIGHT) + px(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme().colour("line"), 1))
        painter.setBrush(theme().colour("surface"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.cells:
            self.cells[0].setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -self._rows(), Qt.Key.Key_Right: self._rows()}
        step = steps.get(Qt.Key(event.key()))
        at = next((number for number, cell in enumerate(self.cells) if cell.hasFocus()), -1)
        if step is None or at < 0:
            super().keyPressEvent(event)
            return
        if 0 <= at + step < len(self.cells):
            self.cells[at + step].setFocus()
            self.moved_to.emit(self.cells[at + step])


class BoardPanel(Following, QWidget):
    """Tiles over districts. ``wanted``: a district (record id, "" for all) and a step ("" for all) whose stations are to be shown."""

    wanted = Signal(str, str)

    def __init__(self, board: Board, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self.tiles, self.grid = Tiles(), DistrictGrid()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Tiles and districts scroll together: with large letters the tiles alone would fill the window.
        inside = QWidget()
        inside.setAutoFillBackground(False)
        self._inner = QVBoxLayout(inside)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.addWidget(self.tiles)
        self._inner.addWidget(self.grid, 1)
        self._scroll.setWidget(inside)
        self._scroll.viewport().setAutoFillBackground(False)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._scroll, 1)
        self.tiles.wanted.connect(lambda step: self.wanted.emit("", step))
        self.grid.wanted.connect(self.wanted)
        self.grid.moved_to.connect(self._scroll.ensureWidgetVisible)
        board.rebuilt.connect(self.read)
        board.moved.connect(self._moved)
        self.read()
        self.begin()

    def read(self) -> None:
        """Show all districts anew."""
        progress = self._board.progress
        self.tiles.show_whole(progress.region if progress is not None else None)
        self.grid.build((*progress.districts, progress.region) if progress is not None else ())

    def _moved(self, records: frozenset[str]) -> None:
        for record in records:
            cell, district = self.grid.cell(record), self._board.district(record)
            if cell is not None and district is not None:
                cell.show_district(district)
        whole = self._board.district("")
        if "" in records and whole is not None:
            self.tiles.show_whole(whole)

    def restyle(self) -> None:
        self._box.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(px(8))
