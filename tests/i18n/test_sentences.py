"""Every code that the program raises has its three sentences."""

import re
from pathlib import Path

from electdesk.domain.checks import CHECKS
from electdesk.i18n import catalogue
from electdesk.i18n.sentences import ERRORS, FINDINGS, error_sentences, finding_sentences

SOURCES = sorted((Path(__file__).parents[2] / "electdesk").rglob("*.py"))


def test_every_error_that_is_raised_has_its_sentences() -> None:
    raised = {code for path in SOURCES for code in re.findall(r'ClerkError\(\s*"([a-z_]+)"', path.read_text(encoding="utf-8"))}
    assert raised - set(ERRORS) == set()


def test_every_check_has_a_title_and_a_sentence() -> None:
    assert set(CHECKS) - set(FINDINGS) == set()


def test_a_broken_sum_names_both_sides_the_difference_and_what_to_compare_first() -> None:
    words = finding_sentences(
        code="R3", severity="hard", lines=["7", "8", "9", "10"], left=830, right=820, rule="7+8 = 9+10", name="ballots in the boxes", first=["7"], cat=catalogue("en")
    )
    assert words.title == "R3 · ballots in the boxes"
    assert words.what == "7+8 is 830, 9+10 is 820; difference 10."
    assert words.next == "Compare lines 7, 8, 9, 10 with the paper, first line 7: it stands in several rules that do not hold."


def test_an_error_lacking_a_part_is_still_told() -> None:
    assert error_sentences("file_exists", {}, catalogue("en")).what == "There is already a file …."
