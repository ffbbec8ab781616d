"""What a command is, how it finds its handler, how a line of JSON becomes one."""

import functools
import operator
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.services.roles import refuse_role
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.region import Region


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="command", tag=lambda name: name):
    """One thing that a person does. The name of the class is its name in scripts and in the ledger."""


C = TypeVar("C", bound=Command)
PROSE: Final = frozenset({"reason", "note", "address", "form", "confirm", "text", "measures", "why"})
"""Fields that may hold several lines; all other texts are names, numbers and codes of one line."""
_HANDLERS: dict[type[Command], Callable[[Any, Any], ChangeSet]] = {}


def handles(kind: type[C]) -> Callable[[Callable[["Region", C], ChangeSet]], Callable[["Region", C], ChangeSet]]:
    """Declare the handler of a command."""

    def declare(handler: Callable[["Region", C], ChangeSet]) -> Callable[["Region", C], ChangeSet]:
        _HANDLERS[kind] = handler
        return handler

    return declare


def run(region: "Region", command: Command) -> ChangeSet:
    """Run a command's handler, if the person's role allows the command, with every text in the form in which the file keeps it.

    Raises ClerkError: role_refused; text_refused for control characters and for halves of characters, which no file could hold.
    """
    refuse_role(region.person, command)
    given = {name: getattr(command, name) for name in command.__struct_fields__}
    steady = {name: _steady(value, name) for name, value in given.items()}
    if steady != given:
        command = msgspec.structs.replace(command, **steady)
    return _HANDLERS[type(command)](region, command)


def _steady(value: Any, field: str) -> Any:
    """A value with its texts composed (NFC), so that a number typed on one PC is found by the same number typed on another."""
    if isinstance(value, str):
        if value.isascii() and value.isprintable():
            return value
        for letter in value:
            kind = unicodedata.category(letter)
            if kind == "Cs" or (kind == "Cc" and not (field in PROSE and letter in "\n\r\t")):
                raise ClerkError("text_refused", field=field, letter=f"U+{ord(letter):04X}")
        return unicodedata.normalize("NFC", value)
    if isinstance(value, tuple):
        return tuple(_steady(item, field) for item in value)
    if isinstance(value, dict):
        return {_steady(name, field): _steady(item, field) for name, item in value.items()}
    return value


def read_command(line: bytes | str) -> Command:
    """A command from one JSON object. Raises ClerkError("command_unreadable") with the reason as msgspec words it."""
    try:
        found: Command = msgspec.json.decode(line, type=functools.reduce(operator.or_, _HANDLERS))
    except msgspec.ValidationError as error:
        raise ClerkError("command_unreadable", error=str(error), known=sorted(kind.__name__ for kind in _HANDLERS)) from None
    except msgspec.DecodeError as error:
        raise ClerkError("command_unreadable", error=str(error), known=[]) from None
    return found


def schemas() -> dict[str, Any]:
    """The JSON schema of every command, by its name."""
    found, components = msgspec.json.schema_components(tuple(_HANDLERS), ref_template="#/$defs/{name}")
    return {"commands": sorted(kind.__name__ for kind in _HANDLERS), "$defs": components, "oneOf": list(found)}


def find_contest(region: "Region", name: str) -> "ContestColumns":
    """The contest by record id or code; "" where there is only one. Raises ClerkError: contest_unknown, contest_wanted, no_contest."""
    contests = region.columns.contests
    if name in contests:
        return contests[name]
    named = [columns for columns in contests.values() if columns.contest.code == name]
    if named:
        return named[0]
    known = [columns.contest.code for columns in contests.values()]
    if name:
        raise ClerkError("contest_unknown", contest=name, known=known)
    if not contests:
        raise ClerkError("no_contest")
    if len(contests) > 1:
        raise ClerkError("contest_wanted", known=known)
    return next(iter(contests.values()))


def find_station(region: "Region", name: str) -> int:
    """The row of a station by record id, number, or "area / number". Raises ClerkError: station_unknown, station_ambiguous."""
    register = region.columns.register
    if name in register.row_of:
        return register.row_of[name]
    rows = register.find(name)
    if not rows and "/" in name:
        district, _, number = name.rpartition("/")
        areas = register.areas_named(district)
        rows = [row for area in areas for row in register.find(number.strip(), area)]
    if not rows:
        raise ClerkError("station_unknown", station=name)
    if len(rows) > 1:
        areas_of = [register.areas.get(register.stations[row].area) for row in rows]
        where = [area.name if area is not None else "–" for area in areas_of]
        raise ClerkError("station_ambiguous", station=name, districts=where)
    return rows[0]


def refuse_seen(seen: str, now: str, station: str) -> None:
    """Refuse a decision about a state that somebody has changed since. ``seen`` and ``now``: revision ids; "" asks nothing."""
    if seen and seen != now:
        raise ClerkError("record_changed", station=station)


def wanted(text: str, what: str) -> str:
    """A reason or a document number that must be given. Raises ClerkError("reason_wanted")."""
    if not text.strip():
        raise ClerkError("reason_wanted", what=what)
    return text.strip()
