"""What the window needs of files and documents; `app` brings the real ones, tests may bring others."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from electdesk.i18n import Language

if TYPE_CHECKING:
    from electdesk.domain.forms import Form
    from electdesk.domain.records import SetUp
    from electdesk.services.documents import StationSummary
    from electdesk.services.imports import Sheet
    from electdesk.services.ports import Keeper
    from electdesk.services.region import Region

OnPage = Callable[[int, int], bool]


class Files(Protocol):
    """Region files and what lies beside them. Every method raises ClerkError where it cannot do what it says."""

    def open(self, path: Path, *, read_only: bool = False) -> "Region":
        """Open a region file, for writing where that is possible."""

    def create(self, path: Path, mode: str, set_up: "SetUp", contests: "Sequence[tuple[str, dict[str, str], Form]]") -> "Region":
        """Make a new region file."""

    def sample(self, path: Path) -> "Region":
        """Make the practice region."""

    def keeper(self, path: Path) -> "Keeper":
        """The keeper of a file's dated backups."""

    def restore(self, backup: Path, target: Path) -> None:
        """Make a new region file from a backup."""

    def copy_here(self, path: Path) -> Path:
        """Copy a file from a share or a stick to this computer; returns the copy."""

    def read_table(self, path: Path) -> "Sheet":
        """Read a file of stations or tallies."""

    def backups(self, path: Path) -> list[tuple[datetime.datetime, Path]]:
        """The dated backups of a file, newest first."""


class Documents(Protocol):
    """Documents as PDF, and their pages as pictures: the same bytes on the screen, on the printer and in a file."""

    def stations(self, items: "Sequence[StationSummary]", language: Language, on_page: OnPage | None = None) -> bytes:
        """The summaries of stations as one PDF."""

    def pages(self, pdf: bytes, dpi: int) -> list[tuple[int, int, int, bytes]]:
        """Every page as (width, height, bytes a line, pixels in the order B G R X)."""
