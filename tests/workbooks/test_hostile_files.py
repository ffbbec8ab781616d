"""Files that nobody would save as a table, damaged ones and traps: each is refused by name, and nothing of it stays behind."""

import io
import random
import struct
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from electdesk.domain.errors import ClerkError
from electdesk.i18n.error_texts import ERRORS
from electdesk.workbooks.book_reader import read_book
from electdesk.workbooks.reading.blocks import Ended, WasRefused
from electdesk.workbooks.reading.sink import Sink
from electdesk.workbooks.worker import outcome
from tests.workbooks.making import (
    COMPOUND,
    MAIN,
    XML,
    number,
    ods,
    ods_content,
    ods_row,
    ods_table,
    ods_text,
    record,
    row,
    sheet_xml,
    text,
    wide,
    written,
    xlsb,
    xlsb_cell,
    xlsb_row,
    xlsx,
    xlsx_members,
    zipped,
)

FILES = Path(__file__).parent / "files"
PLAIN = row(1, text("A1", "УИК"), number("B1", "1"))
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
DEEP = 30_000


def with_member(name: str, content: bytes | str, **more: Any) -> bytes:
    """A sound workbook with one member added or exchanged."""
    return zipped({**xlsx_members({"Sheet": sheet_xml(PLAIN)}, **more), name: content})


def with_doctype(part: str, doctype: str) -> bytes:
    members = xlsx_members({"Sheet": sheet_xml(PLAIN)}, shared="<si><t>УИК</t></si>")
    content = members[part]
    assert isinstance(content, str)
    return zipped({**members, part: content.replace(XML, XML + doctype, 1)})


def ratio_bomb() -> bytes:
    return with_member("xl/worksheets/sheet1.xml", sheet_xml(PLAIN, after=" " * 50_000_000))


def patched(data: bytes, member: str, place: int, shape: str, value: int) -> bytes:
    """The archive with one field of a member's entry in the directory changed."""
    changed = bytearray(data)
    start = changed.find(b"PK\x01\x02")
    while start >= 0:
        length = struct.unpack_from("<H", changed, start + 28)[0]
        if changed[start + 46 : start + 46 + length] == member.encode():
            struct.pack_into(shape, changed, start + place, value)
        start = changed.find(b"PK\x01\x02", start + 4)
    return bytes(changed)


def unpacked_bomb() -> bytes:
    """A member that promises 900 MB, within the ratio that a table can have."""
    content = with_member("xl/media/image1.bin", random.Random(1).randbytes(4_000_000))
    return patched(content, "xl/media/image1.bin", 24, "<I", 900_000_000)


def overlapping() -> bytes:
    """One kernel of data that two names in the directory point to, as in bombs of 2019."""
    sound = zipped({**xlsx_members({"Sheet": sheet_xml(PLAIN)}), "xl/a.xml": b"x" * 1000, "xl/b.xml": b"x" * 1000})
    first = zipfile.ZipFile(io.BytesIO(sound)).getinfo("xl/a.xml").header_offset
    return patched(sound, "xl/b.xml", 42, "<I", first)


def encrypted_member() -> bytes:
    return patched(zipped(xlsx_members({"Sheet": sheet_xml(PLAIN)})), "xl/workbook.xml", 8, "<H", 1)


def odd_packing() -> bytes:
    return zipped(xlsx_members({"Sheet": sheet_xml(PLAIN)}), zipfile.ZIP_BZIP2)


def twice_the_same_name() -> bytes:
    data = bytearray(zipped({**xlsx_members({"Sheet": sheet_xml(PLAIN)}), "xl/worksheets/sheet9.xml": "<worksheet/>"}))
    return bytes(data.replace(b"sheet9.xml", b"sheet1.xml"))


def lying_length() -> bytes:
    """The directory promises ten bytes of a member that has thousands."""
    content = with_member(
        "xl/worksheets/sheet1.xml", sheet_xml("".join(row(line, number(f"A{line}", "1")) for line in range(1, 900)))
    )
    return patched(content, "xl/worksheets/sheet1.xml", 24, "<I", 10)


def long_table(rows: int) -> bytes:
    return xlsx("".join(row(line, number(f"A{line}", "1")) for line in range(1, rows)))


