"""Words of the import page that several of its parts say: sizes, formats, times, targets, rows."""

import datetime
from typing import TYPE_CHECKING

from electdesk.domain.records.names import in_language
from electdesk.i18n import format_count, format_datetime, format_decimal, language, tr
from electdesk.i18n.import_words import target_words
from electdesk.qtmodels.importing.looks import target_heading

if TYPE_CHECKING:
    from electdesk.qtmodels.importing.work import ImportWork
    from electdesk.services.imports.book import Book


def size_words(size: int) -> str:
    """A file's size as people say it."""
    if size < 1024 * 1024:
        return tr("{n} KB", n=max(1, round(size / 1024)))
    return tr("{n} MB", n=format_decimal(size, 1024 * 1024))


def time_words(iso: str) -> str:
    """A file's own time on this computer's clock, "" where there is none."""
    return format_datetime(datetime.datetime.fromisoformat(iso)) if iso else ""


def format_words(book: "Book") -> str:
    """The format of a file, told by its content."""
    if book.format == "csv":
        sheet = book.sheets[0]
        return tr("text (CSV), {encoding}", encoding=sheet.encoding or "utf-8")
    return tr("pasted text") if book.format == "pasted" else book.format.upper()


def hash_words(sha256: str) -> str:
    """The beginning of a file's hash in groups, as it is compared by eye."""
    return " ".join(sha256[at : at + 4] for at in range(0, 16, 4))


def row_count(book: "Book", sheets: tuple[str, ...]) -> int:
    """Rows with text in the chosen sheets."""
    return sum(len(sheet.rows) for sheet in book.sheets if sheet.name in sheets)


def target_name(target: str, work: "ImportWork", *, short: bool = False) -> str:
    """What a column is read as: a line with its number and official text (its number alone in short), a choice by its name."""
    contest, region = work.contest, work.region
    kind, _, id_ = target.partition(":")
    if contest is not None and kind == "line" and id_ in contest.form.places:
        line = contest.form.lines[contest.form.places[id_]]
        return line.number if short else f"{line.number}. {in_language(line.label, language())}"
    if contest is not None and kind == "choice":
        for choice in contest.ballot:
            if choice.id == id_:
                return choice.number if short and choice.number else f"{choice.number}. {choice.name}".lstrip(". ")
    named = target_heading(region.columns, work.kind, contest, target) if region is not None else {}
    return in_language(named, language()) or target_words(target)


def count_words(count: int) -> str:
    """A number with its thousands apart."""
    return format_count(count)
