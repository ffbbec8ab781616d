"""A plan made ready: forms read, areas, stations and choices as records, and everything that is wrong named by its place in the plan."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

import msgspec

from electdesk.collector import collector_paused
from electdesk.columns import RegionColumns
from electdesk.columns.register import Register
from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import Form, FormError, contests_of, load_form_named, nearest, shelf
from electdesk.domain.forms.tables import AGAINST_ALL
from electdesk.domain.records import Area, SetUp
from electdesk.domain.records.names import Names, in_language
from electdesk.domain.set_up_rules import Path as PlanPath
from electdesk.domain.set_up_rules import Problem, problems_of_fields
from electdesk.ledger.revision import Revision
from electdesk.ledger.salvage import Hint
from electdesk.services.beginning import free_code
from electdesk.services.commands.people import LONGEST_LOGIN, NewUser, folded
from electdesk.services.imports import ImportOptions, ImportPlan, Sheet
from electdesk.services.imports.planning import says_anything
from electdesk.services.imports.stations import plan_stations
from electdesk.services.imports.words import ANSWERS, fold_heading
from electdesk.services.person import ROLES
from electdesk.services.set_up.choices import choices_of_sheet
from electdesk.services.set_up.plan import ChoicePlan, ContestPlan, Plan
from electdesk.services.unit_of_work import new_record_id

MOST_CELLS: Final = 40
"""So many bad cells of a table are named one by one."""
_AGAINST_ALL: Final = {fold_heading(text) for text in (*AGAINST_ALL.values(), *ANSWERS["against_all"])}


class SheetReader(Protocol):
    """Reads text tables: from a file, and from text that somebody pasted or wrote into a set-up file."""

    def read_file(self, path: Path) -> Sheet:
        """The table of a file. Raises ClerkError (source_missing and others)."""

    def read_text(self, text: str, name: str) -> Sheet:
        """The table of a text; ``name`` stands for the file's. Raises ClerkError (source_empty and others)."""


class ReadyContest(msgspec.Struct, frozen=True):
    """A contest with its form read and its choices in their order."""

    code: str
    title: Names
    form: Form
    choices: tuple[ChoicePlan, ...]


class Ready(msgspec.Struct, frozen=True):
    """A plan as records. ``areas`` holds (record id, area), the region itself first; ``stations`` is None where the plan has none.

    ``users``: () for a region of one person, else the first administrator first.

    With ``problems`` it is not complete, and nothing may be made of it.
    """

    set_up: SetUp
    contests: tuple[ReadyContest, ...]
    areas: tuple[tuple[str, Area], ...]
    stations: ImportPlan | None
    users: tuple[NewUser, ...]
    problems: tuple[Problem, ...]


class _NothingYet:
    """A store without a record: the columns of a region that does not exist yet."""

    def heads(self) -> Iterable[tuple[int, bytes]]:
        return ()

    def stored(self, seqs: Sequence[int]) -> list[tuple[int, bytes]]:
        return []

    def damaged_hints(self) -> Mapping[str, Hint]:
        return {}

    def lineage(self, record: str) -> list[tuple[str, Revision]]:
        return []


def make_ready(
    plan: Plan,
    reader: SheetReader,
    folder: Path,
    new_id: Callable[[], str] = new_record_id,
    load_form: Callable[[str], Form] | None = None,
    stations_of: "Callable[..., ImportPlan] | None" = None,
) -> Ready:
    """Read the forms and tables of a plan and try everything in it. ``folder``: where relative paths begin. Writes nothing.

    ``load_form`` and ``stations_of``: other ways to a form by its name and to the plan of a sheet, for callers that keep what they have read.
    """
    load_form = load_form or (lambda name: forms_named(folder, name))
    problems = [*_names(plan), *problems_of_fields(plan.set_up)]
    contests = _contests(plan, reader, folder, load_form, problems)
    areas = _areas(plan, new_id, problems)
    first = contests[0].form if contests else None
    stations = _stations(
        plan, reader, folder, lambda sheet: (stations_of or plan_stations_of)(sheet, plan.set_up, areas, new_id, first), problems
    )
    problems += _constituencies(plan, contests, stations)
    problems += _users(plan)
    users = tuple(NewUser(user.login, user.name, user.roles, user.office) for user in plan.users if plan.with_users)
    return Ready(plan.set_up, tuple(contests), tuple(areas), stations, users, tuple(problems))


def _names(plan: Plan) -> Iterator[Problem]:
    if not any(text.strip() for text in plan.set_up.region.values()):
        yield Problem(("region",), "missing_key", {"name": "region"})


def forms_named(folder: Path, name: str) -> Form:
    """A form by its id on the shelf, or by a path that begins in ``folder``. Raises ClerkError as ``load_form_named``."""
    return load_form_named(name if name in shelf() or not name.endswith(".toml") else str(folder / name))


