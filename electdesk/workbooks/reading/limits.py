"""How much a table of stations can be: everything beyond is refused before it is unpacked or while it is read."""

from typing import Final

LARGEST_TEXT: Final = 200_000_000
"""Bytes of a text table. 100,000 stations of 25 columns take 15 million."""
LARGEST_WORKBOOK: Final = 100_000_000
"""Bytes of a workbook as it lies on the disk. 100,000 stations of 25 columns take 12 million."""
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 500
MOST_CELLS: Final = 10_000_000
"""Cells of all sheets together, blank ones between others counted."""
MOST_CHARACTERS: Final = 60_000_000
"""Of all different texts together: what the calling process has to keep."""
MOST_MERGED: Final = 50_000

MOST_MEMBERS: Final = 2_000
"""Files inside a workbook. One of a hundred sheets with comments and drawings has 600."""
LARGEST_UNPACKED: Final = 800_000_000
"""Bytes of all members. 200,000 stations of 25 columns in an ODS take 500 million."""
LARGEST_RATIO: Final = 250
"""Unpacked to packed, of a member above a million bytes. Repetitive sheets of LibreOffice reach 60."""
SMALL_MEMBER: Final = 1_000_000
LARGEST_PART: Final = 40_000_000
"""Bytes of a part that is read as a whole: styles, list of sheets, relations."""
DEEPEST: Final = 64
"""Elements inside each other. Table programs write up to twenty."""

MEMORY: Final = 512_000_000
"""Bytes of address space of the worker, where the system can hold it to that."""
SECONDS: Final = 20.0
"""For a file of ten million bytes or less."""


def seconds_for(size: int) -> float:
    """How long reading a file of ``size`` bytes may take."""
    return SECONDS * max(1.0, size / 10_000_000)
