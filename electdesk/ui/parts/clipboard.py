"""A piece of a table on its way to a workbook: as text with tabs and as HTML, with heads, numbers as numbers, no text that runs."""

import html
import re
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData

from electdesk.domain.figures import SPACES
from electdesk.services.interchange.guard import guarded

_NUMBER: Final = re.compile(r"[-+\u2212]?\d+(?:[.,]\d+)?%?")


def cell_text(shown: str) -> str:
    """One cell for a workbook: thousands unspaced so that it is a number there; text that would run as a formula quoted."""
    bare = shown.translate({ord(space): None for space in SPACES})
    if _NUMBER.fullmatch(bare):
        return bare.replace("\u2212", "-")
    # LibreOffice runs a formula of HTML too, whatever number format the cell names: both texts are guarded.
    return guarded(re.sub(r"[\t\r\n\0]+", " ", shown))


def table_mime(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> QMimeData:
    """Text with tabs and HTML of the same table. Source of the text format in HTML: Excel's ``mso-number-format``."""
    lines = ["\t".join(cell_text(cell) for cell in row) for row in (heads, *rows)]
    mime = QMimeData()
    mime.setText("\r\n".join(lines) + "\r\n")
    body = "".join("<tr>" + "".join(_html_cell(cell) for cell in row) + "</tr>" for row in rows)
    head = "".join(f"<th>{html.escape(cell_text(cell))}</th>" for cell in heads)
    mime.setHtml(f"<meta charset='utf-8'><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    return mime


def _html_cell(shown: str) -> str:
    bare = cell_text(shown)
    if _NUMBER.fullmatch(bare):
        return f"<td align='right'>{bare}</td>"
    return f"<td style=\"mso-number-format:'\\@'\">{html.escape(bare)}</td>"
