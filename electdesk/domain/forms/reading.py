"""A form file's text made a Form. Every mistake is collected with its line, so that an author mends them all in one go."""

import contextlib
import hashlib
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import LARGEST_COUNT
from electdesk.domain.findings import SEVERITIES
from electdesk.domain.forms import tables
from electdesk.domain.forms.form import ROLES, CheckSettings, ContestTemplate, Form, Group, Line, NamedChoice, Relation, Sample
from electdesk.domain.forms.meaning import Meaning
from electdesk.domain.forms.places import Path
from electdesk.domain.forms.problems import FormError, FormProblem, RuleProblem, fold_number, listed, nearest
from electdesk.domain.forms.program import LARGEST_SIDE
from electdesk.domain.forms.tables import Table, read_choices, read_lines
from electdesk.domain.forms.values import read_values, values_of_votes

_TOP: Final = (
    "id",
    "edition",
    "annex",
    "source",
    "status",
    "country",
    "title",
    "percent_base",
    "turnout",
    "group",
    "line",
    "choices",
    "relation",
    "sample",
    "roles",
    "checks",
    "options",
    "contest",
)
_RELATION: Final = ("code", "rule", "severity", "when", "tolerance", "tolerance_percent", "mark", "name", "message", "each")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*")
_NO_SAMPLE_CODES: Final = ("BLANK", "DIFF")
_MANY: Final = 1000
"""A side of a rule is bounded as if each slot were a sum of this many lines: more choices than any ballot has."""


def load_form(text: str, where: str = "", *, trusted: bool = False) -> Form:
    """The form of a TOML text; ``where`` is the file's name for messages. Raises FormError with every problem found.

    ``trusted`` skips the reading of rules and samples: for a text that was loaded before and is known by its hash (a region
    file's own copy).
    """
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise FormError(where, [_toml_problem(str(error), text)]) from None
    top = Table(data, text)
    form = _form(top, text)
    if form is not None and not trusted:
        for look in (_find_circles, _check_rules, _check_samples):
            if not top.problems:
                look(form, top)
    if top.problems or form is None:
        raise FormError(where, top.problems)
    return form


def _toml_problem(message: str, text: str) -> FormProblem:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(found.group(1)) if found else len(text.splitlines())
    column = int(found.group(2)) if found else 0
    return FormProblem(line, "toml", {"message": re.sub(r"\s*\(at .*\)$", "", message), "column": column})


def _form(top: Table, text: str) -> Form | None:
    top.only(_TOP)
    form_id = top.text("id", required=True)
    if form_id and not tables.FORM_ID.fullmatch(form_id):
        top.problem("id", "bad_id", name=form_id, instead=tables.slug(form_id).replace("_", "-"))
    lines = read_lines(top)
    groups = tuple(_group(table) for table in top.tables("group"))
    choices = read_choices(top, lines)
    relations = [_relation(table) for table in top.tables("relation")]
    relations += _equals_relations(top, lines)
    form = Form(
        id=form_id,
        edition=top.text("edition"),
        annex=top.text("annex"),
        source=top.text("source"),
        status=top.one_of("status", ("seen", "draft"), "draft"),
        country=top.text("country"),
        title=top.languages("title", required=True),
        text=text,
        hash=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        lines=lines,
        groups=groups,
        choices=choices,
        relations=tuple(relations),
        roles=_roles(top, choices.kind != "none"),
        percent_base=top.one_of("percent_base", ("valid", "took_part"), "valid"),
        turnout=top.one_of("turnout", ("issued", "found"), "issued" if "issued" in top.table("roles").data else "found"),
        checks=_checks(top.table("checks")),
        options=_options(top.table("options")),
        contests=tuple(_contest(table) for table in top.tables("contest")),
    )
    _check_names(form, top)
    if top.problems:
        return None
    wholes = tuple(msgspec.structs.replace(line, of=whole.id) if (whole := form.line(line.of)) else line for line in lines)
    return _with_samples(msgspec.structs.replace(form, lines=wholes), top)


def _group(table: Table) -> Group:
    table.only(("id", "label", "inside"))
    return Group(table.identifier("id"), table.languages("label", required=True), table.text("inside"))


def _contest(table: Table) -> ContestTemplate:
    table.only(("id", "title"))
    return ContestTemplate(table.identifier("id"), table.languages("title", required=True))


def _relation(table: Table) -> Relation:
    table.only(_RELATION)
    code = table.text("code", required=True)
    if code and not _CODE.fullmatch(code):
        table.problem("code", "bad_code", name=code)
    if code in _NO_SAMPLE_CODES:
        table.problem("code", "reserved", name=code)
    percent = table.data.get("tolerance_percent", 0)
    if isinstance(percent, bool) or not isinstance(percent, int | Decimal) or percent < 0 or percent > 100:
        table.problem("tolerance_percent", "wrong_type", name="tolerance_percent", wanted="percent")
        percent = 0
    share = Fraction(percent)
    return Relation(
        code=code,
        rule=table.text("rule", required=True),
        severity=table.one_of("severity", SEVERITIES, "hard"),
        when=table.text("when"),
        tolerance=table.whole("tolerance"),
        tolerance_percent=(share.numerator, share.denominator),
        mark=table.texts("mark"),
        name=table.languages("name"),
        message=table.languages("message"),
        each=table.one_of("each", ("", "list", "choice"), ""),
        line=table.line_of(),
    )


