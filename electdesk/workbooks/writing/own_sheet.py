"""The hidden sheet by which a workbook of ours is read back without a question."""

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from electdesk.services.interchange.own import OWN_SHEET, Own, own_rows


def add_own(book: Workbook, own: Own) -> None:
    """Add the sheet, the last one, hidden."""
    sheet: Worksheet = book.create_sheet(OWN_SHEET)
    for place, row in enumerate(own_rows(own), start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(place, column, text)
            # A heading that begins like a formula is text here too.
            cell.data_type = "s"
    sheet.sheet_state = "hidden"
