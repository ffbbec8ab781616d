"""A sheet of an XLSX in the usual writing of table programs, read without an XML parser and several times faster.

Rows of one shape (the same columns with the same attributes) are read by one expression made for that shape. Every sign of a row
has to fit: where anything is written in another way, NotPlain is raised and the parser reads the sheet from its beginning.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from electdesk.workbooks.reading.limits import MOST_COLUMNS
from electdesk.workbooks.reading.plain_xml import NotPlain, plain_text
from electdesk.workbooks.reading.sink import Sink, Written
from electdesk.workbooks.reading.xlsx_cells import Cells, column_index, formula_text

_HEAD: Final = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*(?:<\?xml [^>]*\?>)?\s*<worksheet (?:[^>"\']*xmlns(?::\w+)?="[^"]*"|[^>"\']*="[^"]*")*\s*>'
)
_DEFAULT_NAMESPACE: Final = re.compile(rb'\sxmlns="http://(?:schemas\.openxmlformats\.org|purl\.oclc\.org)/[^"]*main"')
_OTHER_ENCODING: Final = re.compile(rb'encoding="(?!utf-8")', re.IGNORECASE)
_LONGEST_HEAD: Final = 1_000_000
_WINDOW: Final = 1 << 20
_COLUMN: Final = re.compile(r"<col [^>]*>")
_MERGED: Final = re.compile(r'<mergeCell ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"\s*/>')
_EMPTY_ROWS: Final = re.compile(r"(?:\s*<row(?: [^>]*)?/>)*\s*")
_ROW: Final = re.compile(r'<row r="(\d{1,7})"([^>/]*)>')
_CELL: Final = re.compile(
    r'(<c r="([A-Z]{1,3})\d{1,7}"([^>/]*)(?:/>|>(?:<f[^>/]*(?:/>|>([^<]*)</f>))?'
    r"(?:<v>([^<]*)</v>|<v\s*/>|<is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)?</c>))\s*"
)
_FORMULA: Final = r"(?:<f[^>/]*>[^<]*</f>|<f[^>/]*/>)"
_INLINE: Final = r'<is><t(?: xml:space="preserve")?>([^<]*)</t></is>'
_SEEN_BEFORE_SHAPED: Final = 12
_MOST_SHAPES: Final = 32
_TRIED_SHAPES: Final = 3
_FORMULA_TYPES: Final = ' t="str"'

Merged = tuple[int, int, int, int]


class Outline(NamedTuple):
    """What stands around the rows."""

    hidden_columns: set[int]
    merged: list[Merged]


class _Shape(NamedTuple):
    """An expression for whole rows, what its groups are, and where they go."""

    match: Callable[[str, int], re.Match[str] | None]
    tables: tuple[Written, ...]
    columns: tuple[int, ...] | None
    """None: the cells stand side by side from column A."""
    width: int


def read_plain(chunks: Iterable[bytes], cells: Cells, sink: Sink) -> Outline:
    """Put the sheet's rows into the sink. Raises NotPlain; what was put in before must then be taken back by the caller."""
    parts = iter(chunks)
    head, rest = _before_rows(parts)
    outline = Outline(_hidden_columns(head), [])
    if rest is None:
        return outline
    rows = _Rows(cells, sink)
    for window in _windows(parts, rest):
        if isinstance(window, bytes):
            tail = window
            break
        rows.read(window)
    else:
        raise NotPlain
    tail += b"".join(parts)
    if not tail.rstrip().endswith(b"</worksheet>") or b"<!" in tail:
        raise NotPlain
    for first, top, last, bottom in _MERGED.findall(tail.decode("utf-8", errors="replace")):
        outline.merged.append((int(top), column_index(first), int(bottom), column_index(last)))
    return outline


def _before_rows(parts: Iterator[bytes]) -> tuple[str, bytes | None]:
    """What stands before the rows, and what was read beyond; None where the sheet has no rows."""
    head = b""
    while b"<sheetData" not in head:
        part = next(parts, b"")
        head += part
        if not part or len(head) > _LONGEST_HEAD + len(part):
            raise NotPlain
    start = head.index(b"<sheetData")
    while b">" not in head[start:]:
        part = next(parts, b"")
        if not part:
            raise NotPlain
        head += part
    end = head.index(b">", start) + 1
    before, tag = head[:start], head[start:end]
    opening = _HEAD.match(before)
    if opening is None or not _DEFAULT_NAMESPACE.search(opening[0]) or _OTHER_ENCODING.search(opening[0]) or b"<!" in before:
        raise NotPlain
    if tag.endswith(b"/>"):
        return before.decode("utf-8", errors="replace"), None
    if tag != b"<sheetData>":
        raise NotPlain
    return before.decode("utf-8", errors="replace"), head[end:]


def _windows(parts: Iterator[bytes], rest: bytes) -> Iterator[str | bytes]:
    """Whole rows as text, about a million characters at a time; at last, as bytes, what follows the rows."""
    while True:
        end = rest.find(b"</sheetData>")
        if end >= 0:
            yield _decoded(rest[:end])
            yield rest[end + len(b"</sheetData>") :]
            return
        if len(rest) >= _WINDOW:
            cut = rest.rfind(b"<row ")
            if cut > 0:
                yield _decoded(rest[:cut])
                rest = rest[cut:]
            elif len(rest) > 32 * _WINDOW:
                raise NotPlain
        part = next(parts, None)
        if part is None:
            return
        rest += part


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotPlain from error


