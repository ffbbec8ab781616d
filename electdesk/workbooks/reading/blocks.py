"""What the worker writes and the calling process reads: blocks with their length in front, decoded as they come.

Rows hold places in the list of different texts instead of the texts: a sheet of 2.5 million figures has a few thousand of them.
"""

import struct
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import msgspec

PLACE: Final = "I"
"""The array type of places and row numbers: four bytes, of the one machine that both processes run on."""
_LENGTH: Final = struct.Struct("<I")


class SheetBegins(msgspec.Struct, frozen=True, tag="begins"):
    """A sheet with what is known before its rows."""

    name: str
    hidden: bool = False
    exact_widths: bool = False
    encoding: str = ""
    separator: str = ""


class SheetRestarts(msgspec.Struct, frozen=True, tag="restarts"):
    """The rows of the sheet so far do not count; their texts keep their places."""


class Rows(msgspec.Struct, frozen=True, tag="rows"):
    """Some rows: texts not seen before, and places in the list of all texts so far, row after row (``widths``)."""

    texts: list[str]
    places: bytes
    widths: bytes
    numbers: bytes


class SheetEnds(msgspec.Struct, frozen=True, tag="ends"):
    """What is known of the sheet after its rows. ``merged``: four numbers each."""

    hidden_rows: list[int]
    hidden_columns: list[int]
    merged: list[tuple[int, int, int, int]]
    notes: list[str]


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How much of the file is read, 0 to 1."""

    share: float


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """Everything was read."""

    format: str
    notes: list[str]


class WasRefused(msgspec.Struct, frozen=True, tag="refused"):
    """Nothing of the file counts."""

    code: str
    params: dict[str, Any]


Block = SheetBegins | SheetRestarts | Rows | SheetEnds | Progress | Ended | WasRefused
_DECODER: Final = msgspec.msgpack.Decoder(Block)


def write_block(file: BinaryIO, block: Block) -> None:
    """Append a block, at once for whoever reads."""
    body = msgspec.msgpack.encode(block)
    file.write(_LENGTH.pack(len(body)) + body)
    file.flush()


class BlockReader:
    """Blocks of a file that somebody is still writing."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._rest = b""

    def __iter__(self) -> Iterator[Block]:
        """The blocks that have become complete since it was asked last. Raises msgspec.DecodeError where they are none of ours."""
        self._rest += self._file.read()
        start = 0
        while len(self._rest) - start >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._rest, start)
            end = start + _LENGTH.size + length
            if end > len(self._rest):
                break
            yield _DECODER.decode(memoryview(self._rest)[start + _LENGTH.size : end])
            start = end
        self._rest = self._rest[start:]


def places_of(data: bytes) -> "array[int]":
    """The bytes of a block as numbers."""
    numbers: array[int] = array(PLACE)
    numbers.frombytes(data)
    return numbers
