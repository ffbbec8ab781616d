"""What a file is: where its figures come from, of how many stations, in which basis, and what is not in it."""

from typing import TYPE_CHECKING, Final

import electdesk
from electdesk.columns import Basis, ContestColumns
from electdesk.domain.records.names import in_language
from electdesk.services.exports.tables import Cell, Column, Phrase, Table

if TYPE_CHECKING:
    from electdesk.services.region import Region


def notes_of(region: "Region", basis: Basis, columns: ContestColumns | None = None) -> tuple[Phrase, ...]:
    """What stands above the headings of a sheet: the region, whether it is practice, the basis with n of N, fingerprint and time."""
    set_up = region.columns.set_up
    made = [Phrase("training")] if region.is_test else []
    made.append(Phrase("of_region", {"names": set_up.region, "day": set_up.day}))
    if columns is not None:
        made.append(_reported(columns, basis))
    made.append(Phrase("state_of_file", {"fingerprint": region.store.fingerprint, "at": _now(region)}))
    return tuple(made)


def notes_of_file(region: "Region") -> tuple[Phrase, ...]:
    """The same of a list that has no basis of its own."""
    return notes_of(region, "settled")


def about_table(region: "Region", contests: "list[ContestColumns]", basis: Basis, language: str) -> Table:
    """The last sheet: one fact a row."""
    set_up, store = region.columns.set_up, region.store
    rows: list[list[Cell]] = [
        [Phrase("about_program"), f"ElectDesk {electdesk.__version__}"],
        [Phrase("about_mode"), Phrase("training" if region.is_test else "real")],
        [Phrase("about_region"), in_language(set_up.region, language)],
        [Phrase("about_commission"), in_language(set_up.commission, language)],
        [Phrase("about_election"), in_language(set_up.election, language)],
        [Phrase("about_day"), Phrase("day", {"day": set_up.day})],
        [Phrase("about_basis"), Phrase(f"basis_{basis}")],
    ]
    for columns in contests:
        form = columns.form
        title = in_language(columns.contest.title, language)
        rows.append([Phrase("about_contest"), f"{title} ({form.id}, {form.edition})"])
        rows.append([Phrase("about_counted"), _reported(columns, basis)])
    rows += [
        [Phrase("about_fingerprint"), Phrase("fingerprint", {"fingerprint": store.fingerprint})],
        [Phrase("about_commit"), str(store.counts[0])],
        [Phrase("about_made"), Phrase("moment", {"at": _now(region)})],
        [Phrase("about_by"), region.person.name],
        [Phrase("about_region_id"), store.region_id],
        [Phrase("about_marks"), Phrase("marks")],
        [Phrase("about_left_out"), Phrase("left_out")],
        [Phrase("about_paper"), Phrase("paper_counts")],
    ]
    return Table(id="about", word="about", columns=_COLUMNS, rows=[row for row in rows if row[1] != ""], headed=False)


_COLUMNS: Final = (Column(id="what", width=34), Column(id="value", width=100))


def _reported(columns: ContestColumns, basis: Basis) -> Phrase:
    reported, annulled = int(columns.reported[basis].sum()), int(columns.annulled.sum())
    return Phrase("counted", {"basis": basis, "reported": reported, "stations": len(columns.register), "annulled": annulled})


def _now(region: "Region") -> str:
    return region.on_its_clock(region.clock.now()).strftime("%Y-%m-%d %H:%M")
