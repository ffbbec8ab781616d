"""The process in which files from outside are read: started with the program itself, held to limits, ended at any moment.

It is handed a folder with a copy of the file and writes blocks beside it (``reading.blocks``). Nothing slow is imported: the
process lives for one file.
"""

import contextlib
import gc
import os
import shutil
import sys
import threading
from pathlib import Path
from typing import Final

from electdesk.workbooks.reading import limits
from electdesk.workbooks.reading.archive import Archive
from electdesk.workbooks.reading.blocks import Ended, WasRefused, write_block
from electdesk.workbooks.reading.refusal import Refused
from electdesk.workbooks.reading.sink import Sink
from electdesk.workbooks.reading.told import LOOKED_AT, told_by_members, told_by_start, told_in_compound

SOURCE: Final = "source"
"""The copy's name in the folder."""
BLOCKS: Final = "blocks"
"""The name of what is written."""
_THREAD_BYTES: Final = 256 * 1024
_SPARE_SECONDS: Final = 2
PARENT_GONE: Final = 3


def read_table(folder: str, name: str) -> int:
    """Read the copy in ``folder``; ``name`` is the sheet's name where the file is a text table. The process's exit code."""
    _end_with_parent(Path(folder))
    source = Path(folder, SOURCE)
    hold_to_limits(source.stat().st_size)
    gc.disable()
    with Path(folder, BLOCKS).open("ab") as file:
        write_block(file, outcome(source, name, Sink(lambda block: write_block(file, block))))
    return 0


def outcome(source: Path, name: str, sink: Sink) -> Ended | WasRefused:
    """Read a file into the sink; whatever a crafted file brings a reader to is the file's fault and told as a refusal."""
    try:
        return Ended(*read_source(source, name, sink))
    except Refused as refusal:
        return WasRefused(refusal.code, refusal.params)
    except MemoryError:
        return WasRefused("source_reading_failed", {"reason": "memory"})
    except Exception as error:  # noqa: BLE001 - see above
        return WasRefused("source_damaged", {"error": type(error).__name__})


def read_source(source: Path, name: str, sink: Sink) -> tuple[str, list[str]]:
    """Put a file's sheets into the sink; returns its format and notes.

    Refuses: source_not_table (``looks``), source_encrypted, source_damaged, source_unsafe, source_empty and what the readers say.
    """
    with source.open("rb") as file:
        kind = told_by_start(file.read(LOOKED_AT))
    if kind == "zip":
        archive = Archive(source)
        try:
            return _of_archive(archive, source, sink)
        finally:
            archive.close()
    if kind == "compound":
        kind = told_in_compound(source.read_bytes())
    if kind == "encrypted":
        raise Refused("source_encrypted")
    if kind == "xls":
        from electdesk.workbooks.reading.xls import read_xls

        return read_xls(source, sink)
    if kind == "text":
        from electdesk.workbooks.reading.text_table import read_text_table

        return read_text_table(source.read_bytes(), name, sink)
    raise _not_table(kind)


def _of_archive(archive: Archive, source: Path, sink: Sink) -> tuple[str, list[str]]:
    kind = told_by_members(archive)
    if kind == "xlsx":
        from electdesk.workbooks.reading.xlsx import read_xlsx

        return read_xlsx(archive, sink)
    if kind == "ods":
        from electdesk.workbooks.reading.ods import read_ods

        return read_ods(archive, sink)
    if kind == "xlsb":
        from electdesk.workbooks.reading.xlsb import read_xlsb

        return read_xlsb(archive, sink)
    raise _not_table(kind)


def _not_table(kind: str) -> Refused:
    """Web pages and XML get sentences of their own: programs save them under the names of workbooks."""
    return Refused("source_not_table", looks=kind, reason=kind if kind in ("html", "xml") else "")


def hold_to_limits(size: int) -> None:
    """Memory and processor time, where the system can hold a process to them (Linux; elsewhere the caller's clock does)."""
    if sys.platform == "win32":
        return
    import resource

    seconds = int(limits.seconds_for(size)) + _SPARE_SECONDS
    for what, most in ((resource.RLIMIT_AS, limits.MEMORY), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _end_with_parent(folder: Path) -> None:
    """Who asked for the file holds the other end of the standard input: when that is gone, nobody waits and the copy goes too."""

    def watch() -> None:
        try:
            while os.read(0, 1):
                pass
        except OSError:
            return
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(PARENT_GONE)

    before = threading.stack_size(_THREAD_BYTES)
    threading.Thread(target=watch, daemon=True).start()
    threading.stack_size(before)
