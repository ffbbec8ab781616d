"""The district column: which area of the region a text means, and what a new area is called."""

import re
from collections.abc import Mapping
from typing import Final

from electdesk.domain.forms.problems import fold_text
from electdesk.domain.records import Area
from electdesk.services.imports.words import fold_heading, words_of

_LEADING_NUMBER: Final = re.compile(r"^\s*(\d{1,4})[.)]?\s+(?=\D)")
_SHORT_DISTRICT: Final = re.compile(r"(?<!\w)р\s*-\s*н(?!\w)\.?", re.IGNORECASE)
_KIND_WORDS: Final = frozenset(
    ("район", "районы", "г", "город", "городской", "тик", "территориальная", "избирательная", "комиссия", "аудан", "ауданы")
) | {"қала", "қаласы", "қ", "district", "city", "town", "rayon", "raion"}
_CITY_WORDS: Final = frozenset(("г", "город", "қала", "қаласы", "city", "town"))


def area_name(text: str) -> str:
    """A name as it stands in the cell, spaces tidied."""
    return " ".join(text.split())


def leading_number(text: str) -> str:
    """The order number before a name («5 Барнаул, Железнодорожная»), "" where there is none."""
    found = _LEADING_NUMBER.match(text)
    return str(int(found[1])) if found else ""


def new_area(text: str, parent: str, code: str = "") -> Area:
    """An area as the file names it; its leading number gives the order, and the code where the file has none of its own."""
    number = leading_number(text)
    kind = "city" if _CITY_WORDS & set(words_of(text)) else "district"
    return Area(name={"": area_name(text)}, kind=kind, parent=parent, code=code.strip() or number, order=int(number or 0))


class AreaFinder:
    """Text → record id of the area, by whole name, code, name without number, or name without «район».

    A text that fits two areas fits none.
    """

    def __init__(self, areas: Mapping[str, Area]) -> None:
        self.root = next((record for record, area in areas.items() if area.kind == "region" or not area.parent), "")
        self._exact: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._answers: dict[str, str] = {}
        for record, area in areas.items():
            if record != self.root:
                self.add(record, area)

    def add(self, record: str, area: Area) -> None:
        """Know one more area."""
        self._answers.clear()
        # A code that is only the order number is no name: a second commission may count from 1 again.
        texts = {*area.name.values(), area.code if not area.order else ""} - {""}
        for text in texts:
            self._note(self._exact, _folded(text), record)
        for text in area.name.values():
            self._note(self._loose, _bare(text), record)
            self._numbers[record] = self._numbers.get(record) or leading_number(text)

    @staticmethod
    def _note(index: dict[str, str], key: str, record: str) -> None:
        if key and index.setdefault(key, record) != record:
            index[key] = ""

    def find(self, text: str) -> str:
        """The record id, "" where no area or more than one fits."""
        if text not in self._answers:
            found = self._exact.get(_folded(text), "")
            if not found:
                found = self._loose.get(_bare(text), "")
                # Two commissions may differ in nothing but their number.
                if len({leading_number(text), self._numbers.get(found, "")} - {""}) > 1:
                    found = ""
            self._answers[text] = found
        return self._answers[text]


def _bare(text: str) -> str:
    words = [word for word in words_of(_SHORT_DISTRICT.sub(" район ", text)) if word not in _KIND_WORDS]
    return fold_text("".join(words))


def _folded(text: str) -> str:
    """A name as it is compared: one that was typed with letters of the other alphabet is the same name."""
    return fold_text(fold_heading(text))
