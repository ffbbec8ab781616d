"""Regions of other years and forms, with headings of their own: at most two columns are left to a person, and none is taken for another."""

import pytest

from electdesk.domain.forms import load_form_named
from electdesk.services.imports.recognise import look_over
from electdesk.services.imports.vocabulary import Vocabulary
from tests.services.imports.office import sheet

KZ = ("1", "2", "3", "3a", "3b", "4", "5", "6", "7")
KZ_REF = (*KZ, "10")
RU_2018 = tuple(str(number) for number in range(1, 13))
RU_2012 = tuple(str(number) for number in range(1, 19))

STYLES = [
    (
        "kz-president",
        KZ,
        """
        № уч.|Избирателей в списке|Получено бюллетеней|Получили бюллетени|по открепительным|вне помещения|Погашено|
        Выдано открепительных|Приняли участие|Недействительные
        """,
    ),
    (
        "kz-president",
        KZ,
        """
        УИК|Кол-во избирателей, вкл. в список|Кол-во получ. бюллетеней|Кол-во избир., получивших бюлл.|в т.ч. по откр. удост.|
        в т.ч. вне помещ. для голос.|Погаш. неиспольз. бюлл.|Выдано откр. удост.|Приняло участие в голос.|Недейств. бюлл.
        """,
    ),
    (
        "kz-president",
        KZ,
        """
        Учаске №|Тізімдегі сайлаушылар|Алынған бюллетеньдер|Бюллетень алғандар|Есептен шығару куәлігімен|Учаскеден тыс|
        Жойылған бюллетеньдер|Берілген куәліктер|Қатысқан сайлаушылар|Жарамсыз
        """,
    ),
    (
        "kz-president-2011",
        KZ,
        """
        Номер участка|Всего избирателей по списку|Бюллетеней получено|Бюллетеней выдано|из них по открепит. удостоверениям|
        из них на дому|Неиспользованные бюллетени (погашено)|Открепительных удостоверений выдано|Проголосовало|
        Недействительных
        """,
    ),
    (
        "kz-president-2011",
        KZ,
        """
        Polling station|Registered voters|Ballots received|Ballots issued to voters|of which by absentee certificate|
        of which outside the premises|Unused ballots|Absentee certificates issued|Voters who took part|Invalid ballots
        """,
    ),
    (
        "kz-referendum",
        KZ_REF,
        """
        УИК №|Число избирателей в списке|Получено бюлл.|Выдано бюлл.|По откреп.|На дому|Погашено бюлл.|Выдано ОУ|
        Приняли участие в голосовании|Недействит. бюлл.|Действительны, но не учитываются
        """,
    ),
    (
        "kz-referendum",
        KZ_REF,
        """
        Сайлау учаскесі|Тізімге енгізілген|Учаске алған бюллетеньдер|Бюллетень алған сайлаушылар|куәлік бойынша|тыс жерде|
        Пайдаланылмаған бюллетеньдер|Берілген есептен шығару куәлігі|Дауыс беруге қатысты|Жарамсыз бюллетень|
        Жарамды, есепке алынбайтын
        """,
    ),
    (
        "ru-president-2018",
        RU_2018,
        """
        УИК|Избирателей в списке|Получено бюллетеней|Выдано досрочно|Выдано в помещении|Выдано вне помещения|Погашено|
        В переносных ящиках|В стационарных ящиках|Недействительных|Действительных|Утрачено|Не учтено
        """,
    ),
    (
        "ru-president-2018",
        RU_2018,
        """
        номер УИК|Кол-во изб. в списке|Бюлл. получено УИК|Бюлл. выдано досрочно|Бюлл. выдано в УИК|Бюлл. выдано вне пом.|
        Бюлл. погашено|Бюлл. в перен. ящиках|Бюлл. в стац. ящиках|Недейств. бюлл.|Действ. бюлл.|Утрач. бюлл.|Неучт. бюлл.
        """,
    ),
    (
        "ru-president-2018",
        RU_2018,
        """
        precinct|voters on the roll|ballots delivered|issued early|issued inside|issued outside|cancelled ballots|
        in portable boxes|in stationary boxes|invalid ballots|valid ballots|lost ballots|ballots not recorded
        """,
    ),
    (
        "ru-president-2012",
        RU_2012,
        """
        УИК|Число избирателей в списке|Получено бюллетеней УИК|Выдано бюллетеней досрочно|Выдано бюллетеней в помещении УИК|
        Выдано бюллетеней вне помещения|Погашено бюллетеней|Бюллетеней в переносных ящиках|Бюллетеней в стационарных ящиках|
        Недействительных бюллетеней|Действительных бюллетеней|Получено открепительных|Выдано открепительных на участке|
        Проголосовало по открепительным|Погашено открепительных|Выдано открепительных ТИК|Утрачено открепительных|
        Утрачено бюллетеней|Не учтено бюллетеней при получении
        """,
    ),
    (
        "ru-duma-2021",
        RU_2018,
        """
        № участка|Включено в список избирателей|Получено избирательных бюллетеней|Выдано избирательных бюллетеней досрочно|
        Выдано избирательных бюллетеней в помещении|Выдано избирательных бюллетеней вне помещения|Погашенные бюллетени|
        Бюллетени в переносных урнах|Бюллетени в стационарных урнах|Недействительные бюллетени|Действительные бюллетени|
        Утраченные|Неучтенные
        """,
    ),
    (
        "ru-duma-2021",
        RU_2018,
        """
        Учаске|Сайлаушылар тізімде|Алынған бюллетеньдер|Мерзімінен бұрын берілген|Үй-жайда берілген|Үй-жайдан тыс берілген|
        Жойылған бюллетеньдер|Тасымалданатын жәшіктерде|Стационарлық жәшіктерде|Жарамсыз бюллетеньдер|Жарамды бюллетеньдер|
        Жоғалған бюллетеньдер|Есепке алынбаған бюллетеньдер
        """,
    ),
]


@pytest.mark.parametrize(
    ("form", "numbers", "heading"), STYLES, ids=[f"{form}-{place}" for place, (form, _, _) in enumerate(STYLES)]
)
def test_at_most_two_columns_are_left_to_a_person_and_none_is_taken_for_another(
    form: str, numbers: tuple[str, ...], heading: str
) -> None:
    read = load_form_named(form)
    texts = [text.strip() for text in heading.split("|")]
    expected = {0: "station"} | {
        place: f"line:{line.id}" for place, number in enumerate(numbers, start=1) if (line := read.line(number)) is not None
    }
    found = look_over(sheet(texts, [str(number) for number in range(100, 100 + len(texts))]), Vocabulary(read))
    assert found is not None
    told = {index: "line:registered" if target == "voters" else target for index, target in found.columns.items()}
    wrong = {texts[index]: target for index, target in told.items() if expected.get(index) != target}
    left = [texts[index] for index in expected if index not in told]
    assert (wrong, len(left) > 2, len(texts) == len(expected)) == ({}, False, True), left
