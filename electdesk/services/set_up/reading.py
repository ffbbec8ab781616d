"""A set-up file: the TOML text made a plan, each mistake with its line and what to write instead. resources/samples holds one of each kind."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms.form import LANGUAGES
from electdesk.domain.forms.places import line_of
from electdesk.domain.forms.tables import Table
from electdesk.domain.records import SetUp
from electdesk.domain.records.names import Names
from electdesk.domain.records.setup import DOUBLE, SINGLE
from electdesk.domain.set_up_rules import Problem
from electdesk.services.set_up.plan import AreaPlan, ChoicePlan, ContestPlan, Plan, UserPlan
from electdesk.services.set_up.problems import SetUpFileError
from electdesk.services.set_up.ready import Ready, SheetReader, make_ready

TOP: Final = (
    *("region", "commission", "election", "day", "utc_offset", "opens", "closes", "turnout_slots"),
    *("percentage_base", "turnout", "verification", "people", "closing", "thresholds", "contest", "area", "stations"),
)
"""The keys and tables of a set-up file."""
_CONTEST: Final = ("form", "ballot", "code", "title", "choices", "choices_file")


def read_set_up(path: Path, reader: SheetReader) -> tuple[Plan, Ready]:
    """The plan of a set-up file, ready to be made. Paths inside begin at the file's folder.

    Raises SetUpFileError with every problem; ClerkError("set_up_unreadable") with ``file`` and ``reason`` where there is no text to read.
    """
    text = _text(path)
    plan, table = parse_set_up(text, str(path))
    shape = [Problem((), found.code, found.params, found.line) for found in table.problems]
    ready = make_ready(plan, reader, path.parent)
    # What does not fit is told with the rest of the file, but once: where the shape of a line is wrong, its meaning is not judged.
    misshapen = {problem.line for problem in shape if problem.line}
    told = {(problem.line, problem.code) for problem in shape}
    found = [_at_line(problem, table, text) for problem in ready.problems]
    meaning = [problem for problem in found if problem.line not in misshapen and (problem.line, problem.code) not in told]
    if shape or meaning:
        raise SetUpFileError(str(path), [*shape, *meaning])
    return plan, ready


def open_set_up(path: Path) -> Plan:
    """The plan of a set-up file as it is written, with its paths made whole; forms and tables are not tried. Raises as ``read_set_up``."""
    plan, table = parse_set_up(_text(path), str(path))
    if table.problems:
        raise SetUpFileError(str(path), [Problem((), found.code, found.params, found.line) for found in table.problems])
    folder = path.parent.absolute()
    contests = tuple(
        msgspec.structs.replace(
            contest,
            form=str(folder / contest.form) if contest.form.endswith(".toml") else contest.form,
            choices_file=str(folder / contest.choices_file) if contest.choices_file else "",
        )
        for contest in plan.contests
    )
    stations = str(folder / plan.stations_file) if plan.stations_file else ""
    return msgspec.structs.replace(plan, contests=contests, stations_file=stations)


def parse_set_up(text: str, where: str = "") -> tuple[Plan, Table]:
    """The plan that a text describes, and its table with the problems of its shape. Raises SetUpFileError for what is no TOML."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line = int(found.group(1)) if found else len(text.splitlines())
        params = {"message": re.sub(r"\s*\(at .*\)$", "", str(error)), "column": int(found.group(2)) if found else 0}
        raise SetUpFileError(where, [Problem((), "toml", params, line)]) from None
    table = Table(data, text)
    return _plan(table), table


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ClerkError("set_up_unreadable", file=str(path), reason="missing") from None
    except UnicodeDecodeError:
        raise ClerkError("set_up_unreadable", file=str(path), reason="not_utf8") from None
    except OSError as error:
        reason = "folder" if isinstance(error, IsADirectoryError) else "not_readable"
        raise ClerkError("set_up_unreadable", file=str(path), reason=reason) from None


def _at_line(problem: Problem, table: Table, text: str) -> Problem:
    """The problem with the line it stands in; inside a table of text, the very row."""
    path = problem.path
    line = line_of(table.places, path)
    if path[:2] == ("stations", "table") and len(path) == 3:
        line = line_of(table.places, path[:2])
        opening = text.splitlines()[line - 1].rstrip() if line else ""
        # A line break right behind the quotation marks is no part of the text.
        line += int(path[2]) - (not opening.endswith(("'''", '"""')))
    return msgspec.structs.replace(problem, line=line)


