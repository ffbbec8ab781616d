"""The card: a one-line head (title, count, filters, actions) over its content, framed by a hairline."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from electdesk.ui.look import px, theme
from electdesk.ui.parts.following import Following, Words, say
from electdesk.ui.parts.labels import Label


class CardHead(Following, QWidget):
    """One line of 36 px: title, dim count or subtitle, a spring, then whatever is added at the right."""

    def __init__(
        self,
        title: Words,
        subtitle: Words = "",
        *,
        line_above: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``elide``: the head of a part that can be made very narrow: its title is cut with … and told whole by its tip."""
        super().__init__(parent)
        self._line_above = line_above
        self.title = Label(title, kind="title", elide=elide)
        self.subtitle = Label(subtitle, kind="small", elide=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.subtitle, 1)
        self.begin()

    def add(self, widget: QWidget) -> None:
        """Put a filter or an action at the right end."""
        self._row.addWidget(widget)

    def restyle(self) -> None:
        self.setFixedHeight(px(36))
        self._row.setContentsMargins(px(12), 0, px(10), 0)
        self._row.setSpacing(px(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = theme().colour("line")
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), line)
        if self._line_above:
            painter.fillRect(QRect(0, 0, self.width(), 1), line)


class Card(Following, QFrame):
    """A surface with a head. Content goes in with ``set_body`` or, several pieces, with ``add``."""

    def __init__(self, title: Words, subtitle: Words = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self._title = title
        self.head = CardHead(title, subtitle)
        self._box = QVBoxLayout(self)
        self._box.setSpacing(0)
        self._box.addWidget(self.head)
        self.begin()

    def set_title(self, title: Words) -> None:
        """Another title in the head."""
        self._title = title
        self.head.title.set_words(title)
        self.retranslate()

    def set_subtitle(self, subtitle: Words) -> None:
        """The count or note behind the title."""
        self.head.subtitle.set_words(subtitle)

    def add_action(self, widget: QWidget) -> None:
        """A filter, an ActionLink or the like at the right end of the head."""
        self.head.add(widget)

    def set_body(self, widget: QWidget) -> None:
        """The content, filling the card."""
        self._box.addWidget(widget, 1)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """One more piece below what is there."""
        self._box.addWidget(widget, stretch)

    def restyle(self) -> None:
        edge = 2 if theme().tokens.framed else 1
        self._box.setContentsMargins(edge, edge, edge, max(edge, px(2)))

    def retranslate(self) -> None:
        self.setAccessibleName(say(self._title))


class Hairline(Following, QFrame):
    """A line across or down between two pieces."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "hairline")
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(1)
        else:
            self.setFixedWidth(1)
        self.begin()
