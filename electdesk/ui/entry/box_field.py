"""The boxes of a protocol that are ticked and not counted: yes or no, one of several. Keys as in a number field."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.i18n import tr
from electdesk.ui.look import px, theme
from electdesk.ui.parts import Following, NumberField, Words, say
from electdesk.ui.parts.digit_keys import digit_of, is_finish_key

_COMMANDS: Final = {
    Qt.Key.Key_F2: "F2",
    Qt.Key.Key_F3: "F3",
    Qt.Key.Key_F5: "F5",
    Qt.Key.Key_F6: "F6",
    Qt.Key.Key_F8: "F8",
    Qt.Key.Key_Escape: "back",
}


class BoxField(Following, QWidget):
    """One figure that names a box. ``choices``: figure and words of each; its place (1 …) or its first letter chooses it.

    Speaks like a NumberField: the same signals, values, marks; it can never be spoilt.
    """

    value_changed = Signal(int)
    next_requested = Signal()
    previous_requested = Signal()
    command_key = Signal(str)
    key_refused = Signal(str)
    spoilt_changed = Signal(bool)
    layout_noticed = Signal(object)

    def __init__(self, choices: Sequence[tuple[int, Words]], name: Words = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._choices = list(choices)
        self._value = BLANK
        self._mark = ""
        self._refused = False
        self._read_only = False
        self.refused_keys = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.begin()

    # -- what it holds

    def value(self) -> int:
        """The figure of the ticked box, NO_NUMBER or BLANK."""
        return self._value

    def set_value(self, figure: int) -> None:
        """Show a figure without telling ``value_changed``."""
        self._value = figure
        self._refused = False
        self.update()

    def clear_figure(self) -> None:
        """Back to blank."""
        self._choose(BLANK)

    def is_spoilt(self) -> bool:
        """Never: a key that is no box is refused as a whole."""
        return False

    def set_mark(self, mark: str) -> None:
        """Frame the field as part of a finding: "err", "warn" or "" for none."""
        self._mark = mark
        self.update()

    def state_text(self) -> str:
        """What stands beside the field because of its own state."""
        return tr("This key was not accepted") if self._refused else ""

    def isReadOnly(self) -> bool:
        """Whether it only shows."""
        return self._read_only

    def setReadOnly(self, read_only: bool) -> None:
        """Only show, or take keys."""
        self._read_only = read_only
        self.update()

    def _choose(self, figure: int) -> None:
        self._refused = False
        if figure != self._value:
            self._value = figure
            self.value_changed.emit(figure)
        self.update()

    # -- looks

    def restyle(self) -> None:
        self.updateGeometry()

    def retranslate(self) -> None:
        self.setAccessibleName(say(self._name))
        self.updateGeometry()

    def _texts(self) -> list[str]:
        return [f"{place} {say(words)}" for place, (_, words) in enumerate(self._choices, start=1)]

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(theme().font(13, bold=True))
        return [metrics.horizontalAdvance(text) + px(20) for text in self._texts()]

    def is_tall(self) -> bool:
        """Whether the boxes stand one under the other, being too wide for one row."""
        return sum(self._widths()) > px(320)

    def sizeHint(self) -> QSize:
        widths = self._widths()
        if self.is_tall():
            return QSize(min(max(widths), px(320)), px(26) * len(widths))
        return QSize(max(sum(widths), px(116)), px(31))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _places(self) -> list[QRect]:
        if self.is_tall():
            high = self.height() // len(self._choices)
            return [QRect(0, place * high, self.width(), high) for place in range(len(self._choices))]
        left, found = 0, []
        for width in self._widths():
            found.append(QRect(left, 0, width, self.height()))
            left += width
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = {"err": "err_bg", "warn": "warn_bg"}.get(self._mark, "field_on" if self.hasFocus() else "surface")
        edge = "accent" if self.hasFocus() else {"err": "err", "warn": "warn_edge"}.get(self._mark, "edge")
        if self._refused:
            ground, edge = "warn_bg", "warn_edge"
        none = self._value == NO_NUMBER
        thick = 2 if self.hasFocus() or self._refused or look.tokens.framed else 1
        painter.setPen(QPen(look.colour(edge), thick, Qt.PenStyle.DashLine if none else Qt.PenStyle.SolidLine))
        painter.setBrush(look.colour("canvas" if self._read_only else ground))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), px(4), px(4))
        if none:
            painter.setFont(look.font(12))
            painter.setPen(look.colour("ink2"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("not on paper"))
            return
        for (figure, _), text, place in zip(self._choices, self._texts(), self._places(), strict=True):
            on = figure == self._value
            inner = place.adjusted(3, 3, -3, -3)
            if on:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent"))
                painter.drawRoundedRect(inner, px(3), px(3))
            painter.setFont(look.font(13, bold=on))
            painter.setPen(look.colour("on_accent" if on else "ink"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)

    # -- keys and mouse

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and (event.key() in _COMMANDS or digit_of(event) is not None):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if self._move_or_command(event):
            return
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        text = event.text()
        if (
            held
            or (not (text.isprintable() and text) and event.key() not in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete))
            or self._read_only
        ):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.clear_figure()
        elif text == "/":
            self._choose(NO_NUMBER)
        else:
            self._choose_by_key(digit_of(event), text)

    def _choose_by_key(self, digit: str | None, text: str) -> None:
        # A letter first: under the Kazakh layout the keys of the number row carry letters that begin a box's word.
        letters = [figure for figure, words in self._choices if say(words).casefold().startswith(text.casefold())]
        place = int(digit) - 1 if digit is not None else -1
        if len(letters) == 1 and not text.isdigit():
            self._choose(letters[0])
        elif 0 <= place < len(self._choices):
            self._choose(self._choices[place][0])
        else:
            self.refused_keys += 1
            self._refused = True
            self.update()
            if NumberField.sound:
                NumberField.beep()
            self.key_refused.emit(text)

    def _move_or_command(self, event: QKeyEvent) -> bool:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        pad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        steps: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Return: self.next_requested.emit,
            Qt.Key.Key_Enter: self.next_requested.emit,
            Qt.Key.Key_Backtab: self.previous_requested.emit,
            Qt.Key.Key_Tab: self.previous_requested.emit if shift else self.next_requested.emit,
        }
        if not pad:
            steps[Qt.Key.Key_Down] = (lambda: self.command_key.emit("shift_down")) if shift else self.next_requested.emit
            steps[Qt.Key.Key_Up] = (lambda: self.command_key.emit("shift_up")) if shift else self.previous_requested.emit
        if key in steps:
            steps[key]()
        elif is_finish_key(event):
            self.command_key.emit("finish")
        elif event.text() == "*":
            self.command_key.emit("note")
        elif key in _COMMANDS and not shift:
            if key == Qt.Key.Key_F8 and not self._read_only:
                self.clear_figure()
            self.command_key.emit(_COMMANDS[key])
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._read_only:
            return
        for (figure, _), place in zip(self._choices, self._places(), strict=True):
            if place.contains(event.position().toPoint()):
                self._choose(figure)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._refused = False
        self.update()
