"""Where every reader puts its rows: different texts once, limits held, blocks handed on while the file is still read."""

import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from electdesk.workbooks.reading import limits
from electdesk.workbooks.reading.blocks import PLACE, Block, Progress, Rows, SheetBegins, SheetEnds, SheetRestarts
from electdesk.workbooks.reading.refusal import Refused

_ROWS_A_BLOCK: Final = 4_000
_CELLS_A_BLOCK: Final = 100_000
_MOST_REMEMBERED: Final = 500_000
BLANK: Final = 0
"""The place of the empty text."""


class Texts(dict[str, int]):
    """Text → place. A text that is new gets the next place, composed (NFC), and is handed on with the next block."""

    def __init__(self) -> None:
        super().__init__({"": BLANK})
        self.fresh: list[str] = []
        self.count = 1
        self._characters = 0

    def __missing__(self, text: str) -> int:
        composed = text if text.isascii() else unicodedata.normalize("NFC", text)
        if composed is not text and composed != text:
            return self[composed]
        place = self.count
        self.count += 1
        self._characters += len(text)
        if self._characters > limits.MOST_CHARACTERS:
            raise Refused("source_too_much_text", limit=limits.MOST_CHARACTERS)
        self.fresh.append(text)
        # Floats of a measuring device are all different: they are not kept, only handed on.
        if len(self) < _MOST_REMEMBERED:
            self[text] = place
        return place


class Written(dict[str, int]):
    """What a file writes for one kind of cell → the place of its text, judged once by ``say``."""

    def __init__(self, texts: Texts, say: Callable[[str], str]) -> None:
        super().__init__()
        self._texts = texts
        self._say = say

    def __missing__(self, raw: str) -> int:
        place = self._texts[self._say(raw)]
        if len(self) < _MOST_REMEMBERED:
            self[raw] = place
        return place


class Sink:
    """Takes sheets and rows from a reader and passes blocks on."""

    def __init__(self, send: Callable[[Block], None]) -> None:
        self.texts = Texts()
        self._send = send
        self._cells = 0
        self._places: array[int] = array(PLACE)
        self._widths: array[int] = array(PLACE)
        self._numbers: array[int] = array(PLACE)
        self._sheet = ""
        self._rows_in_sheet = 0
        self._widest = 0
        self._hidden_rows: list[int] = []

    def begin(
        self, name: str, *, hidden: bool = False, exact_widths: bool = False, encoding: str = "", separator: str = ""
    ) -> None:
        """A sheet begins."""
        self._sheet = name
        self._rows_in_sheet = self._widest = 0
        self._hidden_rows = []
        self._send(SheetBegins(name, hidden, exact_widths, encoding, separator))

    def restart(self) -> None:
        """The sheet's rows so far do not count; it is read again from its beginning."""
        self._places, self._widths, self._numbers = array(PLACE), array(PLACE), array(PLACE)
        self._rows_in_sheet = self._widest = 0
        self._hidden_rows = []
        self._send(SheetRestarts())

    def add(self, number: int, places: Sequence[int], *, hidden: bool = False) -> None:
        """A row by its number in the file, the first cell first. One without any text is left out."""
        if not any(places):
            return
        if number > limits.MOST_ROWS:
            self.refuse_row(number, next(column for column, place in enumerate(places) if place))
        self._places.extend(places)
        self._widths.append(len(places))
        self._numbers.append(number)
        self._rows_in_sheet += 1
        if len(places) > self._widest:
            self._widest = len(places)
        if hidden:
            self._hidden_rows.append(number)
        if len(self._widths) >= _ROWS_A_BLOCK or len(self._places) >= _CELLS_A_BLOCK:
            self.flush()

    def refuse_row(self, number: int, column: int) -> None:
        """A row below the last one allowed: of a long table, or one stray cell far below a short one."""
        if self._rows_in_sheet * 2 > limits.MOST_ROWS:
            raise Refused("source_too_many_rows", limit=limits.MOST_ROWS)
        self.refuse_cell(number, column)

    def refuse_cell(self, number: int, column: int) -> None:
        """A cell outside of every table of stations."""
        limit = {"rows": limits.MOST_ROWS, "columns": limits.MOST_COLUMNS}
        raise Refused("source_far_cell", sheet=self._sheet, row=number, column=column, **limit)

    def end(
        self,
        hidden_columns: Iterable[int] = (),
        merged: Iterable[tuple[int, int, int, int]] = (),
        notes: Iterable[str] = (),
    ) -> None:
        """The sheet is read."""
        self.flush()
        columns = sorted({column for column in hidden_columns if column < self._widest})
        self._send(SheetEnds(self._hidden_rows, columns, list(merged)[: limits.MOST_MERGED], list(notes)))

    def progress(self, share: float) -> None:
        """How much of the file is read, 0 to 1."""
        self._send(Progress(share))

    def flush(self) -> None:
        """Hand on what is there."""
        if not self._widths:
            return
        self._cells += len(self._places)
        if self._cells > limits.MOST_CELLS:
            raise Refused("source_too_many_cells", limit=limits.MOST_CELLS)
        self._send(Rows(self.texts.fresh, self._places.tobytes(), self._widths.tobytes(), self._numbers.tobytes()))
        self.texts.fresh = []
        self._places, self._widths, self._numbers = array(PLACE), array(PLACE), array(PLACE)
