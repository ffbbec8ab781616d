"""The table of an incident's steps in ARCHITECTURE.md is the one in the code."""

from tools.incident_steps import written
from tools.transitions import DOCUMENT


def test_the_documented_table_of_incident_steps_is_that_of_the_code() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert written(text) == text