def deep(content: str) -> str:
    return content.replace("</sheetData>", "<row>" * DEEP + "</row>" * DEEP + "</sheetData>")


def openpyxl_locked(folder: Path) -> bytes:
    """A workbook whose sheets are locked against changes is still readable: this is no encryption."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["УИК", 1])
    sheet.protection.set_password("1")
    book.save(folder / "locked.xlsx")
    return (folder / "locked.xlsx").read_bytes()


SOUND_ODS = ods(ods_content(ods_table(ods_row(ods_text("УИК")))))
SOUND_XLSB = xlsb([("Лист", record(145) + xlsb_row(0) + xlsb_cell(6, 0, wide("УИК")) + record(146), 0)])
UNSAFE = "source_unsafe"

REFUSED: dict[str, tuple[Callable[[], bytes], str, dict[str, Any]]] = {
    "a bomb of spaces": (ratio_bomb, UNSAFE, {"reason": "ratio", "limit": 250}),
    "a bomb of many members": (unpacked_bomb, UNSAFE, {"reason": "unpacked", "limit": 800_000_000}),
    "members that share their bytes": (overlapping, UNSAFE, {"reason": "overlap"}),
    "two members of one name": (twice_the_same_name, UNSAFE, {"reason": "overlap"}),
    "too many members": (
        lambda: (
            with_member("x", "1")
            and zipped({**xlsx_members({"S": sheet_xml(PLAIN)}), **{f"x/{each}": "" for each in range(2_100)}})
        ),
        UNSAFE,
        {"reason": "members", "limit": 2_000},
    ),
    "a member outside of the archive": (lambda: with_member("../../evil.xml", "1"), UNSAFE, {"reason": "paths"}),
    "a member with a whole path": (lambda: with_member("/etc/passwd", "1"), UNSAFE, {"reason": "paths"}),
    "a member with a drive": (lambda: with_member("C:\\evil.dll", "1"), UNSAFE, {"reason": "paths"}),
    "a member that climbs with backslashes": (lambda: with_member("xl\\..\\..\\evil", "1"), UNSAFE, {"reason": "paths"}),
    "a packing that no program uses": (odd_packing, UNSAFE, {"reason": "packing"}),
    "entities in the sheet": (lambda: with_doctype("xl/worksheets/sheet1.xml", ENTITIES), UNSAFE, {"reason": "entities"}),
    "entities in the shared texts": (lambda: with_doctype("xl/sharedStrings.xml", ENTITIES), UNSAFE, {"reason": "entities"}),
    "entities in the list of sheets": (lambda: with_doctype("xl/workbook.xml", ENTITIES), UNSAFE, {"reason": "entities"}),
    "entities in the styles": (lambda: with_doctype("xl/styles.xml", ENTITIES), UNSAFE, {"reason": "entities"}),
    "entities in the relations": (lambda: with_doctype("xl/_rels/workbook.xml.rels", ENTITIES), UNSAFE, {"reason": "entities"}),
    "an entity from a file of this PC": (lambda: with_doctype("xl/worksheets/sheet1.xml", OUTSIDE), UNSAFE, {"reason": "entities"}),
    "entities in an ODS": (
        lambda: ods(ods_content(ods_table(ods_row(ods_text("УИК")))).replace("?>", "?>" + ENTITIES, 1)),
        UNSAFE,
        {"reason": "entities"},
    ),
    "elements thirty thousand deep": (
        lambda: zipped(xlsx_members({"S": deep(sheet_xml(PLAIN))})),
        UNSAFE,
        {"reason": "depth", "limit": 64},
    ),
    "styles thirty thousand deep": (
        lambda: with_member("xl/styles.xml", f'<styleSheet xmlns="{MAIN}">' + "<a>" * DEEP + "</a>" * DEEP + "</styleSheet>"),
        UNSAFE,
        {"reason": "depth", "limit": 64},
    ),
    "an ODS nine hundred deep": (
        lambda: ods(ods_content(ods_table("<table:table-row-group>" * 900 + "</table:table-row-group>" * 900))),
        UNSAFE,
        {"reason": "depth", "limit": 64},
    ),
    "the last cell of a sheet": (
        lambda: xlsx(PLAIN + row(1_048_576, number("XFD1048576", "1"))),
        "source_far_cell",
        {"sheet": "Sheet", "cell": "XFD1048576", "rows": 200_000, "columns": 500},
    ),
    "a cell far to the right": (
        lambda: xlsx(row(1, text("A1", "x"), number("SG1", "1"))),
        "source_far_cell",
        {"sheet": "Sheet", "cell": "SG1", "rows": 200_000, "columns": 500},
    ),
    "a cell far below": (
        lambda: xlsx(PLAIN + row(900_000, number("B900000", "1"))),
        "source_far_cell",
        {"sheet": "Sheet", "cell": "B900000", "rows": 200_000, "columns": 500},
    ),
    "a far cell of an ODS": (
        lambda: ods(ods_content(ods_table(ods_row('<table:table-cell table:number-columns-repeated="16383"/>', ods_text("x"))))),
        "source_far_cell",
        {"sheet": "Лист1", "cell": "XFD1", "rows": 200_000, "columns": 500},
    ),
    "an ODS that repeats one text over a whole row": (
        lambda: ods(ods_content(ods_table(ods_row(ods_text("x", ' table:number-columns-repeated="16384"'))))),
        "source_far_cell",
        {"sheet": "Лист1", "cell": "SG1", "rows": 200_000, "columns": 500},
    ),
    "an ODS that repeats one row a million times": (
        lambda: ods(ods_content(ods_table(ods_row(ods_text("x"), more=' table:number-rows-repeated="1048576"')))),
        "source_too_many_rows",
        {"limit": 200_000},
    ),
    "a far cell of an XLSB": (
        lambda: xlsb([("Л", record(145) + xlsb_row(1_048_575) + xlsb_cell(6, 16_383, wide("x")) + record(146), 0)]),
        "source_far_cell",
        {"sheet": "Л", "cell": "XFD1048576", "rows": 200_000, "columns": 500},
    ),
    "more rows than any region has stations": (lambda: long_table(200_003), "source_too_many_rows", {"limit": 200_000}),
    "a password of Excel": (lambda: COMPOUND + bytes(500) + "EncryptedPackage\0".encode("utf-16-le"), "source_encrypted", {}),
    "a password of an archive": (encrypted_member, "source_encrypted", {}),
    "a password of LibreOffice": (
        lambda: ods(b"\x8f\x01", **{"META-INF/manifest.xml": "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"}),
        "source_encrypted",
        {},
    ),
    "a length that is not true": (lying_length, "source_damaged", {"error": "BadZipFile"}),
    "a workbook without its sheet": (
        lambda: zipped({k: v for k, v in xlsx_members({"S": ""}).items() if "sheet1" not in k}),
        "source_empty",
        {},
    ),
    "a workbook without its list of sheets": (
        lambda: zipped({"[Content_Types].xml": "<Types spreadsheetml=''/>"}),
        "source_damaged",
        {"error": "workbook"},
    ),
    "a sheet that breaks off": (
        lambda: zipped(xlsx_members({"S": sheet_xml(PLAIN)[:-40]})),
        "source_damaged",
        {"error": "ExpatError"},
    ),
    "a sheet that breaks off after its rows": (
        lambda: zipped(xlsx_members({"S": sheet_xml(PLAIN).removesuffix("</worksheet>")})),
        "source_damaged",
        {"error": "ExpatError"},
    ),
    "a sheet that is no sheet": (
        lambda: zipped(xlsx_members({"S": "<html><body/></html>"})),
        "source_damaged",
        {"error": "sheetData"},
    ),
    "a sheet that is no XML": (lambda: zipped(xlsx_members({"S": b"\0\1\2"})), "source_damaged", {"error": "ExpatError"}),
    "an empty workbook": (lambda: xlsx(""), "source_empty", {}),
    "a workbook of empty cells": (lambda: xlsx(row(1, '<c r="A1" s="1"/>', '<c r="B1" t="s"><v></v></c>')), "source_empty", {}),
    "an ODS without tables": (lambda: ods(ods_content("")), "source_damaged", {"error": "table"}),
    "an ODS without content": (
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "source_damaged",
        {"error": "content.xml"},
    ),
    "an XLSB that breaks off": (
        lambda: xlsb([("Л", record(145) + xlsb_row(0) + b"\x06\xff\xff\x01", 0)]),
        "source_damaged",
        {"error": "IndexError"},
    ),
    "an XLSB text longer than the file": (
        lambda: xlsb([("Л", record(145) + xlsb_row(0) + xlsb_cell(6, 0, struct.pack("<I", 0x7FFFFFFF)), 0)]),
        "source_damaged",
        {"error": "IndexError"},
    ),
    "a container without a book": (lambda: COMPOUND + bytes(4_000), "source_not_table", {"looks": "doc", "reason": ""}),
    "a container cut off in its first sector": (
        lambda: (FILES / "cells.xls").read_bytes()[:700] + "Workbook\0".encode("utf-16-le"),
        "source_damaged",
        {},
    ),
}


def refusal_of(path: Path) -> tuple[str, dict[str, Any]]:
    with pytest.raises(ClerkError) as caught:
        read_book(path)
    return caught.value.code, caught.value.params


@pytest.fixture
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty and watched."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize("case", REFUSED)
def test_a_trap_is_refused_by_name_and_leaves_nothing_behind(tmp_path: Path, own_temporary_folder: Path, case: str) -> None:
    make, code, params = REFUSED[case]
    content = make()
    path = written(tmp_path, "list.xlsx", content)
    found, told = refusal_of(path)
    if not params and code == "source_damaged":
        told = {"file": told["file"]}
    assert (found, told) == (code, {"file": "list.xlsx", **params})
    assert (list(own_temporary_folder.iterdir()), path.read_bytes() == content) == ([], True)


KINDS: dict[str, tuple[bytes, str]] = {
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "pdf"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "png"),
    "a photograph": (b"\xff\xd8\xff\xe0" + bytes(50), "jpg"),
    "a text document": (b"{\\rtf1\\ansi}", "rtf"),
    "a letter of Word": (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "docx"),
    "a letter of LibreOffice": (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "odt"),
    "a presentation": (zipped({"ppt/presentation.xml": "<p/>"}), "pptx"),
    "an archive": (zipped({"list.csv": "1;2"}), "zip"),
    "an archive of another kind": (b"7z\xbc\xaf\x27\x1c" + bytes(30), "7z"),
    "a packed file": (b"\x1f\x8b\x08" + bytes(30), "gz"),
    "a database": (b"SQLite format 3\0" + bytes(100), "sqlite"),
    "a program": (b"MZ\x90\0" + bytes(100), "exe"),
    "a table of Numbers": (zipped({"Index/Document.iwa": b"1"}), "numbers"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["list.xlsx", "list.xls", "list.csv"])
def test_what_is_no_table_is_called_what_it_is_whatever_its_name(tmp_path: Path, kind: str, name: str) -> None:
    content, looks = KINDS[kind]
    assert refusal_of(written(tmp_path, name, content)) == ("source_not_table", {"file": name, "looks": looks, "reason": ""})


@pytest.mark.parametrize(
    ("content", "looks"),
    [
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html>", "html"),
        (b"<table border=1><tr><td>1</td></tr></table>", "html"),
        ("<html xmlns:x='urn:schemas-microsoft-com:office:excel'>".encode("utf-16"), "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "html"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "xml"),
        (b'<?xml version="1.0"?><office:document/>', "xml"),
    ],
)
def test_web_pages_and_xml_under_the_name_of_a_workbook_have_sentences_of_their_own(
    tmp_path: Path, content: bytes, looks: str
) -> None:
    assert refusal_of(written(tmp_path, "list.xls", content)) == (
        "source_not_table",
        {"file": "list.xls", "looks": looks, "reason": looks},
    )


def sound_files() -> dict[str, bytes]:
    """A small sound file of each kind."""
    return {
        "xlsx": zipped(xlsx_members({"Sheet": sheet_xml(PLAIN * 1)}, shared="<si><t>УИК</t></si>")),
        "ods": SOUND_ODS,
        "xlsb": SOUND_XLSB,
        "xls": (FILES / "cells.xls").read_bytes(),
    }


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xlsb", "xls"])
def test_a_file_cut_off_anywhere_is_refused_and_never_read_in_part(tmp_path: Path, kind: str) -> None:
    whole = sound_files()[kind]
    told = set()
    for part in range(1, 40):
        path = written(tmp_path, "source", whole[: len(whole) * part // 40])
        found = outcome(path, "source", Sink(lambda block: None))
        told.add(found.code if isinstance(found, WasRefused) else f"read at {part}/40")
    assert told <= {"source_damaged", "source_not_table", "source_not_text", "source_unsafe"}


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xlsb", "xls"])
@pytest.mark.parametrize("seed", range(5))
def test_changed_bytes_lead_to_rows_or_to_a_refusal_with_sentences(tmp_path: Path, kind: str, seed: int) -> None:
    rng = random.Random(seed)
    whole = sound_files()[kind]
    codes = set()
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(rng.choice((1, 3, 30))):
            data[rng.randrange(len(data))] = rng.randrange(256)
        found = outcome(written(tmp_path, "source", bytes(data)), "source", Sink(lambda block: None))
        if not isinstance(found, Ended):
            codes.add(found.code)
    assert codes - set(ERRORS) == set()


def test_the_lock_file_of_a_table_program_is_told_apart(tmp_path: Path) -> None:
    assert [refusal_of(written(tmp_path, name, b"\x05user" + bytes(160))) for name in ("~$list.xlsx", ".~lock.list.ods#")] == [
        ("source_lock_file", {"file": "~$list.xlsx"}),
        ("source_lock_file", {"file": ".~lock.list.ods#"}),
    ]


def test_a_missing_file_a_folder_and_an_empty_file_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    assert [
        refusal_of(path) for path in (tmp_path / "none.xlsx", tmp_path / "folder.xlsx", written(tmp_path, "empty.xlsx", b""))
    ] == [
        ("source_missing", {"file": "none.xlsx"}),
        ("source_is_folder", {"file": "folder.xlsx"}),
        ("source_empty", {"file": "empty.xlsx"}),
    ]


def test_locked_sheets_are_no_password_for_the_file(tmp_path: Path) -> None:
    (sheet,) = read_book(written(tmp_path, "list.xlsx", openpyxl_locked(tmp_path))).sheets
    assert sheet.rows == [["УИК", "1"]]


@pytest.mark.parametrize("name", ["list.xls", "list.csv", "list.ods", "list.txt", "list"])
def test_a_workbook_under_another_name_is_read_as_what_it_is(tmp_path: Path, name: str) -> None:
    book = read_book(written(tmp_path, name, xlsx(PLAIN)))
    assert (book.format, list(book.sheets[0].rows)) == ("xlsx", [["УИК", "1"]])


def test_a_text_table_under_the_name_of_a_workbook_is_read_as_what_it_is(tmp_path: Path) -> None:
    book = read_book(written(tmp_path, "list.xlsx", "УИК;1\r\n2;3\r\n".encode("cp1251")))
    assert (book.format, list(book.sheets[0].rows)) == ("csv", [["УИК", "1"], ["2", "3"]])


def test_macros_links_and_embedded_objects_are_named_and_left_alone(tmp_path: Path) -> None:
    members = xlsx_members(
        {"Sheet": sheet_xml(PLAIN), "Макрос": sheet_xml(PLAIN)},
        kinds={"Макрос": "xlMacrosheet"},
        main_type="application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        relations='<Relationship Id="rIdX" Type="http://x/externalLink" Target="externalLinks/externalLink1.xml"/>',
    )
    more: dict[str, bytes | str] = {
        "xl/vbaProject.bin": b"Shell",
        "xl/externalLinks/externalLink1.xml": "<x/>",
        "xl/embeddings/oleObject1.bin": b"\0",
    }
    book = read_book(written(tmp_path, "list.xlsm", zipped({**members, **more})))
    assert (book.format, book.notes, [sheet.name for sheet in book.sheets]) == (
        "xlsm",
        ("embedded", "external_links", "macros"),
        ["Sheet"],
    )
