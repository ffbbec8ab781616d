"""The badge of a practice region: it stands over every page that shows something of it."""

from PySide6.QtWidgets import QWidget

from electdesk.i18n import tr
from electdesk.qtmodels.desk import Desk
from electdesk.ui.parts import ModeBadge


class RegionBadge(ModeBadge):
    """Shows itself while the desk holds a practice region."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(lambda: tr("TRAINING REGION"), parent)
        self._desk = desk
        desk.opened.connect(self._look)
        desk.closed.connect(self._look)
        # Not shown here: without a place in a strip yet, it would be a window of its own.
        if not self._is_wanted():
            self.hide()

    def _look(self) -> None:
        self.setVisible(self._is_wanted())

    def _is_wanted(self) -> bool:
        region = self._desk.region
        return region is not None and region.is_test
