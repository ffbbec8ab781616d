"""Names of sheets that every table program takes: short, without certain signs, each once."""

import re
from typing import Final

LONGEST: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED: Final = frozenset({"history"})
"""Excel keeps this name for itself."""


class SheetNames:
    """Gives each sheet of one workbook its name."""

    def __init__(self) -> None:
        self._taken: set[str] = set(_RESERVED)

    def take(self, wanted: str) -> str:
        """A name as near to the wanted one as possible that no sheet of the workbook has yet."""
        bare = " ".join(_FORBIDDEN.sub(" ", wanted).split()).strip("'")[:LONGEST].strip() or "1"
        name, number = bare, 1
        while name.casefold() in self._taken:
            number += 1
            end = f" ({number})"
            name = bare[: LONGEST - len(end)].rstrip() + end
        self._taken.add(name.casefold())
        return name
