"""The set-up screen of an open region, by keys: each change is one command, each refusal is said above the page, Undo takes it back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from electdesk.domain.forms import load_from_shelf
from electdesk.domain.records import Contact
from electdesk.qtmodels.desk import Desk
from electdesk.services.commands import Undo
from electdesk.services.person import Person
from electdesk.services.region import Region
from electdesk.ui.look import apply_theme
from electdesk.ui.parts import TableView
from electdesk.ui.setup.change_pages import AreasPage, ChoicesPage, ContestsChangePage
from electdesk.ui.setup.changes import SetUpDialog, VerificationPage
from electdesk.ui.setup.fields import Page
from electdesk.ui.setup.station_change_page import StationsChangePage
from electdesk.workbooks.csv_reader import CsvReader
from tests.regions import small_region
from tests.ui.parts.conftest import type_text

Key = Qt.Key


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a region of 30 stations, 9 protocols entered."""
    apply_theme(qapp, "light", 100)
    made = Desk()
    made.take(small_region(tmp_path, entered=9))
    yield made
    made.let_go()


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> SetUpDialog:
    """The set-up screen as it opens."""
    made = SetUpDialog(desk, CsvReader())
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def region_of(screen: SetUpDialog) -> Region:
    assert screen.desk.region is not None
    return screen.desk.region


