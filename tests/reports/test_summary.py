"""The station summary holds every figure and word of the paper, in each pair of languages, on one sheet."""

import datetime as dt
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from electdesk.domain.errors import ClerkError
from electdesk.domain.figures import BLANK, NO_NUMBER, NOT_ASKED, SPACES
from electdesk.domain.findings import Finding
from electdesk.domain.forms.form import Form
from electdesk.domain.forms.shelf import load_from_shelf, shelf
from electdesk.domain.states import State
from electdesk.i18n import Language
from electdesk.reports import worker
from electdesk.reports.catalogue import document_named, languages_of
from electdesk.reports.letters import UNKNOWN, printable
from electdesk.reports.pages import page_count, page_image, page_images, text_of
from electdesk.reports.station_page import run_together
from electdesk.reports.summary import render_station_summaries
from electdesk.services.documents import Act, AsPaper, StationSummary, SummaryChoice, SummaryFinding, SummaryLine
from tests.reports.sample import LINES, sample_summary

PAIRS: tuple[tuple[Language, Language], ...] = (("ru", "kk"), ("kk", "ru"), ("en", "ru"))
CANDIDATES = (
    "Абдрахманов Ерлан Қайратұлы",
    "Бекмұхамедова Айгүл Сәкенқызы",
    "Ким Виктор Александрович",
    "Нұрпейісов Әбдіжәміл",
    "Петрова Анна Сергеевна",
    "Сейдахметов Болат Ғабитұлы",
    "Тұрсынбек Ұлан",
    "Өмірбаева Шолпан",
)


def plain(text: str) -> str:
    """The text with every run of spaces and line ends as one space, so that a wrapped label is found too."""
    for space in SPACES:
        text = text.replace(space, " ")
    return " ".join(text.replace("\u200b", "").split())


def page(summary: StationSummary, languages: tuple[Language, ...] = ("ru", "kk")) -> str:
    (text,) = text_of(render_station_summaries([summary], languages))
    return plain(text)


def test_the_page_says_in_russian_and_kazakh_what_the_paper_and_the_journal_say() -> None:
    text = page(sample_summary())
    for part in (
        "Глубоковская районная территориальная избирательная комиссия",
        "Глубокое аудандық аумақтық сайлау комиссиясы",
        "Сводка по участку № 114",
        "№ 114 учаске бойынша жиынтық мәлімет",
        "Выборы Президента, 3 апреля 2011 года",
        "Президент сайлауы, 2011 жылғы 3 сәуір",
        "УЧЕБНЫЙ РЕГИОН",
        "ЖАТТЫҒУ ӨҢІРІ",
        "7:00–20:00",
        "1, итоговая",
        "семьсот восемьдесят один",
        "жеті жүз сексен бір",
        "Выдано бюллетеней (3+4+5)",
        "восемьсот двадцать",
        "820 / 871",
        "94,1 %",
        "двое проголосовали после сообщения, акт № 2.",
        "L11. Строка 11: числа на бумаге нет. Это не ноль. Объяснено: строка не заполнена комиссией.",
        "R1–R4 сходятся: 871 ≥ 820; 880 = 880; 820 = 820; 816 = 816.",
        "R1–R4 бақылау арақатынастары сәйкес келеді.",
        "Оператор 2, 22:43",
        "Супервизор, 04.04.2011 0:04",
        "Председатель",
        "Хатшы",
        "73104 55219 08846 31027",
        "Запись журнала № 48 307.",
        "участок 114 · редакция 1 · напечатано 04.04.2011 0:20, Супервизор",
        "страница 1 из 1 · 1-бет, барлығы 1",
        "форма kz-president-2011, редакция 2011, приложение 9",
    ):
        assert part in text, part
    for number, figure, russian, kazakh, _ in LINES:
        shown = "нет на бумаге қағазда жоқ" if figure == NO_NUMBER else str(figure)
        assert f"{number} {russian} {kazakh} {shown}" in text


@pytest.mark.parametrize("languages", PAIRS)
def test_each_pair_of_languages_fills_one_sheet(languages: tuple[Language, Language]) -> None:
    text = page(sample_summary(), languages)
    first = {"ru": "Сводка по участку № 114", "kk": "№ 114 учаске бойынша жиынтық мәлімет", "en": "Summary of station № 114"}
    assert first[languages[0]] in text
    assert first[languages[1]] in text
    assert "{" not in text


