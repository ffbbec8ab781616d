"""An import from the file to the commit, as the page shows it: what was read, how it is understood, what it would do, what was done."""

import datetime
import hashlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from electdesk.domain.errors import ClerkError
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.importing.asking import RowsInWindow
from electdesk.qtmodels.importing.dry_run import DryRun
from electdesk.qtmodels.importing.looks import key_of, shown_sheet
from electdesk.qtmodels.importing.planning import WritingOrder, kinds_offered, make_plan, needs_contest, write_plan
from electdesk.qtmodels.runner import Job
from electdesk.services.imports import Cell, ImportOptions, ImportPlan, Sheet
from electdesk.services.imports.applying import earlier_import
from electdesk.services.imports.book import Book
from electdesk.services.imports.looking import Look, look_at

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.region import Region
    from electdesk.services.unit_of_work import ChangeSet

Busy = Literal["", "reading", "planning", "writing", "copying"]
PASTED: Final = "pasted"
"""The file's name of rows that came over the clipboard."""
HIDDEN_LINES: Final = frozenset({"rows", "columns"})
SWITCH_SECONDS: Final = 0.0005
"""How long the worker keeps the interpreter at most while the window waits for it: with Python's own 5 ms each paint would crawl."""


class BookFiles(Protocol):
    """What an import needs of the files."""

    def read_book(
        self, path: Path, *, progress: Callable[[float], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Book:
        """``services.imports.book.BookReader``."""

    def tables(self) -> Any:
        """The reader of pasted text."""

    def write_commented(
        self,
        book: Book,
        source: Path,
        target: Path,
        cells: Sequence[Cell],
        texts: Callable[[Cell], str],
        language: str,
        on_step: Callable[[int, int], bool],
    ) -> bool:
        """A copy of a file with comments in its bad cells; False where it was stopped. Raises ClerkError."""

    def write_template(self, target: Path, kind: str, region: "Region", contest: "ContestColumns | None", language: str) -> None:
        """An empty workbook for a kind of import. Raises ClerkError."""


class Earlier(msgspec.Struct, frozen=True):
    """An import of the same file that the region remembers: its commit, when (the region's clock) and by whom."""

    commit: int
    when: datetime.datetime
    author: str
    command: str


class Outcome(msgspec.Struct, frozen=True):
    """What was written: records of the kind asked for, the commit, and whether rows with errors were left out."""

    new: int
    changed: int
    left_out: int
    commit: int


class ImportWork(QObject):
    """One import at a time. Everything that a person chose stays until another file is taken or the region is closed."""

    busy_changed = Signal()
    read_done = Signal()
    """A file was read, or could not be (``error``)."""
    looked = Signal()
    """The columns are understood anew: kind, sheet, heading or mapping changed."""
    planned = Signal()
    """The dry run is there, or was refused (``error``), or is not valid any more (both None)."""
    written = Signal()

    def __init__(self, desk: Desk, files: BookFiles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._files = desk, files
        self._job: Job | None = None
        self._rows: RowsInWindow | None = None
        self._forget()
        self._begin_with_usual()
        desk.opened.connect(self.forget)
        desk.closed.connect(self.forget)
        desk.changed.connect(self._region_changed)

    def _forget(self) -> None:
        self.kind = ""
        self.contest_record = ""
        self.path: Path | None = None
        self.book: Book | None = None
        self.options = ImportOptions()
        self.look: Look | None = None
        self.plan: ImportPlan | None = None
        self.dry: DryRun | None = None
        """The plan laid over the file's rows; of the plan that was made last."""
        self.error: ClerkError | None = None
        self.earlier: tuple[Earlier, ...] = ()
        self.accepted: set[int] = set()
        self.profile = ""
        self.outcome: Outcome | None = None
        self.busy: Busy = ""
        self.share = 0.0

    def forget(self) -> None:
        """Nothing is left of an import: the region was closed, exchanged or locked, or a person begins anew."""
        self.cancel()
        self._forget()
        self._begin_with_usual()
        for signal in (self.busy_changed, self.read_done, self.looked, self.planned):
            signal.emit()

    def _begin_with_usual(self) -> None:
        """The kind that is most likely meant: stations into an empty register, else protocols."""
        kinds, region = self.kinds(), self._desk.region
        self.kind = next(iter(kinds), "")
        if region is not None and "tallies" in kinds and len(region.columns.register):
            self.kind = "tallies"
        self.contest_record = self._desk.contest_record
        self._choose_new_choices()

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The sheets that are read: those a person chose, else those that were found to hold rows of the kind."""
        return self.options.sheets or (self.look.taken if self.look is not None else ())

    # -- what may be imported

    def kinds(self) -> tuple[str, ...]:
        """The kinds that the person at work may import into this region."""
        region = self._desk.region
        return kinds_offered(region) if region is not None and self._desk.can_write else ()

    @property
    def region(self) -> "Region | None":
        """The open region."""
        return self._desk.region

    @property
    def contest(self) -> "ContestColumns | None":
        """The contest whose figures are imported; None for kinds that need none, or where there is none."""
        region = self._desk.region
        if region is None:
            return None
        contests = region.columns.contests
        return contests.get(self.contest_record) or next(iter(contests.values()), None)

    def needs_contest(self) -> bool:
        """Whether a contest has to be chosen for this kind."""
        return needs_contest(self.kind)

    # -- reading

    def take_file(self, path: Path) -> None:
        """Read a file from now on; what was chosen for the one before is forgotten."""
        self._begin_anew(path)
        self.read()

    def take_text(self, text: str) -> None:
        """Take rows that were copied in a table program."""
        self._begin_anew(None)
        try:
            sheet: Sheet = self._files.tables().read_text(text, PASTED)
        except ClerkError as error:
            self.error = error
            self.read_done.emit()
            return
        data = text.encode("utf-8", errors="replace")
        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        self._take_book(Book(PASTED, hashlib.sha256(data).hexdigest(), len(data), now, PASTED, (sheet,)))

    def _begin_anew(self, path: Path | None) -> None:
        kind, contest = self.kind, self.contest_record
        self.cancel()
        self._forget()
        self.kind, self.contest_record, self.path = kind or next(iter(self.kinds()), ""), contest, path
        self._choose_new_choices()

    def _choose_new_choices(self) -> None:
        # A contest without choices can only take them from the file; the dry run names each of them.
        contest = self.contest
        self.options = msgspec.structs.replace(self.options, new_choices=contest is not None and not contest.choices)

    @property
    def is_pasted(self) -> bool:
        """Whether the rows came over the clipboard."""
        return self.book is not None and self.book.format == PASTED

    def read(self) -> None:
        """Read the file, or read it again (F9): what was chosen stays."""
        if self.path is None or self.busy:
            return
        path, files = self.path, self._files
        self.error, self.plan, self.outcome = None, None, None

        def work(job: Job) -> Book:
            def told(share: float) -> None:
                job.step(round(share * 1000), 1000)

            return files.read_book(path, progress=told, cancelled=lambda: job.is_cancelled)

        job = self._start("reading", work)
        job.done.connect(lambda book: self._read(job, book))
        job.failed.connect(lambda error: self._not_read(job, error))

    def _start(self, busy: Busy, work: Callable[[Job], Any]) -> Job:
        job = self._job = self._desk.runner.start(work)
        self.busy, self.share = busy, 0.0
        job.progressed.connect(lambda made, of: self._progressed(job, made, of))
        job.cancelled.connect(lambda: self._ended(job))
        self.busy_changed.emit()
        return job

    def _progressed(self, job: Job, made: int, of: int) -> None:
        if job is self._job:
            self.share = made / of if of else 0.0
            self.busy_changed.emit()

    def _ended(self, job: Job) -> bool:
        """The job is over; False for one that nobody waits for any more."""
        if job is not self._job:
            return False
        self._job, self.busy = None, ""
        self.busy_changed.emit()
        return True

    def _read(self, job: Job, book: Book) -> None:
        if self._ended(job):
            self._take_book(book)

    def _not_read(self, job: Job, error: BaseException) -> None:
        if not self._ended(job):
            return
        if not isinstance(error, ClerkError):
            raise error
        if error.code != "cancelled":
            self.error = error
        self.read_done.emit()

    def _take_book(self, book: Book) -> None:
        self.book, self.plan = book, None
        known = {sheet.name for sheet in book.sheets}
        kept = tuple(name for name in self.options.sheets if name in known)
        self.options = msgspec.structs.replace(self.options, sheets=kept)
        self._find_earlier()
        self.look_again()
        self.read_done.emit()

    def cancel(self) -> None:
        """Stop what is being read or planned. Nothing that it would have brought is taken."""
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()
            self.busy = ""
            self.busy_changed.emit()

    def _find_earlier(self) -> None:
        region, book = self._desk.region, self.book
        self.earlier = ()
        if region is None or book is None:
            return
        row = earlier_import(region, book.sha256)
        if row is not None:
            self.earlier = (Earlier(row.seq, region.local(row.commit.at), row.commit.author, row.commit.command),)

    # -- how it is understood

    def choose_kind(self, kind: str) -> None:
        """Another kind: the mapping of the one before says nothing about it."""
        if kind != self.kind:
            self.kind = kind
            self.options = msgspec.structs.replace(self.options, mapping={})
            self.profile = ""
            self.look_again()

    def choose_contest(self, record: str) -> None:
        """Another contest."""
        if record != self.contest_record:
            self.contest_record = record
            self._choose_new_choices()
            self.look_again()

    def change_options(self, **changes: Any) -> None:
        """Change what the person decides beside the file; the columns are looked at again and the dry run is out of date."""
        self.take_options(msgspec.structs.replace(self.options, **changes))

    def take_options(self, options: ImportOptions) -> None:
        """Everything that a person decides beside the file, as a whole."""
        if options != self.options:
            self.options = options
            self.look_again()

    def choose_sheets(self, names: tuple[str, ...]) -> None:
        """The sheets that are read; none = those that are found to hold rows of the kind."""
        self.change_options(sheets=names if names != self._guessed_sheets() else ())

    def _guessed_sheets(self) -> tuple[str, ...]:
        return self.look.taken if self.look is not None and not self.options.sheets else ()

    def choose_heading(self, heading: tuple[int, int] | None) -> None:
        """Where the heading stands: its first row and how many rows it has; None guesses again."""
        self.change_options(heading_rows=heading)

    @property
    def include_hidden(self) -> bool:
        """Whether hidden rows and columns are read too."""
        return bool(self.options.include_hidden & HIDDEN_LINES)

    def choose_hidden(self, include: bool) -> None:
        """Whether hidden rows and columns are read too."""
        kept = self.options.include_hidden - HIDDEN_LINES
        self.change_options(include_hidden=kept | HIDDEN_LINES if include else kept)

    def map_column(self, letters: str, target: str) -> None:
        """Say by hand what a column of the shown sheet is; "" leaves it out."""
        sheet = shown_sheet(self.look)
        if sheet is not None:
            self.change_options(mapping=self.options.mapping | {key_of(sheet, letters): target})

    def look_again(self) -> None:
        """Understand the columns anew; the dry run is not valid any more."""
        region, book = self._desk.region, self.book
        if self.busy == "planning":
            self.cancel()
        self.plan, self.look, self.outcome = None, None, None
        self.accepted = set()
        if self.book is not None:
            self.error = None
        if region is not None and book is not None and self.kind:
            try:
                self.look = look_at(self.kind, book, region.columns, self.contest, self.options)
            except ClerkError as error:
                self.error = error
        self.looked.emit()
        self.planned.emit()

    # -- the dry run

    def make_plan(self) -> None:
        """Compare the file with the region, beside the window."""
        region, book = self._desk.region, self.book
        if region is None or book is None or self.busy or self.plan is not None:
            return
        self.error = None
        kind, contest = self.kind, self.contest
        options, look = self.options, self.look
        counts = region.store.counts
        rows = self._rows = RowsInWindow(region.store.rows, self)

        form = contest.form if contest is not None else None

        def work(job: Job) -> DryRun:
            before = sys.getswitchinterval()
            sys.setswitchinterval(SWITCH_SECONDS)
            try:
                plan = make_plan(region, kind, book, contest, options, rows.reader(job))
                return DryRun(plan, book, look, form)
            finally:
                sys.setswitchinterval(before)

        job = self._start("planning", work)
        job.done.connect(lambda dry: self._planned(job, dry, counts))
        job.failed.connect(lambda error: self._not_planned(job, error, counts))

    def _is_outdated(self, counts: tuple[int, int]) -> bool:
        """Whether the region changed while the plan was made: then nothing that came of it holds, not even an error."""
        region = self._desk.region
        return region is not None and region.store.counts != counts

    def _planned(self, job: Job, dry: DryRun, counts: tuple[int, int]) -> None:
        if not self._ended(job):
            return
        if self._is_outdated(counts):
            self.make_plan()
            return
        self.dry, self.plan = dry, dry.plan
        self.planned.emit()

    def _not_planned(self, job: Job, error: BaseException, counts: tuple[int, int]) -> None:
        if not self._ended(job):
            return
        if self._is_outdated(counts):
            self.make_plan()
            return
        if not isinstance(error, ClerkError):
            raise error
        self.error = error
        self.planned.emit()

    def _region_changed(self, change: "ChangeSet") -> None:
        if self.busy == "writing":
            return
        if self.outcome is not None and change.commit is not None and change.commit.commit.command == "Undo":
            self.outcome = None
            self._find_earlier()
            self.planned.emit()
        if self.plan is not None:
            self.plan = None
            self.planned.emit()

    def accept_doubt(self, place: int, accepted: bool) -> None:
        """Answer a question about the file as a whole."""
        (self.accepted.add if accepted else self.accepted.discard)(place)
        self.planned.emit()

    @property
    def open_doubts(self) -> int:
        """Questions about the file as a whole that nobody has answered with yes."""
        return len(self.plan.doubts) - len(self.accepted) if self.plan is not None else 0

    # -- beside the import

    def save_commented(self, target: Path, texts: Callable[[Cell], str], language: str) -> "Job | None":
        """A copy of the file with what is wrong beside each bad cell, made beside the window."""
        book, plan, path, files = self.book, self.plan, self.path, self._files
        if book is None or plan is None or path is None or self.busy:
            return None

        def work(job: Job) -> bool:
            return files.write_commented(book, path, target, plan.refused, texts, language, job.step)

        job = self._start("copying", work)
        job.done.connect(lambda _made: self._ended(job))
        job.failed.connect(lambda _error: self._ended(job))
        return job

    def save_template(self, target: Path, language: str) -> None:
        """An empty workbook for this kind. Raises ClerkError."""
        region = self._desk.region
        if region is not None:
            self._files.write_template(target, self.kind, region, self.contest if self.needs_contest() else None, language)

    # -- writing

    def write(self, *, partial: bool = False, reason: str = "") -> "ChangeSet | None":
        """Write the plan in one commit, in the window's thread. None where it was refused (``error``)."""
        region, plan = self._desk.region, self.plan
        if region is None or plan is None:
            return None
        self.busy = "writing"
        try:
            change = write_plan(region, plan, WritingOrder(partial, reason, bool(plan.doubts)))
        except ClerkError as error:
            self.error = error
            return None
        finally:
            self.busy = ""
        rows = {(cell.sheet, cell.row) for cell in plan.refused}
        commit = change.commit.seq if change.commit is not None else 0
        self.outcome = Outcome(plan.accepted, plan.changed, len(rows) if partial else 0, commit)
        self.plan = None
        self._find_earlier()
        self.written.emit()
        return change
