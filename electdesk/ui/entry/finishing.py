"""Finishing a protocol and what follows: what should be seen before, going on to the next, taking the entry back."""

from typing import TYPE_CHECKING

from electdesk.domain.records.setup import SINGLE
from electdesk.domain.states import State
from electdesk.i18n import tr
from electdesk.qtmodels.entry import FinishStep
from electdesk.qtmodels.entry.turn import Turn, turn_of
from electdesk.services.roles import may_decide
from electdesk.ui.entry.telling import left_open, outcome

if TYPE_CHECKING:
    from electdesk.ui.entry.page import EntryPage


class Finishing:
    """The end of one protocol and the beginning of the next, on the page that shows both."""

    def __init__(self, page: "EntryPage") -> None:
        self.page, self.work = page, page.work

    def finish(self) -> None:
        """Finish what is typed; where something should be seen before, say it and wait for a second press."""
        page, work = self.page, self.work
        if not work.can_type:
            if work.model is not None:
                self._go_on(work.model.sheet.row, work.model.sheet.contest)
            return
        page.banners.remove("asked")
        step = work.ask_finish()
        model = work.model
        if step is FinishStep.SPOILT and model is not None:
            slot = min(model.spoilt)
            number = model.sheet.numbers[slot]
            page.warn(
                lambda: tr("Line {number} holds no number. Your numbers are kept: press F8 there and type it again.", number=number)
            )
            page.form.focus_slot(slot)
        elif step is FinishStep.BLANKS and model is not None:
            missing = model.missing()
            listed = ", ".join(model.sheet.numbers[slot] for slot in missing)
            page.warn(
                lambda: tr(
                    "Still blank: {lines}. With blanks the tally stays open and the station does not count as reported. "
                    "Type them, press / where the paper holds no number, or press + again to finish all the same.",
                    lines=listed,
                )
            )
            page.form.focus_slot(missing[0])
        elif step is FinishStep.SOFT and model is not None:
            page.warn(
                lambda: tr("A finding waits for your confirmation: press F2 and give the reason, or + again to finish without.")
            )
            page.questions.focus_lines(model.open_soft()[0])

    def finished(self, row: int) -> None:
        """An entry is on the disk: go on, and say what became of it."""
        page = self.page
        last, region = self.work.last, page.desk.region
        if last is None or region is None:
            return
        page.show_shift()
        columns = region.columns.contests[last.contest]
        if turn_of(region, columns, row) is Turn.RETYPE:
            # At once, with the paper still in the hand: which lines differ is told on opening, never what the other entry says.
            page.open_station(row)
            page.finished.emit(row)
            return
        self._go_on(row, last.contest)
        told = outcome(region, last.contest, row)
        alone = columns.mode == SINGLE or len(columns.entry_seqs.get(row, ())) < 2
        is_open = bool(left_open(region, last.contest, row)) or State(int(columns.state[row])) is State.DIFFERENCE
        page.banners.tell(
            "finished",
            told,
            weight="warn" if is_open else "info",
            icon="warning" if is_open else "check",
            actions=[
                # Once two entries were compared, only a supervisor takes one back.
                *([(lambda: tr("Undo (Ctrl+Z)"), self.undo_finish)] if alone or may_decide(region.person) else []),
                (lambda: tr("Print"), lambda: page.print_wanted.emit(row)),
            ],
        )
        page.finished.emit(row)

    def _go_on(self, row: int, contest: str) -> None:
        page = self.page
        place = self.work.next_place(row, contest)
        if not self.work.close():
            return
        if place is None:
            page.ask_station()
            page.finder.show_matches((), tr("No station is awaited any more."))
            return
        record, following = place
        page.desk.show_contest(record)
        page.propose(following, tr("Next: Enter starts the fields, or type another number."))

    def undo(self) -> None:
        """The last figure typed; where nothing was typed yet, the entry finished last."""
        model = self.work.model
        if model is not None and model.stack.canUndo() and self.work.can_type:
            model.stack.undo()
        elif self.work.last is not None and (model is None or not model.entered()):
            self.undo_finish()

    def redo(self) -> None:
        """The figure that was undone last."""
        if self.work.model is not None and self.work.can_type:
            self.work.model.stack.redo()

    def undo_finish(self) -> None:
        """Take back the entry finished last and go on with it."""
        page = self.page
        page.banners.remove("finished")
        last, region = self.work.last, page.desk.region
        if self.work.undo_finish() and last is not None and region is not None:
            number = region.columns.register.stations[region.columns.register.row_of[last.station]].number
            page.banners.remove("notice")
            page.banners.tell(
                "finished",
                lambda: tr(
                    "The entry of station {number} was taken back. Its figures stand here as a draft; + finishes them again.",
                    number=number,
                ),
                icon="undo",
            )
        page.show_shift()
