"""Reading the tables of a form file, one kind of value at a time, each mistake noted at its line; the form's lines and choices."""

import re
from collections.abc import Iterable
from typing import Any, Final, get_args

from electdesk.domain.forms.form import LANGUAGES, ChoiceRule, FixedChoice, Line, LineKind, Option, Text
from electdesk.domain.forms.places import Path, line_of, places_of
from electdesk.domain.forms.problems import FormProblem, listed, nearest
from electdesk.domain.forms.values import RESERVED

FORM_ID = re.compile(r"[a-z0-9][a-z0-9\-]*")
_ID = re.compile(r"[a-z][a-z0-9_]*")

_LINE: Final = (
    "id",
    "number",
    "label",
    "group",
    "optional",
    "of",
    "kind",
    "options",
    "words",
    "headers",
    "equals",
    "equals_code",
    "seen",
)
_CHOICES: Final = (
    "kind",
    "first",
    "number",
    "list_number",
    "candidate_number",
    "candidate",
    "optional",
    "label",
    "fixed",
    "against_all",
    "words",
)
AGAINST_ALL: Final[Text] = {"ru": "Против всех", "kk": "Бәріне қарсымын", "en": "against all"}
_LATIN: Final = str.maketrans("абвгдеёзийклмнопрстуфыэ", "abvgdeezijklmnoprstufye")


class Table:
    """A table of the file at its path. Tables made from it share ``problems`` and the places of the text."""

    def __init__(self, data: dict[str, Any], text: str = "", *, parent: "Table | None" = None, path: Path = ()) -> None:
        self.data = data
        self.path = path
        self.places: dict[Path, int] = parent.places if parent else places_of(text)
        self.problems: list[FormProblem] = parent.problems if parent else []
        self._tables: dict[str, list[Table]] = {}
        self._reported: set[tuple[int, str, str]] = parent._reported if parent else set()

    def problem(self, key: str, code: str, /, *, at: Path | None = None, **params: Any) -> None:
        """Note a mistake at a key of this table, or at a path from the top. The same mistake of the same place is noted once."""
        line = line_of(self.places, at if at is not None else (*self.path, key))
        mark = (line, code, str(params.get("name", "")))
        if mark not in self._reported:
            self._reported.add(mark)
            self.problems.append(FormProblem(line, code, params))

    def line_of(self, *path: str | int) -> int:
        """The line of the table itself, or of something in it."""
        return line_of(self.places, (*self.path, *path))

    def only(self, known: Iterable[str]) -> None:
        """Note every key that this table does not have."""
        known = tuple(known)
        for key in self.data:
            if key not in known:
                self.problem(key, "unknown_key", name=key, nearest=nearest(key, known), known=listed(known))

    def text(self, key: str, *, required: bool = False) -> str:
        """A text; a whole number is taken as its digits. "" where there is none."""
        value = self.data.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is None or (isinstance(value, str) and not value.strip()):
            if required:
                self.problem(key, "missing_key", name=key)
            return ""
        if not isinstance(value, str):
            self.problem(key, "wrong_type", name=key, wanted="text")
            return ""
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts (numbers are taken as their digits); one text alone is a list of one."""
        value = self.data.get(key, [])
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str | int) and not isinstance(item, bool) for item in items):
            self.problem(key, "wrong_type", name=key, wanted="list")
            return ()
        return tuple(str(item) for item in items)

    def whole(self, key: str, default: int = 0) -> int:
        """A whole number of at least 0."""
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.problem(key, "wrong_type", name=key, wanted="whole")
            return default
        return value

    def truth(self, key: str, default: bool = False) -> bool:
        """true or false."""
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            self.problem(key, "wrong_type", name=key, wanted="truth")
            return default
        return value

    def one_of(self, key: str, known: Iterable[str], default: str) -> Any:
        """One of a few words: the words of the Literal that the caller assigns it to (hence Any)."""
        value = self.text(key)
        words = tuple(known)
        if value in words and value:
            return value
        if value:
            self.problem(
                key, "unknown_value", name=value, key=key, nearest=nearest(value, words), known=listed(filter(None, words))
            )
        return default

    def languages(self, key: str, *, required: bool = False) -> Text:
        """A text in the three languages; each one that is missing is noted."""
        value = self.data.get(key)
        if value is None:
            if required:
                self.problem(key, "missing_language", name=key, languages=listed(LANGUAGES))
            return {}
        if not isinstance(value, dict):
            self.problem(key, "missing_language", name=key, languages=listed(LANGUAGES))
            return {}
        missing = [language for language in LANGUAGES if not isinstance(value.get(language), str) or not value[language].strip()]
        if missing:
            self.problem(key, "missing_language", name=key, languages=listed(missing))
        for extra in value:
            if extra not in LANGUAGES:
                self.problem(key, "unknown_key", name=extra, nearest="", known=listed(LANGUAGES))
        return {language: value[language].strip() for language in LANGUAGES if language not in missing}

    def identifier(self, key: str, default: str = "") -> str:
        """An id: small ASCII letters, digits, underscores, a letter first."""
        value = self.text(key, required=not default) or default
        if value and not _ID.fullmatch(value):
            self.problem(key, "bad_id", name=value, instead=slug(value))
        if value in RESERVED:
            self.problem(key, "reserved", name=value)
        return value

    def table(self, key: str) -> "Table":
        """A table inside; an empty one where there is none."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            self.problem(key, "wrong_type", name=key, wanted="table")
            value = {}
        return Table(value, parent=self, path=(*self.path, key))

    def tables(self, key: str) -> "list[Table]":
        """A list of tables inside, written [[key]]; one [key] alone is taken as a list of one."""
        if key not in self._tables:
            value = self.data.get(key, [])
            single = isinstance(value, dict)
            items = [value] if single else value
            if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
                self.problem(key, "wrong_type", name=key, wanted="tables")
                items = []
            paths = [(*self.path, key) if single else (*self.path, key, place) for place in range(len(items))]
            self._tables[key] = [Table(item, parent=self, path=path) for item, path in zip(items, paths, strict=True)]
        return self._tables[key]


