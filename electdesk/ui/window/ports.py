"""What the window needs of files; `app` brings the real ones, tests may bring others. Of documents: ``ui.documents.pages.Documents``."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.domain.forms import Form
    from electdesk.domain.records import SetUp
    from electdesk.services.exports.results import Results
    from electdesk.services.exports.tables import Export
    from electdesk.services.imports import Cell
    from electdesk.services.imports.book import Book
    from electdesk.services.ports import Keeper
    from electdesk.services.region import Region
    from electdesk.services.set_up.ready import Ready, SheetReader

OnPage = Callable[[int, int], bool]


class Files(Protocol):
    """Region files and what lies beside them. Every method raises ClerkError where it cannot do what it says."""

    def open(self, path: Path, *, read_only: bool = False) -> "Region":
        """Open a region file, for writing where that is possible."""

    def create(self, path: Path, mode: str, set_up: "SetUp", contests: "Sequence[tuple[str, dict[str, str], Form]]") -> "Region":
        """Make a new region file."""

    def begin(self, path: Path, mode: str, ready: "Ready", password: str) -> "tuple[Region, dict[str, str]]":
        """Make a new region file from a plan that is ready; with users, the first password of each but the administrator."""

    def begin_from(self, old: "Region", path: Path, mode: str, day: str) -> "Region":
        """Make a new region file from an open one, which stays as it is; ``day`` "" keeps its day."""

    def tables(self) -> "SheetReader":
        """The reader of text tables, from files and from pasted text."""

    def sample(self, path: Path) -> "Region":
        """Make the practice region."""

    def keeper(self, path: Path) -> "Keeper":
        """The keeper of a file's dated backups."""

    def restore(self, backup: Path, target: Path) -> None:
        """Make a new region file from a backup."""

    def copy_here(self, path: Path) -> Path:
        """Copy a file from a share or a stick to this computer; returns the copy."""

    def read_book(
        self, path: Path, *, progress: Callable[[float], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> "Book":
        """Read a file of lists; ``services.imports.book.BookReader`` says how it tells of progress and is stopped."""

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
        """A copy of a file that was read, with what is wrong as comments in its cells; False where ``on_step`` asked to stop."""

    def write_template(self, target: Path, kind: str, region: "Region", contest: "ContestColumns | None", language: str) -> None:
        """An empty workbook that is filled in and imported."""

    def write_workbook(self, export: "Export", target: Path, on_step: OnPage) -> bool:
        """All tables as one workbook, over a file of that name too; False where ``on_step`` asked to stop."""

    def write_package(self, export: "Export", target: Path, *, for_excel: bool, on_step: OnPage) -> bool:
        """All tables as text tables in a folder; ``for_excel``: with the marks by which Excel knows letters and columns."""

    def write_report(self, results: "Results", target: Path, on_step: OnPage) -> bool:
        """Results as NIST SP 1500-100 v2."""

    def lost_in_report(self, results: "Results", language: str) -> list[str]:
        """What that format has no room for, a sentence each."""

    def write_list(self, export: "Export", target: Path, on_step: OnPage) -> bool:
        """One list as a workbook, or as a text table where the name ends in .csv."""

    def backups(self, path: Path) -> list[tuple[datetime.datetime, Path]]:
        """The dated backups of a file, newest first."""
