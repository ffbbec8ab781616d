"""What is asked about a file of figures as a whole before anything is written: what was seen, and the question."""

from collections.abc import Mapping
from typing import Final

from electdesk.i18n import N_, Catalogue, catalogue, language

DOUBTS: Final[dict[str, tuple[str, str]]] = {
    "list_differs": (
        N_("At {count} of {of} stations the number of voters on the list is far from the register."),
        N_("Was one column sorted or shifted without the others?"),
    ),
    "names_differ": (
        N_("Rows call their station by the name of another one ({count})."),
        N_("Did numbers and names get out of step when the list was sorted?"),
    ),
    "equal_rows": (
        N_("Different stations have the same figures in every column ({count} rows repeat another)."),
        N_("Were rows copied or filled down?"),
    ),
    "sums_of_rows": (
        N_("Rows with a station number are the sums of other rows ({count})."),
        N_("Are they totals of a district and not stations?"),
    ),
    "choice_zero": (
        N_("“{name}” has no vote at {count} of {of} stations."),
        N_("Is the column the right one, and was it filled in?"),
    ),
    "round_cut": (
        N_("The sheet ends after exactly {count} rows, and {missing} stations of the region are not in it."),
        N_("Was the file cut off when it was saved or copied?"),
    ),
    "row_limit": (
        N_("The sheet ends at row {count}, where some programs stop."),
        N_("Was the file cut off when it was saved or copied?"),
    ),
}
"""Code → (what was seen, the question)."""

EXAMPLES: Final[dict[str, str]] = {
    "list_differs": N_("{sheet}, row {row}, station {station}: {stated}, in the register {other}"),
    "names_differ": N_("{sheet}, row {row}, station {station}: “{stated}” is the name of station {other}"),
    "equal_rows": N_("{sheet}, row {row}, station {station}: as row {other}"),
    "sums_of_rows": N_("{sheet}, row {row}, station {station}: {stated}, the sum of {other}"),
    "choice_zero": N_("{sheet}, row {row}, station {station}: {stated} of {other}"),
    "round_cut": N_("{sheet}, last row {row}, station {station}; not in the file: {other}"),
    "row_limit": N_("{sheet}, last row {row}"),
}
"""Code → one example in words."""


def doubt_text(code: str, params: Mapping[str, object], cat: Catalogue | None = None) -> str:
    """What was seen in the file, and the question; the code itself where it is not listed."""
    cat = cat or catalogue(language())
    if code not in DOUBTS:
        return code
    seen, question = DOUBTS[code]
    return f"{cat.tr(seen, **params)} {cat.tr(question)}"  # i18n: dynamic


def doubt_example_text(
    code: str, *, sheet: str, row: int, station: str, stated: str, other: str, cat: Catalogue | None = None
) -> str:
    """One example of a doubt in words."""
    cat = cat or catalogue(language())
    text = EXAMPLES.get(code)
    if text is None:
        return f"{sheet} {row}"
    return cat.tr(text, sheet=sheet, row=row, station=station, stated=stated, other=other)  # i18n: dynamic
