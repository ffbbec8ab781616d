"""The set-up, the stations and the choices. Adding, renumbering and withdrawing work on the day as well."""

from typing import TYPE_CHECKING, Any, Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import LARGEST_COUNT
from electdesk.domain.records import Choice, SetUp, Station
from electdesk.domain.records.setup import SET_UP
from electdesk.domain.records.station import STATION_TYPES
from electdesk.domain.set_up_rules import problems_of_fields
from electdesk.services.commands.areas import find_area
from electdesk.services.commands.base import Command, find_contest, find_station, handles, refuse_seen, wanted
from electdesk.services.commands.turnout import refuse_slots
from electdesk.services.commands.votes import voted_for
from electdesk.services.unit_of_work import ChangeSet, new_choice_id

if TYPE_CHECKING:
    from electdesk.services.region import Region


SET_UP_FIELDS: Final = (
    *("region", "commission", "election", "day", "utc_offset", "opens", "closes", "thresholds"),
    *("turnout_slots", "percentage_base", "turnout_definition", "verification", "closing"),
)
"""The fields of the set-up that ``ChangeSetUp`` changes."""
LONGEST_NUMBER: Final = 32
"""Characters of a station number: longer ones are no numbers of any decision about stations."""
CHOICE_KINDS: Final = ("choice", "list", "candidate")


class ChangeSetUp(Command, frozen=True):
    """Change fields of the set-up; those left out stay as they are. ``verification`` wants a reason once protocols are entered."""

    reason: str = ""
    region: dict[str, str] | None = None
    commission: dict[str, str] | None = None
    election: dict[str, str] | None = None
    day: str | None = None
    utc_offset: int | None = None
    opens: str | None = None
    closes: str | None = None
    thresholds: dict[str, int] | None = None
    turnout_slots: tuple[str, ...] | None = None
    percentage_base: str | None = None
    turnout_definition: str | None = None
    verification: str | None = None
    closing: dict[str, str] | None = None


class AddStation(Command, frozen=True):
    """Add a station on the day. ``area`` is an area's record id or one of its names.

    A number that a station of another district bears, and a list of no voters, are taken only where they are said to be meant:
    ``same_number_elsewhere``, ``no_voters``. Voters that nobody knows yet are left out (-1).
    """

    number: str
    area: str
    name: dict[str, str] = {}
    type: str = "ordinary"
    voters: int = -1
    constituency: str = ""
    same_number_elsewhere: bool = False
    no_voters: bool = False


class ChangeStation(Command, frozen=True):
    """Change what the register knows of a station; a new number keeps the old one as an alias. Fields left out stay as they are.

    ``same_number_elsewhere`` says that a new number is meant although a station of another district bears it.
    """

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
    seen: str = ""
    same_number_elsewhere: bool = False


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
    """Take a choice off the ballot, while no entry holds votes for it; a list goes with its candidates."""

    choice: str
    reason: str
    contest: str = ""


def _changed(body: Any, command: Command, fields: tuple[str, ...]) -> Any:
    given = {name: value for name in fields if (value := getattr(command, name)) is not None}
    return msgspec.structs.replace(body, **given)


@handles(ChangeSetUp)
def change_set_up(region: "Region", command: ChangeSetUp) -> ChangeSet:
    body: SetUp = _changed(region.columns.set_up, command, SET_UP_FIELDS)
    before = problems_of_fields(region.columns.set_up)
    wrong = [problem for problem in problems_of_fields(body) if problem not in before]
    if wrong:
        raise ClerkError("set_up_field_wrong", field=wrong[0].path[0], problem=wrong[0].code, of=wrong[0].params)
    if command.region is not None and not any(text.strip() for text in command.region.values()):
        raise ClerkError("set_up_field_wrong", field="region", problem="missing_key", of={"name": "region"})
    _refuse_verification(region, command)
    refuse_slots(region, body)
    unit = region.unit("ChangeSetUp", command.reason)
    unit.put(body, SET_UP)
    return unit.commit()


def _refuse_verification(region: "Region", command: ChangeSetUp) -> None:
    """What settles a tally changes for protocols that are there already: somebody must say why."""
    now = region.columns.set_up.verification
    if command.verification in (None, now):
        return
    if any(columns.entry_seqs for columns in region.columns.contests.values()):
        wanted(command.reason, "verification")


