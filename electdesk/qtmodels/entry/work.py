"""The work on protocols: opening a station, keeping drafts, finishing, correcting, parking, going on to the next."""

import datetime
from typing import Final

import msgspec
from PySide6.QtCore import QObject, Signal

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK
from electdesk.domain.findings import Finding
from electdesk.domain.states import State, finding_key
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.entry.drafts import KeptDraft, draft_for
from electdesk.qtmodels.entry.earlier import Earlier, confirmed_as_shown, earlier_of, figures_on, may_read
from electdesk.qtmodels.entry.keeping import DraftKeeping, Typed
from electdesk.qtmodels.entry.outside import look_outside
from electdesk.qtmodels.entry.sheet import sheet_of
from electdesk.qtmodels.entry.shift import Shift
from electdesk.qtmodels.entry.steps import EntryMode, Finished, FinishStep, JournalLine
from electdesk.qtmodels.entry.tally_form import TallyFormModel
from electdesk.qtmodels.entry.turn import Turn, may_correct, next_place, own_second, turn_of
from electdesk.services.commands import ConfirmFindings, CorrectEntry, FinishEntry, RegisterPaper, RetypeLines, Undo
from electdesk.services.commands.base import Command
from electdesk.services.drafts import Draft, drop_draft
from electdesk.services.region import Region
from electdesk.services.roles import may_run
from electdesk.services.unit_of_work import ChangeSet

CLOSED_STATES: Final = (State.FINAL, State.ANNULLED, State.CONFLICT, State.DAMAGED)


