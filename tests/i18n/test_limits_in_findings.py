"""A constant in a relation is told as the limit that it is, never as the number of a line."""

import re
from pathlib import Path

import pytest

from electdesk.domain.forms.reading import load_form
from electdesk.domain.forms.wording import short_relation
from electdesk.i18n import LANGUAGES, Language, catalogue
from electdesk.i18n.sentences import LIMITS, finding_sentences

FORMS = sorted((Path(__file__).parents[2] / "resources" / "forms").glob("*.toml"))


def told(rule: str, left: int, right: int, language: Language = "en") -> str:
    return finding_sentences(
        code="X1", severity="soft", lines=["3", "6"], left=left, right=right, rule=rule, cat=catalogue(language)
    ).what


@pytest.mark.parametrize(
    ("rule", "left", "right", "said"),
    [
        ("3−6 ≤ ‹5›", 14, 5, "3−6 is 14, and may be 5 at most; difference 9."),
        ("‹5› ≥ 3−6", 5, 14, "3−6 is 14, and may be 5 at most; difference 9."),
        ("3 ≥ ‹100›", 40, 100, "3 is 40, and must be 100 at least; difference 60."),
        ("3 < ‹9›", 9, 9, "3 is 9, and must be less than 9."),
        ("‹9› < 3", 9, 9, "3 is 9, and must be more than 9."),
        ("3 = ‹0›", 2, 0, "3 is 2, and must be exactly 0; difference 2."),
        ("3 ≠ ‹0›", 0, 0, "3 is 0, and must not be 0."),
        ("2 = 3+4 ±5", 20, 10, "2 is 20, 3+4 is 10; difference 10. A difference of 5 is allowed."),
        ("2 = 3 ±1\u00a0%", 20, 10, "2 is 20, 3 is 10; difference 10. A difference of 1\u00a0% is allowed."),
        (
            "2 = 3 ±5/1\u00a0%",
            20,
            10,
            "2 is 20, 3 is 10; difference 10. A difference of 5 or of 1\u00a0% is allowed, whichever is larger.",
        ),
    ],
)
def test_limits_and_allowed_differences_are_told_in_words(rule: str, left: int, right: int, said: str) -> None:
    assert told(rule, left, right) == said


def test_a_limit_is_told_in_russian_and_kazakh() -> None:
    assert (told("3−6 ≤ ‹5›", 14, 5, "ru"), told("3−6 ≤ ‹5›", 14, 5, "kk")) == (
        "3−6: 14, допустимо не больше 5; разница 9.",
        "3−6: 14, ең көбі 5 болуы мүмкін; айырма 9.",
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sign", LIMITS)
def test_no_sentence_of_a_limit_shows_the_mark_of_a_constant(sign: str, language: Language) -> None:
    assert not set("‹›±{}") & set(told(f"3 {sign} ‹7› ±2", 30, 7, language))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_constant_of_the_shipped_forms_is_marked_in_the_short_rule(path: Path) -> None:
    form = load_form(path.read_text("utf-8"))
    for relation in form.relations:
        bare = re.sub(r"\[[^\]]*\]", "", relation.rule)
        constants = re.findall(r"\d+", bare)
        assert re.findall(r"‹(\d+)›", short_relation(relation, form, ())) == constants, relation.code
