"""Papers and entries: what clerks type."""

from typing import TYPE_CHECKING, Final

import msgspec

from electdesk.columns.heads import decode_body
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, LARGEST_COUNT, NO_NUMBER, NOT_ASKED
from electdesk.domain.findings import SOFT, Finding
from electdesk.domain.records import Entry, Paper
from electdesk.domain.records.paper import ORIGINAL, PAPER_KINDS
from electdesk.domain.states import current_papers, finding_key, is_closed
from electdesk.ledger import canonical
from electdesk.ledger.revision import content_id
from electdesk.services.commands.base import Command, find_contest, find_station, handles, refuse_seen, wanted
from electdesk.services.draft_checks import draft_findings
from electdesk.services.roles import refuse_others_work
from electdesk.services.unit_of_work import ChangeSet, UnitOfWork

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.region import Region

TYPED: Final = ("paper", "phone")
"""Where what a person types comes from. Only an import writes entries of the source "file": nobody answers for their typing."""

Values = dict[str, int | str | bool | None]
"""Figures by official line number or line id, choices by their line or choice id; null or missing = blank, "none" = no number on paper."""


class FinishEntry(Command, frozen=True):
    """Finish what was typed from a paper. ``confirm``: code of a soft finding → reason. Can always be finished; hard findings keep the tally open."""

    station: str
    values: Values
    contest: str = ""
    source: str = "paper"
    confirm: dict[str, str] = {}


class CorrectEntry(Command, frozen=True):
    """Give the station's entry other figures, with a reason; the earlier figures stay in the history. ``seen``: revision id the person looked at."""

    station: str
    values: Values
    reason: str
    contest: str = ""
    confirm: dict[str, str] = {}
    seen: str = ""


class ConfirmFindings(Command, frozen=True):
    """Confirm soft findings of a finished entry: code → reason."""

    station: str
    confirm: dict[str, str]
    contest: str = ""
    seen: str = ""


class WithdrawEntry(Command, frozen=True):
    """Take a station's newest entry of the current paper back, with a reason; a phoned one only while there is no other."""

    station: str
    reason: str
    contest: str = ""
    seen: str = ""


class RegisterPaper(Command, frozen=True):
    """A paper arrived: the original, or a corrected, repeat or recount protocol with its reason and document number."""

    station: str
    kind: str = "original"
    contest: str = ""
    reason: str = ""
    document: str = ""


def vector_of(columns: "ContestColumns", station: str, values: Values, region: "Region") -> list[int]:
    """A row of figures (the contest's columns) from values by number or id. Raises ClerkError: line_unknown, not_a_count, choice_not_here."""
    ballot = {choice.id for choice in region.columns.ballot(columns.record, station)}
    numbers = columns.numbers_at(region.columns.register.row_of[station])
    slots = {number: slot for slot, number in enumerate(numbers) if number} | {
        column: slot for slot, column in enumerate(columns.columns)
    }
    width = len(columns.form.lines)
    row = [BLANK] * width + [BLANK if choice in ballot else NOT_ASKED for choice in columns.choice_ids]
    for name, value in values.items():
        line = columns.form.line(name)
        slot = columns.form.places[line.id] if line is not None else slots.get(name)
        if slot is None:
            raise ClerkError("line_unknown", line=name, known=[number for number in numbers if number])
        if slot >= width and columns.choice_ids[slot - width] not in ballot and value is not None:
            raise ClerkError(
                "choice_not_here",
                line=name,
                station=region.columns.register.stations[region.columns.register.row_of[station]].number,
            )
        if row[slot] != NOT_ASKED or value is not None:
            row[slot] = _figure(columns, slot, name, value)
    return row


def _figure(columns: "ContestColumns", slot: int, name: str, value: int | str | bool | None) -> int:
    line = columns.form.lines[slot] if slot < len(columns.form.lines) else None
    if value is None:
        return BLANK
    if value == "none":
        return NO_NUMBER
    if line is not None and line.kind == "oneof" and isinstance(value, str):
        places = {option.id: place for place, option in enumerate(line.options)}
        if value in places:
            return places[value]
        raise ClerkError("option_unknown", line=name, value=value, known=list(places))
    if line is not None and line.kind == "yesno" and isinstance(value, bool):
        return int(value)
    limit = LARGEST_COUNT if line is None or line.kind == "count" else max(len(line.options) - 1, 1)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= limit:
        why = "negative" if isinstance(value, int) and value < 0 else "too_large" if isinstance(value, int) else "letters"
        raise ClerkError("not_a_count", line=name, value=value, reason=why)
    return value


