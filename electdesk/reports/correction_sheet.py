"""The correction sheet: what two states of a station's figures say, line by line, and why one came after the other."""

from collections.abc import Sequence

from electdesk.domain.records.names import in_language
from electdesk.i18n import Language, format_count
from electdesk.i18n.numbers import MINUS
from electdesk.i18n.sentences import COMMANDS
from electdesk.reports.letters import printable
from electdesk.reports.sheet import DASH, Sheet, Texts, Word, shown, station_lead
from electdesk.services.queries.timeline import CorrectionSheet, StateLine


def render_correction_sheet(item: CorrectionSheet, languages: Sequence[Language]) -> bytes:
    """The PDF of a correction sheet; lines that differ are shaded and have their difference with its sign."""
    sheet = Sheet(item.head, languages, labels=0.5)
    number = item.station.number
    sheet.title(lambda t: t.ptr("correction sheet", "Correction sheet, station № {number}", number=number))
    sheet.lead(station_lead(sheet, item.station))
    facts: list[tuple[Word, Texts | str, bool]] = [
        (lambda t: t.ptr("correction sheet", "Before"), printable(f"{sheet.moment(item.old_at)}, {item.old_by}"), False),
        (lambda t: t.ptr("correction sheet", "After"), printable(f"{sheet.moment(item.new_at)}, {item.new_by}"), False),
    ]
    if item.command in COMMANDS:
        done = sheet.texts(lambda t: t.tr(COMMANDS[item.command]))  # i18n: dynamic
        facts.append((lambda t: t.ptr("correction sheet", "What was done"), done, False))
    facts.append((lambda t: t.ptr("correction sheet", "Reason"), printable(item.reason) or DASH, False))
    facts.append((lambda t: t.ptr("correction sheet", "Document"), printable(item.document) or DASH, False))
    sheet.facts(facts)
    changed = sum(line.differs for line in item.lines)
    sheet.sentences([sheet.texts(lambda t: t.ptr("correction sheet", "Lines that read otherwise: {count}.", count=changed))])
    head = [
        sheet.texts(lambda t: t.ptr("correction sheet", "No.")),
        sheet.texts(lambda t: t.ptr("correction sheet", "Line of the protocol")),
        sheet.texts(lambda t: t.ptr("correction sheet", "Old")),
        sheet.texts(lambda t: t.ptr("correction sheet", "New")),
        sheet.texts(lambda t: t.ptr("correction sheet", "Difference")),
    ]
    rows = [("mark" if line.differs else "", _cells(sheet, line)) for line in item.lines]
    sheet.table(head, rows, (30, -1, 74, 74, 74), (True, False, True, True, True))
    sheet.show_fingerprint()
    sheet.signatures([lambda t: t.ptr("summary", "Chair"), lambda t: t.ptr("summary", "Secretary")])
    return sheet.pdf()


def _cells(sheet: Sheet, line: StateLine) -> list[str | Texts]:
    label = [printable(in_language(line.names, language)) for language in sheet.languages]
    difference = ""
    if line.differs and line.old >= 0 and line.new >= 0:
        change = line.new - line.old
        difference = f"{'+' if change > 0 else MINUS}{format_count(abs(change))}"
    return [printable(line.number), label, shown(sheet, line.old), shown(sheet, line.new), difference]