def _hidden_columns(head: str) -> set[int]:
    found: set[int] = set()
    for tag in _COLUMN.findall(head):
        if is_hidden(tag, "width"):
            first, last = re.search(r'\smin="(\d{1,5})"', tag), re.search(r'\smax="(\d{1,5})"', tag)
            if first is None or last is None:
                raise NotPlain
            found.update(range(int(first[1]) - 1, min(int(last[1]), MOST_COLUMNS)))
    return found


def is_hidden(tag: str, extent: str) -> bool:
    """Whether a row or a column is hidden, or has been drawn together to nothing (``extent``: its attribute for that)."""
    return 'hidden="1"' in tag or 'hidden="true"' in tag or f' {extent}="0"' in tag


class _Rows:
    """Rows read one window after another; shapes that come again and again get an expression of their own."""

    def __init__(self, cells: Cells, sink: Sink) -> None:
        self._cells = cells
        self._sink = sink
        self._shapes: list[_Shape] = []
        self._seen: Counter[tuple[tuple[str, str, str], ...]] = Counter()
        self._columns: dict[str, int] = {}
        self._last = 0

    def read(self, window: str) -> None:
        """The rows of a window, which begins and ends between two rows."""
        pieces = window.split("</row>")
        if _EMPTY_ROWS.fullmatch(pieces.pop()) is None:
            raise NotPlain
        opening, shapes, add = _ROW.match, self._shapes, self._sink.add
        for piece in pieces:
            start = opening(piece)
            if start is None:
                empty = _EMPTY_ROWS.match(piece)
                start = opening(piece, empty.end() if empty else 0)
                if start is None:
                    raise NotPlain
            number = int(start[1])
            if number <= self._last:
                raise NotPlain
            self._last = number
            hidden = start[2] != "" and is_hidden(start[2], "ht")
            for shape in shapes[:_TRIED_SHAPES]:
                found = shape.match(piece, start.end())
                if found is not None:
                    places = [table[raw] for table, raw in zip(shape.tables, found.groups(), strict=True)]
                    if shape.columns is not None:
                        places = self._spread(places, shape)
                    add(number, places, hidden=hidden)
                    if shape is not shapes[0]:
                        shapes.remove(shape)
                        shapes.insert(0, shape)
                    break
            else:
                add(number, self._any_row(piece, start.end(), number), hidden=hidden)

    @staticmethod
    def _spread(places: list[int], shape: _Shape) -> list[int]:
        row = [0] * shape.width
        for column, place in zip(shape.columns or (), places, strict=True):
            row[column] = place
        return row

    def _any_row(self, piece: str, start: int, number: int) -> list[int]:
        """A row cell by cell. Every sign of it must belong to a cell."""
        row: list[int] = []
        reached = start
        shape: list[tuple[str, str, str]] = []
        for found in _CELL.finditer(piece, start):
            if found.start() != reached:
                raise NotPlain
            reached = found.end()
            whole, letters, attributes, formula, value, inline = found.groups()
            place, kind = self._place(whole, attributes, formula, value, inline)
            shape.append((letters, attributes, kind))
            column = self._columns.get(letters)
            if column is None:
                column = self._columns[letters] = column_index(letters)
            if column >= MOST_COLUMNS:
                if place:
                    self._sink.refuse_cell(number, column)
                continue
            if column < len(row):
                raise NotPlain
            row.extend([0] * (column - len(row)))
            row.append(place)
        if reached == start and piece[start:].strip():
            raise NotPlain
        if reached != start and reached != len(piece):
            raise NotPlain
        self._remember(tuple(shape))
        return row

    def _place(self, whole: str, attributes: str, formula: str | None, value: str | None, inline: str | None) -> tuple[int, str]:
        """Where the cell's text stands, and the kind of writing: empty, value, formula, inline, or "" for one of a kind."""
        if inline is not None:
            return self._cells.table_of_text(attributes)[inline], "inline"
        if "<f" not in whole:
            return (
                (0, "empty" if whole.endswith("/>") else "")
                if value is None
                else (self._cells.written_in(attributes)[value], "value")
            )
        is_text = _FORMULA_TYPES in attributes
        saved = value if value or is_text else None
        if saved is None or (saved == "0" and self._cells.recomputed):
            return self._cells.texts[formula_text(plain_text(formula or ""))], ""
        return self._cells.written_in(attributes)[saved], "" if self._cells.recomputed else "formula"

    def _remember(self, shape: tuple[tuple[str, str, str], ...]) -> None:
        if len(self._shapes) >= _MOST_SHAPES or len(self._seen) > 5_000 or not shape:
            return
        self._seen[shape] += 1
        if self._seen[shape] == _SEEN_BEFORE_SHAPED and all(kind for _, _, kind in shape):
            self._shapes.insert(0, self._shaped(shape))

    def _shaped(self, shape: tuple[tuple[str, str, str], ...]) -> _Shape:
        written, tables, columns = [], [], []
        for letters, attributes, kind in shape:
            start = f'<c r="{letters}[0-9]{{1,7}}"{re.escape(attributes)}'
            if kind == "empty":
                written.append(f"{start}/>")
                continue
            columns.append(column_index(letters))
            if kind == "inline":
                tables.append(self._cells.table_of_text(attributes))
                written.append(f"{start}>{_INLINE}</c>")
                continue
            tables.append(self._cells.written_in(attributes))
            # A formula without a saved value, or with an empty one, is looked at by itself.
            signs = "+" if kind == "formula" else "*"
            written.append(f"{start}>{_FORMULA if kind == 'formula' else ''}<v>([^<]{signs})</v></c>")
        expression = re.compile(r"\s*".join(written) + r"\s*")
        width = columns[-1] + 1 if columns else 0
        side_by_side = columns == list(range(width))
        return _Shape(expression.fullmatch, tuple(tables), None if side_by_side else tuple(columns), width)