def show(screen: SetUpDialog, kind: type[Page]) -> Page:
    """Go to a page and return it."""
    place = next(place for place, page in enumerate(screen.pages) if isinstance(page, kind))
    screen.show_page(place)
    return screen.pages[place]


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def typed(field: QWidget, text: str) -> None:
    """Put other words into a field, by keys."""
    field.setFocus()
    QTest.keyClick(focus(), Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(focus(), Key.Key_Delete)
    type_text(focus(), text)


def pushed(button: QWidget) -> None:
    button.setFocus()
    QTest.keyClick(focus(), Key.Key_Space)


def chosen(view: TableView, row: int) -> None:
    """Take a row of a table into the fields, by Enter."""
    view.setFocus()
    view.selectRow(row)
    QTest.keyClick(view, Key.Key_Return)


def last_commit(screen: SetUpDialog) -> tuple[str, str]:
    commit = region_of(screen).store.commits()[-1].commit
    return commit.command, commit.reason


def test_fields_of_the_set_up_are_saved_together_with_a_reason(screen: SetUpDialog) -> None:
    assert (screen.save.isEnabled(), screen.reason.words()) == (False, "Nothing is changed yet.")
    typed(screen.pages[0].region.fields["ru"], "Область 2")  # type: ignore[attr-defined]
    screen.show_page(1)
    day = screen.pages[1]
    typed(day.opens, "7")  # type: ignore[attr-defined]
    assert (screen.save.isEnabled(), screen.reason.words()) == (False, "Something cannot be taken as it stands: see the fields.")
    typed(day.opens, "7:00")  # type: ignore[attr-defined]
    typed(screen.why, "decision 5")
    QTest.keyClick(focus(), Key.Key_Return)
    assert screen.told() == "The set-up is changed."
    set_up = region_of(screen).columns.set_up
    assert (set_up.region["ru"], set_up.opens, last_commit(screen)) == ("Область 2", "07:00", ("ChangeSetUp", "decision 5"))
    region_of(screen).execute(Undo())
    assert region_of(screen).columns.set_up.region["ru"] == "Область"


def test_another_verification_needs_a_reason_once_protocols_are_there(screen: SetUpDialog) -> None:
    page = show(screen, VerificationPage)
    assert isinstance(page, VerificationPage)
    pushed(page.verification.radios["double"])
    pushed(screen.save)
    assert screen.told().startswith("A reason is missing.")
    typed(screen.why, "users came")
    pushed(screen.save)
    assert region_of(screen).columns.set_up.verification == "double"


def test_an_edition_is_tried_before_it_is_given(screen: SetUpDialog, tmp_path: Path) -> None:
    page = show(screen, ContestsChangePage)
    assert isinstance(page, ContestsChangePage)
    region = region_of(screen)
    before = region.store.counts
    own = tmp_path / "own.toml"
    text = load_from_shelf("kz-president-2011").text
    own.write_text(text.replace("edition = ", "edition = ", 1) + "\n# printed again\n", encoding="utf-8")
    page.take_file(own)
    assert region.store.counts == before
    assert page.effect.words().startswith("New lines: 0; lines that go: 0. Entered protocols: 9; of them 0 change their state")
    pushed(page.change)
    assert screen.told().startswith("A reason is missing.")
    typed(page.why, "order 12")
    pushed(page.change)
    (columns,) = region.columns.contests.values()
    assert (len(columns.contest.editions), last_commit(screen)) == (2, ("ChangeContest", "order 12"))
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("id = 1\n", encoding="utf-8")
    page.take_file(wrong)
    assert not page.change.isEnabled()
    assert "wrong in line" in screen.told()
    typed(page.title_names.fields["ru"], "Выборы 2")
    typed(page.why, "wording")
    pushed(page.save)
    (columns,) = region.columns.contests.values()
    assert columns.contest.title["ru"] == "Выборы 2"
    pushed(page.add)
    assert len(region.columns.contests) == 2


def test_choices_are_added_renamed_and_withdrawn(screen: SetUpDialog) -> None:
    page = show(screen, ChoicesPage)
    assert isinstance(page, ChoicesPage)
    region = region_of(screen)
    assert not page.withdraw.isEnabled()
    typed(page.name.fields["ru"], "Г")
    pushed(page.add)
    assert page.model.rowCount() == 4
    page.view.setFocus()
    assert page.name.names() == {}, "passing by takes nothing into the fields"
    chosen(page.view, 0)
    assert (page.name.fields["ru"].text(), page.add.isEnabled()) == ("Candidate A", False)
    pushed(page.rename)
    assert region.columns.records.bodies["choice"]["choice1"].name == {"": "Candidate A"}
    chosen(page.view, 0)
    typed(page.name.fields["kk"], "А кандидаты")
    pushed(page.rename)
    assert region.columns.records.bodies["choice"]["choice1"].name == {"ru": "Candidate A", "kk": "А кандидаты"}
    chosen(page.view, 0)
    typed(page.why, "left")
    pushed(page.withdraw)
    assert screen.told().count(". ") == 2
    chosen(page.view, 3)
    typed(page.why, "left")
    pushed(page.withdraw)
    assert (page.model.rowCount(), last_commit(screen)) == (3, ("WithdrawChoice", "left"))


def test_districts_are_added_and_changed(screen: SetUpDialog) -> None:
    page = show(screen, AreasPage)
    assert isinstance(page, AreasPage)
    typed(page.name.fields["ru"], "Риддер")
    pushed(page.add)
    assert screen.told().startswith("There is already a district Риддер there.")
    typed(page.name.fields["ru"], "Новый")
    typed(page.code, "6301")
    pushed(page.add)
    register = region_of(screen).columns.register
    assert [area.code for area in register.areas.values() if area.name == {"ru": "Новый"}] == ["6301"]
    row = next(row for row in range(page.model.rowCount()) if page.model.item(row, 0).text() == "Новый")
    chosen(page.view, row)
    typed(page.name.fields["kk"], "Жаңа")
    pushed(page.change)
    areas = region_of(screen).columns.register.areas.values()
    assert [area.code for area in areas if area.name == {"ru": "Новый", "kk": "Жаңа"}] == ["6301"]


def test_a_station_is_renumbered_added_and_withdrawn(screen: SetUpDialog) -> None:
    page = show(screen, StationsChangePage)
    assert isinstance(page, StationsChangePage)
    region = region_of(screen)
    typed(page.searched, "37")
    assert page.change.isEnabled()
    typed(page.number, "37б")
    typed(page.why, "decision 7")
    pushed(page.change)
    register = region.columns.register
    row = register.row_of["station29"]
    assert (register.stations[row].number, register.stations[row].aliases, register.stations[row].name) == (
        "37б",
        ("37",),
        {"ru": "Лицей № 30"},
    )
    typed(page.searched, "700")
    assert page.found.words().startswith("There is no station 700.")
    assert not page.change.isEnabled()
    typed(page.name.fields["ru"], "Новая школа")
    page.area.setCurrentIndex(page.area.findData("area2"))
    page.voters.setFocus()
    typed(page.voters, "640")
    pushed(page.add)
    assert screen.told() == "Station 700 was added."
    (row,) = region.columns.register.find("700")
    station = region.columns.register.stations[row]
    assert (station.area, station.name, station.voters) == ("area2", {"ru": "Новая школа"}, 640)
    pushed(page.withdraw)
    assert screen.told().startswith("A reason is missing.")
    typed(page.why, "closed")
    pushed(page.withdraw)
    assert region.columns.register.find("700") == []
    typed(page.searched, "10")
    typed(page.why, "closed")
    pushed(page.withdraw)
    assert screen.told().count(". ") == 2
    assert region.columns.register.find("10") != []


def test_a_number_that_another_district_has_and_an_empty_list_are_taken_only_when_they_are_meant(screen: SetUpDialog) -> None:
    page = show(screen, StationsChangePage)
    assert isinstance(page, StationsChangePage)
    register = region_of(screen).columns.register
    typed(page.searched, "700")
    pushed(page.add)
    assert (page.found.words(), page.area.currentIndex(), register.find("700")) == (
        "Choose the district of the new station.",
        -1,
        [],
    )
    typed(page.number, "10")
    page.area.setCurrentIndex(page.area.findData("area3"))
    typed(page.voters, "0")
    pushed(page.add)
    assert (page.meant.isVisible(), page.meant.text()) == (True, "It is another station of this number: save it")
    pushed(page.meant)
    assert (page.meant.isVisible(), page.meant.text()) == (True, "Nobody is on its list: add it")
    assert len(region_of(screen).columns.register.bearing("10")) == 1
    pushed(page.meant)
    assert (screen.told(), page.meant.isVisible()) == ("Station 10 was added.", False)
    assert len(region_of(screen).columns.register.bearing("10")) == 2


def test_contacts_of_a_station_are_kept_beside_it(screen: SetUpDialog) -> None:
    page = show(screen, StationsChangePage)
    assert isinstance(page, StationsChangePage)
    bodies = region_of(screen).columns.records.bodies["contact"]
    assert not page.add_contact.isEnabled()
    typed(page.searched, "10")
    typed(page.person, "Айгүл")
    typed(page.phones, "8 700 11; 8 701 22")
    pushed(page.add_contact)
    assert list(bodies.values()) == [Contact(station="station01", role="chair", name="Айгүл", phones=("8 700 11", "8 701 22"))]
    chosen(page.view, 0)
    typed(page.phones, "none")
    pushed(page.change_contact)
    assert screen.told().startswith("A phone cannot be taken as it stands.")
    chosen(page.view, 0)
    typed(page.phones, "8 702 33")
    pushed(page.change_contact)
    assert [contact.phones for contact in bodies.values()] == [("8 702 33",)]
    chosen(page.view, 0)
    pushed(page.withdraw_contact)
    assert (list(bodies.values()), page.model.rowCount()) == ([], 0)


@pytest.mark.parametrize(
    ("role", "titles"),
    [
        ("supervisor", ["Choices", "Stations"]),
        (
            "admin",
            ["Region", "Day and hours", "Rules", "Verification", "Contests", "Choices", "Districts", "Stations"],
        ),
    ],
)
def test_what_a_role_does_not_change_is_not_there(desk: Desk, qtbot: QtBot, role: str, titles: list[str]) -> None:
    assert desk.region is not None
    desk.region.person = Person("Dana", (role,))
    screen = SetUpDialog(desk, CsvReader())
    qtbot.addWidget(screen)
    assert [screen.steps.item(place).text() for place in range(screen.steps.count())] == titles
