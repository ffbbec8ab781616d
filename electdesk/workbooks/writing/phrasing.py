"""A table's codes made words of one language: titles, headings, notes, and cells as text, numbers, times or sums."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

import msgspec

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.records.names import in_language
from electdesk.i18n import Catalogue, catalogue, language_of
from electdesk.i18n.export_words import NO, YES, heading_word, phrase_text, title_word, vocabulary
from electdesk.i18n.sentences import finding_sentences
from electdesk.services.exports.tables import Cell, Column, Export, FindingWords, Phrase, Share, Sum, Table

Value = str | int | float | dt.datetime | Sum | Share | None
"""What stands in a cell: an int of a "count" column keeps the marks of ``domain.figures``; all else is ready to be written."""


class Words(msgspec.Struct, frozen=True):
    """A table in words: what it is called, what its sheet is called before names are made unique, its headings and its notes."""

    title: str
    sheet: str
    headings: tuple[str, ...]
    notes: tuple[str, ...]


class Phrasing:
    """One language for one export."""

    def __init__(self, export: Export, language: str) -> None:
        self.cat: Catalogue = catalogue(language_of(language))
        self.language = language
        self._region = in_language(export.name, language)
        self._no_number = export.no_number

    def words(self, table: Table) -> Words:
        """Title, name of the sheet, headings and notes of a table."""
        of = in_language(table.of, self.language)
        if not table.word:
            # A list of the screen, which has its words already.
            return self._as_shown(table, of)
        title, short = title_word(table.word, self.cat), title_word(table.word, self.cat, short=True)
        return Words(
            title=f"{title}: {of}" if of else title,
            sheet=f"{short} {table.code}" if table.code else short,
            headings=tuple(map(self.heading, table.columns)),
            notes=tuple(self._phrase(note) for note in table.notes),
        )

    def _as_shown(self, table: Table, title: str) -> Words:
        headings = tuple(map(self.heading, table.columns))
        return Words(title, title, headings, tuple(self._phrase(note) for note in table.notes))

    def heading(self, column: Column) -> str:
        """A column's heading: its word, or the official number and text, each on a line of its own."""
        text = heading_word(column.word, self.cat) if column.word else ""
        names = in_language(column.names, self.language)
        named = f"{column.number}\n{names}" if column.number and names else column.number or names
        return f"{text}: {names}" if text and names else text or named

    def rows(self, table: Table) -> Iterator[Sequence[Value]]:
        """The rows of a table with words for codes."""
        takes = [self.reader(column) for column in table.columns]
        plain = [place for place, take in enumerate(takes) if take is not None]
        for row in table.rows:
            cells = list(row)
            for place in plain:
                take = takes[place]
                assert take is not None
                cells[place] = take(cells[place])
            yield cells  # type: ignore[misc]

    def reader(self, column: Column) -> Callable[[Cell], Value] | None:
        """How the cells of a column become values; None where they are values already."""
        if column.type == "code":
            words: dict[object, str] = dict(vocabulary(column.values, self.cat).items())
            return lambda cell: words.get(cell, str(cell or ""))
        if column.type == "yesno":
            yes, no = self.cat.tr(YES), self.cat.tr(NO)  # i18n: dynamic
            return lambda cell: cell if isinstance(cell, Sum) else self._mark(cell) if _is_mark(cell) else yes if cell else no
        if column.type == "option":
            labels = [in_language(option, self.language) for option in column.options.values()]
            return lambda cell: labels[cell] if isinstance(cell, int) and 0 <= cell < len(labels) else self._mark(cell)
        if column.type == "text":
            return self._text
        return None

    def _mark(self, cell: Cell) -> Value:
        return self._no_number if cell == NO_NUMBER else "" if cell is None or cell == BLANK else cell  # type: ignore[return-value]

    def _text(self, cell: Cell) -> Value:
        if isinstance(cell, str):
            return cell
        if isinstance(cell, Phrase):
            return self._phrase(cell)
        if isinstance(cell, FindingWords):
            return self._finding(cell)
        return "" if cell is None else str(cell)

    def _phrase(self, phrase: Phrase) -> str:
        region = in_language(phrase.params["names"], self.language) if "names" in phrase.params else self._region
        return phrase_text(phrase.code, phrase.params, region, self.cat)

    def _finding(self, found: FindingWords) -> str:
        """Title and what happened. A finding whose sides are not told has its title alone."""
        words = finding_sentences(
            code=found.code,
            severity=found.severity,
            lines=found.lines,
            left=found.left,
            right=found.right,
            why=found.why,
            other=found.other,
            rule=found.rule,
            name=in_language(found.names, self.language),
            cat=self.cat,
        )
        title = words.title.removeprefix(f"{found.code} · ")
        title = title[:1].upper() + title[1:]
        return f"{title}. {words.what}" if found.left is not None or found.why or found.lines or found.other else title


def _is_mark(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, int) and cell < 0)
