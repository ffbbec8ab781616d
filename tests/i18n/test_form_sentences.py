"""Every mistake that a form file can have is told, in three languages, with what to write instead."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.forms.problems import FormError
from electdesk.domain.forms.reading import load_form
from electdesk.i18n import LANGUAGES, Language, catalogue
from electdesk.i18n.form_sentences import FORM_PROBLEMS, HINTS, WANTED, form_problem_text

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "electdesk" / "domain" / "forms").rglob("*.py"))
CODE_AT = {"RuleProblem": 0, "FormProblem": 1, "problem": 1}
"""Where the code stands among the arguments of each call that notes a mistake."""


def raised() -> Iterator[tuple[str, str, set[str] | None]]:
    """Place, code and the parts given, of each mistake noted in the source; None for parts that are handed on whole."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = (
                node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            )
            if name not in CODE_AT or len(node.args) <= CODE_AT[name]:
                continue
            code = node.args[CODE_AT[name]]
            if not isinstance(code, ast.Constant) or not isinstance(code.value, str):
                continue
            given: set[str] | None = {str(keyword.arg) for keyword in node.keywords if keyword.arg}
            if any(keyword.arg is None for keyword in node.keywords):
                given = None
            for argument in node.args[CODE_AT[name] + 1 :]:
                given = (
                    {str(key.value) for key in argument.keys if isinstance(key, ast.Constant)}
                    if isinstance(argument, ast.Dict)
                    else None
                )
            yield f"{path.name}:{node.lineno}", code.value, given


def fields(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}


def documented() -> set[str]:
    text = (ROOT / "resources" / "forms" / "README.md").read_text(encoding="utf-8")
    table = text.partition("## Mistakes and what to write instead")[2].partition("\n## ")[0]
    return {code for row in re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE) for code in re.findall(r"`([a-z_]+)`", row)}


def test_every_mistake_noted_in_the_source_has_its_text() -> None:
    assert sorted({code for _, code, _ in raised()} - set(FORM_PROBLEMS)) == []


def test_every_mistake_that_authors_are_told_of_has_its_text() -> None:
    assert sorted(documented() ^ {code for code in FORM_PROBLEMS if "." not in code}) == []


def test_every_part_that_a_text_names_is_given_where_the_mistake_is_noted() -> None:
    lacking = [
        f"{place}: {code} lacks {sorted(missing)}"
        for place, code, given in raised()
        if given is not None and code in FORM_PROBLEMS and (missing := fields(*FORM_PROBLEMS[code]) - given)
    ]
    assert lacking == []


def test_every_kind_of_value_and_every_hint_has_its_words() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert set(re.findall(r'"wrong_type".*wanted="(\w+)"', source)) - set(WANTED) == set()
    hints = source.partition("def _hint")[2].partition("\n@")[0]
    assert set(re.findall(r'return "(\w+)"', hints)) - set(HINTS) == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", FORM_PROBLEMS)
def test_a_mistake_is_told_in_whole_sentences(code: str, language: Language) -> None:
    whole, _, key = code.partition(".")
    params = dict.fromkeys(fields(*FORM_PROBLEMS[code]), "3а") | {"nearest": "3", "hint": "other", "found": "%"}
    text = form_problem_text(whole, params | ({"key": key} if key else {}), catalogue(language))
    assert text[-1] in ".…"
    assert "{known}" not in text
    assert "{name}" not in text


FORM = """\
id = "fresh"
title = { ru = "а", kk = "ә", en = "a" }
edtion = "2024"

[[line]]
number = "1"
label = { ru = "б", en = "b" }
"""


def told(language: Language) -> list[str]:
    with pytest.raises(FormError) as refused:
        load_form(FORM, "fresh.toml")
    return [f"{p.line}: {form_problem_text(p.code, p.params, catalogue(language))}" for p in refused.value.problems]


def test_an_author_reads_the_line_the_likeliest_key_and_the_missing_language() -> None:
    first, second = told("en")
    assert first.startswith("3: There is no key edtion here. Perhaps edition is meant. Write one of: id, ")
    assert second == '7: label lacks a language: kk. Write label = { ru = "…", kk = "…", en = "…" }.'


def test_the_same_is_told_in_kazakh() -> None:
    first, second = told("kk")
    assert first.startswith("3: Мұнда edtion кілті жоқ. Мүмкін, edition деп жазғыңыз келген шығар. Мыналардың бірін жазыңыз: id, ")
    assert second == '7: label кілтінде мына тілдер жетіспейді: kk. label = { ru = "…", kk = "…", en = "…" } деп жазыңыз.'


def test_a_mistake_that_is_not_listed_is_shown_by_its_code() -> None:
    assert form_problem_text("unheard_of", {}, catalogue("en")) == "unheard_of"
