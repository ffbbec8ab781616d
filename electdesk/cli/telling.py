"""A record's history as text for a person: who, when, what was done, and what changed from one revision to the next."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from electdesk.columns import ContestColumns
from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.records.names import in_language
from electdesk.i18n import format_count, language, tr
from electdesk.i18n.record_words import FIELD_WORDS, ITEM_WORDS, KEY_WORDS, KIND_WORDS, SILENT, VALUE_WORDS
from electdesk.i18n.sentences import COMMANDS, role_name
from electdesk.services.ports import CommitRow, Row
from electdesk.services.queries.history import shown_body
from electdesk.services.region import Region

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
    body = _as_decided(body)
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
        elif name == "notes" and contest is not None:
            of_line = dict(zip(contest.columns, contest.numbers_at(row), strict=True)) if row >= 0 else {}
            notes = "; ".join(f"{of_line.get(line) or line}: {note}" for line, note in value.items())
            yield tr(FIELD_WORDS[name]), notes or "–"  # i18n: dynamic
        elif name in ("paper", "replaces") and contest is not None:
            yield tr(FIELD_WORDS[name]), _paper(contest, row, value)  # i18n: dynamic
        elif name not in SILENT and not (name in _OWN and row >= 0):
            word = tr(FIELD_WORDS[name]) if name in FIELD_WORDS else name  # i18n: dynamic
            yield word, _value(region, name, value)


def _paper(contest: ContestColumns, row: int, record: object) -> str:
    """A paper by its kind and document number; the station's first one has no record."""
    paper = contest.papers.get(row, {}).get(str(record))
    if paper is None:
        return _word(VALUE_WORDS["kind"], "original") if not record else str(record)
    kind = _word(VALUE_WORDS["kind"], paper.kind)
    return f"{kind}, {tr('document {number}', number=paper.document)}" if paper.document else kind


def _choice(contest: ContestColumns, row: int, choice: str) -> str:
    numbers = dict(zip(contest.columns, contest.numbers_at(row), strict=True)) if row >= 0 else {}
    number = numbers.get(choice, "")
    return tr("line {number}", number=number) if number else choice


def _figure(figure: int) -> str:
    words = {BLANK: tr("blank"), NO_NUMBER: "/", NOT_ASKED: "–"}
    return words.get(figure) or format_count(figure)


def _as_decided(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """A tally's body with the acceptance as the paper states as a decision of its own: it opens nothing again."""
    if body.get("as_paper") and body.get("decision") == "open":
        return {name: value for name, value in body.items() if name != "as_paper"} | {"decision": "as_paper"}
    return body


def _value(region: Region, name: str, value: Any) -> str:
    if name in VALUE_WORDS and isinstance(value, str):
        return _word(VALUE_WORDS[name], value)
    if name in ("area", "parent") and value in region.columns.register.areas:
        return in_language(region.columns.register.areas[value].name, language())
    if name == "contest" and value in region.columns.contests:
        return in_language(region.columns.contests[value].contest.title, language())
    if name == "at":
        return f"{region.local(str(value)):%d.%m.%Y %H:%M}"
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, int):
        return _figure(value) if name in ("voters", "list_size") else str(value)
    if isinstance(value, dict):
        return _pairs(name, value)
    if isinstance(value, list):
        words = VALUE_WORDS.get(name, {})
        return ", ".join(role_name(each) if name == "roles" else _word(words, str(each)) for each in value) or "–"
    return str(value) or "–"


def _word(words: Mapping[str, str], value: str) -> str:
    """The word for a value; what a person or another version wrote as it stands."""
    return tr(words[value]) if words.get(value) else value or "–"  # i18n: dynamic


def _pairs(name: str, value: Mapping[str, Any]) -> str:
    """A mapping: names in several languages as the name, findings by their code, all else key by key."""
    if name in ("name", "title", "region", "commission", "election"):
        return in_language(dict(value), language()) or "–"
    if name == "earlier":
        return ", ".join(str(value[part]) for part in ("name", "mode", "day", "fingerprint") if value.get(part))
    if name == "confirmed":
        # The rest of a key names both sides of the finding.
        return "; ".join(f"{key.partition('|')[0]}: {reason}" for key, reason in value.items()) or "–"
    keys, items = KEY_WORDS.get(name, {}), ITEM_WORDS.get(name, {})
    return "; ".join(f"{_word(keys, key)}: {_word(items, str(each))}" for key, each in value.items()) or "–"
