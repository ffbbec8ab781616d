"""Changing one's own password."""

from PySide6.QtWidgets import QWidget

from electdesk.domain.errors import ClerkError
from electdesk.i18n import tr
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.ui.dialog import Dialog, Questions
from electdesk.ui.people.log_in import Secret


class PasswordDialog(Dialog):
    """The old password, the new one twice. What is wrong stands beside the button."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("Change my password"), parent, size=(560, 300))
        self._desk = desk
        self.old, self.new, self.again = Secret("Password"), Secret("New password"), Secret("Once more")
        questions = Questions()
        questions.ask(lambda: tr("Password"), self.old)
        questions.ask(lambda: tr("New password"), self.new, hint=lambda: tr("At least 10 characters. A short sentence is good."))
        questions.ask(lambda: tr("Once more"), self.again)
        self.box.addWidget(questions)
        self.box.addStretch(1)
        self.add_usual_buttons(lambda: tr("Change the password"))
        self.first = self.old
        self.begin()

    def accept(self) -> None:
        """Replace the password, or say why not and stay."""
        from electdesk.services.users import change_password

        region = self._desk.region
        try:
            if self.new.text() != self.again.text():
                raise ClerkError("passwords_differ")
            if region is not None:
                change_password(region, self.old.text(), self.new.text())
        except ClerkError as error:
            code, params = error.code, error.params
            self.reason.set_words(lambda: str(error_sentences(code, params)))
            return
        super().accept()
