"""The set-up and the register: contests, choices, areas, stations. Adding, renumbering and withdrawing work on the day as well."""

import datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

from electdesk.domain.checks import CHECKS
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import LARGEST_COUNT
from electdesk.domain.forms import load_form
from electdesk.domain.records import Choice, Station
from electdesk.domain.records.contest import Edition
from electdesk.domain.records.setup import SET_UP
from electdesk.domain.records.station import STATION_TYPES
from electdesk.services.commands.base import Command, find_contest, find_station, handles, wanted
from electdesk.services.unit_of_work import ChangeSet, new_choice_id

if TYPE_CHECKING:
    from electdesk.services.region import Region


LIMITS: Final = frozenset(name for check in CHECKS.values() for name in check.limits)
"""The names of the limits that an office may set."""
CHOICE_KINDS: Final = ("choice", "list", "candidate")


class ChangeSetUp(Command, frozen=True):
    """Change fields of the set-up; those left out stay as they are."""

    reason: str = ""
    region: dict[str, str] | None = None
    commission: dict[str, str] | None = None
    election: dict[str, str] | None = None
    day: str | None = None
    utc_offset: int | None = None
    opens: str | None = None
    closes: str | None = None
    thresholds: dict[str, int] | None = None


class ChangeContest(Command, frozen=True):
    """Change the title of a contest, or give it a new edition of its form (the whole text of a form file)."""

    reason: str
    contest: str = ""
    title: dict[str, str] | None = None
    form: str | None = None


class AddStation(Command, frozen=True):
    """Add a station on the day. ``area`` is an area's record id or one of its names."""

    number: str
    area: str
    name: dict[str, str] = {}
    type: str = "ordinary"
    voters: int = -1
    constituency: str = ""


class ChangeStation(Command, frozen=True):
    """Change what the register knows of a station; a new number keeps the old one as an alias. Fields left out stay as they are."""

    station: str
    reason: str = ""
    number: str | None = None
    area: str | None = None
    name: dict[str, str] | None = None
    type: str | None = None
    voters: int | None = None
    address: str | None = None
    note: str | None = None
    constituency: str | None = None


class WithdrawStation(Command, frozen=True):
    """Take a station without entries, papers and decisions out of use."""

    station: str
    reason: str


class AddChoice(Command, frozen=True):
    """Put a choice on the ballot, after those that stand there."""

    name: dict[str, str]
    contest: str = ""
    kind: str = "choice"
    list: str = ""
    constituency: str = ""


class ChangeChoice(Command, frozen=True):
    """Change the name or the place of a choice (by its line number or id)."""

    choice: str
    contest: str = ""
    reason: str = ""
    name: dict[str, str] | None = None
    order: int | None = None


class WithdrawChoice(Command, frozen=True):
    """Take a choice off the ballot, while no entry holds votes for it."""

    choice: str
    reason: str
    contest: str = ""


def _changed(body: Any, command: Command, fields: tuple[str, ...]) -> Any:
    given = {name: value for name in fields if (value := getattr(command, name)) is not None}
    return msgspec.structs.replace(body, **given)


@handles(ChangeSetUp)
def change_set_up(region: "Region", command: ChangeSetUp) -> ChangeSet:
    fields = ("region", "commission", "election", "day", "utc_offset", "opens", "closes", "thresholds")
    _refuse_impossible(command)
    unit = region.unit("ChangeSetUp", command.reason)
    unit.put(_changed(region.columns.set_up, command, fields), SET_UP)
    return unit.commit()


def _refuse_impossible(command: ChangeSetUp) -> None:
    """Refuse a day, clock or limit that could not be shown or computed with later."""
    try:
        if command.day:
            datetime.date.fromisoformat(command.day)
        for time in (command.opens, command.closes):
            if time:
                datetime.time.fromisoformat(time)
    except ValueError as error:
        raise ClerkError("command_unreadable", error=str(error), known=[]) from None
    if command.utc_offset is not None and not -720 <= command.utc_offset <= 840:
        raise ClerkError("command_unreadable", error=f"utc_offset {command.utc_offset}: -720 … 840", known=[])
    for name, limit in (command.thresholds or {}).items():
        if name not in LIMITS or not 0 <= limit <= LARGEST_COUNT:
            raise ClerkError("command_unreadable", error=f"thresholds {name}={limit}", known=sorted(LIMITS))


@handles(ChangeContest)
def change_contest(region: "Region", command: ChangeContest) -> ChangeSet:
    columns = find_contest(region, command.contest)
    body = _changed(columns.contest, command, ("title",))
    if command.form is not None:
        form = load_form(command.form)
        if form.key not in columns.editions:
            body = msgspec.structs.replace(body, editions=(*body.editions, Edition(form.key, command.form)))
    unit = region.unit("ChangeContest", wanted(command.reason, "edition"))
    unit.put(body, columns.record)
    return unit.commit()


@handles(AddStation)
def add_station(region: "Region", command: AddStation) -> ChangeSet:
    register = region.columns.register
    area = _area(region, command.area)
    if not command.number.strip() or register.find(command.number, area):
        raise ClerkError("station_exists" if command.number.strip() else "station_number_wanted", station=command.number)
    body = Station(
        number=command.number.strip(),
        area=area,
        name=command.name,
        type=_known_type(command.type),
        voters=_voters(command.voters),
        constituency=command.constituency,
    )
    unit = region.unit("AddStation")
    unit.put(body)
    return unit.commit()


