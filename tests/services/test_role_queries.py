"""What each role may read, query by query, as one table; and nobody reads anything before a log-in."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Final

import msgspec
import pytest

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.records import User
from electdesk.domain.records.setup import SET_UP
from electdesk.services import queries
from electdesk.services.commands import (
    AcceptPaper,
    AddComplainant,
    AddContact,
    AddIncident,
    FinishEntry,
    HandOutCopy,
    KeepEarlierTurnout,
    ReportTurnout,
    ReturnPaper,
)
from electdesk.services.drafts import Draft, draft_of, save_draft, saved_drafts
from electdesk.services.imports import Sheet
from electdesk.services.imports.applying import plan_for
from electdesk.services.person import NOBODY, ROLES, Person
from electdesk.services.queries.bulletin import bulletin, bulletin_sheet, missing_reports_sheet
from electdesk.services.queries.comparison import comparison
from electdesk.services.queries.consolidated import consolidated, consolidated_sheet
from electdesk.services.queries.contacts import contacts_by_station, contacts_of
from electdesk.services.queries.differences import (
    difference,
    differing_lines,
    may_retype,
    settled_differences,
    tasks_of_person,
    waiting_differences,
)
from electdesk.services.queries.findings import all_findings, station_findings
from electdesk.services.queries.history import records_of, shown_body, station_history
from electdesk.services.queries.incident_figures import incident_count, incident_figures, incident_sheet
from electdesk.services.queries.incidents import (
    complainants_of,
    incident_card,
    incident_events,
    incident_row,
    incident_rows,
)
from electdesk.services.queries.opened_again import opened_again
from electdesk.services.queries.progress import (
    SpeedCounter,
    missing,
    missing_sheet,
    missing_station,
    progress,
    stale_drafts,
)
from electdesk.services.queries.reception import (
    arrival_numbered,
    arrivals,
    arrivals_of,
    desk_card,
    handout_sheet,
    handouts,
    queue,
    quick_check,
    receipt_sheet,
    return_sheet,
)
from electdesk.services.queries.seen import seen_basis
from electdesk.services.queries.stations import parked_drafts
from electdesk.services.queries.summary import station_summary
from electdesk.services.queries.surveys import surveys
from electdesk.services.queries.timeline import correction_sheet, timeline
from electdesk.services.queries.totals import area_unit, station_unit, totals
from electdesk.services.queries.turnout import (
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
from tests.regions import CANDIDATES
from tests.services.double_entry import AIGUL, BOLAT, SAULE, as_person, double_region, protocol

EXPECTED: Final = """
                      clerk reception supervisor observation analyst admin viewer
all_findings          0     0         x          0           0       0     0
area_turnout          x     x         x          x           x       x     x
area_unit             x     x         x          x           x       x     x
arrival_numbered      x     x         x          x           x       x     x
arrivals              x     x         x          x           x       x     x
arrivals_of           x     x         x          x           x       x     x
bulletin              x     x         x          x           x       x     x
bulletin_sheet        x     x         x          x           x       x     x
comparison            x     x         x          x           x       x     x
complainants_of       0     0         x          x           0       0     0
consolidated          x     x         x          x           x       x     x
consolidated_sheet    x     x         x          x           x       x     x
contacts_by_station   x     x         x          x           0       x     0
contacts_of           x     x         x          x           0       x     0
correction_sheet      x     x         x          x           x       x     x
desk_card             -     x         x          -           -       -     -
difference            -     -         x          -           -       -     -
differing_lines       0     0         x          0           0       0     0
district_turnout      x     x         x          x           x       x     x
draft_of              0     0         0          0           0       0     0
earlier_turnout       x     x         x          x           x       x     x
findings_at           x     x         x          x           x       x     x
findings_of_area      x     x         x          x           x       x     x
finished_early        x     x         x          x           x       x     x
handout_sheet         x     x         x          x           x       x     x
handouts              x     x         x          x           x       x     x
incident_card         x     x         x          x           x       x     x
incident_count        x     x         x          x           x       x     x
incident_events       x     x         x          x           x       x     x
incident_figures      x     x         x          x           x       x     x
incident_row          x     x         x          x           x       x     x
incident_rows         x     x         x          x           x       x     x
incident_sheet        x     x         x          x           x       x     x
may_retype            0     0         0          0           0       0     0
missing               x     x         x          x           x       x     x
missing_reports       x     x         x          x           x       x     x
missing_reports_sheet x     x         x          x           x       x     x
missing_sheet         x     x         x          x           x       x     x
missing_station       x     x         x          x           x       x     x
newest_total          x     x         x          x           x       x     x
next_missing          x     x         x          x           x       x     x
opened_again          0     0         0          0           0       0     0
parked_drafts         x     x         x          x           x       x     x
plan of stations      -     -         x          -           -       x     -
plan of tallies       -     -         x          -           -       -     -
present_slot          x     x         x          x           x       x     x
progress              x     x         x          x           x       x     x
questions             x     x         x          x           x       x     x
queue                 -     x         x          -           -       -     -
quick_check           -     x         x          -           -       -     -
receipt_sheet         x     x         x          x           x       x     x
return_sheet          -     x         x          -           -       -     -
saved_drafts          x     x         x          x           x       x     x
seen_basis            x     x         x          x           x       x     x
settled_differences   0     0         0          0           0       0     0
shown_body            x     x         x          x           x       x     x
speed                 x     x         x          x           x       x     x
stale_drafts          -     -         x          -           -       -     -
station_findings      0     0         x          0           0       0     0
station_history       x     x         x          x           x       x     x
station_summary       x     x         x          x           x       x     x
station_unit          x     x         x          x           x       x     x
stations_reporting    x     x         x          x           x       x     x
surveys               0     0         0          0           0       0     0
tasks_of_person       0     0         x          0           0       0     0
timeline              x     x         x          x           x       x     x
told_at               x     x         x          x           x       x     x
totals                x     x         x          x           x       x     x
user's body           0     0         x          0           0       x     0
waiting_differences   0     0         x          0           0       0     0
"""
"""x: it is answered; 0: the answer is empty; -: refused. Numbers of others' unsettled entries are in none: ``queries/test_blindness.py``."""

