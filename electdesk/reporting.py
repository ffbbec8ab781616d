"""Reports of unexpected errors: where it happened, never what was typed. No vote values, no names, no keys."""

import datetime
import platform
import traceback
from pathlib import Path

from electdesk import __version__
from electdesk.paths import error_reports_dir


def write_report(error: BaseException) -> Path:
    """Write a local report of an error and return its path. Only types, files, lines and functions are in it: messages may hold figures."""
    now = datetime.datetime.now().astimezone()
    lines = [
        f"ElectDesk {__version__}",
        f"{now:%Y-%m-%d %H:%M:%S}",
        f"{platform.platform()} Python {platform.python_version()}",
        "",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        for frame in traceback.extract_tb(current.__traceback__):
            place = Path(frame.filename)
            shown = "/".join(place.parts[-3:])
            lines.append(f"  {shown}:{frame.lineno} {frame.name}")
        current = current.__cause__ or current.__context__
    folder = error_reports_dir()
    path = folder / f"error {now:%Y-%m-%d %H-%M-%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return Path("-")
    return path
