"""Papers and entries: what clerks type."""

from typing import TYPE_CHECKING, Final

import msgspec

from electdesk.columns.heads import loose_body
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, LARGEST_COUNT, NO_NUMBER, NOT_ASKED
from electdesk.domain.findings import SOFT, Finding
from electdesk.domain.records import Entry, Paper
from electdesk.domain.records.paper import PAPER_KINDS
from electdesk.domain.records.setup import DOUBLE, SINGLE
from electdesk.domain.states import State, figures_id, finding_key, is_closed
from electdesk.ledger import canonical
from electdesk.ledger.revision import content_id
from electdesk.services.commands.base import Command, find_contest, find_station, handles, refuse_seen, wanted
from electdesk.services.draft_checks import draft_findings
from electdesk.services.roles import refuse_name, refuse_others_work
from electdesk.services.typed import Typed, current_paper, entries_of, newest, refuse_typist, typed_of
from electdesk.services.unit_of_work import ChangeSet, UnitOfWork
from electdesk.services.visibility import HIDDEN

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.region import Region

TYPED: Final = ("paper", "phone")
"""Where what a person types comes from. Only an import writes entries of the source "file": nobody answers for their typing."""

OTHERS_BETWEEN: Final = 10
"""Protocols of so many other stations lie between two entries by one person: by then the first one's numbers are out of mind."""
Values = dict[str, int | str | bool | None]
"""Figures by official line number or line id, choices by their line or choice id; null or missing = blank, "none" = no number on paper."""


class FinishEntry(Command, frozen=True):
    """Finish what was typed from a paper. ``confirm``: code of a soft finding → reason; ``notes``: line → text.

    Can always be finished; hard findings keep the tally open.
    """

    station: str
    values: Values
    contest: str = ""
    source: str = "paper"
    confirm: dict[str, str] = {}
    notes: dict[str, str] = {}


class CorrectEntry(Command, frozen=True):
    """Give the station's entry other figures, with a reason; the earlier figures stay in the history.

    ``seen``: revision id the person looked at. ``notes``: line → text, in place of those there were; None leaves them.
    """

    station: str
    values: Values
    reason: str
    contest: str = ""
    confirm: dict[str, str] = {}
    seen: str = ""
    notes: dict[str, str] | None = None


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


def _names(finding: Finding) -> tuple[str, str, str]:
    """How a finding may be named: by its code, by its key, and by the key that somebody sees who may not know which other station is meant."""
    return finding.code, finding_key(finding), finding_key(msgspec.structs.replace(finding, other=HIDDEN))


def confirmations(findings: list[Finding], confirm: dict[str, str]) -> dict[str, str]:
    """Reasons by finding key, from reasons by code. Raises ClerkError("nothing_to_confirm") for a code that is not an open soft finding."""
    kept: dict[str, str] = {}
    for code, reason in confirm.items():
        matching = [finding for finding in findings if code in _names(finding) and finding.severity == SOFT]
        if not matching:
            raise ClerkError("nothing_to_confirm", code=code)
        for finding in matching:
            kept[finding_key(finding)] = wanted(reason, "finding")
    return kept


def notes_of(columns: "ContestColumns", row: int, notes: dict[str, str]) -> dict[str, str]:
    """Notes by line or choice id, from notes by number or id; empty ones are left out. Raises ClerkError("line_unknown")."""
    numbers = columns.numbers_at(row)
    ids = {number: column for number, column in zip(numbers, columns.columns, strict=True) if number}
    kept: dict[str, str] = {}
    for name, text in notes.items():
        line = columns.form.line(name)
        column = line.id if line is not None else name if name in columns.columns else ids.get(name)
        if column is None:
            raise ClerkError("line_unknown", line=name, known=list(ids))
        if text.strip():
            kept[column] = text.strip()
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
    paper = current_paper(columns, row_index)
    entry = entry_of(
        columns,
        station,
        row,
        paper=paper,
        source=command.source,
        by=region.person.name,
        confirmed=confirmations(findings, command.confirm),
        notes=notes_of(columns, row_index, command.notes),
    )
    there = entries_of(region, columns, row_index, paper)
    typed = [each for each in there if each.body.source != "phone"]
    if typed:
        _refuse_further(region, columns, row_index, typed, command.source)
    unit = region.unit("FinishEntry")
    # The next phone call about a station replaces the one before: two would stand beside each other for nothing.
    unit.put(entry, there[-1].record if there and command.source == "phone" else "")
    return unit.commit()