NO_ANSWERS: Final = {
    "area_rows": "the register's own tree",
    "contest_comparison_json": "asks comparison and surveys",
    "passport_json": "a poll that the caller holds",
    "asked_of": "choices of the ballot",
    "areas_named": "finds an area by what people call it",
    "choice_names": "names a choice",
    "codes": "the checks there are",
    "compare": "compares two rows that the caller holds",
    "corrected_rows": "rows of the register",
    "districts_above": "the register's own tree",
    "entries_agree": "how a station was settled, which its state says to everybody",
    "expected_at": "from the set-up",
    "fits": "looks at a row that the caller holds",
    "holds_words": "looks at a row that the caller holds",
    "is_mine": "looks at an incident that the caller holds",
    "figures_of": "reads a revision that the caller holds",
    "in_question": "a bit that the caller's columns hold",
    "is_missing": "a state that the caller holds",
    "margins_of": "fixed for everybody",
    "may_see_entry": "a question about rights",
    "may_see_poll": "a question about rights",
    "may_see_row": "a question about rights",
    "minutes_late": "from the set-up",
    "missing_order": "puts in order",
    "moment_of": "reads a time",
    "newest_correction": "looks at steps of a history that was asked for",
    "records_of": "ids of records",
    "seen_rows": "a question about rights",
    "side_by_side": "two steps of a history that was asked for",
    "taken_back": "ids of records",
    "station_lines": "is asked for a poll that comparison showed",
    "top_districts": "the register's own tree",
    "unit_of": "makes a unit of a row that the caller holds",
    "without_others_numbers": "is asked by station_findings",
}
"""Public functions of the queries that give nothing out, with the reason."""

CLEAN, DIFFERS, BROKEN, ACCEPTED, RETURNED = range(5)
"""Rows: two equal entries; two that differ; one that does not add up; at the desk; sent back."""

