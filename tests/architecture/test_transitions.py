"""The table of states and steps in ARCHITECTURE.md is the one in the code."""

from tools.transitions import DOCUMENT, written


def test_the_documented_table_of_transitions_is_that_of_the_code() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert written(text) == text
