"""One protocol and 100,000 are checked by the same program: whatever stands in them, both say the same."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED
from electdesk.domain.forms import NamedChoice, compile_checks, load_form, load_from_shelf
from electdesk.domain.forms.checks import FormChecks
from tests.domain.forms.example import LINES, LISTS, relation

FIGURES = st.one_of(st.integers(0, 12), st.sampled_from([BLANK, NO_NUMBER, NOT_ASKED]), st.integers(0, 99_999_999))


def rich_checks() -> FormChecks:
    rules = [
        relation("[1] >= [2] >= [2а]"),
        relation("[1] = [2] + [3]", tolerance=2, tolerance_percent=1.5, when="[B1] or [3] > 5"),
        relation("ceil([1] * 1.01) <= max([2], percent([3], 3)) + abs([1] - [2])", severity="soft"),
        relation("[B2] = 'first' or not ([1] = 0)", when="[B2] != 'none'"),
        relation("list.total = sum(list.candidates)", each="list", when="list.total > 0"),
        relation("[1] <= register.voters + contest('a').[1]", severity="info"),
        relation("choice.votes <= [1]", each="choice"),
        relation("[2] = sum(choices) - sum(lists) + sum(candidates)"),
    ]
    text = LINES.replace('number = "3"\noptional = true', 'number = "3"\noptional = "[B1] or [2] = 0"') + LISTS
    text += "\n[roles]\nissued = '[2] + [3] - min([1], 4)'\n"
    for place, rule in enumerate(rules):
        text += rule.replace("'''X'''", f"'''X{place}'''", 1)
    form = load_form(text, "x.toml")
    lists = [NamedChoice("l1", "", (NamedChoice("c1", ""), NamedChoice("c2", ""))), NamedChoice("l2", "", (NamedChoice("c3", ""),))]
    return compile_checks(form, form.number_choices(lists))


def both_agree(checks: FormChecks, rows: Sequence[Sequence[int]], external: dict[str, list[int]]) -> None:
    matrix = np.array(rows, dtype=np.int64).reshape(len(rows), len(checks.ids))
    results = checks.check_columns(matrix, {name: np.array(amounts) for name, amounts in external.items()})
    one_by_one = [
        checks.check_one(row, {name: amounts[place] for name, amounts in external.items()}) for place, row in enumerate(rows)
    ]
    assert [checks.findings_of(results, place) for place in range(len(rows))] == one_by_one
    for code, result in results.items():
        assert result.broken.tolist() == [any(finding.code == code for finding in row) for row in one_by_one]
    for role in checks.roles:
        amounts, countable = checks.evaluate_role(role, matrix)
        assert list(zip(amounts.tolist(), countable.tolist(), strict=True)) == [checks.evaluate_role(role, row) for row in rows]


BOX = st.sampled_from([0, 1, BLANK, NO_NUMBER])
RICH_ROW = st.tuples(FIGURES, FIGURES, FIGURES, FIGURES, BOX, BOX, *[FIGURES] * 6)


@settings(deadline=None)
@given(st.lists(st.tuples(RICH_ROW, st.integers(-1, 20), st.integers(-1, 20)), max_size=8))
def test_columns_say_what_single_protocols_say(protocols: list[tuple[tuple[int, ...], int, int]]) -> None:
    external = {"register.voters": [voters for _, voters, _ in protocols], 'contest("a").[1]': [other for _, _, other in protocols]}
    both_agree(rich_checks(), [row for row, _, _ in protocols], external)


@settings(deadline=None)
@given(st.lists(st.lists(FIGURES, min_size=22, max_size=22), max_size=6))
def test_columns_say_what_single_protocols_say_of_a_shipped_form(rows: list[list[int]]) -> None:
    form = load_from_shelf("ru-president-2012")
    checks = compile_checks(form, form.number_choices([("a", ""), ("b", ""), ("c", ""), ("d", "")]))
    both_agree(checks, rows, {})


def test_an_operand_that_is_not_given_makes_the_column_wait() -> None:
    checks = rich_checks()
    assert checks.check_columns(np.zeros((3, len(checks.ids)), np.int64))["X5"].count() == 0
