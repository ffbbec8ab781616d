"""Makes the files that LibreOffice alone can make: ``python -m tests.workbooks.make_files`` writes them into ``files/``.

They are kept in the repository, so that tests need no LibreOffice.
"""

import datetime
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment

FILES: Final = Path(__file__).parent / "files"
FORMATS: Final = ("xls", "ods", "xlsx")


def source() -> Workbook:
    """Two visible sheets and a hidden one with everything that a reader has to tell of."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Барнаул"
    sheet["A1"] = "Сводная таблица"
    sheet.merge_cells("A1:F1")
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.append(["УИК", "Избирателей", "Явка", "Дата", "Время", "Когда"])
    sheet.append([12, 1200, 0.5, datetime.date(2026, 4, 3), datetime.time(12, 30), datetime.datetime(2026, 4, 3, 20, 15)])  # noqa: DTZ001 - cells have no zone
    sheet["A3"].number_format = "000"
    sheet["C3"].number_format = "0%"
    sheet.append(["013", 12.5, 0.4567, "3 апреля", "нет", "=1/0"])
    sheet["C4"].number_format = "0.00%"
    sheet["B4"].comment = Comment("перепроверить", "оператор")
    sheet.append([14, "=SUM(B3:B4)", True, '="да"', "=NA()", '=IF(1,"","x")'])
    sheet.append([15, -3, "1\xa0234", "первая\nвторая", "  два  пробела", "'016"])
    sheet.append([16, 1, "скрытая строка"])
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet["A12"] = "Итого"
    sheet["B12"] = 1e20
    other = book.create_sheet("Бийск")
    other.append(["УИК", "Избирателей"])
    other.append([21, 10])
    secret = book.create_sheet("скрытый")
    secret.append(["черновик", 1])
    secret.sheet_state = "hidden"
    return book


def main() -> None:
    """Write the workbook once and let LibreOffice save it in each format."""
    FILES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "cells.xlsx"
        source().save(first)
        for kind in FORMATS:
            command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(FILES), str(first)]
            subprocess.run(command, check=True, timeout=120, capture_output=True)


if __name__ == "__main__":
    main()
