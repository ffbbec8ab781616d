"""A movable part of the overview that looks like a card: its head is the handle it is dragged by."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QWidget

from electdesk.ui.look import px, theme
from electdesk.ui.parts import CardHead, Following, Words, say


class _Handle(CardHead):
    """Qt gives a title bar the height of its hint, whatever its fixed height is.

    Where there is no room for both, the count goes before the title is cut.
    """

    def __init__(self, title: Words, subtitle: Words = "") -> None:
        super().__init__(title, subtitle, elide=True)

    def _share_room(self) -> None:
        margins = self._row.contentsMargins()
        others = [self._row.itemAt(at).widget() for at in range(2, self._row.count())]
        taken = sum(other.sizeHint().width() + self._row.spacing() for other in others if other is not None)
        room = self.width() - margins.left() - margins.right() - taken
        title = self.title.sizeHint().width()
        counted = bool(self.subtitle.words()) and room - title - self._row.spacing() >= self.subtitle.sizeHint().width()
        if self.subtitle.isHidden() == counted:
            self.subtitle.setVisible(counted)
        least = max(0, min(title, room))
        if self.title.minimumWidth() != least:
            self.title.setMinimumWidth(least)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and self._begun:
            self._share_room()
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(36))


class Dock(Following, QDockWidget):
    """``key`` is the name under which its place is remembered. ``moved`` comes whenever place or size may be another."""

    moved = Signal()

    def __init__(self, key: str, title: Words, body: QWidget, subtitle: Words = "") -> None:
        super().__init__()
        self.setObjectName(f"overview.{key}")
        self._title = title
        self.head = _Handle(title, subtitle)
        self.setTitleBarWidget(self.head)
        self.setWidget(body)
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable | QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.setAllowedAreas(Qt.DockWidgetArea.AllDockWidgetAreas)
        self.dockLocationChanged.connect(lambda _: self.moved.emit())
        self.visibilityChanged.connect(lambda _: self.moved.emit())
        self.begin()

    def restyle(self) -> None:
        edge = 2 if theme().tokens.framed else 1
        self.setContentsMargins(edge, edge, edge, max(edge, px(2)))

    def retranslate(self) -> None:
        self.setWindowTitle(say(self._title))
        self.setAccessibleName(say(self._title))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        thick = 2 if look.tokens.framed else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line"), thick))
        painter.setBrush(look.colour("surface"))
        half = thick / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), px(6), px(6))
