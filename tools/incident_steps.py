"""The table of an incident's steps in ARCHITECTURE.md, written from ``domain.incident_steps``.

python -m tools.incident_steps          write it into ARCHITECTURE.md
python -m tools.incident_steps check    exit code 1 where ARCHITECTURE.md says something else
"""

import sys
from typing import Final

from electdesk.domain.incident_steps import EVERY_FINDING, EVERY_WORK, FACTS, OPEN, STEPS_TABLE
from tools.transitions import DOCUMENT

BEGIN: Final = "<!-- begin: python -m tools.incident_steps -->\n"
END: Final = "<!-- end of incident steps -->\n"


def table() -> str:
    """The table in Markdown, and its conditions in words."""
    lines = ["| step | from | if | leads to |", "| --- | --- | --- | --- |"]
    before = ""
    for row in STEPS_TABLE:
        step = row.step if row.step != before else ""
        result = f"refused: `{row.refused}`" if row.refused else row.to
        lines.append(f"| {step} | {_names(row.states)} | {', '.join(row.when) or '–'} | {result} |")
        before = row.step
    words = "; ".join(f"*{name}*: {meaning}" for name, meaning in FACTS.items())
    return "\n".join((*lines, "", f"Of the rows of a step that fit the first one holds. {words}.", ""))


def _names(states: tuple[str, ...]) -> str:
    named: dict[tuple[str, ...], str] = {EVERY_WORK: "any", EVERY_FINDING: "any finding", OPEN: "any open one"}
    return named.get(states) or ", ".join(states)


def written(text: str) -> str:
    """A document with the table as it is now. Raises ValueError where the document has no place for it."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("no place for the table: " + BEGIN.strip())
    return before + BEGIN + "\n" + table() + "\n" + END + after


def main(arguments: list[str]) -> int:
    """Write or check the table."""
    text = DOCUMENT.read_text(encoding="utf-8")
    now = written(text)
    if arguments == ["check"]:
        return int(now != text)
    DOCUMENT.write_text(now, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
