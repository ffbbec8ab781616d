"""The log with its filters, one incident with its history, and figures that name their n."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.analysis.resolution import Case, resolution
from electdesk.domain.incident_steps import Work
from electdesk.services.commands import (
    AddComplainant,
    AssignIncidents,
    ChangeIncident,
    ChangeSetUp,
    JudgeIncident,
    NoteIncident,
    ReportTurnout,
    Undo,
)
from electdesk.services.person import Person
from electdesk.services.queries.incident_figures import IncidentCount, incident_count, incident_figures
from electdesk.services.queries.incidents import IncidentFilter, incident_card, incident_events, incident_row, incident_rows
from electdesk.services.region import Region
from electdesk.storage.regions import open_region
from tests.services.incident_day import clock_of, incident_region, move, report


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = incident_region(tmp_path)
    yield made
    made.close()


@pytest.fixture
def day(region: Region) -> Region:
    """Six incidents: overdue, new, district-wide, resolved after 30 minutes, a duplicate, and one that is not of the election."""
    report(region, "B5", "10", text="Урна была открыта", source="observer", organisation="Ассоциация социологов")
    clock_of(region).wait(40)
    report(region, "A1", "11", affected=3)
    report(region, "C3", "", area="Риддер", text="Нет света", owner="Aigul")
    report(region, "F5", "19", text="Мешают интервьюеру")
    report(region, "B5", "10")
    move(region, "5", "duplicate", of="1")
    report(region, "I2", "30")
    clock_of(region).wait(30)
    move(region, "4", "resolve", measures="Объяснили охране")
    region.execute(JudgeIncident(incident="4", finding="established", why="признали"))
    return region


def numbers(region: Region, **asked: object) -> list[int]:
    return [row.incident.number for row in incident_rows(region, IncidentFilter(**asked))]  # type: ignore[arg-type]


def test_open_incidents_stand_first_the_most_urgent_before_the_others(day: Region) -> None:
    assert numbers(day) == [1, 2, 3, 6, 5, 4]
    row = incident_row(day, "1")
    assert (row.left, row.is_overdue, row.minutes, row.station, row.district) == (-40, True, 70, "10", "area1")
    settled = incident_row(day, "4")
    assert (settled.left, settled.minutes, settled.late) == (None, 30, False)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"work": "open"}, [1, 2, 3, 6]),
        ({"work": "overdue"}, [1]),
        ({"mine": True}, [3]),
        ({"severity": 4}, [1, 5]),
        ({"category": "B5"}, [1, 5]),
        ({"category": "A"}, [2]),
        ({"district": "area2"}, [3, 4]),
        ({"finding": "established"}, [4]),
        ({"source": "observer"}, [1]),
        ({"station": "10"}, [1, 5]),
        ({"since": "2011-04-03T07:40:00Z"}, [2, 3, 6, 5, 4]),
        ({"until": "2011-04-03T07:40:00Z"}, [1]),
        ({"text": "урна откр"}, [1]),
        ({"text": "экзит"}, [4]),
        ({"text": "Риддер"}, [3, 4]),
        ({"text": "11"}, [2]),
        ({"text": "nothing of that kind"}, []),
        ({"text": "соц", "work": "overdue", "severity": 4}, [1]),
    ],
)
def test_a_filter_shows_what_it_says(day: Region, asked: dict[str, object], wanted: list[int]) -> None:
    assert numbers(day, **asked) == wanted


def test_the_clock_runs_without_a_command(day: Region) -> None:
    assert numbers(day, work="overdue") == [1]
    clock_of(day).wait(480)
    assert numbers(day, work="overdue") == [1, 2]


def test_a_history_says_who_when_what_and_why_and_keeps_what_was_taken_back(region: Region, tmp_path: Path) -> None:
    report(region, "A1", "10")
    clock_of(region).wait(3)
    region.execute(ChangeIncident(incident="1", severity=3, reason="сорок человек"))
    region.execute(AssignIncidents(incidents=("1",), owner="ТИК"))
    move(region, "1", "start")
    region.execute(Undo())
    region.execute(NoteIncident(incident="1", text="акт № 3", document="№ 3"))
    told = [
        (event.at.strftime("%H:%M"), event.what, event.why, event.to, [name for name, _, _ in event.changes], event.taken_back)
        for event in incident_events(region, incident_row(region, "1").record)
    ]
    assert told == [
        ("12:00", "reported", "", "", [], False),
        ("12:03", "changed", "сорок человек", "", ["severity", "severity_why", "deadline"], False),
        ("12:03", "changed", "", "", ["owner"], False),
        ("12:03", "assign", "", "ТИК", [], False),
        ("12:03", "start", "", "", [], True),
        ("12:03", "note", "акт № 3", "", [], False),
    ]
    region.close()
    again = open_region(tmp_path / "small.electdesk", region.person)
    assert [event.taken_back for event in incident_events(again, incident_row(again, "1").record)] == [False] * 4 + [True, False]
    again.close()


def test_a_card_offers_what_the_person_may_do_and_tells_the_complainant_to_nobody_else(region: Region) -> None:
    report(region)
    report(region)
    move(region, "2", "duplicate", of="1")
    region.execute(AddComplainant(incident="1", name="А. Ә."))
    card = incident_card(region, "1")
    assert card.steps == ("assign", "start", "refer", "resolve", "duplicate", "withdraw")
    assert ([body.name for _, body in card.complainants], card.duplicates, card.may_change) == (["А. Ә."], (2,), True)
    region.person = Person("Dana", ("clerk",))
    card = incident_card(region, "1")
    assert (card.steps, card.complainants, card.may_change) == ((), (), False)


def test_evidence_that_is_gone_or_changed_is_told(region: Region, tmp_path: Path) -> None:
    report(region)
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (tmp_path / name).write_text(name)
        region.execute(NoteIncident(incident="1", files=(str(tmp_path / name),)))
        clock_of(region).wait(1)
    kept = {each.name: region.store.evidence.path_of(each.sha256) for each in incident_card(region, "1").evidence}
    assert kept["a.jpg"] is not None
    assert kept["b.jpg"] is not None
    kept["a.jpg"].unlink()
    kept["b.jpg"].write_text("x.jpg")
    card = incident_card(region, "1", look_at_files=True)
    assert [(each.name, each.state) for each in card.evidence] == [("a.jpg", "missing"), ("b.jpg", "changed"), ("c.jpg", "there")]


def test_figures_leave_out_what_does_not_count_and_say_so(day: Region) -> None:
    found = incident_figures(day)
    assert (found.basis, found.count, found.open, found.overdue, found.stations, found.of) == ("register", 4, 4, 1, 30, 30)
    assert found.left_out == {"duplicate": 1, "not_election": 1}
    assert (found.district_wide, found.other, found.reopened, found.delay) == (1, 0, 0, 0)
    assert found.rate is not None
    assert found.share is not None
    assert found.rate.per_100 == pytest.approx(100 * 4 / 30)
    assert (found.share.affected, found.share.share) == (3, 0.1)
    # Nobody knows which stations would have reported: it is no census.
    assert found.rate.interval is not None
    assert found.resolution == resolution([Case(70, False), Case(30, False), Case(30, False), Case(30, True)])
    assert [(each.severity, each.with_deadline, each.overdue) for each in found.severities] == [
        (1, 1, 0),
        (2, 1, 0),
        (3, 1, 0),
        (4, 1, 1),
    ]
    assert {group.code: group.count for group in found.groups if group.count} == {"A": 1, "B": 1, "C": 1, "F": 1}
    assert found.by_category == {"A1": 1, "B5": 1, "C3": 1, "F5": 1}
    assert [(each.record, each.stations, each.count, each.affected, each.place) for each in found.districts] == [
        ("area1", 10, 2, 2, "inside"),
        ("area2", 10, 2, 1, "inside"),
        ("area3", 10, 0, 0, "inside"),
    ]
    assert [(hour.begins.strftime("%H"), hour.happened, hour.open_at_end) for hour in found.hours] == [("12", 4, 4), ("13", 0, 3)]
    assert incident_count(day) == IncidentCount(count=4, open=4, overdue=1)


def test_n_is_of_the_stations_that_sent_a_report_and_of_those_from_which_an_incident_was_reported(tmp_path: Path) -> None:
    region = incident_region(tmp_path)
    turnout_slots(region)
    for number in ("10", "11"):
        region.execute(ReportTurnout(station=number, slot="10:00", issued=50))
    report(region, "A1", "10")
    report(region, "A1", "13")
    found = incident_figures(region)
    assert (found.basis, found.stations, found.of) == ("reports", 3, 30)
    assert found.share is not None
    assert (found.share.affected, found.share.stations, found.share.of) == (2, 3, 30)
    first, second, third = found.districts
    assert (first.stations, second.stations, second.per_100, second.limits, second.place) == (3, 0, None, None, None)
    assert (third.of, third.per_100) == (10, None)
    region.close()


def turnout_slots(region: Region) -> None:
    region.execute(ChangeSetUp(turnout_slots=("10:00",), opens="07:00", closes="20:00"))


def test_where_all_stations_reported_the_figure_is_a_census(tmp_path: Path) -> None:
    region = incident_region(tmp_path)
    turnout_slots(region)
    for station in region.columns.register.stations:
        region.execute(ReportTurnout(station=station.number, slot="10:00", issued=50))
    found = incident_figures(region)
    assert found.rate is not None
    assert found.share is not None
    assert (found.rate.interval, found.share.interval, found.share.bound) == (None, None, None)
    assert {group.interval for group in found.groups} == {None}
    region.close()


def test_a_resolved_incident_has_a_duration_and_an_open_one_counts_until_now(region: Region) -> None:
    report(region)
    clock_of(region).wait(17)
    move(region, "1", "resolve", why="a")
    clock_of(region).wait(100)
    row = incident_row(region, "1")
    assert (row.standing.work, row.minutes) == (Work.RESOLVED, 17)
    move(region, "1", "reopen", why="b")
    assert incident_row(region, "1").minutes == 117