def _equals_relations(top: Table, lines: tuple[Line, ...]) -> list[Relation]:
    """A computed line is a hard relation of its own: code "C" and the line's number, or what ``equals_code`` says."""
    relations = []
    for table, line in zip(top.tables("line"), lines, strict=True):
        if line.equals:
            code = table.text("equals_code") or "C" + tables.slug(line.number)
            relations.append(Relation(code, f"[{line.id}] = {line.equals}", "hard", name=line.label, line=table.line_of("equals")))
    return relations


def _roles(top: Table, has_choices: bool) -> dict[str, str]:
    table = top.table("roles")
    table.only(ROLES)
    roles = {}
    for name in table.data:
        value = table.data[name]
        # A role that is one line may be written as its bare number: registered = 1.
        roles[name] = f"[{value}]" if isinstance(value, int) and not isinstance(value, bool) else table.text(name)
    if has_choices:
        roles.setdefault("valid", "sum(choices)")
    return roles


def _checks(table: Table) -> CheckSettings:
    table.only(("reserve_percent", "off", "thresholds"))
    thresholds = table.table("thresholds")
    return CheckSettings(
        table.whole("reserve_percent", 1), table.texts("off"), {name: thresholds.whole(name) for name in thresholds.data}
    )


def _options(table: Table) -> dict[str, bool | int | str]:
    for name, value in table.data.items():
        if not isinstance(value, bool | int | str):
            table.problem(name, "wrong_type", name=name, wanted="option")
    return {name: value for name, value in table.data.items() if isinstance(value, bool | int | str)}


def _with_samples(form: Form, top: Table) -> Form:
    samples = []
    for table in top.tables("sample"):
        table.only(("name", "lines", "votes", "expect", "external", "first_entry"))
        values: dict[str, object] = dict(table.table("lines").data)
        votes = table.data.get("votes")
        if votes is not None:
            try:
                values |= values_of_votes(form, votes if isinstance(votes, list) else [])
            except ClerkError:
                table.problem("votes", "votes", given=len(votes) if isinstance(votes, list) else 0, fixed=len(form.choices.fixed))
        for name in ("external", "first_entry"):
            if name in table.data:
                values[name] = table.table(name).data
        samples.append(Sample(table.text("name", required=True), values, table.texts("expect"), table.line_of()))
    return msgspec.structs.replace(form, samples=tuple(samples))


def _check_names(form: Form, top: Table) -> None:
    """What refers to something else refers to something that is there; nothing is there twice."""
    groups = [group.id for group in form.groups]
    ids = [line.id for line in form.lines]
    _twice(top, "line", ids, "id")
    _twice(top, "line", [fold_number(line.number) for line in form.lines], "number")
    _twice(top, "group", groups, "id")
    _twice(top, "contest", [contest.id for contest in form.contests], "id")
    codes = [relation.code for relation in form.relations]
    _twice(top, "relation", codes, "code")
    for table, line in zip(top.tables("line"), form.lines, strict=True):
        if line.group and line.group not in groups:
            table.problem("group", "unknown_group", name=line.group, nearest=nearest(line.group, groups), known=listed(groups))
        if line.of and form.line(line.of) is None:
            _unknown_line(form, table, "of", line.of)
    for table, group in zip(top.tables("group"), form.groups, strict=True):
        if group.inside and group.inside not in groups:
            table.problem("inside", "unknown_group", name=group.inside, nearest=nearest(group.inside, groups), known=listed(groups))
    for fixed in form.choices.fixed:
        if fixed.id in ids:
            top.problem("choices", "duplicate", name=fixed.id, key="id", first=top.line_of("line", ids.index(fixed.id), "id"))
    known = [*codes, *_NO_SAMPLE_CODES]
    for table in top.tables("sample"):
        for code in table.texts("expect"):
            if code not in known:
                table.problem("expect", "unknown_code", name=code, nearest=nearest(code, known), known=listed(known))


def _twice(top: Table, table: str, names: list[str], key: str) -> None:
    for place, name in enumerate(names):
        first = names.index(name)
        written = key in top.tables(table)[place].data if place < len(top.tables(table)) else True
        if name and first < place and written:
            top.problem(table, "duplicate", at=(table, place, key), name=name, key=key, first=top.line_of(table, first, key))


def _unknown_line(form: Form, table: Table, key: str, name: str) -> None:
    numbers = [line.number for line in form.lines]
    near = nearest(name, numbers) or nearest(name, [line.id for line in form.lines])
    table.problem(key, "unknown_line", name=name, nearest=near, known=listed(numbers))


