"""Unsettled numbers are told to nobody but their author: on no page or dialog, in no print, clipboard or file, to no screen reader."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QFileDialog

from electdesk import app
from electdesk.paths import error_reports_dir
from electdesk.reports.pages import text_of
from tests.cli.running import command_line
from tests.journeys.conftest import Start
from tests.journeys.office import CONTROL, Key, Office
from tests.journeys.told import found_in, told
from tests.journeys.two_pairs import ADMIN, Commission, Paper, finish, places
from tests.journeys.typist import Typist

OTHERS = {"hall": "viewer", "nurlan": "reception", "olga": "observation", "arman": "analyst"}
LEFT_ALONE = (
    "people.lock",
    "file.",
    "edit.undo",
    "edit.redo",
    "view.fullscreen",
    "view.larger",
    "view.smaller",
    "view.usual",
    "view.theme",
    "view.language",
)
"""Actions of the menu that end the walk or change how it looks; of the file only what is in ``OF_THE_FILE``."""
OF_THE_FILE = ("file.print", "file.copy", "file.save", "file.setup", "file.import")


def unmistakable(commission: Commission, station: int) -> Paper:
    """A paper of numbers that stand nowhere else: seven digits each, all different."""
    return {
        line: 7_310_047 + 10_000 * station + 631 * place for place, line in enumerate(next(iter(commission.places.values())).paper)
    }


class Planted:
    """A region in which Aigul has typed numbers that nobody else may see, and what must not be found."""

    def __init__(self, folder: Path) -> None:
        self.commission = commission = Commission(folder, places(110), OTHERS)
        self.numbers = list(commission.places)
        self.alone, self.differs, self.parked, self.bolats, *self.settled = self.numbers
        papers = {
            number: unmistakable(commission, at) for at, number in enumerate((self.alone, self.differs, self.parked, self.bolats))
        }
        self.papers = papers
        for clerk in ("aigul", "dana"):
            commission.run(clerk, [finish(number, commission.places[number].paper) for number in self.settled])
        commission.run("aigul", [finish(number, papers[number]) for number in (self.alone, self.differs, self.bolats)])
        second: Paper = {line: (figure or 0) + 313 for line, figure in papers[self.differs].items()}
        commission.run("dana", [finish(self.differs, second)])
        self.own: Paper = {line: 9_120_011 + 577 * place for place, line in enumerate(papers[self.bolats])}
        commission.run("bolat", [finish(self.bolats, self.own)])
        sums, unsettled = commission.sums(self.settled), [*papers.values(), second]
        hidden = {figure or 0 for paper in unsettled for figure in paper.values()}
        # A sum that holds one of them tells it to whoever can subtract.
        with_sums = {sums[line] + (figure or 0) for paper in unsettled for line, figure in paper.items()}
        all_in = {sum((paper[line] or 0) for paper in papers.values()) for line in sums}
        self.hidden = hidden | with_sums | all_in


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    return Planted(tmp_path)


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """The same for commands that only read."""
    return Planted(tmp_path_factory.mktemp("planted"))


@pytest.fixture
def office(start: Start, planted: Planted, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Office:
    """The window over the file; every file that is saved gets a name of its own."""
    count = iter(range(1000))
    saved = tmp_path / "saved"
    saved.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(saved / f"{next(count)}.pdf"), "")))
    for asking in ("getOpenFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, asking, staticmethod(lambda *_: ("", "")))
    begun = start()
    assert begun.window.open_file(planted.commission.file)
    return begun


class Walk:
    """Every page, station, dialog and print that somebody has; ``seen`` is all that was told on the way."""

    def __init__(self, office: Office, planted: Planted) -> None:
        self.office, self.planted = office, planted
        self.found: set[tuple[str, str]] = set()
        self.dialogs: set[str] = set()
        self.tables = 0
        self._closing = QTimer()
        self._closing.setInterval(0)
        self._closing.timeout.connect(self._close_dialog)

    def look(self, where: str) -> None:
        """All that stands in any window now."""
        QApplication.processEvents()
        self.found |= {(f"{where}: {part}", number) for part, number in found_in(self.planted.hidden, told())}

    def _close_dialog(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            self.dialogs.add(type(dialog).__name__)
            self.look(type(dialog).__name__)
            dialog.reject()

    def copy_tables(self, where: str) -> None:
        """Ctrl+A, Ctrl+C in each table that is shown."""
        views: list[QAbstractItemView] = list(self.office.window.findChildren(QAbstractItemView))
        board = QGuiApplication.clipboard()
        for view in views:
            if view.isVisible() and view.isEnabled():
                self.tables += 1
                board.clear()
                view.setFocus()
                for key in (Key.Key_A, Key.Key_C):
                    QTest.keyClick(view, key, CONTROL)
                data = board.mimeData()
                texts = [(kind, bytes(data.data(kind).data()).decode("utf-8", "replace")) for kind in data.formats()]
                self.found |= {
                    (f"{where}: clipboard {type(view).__name__}", number) for _, number in found_in(self.planted.hidden, texts)
                }

    def pages(self) -> list[str]:
        """Every page that the person is offered."""
        shown: list[str] = []
        for key in ("overview", "entry", "reception", "differences", "documents", "progress"):
            self.office.window.show_page(key)
            if self.office.window.page_key() != key:
                continue
            shown.append(key)
            self.look(key)
            self.copy_tables(key)
        return shown

    def stations(self) -> None:
        """Each station chosen on the overview, opened for entry, its history, its summary on the screen."""
        window = self.office.window
        for number in self.planted.numbers[:5]:
            row = self.office.row(number)
            window.show_page("overview")
            window.overview.go_to(row)
            self.look(f"overview {number}")
            window.desk_pages.show_history(row)
            self.look(f"history {number}")
            assert window.desk_pages.history is not None
            window.desk_pages.history.close()
            window.show_page("entry")
            if window.page_key() == "entry":
                window.entry.open_station(row)
                self.look(f"entry {number}")
                self.office.key(Key.Key_Return)
                self.office.key(Key.Key_F2)
                self.look(f"entry {number} F2")
                self.office.key(Key.Key_Escape)
        register = self.office.region.columns.register
        window.show_page("overview")
        for area in (register.area_ids[0], register.stations[self.office.row(self.planted.alone)].area):
            window.overview.totals.show_area(area)
            self.look(f"totals {area}")

    def actions(self) -> list[str]:
        """Every action of the menus that can be triggered, with the dialog it opens."""
        done = []
        self._closing.start()
        actions: list[QAction] = list(self.office.window.findChildren(QAction))
        for action in actions:
            name = action.objectName()
            left_alone = name.startswith(LEFT_ALONE) and name not in OF_THE_FILE
            if name and action.isEnabled() and action.isVisible() and action.menu() is None and not left_alone:
                self.office.window.show_page("overview")
                action.trigger()
                self.look(name)
                done.append(name)
        self._closing.stop()
        return done


def files_in(folder: Path) -> Iterator[tuple[str, object]]:
    """What every file under a folder says, but copies of the region file: they hold it whole."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.read_bytes().startswith(b"SQLite format 3"):
            yield path.name, path.read_bytes().decode("utf-8", "replace")