def _contests(
    plan: Plan, reader: SheetReader, folder: Path, load_form: Callable[[str], Form], problems: list[Problem]
) -> list[ReadyContest]:
    if not plan.contests:
        problems.append(Problem(("contest",), "no_contests"))
    made: list[ReadyContest] = []
    for place, contest in enumerate(plan.contests):
        path: PlanPath = ("contest", place)
        try:
            form = load_form(contest.form)
        except ClerkError as error:
            problems.append(_form_problem((*path, "form"), contest.form, error))
            continue
        problems += _form_fits(path, plan.set_up, contest, form)
        choices = _choices(path, contest, form, reader, folder, problems)
        for ballot, title, own in contests_of(form):
            if contest.ballot and ballot != contest.ballot:
                continue
            code = contest.code.strip() or ballot
            taken = [other.code for other in made]
            if contest.code.strip() and free_code(code, taken) != code:
                problems.append(Problem((*path, "code"), "contest_twice", {"name": code}))
            named = {language: text for language, text in contest.title.items() if text.strip()}
            made.append(ReadyContest(free_code(code, taken), named or dict(title), own, choices))
    return made


def _form_problem(path: PlanPath, name: str, error: ClerkError) -> Problem:
    if isinstance(error, FormError):
        return Problem(path, "form_unusable", {"name": name, "line": error.params["line"]})
    if error.code == "no_such_form":
        known = shelf()
        params = {"name": name, "known": ", ".join(known), "nearest": nearest(name, known)}
        return Problem(path, "no_such_form" if name else "form_wanted", params)
    return Problem(path, "table", {"error": error.code, "of": error.params})


def _form_fits(path: PlanPath, set_up: SetUp, contest: ContestPlan, form: Form) -> Iterator[Problem]:
    ballots = [template.id for template in form.contests]
    if contest.ballot and contest.ballot not in ballots:
        params = {"name": contest.ballot, "known": ", ".join(ballots) or "–", "nearest": nearest(contest.ballot, ballots)}
        yield Problem((*path, "ballot"), "no_such_ballot", params)
    if len(ballots) > 1 and not contest.ballot and (contest.choices or contest.choices_file or contest.code or contest.title):
        yield Problem((*path, "ballot"), "ballot_wanted", {"known": ", ".join(ballots)})
    if set_up.turnout_definition and set_up.turnout_definition not in form.roles:
        yield Problem(("turnout",), "turnout_not_on_form", {"name": set_up.turnout_definition, "form": form.id})


def _choices(
    path: PlanPath, contest: ContestPlan, form: Form, reader: SheetReader, folder: Path, problems: list[Problem]
) -> tuple[ChoicePlan, ...]:
    choices, key = contest.choices, "choices"
    if contest.choices_file:
        key = "choices_file"
        try:
            choices = (*choices, *choices_of_sheet(reader.read_file(folder / contest.choices_file)))
        except ClerkError as error:
            problems.append(Problem((*path, key), "table", {"error": error.code, "of": error.params}))
    problems += problems_of_choices((*path, key), choices, form)
    return choices


def problems_of_choices(path: PlanPath, choices: Sequence[ChoicePlan], form: Form) -> Iterator[Problem]:
    """What in these choices does not fit the form: names twice, lists where the form has none, against all beside the form's own."""
    rule = form.choices
    if choices and (rule.kind == "none" or not rule.named):
        printed = ", ".join(in_language(fixed.label, "ru") for fixed in rule.fixed) or "–"
        yield Problem(path, "choices_printed", {"name": printed})
        return
    prints_against_all = any(fixed.kind == "against_all" for fixed in rule.fixed)
    seen: set[tuple[str, str]] = set()
    for choice in choices:
        name = in_language(choice.name, "ru")
        if not name.strip():
            yield Problem(path, "choice_unnamed")
            continue
        key = (fold_heading(name), choice.constituency)
        if key in seen:
            yield Problem(path, "choice_twice", {"name": name})
        seen.add(key)
        if fold_heading(name) in _AGAINST_ALL:
            yield Problem(path, "against_all_printed" if prints_against_all else "against_all_not_here", {"name": name})
        if choice.candidates and rule.kind != "lists":
            yield Problem(path, "lists_not_here", {"name": name})


