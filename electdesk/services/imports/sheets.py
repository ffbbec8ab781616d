"""Which sheets of a file are read: all that hold rows of the kind, one a district; titles, notes and summaries are left out by name."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.services.imports.book import Book
from electdesk.services.imports.declared import ImportKind, Task
from electdesk.services.imports.kinds import look_at_kind, recognise_kind
from electdesk.services.imports.plan import SheetUse
from electdesk.services.imports.recognise import Recognised
from electdesk.services.imports.rows import Part, is_total, looks_like_number
from electdesk.services.imports.sheet import Sheet
from electdesk.services.imports.words import words_of

_GENERIC: Final = re.compile(
    r"\s*(?:лист|sheet|парақ|таблица|table|страница|стр|данные|data|книга|бет|свод|сводная|все|всего|итого|область|барлығы|all|total)?"
    r"\s*[-_№#(]?\s*\d*\)?\s*",
    re.IGNORECASE,
)
"""Names that programs give to sheets: they name no district."""
_DISTRICT_WORDS: Final = frozenset(
    ("район", "районы", "аудан", "ауданы", "город", "қала", "қаласы", "тик", "district", "city", "г")
)
_LOOKED_FOR: Final = ("import_heading_missing", "import_columns_missing", "import_choice_unknown", "import_columns_twice")
"""Refusals of one sheet that may only mean that it holds something else."""


def parts_of(kind: ImportKind, book: Book, task: Task) -> tuple[tuple[Part, ...], tuple[SheetUse, ...]]:
    """The sheets to read, each with its columns, and what became of every sheet.

    Raises ClerkError: import_sheet_unknown (``sheet``, ``known``) for a name that no sheet bears; the refusal of a sheet that holds rows of
    this kind and cannot be read; with no sheet to read, import_sheets_hidden (``hidden``: names) or the refusal of the one that comes nearest.
    """
    chosen = _chosen(book, task)
    uses: dict[str, SheetUse] = {}
    found: list[tuple[Sheet, Recognised]] = []
    refusals: list[tuple[int, int, ClerkError]] = []
    for place, sheet in enumerate(book.sheets):
        if reason := _left_out(sheet, chosen, task):
            uses[sheet.name] = SheetUse(sheet.name, False, reason, rows=len(sheet.rows))
            continue
        try:
            found.append((sheet, recognise_kind(kind, sheet, task)))
        except ClerkError as error:
            if error.code not in _LOOKED_FOR:
                raise
            refusals.append((_promise(sheet, error), -place, _of_sheet(error, sheet, book)))
            reason = "other_shape" if _speaks_of(kind, sheet, task) else "no_heading"
            uses[sheet.name] = SheetUse(sheet.name, False, reason, rows=len(sheet.rows))
    hidden = [use.name for use in uses.values() if use.reason == "hidden_sheet" and use.rows]
    serious = [refusal for refusal in refusals if refusal[0] or refusal[1] in _places(book, task.options.sheets)]
    if hidden and not serious and not found:
        raise ClerkError("import_sheets_hidden", file=book.file, hidden=hidden)
    if refusals and (serious or not found):
        raise max(serious or refusals, key=lambda each: each[:2])[2]
    if not found:
        raise ClerkError("import_no_rows", file=book.file)
    taken = _of_one_shape(found)
    for sheet, recognised in found:
        reason = "" if any(sheet is each for each, _ in taken) else "other_shape"
        uses[sheet.name] = SheetUse(sheet.name, not reason, reason, _heading_rows(sheet, recognised), len(sheet.rows))
    several = len(taken) > 1 or sum(bool(sheet.rows) for sheet in book.sheets) > 1
    parts = _with_districts(_in_one_layout(taken), several)
    return parts, tuple(uses[sheet.name] for sheet in book.sheets)


def _speaks_of(kind: ImportKind, sheet: Sheet, task: Task) -> bool:
    """Whether a sheet has any column of this kind apart from descriptions, which titles may hold too."""
    found = look_at_kind(kind, sheet, task)
    return found is not None and any(":" in target or target in ("station", "voters") for target in found.columns.values())


def _chosen(book: Book, task: Task) -> frozenset[str]:
    known = {sheet.name: sheet for sheet in book.sheets}
    for name in task.options.sheets:
        if name not in known:
            raise ClerkError("import_sheet_unknown", file=book.file, sheet=name, known=list(known))
    return frozenset(task.options.sheets)


def _places(book: Book, names: Sequence[str]) -> set[int]:
    return {-place for place, sheet in enumerate(book.sheets) if sheet.name in names}


def _left_out(sheet: Sheet, chosen: frozenset[str], task: Task) -> str:
    if chosen:
        return "" if sheet.name in chosen else "not_chosen"
    if sheet.hidden and "sheets" not in task.options.include_hidden:
        return "hidden_sheet"
    return "" if sheet.rows else "empty_sheet"


def _promise(sheet: Sheet, error: ClerkError) -> int:
    """How much speaks for a refused sheet being one of this kind all the same: then it may not be left out in silence.

    0 where its headings lack the station or most of what is needed, or no row below has a station's number.
    """
    if error.code == "import_heading_missing":
        return 0
    columns = error.params.get("columns", [])
    if error.code == "import_columns_missing" and ("station" in columns or len(columns) > 3):
        return 0
    rows = sum(any(looks_like_number(cell) for cell in row[:4] if cell.strip()) for row in sheet.rows)
    return rows if rows > 1 else 0


def _of_sheet(error: ClerkError, sheet: Sheet, book: Book) -> ClerkError:
    """The refusal with the sheet named, where the file has several."""
    if sum(bool(each.rows) for each in book.sheets) > 1:
        error.params["file"] = f"{book.file} [{sheet.name}]"
    return error


def _shape(found: Recognised) -> frozenset[str]:
    """What a sheet's columns are, apart from descriptions that one sheet may have and another not."""
    targets = {target for target in found.columns.values() if ":" in target or target in ("station", "voters")}
    return frozenset(targets | {f"new:{name.casefold()}" for name in found.new_choices.values()})


