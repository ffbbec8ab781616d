"""The fixed words of reception, in every language of a sheet."""

from typing import Final

from electdesk.reports.sheet import Word

BROUGHT_BY: Final[dict[str, Word]] = {
    "chair": lambda t: t.ptr("brought by", "chair"),
    "deputy": lambda t: t.ptr("brought by", "deputy chair"),
    "secretary": lambda t: t.ptr("brought by", "secretary"),
    "member": lambda t: t.ptr("brought by", "member of the commission"),
    "courier": lambda t: t.ptr("brought by", "courier"),
    "other": lambda t: t.ptr("brought by", "somebody else"),
}
SEALS: Final[dict[str, Word]] = {
    "whole": lambda t: t.ptr("seal", "whole"),
    "broken": lambda t: t.ptr("seal", "broken"),
    "missing": lambda t: t.ptr("seal", "missing"),
}
DEFECTS: Final[dict[str, Word]] = {
    "signatures": lambda t: t.ptr("defect", "Signatures of the commission are missing."),
    "stamp": lambda t: t.ptr("defect", "The stamp is missing."),
    "date": lambda t: t.ptr("defect", "Date or time of signing is missing."),
    "copy": lambda t: t.ptr("defect", "This is a copy; the first exemplar is wanted."),
    "corrections": lambda t: t.ptr("defect", "Corrections are not confirmed by signatures."),
    "illegible": lambda t: t.ptr("defect", "Numbers cannot be read."),
    "blanks": lambda t: t.ptr("defect", "Lines are left blank."),
    "sums": lambda t: t.ptr("defect", "The numbers do not add up."),
    "annexes": lambda t: t.ptr("defect", "Annexes are missing."),
    "package": lambda t: t.ptr("defect", "The package is open or its seal is broken."),
}
PAPERS: Final[dict[str, Word]] = {
    "original": lambda t: t.ptr("paper brought", "first protocol"),
    "corrected": lambda t: t.ptr("paper brought", "corrected protocol"),
    "repeat": lambda t: t.ptr("paper brought", "repeat protocol"),
    "recount": lambda t: t.ptr("paper brought", "protocol of a recount"),
}
HANDOUTS: Final[dict[str, Word]] = {
    "handed": lambda t: t.ptr("copy", "handed out"),
    "posted": lambda t: t.ptr("copy", "put up"),
}
