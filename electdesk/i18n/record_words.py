"""What a history calls records: their kinds, their fields and the values that are words of the program. A test holds it complete."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.sentences import STATION_TYPES
from electdesk.i18n.set_up_words import CLOSING_RULES, CONTACT_ROLES, LIMITS, PERCENTAGE_BASES, TURNOUT_DEFINITIONS, VERIFICATIONS

KIND_WORDS: Final[dict[str, str]] = {
    "station": N_("station"),
    "area": N_("district"),
    "choice": N_("choice"),
    "contest": N_("contest"),
    "paper": N_("paper"),
    "entry": N_("entry"),
    "tally": N_("decision on the tally"),
    "contact": N_("contact"),
    "set-up": N_("set-up"),
    "user": N_("user"),
    "arrival": N_("protocol at the desk"),
    "handout": N_("copy of the protocol"),
}
"""Kinds of records."""

FIELD_WORDS: Final[dict[str, str]] = {
    "number": N_("number"),
    "area": N_("district"),
    "name": N_("name"),
    "title": N_("title"),
    "type": N_("type"),
    "kind": N_("kind"),
    "voters": N_("voters on the list"),
    "constituency": N_("constituency"),
    "address": N_("address"),
    "note": N_("remark"),
    "notes": N_("notes beside lines"),
    "aliases": N_("earlier numbers"),
    "contest": N_("contest"),
    "station": N_("station"),
    "code": N_("code"),
    "order": N_("place in the order"),
    "parent": N_("belongs to"),
    "decision": N_("decision"),
    "document": N_("document"),
    "as_paper": N_("as the paper states"),
    "source": N_("source"),
    "confirmed": N_("confirmed findings"),
    "paper": N_("paper"),
    "replaces": N_("replaces"),
    "role": N_("role"),
    "phones": N_("phones"),
    "day": N_("day of voting"),
    "region": N_("region"),
    "commission": N_("commission"),
    "election": N_("election"),
    "utc_offset": N_("minutes ahead of UTC"),
    "opens": N_("opens"),
    "closes": N_("closes"),
    "verification": N_("verification"),
    "thresholds": N_("limits"),
    "generated": N_("seed of made-up figures"),
    "turnout_slots": N_("time slots"),
    "percentage_base": N_("shares"),
    "turnout_definition": N_("turnout"),
    "closing": N_("closing"),
    "earlier": N_("made from"),
    "login": N_("user name"),
    "roles": N_("roles"),
    "office": N_("office"),
    "active": N_("may log in"),
    "outcome": N_("outcome"),
    "at": N_("time"),
    "brought_by": N_("brought by"),
    "copies": N_("copies"),
    "seal": N_("seal"),
    "list_size": N_("voters on the list by the protocol"),
    "defects": N_("defects"),
    "to": N_("to whom or where"),
}
"""Fields of records."""

SILENT: Final = frozenset(("form", "entry", "editions", "by", "reason", "settles", "retyped", "accepted", "list", "contact"))
"""Fields that hold ids, or that a history tells in another place."""

VALUE_WORDS: Final[dict[str, dict[str, str]]] = {
    "source": {"paper": N_("from paper"), "phone": N_("by phone"), "file": N_("from a file")},
    "decision": {
        "final": N_("final"),
        "annulled": N_("annulled by decision"),
        "open": N_("opened again"),
        "as_paper": N_("accepted as the paper states"),
    },
    "type": STATION_TYPES,
    "kind": {
        "original": N_("first protocol"),
        "corrected": N_("corrected protocol"),
        "repeat": N_("repeat protocol"),
        "recount": N_("protocol of a recount"),
        "region": N_("region"),
        "district": N_("district"),
        "choice": N_("choice"),
        "list": N_("party list"),
        "candidate": N_("candidate of a list"),
        "handed": N_("handed out"),
        "posted": N_("put up"),
    },
    "role": CONTACT_ROLES,
    "verification": VERIFICATIONS,
    "percentage_base": PERCENTAGE_BASES,
    "turnout_definition": TURNOUT_DEFINITIONS,
    "outcome": {"accepted": N_("accepted"), "returned": N_("returned to the station")},
    "brought_by": {
        "chair": N_("chair"),
        "deputy": N_("deputy chair"),
        "secretary": N_("secretary"),
        "member": N_("member of the commission"),
        "courier": N_("courier"),
        "other": N_("somebody else"),
    },
    "seal": {"whole": N_("whole"), "broken": N_("broken"), "missing": N_("missing")},
    "defects": {
        "signatures": N_("signatures are missing"),
        "stamp": N_("the stamp is missing"),
        "date": N_("date or time of signing is missing"),
        "copy": N_("a copy instead of the first exemplar"),
        "corrections": N_("corrections are not confirmed by signatures"),
        "illegible": N_("numbers cannot be read"),
        "blanks": N_("lines are left blank"),
        "sums": N_("the numbers do not add up"),
        "annexes": N_("annexes are missing"),
        "package": N_("the package is open or its seal is broken"),
    },
}
"""Field → value → word. Fields that are not here hold what a person wrote."""

KEY_WORDS: Final[dict[str, dict[str, str]]] = {
    "closing": STATION_TYPES,
    "thresholds": {name: words[0] for name, words in LIMITS.items()},
}
"""Field that is a mapping → key → word."""

ITEM_WORDS: Final[dict[str, dict[str, str]]] = {"closing": CLOSING_RULES}
"""Field that is a mapping → value → word."""
