"""A text table is read as offices write it, or refused by name."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.workbooks.csv_reader import read_csv

RUSSIAN = [["УИК", "Число избирателей, включённых в список"], ["1", "120"], ["2", "95"]]
KAZAKH = [["Учаске", "Сайлаушылар саны", "Әкімдік"], ["1", "120", "Өскемен қаласы"]]

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20)


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def written(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def table(rows: list[list[str]], separator: str) -> str:
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in row] for row in rows]
    return "".join(separator.join(row) + "\r\n" for row in quoted)


def refusal(path: Path) -> tuple[str, dict[str, object]]:
    with pytest.raises(ClerkError) as caught:
        read_csv(path)
    return caught.value.code, caught.value.params


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_gives_the_same_rows(tmp_path: Path, encoding: str, separator: str) -> None:
    sheet = read_csv(written(tmp_path, table(RUSSIAN, separator), encoding))
    assert (sheet.rows, list(sheet.row_numbers), sheet.separator) == (RUSSIAN, [1, 2, 3], separator)


def test_kazakh_letters_of_one_byte_are_read_as_kz1048(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path, table(KAZAKH, ";"), "kz1048"))
    assert (sheet.rows, sheet.encoding) == (KAZAKH, "kz1048")


def test_the_sheet_says_which_file_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b\n1,2\n")
    sheet = read_csv(path)
    assert (sheet.name, sheet.file, sheet.size, sheet.sha256) == ("list", "list.csv", 8, hashlib.sha256(b"a,b\n1,2\n").hexdigest())


def test_blank_rows_are_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path, "a;b\n\n;;\n1;2\n\n3;4\n"))
    assert (sheet.rows, list(sheet.row_numbers)) == ([["a", "b"], ["1", "2"], ["3", "4"]], [1, 4, 6])


def test_a_line_that_names_the_separator_is_no_row_of_data(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path, "sep=;\r\na;b,c\r\n1;2,5\r\n"))
    assert (sheet.rows, list(sheet.row_numbers), sheet.separator) == ([["a", "b,c"], ["1", "2,5"]], [2, 3], ";")


def test_a_name_in_quotes_may_hold_separators_and_line_ends(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path, 'a,b\n"5 Барнаул, Железнодорожная","x\ny"\n"он сказал ""да""",2\n'))
    assert sheet.rows[1:] == [["5 Барнаул, Железнодорожная", "x\ny"], ['он сказал "да"', "2"]]


def test_titles_above_the_table_do_not_hide_its_separator(tmp_path: Path) -> None:
    sheet = read_csv(written(tmp_path, "Сводная таблица, предварительно\n\nУИК;1;2\n1;10;20\n2;30;40\n"))
    assert (sheet.separator, sheet.rows[1]) == (";", ["УИК", "1", "2"])


def test_lines_that_end_as_on_old_computers_are_rows(tmp_path: Path) -> None:
    assert read_csv(written(tmp_path, "a,b\r1,2\r")).rows == [["a", "b"], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "code", "params"),
    [
        (b"", "source_empty", {}),
        (b"\xef\xbb\xbf\r\n;;\r\n", "source_empty", {}),
        (zipped({"xl/workbook.xml": b""}), "source_not_csv", {"looks": "xlsx"}),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "source_not_csv", {"looks": "ods"}),
        (zipped({"readme.txt": b"1"}), "source_not_csv", {"looks": "zip"}),
        (b"PK\x03\x04 cut off", "source_not_csv", {"looks": "zip"}),
        (COMPOUND + "Workbook\0".encode("utf-16-le"), "source_not_csv", {"looks": "xls"}),
        (COMPOUND + "WordDocument\0".encode("utf-16-le"), "source_not_csv", {"looks": "doc"}),
        (b"%PDF-1.7\n", "source_not_csv", {"looks": "pdf"}),
        (b"<html><table><tr><td>1</td></tr></table>", "source_not_csv", {"looks": "html"}),
        (bytes(range(256)) * 4, "source_not_text", {}),
        (b"a,b\n1,\x012\n", "source_not_text", {}),
        (b'a,b\n1,2\n"3"x,4\n', "source_bad_quotes", {"row": 3}),
        (b'a,b\n1,"2\n3,4\n', "source_bad_quotes", {"row": 2}),
    ],
)
def test_what_is_no_text_table_is_refused_by_name(tmp_path: Path, content: bytes, code: str, params: dict[str, object]) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert refusal(path) == (code, {"file": "x.csv", **params})


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert refusal(tmp_path / "none.csv") == ("source_missing", {"file": "none.csv"})
    assert refusal(tmp_path / "folder") == ("source_is_folder", {"file": "folder"})


def test_a_file_or_a_table_beyond_every_region_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("electdesk.workbooks.reading.limits.LARGEST_TEXT", 30)
    monkeypatch.setattr("electdesk.workbooks.reading.limits.MOST_ROWS", 3)
    assert refusal(written(tmp_path, "a,b\n" * 10)) == ("source_too_large", {"file": "list.csv", "limit": 30})
    assert refusal(written(tmp_path, "a,b\n" * 5)) == ("source_too_many_rows", {"file": "list.csv", "limit": 3})


def test_letters_written_in_two_parts_are_read_as_one(tmp_path: Path) -> None:
    assert read_csv(written(tmp_path, "УИК,Имя\n1,Андреи\u0306\n")).rows == [["УИК", "Имя"], ["1", "Андрей"]]
