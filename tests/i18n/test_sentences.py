"""Every code that the program raises has its three sentences, in three languages, with the parts they name."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.checks import CHECKS
from electdesk.i18n import LANGUAGES, Language, catalogue
from electdesk.i18n.cell_reasons import CELL_REASONS, SKIPPED_REASONS, cell_reason_text, row_reason_text
from electdesk.i18n.error_texts import ERRORS, REASONS
from electdesk.i18n.sentences import FINDINGS, Sentences, error_sentences, finding_sentences

PROGRAM = Path(__file__).parents[2] / "electdesk"
SOURCES = sorted(PROGRAM.rglob("*.py"))

LISTED_ELSEWHERE = {"unexpected"}
"""Told by the one handler of what nobody expected, never raised."""


def calls(name: str, sources: list[Path]) -> Iterator[tuple[str, ast.Call]]:
    """Each call of a name or method, with its place."""
    for path in sources:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                function = node.func
                called = (
                    function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
                )
                if called == name:
                    yield f"{path.relative_to(PROGRAM)}:{node.lineno}", node


def texts_in(node: ast.expr) -> Iterator[str]:
    """The literals that an argument may be: of both branches of a conditional."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts_in(node.body)
        yield from texts_in(node.orelse)


def fields(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


RAISED = [(place, code, call) for place, call in calls("ClerkError", SOURCES) if call.args for code in texts_in(call.args[0])]


def test_every_error_that_is_raised_has_its_sentences() -> None:
    assert sorted({code for _, code, _ in RAISED} - set(ERRORS)) == []


def test_every_part_that_a_sentence_names_is_given_where_the_error_is_raised() -> None:
    lacking = [
        f"{place}: {code} lacks {sorted(missing)}"
        for place, code, call in RAISED
        if code in ERRORS and all(keyword.arg for keyword in call.keywords)
        if (missing := fields(*ERRORS[code]) - {str(keyword.arg) for keyword in call.keywords})
    ]
    assert lacking == []


def test_other_words_for_a_reason_belong_to_a_known_error() -> None:
    assert [code for code in ERRORS if "." in code and code.partition(".")[0] not in ERRORS] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ERRORS)
def test_an_error_is_told_in_three_sentences(code: str, language: Language) -> None:
    named = fields(*ERRORS[code])
    words = error_sentences(code, dict.fromkeys(named, "114"), catalogue(language))
    assert [text[-1] for text in (words.what, words.safe, words.next)] == [".", ".", "."]
    assert "{" not in str(words)


def test_every_check_has_a_title_and_a_sentence() -> None:
    assert set(CHECKS) - set(FINDINGS) == set()


def test_a_broken_sum_names_both_sides_the_difference_and_what_to_compare_first() -> None:
    words = finding_sentences(
        code="R3",
        severity="hard",
        lines=["7", "8", "9", "10"],
        left=830,
        right=820,
        rule="7+8 = 9+10",
        name="ballots in the boxes",
        first=["7"],
        cat=catalogue("en"),
    )
    assert words.title == "R3 · ballots in the boxes"
    assert words.what == "7+8 is 830, 9+10 is 820; difference 10."
    assert words.next == "Compare lines 7, 8, 9, 10 with the paper, first line 7: it stands in several rules that do not hold."


@pytest.mark.parametrize(
    ("lines", "severity", "first", "language", "told"),
    [
        (["1"], "hard", (), "en", "Compare line 1 with the paper."),
        (["1"], "soft", (), "ru", "Сверьте строку 1 с бумагой. Если так на бумаге, подтвердите с причиной."),
        (["1", "2"], "soft", (), "ru", "Сверьте строки 1, 2 с бумагой. Если так на бумаге, подтвердите с причиной."),
        (["2"], "hard", ("2",), "ru", "Сверьте строку 2 с бумагой."),
        (
            ["2", "3", "4"],
            "hard",
            ("2", "3"),
            "ru",
            "Сверьте строки 2, 3, 4 с бумагой, прежде всего строки 2, 3: они входят в несколько соотношений, которые не сходятся.",
        ),
    ],
)
def test_one_line_is_a_line_and_several_are_lines(
    lines: list[str], severity: str, first: tuple[str, ...], language: Language, told: str
) -> None:
    words = finding_sentences(
        code="R3", severity=severity, lines=lines, left=1, right=2, rule="1 = 2", first=first, cat=catalogue(language)
    )
    assert words.next == told


