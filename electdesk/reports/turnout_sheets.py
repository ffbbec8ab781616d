"""Sheets of the phone desk: the turnout bulletin on one page, and the list of stations that have not reported, with phones."""

from collections.abc import Sequence

from electdesk.domain.figures import BLANK
from electdesk.domain.records.names import in_language
from electdesk.i18n import Language, format_count, format_percent
from electdesk.i18n.turnout_texts import counted_words, slot_words
from electdesk.reports.letters import printable
from electdesk.reports.sheet import DASH, Sheet, Texts
from electdesk.services.queries.bulletin import BulletinSheet, MissingReportsSheet
from electdesk.services.queries.turnout import AreaTurnout, MissingReport, SlotTotal


def render_bulletin(item: BulletinSheet, languages: Sequence[Language]) -> bytes:
    """The PDF of the bulletin: the region in figures, then shares by district and slot, then ballots and lists, which add up to the region."""
    found, total = item.bulletin, item.bulletin.total
    sheet = Sheet(item.head, languages, landscape=len(found.region.slots) > 7)
    sheet.title(lambda t: t.ptr("bulletin", "Turnout as of {time}", time=slot_words(found.slot)))
    sheet.tag(lambda t: t.ptr("bulletin", "PRELIMINARY"))
    sheet.lead([counted_words(total.reported, total.stations, words) for words in sheet.catalogues])
    sheet.facts(
        [
            (lambda t: t.ptr("bulletin", "Ballots issued"), format_count(total.issued), True),
            (lambda t: t.ptr("bulletin", "Voters on the lists of these stations"), format_count(total.share.of), False),
            (lambda t: t.ptr("bulletin", "Turnout: ballots issued, of those on the list"), _share(sheet, total), True),
        ]
    )
    head = [sheet.texts(lambda t: t.ptr("bulletin", "District"))]
    head += [[slot_words(each.slot)] for each in found.region.slots]
    head += [
        sheet.texts(lambda t: t.ptr("bulletin", "Ballots issued")),
        sheet.texts(lambda t: t.ptr("bulletin", "On the lists")),
        sheet.texts(lambda t: t.ptr("bulletin", "Stations")),
    ]
    rows: list[tuple[str, Sequence[str | Texts]]] = [("", _cells(sheet, unit, found.slot)) for unit in found.districts]
    rows.append(("total", _cells(sheet, found.region, found.slot, whole=True)))
    slots = len(found.region.slots)
    sheet.table(
        head,
        rows,
        (-1, *((34,) * slots), 52, 52, 56),
        (False, *((True,) * (slots + 3))),
        size=7.6,
        inset=2.4,
        heading=lambda t: t.ptr("bulletin", "By district and time, % of the list"),
    )
    sheet.sentences(
        [
            sheet.texts(
                lambda t: t.ptr(
                    "bulletin",
                    "Each share is of the voters on the lists of the stations that count at that time; a dash: no station counts. "
                    "Ballots, lists and stations are those as of {time}, and add up to the region.",
                    time=slot_words(found.slot),
                )
            )
        ]
    )
    return sheet.pdf()


def _share(sheet: Sheet, total: SlotTotal) -> str:
    return format_percent(total.share.count, total.share.of, 1, sheet.main) if total.share.of else DASH


def _cells(sheet: Sheet, unit: AreaTurnout, slot: str, *, whole: bool = False) -> list[str | Texts]:
    total = unit.at(slot)
    assert total is not None
    name = sheet.names(unit.names) if unit.names else sheet.texts(lambda t: t.ptr("consolidated", "without a district"))
    if whole:
        name = sheet.texts(lambda t: t.ptr("consolidated", "Whole region"))
    held = f"{format_count(total.reported)}/{format_count(total.stations)}"
    return [name, *(_share(sheet, each) for each in unit.slots), format_count(total.issued), format_count(total.share.of), held]


def render_missing_reports(item: MissingReportsSheet, languages: Sequence[Language]) -> bytes:
    """The PDF of the list, in the order in which districts and stations are called."""
    sheet = Sheet(item.head, languages)
    sheet.title(lambda t: t.ptr("missing reports", "No turnout report for {time}", time=slot_words(item.slot)))
    counted = [counted_words(len(item.missing), item.stations, words) for words in sheet.catalogues]
    area = [in_language(item.area, language) for language in sheet.languages]
    sheet.lead([printable(" · ".join(part for part in pair if part)) for pair in zip(area, counted, strict=True)])
    head = [
        sheet.texts(lambda t: t.ptr("missing list", "Station")),
        sheet.texts(lambda t: t.ptr("missing list", "Name, district")),
        sheet.texts(lambda t: t.ptr("missing list", "On the list")),
        sheet.texts(lambda t: t.ptr("missing reports", "Last report")),
        sheet.texts(lambda t: t.ptr("missing list", "Whom to call")),
    ]
    rows: list[tuple[str, Sequence[str | Texts]]] = [("", _missing_cells(sheet, station)) for station in item.missing]
    sheet.table(head, rows, (44, -1, 50, 70, -1), (False, False, True, False, False), size=8.2, inset=3)
    return sheet.pdf()


def _missing_cells(sheet: Sheet, each: MissingReport) -> list[str | Texts]:
    place = [
        printable(", ".join(part for part in (in_language(each.name, lang), in_language(each.district, lang)) if part))
        for lang in sheet.languages
    ]
    last = DASH if not each.last_slot else f"{slot_words(each.last_slot)}: {format_count(each.last)}"
    people = [" ".join((told.contact.name, ", ".join(told.contact.phones))).strip() for told in each.contacts]
    return [
        printable(each.number),
        place,
        DASH if each.voters == BLANK else format_count(each.voters),
        last,
        printable("; ".join(person for person in people if person)) or DASH,
    ]
