"""How far the night is, counted by district; what is missing; whose drafts lie about; the consolidated table and its sums."""

import contextlib
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import NOT_ASKED
from electdesk.domain.records import Choice
from electdesk.services.commands import (
    AcceptPaper,
    AddContact,
    AddStation,
    Annul,
    ChangeSetUp,
    ChangeStation,
    FinishEntry,
    MakeFinal,
    Reopen,
    Undo,
)
from electdesk.services.commands.base import Command
from electdesk.services.drafts import Draft, drop_draft, save_draft
from electdesk.services.person import Person
from electdesk.services.queries.consolidated import consolidated
from electdesk.services.queries.progress import (
    STEPS,
    OwnSpeed,
    ProgressCounts,
    SpeedCounter,
    StaleDraft,
    missing,
    progress,
    stale_drafts,
)
from electdesk.services.queries.totals import area_unit
from electdesk.services.region import Region
from electdesk.services.unit_of_work import ChangeSet
from tests.regions import good_values, small_region
from tests.services.test_reception import NIGHT, StandingClock


@pytest.fixture
def region(tmp_path: Path) -> Region:
    made = small_region(tmp_path, entered=12)
    made.clock = StandingClock()
    return made


def only(region: Region) -> str:
    return next(iter(region.columns.contests))


def counted(**steps: int) -> tuple[int, ...]:
    return tuple(steps.get(step, 0) for step in STEPS)


def test_each_station_is_counted_once_in_its_district(region: Region) -> None:
    region.execute(AcceptPaper(station="station20"))
    region.execute(AcceptPaper(station="station21"))
    region.execute(Annul(station="station21", reason="court", document="3"))
    save_draft(region, "station22", only(region), Draft(figures={}, form="", parked="page missing"))
    found = progress(region, region.columns.contests[only(region)])
    assert [(each.names["ru"], each.stations, each.counts) for each in found.districts] == [
        ("Глубоковский", 10, counted(first=1, settled=7, final=2)),
        ("Риддер", 10, counted(awaited=8, settled=2)),
        ("Жарминский", 10, counted(awaited=7, received=1, parked=1, annulled=1)),
    ]
    assert found.region.counts == counted(awaited=15, received=1, first=1, parked=1, settled=9, final=2, annulled=1)
    assert (found.region.stations, found.region.reported) == (30, 14)


