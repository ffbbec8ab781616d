"""How a workbook looks: the few formats there are, made once in the workbook and named by their places in its list of styles."""

from typing import Final

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook

INK: Final = "FF1F2A37"
HEAD_FILL: Final = "FFE4ECF5"
NOT_ASKED_FILL: Final = "FFE3E5E8"
TOTAL_FILL: Final = "FFF1F4F8"
RED: Final = "FFB42318"
GREY: Final = "FF5B6675"
FORMATS: Final = {"count": "#,##0", "share": "0.00%", "time": "dd.mm.yyyy hh:mm", "number": "0", "text": "@", "general": "General"}
_HAIR: Final = Side(style="hair", color="FFB8C1CC")
_THIN: Final = Side(style="thin", color="FF8A96A3")
_LINES: Final = Border(bottom=_HAIR)


class Styles:
    """The numbers of formats in one workbook, each made when it is first asked for."""

    def __init__(self, book: Workbook) -> None:
        # A cell of a sheet that is thrown away carries each format into the workbook's list.
        self._sheet = book.create_sheet("styles")
        self._book = book
        self._known: dict[tuple[str, bool, bool], int] = {}

    def done(self) -> None:
        """All formats are known: take the helping sheet away."""
        self._book.remove(self._sheet)

    def place(self, kind: str, *, total: bool = False, quoted: bool = False) -> int:
        """The place of a format. ``kind``: one of ``FORMATS``, "wrapped", "mark" (words for no number), "not_asked".

        ``quoted``: text that begins like a formula and is shown as text for ever.
        """
        key = (kind, total, quoted)
        if key not in self._known:
            # One cell a format: the list keeps what the cell keeps, not a copy.
            cell = self._sheet.cell(len(self._known) + 1, 1)
            cell.font = Font(name="Calibri", size=11, bold=total, color=INK)
            cell.border = Border(top=_THIN, bottom=_THIN) if total else _LINES
            cell.number_format = FORMATS.get(kind, "General")
            cell.alignment = _ALIGNED.get(kind, Alignment(vertical="top"))
            fill = NOT_ASKED_FILL if kind == "not_asked" else TOTAL_FILL if total else ""
            cell.fill = PatternFill("solid", fgColor=fill) if fill else PatternFill()
            cell.quotePrefix = bool(quoted)
            self._known[key] = int(cell.style_id)
        return self._known[key]


_ALIGNED: Final = {
    "wrapped": Alignment(vertical="top", wrap_text=True, indent=1),
    "mark": Alignment(vertical="top", horizontal="right"),
    "number": Alignment(vertical="top", horizontal="left"),
}

TITLE_FONT: Final = Font(name="Calibri", size=14, bold=True, color=INK)
NOTE_FONT: Final = Font(name="Calibri", size=10, color=GREY)
WARNING_FONT: Final = Font(name="Calibri", size=11, bold=True, color=RED)
HEAD_FONT: Final = Font(name="Calibri", size=10, bold=True, color=INK)
HEAD_PATTERN: Final = PatternFill("solid", fgColor=HEAD_FILL)
HEAD_BORDER: Final = Border(top=_THIN, bottom=_THIN, left=_HAIR, right=_HAIR)
HEAD_ALIGNED: Final = Alignment(vertical="top", wrap_text=True)
