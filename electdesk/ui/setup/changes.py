"""The set-up screen of an open region: every field, contest, choice, district and station that can be changed now, each by its command."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from electdesk.domain.errors import ClerkError
from electdesk.i18n import tr
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.services.commands import ChangeSetUp, Command
from electdesk.services.commands.setting_up import SET_UP_FIELDS
from electdesk.services.roles import may_run
from electdesk.services.set_up.ready import SheetReader
from electdesk.ui.look import px
from electdesk.ui.parts import Label, Words
from electdesk.ui.setup.change_pages import AreasPage, ChoicesPage, ContestsChangePage
from electdesk.ui.setup.day_page import DayPage
from electdesk.ui.setup.fields import Page
from electdesk.ui.setup.region_page import RegionPage
from electdesk.ui.setup.rules_page import RulesPage
from electdesk.ui.setup.station_change_page import StationsChangePage
from electdesk.ui.setup.stepped import SteppedDialog
from electdesk.ui.setup.verification import VerificationBox

if TYPE_CHECKING:
    from electdesk.services.unit_of_work import ChangeSet


class VerificationPage(Page):
    """How protocols are verified from now on."""

    def __init__(self, work: SetUpWork) -> None:
        super().__init__(lambda: tr("Verification"), work, [("verification",)])
        self.verification = VerificationBox()
        layout = self.card(lambda: tr("How protocols are verified"))
        layout.addWidget(self.verification)
        layout.addWidget(
            self.note(lambda: tr("Once protocols are entered a change needs a reason: it decides again which of them are settled."))
        )
        layout.addWidget(self.trouble(("verification",)))
        self.box.addStretch(1)
        self.verification.chosen.connect(lambda key: work.change_set_up(verification=key))
        self.begin()

    def fill(self) -> None:
        self.verification.set_current(self.work.plan.set_up.verification)


class SetUpDialog(SteppedDialog):
    """What a person's role does not change is not there. Every change is one command, taken back by Undo like any other."""

    def __init__(self, desk: Desk, reader: SheetReader, parent: Any = None) -> None:
        super().__init__(lambda: tr("Set-up of the region"), parent)
        assert desk.region is not None
        self.desk = desk
        self.import_wanted = False
        """Whether the screen was left for the import of a list of stations."""
        self.work = SetUpWork(reader)
        self.work.change(set_up=desk.region.columns.set_up)
        person = desk.region.person
        pages: list[Page] = []
        self.fields: list[Page] = []
        if may_run(person, "ChangeSetUp"):
            self.fields = [
                RegionPage(self.work, with_mode=False),
                DayPage(self.work),
                RulesPage(self.work),
                VerificationPage(self.work),
            ]
            pages += self.fields
        if may_run(person, "ChangeContest"):
            pages.append(ContestsChangePage(self.work, desk, self.run))
        if may_run(person, "AddChoice"):
            pages.append(ChoicesPage(self.work, desk, self.run))
        if may_run(person, "AddArea"):
            pages.append(AreasPage(self.work, desk, self.run))
        if may_run(person, "AddStation"):
            stations = StationsChangePage(self.work, desk, self.run)
            stations.import_wanted.connect(self._leave_for_import)
            stations.from_table.setVisible(may_run(person, "ImportStations"))
            pages.append(stations)
        self.set_pages(pages)
        self.why_label, self.why = Label(lambda: tr("Reason")), QLineEdit()
        self._foot.insertWidget(0, self.why)
        self._foot.insertWidget(0, self.why_label)
        self.save = self.add_button(lambda: tr("Save the changes"), primary=True)
        self.add_button(lambda: tr("Close")).clicked.connect(self.reject)
        self.save.clicked.connect(self.save_fields)
        self.work.changed.connect(self._changed)
        self.begin()
        self.show_page(0)

    def _leave_for_import(self) -> None:
        self.import_wanted = True
        self.reject()

    # -- the fields of the set-up

    def changed_fields(self) -> dict[str, Any]:
        """The fields of the set-up that were typed otherwise, with their new values."""
        region = self.desk.region
        assert region is not None
        now, typed = region.columns.set_up, self.work.plan.set_up
        return {name: getattr(typed, name) for name in SET_UP_FIELDS if getattr(typed, name) != getattr(now, name)}

    def save_fields(self) -> None:
        """Write what was changed on the first pages, in one commit."""
        command = ChangeSetUp(reason=self.why.text(), **self.changed_fields())
        if self.run(command, lambda: tr("The set-up is changed.")) is not None:
            self.why.clear()
            self._changed()

    def _changed(self) -> None:
        for page in self.pages:
            if not page.isHidden():
                page.refresh()
        self.page_shown()

    def page_shown(self) -> None:
        if not self.pages:
            return
        on_fields = self.pages[self.place] in self.fields
        for widget in (self.why_label, self.why, self.save):
            widget.setVisible(on_fields)
        wrong = [problem for page in self.fields for problem in page.problems()]
        if not on_fields:
            self.reason.set_words("")
            # Enter means the filled button, also where it is not seen.
            self.save.setEnabled(False)
        elif wrong:
            self.set_refusal(tr("Something cannot be taken as it stands: see the fields."))
        else:
            self.set_refusal("" if self.changed_fields() else tr("Nothing is changed yet."))

    # -- running

    def run(self, command: Command, said: Words) -> "ChangeSet | None":
        """Run a command; what came of it, or why not, is said above the page."""
        region = self.desk.region
        assert region is not None
        try:
            change = region.execute(command)
        except ClerkError as error:
            self.tell(_sentences(error), weight="err")
            return None
        if said:
            self.tell(said)
        else:
            self.hush()
        return change

    def show_station(self, record: str) -> None:
        """Show a station by its record id."""
        for place, page in enumerate(self.pages):
            if isinstance(page, StationsChangePage):
                self.show_page(place)
                page.show_station(record)

    # -- looks and language

    def restyle(self) -> None:
        super().restyle()
        self.why.setMinimumWidth(px(220))

    def retranslate(self) -> None:
        super().retranslate()
        self.why.setAccessibleName(tr("Reason"))
        for place, page in enumerate(self.pages):
            title = page.title
            self.steps.item(place).setText(title if isinstance(title, str) else title())
        self.page_shown()


def _sentences(error: ClerkError) -> Callable[[], str]:
    return lambda: str(error_sentences(error.code, error.params))
