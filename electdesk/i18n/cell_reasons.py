"""Why an import did not take a cell or a row as it stands, in words: the rule, and what to do with the file."""

from typing import Final

from electdesk.i18n import N_, Catalogue, catalogue, language

CELL_REASONS: Final[dict[str, str]] = {
    # what a cell of figures holds
    "letters": N_("“{value}” holds other characters than digits. Type the number as it stands on the paper."),
    "negative": N_("“{value}” is below zero, and a count is 0 or more. Compare the cell with the paper."),
    "fraction": N_("“{value}” is a fraction, and a count is a whole number. Compare the cell with the paper."),
    "too_large": N_("“{value}” has more digits than any count. Check whether two numbers stand in one cell."),
    "percent": N_("“{value}” is a percentage. Type the number of ballots or votes."),
    "date": N_("“{value}” is a date: the table program has changed a number. Set the cell to text and type the number again."),
    "time": N_("“{value}” is a time: the table program has changed a number. Set the cell to text and type the number again."),
    "exponent": N_("“{value}” is shortened with an exponent. Widen the column, set the cell to a whole number and type it again."),
    "formula": N_("The cell holds a formula without its result. Replace the formula by its value and save the file again."),
    "error_value": N_("The cell holds an error of the table program (“{value}”). Mend its formula or type the number."),
    "two_numbers": N_("“{value}” may be two numbers. Type the one that stands on the paper."),
    "thousands_mark": N_("“{value}” can be read in two ways: as thousands or as a fraction. Type the number without the mark."),
    "not_a_date": N_("“{value}” is not a date. Type day, month and year, as 03.04.2026."),
    "not_a_time": N_("“{value}” is not a time of day. Type hours and minutes, as 08:00."),
    "not_a_moment": N_("“{value}” is not a date with a time. Type both, as 03.04.2026 08:00."),
    "not_a_decimal": N_("“{value}” is not a number. Type digits with at most one comma or point."),
    "unknown_word": N_("“{value}” is none of the words of this column. Write one of the words of the template."),
    "value_missing": N_("The cell is empty, and the row cannot be taken without it. Fill it in."),
    "unknown_district": N_("There is no district “{value}” in the region. Write its name as the list of districts has it."),
    "not_yes_no": N_("“{value}” is neither yes nor no. Write yes or no, or leave the cell empty."),
    "no_such_option": N_("The form has no box “{value}”. Write one of the boxes as it stands on the paper."),
    "number_as_text": N_("“{value}” was stored as text and read as {other}."),
    "closing_first": N_("“{value}” is not later than the opening of the station. Compare both times with the report."),
    # stations and districts
    "no_station": N_("The row holds figures and no station number. Type the number, or delete the row if it adds up others."),
    "not_a_station_number": N_("“{value}” is not the number of a station. Type the number from the decision about the stations."),
    "unknown_station": N_("There is no station {value} in the region. Check the number, or import the list of stations first."),
    "ambiguous_station": N_("Station {value} stands in several districts: {other}. Add a column with the district."),
    "other_area": N_("The station stands in another district: {other}. Check the number and the district."),
    "unknown_area": N_("There is no district “{value}” with this station; it stands in: {other}. Write one of these names."),
    "unknown_type": N_("There is no station type “{value}”. Write a known type, or leave the cell empty."),
    "constituency_entered": N_(
        "The protocol of this station is entered with the choices of constituency “{other}”, and the file says “{value}”. "
        "Take the entry back first, or empty the cell."
    ),
    "duplicate_row": N_("The same station stands with other figures in row {other}. Keep the row that agrees with the paper."),
    "choice_not_here": N_("This choice does not stand on the ballot of this station. Check the column, or empty the cell."),
    "merged_cell": N_(
        "The cells {other} are merged, so it cannot be told which station the figure belongs to. Divide them and type each."
    ),
    # the row as a whole
    "other_headings": N_("Here another table begins, with its columns in another order. Put it on a sheet of its own."),
    "too_many_cells": N_("The row has more cells than the heading: a separator inside a name moved them. Put the name in quotes."),
    "row_cut": N_("The row ends before its last figure. Complete the row from the paper."),
}
"""Reason of a refused or repaired cell → its text. ``value`` is what the cell holds, ``other`` what else the reason speaks of."""

SKIPPED_REASONS: Final[dict[str, str]] = {
    "total": N_("The row adds up other rows; totals are made by the program."),
    "sum_of_rows": N_("The figures are the sums of the rows above."),
    "heading": N_("The row repeats the heading."),
    "numbering": N_("The row numbers the columns."),
    "note": N_("The row holds no figures, only a note."),
    "no_figures": N_("The station is listed without figures: it has not reported yet."),
    "equal_row": N_("The same station stands above with the same figures."),
    "example": N_("The row is the example of a template."),
    "other_headings": N_("The row stands below headings in another order."),
    "hidden_row": N_("The file hides the row. Show it, or choose that hidden rows are read."),
    "other_contest": N_("The row belongs to another contest."),
    # stations whose figures no file may overwrite
    "final": N_("The tally is final. A supervisor can open it again with a reason."),
    "annulled": N_("The tally is annulled by decision. A supervisor can open it again with a reason."),
    "typed": N_("The figures were typed from the paper. Correct the entry with a reason where the file is right."),
    "corrected": N_("A newer paper is registered. Enter that paper."),
    "difference": N_("Two entries differ. A supervisor settles the difference first."),
    "conflict": N_("Two states of the tally are in conflict. A supervisor says which of them holds."),
    "damaged": N_("The record is damaged. Restore it from a backup copy first."),
}
"""Why a row was left out, or left in conflict with what the region holds → its text."""


SHEET_REASONS: Final[dict[str, str]] = {
    "hidden_sheet": N_("The file hides the sheet. Choose that hidden sheets are read, or name the sheet."),
    "empty_sheet": N_("The sheet is empty."),
    "no_heading": N_("No headings of this kind were found: a title or notes."),
    "other_shape": N_("Its columns are others than those of the sheets that are read."),
    "not_chosen": N_("Other sheets were chosen."),
}
"""Why a sheet of a workbook was left out → its text."""


def sheet_reason_text(reason: str, cat: Catalogue | None = None) -> str:
    """Why a sheet was left out; the code itself where it is not listed."""
    cat = cat or catalogue(language())
    text = SHEET_REASONS.get(reason)
    return cat.tr(text) if text else reason  # i18n: dynamic


def cell_reason_text(reason: str, value: str = "", other: str = "", cat: Catalogue | None = None) -> str:
    """The rule that a cell of an import breaks and what to do about it; the code itself where it is not listed."""
    cat = cat or catalogue(language())
    text = CELL_REASONS.get(reason)
    return cat.tr(text, value=value, other=other or "…") if text else reason  # i18n: dynamic


def row_reason_text(reason: str, cat: Catalogue | None = None) -> str:
    """Why a row was left out or not taken; the code itself where it is not listed."""
    cat = cat or catalogue(language())
    text = SKIPPED_REASONS.get(reason)
    return cat.tr(text) if text else reason  # i18n: dynamic
