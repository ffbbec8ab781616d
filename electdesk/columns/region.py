"""A whole region as columns: the register and every contest, loaded once from a store and kept current by each command's change."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

import msgspec
import numpy as np

from electdesk.columns.contest import ContestColumns, ballot_of
from electdesk.columns.heads import EntryRow, Records, decode_body, loose_body
from electdesk.columns.register import Register
from electdesk.domain.figures import BLANK
from electdesk.domain.forms import Ballot, Form, load_form
from electdesk.domain.records import SetUp
from electdesk.domain.records.setup import SET_UP
from electdesk.ledger.revision import Revision, read_revision

STRUCTURAL: Final = frozenset({"set-up", "contest", "area", "choice"})
"""Kinds whose change moves rows or columns: rare, so everything is decoded anew."""


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

    def damaged_hints(self) -> Mapping[str, Revision | None]:
        """Damaged records, with what their bytes still say, where they can be read at all."""


class RegionColumns:
    """Everything that screens, totals and checks read of many stations."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._forms: dict[str, Form] = {}
        self.load()

    def load(self) -> None:
        """Decode every head anew."""
        self.records = Records()
        entries = self.records.read(self._source.heads())
        bodies = self.records.bodies
        set_up = bodies["set-up"].get(SET_UP)
        self.set_up: SetUp = set_up if set_up is not None else SetUp(region={})
        self.register = Register(bodies["area"], bodies["station"])
        self.last_turnout = np.full(len(self.register), BLANK, np.int64)
        self.contests: dict[str, ContestColumns] = {}
        by_contest: dict[str, list[EntryRow]] = {}
        conflicts = [entry for entry in entries if entry[2] is None]
        for entry in entries:
            if entry[2] is not None:
                by_contest.setdefault(entry[2].contest, []).append(entry)
        for entry in conflicts:
            by_contest.setdefault(_contest_of(entry), []).append(entry)
        for record in sorted(bodies["contest"], key=lambda record: (bodies["contest"][record].order, record)):
            contest = bodies["contest"][record]
            editions = {edition.key: self.form(edition.text) for edition in contest.editions}
            self.contests[record] = ContestColumns(
                record,
                contest,
                self.form(contest.edition.text),
                editions,
                bodies["choice"],
                self.register,
                self.set_up.thresholds,
                self.last_turnout,
            )
        for record, columns in self.contests.items():
            columns.siblings = [other for other in self.contests.values() if other is not columns]
            columns.load(
                by_contest.get(record, ()),
                {p_id: paper for p_id, paper in bodies["paper"].items() if paper.contest == record},
                {t_id: tally for t_id, tally in bodies["tally"].items() if tally.contest == record},
                self._damaged_rows(record),
            )

    def _damaged_rows(self, contest: str) -> list[int]:
        """Stations whose record, or whose entry in this contest, is damaged, as far as the damaged bytes still say so."""
        rows = []
        for record, hint in self._source.damaged_hints().items():
            station = record if record in self.register.row_of else ""
            if hint is not None and hint.kind in ("entry", "tally", "paper"):
                body = loose_body(hint)
                if body.get("contest") == contest:
                    station = str(body.get("station", ""))
            if station in self.register.row_of:
                rows.append(self.register.row_of[station])
        return sorted(set(rows))

    def form(self, text: str) -> Form:
        """The form of an edition's text, read once."""
        if text not in self._forms:
            self._forms[text] = load_form(text)
        return self._forms[text]

    def apply(self, changes: Sequence[Change]) -> set[int]:
        """Bring the columns up to what a command wrote; returns the rows (stations) that look different now.

        Renumbering, adding or withdrawing stations, areas, choices and contests decodes everything anew.
        """
        if any(self._is_structural(change) for change in changes):
            self.load()
            return set(range(len(self.register)))
        touched: dict[str, set[int]] = {}
        rows: set[int] = set()
        for change in changes:
            self.records.replace(change.record, change.kind, change.seq, change.body)
            body = change.body if change.body is not None else change.before
            if change.kind == "station":
                row = self.register.row_of[change.record]
                assert change.body is not None
                self.register.replace(row, change.body)
                for record in self.contests:
                    touched.setdefault(record, set()).add(row)
            elif body is not None:
                columns = self.contests[body.contest]
                row = self.register.row_of[body.station]
                self._note(columns, row, change)
                touched.setdefault(body.contest, set()).add(row)
        for record, changed in touched.items():
            rows |= self.contests[record].update(changed, self._fetch)
        for record in self.contests:
            others = set().union(*(changed for other, changed in touched.items() if other != record))
            if others:
                rows |= self.contests[record].update(others, self._fetch)
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
        columns.changed[row] = change.seq

    def _record_at(self, seq: int) -> str:
        ((_, data),) = self._source.stored([seq])
        return read_revision(data).record

    def _fetch(self, seqs: Sequence[int]) -> list[EntryRow]:
        found: list[EntryRow] = []
        for seq, data in self._source.stored(seqs):
            revision = read_revision(data)
            heads = self.records.heads.get(revision.record, ())
            body = decode_body(revision) if len(heads) < 2 else None
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
