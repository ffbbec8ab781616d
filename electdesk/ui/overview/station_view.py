"""The station table's view: its first column stays in sight, its states are pills, and it copies straight from the columns."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from electdesk.qtmodels.stations.table_model import StationTableModel
from electdesk.ui.overview.delegates import StationDelegate
from electdesk.ui.parts import FrozenTable


class StationView(FrozenTable):
    """A table of stations; all that is chosen is copied without asking the model cell by cell."""

    def make_delegate(self, view: QTableView) -> StationDelegate:
        return StationDelegate(view)

    def words_of(self, rows: Sequence[int]) -> tuple[list[str], list[list[str]]]:
        model = self.model()
        assert isinstance(model, StationTableModel)
        head = self.sort_header()
        columns = [head.logicalIndex(place) for place in range(head.count())]
        heads = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
        return heads, [list(row) for row in model.words(list(rows), columns)]