class EntryWork(QObject):
    """One protocol at a time, through the desk. Widgets show it and hand keys on; nothing here knows a widget."""

    opened = Signal()
    """Another station, or the same in another mode: show everything anew."""
    refused = Signal(object)
    """A ClerkError: nothing was written, the figures are where they were."""
    finished = Signal(int)
    """An entry was finished (row of the register); it is on the disk."""
    saved = Signal()
    """The draft is on the disk."""
    journal_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.mode = EntryMode.NOTHING
        self.turn = Turn.NONE
        self.model: TallyFormModel | None = None
        self.earlier: Earlier | None = None
        self.continued: KeptDraft | None = None
        self.stale_draft = False
        self.source = "paper"
        self.reason = ""
        self.parked = ""
        self.journal: list[JournalLine] = []
        self.last: Finished | None = None
        self.saved_at: datetime.datetime | None = None
        self.shift = Shift()
        self._corrects = ""
        self._asked: tuple[str, tuple[object, ...]] | None = None
        self._working = False
        self._region: Region | None = None
        self._keeping = DraftKeeping(self._typed, self)
        self._keeping.saved.connect(self._saved)
        self._keeping.refused.connect(self.refused)
        desk.changed.connect(self._changed)
        desk.closed.connect(self._forget)
        desk.opened.connect(self._begin)

    # -- opening

    @property
    def row(self) -> int | None:
        """The station that is open (row of the register)."""
        return self.model.sheet.row if self.model is not None else None

    @property
    def contest(self) -> ContestColumns | None:
        """The contest of the station that is open, else the desk's."""
        if self.model is not None and self.desk.region is not None:
            return self.desk.region.columns.contests.get(self.model.sheet.contest)
        return self.desk.contest

    @property
    def can_type(self) -> bool:
        """Whether figures can be typed now."""
        return self.mode in (EntryMode.TYPING, EntryMode.CORRECTING, EntryMode.RETYPING)

    @property
    def can_correct(self) -> bool:
        """Whether the figures that are shown may be given others by the person at work."""
        region, columns, row = self.desk.region, self.contest, self.row
        shown = self.mode is EntryMode.VIEWING and region is not None and columns is not None and row is not None
        return shown and may_correct(region, columns, row)  # type: ignore[arg-type]

    @property
    def can_confirm(self) -> bool:
        """Whether a finding of the finished entry that is shown may be explained by the person at work."""
        region = self.desk.region
        shown = self.mode is EntryMode.VIEWING and region is not None and self.earlier is not None
        return shown and may_run(region.person, "ConfirmFindings")  # type: ignore[union-attr]

    def confirm_finished(self, finding: Finding, reason: str) -> bool:
        """Explain a soft finding of the finished entry that is shown. False where it was refused."""
        model = self.model
        if model is None or self.earlier is None:
            return False
        command = ConfirmFindings(
            station=model.sheet.station,
            contest=model.sheet.contest,
            confirm={finding_key(finding): reason},
            seen=self.earlier.revision,
        )
        return self._execute(command) is not None and self.open(model.sheet.row)

    def _begin(self) -> None:
        self._forget()
        self.shift = Shift()

    def _forget(self) -> None:
        # The desk has let go of the region already, but its file is still open: the last keys reach it.
        self.save()
        self._keeping.let_go(self._region)
        self._region = None
        self._drop_model()
        self.mode = EntryMode.NOTHING
        self.last = None
        self.opened.emit()

    def _drop_model(self) -> None:
        if self.model is not None:
            self.model.deleteLater()
        self.model = None
        self._asked = None

    def close(self) -> bool:
        """Put the station down; its draft is kept. False where it could not be written: the station stays open with its figures."""
        if not self.save():
            return False
        self._put_down()
        return True

    def _put_down(self) -> None:
        self._keeping.give_up()
        self._drop_model()
        self.mode = EntryMode.NOTHING
        self.opened.emit()

    def open(self, row: int) -> bool:
        """Take a station up: its draft where there is one (also of another session), its entry where it is finished, else blank.

        False where no region is open, or what is typed of another station could not be written: that one stays open.
        """
        if not self.save():
            return False
        return self._take_up(row)

    def _take_up(self, row: int, carried: Draft | None = None) -> bool:
        """``carried``: what is typed and could not be written, to be gone on with as if it had been."""
        region, columns = self.desk.region, self.desk.contest
        if region is None or columns is None:
            return False
        self._drop_model()
        self._region = region
        sheet = sheet_of(region, columns, row)
        self.model = TallyFormModel(sheet, self)
        self.model.edited.connect(self._edited)
        self._look_outside(columns)
        self.earlier = earlier_of(region, columns, row)
        kept = draft_for(region, sheet.station, columns.record)
        if carried is not None:
            kept = KeptDraft(region.person.name, row, columns.record, region.now_text(), carried)
        elif self._keeping.is_left_over(sheet.station, columns.record):
            kept = None
        self.source, self.reason, self.parked, self._corrects = "paper", "", "", ""
        self.continued, self.stale_draft = None, False
        self.turn = turn_of(region, columns, row) if not region.store.read_only else Turn.NONE
        if self.turn is Turn.SECOND:
            # Nothing of the first entry is here: not its figures, not its notes, not its record.
            self.earlier = None
        self.journal = []
        self.saved_at = None
        self._keeping.give_up()
        if region.store.read_only or State(int(columns.state[row])) in CLOSED_STATES:
            self._show_earlier(columns, EntryMode.CLOSED)
        elif self.turn is Turn.RETYPE:
            self._retype(region, columns, kept)
        elif sheet.lacks_choices and self.earlier is None:
            self._show_earlier(columns, EntryMode.NO_CHOICES)
        elif kept is not None and (self.earlier is None or kept.draft.corrects):
            self._continue(kept)
        elif self.earlier is not None:
            self.stale_draft = kept is not None
            self._show_earlier(columns, EntryMode.VIEWING)
        else:
            self.mode = EntryMode.TYPING
            self.model.load(sheet.blank_row(), {})
            self.note("opened", region.person.name)
        self.shift.begin(region.clock.now())
        self.opened.emit()
        if carried is not None and self.can_type:
            self._edited()
        return True

    def _retype(self, region: Region, columns: ContestColumns, kept: KeptDraft | None) -> None:
        """The lines that differ are blank, all others stand as the person typed them and stay."""
        model, own = self.model, own_second(region, columns, self.model.sheet.row if self.model is not None else 0)
        assert model is not None
        assert own is not None
        sheet = model.sheet
        figures = figures_on(sheet, own.entry, columns)
        typed = kept.draft.figures if kept is not None and kept.draft.corrects == own.revision else {}
        for line in own.differing:
            if line in sheet.slot_of:
                figures[sheet.slot_of[line]] = typed.get(line, BLANK)
        self.mode = EntryMode.RETYPING
        self._corrects = own.revision
        open_slots = {sheet.slot_of[line] for line in own.differing if line in sheet.slot_of}
        model.locked = frozenset(range(len(sheet.lines))) - open_slots
        model.load(figures, confirmed_as_shown(own.entry.confirmed), notes=own.entry.notes)
        self.note("retyping", region.person.name)

    def _look_outside(self, columns: ContestColumns) -> None:
        assert self.model is not None
        assert self._region is not None
        look_outside(self.model, self._region, columns)

    def _show_earlier(self, columns: ContestColumns, mode: EntryMode) -> None:
        model, region = self.model, self.desk.region
        assert model is not None
        assert region is not None
        self.mode = mode
        if self.earlier is None:
            model.load(model.sheet.blank_row(), {})
        elif not may_read(region, columns, model.sheet.row):
            self.mode = EntryMode.HIDDEN
            model.load(model.sheet.blank_row(), {})
        else:
            self.source = self.earlier.entry.source
            entry = self.earlier.entry
            model.load(figures_on(model.sheet, entry, columns), confirmed_as_shown(entry.confirmed), notes=entry.notes, whole=True)

    def _continue(self, kept: KeptDraft) -> None:
        model = self.model
        assert model is not None
        draft = kept.draft
        self.continued = kept
        self.mode = EntryMode.CORRECTING if draft.corrects else EntryMode.TYPING
        self.source, self.reason, self.parked, self._corrects = draft.source, draft.reason, draft.parked, draft.corrects
        model.refused_keys = draft.refused_keys
        model.load(model.sheet.row_of(draft.figures), draft.confirmed, notes=draft.notes)
        self.note("continued", kept.person)

    def _changed(self, change: ChangeSet) -> None:
        region, last = self.desk.region, self.last
        if change.structural and last is not None and region is not None:
            moved = region.columns.register.row_of.get(last.station)
            self.last = msgspec.structs.replace(last, row=moved) if moved is not None else None
        if self._working or self.model is None:
            return
        row, columns = self.model.sheet.row, self.contest
        station = self.model.sheet.station
        if columns is None:
            self.save()
            self._put_down()
        elif change.structural:
            assert region is not None
            found = region.columns.register.row_of.get(station)
            carried = None if self.save() else self.draft()
            if found is None:
                # There is no place left where the figures could be shown.
                self._put_down()
            else:
                self._take_up(found, carried)
        elif row in change.rows and not self.can_type:
            self.open(row)
        else:
            self._look_outside(columns)
            self.model.recheck()

    # -- drafts

    def set_source(self, source: str) -> None:
        """Say that the figures come from a paper, or by phone."""
        if source != self.source and self.mode is EntryMode.TYPING:
            self.source = source
            if self.model is not None and self.model.entered():
                self._edited()

    def note(self, what: str, detail: str = "") -> None:
        """Write into the journal of this draft; a second note of the same kind and line replaces the first."""
        region = self.desk.region
        if region is None:
            return
        line = JournalLine(region.local(region.now_text()), what, detail)
        if self.journal and (self.journal[0].what, self.journal[0].detail) == (what, detail):
            self.journal[0] = line
        else:
            self.journal.insert(0, line)
        self.journal_changed.emit()

    def _edited(self) -> None:
        if not self.can_type:
            return
        self._asked = None
        self.parked = ""
        self._keeping.note_typing()

    def draft(self) -> Draft:
        """What is typed now, as it would be kept."""
        model = self.model
        assert model is not None
        return Draft(
            figures=model.sheet.by_id(model.figures),
            form=model.sheet.form.key,
            confirmed=dict(model.confirmed),
            parked=self.parked,
            corrects=self._corrects,
            reason=self.reason,
            refused_keys=model.refused_keys,
            source=self.source,
            notes=dict(model.notes),
        )

    def save(self) -> bool:
        """Write the draft if something was typed since it was written; durable when this returns. False where it could not be written."""
        return self._keeping.save()

    def _typed(self) -> Typed | None:
        if self._region is None or self.model is None:
            return None
        return self._region, self.model.sheet.station, self.model.sheet.contest, self.draft()

    def _saved(self) -> None:
        assert self._region is not None
        self.saved_at = self._region.local(self._region.now_text())
        self.saved.emit()
        self.desk.drafts_changed.emit()

    def give_up(self) -> None:
        """Let go of figures that cannot be written: a person was told and wants to leave without them."""
        self._keeping.give_up()

    def park(self, reason: str) -> bool:
        """Put the draft aside with a reason. The station is put down; False where it could not be written."""
        if not self.can_type:
            return False
        self._keeping.note_typing(soon=False)
        self.parked = reason
        return self.close()

    def discard(self) -> None:
        """Throw the draft away: only for a correction that is not wanted any more."""
        region, model = self.desk.region, self.model
        if region is None or model is None:
            return
        try:
            drop_draft(region, model.sheet.station, model.sheet.contest)
        except ClerkError as error:
            self.refused.emit(error)
            return
        self.give_up()
        self.desk.drafts_changed.emit()
        self.open(model.sheet.row)

    # -- finishing

    def ask_finish(self) -> FinishStep:
        """Finish, or say what the clerk should see before. Blanks and open soft findings ask for a second press."""
        model = self.model
        if model is None or not self.can_type:
            return FinishStep.REFUSED
        if model.spoilt:
            return FinishStep.SPOILT
        model.check_all()
        missing, soft = model.missing(), model.open_soft()
        asked = self._asked
        if missing and asked != ("blanks", tuple(missing)):
            self._asked = ("blanks", tuple(missing))
            return FinishStep.BLANKS
        if not missing and soft and asked != ("soft", tuple(soft)):
            self._asked = ("soft", tuple(soft))
            return FinishStep.SOFT
        return FinishStep.DONE if self._finish() else FinishStep.REFUSED

    def _finish(self) -> bool:
        model, region = self.model, self.desk.region
        assert model is not None
        assert region is not None
        sheet, draft = model.sheet, self.draft()
        # A correction, or the figures of a new paper, are no further protocol of this shift.
        columns = self.contest
        is_first = self.mode is EntryMode.TYPING and columns is not None and not columns.papers.get(sheet.row)
        confirm = model.standing_confirmations()
        command: Command
        if self.mode is EntryMode.RETYPING:
            typed = {line: figure for line, figure in model.values().items() if sheet.slot_of.get(line, -1) not in model.locked}
            command = RetypeLines(station=sheet.station, contest=sheet.contest, values=typed)
        elif self.mode is EntryMode.CORRECTING:
            command = CorrectEntry(
                station=sheet.station,
                values=model.values(),
                reason=self.reason,
                contest=sheet.contest,
                confirm=confirm,
                seen=self._corrects,
                notes=dict(model.notes),
            )
        else:
            command = FinishEntry(
                station=sheet.station,
                values=model.values(),
                contest=sheet.contest,
                source=self.source,
                confirm=confirm,
                notes=dict(model.notes),
            )
        change = self._execute(command)
        if change is None:
            self._keeping.note_typing(soon=False)
            self.save()
            return False
        self.give_up()
        self._keeping.leave_over(region, sheet.station, sheet.contest)
        commit = change.commit.seq if change.commit is not None else 0
        self.last = Finished(sheet.row, sheet.station, sheet.contest, commit, tuple(model.figures), draft, is_first)
        if is_first:
            self.shift.finished_at.append(region.clock.now())
        self.shift.refused_keys += model.refused_keys
        self._drop_model()
        self.mode = EntryMode.NOTHING
        self.desk.drafts_changed.emit()
        self.opened.emit()
        self.finished.emit(sheet.row)
        return True

    def undo_finish(self) -> bool:
        """Take the last finished entry back and go on with its figures as a draft."""
        last, region = self.last, self.desk.region
        if last is None or not last.commit or region is None:
            return False
        if not self.save() or self._execute(Undo(commit=last.commit)) is None:
            return False
        self.last = None
        if last.is_first:
            del self.shift.finished_at[-1:]
        # They come back with the draft, and are counted when it is finished again.
        self.shift.refused_keys -= last.draft.refused_keys
        self._keeping.want_again(last.station, last.contest)
        self._drop_model()
        self.desk.show_contest(last.contest)
        # Not by way of the disk: where the draft cannot be written, the figures stand in the form all the same.
        self._take_up(last.row, last.draft)
        self.save()
        return True

    def start_correction(self, reason: str) -> None:
        """Make the figures of the finished entry editable. The reason goes with the correction, and so does the revision seen."""
        columns = self.contest
        if self.mode is not EntryMode.VIEWING or self.earlier is None or self.model is None or columns is None:
            return
        self.mode = EntryMode.CORRECTING
        self.reason = reason
        self._corrects = self.earlier.revision
        self.note("correcting", reason)
        self.opened.emit()

    def register_paper(self, kind: str, document: str, reason: str) -> bool:
        """A corrected, repeat or recount protocol arrived: it is registered, and its figures are typed anew."""
        model = self.model
        if model is None or self.mode is not EntryMode.VIEWING:
            return False
        sheet = model.sheet
        made = self._execute(
            RegisterPaper(station=sheet.station, kind=kind, contest=sheet.contest, reason=reason, document=document)
        )
        if made is None:
            return False
        self.open(sheet.row)
        return True

    def _execute(self, command: Command) -> ChangeSet | None:
        """Run a command; where it is refused, ``refused`` tells the page, which says so beside the figures (the desk is not told twice)."""
        region = self.desk.region
        if region is None:
            return None
        self._working = True
        try:
            return region.execute(command)
        except ClerkError as error:
            self.refused.emit(error)
            return None
        finally:
            self._working = False

    # -- going on

    def next_place(self, row: int, contest: str) -> tuple[str, int] | None:
        """What comes after a finished protocol (contest, row), None where nothing waits."""
        return next_place(self.desk.region, row, contest) if self.desk.region is not None else None
