"""The keyboard always has somewhere to type, and what a key does is said; what is missing is never shown as nought."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QMenu

from electdesk.qtmodels.entry import EntryMode
from electdesk.services.commands import FinishEntry
from electdesk.ui.entry.wording import rule_sides
from tests.ui.entry.conftest import CONTROL, Clerk, Key
from tests.ui.entry.region import GOOD, row_of
from tests.ui.entry.test_entry_page import SLIP, by_number


def park(clerk: Clerk) -> None:
    """Type two lines of station 114 and put it aside."""
    clerk.open()
    clerk.digits("871")
    clerk.enter()
    clerk.key(Key.Key_F5)
    clerk.write("ill")
    clerk.enter()


@pytest.mark.parametrize("key", [Key.Key_F2, Key.Key_F4, Key.Key_F5, Key.Key_F6, Key.Key_F7, Key.Key_F9])
def test_keys_of_the_paper_do_nothing_where_no_paper_is_shown(clerk: Clerk, key: Qt.Key) -> None:
    park(clerk)
    clerk.enter()
    assert clerk.page.finder.drafts.hasFocus()
    clerk.key(key)
    assert clerk.page.finder.drafts.hasFocus()
    clerk.digits("11")
    assert (clerk.page.finder.edit.hasFocus(), clerk.page.finder.edit.text()) == (True, "11")


def test_digits_typed_over_the_list_of_matches_go_into_the_number(clerk: Clerk) -> None:
    clerk.digits("11")
    clerk.page.finder.matches.setFocus()
    clerk.digits("5")
    assert clerk.page.finder.edit.text() == "115"


def test_an_unknown_number_is_an_error_and_the_next_one_replaces_it(clerk: Clerk) -> None:
    clerk.digits("99999")
    hint = clerk.page.finder._hint
    assert (hint.property("tone"), hint.words()) == ("err", "There is no such station: check the number on the paper.")
    clerk.enter()
    clerk.digits("115")
    assert (clerk.page.finder.edit.text(), hint.property("tone")) == ("115", "")


@pytest.mark.parametrize("reason", [Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason])
def test_a_visit_to_a_menu_loses_no_digit(clerk: Clerk, reason: Qt.FocusReason) -> None:
    def visit() -> None:
        at = QApplication.focusWidget()
        assert at is not None
        QApplication.sendEvent(at, QFocusEvent(QEvent.Type.FocusOut, reason))
        QApplication.sendEvent(at, QFocusEvent(QEvent.Type.FocusIn, reason))

    clerk.digits("11")
    visit()
    clerk.digits("5")
    assert clerk.page.finder.edit.text() == "115"
    clerk.open()
    clerk.digits("14")
    visit()
    clerk.digits("06")
    assert clerk.page.form.rows[0].field.value() == 1406


def test_a_digit_in_a_protocol_for_reading_is_answered(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol()
    clerk.plus()
    clerk.open()
    clerk.digits("5")
    assert clerk.page.banner_text("asked") == (
        "These figures are entered. F4 corrects them with a reason, F3 asks for another station."
    )
    assert clerk.page.work.mode is EntryMode.VIEWING


def test_the_menu_of_a_field_for_reading_only_copies(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[list[str]] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: shown.append([action.text() for action in menu.actions()]))
    clerk.open()
    field = clerk.page.form.rows[0].field
    from PySide6.QtGui import QContextMenuEvent

    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, field.rect().center(), field.mapToGlobal(field.rect().center()))
    QApplication.sendEvent(field, event)
    field.setReadOnly(True)
    QApplication.sendEvent(field, event)
    assert shown == [["Cut", "Copy", "Paste", "Clear the field"], ["Copy"]]


def test_an_entry_that_does_not_add_up_is_not_told_as_done(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(SLIP)
    clerk.plus()
    clerk.plus()
    said = clerk.page.banner_text("finished")
    assert said.startswith("Station 114 is entered; its tally stays open: ")
    assert said != "Station 114 is entered; its tally stays open: ."


def test_what_was_asked_goes_once_a_figure_changes(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits("871")
    clerk.plus()
    assert clerk.page.banner_text("asked").startswith("Still blank: ")
    clerk.digits("5")
    assert clerk.page.banner_text("asked") == ""


def test_a_taken_back_entry_is_told_by_its_station(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol()
    clerk.plus()
    clerk.key(Key.Key_Z, "\x1a", held=CONTROL)
    assert (clerk.page.banner_text("finished"), clerk.page.banner_text("notice")) == (
        "The entry of station 114 was taken back. Its figures stand here as a draft; + finishes them again.",
        "",
    )
    clerk.plus()
    assert clerk.figures() == [int(figure) for figure in GOOD]


def test_a_correction_is_no_further_protocol_of_the_shift(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol()
    clerk.plus()
    clerk.open()
    clerk.page.work.start_correction("misread")
    clerk.digits("872")
    clerk.enter()
    clerk.page.finish()
    clerk.page.finish()
    assert (clerk.figures()[0], len(clerk.page.work.shift.finished_at)) == (872, 1)


def test_after_the_last_station_of_a_district_the_next_district_is_proposed(clerk: Clerk) -> None:
    for station in ("s113", "s115", "s116"):
        clerk.region.execute(FinishEntry(station=station, values=by_number(GOOD)))
    clerk.open()
    clerk.protocol()
    clerk.plus()
    # The figures are those of another station: asked once.
    clerk.plus()
    assert clerk.page.asked.proposed in (row_of(clerk.region, "far7"), row_of(clerk.region, "far114"))


def test_a_side_without_any_figure_is_no_nought(clerk: Clerk) -> None:
    clerk.open()
    clerk.key(Key.Key_Slash, "/")
    for figure in ("880", "5", "762"):
        clerk.enter()
        clerk.digits(figure)
    clerk.enter()
    model = clerk.page.work.model
    assert model is not None
    sides = [rule_sides(rule, model.sheet) for rule in model.rules]
    assert [side for side in sides if side.startswith("0 ") or side.endswith(" 0")] == []
    assert any("–" in side for side in sides)
