"""A clerk's evening: from the practice region to the printed summary, and everything is there the next morning."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from electdesk.domain.figures import NO_NUMBER
from electdesk.domain.states import State
from electdesk.i18n import format_count
from electdesk.reports.pages import text_of
from tests.cli.running import command_line
from tests.journeys.conftest import Start
from tests.journeys.office import CONTROL, Key, Office, digits
from tests.regions import good_values, small_region

GOOD, BROKEN, SOFT, PARKED, SLASHED = "49", "83", "159", "161", "162"


def paper(office: Office, station: str, *, carried_away: int = 0) -> list[int | str]:
    """A protocol of the practice region's form that adds up, as the station's commission wrote it."""
    voters = int(office.contest.register.voters[office.row(station)])
    issued = voters * 9 // 10
    received = -(-voters * 101 // 100)
    found = issued - carried_away
    invalid = found // 100
    votes = [found // 60, found // 70, found // 80]
    lines = [voters, received, issued, 0, issued // 50, received - issued, 0, found, invalid]
    return [*lines, *votes, found - invalid - sum(votes)]


def test_finishing_a_protocol_opens_no_other_window_and_leaves_the_keyboard_at_the_next_number(
    office: Office, tmp_path: Path, qapp: QApplication
) -> None:
    small_region(tmp_path).close()
    office.window.open_file(tmp_path / "small.electdesk")
    office.page(2)
    office.station("33")
    office.lines(list(good_values(750, 600).values()))
    shown: list[str] = []
    office.plus()
    shown += [type(widget).__name__ for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert shown == ["MainWindow"]
    assert QApplication.focusWidget() is office.window.entry.finder.edit


def test_an_evening_from_the_first_number_to_the_printed_summary_and_the_next_morning(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = start()
    file, pdf = tmp_path / "vko.electdesk", tmp_path / "summary.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(file), "")))
    office.window.action("file.sample").trigger()
    empty = office.shown_lines()
    reported = office.window.overview.panel.subtitle()

    # A good protocol moves the totals by its own figures.
    office.page(2)
    good = paper(office, GOOD)
    office.station(GOOD)
    office.lines(good)
    office.plus()
    assert (office.state(GOOD), office.pill(GOOD)) == (State.SETTLED, "settled")
    after = office.shown_lines()
    assert {line: digits(figure) - digits(empty[line]) for line, figure in after.items()} == dict(zip(after, good, strict=True))
    assert digits(office.window.overview.panel.subtitle().split(" ")[0]) == digits(reported.split(" ")[0]) + 1

    # A broken sum is said beside the lines, is finished all the same, stays open and is in no total.
    broken = paper(office, BROKEN)
    broken[-1] = int(broken[-1]) - 10
    office.station(BROKEN)
    office.lines(broken)
    office.plus()
    assert (office.state(BROKEN), office.pill(BROKEN), office.figures(BROKEN)) == (State.FIRST_ENTRY, "first entry", broken)
    assert office.shown_lines() == after
    assert [finding.code for finding in office.contest.findings(office.row(BROKEN))][:1] == ["K1"]

    # A soft finding waits once, then is confirmed by F2 with its reason.
    soft = paper(office, SOFT, carried_away=9)
    office.station(SOFT)
    office.lines(soft)
    office.plus()
    assert office.window.entry.banner_text("asked").startswith("A finding waits for your confirmation")
    office.key(Key.Key_F2)
    office.write("As the paper says")
    office.enter()
    office.plus()
    assert (office.state(SOFT), office.pill(SOFT)) == (State.SETTLED, "settled")
    with_soft = office.shown_lines()
    assert {line: digits(figure) - digits(after[line]) for line, figure in with_soft.items()} == dict(
        zip(with_soft, soft, strict=True)
    )

    # One is put aside with a reason.
    office.station(PARKED)
    office.lines(paper(office, PARKED)[:5])
    office.key(Key.Key_F5)
    office.write("A page is missing")
    office.enter()
    assert office.state(PARKED) == State.AWAITED
    office.qtbot.waitUntil(lambda: office.pill(PARKED) == "parked")
    assert office.shown_lines() == with_soft

    # A line without a number on the paper.
    slashed = paper(office, SLASHED)
    slashed[6] = "/"
    office.station(SLASHED)
    office.lines(slashed)
    office.plus()
    office.plus()
    assert office.figures(SLASHED) == [*slashed[:6], NO_NUMBER, *slashed[7:]]
    assert office.state(SLASHED) == State.SETTLED

    # The last is taken back with Ctrl+Z, its figures are there as a draft, and finished again.
    office.key(Key.Key_Z, CONTROL)
    assert (office.state(SLASHED), office.typed()) == (State.AWAITED, [*slashed[:6], NO_NUMBER, *slashed[7:]])
    assert office.shown_lines() == with_soft
    office.plus()
    office.plus()
    assert office.state(SLASHED) == State.SETTLED

    # The supervisor makes the good one final and prints it.
    office.choose(GOOD)
    office.window.overview.actions_of_stations.trigger("final")
    assert (office.state(GOOD), office.pill(GOOD)) == (State.FINAL, "final")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(pdf), "")))
    office.key(Key.Key_P, CONTROL)
    printing = office.window.printing
    office.qtbot.waitUntil(lambda: printing.pages.reader() is not None, timeout=30_000)
    QTest.mouseClick(printing.save_button, Qt.MouseButton.LeftButton)
    assert office.said() == f"The document was saved as {pdf}."
    text = " ".join(text_of(pdf.read_bytes()))
    assert [figure for figure in good if format_count(int(figure)) not in text] == []

    # Closed and opened again: everything is there, and the draft that was put aside goes on.
    office.window.overview.totals.show_area("")
    shown, fingerprint = office.shown_lines(), office.region.store.fingerprint
    office.window.close()
    morning = start()
    assert morning.window.open_file(file)
    assert (morning.shown_lines(), morning.region.store.fingerprint) == (shown, fingerprint)
    assert [morning.pill(station) for station in (GOOD, BROKEN, SOFT, PARKED, SLASHED)] == [
        "final",
        "first entry",
        "settled",
        "parked",
        "confirm",
    ]
    morning.page(2)
    morning.enter()
    morning.enter()
    assert morning.window.entry.work.row == morning.row(PARKED)
    assert morning.typed() == paper(morning, PARKED)[:5]
    morning.window.close()

    # The command line reads the same figures out of the same file.
    assert command_line("verify", file).code == 0
    unit = command_line("totals", file, "--json").json["units"][0]
    assert {line: digits(figure) for line, figure in shown.items()} == unit["lines"]
