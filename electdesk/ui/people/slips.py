"""Slips with first passwords: one box a person, to be cut apart. They go to paper only, never into a file of the program."""

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from electdesk.i18n import language, tr
from electdesk.ui.look import theme

if TYPE_CHECKING:
    from electdesk.qtmodels.desk import Desk


def print_slips(parent: QWidget, desk: "Desk", given: Mapping[str, str]) -> bool:
    """Ask for the printer and print a slip for each user: login → first password. Whether it was sent to the printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if not given or not QPrintDialog(printer, parent).exec():
        return False
    slips_document(desk, given).print_(printer)
    return True


def slips_document(desk: "Desk", given: Mapping[str, str]) -> QTextDocument:
    """The slips of these users, two in a row."""
    region = desk.region
    name = region.store.path.name if region is not None and region.store.path is not None else ""
    training = f"<p><b>{html.escape(tr('TRAINING REGION'))}</b></p>" if region is not None and region.is_test else ""
    cells = [
        f"<td width='50%'><p><b>{html.escape(name)}</b></p>{training}"
        f"<p>{html.escape(tr('User name'))}: <b>{html.escape(login)}</b><br/>"
        f"{html.escape(tr('First password'))}: <b>{html.escape(password)}</b></p>"
        f"<p>{html.escape(tr('Change it at the first log-in, then destroy this slip.'))}</p></td>"
        for login, password in given.items()
    ]
    rows = ["".join(cells[place : place + 2]) for place in range(0, len(cells), 2)]
    document = QTextDocument()
    document.setDefaultFont(theme().font(14))
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, tr("First passwords"))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    document.setHtml(
        f"<html lang='{language()}'><table width='100%' border='1' cellspacing='0' cellpadding='12'>{body}</table></html>"
    )
    return document