def test_a_draft_put_aside_counts_as_parked_until_the_station_is_entered(region: Region) -> None:
    columns = region.columns.contests[only(region)]
    counts = ProgressCounts(region, columns)
    save_draft(region, "station22", only(region), Draft(figures={}, form="", parked="page missing"))
    assert counts.drafts_changed()
    assert counts.step(22) == "parked"
    change = region.execute(FinishEntry(station="station22", values=good_values(720, 600)))
    assert counts.update(change.rows)
    assert counts.step(22) == "settled"
    drop_draft(region, "station22", only(region))
    assert not counts.drafts_changed()


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_counts_kept_current_equal_a_recount_after_any_evening(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    region = small_region(tmp_path_factory.mktemp("evening"), entered=3)
    region.clock = StandingClock()
    counts = ProgressCounts(region, region.columns.contests[only(region)])
    changes: list[ChangeSet] = []
    region.listen(changes.append)
    for _ in range(12):
        row = data.draw(st.integers(0, 29))
        station = f"station{row:02}"
        command: Command = data.draw(
            st.sampled_from(
                [
                    AcceptPaper(station=station),
                    FinishEntry(station=station, values=good_values(500 + 10 * row, 300)),
                    FinishEntry(station=station, values={**good_values(500 + 10 * row, 300), "8": 1}),
                    MakeFinal(stations=(station,)),
                    Annul(station=station, reason="court", document="1"),
                    Reopen(station=station, reason="again"),
                    Undo(),
                ]
            )
        )
        with contextlib.suppress(ClerkError):
            region.execute(command)
        for change in changes:
            counts.update(change.rows)
        changes.clear()
    assert counts.progress() == progress(region, region.columns.contests[only(region)])
    region.close()


def test_a_station_without_a_district_is_counted_apart(region: Region) -> None:
    region.execute(AddStation(number="900", area=region.columns.register.area_ids[0], voters=10))
    found = progress(region, region.columns.contests[only(region)])
    assert [(each.record, each.stations) for each in found.districts][-1] == ("-", 1)
    assert found.region.stations == 31


def test_missing_protocols_are_sorted_by_hours_late_and_then_by_size_with_their_phones(region: Region) -> None:
    region.execute(ChangeSetUp(closes="20:00", reason="hours"))
    region.execute(AddContact(station="station29", name="Chair", phones=("8 701 000",)))
    region.execute(AcceptPaper(station="station28"))
    region.execute(FinishEntry(station="station27", values=good_values(770, 600), source="phone"))
    found = missing(region, region.columns.contests[only(region)])
    assert found[0].late == 90
    region.execute(ChangeSetUp(thresholds={"protocol_expected_minutes": 60}, reason="short roads"))
    found = missing(region, region.columns.contests[only(region)])
    assert found[0].late == 150
    region.execute(ChangeSetUp(thresholds={}, reason="as usual"))
    found = missing(region, region.columns.contests[only(region)])
    # Voting ends at 20:00, a protocol is expected two hours later, the clock shows 23:30.
    assert [(each.row, each.voters, each.late, each.phoned) for each in found[:4]] == [
        (29, 790, 90, False),
        (27, 770, 90, True),
        (26, 760, 90, False),
        (25, 750, 90, False),
    ]
    assert [each.contact.phones for each in found[0].contacts] == [("8 701 000",)]
    assert len(found) == 17
    region.person = Person("Viewer", ("viewer",))
    assert missing(region, region.columns.contests[only(region)])[0].contacts == ()


def test_nobody_is_late_where_nobody_entered_the_end_of_voting(region: Region) -> None:
    assert {each.late for each in missing(region, region.columns.contests[only(region)])} == {None}


def test_old_drafts_and_those_put_aside_are_listed_without_their_figures(region: Region) -> None:
    contest, columns = only(region), region.columns.contests[only(region)]
    save_draft(region, "station22", contest, Draft(figures={"1": 777}, form=""))
    region.person = Person("Dana")
    save_draft(region, "station23", contest, Draft(figures={}, form="", parked="phone rang"))
    region.clock = StandingClock(NIGHT + dt.timedelta(minutes=10))
    assert stale_drafts(region, columns) == [StaleDraft("Dana", 23, columns.register.stations[23].number, 10, "phone rang")]
    region.clock = StandingClock(NIGHT + dt.timedelta(minutes=45))
    assert [(draft.person, draft.row, draft.minutes) for draft in stale_drafts(region, columns)] == [
        ("Aigul", 22, 45),
        ("Dana", 23, 45),
    ]


def test_a_person_is_told_only_the_pace_of_their_own(region: Region) -> None:
    clock = StandingClock()
    region.clock = clock
    region.person = Person("Dana")
    counter = SpeedCounter(region)
    assert counter.speed() == OwnSpeed(0, 0)
    region.execute(FinishEntry(station="station20", values=good_values(700, 600)))
    clock.moment = NIGHT + dt.timedelta(minutes=20)
    region.execute(FinishEntry(station="station21", values=good_values(710, 600)))
    assert counter.speed() == OwnSpeed(2, 2)
    clock.moment = NIGHT + dt.timedelta(minutes=70)
    # By then it is past midnight: the day of the region's clock has changed.
    assert counter.speed() == OwnSpeed(0, 1)


def test_the_rows_of_the_consolidated_table_add_up_to_the_whole_region(region: Region) -> None:
    region.execute(AddStation(number="900", area=region.columns.register.area_ids[0], voters=100))
    region.execute(FinishEntry(station="900", values=good_values(100, 90)))
    columns = region.columns.contests[only(region)]
    table = consolidated(region, columns)
    unit = area_unit(region, columns, "preliminary")
    assert [column.number for column in table.columns] == ["1", "2", "3", "3a", "3b", "4", "5", "6", "7", "8", "9", "10"]
    assert list(table.total.figures) == [*unit.lines.values(), *(choice.votes for choice in unit.choices)]
    counted = [row for row in table.rows if row.record != "area3"]
    assert table.total.figures == tuple(sum(row.figures[place] for row in counted) for place in range(len(table.columns)))
    assert set(table.rows[2].figures) == {NOT_ASKED}, "nothing is counted in the third district yet, and that is no nought"
    assert table.total.figures[0] == sum(500 + 10 * row for row in range(12) if row not in (4, 6)) + (500 + 60 + 90) + 100
    assert [(row.record, row.stations, row.reported) for row in table.rows] == [
        ("area1", 10, 9),
        ("area2", 10, 2),
        ("area3", 10, 0),
        ("-", 1, 1),
    ]
    assert (table.basis, table.final, table.total.reported, table.total.stations) == ("preliminary", False, 12, 31)


def test_a_choice_of_another_constituency_is_no_nought_in_a_district(region: Region) -> None:
    unit = region.unit("SetUpRegion")
    body: Choice = region.columns.records.bodies["choice"]["choice1"]
    unit.put(replace(body, constituency="7"), "choice1")
    unit.commit()
    for row in (20, 21):
        region.execute(ChangeStation(station=f"station{row}", constituency="7", reason="list"))
    # One of the constituency's stations is in, and nobody voted for the choice.
    paper = {line: figure for line, figure in good_values(700, 600).items() if line not in ("9", "10")}
    region.execute(FinishEntry(station="station20", values={**paper, "7": paper["6"], "8": 0}))
    table = consolidated(region, region.columns.contests[only(region)])
    place = next(place for place, column in enumerate(table.columns) if column.id == "choice1")
    assert [row.figures[place] for row in table.rows] == [NOT_ASKED, NOT_ASKED, 0]


def test_whoever_may_not_see_unsettled_numbers_gets_the_settled_basis_and_reads_so(region: Region) -> None:
    region.person = Person("Viewer", ("viewer",))
    assert consolidated(region, region.columns.contests[only(region)]).basis == "settled"
