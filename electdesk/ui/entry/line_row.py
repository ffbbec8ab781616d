"""One line of the paper on the screen: its number, its label, the field, and what the rules say beside it."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from electdesk.domain.figures import BLANK
from electdesk.domain.forms import Option
from electdesk.domain.records.names import in_language
from electdesk.i18n import language, tr
from electdesk.qtmodels.entry import PaperLine
from electdesk.ui.entry.box_field import BoxField
from electdesk.ui.entry.wording import Note, spoken_line
from electdesk.ui.look import px, theme
from electdesk.ui.parts import Following, NumberField, Words
from electdesk.ui.parts.painting import draw_icon

Field = NumberField | BoxField
_TONES = {"ok": "ok", "err": "err", "warn": "warn", "info": "accent", "none": "ink2"}


class LineRow(Following, QWidget):
    """One line of the paper: number, label, field, note."""

    def __init__(self, line: PaperLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self.note: Note | None = None
        self.is_current = False
        self.last = False
        self.figure, self.mark = BLANK, ""
        self.field: Field = make_field(line, self, self.spoken)
        self.begin()

    def set_line(self, line: PaperLine) -> None:
        """Stand for another line of the same make."""
        self.line = line
        self.field.setAccessibleName(self.spoken())
        self.update()

    def spoken(self) -> str:
        """The row as a screen reader tells it."""
        return spoken_line(self.line, self.figure, self.mark)

    def tell(self, figure: int, mark: str) -> None:
        """Figure and mark as they are now, for screen readers."""
        if mark != self.mark:
            self.field.set_mark(mark)
        if (figure, mark) != (self.figure, self.mark):
            self.figure, self.mark = figure, mark
            self.field.setAccessibleName(self.spoken())

    def set_note(self, note: Note | None, written: str = "") -> None:
        """What stands beside the field, and the clerk's own note to the line, which the tip tells too."""
        if note != self.note or written not in self.toolTip():
            self.note = note
            shown = [note.text] if note is not None else []
            self.setToolTip("\n".join([*shown, written] if written and written not in shown else shown))
            self.update()

    def set_current(self, current: bool) -> None:
        """Tint the row of the field that has the keyboard."""
        if current != self.is_current:
            self.is_current = current
            self.update()

    # -- geometry

    def notes_width(self, width: int) -> int:
        """Pixels for the note at the right."""
        return min(max(width // 5, px(122)), px(196))

    def _field_width(self) -> int:
        return max(self.field.sizeHint().width() if isinstance(self.field, BoxField) else px(116), px(116))

    def label_place(self, width: int, height: int) -> QRect:
        """Where the label stands in a row of this size."""
        left = px(57) + px(18) * self.line.depth
        right = width - self.notes_width(width) - self._field_width() - px(12)
        return QRect(left, 0, max(right - left, px(60)), height)

    def height_for(self, width: int, least: int) -> int:
        """The height that the label needs in whole words, at least ``least``."""
        place = self.label_place(width, least)
        one = QFontMetrics(theme().font(13, bold=self.line.is_list))
        text = self.line.text(language())
        high = self.field.sizeHint().height() + px(2)
        if one.horizontalAdvance(text) <= place.width():
            return max(least, high)
        small = QFontMetrics(theme().font(12, bold=self.line.is_list))
        lines = small.boundingRect(place, Qt.TextFlag.TextWordWrap, text).height()
        return max(least, lines + px(1), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_field()

    def restyle(self) -> None:
        self._place_field()

    def _place_field(self) -> None:
        width = self._field_width()
        high = min(self.field.sizeHint().height(), self.height() - 1)
        left = self.width() - self.notes_width(self.width()) - width
        self.field.setGeometry(left, (self.height() - high) // 2, width, high)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("field_on" if self.is_current else "surface"))
        if self.line.heavy:
            painter.fillRect(0, 0, self.width(), 1, look.colour("edge"))
        elif self.line.slot:
            painter.fillRect(0, 0, self.width(), 1, look.colour("line" if self.line.opens else "hair"))
        if self.last:
            painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("hair"))
        painter.setFont(look.font(12, bold=True))
        painter.setPen(look.colour("ink2"))
        number = QRect(0, 0, px(43), self.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.line.number)
        self._paint_label(painter)
        self._paint_note(painter)

    def _paint_label(self, painter: QPainter) -> None:
        look = theme()
        text = self.line.text(language())
        place = self.label_place(self.width(), self.height())
        font = look.font(13, bold=self.line.is_list)
        if QFontMetrics(font).horizontalAdvance(text) > place.width():
            font = look.font(12, bold=self.line.is_list)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(left) | int(Qt.TextFlag.TextWordWrap), text)

    def _paint_note(self, painter: QPainter) -> None:
        note = self.note
        if note is None:
            return
        look = theme()
        room = self.notes_width(self.width()) - px(16)
        left = self.width() - self.notes_width(self.width()) + px(12)
        colour = look.colour(_TONES[note.tone])
        if note.icon:
            draw_icon(painter, QRect(left, 0, 1, self.height()).center().toPointF(), note.icon, colour.name(), 13)
            left += px(15)
            room -= px(15)
        painter.setFont(look.font(12))
        painter.setPen(colour)
        metrics = QFontMetrics(painter.font())
        place = QRect(left, 0, room, self.height())
        if metrics.horizontalAdvance(note.text) > room and " " in note.text:
            painter.setFont(look.font(11))
            high = QFontMetrics(painter.font()).boundingRect(place, Qt.TextFlag.TextWordWrap, note.text).height()
            if high <= self.height():
                flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
                painter.drawText(place, flags, note.text)
                return
        shown = QFontMetrics(painter.font()).elidedText(note.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def make_field(line: PaperLine, parent: QWidget, name: Callable[[], str]) -> Field:
    if line.kind == "yesno":
        return BoxField([(1, lambda: tr("Yes")), (0, lambda: tr("No"))], name, parent)
    if line.kind == "oneof":
        return BoxField([(place, _words(option)) for place, option in enumerate(line.options)], name, parent)
    return NumberField(name, parent)


def _words(option: Option) -> Words:
    return lambda: in_language(option.label, language()) or option.id
