"""What a heading speaks of, as a set of notions: shortened, inflected and in three languages the same. Never shown to anybody."""

import re
from typing import Final

from electdesk.services.imports.words import words_of

_PHRASES: Final = tuple(
    (re.compile(pattern), word if word == "не" else f" {word} ")
    for pattern, word in (
        (r"\bне\s*-?\s*(?=учт|учит|использ|действит|вош)", "не"),
        (r"есепке\s+алынба\w*|\bnot\s+(?:counted|recorded|accounted)", "неучт"),
        (r"күші\s+жойыл\w*|күшін\s+жой\w*", "погаш"),
        (r"мерзімінен\s+(?:бұрын|ерте)|in\s+advance", "досроч"),
        (r"үй\s*-?\s*жай\w*\s+тыс|учаске\w*\s+тыс|тыс\s+жер\w*|тысқары", "внепом"),
        (
            r"вне\s+помещ\w*|вне\s+пом\b|вне\s+уик|вне\s+участк\w*|на\s+дому|at\s+home|outside\s+the\s+(?:station|premises)",
            "внепом",
        ),
        (r"үй\s*-?\s*жай\w*|\bв\s+пом\b", "помещ"),
        (r"\bүйде\b|үйінде", "внепом"),
        (r"келіп\s+түс\w*", "получено"),
        (r"на\s+момент\s+окончания", ""),
        (r"\bв\s+(?:самом\s+)?уик\b|in\s+the\s+(?:station|premises)|inside\s+the\s+(?:station|premises)", "помещ"),
        (r"дауыс\s+бер(?:ген|ді)\w*", "проголос"),
        (r"дауыс\s+беруге\s+қатыс\w*|took\s+part|taken\s+part|turned\s+out", "приняли"),
        (r"прин\w*\s+участ\w*", "приняли"),
        (r"есептен\s+шығару", "откреп"),
        (r"\bо\s*/\s*у\b|\bоу\b", "откреп"),
        (r"бюллетень\w*\s+алғандар\w*", "получили бюллетень"),
        (r"из\s+них|в\s+т\w*\.?\s*ч\w*\.?|оның\s+ішінде|of\s+(?:them|which|those)", ""),
        (r"в\s+день\s+голосования|для\s+голосования|дауыс\s+беруге\s+арналған|дауыс\s+беру", ""),
    )
)
"""Phrases whose words mean something else one by one."""

_NOISE: Final = (
    *("избирательн", "участков", "участк", "участок", "комисс", "уик", "числ", "колич", "кол", "всего", "общ", "шт", "чел", "един"),
    *(
        "голосован",
        "учаске",
        "сайлау",
        "комиссия",
        "саны",
        "сан",
        "жалпы",
        "барлы",
        "бойынша",
        "деп",
        "таныл",
        "ішінде",
        "дейін",
        "күн",
    ),
    *(
        "number",
        "num",
        "no",
        "total",
        "count",
        "station",
        "polling",
        "the",
        "of",
        "by",
        "in",
        "on",
        "for",
        "at",
        "who",
        "were",
        "commission",
    ),
    *(
        "во",
        "на",
        "по",
        "для",
        "при",
        "из",
        "их",
        "до",
        "дня",
        "день",
        "содерж",
        "обнаруж",
        "наход",
        "итого",
        "строк",
        "стр",
        "графа",
    ),
)
_NOTIONS: Final = {
    "voter": "избират избират изб сайлаушы voter elector гражд азамат",
    "list": "спис включ внесен внес зарег тізім енгіз тіркел list roll register",
    "ballot": "бюл ballot блт",
    "received": "получ получен получено поступ алын алған алды receiv deliver",
    "got": "получив получил",
    "issued": "выда выд берілген беріл берген issu handed given",
    "early": "досроч досрочн early",
    "inside": "помещ inside premis",
    "outside": "внепом вне outside",
    "cancelled": "погаш неисп неиспольз пайдаланылма жойыл cancel unused",
    "mobile": "перен перенос мобил тасымал көшпелі mobile portable movable",
    "stationary": "стац стацион stationar fixed",
    "box": "ящик ящ урн жәшік box",
    "invalid": "недейств недейс неде жарамсыз invalid",
    "valid": "действ дейст жарамды valid",
    "lost": "утрач утрат утер утеря потер жоғал lost",
    "unaccounted": "неучт неучит неучтен unaccount unrecord",
    "certificate": "откр открепит откреп удост удос куәлік certif absentee",
    "part": "приняли участи участв қатыс particip явил",
    "voted": "проголос голосовав голосовал voted",
    "spoilt": "испорч бүлін spoil",
    "opened": "открыт ашыл open",
    "territorial": "тик территор вышест аумақ territor tec",
}
_PREFIXES: Final = sorted(
    [(prefix, notion) for notion, prefixes in _NOTIONS.items() for prefix in prefixes.split()]
    + [(prefix, "") for prefix in _NOISE],
    key=lambda pair: -len(pair[0]),
)
_SHORTEST: Final = 3
_STEM: Final = 4
_KEPT_WHOLE: Final = frozenset(("не", "вне"))

