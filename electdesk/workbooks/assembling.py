"""The reader's blocks put together again: sheets with rows of text."""

from collections.abc import Sequence
from itertools import pairwise, zip_longest

import msgspec

from electdesk.services.imports.sheet import Sheet
from electdesk.workbooks.reading.blocks import Block, Rows, SheetBegins, SheetEnds, SheetRestarts, places_of


class BookParts:
    """Takes blocks in their order; the sheets are there when the last one came."""

    def __init__(self, file: str, sha256: str, size: int) -> None:
        self._bare = Sheet(name="", file=file, sha256=sha256, size=size, rows=(), row_numbers=())
        self._texts = [""]
        self._begun = SheetBegins("")
        self._rows: list[list[str]] = []
        self._numbers: list[int] = []
        self._sheets: list[Sheet] = []

    def take(self, block: Block) -> None:
        """The next block; those that tell of the reading itself change nothing."""
        if isinstance(block, Rows):
            self._take_rows(block)
        elif isinstance(block, SheetBegins):
            self._begun = block
            self._rows, self._numbers = [], []
        elif isinstance(block, SheetRestarts):
            self._rows, self._numbers = [], []
        elif isinstance(block, SheetEnds):
            self._sheets.append(self._ended(block))

    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets that were read to their end."""
        return tuple(self._sheets)

    def _take_rows(self, block: Rows) -> None:
        self._texts += block.texts
        cells = list(map(self._texts.__getitem__, places_of(block.places)))
        start = 0
        for width in places_of(block.widths):
            self._rows.append(cells[start : start + width])
            start += width
        self._numbers += places_of(block.numbers)

    def _ended(self, block: SheetEnds) -> Sheet:
        self._put_in_order()
        return msgspec.structs.replace(
            self._bare,
            name=self._begun.name,
            rows=self._rows,
            row_numbers=_as_range(self._numbers),
            exact_widths=self._begun.exact_widths,
            encoding=self._begun.encoding,
            separator=self._begun.separator,
            hidden=self._begun.hidden,
            hidden_rows=tuple(sorted(set(block.hidden_rows))),
            hidden_columns=tuple(block.hidden_columns),
            merged=tuple(block.merged),
            notes=tuple(block.notes),
        )

    def _put_in_order(self) -> None:
        """Rows by their numbers, parts of one row joined: no table program writes them otherwise, but the format allows it."""
        if all(earlier < later for earlier, later in pairwise(self._numbers)):
            return
        found: dict[int, list[str]] = {}
        for number, row in zip(self._numbers, self._rows, strict=True):
            earlier = found.get(number, [])
            found[number] = [mine or theirs for mine, theirs in zip_longest(row, earlier, fillvalue="")]
        self._numbers = sorted(found)
        self._rows = [found[number] for number in self._numbers]


def _as_range(numbers: list[int]) -> Sequence[int]:
    """Row numbers without a gap take no memory."""
    if numbers and numbers[-1] - numbers[0] + 1 == len(numbers):
        return range(numbers[0], numbers[-1] + 1)
    return numbers
