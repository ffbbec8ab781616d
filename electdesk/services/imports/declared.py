"""What a kind of import declares: its columns, the words of their headings, and how a row becomes records. Used by ``kinds``."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal

import msgspec

from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.records import Body
from electdesk.domain.records.names import Names
from electdesk.services.imports.plan import ImportOptions, ImportPlan
from electdesk.services.imports.sheet import Sheet

ColumnType = Literal["text", "count", "decimal", "date", "time", "moment", "yesno", "option", "station", "area"]
"""What a cell becomes; an empty cell is always None.

text: str, spaces tidied · count: int · decimal: str with a point ("87.6" from 87,6 or 87.6 %) · date: "2026-04-03" ·
time: "08:00" · moment: "2026-04-03T08:00" · yesno: bool · option: the option's value · station, area: a record id
"""


class Option(msgspec.Struct, frozen=True):
    """One word of a list: the value that is stored, its label in three languages, further words ("a|b") that mean it."""

    value: str
    label: Names
    also: str = ""


class ImportColumn(msgspec.Struct, frozen=True, kw_only=True):
    """One column of a kind. ``heading`` in three languages is what a template prints; ``also`` ("a|b|c") further headings in any language.

    ``target`` names it in mappings and plans. ``obligatory``: a file without the column is refused; ``filled``: a row with an empty
    cell there is a bad row. ``weak``: recognised only where no other column claims the target. ``field``: the field of the record
    that the plain planner fills with it, "" where the kind's own ``records`` does. ``example``: for the template's example row.
    """

    target: str
    heading: Names
    also: str = ""
    type: ColumnType = "text"
    obligatory: bool = False
    filled: bool = False
    weak: str = ""
    options: tuple[Option, ...] = ()
    field: str = ""
    example: str = ""


class Task(msgspec.Struct, frozen=True):
    """What a planner and the hooks of a kind may read. ``contest`` is None for kinds that need none."""

    region: RegionColumns
    contest: ContestColumns | None
    options: ImportOptions


class BadCell(Exception):
    """Raised by a hook of a kind: the row is refused, and the cell of the column ``target`` named with a code of ``cell_reasons``."""

    def __init__(self, target: str, reason: str, other: str = "") -> None:
        super().__init__(reason)
        self.target, self.reason, self.other = target, reason, other


Values = Mapping[str, Any]
"""Target → the cell's value, None where it is empty or the file has no such column."""
Fields = dict[str, Any]
"""Field of the record → what the row says of it. A field that the row does not name stays as the region holds it."""


class PlainRecords(msgspec.Struct, frozen=True, kw_only=True):
    """How a row of a plain kind becomes records of one record kind.

    ``body``: the record's struct. ``key``: the fields by which a row meets a record that is there already; rows with the same key and
    other figures are bad. ``records``: fields of each record that a row states (a row of four time slots may state four); without it
    one record of the columns' ``field``, empty cells left out. ``held``: the records that a row may meet; without it all of the kind.
    ``conflict``: why the record may not be changed by a file ("" = it may; a code of ``SKIPPED_REASONS``).
    """

    body: type[Any]
    key: tuple[str, ...]
    records: Callable[[Values, Task], Iterable[Fields]] | None = None
    held: Callable[[Task], Iterable[tuple[str, Body]]] | None = None
    conflict: Callable[[Body, Body, Task], str] | None = None


ColumnsOf = Callable[[RegionColumns, ContestColumns | None], tuple[ImportColumn, ...]]


class ImportKind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of import. ``command`` names it in ``services.roles`` and in the journal.

    ``columns`` is a tuple, or a function where they depend on the set-up (a column for each time slot). Either ``plain`` is given, and
    the generic planner does the work, or ``recognise``, ``look`` and ``plan`` are the kind's own.
    """

    name: str
    command: str
    columns: tuple[ImportColumn, ...] | ColumnsOf
    needs_contest: bool = False
    plain: PlainRecords | None = None
    recognise: Callable[[Sheet, Task], Any] | None = None
    look: Callable[[Sheet, Task], Any] | None = None
    plan: Callable[..., ImportPlan] | None = None

    def columns_of(self, region: RegionColumns, contest: ContestColumns | None) -> tuple[ImportColumn, ...]:
        """The columns in one region."""
        return self.columns if isinstance(self.columns, tuple) else self.columns(region, contest)


def station_column(**changes: Any) -> ImportColumn:
    """The station's number, as every kind that speaks of stations has it: looked up in the register, with the district where one is named."""
    return msgspec.structs.replace(STATION, **changes)


STATION: Final = ImportColumn(
    target="station",
    heading={"ru": "№ участка", "kk": "Учаске нөмірі", "en": "Station number"},
    type="station",
    obligatory=True,
    filled=True,
    field="station",
    example="12",
)
AREA: Final = ImportColumn(target="area", heading={"ru": "Район", "kk": "Аудан", "en": "District"}, type="area", example="Абайский")
"""Beside a station column it only tells which of several stations of one number is meant."""
