"""The sheets of the desk for `report`: the data of a sheet by its name, then its PDF."""

import msgspec

from electdesk.columns import Basis, ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.i18n import Language
from electdesk.services.commands.base import find_contest
from electdesk.services.queries.bulletin import bulletin_sheet, missing_reports_sheet
from electdesk.services.queries.consolidated import consolidated_sheet
from electdesk.services.queries.history import station_history
from electdesk.services.queries.incident_figures import incident_sheet
from electdesk.services.queries.progress import missing_sheet
from electdesk.services.queries.reception import arrival_numbered, handout_sheet, receipt_sheet, return_sheet
from electdesk.services.queries.timeline import correction_sheet, newest_correction
from electdesk.services.region import Region


class Wanted(msgspec.Struct, frozen=True):
    """What a sheet is asked for: rows of stations, the contest, a receipt's number, the basis of sums, a slot of turnout."""

    rows: tuple[int, ...] = ()
    contest: str = ""
    number: int = 0
    basis: Basis = "preliminary"
    slot: str = ""


def sheet_pdf(region: Region, name: str, wanted: Wanted, lang: Language) -> bytes:
    """The PDF of a sheet. Raises ClerkError: receipt_unknown, nothing_corrected, and as ``find_contest`` does."""
    from electdesk.reports.catalogue import render_sheet
    from electdesk.reports.pages import joined

    if name in ("receipt", "return"):
        arrival = arrival_numbered(region, wanted.number, wanted.rows)
        columns = region.columns.contests[arrival.arrival.contest]
        # What was accepted has a receipt and what went back a return sheet, whichever of the two was asked for.
        if arrival.arrival.outcome == "accepted":
            return render_sheet("receipt", receipt_sheet(region, columns, arrival), lang)
        return render_sheet("return", return_sheet(region, columns, arrival), lang)
    if name == "turnout":
        return render_sheet(name, bulletin_sheet(region, wanted.slot), lang)
    if name == "not-reported":
        return render_sheet(name, missing_reports_sheet(region, wanted.slot), lang)
    if name == "incidents":
        return render_sheet(name, incident_sheet(region), lang)
    columns = find_contest(region, wanted.contest)
    columns.refresh()
    if name == "correction":
        return joined([_correction(region, columns, row, lang) for row in wanted.rows])
    if name == "missing":
        return render_sheet(name, missing_sheet(region, columns), lang)
    if name == "copies":
        return render_sheet(name, handout_sheet(region, columns, wanted.rows[0] if wanted.rows else None), lang)
    return render_sheet("consolidated", consolidated_sheet(region, columns, wanted.basis), lang)


def _correction(region: Region, columns: ContestColumns, row: int, lang: Language) -> bytes:
    from electdesk.reports.catalogue import render_sheet

    pair = newest_correction(station_history(region, columns, row))
    if pair is None:
        raise ClerkError("nothing_corrected", station=columns.register.stations[row].number)
    return render_sheet("correction", correction_sheet(region, columns, row, *pair), lang)
