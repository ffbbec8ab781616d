"""A table of protocols made a plan: figures as columns, compared with what the region holds, ready as entries."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt

from electdesk.columns import ContestColumns, RegionColumns
from electdesk.columns.contest import ballot_of
from electdesk.columns.heads import decode_body
from electdesk.columns.panel import Counts
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, NOT_ASKED
from electdesk.domain.forms import Ballot, Form
from electdesk.domain.forms.form import pattern_regex
from electdesk.domain.forms.problems import fold_text
from electdesk.domain.records import Choice, Entry
from electdesk.domain.records.names import in_language
from electdesk.domain.records.paper import ORIGINAL
from electdesk.domain.states import Mark, State, current_papers, is_closed
from electdesk.services.imports.cells import FigureReader
from electdesk.services.imports.controls import controls_of
from electdesk.services.imports.doubts import Table, doubts_of
from electdesk.services.imports.finding import NO_NUMBER_AT_ALL, StationFinder
from electdesk.services.imports.plan import Conflict, ImportOptions, ImportPlan, PlannedRecord
from electdesk.services.imports.recognise import Recognised, look_over, recognise
from electdesk.services.imports.rows import Body, Part, texts
from electdesk.services.imports.sheet import Sheet
from electdesk.services.imports.stations import list_line
from electdesk.services.imports.vocabulary import Vocabulary
from electdesk.services.imports.words import fold_heading, numbered_text
from electdesk.services.ports import Row

RowsAt = Callable[[Sequence[int]], list[Row]]
"""The store's revisions by their places (``Store.rows``)."""

_OTHERS_NAMED: Final = 5
"""So many other rows of one station are named at each of them."""
_CLOSED: Final[dict[int, str]] = {
    State.FINAL: "final",
    State.ANNULLED: "annulled",
    State.DIFFERENCE: "difference",
    State.CONFLICT: "conflict",
    State.DAMAGED: "damaged",
}
"""States that no file may change, and how a conflict names them."""


def recognise_tallies(sheet: Sheet, region: RegionColumns, contest: ContestColumns, options: ImportOptions) -> Recognised:
    """The columns of a table of protocols. Raises ClerkError as ``recognise`` does, and import_no_stations where the register is empty."""
    if not len(region.register):
        raise ClerkError("import_no_stations", file=sheet.file)
    line = list_line(contest.form)
    needed = [
        "station",
        *(f"line:{each.id}" for each in contest.form.lines if not each.optional and not each.optional_when and each.id != line),
    ]
    if not contest.form.choices.optional:
        needed += [f"choice:{choice.id}" for choice in contest.ballot]
    vocabulary = Vocabulary(contest.form, contest.ballot, region.records.bodies["choice"])
    found = recognise(sheet, vocabulary, needed, options, options.new_choices)
    return _list_from_voters(sheet, found, line, contest)


def look_over_tallies(sheet: Sheet, region: RegionColumns, contest: ContestColumns, options: ImportOptions) -> Recognised | None:
    """What can be told of a table of protocols that cannot be read yet, None where no headings are found."""
    vocabulary = Vocabulary(contest.form, contest.ballot, region.records.bodies["choice"])
    found = look_over(sheet, vocabulary, options, options.new_choices)
    line = list_line(contest.form)
    if found is not None and line and found.column(f"line:{line}") < 0 and found.column("voters") >= 0:
        return _list_from_voters(sheet, found, line, contest)
    return found


def plan_tallies(
    parts: Sequence[Part],
    region: RegionColumns,
    contest: ContestColumns,
    rows_at: RowsAt,
    options: ImportOptions,
    new_id: Callable[[], str],
) -> ImportPlan:
    """What the sheets would do to one contest's tallies.

    A column that the file lacks (optional lines only) leaves what the region holds; an empty cell is blank.
    """
    return _Planner(parts, region, contest, rows_at, options, new_id).plan()


def _list_from_voters(sheet: Sheet, found: Recognised, line: str, contest: ContestColumns) -> Recognised:
    """«Число избирателей» is what the form calls the size of the list, where no other column is."""
    if not line or found.column(f"line:{line}") >= 0:
        return found
    voters = found.column("voters")
    if voters >= 0:
        return msgspec.structs.replace(found, columns=found.columns | {voters: f"line:{line}"})
    if contest.form.lines[contest.form.places[line]].optional:
        return found
    unknown = [found.headings[index] for index in found.unknown]
    raise ClerkError(
        "import_columns_missing",
        file=sheet.file,
        row=sheet.row_numbers[found.heading_row],
        columns=[f"line:{contest.form.lines[contest.form.places[line]].number}"],
        unknown=unknown,
    )


