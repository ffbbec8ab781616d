"""A clerk types protocols as they stand on paper, with the keyboard alone; nothing is lost and nothing is proposed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.states import State
from electdesk.i18n import use_language
from electdesk.qtmodels.entry import EntryMode, kept_drafts
from electdesk.services.commands import CorrectEntry, FinishEntry, MakeFinal
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile
from electdesk.ui.parts import announce_language
from tests.ui.entry.conftest import CONTROL, KEYPAD, SHIFT, Clerk, Key
from tests.ui.entry.region import GOOD, evening_region, row_of

AS_TYPED = [int(figure) for figure in GOOD]
SLIP = ("871", "880", "0", "762", "58", "60", "68", "762", "4", "816", "0", "0", "781", "20", "10", "5")
"""The same with 68 instead of 58 in line 7."""


def by_number(figures: tuple[str, ...]) -> dict[str, int | str | bool | None]:
    """Figures by official line number, as commands take them."""
    return {str(number): int(figure) for number, figure in enumerate(figures, start=1)}


def finish_good(clerk: Clerk, layout: str = "us") -> None:
    """Type the protocol that adds up and finish it."""
    clerk.open()
    clerk.protocol(layout=layout)
    clerk.plus()


# -- the station first


def test_the_station_comes_first_and_is_shown_before_its_fields(clerk: Clerk) -> None:
    clerk.digits("113")
    clerk.enter()
    finder = clerk.page.finder
    assert (finder.number.words(), finder.name.words(), finder.address.words()) == ("113", "Школа № 4", "ул. Мира, 12")
    clerk.enter()
    assert (clerk.page.work.row, clerk.line()) == (row_of(clerk.region, "s113"), "1")


def test_a_number_of_two_districts_is_chosen_by_district(clerk: Clerk) -> None:
    clerk.digits("114")
    items = [clerk.page.finder.matches.item(place).text() for place in range(clerk.page.finder.matches.count())]
    assert len(items) == 2
    assert clerk.page.finder.hint() == "Several districts have a station with this number: choose the district."
    place = next(place for place, text in enumerate(items) if "Ridder" in text)
    for _ in range(place):
        clerk.key(Key.Key_Down)
    clerk.enter()
    clerk.enter()
    assert clerk.page.work.row == row_of(clerk.region, "far114")


@pytest.mark.parametrize("typed", ["карагай", "ҚАРАҒАЙ", "кiтапхана".replace("i", "і")])
def test_a_station_is_found_by_its_name_in_plain_letters(clerk: Clerk, typed: str) -> None:
    clerk.page.finder.edit.setText(typed)
    clerk.enter()
    assert clerk.page.finder.number.words() == "115"


def test_an_unknown_station_is_said(clerk: Clerk) -> None:
    clerk.digits("999")
    assert clerk.page.finder.hint() == "There is no such station: check the number on the paper."


def test_the_number_is_typed_by_the_keys_of_the_kazakh_row(clerk: Clerk) -> None:
    clerk.digits("113", "kk")
    assert clerk.page.finder.edit.text() == "113"


def test_after_finishing_the_next_awaited_station_of_the_district_is_proposed(clerk: Clerk) -> None:
    finish_good(clerk)
    assert (clerk.page.finder.number.words(), clerk.page.finder.edit.hasFocus()) == ("115", True)
    clerk.plus()
    assert clerk.page.finder.number.words() == "115"
    clerk.digits("7")
    clerk.enter()
    clerk.enter()
    assert clerk.page.work.row == row_of(clerk.region, "far7")


# -- moving


def test_enter_keypad_enter_tab_and_down_go_on_and_up_and_shift_tab_go_back(clerk: Clerk) -> None:
    clerk.open()
    seen = [clerk.line()]
    clerk.enter()
    seen.append(clerk.line())
    clerk.pad_enter()
    seen.append(clerk.line())
    clerk.key(Key.Key_Tab, "\t")
    seen.append(clerk.line())
    clerk.key(Key.Key_Down)
    seen.append(clerk.line())
    clerk.key(Key.Key_Up)
    seen.append(clerk.line())
    clerk.key(Key.Key_Backtab, "", held=SHIFT)
    seen.append(clerk.line())
    assert seen == ["1", "2", "3", "4", "5", "4", "3"]


def test_nothing_wraps_at_the_first_and_the_last_line(clerk: Clerk) -> None:
    clerk.open()
    clerk.key(Key.Key_Up)
    assert clerk.line() == "1"
    clerk.page.form.focus_slot(15)
    clerk.enter()
    assert clerk.page.foot.finish.hasFocus()
    clerk.key(Key.Key_Up)
    assert clerk.line() == "16"


def test_the_finish_button_takes_enter(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol()
    clerk.enter()
    clerk.enter()
    assert clerk.figures() == AS_TYPED


def test_a_full_number_does_not_move_on_by_itself(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits("99999999")
    assert clerk.line() == "1"


def test_shift_arrows_jump_between_the_parts_of_the_paper(clerk: Clerk) -> None:
    clerk.open()
    seen = []
    for _ in range(4):
        clerk.key(Key.Key_Down, held=SHIFT)
        seen.append(clerk.line())
    clerk.key(Key.Key_Up, held=SHIFT)
    seen.append(clerk.line())
    assert seen == ["2", "7", "11", "13", "11"]


def test_f6_goes_to_a_line_by_its_official_number(clerk: Clerk) -> None:
    clerk.open()
    clerk.key(Key.Key_F6)
    clerk.digits("14", "kk")
    clerk.enter()
    assert clerk.line() == "14"
    clerk.key(Key.Key_F6)
    clerk.digits("77")
    clerk.enter()
    assert clerk.page.banner_text("asked") == "The paper has no line 77."


def test_sixteen_lines_are_seen_without_scrolling_in_a_small_window(clerk: Clerk) -> None:
    clerk.page.window().resize(948, 652)
    use_language("kk")
    clerk.open()
    QApplication.processEvents()
    form = clerk.page.form
    lowest = form.rows[-1].geometry().bottom()
    assert (len(form.rows), form.verticalScrollBar().maximum(), lowest <= form.viewport().height()) == (16, 0, True)


# -- figures


@pytest.mark.parametrize("layout", ["us", "ru", "kk", "pad"])
def test_the_same_keys_give_the_same_figures_in_every_layout(clerk: Clerk, layout: str) -> None:
    finish_good(clerk, layout)
    assert (clerk.figures(), clerk.state()) == (AS_TYPED, State.SETTLED)


def test_blank_nought_and_no_number_are_three_things_in_the_file(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(("871", "880", "0", "762", "58", "60", "58", "762", "4", "816", "/", "", "781", "20", "10", "5"))
    clerk.plus()
    clerk.plus()
    assert clerk.figures()[10:12] == [NO_NUMBER, BLANK]
    assert clerk.figures()[2] == 0


def test_blanks_are_named_and_a_second_plus_finishes_all_the_same(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits("871")
    clerk.plus()
    assert clerk.page.banner_text("asked").startswith("Still blank: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16.")
    assert (clerk.line(), clerk.state()) == ("2", State.AWAITED)
    clerk.plus()
    assert (clerk.figures()[:2], clerk.state()) == ([871, BLANK], State.FIRST_ENTRY)


def test_a_spoilt_field_blocks_finishing_until_it_is_typed_again(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits("1")
    clerk.write(",")
    clerk.digits("3")
    clerk.plus()
    assert clerk.page.banner_text("asked").startswith("Line 1 holds no number.")
    assert clerk.beside()["1"] == "Not a number: press F8 and type it again"
    clerk.key(Key.Key_F8)
    clerk.digits("13")
    clerk.enter()
    assert clerk.page.work.model is not None
    assert clerk.page.work.model.figures[0] == 13
    assert clerk.page.work.model.refused_keys == 1
    assert clerk.page.strip.refused.words() == "keys refused: 1"


def test_control_z_and_y_go_through_the_figures_of_the_draft(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits("871")
    clerk.enter()
    clerk.digits("880")
    clerk.enter()
    clerk.key(Key.Key_Z, "\x1a", held=CONTROL)
    clerk.key(Key.Key_Z, "\x1a", held=CONTROL)
    model = clerk.page.work.model
    assert model is not None
    assert model.figures[:2] == [BLANK, BLANK]
    clerk.key(Key.Key_Y, "\x19", held=CONTROL)
    assert (model.figures[:2], clerk.line()) == ([871, BLANK], "1")


def test_a_figure_with_any_space_in_it_can_be_pasted(clerk: Clerk) -> None:
    clerk.open()
    QGuiApplication.clipboard().setText("1\u202f234")
    clerk.key(Key.Key_V, "\x16", held=CONTROL)
    assert clerk.page.work.model is not None
    assert clerk.page.work.model.figures[0] == 1234


# -- checks beside the lines


def test_sums_stand_beside_the_lines_that_do_not_add_up(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(SLIP[:10])
    clerk.enter()
    beside = clerk.beside()
    assert {number: beside[number] for number in ("7", "9", "10")} == {"7": "7+8 = 830", "9": "9+10 = 820", "10": "difference 10"}
    assert {number for number, mark in clerk.marked().items() if mark == "err"} == {"7", "8", "9", "10"}
    assert beside["11"] == "field 11 of 16"


def test_a_rule_waits_while_one_of_its_lines_is_being_typed(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(SLIP[:10])
    assert clerk.page.side.rules.lines()[2] == "○ R3 7+8 = 9+10  830 · 4"
    clerk.enter()
    assert clerk.page.side.rules.lines()[2] == "≠ R3 7+8 = 9+10  830 ≠ 820"


def test_a_rule_that_holds_is_ticked_beside_its_lines(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(GOOD[:12])
    clerk.enter()
    assert clerk.beside()["6"] == "2 = 3+4+5+6+11−12"
    assert clerk.page.side.rules.lines()[1] == "✓ R2 2 = 3+4+5+6+11−12  880 = 880"


def test_a_finding_says_both_sides_the_difference_what_is_safe_and_what_to_compare_first(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(SLIP[:10])
    clerk.enter()
    text = next(text for text in clerk.page.side.texts() if text.startswith("R3"))
    for part in ("830", "820", "10", "Your numbers are kept", "Compare lines 7, 8, 9, 10 with the paper"):
        assert part in text


def test_a_screen_reader_is_told_line_label_figure_and_finding(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(SLIP[:10])
    clerk.enter()
    assert clerk.page.form.rows[6].field.accessibleName() == "line 7, in mobile boxes, 68, does not add up"


def test_no_field_is_ever_filled_by_the_program(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(GOOD[:12])
    clerk.enter()
    assert [row.field.value() for row in clerk.page.form.rows[12:]] == [BLANK] * 4


def test_an_entry_that_does_not_add_up_can_be_finished_and_its_tally_stays_open(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(SLIP)
    clerk.plus()
    clerk.plus()
    assert (clerk.figures(), clerk.state()) == ([int(figure) for figure in SLIP], State.FIRST_ENTRY)


def test_f2_confirms_a_soft_finding_with_a_reason_and_a_change_withdraws_it(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(SLIP)
    clerk.key(Key.Key_F2)
    clerk.write("so on paper")
    clerk.enter()
    text = next(text for text in clerk.page.side.texts() if text.startswith("S1"))
    assert "Confirmed: so on paper" in text
    clerk.key(Key.Key_F6)
    clerk.digits("7")
    clerk.enter()
    clerk.digits("69")
    clerk.enter()
    text = next(text for text in clerk.page.side.texts() if text.startswith("S1"))
    assert "It was confirmed for other figures; the change has withdrawn that." in text


def test_an_open_soft_finding_asks_once_and_a_second_plus_finishes(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(SLIP)
    clerk.plus()
    assert clerk.page.banner_text("asked").startswith("A finding waits for your confirmation")
    clerk.plus()
    assert clerk.state() == State.FIRST_ENTRY


def test_esc_leaves_the_reason_without_confirming(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(SLIP)
    clerk.key(Key.Key_F2)
    clerk.write("no")
    clerk.key(Key.Key_Escape)
    assert clerk.page.work.model is not None
    assert (clerk.page.work.model.confirmed, clerk.line()) == ({}, "16")


# -- drafts


def test_esc_goes_back_without_loss_and_the_draft_goes_on(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol(GOOD[:3])
    clerk.key(Key.Key_Escape)
    assert [kept.draft.figures for kept in kept_drafts(clerk.region)] == [{"registered": 871, "received": 880, "issued_early": 0}]
    clerk.open()
    assert (clerk.line(), clerk.page.banner_text("notice").startswith("Going on with your draft of")) == ("4", True)


def test_another_station_keeps_the_draft_of_the_first(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits("871")
    clerk.key(Key.Key_F3)
    clerk.digits("113")
    clerk.enter()
    clerk.enter()
    clerk.digits("5")
    clerk.open("s114")
    assert clerk.page.work.model is not None
    assert clerk.page.work.model.figures[0] == 871


def test_f5_parks_with_a_reason_and_the_list_brings_it_back(clerk: Clerk) -> None:
    clerk.open()
    clerk.digits("871")
    clerk.key(Key.Key_F5)
    clerk.key(Key.Key_Down)
    clerk.enter()
    assert clerk.page.banner_text("finished") == "Station 114 is parked; its figures are kept."
    assert [kept.draft.parked for kept in kept_drafts(clerk.region)] == ["The paper cannot be read"]
    clerk.enter()
    clerk.enter()
    assert (clerk.page.work.row, clerk.page.work.model is not None) == (row_of(clerk.region, "s114"), True)
    assert "The paper cannot be read" in clerk.page.banner_text("notice")


def test_finishing_removes_the_draft(clerk: Clerk) -> None:
    finish_good(clerk)
    assert kept_drafts(clerk.region) == []


def test_a_phoned_draft_is_still_phoned_when_it_comes_back(clerk: Clerk) -> None:
    clerk.open()
    clerk.page._source_chosen("phone")
    clerk.digits("871")
    clerk.key(Key.Key_Escape)
    clerk.open()
    assert (clerk.page.work.source, clerk.page.source.current()) == ("phone", "phone")


def test_phoned_figures_leave_the_station_awaited(clerk: Clerk) -> None:
    clerk.open()
    clerk.page._source_chosen("phone")
    clerk.protocol()
    clerk.plus()
    assert (clerk.figures(), clerk.state()) == (AS_TYPED, State.AWAITED)


# -- after finishing


def test_the_banner_names_the_station_and_control_z_takes_it_back(clerk: Clerk) -> None:
    told: list[int] = []
    clerk.page.finished.connect(told.append)
    finish_good(clerk)
    assert (clerk.page.banner_text("finished"), told) == ("Station 114 is finished.", [row_of(clerk.region, "s114")])
    clerk.enter()
    clerk.key(Key.Key_Z, "\x1a", held=CONTROL)
    assert (clerk.state(), clerk.page.work.row) == (State.AWAITED, row_of(clerk.region, "s114"))
    assert clerk.page.work.model is not None
    assert clerk.page.work.model.figures == AS_TYPED


def test_keys_that_were_refused_are_counted_once_when_an_entry_is_taken_back(clerk: Clerk) -> None:
    clerk.open()
    clerk.write(",")
    clerk.key(Key.Key_F8)
    clerk.protocol(layout="us")
    clerk.plus()
    assert clerk.page.strip.refused.words() == "keys refused: 1"
    clerk.enter()
    clerk.key(Key.Key_Z, "\x1a", held=CONTROL)
    assert clerk.page.strip.refused.words() == "keys refused: 1"


def test_control_z_at_the_proposed_station_takes_the_finished_entry_back(clerk: Clerk) -> None:
    finish_good(clerk)
    clerk.key(Key.Key_Z, "\x1a", held=CONTROL)
    assert (clerk.state(), clerk.page.work.row) == (State.AWAITED, row_of(clerk.region, "s114"))


def test_a_finished_station_opens_for_reading_and_is_corrected_with_a_reason(clerk: Clerk) -> None:
    finish_good(clerk)
    clerk.open()
    assert (clerk.page.work.mode, clerk.page.form.rows[0].field.isReadOnly()) == (EntryMode.VIEWING, True)
    clerk.digits("5")
    clerk.key(Key.Key_F4)
    clerk.write("slip")
    clerk.enter()
    assert clerk.page.work.mode is EntryMode.CORRECTING
    clerk.page.form.focus_slot(12)
    clerk.digits("780")
    clerk.enter()
    clerk.digits("21")
    clerk.plus()
    assert clerk.figures()[12:14] == [780, 21]
    clerk.open()
    assert [row.text for row in clerk.page.side.history.rows] == ["entry corrected, Operator 2, slip", "entry finished, Operator 2"]


def test_a_correction_of_an_entry_that_somebody_changed_is_refused_and_kept(clerk: Clerk) -> None:
    finish_good(clerk)
    clerk.open()
    clerk.key(Key.Key_F4)
    clerk.write("slip")
    clerk.enter()
    clerk.digits("870")
    clerk.enter()
    values = by_number(GOOD)
    clerk.region.execute(CorrectEntry(station="s114", values=values | {"13": 779, "14": 22}, reason="other"))
    clerk.plus()
    clerk.plus()
    assert "Somebody else has changed the entry of station 114." in clerk.page.banner_text("error")
    assert clerk.page.work.model is not None
    assert clerk.page.work.model.figures[0] == 870


def test_a_new_paper_is_registered_and_typed_anew(clerk: Clerk) -> None:
    finish_good(clerk)
    clerk.open()
    clerk.key(Key.Key_F7)
    clerk.write("12/3")
    clerk.enter()
    clerk.write("court")
    clerk.enter()
    assert (clerk.page.work.mode, clerk.line()) == (EntryMode.TYPING, "1")
    clerk.protocol()
    clerk.plus()
    assert clerk.state() == State.SETTLED


def test_a_final_tally_is_for_reading_and_says_why(make_clerk: Callable[[Region], Clerk], tmp_path: Path) -> None:
    clerk = make_clerk(evening_region(tmp_path, role="supervisor"))
    finish_good(clerk)
    clerk.region.execute(MakeFinal(stations=("s114",)))
    clerk.open()
    assert (clerk.page.work.mode, clerk.page.form.rows[0].field.isReadOnly()) == (EntryMode.CLOSED, True)
    assert clerk.page.banner_text("notice") == "This tally is final. A supervisor can open it again with a reason."


def test_a_file_for_reading_only_shows_why_nothing_can_be_typed(make_clerk: Callable[[Region], Clerk], tmp_path: Path) -> None:
    evening_region(tmp_path).close()
    person = Person("Reader", ("clerk",))
    clerk = make_clerk(Region(RegionFile.open(tmp_path / "evening.electdesk", "Reader", read_only=True), person))
    clerk.open()
    clerk.digits("5")
    assert clerk.page.banner_text("notice") == "The file is open for reading only: nothing can be typed."
    assert clerk.page.work.model is not None
    assert clerk.page.work.model.entered() == 0


def test_the_figures_of_another_person_are_hidden_until_the_tally_is_settled(clerk: Clerk) -> None:
    values = by_number(SLIP)
    other, clerk.region.person = clerk.region.person, Person("Operator 9", ("clerk",))
    clerk.region.execute(FinishEntry(station="s114", values=values))
    clerk.region.person = other
    clerk.open()
    assert clerk.page.work.mode is EntryMode.HIDDEN
    assert {row.field.value() for row in clerk.page.form.rows} == {BLANK}


def test_after_one_contest_the_next_contest_of_the_station_is_proposed(
    make_clerk: Callable[[Region], Clerk], tmp_path: Path
) -> None:
    clerk = make_clerk(evening_region(tmp_path, forms=("ru-president-2018", "ru-president-2018")))
    assert clerk.page.contests is not None
    finish_good(clerk)
    assert clerk.page.finder.number.words() == "114"
    clerk.enter()
    _, second = clerk.region.columns.contests
    assert (clerk.page.work.row, clerk.desk.contest_record) == (row_of(clerk.region, "s114"), second)


def test_language_and_size_change_while_a_protocol_is_open(clerk: Clerk, qapp: QApplication) -> None:
    clerk.open()
    clerk.protocol(SLIP[:10])
    clerk.enter()
    use_language("ru")
    announce_language(qapp)
    assert clerk.page.form.rows[6].field.accessibleName().startswith("строка 7, Число бюллетеней в переносных ящиках")
    assert clerk.beside()["10"] == "разница 10"


def test_control_p_asks_for_the_summary_of_the_station(clerk: Clerk) -> None:
    wanted: list[int] = []
    clerk.page.print_wanted.connect(wanted.append)
    clerk.open()
    clerk.key(Key.Key_P, "\x10", held=CONTROL)
    assert wanted == [row_of(clerk.region, "s114")]


def test_keypad_without_num_lock_is_noticed_in_the_status_line(clerk: Clerk) -> None:
    clerk.open()
    clerk.key(Key.Key_End, "", code=87, held=KEYPAD)
    assert clerk.page.status.slot_text("num") == "Num Lock is off: digits by key ✓"
    clerk.digits("2", "kk")
    assert clerk.page.status.slot_text("layout") == "ҚАЗ: digits by key ✓"
