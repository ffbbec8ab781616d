"""The page of differences at a real window: the paper is typed first, then both entries are seen, and both are kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from electdesk.domain.states import State
from electdesk.i18n import use_language
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import FinishEntry
from electdesk.ui.differences import DifferencesPage
from electdesk.ui.look import apply_theme
from electdesk.ui.parts import NumberField
from tests.services.double_entry import AIGUL, BOLAT, SAULE, as_person, double_region, protocol

Key = Qt.Key
PAPER = protocol()
SWAPPED = {**PAPER, "8": PAPER["9"], "9": PAPER["8"]}
EIGHT, NINE = str(SWAPPED["8"]), str(SWAPPED["9"])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Station 1 differs in the votes of two candidates, station 2 in one line; Saule has typed neither."""
    region = double_region(tmp_path)
    as_person(region, AIGUL, FinishEntry(station="1", values=protocol()))
    as_person(region, BOLAT, FinishEntry(station="1", values=SWAPPED))
    as_person(region, AIGUL, FinishEntry(station="2", values=protocol()))
    as_person(region, BOLAT, FinishEntry(station="2", values={**protocol(), "1": 501}))
    region.person = SAULE
    made = Desk()
    made.take(region)
    yield made
    made.let_go()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, qapp: QApplication) -> DifferencesPage:
    use_language("en")
    apply_theme(qapp, "light", 100)
    made = DifferencesPage(desk)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def state(desk: Desk, row: int) -> State:
    assert desk.contest is not None
    return State(int(desk.contest.state[row]))


def shown(widget: QWidget) -> str:
    """Every text that is seen on the page, numbers without their spaces."""
    labels: list[QLabel] = list(widget.findChildren(QLabel))
    tables: list[QTableView] = list(widget.findChildren(QTableView))
    found = [label.text() for label in labels if label.isVisibleTo(widget)]
    for table in tables:
        model = table.model()
        found += [str(model.index(row, column).data()) for row in range(model.rowCount()) for column in range(model.columnCount())]
    return " | ".join(found).replace("\u202f", "").replace("\u00a0", "")


def type_figure(page: DifferencesPage, slot: int, figure: str, key: Qt.Key = Key.Key_Return) -> None:
    field = page.fields.fields[slot]
    field.setFocus()
    assert isinstance(field, NumberField)
    field.selectAll()
    QTest.keyClicks(field, figure)
    QTest.keyClick(field, key)


def test_the_list_tells_which_stations_differ_and_in_how_many_lines(page: DifferencesPage) -> None:
    model = page.waiting_model
    rows = [[model.item(row, column).text() for column in (0, 1, 2)] for row in range(model.rowCount())]
    assert sorted(rows) == [["1", "School", "2"], ["2", "School", "1"]]


def test_neither_entry_is_seen_before_the_paper_is_typed(page: DifferencesPage) -> None:
    page.open_station(0)
    said = shown(page)
    assert EIGHT not in said
    assert said.count("hidden") == 4
    first = min(page.fields.fields)
    QTest.keyClicks(page.fields.fields[first], EIGHT[:2])
    assert EIGHT not in shown(page), "half a number opens nothing"
    type_figure(page, first, EIGHT)
    assert shown(page).count("hidden") == 2
    assert "second entry" in page.fields._pills[first].accessibleName()


def test_typing_every_line_and_plus_settles_and_goes_to_the_next(page: DifferencesPage, desk: Desk) -> None:
    page.open_station(0)
    first, second = sorted(page.fields.fields)
    type_figure(page, first, EIGHT)
    type_figure(page, second, NINE, Key.Key_Plus)
    assert (state(desk, 0), state(desk, 1)) == (State.SETTLED, State.DIFFERENCE)
    assert page.settling.open_one is not None
    assert page.settling.open_one.row == 1
    assert [page.done_model.item(0, column).text() for column in (0, 1, 2)] == ["1", "second entry", "2"]


def test_a_line_that_is_not_typed_keeps_the_difference_open(page: DifferencesPage, desk: Desk) -> None:
    page.open_station(0)
    first, second = sorted(page.fields.fields)
    type_figure(page, first, EIGHT, Key.Key_Plus)
    assert state(desk, 0) == State.DIFFERENCE
    assert page.fields.fields[second].hasFocus()


def test_a_figure_changed_after_both_were_seen_asks_for_a_reason(page: DifferencesPage, desk: Desk) -> None:
    page.open_station(1)
    (slot,) = page.fields.fields
    type_figure(page, slot, "501")
    type_figure(page, slot, "502", Key.Key_Plus)
    assert state(desk, 1) == State.DIFFERENCE
    edit = QApplication.focusWidget()
    assert edit is not None
    QTest.keyClicks(edit, "misread")
    QTest.keyClick(edit, Key.Key_Return)
    assert state(desk, 1) in (State.SETTLED, State.SECOND_ENTRY)
    region = desk.region
    assert region is not None
    assert region.store.commits()[-1].commit.reason == "misread"
    assert page.done_model.item(0, 1).text() == "neither entry"


def test_an_entry_goes_back_to_its_clerk_with_the_differing_lines_empty(page: DifferencesPage, desk: Desk) -> None:
    from electdesk.services.drafts import saved_drafts

    page.open_station(1)
    page.give_back.click()
    edit = QApplication.focusWidget()
    assert edit is not None
    QTest.keyClicks(edit, "another protocol")
    QTest.keyClick(edit, Key.Key_Return)
    region = desk.region
    assert region is not None
    (draft,) = saved_drafts(region)
    assert (state(desk, 1), draft.draft.returned) == (State.FIRST_ENTRY, "another protocol")


def test_who_typed_one_of_them_may_look_at_neither_and_settle_nothing(page: DifferencesPage, desk: Desk) -> None:
    region = desk.region
    assert region is not None
    region.person = AIGUL
    page.settling.forget()
    page.settling.read()
    assert page.settling.waiting == []


def test_whoever_comes_to_the_page_types_at_once_and_hears_that_an_entry_went_back(page: DifferencesPage) -> None:
    field = page.fields.first()
    assert field is not None
    assert page.focusProxy() is field
    page.give_back.setFocus()
    QTest.keyClick(page.give_back, Key.Key_Return)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    QTest.keyClicks(box, "see the photo")
    QTest.keyClick(box, Key.Key_Return)
    assert page.banners.text("settled") == "The entry of station 1 went back to aigul."
