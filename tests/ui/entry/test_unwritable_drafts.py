"""A disk that takes no draft: what was typed stays where it was typed, and what was finished stays finished."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from electdesk.domain.errors import ClerkError
from electdesk.domain.records import Station
from electdesk.domain.states import State
from electdesk.qtmodels.entry import EntryMode, kept_drafts
from tests.ui.entry.conftest import CONTROL, Clerk, Key
from tests.ui.entry.region import GOOD, row_of

AS_TYPED = [int(figure) for figure in GOOD]


class FullDisk:
    """Refuses drafts while it is on, as a store on a full disk does."""

    def __init__(self, clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_on = True
        store = clerk.region.store
        for name in ("save_draft", "drop_draft"):
            monkeypatch.setattr(store, name, self._refusing(getattr(store, name)))

    def _refusing(self, real: Callable[..., object]) -> Callable[..., object]:
        def write(*given: object) -> object:
            if self.is_on:
                raise ClerkError("disk_full", file="evening.electdesk")
            return real(*given)

        return write


def typed(clerk: Clerk) -> list[int]:
    """What stands in the form, [] where none is open."""
    model = clerk.page.work.model
    return list(model.figures) if model is not None else []


def first_line(clerk: Clerk) -> str:
    """The id of the paper's first line."""
    columns = clerk.desk.contest
    assert columns is not None
    return columns.form.lines[0].id


def add_first_station(clerk: Clerk) -> None:
    """A station that comes before all others: every row is another now."""
    unit = clerk.region.unit("AddStation")
    unit.put(Station(number="1", area="near"))
    unit.commit()


def place(clerk: Clerk) -> int | None:
    """The station that is open (row)."""
    return clerk.page.work.row


def test_another_station_waits_until_the_figures_are_on_the_disk(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.open()
    clerk.digits("871")
    disk = FullDisk(clerk, monkeypatch)
    clerk.enter()
    clerk.digits("880")
    clerk.open("s115")
    assert (place(clerk), typed(clerk)[:2]) == (row_of(clerk.region, "s114"), [871, 880])
    assert clerk.page.left.currentWidget() is clerk.page.paper
    assert clerk.page.banner_text("error").count(". ") == 2
    clerk.key(Key.Key_Escape)
    assert (place(clerk), typed(clerk)[:2]) == (row_of(clerk.region, "s114"), [871, 880])
    assert clerk.page.left.currentWidget() is clerk.page.paper
    disk.is_on = False
    clerk.open("s115")
    assert (place(clerk), len(kept_drafts(clerk.region))) == (row_of(clerk.region, "s115"), 1)
    assert kept_drafts(clerk.region)[0].draft.figures[first_line(clerk)] == 871


def test_figures_stay_when_the_register_changes_under_them(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.open()
    clerk.digits("871")
    disk = FullDisk(clerk, monkeypatch)
    clerk.enter()
    clerk.digits("880")
    add_first_station(clerk)
    assert (place(clerk), typed(clerk)[:2]) == (row_of(clerk.region, "s114"), [871, 880])
    disk.is_on = False
    assert clerk.page.work.save()
    assert [(kept.row, kept.draft.figures[first_line(clerk)]) for kept in kept_drafts(clerk.region)] == [
        (row_of(clerk.region, "s114"), 871)
    ]


def test_a_draft_that_cannot_be_removed_keeps_no_finished_form_open(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.open()
    clerk.protocol()
    assert clerk.page.work.save()
    disk = FullDisk(clerk, monkeypatch)
    clerk.plus()
    assert (clerk.figures(), clerk.page.banner_text("finished"), clerk.page.work.mode) == (
        AS_TYPED,
        "Station 114 is finished.",
        EntryMode.NOTHING,
    )
    clerk.plus()
    assert clerk.page.banner_text("error") == ""
    clerk.open()
    assert (clerk.page.work.mode, typed(clerk), clerk.page.work.stale_draft) == (EntryMode.VIEWING, AS_TYPED, False)
    disk.is_on = False
    clerk.open("s115")
    clerk.digits("5")
    assert clerk.page.work.save()
    assert [kept.row for kept in kept_drafts(clerk.region)] == [row_of(clerk.region, "s115")]


def test_a_corrected_entry_does_not_come_back_as_a_correction(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.open()
    clerk.protocol()
    clerk.plus()
    clerk.open()
    clerk.page.work.start_correction("misread")
    clerk.digits("872")
    clerk.enter()
    assert clerk.page.work.save()
    FullDisk(clerk, monkeypatch)
    clerk.page.finish()
    clerk.page.finish()
    assert clerk.figures()[0] == 872
    clerk.open()
    assert (clerk.page.work.mode, typed(clerk)[0]) == (EntryMode.VIEWING, 872)


def test_a_finish_taken_back_stands_in_the_form_though_its_draft_cannot_be_written(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk.open()
    clerk.protocol()
    clerk.plus()
    disk = FullDisk(clerk, monkeypatch)
    clerk.key(Key.Key_Z, held=CONTROL)
    assert (clerk.state(), typed(clerk)) == (State.AWAITED, AS_TYPED)
    assert clerk.page.banner_text("error").count(". ") == 2
    disk.is_on = False
    clerk.plus()
    assert (clerk.figures(), kept_drafts(clerk.region)) == (AS_TYPED, [])


def test_a_correction_is_not_thrown_away_while_its_draft_stays(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk.open()
    clerk.protocol()
    clerk.plus()
    clerk.open()
    clerk.page.work.start_correction("misread")
    clerk.digits("872")
    clerk.enter()
    QApplication.processEvents()
    FullDisk(clerk, monkeypatch)
    clerk.page.work.discard()
    assert (clerk.page.work.mode, typed(clerk)[0]) == (EntryMode.CORRECTING, 872)
    assert clerk.page.banner_text("error").count(". ") == 2


def test_a_finish_is_taken_back_where_it_was_after_stations_were_added(clerk: Clerk) -> None:
    clerk.open()
    clerk.protocol()
    clerk.plus()
    add_first_station(clerk)
    clerk.page.undo_finish()
    assert (place(clerk), typed(clerk), clerk.state()) == (row_of(clerk.region, "s114"), AS_TYPED, State.AWAITED)
