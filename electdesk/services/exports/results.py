"""Results by station for other programs: units, choices and their votes, as typed data in no format yet."""

import datetime as dt
from typing import TYPE_CHECKING, Literal

import msgspec
import numpy as np

import electdesk
from electdesk.columns import Basis, ContestColumns
from electdesk.columns.panel import Counts
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import NO_NUMBER
from electdesk.domain.records.names import Names
from electdesk.domain.states import Mark, State
from electdesk.services.exports.gathering import refuse_basis
from electdesk.services.exports.tables import Phrase
from electdesk.services.exports.tallies import figures_in
from electdesk.services.queries.progress import districts_above
from electdesk.services.queries.summary import choice_names
from electdesk.services.roles import refuse_read

if TYPE_CHECKING:
    from electdesk.services.region import Region

UnitStatus = Literal["completed", "in-process", "not-processed"]


class ResultUnit(msgspec.Struct, frozen=True, kw_only=True):
    """The region (``kind`` "region"), a district or city, or a station. ``inside``: the records of the units that it is made of.

    ``registered`` and ``took_part`` are of a station that the basis counts, None of others.
    """

    record: str
    kind: str
    names: Names
    number: str = ""
    code: str = ""
    inside: tuple[str, ...] = ()
    stations: int = 1
    reported: int = 0
    registered: int | None = None
    took_part: int | None = None
    status: UnitStatus = "not-processed"


class ResultChoice(msgspec.Struct, frozen=True, kw_only=True):
    """``kind``: "candidate", "list", "answer" (yes, no) or "against_all". ``votes``: station (record) → votes."""

    id: str
    kind: Literal["candidate", "list", "answer", "against_all"]
    names: Names
    votes: dict[str, int]


class ResultContest(msgspec.Struct, frozen=True, kw_only=True):
    """``ballots``: station (record) → (ballots found or issued, invalid ones or None)."""

    record: str
    title: Names
    kind: Literal["candidates", "lists", "question"]
    choices: tuple[ResultChoice, ...]
    ballots: dict[str, tuple[int, int | None]]
    stations: int
    reported: int


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """``made_at`` on the region's clock, ``utc_offset`` minutes ahead of UTC. ``left_out``: what a reader of results alone will miss."""

    region: str
    names: Names
    commission: Names
    election: Names
    day: str
    is_test: bool
    basis: Basis
    fingerprint: str
    version: str
    made_at: dt.datetime
    utc_offset: int
    language: str
    units: tuple[ResultUnit, ...]
    contests: tuple[ResultContest, ...]
    left_out: tuple[Phrase, ...]


def results(region: "Region", basis: str, language: str) -> Results:
    """The results of all contests in a basis. Raises ClerkError: export_no_day, no_contest, and as ``refuse_basis`` does."""
    chosen = refuse_basis(region, basis)
    refuse_read(region.person, "totals")
    set_up = region.columns.set_up
    contests = list(region.columns.contests.values())
    if not contests:
        raise ClerkError("no_contest")
    if not set_up.day:
        raise ClerkError("export_no_day")
    left_out: list[Phrase] = []
    figures = {columns.record: figures_in(region, columns, chosen) for columns in contests}
    made = tuple(_contest(columns, chosen, figures[columns.record], left_out) for columns in contests)
    if len(contests) > 1:
        left_out.append(Phrase("lost_registered"))
    return Results(
        region=region.store.region_id,
        names=set_up.region,
        commission=set_up.commission,
        election=set_up.election or contests[0].contest.title,
        day=set_up.day,
        is_test=region.is_test,
        basis=chosen,
        fingerprint=region.store.fingerprint,
        version=electdesk.__version__,
        made_at=region.on_its_clock(region.clock.now()).replace(tzinfo=None, microsecond=0),
        utc_offset=set_up.utc_offset,
        language=language,
        units=tuple(_units(region, contests[0], chosen, figures[contests[0].record])),
        contests=made,
        left_out=(*left_out, Phrase("lost_findings")),
    )


