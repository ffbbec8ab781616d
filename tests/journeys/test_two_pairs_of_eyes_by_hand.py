"""Twenty stations typed twice by keys at the real window, in three layouts, then settled, made final and printed."""

import random
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from electdesk.domain.states import State
from electdesk.i18n import format_count
from electdesk.reports.pages import text_of
from tests.cli.running import command_line
from tests.journeys.conftest import Start
from tests.journeys.office import CONTROL, Key, Office
from tests.journeys.slips import SLIPS, fits
from tests.journeys.two_pairs import Commission, Paper, places
from tests.journeys.typist import Typist

LAYOUTS = ("en", "ru", "kk")
PASSWORDS = {"aigul": "aigul has a long one", "bolat": "у болата длинный пароль", "saule": "сәуленің құпиясөзі ұзын"}


@pytest.fixture
def commission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commission:
    """Twenty stations from all over the region, and passwords in three scripts."""
    own = Commission.password
    monkeypatch.setattr(Commission, "password", staticmethod(lambda login: PASSWORDS.get(login) or own(login)))
    return Commission(tmp_path, [place for place in places(20) if fits("", place)][:20])


@pytest.fixture
def office(start: Start, commission: Commission) -> Office:
    """The window over the file; it asks who works."""
    begun = start()
    assert begun.window.open_file(commission.file)
    return begun


def planted(commission: Commission) -> tuple[dict[str, Paper], dict[str, Paper]]:
    """What the two clerks type: at eight stations the first slips, at three others the second."""
    rng = random.Random("by hand")
    every = list(commission.places.values())
    first = {place.number: place.paper for place in every}
    second = dict(first)
    kinds = ["digit changed", "candidates swapped", "row shifted", "list wrong", "digits transposed", "adjacent lines swapped"]
    for place, kind in zip(every[::3], kinds, strict=False):
        first[place.number] = SLIPS[kind](place, rng, every)
    for place, kind in zip(every[1::6], ("digit dropped", "digit doubled", "candidates swapped"), strict=False):
        second[place.number] = SLIPS[kind](place, rng, every)
    return first, second


def test_twenty_stations_by_two_clerks_and_a_supervisor(
    office: Office, commission: Commission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = planted(commission)
    numbers = list(commission.places)
    layout_of = {number: LAYOUTS[place * len(LAYOUTS) // len(numbers)] for place, number in enumerate(numbers)}
    typist = Typist(office)

    # Aigul types the first entries.
    typist.log_in("aigul", PASSWORDS["aigul"])
    office.page(2)
    for number in numbers:
        typist.layout = layout_of[number]
        typist.type_paper(number, first[number])
    assert {office.state(number) for number in numbers} == {State.FIRST_ENTRY}

    # Bolat types the second ones; where they differ the lines come again at once, and he types them from the paper.
    typist.lock()
    typist.log_in("bolat", PASSWORDS["bolat"])
    office.page(2)
    work = office.window.entry.work
    for number in numbers:
        typist.layout = layout_of[number]
        typist.type_paper(number, second[number])
        if first[number] == second[number]:
            continue
        model = work.model
        assert model is not None
        lines = [line for line in first[number] if first[number][line] != second[number][line]]
        assert [model.sheet.numbers[slot] for slot in range(len(model.sheet.numbers)) if slot not in model.locked] == lines
        typist.lines({line: commission.places[number].paper[line] for line in lines})
        typist.finish()
    waiting = [number for number in numbers if first[number] != commission.places[number].paper]
    assert [number for number in numbers if office.state(number) != State.SETTLED] == waiting
    assert {office.state(number) for number in waiting} == {State.DIFFERENCE}

    # Saule settles on the page of differences, from the paper, without the mouse.
    typist.lock()
    typist.log_in("saule", PASSWORDS["saule"])
    office.page(4)
    page = office.window.differences
    order: list[str] = []
    while page.settling.open_one is not None and len(order) < len(waiting):
        number = office.contest.register.stations[page.settling.open_one.row].number
        order.append(number)
        typist.layout = layout_of[number]
        paper = commission.places[number].paper
        asked = {line.paper.number: paper[line.paper.number] for line in page.settling.lines()}
        assert [line for line in first[number] if first[number][line] != paper[line]] == list(asked)
        assert {(line.first, line.second) for line in page.settling.lines()} == {(None, None)}
        typist.lines(asked)
        typist.plus()
    assert sorted(order) == sorted(waiting)
    assert {office.state(number) for number in numbers} == {State.SETTLED}

    # All are made final, the region is what the papers say, and the summary of a settled station is printed with both hands on it.
    office.choose(numbers[0])
    typist.press(Key.Key_A, "a", held=CONTROL)
    office.window.overview.actions_of_stations.trigger("final")
    assert {office.state(number) for number in numbers} == {State.FINAL}
    sums = commission.sums()
    office.window.overview.totals.show_area("")
    assert {line: "".join(filter(str.isdigit, figure)) for line, figure in office.shown_lines().items()} == {
        line: str(figure) for line, figure in sums.items()
    }
    pdf = tmp_path / "summary.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(pdf), "")))
    office.choose(waiting[0])
    office.key(Key.Key_P, CONTROL)
    printing = office.window.printing
    office.qtbot.waitUntil(lambda: printing.pages.reader() is not None, timeout=30_000)
    QTest.mouseClick(printing.save_button, Qt.MouseButton.LeftButton)
    text = " ".join(text_of(pdf.read_bytes()))
    paper = commission.places[waiting[0]].paper
    assert [figure for figure in paper.values() if format_count(figure or 0) not in text] == []
    assert [login for login in ("aigul", "bolat", "saule") if login not in text] == []
    office.window.close()
    assert command_line("verify", commission.file).code == 0
    assert commission.total("aigul", "final") == (sums, len(numbers))
    assert QApplication.focusWidget() is None


def test_a_protocol_costs_one_key_a_field_beyond_its_digits_and_three_more(office: Office, commission: Commission) -> None:
    typist = Typist(office)
    numbers = list(commission.places)[:4]
    costs: dict[str, list[int]] = {}
    for login in ("aigul", "bolat"):
        typist.log_in(login, PASSWORDS[login])
        office.page(2)
        costs[login] = []
        for number in numbers:
            paper, before, named = commission.places[number].paper, typist.keys, office.window.entry.asked.proposed is None
            if named:
                typist.digits(number)
                typist.enter()
            typist.enter()
            typist.lines(paper)
            typist.finish()
            digits = sum(len(str(figure)) for figure in paper.values()) + (len(number) if named else 0)
            costs[login].append(typist.keys - before - digits - len(paper))
        typist.lock()
    # The first station is named: its number, Enter, Enter, +; then the next that waits is proposed: Enter, +. One Enter less than fields.
    assert costs == {"aigul": [2, 1, 1, 1], "bolat": [2, 1, 1, 1]}
