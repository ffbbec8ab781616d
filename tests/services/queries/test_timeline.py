"""A station's history as people read it, and two of its states side by side."""

from pathlib import Path

import pytest

from electdesk.services.commands import AcceptPaper, CorrectEntry, FinishEntry, HandOutCopy
from electdesk.services.person import Person
from electdesk.services.queries.history import station_history
from electdesk.services.queries.timeline import correction_sheet, newest_correction, side_by_side, timeline
from electdesk.services.region import Region
from tests.regions import good_values, small_region
from tests.services.test_reception import StandingClock


@pytest.fixture
def region(tmp_path: Path) -> Region:
    made = small_region(tmp_path, entered=0)
    made.clock = StandingClock()
    return made


def only(region: Region) -> str:
    return next(iter(region.columns.contests))


def corrected(region: Region) -> None:
    region.execute(AcceptPaper(station="station00", at="2011-04-03T18:05:00Z"))
    region.execute(FinishEntry(station="station00", values=good_values(500, 440)))
    region.execute(AcceptPaper(station="station00", kind="corrected", document="14", reason="two were added"))
    region.execute(FinishEntry(station="station00", values={**good_values(500, 442)}))
    region.execute(HandOutCopy(station="station00", to="Observers", at="2011-04-03T18:20:00Z"))


def test_the_timeline_tells_of_desk_typing_and_copies_in_their_order(region: Region) -> None:
    corrected(region)
    events = timeline(region, region.columns.contests[only(region)], 0)
    assert [(event.command, event.kind, event.detail, event.document, event.reason) for event in events] == [
        ("SetUpRegion", "station", "", "", ""),
        ("AcceptPaper", "paper", "", "", ""),
        ("AcceptPaper", "arrival", "1", "", ""),
        ("FinishEntry", "entry", "", "", ""),
        ("AcceptPaper", "paper", "", "14", "two were added"),
        ("AcceptPaper", "arrival", "2", "", ""),
        ("FinishEntry", "entry", "", "", ""),
        ("HandOutCopy", "handout", "Observers", "", ""),
    ]
    assert [f"{event.when:%H:%M}" for event in events[2:]] == ["23:05", "23:30", "23:30", "23:30", "23:30", "23:20"]


def test_two_states_side_by_side_mark_the_lines_that_differ(region: Region) -> None:
    corrected(region)
    columns = region.columns.contests[only(region)]
    pair = newest_correction(station_history(region, columns, 0))
    assert pair is not None
    lines = side_by_side(columns, 0, *pair)
    # 2 more ballots issued, 2 fewer not used, 2 more found; of 442 there are 8 invalid, 347 and 43 for the first two, 44 for the third.
    assert [(line.number, line.old, line.new) for line in lines if line.differs] == [
        ("3", 440, 442),
        ("4", 60, 58),
        ("6", 440, 442),
        ("8", 345, 347),
    ]
    assert len(lines) == len(columns.columns)


def test_the_correction_sheet_names_the_document_the_reason_and_both_people(region: Region) -> None:
    corrected(region)
    columns = region.columns.contests[only(region)]
    pair = newest_correction(station_history(region, columns, 0))
    assert pair is not None
    sheet = correction_sheet(region, columns, 0, *pair)
    assert (sheet.document, sheet.reason, sheet.old_by, sheet.new_by, sheet.command) == (
        "14",
        "two were added",
        "Aigul",
        "Aigul",
        "FinishEntry",
    )


def test_a_correction_of_a_slip_is_told_with_its_reason(region: Region) -> None:
    region.execute(FinishEntry(station="station00", values=good_values(500, 440)))
    region.execute(CorrectEntry(station="station00", values=good_values(500, 441), reason="misread"))
    columns = region.columns.contests[only(region)]
    assert timeline(region, columns, 0)[-1].changed == 4
    pair = newest_correction(station_history(region, columns, 0))
    assert pair is not None
    assert correction_sheet(region, columns, 0, *pair).reason == "misread"


def test_nothing_was_corrected_where_one_entry_stands(region: Region) -> None:
    region.execute(FinishEntry(station="station00", values=good_values(500, 440)))
    assert newest_correction(station_history(region, region.columns.contests[only(region)], 0)) is None


def test_figures_that_a_person_may_not_see_are_told_as_hidden(region: Region) -> None:
    broken = {**good_values(500, 440), "8": 1}
    region.execute(FinishEntry(station="station00", values=broken))
    region.person = Person("Dana", ("clerk",))
    events = timeline(region, region.columns.contests[only(region)], 0)
    assert [(event.kind, event.hidden, event.step) for event in events] == [("station", False, None), ("entry", True, None)]
