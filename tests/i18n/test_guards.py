"""The guard of the translations finds each kind of slip."""

from pathlib import Path

import pytest

from tools.catalogues import compile_all, missing, problems, prune
from tools.extraction import texts_of

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
GOOD_RU = HEAD + 'msgid "Votes: {n}"\nmsgstr "Голоса: {n}"\n'
GOOD_KK = HEAD + 'msgid "Votes: {n}"\nmsgstr "Дауыстар: {n}"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A program with one text, translated into both languages."""
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / "window.py").write_text('tr("Votes: {n}", n=1)\n')
    for lang, text in (("ru", GOOD_RU), ("kk", GOOD_KK)):
        (tmp_path / "locale" / lang).mkdir(parents=True)
        (tmp_path / "locale" / lang / "ui.po").write_text(text, "utf-8")
    return tmp_path


def found(project: Path) -> list[str]:
    return problems(project / "program", project / "locale")


def test_a_fully_translated_program_passes(project: Path) -> None:
    assert found(project) == []


@pytest.mark.parametrize(
    ("russian", "problem"),
    [
        (HEAD, "ru: no translation of 'Votes: {n}' (program/window.py:1)"),
        (GOOD_RU.replace("Голоса: {n}", ""), "ru/ui.po: 'Votes: {n}': not translated"),
        (GOOD_RU.replace("Голоса: {n}", "Голоса: {m}"), "ru/ui.po: 'Votes: {n}': the fields of 'Голоса: {m}' differ from ['n']"),
        (GOOD_RU.replace("Голоса: {n}", "Голоса: {n}."), None),
        (GOOD_RU.replace("Голоса: {n}", "Голоса: {n} "), "ru/ui.po: 'Votes: {n}': spaces at an end of 'Голоса: {n} ' differ"),
        (GOOD_RU.replace("Голоса: {n}", "Голоса: {n"), "ru/ui.po: 'Votes: {n}': 'Голоса: {n': expected '}' before end of string"),
        (GOOD_RU.replace("msgid", "#, fuzzy\nmsgid").replace("#, fuzzy\n", "", 1), "ru/ui.po: 'Votes: {n}': marked as fuzzy"),
        (GOOD_RU + '\nmsgid "Gone"\nmsgstr "Нет"\n', "ru/ui.po: 'Gone': no source uses this text"),
        (GOOD_RU + '\n#~ msgid "Gone"\n#~ msgstr "Нет"\n', "ru/ui.po: a disused entry is left: 'Gone'"),
    ],
)
def test_each_slip_of_a_translation_is_named(project: Path, russian: str, problem: str | None) -> None:
    (project / "locale" / "ru" / "ui.po").write_text(russian, "utf-8")
    assert problem is None or problem in found(project)
    assert (problem is None) == (found(project) == [])


def test_two_parts_that_disagree_are_named(project: Path) -> None:
    (project / "locale" / "ru" / "cli.po").write_text(GOOD_RU.replace("Голоса", "Голосов"), "utf-8")
    assert found(project) == ["ru/ui.po: 'Votes: {n}': translated otherwise in cli.po"]


def test_a_missing_plural_form_is_named(project: Path) -> None:
    (project / "program" / "window.py").write_text('ntr("{n} vote", "{n} votes", 5)\n')
    entry = 'msgid "{n} vote"\nmsgid_plural "{n} votes"\nmsgstr[0] "{n} голос"\nmsgstr[1] "{n} голоса"\n'
    (project / "locale" / "ru" / "ui.po").write_text(HEAD + entry, "utf-8")
    (project / "locale" / "kk" / "ui.po").write_text(
        HEAD + 'msgid "{n} vote"\nmsgid_plural "{n} votes"\nmsgstr[0] "{n} дауыс"\n', "utf-8"
    )
    assert found(project) == [
        "ru/ui.po: '{n} vote' / '{n} votes': 2 forms instead of 3",
        "ru: no translation of '{n} vote' / '{n} votes' (program/window.py:1)",
    ]


def test_what_is_missing_comes_as_entries_to_fill_in(project: Path) -> None:
    (project / "program" / "window.py").write_text(
        'tr("Votes: {n}", n=1)\nptr("menu", "Say \\"yes\\"")\nntr("{n} vote", "{n} votes", 5)\n'
    )
    assert missing("kk", project / "program", project / "locale") == (
        '#: program/window.py:2\nmsgctxt "menu"\nmsgid "Say \\"yes\\""\nmsgstr ""\n\n'
        '#: program/window.py:3\nmsgid "{n} vote"\nmsgid_plural "{n} votes"\nmsgstr[0] ""\n'
    )
    assert missing("kk", project / "program", project / "locale", below=("elsewhere/",)) == ""


def test_disused_entries_are_taken_out_and_the_others_stay(project: Path) -> None:
    part = project / "locale" / "ru" / "ui.po"
    part.write_text(GOOD_RU + '\nmsgid "Gone"\nmsgstr "Нет"\n', "utf-8")
    assert prune(project / "program", project / "locale") == 1
    assert found(project) == []


def test_compiling_is_done_once(project: Path) -> None:
    assert [file.parent.name for file in compile_all(project / "locale")] == ["ru", "kk"]
    assert compile_all(project / "locale") == []


@pytest.mark.parametrize(
    ("source", "texts", "wrong"),
    [
        ('tr("a" "b")', [(None, "ab", None)], []),
        ("f'{tr(\"inside\")}'", [(None, "inside", None)], []),
        ('catalogue("kk").ptr("menu", "Open")', [("menu", "Open", None)], []),
        ('tr("{a}", **fields)', [(None, "{a}", None)], []),
        ("tr(text)  # i18n: dynamic", [], []),
        ("tr(text)", [], ["w.py:1: the text given to tr() is not a literal (or mark the line with '# i18n: dynamic')"]),
        ('tr(f"{n}")', [], ["w.py:1: the text given to tr() is not a literal (or mark the line with '# i18n: dynamic')"]),
        ('tr("{a}", b=1)', [(None, "{a}", None)], ["w.py:1: '{a}' has the fields ['a'], the call fills ['b']"]),
        ('tr("{a}")', [(None, "{a}", None)], ["w.py:1: '{a}': its fields are not filled"]),
        ('tr("{}", 1)', [(None, "{}", None)], ["w.py:1: '{}': fields need plain names"]),
        ('ntr("one vote", "{n} votes", 2)', [(None, "one vote", "{n} votes")], []),
        ('N_("{a} of {b}")', [(None, "{a} of {b}", None)], []),
    ],
)
def test_texts_are_read_from_the_source(source: str, texts: list[tuple[str | None, str, str | None]], wrong: list[str]) -> None:
    extracted, problems_seen = texts_of(source, "w.py")
    assert ([text.key for text in extracted], problems_seen) == (texts, wrong)