Query = Callable[[], object]


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    made = double_region(tmp_path_factory.mktemp("queries"), stations=7)
    for person, row, values in (
        (AIGUL, CLEAN, protocol()),
        (BOLAT, CLEAN, protocol()),
        (AIGUL, DIFFERS, protocol()),
        (BOLAT, DIFFERS, protocol(430)),
        (AIGUL, BROKEN, protocol(line_8=5)),
        (BOLAT, BROKEN, protocol(line_8=5)),
    ):
        as_person(made, person, FinishEntry(station=f"station{row}", values=values))
    as_person(made, SAULE, AddContact(station="station0", name="A. A.", phones=("8-701",)))
    as_person(made, SAULE, AcceptPaper(station=f"station{ACCEPTED}"))
    as_person(made, SAULE, ReturnPaper(station=f"station{RETURNED}", defects=("stamp",)))
    unit = made.unit("SetUpRegion")
    unit.put(msgspec.structs.replace(made.columns.set_up, turnout_slots=("10:00", "12:00")), SET_UP)
    unit.commit()
    as_person(made, AIGUL, ReportTurnout(station="station0", slot="10:00", issued=240))
    as_person(made, SAULE, KeepEarlierTurnout(shares={"10:00": 2317}))
    as_person(made, AIGUL, ReportTurnout(station="station0", slot="12:00", issued=230))
    as_person(made, SAULE, AddIncident(category="A1", station=f"station{CLEAN}"))
    as_person(made, SAULE, AddComplainant(incident="1", name="A. A."))
    as_person(made, SAULE, HandOutCopy(station=f"station{CLEAN}", to="Observers"))
    made.person = AIGUL
    save_draft(made, "station5", only(made).record, Draft(figures={"1": 500}, form="", parked="page missing"))
    # Somebody whom it does not concern: the user record is read, nobody has to log in.
    unit = made.unit("SetUpRegion")
    unit.put(User(login="olga", roles=("admin",)), "user-olga")
    unit.commit()
    yield made
    made.close()


def only(region: Region) -> ContestColumns:
    return next(iter(region.columns.contests.values()))


def every_query(region: Region) -> dict[str, Query]:
    """Every query, asked for something that is there; what a query is handed, a supervisor read before."""
    columns = only(region)
    region.person = SAULE
    accepted, returned = (arrivals_of(region, columns, row)[0] for row in (ACCEPTED, RETURNED))
    steps = [step for step in station_history(region, columns, DIFFERS) if step.figures is not None]
    figures = steps[0].figures
    assert figures is not None
    entry = region.store.history(records_of(region, columns, CLEAN)[0])[0][1]
    user = region.store.history("user-olga")[0][1]
    counter = SpeedCounter(region)
    incident = incident_rows(region)[0].record
    return {
        "all_findings": lambda: all_findings(region, columns),
        "area_unit": lambda: area_unit(region, columns, "preliminary"),
        "arrival_numbered": lambda: arrival_numbered(region, accepted.arrival.number),
        "arrivals": lambda: arrivals(region, columns),
        "arrivals_of": lambda: arrivals_of(region, columns, ACCEPTED),
        "comparison": lambda: comparison(region, columns),
        "consolidated": lambda: consolidated(region, columns),
        "consolidated_sheet": lambda: consolidated_sheet(region, columns),
        "contacts_by_station": lambda: contacts_by_station(region),
        "contacts_of": lambda: contacts_of(region, "station0"),
        "correction_sheet": lambda: correction_sheet(region, columns, DIFFERS, steps[0], steps[-1]),
        "desk_card": lambda: desk_card(region, columns, ACCEPTED),
        "difference": lambda: difference(region, columns, DIFFERS),
        "differing_lines": lambda: differing_lines(region, columns, DIFFERS),
        "draft_of": lambda: draft_of(region, "station5", columns.record),
        "handout_sheet": lambda: handout_sheet(region, columns),
        "handouts": lambda: handouts(region, columns),
        "complainants_of": lambda: complainants_of(region, incident),
        "incident_card": lambda: incident_card(region, "1"),
        "incident_count": lambda: incident_count(region),
        "incident_events": lambda: incident_events(region, incident),
        "incident_figures": lambda: incident_figures(region),
        "incident_row": lambda: incident_row(region, "1"),
        "incident_rows": lambda: incident_rows(region),
        "incident_sheet": lambda: incident_sheet(region),
        "may_retype": lambda: may_retype(region, columns, DIFFERS),
        "missing": lambda: missing(region, columns),
        "missing_sheet": lambda: missing_sheet(region, columns),
        "missing_station": lambda: missing_station(region, columns, 6),
        "opened_again": lambda: opened_again(region, columns),
        "parked_drafts": lambda: parked_drafts(region, columns.record),
        "plan of stations": lambda: plan_for(region, "stations", sheet(("Район", "УИК"), ("Alpha", "900")), columns),
        "plan of tallies": lambda: plan_for(region, "tallies", tallies_sheet(), columns),
        "progress": lambda: progress(region, columns),
        "queue": lambda: queue(region, columns),
        "quick_check": lambda: quick_check(region, columns, ACCEPTED, [1] * len(figures)),
        "receipt_sheet": lambda: receipt_sheet(region, columns, accepted),
        "return_sheet": lambda: return_sheet(region, columns, returned, figures),
        "saved_drafts": lambda: saved_drafts(region),
        "seen_basis": lambda: seen_basis(region, "preliminary"),
        "settled_differences": lambda: settled_differences(region, columns),
        "shown_body": lambda: shown_body(region, entry),
        "speed": counter.speed,
        "stale_drafts": lambda: stale_drafts(region, columns),
        "station_findings": lambda: station_findings(region, columns, BROKEN),
        "station_history": lambda: station_history(region, columns, CLEAN),
        "station_summary": lambda: station_summary(region, columns, CLEAN),
        "station_unit": lambda: station_unit(region, columns, CLEAN, "preliminary"),
        "surveys": lambda: surveys(region, columns),
        "tasks_of_person": lambda: tasks_of_person(region, columns),
        "timeline": lambda: timeline(region, columns, CLEAN),
        "bulletin": lambda: bulletin(region),
        "bulletin_sheet": lambda: bulletin_sheet(region),
        "missing_reports_sheet": lambda: missing_reports_sheet(region),
        "area_turnout": lambda: area_turnout(region),
        "district_turnout": lambda: district_turnout(region),
        "earlier_turnout": lambda: earlier_turnout(region),
        "findings_at": lambda: findings_at(region, CLEAN),
        "findings_of_area": lambda: findings_of_area(region),
        "finished_early": lambda: finished_early(region),
        "missing_reports": lambda: missing_reports(region, "12:00"),
        "newest_total": lambda: newest_total(region),
        "next_missing": lambda: next_missing(region, "12:00", CLEAN),
        "present_slot": lambda: present_slot(region),
        "questions": lambda: (questions(region),),
        "stations_reporting": lambda: stations_reporting(region),
        "told_at": lambda: told_at(region, CLEAN, "10:00"),
        "totals": lambda: totals(region, columns),
        "user's body": lambda: shown_body(region, user),
        "waiting_differences": lambda: waiting_differences(region, columns),
    }


