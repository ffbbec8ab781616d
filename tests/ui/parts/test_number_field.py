"""A clerk types figures of a protocol with any layout; nothing is dropped in silence and nothing is guessed."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.ui.parts import NumberField
from electdesk.ui.parts.digit_keys import LayoutHint
from tests.ui.parts.conftest import CONTROL, KEYPAD, SHIFT, press, press_row, type_text

Key = Qt.Key


@pytest.mark.parametrize("layout", ["us", "ru", "kk"])
def test_the_number_row_types_the_same_figure_in_every_layout(field: NumberField, layout: str) -> None:
    for digit in "12345678":
        press_row(field, digit, layout)
    assert (field.value(), field.text(), field.refused_keys) == (12345678, "12345678", 0)


@pytest.mark.parametrize("layout", ["us", "ru", "kk"])
def test_nine_and_nought_are_on_the_row_too(field: NumberField, layout: str) -> None:
    for digit in "90":
        press_row(field, digit, layout)
    assert field.value() == 90


def test_the_keys_of_the_row_are_known_by_their_windows_codes_under_windows(
    field: NumberField, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", staticmethod(lambda: "windows"))
    for code in range(0x02, 0x0A):
        press(field, ord("Ә"), "ә", code=code)
    assert field.value() == 12345678
    press(field, Key.Key_F8)
    press(field, ord("Ұ"), "ұ", code=0x0A)
    press(field, ord("Қ"), "қ", code=0x0B)
    assert field.value() == 90


def test_kazakh_letters_count_as_digits_where_the_key_sends_no_code(field: NumberField) -> None:
    type_text(field, "әіңғүұқ")
    assert (field.value(), field.refused_keys) == (2345890, 0)


@pytest.mark.parametrize("sign", [",", ".", '"'])
def test_signs_that_other_keys_give_too_are_no_digits_without_a_code(field: NumberField, sign: str, beeps: list[str]) -> None:
    type_text(field, sign)
    assert (field.value(), field.text(), field.refused_keys, beeps) == (BLANK, "", 1, ["beep"])


def test_the_keypad_types_digits_with_num_lock_on(field: NumberField) -> None:
    for letter in "2047":
        press(field, ord(letter), letter, code=87, held=KEYPAD)
    assert field.value() == 2047


def test_the_keypad_types_digits_with_num_lock_off_and_says_so_and_the_cursor_stays(field: NumberField) -> None:
    hints: list[LayoutHint] = []
    asked: list[str] = []
    field.layout_noticed.connect(hints.append)
    field.next_requested.connect(lambda: asked.append("next"))
    field.previous_requested.connect(lambda: asked.append("previous"))
    keys = {Key.Key_End: 87, Key.Key_Down: 88, Key.Key_Up: 80, Key.Key_Left: 83, Key.Key_Clear: 84, Key.Key_Insert: 90}
    for key, code in keys.items():
        press(field, key, "", code=code, held=KEYPAD)
    assert (field.value(), asked, hints) == (128450, [], [LayoutHint.NUM_LOCK_OFF] * 6)


def test_the_status_line_learns_that_a_layout_has_letters_on_the_number_row(field: NumberField) -> None:
    hints: list[LayoutHint] = []
    field.layout_noticed.connect(hints.append)
    press_row(field, "1", "kk")
    press_row(field, "2", "ru")
    assert hints == [LayoutHint.DIGITS_BY_KEY, LayoutHint.PLAIN]


def test_a_comma_inside_a_number_never_makes_13_of_1_3(field: NumberField, beeps: list[str]) -> None:
    figures: list[int] = []
    field.value_changed.connect(figures.append)
    press_row(field, "1", "ru")
    press(field, Key.Key_Comma, ",", code=91, held=KEYPAD)
    press_row(field, "3", "ru")
    assert (field.text(), field.value(), field.is_spoilt(), figures, beeps) == ("1,3", BLANK, True, [1, BLANK], ["beep"])
    assert field.property("mark") == "spoilt"
    assert field.state_text() == "Not a number: press F8 and type it again"


def test_taking_only_the_wrong_sign_away_is_not_enough(field: NumberField) -> None:
    type_text(field, "1,3")
    press(field, Key.Key_Left)
    press(field, Key.Key_Backspace)
    assert (field.text(), field.value(), field.is_spoilt()) == ("13", BLANK, True)


def test_f8_empties_a_spoilt_field_and_it_can_be_typed_again(field: NumberField) -> None:
    type_text(field, "1,3")
    press(field, Key.Key_F8)
    assert (field.text(), field.value(), field.is_spoilt(), field.state_text()) == ("", BLANK, False, "")
    type_text(field, "13")
    assert (field.value(), field.is_spoilt()) == (13, False)


def test_a_spoilt_field_can_be_erased_key_by_key(field: NumberField) -> None:
    type_text(field, "1,3")
    for _ in range(3):
        press(field, Key.Key_Backspace)
    type_text(field, "7")
    assert (field.value(), field.is_spoilt()) == (7, False)


def test_a_spoilt_field_that_is_typed_over_as_a_whole_is_sound(field: NumberField) -> None:
    type_text(field, "1,3")
    press(field, Key.Key_A, "\x01", held=CONTROL)
    type_text(field, "25")
    assert (field.value(), field.is_spoilt()) == (25, False)


def test_a_spoilt_field_stays_spoilt_when_the_clerk_goes_on(field: NumberField) -> None:
    type_text(field, "1,3")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert (field.text(), field.is_spoilt(), field.value()) == ("1,3", True, BLANK)


def test_a_wrong_key_in_an_empty_field_is_heard_seen_and_counted_and_the_next_digit_is_good(
    field: NumberField, beeps: list[str]
) -> None:
    refused: list[str] = []
    field.key_refused.connect(refused.append)
    type_text(field, "о")
    assert (field.property("mark"), field.text(), refused, beeps) == ("refused", "", ["о"], ["beep"])
    type_text(field, "5")
    assert (field.value(), field.property("mark"), field.refused_keys) == (5, "", 1)


def test_the_sound_can_be_switched_off(field: NumberField, beeps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NumberField, "sound", False)
    type_text(field, "x")
    assert (beeps, field.refused_keys) == ([], 1)


def test_a_ninth_digit_is_refused_aloud(field: NumberField) -> None:
    type_text(field, "123456789")
    assert (field.refused_keys, field.is_spoilt(), field.value()) == (1, True, BLANK)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2007", "\u2009", "\u202f", "\t"])
def test_a_paste_with_any_kind_of_space_is_one_figure(field: NumberField, space: str) -> None:
    QGuiApplication.clipboard().setText(f"1{space}234")
    press(field, Key.Key_V, "\x16", held=CONTROL)
    assert (field.value(), field.text(), field.refused_keys) == (1234, "1234", 0)


@pytest.mark.parametrize("text", ["1,3", "-5", "12a3", "1.234", "", "   ", "999999999"])
def test_a_paste_that_is_no_count_is_refused_aloud_and_the_old_text_stays(field: NumberField, text: str, beeps: list[str]) -> None:
    type_text(field, "871")
    QGuiApplication.clipboard().setText(text)
    press(field, Key.Key_V, "\x16", held=CONTROL)
    assert (field.value(), field.text(), field.is_spoilt(), beeps) == (871, "871", False, ["beep"])


def test_a_slash_says_that_the_paper_holds_no_number_and_a_digit_replaces_it(field: NumberField) -> None:
    press(field, Key.Key_Slash, "/", code=106, held=KEYPAD)
    assert (field.value(), field.text(), field.placeholderText(), field.property("mark")) == (NO_NUMBER, "", "not on paper", "none")
    type_text(field, "0")
    assert (field.value(), field.property("mark")) == (0, "")


@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_F8])
def test_no_number_is_taken_back_by_erasing(field: NumberField, key: Qt.Key) -> None:
    press(field, Key.Key_Slash, "/")
    press(field, key)
    assert field.value() == BLANK


def test_a_slash_inside_a_number_does_not_throw_the_number_away(field: NumberField) -> None:
    type_text(field, "12/")
    assert (field.text(), field.value(), field.is_spoilt()) == ("12/", BLANK, True)


def test_blank_is_not_nought(field: NumberField) -> None:
    assert field.value() == BLANK
    type_text(field, "0")
    assert field.value() == 0


MOVES = [
    (Key.Key_Return, Qt.KeyboardModifier.NoModifier, "next"),
    (Key.Key_Enter, KEYPAD, "next"),
    (Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "next"),
    (Key.Key_Down, Qt.KeyboardModifier.NoModifier, "next"),
    (Key.Key_Backtab, SHIFT, "previous"),
    (Key.Key_Up, Qt.KeyboardModifier.NoModifier, "previous"),
    (Key.Key_F2, Qt.KeyboardModifier.NoModifier, "F2"),
    (Key.Key_F3, Qt.KeyboardModifier.NoModifier, "F3"),
    (Key.Key_F5, Qt.KeyboardModifier.NoModifier, "F5"),
    (Key.Key_F6, Qt.KeyboardModifier.NoModifier, "F6"),
    (Key.Key_F8, Qt.KeyboardModifier.NoModifier, "F8"),
    (Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "back"),
    (Key.Key_Down, SHIFT, "shift_down"),
    (Key.Key_Up, SHIFT, "shift_up"),
]


@pytest.mark.parametrize(("key", "held", "told"), MOVES)
def test_a_key_that_moves_or_commands_is_told_once_and_types_nothing(
    field: NumberField, key: Qt.Key, held: Qt.KeyboardModifier, told: str
) -> None:
    heard: list[str] = []
    field.next_requested.connect(lambda: heard.append("next"))
    field.previous_requested.connect(lambda: heard.append("previous"))
    field.command_key.connect(heard.append)
    press(field, key, held=held)
    assert (heard, field.text(), field.hasFocus()) == ([told], "", True)


@pytest.mark.parametrize(
    ("key", "text", "code", "held"),
    [
        (Key.Key_Plus, "+", 86, KEYPAD),
        (Key.Key_Plus, "+", 21, SHIFT),
        (ord("Һ"), "Һ", 21, SHIFT),
    ],
    ids=["keypad", "main keys", "a layout with a letter there"],
)
def test_plus_finishes_wherever_it_is(field: NumberField, key: int, text: str, code: int, held: Qt.KeyboardModifier) -> None:
    heard: list[str] = []
    field.command_key.connect(heard.append)
    press(field, key, text, code=code, held=held)
    assert (heard, field.refused_keys) == (["finish"], 0)


def test_thousands_are_set_apart_only_while_the_field_is_not_edited(qtbot: QtBot, beeps: list[str]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = NumberField("1"), NumberField("2")
    column.addWidget(first)
    column.addWidget(second)
    first.set_value(12871)
    window.show()
    second.setFocus()
    qtbot.waitUntil(second.hasFocus)
    assert first.text() == "12\u202f871"
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert (first.text(), first.selectedText()) == ("12871", "12871")
    type_text(first, "9")
    second.setFocus(Qt.FocusReason.TabFocusReason)
    assert (first.value(), first.text()) == (9, "9")


def test_coming_back_to_the_window_does_not_make_the_next_digit_replace_the_number(field: NumberField) -> None:
    type_text(field, "12")
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
    type_text(field, "3")
    assert field.value() == 123


def test_the_wheel_changes_nothing(field: NumberField) -> None:
    type_text(field, "5")
    none = Qt.MouseButton.NoButton
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, 0), QPoint(0, 120), none, Qt.KeyboardModifier.NoModifier, phase, False
    )
    QApplication.sendEvent(field, wheel)
    assert (field.value(), wheel.isAccepted()) == (5, False)


def test_undo_brings_back_what_was_typed(field: NumberField) -> None:
    type_text(field, "871")
    press(field, Key.Key_F8)
    assert field.value() == BLANK
    press(field, Key.Key_Z, "\x1a", held=CONTROL)
    assert field.value() == 871


def test_other_control_keys_belong_to_the_window(field: NumberField) -> None:
    event = press(field, Key.Key_S, "\x13", held=CONTROL)
    assert (event.isAccepted(), field.refused_keys) == (False, 0)


def test_a_figure_set_by_the_program_is_not_told_as_a_change(field: NumberField) -> None:
    told: list[int] = []
    field.value_changed.connect(told.append)
    field.set_value(77)
    field.set_value(NO_NUMBER)
    assert (told, field.value()) == ([], NO_NUMBER)
    with pytest.raises(ValueError, match="-3"):
        field.set_value(-3)


def test_a_field_that_is_only_read_takes_no_digit_and_no_paste(field: NumberField) -> None:
    field.set_value(5)
    field.setReadOnly(True)
    QGuiApplication.clipboard().setText("9")
    type_text(field, "7/")
    press(field, Key.Key_V, "\x16", held=CONTROL)
    press(field, Key.Key_F8)
    assert (field.value(), field.text()) == (5, "5")


def test_the_name_of_the_line_is_read_to_a_blind_clerk(field: NumberField) -> None:
    assert field.accessibleName() == "14 Candidate B"
    press(field, Key.Key_Slash, "/")
    assert field.accessibleDescription() == "no number on paper"
