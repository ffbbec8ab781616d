"""A folder of text tables with their description (Frictionless Data Package): one wide table a contest, one long one of all, the register."""

import csv
import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from electdesk.domain.figures import BLANK
from electdesk.domain.records.names import in_language
from electdesk.i18n import LANGUAGES
from electdesk.i18n.export_words import title_word
from electdesk.services.exports.tables import Column, Export, Table
from electdesk.services.imports.profiles import Profile, profile_text
from electdesk.services.interchange.guard import guarded
from electdesk.workbooks.writing.machine_values import NO, YES, MachineValues, kinds_of
from electdesk.workbooks.writing.phrasing import Phrasing
from electdesk.workbooks.writing.placing import Stopped, new_file, new_folder

OnStep = Callable[[int, int], bool]
DESCRIPTION: Final = "datapackage.json"
PROFILE: Final = "import.toml"
_HEAD: Final = 4
"""The columns of a table of tallies before its first line: number, district, name, state."""
_TOLD_EACH: Final = 500
_TYPES: Final[dict[str, str]] = {
    "text": "string",
    "code": "string",
    "count": "integer",
    "yesno": "boolean",
    "option": "string",
    "share": "number",
    "time": "datetime",
}
_NOT_A_NAME: Final = re.compile(r"[^a-z0-9._-]+")


class CsvOptions(msgspec.Struct, frozen=True):
    """``bom``: three bytes at the beginning, by which Excel knows UTF-8. ``separator``: a comma, or the semicolon of Excel in ru and kk."""

    bom: bool = False
    separator: str = ","


def write_table(
    export: Export, target: Path, options: CsvOptions, *, force: bool = False, on_step: OnStep = lambda made, of: True
) -> bool:
    """The first table alone as one text table with its headings as people read them; False where ``on_step`` asked to stop.

    Raises ClerkError as ``placing.new_file`` does.
    """
    table = export.tables[0]
    phrasing = Phrasing(export, export.language)
    writers = MachineValues(phrasing, export.no_number).writers(table)
    try:
        with (
            new_file(target, force=force) as part,
            part.open("w", encoding="utf-8-sig" if options.bom else "utf-8", newline="") as file,
        ):
            writer = csv.writer(file, delimiter=options.separator, lineterminator="\r\n")
            writer.writerow(guarded(" ".join(heading.split())) for heading in phrasing.words(table).headings)
            for place, row in enumerate(table.rows):
                if place % _TOLD_EACH == 0 and not on_step(place, len(table.rows)):
                    raise Stopped
                writer.writerow([write(cell) for write, cell in zip(writers, row, strict=True)])
    except Stopped:
        return False
    return True


class _Long(msgspec.Struct, frozen=True):
    """A text table that is made of the tallies of all contests."""

    name: str
    title: str
    fields: tuple[dict[str, Any], ...]
    rows: Callable[[], Iterator[Sequence[str | int]]]


def write_package(
    export: Export,
    target: Path,
    options: CsvOptions | None = None,
    *,
    force: bool = False,
    on_step: OnStep = lambda made, of: True,
) -> bool:
    """Write the folder; False where ``on_step`` asked to stop, and then nothing is left. Raises ClerkError as ``placing.new_folder``."""
    writer = _Package(export, options or CsvOptions(), on_step)
    try:
        with new_folder(target, force=force) as folder:
            writer.write(folder)
    except Stopped:
        return False
    return True


