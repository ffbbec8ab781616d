"""Any list of the program as a table for a file: what the screen shows, numbers as numbers."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

import electdesk
from electdesk.domain.figures import BLANK, SPACES
from electdesk.services.exports.about import notes_of_file
from electdesk.services.exports.tables import Cell, Column, ColumnType, Export, Share, Table

if TYPE_CHECKING:
    from electdesk.services.region import Region

_DROP_SPACES: Final = {ord(space): None for space in SPACES}
_COUNT: Final = re.compile(r"0|[1-9]\d{0,8}")
_PERCENT: Final = re.compile(r"(\d{1,3})(?:[.,](\d{1,4}))?%")
_EMPTY: Final = frozenset({"", "–"})
"""What a cell of numbers shows where there is none."""
_WIDEST: Final = 60


def list_file(region: "Region", title: str, language: str) -> Export:
    """The file of a list, still without its rows: what is read of the region. ``with_rows`` puts them in, in any thread."""
    empty = Table(id="list", word="", of={"": title}, columns=(), rows=(), notes=notes_of_file(region))
    return Export(
        tables=(empty,),
        region=region.store.region_id,
        name=region.columns.set_up.region,
        is_test=region.is_test,
        basis="",
        language=language,
        fingerprint=region.store.fingerprint,
        made_at=region.on_its_clock(region.clock.now()).replace(tzinfo=None, microsecond=0),
        utc_offset=region.columns.set_up.utc_offset,
        version=electdesk.__version__,
    )


def with_rows(file: Export, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Export:
    """The list as it is shown. A column is one of numbers where nothing else stands in it."""
    types = [_type([row[place] for row in rows]) for place in range(len(heads))]
    columns = tuple(
        Column(id=f"c{place}", names={"": head}, type=kind, width=_width(head, [row[place] for row in rows[:500]]))
        for place, (head, kind) in enumerate(zip(heads, types, strict=True))
    )
    readers = [_READERS[kind] for kind in types]
    read = [[reader(cell) for reader, cell in zip(readers, row, strict=True)] for row in rows]
    return replace(file, tables=(replace(file.tables[0], columns=columns, rows=read),))


def _bare(text: str) -> str:
    return text.translate(_DROP_SPACES)


def _type(cells: Sequence[str]) -> ColumnType:
    """Counts, shares or text; a station's number with a letter makes a column of text."""
    filled = [bare for cell in cells if (bare := _bare(cell)) not in _EMPTY]
    if filled and all(map(_COUNT.fullmatch, filled)):
        return "count"
    return "share" if filled and all(map(_PERCENT.fullmatch, filled)) else "text"


def _count(text: str) -> Cell:
    bare = _bare(text)
    return int(bare) if bare not in _EMPTY else BLANK


def _share(text: str) -> Cell:
    found = _PERCENT.fullmatch(_bare(text))
    if found is None:
        return None
    digits = found[2] or ""
    return Share(int(found[1] + digits), 100 * 10 ** len(digits))


def _text(text: str) -> Cell:
    return text


_READERS: Final = {"count": _count, "share": _share, "text": _text}


def _width(head: str, cells: Sequence[str]) -> int:
    """As wide as what stands in it, up to a limit."""
    return min(_WIDEST, max(8, len(head), *(len(cell) for cell in cells or [""])) + 1)
