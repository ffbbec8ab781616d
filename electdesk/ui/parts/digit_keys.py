"""Which digit a key means, whatever the keyboard layout: by its place on the keyboard, since the Kazakh number row has letters."""

import enum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

X11_ROW: Final = {10 + place: digit for place, digit in enumerate("1234567890")}
"""Key codes of the number row under X11 and Wayland. Source: evdev key code + 8; measured with layouts us, ru, kz."""
WINDOWS_ROW: Final = {2 + place: digit for place, digit in enumerate("1234567890")}
"""Scan codes of the number row under Windows (set 1)."""

X11_PAD: Final = {90: "0", 87: "1", 88: "2", 89: "3", 83: "4", 84: "5", 85: "6", 79: "7", 80: "8", 81: "9"}
WINDOWS_PAD: Final = {0x52: "0", 0x4F: "1", 0x50: "2", 0x51: "3", 0x4B: "4", 0x4C: "5", 0x4D: "6", 0x47: "7", 0x48: "8", 0x49: "9"}
"""The keypad; the grey arrows of Windows carry an extra 0x100 and so are not here."""

X11_EQUAL: Final = 21
WINDOWS_EQUAL: Final = 0x0D
"""The key right of the number row, plus when shifted: for layouts that put another sign there."""

KAZAKH_ROW: Final = {"ә": "2", "і": "3", "ң": "4", "ғ": "5", "ү": "8", "ұ": "9", "қ": "0"}
"""By letter only where the key gives no code. Not ``" , .``: other keys give those too, the Russian keypad point among them."""

_CYRILLIC_KEYS: Final = dict(zip("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", "QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,.", strict=True))
"""What the keys of the Russian and the Kazakh layout are called on a Latin one."""

_STANDARD: Final = {
    "C": QKeySequence.StandardKey.Copy,
    "X": QKeySequence.StandardKey.Cut,
    "V": QKeySequence.StandardKey.Paste,
    "A": QKeySequence.StandardKey.SelectAll,
    "Z": QKeySequence.StandardKey.Undo,
    "Y": QKeySequence.StandardKey.Redo,
}

RETURNING: Final = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Why a field gets the keyboard back that was only away for a moment: what was being typed goes on."""

_STEERING: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class LayoutHint(enum.Enum):
    """What the status line can tell about the keyboard after a key."""

    PLAIN = "plain"
    DIGITS_BY_KEY = "digits_by_key"
    """The layout has letters on the number row; digits come by the place of the key."""
    NUM_LOCK_OFF = "num_lock_off"
    """The keypad sends arrows; its digits still come by the place of the key."""


def _is_windows() -> bool:
    return QGuiApplication.platformName() == "windows"


def digit_of(event: QKeyEvent) -> str | None:
    """The digit a key press means, or None. Source: the physical key, then the character."""
    held = event.modifiers()
    if held & _STEERING:
        return None
    code = event.nativeScanCode()
    shifted = bool(held & Qt.KeyboardModifier.ShiftModifier)
    text = event.text()
    if held & Qt.KeyboardModifier.KeypadModifier:
        if len(text) == 1 and text in "0123456789":
            return text
        return None if shifted else (WINDOWS_PAD if _is_windows() else X11_PAD).get(code)
    if not shifted:
        digit = (WINDOWS_ROW if _is_windows() else X11_ROW).get(code)
        if digit is not None:
            return digit
    if len(text) == 1 and text in "0123456789":
        return text
    return KAZAKH_ROW.get(text.casefold()) if code == 0 and not shifted else None


def is_finish_key(event: QKeyEvent) -> bool:
    """Plus: of the keypad, of the main keys, or the shifted key where a layout has it, whatever that types in this one."""
    if event.modifiers() & _STEERING:
        return False
    if event.key() == Qt.Key.Key_Plus or event.text() == "+":
        return True
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return shifted and event.nativeScanCode() == (WINDOWS_EQUAL if _is_windows() else X11_EQUAL)


def latin_key_of(event: QKeyEvent) -> Qt.Key | None:
    """The key of a Latin layout at the place of the key pressed, None where the layout is Latin already.

    Where only a Cyrillic layout is installed, Qt finds no Latin letter for Ctrl+С and no digit for Ctrl+Ә under X11.
    """
    code, key = event.nativeScanCode(), event.key()
    digit = (WINDOWS_ROW if _is_windows() else X11_ROW).get(code)
    if digit is not None and key != ord(digit) and not event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return Qt.Key(ord(digit))
    latin = _CYRILLIC_KEYS.get(chr(key)) if 0x400 <= key < 0x500 else None
    return None if latin is None else Qt.Key(ord(latin))


def standard_of(event: QKeyEvent) -> QKeySequence.StandardKey | None:
    """Copy, cut, paste, select all, undo or redo, in a Cyrillic layout too; None for any other key."""
    for standard in _STANDARD.values():
        if event.matches(standard):
            return standard
    key = latin_key_of(event)
    held = event.modifiers() & (_STEERING | Qt.KeyboardModifier.ShiftModifier)
    if key is None or held != Qt.KeyboardModifier.ControlModifier:
        return None
    return _STANDARD.get(chr(key))


def layout_hint(event: QKeyEvent) -> LayoutHint:
    """What a key press tells about layout and Num Lock."""
    digit = digit_of(event)
    if digit is None or event.text() == digit:
        return LayoutHint.PLAIN
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return LayoutHint.NUM_LOCK_OFF
    return LayoutHint.DIGITS_BY_KEY
