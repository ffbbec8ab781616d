"""The wizard that begins a region: pages forward and back with nothing lost, a draft on the disk, and one button that makes it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.names import in_language
from electdesk.domain.set_up_rules import Problem
from electdesk.i18n import language, tr
from electdesk.i18n.sentences import error_sentences, set_up_problem_sentence
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.services.set_up.plan import Plan
from electdesk.services.set_up.reading import open_set_up
from electdesk.services.set_up.ready import Ready
from electdesk.services.set_up.writing import write_set_up
from electdesk.ui.look import icon
from electdesk.ui.parts import ActionLink, say
from electdesk.ui.setup.contests_page import ContestsPage
from electdesk.ui.setup.day_page import DayPage
from electdesk.ui.setup.fields import Page
from electdesk.ui.setup.people_page import PeoplePage
from electdesk.ui.setup.region_page import RegionPage
from electdesk.ui.setup.rules_page import RulesPage
from electdesk.ui.setup.stations_page import StationsPage
from electdesk.ui.setup.stepped import SteppedDialog
from electdesk.ui.setup.summary_page import SummaryPage

if TYPE_CHECKING:
    from electdesk.services.region import Region

DRAFT_AFTER: Final = 400
"""Milliseconds after the last key until the answers lie on the disk."""
CONTESTS_PLACE: Final = 2
STATIONS_PLACE: Final = 3
"""Pages that may stay empty, by their place."""
_UNFIT: Final = str.maketrans(dict.fromkeys('/\\:*?"<>|', "-"))

Make = Callable[[str, Ready, str], "Region | None"]
"""Makes the region: mode, plan made ready, the first administrator's password. None where the person went back; raises ClerkError."""