def test_the_second_language_stands_only_where_it_says_something_else() -> None:
    assert languages_of("ru") == ("ru", "kk")
    assert languages_of("kk") == ("kk", "ru")
    assert languages_of("en") == ("en", "ru")
    assert "Сводка" not in page(sample_summary(), ("kk",))


def test_blank_zero_and_no_number_are_three_things_on_the_page() -> None:
    lines = tuple(
        SummaryLine(str(place), {"ru": f"Строка бумаги {place}"}, figure)
        for place, figure in enumerate((BLANK, 0, NO_NUMBER, NOT_ASKED), 1)
    )
    choices = (SummaryChoice("13", {"ru": "Кандидат"}, BLANK), SummaryChoice("14", {"ru": "Другой"}, 0))
    text = page(sample_summary(lines=lines, choices=choices))
    assert "1 Строка бумаги 1 — пусто бос 2 Строка бумаги 2 0 3 Строка бумаги 3 нет на бумаге қағазда жоқ" in text
    assert "Строка бумаги 4" not in text
    assert "— — пусто бос 14 Другой ноль нөл 0" in text


def test_one_relation_that_holds_is_said_in_the_singular() -> None:
    text = page(sample_summary(held=sample_summary().held[:1]))
    assert "R1 сходится: 871 ≥ 820. R1 бақылау арақатынасы сәйкес келеді." in text


def test_a_box_is_printed_as_its_word() -> None:
    lines = (
        SummaryLine("1", {"ru": "Пересчитано"}, 1, kind="yesno"),
        SummaryLine("2", {"ru": "Повторно"}, 0, kind="yesno"),
        SummaryLine("3", {"ru": "Причина"}, 2, kind="oneof", option={"ru": "погода", "kk": "ауа райы"}),
    )
    assert "1 Пересчитано да иә 2 Повторно нет жоқ 3 Причина погода ауа райы" in page(sample_summary(lines=lines))


def test_an_open_tally_is_marked_and_says_what_keeps_it_open() -> None:
    rule = SummaryFinding(
        Finding("R2", "hard", ("l2",), 880, 879), rule="2 = 3 + 4", name={"en": "Ballots received"}, lines=("2", "3")
    )
    soft = SummaryFinding(Finding("S1", "soft", ("l1",), 5, 4), rule="1 ≤ 2", message={"en": "The list grew"}, lines=("1",))
    house = SummaryFinding(
        Finding("V1", "soft", ("l1",), 871, 870), lines=("1",), explanation="added on the day", explained_by="Clerk 2"
    )
    summary = sample_summary(mode="REAL", state=State.SETTLED, findings=(rule, soft, house), verification="single")
    text = page(summary, ("en",))
    assert "PRELIMINARY" in text
    assert "TRAINING" not in text
    assert "R2. Ballots received. 2 is 880, 3 + 4 is 879; difference 1. The tally stays open until the lines agree." in text
    assert "S1. The list grew. 1 is 5, 2 is 4; difference 1. Compare line 1 with the paper. Not explained yet." in text
    assert (
        "V1. List of voters and register differ. The protocol says 871, the register 870; difference 1. "
        "Explained: added on the day (Clerk 2)." in text
    )
    assert "Verification one entry, no second entry" in text


def test_a_decision_that_the_paper_stands_is_printed_with_its_number() -> None:
    text = page(sample_summary(as_paper=AsPaper("12", "так в протоколе"), paper_kind="corrected", paper_document="5"))
    assert "Как на бумаге: решение № 12; так в протоколе" in text
    assert "Протокол исправленный, № 5" in text


