"""Every setting of a person on a PC, once: its name, its kind, its value when nothing was chosen, and the file it is kept in.

A setting never holds a vote, a password or a key. What belongs to one election day stands in the region file instead.
"""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from electdesk.paths import user_config_dir

LARGEST_FILE: Final = 1_000_000
"""A settings file above this size (bytes) is taken for damaged."""
RECENT_FILES_KEPT: Final = 10
FORMAT: Final = 1


class SavedView(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """One way of looking at a table that a person gave a name to."""

    name: str
    columns: tuple[str, ...] = ()
    """Column ids from left to right."""
    sort: tuple[str, ...] = ()
    """Column ids to sort by, the first one first; a leading "-" turns the order around."""
    filters: dict[str, str] = {}
    """Filter id → chosen value."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """All settings. A new one is a new line here; a file without it gets the value written here."""

    format: int = FORMAT
    language: Literal["", "ru", "kk", "en"] = ""
    """ "" = the language of the operating system."""
    theme: Literal["system", "light", "dark", "contrast"] = "system"
    zoom_percent: int = 100
    """Size of everything in the window, 75 to 300."""
    user_name: str = ""
    """Who writes, as it shall stand in the journal; "" = the name of the system's user."""
    office: str = ""
    """The commission that the person works for."""
    sound: bool = True
    """Whether a key that was not accepted is heard (it is seen in any case)."""
    lock_after_minutes: int = 10
    """Minutes without a key or the mouse after which a file with users is locked; 0 = never."""
    print_at_finish: bool = False
    """Whether the station summary goes to the printer when an entry is finished."""
    print_receipt: bool = False
    """Whether the receipt goes to the printer as soon as a protocol is accepted; it is shown in any case."""
    backup_every_saves: int = 50
    """A dated backup is made after so many saves; 0 = only on closing and before an import."""
    backup_folders: tuple[str, ...] = ()
    """Where backups go, each of them a full copy; empty = the program's own folder."""
    recent_files: tuple[str, ...] = ()
    """Region files opened last, the newest first."""
    window_geometry: str = ""
    """Qt's bytes in base64; "" = the usual place."""
    dock_places: dict[str, str] = {}
    """Room of the overview and size in percent → the docks' places, Qt's bytes in base64; none = the usual places."""
    columns: dict[str, tuple[str, ...]] = {}
    """Form id → ids of the columns that the station table shows, from left to right."""
    column_widths: dict[str, dict[str, int]] = {}
    """Form id → column id → width in pixels at 100 %."""
    views: dict[str, tuple[SavedView, ...]] = {}
    """Form id → views that the person saved."""

    def __post_init__(self) -> None:
        if not 75 <= self.zoom_percent <= 300:
            raise ValueError("zoom_percent must lie between 75 and 300")
        if self.backup_every_saves < 0:
            raise ValueError("backup_every_saves must not be negative")


def settings_file() -> Path:
    """The file that holds this person's settings. May not exist yet."""
    return user_config_dir() / "settings.json"


def load() -> Settings:
    """Read the settings. A missing file gives the values when nothing was chosen.

    A file that cannot be read as settings is renamed to `settings.damaged.json` (an older one of that name is replaced), so
    that the person can look at it, and the usual values are given: no one shall be kept from work by a window's size.
    """
    path = settings_file()
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise ValueError("too large")
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except FileNotFoundError:
        return Settings()
    except OSError:
        # Not readable now (a locked profile, a share that is away): it may be sound, so it stays where it is.
        return Settings()
    except (ValueError, RecursionError):
        with contextlib.suppress(OSError):
            path.replace(path.with_name("settings.damaged.json"))
        return Settings()


def save(settings: Settings) -> None:
    """Write the settings as a whole; a crash leaves the old file or the new one, never half. Raises OSError."""
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    body = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="settings-", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def change(**changes: Any) -> Settings:
    """Read, change the named settings, write, and give the result.

    Raises TypeError for a name that is no setting, ValueError for a value that does not fit, OSError from writing.
    """
    # `replace` makes a new struct without checking its types; the way through JSON's own types checks each one.
    changed = msgspec.structs.replace(load(), **changes)
    try:
        checked = msgspec.convert(msgspec.to_builtins(changed), type=Settings)
    except msgspec.ValidationError as wrong:
        raise ValueError(str(wrong)) from wrong
    save(checked)
    return checked


def remember_file(path: Path) -> Settings:
    """Put a region file at the top of the recent files, once. Raises OSError."""
    name = str(path.resolve())
    others = tuple(recent for recent in load().recent_files if recent != name)
    return change(recent_files=(name, *others)[:RECENT_FILES_KEPT])