class SetUpWizard(SteppedDialog):
    """Seven pages beside a list of them. Once it was accepted, ``region`` is the region that was made."""

    def __init__(self, work: SetUpWork, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("New region"), parent)
        self.work, self._make = work, make
        self.region: Region | None = None
        self.people = PeoplePage(work)
        first: list[Page] = [
            RegionPage(work),
            DayPage(work),
            ContestsPage(work),
            StationsPage(work),
            RulesPage(work),
            self.people,
        ]
        self.summary = SummaryPage(work, lambda: first, self.people.password_refusal)
        self.set_pages([*first, self.summary])
        self._begin_pages(begun=False)
        self.anew = ActionLink(lambda: tr("Start anew"), icon="delete")
        self.load = ActionLink(lambda: tr("From a set-up file …"), icon="open")
        self._foot.insertWidget(0, self.load)
        self._foot.insertWidget(0, self.anew)
        self.back = self.add_button(lambda: tr("Back"), icon="chevron_left")
        self.forward = self.add_button(self._forward_words, primary=True)
        self.add_button(lambda: tr("Close"))
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(DRAFT_AFTER)
        self._listen()
        self._go_on_from_draft()
        self.begin()
        self.show_page(work.page)

    # -- building

    def _listen(self) -> None:
        self.work.changed.connect(self._changed)
        self.back.clicked.connect(lambda: self.show_page(self.place - 1))
        self.forward.clicked.connect(self._go_forward)
        closing = self._foot.itemAt(self._foot.count() - 1).widget()
        closing.clicked.connect(self.reject)  # type: ignore[attr-defined]
        self.anew.clicked.connect(self._start_anew)
        self.load.clicked.connect(self._ask_set_up)
        self.summary.page_wanted.connect(self.show_page)
        self.summary.save_wanted.connect(self._ask_save)
        self._saving.timeout.connect(self.work.save_draft)

    def _begin_pages(self, *, begun: bool) -> None:
        """What is missing is told of pages that somebody has been on, and of all of them where the answers came from elsewhere."""
        for page in self.pages:
            page.is_begun = begun

    # -- the draft

    def _go_on_from_draft(self) -> None:
        draft = self.work.draft()
        if draft is None:
            return
        self.work.take_draft(draft)
        self._begin_pages(begun=True)
        self.tell(lambda: tr("You go on with the answers from before. Passwords are typed again; “Start anew” empties all pages."))

    def _start_anew(self) -> None:
        self.work.forget_draft()
        self.work.mode = "TEST"
        self.work.take_plan(Plan())
        self.work.page = 0
        self._begin_pages(begun=False)
        self._fill()
        self.show_page(0)

    def _changed(self) -> None:
        self._saving.start()
        for page in self.pages:
            if not page.isHidden():
                page.is_begun = True
                page.refresh()
        self._mark_steps()

    def reject(self) -> None:
        self._saving.stop()
        if self.region is None and (self.work.plan != Plan() or self.work.draft() is not None):
            self.work.save_draft()
        super().reject()

    # -- pages

    def page_shown(self) -> None:
        self.pages[self.work.page].is_begun |= self.work.page != self.place
        if self.pages[self.place] is self.summary:
            self._begin_pages(begun=True)
        self.work.page = self.place
        self.back.setEnabled(self.place > 0)
        self.forward.set_words(self._forward_words)
        self._mark_steps()
        self._saving.start()

    def focus_page(self) -> None:
        if self.pages[self.place] is self.summary and self.forward.isEnabled():
            # Enter on the last page makes the region.
            self.forward.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focus_page()

    def _mark_steps(self) -> None:
        told = self.summary.open_questions()
        wrong = {place for place, _ in told}
        for place, page in enumerate(self.pages):
            item = self.steps.item(place)
            item.setText(f"{place + 1}  {say(page.title)}")
            bad = place in wrong or (page is self.summary and bool(told))
            name, role = ("check", "ok") if self._has_answers(place) else ("circle", "ink2")
            item.setIcon(icon("warning", "err") if bad and page.is_begun else icon(name, role))
            item.setToolTip(tr("Something is missing here.") if bad and page.is_begun else "")
        last = self.place == len(self.pages) - 1
        self.set_refusal(tr("Something is missing: see above.") if last and told else "")
        if not self.reason.words():
            here = self.pages[self.place].problems()
            self.reason.set_words(tr("You can go on and come back to what is missing.") if here else "")

    def _has_answers(self, place: int) -> bool:
        """Whether there is something on a page that may be ticked off: one that may stay empty is not done while it is."""
        plan = self.work.plan
        if place == CONTESTS_PLACE:
            named = all(each.choices or not each.form.choices.named for each in self.work.ready.contests)
            return bool(plan.contests) and named and not self.pages[place].problems()
        if place == STATIONS_PLACE:
            found = self.work.ready.stations
            return found is not None and found.accepted > 0 and not self.pages[place].problems()
        return self.pages[place].is_begun and not self.pages[place].problems()

    def _forward_words(self) -> str:
        return tr("Create the region …") if self.place == len(self.pages) - 1 else tr("Next")

    def _go_forward(self) -> None:
        if self.place < len(self.pages) - 1:
            self.show_page(self.place + 1)
            return
        self.make_region()

    def _fill(self) -> None:
        for page in self.pages:
            page.fill()

    # -- creating

    def make_region(self) -> None:
        """Make the region from the files as they are now. What cannot be made is told, and all answers stay."""
        ready = self.work.complete()
        if ready.problems or self.people.password_refusal():
            self.work.read_again()
            return
        try:
            self.region = self._make(self.work.mode, ready, self.people.password.text())
        except ClerkError as error:
            sentences = error_sentences(error.code, error.params)
            self.tell(str(sentences), weight="err")
            return
        if self.region is not None:
            self._saving.stop()
            self.work.forget_draft()
            self.accept()

    def file_name(self) -> str:
        """A name for the region's file, without its ending."""
        return in_language(self.work.plan.set_up.region, language()).translate(_UNFIT)

    # -- set-up files

    def _ask_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save as a set-up file"), f"{self.file_name()}.toml", tr("Set-up files") + " (*.toml)"
        )
        if name:
            path = Path(name)
            self.save_set_up(path if path.suffix else path.with_suffix(".toml"))

    def save_set_up(self, path: Path) -> None:
        """Write the answers as a set-up file."""
        try:
            path.write_text(write_set_up(self.work.plan), encoding="utf-8")
        except OSError as error:
            self.tell(str(error_sentences("folder_unusable", {"file": path, "error": str(error)})), weight="err")
            return
        self.tell(lambda: tr("Saved as {file}.", file=path.name))

    def _ask_set_up(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Choose a set-up file"), "", tr("Set-up files") + " (*.toml)")
        if name:
            self.take_set_up(Path(name))

    def take_set_up(self, path: Path) -> None:
        """Fill the pages from a set-up file; what is wrong with its shape is told with lines, and the answers stay."""
        try:
            plan = open_set_up(path)
        except ClerkError as error:
            lines = [str(error_sentences(error.code, error.params))]
            problems: tuple[Problem, ...] = getattr(error, "problems", ())
            lines += [
                f"{tr('Line {n} of the file', n=problem.line)}: {set_up_problem_sentence(problem.code, problem.params)}"
                for problem in problems[:6]
            ]
            self.tell("\n".join(lines), weight="err")
            return
        self.work.take_plan(plan)
        self._begin_pages(begun=True)
        self._fill()
        self.show_page(len(self.pages) - 1)

    # -- looks and language

    def restyle(self) -> None:
        super().restyle()
        self._mark_steps()

    def retranslate(self) -> None:
        super().retranslate()
        self._mark_steps()
