"""The station table as a model: what stands in it, what the filter finds, how it sorts, who sees which numbers."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from electdesk.i18n import use_language
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.cells import HIDDEN, readers
from electdesk.qtmodels.stations.column_list import station_columns, usual_ids
from electdesk.qtmodels.stations.filters import STOCK_VIEWS, StationFilter, filter_of
from electdesk.qtmodels.stations.folding import fold_many, fold_text, words_of
from electdesk.qtmodels.stations.standing import Shown
from electdesk.qtmodels.stations.station_data import BLANK_KEY, StationData
from electdesk.qtmodels.stations.table_model import StationTableModel
from electdesk.qtmodels.stations.view_list import ViewListModel
from electdesk.services.commands import AddStation, Annul, ChangeStation, CorrectEntry, FinishEntry, Reopen, WithdrawEntry
from electdesk.services.drafts import Draft, save_draft
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.settings import SavedView
from tests.regions import BROKEN, FULL, OTHER_LIST, good_values, small_region
from tests.turnout_day import tell, voting_day


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """A desk with the small region on it."""
    made = Desk()
    made.take(small_region(tmp_path))
    yield made
    made.let_go()


@pytest.fixture
def table(desk: Desk) -> StationTableModel:
    """The station table with its usual columns."""
    return StationTableModel(desk)


def region_of(desk: Desk) -> Region:
    """The open region."""
    assert desk.region is not None
    return desk.region


def row_words(table: StationTableModel, row: int) -> list[str]:
    """The cells of a station from left to right."""
    return [str(table.data(table.index(table.place(row), column)) or "") for column in range(table.columnCount())]


def numbers(table: StationTableModel) -> list[str]:
    """The numbers of the shown stations from top to bottom."""
    assert table.stations is not None
    return [table.stations.register.stations[row].number for row in table.rows.tolist()]


# --- cells ----------------------------------------------------------------------------------------------------------------


def test_a_station_reads_as_the_look_says(table: StationTableModel) -> None:
    use_language("ru")
    table.retranslate()
    assert row_words(table, 0) == ["2", "Школа № 1", "Глубоковский", "500", "440", "88,0\u00a0%", "итоговый", ""]
    assert row_words(table, BROKEN)[6:] == ["первый ввод", "K1: 476 и 486"]
    assert row_words(table, OTHER_LIST)[6] == "подтвердить"
    assert row_words(table, 29) == ["37", "Лицей № 30", "Жарминский", "790", "", "", "нет протокола", ""]


def test_blank_zero_and_no_number_are_three_things(desk: Desk, table: StationTableModel) -> None:
    values = good_values(700, 640) | {"5": "none", "3b": None}
    region_of(desk).execute(FinishEntry(station="station20", values=values))
    table.show_columns(("line:issued_by_certificate", "line:certificates_issued", "line:issued_outside"))
    assert row_words(table, 20) == ["0", "/", ""]
    assert table.data(table.index(20, 1), Qt.ItemDataRole.ToolTipRole) == "no number on paper"
    table.show_columns(("state", "findings"))
    assert row_words(table, 20) == ["first entry", "blank: 3b"]


def test_any_line_and_any_choice_can_be_a_column(table: StationTableModel) -> None:
    table.show_columns(("number", "choice:9", "line:invalid", "choice:77"))
    heads = [table.headerData(column, Qt.Orientation.Horizontal) for column in range(table.columnCount())]
    assert (heads, row_words(table, 0)) == (["№", "9. Candidate B", "7. invalid"], ["2", "43", "8"])


def test_an_annulled_station_shows_no_figures_that_could_be_taken_for_a_result(desk: Desk, table: StationTableModel) -> None:
    """Neither in a cell nor where the table is sorted; opened again, they are back."""
    region = region_of(desk)
    table.show_columns(("number", "issued", "turnout", "choice:9", "state"))
    before = row_words(table, 3)
    assert before[1:4] == ["467", "88.1%", "45"]
    region.execute(Annul(station="station03", reason="court", document="7"))
    assert row_words(table, 3) == [before[0], "", "", "", "annulled"]
    assert table.stations is not None
    keys = [table.stations.sort_key(column)[3] for column in ("issued", "choice:9")]
    assert (keys, bool(np.isnan(table.stations.sort_key("turnout")[3]))) == ([BLANK_KEY, BLANK_KEY], True)
    region.execute(Reopen(station="station03", reason="court"))
    assert row_words(table, 3) == before


def test_a_parked_entry_is_shown_with_its_reason(desk: Desk, table: StationTableModel, qtbot: QtBot) -> None:
    region = region_of(desk)
    draft = Draft(figures={}, form="", parked="line 5 is missing")
    save_draft(region, "station25", desk.contest_record, draft)
    with qtbot.waitSignal(table.counted):
        desk.drafts_changed.emit()
    assert row_words(table, 25)[6:] == ["parked", "line 5 is missing"]


# --- filter ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("№ 14", ["14"]),
        ("N14", ["14"]),
        ("12", ["12", "12а", "19"]),
        ("12а", ["12а"]),
        ("901", ["15"]),
        ("калалык", ["11", "15", "20", "25", "30", "35"]),
        ("КIТАПХАНА 3", ["11", "30", "35"]),
        ("березовка жарма", ["31", "36"]),
        ("предгорное ridder", ["19", "24"]),
        ("позвонить", ["37"]),
        ("nowhere", []),
        ("   ", [str(n) for n in (2, 10, 11, 12)] + ["12а"] + [str(n) for n in range(13, 38)]),
    ],
)
def test_every_typed_word_must_be_found_in_plain_letters(table: StationTableModel, typed: str, found: list[str]) -> None:
    table.show_filtered(StationFilter(text=typed))
    assert numbers(table) == found


@given(st.lists(st.text(alphabet="қәөұүғңһіёИiК№ N1\n\u00a0", max_size=8), max_size=6))
def test_many_texts_fold_as_one_does(texts: list[str]) -> None:
    folded = fold_many(texts)
    assert len(folded) == len(texts)
    for text, one in zip(texts, folded, strict=True):
        assert one == fold_many([text])[0]
        assert one == fold_text(text.replace("\n", " "))


def test_a_number_sign_apart_from_its_number_is_one_word() -> None:
    assert words_of(" № 114  Құлан N7") == ["n 114", "кулан", "n 7"]


def test_filters_hold_together_and_inside_one_any_value_is_enough(table: StationTableModel) -> None:
    table.show_filtered(StationFilter(states=frozenset({Shown.FIRST_ENTRY, Shown.TO_CONFIRM, Shown.AWAITED}), area="area1"))
    assert table.rows.tolist() == [BROKEN, OTHER_LIST]
    table.show_filtered(StationFilter(types=frozenset({"hospital"}), states=frozenset({Shown.AWAITED})))
    assert table.rows.tolist() == [20, 27]
    table.show_filtered(StationFilter(severities=frozenset({"hard", "info"})))
    assert table.rows.tolist() == [BROKEN, FULL]
    table.show_filtered(StationFilter(codes=frozenset({"P4"})))
    assert table.rows.tolist() == [FULL]
    table.show_filtered(StationFilter(noted=True))
    assert table.rows.tolist() == [29]


@given(
    st.builds(
        StationFilter,
        text=st.sampled_from(["", "школа", "1", "№ 12"]),
        states=st.frozensets(st.sampled_from(list(Shown)), max_size=3),
        types=st.frozensets(st.sampled_from(["ordinary", "hospital"]), max_size=2),
        severities=st.frozensets(st.sampled_from(["hard", "soft", "info"]), max_size=2),
        noted=st.booleans(),
        area=st.sampled_from(["", "area2"]),
    )
)
def test_a_saved_filter_comes_back_as_it_was(wanted: StationFilter) -> None:
    assert filter_of(wanted.kept()) == wanted


def test_single_rows_pass_the_filter_exactly_as_all_do(table: StationTableModel) -> None:
    assert table.stations is not None
    for wanted in (
        *(filter_of(stock.view.filters) for stock in STOCK_VIEWS),
        StationFilter(text="школа"),
        StationFilter(area="area2"),
        StationFilter(codes=frozenset({"K1", "V1"})),
    ):
        whole = table.stations.matches(wanted)
        single = [bool(table.stations.matches(wanted, np.array([row]))[0]) for row in range(table.total)]
        assert single == whole.tolist()


# --- sort -----------------------------------------------------------------------------------------------------------------


def test_numbers_sort_as_people_count_and_blanks_come_last_both_ways(table: StationTableModel) -> None:
    table.show_sorted((("number", True),))
    assert numbers(table)[-6:] == ["13", "12а", "12", "11", "10", "2"]
    for downwards in (False, True):
        table.show_sorted((("issued", downwards),))
        issued = [row_words(table, row)[4] for row in table.rows.tolist()]
        assert issued[20:] == [""] * 10
        counts = [int(text) for text in issued[:20]]
        assert counts == sorted(counts, reverse=downwards)


def test_equal_rows_keep_the_natural_order_and_a_second_column_decides(table: StationTableModel) -> None:
    table.show_sorted((("district", False),))
    assert table.rows.tolist() == list(range(20)) + list(range(20, 30))
    table.show_sorted((("type", True), ("list", True)))
    assert table.rows.tolist()[:5] == [27, 20, 13, 6, 29]


@given(
    st.lists(st.tuples(st.sampled_from(["name", "district", "turnout", "state", "findings", "changed"]), st.booleans()), max_size=3)
)
def test_sorting_loses_no_station(shared: StationTableModel, sort: list[tuple[str, bool]]) -> None:
    shared.show_sorted(tuple(sort))
    assert sorted(shared.rows.tolist()) == list(range(30))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StationTableModel]:
    """One table for many examples, since each only looks."""
    desk = Desk()
    desk.take(small_region(tmp_path_factory.mktemp("shared")))
    yield StationTableModel(desk)
    desk.let_go()


# --- keeping up -----------------------------------------------------------------------------------------------------------


def test_a_save_repaints_the_stations_that_changed_and_no_other(desk: Desk, table: StationTableModel) -> None:
    told: list[tuple[int, int]] = []
    resets: list[str] = []
    table.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    table.modelReset.connect(lambda: resets.append("reset"))
    change = region_of(desk).execute(FinishEntry(station="station22", values=good_values(720, 650)))
    assert (told, resets) == ([(row, row) for row in sorted(change.rows)], [])
    assert row_words(table, 22)[6] == "settled"


def test_a_station_leaves_the_filter_when_it_no_longer_fits_and_comes_back(desk: Desk, table: StationTableModel) -> None:
    table.show_filtered(StationFilter(states=frozenset({Shown.AWAITED})))
    before = len(table.rows)
    region_of(desk).execute(FinishEntry(station="station22", values=good_values(720, 650)))
    between = table.place(22)
    region_of(desk).execute(WithdrawEntry(station="station22", reason="wrong station"))
    assert (before, between, len(table.rows), table.place(22)) == (10, -1, 10, 2)


def test_a_new_station_is_read_with_everything_else(desk: Desk, table: StationTableModel) -> None:
    region_of(desk).execute(AddStation(number="5", area="area3", name={"ru": "Вокзал"}))
    assert (numbers(table)[:3], table.total) == (["2", "5", "10"], 31)


def test_a_note_can_be_found_at_once(desk: Desk, table: StationTableModel) -> None:
    table.show_filtered(StationFilter(text="ключи"))
    region_of(desk).execute(ChangeStation(station="station12", note="Ключи у завхоза"))
    assert table.rows.tolist() == [12]


def test_typed_numbers_jump_to_the_exact_one_first(table: StationTableModel) -> None:
    assert [table.typed_place(typed) for typed in ("2", "12", "12а", "3", "003", "99")] == [0, 3, 4, 22, 22, -1]


# --- who may see ----------------------------------------------------------------------------------------------------------


def test_numbers_of_an_unsettled_tally_are_hidden_from_another_clerk(tmp_path: Path, qtbot: QtBot) -> None:
    region = small_region(tmp_path, role="clerk")
    region.person = Person("Another", ("clerk",))
    desk = Desk()
    desk.take(region)
    table = StationTableModel(desk)
    table.show_columns(("number", "list", "issued", "turnout", "state", "findings", "line:issued", "choice:8"))
    hidden = ["12а", "540", HIDDEN, HIDDEN, "first entry", "", HIDDEN, HIDDEN]
    assert (row_words(table, BROKEN), row_words(table, 2)[2]) == (hidden, "458")
    table.show_sorted((("issued", True),))
    assert table.rows.tolist().index(BROKEN) == 19
    table.show_filtered(StationFilter(severities=frozenset({"hard"})))
    assert table.rows.tolist() == []
    desk.let_go()


# --- views ----------------------------------------------------------------------------------------------------------------


def test_views_count_live(desk: Desk, table: StationTableModel, qtbot: QtBot) -> None:
    views = ViewListModel(desk, table)
    before = [views.count(at) for at in range(views.rowCount())]
    values = good_values(540, 476)
    with qtbot.waitSignal(views.dataChanged):
        region_of(desk).execute(CorrectEntry(station=f"station{BROKEN:02}", values=values, reason="line 8 read again"))
    after = [views.count(at) for at in range(views.rowCount())]
    assert (before, after) == ([10, 1, 0, 0, 3, 16, 1], [10, 0, 0, 0, 2, 17, 1])


def test_own_views_are_kept_for_the_form_renamed_and_deleted(desk: Desk, table: StationTableModel) -> None:
    views = ViewListModel(desk, table)
    at = views.add(SavedView("Schools", filters={"text": "школа"}))
    assert (views.name(at), views.count(at), views.is_own(at)) == ("Schools", 6, True)
    views.rename(at, "All schools")
    again = ViewListModel(desk, table)
    assert again.name(at) == "All schools"
    again.remove(at)
    assert (again.rowCount(), ViewListModel(desk, table).rowCount()) == (len(STOCK_VIEWS), len(STOCK_VIEWS))


def test_the_days_reports_stand_in_the_table_until_protocols_say_more(tmp_path: Path) -> None:
    region = voting_day(tmp_path)
    (columns,) = region.columns.contests.values()
    assert "reported" not in usual_ids(station_columns(columns), named=True)
    tell(region, "station00", at_10=100)
    known = station_columns(columns)
    assert usual_ids(known, named=True) == (
        *("number", "name", "district", "list", "issued", "turnout", "reported", "state", "findings"),
    )
    data = StationData(region, columns)
    assert [readers(data, ("reported",))[0](row) for row in (0, 1)] == ["20.0% · 10:00", ""]
    assert data.sorted_rows(np.arange(30), (("reported", True),)).tolist()[0] == 0
    for row in range(15):
        region.execute(FinishEntry(station=f"station{row:02}", values=good_values(500 + 10 * row, 400)))
    assert "reported" not in usual_ids(station_columns(columns), named=True)
    region.close()
