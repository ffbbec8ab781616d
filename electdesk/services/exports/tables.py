"""A table on its way into a file: columns with types, cells as figures, codes and names. Its words are put in by whoever writes it."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, Protocol

import msgspec

from electdesk.domain.records.names import Names

ColumnType = Literal["text", "code", "count", "yesno", "option", "share", "time"]


class Phrase(msgspec.Struct, frozen=True):
    """A sentence or word by its code (``i18n.export_words``) and what it speaks of."""

    code: str
    params: dict[str, Any] = {}


class Sum(msgspec.Struct, frozen=True):
    """A sum that a table program can add up again: ``value``, and the cells it is made of.

    ``column`` (its id) of ``table`` ("": this one), ``count`` rows from ``first`` (from 0). ``boxes``: the cells are words, and it is the
    boxes ticked "yes" that are counted.
    """

    value: int
    column: str
    first: int
    count: int
    table: str = ""
    boxes: bool = False


class Share(msgspec.Struct, frozen=True):
    """A share as its two amounts, and the columns of the same row that each of them is the sum of; () where they are not columns."""

    count: int
    of: int
    parts: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


class FindingWords(msgspec.Struct, frozen=True):
    """What ``i18n.sentences.finding_sentences`` needs to tell a finding. ``names``: the form's own words for its relation."""

    code: str
    severity: str
    lines: tuple[str, ...]
    left: int | None
    right: int | None
    why: str
    other: str
    rule: str
    names: Names


Cell = str | int | float | dt.datetime | Phrase | Sum | Share | FindingWords | None
"""A figure is an int with the marks of ``domain.figures``; a time stands on the region's clock, without a zone."""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """``id`` is the column's name for programs. Its heading is the ``word`` (a code), or ``names`` with the official ``number`` before it.

    ``values``: the vocabulary of a "code" column; ``options``: id → label of the boxes of an "option" column.
    ``width`` in characters, 0: as its type
    asks. ``target``: what an import calls the column, "" where it is not read back. ``adds``: a figure that stands in sums.
    """

    id: str
    type: ColumnType = "text"
    word: str = ""
    names: Names = {}
    number: str = ""
    values: str = ""
    options: dict[str, Names] = {}
    width: int = 0
    target: str = ""
    adds: bool = False


class Rows(Protocol):
    """Rows that can be gone through more than once and need not all be there at once."""

    def __len__(self) -> int:
        """How many there are."""

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        """From the first to the last."""


class MadeRows:
    """So many rows, made while somebody goes through them, from data that was taken out of the columns before."""

    def __init__(self, count: int, make: Callable[[], Iterator[Sequence[Cell]]]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        return self._make()


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """``id`` is the table's name for programs ("stations", "tallies-president"). ``word``: the code of its title; ``of``: what it is a table
    of, where there are several (a contest's title), with ``code`` short.

    ``notes`` stand above the headings. ``kind`` and ``contest``: as what an import reads it back, "" where it is not. ``total``: the last row adds
    up the others. ``frozen``: so many first columns stay in sight. ``headed``: whether the columns have headings at all. ``wide``: texts
    may take several lines.
    """

    id: str
    word: str
    columns: tuple[Column, ...]
    rows: Rows
    of: Names = {}
    code: str = ""
    notes: tuple[Phrase, ...] = ()
    kind: str = ""
    contest: str = ""
    total: bool = False
    frozen: int = 1
    headed: bool = True


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """All tables of one file, and what it is. ``language`` is that of names; ``made_at``
    stands on the region's clock, ``utc_offset`` minutes ahead of UTC. ``no_number`` what stands for "no number on paper"."""

    tables: tuple[Table, ...]
    region: str
    name: Names
    is_test: bool
    basis: str
    language: str
    fingerprint: str
    made_at: dt.datetime
    utc_offset: int
    version: str
    no_number: str = "/"