def entry_of(columns: "ContestColumns", station: str, row: list[int], **parts: object) -> Entry:
    """An entry body from a row of figures of the contest's columns."""
    width = len(columns.form.lines)
    votes = {choice: figure for choice, figure in zip(columns.choice_ids, row[width:], strict=True) if figure != NOT_ASKED}
    return Entry(station=station, contest=columns.record, form=columns.form.key, lines=tuple(row[:width]), votes=votes, **parts)  # type: ignore[arg-type]


def confirmations(findings: list[Finding], confirm: dict[str, str]) -> dict[str, str]:
    """Reasons by finding key, from reasons by code. Raises ClerkError("nothing_to_confirm") for a code that is not an open soft finding."""
    kept: dict[str, str] = {}
    for code, reason in confirm.items():
        matching = [finding for finding in findings if code in (finding.code, finding_key(finding)) and finding.severity == SOFT]
        if not matching:
            raise ClerkError("nothing_to_confirm", code=code)
        for finding in matching:
            kept[finding_key(finding)] = wanted(reason, "finding")
    return kept


@handles(FinishEntry)
def finish_entry(region: "Region", command: FinishEntry) -> ChangeSet:
    columns, row_index, station = _place(region, command.contest, command.station)
    if command.source not in TYPED:
        raise ClerkError("source_kind_unknown", source=command.source, known=list(TYPED))
    refuse_closed(columns, row_index)
    row = vector_of(columns, station, command.values, region)
    # The columns check the entry once it is stored; here the findings are needed only to confirm some of them.
    findings = draft_findings(columns, row_index, row) if command.confirm else []
    paper = _current_paper(columns, row_index)
    entry = entry_of(
        columns,
        station,
        row,
        paper=paper,
        source=command.source,
        by=region.person.name,
        confirmed=confirmations(findings, command.confirm),
    )
    before = _entry_of_paper(region, columns, row_index, paper)
    typed = before is not None and before[2].source != "phone"
    if command.source != "phone" and typed:
        raise ClerkError("already_entered", station=region.columns.register.stations[row_index].number)
    unit = region.unit("FinishEntry")
    # The next phone call about a station replaces the one before: two would stand beside each other for nothing.
    unit.put(entry, before[0] if before is not None and command.source == "phone" and not typed else "")
    return unit.commit()


@handles(CorrectEntry)
def correct_entry(region: "Region", command: CorrectEntry) -> ChangeSet:
    columns, row_index, station = _place(region, command.contest, command.station)
    reason = wanted(command.reason, "correction")
    refuse_closed(columns, row_index)
    paper = _current_paper(columns, row_index)
    record, entry = _entry_to_change(region, columns, row_index, paper, command.seen)
    row = vector_of(columns, station, command.values, region)
    findings = draft_findings(columns, row_index, row) if command.confirm or entry.confirmed else []
    given = confirmations(findings, command.confirm)
    still = {key: why for key, why in entry.confirmed.items() if any(finding_key(finding) == key for finding in findings)}
    source = "paper" if entry.source == "file" else entry.source
    body = entry_of(columns, station, row, paper=paper, source=source, by=region.person.name, confirmed=still | given)
    if (body.lines, body.votes, body.form) == (entry.lines, entry.votes, entry.form):
        body = msgspec.structs.replace(entry, confirmed=still | given)
    unit = region.unit("CorrectEntry", reason)
    unit.put(body, record)
    if body.by == entry.by and body.lines == entry.lines and body.votes == entry.votes:
        _keep_acceptance(unit, columns, row_index, entry)
    if unit.is_empty:
        raise ClerkError("nothing_changed", station=region.columns.register.stations[row_index].number)
    return unit.commit()


@handles(ConfirmFindings)
def confirm_findings(region: "Region", command: ConfirmFindings) -> ChangeSet:
    columns, row_index, _ = _place(region, command.contest, command.station)
    record, entry = _entry_to_change(region, columns, row_index, _current_paper(columns, row_index), command.seen)
    refuse_closed(columns, row_index)
    given = confirmations(list(columns.findings(row_index)), command.confirm)
    unit = region.unit("ConfirmFindings", "; ".join(given.values()))
    unit.put(msgspec.structs.replace(entry, confirmed=entry.confirmed | given), record)
    _keep_acceptance(unit, columns, row_index, entry)
    return unit.commit()


