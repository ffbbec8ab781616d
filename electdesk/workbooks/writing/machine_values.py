"""A table's cells for programs: codes as they are, figures with their marks, times in ISO 8601, shares in percent."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.records.names import in_language
from electdesk.services.exports.tables import Cell, Column, Share, Sum, Table
from electdesk.services.interchange.guard import guarded
from electdesk.workbooks.writing.phrasing import Phrasing

YES: Final = "true"
NO: Final = "false"


class MachineValues:
    """How the cells of each column of a table stand in a text table."""

    def __init__(self, phrasing: Phrasing, no_number: str) -> None:
        self._phrasing = phrasing
        self._no_number = no_number
        self._marks = {BLANK: "", NO_NUMBER: no_number}

    def writers(self, table: Table) -> list[Callable[[Cell], str | int]]:
        """One function a column: cell → what is written."""
        return [self._writer(column) for column in table.columns]

    def names(self, table: Table) -> list[str]:
        """The columns' names, each once: their ids, of a choice its name as people know it."""
        taken: set[str] = set()
        made = []
        for column in table.columns:
            name = column.id
            if column.target.startswith(("choice:", "share:")):
                known = in_language(column.names, self._phrasing.language) or column.number or column.id
                name = guarded(" ".join(known.split())) + (" %" if column.type == "share" else "")
                name = name if name not in taken else f"{name} ({column.id})"
            taken.add(name)
            made.append(name)
        return made

    def _writer(self, column: Column) -> Callable[[Cell], str | int]:
        if column.type == "count":
            return self._count
        if column.type == "yesno":
            return lambda cell: self._count(cell) if not _is_count(cell) else YES if cell else NO
        if column.type == "option":
            ids = list(column.options)
            return lambda cell: ids[cell] if isinstance(cell, int) and 0 <= cell < len(ids) else self._count(cell)
        if column.type == "share":
            return lambda cell: f"{100 * cell.count / cell.of:.4f}" if isinstance(cell, Share) and cell.of > 0 else ""
        if column.type == "time":
            return lambda cell: cell.isoformat(timespec="seconds") if isinstance(cell, dt.datetime) else ""
        if column.type == "code":
            return lambda cell: str(cell or "").lower() if column.values == "state" else str(cell or "")
        read = self._phrasing.reader(column)
        assert read is not None
        return lambda cell: guarded(str(read(cell) or ""))

    def _count(self, cell: Cell) -> str | int:
        if isinstance(cell, Sum):
            return cell.value
        if isinstance(cell, int):
            return cell if cell >= 0 else self._marks.get(cell, "")
        return ""


def _is_count(cell: Cell) -> bool:
    return isinstance(cell, int) and cell >= 0


def kinds_of(cells: Sequence[int]) -> list[tuple[str, str]]:
    """Figures as (value, what it is): ("12", "count"), ("", "blank"), ("", "no_number"); of a line that is not asked ("", "")."""
    words = {BLANK: ("", "blank"), NO_NUMBER: ("", "no_number")}
    return [(str(cell), "count") if cell >= 0 else words.get(cell, ("", "")) for cell in cells]
