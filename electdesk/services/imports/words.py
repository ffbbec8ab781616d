"""The words that offices write into headings and cells, in three languages. Matched on folded text, never shown to anybody."""

import re
import unicodedata
from typing import Final

_KEPT: Final = re.compile(r"[^\w]|_")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN: Final = re.compile(r"[A-Za-z]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")


def fold_heading(text: str) -> str:
    """A heading as it is compared: letters and digits alone; case, ё, spaces, dots, commas, quotes and № do not matter."""
    plain = unicodedata.normalize("NFKC", text.replace("№", " ")).casefold().replace("ё", "е")
    return _KEPT.sub("", plain)


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in their order."""
    return [word.replace("ё", "е") for word in _WORD.findall(text.casefold())]


def has_two_alphabets(text: str) -> bool:
    """Whether one word holds Latin and Cyrillic letters: a name typed on the wrong layout looks right and matches nothing."""
    return any(_LATIN.search(word) and _CYRILLIC.search(word) for word in _WORD.findall(text))


def _folded(**groups: str) -> dict[str, str]:
    pairs = [(fold_heading(word), target) for target, words in groups.items() for word in words.split("|")]
    return {word: target for word, target in pairs if word}


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADINGS: Final = _folded(
    station="""
        УИК|№ УИК|номер УИК|УИК номер|участка|№ участка|номер участка|№ избирательного участка|
        номер избирательного участка|участковая избирательная комиссия|
        номер участковой избирательной комиссии|№ участковой избирательной комиссии|ИУ|№ ИУ|
        учаске нөмірі|учаскенің нөмірі|сайлау учаскесінің нөмірі|сайлау учаскесі|учаскесі|учаскелік сайлау комиссиясы|
        УСК|УСК нөмірі|uik|uik number|station number|station no|station nr|polling station|polling station number|
        polling station no|precinct|precinct number|precinct no|
        ps|ps number|station id
    """,
    area="""
        ТИК|район|районы|название района|наименование района|территория|название ТИК|наименование ТИК|номер ТИК|
        территориальная избирательная комиссия|территориальная комиссия|город район|район город|город/район|
        районный округ|муниципальное образование|муниципальный район|аудан|ауданы|аудан атауы|ауданның атауы|
        аудан қала|қала аудан|АСК|аумақтық сайлау комиссиясы|district|district name|tik|area|county|rayon|raion|
        city or district|district or city
    """,
    region="""
        регион|область|край|субъект|субъект РФ|субъект Российской Федерации|название региона|наименование региона|
        облыс|облысы|өңір|region|oblast|province
    """,
    name="""
        название|наименование|название участка|наименование участка|название УИК|наименование УИК|атауы|учаске атауы|
        учаскенің атауы|name|station name|населенный пункт|елді мекен|settlement|village
    """,
    type="""
        тип|тип участка|вид участка|тип УИК|категория участка|түрі|учаске түрі|учаскенің түрі|type|station type|kind
    """,
    voters="""
        число избирателей|избирателей|избиратели|количество избирателей|численность избирателей|избирателей в списке|
        список избирателей|число избирателей в списке|всего избирателей|
        кол-во избирателей|числ. изб.|всего изб.|кол-во изб.|изб.|сайлаушылар|сайлаушылар саны|сайлаушы саны|
        тізімдегі сайлаушылар|тізімдегі сайлаушылар саны|voters|number of voters|registered|registered voters|
        voters registered|electors|list size|electorate
    """,
    address="""
        адрес|адрес участка|адрес УИК|место нахождения|местонахождение|адрес помещения|адрес помещения для голосования|
        мекенжай|мекенжайы|учаске мекенжайы|орналасқан жері|address|station address|location
    """,
    constituency="""
        округ|номер округа|избирательный округ|одномандатный округ|одномандатный избирательный округ|ОИК|сайлау округі|
        округі|constituency|constituency number|electoral district|electoral constituency
    """,
    contest="""
        выборы|вид выборов|голосование|сайлау|сайлау түрі|contest|election|ballot|race
    """,
    note="""
        примечание|примечания|комментарий|ескерту|ескертпе|note|notes|remark|remarks|comment
    """,
    chair="""
        председатель|председатель УИК|председатель комиссии|ФИО председателя|Ф. И. О. председателя|имя председателя|
        председатель участковой комиссии|председатель участковой избирательной комиссии|төраға|төрағасы|УСК төрағасы|
        комиссия төрағасы|төрағаның аты-жөні|төрағаның ТАӘ|chair|chairperson|chairman|chair name|name of the chair|head of commission
    """,
    chair_phone="""
        телефон председателя|телефоны председателя|тел. председателя|сотовый председателя|мобильный председателя|
        төраға телефоны|төрағаның телефоны|төрағаның ұялы телефоны|chair phone|phone of the chair|chair mobile
    """,
    deputy="""
        заместитель|заместитель председателя|зам. председателя|ФИО заместителя|ФИО заместителя председателя|
        төраға орынбасары|төрағаның орынбасары|орынбасар|орынбасары|deputy|deputy chair|vice chair|name of the deputy
    """,
    deputy_phone="""
        телефон заместителя|тел. заместителя|телефон зам. председателя|телефон заместителя председателя|
        орынбасар телефоны|орынбасарының телефоны|төраға орынбасарының телефоны|deputy phone|phone of the deputy
    """,
    secretary="""
        секретарь|секретарь УИК|секретарь комиссии|ФИО секретаря|имя секретаря|хатшы|хатшысы|комиссия хатшысы|хатшының аты-жөні|
        secretary|name of the secretary|secretary name
    """,
    secretary_phone="""
        телефон секретаря|тел. секретаря|сотовый секретаря|мобильный секретаря|хатшы телефоны|хатшының телефоны|
        secretary phone|phone of the secretary
    """,
    contact="""
        контакт|контактное лицо|ответственный|ответственное лицо|байланыс|байланыс тұлғасы|жауапты|жауапты тұлға|
        contact|contact person|responsible person
    """,
    phone="""
        телефон|телефоны|тел.|номер телефона|контактный телефон|контактные телефоны|телефон УИК|телефон участка|телефон комиссии|
        телефоны УИК|телефон нөмірі|байланыс телефоны|учаске телефоны|phone|phones|telephone|phone number|station phone|contact phone
    """,
    area_code="""
        КАТО|код КАТО|ОКАТО|код ОКАТО|ОКТМО|код района|аудан коды|kato|okato|district code|area code
    """,
)

WEAK_HEADINGS: Final = _folded(
    station="""
        участок|избирательный участок|учаске|station|номер|number|нөмір|нөмірі|no|участки|участкі
    """,
)
"""Read as the station only where no other column is: the same words head names and running numbers."""

_STATION_WORDS: Final = _word_set(
    """
    уик пуик ик уч учк участок участка участки избирательного избирательный комиссии учаске учаскесі учаскенің учаскесінің сайлау
    uik ps station polling precinct
    """
)
_NUMBER_WORDS: Final = _word_set("номер код нумерация n no nr num id number code нөмірі нөмір коды")


def numbers_a_station(text: str) -> bool:
    """Whether a heading is made of nothing but words for a station and for its number («Код УИК», «Уч-к №», "PS no."): weakly the station."""
    words = set(words_of(text.replace("-", "").replace("№", " n ").replace("#", " n ")))
    return bool(words & (_STATION_WORDS - {"сайлау", "комиссии"})) and words <= _STATION_WORDS | _NUMBER_WORDS


NEVER_CHOICES: Final = _word_set(
    """
    процент проценты процентов доля явка явки дата день время часы примечание примечания комментарий ссылка сумма
    итого всего контроль проверка разница широта долгота телефон пайыз пайызы үлес үлесі күні уақыты ескерту ескертпе
    барлығы жиыны қатысу сілтеме тексеру айырма percent percentage share turnout date time note notes remark remarks
    comment url link sum total check difference latitude longitude lat lon phone id
    """
)
"""A column whose heading holds one of these words is no choice of a ballot, whatever stands in it."""

NEVER_LINES: Final = _word_set(
    """
    процент проценты процентов проц доля дата время часы подпись телефон примечание пайыз пайызы үлес үлесі күні уақыты қолы
    percent percentage share date time signature phone note remark
    """
)
"""A column whose heading holds one of these words, or %, is never likened to a line: «недействительных, %» is no count."""

TOTALS: Final = _word_set(
    """
    итого итог итоги всего барлығы барлыгы жиыны жиынтығы жиынтыгы қорытынды total totals subtotal subtotals
    """
)
"""A row whose first texts hold one of these words adds up other rows."""

_LINE_WORDS: Final = r"строка|строки|стр|пункт|п|line|row|item|жол|жолы|тармақ|no|nr|№|#"
_LINE_NUMBER: Final = re.compile(
    rf"^\s*(?:(?:{_LINE_WORDS})\s*[.:]?\s*)*(?P<number>[^\W_]{{1,4}}(?:\.[^\W_]{{1,4}}){{0,3}}?)\s*\.?\s*[-\u2013]?\s*(?:жол|жолы|строка|line)?\s*\.?\s*$",
    re.IGNORECASE,
)
_LONGEST_NUMBER: Final = 40
_NUMBERED: Final = re.compile(
    r"^\s*(?:№\s*)?(?P<number>(?:[^\W\d_]{1,2}\.?)?\d{1,3}[^\W\d_]{0,2}(?:\.\d{1,3}){0,3})\s*[.):\u2013-]*\s+(?P<text>.*\S)\s*$",
    re.DOTALL,
)


def line_number(text: str) -> str:
    """The number in "1", "3а", "Строка 3", "line 3", "3-жол", "№ 3"; "" where the text is anything else."""
    # Text that goes on and on is no number, and the pattern would try every way to part it.
    found = _LINE_NUMBER.match(text) if len(text) <= _LONGEST_NUMBER else None
    return found["number"] if found else ""


def numbered_text(text: str) -> tuple[str, str]:
    """Number and text of "3а. Число бюллетеней …"; ("", "") where the text does not begin with a number."""
    found = _NUMBERED.match(text)
    return (found["number"], found["text"]) if found else ("", "")


_STATION_TYPE_WORDS: Final = {
    "ordinary": "обычный|общий|постоянный|ordinary|regular|general|қарапайым|жалпы|тұрақты",
    "hospital": "больница|в больнице|больничный|стационар|лечебное учреждение|роддом|hospital|аурухана|ауруханада",
    "military": "военный|воинская часть|воинский|в воинской части|military|military unit|әскери|әскери бөлім",
    "detention": "сизо|ивс|изолятор|следственный изолятор|место содержания под стражей|detention|place of detention|prison|"
    "қамауда ұстау орны|тергеу изоляторы|қамау",
    "remote": "труднодоступный|отдаленный|отгонное животноводство|отдалённая местность|remote|remote place|шалғай жер|шалғайдағы|шалғай",
    "temporary": "временный|место временного пребывания|temporary|place of temporary stay|уақытша|уақытша болу орны",
    "abroad": "за рубежом|зарубежный|за границей|посольство|участок за рубежом|abroad|station abroad|embassy|"
    "шетелдегі сайлау учаскесі|шетелдегі|шетелде",
}

STATION_TYPE_WORDS: Final = {
    fold_heading(word): name for name, words in _STATION_TYPE_WORDS.items() for word in (*words.split("|"), name)
}

ANSWERS: Final = {
    "yes": ("да", "за", "иә", "yes", "for"),
    "no": ("нет", "против", "жоқ", "no", "against"),
    "against_all": ("против всех",),
}
"""Headings of the choices that a form prints, by the ids that forms give them."""

YES: Final = frozenset(("да", "есть", "иә", "ия", "бар", "yes", "true", "y", "1", "x", "х", "+", "v", "✓", "✔", "☑", "☒"))
NO: Final = frozenset(("нет", "жоқ", "жок", "no", "false", "n", "0", "☐"))
"""An empty box is blank, never "no"."""
