"""What the phone desk says: words of turnout, and the three sentences of each finding about a report."""

from collections.abc import Sequence
from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.catalogues import Catalogue, catalogue
from electdesk.i18n.numbers import format_count, format_percent
from electdesk.i18n.sentences import Sentences
from electdesk.i18n.state import language

FINDINGS: Final[dict[str, tuple[str, str, str]]] = {
    "T1": (
        N_("fewer than before"),
        N_("Station {station}: {left} at {slot}, but {right} at {other}. A count cannot fall."),
        N_("Ask the station which of the two numbers was misheard, and correct that one."),
    ),
    "T2": (
        N_("more than on the list"),
        N_("Station {station}: {left} ballots issued at {slot}, {right} voters on the list."),
        N_("Ask for the number again. If voters were added to the list today, write down how many."),
    ),
    "T3": (
        N_("reports differ"),
        N_("Station {station}: reports on the same thing say different numbers, or cannot be read."),
        N_("Ask the station and correct the report; nothing counts before that."),
    ),
    "T4": (
        N_("large jump"),
        N_("Station {station}: {left} at {slot} after {right} before: an unusually large step for its list."),
        N_("Read the number back. If it is right, confirm with a reason."),
    ),
    "T5": (
        N_("nobody for hours"),
        N_("Station {station}: no ballot issued by {slot}, with {right} voters on the list."),
        N_("Ask whether voting goes on. If it is right, confirm with a reason."),
    ),
    "T6": (
        N_("the same number again"),
        N_("Station {station}: {left} at {slot}, exactly as at {other}."),
        N_("Ask whether this is a new count. If it is right, confirm with a reason."),
    ),
    "T7": (
        N_("ended early"),
        N_("Station {station} ended voting at {left}; stations of its type vote until {right}."),
        N_("Check type, time and list of the station. If it is so, confirm with a reason."),
    ),
    "T8": (
        N_("ended before everyone voted"),
        N_("Station {station} ended voting early with {left} ballots issued, {right} voters on the list."),
        N_("Ask for count and list again. If it is so, confirm with a reason."),
    ),
    "T9": (
        N_("ended early, as its type may"),
        N_("Station {station} ended voting at {left}, once everyone on the list had voted."),
        N_("For information only."),
    ),
    "T10": (
        N_("opened late"),
        N_("Station {station} opened at {left}; voting begins at {right}."),
        N_("Ask why and write the reason down; confirm it."),
    ),
    "T11": (
        N_("lists do not add up"),
        N_("Station {station}: {left} voters on the list at closing; at opening and added together {right}."),
        N_("Ask for the three numbers again. If they are so, confirm with a reason."),
    ),
}
"""Code → title, what happened, what to do next. What is safe is the same of all: the number is saved as it was told."""

TIMES: Final = frozenset({"T7", "T9", "T10"})
"""Findings whose two sides are times."""

BESIDE: Final[dict[str, str]] = {
    "opened": N_("opened"),
    "closed": N_("ended voting"),
    "voters_opening": N_("voters at opening"),
    "voters_added": N_("voters added"),
    "voters_closing": N_("voters at closing"),
}
"""What a station tells beside its slots, by its code."""

CALLERS: Final[dict[str, str]] = {
    "chair": N_("chair of the station"),
    "deputy": N_("deputy chair of the station"),
    "secretary": N_("secretary of the station"),
    "member": N_("member of the station's commission"),
    "district": N_("district commission"),
    "other": N_("somebody else"),
}
"""Who told a report, by office."""


def turnout_sentences(
    station: str,
    *,
    code: str,
    severity: str,
    lines: tuple[str, ...],
    left: int | None,
    right: int | None,
    other: str = "",
    cat: Catalogue | None = None,
) -> Sentences:
    """The sentences of a finding about a station's reports. ``lines``: its slot, or what else it is about; sides in ballots, voters or minutes."""
    cat = cat or catalogue(language())
    title, what, next_step = FINDINGS[code]
    say = clock_words if code in TIMES else _amount
    filled = cat.tr(  # i18n: dynamic
        what,
        station=station,
        left=say(left),
        right=say(right),
        slot=clock_words(slot_minutes(lines)),
        other=clock_words(slot_minutes((other,))),
    )
    safe = cat.tr("The number is saved as it was told.")
    if severity == "hard":
        safe = cat.tr("The number is saved as it was told, and counts in no total until it is settled.")
    return Sentences(filled, safe, cat.tr(next_step), f"{code} · {cat.tr(title)}")  # i18n: dynamic


def slot_minutes(lines: tuple[str, ...]) -> int | None:
    """Minutes since midnight of the slot that a finding names, None where it names none."""
    name = lines[0] if lines else ""
    return int(name[:2]) * 60 + int(name[3:]) if name[2:3] == ":" else None


def clock_words(minutes: int | None) -> str:
    """A time of day as people write it: 7:00, 14:05."""
    return "–" if minutes is None or minutes < 0 else f"{minutes // 60}:{minutes % 60:02d}"


def slot_words(slot: str) -> str:
    """A slot as people write it: 9:00 for 09:00."""
    return clock_words(slot_minutes((slot,)))


def _amount(figure: int | None) -> str:
    return "–" if figure is None else format_count(figure)


BulletinLine = tuple[str, int, int, int, int, int]
"""An area at the slot of a bulletin: its name in the language of the text, its stations, those that count, their ballots issued; of those whose
list is known the ballots and the voters."""


def bulletin_text(slot: str, region: BulletinLine, districts: Sequence[BulletinLine], cat: Catalogue | None = None) -> str:
    """The bulletin as it is copied into a message: the region in one sentence, what it rests on, then a district a line. Nothing in it is typed."""
    cat = cat or catalogue(language())
    name, stations, reported, issued, of_listed, listed = region
    lines = [
        cat.tr(
            "{region}, as of {time}: {issued} ballots issued, {share} of the {listed} voters on the lists ({counted}).",
            region=name,
            time=slot_words(slot),
            issued=issued,
            share=format_percent(of_listed, listed, 1, cat.language),
            listed=listed,
            counted=counted_words(reported, stations, cat),
        )
    ]
    if issued != of_listed:
        lines.append(cat.tr("Ballots of stations whose list is not known, left out of the share: {n}.", n=issued - of_listed))
    if reported < stations:
        counted = counted_words(stations - reported, stations, cat)
        lines.append(cat.tr("Incomplete: no report yet, or being asked again: {counted}.", counted=counted))
    lines.append(cat.tr("Preliminary data: ballots issued, by reports of the stations."))
    lines += [
        cat.tr(
            "{name}: {share}, {issued} ({counted})",
            name=name or cat.tr("Stations without a district"),
            share=format_percent(of_listed, listed, 1, cat.language),
            issued=issued,
            counted=counted_words(reported, stations, cat),
        )
        for name, stations, reported, issued, of_listed, listed in districts
    ]
    return "\n".join(lines)


def counted_words(reported: int, stations: int, cat: Catalogue | None = None) -> str:
    """How many stations a figure holds: 947 of 1 038 stations."""
    cat = cat or catalogue(language())
    return cat.ntr("{m} of {n} station", "{m} of {n} stations", stations, m=reported)
