"""Rows put into the sheets of a workbook that openpyxl has made around them: one pass over the packed file, row by row, little memory."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec
from openpyxl.workbook import Workbook

_AT_ONCE: Final = 500
_DIMENSION: Final = re.compile(rb'<dimension ref="[^"]*"\s*/>')
_END: Final = re.compile(rb"<sheetData\s*/>|</sheetData>")
_BEFORE_ERRORS: Final = re.compile(
    rb"<(?:smartTags|drawing|legacyDrawing|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|</worksheet>"
)
LEVEL: Final = 3
"""How hard the file is packed: 6 takes twice the time for a tenth less."""


class Spliced(msgspec.Struct, frozen=True):
    """What goes into one sheet: its rows as XML, the range that the sheet covers with them, and cells whose text may look like numbers."""

    rows: Iterator[str]
    extent: str
    texts_like_numbers: str = ""


def save_spliced(book: Workbook, parts: Mapping[str, Spliced], path: Path, on_rows: Callable[[int], None]) -> None:
    """Write the workbook with the rows of ``parts`` (by the sheet's title) below those that it holds already.

    ``on_rows`` is told after each few hundred rows how many came; what it raises ends the work.
    """
    packed = io.BytesIO()
    book.save(packed)
    members = {f"xl/worksheets/sheet{number}.xml": sheet.title for number, sheet in enumerate(book.worksheets, start=1)}
    with (
        zipfile.ZipFile(packed) as made,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as target,
    ):
        for member in made.infolist():
            data = made.read(member)
            part = parts.get(members.get(member.filename, ""))
            if part is None:
                target.writestr(member.filename, data)
            else:
                _write_sheet(target, member.filename, data, part, on_rows)


def _write_sheet(target: zipfile.ZipFile, name: str, data: bytes, part: Spliced, on_rows: Callable[[int], None]) -> None:
    data = _DIMENSION.sub(f'<dimension ref="{part.extent}"/>'.encode(), data, count=1)
    end = _END.search(data)
    assert end is not None
    before, after = data[: end.start()], data[end.end() :]
    if end[0].endswith(b"/>"):
        before += b"<sheetData>"
    if part.texts_like_numbers:
        told = f'<ignoredErrors><ignoredError sqref="{part.texts_like_numbers}" numberStoredAsText="1"/></ignoredErrors>'.encode()
        place = _BEFORE_ERRORS.search(after)
        assert place is not None
        after = after[: place.start()] + told + after[place.start() :]
    with target.open(name, "w", force_zip64=True) as file:
        file.write(before)
        held: list[str] = []
        for row in part.rows:
            held.append(row)
            if len(held) == _AT_ONCE:
                file.write("".join(held).encode())
                on_rows(len(held))
                held = []
        file.write("".join(held).encode())
        on_rows(len(held))
        file.write(b"</sheetData>" + after)
