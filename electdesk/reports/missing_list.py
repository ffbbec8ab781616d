"""Lists of the desk: the protocols that are missing, with phones, and the register of copies."""

from collections.abc import Sequence

from electdesk.domain.figures import BLANK
from electdesk.domain.records.names import in_language
from electdesk.i18n import Catalogue, Language, format_count
from electdesk.reports.desk_words import HANDOUTS
from electdesk.reports.letters import printable
from electdesk.reports.sheet import DASH, Sheet, Texts
from electdesk.services.queries.progress import MissingSheet, MissingStation
from electdesk.services.queries.reception import HandoutLine, HandoutSheet


def hours_late(minutes: int | None, words: Catalogue) -> str:
    """How late a protocol is: 2 h 05 min; a dash where it is not late, or nobody knows."""
    if minutes is None or minutes <= 0:
        return DASH
    return words.ptr("late", "{hours} h {minutes} min", hours=minutes // 60, minutes=f"{minutes % 60:02d}")


def render_missing_list(item: MissingSheet, languages: Sequence[Language]) -> bytes:
    """The PDF of the list, the latest first and of equally late ones the largest."""
    sheet = Sheet(item.head, languages)
    sheet.title(lambda t: t.ptr("missing list", "Protocols that have not arrived"))
    count, stations = len(item.missing), item.stations
    sheet.lead(sheet.texts(lambda t: t.ptr("missing list", "{count} of {stations} stations", count=count, stations=stations)))
    head = [
        sheet.texts(lambda t: t.ptr("missing list", "Station")),
        sheet.texts(lambda t: t.ptr("missing list", "Name, district")),
        sheet.texts(lambda t: t.ptr("missing list", "On the list")),
        sheet.texts(lambda t: t.ptr("missing list", "Late")),
        sheet.texts(lambda t: t.ptr("missing list", "Whom to call")),
    ]
    rows: list[tuple[str, Sequence[str | Texts]]] = [("", _missing_cells(sheet, station)) for station in item.missing]
    if rows:
        sheet.table(head, rows, (52, -1, 54, 62, -1), (True, False, True, True, False))
    else:
        sheet.sentences([sheet.texts(lambda t: t.ptr("missing list", "All protocols have arrived."))])
    return sheet.pdf()


def _missing_cells(sheet: Sheet, station: MissingStation) -> list[str | Texts]:
    names = [
        printable(
            ", ".join(part for part in (in_language(station.name, language), in_language(station.district, language)) if part)
        )
        for language in sheet.languages
    ]
    late = [hours_late(station.late, words) for words in sheet.catalogues]
    calls = "; ".join(
        " ".join(part for part in (each.contact.name, ", ".join(each.contact.phones)) if part) for each in station.contacts
    )
    voters = format_count(station.voters) if station.voters != BLANK else DASH
    if station.phoned:
        by_phone = sheet.texts(lambda t: t.ptr("missing list", "figures by phone"))
        names = [f"{name} ({note})" for name, note in zip(names, by_phone, strict=True)]
    return [printable(station.number), names, voters, late, printable(calls)]


def render_handouts(item: HandoutSheet, languages: Sequence[Language]) -> bytes:
    """The PDF of the register of copies, oldest first."""
    sheet = Sheet(item.head, languages)
    sheet.title(lambda t: t.ptr("register of copies", "Register of copies handed out and put up"))
    count = sum(line.handout.copies for line in item.lines)
    sheet.lead(sheet.texts(lambda t: t.ptr("register of copies", "Copies: {count}", count=count)))
    head = [
        sheet.texts(lambda t: t.ptr("register of copies", "Time")),
        sheet.texts(lambda t: t.ptr("register of copies", "Station")),
        sheet.texts(lambda t: t.ptr("register of copies", "What")),
        sheet.texts(lambda t: t.ptr("register of copies", "To whom or where")),
        sheet.texts(lambda t: t.ptr("register of copies", "Copies")),
        sheet.texts(lambda t: t.ptr("register of copies", "Signature")),
    ]
    sheet.table(
        head,
        [("", _handout_cells(sheet, line)) for line in item.lines],
        (82, 52, 70, -1.4, 42, -1),
        (False, True, False, False, True, False),
    )
    return sheet.pdf()


def _handout_cells(sheet: Sheet, line: HandoutLine) -> list[str | Texts]:
    handout = line.handout
    return [
        sheet.moment(handout.at),
        printable(line.station.number),
        sheet.texts(HANDOUTS[handout.kind]),
        printable(handout.to),
        format_count(handout.copies),
        "",
    ]