@handles(ChangeStation)
def change_station(region: "Region", command: ChangeStation) -> ChangeSet:
    register = region.columns.register
    row = find_station(region, command.station)
    before = register.stations[row]
    body: Station = _changed(before, command, ("name", "address", "note", "constituency"))
    if command.area is not None:
        body = msgspec.structs.replace(body, area=_area(region, command.area))
    if command.type is not None:
        body = msgspec.structs.replace(body, type=_known_type(command.type))
    if command.voters is not None:
        body = msgspec.structs.replace(body, voters=_voters(command.voters))
    if command.number is not None and command.number.strip() != before.number:
        taken = [other for other in register.find(command.number, body.area) if other != row]
        if taken or not command.number.strip():
            raise ClerkError("station_exists" if taken else "station_number_wanted", station=command.number)
        aliases = tuple(dict.fromkeys((*before.aliases, before.number)))
        body = msgspec.structs.replace(body, number=command.number.strip(), aliases=aliases)
    unit = region.unit("ChangeStation", command.reason)
    unit.put(body, register.ids[row])
    return unit.commit()


@handles(WithdrawStation)
def withdraw_station(region: "Region", command: WithdrawStation) -> ChangeSet:
    row = find_station(region, command.station)
    contests = region.columns.contests.values()
    if any(row in columns.entry_seqs or row in columns.papers or row in columns.tallies for columns in contests):
        raise ClerkError("station_in_use", station=region.columns.register.stations[row].number)
    unit = region.unit("WithdrawStation", command.reason)
    unit.withdraw(region.columns.register.ids[row], wanted(command.reason, "withdrawal"))
    return unit.commit()


@handles(AddChoice)
def add_choice(region: "Region", command: AddChoice) -> ChangeSet:
    columns = find_contest(region, command.contest)
    own = [choice for choice in columns.choices.values() if choice.contest == columns.record]
    if not any(name.strip() for name in command.name.values()):
        raise ClerkError("choice_name_wanted")
    if command.kind not in CHOICE_KINDS:
        raise ClerkError("command_unreadable", error=f"kind {command.kind!r}", known=list(CHOICE_KINDS))
    lists = [name for name, choice in columns.choices.items() if choice.contest == columns.record and choice.kind == "list"]
    if (command.kind == "candidate") != bool(command.list) or (command.list and command.list not in lists):
        raise ClerkError("choice_unknown", choice=command.list, known=lists)
    order = max((choice.order for choice in own), default=0) + 1
    body = Choice(
        contest=columns.record,
        name=command.name,
        order=order,
        kind=command.kind,
        list=command.list,
        constituency=command.constituency,
    )
    unit = region.unit("AddChoice")
    unit.put(body, new_choice_id())
    return unit.commit()


@handles(ChangeChoice)
def change_choice(region: "Region", command: ChangeChoice) -> ChangeSet:
    columns = find_contest(region, command.contest)
    record = _choice(columns, command.choice)
    if command.name is not None and not any(name.strip() for name in command.name.values()):
        raise ClerkError("choice_name_wanted")
    if command.order is not None and not 1 <= command.order <= LARGEST_COUNT:
        raise ClerkError("not_a_count", line="order", value=command.order, reason="negative" if command.order < 1 else "too_large")
    unit = region.unit("ChangeChoice", command.reason)
    unit.put(_changed(columns.choices[record], command, ("name", "order")), record)
    return unit.commit()


@handles(WithdrawChoice)
def withdraw_choice(region: "Region", command: WithdrawChoice) -> ChangeSet:
    columns = find_contest(region, command.contest)
    record = _choice(columns, command.choice)
    slot = columns.columns.index(record)
    if (columns.figures[:, slot] >= 0).any():
        raise ClerkError("choice_in_use", choice=command.choice)
    unit = region.unit("WithdrawChoice", command.reason)
    unit.withdraw(record, wanted(command.reason, "withdrawal"))
    return unit.commit()


def _choice(columns: Any, name: str) -> str:
    for choice in columns.ballot:
        if name in (choice.id, choice.number) and choice.id in columns.choices:
            return str(choice.id)
    raise ClerkError("choice_unknown", choice=name, known=[choice.number for choice in columns.ballot])


def _area(region: "Region", name: str) -> str:
    areas = region.columns.register.areas
    if name in areas:
        return name
    for record, area in areas.items():
        if (name and name == area.code) or (name.strip() and name.casefold() in (text.casefold() for text in area.name.values())):
            return record
    raise ClerkError("area_unknown", area=name)


def _known_type(name: str) -> str:
    if name not in STATION_TYPES:
        raise ClerkError("station_type_unknown", type=name, known=list(STATION_TYPES))
    return name


def _voters(count: int) -> int:
    if not -1 <= count <= LARGEST_COUNT:
        raise ClerkError("not_a_count", line="voters", value=count, reason="negative" if count < 0 else "too_large")
    return count
