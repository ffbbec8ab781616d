"""The table of states and steps of ARCHITECTURE.md, written from ``domain.transitions``.

python -m tools.transitions          write it into ARCHITECTURE.md
python -m tools.transitions check    exit code 1 where ARCHITECTURE.md says something else
"""

import sys
from pathlib import Path
from typing import Final

from electdesk.domain.states import State
from electdesk.domain.transitions import FACTS, STEPS, TRANSITIONS, WORKED_ON, Transition

DOCUMENT: Final = Path(__file__).resolve().parent.parent / "ARCHITECTURE.md"
BEGIN: Final = "<!-- begin: python -m tools.transitions -->\n"
END: Final = "<!-- end -->\n"


def table() -> str:
    """The table in Markdown: a row for each row of ``TRANSITIONS``, those of one step together; below it the conditions in words."""
    rows = [row for step in STEPS for row in TRANSITIONS if row.step == step]
    lines = ["| step | from | if | leads to |", "| --- | --- | --- | --- |"]
    before = ""
    for row in rows:
        step = STEPS[row.step] if row.step != before else ""
        lines.append(f"| {step} | {_names(row.states)} | {', '.join(row.when) or '–'} | {_result(row)} |")
        before = row.step
    words = "; ".join(f"*{name}*: {meaning}" for name, meaning in FACTS.items())
    return "\n".join((*lines, "", f"Of the rows that fit the first one holds. {words}.", ""))


def _names(states: tuple[State, ...]) -> str:
    if set(states) == set(WORKED_ON):
        return "any"
    return ", ".join(name_of(state) for state in states)


def _result(row: Transition) -> str:
    if row.refused:
        return f"refused: `{row.refused}`"
    return name_of(row.to) if row.to is not None else "stays"


def name_of(state: State) -> str:
    """A state as the documentation names it."""
    return state.name.lower().replace("_", " ")


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
        if now != text:
            print("ARCHITECTURE.md: python -m tools.transitions")
        return int(now != text)
    DOCUMENT.write_text(now, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