def _of_one_shape(found: Sequence[tuple[Sheet, Recognised]]) -> list[tuple[Sheet, Recognised]]:
    """The sheets of the shape in which most rows stand."""
    rows: dict[frozenset[str], int] = {}
    for sheet, recognised in found:
        shape = _shape(recognised)
        rows[shape] = rows.get(shape, 0) + len(sheet.rows)
    most = max(rows, key=lambda shape: (rows[shape], len(shape)))
    return [(sheet, recognised) for sheet, recognised in found if _shape(recognised) == most]


def _in_one_layout(taken: Sequence[tuple[Sheet, Recognised]]) -> list[tuple[Sheet, Recognised]]:
    """The first sheet with a column for each description that only others have: an address or a phone is not lost with them."""
    (sheet, first), *others = taken
    known = set(first.columns.values())
    extra = {
        target: found.headings[index]
        for _, found in others
        for index, target in found.columns.items()
        if target not in known and ":" not in target
    }
    if not extra:
        return list(taken)
    columns = {len(first.headings) + place: target for place, target in enumerate(extra)}
    joined = msgspec.structs.replace(
        first, headings=(*first.headings, *extra.values()), columns=first.columns | columns, own_width=first.width
    )
    return [(sheet, joined), *others]


def _heading_rows(sheet: Sheet, found: Recognised) -> tuple[int, int]:
    first, last = sheet.row_numbers[found.heading_first], sheet.row_numbers[found.heading_row]
    return first, last - first + 1


def _with_districts(taken: Sequence[tuple[Sheet, Recognised]], several: bool) -> tuple[Part, ...]:
    """The parts, with a district for each row where no column tells it: from a row of its own above, or from the sheet's name."""
    if any(found.column("area") >= 0 or found.column("station") < 0 for _, found in taken):
        return tuple(Part(sheet, found) for sheet, found in taken)
    districts = [district_rows(sheet, found) for sheet, found in taken]
    named = several and not any(any(texts) for texts in districts)
    if named:
        names = ["" if _GENERIC.fullmatch(sheet.name) else sheet.name for sheet, _ in taken]
        districts = [(name,) * (len(sheet.rows) - found.heading_row - 1) for (sheet, found), name in zip(taken, names, strict=True)]
    if not any(any(texts) for texts in districts):
        return tuple(Part(sheet, found) for sheet, found in taken)
    return tuple(Part(sheet, _with_virtual(found), texts) for (sheet, found), texts in zip(taken, districts, strict=True))


def _with_virtual(found: Recognised) -> Recognised:
    place = len(found.headings)
    return msgspec.structs.replace(found, headings=(*found.headings, ""), columns=found.columns | {place: "area"}, virtual=place)


def district_rows(sheet: Sheet, found: Recognised) -> tuple[str, ...]:
    """For each row below the headings the district that a row of its own names above it («Абайский район», alone in its row); "" else.

    Empty where there are no such rows.
    """
    texts: list[str] = []
    district, seen = "", False
    station = found.column("station")
    for row in sheet.rows[found.heading_row + 1 :]:
        # Nearly every row has its station's number: the others alone are looked at.
        if len(row) <= station or not row[station].isdigit():
            filled = {text for cell in row if (text := cell.strip())}
            if len(filled) == 1 and _names_district(text := filled.pop()):
                district, seen = text, True
        texts.append(district)
    return tuple(texts) if seen else ()


def _names_district(text: str) -> bool:
    words = words_of(text)
    return 1 < len(words) <= 6 and not is_total(text) and not _DISTRICT_WORDS.isdisjoint(words) and not looks_like_number(text)
