"""The stock reasons that a clerk can choose, and the kinds of paper that may arrive later."""

from typing import Final

from electdesk.i18n import tr
from electdesk.ui.parts import Words

PAPER_KINDS: Final[tuple[tuple[str, Words], ...]] = (
    ("corrected", lambda: tr("corrected paper")),
    ("repeat", lambda: tr("repeat paper")),
    ("recount", lambda: tr("recount")),
)
PARK_REASONS: Final[tuple[Words, ...]] = (
    lambda: tr("The paper cannot be read"),
    lambda: tr("Waiting for a call from the commission"),
    lambda: tr("A page is missing"),
)
CORRECTION_REASONS: Final[tuple[Words, ...]] = (
    lambda: tr("Typing error"),
    lambda: tr("Typed from another station's paper"),
    lambda: tr("Compared with the paper again"),
)
PAPER_REASONS: Final[tuple[Words, ...]] = (
    lambda: tr("The commission corrected its protocol"),
    lambda: tr("Decision of the higher commission"),
    lambda: tr("Decision of a court"),
)
