"""Choices of a ballot from a text table or from lines that were pasted."""

from collections.abc import Sequence
from typing import Final

from electdesk.domain.records.names import Names
from electdesk.services.imports.sheet import Sheet
from electdesk.services.imports.words import fold_heading
from electdesk.services.set_up.plan import ChoicePlan

_HEADINGS: Final = {
    fold_heading(word): target
    for target, words in {
        "": "имя|фио|ф. и. о.|кандидат|кандидаты|наименование|название|выбор|есімі|аты-жөні|аты жөні|атауы|name|candidate|choice|candidates",
        "ru": "ru|на русском|по-русски|имя ru|name ru|русский|орысша",
        "kk": "kk|kz|на казахском|по-казахски|имя kk|name kk|казахский|қазақша",
        "en": "en|на английском|по-английски|имя en|name en|английский|ағылшынша|english",
        "constituency": "округ|номер округа|избирательный округ|округі|сайлау округі|constituency|district number",
        "list": "список|партия|избирательное объединение|партиялық тізім|тізім|партиясы|list|party",
    }.items()
    for word in words.split("|")
}


def choices_of_sheet(sheet: Sheet) -> tuple[ChoicePlan, ...]:
    """The choices of a table in its order. Without a heading that is known, the first column holds the names.

    A row that names a list belongs to it as a candidate; a row with a list alone is the list itself.
    """
    heads = [_HEADINGS.get(fold_heading(cell)) for cell in sheet.rows[0]] if sheet.rows else []
    known = any(head in ("", "ru", "kk", "en", "list") for head in heads if head is not None)
    columns = {head: place for place, head in reversed(list(enumerate(heads))) if head is not None} if known else {"": 0}
    lists: dict[tuple[str, str], list[Names]] = {}
    flat: list[ChoicePlan | tuple[str, str]] = []
    for row in sheet.rows[1:] if known else sheet.rows:
        name = {key: text for key in ("", "ru", "kk", "en") if (text := _cell(row, columns.get(key, -1)))}
        if "" in name and len(name) > 1:
            name = {"ru": name.pop(""), **name}
        constituency, owner = _cell(row, columns.get("constituency", -1)), _cell(row, columns.get("list", -1))
        if not owner:
            if name:
                flat.append(ChoicePlan(name, constituency))
            continue
        key = (owner, constituency)
        if key not in lists:
            lists[key] = []
            flat.append(key)
        if name:
            lists[key].append(name)
    return tuple(each if isinstance(each, ChoicePlan) else ChoicePlan({"": each[0]}, each[1], tuple(lists[each])) for each in flat)


def _cell(row: Sequence[str], place: int) -> str:
    return " ".join(row[place].split()) if 0 <= place < len(row) else ""