def _keep_acceptance(unit: "UnitOfWork", columns: "ContestColumns", row: int, entry: Entry) -> None:
    """Figures accepted as the paper states stay accepted when only a confirmation is added to them."""
    record, tally = columns.tallies.get(row, ("", None))
    if not unit.is_empty and tally is not None and tally.as_paper and tally.entry == content_id(canonical.encode_trusted(entry)):
        unit.put(msgspec.structs.replace(tally, entry=unit.last_content), record)


@handles(WithdrawEntry)
def withdraw_entry(region: "Region", command: WithdrawEntry) -> ChangeSet:
    columns, row_index, _ = _place(region, command.contest, command.station)
    reason = wanted(command.reason, "withdrawal")
    refuse_closed(columns, row_index)
    record, entry = _entry_to_change(region, columns, row_index, _current_paper(columns, row_index), command.seen)
    refuse_others_work(region.person, entry.by, "WithdrawEntry")
    unit = region.unit("WithdrawEntry", reason)
    unit.withdraw(record, reason)
    return unit.commit()


@handles(RegisterPaper)
def register_paper(region: "Region", command: RegisterPaper) -> ChangeSet:
    columns, row_index, station = _place(region, command.contest, command.station)
    if command.kind not in PAPER_KINDS:
        raise ClerkError("paper_kind_unknown", kind=command.kind, known=list(PAPER_KINDS))
    refuse_closed(columns, row_index)
    original = command.kind == "original"
    known = columns.papers.get(row_index, {})
    if original and any(paper.kind == "original" for paper in known.values()):
        raise ClerkError("already_received", station=region.columns.register.stations[row_index].number)
    reason = command.reason.strip() if original else wanted(command.reason, "paper")
    document = command.document.strip() if original else wanted(command.document, "document")
    replaces = None if original else _current_paper(columns, row_index)
    unit = region.unit("RegisterPaper", reason)
    unit.put(Paper(station=station, contest=columns.record, kind=command.kind, replaces=replaces, document=document, reason=reason))
    return unit.commit()


def _place(region: "Region", contest: str, station: str) -> "tuple[ContestColumns, int, str]":
    columns = find_contest(region, contest)
    row = find_station(region, station)
    return columns, row, region.columns.register.ids[row]


def refuse_closed(columns: "ContestColumns", row: int) -> None:
    """Raises ClerkError("tally_closed") where a decision keeps the tally shut: the decision is asked, never where the tally stands."""
    tally = columns.tallies.get(row, ("", None))[1]
    if tally is not None and is_closed(tally):
        raise ClerkError("tally_closed", station=columns.register.stations[row].number, state=tally.decision)


def _current_paper(columns: "ContestColumns", row: int) -> str:
    current = current_papers(columns.papers.get(row, {}))
    if len(current) != 1:
        raise ClerkError("papers_in_conflict", station=columns.register.stations[row].number)
    return current[0] if current else ORIGINAL


def _entry_of_paper(region: "Region", columns: "ContestColumns", row: int, paper: str) -> tuple[str, str, Entry] | None:
    """The newest entry of the paper, typed or from a file, else phoned: record id, revision id, body."""
    phoned = None
    for stored in reversed(region.store.rows(columns.entry_seqs.get(row, ()))):
        body = decode_body(stored.revision)
        if not isinstance(body, Entry) or body.paper != paper:
            continue
        if body.source != "phone":
            return stored.revision.record, stored.id, body
        phoned = phoned or (stored.revision.record, stored.id, body)
    return phoned


def _entry_to_change(region: "Region", columns: "ContestColumns", row: int, paper: str, seen: str) -> tuple[str, Entry]:
    """Record id and body of the entry that a command speaks of. Raises ClerkError: nothing_entered, record_changed."""
    number = columns.register.stations[row].number
    found = _entry_of_paper(region, columns, row, paper)
    if found is None:
        raise ClerkError("nothing_entered", station=number)
    record, revision, entry = found
    refuse_seen(seen, revision, number)
    return record, entry