def sheet(*rows: tuple[str, ...]) -> Sheet:
    return Sheet("list", "list.csv", "00", 1, [list(row) for row in rows], range(1, len(rows) + 1))


def tallies_sheet() -> Sheet:
    figures = [str(figure) for figure in protocol().values()]
    return sheet(("УИК", *list(protocol())[: -len(CANDIDATES)], *CANDIDATES), ("7", *figures))


def answer(query: Query) -> str:
    try:
        said = query()
    except ClerkError as refused:
        if refused.code == "role_refused":
            return "-"
        raise
    return "x" if said else "0"


def test_each_role_reads_what_the_table_says(region: Region) -> None:
    asked = every_query(region)
    people = [Person(f"the {role}", (role,)) for role in ROLES]
    found = []
    for name, query in asked.items():
        line = f"{name:22}"
        for region.person in people:
            line += f"{answer(query):{len(region.person.name) - 3}}"
        found.append(line.rstrip())
    head = f"{'':22}{' '.join(ROLES)}"
    assert "\n".join((head, *sorted(found))) == EXPECTED.strip("\n")


def test_the_draft_of_another_is_told_without_what_was_typed(region: Region) -> None:
    told = {}
    for region.person in (AIGUL, BOLAT, SAULE):
        (saved,) = saved_drafts(region)
        told[region.person.name] = (saved.person, saved.draft.parked, saved.draft.figures)
    assert told == {
        "aigul": ("aigul", "page missing", {"1": 500}),
        "bolat": ("aigul", "page missing", {}),
        "saule": ("aigul", "page missing", {}),
    }


def test_nobody_reads_anything_before_a_log_in(region: Region) -> None:
    asked = every_query(region)
    region.person = NOBODY
    heard = {}
    for name, query in asked.items():
        try:
            heard[name] = str(query())
        except ClerkError as refused:
            heard[name] = refused.code
    assert heard == dict.fromkeys(asked, "nobody_logged_in")


def test_every_query_stands_in_the_table_or_gives_nothing_out(region: Region) -> None:
    public = set()
    for module in pkgutil.iter_modules(queries.__path__):
        loaded = importlib.import_module(f"{queries.__name__}.{module.name}")
        public |= {
            name
            for name, function in inspect.getmembers(loaded, inspect.isfunction)
            if function.__module__ == loaded.__name__ and not name.startswith("_")
        }
    assert public - every_query(region).keys() - NO_ANSWERS.keys() == set()
    assert NO_ANSWERS.keys() - public == set()
