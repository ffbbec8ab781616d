"""A file with users at the window: who works is asked first, F12 locks, what is typed is kept, what a role may not do is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from electdesk import settings
from electdesk.app import make_window
from electdesk.domain.errors import ClerkError
from electdesk.i18n import use_language
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands.people import NewUser
from electdesk.services.person import EVERY_ROLE, NOBODY, Person
from electdesk.services.users import add_users, begin_users
from electdesk.ui.people import LogInPage
from electdesk.ui.people.users_dialog import UsersDialog, rows_of
from electdesk.ui.window.main import MainWindow
from tests.regions import small_region

ADMIN_PASSWORD = "a long enough one"


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    """A file with an administrator, a clerk and a viewer; their first passwords."""
    region = small_region(tmp_path, entered=9)
    begin_users(region, "saule", ADMIN_PASSWORD, roles=("admin", "supervisor"))
    found = add_users(region, [NewUser("dana"), NewUser("hall", roles=("viewer",))])
    region.close()
    return found


@pytest.fixture
def window(tmp_path: Path, given: dict[str, str], qtbot: QtBot) -> Iterator[MainWindow]:
    settings.change(language="en", theme="light")
    made = make_window()
    qtbot.addWidget(made)
    made.show_first()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    assert made.open_file(tmp_path / "small.electdesk")
    yield made
    made.close()


def type_in(page: LogInPage, login: str, password: str) -> None:
    page.login.setFocus()
    edit = page.login.lineEdit()
    assert edit is not None
    edit.selectAll()
    QTest.keyClicks(edit, login)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(page.password, password)
    QTest.keyClick(page.password, Qt.Key.Key_Return)


def texts(widget: QWidget) -> list[str]:
    labels: list[QLabel] = list(widget.findChildren(QLabel))
    buttons: list[QAbstractButton] = list(widget.findChildren(QAbstractButton))
    fields: list[QLineEdit] = list(widget.findChildren(QLineEdit))
    tables: list[QTableView] = list(widget.findChildren(QTableView))
    found = [label.text() for label in labels] + [button.text() for button in buttons] + [field.text() for field in fields]
    for table in tables:
        model = table.model()
        if model is not None:
            rows, columns = range(model.rowCount()), range(model.columnCount())
            found += [str(model.index(row, column).data()) for row in rows for column in columns]
    return found


def test_a_file_with_users_asks_who_works_and_shows_nothing_before(window: MainWindow) -> None:
    assert (window.page_key(), window.desk.region, window.rail.isVisibleTo(window)) == ("log_in", None, False)
    assert [text for text in texts(window) if "Риддер" in text] == []


def test_the_right_password_opens_the_region(window: MainWindow) -> None:
    type_in(window.people.page, "saule", ADMIN_PASSWORD)
    region = window.desk.region
    assert region is not None
    assert (window.page_key(), region.person) == ("overview", Person("saule", ("supervisor", "admin")))


def test_a_wrong_password_is_told_in_three_sentences_and_the_field_waits(window: MainWindow) -> None:
    type_in(window.people.page, "saule", "wrong")
    assert any("do not fit together" in text for text in texts(window.people.page))
    assert window.page_key() == "log_in"
    assert window.people.page.password.selectedText() == "wrong"


def test_the_wait_of_one_user_holds_up_no_other_at_the_same_keyboard(window: MainWindow) -> None:
    for _ in range(5):
        type_in(window.people.page, "dana", "wrong")
    assert any("is locked for 15 s" in text for text in texts(window.people.page))
    type_in(window.people.page, "dana", "wrong")
    assert window.page_key() == "log_in"
    type_in(window.people.page, "saule", ADMIN_PASSWORD)
    assert window.page_key() == "overview"


def test_a_first_password_is_replaced_before_anything_is_shown(window: MainWindow, given: dict[str, str]) -> None:
    page = window.people.page
    type_in(page, "dana", given["dana"])
    assert (window.desk.region, page.steps.currentIndex()) == (None, 1)
    QTest.keyClicks(page.first, "my own long one")
    QTest.keyClick(page.first, Qt.Key.Key_Return)
    QTest.keyClicks(page.again, "my own long one")
    QTest.keyClick(page.again, Qt.Key.Key_Return)
    region = window.desk.region
    assert region is not None
    assert region.person == Person("dana", ("clerk",))


def test_f12_locks_keeps_what_is_typed_and_hides_every_number(window: MainWindow) -> None:
    type_in(window.people.page, "saule", ADMIN_PASSWORD)
    window.entry.open_station(20)
    window.show_page("entry")
    QTest.keyClicks(window.entry.form.rows[0].field, "1234567")
    window.action("people.lock").trigger()
    assert (window.desk.region, window.page_key()) == (None, "log_in")
    assert [text for text in texts(window) if "1234567" in text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "")] == []
    type_in(window.people.page, "saule", ADMIN_PASSWORD)
    window.entry.open_station(20)
    model = window.entry.work.model
    assert model is not None
    assert model.figures[0] == 1234567


def test_a_role_that_types_nothing_has_no_entry_page(window: MainWindow, given: dict[str, str]) -> None:
    page = window.people.page
    type_in(page, "hall", given["hall"])
    for field in (page.first, page.again):
        QTest.keyClicks(field, "a hall with seats")
        QTest.keyClick(field, Qt.Key.Key_Return)
    window.show_page("entry")
    assert window.page_key() == "overview"
    assert [window.action(f"people.{name}").isVisible() for name in ("lock", "password", "users")] == [True, True, False]


def test_nobody_at_the_keyboard_for_some_time_locks(window: MainWindow, qtbot: QtBot) -> None:
    type_in(window.people.page, "saule", ADMIN_PASSWORD)
    window.people._watch.start(0.0005)
    qtbot.waitUntil(lambda: window.desk.region is None)
    assert window.page_key() == "log_in"


def test_a_list_of_people_is_read_with_roles_in_the_words_of_the_language() -> None:
    use_language("ru")
    try:
        assert rows_of("dana; Дана; оператор, приём протоколов\n\nsaule\tСауле\tsupervisor\nhall") == [
            NewUser("dana", "Дана", ("clerk", "reception")),
            NewUser("saule", "Сауле", ("supervisor",)),
            NewUser("hall", "", ("clerk",)),
        ]
    finally:
        use_language("en")


def test_the_window_turns_a_file_of_one_person_into_one_with_users(tmp_path: Path, qtbot: QtBot) -> None:
    desk = Desk()
    desk.take(small_region(tmp_path, entered=0))
    dialog = UsersDialog(desk)
    qtbot.addWidget(dialog)
    dialog.login.setText("saule")
    for field in (dialog.password, dialog.again):
        field.setText(ADMIN_PASSWORD)
    dialog.begin_users.click()
    region = desk.region
    assert region is not None
    assert region.person == Person("saule", ("supervisor", "admin"))
    assert region.person.roles != EVERY_ROLE
    dialog.pasted.setPlainText("dana; Дана")
    dialog.add.click()
    assert [dialog.slips_model.item(0, column).text().count("-") for column in (0, 1)] == [0, 2]
    assert [dialog.model.item(row, 0).text() for row in range(2)] == ["dana", "saule"]
    desk.let_go()


def test_a_lock_that_cannot_be_noted_still_asks_who_works(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(window.people.page, "saule", ADMIN_PASSWORD)
    region = window.desk.region
    assert region is not None

    def full(*_given: object) -> None:
        raise ClerkError("disk_full", file="small.electdesk")

    with monkeypatch.context() as broken:
        broken.setattr(region, "note", full)
        assert window.desk.lock()
    assert (window.desk.region, window.desk.waiting, region.person, window.page_key()) == (None, region, NOBODY, "log_in")


def test_no_page_is_reached_by_keys_before_somebody_has_logged_in(window: MainWindow) -> None:
    for key in ("overview", "entry", "documents", "start"):
        window.show_page(key)
    assert window.page_key() == "log_in"


def test_after_a_weak_password_both_fields_are_typed_anew_and_nothing_goes_into_a_hidden_one(
    window: MainWindow, given: dict[str, str]
) -> None:
    page = window.people.page
    type_in(page, "dana", given["dana"])
    page.first.setText("short")
    page.again.setText("short")
    page.replace.click()
    assert (page.first.text(), page.again.text(), page.first.hasFocus()) == ("", "", True)
    window.focus_page()
    assert page.first.hasFocus()
    QTest.keyClicks(page.first, "my own long one")
    QTest.keyClick(page.first, Qt.Key.Key_Return)
    QTest.keyClicks(page.again, "my own long one")
    QTest.keyClick(page.again, Qt.Key.Key_Return)
    assert window.page_key() == "overview"


def test_the_status_line_names_nobody_and_no_refusal_stands_while_who_works_is_asked(window: MainWindow) -> None:
    type_in(window.people.page, "saule", ADMIN_PASSWORD)
    assert window.status.slot_text("who") == "saule · EN"
    window.show_error(ClerkError("station_unknown", number="77"))
    window.people.lock()
    assert (window.page_key(), window.status.slot_text("who"), window.banner("error")) == ("log_in", "", None)
