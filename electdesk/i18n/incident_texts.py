"""The words of the incident log, and the sentences of its figures: each names how many stations it speaks of, and never judges one.

Window, command line and print say the same; figures come as plain numbers, because nothing of the domain is known here.
"""

from typing import Final

from electdesk.i18n import N_, Catalogue, format_count, format_decimal

WORK: Final[dict[str, str]] = {
    "new": N_("new"),
    "assigned": N_("assigned"),
    "progress": N_("in progress"),
    "referred": N_("referred"),
    "resolved": N_("resolved"),
    "closed": N_("closed"),
    "reopened": N_("reopened"),
    "duplicate": N_("duplicate"),
    "withdrawn": N_("withdrawn"),
}
"""How far the work is."""
JUDGED: Final[dict[str, str]] = {
    "not_examined": N_("not examined"),
    "established": N_("fact established"),
    "not_established": N_("not established"),
    "cannot": N_("cannot be established"),
}
"""What was found about the fact."""
SEVERITIES: Final[dict[int, str]] = {1: N_("technical"), 2: N_("limited"), 3: N_("serious"), 4: N_("critical")}
SOURCES: Final[dict[str, str]] = {
    "observer": N_("observer"),
    "proxy": N_("candidate's proxy"),
    "voter": N_("voter"),
    "commission": N_("commission member"),
    "media": N_("media representative"),
    "interviewer": N_("interviewer"),
    "phone": N_("by telephone"),
    "other": N_("other source"),
}
STEPS: Final[dict[str, str]] = {
    "assign": N_("Assign"),
    "start": N_("Start work"),
    "refer": N_("Refer"),
    "resolve": N_("Resolved"),
    "close": N_("Close incident"),
    "reopen": N_("Reopen"),
    "duplicate": N_("Duplicate"),
    "withdraw": N_("Withdraw"),
    "judge": N_("Finding about the fact"),
    "note": N_("Add a note"),
}
"""What somebody does next, as a button says it."""
FIELDS: Final[dict[str, str]] = {
    "category": N_("category"),
    "severity": N_("severity"),
    "severity_why": N_("why this severity"),
    "occurred_at": N_("time"),
    "reported_at": N_("time of the report"),
    "station": N_("station"),
    "area": N_("district"),
    "text": N_("description"),
    "source": N_("source"),
    "organisation": N_("organisation"),
    "affected": N_("affected voters"),
    "owner": N_("owner"),
    "deadline": N_("deadline"),
    "measures": N_("measures taken"),
}
PLACES: Final[dict[str, str]] = {
    "inside": N_("within the limits"),
    "above": N_("above the inner limit"),
    "far_above": N_("above the outer limit"),
    "below": N_("below the inner limit"),
    "far_below": N_("below the outer limit"),
}
"""Where a district's rate lies in the funnel."""
LEFT_OUT: Final[dict[str, str]] = {
    "duplicate": N_("duplicates"),
    "withdrawn": N_("withdrawn ones"),
    "not_election": N_("not election-related ones"),
}
"""Why an incident stands in no figure."""
EVIDENCE: Final[dict[str, str]] = {
    "there": N_("as it was handed in"),
    "missing": N_("not in the folder any more"),
    "changed": N_("changed since it was handed in"),
}
"""What became of a file of evidence."""


def decimal(value: float, digits: int, words: Catalogue) -> str:
    """A number with so many digits after the decimal sign of the language."""
    return format_decimal(round(value * 10**9), 10**9, digits, words.language)


