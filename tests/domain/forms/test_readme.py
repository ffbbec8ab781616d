"""The description of the form language is true: its example works, and it knows every word that the program knows."""

import json
import re

import pytest

from electdesk.domain.forms import (
    EXTERNAL_OPERANDS,
    ROLES,
    check_read,
    finding_json,
    load_form,
    load_from_shelf,
    read_values,
    relations_without_sample,
    run_samples,
)
from electdesk.domain.forms.meaning import FUNCTIONS
from electdesk.paths import resources_dir

README = (resources_dir() / "forms/README.md").read_text(encoding="utf-8")
SOURCES = sorted((resources_dir().parent / "electdesk/domain/forms").glob("*.py"))


def test_the_whole_form_of_the_description_passes_its_own_samples() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    form = load_form(text, "README.md")
    assert [result for result in run_samples(form) if not result.passed] == []
    assert relations_without_sample(form) == ()
    assert len(form.samples) == 17


def test_the_protocol_of_the_description_gives_the_finding_of_the_description() -> None:
    given, found = re.findall(r"^    (\{.*\}|\[\{.*\}\])$", README, re.MULTILINE)
    form = load_from_shelf("ru-president-2018")
    values = read_values(form, json.loads(given))
    assert [finding_json(finding, form, values.ballot) for finding in check_read(form, values)] == json.loads(found)


@pytest.mark.parametrize("word", [*ROLES, *EXTERNAL_OPERANDS, *FUNCTIONS])
def test_every_word_of_the_language_is_described(word: str) -> None:
    assert word in README


def test_every_mistake_that_can_be_told_is_described() -> None:
    codes = set()
    for source in SOURCES:
        text = source.read_text(encoding="utf-8")
        codes |= set(re.findall(r"RuleProblem\(\s*\"(\w+)\"", text))
        codes |= set(re.findall(r"\.problem\(\s*(?:\"\w*\"|key|name),\s*\"(\w+)\"", text))
        codes |= set(re.findall(r"FormProblem\(\w+, \"(\w+)\"", text))
    assert len(codes) > 40
    assert sorted(code for code in codes if f"`{code}`" not in README) == []
