"""One contest as columns: the figures of every station, where each tally stands, what the checks found, and running totals by area."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from electdesk.columns.ballots import ballot_of as ballot_of
from electdesk.columns.entered import figures_entered, rows_entered
from electdesk.columns.heads import EntryRow, author_of
from electdesk.columns.lately import Lately
from electdesk.columns.panel import Counts, Flags, RowsPanel
from electdesk.columns.register import Register
from electdesk.columns.twins import Twins
from electdesk.domain.checks import findings_by_row
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.findings import HARD, SOFT, Finding
from electdesk.domain.forms import Ballot, Form, FormChecks, compile_checks
from electdesk.domain.records import Choice, Contest, Entry, Paper, Tally
from electdesk.domain.records.setup import LATER, SINGLE
from electdesk.domain.states import (
    Chosen,
    EntryHead,
    Mark,
    Standing,
    State,
    are_plainly_two,
    choose,
    finding_key,
    is_plain,
    stand,
)
from electdesk.ledger.revision import content_id, read_revision

Basis = Literal["preliminary", "settled", "final"]
BASES: Final[tuple[Basis, ...]] = ("preliminary", "settled", "final")
"""What totals may hold. "settled" is what those see of the preliminary basis who may not see what is unsettled."""
_SILENT_STATES: Final = np.array([State.DIFFERENCE, State.CONFLICT, State.DAMAGED], dtype=np.uint8)
"""States whose entries do not speak for the station: no figures are shown, so the checks beyond the form have nothing to look at."""
_MANY: Final = 500
"""From so many rows on the few that differ are looked up instead of looking at every row."""
_FEW: Final = 8
"""Up to so many rows the relations are faster one protocol at a time than as columns."""


class ContestColumns:
    """Columns over the register's rows (stations) of one contest.

    ``figures``: int64, stations × (lines, then choices), marks below zero as in ``domain.figures``. ``state``, ``marks``: see
    ``domain.states``. ``counted``: for each basis, which rows its totals hold; ``sums``: areas (+1 row for none) × columns, of a
    yes/no line the boxes ticked "yes", of a one-of line nothing (0): places of boxes do not add up. ``changed``: the place in the
    store of the newest entry, paper or decision that stands, 0 where there is none. ``heads``: record → places of its heads, kept
    current by whoever owns the records.
    """

    def __init__(
        self,
        record: str,
        contest: Contest,
        form: Form,
        editions: Mapping[str, Form],
        choices: Mapping[str, Choice],
        register: Register,
        thresholds: Mapping[str, int],
        last_turnout: Counts,
        heads: Mapping[str, tuple[int, ...]] | None = None,
        mode: str = SINGLE,
    ) -> None:
        self.record = record
        self.mode = mode
        self.contest = contest
        self.form = form
        self.editions = editions
        self.ballot = ballot_of(form, record, choices)
        self.choices = choices
        self.checks: FormChecks = compile_checks(form, self.ballot)
        self.columns = form.columns_of(self.ballot)
        self.choice_ids = tuple(choice.id for choice in self.ballot)
        self.register = register
        self.thresholds = thresholds
        self.last_turnout = last_turnout
        self.heads = heads if heads is not None else {}
        self.siblings: list[ContestColumns] = []
        self._summable = np.array([line.kind != "oneof" for line in form.lines] + [True] * len(self.ballot), np.int64)
        self._one_ballot = not any(choice.constituency for choice in choices.values() if choice.contest == record)
        self._by_constituency: dict[str, FormChecks] = {}
        n, width = len(register), len(self.columns)
        self.figures: Counts = np.full((n, width), BLANK, np.int64)
        self.state: npt.NDArray[np.uint8] = np.zeros(n, np.uint8)
        self.marks: npt.NDArray[np.uint8] = np.zeros(n, np.uint8)
        self.severities: dict[str, npt.NDArray[np.uint16]] = {s: np.zeros(n, np.uint16) for s in ("hard", "soft", "info")}
        self.changed: Counts = np.zeros(n, np.int64)
        self.counted: dict[Basis, npt.NDArray[np.bool_]] = {basis: np.zeros(n, np.bool_) for basis in BASES}
        areas = len(register.area_ids) + 1
        self.sums: dict[Basis, Counts] = {basis: np.zeros((areas, width), np.int64) for basis in BASES}
        self.reported: dict[Basis, Counts] = {basis: np.zeros(areas, np.int64) for basis in BASES}
        self.annulled: Counts = np.zeros(areas, np.int64)
        self.entry_seqs: dict[int, tuple[int, ...]] = {}
        self._entered: npt.NDArray[np.bool_] = np.zeros(n, np.bool_)
        self.papers: dict[int, dict[str, Paper]] = {}
        self.tallies: dict[int, tuple[str, Tally]] = {}
        self.undecided: set[int] = set()
        self._damaged: dict[int, int] = {}
        self._authors: dict[int, tuple[str, ...]] = {}
        self._confirmed: dict[int, Mapping[str, str]] = {}
        self._form_findings: dict[int, tuple[Finding, ...]] = {}
        self._house_findings: dict[int, tuple[Finding, ...]] = {}
        self._twins = Twins(register, len(form.lines))
        self._stale_areas: set[int] = set()
        self.lately = Lately()
        self._by_phone: dict[int, Counts] = {}

    # --- taking in --------------------------------------------------------------------------------------------------------

    def load(
        self,
        entries: Sequence[EntryRow],
        papers: Mapping[str, Paper],
        tallies: Mapping[str, Tally],
        damaged: Mapping[int, int],
        undecided: Iterable[int] = (),
    ) -> None:
        """Fill the columns of a freshly opened store. ``entries`` are this contest's.

        ``damaged``: row → place of the damaged revision; ``undecided``: rows about which two decisions stand against each other.
        """
        self._damaged = dict(damaged)
        self.undecided = set(undecided)
        row_of = self.register.row_of
        for record, paper in papers.items():
            if (row := row_of.get(paper.station)) is not None:
                self.papers.setdefault(row, {})[record] = paper
        for record, tally in tallies.items():
            if (row := row_of.get(tally.station)) is not None:
                self.tallies[row] = (record, tally)
        more_to_say = set(self.papers) | set(self.tallies) | set(self._damaged) | self.undecided
        alone, by_row = rows_entered(entries, row_of, more_to_say)
        self._take(by_row, more_to_say | by_row.keys(), alone)
        if by_row:
            self.entry_seqs = dict(sorted(self.entry_seqs.items()))
        if not self.siblings:
            # Every check has just seen the whole district.
            self._stale_areas.clear()

    def take_new(self, entries: Sequence[EntryRow]) -> set[int] | None:
        """Rows that look different by plain entries of stations of which nothing was known; None, and nothing taken in, for others."""
        known = {*self.entry_seqs, *self.papers, *self.tallies, *self._damaged, *self.undecided}
        alone, others = rows_entered(entries, self.register.row_of, known)
        return None if others or len(alone) != len(entries) else self._take({}, set(), alone)

    def update(self, rows: Iterable[int], fetch: Callable[[Sequence[int]], list[EntryRow]]) -> set[int]:
        """Recompute rows whose entries, papers or decision changed. Returns all rows that look different now (twins included)."""
        touched = set(rows)
        by_row: dict[int, list[EntryRow]] = {}
        for row in touched:
            seqs = self.entry_seqs.get(row, ())
            if seqs:
                by_row[row] = fetch(seqs)
        return self._take(by_row, touched)

    def _take(
        self, by_row: Mapping[int, Sequence[EntryRow]], rows: set[int], alone: Mapping[int, EntryRow] | None = None
    ) -> set[int]:
        """Settle ``rows``, whose entries stand in ``by_row``, and those ``alone``: new rows with one plain entry and nothing else."""
        alone = alone or {}
        looked_at, rows = sorted(rows), rows | alone.keys()
        ordered = np.array(sorted(rows), dtype=np.int64)
        if not len(ordered):
            return set()
        self._move_sums(ordered, -1)
        self._note_alone(alone)
        chosen: dict[int, Chosen] = {}
        plain: dict[int, bool] = dict.fromkeys(alone, self.mode == SINGLE)
        spoken: dict[int, Entry] = {row: entry[2] for row, entry in alone.items()}
        for row in looked_at:
            found = by_row.get(row, ())
            self._by_phone.pop(row, None)
            self._note_entries(row, found)
            self.changed[row] = self._newest(row)
            if self._is_damaged(row):
                chosen[row] = Chosen(None)
                self._confirmed.pop(row, None)
                continue
            # Nearly every station has one entry, or two that are equal, and nothing else: those are settled as columns below.
            if found and row not in self.undecided and row not in self.papers and row not in self.tallies:
                one = len(found) == 1 and is_plain(found[0][2])
                if one or (len(found) == 2 and are_plainly_two(found[0][2], found[1][2], self.mode)):
                    plain[row] = not one or self.mode == SINGLE
                    spoken[row] = found[-1][2]
                    self._authors[row] = tuple(dict.fromkeys(each[2].by for each in found if each[2].by))
                    self._confirmed.pop(row, None)
                    continue
            heads = [EntryHead(record, content_id(read_revision(data).body), seq, body) for seq, record, body, data in found]
            choice = choose(heads, self.papers.get(row, {}), self.mode, self.figures_of)
            chosen[row] = choice
            if choice.authors:
                self._authors[row] = choice.authors
            self._confirmed.pop(row, None)
            if choice.entry is not None and choice.entry.body is not None and not choice.differing:
                spoken[row] = choice.entry.body
                self._confirmed[row] = choice.confirmed
        silent = np.array([row for row in looked_at if row not in spoken], dtype=np.int64)
        self.figures[silent] = BLANK
        self._fill(spoken)
        speaking = np.array(sorted(spoken), dtype=np.int64)
        self._check_form(speaking, silent)
        affected = self._twins.note(self.figures, speaking, silent)
        self._stand_plain(np.array(list(plain), np.int64), np.array(list(plain.values()), np.bool_))
        for row, choice in chosen.items():
            self._stand_row(row, choice)
        self._move_sums(ordered, 1)
        areas = set(self.register.area[ordered].tolist())
        self._stale_areas |= areas
        self._check_house(np.array(sorted(affected), dtype=np.int64))
        return rows | affected

    def _is_damaged(self, row: int) -> bool:
        """Whether a damaged revision may have said what the station's figures are: no entry typed after it says so."""
        return row in self._damaged and max(self.entry_seqs.get(row, (0,))) < self._damaged[row]

    def _note_entries(self, row: int, found: Sequence[EntryRow]) -> None:
        """Who typed what of a station, and where it lies in the store."""
        self._entered[row] = bool(found)
        if self.mode == LATER:
            self.lately.note(row, ((author_of(entry), entry[0]) for entry in found))
        if not found:
            self.entry_seqs.pop(row, None)
            self._authors.pop(row, None)
            return
        self.entry_seqs[row] = (found[0][0],) if len(found) == 1 else tuple(entry[0] for entry in found)
        self._authors.pop(row, None)

    def _note_alone(self, alone: Mapping[int, EntryRow]) -> None:
        """The same, and the newest place, of new rows with one entry and nothing else: many at once."""
        seqs = [entry[0] for entry in alone.values()]
        at = np.fromiter(alone, np.int64, len(alone))
        self._entered[at] = True
        self.changed[at] = seqs
        self.entry_seqs.update(zip(alone, zip(seqs, strict=True), strict=True))
        self._authors.update((row, (entry[2].by,)) for row, entry in alone.items() if entry[2].by)
        if self.mode == LATER:
            for row, entry in alone.items():
                self.lately.note(row, ((author_of(entry), entry[0]),))

    def _newest(self, row: int) -> int:
        """The place of the newest entry, paper or decision that stands."""
        seqs = self.entry_seqs.get(row, ())
        if row in self.papers or row in self.tallies:
            records = [*self.papers.get(row, {}), *([self.tallies[row][0]] if row in self.tallies else [])]
            seqs = (*seqs, *(seq for record in records for seq in self.heads.get(record, ())))
        return max(seqs, default=0)

    def _fill(self, spoken: Mapping[int, Entry]) -> None:
        """Write the figures of entries into their rows."""
        at = np.fromiter(spoken, np.int64, len(spoken))
        self.figures[at] = figures_entered(list(spoken.values()), self.form, self.editions, self.choice_ids)
        if not self._one_ballot:
            self._leave_other_ballots(at)

    def _leave_other_ballots(self, at: Counts) -> None:
        """Choices of other constituencies do not stand on a station's paper: what an entry does not name of them is no blank."""
        width = len(self.form.lines)
        own = np.array([self.register.stations[row].constituency for row in at.tolist()], dtype=object)
        for place, choice in enumerate(self.choice_ids, start=width):
            if choice in self.choices:
                figures = self.figures[at, place]
                self.figures[at, place] = np.where(
                    (own != self.choices[choice].constituency) & (figures == BLANK), NOT_ASKED, figures
                )

    def figures_of(self, entry: Entry) -> tuple[int, ...]:
        """An entry's figures by column, whichever edition it was typed under: BLANK for a line or choice that came after it.

        NOT_ASKED for a choice that does not stand on the station's ballot.
        """
        form = self.editions.get(entry.form, self.form)
        lines = {line.id: figure for line, figure in zip(form.lines, entry.lines, strict=False)}
        own = tuple(lines.get(line.id, BLANK) for line in self.form.lines)
        if self._one_ballot or entry.station not in self.register.row_of:
            return own + tuple(entry.votes.get(choice, BLANK) for choice in self.choice_ids)
        ballot = {choice.id for choice in self.ballot_at(self.register.row_of[entry.station])}
        return own + tuple(entry.votes.get(choice, BLANK if choice in ballot else NOT_ASKED) for choice in self.choice_ids)

    # --- checks -----------------------------------------------------------------------------------------------------------

    def external(self, rows: Counts, hidden: Collection[str] = ()) -> dict[str, Counts]:
        """What the form's relations may ask of the outside, over some rows: the register, the last turnout report, other contests' lines.

        ``hidden``: contests (record ids) whose lines are blank here, because the person may not see their figures.
        """
        known: dict[str, Counts] = {"register.voters": self.register.voters[rows], "turnout.last": self.last_turnout[rows]}
        for name in self.checks.externals:
            if name not in known:
                known[name] = self._from_sibling(name, rows, hidden)
        return known

    def _from_sibling(self, name: str, rows: Counts, hidden: Collection[str]) -> Counts:
        for sibling in self.siblings:
            if sibling.record in hidden:
                continue
            for place, column in enumerate(sibling.columns):
                number = sibling.checks.numbers[place]
                if name in (f'contest("{sibling.contest.code}").[{column}]', f'contest("{sibling.contest.code}").[{number}]'):
                    return np.asarray(sibling.figures[rows, place], np.int64)
        return np.full(len(rows), BLANK, np.int64)

    def _check_form(self, rows: Counts, silent: Counts) -> None:
        for row in silent.tolist():
            self._form_findings.pop(row, None)
        if not len(rows):
            return
        if len(rows) <= _FEW:
            external = self.external(rows)
            for place, row in enumerate(rows.tolist()):
                known = {name: int(amounts[place]) for name, amounts in external.items()}
                found = tuple(self.checks.check_one(self.figures[row].tolist(), known))
                if found:
                    self._form_findings[row] = found
                else:
                    self._form_findings.pop(row, None)
            return
        results = self.checks.check_columns(self.figures[rows], self.external(rows))
        fired = np.zeros(len(rows), np.bool_)
        for result in results.values():
            fired |= result.broken
        if self._form_findings:
            for row in rows.tolist():
                self._form_findings.pop(row, None)
        for place in np.flatnonzero(fired).tolist():
            self._form_findings[int(rows[place])] = tuple(self.checks.findings_of(results, place))

    def are_twins(self, row: int, other: int) -> bool:
        """Whether two stations show exactly the same figures, and enough of them not to do so by chance."""
        return self._twins.are_twins(row, other)

    # --- ballots ----------------------------------------------------------------------------------------------------------

    def checks_at(self, row: int) -> FormChecks:
        """The form's rules on the ballot of one station: where choices differ by constituency, with the line numbers of its own paper."""
        if self._one_ballot:
            return self.checks
        constituency = self.register.stations[row].constituency
        if constituency not in self._by_constituency:
            ballot = ballot_of(self.form, self.record, self.choices, constituency)
            self._by_constituency[constituency] = compile_checks(self.form, ballot)
        return self._by_constituency[constituency]

    def ballot_at(self, row: int) -> Ballot:
        """The ballot of one station: the choices of its constituency, numbered as on its paper."""
        return self.checks_at(row).ballot

    def numbers_at(self, row: int) -> tuple[str, ...]:
        """For each column the number of its line on one station's paper; "" for a choice that does not stand on its ballot."""
        checks = self.checks_at(row)
        if checks is self.checks:
            return checks.numbers
        own = dict(zip(checks.ids, checks.numbers, strict=True))
        return tuple(own.get(column, "") for column in self.columns)

    def twins_of_figures(self, figures: Counts, row: int) -> Sequence[int]:
        """The rows of other stations that show exactly these figures."""
        return self._twins.rows_showing(figures, row)

    def panel(self, rows: Counts) -> RowsPanel:
        """The checks' view of some rows."""
        width = len(self.form.lines)
        # What is settled may be told to everybody: a district's sums over unsettled entries would tell one of them.
        sums, reported = self.sums["settled"], self.reported["settled"]
        area = self.register.area[rows]
        own = np.where(self.counted["settled"][rows][:, None], np.maximum(self.figures[rows, width:], 0), 0)
        return RowsPanel(
            self.form,
            self.checks,
            self.choice_ids,
            self.figures[rows],
            self.register.voters[rows],
            self.last_turnout[rows],
            sums[area][:, width:] - own,
            reported[area] - self.counted["settled"][rows] - self.annulled[area],
            self._twins.numbers_of(rows),
            self.thresholds,
            [(sibling.contest.code, sibling.checks, sibling.figures[rows]) for sibling in self.siblings],
        )

    def _check_house(self, rows: Counts) -> None:
        with_figures = rows[self._entered[rows] & ~np.isin(self.state[rows], _SILENT_STATES)]
        if self._house_findings:
            for row in rows.tolist():
                self._house_findings.pop(row, None)
        if len(with_figures):
            found = findings_by_row(self.panel(with_figures), self.form.checks.off)
            for place, findings in found.items():
                self._house_findings[int(with_figures[place])] = tuple(findings)
        self._count_findings(rows)

    def _count_findings(self, rows: Counts) -> None:
        for counts in self.severities.values():
            counts[rows] = 0
        self.marks[rows] &= ~np.uint8(Mark.TO_CONFIRM)
        some = self._form_findings.keys() | self._house_findings.keys() if len(rows) > _MANY else ()
        for row in some & set(rows.tolist()) if some else rows.tolist():
            confirmed = self._confirmed.get(row, {})
            for finding in self._findings(row):
                if finding.severity == SOFT:
                    if finding_key(finding) in confirmed:
                        continue
                    self.marks[row] |= np.uint8(Mark.TO_CONFIRM)
                self.severities[finding.severity][row] += 1

    def _findings(self, row: int) -> tuple[Finding, ...]:
        return self._form_findings.get(row, ()) + self._house_findings.get(row, ())

    def refresh(self) -> set[int]:
        """Bring the checks that compare with the district up to date where the district's sums moved; returns the rows looked at."""
        if not self._stale_areas:
            return set()
        near = [row for area in self._stale_areas for row in self.register.rows_in(area) if row in self.entry_seqs]
        self._stale_areas.clear()
        rows = np.array(sorted(near), dtype=np.int64)
        self._check_house(rows)
        return set(rows.tolist())

    def findings(self, row: int) -> tuple[Finding, ...]:
        """Everything the checks found at a station, the form's relations first."""
        self.refresh()
        return self._findings(row)

    def authors(self, row: int) -> tuple[str, ...]:
        """Who typed the figures that speak for a station; () where they came from a file, and where entries differ."""
        return self._authors.get(row, ())

    def all_findings(self) -> dict[int, tuple[Finding, ...]]:
        """Row → findings, for every row that has any, in the order of the rows."""
        self.refresh()
        return {row: self._findings(row) for row in sorted(self._form_findings.keys() | self._house_findings.keys())}

    def confirmations(self, row: int) -> Mapping[str, str]:
        """Finding key → reason, as far as the clerk has confirmed."""
        return self._confirmed.get(row, {})

    # --- standing and sums ------------------------------------------------------------------------------------------------

    def _stand_plain(self, rows: Counts, complete: Flags) -> None:
        found = self._form_findings
        hard = [row for row in found.keys() & set(rows.tolist()) if any(finding.severity == HARD for finding in found[row])]
        blocked = np.isin(rows, hard)
        enough = State.FIRST_ENTRY if self.mode == SINGLE else State.SECOND_ENTRY
        self.state[rows] = np.where(complete, np.where(blocked, enough, State.SETTLED), State.FIRST_ENTRY)
        self.marks[rows] = Mark.NONE
        self.counted["preliminary"][rows] = ~blocked
        self.counted["settled"][rows] = complete & ~blocked
        self.counted["final"][rows] = False

    def _stand_row(self, row: int, choice: Chosen) -> None:
        tally = self.tallies.get(row, ("", None))[1]
        standing = stand(choice, tally, self._form_findings.get(row, ()), self.mode)
        if self._is_damaged(row):
            standing = Standing(State.DAMAGED)
        elif row in self.undecided:
            standing = Standing(State.CONFLICT, standing.marks)
        self.state[row] = standing.state
        self.marks[row] = standing.marks
        self.counted["preliminary"][row] = standing.preliminary or self._counts_by_phone(row, choice, standing)
        self.counted["settled"][row] = standing.settled
        self.counted["final"][row] = standing.final

    def _counts_by_phone(self, row: int, choice: Chosen, standing: Standing) -> bool:
        """Whether a phoned result stands in the preliminary totals, because what was typed since does not add up."""
        phoned = choice.phoned
        if phoned is None or phoned.body is None or standing.state not in (State.FIRST_ENTRY, State.SECOND_ENTRY):
            return False
        figures = np.array(self.figures_of(phoned.body), np.int64)
        at = np.array([row], np.int64)
        known = {name: int(amounts[0]) for name, amounts in self.external(at).items()}
        if any(finding.severity == HARD for finding in self.checks.check_one(figures.tolist(), known)):
            return False
        self._by_phone[row] = figures
        return True

    def counted_figures(self, row: int, basis: Basis) -> Counts:
        """What a station brings into the totals of a basis: its figures, or those that were phoned while what was typed does not add up."""
        if basis == "preliminary" and row in self._by_phone:
            return self._by_phone[row]
        return np.asarray(self.figures[row], np.int64)

    def _move_sums(self, rows: Counts, sign: int) -> None:
        """Take rows out of the running totals (``sign`` -1) before they change, and in again (1)."""
        area = self.register.area[rows]
        annulled = self.state[rows] == State.ANNULLED
        np.add.at(self.annulled, area[annulled], sign)
        for basis in BASES:
            counted = self.counted[basis][rows]
            if counted.any():
                figures = self.figures[rows[counted]]
                if self._by_phone and basis == "preliminary":
                    figures = np.array([self.counted_figures(row, basis) for row in rows[counted].tolist()], np.int64)
                np.add.at(self.sums[basis], area[counted], sign * self._summable * np.maximum(figures, 0))
            np.add.at(self.reported[basis], area[counted | annulled], sign)
