"""The field of one protocol line: a count, nothing yet, or "no number on paper", typed with any keyboard layout.

Blank is never zero. A key that is not accepted is heard, seen and counted; inside a number it stays visible and the field
has no value until it is emptied and typed again, so that 1,3 never becomes 13.
"""

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, LARGEST_COUNT, NO_NUMBER, is_count, parse_count
from electdesk.i18n import format_count, tr
from electdesk.ui.look import px
from electdesk.ui.parts.digit_keys import RETURNING, LayoutHint, digit_of, is_finish_key, layout_hint, standard_of
from electdesk.ui.parts.following import Following, Words, say, set_property

MOST_DIGITS: Final = len(str(LARGEST_COUNT))

_COMMANDS: Final = {
    Qt.Key.Key_F2: "F2",
    Qt.Key.Key_F3: "F3",
    Qt.Key.Key_F5: "F5",
    Qt.Key.Key_F6: "F6",
    Qt.Key.Key_F8: "F8",
    Qt.Key.Key_Escape: "back",
}
_CURSOR: Final = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
_ERASING: Final = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class NumberField(Following, QLineEdit):
    """One figure. ``value`` is a count, BLANK or NO_NUMBER; a spoilt field counts as BLANK.

    ``command_key`` tells "finish" (+), "note" (*), "back" (Esc), "shift_up", "shift_down", "F2", "F3", "F5", "F6", "F8".
    Moving on is the page's work: ``next_requested`` and ``previous_requested`` only ask for it.
    """

    value_changed = Signal(int)
    next_requested = Signal()
    previous_requested = Signal()
    command_key = Signal(str)
    key_refused = Signal(str)
    spoilt_changed = Signal(bool)
    layout_noticed = Signal(LayoutHint)

    sound: ClassVar[bool] = True
    """Whether a refused key is heard. One switch for all fields."""
    # Not staticmethod(QApplication.beep): that copies the docstring, for which PySide loads its signatures: 12 ms of every start.
    beep: ClassVar[Callable[[], None]] = staticmethod(lambda: QApplication.beep())

    def __init__(self, name: Words = "", parent: QWidget | None = None) -> None:
        """``name`` is the line's number and label, for screen readers."""
        super().__init__(parent)
        self._name = name
        self._value = BLANK
        self._no_number = False
        self._spoilt = False
        self._refused = False
        self._mark = ""
        self._fresh_focus = False
        self.refused_keys = 0
        self.setProperty("part", "number")
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        # An input method would compose letters past the key handling.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.textChanged.connect(self._text_changed)
        self.begin()

    # -- what it holds

    def value(self) -> int:
        """The count, NO_NUMBER, or BLANK: nothing typed, or typed in a way that is no number (see is_spoilt)."""
        return self._value

    def set_value(self, figure: int) -> None:
        """Show a figure without telling ``value_changed``. Raises ValueError for a mark that a field cannot hold."""
        if not (is_count(figure) or figure in (BLANK, NO_NUMBER)):
            raise ValueError(figure)
        self._value = figure
        self._no_number = figure == NO_NUMBER
        self._refused = False
        self._set_spoilt(False)
        self._write("" if figure < 0 else self._shown(figure))
        self._show_state()

    def is_spoilt(self) -> bool:
        """A key that is no digit came inside the number: it must be emptied and typed again."""
        return self._spoilt

    def set_mark(self, mark: str) -> None:
        """Frame the field as part of a finding: "err", "warn" or "" for none."""
        self._mark = mark
        self._show_state()

    def state_text(self) -> str:
        """What stands beside the field because of its own state, "" when nothing does."""
        if self._spoilt:
            return tr("Not a number: press F8 and type it again")
        return tr("This key was not accepted") if self._refused else ""

    def clear_figure(self) -> None:
        """Back to blank, from anything."""
        self._no_number = False
        self.clear()
        self._settle()

    # -- looks

    def restyle(self) -> None:
        self.setFixedWidth(px(116))

    def retranslate(self) -> None:
        self.setAccessibleName(say(self._name))
        self._show_state()

    def _shown(self, figure: int) -> str:
        return str(figure) if self.hasFocus() else format_count(figure)

    def _show_state(self) -> None:
        state = "spoilt" if self._spoilt else "refused" if self._refused else "none" if self._no_number else self._mark
        self.setPlaceholderText(tr("not on paper") if self._no_number else "")
        self.setAccessibleDescription(self.state_text() or (tr("no number on paper") if self._no_number else ""))
        self.setToolTip(self.state_text())
        set_property(self, "mark", state)

    def _write(self, text: str) -> None:
        """Put text there as the program, not as the clerk."""
        blocked = self.blockSignals(True)
        self.setText(text)
        self.blockSignals(blocked)

    # -- from text to value

    def _text_changed(self) -> None:
        self._settle()

    def _settle(self) -> None:
        text = self.text()
        if not text:
            self._set_spoilt(False)
        elif not _is_digits(text):
            self._set_spoilt(True)
        if text:
            self._no_number = False
        figure = NO_NUMBER if self._no_number else BLANK if self._spoilt or not text else int(text)
        changed = figure != self._value
        self._value = figure
        self._show_state()
        if changed:
            self.value_changed.emit(figure)

    def _set_spoilt(self, spoilt: bool) -> None:
        if spoilt != self._spoilt:
            self._spoilt = spoilt
            self.spoilt_changed.emit(spoilt)

    def _replaces_all(self) -> bool:
        return not self.text() or self.selectedText() == self.text()

    def _type_digit(self, digit: str) -> None:
        self._refused = False
        if self._replaces_all():
            self._set_spoilt(False)
        elif len(self.text()) - len(self.selectedText()) >= MOST_DIGITS:
            self._refuse(digit)
            return
        self.insert(digit)

    def _refuse(self, text: str) -> None:
        """Heard, seen and counted; inside a number the key stays visible and the number is none any more."""
        self.refused_keys += 1
        self._refused = True
        inside = not self._replaces_all()
        if inside:
            self._set_spoilt(True)
            if text and text.isprintable() and not text.isdigit():
                self.insert(text)
            self._settle()
        self._show_state()
        if NumberField.sound:
            NumberField.beep()
        self.key_refused.emit(text)

    def _paste(self, text: str) -> None:
        """A paste is a whole figure or nothing: the old text stays where it cannot be read."""
        try:
            figure = parse_count(text)
        except ClerkError:
            figure = BLANK
        if figure == BLANK:
            self.refused_keys += 1
            self._refused = True
            self._show_state()
            if NumberField.sound:
                NumberField.beep()
            self.key_refused.emit(text)
            return
        self._refused = False
        self._set_spoilt(False)
        self.selectAll()
        self.insert(str(figure))
        self._settle()

    def paste(self) -> None:
        """Read the clipboard as one figure."""
        if self.isReadOnly():
            return
        self._paste(QGuiApplication.clipboard().text())

    def _mark_no_number(self) -> None:
        if not self._replaces_all():
            self._refuse("/")
            return
        self._refused = False
        self._no_number = True
        self.clear()
        self._settle()

    # -- keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
                event.accept()
                return True
            # Tab would leave through Qt's own chain, which wraps at the last line.
            if event.type() == QEvent.Type.KeyPress and _is_tab(event):
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        typed = digit_of(event) is not None or is_finish_key(event) or event.text() in ("/", "*")
        return typed or event.key() in _COMMANDS or standard_of(event) is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        hint = layout_hint(event)
        digit = digit_of(event)
        if self.isReadOnly() and _changes(event, digit):
            event.ignore()
        elif digit is not None:
            self.layout_noticed.emit(hint)
            self._type_digit(digit)
        elif self._move_or_command(event):
            return
        elif (standard := standard_of(event)) is not None:
            self._edit(standard)
        elif event.key() in _ERASING and not _is_pad(event):
            self._erase(event)
        elif event.key() in _CURSOR and not _is_pad(event):
            super().keyPressEvent(event)
        elif _is_pad(event) or _types_something(event):
            self._refuse(event.text())
        else:
            event.ignore()

    def _edit(self, standard: QKeySequence.StandardKey) -> None:
        steps = {
            QKeySequence.StandardKey.Copy: self.copy,
            QKeySequence.StandardKey.Cut: self.cut,
            QKeySequence.StandardKey.Paste: self.paste,
            QKeySequence.StandardKey.SelectAll: self.selectAll,
            QKeySequence.StandardKey.Undo: self.undo,
            QKeySequence.StandardKey.Redo: self.redo,
        }
        steps[standard]()

    def _erase(self, event: QKeyEvent) -> None:
        self._refused = False
        if self._no_number:
            self.clear_figure()
            return
        super().keyPressEvent(event)
        self._settle()

    def _move_or_command(self, event: QKeyEvent) -> bool:
        """Whether the key asked to move or was a command, which is then told."""
        key = Qt.Key(event.key())
        held = event.modifiers()
        control = bool(held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if control:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not _is_pad(event):
            down = key == Qt.Key.Key_Down
            if shift:
                self.command_key.emit("shift_down" if down else "shift_up")
            else:
                (self.next_requested if down else self.previous_requested).emit()
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and shift):
            self.previous_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self.next_requested.emit()
        elif is_finish_key(event):
            self.command_key.emit("finish")
        elif event.text() == "/":
            self._mark_no_number()
        elif event.text() == "*":
            self.command_key.emit("note")
        elif key in _COMMANDS and not shift:
            if key == Qt.Key.Key_F8:
                self.clear_figure()
            self.command_key.emit(_COMMANDS[key])
        else:
            return False
        return True

    # -- focus and mouse

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Coming back to the window in the middle of a number must not make the next digit replace it.
        if event.reason() in RETURNING:
            return
        if is_count(self._value):
            self._write(str(self._value))
        self.selectAll()
        self._fresh_focus = event.reason() == Qt.FocusReason.MouseFocusReason

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in RETURNING:
            return
        self._refused = False
        if is_count(self._value):
            self._write(format_count(self._value))
            self.deselect()
        self._show_state()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # The click that brings the focus selects all; Qt would set the cursor and undo that.
        if self._fresh_focus and event.button() == Qt.MouseButton.LeftButton:
            self._fresh_focus = False
            self.selectAll()
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # X11 pastes the selection with the middle button, past every check.
        if event.button() == Qt.MouseButton.MiddleButton:
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not self.isReadOnly():
            menu.addAction(tr("Cut"), self.cut).setEnabled(self.hasSelectedText())
        menu.addAction(tr("Copy"), self.copy).setEnabled(self.hasSelectedText())
        if not self.isReadOnly():
            menu.addAction(tr("Paste"), self.paste)
            menu.addAction(tr("Clear the field"), self.clear_figure)
        menu.popup(event.globalPos())


def _changes(event: QKeyEvent, digit: str | None) -> bool:
    return digit is not None or event.text() == "/" or event.key() in (*_ERASING, Qt.Key.Key_F8)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_tab(event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and not control


def _is_pad(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)


def _types_something(event: QKeyEvent) -> bool:
    control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return bool(event.text()) and event.text().isprintable() and not control
