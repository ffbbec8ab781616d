"""The form that looks like the paper: a row for each line, one field with the accent, what the rules say beside it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from electdesk.domain.figures import BLANK
from electdesk.domain.forms import Option
from electdesk.domain.records.names import in_language
from electdesk.i18n import language, tr
from electdesk.qtmodels.entry import PaperLine, TallyFormModel
from electdesk.ui.entry.box_field import BoxField
from electdesk.ui.entry.wording import Note, rule_notes, spoken_line
from electdesk.ui.look import px, theme
from electdesk.ui.parts import Following, NumberField, Words
from electdesk.ui.parts.painting import draw_icon

Field = NumberField | BoxField
_RETURNING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
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
        self.field: Field = _make_field(line, self, self.spoken)
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

    def set_note(self, note: Note | None) -> None:
        """What stands beside the field."""
        if note != self.note:
            self.note = note
            self.setToolTip(note.text if note is not None else "")
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


def _make_field(line: PaperLine, parent: QWidget, name: Callable[[], str]) -> Field:
    if line.kind == "yesno":
        return BoxField([(1, lambda: tr("Yes")), (0, lambda: tr("No"))], name, parent)
    if line.kind == "oneof":
        return BoxField([(place, _words(option)) for place, option in enumerate(line.options)], name, parent)
    return NumberField(name, parent)


def _words(option: Option) -> Words:
    return lambda: in_language(option.label, language()) or option.id


class PaperForm(Following, QScrollArea):
    """All lines of a sheet. Moves between fields and tells the model of keys, visits and leaving; the page hears the commands."""

    command = Signal(str)
    """What is asked for: finish, F2 … as the fields tell them, undo, redo, and past_end after the last line."""
    current_changed = Signal(int)
    field_left = Signal()
    layout_noticed = Signal(object)
    key_refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(False)
        self._content = QWidget()
        self._content.setProperty("part", "surface")
        self.setWidget(self._content)
        self.rows: list[LineRow] = []
        self.model: TallyFormModel | None = None
        self.current = 0
        self.begin()

    # -- a sheet

    def set_model(self, model: TallyFormModel | None, *, read_only: bool) -> None:
        """Show another protocol."""
        self.model = model
        lines = model.sheet.lines if model is not None else ()
        if [(row.line.kind, row.line.options) for row in self.rows] != [(line.kind, line.options) for line in lines]:
            self._rebuild(lines)
        for row, line in zip(self.rows, lines, strict=True):
            row.set_line(line)
            row.set_note(None)
            row.set_current(False)
            row.last = line.slot == len(lines) - 1
            row.field.setReadOnly(read_only)
            if model is not None:
                row.field.set_value(model.figures[line.slot])
        self.current = 0
        if model is not None:
            model.figure_written.connect(self._written)
            model.checked.connect(self.show_checks)
            self.show_checks()
        self.verticalScrollBar().setValue(0)
        self.arrange()

    def _rebuild(self, lines: tuple[PaperLine, ...]) -> None:
        for row in self.rows:
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.rows = [LineRow(line, self._content) for line in lines]
        for row in self.rows:
            self._connect(row)
            row.show()

    def _connect(self, row: LineRow) -> None:
        field, slot = row.field, row.line.slot
        field.value_changed.connect(lambda figure: self._typed(slot, figure))
        field.spoilt_changed.connect(lambda spoilt: self._spoilt(slot, spoilt))
        field.next_requested.connect(lambda: self.step(slot, 1))
        field.previous_requested.connect(lambda: self.step(slot, -1))
        field.command_key.connect(self._command)
        field.key_refused.connect(lambda text: self._refused(text))
        field.layout_noticed.connect(self.layout_noticed)
        field.installEventFilter(self)

    def arrange(self) -> None:
        """Place the rows: lower where that lets all of them be seen at once, higher where a label needs two lines."""
        width, room = self.viewport().width(), self.viewport().height()
        if not self.rows:
            self._content.resize(width, room)
            return
        fitting = [row.height_for(width, px(32)) for row in self.rows]
        spare = max(room - sum(fitting), 0) // len(self.rows)
        top = 0
        for row, high in zip(self.rows, fitting, strict=True):
            tall = max(high, min(high + spare, px(36)))
            row.setGeometry(0, top, width, tall)
            top += tall
        self._content.resize(width, max(top, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
        self._show_row(self.current)

    def restyle(self) -> None:
        self.arrange()

    def retranslate(self) -> None:
        self.arrange()
        self.show_checks()
        for row in self.rows:
            row.field.setAccessibleName(row.spoken())
            row.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(360), px(120))

    # -- moving

    def focus_slot(self, slot: int) -> None:
        """Give the keyboard to a line."""
        if 0 <= slot < len(self.rows):
            self.current = slot
            field = self.rows[slot].field
            if isinstance(field, NumberField) and field.hasFocus():
                field.selectAll()
            field.setFocus(Qt.FocusReason.TabFocusReason)
            self._show_row(slot)

    def first_blank(self) -> int:
        """The first line without a figure, the first line where there is none."""
        model = self.model
        if model is None:
            return 0
        return next((slot for slot, figure in enumerate(model.figures) if figure == BLANK), 0)

    def step(self, slot: int, by: int) -> None:
        """One line on or back; never around the ends."""
        goal = slot + by
        if goal >= len(self.rows):
            self.command.emit("past_end")
        elif goal >= 0:
            self.focus_slot(goal)

    def _command(self, key: str) -> None:
        if key in ("shift_down", "shift_up"):
            self._jump(1 if key == "shift_down" else -1)
        else:
            self.command.emit(key)

    def _jump(self, by: int) -> None:
        """To the first line of the next part of the paper, or of this one, then of the one before."""
        if self.model is None:
            return
        starts = self.model.sheet.groups()
        if by > 0:
            goal = next((slot for slot in starts if slot > self.current), len(self.rows) - 1)
        else:
            goal = next((slot for slot in reversed(starts) if slot < self.current), 0)
        self.focus_slot(goal)

    def _show_row(self, slot: int) -> None:
        if 0 <= slot < len(self.rows):
            row = self.rows[slot]
            self.ensureVisible(0, row.y() + row.height() // 2, 0, row.height())

    # -- fields and model

    def _typed(self, slot: int, figure: int) -> None:
        if self.model is not None:
            self.model.type_figure(slot, figure)
            self._say(slot)

    def _spoilt(self, slot: int, spoilt: bool) -> None:
        if self.model is not None:
            self.model.set_spoilt(slot, spoilt)
            self._show_notes()

    def _refused(self, text: str) -> None:
        if self.model is not None:
            self.model.refused_keys += 1
        self._show_notes()
        self.key_refused.emit(text)

    def _written(self, slot: int) -> None:
        if self.model is None or slot >= len(self.rows):
            return
        field, figure = self.rows[slot].field, self.model.figures[slot]
        if field.value() != figure:
            field.set_value(figure)
            self.focus_slot(slot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self.model is not None:
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo) or _is_control_y(event)
            if undo or redo:
                if event.type() == QEvent.Type.KeyPress:
                    self.command.emit("undo" if undo else "redo")
                event.accept()
                return True
        if isinstance(event, QFocusEvent):
            slot = next((place for place, row in enumerate(self.rows) if row.field is watched), -1)
            if slot >= 0:
                self._focus_moved(slot, event)
        return super().eventFilter(watched, event)

    def _focus_moved(self, slot: int, event: QFocusEvent) -> None:
        model = self.model
        if model is None:
            return
        if event.type() == QEvent.Type.FocusIn:
            if event.reason() not in _RETURNING:
                model.enter(slot)
            self.current = slot
            for place, row in enumerate(self.rows):
                row.set_current(place == slot)
            self._show_row(slot)
            self._show_notes()
            self.current_changed.emit(slot)
        elif event.type() == QEvent.Type.FocusOut:
            if event.reason() not in _RETURNING:
                model.leave(slot)
            self.rows[slot].set_current(event.reason() in _RETURNING)
            self.field_left.emit()

    # -- what the checks say

    def show_checks(self) -> None:
        """Frames and notes as the model has them now."""
        model = self.model
        if model is None:
            return
        marks = model.marks()
        for row in self.rows:
            self._say(row.line.slot, marks)
        self._show_notes()

    def _show_notes(self) -> None:
        model = self.model
        if model is None:
            return
        notes: Mapping[int, Note] = rule_notes(model)
        for row in self.rows:
            slot = row.line.slot
            note = notes.get(slot)
            own = row.field.state_text()
            if own:
                note = Note(own, "err" if row.field.is_spoilt() else "warn")
            elif row.is_current and (note is None or note.tone == "ok"):
                note = Note(tr("field {n} of {total}", n=slot + 1, total=len(self.rows)), "info")
            row.set_note(note)

    def _say(self, slot: int, marks: Mapping[int, str] | None = None) -> None:
        model = self.model
        if model is None:
            return
        known = model.marks() if marks is None else marks
        self.rows[slot].tell(model.figures[slot], known.get(slot, ""))


def _is_control_y(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
