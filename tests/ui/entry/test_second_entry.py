"""Typing the second entry: nothing of the first is seen, what differs is typed once more, and what still differs waits for a supervisor."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from electdesk.domain.states import State
from electdesk.i18n import use_language
from electdesk.qtmodels.entry import EntryMode
from electdesk.services.commands import FinishEntry, ReturnEntry
from electdesk.services.person import Person
from electdesk.services.region import Region
from tests.services.double_entry import AIGUL, BOLAT, SAULE, as_person, double_region, protocol
from tests.ui.entry.conftest import Clerk, Key

PAPER = protocol()


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """Station 1 has Aigul's first entry; Bolat works now."""
    use_language("en")
    made = double_region(tmp_path, stations=3)
    as_person(made, AIGUL, FinishEntry(station="1", values=PAPER))
    made.person = BOLAT
    return made


def type_protocol(clerk: Clerk, row: int, values: Mapping[str, object]) -> None:
    clerk.page.open_station(row)
    model = clerk.page.work.model
    assert model is not None
    for number in model.sheet.numbers:
        figure = values.get(number)
        if figure is None:
            clerk.digits("/")
        else:
            clerk.digits(str(figure))
        clerk.enter()
    clerk.key(0x2B, "+")
    for _ in range(2):
        if clerk.page.work.model is not None and clerk.page.work.mode is EntryMode.TYPING and clerk.page.work.row == row:
            clerk.key(0x2B, "+")


def seen(widget: QWidget) -> str:
    labels: list[QLabel] = list(widget.findChildren(QLabel))
    fields: list[QLineEdit] = list(widget.findChildren(QLineEdit))
    texts = [label.text() for label in labels] + [field.text() for field in fields] + [field.toolTip() for field in fields]
    return " | ".join(texts).replace("\u202f", "").replace("\u00a0", "")


def state(region: Region, row: int) -> State:
    (columns,) = region.columns.contests.values()
    return State(int(columns.state[row]))


def test_the_second_clerk_starts_blank_and_is_told_so(region: Region, make_clerk: Callable[[Region], Clerk]) -> None:
    clerk = make_clerk(region)
    clerk.page.open_station(0)
    model = clerk.page.work.model
    assert model is not None
    assert (clerk.page.work.mode, model.entered()) == (EntryMode.TYPING, 0)
    assert "Second entry" in clerk.page.banner_text("notice")
    assert str(PAPER["1"]) not in seen(clerk.page)


def test_equal_entries_settle_at_once(region: Region, make_clerk: Callable[[Region], Clerk]) -> None:
    clerk = make_clerk(region)
    type_protocol(clerk, 0, PAPER)
    assert state(region, 0) == State.SETTLED
    assert clerk.page.banner_text("finished") == "Station 1 is settled: two entries say the same."


def test_lines_that_differ_are_blank_and_typed_once_more(region: Region, make_clerk: Callable[[Region], Clerk]) -> None:
    clerk = make_clerk(region)
    swapped = {**PAPER, "8": PAPER["9"], "9": PAPER["8"]}
    type_protocol(clerk, 0, swapped)
    work = clerk.page.work
    model = work.model
    assert model is not None
    open_lines = [number for slot, number in enumerate(model.sheet.numbers) if slot not in model.locked]
    assert (state(region, 0), work.mode, open_lines) == (State.DIFFERENCE, EntryMode.RETYPING, ["8", "9"])
    assert "differ in: 8, 9" in clerk.page.banner_text("notice")
    clerk.digits(str(PAPER["8"]))
    clerk.enter()
    clerk.digits(str(PAPER["9"]))
    clerk.enter()
    clerk.key(0x2B, "+")
    assert state(region, 0) == State.SETTLED


def test_what_still_differs_waits_for_a_supervisor(region: Region, make_clerk: Callable[[Region], Clerk]) -> None:
    clerk = make_clerk(region)
    swapped = {**PAPER, "8": PAPER["9"], "9": PAPER["8"]}
    type_protocol(clerk, 0, swapped)
    for line in ("8", "9"):
        clerk.digits(str(swapped[line]))
        clerk.enter()
    clerk.key(0x2B, "+")
    assert state(region, 0) == State.DIFFERENCE
    assert "a supervisor settles" in clerk.page.banner_text("finished")
    clerk.page.open_station(0)
    assert clerk.page.work.mode is EntryMode.HIDDEN


def test_a_returned_entry_comes_back_as_a_draft_with_the_reason(region: Region, make_clerk: Callable[[Region], Clerk]) -> None:
    swapped = {**PAPER, "8": PAPER["9"], "9": PAPER["8"]}
    as_person(region, BOLAT, FinishEntry(station="1", values=swapped))
    as_person(region, SAULE, ReturnEntry(station="1", author="bolat", reason="another protocol"))
    region.person = BOLAT
    clerk = make_clerk(region)
    clerk.page.open_station(0)
    model = clerk.page.work.model
    assert model is not None
    assert "gave this entry back to you: another protocol" in clerk.page.banner_text("notice")
    assert [model.sheet.numbers[slot] for slot in model.missing()] == ["8", "9"]


def test_after_a_first_entry_the_next_station_is_one_that_waits_for_this_person(
    region: Region, make_clerk: Callable[[Region], Clerk]
) -> None:
    clerk = make_clerk(region)
    type_protocol(clerk, 1, protocol(430))
    assert clerk.page.banner_text("finished") == "The first entry of station 2 is finished; somebody else types the second."
    assert clerk.page.asked.proposed == 2
    type_protocol(clerk, 2, protocol(420))
    assert clerk.page.asked.proposed == 0, "Aigul's station waits for a second entry"


def test_whoever_typed_the_first_entry_sees_it_and_types_no_second(region: Region, make_clerk: Callable[[Region], Clerk]) -> None:
    region.person = Person("aigul", ("clerk",))
    clerk = make_clerk(region)
    clerk.page.open_station(0)
    assert clerk.page.work.mode is EntryMode.VIEWING


def test_a_doubtful_finished_entry_is_explained_by_f2_where_it_is_read(
    region: Region, make_clerk: Callable[[Region], Clerk]
) -> None:
    as_person(region, BOLAT, FinishEntry(station="2", values=PAPER))
    clerk = make_clerk(region)
    clerk.page.open_station(1)
    assert clerk.page.work.mode is EntryMode.VIEWING
    model = clerk.page.work.model
    assert model is not None
    assert [finding.code for finding in model.open_soft()] == ["P1"]
    clerk.key(Key.Key_F2)
    edit = QApplication.focusWidget()
    assert edit is not None
    QTest.keyClicks(edit, "compared with the paper")
    clerk.enter()
    (columns,) = region.columns.contests.values()
    assert list(columns.confirmations(1).values()) == ["compared with the paper"]
    model = clerk.page.work.model
    assert model is not None
    assert model.open_soft() == []