class _Planner:
    def __init__(
        self,
        parts: Sequence[Part],
        region: RegionColumns,
        contest: ContestColumns,
        rows_at: RowsAt,
        options: ImportOptions,
        new_id: Callable[[], str],
    ) -> None:
        self.region = region
        self.register = region.register
        self.contest = contest
        self.rows_at = rows_at
        self.options = options
        self.body = Body(parts, options)
        self.found = found = self.body.found
        self.new_choices = new_choices(contest.form, contest.record, contest.choices, found, new_id)
        known = {record: choice for record, choice in region.records.bodies["choice"].items() if choice.contest == contest.record}
        self.choices: dict[str, Choice] = {**known, **dict(self.new_choices)}
        self.ballot: Ballot = ballot_of(contest.form, contest.record, self.choices)
        self.ids = contest.form.columns_of(self.ballot)
        self.width = len(contest.form.lines)
        self.present = np.zeros(len(self.ids), np.bool_)
        self.places: dict[int, int] = {}
        """Column of the file → place among ``ids``."""
        self.conflicts: list[Conflict] = []
        self.aside: set[int] = set()

    def plan(self) -> ImportPlan:
        self._leave_out_other_contests()
        aside = set(self.body.left_out)
        stations = self._stations()
        # A row without a station is read on: whoever mends the file learns of all its bad cells at once.
        self.aside = aside | set(self.body.totals)
        figures = self._figures()
        kept = np.array([row for row in range(len(self.body.rows)) if row not in self.body.left_out], np.int64)
        kept = kept[stations[kept] >= 0]
        self._off_the_ballot(stations, figures)
        kept = self._good(kept)
        self._skip_silent(kept, figures)
        kept = self._once(self._good(kept), stations, figures)
        records, new, same, changed = self._compare(kept, stations, figures)
        refused, repaired, skipped = self.body.in_order()
        choices = [PlannedRecord("choice", record, choice) for record, choice in self.new_choices] if records else []
        return ImportPlan(
            kind="tallies",
            sheet=self.body.sheets,
            file=self.body.file,
            sha256=self.body.sha256,
            accepted=new,
            same=same,
            changed=changed,
            conflicts=tuple(sorted(self.conflicts, key=lambda conflict: conflict.row)),
            refused=refused,
            repaired=repaired,
            skipped=skipped,
            new_choices=tuple(choice.name[""] for _, choice in self.new_choices),
            unknown_columns=self.found.unmapped(),
            columns=self.found.mapped(),
            records=(*choices, *records),
            controls=controls_of(self.body, self._counted(figures)),
            doubts=doubts_of(self.body, self.register, self._table(kept, stations, figures)),
        )

    def _table(self, kept: Counts, stations: Counts, figures: Counts) -> Table:
        form = self.contest.form
        line = list_line(form)
        counts = [line_.kind == "count" for line_ in form.lines] + [True] * len(self.ballot)
        # Preferences for single candidates of a list are few by nature.
        choices = {
            self.width + place: in_language(dict(fixed.label) if (fixed := form.fixed_choice(each.id)) else {"": each.name}, "")
            for place, each in enumerate(self.ballot)
            if each.kind != "candidate"
        }
        list_place = form.places[line] if line else -1
        column = self.found.column("name")
        names = [self.body.rows[row][column] for row in kept.tolist()] if column >= 0 else []
        return Table(kept, stations[kept], figures[kept], self.present, np.array(counts, np.bool_), list_place, choices, names)

    def _good(self, rows: Counts) -> Counts:
        return np.array([row for row in rows.tolist() if row not in self.body.left_out], np.int64)

    # --- rows and stations ------------------------------------------------------------------------------------------------

    def _leave_out_other_contests(self) -> None:
        index = self.found.column("contest")
        if index < 0:
            return
        body = self.contest.contest
        own = {fold_heading(text) for text in (body.code, *body.title.values())}
        known = {
            fold_heading(t) for other in self.region.contests.values() for t in (other.contest.code, *other.contest.title.values())
        }
        for row, text in enumerate(texts(self.body.rows, index)):
            key = fold_heading(text)
            if row not in self.body.left_out and key in known - own:
                self.body.skip(row, "other_contest")

    def _stations(self) -> Counts:
        """For each row the station's row in the register, -1 where there is none (the row is refused or left out)."""
        finder = StationFinder(self.register, self.body)
        districts = texts(self.body.rows, self.found.column("area"))
        at = np.full(len(self.body.rows), -1, np.int64)
        without: list[int] = []
        for row, (number, district) in enumerate(zip(self.body.stations, districts, strict=True)):
            if row in self.body.left_out:
                continue
            found = finder.find(row, number, district)
            if found == NO_NUMBER_AT_ALL:
                without.append(row)
            else:
                at[row] = found
        self._refuse_numberless(without)
        return at

    def _refuse_numberless(self, rows: Sequence[int]) -> None:
        """Rows with figures but no station: sums of the rows above are left out, anything else is a bad cell."""
        if not rows:
            return
        columns = [index for index, target in self.found.columns.items() if target.startswith(("line:", "choice:"))] + list(
            self.found.new_choices
        )
        reader = FigureReader()
        table = np.array(
            [[max(reader[cell], 0) for cell in (cells[i] if len(cells) > i else "" for i in columns)] for cells in self.body.rows],
            np.int64,
        )
        counted = np.ones(len(table), np.bool_)
        counted[list(self.body.left_out) + list(rows)] = False
        sums = np.cumsum(np.where(counted[:, None], table, 0), axis=0)
        start = np.zeros(len(columns), np.int64)
        for row in rows:
            below = sums[row] - start
            if table[row].any() and (
                np.array_equal(table[row], below) or np.array_equal(table[row], sums[row]) or np.array_equal(table[row], sums[-1])
            ):
                self.body.skip(row, "sum_of_rows")
                start = sums[row]
            else:
                empty = not self.body.stations[row].strip()
                self.body.refuse(row, self.found.column("station"), "no_station" if empty else "not_a_station_number")

    # --- figures ----------------------------------------------------------------------------------------------------------

    def _figures(self) -> Counts:
        """Rows of the file × (lines, then choices). A column that the file lacks is BLANK here; ``present`` says which it has."""
        count = len(self.body.rows)
        figures = np.full((count, len(self.ids)), BLANK, np.int64)
        counts = FigureReader(None, self.options.no_number, self.options.thousands)
        new = {index: record for (record, _), index in zip(self.new_choices, self.found.new_choices, strict=True)}
        targets = {
            index: target.partition(":")[2]
            for index, target in self.found.columns.items()
            if target.startswith(("line:", "choice:"))
        }
        places = {id_: place for place, id_ in enumerate(self.ids)}
        columns = {index: places[id_] for index, id_ in (targets | new).items()}
        self.present[list(columns.values())] = True
        self.places = columns
        boxes = {
            index: place
            for index, place in columns.items()
            if place < self.width and self.contest.form.lines[place].kind != "count"
        }
        plain = {index: place for index, place in columns.items() if index not in boxes}
        if len(plain) > 1 and count:
            # Row by row, as the cells lie in memory: column by column took twice the time (measured).
            cells = chain.from_iterable(map(itemgetter(*plain), self.body.rows))
            figures[:, list(plain.values())] = counts.column(cells, count * len(plain)).reshape(count, len(plain))
        elif count:
            for index, place in plain.items():
                figures[:, place] = counts.column(texts(self.body.rows, index), count)
        if counts.bad or counts.repaired:
            for index in plain:
                self._list_cells(index, texts(self.body.rows, index), counts)
        for index, place in boxes.items():
            reader = FigureReader(self.contest.form.lines[place], self.options.no_number)
            figures[:, place] = reader.column(texts(self.body.rows, index), count)
            self._list_cells(index, texts(self.body.rows, index), reader)
        return figures

    def _counted(self, figures: Counts) -> dict[int, Counts]:
        """Column of the file → its figures, for the columns that hold counts."""
        return {
            index: figures[:, place]
            for index, place in self.places.items()
            if place >= self.width or self.contest.form.lines[place].kind == "count"
        }

    def _list_cells(self, index: int, cells: Sequence[str], reader: FigureReader) -> None:
        """Bad cells of rows that were left out for another reason are of no interest; a row may have several."""
        for row, text in enumerate(cells):
            if text in reader.bad and row not in self.aside:
                self.body.refuse(row, index, reader.bad[text])
            elif text in reader.repaired and row not in self.aside:
                self.body.repaired.append(self.body.cell(row, index, "number_as_text", reader.repaired[text]))

    def _off_the_ballot(self, stations: Counts, figures: Counts) -> None:
        """Choices of another constituency: empty or 0 is right there, a number is in the wrong column."""
        if not any(choice.constituency for choice in self.choices.values()):
            return
        columns = {place: self.choices[id_].constituency for place, id_ in enumerate(self.ids) if id_ in self.choices}
        targets = {target.partition(":")[2]: index for index, target in self.found.columns.items()}
        for row in np.flatnonzero(stations >= 0).tolist():
            if row in self.aside:
                continue
            own = self.register.stations[int(stations[row])].constituency
            for place, constituency in columns.items():
                if constituency != own:
                    if figures[row, place] > 0:
                        self.body.refuse(row, targets.get(self.ids[place], -1), "choice_not_here")
                    figures[row, place] = NOT_ASKED

    def _skip_silent(self, kept: Counts, figures: Counts) -> None:
        """A station that is listed without any figure has not reported."""
        silent = ((figures[kept] == BLANK) | (figures[kept] == NOT_ASKED)).all(axis=1)
        for row in kept[silent].tolist():
            if row not in self.body.left_out:
                self.body.skip(row, "no_figures")

    def _once(self, kept: Counts, stations: Counts, figures: Counts) -> Counts:
        """One row a station: a second one with equal figures is left out, with other figures both are refused."""
        at = stations[kept]
        _, counts = np.unique(at, return_counts=True)
        if not (counts > 1).any():
            return kept
        by_station: dict[int, list[int]] = {}
        for row, station in zip(kept.tolist(), at.tolist(), strict=True):
            by_station.setdefault(station, []).append(row)
        column = self.found.column("station")
        for rows in by_station.values():
            if len(rows) == 1:
                continue
            if (figures[rows] == figures[rows[0]]).all():
                for row in rows[1:]:
                    self.body.skip(row, "equal_row")
                continue
            for row in rows:
                others = [str(self.body.numbers[other]) for other in rows[: _OTHERS_NAMED + 1] if other != row][:_OTHERS_NAMED]
                told = ", ".join(others) + (" …" if len(rows) > _OTHERS_NAMED + 1 else "")
                self.body.refuse(row, column, "duplicate_row", told)
        return self._good(kept)

    # --- comparison -------------------------------------------------------------------------------------------------------

    def _compare(self, kept: Counts, stations: Counts, figures: Counts) -> tuple[list[PlannedRecord], int, int, int]:
        held = self._held(stations[kept])
        wanted = figures[kept]
        if not self.present.all():
            kept_as_held = ~self.present & (wanted != NOT_ASKED)
            wanted = np.where(kept_as_held, np.where(held == NOT_ASKED, BLANK, held), wanted)
        equal = (wanted == held).all(axis=1)
        wanted_rows = wanted.tolist()
        records: list[PlannedRecord] = []
        new = same = changed = 0
        states = self.contest.state[stations[kept]].tolist()
        current = self._current(stations[kept], equal)
        open_ones = ~np.isin(states, (State.CONFLICT, State.DIFFERENCE, State.DAMAGED))
        is_same = (equal & open_ones).tolist()
        entry_seqs, papers, ids = self.contest.entry_seqs, self.contest.papers, self.register.ids
        closed = {row for row, (_, tally) in self.contest.tallies.items() if is_closed(tally)}
        for place, (row, station) in enumerate(zip(kept.tolist(), stations[kept].tolist(), strict=True)):
            number, sheet = self.body.numbers[row], self.body.sheet_of(row)
            if station not in entry_seqs and station not in papers and station not in closed and states[place] == State.AWAITED:
                new += 1
                records.append(PlannedRecord("entry", None, self._entry(ids[station], wanted_rows[place]), None, number, sheet))
                continue
            if is_same[place] and station in entry_seqs and station not in current:
                same += 1
                continue
            if reason := self._conflict(station, states[place], current.get(station, [])):
                self.conflicts.append(Conflict(sheet, number, self.register.stations[station].number, reason))
                continue
            old = next(((record, body) for record, body in current.get(station, []) if body.source == "file"), None)
            body = self._entry(ids[station], wanted_rows[place])
            if old is None:
                new += 1
                records.append(PlannedRecord("entry", None, body, None, number, sheet))
            else:
                changed += 1
                records.append(PlannedRecord("entry", old[0], body, old[1], number, sheet))
        return records, new, same, changed

    def _held(self, at: Counts) -> Counts:
        """What the region shows for these stations, in the columns of the plan; NOT_ASKED for choices that are new."""
        held = np.full((len(at), len(self.ids)), NOT_ASKED, np.int64)
        places = {id_: place for place, id_ in enumerate(self.contest.columns)}
        for place, id_ in enumerate(self.ids):
            if id_ in places:
                held[:, place] = self.contest.figures[at, places[id_]]
        return held

    def _current(self, at: Counts, equal: npt.NDArray[np.bool_]) -> Mapping[int, list[tuple[str, Entry]]]:
        """The entries of the stations that need a closer look: their figures differ, or they stand by a phone call alone."""
        phoned = (self.contest.marks[at] & np.uint8(Mark.PHONED)) != 0
        wanted = [station for station in at[~equal | phoned].tolist() if station in self.contest.entry_seqs]
        seqs = [seq for station in wanted for seq in self.contest.entry_seqs[station]]
        bodies = {row.seq: (row.revision.record, decode_body(row.revision)) for row in self.rows_at(seqs)} if seqs else {}
        return {
            station: [
                (record, body)
                for record, body in (bodies[seq] for seq in self.contest.entry_seqs[station])
                if isinstance(body, Entry)
            ]
            for station in wanted
        }

    def _conflict(self, station: int, state: int, entries: Sequence[tuple[str, Entry]]) -> str:
        """Why a file may not write here, "" where it may."""
        decided = self.contest.tallies.get(station, ("", None))[1]
        if decided is not None and is_closed(decided):
            # Asked of the decision: a later finding or a second entry may have moved the state.
            return decided.decision
        if state in _CLOSED:
            return _CLOSED[state]
        papers = self.contest.papers.get(station, {})
        if papers and current_papers(papers) != [ORIGINAL]:
            return "corrected"
        if any(body.source == "paper" for _, body in entries):
            return "typed"
        if sum(body.source == "file" for _, body in entries) > 1:
            return "conflict"
        return ""

    def _entry(self, station: str, row: list[int]) -> Entry:
        width = self.width
        votes = dict(zip(self.ids[width:], row[width:], strict=True))
        if NOT_ASKED in row:
            votes = {choice: figure for choice, figure in votes.items() if figure != NOT_ASKED}
        return Entry(
            station=station,
            contest=self.contest.record,
            form=self.contest.form.key,
            lines=tuple(row[:width]),
            votes=votes,
            source="file",
        )


def new_choices(
    form: Form, contest: str, choices: Mapping[str, Choice], found: Recognised, new_id: Callable[[], str]
) -> list[tuple[str, Choice]]:
    """The choices that the file's last columns make, in column order; with lists, E.1.1 «name» is a candidate of list E.1."""
    rule = form.choices
    order = max((choice.order for choice in choices.values() if choice.contest == contest), default=0)
    candidate = pattern_regex(rule.candidate_number) if rule.kind == "lists" and rule.candidate_number else None
    made: list[tuple[str, Choice]] = []
    above = ""
    for heading in found.new_choices.values():
        order += 1
        number, text = numbered_text(heading)
        numbered = bool(number) and rule.kind != "none" and pattern_regex(rule.number).fullmatch(fold_text(number)) is not None
        kind, list_id = ("list" if rule.kind == "lists" else "choice"), ""
        if candidate is not None and above and number and candidate.fullmatch(fold_text(number)):
            kind, list_id, numbered = "candidate", above, True
        record = new_id()
        above = record if kind == "list" else above
        made.append(
            (record, Choice(contest=contest, name={"": text if numbered else heading}, order=order, kind=kind, list=list_id))
        )
    return made
