"""The sheet with which a protocol goes back to its station: the defects, and what a quick check of typed numbers found."""

from collections.abc import Sequence

from electdesk.i18n import Language
from electdesk.reports.desk_words import DEFECTS
from electdesk.reports.findings import printed_sentences
from electdesk.reports.letters import printable
from electdesk.reports.receipt import desk_facts
from electdesk.reports.sheet import Sheet, shown, station_lead
from electdesk.services.queries.reception import ReturnSheet


def render_return_sheet(item: ReturnSheet, languages: Sequence[Language]) -> bytes:
    """The PDF of a return sheet. Findings name both sides and propose no number."""
    receipt = item.receipt
    sheet = Sheet(receipt.head, languages, labels=0.62)
    number = str(receipt.arrival.number)
    sheet.title(lambda t: t.ptr("return sheet", "Protocol returned, № {number}", number=number))
    sheet.lead(station_lead(sheet, receipt.station))
    note = [[printable(receipt.arrival.note)]] if receipt.arrival.note else []
    defects = [sheet.texts(DEFECTS[defect]) for defect in receipt.arrival.defects]
    sheet.sentences([*defects, *note], lambda t: t.ptr("return sheet", "What has to be put right"), boxes=True)
    if item.findings:
        found = [[printable(" ".join(printed_sentences(finding, language))) for language in languages] for finding in item.findings]
        sheet.sentences(found, lambda t: t.ptr("return sheet", "What the quick check found"), boxes=True)
    if item.typed:
        rows = [("", (f"{number}", shown(sheet, figure))) for number, figure in item.typed]
        head = [sheet.texts(lambda t: t.ptr("return sheet", "Line")), sheet.texts(lambda t: t.ptr("return sheet", "Number read"))]
        sheet.table(head, rows, (90, 140), (False, True), heading=lambda t: t.ptr("return sheet", "Numbers read at the desk"))
    sheet.facts(
        [row for row in desk_facts(sheet, receipt) if row[1] != receipt.arrival.note],
        lambda t: t.ptr("return sheet", "At the desk"),
    )
    sheet.signatures(
        [
            lambda t: t.ptr("return sheet", "Returned: signature of the reception"),
            lambda t: t.ptr("return sheet", "Taken back: signature"),
        ]
    )
    return sheet.pdf()
