"""The words of the reception desk on the screen, in the language in use."""

from collections.abc import Callable
from typing import Final

from electdesk.i18n import ptr

Said = Callable[[], str]

BROUGHT_BY: Final[dict[str, Said]] = {
    "chair": lambda: ptr("brought by", "chair"),
    "deputy": lambda: ptr("brought by", "deputy chair"),
    "secretary": lambda: ptr("brought by", "secretary"),
    "member": lambda: ptr("brought by", "member of the commission"),
    "courier": lambda: ptr("brought by", "courier"),
    "other": lambda: ptr("brought by", "somebody else"),
}
SEALS: Final[dict[str, Said]] = {
    "whole": lambda: ptr("seal", "whole"),
    "broken": lambda: ptr("seal", "broken"),
    "missing": lambda: ptr("seal", "missing"),
}
DEFECTS: Final[dict[str, Said]] = {
    "signatures": lambda: ptr("defect", "Signatures of the commission are missing."),
    "stamp": lambda: ptr("defect", "The stamp is missing."),
    "date": lambda: ptr("defect", "Date or time of signing is missing."),
    "copy": lambda: ptr("defect", "This is a copy; the first exemplar is wanted."),
    "corrections": lambda: ptr("defect", "Corrections are not confirmed by signatures."),
    "illegible": lambda: ptr("defect", "Numbers cannot be read."),
    "blanks": lambda: ptr("defect", "Lines are left blank."),
    "sums": lambda: ptr("defect", "The numbers do not add up."),
    "annexes": lambda: ptr("defect", "Annexes are missing."),
    "package": lambda: ptr("defect", "The package is open or its seal is broken."),
}
PAPERS: Final[dict[str, Said]] = {
    "original": lambda: ptr("paper brought", "first protocol"),
    "corrected": lambda: ptr("paper brought", "corrected protocol"),
    "repeat": lambda: ptr("paper brought", "repeat protocol"),
    "recount": lambda: ptr("paper brought", "protocol of a recount"),
}
HANDOUTS: Final[dict[str, Said]] = {
    "handed": lambda: ptr("copy", "handed out"),
    "posted": lambda: ptr("copy", "put up"),
}