ROLE_TEXTS: Final = {
    "registered": (
        "избирателей в списке",
        "зарегистрировано избирателей",
        "registered voters",
        "тізімдегі сайлаушылар",
    ),
    "received": ("получено бюллетеней", "получено", "ballots received", "алынған бюллетеньдер"),
    "issued": (
        "выдано бюллетеней",
        "выдано бюллетеней избирателям",
        "получили бюллетени",
        "ballots issued",
        "берілген бюллетеньдер",
        "бюллетень алғандар",
    ),
    "issued_early": ("досрочно", "выдано досрочно", "выдано бюллетеней досрочно", "проголосовало досрочно", "issued early"),
    "issued_inside": (
        "в помещении",
        "выдано в помещении",
        "выдано бюллетеней в помещении",
        "issued inside",
        "voted in the station",
    ),
    "issued_outside": (
        "вне помещения",
        "выдано вне помещения",
        "выдано бюллетеней вне помещения",
        "проголосовало вне помещения",
        "issued outside",
    ),
    "cancelled": (
        "погашено",
        "погашено бюллетеней",
        "неиспользованные бюллетени",
        "cancelled ballots",
        "пайдаланылмаған бюллетеньдер",
    ),
    "found": ("бюллетеней в ящиках", "ballots found", "жәшіктердегі бюллетеньдер"),
    "found_mobile": ("переносные", "в переносных ящиках", "бюллетеней в переносных ящиках", "mobile boxes"),
    "found_stationary": ("стационарные", "в стационарных ящиках", "бюллетеней в стационарных ящиках", "stationary boxes"),
    "invalid": ("недействительные", "недействительных бюллетеней", "invalid ballots", "жарамсыз"),
    "valid": ("действительные", "действительных бюллетеней", "valid ballots", "жарамды"),
    "took_part": (
        "приняли участие",
        "избирателей приняли участие",
        "проголосовало",
        "проголосовало избирателей",
        "took part",
        "voted",
        "қатысты",
    ),
    "lost": ("утрачено", "утрачено бюллетеней", "lost ballots", "жоғалған"),
    "unaccounted": ("не учтено", "не учтено бюллетеней", "не учтено при получении", "unaccounted", "есепке алынбаған"),
    "certificates_issued": ("выдано открепительных", "выдано открепительных удостоверений", "certificates issued"),
    "certificates_voted": ("проголосовало по открепительным", "voted by certificate"),
}
"""What offices call the line of a role, whatever the form calls it. Used where the role is one line and nothing else."""


def notions(text: str) -> frozenset[str]:
    """The notions of a text, and the first letters of each word that is none; empty where it says nothing that tells lines apart."""
    plain = text.casefold().replace("ё", "е")
    for pattern, word in _PHRASES:
        plain = pattern.sub(word, plain)
    found = set()
    for word in words_of(plain):
        if len(word) < _SHORTEST and word not in _KEPT_WHOLE:
            continue
        notion = next((notion for prefix, notion in _PREFIXES if word.startswith(prefix)), None)
        found.add(notion if notion is not None else f"~{word[:_STEM]}")
    return frozenset(found - {""})


def is_notion(name: str) -> bool:
    """Whether a member of ``notions`` is a known notion and not the beginning of some word."""
    return not name.startswith("~")
