"""The window's start: one of the two places that build everything, the look first, heavy libraries when they are first needed."""

import datetime
import faulthandler
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from electdesk import settings
from electdesk.domain.errors import ClerkError
from electdesk.i18n import Language, system_language, use_language
from electdesk.paths import backups_dir, error_reports_dir, user_documents_dir
from electdesk.qtmodels.desk import Desk
from electdesk.reporting import write_report
from electdesk.services.person import Person
from electdesk.system import user_name
from electdesk.ui.look import apply_theme
from electdesk.ui.standard_words import StandardWords
from electdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.domain.forms import Form
    from electdesk.domain.records import SetUp
    from electdesk.services.documents import StationSummary
    from electdesk.services.exports.results import Results
    from electdesk.services.exports.tables import Export
    from electdesk.services.imports import Cell
    from electdesk.services.imports.book import Book
    from electdesk.services.ports import Keeper
    from electdesk.services.region import Region
    from electdesk.services.set_up.ready import Ready, SheetReader
    from electdesk.storage.keeper import BackupKeeper


def person_at_work() -> Person:
    """Who works at this PC: the name of the settings, else the system's."""
    return Person(user_name(), office=settings.load().office)


class RegionFiles:
    """The real files, imported when the first one is opened. Implements ``ui.window.ports.Files``."""

    def __init__(self) -> None:
        self._keepers: dict[Path, BackupKeeper] = {}

    def open(self, path: Path, *, read_only: bool = False) -> "Region":
        from electdesk.storage.regions import open_region

        return open_region(path, person_at_work(), read_only=read_only)

    def create(self, path: Path, mode: str, set_up: "SetUp", contests: "Sequence[tuple[str, dict[str, str], Form]]") -> "Region":
        from electdesk.storage.regions import create_region

        return create_region(path, person_at_work(), mode, set_up, contests)

    def begin(self, path: Path, mode: str, ready: "Ready", password: str) -> "tuple[Region, dict[str, str]]":
        from electdesk.services.set_up.creating import begin_people, write_ready
        from electdesk.storage.regions import create_with

        given: dict[str, str] = {}

        def write(region: "Region") -> None:
            write_ready(region, ready)
            given.update(begin_people(region, ready, password))

        return create_with(path, person_at_work(), mode, ready.set_up, write), given

    def begin_from(self, old: "Region", path: Path, mode: str, day: str) -> "Region":
        from electdesk.services.set_up.taking_over import set_up_from, take_over
        from electdesk.storage.regions import create_with

        set_up = set_up_from(old, mode == "REAL", day)
        return create_with(path, person_at_work(), mode, set_up, lambda region: take_over(old, region, set_up))

    def tables(self) -> "SheetReader":
        from electdesk.workbooks.csv_reader import CsvReader

        return CsvReader()

    def sample(self, path: Path) -> "Region":
        from electdesk.storage.regions import create_sample

        return create_sample(path, person_at_work(), "vko-2011")

    def keeper(self, path: Path) -> "Keeper":
        from electdesk.storage.keeper import BackupKeeper

        if path not in self._keepers:
            chosen = settings.load().backup_folders
            folders = tuple(backups_dir(path, Path(folder)) for folder in chosen) or (backups_dir(path),)
            self._keepers[path] = BackupKeeper(path, folders)
        return self._keepers[path]

    def backups(self, path: Path) -> list[tuple[datetime.datetime, Path]]:
        return self.keeper(path).copies()

    def restore(self, backup: Path, target: Path) -> None:
        from electdesk.storage.regions import restore_region

        restore_region(backup, target, person_at_work())

    def copy_here(self, path: Path) -> Path:
        from electdesk.storage import backup as backups

        folder = user_documents_dir() / "ElectDesk"
        target = folder / backups.dated_name(path, datetime.datetime.now().astimezone())
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ClerkError("folder_unusable", file=folder, error=str(error)) from error
        backups.restore(path, target)
        target.chmod(0o644)
        return target

    def read_book(
        self, path: Path, *, progress: Callable[[float], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> "Book":
        from electdesk.workbooks.book_reader import read_book

        return read_book(path, progress=progress, cancelled=cancelled)

    def write_commented(
        self,
        book: "Book",
        source: Path,
        target: Path,
        cells: "Sequence[Cell]",
        texts: "Callable[[Cell], str]",
        language: str,
        on_step: Callable[[int, int], bool],
    ) -> bool:
        from electdesk.workbooks.writing.commented import write_commented

        # The person was asked in the dialog of the system whether a file of that name may be replaced.
        return write_commented(book, source, target, cells, texts, language, force=True, on_step=on_step) is not None

    def write_template(self, target: Path, kind: str, region: "Region", contest: "ContestColumns | None", language: str) -> None:
        from electdesk.workbooks.writing.templates import write_template

        write_template(target, kind, region, contest, language, force=True)

    def write_workbook(self, export: "Export", target: Path, on_step: Callable[[int, int], bool]) -> bool:
        from electdesk.workbooks.writing.workbook import write_workbook

        return write_workbook(export, target, force=True, on_step=on_step)

    def write_package(self, export: "Export", target: Path, *, for_excel: bool, on_step: Callable[[int, int], bool]) -> bool:
        from electdesk.workbooks.writing.csv_package import CsvOptions, write_package

        options = CsvOptions(bom=True, separator=";") if for_excel else CsvOptions()
        return write_package(export, target, options, on_step=on_step)

    def write_report(self, results: "Results", target: Path, on_step: Callable[[int, int], bool]) -> bool:
        from electdesk.workbooks.writing.nist import write_nist

        return write_nist(results, target, force=True, on_step=on_step)

    def lost_in_report(self, results: "Results", language: str) -> list[str]:
        from electdesk.workbooks.writing.nist import lost

        return lost(results, language)

    def write_list(self, export: "Export", target: Path, on_step: Callable[[int, int], bool]) -> bool:
        from electdesk.workbooks.writing.csv_package import CsvOptions, write_table
        from electdesk.workbooks.writing.workbook import write_workbook

        if target.suffix.lower() == ".csv":
            # Excel reads a text table by the habits of its language: a semicolon where the comma belongs to numbers.
            options = CsvOptions(bom=True, separator="," if export.language == "en" else ";")
            return write_table(export, target, options, force=True, on_step=on_step)
        return write_workbook(export, target, force=True, on_step=on_step)


class PdfDocuments:
    """Typst and PDFium, imported when the first document is made. Implements ``ui.window.ports.Documents``."""

    def stations(
        self, items: "Sequence[StationSummary]", language: Language, on_page: Callable[[int, int], bool] | None = None
    ) -> bytes:
        from electdesk.reports.catalogue import document_named, languages_of

        return document_named("station")(items, languages_of(language), on_page=on_page)

    def sheet(self, name: str, item: object, language: Language) -> bytes:
        from electdesk.reports.catalogue import render_sheet

        return render_sheet(name, item, language)

    def page_count(self, pdf: bytes) -> int:
        from electdesk.reports.pages import page_count

        return page_count(pdf)

    def page(self, pdf: bytes, number: int, dpi: float) -> tuple[int, int, int, bytes]:
        from electdesk.reports.pages import page_image

        page = page_image(pdf, number, dpi)
        return page.width, page.height, page.stride, page.pixels


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The Qt application with our look and language; the one there is, where a test made it before."""
    present = QApplication.instance()
    app = present if isinstance(present, QApplication) else QApplication(["electdesk", *arguments])
    app.setApplicationName("ElectDesk")
    app.setApplicationDisplayName("ElectDesk")
    app.setDesktopFileName("electdesk")
    if present is None:
        app.installTranslator(StandardWords(app))
    chosen = settings.load()
    use_language(chosen.language or system_language())
    apply_theme(app, chosen.theme, chosen.zoom_percent)
    return app


def make_window() -> MainWindow:
    """The window with the real files and documents."""
    return MainWindow(Desk(), RegionFiles(), PdfDocuments())


def open_window(path: Path | None) -> int:
    """Show the window, with a region where one is named; returns the exit code when it is closed."""
    _watch_crashes()
    app = make_application()
    window = make_window()
    _install_handler(window)
    window.show_first()
    # The window is painted before the file is read: a person sees at once that the program has started.
    app.processEvents()
    QTimer.singleShot(0, window.prepare if path is None else lambda: window.open_file(path))
    return app.exec()


def _watch_crashes() -> None:
    folder = error_reports_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        faulthandler.enable((folder / "crash.txt").open("a", encoding="utf-8"))
    except OSError:
        faulthandler.enable()


def _install_handler(window: MainWindow) -> None:
    """The one handler: whatever rises unexpectedly is written down without figures, the draft is kept, the clerk goes on."""

    def handle(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        if isinstance(error, ClerkError):
            window.show_error(error)
            return
        window.show_unexpected(write_report(error.with_traceback(trace)))

    sys.excepthook = handle

    def qt_message(kind: QtMsgType, _context: object, text: str) -> None:
        if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            sys.stderr.write(text + "\n")

    qInstallMessageHandler(qt_message)
