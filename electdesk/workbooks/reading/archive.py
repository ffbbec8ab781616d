"""A workbook's archive, looked at before anything of it is unpacked."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from electdesk.workbooks.reading import limits
from electdesk.workbooks.reading.refusal import Refused

_END: Final = b"PK\x05\x06"
_END_SHAPE: Final = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT: Final = 65_535
_LOCAL_HEADER: Final = 30
_LARGEST_DIRECTORY: Final = 2_000_000
_CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 1


class Archive:
    """The members of a ZIP file whose directory promises nothing that a table cannot hold."""

    def __init__(self, path: Path) -> None:
        """Refuses: source_damaged, source_encrypted, source_unsafe (``reason``: members, unpacked, ratio, overlap, paths)."""
        self.size = path.stat().st_size
        self._file: BinaryIO = path.open("rb")
        try:
            self._count_members()
            self._zip = zipfile.ZipFile(self._file)
            self._members = self._zip.infolist()
            self._check_members()
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError) as error:
            self._file.close()
            raise Refused("source_damaged", error=type(error).__name__) from error
        except Refused:
            self._file.close()
            raise
        self.names: Final = frozenset(member.filename for member in self._members)
        self._folded = {name.casefold(): name for name in self.names}

    def _count_members(self) -> None:
        """The end of the directory says how many members there are: read before ``zipfile`` makes an object of each."""
        self._file.seek(max(0, self.size - _LONGEST_COMMENT - _END_SHAPE.size))
        tail = self._file.read()
        place = tail.rfind(_END)
        if place < 0 or len(tail) - place < _END_SHAPE.size:
            raise zipfile.BadZipFile("no end of the directory")
        _, _, _, _, members, directory, _, _ = _END_SHAPE.unpack_from(tail, place)
        if members > limits.MOST_MEMBERS or directory > _LARGEST_DIRECTORY:
            raise Refused("source_unsafe", reason="members", limit=limits.MOST_MEMBERS)
        self._file.seek(0)

    def _check_members(self) -> None:
        if any(member.flag_bits & _ENCRYPTED for member in self._members):
            raise Refused("source_encrypted")
        self._check_names()
        unpacked = 0
        for member in self._members:
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Refused("source_unsafe", reason="packing")
            if member.file_size > limits.SMALL_MEMBER and member.file_size > limits.LARGEST_RATIO * member.compress_size:
                raise Refused("source_unsafe", reason="ratio", limit=limits.LARGEST_RATIO)
            unpacked += member.file_size
        if unpacked > limits.LARGEST_UNPACKED:
            raise Refused("source_unsafe", reason="unpacked", limit=limits.LARGEST_UNPACKED)
        self._check_places()

    def _check_names(self) -> None:
        names = [member.filename for member in self._members]
        for name in names:
            parts = name.replace("\\", "/").split("/")
            if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]:
                raise Refused("source_unsafe", reason="paths")
        if len({name.casefold() for name in names}) < len(names):
            raise Refused("source_unsafe", reason="overlap")

    def _check_places(self) -> None:
        """Each member lies behind the one before it and before the directory: one kernel unpacked under many names is a bomb."""
        reached = 0
        for member in sorted(self._members, key=lambda member: member.header_offset):
            if member.header_offset < reached:
                raise Refused("source_unsafe", reason="overlap")
            reached = member.header_offset + _LOCAL_HEADER + member.compress_size
        if reached > self._zip.start_dir:
            raise Refused("source_unsafe", reason="overlap")

    def find(self, name: str) -> str | None:
        """The member's own name for a name out of a relation; capitals do not count, as in Excel."""
        bare = name.lstrip("/")
        return bare if bare in self.names else self._folded.get(bare.casefold())

    def has_under(self, *folders: str) -> bool:
        """Whether any member's path begins with one of these."""
        return any(name.startswith(folders) for name in self._folded)

    def length(self, name: str) -> int:
        """Bytes of a member, unpacked."""
        return self._zip.getinfo(name).file_size

    def read(self, name: str, largest: int = limits.LARGEST_PART) -> bytes:
        """A small part as a whole. Refuses source_unsafe and source_damaged."""
        if self.length(name) > largest:
            raise Refused("source_unsafe", reason="unpacked", limit=largest)
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part piece by piece. Refuses source_damaged."""
        try:
            with self._zip.open(name) as member:
                while chunk := member.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, OSError, RuntimeError) as error:
            raise Refused("source_damaged", error=type(error).__name__) from error

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()
        self._file.close()