def test_twelve_lines_and_eight_candidates_fit_one_sheet() -> None:
    choices = tuple(SummaryChoice(str(13 + place), {"ru": name}, 781 // (place + 1)) for place, name in enumerate(CANDIDATES))
    for languages in PAIRS:
        text = page(sample_summary(choices=choices), languages)
        assert all(name in text for name in CANDIDATES)


def long_summary(form: Form, choices: int) -> StationSummary:
    return sample_summary(
        lines=tuple(SummaryLine(line.number, line.label, 12345 + place) for place, line in enumerate(form.lines)),
        choices=tuple(
            SummaryChoice(str(100 + place), {"ru": f"Политическая партия {place}"}, 54321 - place) for place in range(choices)
        ),
        form=replace(sample_summary().form, id=form.id, edition=form.edition, annex=form.annex),
    )


@pytest.mark.parametrize("form_id", shelf())
def test_every_form_of_the_shelf_can_be_printed_on_one_sheet(form_id: str) -> None:
    form = load_from_shelf(form_id)
    for languages in PAIRS:
        text = page(long_summary(form, 6), languages)
        for place, line in enumerate(form.lines):
            assert plain(f"{line.number} {line.label[languages[0]]}") in text
            assert f"{12345 + place:,}".replace(",", " ") in text


def test_a_paper_that_is_longer_than_a_sheet_goes_on_under_the_same_heads() -> None:
    long = long_summary(load_from_shelf("ru-duma-2021"), 60)
    pages = [plain(text) for text in text_of(render_station_summaries([long, long], ("ru", "kk")))]
    count = len(pages) // 2
    assert count > 1
    for number, text in enumerate(pages):
        assert f"страница {number % count + 1} из {count} · {number % count + 1}-бет, барлығы {count}" in text
        assert text.startswith("УЧЕБНЫЙ РЕГИОН ЖАТТЫҒУ ӨҢІРІ участок 114 · редакция 1 · УЧЕБНЫЙ РЕГИОН Стр.") == (
            number % count > 0
        )
    assert "Голоса · Берілген дауыстар" in pages[1]


HOSTILE = (
    '#import "@preview/x:1.0.0": *',
    "#panic()",
    '"quoted" \\ back $ math $ *bold* _under_ `raw` <label> @ref',
    "line\nbreak\tand\x00control\x1b",
    "\u202eturned round\u202c",
    "اسم المرشح",
    "候補者",
    "z" * 400,
    "Ұзын " * 80,
    "{number} {n} {total}",
    "=1+1",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_printed_as_the_text_that_it_is(name: str) -> None:
    summary = sample_summary(
        choices=(SummaryChoice("13", {"ru": name, "kk": name + "қ"}, 5),),
        name={"ru": name},
        commission={"ru": name},
        election={"ru": name},
        printed_by=name,
        contest=name,
    )
    text = "".join(plain(page) for page in text_of(render_station_summaries([summary], ("ru", "kk"))))
    assert plain(printable(name)).replace(" ", "") in text.replace(" ", "")


def test_signs_outside_the_typeface_are_seen_to_be_missing() -> None:
    assert printable("候A") == f"{UNKNOWN}A"
    assert printable("a\u202eb\r\nc\x07") == "ab  c"
    assert printable("Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і № ≥ ≤ ≠ −") == "Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і № ≥ ≤ ≠ −"


def test_codes_that_follow_each_other_are_run_together() -> None:
    assert run_together(["R1", "R2", "R3", "R3", "S1", "S3", "A", "R9", "R10"]) == "R1–R3, S1, S3, A, R9, R10"


ELSEWHERE = """
import hashlib
from electdesk.reports.summary import render_station_summaries
from tests.reports.sample import sample_summary
print(hashlib.sha256(render_station_summaries([sample_summary()], ("ru", "kk"))).hexdigest())
"""


def test_the_same_data_give_the_same_bytes_in_another_process() -> None:
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run([sys.executable, "-c", ELSEWHERE], cwd=root, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == hashlib.sha256(render_station_summaries([sample_summary()], ("ru", "kk"))).hexdigest()
    later = sample_summary(printed_at_utc=dt.datetime(2011, 4, 4, 3, 0, tzinfo=dt.UTC))
    assert render_station_summaries([later], ("ru", "kk")) != render_station_summaries([sample_summary()], ("ru", "kk"))


def test_the_file_is_an_archive_file_with_title_language_and_structure() -> None:
    pdf = render_station_summaries([sample_summary()], ("ru", "kk"))
    for part in (b"<pdfaid:part>2</pdfaid:part>", b"<pdfaid:conformance>B</pdfaid:conformance>", b"/StructTreeRoot", b"/Lang(ru)"):
        assert part in pdf, part
    assert "Сводка по участку".encode() in pdf


def many(count: int) -> list[StationSummary]:
    base = sample_summary()
    return [replace(base, station=str(number)) for number in range(1, count + 1)]


def test_a_district_is_one_file_in_the_order_given_made_in_parts_that_leave_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_LONGEST_PART", 30)
    told: list[tuple[int, int]] = []

    def on_page(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    pdf = render_station_summaries(many(70), ("kk", "ru"), on_page=on_page)
    texts = [plain(text) for text in text_of(pdf)]
    assert [f"№ {number} учаске" in text and "1-бет, барлығы 1" in text for number, text in enumerate(texts, 1)] == [True] * 70
    assert told == sorted(told)
    assert told[-1] == (70, 70)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"PDFium" not in pdf
    assert render_station_summaries(many(70), ("kk", "ru")) == pdf


def test_a_document_of_one_part_keeps_the_structure_for_screen_readers_and_a_longer_one_promises_none() -> None:
    assert [len(part) for part in worker.parts_of(range(50))] == [50]
    assert sum(len(part) for part in worker.parts_of(range(251))) == 251
    assert max(len(part) for part in worker.parts_of(range(1000))) == 100
    assert b"/StructTreeRoot" in render_station_summaries(many(12), ("ru", "kk"))
    assert b"/StructTreeRoot" not in render_station_summaries(many(60), ("ru", "kk"))


def test_a_long_document_ends_when_the_clerk_says_so() -> None:
    with pytest.raises(ClerkError) as caught:
        render_station_summaries(many(200), ("ru", "kk"), on_page=lambda done, total: False)
    assert caught.value.code == "cancelled"


def test_a_short_document_ends_when_the_clerk_says_so() -> None:
    with pytest.raises(ClerkError) as caught:
        render_station_summaries(many(3), ("ru", "kk"), on_page=lambda done, total: False)
    assert caught.value.code == "cancelled"


def test_a_failure_in_a_worker_reaches_the_caller() -> None:
    with pytest.raises(worker.WorkerError, match="AttributeError"):
        worker.render_elsewhere("station_summary", [1, 2], _fail, None)


def _fail(items: object, on_built: object) -> tuple[dict[str, object], int]:
    raise AttributeError("not a summary")


def test_nothing_to_print_is_said() -> None:
    with pytest.raises(ClerkError) as caught:
        render_station_summaries([], ("ru", "kk"))
    assert caught.value.code == "nothing_to_print"


def test_documents_are_found_by_name_and_alias() -> None:
    assert document_named("station") is document_named("summary") is render_station_summaries
    with pytest.raises(ClerkError) as caught:
        document_named("poster")
    known = "station, receipt, return, correction, missing, copies, consolidated, incidents, turnout, not-reported"
    assert (caught.value.code, caught.value.params) == ("no_such_document", {"name": "poster", "known": known})


def test_a_page_becomes_pixels_for_the_screen_and_the_printer() -> None:
    pdf = render_station_summaries(many(2), ("ru", "kk"))
    assert page_count(pdf) == 2
    sizes = [(image.width, image.height, image.stride, len(image.pixels)) for image in page_images(pdf, 72)]
    assert sizes == [(596, 842, 596 * 4, 596 * 4 * 842)] * 2
    assert page_image(pdf, 1, 72) == list(page_images(pdf, 72))[1]
    with pytest.raises(IndexError):
        page_image(pdf, 2, 72)


def test_papers_withdrawals_and_the_document_of_an_annulment_are_printed() -> None:
    at = dt.datetime(2011, 4, 3, 16, 43, tzinfo=dt.UTC)
    acts = (
        Act("entry", at, "Оператор 2"),
        Act("withdrawn", at, "Оператор 2", "чужая стопка"),
        Act("undone", at, "Супервизор"),
        Act("paper", at, "Приём", "решение суда", "7", "corrected"),
        Act("annulled", at, "Супервизор", "нарушения", "12"),
    )
    text = page(sample_summary(acts=acts, state=State.ANNULLED))
    for part in (
        "Ввод отозван Оператор 2, 22:43, чужая стопка",
        "Отменено Супервизор, 22:43",
        "Протокол зарегистрирован Приём, 22:43, исправленный, № 7, решение суда",
        "Аннулирована Супервизор, 22:43, решение № 12, нарушения",
    ):
        assert part in text, part
