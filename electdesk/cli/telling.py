"""A record's history as text for a person: who, when, what was done, and what changed from one revision to the next."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from electdesk.columns import ContestColumns
from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.records.names import in_language
from electdesk.i18n import N_, format_count, language, tr
from electdesk.i18n.sentences import COMMANDS, STATION_TYPES
from electdesk.services.ports import CommitRow, Row
from electdesk.services.queries.history import shown_body
from electdesk.services.region import Region

KIND_WORDS: Final[dict[str, str]] = {
    "station": N_("station"),
    "area": N_("district"),
    "choice": N_("choice"),
    "contest": N_("contest"),
    "paper": N_("paper"),
    "entry": N_("entry"),
    "tally": N_("decision on the tally"),
    "contact": N_("contact"),
    "setup": N_("set-up"),
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
    "aliases": N_("earlier numbers"),
    "contest": N_("contest"),
    "station": N_("station"),
    "code": N_("code"),
    "order": N_("place in the order"),
    "parent": N_("belongs to"),
    "decision": N_("decision"),
    "document": N_("document"),
    "source": N_("source"),
    "confirmed": N_("confirmed findings"),
    "paper": N_("paper"),
    "replaces": N_("replaces"),
    "role": N_("role"),
    "phones": N_("phones"),
    "day": N_("day of voting"),
    "region": N_("region"),
    "opens": N_("opens"),
    "closes": N_("closes"),
}
"""Fields of records; what is not listed is shown under its own name."""

VALUE_WORDS: Final[dict[tuple[str, str], str]] = {
    ("source", "paper"): N_("from paper"),
    ("source", "phone"): N_("by phone"),
    ("source", "file"): N_("from a file"),
    ("decision", "final"): N_("final"),
    ("decision", "annulled"): N_("annulled by decision"),
    ("decision", "open"): N_("opened again"),
    **{("type", name): word for name, word in STATION_TYPES.items()},
}

_SILENT: Final = frozenset(("form", "entry", "editions", "by", "reason", "settles", "retyped", "accepted", "list"))
"""Fields that hold ids of contents or stand elsewhere in the text."""
_OWN: Final = frozenset(("station", "contest"))
"""Fields that every revision of a tally's records repeats: told in the head of the step."""


def history_lines(region: Region, steps: list[tuple[CommitRow, Row]]) -> Iterator[str]:
    """One line for each revision, and one below it for each thing that changed."""
    before: dict[str, dict[str, str]] = {}
    for commit, row in steps:
        record, kind = row.revision.record, row.revision.kind
        body = shown_body(region, row)
        at = region.local(commit.commit.at)
        done = tr(COMMANDS[commit.commit.command]) if commit.commit.command in COMMANDS else commit.commit.command  # i18n: dynamic
        word = tr(KIND_WORDS[kind]) if kind in KIND_WORDS else kind  # i18n: dynamic
        reason = commit.commit.reason or str(body.get("reason", "") or body.get("withdrawn", ""))
        what = " ".join(part for part in (word, _of_what(region, body)) if part)
        yield f"{commit.seq:>6}  {at:%d.%m.%Y %H:%M:%S}  {commit.commit.author}  {done}: {what}" + (
            f"  ({reason})" if reason else ""
        )
        if "withdrawn" in body:
            yield "        " + tr("taken out of use")
            continue
        now = dict(_shown(region, body))
        old = before.get(record)
        for name in dict.fromkeys((*(old or ()), *now)):
            was, is_now = (old or {}).get(name, "–"), now.get(name, "–")
            if old is None:
                yield f"        {name}: {is_now}"
            elif was != is_now:
                yield f"        {name}: {was} → {is_now}"
        before[record] = now


def _of_what(region: Region, body: Mapping[str, Any]) -> str:
    row = region.columns.register.row_of.get(str(body.get("station", "")))
    station = tr("station {number}", number=region.columns.register.stations[row].number) if row is not None else ""
    contest = region.columns.contests.get(str(body.get("contest", "")))
    several = contest is not None and len(region.columns.contests) > 1
    return ", ".join(
        part for part in (station, in_language(contest.contest.title, language()) if contest and several else "") if part
    )


def _shown(region: Region, body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    contest = region.columns.contests.get(str(body.get("contest", "")))
    row = region.columns.register.row_of.get(str(body.get("station", "")), -1)
    # The figures come first and in the order of the paper, what is said of them after.
    for name, value in sorted(
        body.items(), key=lambda item: ("lines", "votes").index(item[0]) if item[0] in ("lines", "votes") else 2
    ):
        if name == "lines" and contest is not None:
            numbers = [line.number for line in contest.form.lines]
            for place, figure in enumerate(value):
                number = numbers[place] if len(numbers) == len(value) else str(place + 1)
                yield tr("line {number}", number=number), _figure(figure)
        elif name == "votes" and contest is not None:
            places = {choice: place for place, choice in enumerate(contest.columns)}
            for choice in sorted(value, key=lambda choice: places.get(choice, len(places))):
                yield _choice(contest, row, choice), _figure(value[choice])
        elif name not in _SILENT and not (name in _OWN and row >= 0):
            word = tr(FIELD_WORDS[name]) if name in FIELD_WORDS else name  # i18n: dynamic
            yield word, _value(region, name, value)


def _choice(contest: ContestColumns, row: int, choice: str) -> str:
    numbers = dict(zip(contest.columns, contest.numbers_at(row), strict=True)) if row >= 0 else {}
    number = numbers.get(choice, "")
    return tr("line {number}", number=number) if number else choice


def _figure(figure: int) -> str:
    words = {BLANK: tr("blank"), NO_NUMBER: "/", NOT_ASKED: "–"}
    return words.get(figure) or format_count(figure)


def _value(region: Region, name: str, value: Any) -> str:
    if (name, value if isinstance(value, str) else "") in VALUE_WORDS:
        return tr(VALUE_WORDS[name, value])  # i18n: dynamic
    if name in ("area", "parent") and value in region.columns.register.areas:
        return in_language(region.columns.register.areas[value].name, language())
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, int):
        return _figure(value) if name == "voters" else str(value)
    if isinstance(value, dict):
        if name in ("name", "title", "region"):
            return in_language(value, language())
        return "; ".join(f"{key}: {each}" for key, each in value.items()) or "–"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return str(value) or "–"
