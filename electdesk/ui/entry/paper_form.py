"""The form that looks like the paper: a row for each line, one field with the accent, what the rules say beside it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from electdesk.domain.figures import BLANK
from electdesk.i18n import tr
from electdesk.qtmodels.entry import PaperLine, TallyFormModel
from electdesk.ui.entry.line_row import LineRow
from electdesk.ui.entry.note_line import NoteLine
from electdesk.ui.entry.wording import Note, rule_notes
from electdesk.ui.look import px
from electdesk.ui.parts import Following, NumberField
from electdesk.ui.parts.digit_keys import standard_of

_RETURNING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


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
        self.note_line = NoteLine(self._content)
        self.note_line.written.connect(self._note_written)
        self.note_line.left.connect(self._note_left)
        self.model: TallyFormModel | None = None
        self.current = 0
        self.begin()

    # -- a sheet

    def set_model(self, model: TallyFormModel | None, *, read_only: bool) -> None:
        """Show another protocol; None empties every field and keeps the rows: the next one is nearly always on the same form."""
        self.model = model
        self.note_line.close_line()
        if model is None:
            for row in self.rows:
                row.set_note(None)
                row.field.setReadOnly(True)
                row.field.set_value(BLANK)
                # What a screen reader is told as well.
                row.tell(BLANK, "")
            return
        lines = model.sheet.lines
        if [(row.line.kind, row.line.options) for row in self.rows] != [(line.kind, line.options) for line in lines]:
            self._rebuild(lines)
        for row, line in zip(self.rows, lines, strict=True):
            row.set_line(line)
            row.set_note(None)
            row.set_current(False)
            row.last = line.slot == len(lines) - 1
            row.field.setReadOnly(read_only or line.slot in model.locked)
            row.field.set_value(model.figures[line.slot])
        self.current = 0
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
            if row.line.slot == self.note_line.slot:
                low = self.note_line.sizeHint().height()
                self.note_line.setGeometry(0, top, width, low)
                self.note_line.raise_()
                top += low
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
        locked = self.model.locked if self.model is not None else frozenset()
        while 0 <= goal < len(self.rows) and goal in locked:
            goal += by
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

    # -- notes

    def write_note(self) -> None:
        """Open the note of the line that has the keyboard."""
        model, slot = self.model, self.current
        if model is None or not 0 <= slot < len(self.rows) or self.rows[slot].field.isReadOnly():
            return
        line = self.rows[slot].line
        self.note_line.start(slot, line.number, model.notes.get(line.id, ""))
        self.arrange()
        self.ensureWidgetVisible(self.note_line)

    def _note_written(self, slot: int, text: str, back: bool) -> None:
        if self.model is not None:
            self.model.set_note(slot, text)
        self._note_done(slot, back)

    def _note_left(self, slot: int) -> None:
        self._note_done(slot, back=True)

    def _note_done(self, slot: int, back: bool) -> None:
        if back:
            self.focus_slot(slot)
        self.arrange()
        self._show_notes()
        self.field_left.emit()

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
            meant = standard_of(event)
            undo = meant is QKeySequence.StandardKey.Undo
            redo = meant is QKeySequence.StandardKey.Redo or _is_control_y(event)
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
            elif row.line.id in model.notes and (note is None or note.tone == "ok"):
                note = Note(model.notes[row.line.id], "info", "note")
            elif row.is_current and (note is None or note.tone == "ok"):
                note = Note(tr("field {n} of {total}", n=slot + 1, total=len(self.rows)), "info")
            row.set_note(note, model.notes.get(row.line.id, ""))

    def _say(self, slot: int, marks: Mapping[int, str] | None = None) -> None:
        model = self.model
        if model is None:
            return
        known = model.marks() if marks is None else marks
        self.rows[slot].tell(model.figures[slot], known.get(slot, ""))


def _is_control_y(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
