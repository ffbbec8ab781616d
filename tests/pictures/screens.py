"""The screens and how each is brought into the state that its picture shows: the practice region, a protocol half typed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from electdesk import settings
from electdesk.app import make_application, make_window, person_at_work
from electdesk.i18n import Language, use_language
from electdesk.paths import resources_dir
from electdesk.qtmodels.setup.work import SetUpWork
from electdesk.reports.catalogue import document_named, languages_of
from electdesk.reports.pages import page_image
from electdesk.services.queries.summary import station_summary
from electdesk.storage.regions import create_sample, open_region
from electdesk.ui.setup.changes import SetUpDialog
from electdesk.ui.setup.stepped import SteppedDialog
from electdesk.ui.setup.wizard import SetUpWizard
from electdesk.workbooks.csv_reader import CsvReader
from tests.pictures.desk_screens import desk_screens
from tests.pictures.import_screens import import_screens

THEMES: Final = ("light", "dark", "contrast")
SIZES: Final = ((100, (1440, 900)), (200, (1440, 900)), (100, (1024, 768)))
SLIPPED: Final = ("1206", "1219", "1090", "7", "19", "129", "3", "1098", "9", "20", "17")
"""A protocol of the practice form as far as it is typed: lines 3 and 4 do not add up to line 2, and line 6 is above line 3."""


class Studio:
    """One practice region, one window; draws a screen in a language, a theme, a zoom and a size."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "vko-2011.electdesk"
        settings.change(user_name="Оператор 2")
        create_sample(self._file, person_at_work(), "vko-2011").close()
        self._app = make_application()
        self._window = make_window()
        self._window.open_file(self._file)
        self._dialog: SteppedDialog | None = None
        self._beside: QWidget | None = None

    def screens(self) -> dict[str, Callable[[], None]]:
        """The name of each screen and what brings it up."""
        return {
            "overview": lambda: self._window.show_page("overview"),
            "entry": self._entry,
            "documents": self._documents,
            **desk_screens(self._window, self._show_beside),
            **import_screens(self._window, self._file.parent),
            "start": lambda: self._window.show_page("start"),
            **{f"setup-{place + 1}": partial(self._setting_up, place) for place in (0, 2, 3, 5, 6)},
            **{f"changes-{place + 1}": partial(self._changing, place) for place in (4, 7)},
        }

    def draw(self, screen: str, language: Language, theme: str, zoom: int, size: tuple[int, int]) -> QPixmap:
        """The picture of a screen."""
        window = self._window
        window.resize(*size)
        window.show()
        window.activateWindow()
        window.set_language(language)
        window.set_theme(theme, zoom)
        self._dialog = self._beside = None
        self.screens()[screen]()
        _settle(self._app)
        if self._beside is not None:
            picture = self._beside.grab()
            self._beside.close()
            _settle(self._app)
            return picture
        if self._dialog is None:
            return window.grab()
        picture = self._dialog.grab()
        self._dialog.close()
        self._dialog.deleteLater()
        # Left to a loop that never runs, each dialog would be painted anew with every change of the theme.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return picture

    def _show_beside(self, beside: QWidget) -> None:
        beside.show()
        beside.resize(self._window.size())
        self._beside = beside

    def _setting_up(self, place: int) -> None:
        """A page of the wizard that begins a region, filled from the sample set-up file."""
        wizard = SetUpWizard(SetUpWork(CsvReader()), lambda *_: None)
        wizard.take_set_up(resources_dir() / "samples" / "set-up.toml")
        wizard.work.use_people(True)
        self._show(wizard, place)

    def _changing(self, place: int) -> None:
        """A page of the screen that changes the open region."""
        dialog = SetUpDialog(self._window.desk, CsvReader())
        region = self._window.desk.region
        assert region is not None
        dialog.show_station(region.columns.register.ids[4])
        self._show(dialog, place)

    def _show(self, dialog: SteppedDialog, place: int) -> None:
        dialog.show()
        dialog.resize(self._window.size())
        dialog.show_page(place)
        self._dialog = dialog

    def _entry(self) -> None:
        region = self._window.desk.region
        assert region is not None
        columns = self._window.desk.contest
        assert columns is not None
        self._window.show_page("entry")
        row = next(row for row in range(len(region.columns.register)) if row not in columns.entry_seqs)
        if self._window.entry.work.row == row:
            return
        self._window.entry.open_station(row)
        _settle(self._app)
        for figure in SLIPPED:
            field = self._app.focusWidget()
            assert field is not None
            QTest.keyClicks(field, figure)
            if figure != SLIPPED[-1]:
                QTest.keyClick(field, Qt.Key.Key_Return)

    def _documents(self) -> None:
        columns = self._window.desk.contest
        assert columns is not None
        self._window.printing.show_rows([min(columns.entry_seqs)])
        self._window.show_page("documents")
        while self._window.desk.runner.is_busy:
            self._app.processEvents()

    def summary(self, language: Language, target: Path) -> None:
        """The printed page of three stations: an ordinary one, one with findings, one that nobody entered."""
        region = open_region(self._file, person_at_work(), read_only=True)
        columns = next(iter(region.columns.contests.values()))
        with_findings = next(row for row in columns.all_findings() if columns.findings(row)[0].code == "K5")
        awaited = next(row for row in range(len(region.columns.register)) if row not in columns.entry_seqs)
        use_language(language)
        for name, row in (("ordinary", min(columns.entry_seqs)), ("findings", with_findings), ("awaited", awaited)):
            pdf = document_named("station")([station_summary(region, columns, row)], languages_of(language))
            page = page_image(pdf, 0, 110)
            from PySide6.QtGui import QImage

            image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
            image.save(str(target / f"summary-{name}-{language}.png"))
        region.close()

    def close(self) -> None:
        """Put the window away."""
        self._window.close()
        _settle(self._app)


def _settle(app: QApplication) -> None:
    for _ in range(30):
        app.processEvents()