def _refuse_further(region: "Region", columns: "ContestColumns", row: int, typed: list[Typed], source: str) -> None:
    """Refuse an entry of a paper of which some stand already, unless it is the second one that the mode of verification asks for."""
    number = columns.register.stations[row].number
    if source == "phone" or columns.mode == SINGLE:
        raise ClerkError("already_entered", station=number)
    if len(typed) > 1:
        raise ClerkError("entered_twice", station=number)
    if typed[0].body.by != region.person.name:
        return
    if columns.mode == DOUBLE:
        raise ClerkError("second_by_another", station=number)
    others = others_between(region, row, typed[0])
    if others < OTHERS_BETWEEN:
        raise ClerkError("second_too_early", station=number, others=others, wanted=OTHERS_BETWEEN)


def others_between(region: "Region", row: int, first: Typed) -> int:
    """At how many other stations the person has typed a protocol since an entry of their own, ``OTHERS_BETWEEN`` at most.

    Of several contests the one counts in which they typed most: other numbers lay before the eyes there. A correction or a confirmation of
    what they had typed before is no further protocol.
    """
    return max(_typed_since(region, each, row, first.seq) for each in region.columns.contests.values())


def _typed_since(region: "Region", columns: "ContestColumns", row: int, place: int) -> int:
    name, found = region.person.name, 0
    for other in columns.lately.others_since(name, row, place):
        stored = [each for each in region.store.rows(columns.entry_seqs.get(other, ())) if each.seq > place]
        own = [each.revision for each in stored if str(loose_body(each.revision).get("by", "")) == name]
        # One without a state before it was begun here. Of any other the file is asked, as seldom as a clerk corrects.
        found += any(not each.parents or region.store.history(each.record)[0][1].seq > place for each in own)
        if found == OTHERS_BETWEEN:
            break
    return found


@handles(CorrectEntry)
def correct_entry(region: "Region", command: CorrectEntry) -> ChangeSet:
    columns, row_index, station = _place(region, command.contest, command.station)
    reason = wanted(command.reason, "correction")
    refuse_closed(columns, row_index)
    found = _entry_to_change(region, columns, row_index, command.seen)
    entry, paper = found.body, found.body.paper
    typed = typed_of(region, columns, row_index, paper)
    settling = columns.mode != SINGLE and entry.source != "phone" and not _is_own_and_only(region, typed)
    if settling:
        _refuse_to_settle_so(region, columns, row_index, typed)
    row = vector_of(columns, station, command.values, region)
    findings = draft_findings(columns, row_index, row) if command.confirm or entry.confirmed else []
    given = confirmations(findings, command.confirm)
    still = {key: why for key, why in entry.confirmed.items() if any(finding_key(finding) == key for finding in findings)}
    source = "paper" if entry.source == "file" else entry.source
    notes = entry.notes if command.notes is None else notes_of(columns, row_index, command.notes)
    body = entry_of(columns, station, row, paper=paper, source=source, by=region.person.name, confirmed=still | given, notes=notes)
    if (body.lines, body.votes, body.form) == (entry.lines, entry.votes, entry.form):
        body = msgspec.structs.replace(entry, confirmed=still | given, notes=notes)
    unit = region.unit("CorrectEntry", reason)
    if settling:
        # Others have typed this paper: what it says is typed by a third person, and their entries stay as they are.
        judged = tuple(sorted({figures_id(each.body) for each in typed}))
        if (body.lines, body.votes, body.form) != (entry.lines, entry.votes, entry.form):
            unit.put(msgspec.structs.replace(body, by=region.person.name, settles=judged))
    else:
        unit.put(body, found.record)
    if body.by == entry.by and body.lines == entry.lines and body.votes == entry.votes:
        _keep_acceptance(unit, columns, row_index, entry)
    if unit.is_empty:
        raise ClerkError("nothing_changed", station=region.columns.register.stations[row_index].number)
    return unit.commit()


