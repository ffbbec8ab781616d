"""A movable part of the overview that looks like a card: its head is the handle it is dragged by."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QWidget

from electdesk.ui.look import px, theme
from electdesk.ui.parts import CardHead, Following, Words, say


class _Handle(CardHead):
    """Qt gives a title bar the height of its hint, whatever its fixed height is."""

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
