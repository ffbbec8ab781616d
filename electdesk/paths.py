"""Where things are: what the program brings along, and the folders that it may write to. Nothing here creates a folder."""

import hashlib
import importlib.util
import os
from pathlib import Path
from typing import Final

import platformdirs

from electdesk.own_files import portable_folder

CONFIG_VARIABLE: Final = "ELECTDESK_CONFIG_DIR"
DATA_VARIABLE: Final = "ELECTDESK_DATA_DIR"
"""Both variables move a folder as a whole: to a stick, to a test's own place."""

FONT_FAMILY: Final = "Source Sans Pro"
"""The family name that window and documents ask for; `font_files` are its files."""

_APP: Final = "ElectDesk"
_FONT_PACKAGE: Final = "font_source_sans_pro"


def resources_dir() -> Path:
    """The folder of forms, templates, catalogues, icons and help: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def locale_dir() -> Path:
    """The folder of the languages: one folder each, `ru` and `kk`."""
    return resources_dir() / "locale"


def user_config_dir() -> Path:
    """Where this person's settings live. May not exist yet."""
    chosen = os.environ.get(CONFIG_VARIABLE)
    return Path(chosen) if chosen else portable_folder() or platformdirs.user_config_path(_APP, appauthor=False)


def user_data_dir() -> Path:
    """Where the program keeps what is not a setting: backups, reports of its own errors. May not exist yet."""
    chosen = os.environ.get(DATA_VARIABLE)
    return Path(chosen) if chosen else portable_folder() or platformdirs.user_data_path(_APP, appauthor=False)


def backups_dir(region_file: Path, chosen: Path | None = None) -> Path:
    """The folder for the dated backups of one region file. May not exist yet.

    ``chosen`` is the backup folder of the settings, None for the usual place. Two files of one name in different folders get
    different backup folders: the name is followed by eight digits of the hash of the whole path.
    """
    whole = os.path.normcase(region_file.resolve())
    mark = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return (chosen or user_data_dir() / "backups") / f"{region_file.stem}-{mark}"


def error_reports_dir() -> Path:
    """Where reports of unexpected errors are put for the person to pass on. May not exist yet."""
    return user_data_dir() / "error-reports"


def fonts_dir() -> Path:
    """The folder of the typeface that window and documents share. Raises FileNotFoundError if its package is not installed."""
    # The package is looked up and not imported: its import lists the folder and opens nothing that is needed here.
    found = importlib.util.find_spec(_FONT_PACKAGE)
    for place in (found.submodule_search_locations or []) if found else []:
        folder = Path(place) / "files"
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the typeface package {_FONT_PACKAGE} is not installed")


def font_files() -> tuple[Path, ...]:
    """The TTF files to give to Qt: regular, semibold, bold. The italics hold no Cyrillic letters and are left out."""
    return tuple(fonts_dir() / f"SourceSansPro-{weight}.ttf" for weight in ("Regular", "Semibold", "Bold"))


def user_documents_dir() -> Path:
    """Where a person keeps documents; the file dialogs begin there."""
    return platformdirs.user_documents_path()