def _contest(columns: ContestColumns, basis: Basis, figures: Counts, left_out: list[Phrase]) -> ResultContest:
    counted = np.flatnonzero(columns.counted[basis]).tolist()
    width, ids = len(columns.form.lines), columns.register.ids
    title = columns.contest.title
    choices: list[ResultChoice] = []
    named = False
    for place, choice in enumerate(columns.ballot, start=width):
        if choice.kind == "candidate":
            continue
        fixed = columns.form.fixed_choice(choice.id) if choice.id not in columns.choices else None
        named = named or fixed is None
        kind: Literal["candidate", "list", "answer", "against_all"] = (
            "list"
            if choice.kind == "list"
            else "against_all"
            if choice.kind == "against_all"
            else "answer"
            if fixed
            else "candidate"
        )
        votes = {ids[row]: int(figures[row, place]) for row in counted if figures[row, place] >= 0}
        choices.append(ResultChoice(id=choice.id, kind=kind, names=choice_names(columns, choice.id), votes=votes))
    lost = [line.number for line in columns.form.lines if line.id not in _told_lines(columns)]
    if lost:
        left_out.append(Phrase("lost_lines", {"names": title, "lines": ", ".join(lost)}))
    silent = int((figures[counted] == NO_NUMBER).any(axis=1).sum()) if counted else 0
    if silent:
        left_out.append(Phrase("lost_no_number", {"names": title, "stations": silent}))
    if any(choice.kind == "candidate" for choice in columns.ballot):
        left_out.append(Phrase("lost_candidates", {"names": title}))
    if any(choice.constituency for choice in columns.choices.values() if choice.contest == columns.record):
        left_out.append(Phrase("lost_constituencies", {"names": title}))
    return ResultContest(
        record=columns.record,
        title=title,
        kind="lists" if columns.form.choices.kind == "lists" else "candidates" if named else "question",
        choices=tuple(choices),
        ballots=_ballots(columns, counted, figures),
        stations=len(columns.register),
        reported=int(columns.reported[basis].sum()),
    )


def _told_lines(columns: ContestColumns) -> set[str]:
    """The lines that a report of results has room for: the list, who took part, invalid ballots."""
    roles = ("registered", "found" if "found" in columns.form.roles else "took_part", "invalid")
    told = [columns.checks.role_lines(role) for role in roles]
    return {lines[0] for lines in told if len(lines) == 1}


def _ballots(columns: ContestColumns, counted: list[int], figures: Counts) -> dict[str, tuple[int, int | None]]:
    cast = "found" if "found" in columns.form.roles else "took_part" if "took_part" in columns.form.roles else "issued"
    made: dict[str, tuple[int, int | None]] = {}
    for row in counted:
        vector = figures[row].tolist()
        amount, known = columns.checks.evaluate_role(cast, vector)
        invalid, told = columns.checks.evaluate_role("invalid", vector)
        if known:
            made[columns.register.ids[row]] = (int(amount), int(invalid) if told else None)
    return made


def _units(region: "Region", columns: ContestColumns, basis: Basis, figures: Counts) -> list[ResultUnit]:
    """The region, its districts and all stations, each of them in one unit above it."""
    register, set_up = columns.register, region.columns.set_up
    above = districts_above(region)
    in_area: dict[str, list[int]] = {area: [] for area in above}
    top_of = {place: area for area, places in above.items() for place in places}
    outside: list[int] = []
    for row, place in enumerate(register.area.tolist()):
        (in_area[top_of[place]] if place in top_of else outside).append(row)
    counted = columns.counted[basis]
    annulled = columns.state == State.ANNULLED
    root = next((area for area in register.area_ids if register.areas[area].kind == "region"), "region")
    districts = [area for area in register.area_ids if in_area.get(area)]
    units = [
        ResultUnit(
            record=root,
            kind="region",
            names=set_up.region,
            inside=(*districts, *(register.ids[row] for row in outside)),
            stations=len(register),
            reported=int(columns.reported[basis].sum()),
        )
    ]
    for area in districts:
        rows = in_area[area]
        described = register.areas[area]
        units.append(
            ResultUnit(
                record=area,
                kind=described.kind,
                names=described.name,
                code=described.code,
                inside=tuple(register.ids[row] for row in rows),
                stations=len(rows),
                reported=int((counted[rows] | annulled[rows]).sum()),
            )
        )
    for row, station in enumerate(register.stations):
        shown = bool(counted[row])
        registered, took_part = _of_list(columns, figures[row].tolist()) if shown else (None, None)
        begun = columns.state[row] != State.AWAITED or bool(columns.marks[row] & Mark.PHONED)
        units.append(
            ResultUnit(
                record=register.ids[row],
                kind="station",
                names=station.name,
                number=station.number,
                reported=int(shown or bool(annulled[row])),
                registered=registered,
                took_part=took_part,
                status="completed" if shown or annulled[row] else "in-process" if begun else "not-processed",
            )
        )
    return units


def _of_list(columns: ContestColumns, vector: list[int]) -> tuple[int | None, int | None]:
    registered, known = columns.checks.evaluate_role("registered", vector)
    took_part, told = columns.checks.evaluate_role("took_part" if "took_part" in columns.form.roles else "found", vector)
    return (int(registered) if known else None), (int(took_part) if told else None)
