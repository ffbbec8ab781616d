"""Lists that people type or paste, one thing a line, with tabs between cells as table programs copy them."""

from collections.abc import Sequence
from typing import Final

from electdesk.domain.records.names import Names, in_language
from electdesk.services.imports.sheet import Sheet
from electdesk.services.imports.words import fold_heading
from electdesk.services.person import ROLES
from electdesk.services.set_up.choices import choices_of_sheet
from electdesk.services.set_up.plan import AreaPlan, ChoicePlan, UserPlan

LANGUAGES: Final = ("ru", "kk", "en")
_AREA_HEADS: Final = {
    **{fold_heading(word): "ru" for word in ("район", "название", "наименование", "name", "district", "аудан", "атауы", "ru")},
    **{fold_heading(word): "kk" for word in ("на казахском", "қазақша", "kk")},
    **{fold_heading(word): "en" for word in ("на английском", "ағылшынша", "en")},
    **{fold_heading(word): "code" for word in ("код", "КАТО", "ОКАТО", "code", "аудан коды", "код района")},
    **{fold_heading(word): "kind" for word in ("вид", "тип", "kind", "type", "түрі")},
    **{fold_heading(word): "parent" for word in ("входит в", "выше", "parent", "кіреді")},
}
_ROLE_WORDS: Final = {
    fold_heading(word): role
    for role, words in {
        "clerk": "clerk|оператор",
        "reception": "reception|приём протоколов|приём|хаттама қабылдау",
        "supervisor": "supervisor|супервизор",
        "observation": "observation|observation officer|ответственный за наблюдение|наблюдение|байқауға жауапты|байқау",
        "analyst": "analyst|аналитик|талдаушы",
        "admin": "admin|administrator|администратор|әкімші",
        "viewer": "viewer|view only|только просмотр|тек қарау",
    }.items()
    for word in words.split("|")
}


def sheet_of(text: str) -> Sheet:
    """The rows of a pasted text; a cell ends at a tab alone, for names hold commas and semicolons."""
    lines = text.replace("\r\n", "\n").split("\n")
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
    numbers = [number for number, row in enumerate(rows, 1) if any(row)]
    return Sheet(
        name="pasted",
        file="pasted",
        sha256="",
        size=len(text.encode("utf-8", errors="replace")),
        rows=[row for row in rows if any(row)],
        row_numbers=numbers,
    )


def choices_of_text(text: str) -> tuple[ChoicePlan, ...]:
    """The choices of a typed or pasted list."""
    return choices_of_sheet(sheet_of(text))


def text_of_choices(choices: Sequence[ChoicePlan]) -> str:
    """The list that gives these choices again: plain names, or columns under a heading where there is more than names."""
    plain = all(set(choice.name) == {""} and not choice.constituency and not choice.candidates for choice in choices)
    if plain:
        return "\n".join(choice.name[""] for choice in choices)
    rows = [("ru", "kk", "en", "list", "constituency")]
    for choice in choices:
        own = "" if not choice.candidates else in_language(choice.name, "ru")
        for name in choice.candidates or (choice.name,):
            ru, kk, en = _by_language(name)
            rows.append((ru, kk, en, own, choice.constituency))
    filled = [place for place in range(5) if any(row[place] for row in rows[1:])]
    return "\n".join("\t".join(row[place] for place in filled) for row in rows)


def _by_language(name: Names) -> tuple[str, str, str]:
    return name.get("ru", "") or name.get("", ""), name.get("kk", ""), name.get("en", "")


def areas_of_text(text: str) -> tuple[AreaPlan, ...]:
    """The districts of a list: a name a line, or columns under a heading (name, in Kazakh, in English, code, kind, parent)."""
    rows = sheet_of(text).rows
    if not rows:
        return ()
    heads = [_AREA_HEADS.get(fold_heading(cell)) for cell in rows[0]]
    known = any(head in LANGUAGES for head in heads) and (len(rows[0]) > 1 or heads != ["ru"] or len(rows) > 1)
    columns = {head: place for place, head in reversed(list(enumerate(heads))) if head} if known else {"ru": 0, "code": 1}
    found = []
    for row in rows[1:] if known else rows:
        cells = {head: row[place] for head, place in columns.items() if place < len(row)}
        names = {language: cells[language] for language in LANGUAGES if cells.get(language)}
        if set(names) == {"ru"}:
            names = {"": names["ru"]}
        if names:
            kind = "city" if _is_city(in_language(names, "ru")) and not cells.get("kind") else cells.get("kind") or "district"
            found.append(AreaPlan(names, kind, cells.get("parent", ""), cells.get("code", "")))
    return tuple(found)


def _is_city(name: str) -> bool:
    return name.casefold().startswith(("г. ", "г.", "город ")) or name.casefold().endswith((" қ.", " қаласы", " city"))


def text_of_areas(areas: Sequence[AreaPlan]) -> str:
    """The list that gives these districts again."""
    if all(set(area.name) == {""} and not area.code and not area.parent for area in areas):
        return "\n".join(area.name[""] for area in areas)
    rows = [("ru", "kk", "en", "code", "kind", "parent")]
    rows += [(*_by_language(area.name), area.code, area.kind, area.parent) for area in areas]
    filled = [place for place in range(6) if any(row[place] for row in rows[1:])]
    return "\n".join("\t".join(row[place] for place in filled) for row in rows)


def users_of_text(text: str) -> tuple[UserPlan, ...]:
    """The users of a list: user name, full name, roles (in any of the three languages), office; tabs or semicolons between them."""
    found = []
    for line in text.splitlines():
        cells = [" ".join(cell.split()) for cell in line.replace(";", "\t").split("\t")]
        if not any(cells):
            continue
        login, name, roles, office = (*cells, "", "", "", "")[:4]
        told = [role for role in (part.strip() for part in roles.split(",")) if role]
        known = tuple(_ROLE_WORDS.get(fold_heading(role), role) for role in told)
        found.append(UserPlan(login, name, known or ("clerk",), office))
    return tuple(found)


def text_of_users(users: Sequence[UserPlan]) -> str:
    """The list that gives these users again."""
    lines = []
    for user in users:
        roles = ", ".join(role for role in ROLES if role in user.roles)
        lines.append("; ".join((user.login, user.name, roles, user.office)).rstrip("; "))
    return "\n".join(lines)