def span_text(minutes: int, words: Catalogue) -> str:
    """A length of time: 28 min; 1 h 05 min; 3 d 4 h."""
    minutes = abs(minutes)
    if minutes < 60:
        return words.tr("{n} min", n=minutes)
    if minutes < 48 * 60:
        return words.tr("{hours} h {minutes} min", hours=minutes // 60, minutes=f"{minutes % 60:02d}")
    return words.tr("{days} d {hours} h", days=minutes // 1440, hours=minutes % 1440 // 60)


def clock_text(left: int | None, words: Catalogue) -> str:
    """How long until the deadline: 0:19 left; overdue by 0:20; a dash where no clock runs."""
    if left is None:
        return "–"
    hours, minutes = divmod(abs(left), 60)
    time = f"{hours}:{minutes:02d}"
    return words.tr("{time} left", time=time) if left >= 0 else words.tr("overdue by {time}", time=time)


def interval_text(low: float, high: float, digits: int, words: Catalogue) -> str:
    """An interval: [2,9; 5,4]."""
    return f"[{decimal(low, digits, words)}; {decimal(high, digits, words)}]"


def basis_text(stations: int, of: int, basis: str, words: Catalogue) -> str:
    """Which stations figures speak of."""
    if basis == "register":
        return words.tr("all {of} stations of the register; reports of stations are not kept in this file", of=of)
    return words.tr("n = {stations} reporting stations of N = {of}", stations=stations, of=of)


def rate_text(count: int, per_100: float, interval: tuple[float, float] | None, stations: int, words: Catalogue) -> str:
    """Incidents per 100 stations, with the exact interval, or as a census."""
    if interval is None:
        return words.tr(
            "Incidents: {count}, {rate} per 100 stations. Every station reported: this is a count of all, without sampling error.",
            count=count,
            rate=decimal(per_100, 1, words),
        )
    return words.tr(
        "Incidents: {count}, {rate} per 100 reporting stations, 95% interval {interval} (n = {stations}).",
        count=count,
        rate=decimal(per_100, 1, words),
        interval=interval_text(*interval, 1, words),
        stations=stations,
    )


def share_text(
    affected: int, stations: int, of: int, interval: tuple[float, float] | None, bound: float | None, words: Catalogue
) -> str:
    """How many stations are affected; where none is, that none was reported and what that can mean at most."""
    if affected == 0 and bound is not None:
        return words.tr(
            "No incident was reported from {stations} stations of {of}. If the others are like these, fewer than {bound}% of stations "
            "are affected, with 95% confidence.",
            stations=stations,
            of=of,
            bound=decimal(100 * bound, 2, words),
        )
    if affected == 0:
        return words.tr("No incident was reported from {stations} stations of {of}.", stations=stations, of=of)
    percent = decimal(100 * affected / stations, 1, words)
    if interval is None:
        return words.tr(
            "Affected stations: {affected} of {stations}, {percent}%. Every station reported: this is a count of all, without sampling error.",
            affected=affected,
            stations=stations,
            percent=percent,
        )
    return words.tr(
        "Affected stations: {affected} of {stations} that reported, {percent}%, 95% interval {interval}% (N = {of}).",
        affected=affected,
        stations=stations,
        of=of,
        percent=percent,
        interval=interval_text(100 * interval[0], 100 * interval[1], 1, words),
    )


def resolution_text(cases: int, ended: int, median: int | None, ninetieth: int | None, words: Catalogue) -> str:
    """How long until incidents are resolved; open ones are counted as long as they have been open."""
    if not cases:
        return words.tr("No incident, so no time to resolution.")
    not_yet = words.tr("not reached yet")
    return words.tr(
        "Time to resolution: median {median}, 90th percentile {ninetieth} ({ended} of {cases} resolved; open ones are counted).",
        median=not_yet if median is None else span_text(median, words),
        ninetieth=not_yet if ninetieth is None else span_text(ninetieth, words),
        ended=ended,
        cases=cases,
    )


def other_text(other: int, count: int, limit: float, words: Catalogue) -> str:
    """The share of "other", and a hint where it is large."""
    percent = decimal(100 * other / count, 0, words) if count else "–"
    if count and other / count > limit:
        return words.tr(
            "“Other”: {other} of {count} ({percent}%): more than {limit}%, look whether a category fits.",
            other=other,
            count=count,
            percent=percent,
            limit=decimal(100 * limit, 0, words),
        )
    return words.tr("“Other”: {other} of {count} ({percent}%).", other=other, count=count, percent=percent)


def deadlines_text(late: dict[int, tuple[int, int]], words: Catalogue) -> str:
    """Severity → (deadline passed before the work ended, with a deadline): how many were late, of how many."""
    parts = [
        words.tr("{severity} {n} of {of}", severity=words.tr(SEVERITIES[severity]), n=passed, of=of)  # i18n: dynamic
        for severity, (passed, of) in late.items()
        if of
    ]
    return words.tr("Deadline passed: {parts}.", parts="; ".join(parts) if parts else "–")


def left_out_text(left_out: dict[str, int], words: Catalogue) -> str:
    """What is in no figure, "" where everything counts."""
    if not left_out:
        return ""
    parts = ", ".join(f"{words.tr(LEFT_OUT[why])} {format_count(n)}" for why, n in left_out.items())  # i18n: dynamic
    return words.tr("Not counted: {parts}.", parts=parts)


def method_text(words: Catalogue) -> str:
    """The method, in one paragraph for the report."""
    return words.tr(
        "Method. Incidents are counted as reported; a report says nothing about whether the fact was established, which stands beside it. "
        "Duplicates, withdrawn incidents and those that do not concern the election are left out. The rate is the number of incidents for "
        "each 100 stations that sent at least one report, with the exact Poisson interval; the share of affected stations counts each station "
        "once, with the Clopper–Pearson interval. Where every station reported there is no sampling error and no interval. Time to "
        "resolution is estimated by Kaplan and Meier: open incidents count for as long as they have been open. Districts stand in the order "
        "of the register; the limits say what chance alone explains at so many stations if all districts had one rate (95% and 99.8%). "
        "More reports may come from more observers: a rate does not measure the conduct of an election."
    )