def _plan(top: Table) -> Plan:
    top.only(TOP)
    people = top.table("people")
    people.only(("users", "user"))
    with_users = people.truth("users", bool(people.data.get("user")))
    stations = top.table("stations")
    stations.only(("file", "table"))
    return Plan(
        set_up=_set_up(top, with_users),
        contests=tuple(_contest(table) for table in top.tables("contest")),
        areas=tuple(_area(table) for table in top.tables("area")),
        stations_file=stations.text("file"),
        stations_table=_long_text(stations, "table"),
        with_users=with_users,
        users=tuple(_user(table) for table in people.tables("user")),
    )


def _set_up(top: Table, with_users: bool) -> SetUp:
    limits, closing = top.table("thresholds"), top.table("closing")
    return SetUp(
        region=_names(top, "region", required=True),
        commission=_names(top, "commission"),
        election=_names(top, "election"),
        day=_day(top),
        utc_offset=_offset(top),
        opens=top.text("opens"),
        closes=top.text("closes"),
        turnout_slots=top.texts("turnout_slots"),
        percentage_base=top.text("percentage_base"),
        turnout_definition=top.text("turnout"),
        verification=top.text("verification") or (DOUBLE if with_users else SINGLE),
        closing={key: closing.text(key) for key in closing.data},
        thresholds={key: limits.whole(key) for key in limits.data},
    )


def _contest(table: Table) -> ContestPlan:
    table.only(_CONTEST)
    return ContestPlan(
        form=table.text("form", required=True),
        ballot=table.text("ballot"),
        code=table.text("code"),
        title=_names(table, "title"),
        choices=_choices(table),
        choices_file=table.text("choices_file"),
    )


def _choices(table: Table) -> tuple[ChoicePlan, ...]:
    value = table.data.get("choices", [])
    items = value if isinstance(value, list) else None
    if items is None or not all(isinstance(item, str | dict) for item in items):
        table.problem("choices", "wrong_type", name="choices", wanted="choices")
        return ()
    made = []
    for place, item in enumerate(items):
        inner = Table({"name": item} if isinstance(item, str) else item, parent=table, path=(*table.path, "choices", place))
        inner.only(("name", "constituency", "candidates"))
        candidates = inner.data.get("candidates", [])
        if not isinstance(candidates, list):
            inner.problem("candidates", "wrong_type", name="candidates", wanted="list")
            candidates = []
        names = (_names(Table({"name": each}, parent=inner, path=inner.path), "name", required=True) for each in candidates)
        made.append(ChoicePlan(_names(inner, "name", required=True), inner.text("constituency"), tuple(names)))
    return tuple(made)


def _area(table: Table) -> AreaPlan:
    table.only(("name", "kind", "parent", "code"))
    return AreaPlan(
        name=_names(table, "name", required=True),
        kind=table.text("kind") or "district",
        parent=table.text("parent"),
        code=table.text("code"),
    )


def _user(table: Table) -> UserPlan:
    table.only(("login", "name", "roles", "office"))
    return UserPlan(
        login=table.text("login", required=True),
        name=table.text("name"),
        roles=table.texts("roles") or ("clerk",),
        office=table.text("office"),
    )


def _names(table: Table, key: str, *, required: bool = False) -> Names:
    """A name: one text, or a table of some of the three languages."""
    value: Any = table.data.get(key)
    if isinstance(value, dict):
        for language in value:
            if language not in LANGUAGES:
                table.problem(key, "unknown_key", name=language, known=", ".join(LANGUAGES))
        found = {language: " ".join(text.split()) for language, text in value.items() if isinstance(text, str) and text.strip()}
    else:
        text = " ".join(table.text(key).split())
        found = {"": text} if text else {}
    if required and not found:
        table.problem(key, "missing_key", name=key)
    return found


def _day(table: Table) -> str:
    """A day as text; TOML's own date (without quotation marks) is one too."""
    value: Any = table.data.get("day")
    return value.isoformat() if hasattr(value, "isoformat") else table.text("day")


def _offset(table: Table) -> int:
    value: Any = table.data.get("utc_offset", 300)
    if isinstance(value, bool) or not isinstance(value, int):
        table.problem("utc_offset", "wrong_type", name="utc_offset", wanted="minutes")
        return 300
    return value


def _long_text(table: Table, key: str) -> str:
    """A text as it stands, with its line breaks."""
    value: Any = table.data.get(key, "")
    if not isinstance(value, str):
        table.problem(key, "wrong_type", name=key, wanted="text")
        return ""
    return value
