"""Rows of an ODS in the usual writing of table programs, taken out before the XML parser: ten times faster.

A cell is judged once for each way in which it is written; a sheet of 2.5 million figures holds a few thousand different cells.
Everything else, and any row in another writing, goes on to the parser, which stands at the same place in the file.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from electdesk.workbooks.reading.plain_xml import NotPlain, plain_text

PREFIXES: Final = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
"""The names that programs give to these namespaces; where a file gives them to others, all of it is parsed."""
_MUST: Final = ("table", "office", "text")
_ROW_BEGINS: Final = b"<table:table-row"
_ROW_ENDS: Final = b"</table:table-row>"
_CELL_BEGINS: Final = "<table:table-cell"
_ROW_TAG: Final = re.compile(r"<table:table-row((?: [\w:-]+=\"[^\"<>]*\")*)>")
_CELL: Final = re.compile(
    r"((?: [\w:-]+=\"[^\"<>]*\")*)(?:/>|>((?:<text:p>[^<]*</text:p>)*)</table:table-cell>)((?:<table:covered-table-cell[^<>]*/>)*)"
)
_PARAGRAPH: Final = re.compile(r"<text:p>([^<]*)</text:p>")
_COVERED: Final = re.compile(r"<table:covered-table-cell([^<>]*)/>")
_ATTRIBUTE: Final = re.compile(r" ([\w-]+):([\w-]+)=\"([^\"]*)\"")
_LONGEST_ROW: Final = 8_000_000
_MOST_REMEMBERED: Final = 200_000
_ASKED_AGAIN: Final = 4_000
"""Rows after which it is asked whether remembering pays: cells that are all different are not kept."""


class PlainCell(NamedTuple):
    """A cell as the parser would have told it, and how many covered ones follow."""

    attributes: dict[str, str]
    text: str
    covered: int


Take = Callable[[PlainCell], int]
TakeRow = Callable[[dict[str, str], list[int], dict[int, PlainCell]], None]
MayTake = Callable[[], bool]


class PlainRows:
    """Stands between the file and the parser."""

    def __init__(self, may_take: MayTake, place_of: Take, take_row: TakeRow) -> None:
        """``place_of`` judges a cell; ``take_row`` gets places, and for a negative place -n the n-th cell of those that are more than
        a text: repeated, spanning, or followed by covered ones."""
        self._may_take = may_take
        self._take_row = take_row
        self._cells = _Cells(place_of)

    def without_rows(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """What is left for the parser. Between two pieces it has read all before, so that rows are taken at their place."""
        rest = b""
        is_usual: bool | None = None
        for chunk in chunks:
            rest += chunk
            if is_usual is None and _ROW_BEGINS in rest:
                is_usual = _has_usual_names(rest)
            if is_usual is None and len(rest) < _LONGEST_ROW:
                continue
            if not is_usual or b"<!" in chunk:
                is_usual = False
                yield rest
                rest = b""
                continue
            start = 0
            while (begin := rest.find(_ROW_BEGINS, start)) >= 0:
                if begin > start:
                    yield rest[start:begin]
                end = rest.find(_ROW_ENDS, begin)
                if end < 0:
                    start = begin
                    break
                start = end + len(_ROW_ENDS)
                if not self._take(rest[begin:end]):
                    yield rest[begin:start]
            else:
                # The beginning of a row may be cut in two: what could be one stays for the next chunk.
                keep = max(start, len(rest) - len(_ROW_BEGINS))
                yield rest[start:keep]
                start = keep
            rest = rest[start:]
            if len(rest) > _LONGEST_ROW:
                is_usual = False
        yield rest

    def _take(self, row: bytes) -> bool:
        if not self._may_take():
            return False
        try:
            head, *cells = row.decode("utf-8").split(_CELL_BEGINS)
            tag = _ROW_TAG.fullmatch(head)
            if tag is None:
                return False
            places = list(map(self._cells.__getitem__, cells))
            attributes = attributes_of(tag[1])
        except (NotPlain, UnicodeDecodeError):
            return False
        self._take_row(attributes, places, self._cells.others)
        self._cells.forget_where_useless()
        return True


def _has_usual_names(head: bytes) -> bool:
    text = head[: head.index(_ROW_BEGINS)]
    if b"<!" in text or (b'encoding="' in text and b'encoding="utf-8"' not in text.lower()):
        return False
    for prefix, name in PREFIXES.items():
        given = re.findall(rb"xmlns:%s=[\"']([^\"']*)[\"']" % prefix.encode(), text)
        if set(given) - {name.encode()} or (prefix in _MUST and not given):
            return False
    return True


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag under their full names; those of other namespaces are left out."""
    return {
        f"{PREFIXES[prefix]}}}{name}": plain_text(value)
        for prefix, name, value in _ATTRIBUTE.findall(written)
        if prefix in PREFIXES
    }


class _Cells(dict[str, int]):
    """Each way to write a cell → the place of its text, or -n for the n-th of ``others``."""

    def __init__(self, place_of: Take) -> None:
        super().__init__()
        self.others: dict[int, PlainCell] = {}
        self._place_of = place_of
        self._rows = 0
        self._given = 0

    def __missing__(self, written: str) -> int:
        found = _CELL.fullmatch(written)
        if found is None:
            raise NotPlain
        attributes = attributes_of(found[1])
        text = "\n".join(map(plain_text, _PARAGRAPH.findall(found[2] or "")))
        if "\n" in (found[2] or "") or "\t" in text:
            raise NotPlain
        table = PREFIXES["table"] + "}"
        covered = 0
        for each in _COVERED.findall(found[3]):
            written_repeats = attributes_of(each).get(f"{table}number-columns-repeated", "1")
            covered += int(written_repeats) if written_repeats.isdigit() else 1
        cell = PlainCell(attributes, text, covered)
        is_other = covered or any(name.startswith(f"{table}number-") for name in attributes)
        if is_other:
            self._given += 1
            place = -self._given
            self.others[place] = cell
        else:
            place = self._place_of(cell)
        if len(self) < _MOST_REMEMBERED or is_other:
            self[written] = place
        return place

    def forget_where_useless(self) -> None:
        """Now and then: very many cells that are more than a text would fill the memory. Their numbers are not given again."""
        self._rows += 1
        if self._rows % _ASKED_AGAIN == 0 and len(self.others) > _MOST_REMEMBERED:
            self.clear()
            self.others.clear()
