"""The receipt for whoever brought a protocol: one page, its number, the time, the fingerprint, in three languages."""

from collections.abc import Sequence

from electdesk.domain.figures import BLANK
from electdesk.i18n import Language, format_count
from electdesk.reports.desk_words import BROUGHT_BY, PAPERS, SEALS
from electdesk.reports.sheet import Sheet, Texts, Word, station_lead
from electdesk.services.queries.reception import ReceiptSheet


def render_receipt(item: ReceiptSheet, languages: Sequence[Language]) -> bytes:
    """The PDF of a receipt. The paper is taken, its numbers are not: none stands here."""
    sheet = Sheet(item.head, languages, labels=0.62)
    number = str(item.arrival.number)
    sheet.title(lambda t: t.ptr("receipt", "Receipt № {number}: protocol accepted", number=number))
    sheet.lead(station_lead(sheet, item.station))
    sheet.facts(desk_facts(sheet, item))
    sheet.sentences(
        [sheet.texts(lambda t: t.ptr("receipt", "The protocol was taken in for entry. This receipt does not confirm its numbers."))]
    )
    sheet.show_fingerprint()
    sheet.signatures(
        [lambda t: t.ptr("receipt", "Accepted: signature of the reception"), lambda t: t.ptr("receipt", "Handed over: signature")]
    )
    return sheet.pdf()


def desk_facts(sheet: Sheet, item: ReceiptSheet) -> list[tuple[Word, Texts | str, bool]]:
    """What was noted at the desk, for the receipt and the return sheet."""
    arrival = item.arrival
    rows: list[tuple[Word, Texts | str, bool]] = [
        (lambda t: t.ptr("receipt", "Station"), f"№ {item.station.number}", True),
        (lambda t: t.ptr("receipt", "Brought at"), sheet.moment(arrival.at), True),
        (lambda t: t.ptr("receipt", "Paper"), sheet.texts(PAPERS[item.kind]), False),
        (lambda t: t.ptr("receipt", "Brought by"), sheet.texts(BROUGHT_BY[arrival.brought_by]), False),
        (lambda t: t.ptr("receipt", "Copies"), format_count(arrival.copies), False),
        (lambda t: t.ptr("receipt", "Seal of the package"), sheet.texts(SEALS[arrival.seal]), False),
    ]
    if arrival.list_size != BLANK:
        rows.append((lambda t: t.ptr("receipt", "Voters on the list by the protocol"), format_count(arrival.list_size), False))
        if item.list_size not in (BLANK, arrival.list_size):
            rows.append((lambda t: t.ptr("receipt", "Voters on the list by the register"), format_count(item.list_size), False))
    if arrival.note:
        rows.append((lambda t: t.ptr("receipt", "Note"), arrival.note, False))
    if arrival.by:
        rows.append((lambda t: t.ptr("receipt", "At the desk"), arrival.by, False))
    return rows
