"""XLSX and XLSM: every sheet of figures, with all that a plan has to know of its cells.

Not calamine: it gives no percent, no hidden rows, and an error cell or a formula without a value as an empty one. The usual
writing of a sheet is read faster here than there, any other by an XML parser.
"""

from collections.abc import Iterable, Iterator

from electdesk.workbooks.reading.archive import Archive
from electdesk.workbooks.reading.plain_xml import NotPlain
from electdesk.workbooks.reading.sink import Sink
from electdesk.workbooks.reading.xlsx_any import read_any
from electdesk.workbooks.reading.xlsx_cells import Cells
from electdesk.workbooks.reading.xlsx_parts import read_workbook, shared_texts
from electdesk.workbooks.reading.xlsx_plain import read_plain


def read_xlsx(archive: Archive, sink: Sink) -> tuple[str, list[str]]:
    """Put all sheets into the sink; returns the format and the notes. Refuses source_damaged and source_unsafe."""
    workbook = read_workbook(archive)
    cells = Cells(workbook, shared_texts(archive, workbook.shared), sink.texts)
    whole = sum(archive.length(sheet.member) for sheet in workbook.sheets) or 1
    done = 0
    for sheet in workbook.sheets:
        sink.begin(sheet.name, hidden=sheet.hidden)
        try:
            outline = read_plain(_told(archive.chunks(sheet.member), sink, done, whole), cells, sink)
        except NotPlain:
            sink.restart()
            outline = read_any(_told(archive.chunks(sheet.member), sink, done, whole), cells, sink)
        sink.end(outline.hidden_columns, outline.merged)
        done += archive.length(sheet.member)
    return workbook.format, workbook.notes


def _told(chunks: Iterable[bytes], sink: Sink, done: int, whole: int) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk
        done += len(chunk)
        sink.progress(done / whole)
