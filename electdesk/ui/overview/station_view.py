"""The station table's view: its first column stays in sight, its states are pills, and it copies straight from the columns."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from electdesk.qtmodels.stations.table_model import StationTableModel
from electdesk.ui.overview.delegates import StationDelegate
from electdesk.ui.parts import FrozenTable
from electdesk.ui.parts.clipboard import table_mime


class StationView(FrozenTable):
    """A table of stations; all that is chosen is copied without asking the model cell by cell."""

    def make_delegate(self, view: QTableView) -> StationDelegate:
        return StationDelegate(view)

    def copy_rows(self) -> int:
        model = self.model()
        assert isinstance(model, StationTableModel)
        pieces = self.selectionModel().selection().toList()
        places = sorted({place for piece in pieces for place in range(piece.top(), piece.bottom() + 1)})
        places = places or list(range(model.rowCount()))
        head = self.sort_header()
        columns = [head.logicalIndex(place) for place in range(head.count())]
        heads = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
        QGuiApplication.clipboard().setMimeData(table_mime(heads, model.words(places, columns)))
        return len(places)
