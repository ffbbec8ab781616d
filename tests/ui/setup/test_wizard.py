"""The wizard by keys alone: what is missing is said beside the field, forward and back lose nothing, and the region is what was answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from electdesk.app import RegionFiles
from electdesk.domain.records import Choice, Contact, SetUp
from electdesk.i18n import LANGUAGES, use_language
from electdesk.paths import resources_dir
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.services.region import Region
from electdesk.services.set_up.reading import open_set_up
from electdesk.services.set_up.ready import Ready
from electdesk.services.users import authenticate
from electdesk.ui.look import apply_theme
from electdesk.ui.parts import Banner, FindingBox
from electdesk.ui.parts.following import announce_language
from electdesk.ui.setup.contests_page import ContestsPage
from electdesk.ui.setup.day_page import DayPage, offset_words, slots_between
from electdesk.ui.setup.fields import Page
from electdesk.ui.setup.people_page import PeoplePage
from electdesk.ui.setup.region_page import RegionPage
from electdesk.ui.setup.rules_page import RulesPage
from electdesk.ui.setup.stations_page import StationsPage
from electdesk.ui.setup.wizard import SetUpWizard
from electdesk.workbooks.csv_reader import CsvReader
from tests.ui.parts.conftest import type_text

Key = Qt.Key
SAMPLE = resources_dir() / "samples" / "set-up.toml"
STATIONS = "Район\tУИК\tЧисло избирателей\tПредседатель\tТелефон\nСевер\t1\t100\tАйгүл\t8 700 11\nЮг\t2\t250\t\t"


@pytest.fixture
def wizard(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[SetUpWizard]:
    """The wizard as it opens, with a place for its draft and real files."""
    apply_theme(qapp, "light", 100)
    made = open_wizard(qtbot, tmp_path)
    yield made
    if made.region is not None:
        made.region.close()


def open_wizard(qtbot: QtBot, tmp_path: Path) -> SetUpWizard:
    """A wizard over the draft in this folder; it makes regions there."""
    work = SetUpWork(CsvReader(), tmp_path / "draft.json")

    def make(mode: str, ready: Ready, password: str) -> Region:
        return RegionFiles().begin(tmp_path / "made.electdesk", mode, ready, password)[0]

    made = SetUpWizard(work, make)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def focus() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def keys(text: str) -> None:
    type_text(focus(), text)


def press(key: Qt.Key, times: int = 1, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for _ in range(times):
        QTest.keyClick(focus(), key, held)
    QApplication.processEvents()


def forward(wizard: SetUpWizard) -> None:
    press(Key.Key_PageDown, held=Qt.KeyboardModifier.ControlModifier)


def back(wizard: SetUpWizard) -> None:
    press(Key.Key_PageUp, held=Qt.KeyboardModifier.ControlModifier)


def page(wizard: SetUpWizard, place: int) -> Page:
    return wizard.pages[place]


def troubles(wizard: SetUpWizard) -> list[str]:
    """What the page that is shown says is wrong, field by field."""
    shown = wizard.pages[wizard.work.page]
    return [trouble.words() for trouble in shown.troubles if trouble.isVisible()]


def boxes_of(wizard: SetUpWizard) -> list[FindingBox]:
    """What the summary says is missing."""
    found: list[FindingBox] = list(wizard.summary.findChildren(FindingBox))
    return [box for box in found if box.isVisible()]


def told(wizard: SetUpWizard) -> list[str]:
    """What the wizard says above its pages."""
    found: list[Banner] = list(wizard.findChildren(Banner))
    return [banner.words() for banner in found]


def paste(text: str) -> None:
    QApplication.clipboard().setText(text)
    press(Key.Key_V, held=Qt.KeyboardModifier.ControlModifier)


def test_a_region_is_set_up_by_keys_alone(wizard: SetUpWizard, tmp_path: Path) -> None:
    assert troubles(wizard) == []
    keys("Область")
    press(Key.Key_Tab)
    keys("Облыс")
    assert troubles(wizard) == []
    forward(wizard)
    day = page(wizard, 1)
    assert isinstance(day, DayPage)
    day.opens.setFocus()
    keys("7:00")
    press(Key.Key_Tab)
    keys("6")
    assert troubles(wizard) == ["“6” is no time. Write it as HH:MM, with two digits each."]
    keys(".30")
    assert troubles(wizard) == ["Voting ends at 06:30, and it begins at 07:00. Write a later end."]
    press(Key.Key_Backspace, 5)
    keys("20:00")
    assert troubles(wizard) == []
    day.two_hourly.setFocus()
    press(Key.Key_Space)
    assert wizard.work.plan.set_up.turnout_slots == ("09:00", "11:00", "13:00", "15:00", "17:00", "19:00", "20:00")
    forward(wizard)
    assert troubles(wizard) == []
    contests = page(wizard, 2)
    assert isinstance(contests, ContestsPage)
    contests.add.setFocus()
    press(Key.Key_Space)
    assert focus() is contests.forms
    contests.choices.setFocus()
    keys("Асанова Гүлнар")
    press(Key.Key_Return)
    keys("Беков Ерлан")
    press(Key.Key_Return)
    keys("против всех")
    assert len(troubles(wizard)) == 1
    press(Key.Key_Backspace, 12)
    assert troubles(wizard) == []
    forward(wizard)
    stations = page(wizard, 3)
    assert isinstance(stations, StationsPage)
    stations.way.set_current("table")
    stations.refresh()
    stations.table.setFocus()
    paste(STATIONS)
    assert (troubles(wizard), stations.model.rowCount()) == ([], 2)
    for _ in range(3):
        forward(wizard)
    assert boxes_of(wizard) == []
    press(Key.Key_Return)
    region = wizard.region
    assert region is not None
    columns = region.columns
    (contest,) = columns.contests.values()
    assert (region.store.genesis.mode, columns.set_up.region, columns.set_up.opens, columns.set_up.closes) == (
        "TEST",
        {"ru": "Область", "kk": "Облыс"},
        "07:00",
        "20:00",
    )
    assert [choice.name for choice in contest.choices.values() if choice.contest == contest.record] == [
        {"": "Асанова Гүлнар"},
        {"": "Беков Ерлан"},
    ]
    assert [(station.number, station.voters) for station in columns.register.stations] == [("1", 100), ("2", 250)]
    assert list(columns.records.bodies["contact"].values()) == [
        Contact(station=columns.register.ids[0], role="chair", name="Айгүл", phones=("8 700 11",))
    ]
    assert not (tmp_path / "draft.json").exists()


def test_forward_and_back_lose_nothing(wizard: SetUpWizard) -> None:
    wizard.take_set_up(SAMPLE)
    plan = wizard.work.plan
    assert plan == open_set_up(SAMPLE)
    for _ in range(6):
        back(wizard)
    assert (wizard.work.page, wizard.work.plan) == (0, plan)
    for _ in range(6):
        forward(wizard)
    assert (wizard.work.page, wizard.work.plan) == (6, plan)
    assert [row.text for row in wizard.summary.rows()[:4]] == [
        "Practice oblast",
        "Practice oblast election commission",
        "Practice election",
        "TEST: an exercise",
    ]


def test_a_closed_wizard_is_gone_on_with_and_started_anew(wizard: SetUpWizard, qtbot: QtBot, tmp_path: Path) -> None:
    keys("Область")
    forward(wizard)
    press(Key.Key_Escape)
    again = open_wizard(qtbot, tmp_path)
    assert (again.work.page, again.work.plan.set_up.region) == (1, {"ru": "Область"})
    assert any("go on with the answers" in words for words in told(again))
    again.anew.click()
    assert (again.work.page, again.work.plan.set_up.region, (tmp_path / "draft.json").exists()) == (0, {}, False)
    first = again.pages[0]
    assert isinstance(first, RegionPage)
    assert first.region.names() == {}


def test_an_untouched_wizard_leaves_no_draft(wizard: SetUpWizard, tmp_path: Path) -> None:
    press(Key.Key_Escape)
    assert not (tmp_path / "draft.json").exists()


def test_users_begin_with_their_administrator_and_no_password_lies_on_the_disk(wizard: SetUpWizard, tmp_path: Path) -> None:
    wizard.take_set_up(SAMPLE)
    back(wizard)
    people = page(wizard, 5)
    assert isinstance(people, PeoplePage)
    people.users.setFocus()
    press(Key.Key_Space)
    assert wizard.work.plan.set_up.verification == "double"
    people.login.setFocus()
    keys("aigul")
    people.password.setFocus()
    keys("short")
    assert "10" in people.password_trouble.words()
    keys(" but long enough")
    people.again.setFocus()
    keys("short but long")
    assert people.password_trouble.words() == "The two passwords differ."
    keys(" enough")
    assert not people.password_trouble.isVisible()
    people.others.setFocus()
    keys("dana; Дана К.; оператор, приём протоколов")
    press(Key.Key_Return)
    keys("AIGUL")
    assert troubles(wizard) == ["Two users have the name AIGUL. Give each user another name."]
    press(Key.Key_Backspace, 5)
    keys("bolat")
    assert [(user.login, user.roles) for user in wizard.work.plan.users] == [
        ("aigul", ("supervisor", "admin")),
        ("dana", ("clerk", "reception")),
        ("bolat", ("clerk",)),
    ]
    wizard.work.save_draft()
    assert "short but long" not in (tmp_path / "draft.json").read_text("utf-8")
    forward(wizard)
    press(Key.Key_Return)
    assert wizard.region is not None
    assert authenticate(wizard.region, "aigul", "short but long enough").person.roles == ("supervisor", "admin")


def test_what_is_missing_bars_the_way_and_enter_goes_there(wizard: SetUpWizard) -> None:
    wizard.show_page(6)
    QApplication.processEvents()
    boxes = boxes_of(wizard)
    assert [box.plain_text().splitlines()[1] for box in boxes] == [
        "Type the name of the region.",
        "There is no contest. Add one contest with its form for each ballot of the day.",
    ]
    assert not wizard.forward.isEnabled()
    boxes[1].setFocus()
    press(Key.Key_Return)
    assert wizard.work.page == 2


def test_rules_that_are_left_alone_stay_out_of_the_plan(wizard: SetUpWizard) -> None:
    wizard.show_page(4)
    rules = page(wizard, 4)
    assert isinstance(rules, RulesPage)
    assert wizard.work.plan.set_up == SetUp(region={})
    rules.limits["reserve_percent"].setValue(3)
    rules.closing["abroad"].setFocus()
    press(Key.Key_Up)
    rules.base.setFocus()
    press(Key.Key_Down, 2)
    assert wizard.work.plan.set_up == SetUp(
        region={}, thresholds={"reserve_percent": 3}, closing={"abroad": "clock"}, percentage_base="took_part"
    )


def test_a_bad_cell_is_named_before_anything_is_made(wizard: SetUpWizard, tmp_path: Path) -> None:
    wizard.show_page(3)
    stations = page(wizard, 3)
    assert isinstance(stations, StationsPage)
    file = tmp_path / "stations.csv"
    file.write_text("УИК;Тип\n1;плавучий\n2;обычный\n", encoding="utf-8")
    stations.take_file(file)
    assert troubles(wizard) == ["Cell B2, Тип: There is no station type “плавучий”. Write a known type, or leave the cell empty."]
    assert stations.tiles.current() == "refused"
    file.write_text("УИК;Тип\n1;больница\n2;обычный\n", encoding="utf-8")
    stations.again.click()
    assert (troubles(wizard), stations.model.rowCount()) == ([], 2)


def test_a_form_of_several_ballots_becomes_several_contests(wizard: SetUpWizard) -> None:
    wizard.show_page(2)
    contests = page(wizard, 2)
    assert isinstance(contests, ContestsPage)
    contests.add.click()
    contests.forms.setCurrentIndex(contests.forms.findData("ru-duma-2021"))
    contests.forms.activated.emit(contests.forms.currentIndex())
    assert [contest.form for contest in wizard.work.plan.contests] == ["ru-duma-2021"] * 2
    first, second = (contest.ballot for contest in wizard.work.plan.contests)
    contests.later.click()
    assert [contest.ballot for contest in wizard.work.plan.contests] == [second, first]
    contests.remove.click()
    assert [contest.ballot for contest in wizard.work.plan.contests] == [second]


def test_a_wrong_form_file_is_told_with_its_lines(wizard: SetUpWizard, tmp_path: Path) -> None:
    wizard.show_page(2)
    contests = page(wizard, 2)
    assert isinstance(contests, ContestsPage)
    contests.add.click()
    file = tmp_path / "own.toml"
    file.write_text('id = "own"\n[[line]]\nid = "a"\nnumbr = "1"\n', encoding="utf-8")
    contests.take_form_file(file)
    assert troubles(wizard) == ["The form file cannot be used as it is; its mistakes are listed below."]
    assert "Line 4 of the file" in contests.form_trouble.words()


def test_answers_are_saved_as_a_set_up_file_that_gives_them_again(
    wizard: SetUpWizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard.take_set_up(SAMPLE)
    file = tmp_path / "saved.toml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(file.with_suffix("")), "")))
    wizard.summary.save.setFocus()
    press(Key.Key_Space)
    assert open_set_up(file) == open_set_up(SAMPLE)
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("regio = 1\n", encoding="utf-8")
    before = wizard.work.plan
    wizard.take_set_up(wrong)
    assert wizard.work.plan == before
    assert any("Line 1 of the file" in words for words in told(wizard))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_speaks_the_language_that_is_on(wizard: SetUpWizard, qapp: QApplication, lang: str) -> None:
    wizard.take_set_up(SAMPLE)
    use_language(lang)  # type: ignore[arg-type]
    try:
        announce_language(qapp)
        titles = [wizard.steps.item(place).text() for place in range(7)]
    finally:
        use_language("en")
    expected = {
        "en": ["Region", "Day and hours", "Contests", "Stations", "Rules", "People", "Summary"],
        "ru": ["Регион", "День и часы", "Голосования", "Участки", "Правила", "Люди", "Сводка"],
        "kk": ["Өңір", "Күн мен сағаттар", "Дауыс берулер", "Учаскелер", "Ережелер", "Адамдар", "Қорытынды"],
    }[lang]
    assert titles == [f"{place}  {title}" for place, title in enumerate(expected, 1)]


@pytest.mark.parametrize(("minutes", "words"), [(300, "UTC+05:00"), (-210, "UTC\u221203:30"), (0, "UTC+00:00")])
def test_an_offset_is_written_as_people_write_it(minutes: int, words: str) -> None:
    assert offset_words(minutes) == words


@pytest.mark.parametrize(
    ("opens", "closes", "hours", "slots"),
    [
        ("07:00", "20:00", 4, ("11:00", "15:00", "19:00", "20:00")),
        ("08:30", "10:15", 1, ("09:00", "10:00", "10:15")),
        ("", "20:00", 2, ()),
    ],
)
def test_time_slots_are_proposed_on_full_hours_and_end_with_the_voting(
    opens: str, closes: str, hours: int, slots: tuple[str, ...]
) -> None:
    assert slots_between(opens, closes, hours) == slots


def test_choices_are_records_in_the_order_of_the_ballot(wizard: SetUpWizard) -> None:
    wizard.take_set_up(SAMPLE)
    press(Key.Key_Return)
    assert wizard.region is not None
    choices = wizard.region.columns.records.bodies["choice"].values()
    assert [(choice.order, isinstance(choice, Choice)) for choice in choices] == [(1, True), (2, True)]


def test_what_is_missing_is_told_of_pages_that_somebody_has_been_on(wizard: SetUpWizard) -> None:
    def told() -> list[str]:
        return [wizard.steps.item(place).toolTip() for place in range(len(wizard.pages))]

    assert (troubles(wizard), told()) == ([], [""] * 7)
    wizard.show_page(1)
    assert told() == ["Something is missing here.", *[""] * 6]
    wizard.show_page(0)
    assert troubles(wizard) == ["Type the name of the region."]
    wizard.show_page(6)
    missing = "Something is missing here."
    assert told() == [missing, "", missing, "", "", "", missing]
