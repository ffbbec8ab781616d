"""What the entry page asks the clerk for: reasons of findings, of parking, of corrections and new papers; and a line to go to."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from electdesk.domain.findings import Finding
from electdesk.i18n import tr
from electdesk.qtmodels.entry import EntryMode
from electdesk.ui.entry.reasons import CORRECTION_REASONS, PAPER_KINDS, PAPER_REASONS, PARK_REASONS
from electdesk.ui.parts import Words

if TYPE_CHECKING:
    from electdesk.ui.entry.page import EntryPage


class Questions:
    """One question at a time, beside the finding or at the foot of the form. Nothing modal."""

    def __init__(self, page: "EntryPage") -> None:
        self.page, self.work = page, page.work

    def confirm_first(self) -> None:
        """F2: ask for the reason of the first soft finding that is open."""
        model = self.work.model
        if model is None or not (self.work.can_type or self.work.can_confirm):
            return
        if model.typing is not None:
            model.leave(model.typing)
        soft = model.open_soft()
        if soft:
            self.page.side.ask_reason(soft[0])

    def confirmed(self, finding: Finding, reason: str) -> None:
        """A reason was given: keep it, and go back to the lines."""
        model = self.work.model
        if model is None:
            return
        if not self.work.can_type:
            # A finished entry: the reason is written at once, by a command of its own.
            if self.work.confirm_finished(finding, reason):
                self.page.back_to_lines()
            return
        model.confirm(finding, reason)
        self.work.note("confirmed", finding.code)
        self.work.save()
        self.page.banners.remove("asked")
        self.page.back_to_lines()

    def focus_lines(self, finding: Finding) -> None:
        """Go to the first line of a finding."""
        model = self.work.model
        if model is not None:
            slots = [model.sheet.slot_of[line] for line in finding.lines if line in model.sheet.slot_of]
            self.page.form.focus_slot(min(slots) if slots else self.page.form.current)

    def go_to_line(self, number: str) -> None:
        """Go to a line by its official number."""
        page, model = self.page, self.work.model
        slot = model.sheet.find(number) if model is not None and number.strip() else None
        if slot is None:
            page.foot.go_to.selectAll()
            page.warn(lambda: tr("The paper has no line {number}.", number=number))
            return
        page.banners.remove("asked")
        page.foot.show_going(False)
        page.form.focus_slot(slot)

    def _ask(self, question: Words, stock: Sequence[Words], answer: Callable[[str], object]) -> None:
        self.page.foot.ask(question, stock, lambda _kind, _document, reason: answer(reason))

    def ask_park(self) -> None:
        """F5: why the station is put aside."""
        if self.work.can_type:
            self._ask(lambda: tr("Park this station: why?"), PARK_REASONS, self._park)

    def _park(self, reason: str) -> None:
        row, page = self.work.row, self.page
        region = page.desk.region
        if row is None or region is None or not self.work.park(reason):
            return
        number = region.columns.register.stations[row].number
        page.ask_station()
        page.banners.tell("finished", lambda: tr("Station {number} is parked; its figures are kept.", number=number), icon="pause")

    def ask_correction(self) -> None:
        """F4: why the finished entry is corrected."""
        if self.work.mode is EntryMode.VIEWING and not self.work.can_correct:
            self.page.warn(lambda: tr("Two entries make this tally: a supervisor who typed neither corrects it, with a reason."))
        elif self.work.mode is EntryMode.VIEWING:
            self._ask(lambda: tr("Correct this entry: why?"), CORRECTION_REASONS, self.work.start_correction)

    def ask_paper(self) -> None:
        """F7: what kind of paper arrived, its document and the reason."""
        if self.work.mode is EntryMode.VIEWING:
            question = lambda: tr("A new paper arrived: its kind, its document number and the reason")  # noqa: E731
            self.page.foot.ask(question, PAPER_REASONS, self.work.register_paper, kinds=PAPER_KINDS, document=True)