def test_numbers_of_an_unsettled_entry_are_told_to_their_author_alone(
    office: Office, planted: Planted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commission, typist = planted.commission, Typist(office)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    app._install_handler(office.window)

    # Aigul looks at her own, so that every page has had them, parks half of another protocol, and locks.
    typist.log_in("aigul", commission.password("aigul"))
    aigul = Walk(office, planted)
    aigul.pages()
    aigul.stations()
    assert {number for _, number in aigul.found} >= {str(figure) for figure in planted.papers[planted.alone].values()}
    office.page(2)
    office.station(planted.parked)
    typist.lines(dict(list(planted.papers[planted.parked].items())[:6]))
    typist.enter()
    QTimer.singleShot(0, lambda: (_ for _ in ()).throw(RuntimeError("while numbers stand on the screen")))
    office.qtbot.waitUntil(lambda: any(error_reports_dir().glob("error *.txt")))
    office.window.desk_pages.show_history(office.row(planted.alone))
    office.window.desk_pages.show_hall()
    office.window.action("people.lock").trigger()
    QApplication.processEvents()
    left = found_in(planted.hidden, told())
    assert left == []

    # Each role that reads, for there is no page, table, dialog or key of theirs that may tell one.
    for login in ("bolat", "hall", "marat"):
        QGuiApplication.clipboard().clear()
        typist.log_in(login, commission.password(login))
        walk = Walk(office, planted)
        shown = walk.pages()
        walk.stations()
        if login == "bolat":
            done = walk.actions()
            assert ("entry" in shown, len(done) > 5) == (True, True)
            assert walk.dialogs == {"HelpDialog", "AboutDialog", "PasswordDialog", "NewIncident"}
        assert (sorted(walk.found), {"overview", "documents"} <= set(shown), walk.tables > 3) == ([], True, True)
        office.window.action("people.lock").trigger()

    # What is left on the disk beside the region file and its copies: settings, reports of faults, what was saved.
    office.window.close()
    folders = [Path(os.environ[name]) for name in ("ELECTDESK_CONFIG_DIR", "ELECTDESK_DATA_DIR")]
    assert [path for folder in folders for path in folder.rglob("error *.txt")] != []
    written = [text for folder in folders for text in files_in(folder)]
    assert len(written) > 1
    assert found_in(planted.hidden, written) == []


@pytest.mark.parametrize("login", ["bolat", *OTHERS, ADMIN])
def test_no_command_and_no_document_tells_a_number_of_an_unsettled_entry(read_only: Planted, tmp_path: Path, login: str) -> None:
    commission, saved = read_only.commission, tmp_path / "saved"
    saved.mkdir()
    who = commission.who(login)
    texts: list[tuple[str, object]] = []
    stations = [word for number in read_only.numbers[:5] for word in ("--station", number)]
    for name, *words in (("station", *stations), ("correction", *stations), ("consolidated",), ("missing",), ("copies",)):
        pdf = saved / f"{name}.pdf"
        done = command_line("report", commission.file, name, pdf, *words, *who)
        texts += [(name, done.out + done.err)]
        if done.code == 0:
            texts += [(name, page) for page in text_of(pdf.read_bytes())]
    asked: list[tuple[str, ...]] = [
        ("totals", "--by", by, "--basis", basis) for by in ("station", "district", "region") for basis in ("preliminary", "settled")
    ]
    asked += [("check",), ("log",), ("differences",), *(("history", number) for number in read_only.numbers[:5])]
    for command, *words in asked:
        for more in ([], ["--json"]):
            done = command_line(command, commission.file, *words, *more, *who)
            texts += [(command, done.out + done.err)]
    assert (len(texts) > 30, found_in(read_only.hidden, texts)) == (True, [])


def test_the_author_and_a_supervisor_are_told_those_numbers(read_only: Planted) -> None:
    commission = read_only.commission
    mine = [figure or 0 for figure in read_only.papers[read_only.alone].values()]
    for login in ("aigul", "saule"):
        done = command_line("history", commission.file, read_only.alone, "--json", *commission.who(login))
        assert {number for _, number in found_in(mine, [("history", done.out)])} == {str(figure) for figure in mine}