def _find_circles(form: Form, top: Table) -> None:
    """A line computed from itself, part of itself, or a group inside itself: nobody could fill such a paper."""
    meaning = Meaning(form, form.number_choices())
    sources: dict[str, list[str]] = {}
    for place, line in enumerate(form.lines):
        if line.equals:
            try:
                _, slots = meaning.amount(line.equals)
            except RuleProblem as problem:
                top.problem("line", problem.code, at=("line", place, "equals"), **problem.params)
                continue
            sources[line.id] = [form.lines[slot].id for slot in slots if slot < len(form.lines)]
    numbers = {line.id: line.number for line in form.lines}
    places = {line.id: place for place, line in enumerate(form.lines)}
    _circles(sources, lambda name, path: _circular(top, ("line", places[name], "equals"), [numbers[each] for each in path]))
    parts = {line.id: [line.of] for line in form.lines if line.of}
    _circles(parts, lambda name, path: _circular(top, ("line", places[name], "of"), [numbers[each] for each in path]))
    groups = {group.id: [group.inside] for group in form.groups if group.inside}
    order = [group.id for group in form.groups]
    _circles(groups, lambda name, path: _circular(top, ("group", order.index(name), "inside"), path))


def _circular(top: Table, at: Path, path: list[str]) -> None:
    top.problem("", "circular", at=at, path=" → ".join(path), name=path[0])


def _circles(sources: dict[str, list[str]], report: Callable[[str, list[str]], None]) -> None:
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> None:
        if name in path:
            report(path[path.index(name)], [*path[path.index(name) :], name])
            return
        if name not in done:
            for source in sources.get(name, []):
                walk(source, [*path, name])
            done.add(name)

    for name in sources:
        walk(name, [])


def _check_rules(form: Form, top: Table) -> None:
    """Every rule, guard, mark and role read once on a ballot of the smallest size, so that a mistake shows before election day."""
    inside = tuple(NamedChoice(f"candidate-{place}", "") for place in range(2)) if form.choices.kind == "lists" else ()
    meaning = Meaning(
        form,
        form.number_choices([NamedChoice("choice-1", "", inside)] if form.choices.named and form.choices.kind != "none" else []),
    )
    meaning.reach = _choices_in_samples(form) or meaning.reach
    ordinary = len(top.tables("relation"))

    def read(at: Path, reading: Callable[[], Any]) -> None:
        try:
            program = reading()
            if isinstance(program, tuple) and program[0].bound(LARGEST_COUNT * _MANY) >= LARGEST_SIDE:
                raise RuleProblem("too_large", limit=LARGEST_SIDE)
        except RuleProblem as problem:
            top.problem("", problem.code, at=at, **problem.params)

    for place, relation in enumerate(form.relations[:ordinary]):
        here: Path = ("relation", place)
        items = list(meaning.items(relation.each))
        if not items:
            top.problem("", "each_without_lists", at=(*here, "each"), each=relation.each)
            continue
        read((*here, "rule"), lambda item=items[0], text=relation.rule: meaning.condition(text, item))  # type: ignore[misc]
        if relation.when:
            read((*here, "when"), lambda item=items[0], text=relation.when: meaning.condition(text, item))  # type: ignore[misc]
        for name in relation.mark:
            read((*here, "mark"), lambda name=name: meaning.marked(name))  # type: ignore[misc]
        if (relation.tolerance or relation.tolerance_percent[0]) and re.search(r"!=|≠|<>", relation.rule):
            top.problem("", "tolerance_not_equal", at=(*here, "rule"))
    for place, line in enumerate(form.lines):
        if line.optional_when:
            read(("line", place, "optional"), lambda text=line.optional_when: meaning.condition(text))  # type: ignore[misc]
    for name, text in form.roles.items():
        read(("roles", name), lambda text=text: meaning.amount(text))  # type: ignore[misc]
    _check_bases(form, top)


def _choices_in_samples(form: Form) -> int:
    """How many choices the longest sample has: a rule that names a later one by number is a slip. 0 where no sample can be read."""
    longest = 0
    for sample in form.samples:
        with contextlib.suppress(ClerkError):
            longest = max(longest, sum(choice.kind != "candidate" for choice in read_values(form, sample.values).ballot))
    return longest


def _check_bases(form: Form, top: Table) -> None:
    for key, role in (("percent_base", form.percent_base), ("turnout", form.turnout)):
        if key in top.data and role not in form.roles and not (role == "found" and "took_part" in form.roles):
            top.problem(key, "role_missing", name=role)


def _check_samples(form: Form, top: Table) -> None:
    for table, sample in zip(top.tables("sample"), form.samples, strict=True):
        try:
            read_values(form, sample.values)
        except ClerkError as error:
            params = {name: value for name, value in error.params.items() if name != "name"}
            table.problem("lines", "sample_values", name=sample.name, **params)