def slug(text: str) -> str:
    """A text as an id: 3а → 3a, D1 → d1, Tel lijst → tel_lijst."""
    return re.sub(r"[^a-z0-9]+", "_", text.casefold().translate(_LATIN)).strip("_")


def read_lines(top: Table) -> tuple[Line, ...]:
    """The lines of the form in the order of the paper."""
    tables = top.tables("line")
    if not tables:
        top.problem("line", "no_lines")
    return tuple(_line(table) for table in tables)


def _line(table: Table) -> Line:
    table.only(_LINE)
    number = table.text("number", required=True)
    kind = table.one_of("kind", get_args(LineKind), "count")
    options = tuple(_option(option) for option in table.tables("options"))
    if kind == "oneof" and len(options) < 2:
        table.problem("options", "options_missing", name=number)
    if kind != "oneof" and options:
        table.problem("options", "options_unexpected", name=number)
    if len({option.id for option in options}) != len(options):
        table.problem("options", "duplicate", name=number, key="options", first=table.line_of("options"))
    optional = table.data.get("optional", False)
    if not isinstance(optional, bool | str):
        table.problem("optional", "wrong_type", name="optional", wanted="truth")
    return Line(
        id=table.identifier("id", "line_" + slug(number)),
        number=number,
        label=table.languages("label", required=True),
        group=table.text("group"),
        optional=optional is True,
        optional_when=optional if isinstance(optional, str) else "",
        of=table.text("of"),
        kind=kind,
        options=options,
        words=table.truth("words"),
        headers=table.texts("headers"),
        equals=table.text("equals"),
        seen=table.truth("seen", True),
    )


def _option(table: Table) -> Option:
    table.only(("id", "label"))
    return Option(table.identifier("id"), table.languages("label", required=True))


def read_choices(top: Table, lines: tuple[Line, ...]) -> ChoiceRule:
    """How the choices are numbered. Without a table [choices] a protocol holds lines alone."""
    if "choices" not in top.data:
        return ChoiceRule()
    table = top.table("choices")
    table.only(_CHOICES)
    kind = table.one_of("kind", ("flat", "lists"), "flat")
    fixed = [_fixed(inner) for inner in table.tables("fixed")]
    against = table.data.get("against_all", False)
    if isinstance(against, dict):
        fixed.append(FixedChoice("against_all", table.languages("against_all"), kind="against_all"))
    elif table.truth("against_all"):
        fixed.append(FixedChoice("against_all", AGAINST_ALL, kind="against_all"))
    pattern, first = _numbering(table, kind, lines)
    candidate = table.text("candidate_number") or table.text("candidate")
    if kind == "lists" and not candidate:
        candidate = pattern.replace("{n}", "{list}") + ".{n}"
    return ChoiceRule(
        kind=kind,
        first=first,
        number=_pattern(table, "number", pattern, ("{n}", "{list}")),
        candidate_number=_candidate_pattern(table, candidate) if kind == "lists" else "",
        optional=table.truth("optional"),
        named=not any(choice.kind == "choice" for choice in fixed),
        label=table.languages("label"),
        fixed=tuple(fixed),
        words=table.truth("words"),
    )


def _fixed(table: Table) -> FixedChoice:
    table.only(("id", "number", "label", "kind"))
    return FixedChoice(
        id=table.identifier("id"),
        label=table.languages("label", required=True),
        number=table.text("number"),
        kind=table.one_of("kind", ("choice", "against_all"), "choice"),
    )


def _numbering(table: Table, kind: str, lines: tuple[Line, ...]) -> tuple[str, int]:
    """(pattern, first n). ``first`` may be a number (13) or the first number as printed ("E.1", "D1")."""
    first = table.text("first")
    pattern = table.text("number") or table.text("list_number")
    printed = re.fullmatch(r"(.*?)(\d+)", first)
    if first and printed is None:
        table.problem("first", "first_number", name=first)
        return pattern or "{n}", 1
    if printed is not None:
        return pattern or printed.group(1) + "{n}", int(printed.group(2))
    if pattern:
        return pattern, 1
    plain = [int(line.number) for line in lines if line.number.isascii() and line.number.isdigit()]
    return ("{n}", max(plain, default=0) + 1) if kind == "flat" else ("{list}", 1)


def _pattern(table: Table, key: str, pattern: str, wanted: tuple[str, ...]) -> str:
    places = re.findall(r"\{[^{}]*\}", pattern)
    if (
        len(places) != 1
        or places[0] not in wanted
        or re.sub(r"\{[^{}]*\}", "", pattern).strip("{}") != re.sub(r"\{[^{}]*\}", "", pattern)
    ):
        table.problem(key, "number_pattern", name=pattern, known=listed(wanted))
        return "{n}"
    return pattern


def _candidate_pattern(table: Table, pattern: str) -> str:
    places = re.findall(r"\{[^{}]*\}", pattern)
    if sorted(places) not in (["{list}", "{n}"], ["{candidate}", "{list}"]):
        table.problem("candidate_number", "number_pattern", name=pattern, known="{list}, {n}")
        return "{list}.{n}"
    return pattern
