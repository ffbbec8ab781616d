"""The screens of reception, progress and history, and what brings each up."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from electdesk.domain.checks.turnout import FALLS
from electdesk.domain.states import State
from electdesk.services.commands import AcceptPaper, AddIncident, ReturnPaper
from electdesk.ui.progress.hall import HallView
from electdesk.ui.window import MainWindow


def desk_screens(window: MainWindow, beside: Callable[[QWidget], None]) -> dict[str, Callable[[], None]]:
    """Name → what brings it up. ``beside`` is told of a window of its own, which is then the picture."""
    return {
        "progress": lambda: _progress(window, "board"),
        "missing": lambda: _progress(window, "missing"),
        "consolidated": lambda: _progress(window, "consolidated"),
        "reception": lambda: _reception(window),
        "incidents": lambda: _incidents(window, "groups"),
        "districts-of-incidents": lambda: _incidents(window, "districts"),
        "new-incident": lambda: beside(_new_incident(window)),
        "turnout": lambda: _turnout(window, "reports"),
        "turnout-curves": lambda: _turnout(window, "curves"),
        "turnout-missing": lambda: _turnout(window, "missing"),
        "hall": lambda: beside(HallView(window.desk, window.desk_pages.progress.board)),
        "history": lambda: beside(_history(window)),
    }


def _progress(window: MainWindow, part: str) -> None:
    window.show_page("progress")
    window.desk_pages.progress.show_part(part)


def _turnout(window: MainWindow, part: str) -> None:
    """A district at 14:00 with a report that fell below the one before."""
    window.show_page("turnout")
    page = window.desk_pages.turnout
    region = window.desk.region
    assert region is not None
    turnout = region.columns.turnout
    row = next(row for row in range(len(turnout.told)) if turnout.cells[row, 2] & FALLS)
    page.work.show_area(region.columns.register.stations[row].area)
    page.work.show_slot(turnout.slots[2])
    page.show_part(part)
    page.work.choose(row)


def _reception(window: MainWindow) -> None:
    """A station at the desk whose protocol states another number of voters than the register; others came before it."""
    columns = window.desk.contest
    assert columns is not None
    window.show_page("reception")
    page = window.desk_pages.reception
    awaited = [row for row in range(len(columns.register)) if columns.state[row] == State.AWAITED]
    if not page.arrivals.rows:
        for row in awaited[:4]:
            window.desk.execute(AcceptPaper(station=columns.register.ids[row]))
        window.desk.execute(ReturnPaper(station=columns.register.ids[awaited[4]], defects=("stamp",)))
    QApplication.processEvents()
    row = awaited[9]
    page.work.choose(row)
    page.counter.fields.list_size.set_value(columns.register.stations[row].voters - 81)
    page.counter.fields.retranslate()


def _history(window: MainWindow) -> QWidget:
    columns = window.desk.contest
    assert columns is not None
    row = next(row for row, papers in columns.papers.items() if any(paper.kind == "corrected" for paper in papers.values()))
    window.desk_pages.show_history(row)
    assert window.desk_pages.history is not None
    return window.desk_pages.history


def _incidents(window: MainWindow, part: str) -> None:
    window.show_page("incidents")
    page = window.desk_pages.incidents
    region = window.desk.region
    assert region is not None
    if not any(page.log.model.rows[at].standing.is_open for at in range(len(page.log.model.rows))):
        columns = window.desk.contest
        assert columns is not None
        for code, row in (("B1", 5), ("H3", 40)):
            window.desk.execute(AddIncident(category=code, station=columns.register.ids[row], owner="ТИК", source="observer"))
    QApplication.processEvents()
    page.figures.show_part(part)
    page.log.table.selectRow(0)


def _new_incident(window: MainWindow) -> QWidget:
    window.show_page("incidents")
    dialog = window.desk_pages.incidents.report("3")
    assert dialog is not None
    dialog.category.edit.setText("бюл")
    dialog.category.edit.textEdited.emit("бюл")
    return dialog