class _Package:
    def __init__(self, export: Export, options: CsvOptions, on_step: OnStep) -> None:
        self.export = export
        self.options = options
        self.on_step = on_step
        self.phrasing = Phrasing(export, export.language)
        self.values = MachineValues(self.phrasing, export.no_number)
        self.tables = [table for table in export.tables if table.headed]
        self.tallies = [table for table in self.tables if table.kind == "tallies"]
        self.rows = sum(len(table.rows) for table in (*self.tables, *self.tallies))
        self.made = 0

    def write(self, folder: Path) -> None:
        """All tables, then their description."""
        names = _FileNames()
        resources = [self._table(folder, names, table) for table in self.tables]
        resources += [self._long(folder, names, each) for each in self._longs()]
        description = json.dumps(self._described(resources), ensure_ascii=False, indent=1) + "\n"
        (folder / DESCRIPTION).write_text(description, encoding="utf-8")
        if self.tallies:
            # By it the tables of tallies are read back without a question: a text table says nothing of itself.
            profile = Profile(name="ElectDesk", kind="tallies", no_number=(self.export.no_number,))
            (folder / PROFILE).write_text(profile_text(profile), encoding="utf-8")

    def _table(self, folder: Path, names: "_FileNames", table: Table) -> dict[str, Any]:
        writers, fields = self.values.writers(table), self.values.names(table)

        def rows() -> Iterator[Sequence[str | int]]:
            for row in table.rows:
                yield [write(cell) for write, cell in zip(writers, row, strict=True)]

        schema: dict[str, Any] = {
            "fields": [self._field(name, column) for name, column in zip(fields, table.columns, strict=True)],
            "missingValues": ["", self.export.no_number],
        }
        place = ["district", "station_number"]
        if table.kind == "stations":
            schema["primaryKey"] = place
        elif table.kind == "tallies":
            schema["primaryKey"] = place
            schema["foreignKeys"] = [{"fields": place, "reference": {"resource": "stations", "fields": place}}]
        # Sums are figures here and no formulas.
        words = self.phrasing.words(msgspec.structs.replace(table, notes=tuple(n for n in table.notes if n.code != "sums_of_rows")))
        return self._resource(folder, names.take(table.id), words.title, schema, fields, rows(), " ".join(words.notes))

    def _long(self, folder: Path, names: "_FileNames", long: _Long) -> dict[str, Any]:
        fields = [str(field["name"]) for field in long.fields]
        schema = {"fields": list(long.fields), "missingValues": [""]}
        return self._resource(folder, names.take(long.name), long.title, schema, fields, long.rows(), "")

    def _resource(
        self,
        folder: Path,
        name: str,
        title: str,
        schema: dict[str, Any],
        fields: Sequence[str],
        rows: Iterable[Sequence[str | int]],
        description: str,
    ) -> dict[str, Any]:
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig" if self.options.bom else "utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=self.options.separator, lineterminator="\r\n")
            writer.writerow(fields)
            for place, row in enumerate(rows):
                if place % _TOLD_EACH == 0:
                    self._tell(_TOLD_EACH if place else 0)
                writer.writerow(row)
        with path.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        made: dict[str, Any] = {
            "name": name,
            "path": path.name,
            "profile": "tabular-data-resource",
            "title": title,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": path.stat().st_size,
            "hash": f"sha256:{digest}",
            "dialect": {
                "delimiter": self.options.separator,
                "lineTerminator": "\r\n",
                "quoteChar": '"',
                "doubleQuote": True,
                "header": True,
            },
            "schema": schema,
        }
        return made | ({"description": description} if description else {})

    def _tell(self, count: int) -> None:
        self.made = min(self.made + count, self.rows)
        if not self.on_step(self.made, self.rows):
            raise Stopped

    def _field(self, name: str, column: Column) -> dict[str, Any]:
        made: dict[str, Any] = {"name": name, "type": _TYPES[column.type], "title": " ".join(self.phrasing.heading(column).split())}
        if column.type == "count":
            made["constraints"] = {"minimum": 0}
        elif column.type == "yesno":
            made |= {"trueValues": [YES], "falseValues": [NO]}
        elif column.type == "option":
            made["constraints"] = {"enum": list(column.options)}
        elif column.type == "share":
            made["decimalChar"] = "."
        return made

    def _longs(self) -> list[_Long]:
        """All contests in one table, a row a figure; and what each line and choice is, in three languages."""
        words = self.phrasing
        text: dict[str, Any] = {"type": "string"}
        long: tuple[dict[str, Any], ...] = (
            {"name": "contest", **text},
            {"name": "district", **text},
            {"name": "station_number", **text},
            {"name": "line", **text, "description": "lines.csv: line"},
            {"name": "value", "type": "integer", "constraints": {"minimum": 0}},
            {"name": "kind", **text, "constraints": {"enum": ["count", "blank", "no_number"], "required": True}},
        )
        lines: tuple[dict[str, Any], ...] = (
            {"name": "contest", **text},
            {"name": "line", **text},
            {"name": "number", **text},
            {"name": "role", **text, "constraints": {"enum": ["line", "choice"]}},
            *({"name": f"text_{language}", **text} for language in LANGUAGES),
        )
        return [
            _Long("tallies-long", title_word("long", words.cat), long, self._long_rows),
            _Long("lines", title_word("lines", words.cat), lines, self._line_rows),
        ]

    def _long_rows(self) -> Iterator[Sequence[str | int]]:
        for table in self.tallies:
            ids = [column.id for column in table.columns[_HEAD:]]
            code = table.id.removeprefix("tallies-")
            for row in table.rows:
                figures = [cell for cell in row[_HEAD:] if isinstance(cell, int)]
                if all(figure == BLANK for figure in figures):
                    continue
                head = [code, guarded(str(row[1])), guarded(str(row[0]))]
                for line, (value, kind) in zip(ids, kinds_of(figures), strict=True):
                    if kind:
                        yield [*head, line, value, kind]

    def _line_rows(self) -> Iterator[Sequence[str | int]]:
        for table in self.tallies:
            for column in table.columns[_HEAD:]:
                role = column.target.partition(":")[0]
                names = [guarded(in_language(column.names, language)) for language in LANGUAGES]
                yield [table.id.removeprefix("tallies-"), column.id, guarded(column.number), role, *names]

    def _described(self, resources: list[dict[str, Any]]) -> dict[str, Any]:
        export = self.export
        return {
            "profile": "tabular-data-package",
            "name": f"electdesk-{export.region[:12]}",
            "title": in_language(export.name, export.language),
            "description": " ".join(self.about()),
            "created": export.made_at.replace(tzinfo=dt.timezone(dt.timedelta(minutes=export.utc_offset))).isoformat(),
            "electdesk": {
                "version": export.version,
                "mode": "TEST" if export.is_test else "REAL",
                "region": export.region,
                "basis": export.basis,
                "fingerprint": export.fingerprint,
                "no_number": export.no_number,
                "formula_guard": "'",
            },
            "resources": resources,
        }

    def about(self) -> list[str]:
        """The facts of the last sheet of a workbook as sentences."""
        table = next(table for table in self.export.tables if not table.headed)
        return [
            f"{row[0]}: {row[1]}." if not str(row[1]).endswith(".") else f"{row[0]}: {row[1]}" for row in self.phrasing.rows(table)
        ]


class _FileNames:
    """Names of files and resources: small Latin letters, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        bare = _NOT_A_NAME.sub("-", wanted.casefold()).strip("-.") or "table"
        name, number = bare, 1
        while name in self._taken:
            number += 1
            name = f"{bare}-{number}"
        self._taken.add(name)
        return name