def test_twenty_one_lines_are_lines_in_russian() -> None:
    numbers = [str(number) for number in range(1, 22)]
    words = finding_sentences(code="R3", severity="hard", lines=numbers, left=1, right=2, rule="1 = 2", cat=catalogue("ru"))
    assert words.next == f"Сверьте строки {', '.join(numbers)} с бумагой."
    blank = finding_sentences(code="BLANK", severity="hard", lines=["5"], left=None, right=None, cat=catalogue("ru"))
    assert blank.next == "Введите эту строку с бумаги или нажмите /, если числа на бумаге нет."


def test_a_broken_sum_is_told_in_kazakh() -> None:
    words = finding_sentences(
        code="R3", severity="soft", lines=["7", "8"], left=1830, right=820, rule="7 = 8", name="жәшіктер", cat=catalogue("kk")
    )
    assert words == Sentences(
        what="7: 1\u202f830, 8: 820; айырма 1\u202f010.",
        safe="Енгізген сандарыңыз сақталды.",
        next="7, 8-жолдарды қағазбен салыстырыңыз. Қағазда солай болса, себебін көрсетіп растаңыз.",
        title="R3 · жәшіктер",
    )


def test_an_error_lacking_a_part_is_still_told() -> None:
    assert error_sentences("file_exists", {}, catalogue("en")).what == "There is already a file …."


def test_the_state_of_a_tally_and_the_reason_of_a_value_are_words_of_the_language() -> None:
    assert error_sentences("tally_closed", {"station": "114", "state": "final"}, catalogue("ru")) == Sentences(
        "Протокол участка 114 закрыт (итоговый).", "Ваши числа сохранены.", "Супервизор может открыть его заново с причиной."
    )
    assert (
        error_sentences("not_a_count", {"value": "1,3", "reason": "fraction"}, catalogue("ru")).what
        == "«1,3» — не количество (количество — целое число)."
    )


def test_the_nearest_known_word_is_offered() -> None:
    words = error_sentences(
        "no_such_form", {"name": "kz-prezident", "known": "kz-president", "nearest": "kz-president"}, catalogue("en")
    )
    assert words.next == "“kz-president” comes nearest. Choose one of: kz-president; or give the path of a form file."


def test_a_heading_with_look_alike_letters_is_told_in_its_own_words() -> None:
    params = {"file": "a.csv", "column": "D", "heading": "Aхметов", "nearest": "Ахметов", "why": "look_alike"}
    assert error_sentences("import_choice_unknown", params, catalogue("en")) == Sentences(
        "Column D of a.csv (“Aхметов”) looks like the choice “Ахметов” but is written with other letters.",
        "Nothing was changed.",
        "Type the heading again with the letters of one alphabet.",
    )


def test_missing_columns_are_named_by_number_or_word() -> None:
    params = {"file": "a.csv", "row": 1, "columns": ["station", "line:line_3"]}
    assert (
        error_sentences("import_columns_missing", params, catalogue("en")).what
        == "Columns are missing in a.csv: station number, 3."
    )


IMPORTS = sorted((PROGRAM / "services" / "imports").rglob("*.py"))


def reasons(name: str, argument: int) -> set[str]:
    return {
        text
        for _, call in calls(name, IMPORTS)
        if len(call.args) > argument
        for text in texts_in(call.args[argument])
        if text.strip()
    }


def test_every_reason_to_refuse_or_repair_a_cell_has_its_text() -> None:
    used = reasons("refuse", 2) | reasons("cell", 2) | reasons("_refuse", 1) | reasons("_refused", 1)
    assert sorted(used - set(CELL_REASONS)) == []


def test_every_reason_to_leave_a_row_out_has_its_text() -> None:
    assert sorted(reasons("skip", 1) - set(SKIPPED_REASONS)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_reasons_of_cells_and_rows_are_whole_sentences(language: Language) -> None:
    cat = catalogue(language)
    told = [cell_reason_text(reason, "1,3", "12", cat) for reason in CELL_REASONS] + [
        row_reason_text(r, cat) for r in SKIPPED_REASONS
    ]
    assert [text for text in told if not text.endswith(".") or "{" in text] == []


def test_a_reason_that_is_not_listed_is_shown_as_it_is() -> None:
    assert (cell_reason_text("unheard_of"), row_reason_text("unheard_of")) == ("unheard_of", "unheard_of")


def test_reasons_inside_a_sentence_are_no_sentences() -> None:
    assert [text for text in REASONS.values() if text.endswith(".")] == []
