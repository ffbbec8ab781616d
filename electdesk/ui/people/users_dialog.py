"""The administrator's list of users: added from a pasted list, given roles, revoked, helped with a lost password; slips to hand out."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.user import User
from electdesk.i18n import tr
from electdesk.i18n.sentences import error_sentences, role_name
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import ChangeUser
from electdesk.services.commands.people import NewUser, users_of
from electdesk.services.person import ROLES
from electdesk.services.users import add_users, begin_users, has_users, reset_password
from electdesk.ui.dialog import Dialog, Questions, side_by_side
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, Card, FlowLayout, Following, Label, TableView
from electdesk.ui.people.log_in import Secret
from electdesk.ui.people.slips import print_slips

FIRST_ROLES: Final = ("admin", "supervisor")
"""What the first person of a file is, unless the boxes say otherwise."""


class RoleBoxes(Following, QWidget):
    """One box for each role, wrapping where there is no room."""

    def __init__(self, chosen: Sequence[str] = ("clerk",)) -> None:
        super().__init__()
        self._flow = FlowLayout(self)
        self.boxes = {role: QCheckBox() for role in ROLES}
        for role, box in self.boxes.items():
            box.setChecked(role in chosen)
            self._flow.addWidget(box)
        self.begin()

    def chosen(self) -> tuple[str, ...]:
        """The roles that are ticked."""
        return tuple(role for role, box in self.boxes.items() if box.isChecked())

    def show_roles(self, roles: Sequence[str]) -> None:
        """Tick these and no others."""
        for role, box in self.boxes.items():
            box.setChecked(role in roles)

    def retranslate(self) -> None:
        for role, box in self.boxes.items():
            box.setText(role_name(role))


class UsersDialog(Dialog):
    """Everything about the users of the open file. In a file without users it makes the first administrator."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("Users"), parent, size=(820, 680))
        self._desk = desk
        self._given: dict[str, str] = {}
        self._records: list[User] = []
        self._build_first()
        self._build_list()
        self._build_add()
        self._build_slips()
        self.box.addStretch(1)
        self.add_close_button()
        self.begin()
        self._read()

    # -- building

    def _card(self, card: Card, *widgets: QWidget) -> Card:
        inner = QWidget()
        inner.setProperty("part", "surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(px(14), px(10), px(14), px(12))
        for widget in widgets:
            layout.addWidget(widget)
        card.set_body(inner)
        self.box.addWidget(card)
        return card

    def _build_first(self) -> None:
        note = Label(
            lambda: tr(
                "Now this file belongs to whoever opens it. With users everybody logs in with a name and a password and does what the role "
                "allows. Begin with yourself: you become an administrator, and add the others here."
            ),
            kind="dim",
        )
        note.setWordWrap(True)
        self.login, self.name = QLineEdit(), QLineEdit()
        self.password, self.again = Secret("New password"), Secret("Once more")
        self.first_roles = RoleBoxes(FIRST_ROLES)
        questions = Questions()
        questions.ask(
            lambda: tr("User name"), self.login, hint=lambda: tr("Short, as it is typed to log in; it stands beside every entry.")
        )
        questions.ask(lambda: tr("Full name"), self.name)
        questions.ask(lambda: tr("Roles"), self.first_roles)
        questions.ask(
            lambda: tr("New password"), self.password, hint=lambda: tr("At least 10 characters. A short sentence is good.")
        )
        questions.ask(lambda: tr("Once more"), self.again)
        self.begin_users = ActionButton(lambda: tr("Begin with users"), icon="user")
        self.begin_users.clicked.connect(self._begin_users)
        self._first = self._card(Card(lambda: tr("The first administrator")), note, questions, self.begin_users)

    def _build_list(self) -> None:
        self.model = QStandardItemModel(0, 4, self)
        self.table = TableView(lambda: tr("Users"))
        self.table.setModel(self.model)
        self.table.set_column_widths({0: 150, 2: 260, 3: 130}, stretch=1)
        self.table.setMinimumHeight(px(170))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        self.roles = RoleBoxes(())
        self.why = QLineEdit()
        self.change = ActionButton(lambda: tr("Change the roles"))
        self.revoke = ActionButton(self._revoke_words)
        self.reset = ActionButton(lambda: tr("New first password"), icon="lock")
        self.change.clicked.connect(self._change_roles)
        self.revoke.clicked.connect(self._revoke)
        self.reset.clicked.connect(self._reset)
        questions = Questions()
        questions.ask(lambda: tr("Roles"), self.roles)
        questions.ask(lambda: tr("Reason"), self.why)
        buttons = QWidget()
        buttons.setLayout(side_by_side([self.change, self.revoke, self.reset]))
        self._list = self._card(Card(lambda: tr("Users of this file")), self.table, questions, buttons)

    def _build_add(self) -> None:
        self.pasted = QPlainTextEdit()
        self.pasted.setFixedHeight(px(96))
        self.pasted.setTabChangesFocus(True)
        self.pasted.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        note = Label(
            lambda: tr("One person a line: user name; name; roles. A list copied from Excel can be pasted. Without roles: clerk."),
            kind="dim",
        )
        note.setWordWrap(True)
        self.add = ActionButton(lambda: tr("Add these people"), icon="plus")
        self.add.clicked.connect(self._add)
        self._adding = self._card(Card(lambda: tr("Add people")), note, self.pasted, self.add)

    def _build_slips(self) -> None:
        self.slips_model = QStandardItemModel(0, 2, self)
        self.slips = TableView(lambda: tr("First passwords"))
        self.slips.may_leave = False
        self.slips.setModel(self.slips_model)
        self.slips.set_column_widths({0: 200}, stretch=1)
        self.slips.setMinimumHeight(px(120))
        note = Label(lambda: tr("They are shown here once and kept nowhere. Each is changed at the first log-in."), kind="dim")
        note.setWordWrap(True)
        self.print = ActionButton(lambda: tr("Print slips"), icon="print")
        self.print.clicked.connect(lambda: print_slips(self, self._desk, self._given))
        self._slips = self._card(Card(lambda: tr("First passwords")), note, self.slips, self.print)

    # -- showing

    def _read(self) -> None:
        region = self._desk.region
        named = region is not None and has_users(region)
        self._first.setVisible(not named)
        for card in (self._list, self._adding):
            card.setVisible(named)
        self._slips.setVisible(bool(self._given))
        found = users_of(region).values() if region is not None else ()
        self._records = sorted(found, key=lambda user: (not user.active, user.login.casefold()))
        chosen = self.table.currentIndex().row()
        self.model.setRowCount(0)
        for user in self._records:
            words = (user.login, user.name, ", ".join(map(role_name, user.roles)), "" if user.active else tr("may not log in"))
            self.model.appendRow([_cell(word) for word in words])
        self.slips_model.setRowCount(0)
        for login, password in self._given.items():
            self.slips_model.appendRow([_cell(login), _cell(password)])
        self._head()
        if self._records:
            self.table.selectRow(max(0, min(chosen, len(self._records) - 1)))
        self._show_chosen()

    def _head(self) -> None:
        self.model.setHorizontalHeaderLabels([tr("User"), tr("Full name"), tr("Roles"), tr("State")])
        self.slips_model.setHorizontalHeaderLabels([tr("User"), tr("First password")])

    def _chosen(self) -> User | None:
        row = self.table.currentIndex().row()
        return self._records[row] if 0 <= row < len(self._records) else None

    def _show_chosen(self) -> None:
        user = self._chosen()
        self.roles.show_roles(user.roles if user is not None else ())
        self.revoke.retranslate()

    def _revoke_words(self) -> str:
        user = self._chosen() if hasattr(self, "table") else None
        return tr("Let log in again") if user is not None and not user.active else tr("Revoke")

    # -- doing

    def _attempt(self, work: object) -> bool:
        try:
            work()  # type: ignore[operator]
        except ClerkError as error:
            code, params = error.code, error.params
            self.reason.set_words(lambda: str(error_sentences(code, params)))
            return False
        self.reason.set_words("")
        self._read()
        return True

    def _begin_users(self) -> None:
        def work() -> None:
            if self.password.text() != self.again.text():
                raise ClerkError("passwords_differ")
            region = self._desk.region
            if region is not None:
                begin_users(region, self.login.text(), self.password.text(), self.name.text(), self.first_roles.chosen())

        if self._attempt(work):
            self.pasted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self) -> None:
        def work() -> None:
            region = self._desk.region
            rows = rows_of(self.pasted.toPlainText())
            if region is not None and rows:
                self._given = add_users(region, rows)
                self.pasted.clear()

        if self._attempt(work) and self._given:
            self.print.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change_roles(self) -> None:
        user, region = self._chosen(), self._desk.region
        if user is None or region is None:
            return
        self._attempt(lambda: region.execute(ChangeUser(login=user.login, reason=self.why.text(), roles=self.roles.chosen())))

    def _revoke(self) -> None:
        user, region = self._chosen(), self._desk.region
        if user is None or region is None:
            return
        self._attempt(lambda: region.execute(ChangeUser(login=user.login, reason=self.why.text(), active=not user.active)))

    def _reset(self) -> None:
        user, region = self._chosen(), self._desk.region
        if user is None or region is None:
            return

        def work() -> None:
            self._given = {user.login: reset_password(region, user.login)}

        self._attempt(work)

    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "slips_model"):
            self._head()
            self.why.setAccessibleName(tr("Reason"))
            self.pasted.setAccessibleName(tr("Add people"))


def rows_of(text: str) -> list[NewUser]:
    """People from pasted lines: user name, name, roles, apart by semicolons or tabs; a role by its name in any language."""
    rows = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.replace("\t", ";").split(";")]
        if not any(cells):
            continue
        login, name, roles = (*cells, "", "")[:3]
        rows.append(NewUser(login, name, tuple(_role(role) for role in roles.split(",") if role.strip()) or ("clerk",)))
    return rows


def _role(words: str) -> str:
    told = words.strip().casefold()
    return next((role for role in ROLES if told in (role, role_name(role).casefold())), told)


def _cell(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setEditable(False)
    return item