def _areas(plan: Plan, new_id: Callable[[], str], problems: list[Problem]) -> list[tuple[str, Area]]:
    root = new_id()
    made: list[tuple[str, Area]] = [(root, Area(name=plan.set_up.region, kind="region"))]
    by_name: dict[str, str] = {}
    taken: set[tuple[str, str]] = set()
    for place, area in enumerate(plan.areas):
        path: PlanPath = ("area", place)
        names = {language: text for language, text in area.name.items() if text.strip()}
        if not names:
            problems.append(Problem((*path, "name"), "missing_key", {"name": "name"}))
            continue
        parent = by_name.get(area.parent.strip().casefold(), "") if area.parent.strip() else root
        if not parent:
            params = {"name": area.parent, "nearest": nearest(area.parent, by_name)}
            problems.append(Problem((*path, "parent"), "parent_unknown", params))
        record = new_id()
        folded = {text.strip().casefold() for text in names.values()}
        if any((parent, text) in taken for text in folded):
            problems.append(Problem((*path, "name"), "area_twice", {"name": in_language(names, "ru")}))
        taken |= {(parent, text) for text in folded}
        for text in (*folded, area.code.strip().casefold()):
            if text:
                by_name.setdefault(text, record)
        made.append(
            (
                record,
                Area(
                    name=names,
                    kind=area.kind.strip() or "district",
                    parent=parent or root,
                    code=area.code.strip(),
                    order=len(made),
                ),
            )
        )
    return made


def _stations(
    plan: Plan, reader: SheetReader, folder: Path, plan_of: Callable[[Sheet], ImportPlan], problems: list[Problem]
) -> ImportPlan | None:
    if not plan.stations_file and not plan.stations_table.strip():
        return None
    key = "file" if plan.stations_file else "table"
    if plan.stations_file and plan.stations_table.strip():
        problems.append(Problem(("stations", "table"), "stations_twice"))
    try:
        sheet = (
            reader.read_file(folder / plan.stations_file) if key == "file" else reader.read_text(plan.stations_table, "stations")
        )
        found = plan_of(sheet)
    except ClerkError as error:
        problems.append(Problem(("stations", key), "table", {"error": error.code, "of": error.params}))
        return None
    for cell in found.refused[:MOST_CELLS]:
        path: PlanPath = ("stations", key, cell.row) if key == "table" else ("stations", key)
        params = {"cell": cell.cell, "column": cell.column, "value": cell.value, "reason": cell.reason, "other": cell.other}
        problems.append(Problem(path, "cell", params))
    if len(found.refused) > MOST_CELLS:
        problems.append(Problem(("stations", key), "more_cells", {"count": len(found.refused) - MOST_CELLS}))
    return found


def plan_stations_of(
    sheet: Sheet,
    set_up: SetUp,
    areas: Sequence[tuple[str, Area]],
    new_id: Callable[[], str] = new_record_id,
    form: Form | None = None,
) -> ImportPlan:
    """What a list of stations would make in a region that does not exist yet: the import's own dry run. Raises ClerkError as imports do."""
    columns = RegionColumns(_NothingYet())
    columns.set_up = set_up
    columns.register = Register(dict(areas), {})
    with collector_paused():
        plan = plan_stations(sheet, columns, form, ImportOptions(), new_id)
    if not says_anything(plan):
        raise ClerkError("import_no_rows", file=sheet.file)
    return plan


def _constituencies(plan: Plan, contests: Sequence[ReadyContest], stations: ImportPlan | None) -> Iterator[Problem]:
    """A constituency that no station lies in is a slip of the pen in one of the two lists."""
    if stations is None or stations.refused:
        return
    if not any(choice.constituency for contest in plan.contests for choice in contest.choices):
        return
    lying = {getattr(planned.body, "constituency", "") for planned in stations.records}
    for place, contest in enumerate(plan.contests):
        named = {choice.constituency for choice in contest.choices if choice.constituency}
        for name in sorted(named - lying):
            params = {"name": name, "known": ", ".join(sorted(lying - {""})) or "–"}
            yield Problem(("contest", place, "choices"), "constituency_empty", params)


def _users(plan: Plan) -> Iterator[Problem]:
    if plan.users and not plan.with_users:
        yield Problem(("people", "users"), "users_unwanted")
    if plan.with_users and not plan.users:
        yield Problem(("people", "users"), "users_wanted")
    logins: set[str] = set()
    for place, user in enumerate(plan.users):
        path: PlanPath = ("people", "user", place)
        login = folded(user.login)
        if not login:
            yield Problem((*path, "login"), "missing_key", {"name": "login"})
        elif len(user.login) > LONGEST_LOGIN:
            yield Problem((*path, "login"), "login_long", {"name": user.login, "most": LONGEST_LOGIN})
        elif login in logins:
            yield Problem((*path, "login"), "login_twice", {"name": user.login})
        logins.add(login)
        for role in user.roles:
            if role not in ROLES:
                params = {"name": role, "key": "roles", "known": ", ".join(ROLES), "nearest": nearest(role, ROLES)}
                yield Problem((*path, "roles"), "unknown_value", params)