@handles(AddStation)
def add_station(region: "Region", command: AddStation) -> ChangeSet:
    register = region.columns.register
    area = find_area(region, command.area)
    number = _number(command.number)
    if register.find(number, area):
        raise ClerkError("station_exists", station=number)
    if not command.same_number_elsewhere:
        _refuse_elsewhere(region, number)
    if command.voters == 0 and not command.no_voters:
        raise ClerkError("station_without_voters", station=number)
    body = Station(
        number=number,
        area=area,
        name=command.name,
        type=_known_type(command.type),
        voters=_voters(command.voters),
        constituency=command.constituency,
    )
    unit = region.unit("AddStation")
    unit.put(body)
    return unit.commit()


def _refuse_elsewhere(region: "Region", number: str, own: int = -1) -> None:
    """Whoever types a number later would be asked which one is meant, or take the wrong one. Raises ClerkError("number_elsewhere")."""
    register = region.columns.register
    there = [row for row in register.bearing(number) if row != own]
    if there:
        areas = [register.areas.get(register.stations[row].area) for row in there]
        raise ClerkError("number_elsewhere", station=number, districts=[area.name if area is not None else "–" for area in areas])


@handles(ChangeStation)
def change_station(region: "Region", command: ChangeStation) -> ChangeSet:
    register = region.columns.register
    row = find_station(region, command.station)
    before = register.stations[row]
    if command.seen:
        refuse_seen(command.seen, region.store.rows(region.columns.records.heads[register.ids[row]])[-1].id, before.number)
    moves = command.constituency is not None and command.constituency != before.constituency
    if moves and any(row in columns.entry_seqs for columns in region.columns.contests.values()):
        # What was typed is votes for the choices of the old constituency's ballot.
        raise ClerkError("station_in_use", station=before.number)
    body: Station = _changed(before, command, ("name", "address", "note", "constituency"))
    if command.area is not None:
        body = msgspec.structs.replace(body, area=find_area(region, command.area))
    if command.type is not None:
        body = msgspec.structs.replace(body, type=_known_type(command.type))
    if command.voters is not None:
        body = msgspec.structs.replace(body, voters=_voters(command.voters))
    if command.number is not None and command.number.strip() != before.number:
        number = _number(command.number)
        if any(other != row for other in register.find(number, body.area)):
            raise ClerkError("station_exists", station=number)
        if not command.same_number_elsewhere:
            _refuse_elsewhere(region, number, row)
        aliases = tuple(dict.fromkeys((*before.aliases, before.number)))
        body = msgspec.structs.replace(body, number=number, aliases=aliases)
    unit = region.unit("ChangeStation", command.reason)
    unit.put(body, register.ids[row])
    return unit.commit()


@handles(WithdrawStation)
def withdraw_station(region: "Region", command: WithdrawStation) -> ChangeSet:
    row = find_station(region, command.station)
    contests = region.columns.contests.values()
    if any(row in columns.entry_seqs or row in columns.papers or row in columns.tallies for columns in contests):
        raise ClerkError("station_in_use", station=region.columns.register.stations[row].number)
    if region.columns.incidents.of_station(region.columns.register.ids[row]):
        raise ClerkError("station_has_incidents", station=region.columns.register.stations[row].number)
    if region.columns.turnout.place[row].any():
        raise ClerkError("station_has_reports", station=region.columns.register.stations[row].number)
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
    reason = wanted(command.reason, "withdrawal")
    leaving = (record, *(name for name, choice in columns.choices.items() if choice.list == record))
    if voted_for(region, columns, leaving):
        raise ClerkError("choice_in_use", choice=command.choice)
    unit = region.unit("WithdrawChoice", reason)
    for name in leaving:
        unit.withdraw(name, reason)
    return unit.commit()


def _choice(columns: Any, name: str) -> str:
    for choice in columns.ballot:
        if name in (choice.id, choice.number) and choice.id in columns.choices:
            return str(choice.id)
    raise ClerkError("choice_unknown", choice=name, known=[choice.number for choice in columns.ballot])


def _number(text: str) -> str:
    number = text.strip()
    if not number:
        raise ClerkError("station_number_wanted", station=text)
    if len(number) > LONGEST_NUMBER:
        raise ClerkError("station_number_too_long", station=number[:LONGEST_NUMBER], limit=LONGEST_NUMBER)
    return number


def _known_type(name: str) -> str:
    if name not in STATION_TYPES:
        raise ClerkError("station_type_unknown", type=name, known=list(STATION_TYPES))
    return name


def _voters(count: int) -> int:
    if not -1 <= count <= LARGEST_COUNT:
        raise ClerkError("not_a_count", line="voters", value=count, reason="negative" if count < 0 else "too_large")
    return count
