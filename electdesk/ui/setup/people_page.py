"""Sixth page: one person or users who log in, the first administrator, the others, and how a tally is verified."""

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.i18n import ntr, tr
from electdesk.i18n.sentences import error_sentences, role_name
from electdesk.qtmodels.setup.pasted import text_of_users, users_of_text
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.services.accounts import LEAST, refuse_weak
from electdesk.services.person import ROLES
from electdesk.services.set_up.plan import UserPlan
from electdesk.ui.dialog import Questions
from electdesk.ui.look import px
from electdesk.ui.parts import Label
from electdesk.ui.people.log_in import Secret
from electdesk.ui.people.users_dialog import RoleBoxes
from electdesk.ui.setup.fields import ListField, Page
from electdesk.ui.setup.verification import VerificationBox

FIRST_ROLES: Final = ("supervisor", "admin")


class PeoplePage(Page):
    """The password is kept in the window alone: not in the plan, not in the draft, not in a set-up file."""

    def __init__(self, work: SetUpWork) -> None:
        super().__init__(lambda: tr("People"), work, [("people",), ("verification",)])
        self.single, self.users = QRadioButton(), QRadioButton()
        self._ways = QButtonGroup(self)
        self.login, self.name = QLineEdit(), QLineEdit()
        self.roles = RoleBoxes(FIRST_ROLES)
        self.password, self.again = Secret("New password"), Secret("Once more")
        self.password_trouble = Label("", kind="small", tone="err")
        self.others = ListField(lambda: tr("Further users"), lines=5)
        self.others_note = self.note("")
        self.verification = VerificationBox()
        self._indented: list[Label] = []
        self._build()
        self._listen()
        self.begin()

    # -- building

    def _build(self) -> None:
        layout = self.card(lambda: tr("Who works with the file"))
        one = self.note(lambda: tr("Whoever opens the file may do everything. For one person, and for trying things out."))
        many = self.note(lambda: tr("Everybody logs in with a name and a password, and does what the role allows."))
        for radio, note in ((self.single, one), (self.users, many)):
            self._ways.addButton(radio)
            self._indented.append(note)
            layout.addWidget(radio)
            layout.addWidget(note)
        self._users_place = QWidget()
        self._build_users()
        layout = self.card(lambda: tr("How protocols are verified"))
        layout.addWidget(self.verification)
        self.alone = Label("", kind="small", tone="warn")
        self.alone.setWordWrap(True)
        layout.addWidget(self.alone)
        layout.addWidget(self.trouble(("verification",)))
        self.box.addStretch(1)

    def _build_users(self) -> None:
        questions = Questions()
        questions.ask(
            lambda: tr("User name"),
            self.checked(self.login, ("people", "user", 0), ("people", "users")),
            hint=lambda: tr("Short, as it is typed to log in; it stands beside every entry."),
        )
        questions.ask(lambda: tr("Full name"), self.name)
        questions.ask(lambda: tr("Roles"), self.roles)
        questions.ask(
            lambda: tr("New password"), self.password, hint=lambda: tr("At least 10 characters. A short sentence is good.")
        )
        questions.ask(lambda: tr("Once more"), self.again)
        layout = self.card(lambda: tr("The first administrator"))
        layout.addWidget(questions)
        layout.addWidget(self.password_trouble)
        self._first_card = layout.parentWidget().parentWidget()
        layout = self.card(lambda: tr("Further users"), lambda: tr("may also be added later"))
        layout.addWidget(
            self.note(
                lambda: tr(
                    "One a line: user name; full name; roles, with commas between them. "
                    "The program gives each a first password to print, and it is changed at the first log-in."
                )
            )
        )
        layout.addWidget(self.others)
        self.others_trouble = self.trouble()
        layout.addWidget(self.others_trouble)
        layout.addWidget(self.others_note)
        self._others_card = layout.parentWidget().parentWidget()

    def _listen(self) -> None:
        self.users.toggled.connect(self.work.use_people)
        for field in (self.login, self.name):
            field.textEdited.connect(lambda _text: self._users_typed())
        for box in self.roles.boxes.values():
            box.toggled.connect(lambda _on: self._users_typed())
        for secret in (self.password, self.again):
            secret.textChanged.connect(lambda _text: self.work.changed.emit())
        self.others.edited.connect(self._users_typed)
        self.verification.chosen.connect(lambda key: self.work.change_set_up(verification=key))

    def _users_typed(self) -> None:
        roles = tuple(role for role in ROLES if role in (*self.roles.chosen(), "admin"))
        first = UserPlan(self.login.text().strip(), " ".join(self.name.text().split()), roles)
        self.work.change(users=(first, *users_of_text(self.others.toPlainText())))

    # -- showing

    def fill(self) -> None:
        plan = self.work.plan
        first = plan.users[0] if plan.users else None
        (self.users if plan.with_users else self.single).setChecked(True)
        if first is not None:
            for field, text in ((self.login, first.login), (self.name, first.name)):
                if field.text().strip() != text:
                    field.setText(text)
            for role, box in self.roles.boxes.items():
                box.blockSignals(True)
                box.setChecked(role in first.roles)
                box.blockSignals(False)
        if users_of_text(self.others.toPlainText()) != plan.users[1:]:
            self.others.show_text(text_of_users(plan.users[1:]))
        self.refresh()

    def refresh(self) -> None:
        plan = self.work.plan
        self.others_trouble.places = tuple(("people", "user", place) for place in range(1, len(plan.users)))
        super().refresh()
        for card in (self._first_card, self._others_card):
            if card is not None:
                card.setVisible(plan.with_users)
        self.verification.set_current(plan.set_up.verification)
        alone = not plan.with_users and plan.set_up.verification != "single"
        self.alone.set_words(
            (lambda: tr("Without users the program tells people apart only by the name in the settings of each computer."))
            if alone
            else ""
        )
        self.alone.setVisible(alone)
        self.password_trouble.set_words(self.password_refusal() if self.password.text() or self.again.text() else "")
        self.password_trouble.setVisible(bool(self.password_trouble.words()))
        others = plan.users[1:]
        told = [f"{user.login} ({', '.join(map(role_name, user.roles))})" for user in others[:12]]
        self.others_note.set_words(f"{ntr('{n} user', '{n} users', len(others))}: {', '.join(told)}" if others else "")
        self.others_note.setVisible(bool(others))

    def password_refusal(self) -> str:
        """Why no region can be made with this password, "" where one can, or where none is wanted."""
        plan = self.work.plan
        if not plan.with_users:
            return ""
        if not self.password.text():
            return tr("The first administrator needs a password of at least {least} characters.", least=LEAST)
        try:
            refuse_weak(self.password.text(), plan.users[0].login if plan.users else "")
        except ClerkError as error:
            sentences = error_sentences(error.code, error.params)
            return f"{sentences.what} {sentences.next}"
        return "" if self.password.text() == self.again.text() else tr("The two passwords differ.")

    def restyle(self) -> None:
        super().restyle()
        for note in self._indented:
            note.setContentsMargins(px(24), 0, 0, px(4))

    def retranslate(self) -> None:
        super().retranslate()
        self.single.setText(tr("One person, without logging in"))
        self.users.setText(tr("Users who log in"))
        self.login.setAccessibleName(tr("User name"))
        self.name.setAccessibleName(tr("Full name"))
