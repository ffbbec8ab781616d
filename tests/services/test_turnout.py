"""The phone desk: reports are saved as told, marked where they cannot be right, corrected with a reason, and counted with what they hold."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from electdesk.columns import RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.records import EarlierTurnout
from electdesk.services.commands import (
    AddStation,
    ChangeSetUp,
    ChangeStation,
    CloseStation,
    Command,
    ConfirmTurnout,
    CorrectTurnout,
    CountVoters,
    FinishEntry,
    KeepEarlierTurnout,
    OpenStation,
    ReportTurnout,
    Undo,
    WithdrawReport,
    WithdrawStation,
)
from electdesk.services.queries.findings import station_findings
from electdesk.services.queries.timeline import timeline
from electdesk.services.queries.totals import Ratio
from electdesk.services.queries.turnout import (
    SlotTotal,
    area_turnout,
    district_turnout,
    earlier_turnout,
    findings_at,
    findings_of_area,
    finished_early,
    missing_reports,
    newest_total,
    next_missing,
    present_slot,
    questions,
    stations_reporting,
    told_at,
)
from electdesk.services.region import Region
from tests.regions import good_values
from tests.turnout_day import NOON, SLOTS, tell, voting_day


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = voting_day(tmp_path)
    yield made
    made.close()


def codes(region: Region, row: int) -> list[tuple[str, str]]:
    return [(each.slot, each.finding.code) for each in findings_at(region, row)]


def refusal(region: Region, command: Command) -> tuple[str, int]:
    """The code of a refusal, and how many commits the file has afterwards."""
    try:
        region.execute(command)
    except ClerkError as error:
        return error.code, region.store.counts[0]
    return "", region.store.counts[0]


def test_totals_hold_the_stations_that_reported_and_say_how_many(region: Region) -> None:
    tell(region, "station00", at_10=100, at_12=200)
    tell(region, "station01", at_10=51)
    assert area_turnout(region).slots == (
        SlotTotal("10:00", 30, 2, 151, Ratio(151, 500 + 510), 2, 0),
        SlotTotal("12:00", 30, 1, 200, Ratio(200, 500), 1, 0),
        SlotTotal("14:00", 30, 0, 0, Ratio(0, 0), 0, 0),
    )
    assert [(unit.record, unit.slots[0].reported, unit.slots[0].stations) for unit in district_turnout(region)] == [
        (area, told, 10) for area, told in zip(region.columns.register.area_ids[1:], (2, 0, 0), strict=True)
    ]
    assert stations_reporting(region) == (2, 30)
    assert newest_total(region) == SlotTotal("12:00", 30, 1, 200, Ratio(200, 500), 1, 0)


def test_a_report_says_who_told_it_when_and_who_wrote_it_down(region: Region) -> None:
    region.execute(ReportTurnout(station="2", slot="10", issued=71, caller="chair", at="2011-04-03T05:02:00Z"))
    told = told_at(region, 0, "10:00")
    assert told is not None
    assert (told.figure, told.caller, told.by) == (71, "chair", "Aigul")
    assert told.at == dt.datetime(2011, 4, 3, 5, 2, tzinfo=dt.UTC)
    region.execute(ReportTurnout(station="2", slot="12.00", issued=90))
    noon = told_at(region, 0, "12:00")
    assert noon is not None
    assert noon.at == NOON
    assert told_at(region, 0, "14:00") is None


def test_a_count_below_an_earlier_one_is_kept_counts_nowhere_and_the_misheard_one_is_corrected(region: Region) -> None:
    tell(region, "station00", at_10=240, at_12=231)
    assert codes(region, 0) == [("12:00", "T1")]
    assert area_turnout(region).slots[1] == SlotTotal("12:00", 30, 0, 0, Ratio(0, 0), 1, 0)
    finding = findings_at(region, 0)[0].finding
    assert (finding.left, finding.right, finding.other) == (231, 240, "10:00")
    region.execute(CorrectTurnout(station="station00", slot="10:00", issued=130, reason="misheard"))
    assert codes(region, 0) == []
    assert area_turnout(region).slots[:2] == (
        SlotTotal("10:00", 30, 1, 130, Ratio(130, 500), 1, 0),
        SlotTotal("12:00", 30, 1, 231, Ratio(231, 500), 1, 0),
    )


def test_a_slot_filled_late_is_held_against_those_behind_it(region: Region) -> None:
    tell(region, "station00", at_12=200)
    tell(region, "station00", at_10=250)
    assert codes(region, 0) == [("12:00", "T1")]


def test_a_count_above_the_list_is_hard_until_the_voters_that_were_added_are_written_down(region: Region) -> None:
    tell(region, "station00", at_10=450, at_12=503)
    assert codes(region, 0) == [("10:00", "T4"), ("12:00", "T2")]
    region.execute(CountVoters(station="station00", opening=500, added=5))
    assert codes(region, 0) == [("10:00", "T4")]
    assert area_turnout(region).slots[1].share == Ratio(503, 505)
    region.execute(CountVoters(station="station00", closing=504))
    assert [(each.finding.code, each.finding.left, each.finding.right) for each in findings_at(region, 0)][1:] == [
        ("T11", 504, 505)
    ]


def test_percentages_fall_without_a_finding_when_the_list_grows(region: Region) -> None:
    tell(region, "station00", at_10=200, at_12=202)
    region.execute(CountVoters(station="station00", added=100))
    assert codes(region, 0) == []
    assert area_turnout(region).slots[1].share == Ratio(202, 600)


def test_zero_for_hours_and_the_same_number_again_are_asked_about(region: Region) -> None:
    tell(region, "station00", at_10=0, at_12=0, at_14=90)
    tell(region, "station01", at_10=80, at_12=80)
    assert codes(region, 0) == [("10:00", "T5"), ("12:00", "T5")]
    assert codes(region, 1) == [("12:00", "T6")]
    assert questions(region) == 2
    region.execute(ConfirmTurnout(station="station01", confirm={"T6": "road closed"}))
    assert questions(region) == 1
    assert [each.explanation for each in findings_at(region, 1)] == ["road closed"]
    assert [(each.number, each.slot) for each in findings_of_area(region)] == [("2", "10:00"), ("2", "12:00")]
    region.execute(CorrectTurnout(station="station01", slot="10:00", issued=81, reason="misheard"))
    assert [(each.finding.code, each.explanation) for each in findings_at(region, 1)] == [("T1", "")]


def test_a_station_may_end_early_where_its_type_allows_and_everyone_voted(region: Region) -> None:
    tell(region, "station06", at_10=300, at_12=560)
    region.execute(CloseStation(station="station06", time="11:30"))
    tell(region, "station05", at_10=550)
    region.execute(CloseStation(station="station05", time="9:40", reason="all had voted"))
    tell(region, "station13", at_10=300)
    region.execute(CloseStation(station="station13", time="13:00"))
    assert [each for each in codes(region, 6) if not each[0]] == [("", "T9")]
    assert [each for each in codes(region, 5) if not each[0]] == [("", "T7")]
    assert [each for each in codes(region, 13) if not each[0]] == [("", "T8")]
    assert finished_early(region) == (3, 1)


def test_the_last_report_of_a_station_that_has_finished_holds_on(region: Region) -> None:
    tell(region, "station06", at_12=560)
    region.execute(CloseStation(station="station06", time="11:30"))
    tell(region, "station13", at_10=300)
    region.execute(CloseStation(station="station13", time="13:00"))
    assert area_turnout(region).slots == (
        SlotTotal("10:00", 30, 1, 300, Ratio(300, 630), 1, 0),
        SlotTotal("12:00", 30, 1, 560, Ratio(560, 560), 1, 0),
        # Station 13 told its last count before it ended: what it issued by 13:00 is not known.
        SlotTotal("14:00", 30, 1, 560, Ratio(560, 560), 0, 1),
    )


def test_a_late_opening_and_its_reason_are_kept(region: Region) -> None:
    region.execute(OpenStation(station="2", time="7:20", reason="no light", caller="chair"))
    told = told_at(region, 0, "opened")
    assert told is not None
    assert (told.figure, told.reason) == (7 * 60 + 20, "no light")
    assert codes(region, 0) == [("", "T10")]
    region.execute(ConfirmTurnout(station="2", confirm={"T10": "no light"}))
    assert questions(region) == 0


BAD: list[tuple[Command, str]] = [
    (ReportTurnout(station="2", slot="11:00", issued=5), "turnout_slot_unknown"),
    (ReportTurnout(station="2", slot="ten", issued=5), "turnout_slot_unknown"),
    (ReportTurnout(station="999", slot="10:00", issued=5), "station_unknown"),
    (ReportTurnout(station="2", slot="10:00", issued=-5), "not_a_count"),
    (ReportTurnout(station="2", slot="10:00", issued=999_999_999), "not_a_count"),
    (ReportTurnout(station="2", slot="10:00", issued=5, caller="Aigul"), "arrival_word_unknown"),
    (ReportTurnout(station="2", slot="10:00", issued=5, at="noon"), "moment_unreadable"),
    (CorrectTurnout(station="2", slot="10:00", issued=5, reason="misheard"), "turnout_not_reported"),
    (CorrectTurnout(station="10", slot="10:00", issued=5, reason=" "), "reason_wanted"),
    (ReportTurnout(station="10", slot="10:00", issued=5), "turnout_reported"),
    (CloseStation(station="10", time="6:59"), "closing_before_opening"),
    (CloseStation(station="10", time="25:00"), "time_unreadable"),
    (OpenStation(station="10", time="7:30"), "turnout_reported"),
    (CountVoters(station="10"), "voters_wanted"),
    (ConfirmTurnout(station="10", confirm={"T1": "so"}), "nothing_to_confirm"),
    (ConfirmTurnout(station="10", confirm={}), "nothing_to_confirm"),
    (WithdrawReport(station="2", what="10:00", reason="other"), "turnout_not_reported"),
    (WithdrawReport(station="10", what="11:00", reason="other"), "turnout_slot_unknown"),
    (WithdrawStation(station="10", reason="closed"), "station_has_reports"),
]


@pytest.mark.parametrize(("command", "code"), BAD, ids=lambda each: each if isinstance(each, str) else type(each).__name__)
def test_what_cannot_be_is_refused_and_changes_nothing(region: Region, command: Command, code: str) -> None:
    tell(region, "10", at_10=71)
    region.execute(OpenStation(station="10", time="7:00"))
    before = region.store.counts[0]
    assert refusal(region, command) == (code, before)


def test_a_set_up_without_slots_says_so(tmp_path: Path) -> None:
    region = voting_day(tmp_path, slots=())
    before = region.store.counts[0]
    assert refusal(region, ReportTurnout(station="2", slot="10:00", issued=5)) == ("turnout_no_slots", before)
    assert (present_slot(region), newest_total(region)) == ("", None)
    region.close()


def test_the_same_number_told_twice_is_one_report(region: Region) -> None:
    tell(region, "2", at_10=71)
    before = region.store.counts[0]
    tell(region, "2", at_10=71)
    assert region.store.counts[0] == before


def test_undo_takes_a_report_back_and_a_correction_too(region: Region) -> None:
    tell(region, "2", at_10=71)
    region.execute(CorrectTurnout(station="2", slot="10:00", issued=77, reason="misheard"))
    region.execute(Undo())
    assert region.columns.turnout.told[0, 0] == 71
    region.execute(WithdrawReport(station="2", what="10:00", reason="it was station 12"))
    assert (region.columns.turnout.told[0, 0], stations_reporting(region)) == (BLANK, (0, 30))
    region.execute(Undo())
    assert (region.columns.turnout.told[0, 0], stations_reporting(region)) == (71, (1, 30))


def test_the_next_station_without_a_report_is_found_district_by_district(region: Region) -> None:
    register = region.columns.register
    first, second = register.area_ids[1:3]
    assert next_missing(region, "10:00") == 0
    tell(region, "station00", at_10=1)
    assert next_missing(region, "10:00", after=3) == 4
    for row in range(10):
        if row != 2:
            tell(region, f"station{row:02}", at_10=1)
    assert next_missing(region, "10:00", after=9) == 10
    assert next_missing(region, "10:00", after=5, area=first) == 2
    assert next_missing(region, "10:00", after=2, area=first) == 2
    tell(region, "station02", at_10=1)
    assert next_missing(region, "10:00", area=first) is None
    assert next_missing(region, "10:00", after=9) == 10
    assert next_missing(region, "10:00", after=29) == 10
    assert [each.row for each in missing_reports(region, "10:00", second)] == list(range(10, 20))


def test_the_present_slot_is_the_clocks_on_the_day_and_the_last_one_told_afterwards(region: Region) -> None:
    assert present_slot(region) == "12:00"
    region.clock = type("Later", (), {"now": lambda self: NOON.replace(day=9)})()
    assert present_slot(region) == "10:00"
    tell(region, "2", at_14=300)
    assert present_slot(region) == "14:00"


def test_the_protocol_is_held_against_the_last_report(region: Region) -> None:
    region.execute(FinishEntry(station="2", values=good_values(500, 400)))
    (columns,) = region.columns.contests.values()
    tell(region, "2", at_14=410)
    assert [(each.finding.code, each.finding.left, each.finding.right) for each in station_findings(region, columns, 0)] == [
        ("V3", 400, 410)
    ]
    region.execute(CorrectTurnout(station="2", slot="14:00", issued=390, reason="misheard"))
    assert station_findings(region, columns, 0) == []


def test_a_list_that_the_register_corrects_moves_the_shares(region: Region) -> None:
    tell(region, "2", at_10=100)
    region.execute(ChangeStation(station="2", voters=400))
    assert area_turnout(region).slots[0].share == Ratio(100, 400)


def test_what_is_kept_current_equals_what_is_read_anew(region: Region) -> None:
    tell(region, "station00", at_10=100, at_12=90, at_14=0)
    tell(region, "station06", at_10=560)
    region.execute(CloseStation(station="station06", time="9:30"))
    region.execute(CountVoters(station="station00", added=3))
    region.execute(WithdrawReport(station="station00", what="14:00", reason="other station"))
    now, anew = region.columns.turnout, RegionColumns(region.store).turnout
    assert anew.slots == SLOTS
    for name, value in vars(now).items():
        if isinstance(value, np.ndarray):
            assert np.array_equal(value, getattr(anew, name)), name


def test_the_history_of_a_station_tells_its_reports(region: Region) -> None:
    tell(region, "2", at_10=71)
    region.execute(CorrectTurnout(station="2", slot="10:00", issued=77, reason="misheard"))
    region.execute(OpenStation(station="2", time="7:20", reason="no light"))
    (columns,) = region.columns.contests.values()
    told = [(each.command, each.kind, each.detail, each.reason) for each in timeline(region, columns, 0) if each.kind == "report"]
    assert told == [
        ("ReportTurnout", "report", "10:00 · 71", ""),
        ("CorrectTurnout", "report", "10:00 · 77", "misheard"),
        ("OpenStation", "report", "7:20", "no light"),
    ]


def test_turnout_of_an_earlier_election_is_kept_by_area_and_replaced(region: Region) -> None:
    region.execute(KeepEarlierTurnout(shares={"10:00": 2317, "9:30": 900}, election="President 2022"))
    region.execute(KeepEarlierTurnout(shares={"10:00": 2500}, area="Ridder"))
    assert earlier_turnout(region) == EarlierTurnout(election="President 2022", shares={"09:30": 900, "10:00": 2317})
    assert earlier_turnout(region, "area2") == EarlierTurnout(area="area2", shares={"10:00": 2500})
    region.execute(KeepEarlierTurnout(shares={"10:00": 2400}))
    assert earlier_turnout(region) == EarlierTurnout(shares={"10:00": 2400})
    region.execute(KeepEarlierTurnout(shares={}))
    assert earlier_turnout(region) is None
    before = region.store.counts[0]
    assert refusal(region, KeepEarlierTurnout(shares={"10:00": 10_001})) == ("earlier_share_wrong", before)
    assert refusal(region, KeepEarlierTurnout(shares={"noon": 5000})) == ("time_unreadable", before)


def test_a_slot_with_reports_stays_in_the_set_up(region: Region) -> None:
    tell(region, "2", at_10=71)
    before = region.store.counts[0]
    assert refusal(region, ChangeSetUp(turnout_slots=("12:00", "14:00"))) == ("turnout_slot_in_use", before)
    region.execute(ChangeSetUp(turnout_slots=("10:00", "12:00", "16:00")))
    assert region.columns.turnout.told[0, :3].tolist() == [71, -1, -1]
    region.execute(WithdrawReport(station="2", what="10:00", reason="other station"))
    tell(region, "2", at_16=90)
    change = next(row.seq for row in reversed(region.store.commits()) if row.commit.command == "ChangeSetUp")
    before = region.store.counts[0]
    assert refusal(region, Undo(commit=change)) == ("turnout_slot_in_use", before)


def test_a_station_that_told_something_is_not_taken_back(region: Region) -> None:
    added = region.execute(AddStation(number="900", area="Ridder", voters=300)).commit
    assert added is not None
    tell(region, "900", at_10=71)
    before = region.store.counts[0]
    assert refusal(region, Undo(commit=added.seq)) == ("undo_refused", before)
