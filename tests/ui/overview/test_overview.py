"""The overview with real keys: what a clerk sees, finds, changes, copies, and what stays as it was left."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from electdesk.domain.forms import load_form_named
from electdesk.domain.records import Station
from electdesk.domain.records.setup import SetUp
from electdesk.domain.states import Mark
from electdesk.i18n import use_language
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.filters import StationFilter
from electdesk.qtmodels.stations.standing import Shown
from electdesk.services.beginning import first_commit, set_up_region
from electdesk.services.commands import ChangeStation, ConfirmFindings, FinishEntry
from electdesk.services.person import EVERY_ROLE, Person
from electdesk.services.region import Region
from electdesk.storage.region_file import RegionFile
from electdesk.ui.look import apply_theme
from electdesk.ui.overview import OverviewPage
from electdesk.ui.overview.delegates import StationDelegate
from electdesk.ui.parts import announce_language
from electdesk.ui.parts.menu_keys import plain_title
from electdesk.ui.parts.table_cells import Cell
from tests.regions import BROKEN, OTHER_LIST, good_values, small_region, two_contests
from tests.ui.parts.conftest import type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


def region_of(desk: Desk) -> Region:
    """The open region."""
    assert desk.region is not None
    return desk.region


def choose(page: OverviewPage, row: int) -> None:
    """Choose a station as a click would."""
    assert page.stations.show_station(row)


def chip_words(page: OverviewPage) -> list[str]:
    """The filters that are on, as the chips say."""
    return page.stations.filters.chips()


def lines_of_clipboard() -> list[str]:
    """What a workbook would be given."""
    return QGuiApplication.clipboard().mimeData().text().splitlines()


# --- finding --------------------------------------------------------------------------------------------------------------


def test_the_page_begins_with_every_station_and_the_whole_region(page: OverviewPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.strip.protocols.accessibleName() == "Protocols, of 30 19 · 63.3%")
    assert page.stations.head.subtitle.words() == "30 · all are shown · by number"
    assert [page.areas.data(page.areas.index(row, 0)) for row in range(4)] == ["Region", "Glubokoye", "Ridder", "Zharma"]
    assert page.docks["totals"].head.subtitle.words() == "19 of 30"


def test_a_number_typed_in_the_table_jumps_there_and_is_seen(page: OverviewPage, qtbot: QtBot) -> None:
    type_text(page.stations.table, "23")
    assert (page.stations.current_row(), page.stations.typed_hint()) == (15, "№ 23")
    type_text(page.stations.table, "9")
    assert (page.stations.current_row(), page.stations.typed_hint()) == (15, "№ 239: not in the list")


@pytest.mark.parametrize(("typed", "row"), [("12а", BROKEN), ("№ 37", 29), ("901", 7), ("лицей № 30", 29)])
def test_the_find_box_goes_to_a_station_and_gives_the_keyboard_to_the_table(
    page: OverviewPage, qtbot: QtBot, typed: str, row: int
) -> None:
    page.stations.show_filtered(StationFilter(states=frozenset({Shown.FINAL})))
    page.focus_find()
    type_text(page.strip.find_box, typed)
    QTest.keyClick(page.strip.find_box, Qt.Key.Key_Return)
    assert (page.stations.current_row(), page.model.rowCount()) == (row, 30)
    assert page.stations.table.hasFocus()


def test_a_name_that_fits_several_shows_them_and_one_that_fits_none_says_so(page: OverviewPage, qtbot: QtBot) -> None:
    told: list[str] = []
    page.hinted.connect(told.append)
    page.find_station("калалык")
    between = (page.model.rowCount(), page.stations.current_row())
    page.find_station("atlantis")
    assert (between, told) == ((6, 2), ["No station is found by “atlantis”."])


def test_the_quick_filter_is_typed_and_the_arrow_down_leads_to_the_table(page: OverviewPage, qtbot: QtBot) -> None:
    page.stations.ask_filter()
    field = page.stations.filters.field
    type_text(field, "жарма школа")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert page.stations.head.subtitle.words() == "2 of 30 · by number"
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert page.stations.table.hasFocus()


def test_escape_empties_the_quick_filter_and_then_leaves_it(page: OverviewPage, qtbot: QtBot) -> None:
    page.stations.ask_filter()
    field = page.stations.filters.field
    type_text(field, "школа")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    between = (field.text(), page.stations.filters.isVisible())
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (between, page.stations.filters.isVisible()) == (("", True), False)
    assert page.stations.table.hasFocus()


def test_a_form_below_the_table_does_not_cover_its_station(page: OverviewPage, qtbot: QtBot) -> None:
    choose(page, 24)
    page.actions_of_stations.trigger("note")
    view = page.stations.table
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex()).center()))
    assert page.stations.current_row() == 24


def test_filters_are_chips_that_can_be_taken_off_one_by_one(page: OverviewPage) -> None:
    wanted = StationFilter(states=frozenset({Shown.FIRST_ENTRY, Shown.SETTLED}), severities=frozenset({"hard"}))
    page.stations.show_filtered(wanted)
    page.tree.choose("area1")
    first = (chip_words(page), page.model.rows.tolist())
    page.stations.filters.take_off(3)
    second = (chip_words(page), page.model.rowCount())
    page.stations.filters.take_off(len(chip_words(page)) - 1)
    assert first == (["Glubokoye", "first entry", "settled", "does not add up", "all filters"], [BROKEN])
    assert second == (["Glubokoye", "first entry", "settled", "all filters"], 7)
    assert (chip_words(page), page.model.rowCount(), page.tree.chosen()) == ([], 30, "")


def test_a_filter_that_nothing_fits_says_what_to_do(page: OverviewPage) -> None:
    page.stations.show_filtered(StationFilter(text="nowhere"))
    assert (page.stations.empty.isVisible(), page.stations.table.isVisible()) == (True, False)
    page.stations.show_filtered(StationFilter())
    assert (page.stations.empty.isVisible(), page.stations.table.isVisible()) == (False, True)


def test_the_menus_of_the_filter_set_it(page: OverviewPage) -> None:
    menu = page.stations.filters.finding_menu()
    names = [action.text() for action in menu.actions() if action.text()]
    next(action for action in menu.actions() if action.text() == "K1").setChecked(True)
    menu.deleteLater()
    assert (names[:4], page.model.rows.tolist()) == (["does not add up", "to confirm", "for attention", "blank line"], [BROKEN])


# --- views and columns ----------------------------------------------------------------------------------------------------


def test_a_saved_view_brings_back_filter_order_and_columns(page: OverviewPage, qtbot: QtBot) -> None:
    page.stations.choose_columns(("number", "state", "line:invalid"))
    page.stations.show_sorted((("line:invalid", True),))
    page.stations.show_filtered(StationFilter(states=frozenset({Shown.SETTLED})))
    page.view_list.ask_name(None)
    type_text(page.view_list.name, "invalid first")
    QTest.keyClick(page.view_list.name, Qt.Key.Key_Return)
    page.stations.choose_columns(("number", "name"))
    page.stations.show_sorted(())
    page.stations.show_filtered(StationFilter())
    page.show_view(page.views.view(page.views.rowCount() - 1))
    assert page.stations.visible_ids() == ("number", "state", "line:invalid")
    assert (page.model.sort_by, page.model.wanted.states) == ((("line:invalid", True),), frozenset({Shown.SETTLED}))


def test_places_of_the_docks_are_remembered(page: OverviewPage, desk: Desk, qtbot: QtBot) -> None:
    page.docks["views"].hide()
    page.remember()
    again = OverviewPage(desk)
    qtbot.addWidget(again)
    again.resize(page.size())
    again.show()
    assert (again.docks["views"].isVisible(), again.docks["areas"].isVisible()) == (False, True)


# --- totals ---------------------------------------------------------------------------------------------------------------


def choice_rows(page: OverviewPage) -> list[list[str]]:
    """The table of choices as it is shown."""
    model = page.panel.choices.model()
    return [[str(model.index(row, column).data()) for column in range(5)] for row in range(model.rowCount())]


def test_totals_follow_the_area_the_station_and_the_basis(page: OverviewPage, qtbot: QtBot) -> None:
    page.tree.choose("area2")
    assert (page.panel.title(), page.docks["totals"].head.subtitle.words()) == ("Ridder", "10 of 10")
    page.tree.choose("")
    choose(page, 0)
    qtbot.waitUntil(lambda: page.panel.title() == "№ 2 · Школа № 1")
    assert choice_rows(page)[0] == ["8", "Candidate A", "345", "79.9%", "78.4%"]
    assert page.panel.mark() == "FINAL"
    page.tree.choose("area1")
    page.totals.show_area("area1")
    page.totals.show_basis("final")
    assert (page.docks["totals"].head.subtitle.words(), page.panel.mark()) == ("2 of 10", "PRELIMINARY")
    assert choice_rows(page)[0] == ["8", "Candidate A", "697", "79.8%", "78.4%"]


def test_totals_move_with_a_save(page: OverviewPage, desk: Desk, qtbot: QtBot) -> None:
    votes = int(choice_rows(page)[1][2].replace("\u202f", ""))
    region_of(desk).execute(FinishEntry(station="station22", values=good_values(720, 660)))
    qtbot.waitUntil(lambda: page.docks["totals"].head.subtitle.words() == "20 of 30")
    assert int(choice_rows(page)[1][2].replace("\u202f", "")) == votes + 64


def test_the_chart_shows_the_shares_of_the_table(page: OverviewPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.panel.chart.is_drawn)
    shares = [row[3] for row in choice_rows(page)]
    told = [part.split(": ")[1] for part in page.panel.chart.accessibleDescription().split("; ")]
    assert (told, page.panel.chart.accessibleName()) == (shares, "Chart: shares of the choices, of the valid votes")


def test_totals_are_copied_with_count_basis_and_mark(page: OverviewPage) -> None:
    page.panel.copy()
    lines = lines_of_clipboard()
    assert lines[0].split("\t") == ["№", "Choice", "Votes", "% valid", "% of voters"]
    assert lines[1].split("\t") == ["", "Region", "19 of 30 stations", "preliminary basis", "PRELIMINARY"]
    assert lines[2].split("\t")[:2] == ["8", "Candidate A"]


def test_a_contest_is_switched_where_there_are_two(tmp_path: Path, qtbot: QtBot, page: OverviewPage) -> None:
    alone = page.strip.contests.isVisible()
    desk = Desk()
    desk.take(two_contests(tmp_path))
    other = OverviewPage(desk)
    qtbot.addWidget(other)
    qtbot.addWidget(other.strip)
    other.strip.show()
    names = [other.strip.contests.itemText(at) for at in range(other.strip.contests.count())]
    before = other.docks["totals"].head.subtitle.words()
    other.strip.contests.setCurrentIndex(1)
    other.strip.contests.activated.emit(1)
    after = other.docks["totals"].head.subtitle.words()
    assert (alone, other.strip.contests.isVisible(), names) == (False, True, ["Lists", "District"])
    assert (before, after) == ("1 of 1", "0 of 1")
    desk.let_go()


# --- doing ----------------------------------------------------------------------------------------------------------------


def test_enter_opens_the_entry_of_the_station(page: OverviewPage, desk: Desk, qtbot: QtBot) -> None:
    wanted: list[int] = []
    desk.entry_wanted.connect(wanted.append)
    choose(page, 21)
    QTest.keyClick(page.stations.table, Qt.Key.Key_Return)
    assert wanted == [21]


def test_a_note_is_written_in_place_with_the_keyboard_alone(page: OverviewPage, desk: Desk, qtbot: QtBot) -> None:
    choose(page, 22)
    QTest.keyClick(page.stations.table, Qt.Key.Key_Asterisk)
    note = page.question.field("note")
    assert isinstance(note, QPlainTextEdit)
    type_text(note, "Keys are with the guard")
    QTest.keyClick(note, Qt.Key.Key_Return, CONTROL)
    assert region_of(desk).columns.register.stations[22].note == "Keys are with the guard"
    assert (page.question.isVisible(), page.stations.table.hasFocus()) == (False, True)


def test_a_reason_is_asked_for_and_escape_leaves_everything_as_it_was(page: OverviewPage, desk: Desk, qtbot: QtBot) -> None:
    choose(page, 0)
    page.actions_of_stations.trigger("reopen")
    assert (page.question.go.isEnabled(), page.question.go.toolTip()) == (False, "Fill in every field first.")
    QTest.keyClick(page.question.field("reason"), Qt.Key.Key_Escape)
    final = int(region_of(desk).columns.contests[desk.contest_record].state[0])
    choose(page, 0)
    page.actions_of_stations.trigger("reopen")
    reason = page.question.field("reason")
    assert isinstance(reason, QLineEdit)
    type_text(reason, "line 7 misread")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    contest = desk.contest
    assert contest is not None
    assert (final, int(contest.state[0]), page.question.isVisible()) == (6, 5, False)


@pytest.mark.parametrize(
    ("key", "row", "why"),
    [
        ("final", 0, "№ 2 is final already."),
        ("final", BROKEN, "№ 12а is not settled: only a settled protocol can become final."),
        ("final", OTHER_LIST, "№ 14 has findings that nobody has confirmed yet."),
        ("final", 2, ""),
        ("reopen", 2, "Only a final or annulled protocol can be opened again."),
        ("accept", 2, "Only an entry whose lines do not add up can be accepted as on paper."),
        ("accept", BROKEN, ""),
        ("withdraw", 0, "The protocol is final: reopen it first."),
        ("withdraw", 22, "Nothing has been entered for this station."),
        ("paper", 2, ""),
        ("annul", 2, ""),
        ("annul", 22, "There is no protocol to annul."),
    ],
)
def test_an_action_that_cannot_act_says_why(page: OverviewPage, key: str, row: int, why: str) -> None:
    assert page.actions_of_stations.refusal(key, [row]) == why


def test_the_menu_offers_what_can_be_done_and_says_why_the_rest_is_off(page: OverviewPage) -> None:
    choose(page, 2)
    menu = page.actions_of_stations.menu()
    actions: list[QAction] = [action for action in menu.actions() if not action.isSeparator()]
    off = {plain_title(action.text()).split("\t")[0]: action.toolTip() for action in actions if not action.isEnabled()}
    menu.deleteLater()
    assert off == {
        "Reopen…": "Only a final or annulled protocol can be opened again.",
        "Accept as on paper…": "Only an entry whose lines do not add up can be accepted as on paper.",
    }


def test_several_chosen_stations_are_printed_and_made_final_together(page: OverviewPage, desk: Desk) -> None:
    printed: list[list[int]] = []
    page.print_wanted.connect(printed.append)
    page.stations.show_filtered(StationFilter(text="риддер"))
    page.stations.table.selectAll()
    page.actions_of_stations.trigger("print")
    page.actions_of_stations.trigger("final")
    contest = desk.contest
    assert contest is not None
    assert (printed, contest.state[10:20].tolist()) == ([list(range(10, 20))], [6] * 10)


def test_chosen_rows_are_copied_with_heads(page: OverviewPage, qtbot: QtBot) -> None:
    choose(page, BROKEN)
    QTest.keyClick(page.stations.table, Qt.Key.Key_C, CONTROL)
    assert lines_of_clipboard() == [
        "№\tStation name\tDistrict\tList\tIssued\tTurnout %\tState\tFindings",
        "12а\tЛицей № 5\tGlubokoye\t540\t476\t88.1%\tfirst entry\tK1: 476 and 486",
    ]


def test_a_region_for_reading_only_offers_nothing_that_changes_it(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    small_region(tmp_path).close()
    from electdesk.services.person import Person

    desk = Desk()
    desk.take(Region(RegionFile.open(tmp_path / "small.electdesk", "Aigul", read_only=True), Person("Aigul")))
    page = OverviewPage(desk)
    qtbot.addWidget(page)
    qtbot.addWidget(page.strip)
    keys = [key for key in page.actions_of_stations.all if not page.actions_of_stations.refusal(key, [2])]
    assert keys == ["open", "history", "incidents", "print", "copy"]
    desk.let_go()


# --- languages, sizes, closing --------------------------------------------------------------------------------------------


def test_every_word_follows_the_language(page: OverviewPage, qapp: QApplication) -> None:
    use_language("kk")
    announce_language(qapp)
    heads = [page.model.headerData(column, Qt.Orientation.Horizontal) for column in range(page.model.columnCount())]
    assert heads == ["№", "Учаске", "Аудан", "Тізім", "Берілді", "Келу, %", "Күйі", "Ескертпелер"]
    assert page.docks["areas"].windowTitle() == "Аудандар"
    assert page.areas.data(page.areas.index(1, 0)) == "Глубокое"


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_at_200_percent_everything_is_drawn_and_no_head_is_cut(
    page: OverviewPage, qapp: QApplication, theme: str, qtbot: QtBot
) -> None:
    apply_theme(qapp, theme, 200)  # type: ignore[arg-type]
    QApplication.processEvents()
    assert not page.grab().isNull()
    head = page.stations.head
    assert head.width() >= head.minimumSizeHint().width()


def test_without_a_region_the_page_is_empty_and_stands(page: OverviewPage, desk: Desk) -> None:
    desk.let_go()
    assert (page.model.rowCount(), page.areas.rowCount(), page.views.rowCount()) == (0, 0, 0)
    page.stations.copy()
    page.find_station("12")
    assert not page.grab().isNull()


def test_enter_goes_through_the_panel_and_the_new_state_is_told_with_its_station(page: OverviewPage, desk: Desk) -> None:
    told: list[str] = []
    page.hinted.connect(told.append)
    choose(page, BROKEN)
    page.actions_of_stations.trigger("accept")
    reason, document = page.question.field("reason"), page.question.field("document")
    type_text(reason, "the paper says so")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is document
    type_text(document, "7")
    QTest.keyClick(document, Qt.Key.Key_Return)
    assert [text for text in told if text] == ["Station 12а now stands: settled, as the paper states."]
    page.actions_of_stations.trigger("annul")
    type_text(page.question.field("reason"), "court")
    type_text(page.question.field("document"), "8")
    QTest.keyClick(page.question.field("document"), Qt.Key.Key_Return)
    assert [text for text in told if text][-1] == "Station 12а now stands: annulled by decision."


# --- a region at its beginning --------------------------------------------------------------------------------------------


def bare_region(folder: Path) -> Region:
    """A region with a contest and without stations."""
    person = Person("Aigul", EVERY_ROLE)
    region = Region(RegionFile.create(folder / "bare.electdesk", first_commit("bare", "TEST", person), person.name), person)
    form = load_form_named("kz-president-2011")
    set_up_region(region, SetUp(region={"en": "Region"}, day="2011-04-03"), [("president", {"en": "Election"}, form)])
    return region


def test_a_region_without_stations_says_what_to_do_and_shows_no_sums(page: OverviewPage, desk: Desk, tmp_path: Path) -> None:
    asked: list[bool] = []
    page.import_wanted.connect(lambda: asked.append(True))
    desk.let_go()
    desk.take(bare_region(tmp_path))
    table = page.stations
    assert (table.nothing.isVisible(), table.empty.isVisible(), table.table.isVisible()) == (True, False, False)
    assert (page.panel.choices.isVisible(), page.panel.chart.isVisible(), page.docks["totals"].head.subtitle.words()) == (
        False,
        False,
        "",
    )
    QTest.mouseClick(table.import_button, Qt.MouseButton.LeftButton)
    assert asked == [True]
    unit = region_of(desk).unit("SetUpRegion")
    unit.put(Station(number="1", area=region_of(desk).columns.register.area_ids[0], voters=500), "station1")
    unit.commit()
    assert (table.nothing.isVisible(), table.table.isVisible(), page.panel.choices.isVisible()) == (False, True, True)
    # No station has a name: the column of names would be empty.
    assert table.visible_ids() == ("number", "district", "list", "issued", "turnout", "state", "findings")
    region_of(desk).execute(ChangeStation(station="station1", name={"en": "School"}))
    unit = region_of(desk).unit("SetUpRegion")
    unit.put(Station(number="2", area=region_of(desk).columns.register.area_ids[0], name={"en": "Hall"}, voters=500), "station2")
    unit.commit()
    assert table.visible_ids() == ("number", "name", "district", "list", "issued", "turnout", "state", "findings")


def test_a_narrow_dock_cuts_its_title_with_a_tip_and_leaves_the_count_out_first(page: OverviewPage, qtbot: QtBot) -> None:
    head = page.docks["areas"].head
    head.title.set_words("Districts and cities of the oblast")
    wide = head.title.sizeHint().width()
    head.setFixedWidth(wide + 30)
    qtbot.waitUntil(lambda: not head.subtitle.isVisible())
    assert (head.title.text(), head.title.toolTip()) == ("Districts and cities of the oblast", "")
    head.setFixedWidth(wide // 2)
    qtbot.waitUntil(lambda: head.title.text().endswith("…"))
    assert head.title.toolTip() == "Districts and cities of the oblast"


# --- explained findings ---------------------------------------------------------------------------------------------------


def test_a_finding_that_was_confirmed_is_told_by_a_tick_and_a_word(page: OverviewPage, desk: Desk) -> None:
    region, columns = region_of(desk), desk.contest
    assert columns is not None
    row = next(row for row in range(len(columns.register)) if columns.marks[row] & Mark.TO_CONFIRM)
    soft = [finding for finding in columns.findings(row) if finding.severity == "soft"]
    at = page.model.index(page.model.place(row), page.model.ids.index("findings"))
    delegate = page.stations.table.itemDelegate()
    assert isinstance(delegate, StationDelegate)
    before = delegate.cell(at)
    assert (before.pill, before.tone) == (None, "warn")
    reasons = {finding.code: "as on paper" for finding in soft}
    region.execute(ConfirmFindings(station=columns.register.ids[row], contest=columns.record, confirm=reasons))
    assert delegate.cell(at) == Cell(words=f"explained: {len(soft)}", tone="ok", icon="check", small=True)
    state = delegate.cell(page.model.index(page.model.place(row), page.model.ids.index("state"))).pill
    assert state is not None
    assert (state.word, state.icon) == ("settled", "approx")
