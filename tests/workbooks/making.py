"""Workbooks built member by member: what table programs write, and what they never would."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

STYLES: Final = {
    "general": 0,
    "0%": 1,
    "0.00%": 2,
    "d.mm.yy": 3,
    "d.mm.yy h:mm": 4,
    "h:mm": 5,
    "000": 6,
    "apostrophe": 7,
    "dd.mm.yyyy": 8,
    "russian day": 9,
    "[h]:mm": 10,
    "people": 11,
    "scientific": 12,
    "0.0%": 13,
    "apostrophe 000": 14,
}
"""Cell styles of every workbook made here, by what they do."""
STYLES_XML: Final = (
    f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="6">'
    '<numFmt numFmtId="164" formatCode="000"/><numFmt numFmtId="165" formatCode="dd.mm.yyyy"/>'
    '<numFmt numFmtId="166" formatCode="[$-419]d mmmm yyyy;@"/><numFmt numFmtId="167" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="168" formatCode="0&quot; day(s) and a half&quot;"/><numFmt numFmtId="169" formatCode="[Red]0.0%;[Blue]-0.0%"/></numFmts>'
    '<cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs><cellXfs count="15">'
    '<xf numFmtId="0"/><xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="22"/>'
    '<xf numFmtId="20"/><xf numFmtId="164"/><xf numFmtId="0" quotePrefix="1"/><xf numFmtId="165"/><xf numFmtId="166"/>'
    '<xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="11"/><xf numFmtId="169"/><xf numFmtId="164" quotePrefix="1"/>'
    "</cellXfs></styleSheet>"
)


def zipped(members: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def sheet_xml(rows: str, *, before: str = "", after: str = "", namespace: str = MAIN) -> str:
    """The XML of a sheet from the XML of its rows."""
    return f'{XML}<worksheet xmlns="{namespace}" xmlns:r="{RELATIONS}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parsed(sheet: str) -> str:
    """The same sheet in a writing that only an XML parser can read: a comment before the rows."""
    return sheet.replace("<sheetData>", "<!-- by hand --><sheetData>", 1)


def xlsx_members(
    sheets: Mapping[str, str | bytes],
    *,
    shared: str = "",
    states: Mapping[str, str] | None = None,
    properties: str = "",
    computed: str = "",
    kinds: Mapping[str, str] | None = None,
    main_type: str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    relations: str = "",
) -> dict[str, bytes | str]:
    """The members of an XLSX. ``sheets``: name → XML of the sheet; ``kinds``: name → kind of part, a worksheet where none is told."""
    listed, related, members = [], [], {}
    for number, (name, content) in enumerate(sheets.items(), start=1):
        state = f' state="{states[name]}"' if states and name in states else ""
        kind = (kinds or {}).get(name, "worksheet")
        listed.append(f'<sheet name="{name}" sheetId="{number}"{state} r:id="rId{number}"/>')
        related.append(f'<Relationship Id="rId{number}" Type="{RELATIONS}/{kind}" Target="worksheets/sheet{number}.xml"/>')
        members[f"xl/worksheets/sheet{number}.xml"] = content
    related.append(f'<Relationship Id="rIdS" Type="{RELATIONS}/styles" Target="styles.xml"/>')
    if shared:
        related.append(f'<Relationship Id="rIdT" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>')
        members["xl/sharedStrings.xml"] = f'{XML}<sst xmlns="{MAIN}" count="9" uniqueCount="9">{shared}</sst>'
    workbook = (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr {properties}/><sheets>{"".join(listed)}</sheets>'
        f"{computed}</workbook>"
    )
    return {
        "[Content_Types].xml": f'{XML}<Types><Override PartName="/xl/workbook.xml" ContentType="{main_type}"/></Types>',
        "_rels/.rels": _relations(f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": _relations("".join(related) + relations),
        "xl/styles.xml": STYLES_XML,
        **members,
    }


def _relations(inside: str) -> str:
    return f'{XML}<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def xlsx(rows: str, **more: str) -> bytes:
    """An XLSX of one sheet."""
    return zipped(xlsx_members({"Sheet": sheet_xml(rows)}, **more))  # type: ignore[arg-type]


def row(number: int, *cells: str, attributes: str = "") -> str:
    """A row of cells that are already XML."""
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


def number(place: str, value: str, style: str = "general") -> str:
    """A cell with a number."""
    return f'<c r="{place}"{_style(style)}><v>{value}</v></c>'


def text(place: str, value: str, style: str = "general") -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}"{_style(style)} t="inlineStr"><is><t>{value}</t></is></c>'


def _style(style: str) -> str:
    return f' s="{STYLES[style]}"' if style != "general" else ""


ODF: Final = "urn:oasis:names:tc:opendocument:xmlns:"
CALCEXT: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def ods_content(tables: str, styles: str = "") -> str:
    """The content of an ODS as LibreOffice writes it."""
    names = "".join(f' xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text", "style", "number"))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content{names} xmlns:draw="{ODF}drawing:1.0" '
        f'xmlns:calcext="{CALCEXT}" office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def ods(content: str | bytes, **more: bytes | str) -> bytes:
    """An ODS with that content."""
    members: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": content,
        "META-INF/manifest.xml": "<manifest/>",
        **more,
    }
    return zipped(members)


def ods_table(rows: str, name: str = "Лист1", more: str = "") -> str:
    """One table."""
    return f'<table:table table:name="{name}"{more}><table:table-column/>{rows}</table:table>'


def ods_row(*cells: str, more: str = "") -> str:
    """One row of cells that are already XML."""
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def ods_text(value: str, more: str = "") -> str:
    """A cell with a text."""
    return f'<table:table-cell{more} office:value-type="string" calcext:value-type="string"><text:p>{value}</text:p></table:table-cell>'


def ods_value(kind: str, attribute: str, value: str, shown: str = "", more: str = "") -> str:
    """A cell with a value of some type."""
    return (
        f'<table:table-cell{more} office:value-type="{kind}" office:{attribute}="{value}" calcext:value-type="{kind}">'
        f"<text:p>{shown or value}</text:p></table:table-cell>"
    )


def record(kind: int, *fields: bytes) -> bytes:
    """A record of an XLSB part."""
    body = b"".join(fields)
    name = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, written = len(body), b""
    while True:
        length, part = length >> 7, length & 0x7F
        written += bytes([part | (0x80 if length else 0)])
        if not length:
            return name + written + body


def wide(value: str) -> bytes:
    """A text of an XLSB part."""
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def xlsb_cell(kind: int, column: int, value: bytes, style: int = 0) -> bytes:
    """A cell of an XLSB sheet."""
    return record(kind, struct.pack("<II", column, style), value)


def xlsb_row(index: int, *, hidden: bool = False) -> bytes:
    """The head of a row of an XLSB sheet; ``index`` from 0."""
    return record(0, struct.pack("<IIHBB", index, 0, 300, 0, 0x10 if hidden else 0), bytes(5))


def xlsb(sheets: Sequence[tuple[str, bytes, int]], shared: Sequence[str] = (), *, since_1904: bool = False) -> bytes:
    """An XLSB. ``sheets``: name, records between begin and end of the rows (columns and merged ones too), state."""
    listed = b"".join(
        record(156, struct.pack("<II", state, place), wide(f"rId{place}"), wide(name))
        for place, (name, _, state) in enumerate(sheets, start=1)
    )
    styles = (
        record(278)
        + record(44, struct.pack("<H", 164), wide("000"))
        + record(617, struct.pack("<I", 5))
        + b"".join(
            record(47, struct.pack("<HHHHHBBHH", 0, numbers, 0, 0, 0, 0, 0, flags, 0))
            for numbers, flags in ((0, 0), (10, 0), (14, 0), (164, 0), (0, 0x8000))
        )
        + record(618)
    )
    parts = {f"xl/worksheets/sheet{place}.bin": record(129) + rows + record(130) for place, (_, rows, _) in enumerate(sheets, 1)}
    related = "".join(
        f'<Relationship Id="rId{place}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{place}.bin"/>'
        for place in range(1, len(sheets) + 1)
    )
    related += f'<Relationship Id="rIdS" Type="{RELATIONS}/styles" Target="styles.bin"/>'
    related += f'<Relationship Id="rIdT" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.bin"/>'
    return zipped(
        {
            "[Content_Types].xml": f"{XML}<Types/>",
            "_rels/.rels": _relations(f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.bin"/>'),
            "xl/workbook.bin": record(131)
            + record(153, struct.pack("<III", int(since_1904), 0, 0))
            + record(143)
            + listed
            + record(144)
            + record(132),
            "xl/_rels/workbook.bin.rels": _relations(related),
            "xl/styles.bin": styles,
            "xl/sharedStrings.bin": record(159, struct.pack("<II", len(shared), len(shared)))
            + b"".join(record(19, b"\0", wide(each)) for each in shared)
            + record(160),
            **parts,
        }
    )


def written(folder: Path, name: str, content: bytes) -> Path:
    """A file of that content in the folder."""
    path = folder / name
    path.write_bytes(content)
    return path
