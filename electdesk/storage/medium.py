"""Where a file lies: on a disk of this computer, on a share, or on something that can be pulled out while it is written."""

import sys
from pathlib import Path
from typing import Final, Literal

Medium = Literal["local", "share", "removable"]

_SHARES: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.gvfsd-fuse", "afs", "davfs", "ncpfs"})
_STICKS: Final = ("/media/", "/run/media/", "/mnt/usb")
_DRIVE_REMOVABLE, _DRIVE_REMOTE, _DRIVE_CDROM = 2, 4, 5


def medium_of(path: Path) -> Medium:
    """The medium of a file or folder. What cannot be told counts as local: the lock and the safe settings hold there too."""
    try:
        return _windows(path) if sys.platform == "win32" else _linux(path)
    except (OSError, ValueError):
        return "local"


def _windows(path: Path) -> Medium:
    import ctypes

    drive = path.resolve().drive
    if drive.startswith("\\\\"):
        return "share"
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")  # type: ignore[attr-defined,unused-ignore]
    if kind == _DRIVE_REMOTE:
        return "share"
    return "removable" if kind in (_DRIVE_REMOVABLE, _DRIVE_CDROM) else "local"


def _linux(path: Path) -> Medium:
    real = path.resolve()
    mount, kind, device = _mount_of(real, Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace"))
    if kind in _SHARES:
        return "share"
    if f"{mount}/".startswith(_STICKS) or _is_removable(device):
        return "removable"
    return "local"


def _mount_of(path: Path, table: str) -> tuple[str, str, str]:
    """The mount that holds a path: where it is mounted, its file system and its device."""
    best = ("/", "", "")
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        fields, rest = before.split(), after.split()
        if len(fields) < 5 or len(rest) < 2:
            continue
        mount = fields[4].replace("\\040", " ")
        inside = path == Path(mount) or Path(mount) in path.parents
        if inside and len(mount) >= len(best[0]):
            best = (mount, rest[0], rest[1])
    return best


def _is_removable(device: str) -> bool:
    name = Path(device).name
    if not device.startswith("/dev/") or not name:
        return False
    block = Path("/sys/class/block") / name
    for folder in (block.resolve(), block.resolve().parent):
        flag = folder / "removable"
        if flag.exists() and flag.read_text().strip() == "1":
            return True
    return False
