"""The station table at its largest: filter, sort, one page of cells, one station that changed."""

from electdesk.qtmodels.desk import Desk
from electdesk.qtmodels.stations.filters import StationFilter
from electdesk.qtmodels.stations.table_model import StationTableModel
from tests.benchmarks.measure import Line, Run, seconds

_PAGE = 40
"""Rows of a page on an office screen."""


def lines(run: Run) -> list[Line]:
    """The model without a window: what it answers, not what is painted."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance() or QApplication([])
    desk = Desk()
    region = run.region(run.large)
    desk.take(region)
    model = StationTableModel(desk)
    many = f"{run.large:,}"
    times = run.times(15)
    turn = iter(range(10**9))
    words = ("каменка", "школа № 1", "акбулак", "12", "district 7")

    def filter_text() -> None:
        model.show_filtered(StationFilter(text=words[next(turn) % len(words)]))

    def filter_severity() -> None:
        model.show_filtered(StationFilter(severities=frozenset({"hard"} if next(turn) % 2 else {"soft"})))

    def sort_figures() -> None:
        model.show_sorted((("turnout", bool(next(turn) % 2)),))

    def sort_words() -> None:
        model.show_sorted((("district", False), ("name", bool(next(turn) % 2))))

    def page() -> None:
        first = (next(turn) * 997) % max(1, model.rowCount() - _PAGE)
        for row in range(first, min(first + _PAGE, model.rowCount())):
            for column in range(model.columnCount()):
                model.data(model.index(row, column))

    filter_text()
    found = [
        run.why(
            Line(f"quick filter, {many} rows", seconds(filter_text, times), goal=0.010),
            filter_text,
            "every name is looked through for each word",
        ),
        run.why(Line(f"filter by severity, {many} rows", seconds(filter_severity, times), goal=0.010), filter_severity),
    ]
    model.show_filtered(StationFilter())
    sort_words()
    found += [
        run.why(Line(f"sort by turnout, {many} rows", seconds(sort_figures, times), goal=0.100), sort_figures),
        run.why(Line(f"sort by district and name, {many} rows", seconds(sort_words, times), goal=0.100), sort_words),
        run.why(Line(f"a page of {_PAGE} rows ({model.columnCount()} columns), its texts", seconds(page, times), goal=0.016), page),
    ]
    model.deleteLater()
    app.processEvents()
    desk.region = None
    return found
