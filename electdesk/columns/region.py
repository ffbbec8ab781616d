"""A whole region as columns: the register and every contest, loaded once from a store and kept current by each command's change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

import msgspec

from electdesk.collector import collector_paused
from electdesk.columns.contest import ContestColumns, ballot_of
from electdesk.columns.heads import EntryRow, Records, decode_body, loose_body
from electdesk.columns.incidents import KINDS_OF_INCIDENT, Incidents
from electdesk.columns.register import Register
from electdesk.columns.turnout import TurnoutColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import Ballot, Form, load_form
from electdesk.domain.records import KINDS, Contest, Entry, Report, SetUp
from electdesk.domain.records.setup import SET_UP
from electdesk.ledger.revision import Revision, read_revision
from electdesk.ledger.salvage import Hint, find_name, nearest

STRUCTURAL: Final = frozenset({"set-up", "contest", "area", "choice"})
"""Kinds whose change moves rows or columns: rare, so everything is decoded anew."""

KINDS_OF_POLL: Final = frozenset({"poll", "polled-station", "wave", "margins", "published-result", "polls-release"})

_NEVER_MENDED: Final = 2**62
"""Later than any place in a store."""


MANY_CHANGES: Final = 1000
"""Above so many changes in one command everything is decoded anew."""


class Change(msgspec.Struct, frozen=True):
    """One record that a command changed: its new place in the store, its body (None: withdrawn) and the body before (None: new)."""

    kind: str
    record: str
    seq: int
    body: Any | None
    before: Any | None


class Source(Protocol):
    """What the columns read from; ``services.ports.Store`` is one."""

    def heads(self) -> Iterable[tuple[int, bytes]]:
        """Every head revision as (place, bytes), in the order of the store."""

    def stored(self, seqs: Sequence[int]) -> list[tuple[int, bytes]]:
        """Revisions as (place, bytes), in the order asked for."""

    def damaged_hints(self) -> Mapping[str, Hint]:
        """Damaged records, and what there is to tell where they belong."""

    def lineage(self, record: str) -> list[tuple[str, Revision]]:
        """All revisions of a record, oldest first, with their ids in hexadecimal."""


class RegionColumns:
    """Everything that screens, totals and checks read of many stations."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._forms: dict[str, Form] = {}
        self._forms_as_set_up: dict[tuple[str, str, str], Form] = {}
        self.set_up = SetUp(region={})
        self.load()

    def load(self) -> None:
        """Decode every head anew."""
        with collector_paused():
            self._load()

    def _load(self) -> None:
        self.records = Records()
        entries = self.records.read(self._source.heads(), self._source.lineage)
        hints = self._source.damaged_hints()
        if hints:
            self._stand_in(hints, entries)
        bodies = self.records.bodies
        set_up = bodies["set-up"].get(SET_UP)
        self.set_up = set_up if set_up is not None else SetUp(region={})
        self.register = Register(bodies["area"], bodies["station"])
        self.incidents = Incidents(self.records.kind_of, bodies)
        self.turnout = TurnoutColumns(self.register, self.set_up)
        damaged = [
            (find_name(told.data, self.register.row_of), find_name(told.data, self.turnout.column_of))
            for told in hints.values()
            if told.revision is not None and nearest(told.revision.kind, KINDS) == "report"
        ]
        self.turnout.load(self.records.reports, self.records.in_conflict, damaged)
        self.records.reports = []
        self.contests: dict[str, ContestColumns] = {}
        by_contest: dict[str, list[EntryRow]] = {}
        for entry in entries:
            contest_id = entry[2].contest if entry[2] is not None else _contest_of(entry)
            by_contest.setdefault(contest_id, []).append(entry)
        for record in sorted(bodies["contest"], key=lambda record: (bodies["contest"][record].order, record)):
            self.contests[record] = self._empty(record, bodies["contest"][record])
        for record, columns in self.contests.items():
            columns.siblings = [other for other in self.contests.values() if other is not columns]
            columns.load(
                by_contest.get(record, ()),
                {p_id: paper for p_id, paper in bodies["paper"].items() if paper.contest == record},
                {t_id: tally for t_id, tally in bodies["tally"].items() if tally.contest == record},
                self._damaged_rows(columns, hints),
                self._undecided_rows(record),
            )
        for columns in self.contests.values():
            # A rule over another contest's lines could not see contests that were read after its own.
            if any(name.startswith("contest(") for name in columns.checks.externals):
                columns.update(columns.entry_seqs, self._fetch)

    def _empty(self, record: str, contest: Contest) -> ContestColumns:
        forms = {edition.key: self.form(edition.text) for edition in contest.editions}
        return ContestColumns(
            record,
            contest,
            self.form(contest.edition.text),
            forms | {form.key: form for form in forms.values()},
            self.records.bodies["choice"],
            self.register,
            self.set_up.thresholds,
            self.turnout.last,
            self.records.heads,
            self.set_up.verification,
        )

    def trial(self, record: str, contest: Contest) -> ContestColumns:
        """What the columns of a contest would be if its description were another one. Nothing else changes by it."""
        now = self.contests[record]
        made = self._empty(record, contest)
        made.siblings = now.siblings
        with collector_paused():
            seqs = [seq for group in now.entry_seqs.values() for seq in group]
            made.load(
                self._fetch(seqs),
                {p_id: paper for papers in now.papers.values() for p_id, paper in papers.items()},
                dict(now.tallies.values()),
                self._damaged_rows(now, self._source.damaged_hints()),
                now.undecided,
            )
        return made

    def _stand_in(self, hints: Mapping[str, Hint], entries: Sequence[EntryRow]) -> None:
        """Let what damaged descriptions still say stand for them, so that all other figures stay where they are."""
        bodies = self.records.bodies
        live = [entry[2] for entry in entries if entry[2] is not None]
        named: dict[str, set[str]] = {
            "station": {entry.station for entry in live},
            "contest": {entry.contest for entry in live} | {choice.contest for choice in bodies["choice"].values()},
            "choice": {choice for entry in live for choice in entry.votes},
            "area": {station.area for station in bodies["station"].values()},
            "set-up": {SET_UP},
        }
        for told in hints.values():
            hint = told.revision
            if hint is None:
                continue
            kind = nearest(hint.kind, KINDS)
            if kind not in named:
                continue
            record = nearest(hint.record, named[kind] - bodies[kind].keys())
            if record in bodies[kind]:
                continue
            body = _rough_body(kind, record, hint)
            if isinstance(body, Contest) and not self._is_readable(body):
                continue
            if body is not None:
                bodies[kind][record] = body

    def _is_readable(self, contest: Contest) -> bool:
        try:
            return all(self.form(edition.text) is not None for edition in contest.editions) and bool(contest.editions)
        except ClerkError:
            return False

    def _damaged_rows(self, columns: ContestColumns, hints: Mapping[str, Hint]) -> dict[int, int]:
        """Row → place of the damage, for stations whose record, or whose entry, paper or decision in this contest, is damaged."""
        found: dict[int, int] = {}
        row_of = self.register.row_of
        for record, told in hints.items():
            kind = nearest(told.revision.kind, KINDS) if told.revision is not None else ""
            if kind in ("entry", "tally", "paper") or kind not in KINDS:
                contest = find_name(told.data, self.contests)
                station = find_name(told.data, row_of) if contest in ("", columns.record) else ""
            else:
                station = nearest(told.revision.record if told.revision is not None else record, row_of)
            if (row := row_of.get(station)) is not None:
                # An entry typed again after the damage speaks for its station; nothing else does.
                found[row] = max(told.place if kind == "entry" else _NEVER_MENDED, found.get(row, 0))
        return found

    def _undecided_rows(self, contest: str) -> set[int]:
        """Stations about which two decisions stand against each other."""
        found: set[int] = set()
        for record in self.records.in_conflict:
            for _, data in self._source.stored(self.records.heads[record]):
                revision = read_revision(data)
                body = loose_body(revision)
                if revision.kind == "tally" and body.get("contest") == contest and body.get("station") in self.register.row_of:
                    found.add(self.register.row_of[body["station"]])
        return found

    def form(self, text: str) -> Form:
        """The form of an edition's text, read once, with the percentage base and the turnout that the set-up says over the form's own.

        A turnout of which a form has no line stays the form's.
        """
        if text not in self._forms:
            # The text was read and tried when it came into the file, and lies there under its hash.
            self._forms[text] = load_form(text, trusted=True)
        form = self._forms[text]
        base = self.set_up.percentage_base or form.percent_base
        turnout = self.set_up.turnout_definition if self.set_up.turnout_definition in form.roles else form.turnout
        if (base, turnout) == (form.percent_base, form.turnout):
            return form
        key = (text, base, turnout)
        if key not in self._forms_as_set_up:
            self._forms_as_set_up[key] = msgspec.structs.replace(form, percent_base=base, turnout=turnout)
        return self._forms_as_set_up[key]

    def apply(self, changes: Sequence[Change]) -> set[int]:
        """Bring the columns up to what a command wrote; returns the rows (stations) that look different now.

        Renumbering, adding or withdrawing stations, areas, choices and contests decodes everything anew; so do many changes at once,
        because reading all heads in one pass is then shorter than looking each of them up. An import of protocols into stations that had
        none is taken in as it was written: nothing of it has to be read.
        """
        if len(changes) > MANY_CHANGES and (rows_of_new := self._take_new_entries(changes)) is not None:
            return rows_of_new
        if len(changes) > MANY_CHANGES or any(self._is_structural(change) for change in changes):
            self.load()
            return set(range(len(self.register)))
        touched: dict[str, set[int]] = {}
        rows: set[int] = set()
        reporting: set[int] = set()
        for change in changes:
            self.records.replace(change.record, change.kind, change.seq, change.body)
            if change.kind in KINDS_OF_INCIDENT:
                rows |= {self.register.row_of[each] for each in self.incidents.note(change) if each in self.register.row_of}
                continue
            if change.kind in KINDS_OF_POLL:
                # Polls are few and are read as they lie; no station looks different by them.
                continue
            body = change.body if change.body is not None else change.before
            if change.kind == "station":
                row = self.register.row_of[change.record]
                assert change.body is not None
                self.register.replace(row, change.body)
                reporting.add(row)
                for record in self.contests:
                    touched.setdefault(record, set()).add(row)
            elif change.kind == "report":
                told = self.turnout.note(change.record, change.seq, change.body, change.before, self._source.stored)
                reporting |= set() if told is None else {told}
            elif body is not None and getattr(body, "contest", "") in self.contests and body.station in self.register.row_of:
                # A record of a station or contest that is out of use moves no column; it is read again when that comes back.
                self._note(self.contests[body.contest], self.register.row_of[body.station], change)
                touched.setdefault(body.contest, set()).add(self.register.row_of[body.station])
        self._update_turnout(reporting, touched)
        rows |= reporting
        for record, changed in touched.items():
            rows |= self.contests[record].update(changed, self._fetch)
        for record in self.contests:
            others = set().union(*(changed for other, changed in touched.items() if other != record))
            if others:
                rows |= self.contests[record].update(others, self._fetch)
        return rows

    def _update_turnout(self, rows: set[int], touched: dict[str, set[int]]) -> None:
        """Judge stations' reports again; where the last count moved, the station's protocols are held against it again."""
        if not rows:
            return
        at = sorted(rows)
        last = self.turnout.last[at].copy()
        self.turnout.update(at)
        for row in (row for row, before in zip(at, last.tolist(), strict=True) if self.turnout.last[row] != before):
            for record, columns in self.contests.items():
                if row in columns.entry_seqs:
                    touched.setdefault(record, set()).add(row)

    def reports(self) -> Iterator[tuple[str, Report]]:
        """Every report that is shown, with its record id, the newest of each cell last. Reads the ledger: for an import, not for a screen."""
        for _, data in self._source.stored(self.turnout.places()):
            revision = read_revision(data)
            body = decode_body(revision)
            if isinstance(body, Report):
                yield revision.record, body

    def _take_new_entries(self, changes: Sequence[Change]) -> set[int] | None:
        """Take in plain entries of stations that had nothing, without reading them back; None, and nothing taken in, for anything else.

        Not with several contests: each of them has to look at the stations that the others changed.
        """
        if len(self.contests) != 1:
            return None
        ((contest, columns),) = self.contests.items()
        for change in changes:
            if change.before is not None or not isinstance(change.body, Entry) or change.body.contest != contest:
                return None
        rows = columns.take_new([(change.seq, change.record, change.body, b"") for change in changes])
        if rows is not None:
            self.records.heads.update((change.record, (change.seq,)) for change in changes)
        return rows

    def _is_structural(self, change: Change) -> bool:
        if change.kind in STRUCTURAL:
            return True
        if change.kind != "station":
            return False
        before, after = change.before, change.body
        if before is None or after is None:
            return True
        return bool(
            (before.number, before.area, before.aliases, before.constituency)
            != (after.number, after.area, after.aliases, after.constituency)
        )

    def _note(self, columns: ContestColumns, row: int, change: Change) -> None:
        if change.kind == "entry":
            kept = tuple(seq for seq in columns.entry_seqs.get(row, ()) if self._record_at(seq) != change.record)
            columns.entry_seqs[row] = (*kept, change.seq) if change.body is not None else kept
        elif change.kind == "paper":
            papers = columns.papers.setdefault(row, {})
            papers.pop(change.record, None)
            if change.body is not None:
                papers[change.record] = change.body
            if not papers:
                del columns.papers[row]
        elif change.kind == "tally":
            if change.body is None:
                columns.tallies.pop(row, None)
            else:
                columns.tallies[row] = (change.record, change.body)
            columns.undecided.discard(row)

    def _record_at(self, seq: int) -> str:
        ((_, data),) = self._source.stored([seq])
        return read_revision(data).record

    def _fetch(self, seqs: Sequence[int]) -> list[EntryRow]:
        found: list[EntryRow] = []
        for seq, data in self._source.stored(seqs):
            revision = read_revision(data)
            body = None if revision.record in self.records.in_conflict else decode_body(revision)
            found.append((seq, revision.record, body, data))
        return found

    def ballot(self, contest: str, station: str) -> Ballot:
        """The ballot of a station: the choices of its constituency."""
        columns = self.contests[contest]
        choices = self.records.bodies["choice"]
        if not any(choice.constituency for choice in choices.values() if choice.contest == contest):
            return columns.ballot
        constituency = self.register.stations[self.register.row_of[station]].constituency
        return ballot_of(columns.form, contest, choices, constituency)


def _contest_of(entry: EntryRow) -> str:
    return str(loose_body(read_revision(entry[3])).get("contest", ""))


def _rough_body(kind: str, record: str, hint: Revision) -> Any | None:
    """A damaged description, with stand-ins for what cannot be read; None where that is too much."""
    fields = {"name": {"": record}, "title": {"": record}, "number": "?", "area": "", "region": {}, "order": 0} | loose_body(hint)
    for texts in ("name", "title", "region"):
        if not isinstance(fields[texts], dict):
            fields[texts] = {"": str(fields[texts])}
    try:
        return msgspec.convert(fields, KINDS[kind].body)
    except msgspec.ValidationError:
        return None