def _refuse_to_settle_so(region: "Region", columns: "ContestColumns", row: int, typed: list[Typed]) -> None:
    """Refuse a correction that speaks for entries of others: a supervisor who typed none of them makes it, once two are in and agree."""
    number = columns.register.stations[row].number
    refuse_name(region.person, "SettleDifference")
    if columns.state[row] == State.FIRST_ENTRY:
        # It would settle the tally by one pair of eyes.
        raise ClerkError("second_entry_wanted", station=number)
    if columns.state[row] == State.DIFFERENCE:
        raise ClerkError("settle_instead", station=number)
    refuse_typist(region, columns, row, typed)


@handles(ConfirmFindings)
def confirm_findings(region: "Region", command: ConfirmFindings) -> ChangeSet:
    columns, row_index, _ = _place(region, command.contest, command.station)
    found = _entry_to_change(region, columns, row_index, command.seen)
    entry = found.body
    refuse_closed(columns, row_index)
    if columns.mode != SINGLE and entry.by != region.person.name:
        refuse_name(region.person, "SettleDifference")
    given = confirmations(list(columns.findings(row_index)), command.confirm)
    unit = region.unit("ConfirmFindings", "; ".join(given.values()))
    unit.put(msgspec.structs.replace(entry, confirmed=entry.confirmed | given), found.record)
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
    found = _entry_to_change(region, columns, row_index, command.seen)
    refuse_others_work(region.person, found.body.by, "WithdrawEntry")
    if columns.mode != SINGLE and len(typed_of(region, columns, row_index, found.body.paper)) > 1:
        # Whoever takes an entry back after two were compared would type it again with the knowledge of what differs.
        refuse_name(region.person, "SettleDifference")
    unit = region.unit("WithdrawEntry", reason)
    unit.withdraw(found.record, reason)
    return unit.commit()


@handles(RegisterPaper)
def register_paper(region: "Region", command: RegisterPaper) -> ChangeSet:
    columns, row_index, _ = _place(region, command.contest, command.station)
    paper = arriving_paper(columns, row_index, command.kind, command.document, command.reason)
    unit = region.unit("RegisterPaper", paper.reason)
    unit.put(paper)
    return unit.commit()


def arriving_paper(columns: "ContestColumns", row: int, kind: str, document: str, reason: str) -> Paper:
    """The record of a paper that arrives now. Raises ClerkError: paper_kind_unknown, tally_closed, already_received, reason_wanted."""
    if kind not in PAPER_KINDS:
        raise ClerkError("paper_kind_unknown", kind=kind, known=list(PAPER_KINDS))
    refuse_closed(columns, row)
    station, original = columns.register.stations[row].number, kind == "original"
    if original and any(paper.kind == "original" for paper in columns.papers.get(row, {}).values()):
        raise ClerkError("already_received", station=station)
    return Paper(
        station=columns.register.ids[row],
        contest=columns.record,
        kind=kind,
        replaces=None if original else current_paper(columns, row),
        document=document.strip() if original else wanted(document, "document"),
        reason=reason.strip() if original else wanted(reason, "paper"),
    )


def _place(region: "Region", contest: str, station: str) -> "tuple[ContestColumns, int, str]":
    columns = find_contest(region, contest)
    row = find_station(region, station)
    return columns, row, region.columns.register.ids[row]


def refuse_closed(columns: "ContestColumns", row: int) -> None:
    """Raises ClerkError("tally_closed") where a decision keeps the tally shut: the decision is asked, never where the tally stands."""
    tally = columns.tallies.get(row, ("", None))[1]
    if tally is not None and is_closed(tally):
        raise ClerkError("tally_closed", station=columns.register.stations[row].number, state=tally.decision)


def _is_own_and_only(region: "Region", typed: list[Typed]) -> bool:
    return len(typed) == 1 and typed[0].body.by == region.person.name


def _entry_to_change(region: "Region", columns: "ContestColumns", row: int, seen: str) -> Typed:
    """The entry that a command speaks of: the newest of the current paper. Raises ClerkError: nothing_entered, record_changed."""
    number = columns.register.stations[row].number
    found = newest(entries_of(region, columns, row, current_paper(columns, row)))
    if found is None:
        raise ClerkError("nothing_entered", station=number)
    refuse_seen(seen, found.revision, number)
    return found
