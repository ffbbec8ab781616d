"""Regions that are begun from the window, files that were open before, and what is asked on the way."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from electdesk.ui.parts import Banner, Label
from electdesk.ui.setup.from_old import FromOldDialog
from electdesk.ui.setup.wizard import SetUpWizard
from electdesk.ui.window import MainWindow
from tests.regions import small_region
from tests.ui.window.at_window import press, region_of, said

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def test_a_new_name_without_the_ending_gets_it(
    window: MainWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(tmp_path / "День 1.v2"), "")))
    window.action("file.sample").trigger()
    assert region_of(window).store.path == tmp_path / "День 1.v2.electdesk"


def test_who_changes_their_mind_changes_nothing(window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: ("", "")))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(lambda *_: ("", "")))
    window.open_file(file)
    before = region_of(window).store.counts
    for name in ("file.open", "file.sample", "file.copy", "file.restore", "file.import"):
        window.action(name).trigger()
    assert (region_of(window).store.counts, said(window), said(window, "error")) == (before, "", "")


def test_a_new_region_is_asked_for_made_and_opened(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    proposals: list[str] = []
    told: list[str] = []

    def answer(wizard: SetUpWizard) -> int:
        wizard.show()
        wizard.work.change_set_up(region={"ru": "Алтай"})
        wizard.work.add_contest("ru-duma-2021")
        wizard.show_page(6)
        QTest.keyClick(wizard, Key.Key_Return)
        banners: list[Banner] = list(wizard.findChildren(Banner))
        told.extend(banner.words() for banner in banners)
        wizard.close()
        return wizard.result()

    def target(_window: MainWindow, _title: str, proposal: str, _filter: str) -> tuple[str, str]:
        proposals.append(Path(proposal).name)
        return str(tmp_path / Path(proposal).name), ""

    monkeypatch.setattr(SetUpWizard, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(target))
    press(window, Key.Key_N, CONTROL)
    assert (proposals, told) == (["Алтай.electdesk"], [])
    region = region_of(window)
    assert (region.store.path, region.is_test, len(region.columns.contests)) == (tmp_path / "Алтай.electdesk", True, 2)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Key.Key_N, CONTROL)
    assert told[-1].startswith(f"There is already a file {tmp_path / 'Алтай.electdesk'}.")
    assert region_of(window) is region


def test_the_real_region_is_made_from_the_practice_region_that_is_open(
    window: MainWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_file(file)
    old = region_of(window).store
    fingerprint = old.fingerprint
    told: list[str] = []

    def answer(dialog: FromOldDialog) -> int:
        dialog.show()
        labels: list[Label] = list(dialog.findChildren(Label))
        told.extend(label.words() for label in labels if label.words().startswith(("Taken", "Not taken")))
        dialog.real.setFocus()
        QTest.keyClick(dialog.real, Key.Key_Space)
        QTest.keyClick(dialog, Key.Key_Return)
        return dialog.result()

    target = tmp_path / "real.electdesk"
    monkeypatch.setattr(FromOldDialog, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(target), "")))
    window.action("file.from").trigger()
    region = region_of(window)
    earlier = region.columns.set_up.earlier
    assert earlier is not None
    assert (region.store.path, region.is_test, len(region.columns.register), earlier.fingerprint) == (
        target,
        False,
        30,
        fingerprint,
    )
    assert not any(columns.entry_seqs for columns in region.columns.contests.values())
    assert told == [
        "Taken: districts 3, contests 1, choices 3, stations 30, contacts 0, users 0.",
        "Not taken: entries 20, papers 0, decisions 2, notes 1. They stay in the older file, which was not changed.",
    ]


def test_a_recent_file_is_one_step_away_and_says_where_it_is_gone(window: MainWindow, file: Path, tmp_path: Path) -> None:
    small_region(tmp_path, name="other").close()
    window.open_file(file)
    window.open_file(tmp_path / "other.electdesk")
    menus: list[QMenu] = list(window.menu("file").findChildren(QMenu))
    assert [menu.title() for menu in menus] == ["Recent files"]
    menus[0].aboutToShow.emit()
    texts = [action.text() for action in menus[0].actions()]
    assert [Path(text).stem for text in texts[:2]] == ["other", "small"]
    menus[0].actions()[1].trigger()
    assert region_of(window).store.path == file
    (tmp_path / "other.electdesk").unlink()
    menus[0].aboutToShow.emit()
    next(action for action in menus[0].actions() if "other" in action.text()).trigger()
    assert said(window, "error").count(". ") == 2
    assert region_of(window).store.path == file
