"""The page of a file with users before somebody works: user name, password, and the change of a first password. Nothing else is shown."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from electdesk.domain.errors import ClerkError
from electdesk.i18n import tr
from electdesk.i18n.sentences import error_sentences
from electdesk.qtmodels.desk import Desk
from electdesk.ui.dialog import Questions
from electdesk.ui.look import px
from electdesk.ui.parts import ActionButton, Banner, Card, Following, Label
from electdesk.ui.shell import Strip

WIDTH: Final = 520


class Secret(Following, QLineEdit):
    """A field whose letters are not shown."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(200)
        self.begin()

    def retranslate(self) -> None:
        self.setAccessibleName(tr(self._name))  # i18n: dynamic

    def restyle(self) -> None:
        self.setMinimumHeight(px(30))


class LogInPage(Following, QWidget):
    """``entered``: somebody has logged in, and the desk shows the region again. ``leave_wanted``: close the file."""

    entered = Signal()
    leave_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "canvas")
        self.desk = desk
        self.strip = Strip()
        self._error: ClerkError | None = None
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self._count_down)
        self._left = 0
        self._slip = ""
        self._build_log_in()
        self._build_change()
        self.login.currentTextChanged.connect(self._another)
        self.steps = QStackedWidget()
        self.steps.addWidget(self._log_in)
        self.steps.addWidget(self._change)
        self.card = Card(self._title, self._file)
        self.card.set_body(self.steps)
        self.said = Label("", kind="dim")
        self.said.setWordWrap(True)
        self._banner = QVBoxLayout()
        middle = QWidget()
        self._middle = middle
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(self._banner)
        inside.addWidget(self.card)
        inside.addWidget(self.said)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.addStretch(1)
        down.addLayout(across)
        down.addStretch(2)
        self.setFocusProxy(self.login)
        self.begin()

    def _build_log_in(self) -> None:
        self.login = QComboBox()
        self.login.setEditable(True)
        self.login.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.password = Secret("Password")
        self.enter = ActionButton(lambda: tr("Log in"), primary=True, icon="user")
        self.close_file = ActionButton(lambda: tr("Close the file"))
        self.enter.clicked.connect(self._try)
        self.close_file.clicked.connect(self.leave_wanted)
        self._questions = Questions(label_width=150)
        self._questions.ask(lambda: tr("User name"), self.login)
        self._questions.ask(lambda: tr("Password"), self.password)
        self._log_in = self._step(self._questions, self.close_file, self.enter)

    def _build_change(self) -> None:
        self.first = Secret("New password")
        self.again = Secret("Once more")
        self.replace = ActionButton(lambda: tr("Change the password"), primary=True, icon="lock")
        self.replace.clicked.connect(self._replace)
        questions = Questions(label_width=150)
        questions.ask(lambda: tr("New password"), self.first, hint=lambda: tr("At least 10 characters. A short sentence is good."))
        questions.ask(lambda: tr("Once more"), self.again)
        self._change = self._step(questions, self.replace)

    def _step(self, questions: Questions, *buttons: ActionButton) -> QWidget:
        step = QWidget()
        step.setProperty("part", "surface")
        step.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(step)
        box.setContentsMargins(16, 12, 16, 14)
        box.addWidget(questions)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        box.addLayout(row)
        return step

    # -- showing

    def ask(self) -> None:
        """Ask who works now; the name of whoever worked last stands there."""
        from electdesk.services.commands.people import users_of

        region = self.desk.waiting
        last = self.login.currentText()
        self.login.clear()
        if region is not None:
            self.login.addItems(sorted(user.login for user in users_of(region).values() if user.active))
        # The name as well as its place: else the first arrow would pass over the first name.
        self.login.setCurrentIndex(self.login.findText(last))
        self.login.setCurrentText(last)
        self.password.clear()
        self._slip = ""
        self.steps.setCurrentWidget(self._log_in)
        self._say(None)
        self.said.set_words(lambda: tr("What was typed and not finished is kept as a draft of the person who typed it."))
        self._focus()

    def _focus(self) -> None:
        target = self.password if self.login.currentText() else self.login
        self.setFocusProxy(target)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self) -> str:
        changing = self.steps.currentWidget() is self._change
        return tr("Choose your own password") if changing else tr("Who works now?")

    def _file(self) -> str:
        region = self.desk.waiting
        return region.store.path.name if region is not None and region.store.path is not None else ""

    def _say(self, error: ClerkError | None) -> None:
        self._error = error
        while self._banner.count():
            widget = self._banner.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if error is not None:
            banner = Banner(lambda: str(error_sentences(error.code, error.params)), weight="err", icon="warning")
            banner.closed.connect(lambda: self._say(None))
            self._banner.addWidget(banner)
        self.card.set_title(self._title)
        self.card.set_subtitle(self._file)

    # -- doing

    def _try(self) -> None:
        if self._left or not self.login.currentText().strip():
            self._focus()
            return
        try:
            found = self.desk.log_in(self.login.currentText(), self.password.text())
        except ClerkError as error:
            self._say(error)
            self.password.selectAll()
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
            if error.code == "locked_out":
                self._wait(int(error.params["seconds"]))
            return
        if found.must_change:
            self._say(None)
            self._slip = self.password.text()
            self.password.clear()
            self.steps.setCurrentWidget(self._change)
            self.setFocusProxy(self.first)
            self.card.set_title(self._title)
            self.said.set_words(lambda: tr("The password from the slip is good for one log-in."))
            self.first.clear()
            self.again.clear()
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.password.clear()
        self._say(None)
        self.entered.emit()

    def _replace(self) -> None:
        if self.first.text() != self.again.text():
            self._say(ClerkError("passwords_differ"))
            self.again.selectAll()
            self.again.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            self.desk.replace_first_password(self._slip, self.first.text())
        except ClerkError as error:
            self._say(error)
            # Both are typed anew: an old one under its dots would only seem to agree.
            self.first.clear()
            self.again.clear()
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._slip = ""
        for field in (self.password, self.first, self.again):
            field.clear()
        self.entered.emit()

    def _wait(self, seconds: int) -> None:
        self._left = seconds
        self._seconds.start()
        self._count_down(first=True)

    def _another(self) -> None:
        """Another login is typed: the wait was the first one's. Whether this one has to wait too, the services know."""
        self._left = 0
        self._count_down(first=True)

    def _count_down(self, *, first: bool = False) -> None:
        if not first:
            self._left = max(0, self._left - 1)
        if self._left:
            self.enter.set_refusal(tr("wait {n} s", n=self._left))
        else:
            self._seconds.stop()
            self.enter.set_refusal(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            order = [self.first, self.again] if self.steps.currentWidget() is self._change else [self.login, self.password]
            focus = self.focusWidget()
            at_first = focus is order[0] or (focus is not None and focus.parentWidget() is order[0])
            if at_first:
                order[1].setFocus(Qt.FocusReason.TabFocusReason)
            elif self.steps.currentWidget() is self._change:
                self._replace()
            else:
                self._try()
            return
        super().keyPressEvent(event)

    # -- looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        self._fit()
        self.login.setMinimumHeight(px(30))

    def _fit(self) -> None:
        self._middle.setFixedWidth(min(px(WIDTH), max(self.width() - px(24), px(280))))

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Log in"))
        self.login.setAccessibleName(tr("User name"))
        self.card.set_title(self._title)
