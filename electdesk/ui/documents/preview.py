"""The pages as they will be on paper: a column of sheets, of which only those in sight are set."""

from typing import Final, Literal

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from electdesk.i18n import tr
from electdesk.ui.documents.pages import PageReader
from electdesk.ui.look import px, theme
from electdesk.ui.parts import Following
from electdesk.ui.parts.painting import paint_focus

Fit = Literal["width", "page", "full"]

A4_INCHES: Final = (210 / 25.4, 297 / 25.4)
_GAP: Final = 14
_FULL_DPI: Final = 96
_SHARPEST: Final = 300


class PagePreview(Following, QAbstractScrollArea):
    """Shows a PageReader. PageUp and PageDown go by pages.

    ``page_changed`` tells the page in sight (from 0) and how many there are.
    """

    page_changed = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader: PageReader | None = None
        self._fit: Fit = "width"
        self._page = 0
        self._wanted = QTimer(self)
        self._wanted.setSingleShot(True)
        self._wanted.timeout.connect(self._set_next)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _=0: self.viewport().update())
        self.begin()

    # -- what it shows

    def show_document(self, reader: PageReader | None) -> None:
        """Show another document from its first page, None for none."""
        self._reader = reader
        self._page = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._tell()
        self.viewport().update()

    def reader(self) -> PageReader | None:
        """The document that is shown."""
        return self._reader

    def page(self) -> int:
        """The page in sight, from 0."""
        return self._page

    def set_fit(self, fit: Fit) -> None:
        """As wide as the room, the whole page, or at the size of the paper."""
        page = self._page
        self._fit = fit
        self._lay_out()
        self.go_to(page)
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Bring a page (from 0) to the top; one that does not exist is the nearest."""
        count = self._reader.count if self._reader is not None else 0
        page = max(0, min(page, count - 1))
        self.verticalScrollBar().setValue(page * (self._sheet_size()[1] + px(_GAP)))
        self._set_page(page)

    # -- measures

    def _dpi(self) -> int:
        """Dots an inch of the screen's own pixels (before the device ratio)."""
        room = max(120, self.viewport().width() - 2 * px(_GAP))
        if self._fit == "full":
            return px(_FULL_DPI)
        across, upright = self._inches()
        wide = int(room / across)
        if self._fit == "page":
            high = max(120, self.viewport().height() - 2 * px(_GAP))
            wide = min(wide, int(high / upright))
        return max(24, min(wide, _SHARPEST))

    def _sheet_size(self) -> tuple[int, int]:
        dpi = self._dpi()
        across, upright = self._inches()
        return round(across * dpi), round(upright * dpi)

    def _inches(self) -> tuple[float, float]:
        return (A4_INCHES[1], A4_INCHES[0]) if self._reader is not None and self._reader.is_level else A4_INCHES

    def _sheet(self, number: int) -> QRect:
        """Where a page stands in the viewport."""
        width, height = self._sheet_size()
        left = max(px(_GAP), (self.viewport().width() - width) // 2) - self.horizontalScrollBar().value()
        top = px(_GAP) + number * (height + px(_GAP)) - self.verticalScrollBar().value()
        return QRect(left, top, width, height)

    def _lay_out(self) -> None:
        width, height = self._sheet_size()
        count = self._reader.count if self._reader is not None else 0
        whole = count * (height + px(_GAP)) + px(_GAP)
        upright, level = self.verticalScrollBar(), self.horizontalScrollBar()
        upright.setRange(0, max(0, whole - self.viewport().height()))
        upright.setPageStep(self.viewport().height())
        upright.setSingleStep(px(48))
        level.setRange(0, max(0, width + 2 * px(_GAP) - self.viewport().width()))
        level.setPageStep(self.viewport().width())

    def _in_sight(self) -> range:
        count = self._reader.count if self._reader is not None else 0
        step = self._sheet_size()[1] + px(_GAP)
        first = max(0, (self.verticalScrollBar().value() - px(_GAP)) // step)
        last = (self.verticalScrollBar().value() + self.viewport().height()) // step
        return range(first, min(count, last + 1))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), look.colour("band"))
        missing = False
        dots = self._image_dpi()
        for number in self._in_sight():
            sheet = self._sheet(number)
            picture = self._reader.kept(number, dots) if self._reader is not None else None
            # Paper stays white in every theme: the picture is what comes out of the printer.
            painter.fillRect(sheet, Qt.GlobalColor.white)
            if picture is not None:
                self._draw(painter, sheet, picture)
            else:
                missing = True
                painter.setPen(Qt.GlobalColor.darkGray)
                painter.setFont(look.font(13))
                painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, tr("Page {n}", n=number + 1))
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        if self.hasFocus():
            paint_focus(painter, self.viewport().rect().toRectF(), radius=2)
        if missing and not self._wanted.isActive():
            self._wanted.start(0)

    def _draw(self, painter: QPainter, sheet: QRect, picture: QImage) -> None:
        """Dot for dot where the picture has the sheet's size but for rounding: scaling by one dot would blur every letter."""
        ratio = self.devicePixelRatioF()
        if abs(picture.width() - sheet.width() * ratio) <= 3:
            picture.setDevicePixelRatio(ratio)
            painter.drawImage(sheet.topLeft(), picture)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, picture)

    def _image_dpi(self) -> int:
        return min(_SHARPEST, round(self._dpi() * self.devicePixelRatioF()))

    def _set_next(self) -> None:
        """Set one page that is in sight and not there yet; the rest follows with the next painting, so scrolling stays quick."""
        if self._reader is None:
            return
        dots = self._image_dpi()
        for number in self._in_sight():
            if self._reader.kept(number, dots) is None:
                self._reader.image(number, dots)
                break
        self.viewport().update()

    # -- moving

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: self._page + 1, Qt.Key.Key_PageUp: self._page - 1, Qt.Key.Key_Home: 0}
        if event.key() in steps:
            self.go_to(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_End and self._reader is not None:
            self.go_to(self._reader.count - 1)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            by = px(48) if event.key() == Qt.Key.Key_Down else -px(48)
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by)
        else:
            super().keyPressEvent(event)

    def _scrolled(self) -> None:
        step = self._sheet_size()[1] + px(_GAP)
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        self._set_page(middle // step)
        self.viewport().update()

    def _set_page(self, page: int) -> None:
        count = self._reader.count if self._reader is not None else 0
        page = max(0, min(page, count - 1))
        if page != self._page:
            self._page = page
            self._tell()

    def _tell(self) -> None:
        count = self._reader.count if self._reader is not None else 0
        self.setAccessibleDescription(tr("Page {n} of {total}", n=self._page + 1, total=count) if count else "")
        self.page_changed.emit(self._page, count)

    # -- looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._page
        self._lay_out()
        self.go_to(page)

    def restyle(self) -> None:
        self._lay_out()
        self.viewport().update()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Preview of the pages"))
        self._tell()
        self.viewport().update()
