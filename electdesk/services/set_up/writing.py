"""A plan written as a set-up file: what ``reading`` reads back to the same plan."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from electdesk.domain.records import SetUp
from electdesk.domain.records.names import Names
from electdesk.services.set_up.plan import ChoicePlan, Plan

_ESCAPED: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_set_up(plan: Plan) -> str:
    """The text of the set-up file. Passwords are in no plan, so in no file."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    yield from _fields(plan.set_up)
    if plan.with_users or plan.users:
        yield from ("", "[people]", f"users = {str(plan.with_users).lower()}")
        for user in plan.users:
            yield from ("", "[[people.user]]", f"login = {_text(user.login)}")
            if user.name:
                yield f"name = {_text(user.name)}"
            yield f"roles = {_list(map(_text, user.roles))}"
            if user.office:
                yield f"office = {_text(user.office)}"
    yield from _table("closing", {kind: _text(rule) for kind, rule in plan.set_up.closing.items()})
    yield from _table("thresholds", {name: str(limit) for name, limit in plan.set_up.thresholds.items()})
    for contest in plan.contests:
        yield from ("", "[[contest]]", f"form = {_text(contest.form)}")
        for key in ("ballot", "code", "choices_file"):
            if value := getattr(contest, key):
                yield f"{key} = {_text(value)}"
        if contest.title:
            yield f"title = {_names(contest.title)}"
        if contest.choices:
            yield "choices = ["
            yield from (f"    {_choice(choice)}," for choice in contest.choices)
            yield "]"
    for area in plan.areas:
        yield from ("", "[[area]]", f"name = {_names(area.name)}", f"kind = {_text(area.kind)}")
        for key in ("parent", "code"):
            if value := getattr(area, key):
                yield f"{key} = {_text(value)}"
    if plan.stations_file:
        yield from ("", "[stations]", f"file = {_text(plan.stations_file)}")
    elif plan.stations_table.strip():
        yield from ("", "[stations]", f"table = {_block(plan.stations_table)}")


def _fields(set_up: SetUp) -> Iterator[str]:
    for key in ("region", "commission", "election"):
        if names := getattr(set_up, key):
            yield f"{key} = {_names(names)}"
    if set_up.day:
        yield f"day = {_text(set_up.day)}"
    yield f"utc_offset = {set_up.utc_offset}"
    for key, value in (("opens", set_up.opens), ("closes", set_up.closes)):
        if value:
            yield f"{key} = {_text(value)}"
    if set_up.turnout_slots:
        yield f"turnout_slots = {_list(map(_text, set_up.turnout_slots))}"
    for key, value in (("percentage_base", set_up.percentage_base), ("turnout", set_up.turnout_definition)):
        if value:
            yield f"{key} = {_text(value)}"
    yield f"verification = {_text(set_up.verification)}"


def _table(name: str, values: Mapping[str, str]) -> Iterator[str]:
    if values:
        yield from ("", f"[{name}]", *(f"{key} = {value}" for key, value in values.items()))


def _choice(choice: ChoicePlan) -> str:
    if not choice.constituency and not choice.candidates:
        return _names(choice.name) if set(choice.name) == {""} else f"{{ name = {_names(choice.name)} }}"
    parts = [f"name = {_names(choice.name)}"]
    if choice.constituency:
        parts.append(f"constituency = {_text(choice.constituency)}")
    if choice.candidates:
        parts.append(f"candidates = {_list(map(_names, choice.candidates))}")
    return "{ " + ", ".join(parts) + " }"


def _names(names: Names) -> str:
    if set(names) <= {""}:
        return _text(names.get("", ""))
    return "{ " + ", ".join(f"{language} = {_text(text)}" for language, text in names.items() if language) + " }"


def _list(items: Iterable[str]) -> str:
    return "[" + ", ".join(items) + "]"


def _text(text: str) -> str:
    return '"' + "".join(_ESCAPED.get(letter, letter if letter.isprintable() else f"\\u{ord(letter):04x}") for letter in text) + '"'


def _block(text: str) -> str:
    """A text of several lines as it stands; with escapes where it holds the marks that would end it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n") + "\n"
    return "'''\n" + text + "'''" if "'''" not in text else _text(text)
