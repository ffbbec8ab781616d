"""The built program's own files: where it lies, whether it is a portable folder, and whether its files are those of its manifest."""

import hashlib
import os
import sys
from pathlib import Path
from typing import Final

import msgspec

MANIFEST: Final = "MANIFEST.sha256"
"""Beside the program: one line a file, SHA-256 in hexadecimal, two spaces, path with slashes. The build writes it."""
PORTABLE_FLAG: Final = "portable.flag"
"""Beside the program: settings and backups lie there too, if the folder can be written to."""


class OwnFiles(msgspec.Struct, frozen=True):
    """What a check of the program's own files found; paths as the manifest names them. ``fingerprint``: SHA-256 of the manifest itself.

    ``added`` are files that the manifest does not name: somebody put them there, or the program's own settings.
    """

    folder: Path
    files: int
    fingerprint: str
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether every file of the manifest is there, byte for byte, and no program file beside them."""
        return not (self.changed or self.missing or self.added)


def program_folder() -> Path | None:
    """The folder of the built program, None where it runs from its source or from an installed package."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def portable_folder() -> Path | None:
    """The folder beside the program for settings and backups, None where the program is not portable or the medium cannot be written to."""
    folder = program_folder()
    if folder is None or not (folder / PORTABLE_FLAG).exists() or not os.access(folder, os.W_OK):
        return None
    return folder / "settings"


def check_own_files(folder: Path) -> OwnFiles | None:
    """Compare every file below the folder with the manifest in it; None where there is no manifest that can be read."""
    try:
        text = (folder / MANIFEST).read_bytes()
        named = {name: digest for digest, name in (line.split("  ", 1) for line in text.decode("utf-8").splitlines() if line)}
    except (OSError, ValueError):
        return None
    there = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (MANIFEST, PORTABLE_FLAG) and path.relative_to(folder).parts[0] != "settings"
    }
    return OwnFiles(
        folder=folder,
        files=len(named),
        fingerprint=hashlib.sha256(text).hexdigest(),
        changed=tuple(sorted(name for name, digest in named.items() if name in there and _digest(there[name]) != digest)),
        missing=tuple(sorted(named.keys() - there.keys())),
        added=tuple(sorted(there.keys() - named.keys())),
    )


def _digest(path: Path) -> str:
    """The SHA-256 of a file, "" where it cannot be read: then it is not what the manifest says."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
