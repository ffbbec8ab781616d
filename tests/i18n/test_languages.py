import gettext
import io
import os
import threading
import time
from pathlib import Path

import pytest

from electdesk.i18n import (
    N_,
    Catalogue,
    Language,
    in_language,
    language,
    language_of,
    on_language_changed,
    system_language,
    tr,
    use_language,
)
from electdesk.i18n.sources import compile_language, is_current

RUSSIAN = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Stations: {n}"
msgstr "Участки: {n}"

msgid "{n} station"
msgid_plural "{n} stations"
msgstr[0] "{n} участок"
msgstr[1] "{n} участка"
msgstr[2] "{n} участков"

msgctxt "menu"
msgid "Open"
msgstr "Открыть"
"""
KAZAKH = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "{n} station"
msgid_plural "{n} stations"
msgstr[0] "{n} учаске"
"""


def compiled(folder: Path, lang: Language, text: str) -> Catalogue:
    (folder / lang).mkdir()
    (folder / lang / "ui.po").write_text(text, "utf-8")
    return Catalogue(lang, gettext.GNUTranslations(io.BytesIO(compile_language(lang, folder))))


def test_fields_are_filled_in_after_translating_with_whole_numbers_set_apart(tmp_path: Path) -> None:
    russian = compiled(tmp_path, "ru", RUSSIAN)
    assert russian.tr("Stations: {n}", n=1038) == "Участки: 1\u202f038"
    assert russian.tr("Stations: {n}", n="1038") == "Участки: 1038"
    assert russian.tr("Stations: {n}", n=True) == "Участки: True"


def test_russian_has_three_forms_after_a_number_and_kazakh_one(tmp_path: Path) -> None:
    russian, kazakh = compiled(tmp_path, "ru", RUSSIAN), compiled(tmp_path, "kk", KAZAKH)
    counts = (1, 2, 5, 11, 21, 22, 1001)
    assert [russian.ntr("{n} station", "{n} stations", n) for n in counts] == [
        "1 участок",
        "2 участка",
        "5 участков",
        "11 участков",
        "21 участок",
        "22 участка",
        "1\u202f001 участок",
    ]
    assert [kazakh.ntr("{n} station", "{n} stations", n) for n in (1, 2, 5)] == ["1 учаске", "2 учаске", "5 учаске"]


def test_a_context_tells_two_meanings_of_one_english_word_apart(tmp_path: Path) -> None:
    russian = compiled(tmp_path, "ru", RUSSIAN)
    assert (russian.ptr("menu", "Open"), russian.ptr("state", "Open"), russian.tr("Open")) == ("Открыть", "Open", "Open")


def test_english_needs_no_catalogue() -> None:
    assert (tr("Stations: {n}", n=2), N_("awaited")) == ("Stations: 2", "awaited")


def test_a_field_that_was_not_given_is_a_bug_and_not_a_hole_in_the_text() -> None:
    with pytest.raises(KeyError):
        tr("{a} and {b}", a=1)  # i18n: dynamic


def test_everyone_who_asked_is_told_of_a_switch_and_a_closed_window_is_forgotten() -> None:
    heard: list[tuple[str, str]] = []

    class Window:
        def __init__(self, name: str) -> None:
            self.name = name
            on_language_changed(self.retranslate)

        def retranslate(self) -> None:
            heard.append((self.name, language()))

    first, second = Window("first"), Window("second")
    use_language("kk")
    use_language("kk")
    del second
    use_language("ru")
    assert heard == [("first", "kk"), ("second", "kk"), ("first", "ru")]
    assert first.name == "first"


def test_a_document_speaks_its_own_language_while_the_window_keeps_its() -> None:
    use_language("ru")
    seen: list[str] = []
    with in_language("kk"):
        window = threading.Thread(target=lambda: seen.append(language()))
        window.start()
        window.join()
        seen.append(language())
    seen.append(language())
    assert seen == ["ru", "kk", "ru"]


def test_a_language_that_the_program_does_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="no such language: de"):
        use_language("de")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no such language: de"), in_language("de"):  # type: ignore[arg-type]
        pass


@pytest.mark.parametrize(
    ("code", "lang"),
    [
        ("ru_RU.UTF-8", "ru"), ("ru", "ru"), ("Russian_Russia", "ru"), ("kk-KZ", "kk"), ("kk_KZ", "kk"),
        ("Kazakh_Kazakhstan.1251", "kk"),
        ("en_US.UTF-8", "en"), ("C", "en"), ("C.UTF-8", "en"), ("POSIX", "en"), ("", "en"), ("rue", "en"),
    ],
)  # fmt: skip
def test_a_locales_name_gives_the_language(code: str, lang: Language) -> None:
    assert language_of(code) == lang


def test_the_first_of_the_systems_three_variables_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LANG", "kk_KZ.UTF-8")
    assert system_language() == "kk"
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert system_language() == "ru"


def test_a_compiled_catalogue_is_current_until_a_part_is_younger(tmp_path: Path) -> None:
    compiled(tmp_path, "ru", RUSSIAN)
    assert not is_current("ru", tmp_path)
    target, part = tmp_path / "ru" / "electdesk.mo", tmp_path / "ru" / "ui.po"
    target.write_bytes(compile_language("ru", tmp_path))
    now = time.time()
    os.utime(part, (now - 10, now - 10))
    assert is_current("ru", tmp_path)
    os.utime(part, (now + 10, now + 10))
    assert not is_current("ru", tmp_path)


def test_a_broken_part_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ui\.po"):
        compiled(tmp_path, "ru", "nonsense\n")
