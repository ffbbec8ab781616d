"""A station summary as an evening leaves it: the figures of the picture that the page was drawn after."""

import datetime as dt
from typing import Any

import msgspec

from electdesk.domain.figures import NO_NUMBER
from electdesk.domain.findings import Finding
from electdesk.domain.states import State
from electdesk.services.documents import (
    Act,
    FormName,
    HeldRelation,
    StationSummary,
    SummaryChoice,
    SummaryFinding,
    SummaryLine,
    SummaryTotal,
    SummaryTotals,
)

LINES = (
    ("1", 871, "Число избирателей, включённых в список", "Тізімге енгізілген сайлаушылар саны", "Voters on the list"),
    ("2", 880, "Число бюллетеней, полученных комиссией", "Комиссия алған бюллетеньдер саны", "Ballots received by the commission"),
    ("3", 0, "Число бюллетеней, выданных досрочно", "Мерзімінен бұрын берілген бюллетеньдер саны", "Ballots issued early"),
    (
        "4",
        762,
        "Число бюллетеней, выданных в помещении для голосования",
        "Дауыс беруге арналған үй-жайда берілген бюллетеньдер саны",
        "Ballots issued in the station",
    ),
    (
        "5",
        58,
        "Число бюллетеней, выданных вне помещения",
        "Дауыс беруге арналған үй-жайдан тыс жерде берілген бюллетеньдер саны",
        "Ballots issued outside",
    ),
    ("6", 60, "Число погашенных бюллетеней", "Күші жойылған бюллетеньдер саны", "Ballots cancelled"),
    ("7", 58, "Число бюллетеней в переносных ящиках", "Тасымалданатын жәшіктердегі бюллетеньдер саны", "Ballots in mobile boxes"),
    (
        "8",
        762,
        "Число бюллетеней в стационарных ящиках",
        "Стационарлық жәшіктердегі бюллетеньдер саны",
        "Ballots in stationary boxes",
    ),
    ("9", 4, "Число недействительных бюллетеней", "Жарамсыз бюллетеньдер саны", "Invalid ballots"),
    ("10", 816, "Число действительных бюллетеней", "Жарамды бюллетеньдер саны", "Valid ballots"),
    ("11", NO_NUMBER, "Число утраченных бюллетеней", "Жоғалған бюллетеньдер саны", "Ballots lost"),
    (
        "12",
        0,
        "Число бюллетеней, не учтённых при получении",
        "Қабылдау кезінде есепке алынбаған бюллетеньдер саны",
        "Ballots not counted on receipt",
    ),
)
VOTES = (781, 12, 9, 14)


def sample_summary(**changes: Any) -> StationSummary:
    """One station's summary, final, with two findings explained; any field can be replaced."""
    summary = StationSummary(
        mode="TEST",
        region_id="3f9a1c22" + 56 * "0",
        region={"ru": "Восточно-Казахстанская область", "kk": "Шығыс Қазақстан облысы", "en": "East Kazakhstan region"},
        commission={
            "ru": "Глубоковская районная территориальная избирательная комиссия",
            "kk": "Глубокое аудандық аумақтық сайлау комиссиясы",
            "en": "Glubokoye district territorial commission",
        },
        election={"ru": "Выборы Президента", "kk": "Президент сайлауы", "en": "Presidential election"},
        day=dt.date(2011, 4, 3),
        utc_offset=360,
        contest="president",
        title={"ru": "Выборы Президента", "kk": "Президент сайлауы", "en": "Presidential election"},
        form=FormName("kz-president-2011", "2011", "9"),
        station="114",
        name={"ru": "Дом культуры, с. Предгорное", "kk": "Мәдениет үйі, Предгорное а.", "en": "House of culture, Predgornoye"},
        districts=({"ru": "Глубоковский район", "kk": "Глубокое ауданы", "en": "Glubokoye district"},),
        type="ordinary",
        opens="07:00",
        closes="20:00",
        revision=1,
        state=State.FINAL,
        lines=tuple(
            SummaryLine(number, {"ru": ru, "kk": kk, "en": en}, figure, ends_group=number in ("5", "10", "12"))
            for number, figure, ru, kk, en in LINES
        ),
        choices=tuple(
            SummaryChoice(
                str(13 + place), {"ru": f"Кандидат {letter}", "kk": f"{letter} кандидаты", "en": f"Candidate {letter}"}, votes
            )
            for place, (letter, votes) in enumerate(zip("ABCD", VOTES, strict=True))
        ),
        totals=SummaryTotals(
            registered=SummaryTotal(871, "1"),
            issued=SummaryTotal(820, "3+4+5"),
            valid=SummaryTotal(816, "10"),
            took_part=SummaryTotal(820, "3+4+5"),
        ),
        findings=(
            SummaryFinding(
                Finding("V3", "soft", (), 818, 820),
                explanation="двое проголосовали после сообщения, акт № 2.",
            ),
            SummaryFinding(
                Finding("L11", "soft", ("l11",), why="no_number"), lines=("11",), explanation="строка не заполнена комиссией."
            ),
        ),
        held=(
            HeldRelation("R1", 871, "≥", 820),
            HeldRelation("R2", 880, "=", 880),
            HeldRelation("R3", 820, "=", 820),
            HeldRelation("R4", 816, "=", 816),
        ),
        acts=(
            Act("entry", dt.datetime(2011, 4, 3, 16, 43, tzinfo=dt.UTC), "Оператор 2"),
            Act("second_entry", dt.datetime(2011, 4, 3, 16, 57, tzinfo=dt.UTC), "Оператор 5"),
            Act("final", dt.datetime(2011, 4, 3, 18, 4, tzinfo=dt.UTC), "Супервизор"),
        ),
        verification="double",
        commit=48307,
        fingerprint="73104 55219 08846 31027",
        printed_at_utc=dt.datetime(2011, 4, 3, 18, 20, tzinfo=dt.UTC),
        printed_by="Супервизор",
    )
    return msgspec.structs.replace(summary, **changes)
