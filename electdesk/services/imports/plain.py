"""The planner of plain kinds: a row is a record, or a few, met by a key. What the columns mean is declared, not programmed."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import msgspec

from electdesk.domain.records import KIND_OF
from electdesk.domain.records import Body as RecordBody
from electdesk.services.imports.areas import AreaFinder
from electdesk.services.imports.declared import BadCell, Fields, ImportColumn, ImportKind, PlainRecords, Task
from electdesk.services.imports.finding import NO_NUMBER_AT_ALL, StationFinder
from electdesk.services.imports.plan import Conflict, ImportPlan, PlannedRecord
from electdesk.services.imports.recognise import Recognised, recognise
from electdesk.services.imports.rows import Body, Part, texts
from electdesk.services.imports.sheet import Sheet
from electdesk.services.imports.values import ValueReader
from electdesk.services.imports.vocabulary import ColumnVocabulary

_COUNTED = ("count", "decimal")


def recognise_plain(kind: ImportKind, sheet: Sheet, task: Task) -> Recognised:
    """The columns of a plain kind. Raises ClerkError as ``recognise`` does."""
    columns = kind.columns_of(task.region, task.contest)
    return recognise(sheet, ColumnVocabulary(columns), [column.target for column in columns if column.obligatory], task.options)


def plan_plain(kind: ImportKind, parts: Sequence[Part], task: Task, new_id: Callable[[], str]) -> ImportPlan:
    """What the sheets would do to the records of a plain kind."""
    assert kind.plain is not None
    return _Planner(kind.name, kind.plain, kind.columns_of(task.region, task.contest), parts, task, new_id).plan()


class _Stated(msgspec.Struct):
    """A record as the rows so far state it."""

    row: int
    fields: Fields
    bad: bool = False


class _Planner:
    def __init__(
        self,
        name: str,
        records: PlainRecords,
        columns: tuple[ImportColumn, ...],
        parts: Sequence[Part],
        task: Task,
        new_id: Callable[[], str],
    ) -> None:
        self.name = name
        self.records = records
        self.task = task
        self.found = found = parts[0].found
        self.new_id = new_id
        self.columns = {column.target: column for column in columns if found.column(column.target) >= 0}
        counted = {column.target for column in columns if column.type in _COUNTED}
        self.body = Body(parts, task.options, counted)
        self.readers = {
            target: ValueReader(column, task.options.no_number, task.options.thousands) for target, column in self.columns.items()
        }
        self.cells = {target: texts(self.body.rows, found.column(target)) for target in self.columns}
        self.stations = StationFinder(task.region.register, self.body)
        self.areas = AreaFinder(task.region.register.areas)
        self.stated: dict[Hashable, _Stated] = {}

    def plan(self) -> ImportPlan:
        for row in range(len(self.body.rows)):
            if row not in self.body.left_out:
                self._take(row)
        held = self._held()
        records: list[PlannedRecord] = []
        conflicts: list[Conflict] = []
        new = same = changed = 0
        for key, stated in self.stated.items():
            if stated.bad or stated.row in self.body.left_out:
                continue
            number, sheet = self.body.numbers[stated.row], self.body.sheet_of(stated.row)
            record, before = held.get(key, (None, None))
            if before is None:
                new += 1
                records.append(
                    PlannedRecord(KIND_OF[self.records.body], record, self.records.body(**stated.fields), None, number, sheet)
                )
                continue
            after = msgspec.structs.replace(before, **stated.fields)
            if after == before:
                same += 1
            elif self.records.conflict is not None and (reason := self.records.conflict(before, after, self.task)):
                conflicts.append(Conflict(sheet, number, self._named(stated.row), reason))
            else:
                changed += 1
                records.append(PlannedRecord(KIND_OF[self.records.body], record, after, before, number, sheet))
        refused, repaired, skipped = self.body.in_order()
        return ImportPlan(
            kind=self.name,
            sheet=self.body.sheets,
            file=self.body.file,
            sha256=self.body.sha256,
            accepted=new,
            same=same,
            changed=changed,
            conflicts=tuple(conflicts),
            refused=refused,
            repaired=repaired,
            skipped=skipped,
            unknown_columns=self.found.unmapped(),
            columns=self.found.mapped(),
            records=tuple(records),
        )

    def _held(self) -> dict[Hashable, tuple[str, Any]]:
        kind = KIND_OF[self.records.body]
        held = self.records.held(self.task) if self.records.held else self.task.region.records.bodies[kind].items()
        return {tuple(getattr(body, field) for field in self.records.key): (record, body) for record, body in held}

    def _named(self, row: int) -> str:
        """The row's station, or else the first cell that tells its record."""
        target = "station" if "station" in self.columns else next(iter(self.columns), "")
        return self.cells[target][row].strip() if target else ""

    def _take(self, row: int) -> None:
        values = self._values(row)
        if row in self.body.left_out:
            return
        if all(value is None for value in values.values()):
            self.body.skip(row, "note")
            return
        try:
            stated = list(self.records.records(values, self.task)) if self.records.records else [self._fields(values)]
        except BadCell as bad:
            self.body.refuse(row, self.found.column(bad.target), bad.reason, bad.other)
            return
        if not stated:
            self.body.skip(row, "no_figures")
        new = [self._state(row, fields) for fields in stated]
        if stated and not any(new) and row not in self.body.left_out:
            self.body.skip(row, "equal_row")

    def _values(self, row: int) -> dict[str, Any]:
        """The row's cells as values; every bad cell is noted before the row is given up."""
        values: dict[str, Any] = {}
        district = self.cells["area"][row] if "area" in self.cells else ""
        for target, column in self.columns.items():
            text = self.cells[target][row]
            reader = self.readers[target]
            value = reader[text]
            index = self.found.column(target)
            if text in reader.bad:
                self.body.refuse(row, index, reader.bad[text])
            elif text in reader.repaired:
                self.body.repaired.append(self.body.cell(row, index, "number_as_text", reader.repaired[text]))
            elif value is None and column.filled:
                self.body.refuse(row, index, "no_station" if column.type == "station" else "value_missing")
            elif column.type == "station" and value is not None:
                value = self._station(row, index, text, district)
            elif column.type == "area" and value is not None:
                value = self._area(row, index, text)
            values[target] = value
        return values

    def _station(self, row: int, index: int, text: str, district: str) -> str | None:
        at = self.stations.find(row, text, district)
        if at == NO_NUMBER_AT_ALL:
            self.body.refuse(row, index, "not_a_station_number")
        return self.task.region.register.ids[at] if at >= 0 else None

    def _area(self, row: int, index: int, text: str) -> str | None:
        area = self.areas.find(text)
        if not area and "station" not in self.columns:
            self.body.refuse(row, index, "unknown_district")
        return area or None

    def _fields(self, values: dict[str, Any]) -> Fields:
        return {
            column.field: values[target]
            for target, column in self.columns.items()
            if column.field and values.get(target) is not None
        }

    def _state(self, row: int, fields: Fields) -> bool:
        """Take in what a row says of one record; False where an earlier row said the same."""
        key = tuple(fields.get(field, _default(self.records.body, field)) for field in self.records.key)
        earlier = self.stated.get(key)
        if earlier is None:
            self.stated[key] = _Stated(row, fields)
            return True
        if earlier.fields == fields:
            return False
        column = self.found.column("station") if "station" in self.columns else min(self.found.columns, default=0)
        if not earlier.bad:
            earlier.bad = True
            self.body.refuse(earlier.row, column, "duplicate_row", str(self.body.numbers[row]))
        self.body.refuse(row, column, "duplicate_row", str(self.body.numbers[earlier.row]))
        return True


def _default(body: type[RecordBody], name: str) -> Any:
    """The value that a field of the record has where nothing is said."""
    for field in msgspec.structs.fields(body):
        if field.name == name:
            return None if field.default is msgspec.NODEFAULT else field.default
    raise AssertionError(f"{body.__name__} has no field {name}")
