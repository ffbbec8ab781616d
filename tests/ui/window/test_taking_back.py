"""Undo and redo in the window: what is offered, what is asked first, what a banner says."""

import re
from pathlib import Path

from PySide6.QtCore import Qt

from electdesk import settings
from electdesk.domain.states import State
from electdesk.services.commands import MakeFinal
from electdesk.ui.parts.menu_keys import plain_title
from electdesk.ui.window import MainWindow
from tests.ui.window.at_window import click, note, notes, press, region_of, said

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def undo_item(window: MainWindow) -> tuple[str, str]:
    """What the edit menu offers to undo and to redo when it is opened."""
    window.menu("edit").aboutToShow.emit()
    return plain_title(window.action("edit.undo").text()), plain_title(window.action("edit.redo").text())


def test_taking_back_and_making_again_say_what_they_are_about(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    number = region_of(window).columns.register.stations[25].number
    note(window, "first")
    assert undo_item(window) == (f"Undo: station changed · № {number}", "Redo")
    press(window, Key.Key_Z, CONTROL)
    assert said(window).startswith(f"Taken back: station changed · № {number} · Aigul · ")
    assert (notes(window), window.action("edit.redo").isEnabled()) == (("", ""), True)
    assert undo_item(window)[1] == f"Redo: station changed · № {number}"
    press(window, Key.Key_Y, CONTROL)
    assert (notes(window), said(window)) == (("first", ""), f"Done again: station changed · № {number}.")
    press(window, Key.Key_Z, CONTROL)
    click(window, "message", "Redo")
    assert (notes(window), window.action("edit.redo").isEnabled()) == (("first", ""), False)


def test_after_another_change_nothing_is_offered_to_be_made_again(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    note(window, "first")
    press(window, Key.Key_Z, CONTROL)
    note(window, "another", "station26")
    assert (said(window), window.action("edit.redo").isEnabled(), notes(window)) == ("", False, ("", "another"))


def test_a_change_of_several_stations_is_taken_back_only_after_a_yes(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    columns = next(iter(region_of(window).columns.contests.values()))
    ready = [columns.register.ids[row] for row in range(len(columns.register)) if columns.state[row] == State.SETTLED][:2]
    tip = region_of(window).store.counts[0]
    made = window.desk.execute(MakeFinal(stations=tuple(ready), contest=columns.record))
    assert made is not None
    window.overview.stations.table.setFocus()
    press(window, Key.Key_Z, CONTROL)
    assert re.fullmatch(
        r"Undo this: made final · 2 stations · Aigul · \d\d:\d\d\? Everything stays in the history; it can be done again\.",
        said(window, "undo"),
    )
    press(window, Key.Key_Escape)
    assert (region_of(window).store.counts[0], said(window, "undo")) == (tip + 1, "")
    assert window.overview.stations.table.hasFocus()
    press(window, Key.Key_Z, CONTROL)
    press(window, Key.Key_Z, CONTROL)
    assert region_of(window).store.counts[0] == tip + 1
    press(window, Key.Key_Return)
    assert said(window).startswith("Taken back: made final · 2 stations · Aigul · ")
    assert (region_of(window).store.counts[0], said(window, "undo")) == (tip + 2, "")
    assert window.overview.stations.table.hasFocus()


def test_a_change_of_somebody_else_is_taken_back_only_after_a_yes(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    note(window, "first")
    window.leave()
    settings.change(user_name="Botagoz")
    window.open_file(file)
    press(window, Key.Key_Z, CONTROL)
    assert (" · Aigul · " in said(window, "undo"), notes(window)) == (True, ("first", ""))
    click(window, "undo", "Leave it")
    assert (said(window, "undo"), notes(window)) == ("", ("first", ""))


def test_a_question_about_undo_stops_nothing_and_is_gone_once_something_else_is_done(window: MainWindow, file: Path) -> None:
    window.open_file(file)
    note(window, "first")
    window.leave()
    settings.change(user_name="Botagoz")
    window.open_file(file)
    press(window, Key.Key_Z, CONTROL)
    assert said(window, "undo") != ""
    note(window, "another", "station26")
    assert (said(window, "undo"), notes(window)) == ("", ("first", "another"))
    window.leave()
    settings.change(user_name="Aigul")
    window.open_file(file)
    press(window, Key.Key_Z, CONTROL)
    assert said(window, "undo") != ""
    window.show_page("documents")
    assert (said(window, "undo"), notes(window)) == ("", ("first", "another"))
