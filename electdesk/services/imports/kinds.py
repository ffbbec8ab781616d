"""Every kind of import, declared once: from here follow recognition, planning, roles, the command line, the wizard and the templates.

A new kind is one module with one ``ImportKind`` and one line in ``IMPORTS``. Where a row is a record (or a few), nothing else is
needed; ``plain`` names the record and the fields by which a row meets a record that is there:

    TURNOUT = ImportKind(
        name="turnout",                       # electdesk import FILE turnout SOURCE; ImportPlan.kind
        command="ImportTurnout",              # in services/roles.py: who may; in the journal: what was done
        columns=columns,                      # a tuple, or a function (region, contest) -> tuple where the set-up decides
        plain=PlainRecords(body=Turnout, key=("station", "slot"), records=reports),
    )

    def columns(region, contest):
        return (
            station_column(),                 # found in the register, by number and where needed by district
            AREA,
            *(
                ImportColumn(target=f"slot:{slot}", type="count", heading={"ru": f"на {slot}", "kk": f"сағат {slot}", "en": f"at {slot}"}, also=slot)
                for slot in region.set_up.turnout_slots
            ),
        )

    def reports(values, task):                # one row states several records: {field: value} of each, empty ones left out
        for target, count in values.items():
            if target.startswith("slot:") and count is not None:
                yield {"station": values["station"], "slot": target[5:], "count": count}

Without ``records`` each column fills its ``field``, and an empty cell says nothing: the region keeps what it holds. A hook refuses a row by
``raise BadCell(target, reason, other)`` with a reason of ``i18n/cell_reasons.py``, and a change by a ``conflict`` that returns a reason of
``SKIPPED_REASONS``. The planner does the rest: cells of each type judged and named, totals and footers left out, equal rows left out,
rows that contradict each other refused, new, same and changed counted; the same content again, in any order, changes nothing. Fields
that a record needs and that have no value of their own must be ``filled`` columns or come from ``records``. ``records`` gets every
declared column that the file has; a kind that hides or adds targets by the set-up does it in ``columns``.

The English, Russian and Kazakh ``heading`` is what templates print; all three, ``also`` and the words of ``words.HEADINGS`` under the
same target are recognised in files. ``tests/services/imports/test_plain_kinds.py`` shows a kind of each sort.
"""

from collections.abc import Callable, Sequence
from typing import Final

from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import Form
from electdesk.services.imports.declared import (
    AREA,
    STATION,
    BadCell,
    ImportColumn,
    ImportKind,
    Option,
    PlainRecords,
    Task,
    station_column,
)
from electdesk.services.imports.plain import plan_plain, recognise_plain
from electdesk.services.imports.plan import ImportPlan
from electdesk.services.imports.recognise import Recognised, look_over
from electdesk.services.imports.rows import Part
from electdesk.services.imports.sheet import Sheet
from electdesk.services.imports.stations import plan_station_parts, recognise_stations
from electdesk.services.imports.tallies import RowsAt, look_over_tallies, plan_tallies, recognise_tallies
from electdesk.services.imports.turnout import EARLIER_TURNOUT, TURNOUT
from electdesk.services.imports.vocabulary import ColumnVocabulary, Vocabulary

__all__ = [
    "AREA",
    "IMPORTS",
    "STATION",
    "BadCell",
    "ImportColumn",
    "ImportKind",
    "Option",
    "PlainRecords",
    "Task",
    "look_at_kind",
    "plan_kind",
    "recognise_kind",
    "station_column",
]


def _text(target: str, ru: str, kk: str, en: str, example: str = "") -> ImportColumn:
    return ImportColumn(target=target, heading={"ru": ru, "kk": kk, "en": en}, example=example)


_STATION_TYPES: Final = (
    Option("ordinary", {"ru": "обычный", "kk": "қарапайым", "en": "ordinary"}),
    Option("hospital", {"ru": "больница", "kk": "аурухана", "en": "hospital"}),
    Option("military", {"ru": "воинская часть", "kk": "әскери бөлім", "en": "military"}),
    Option("detention", {"ru": "следственный изолятор", "kk": "тергеу изоляторы", "en": "detention"}),
    Option("remote", {"ru": "труднодоступный", "kk": "шалғайдағы", "en": "remote"}),
    Option("temporary", {"ru": "временный", "kk": "уақытша", "en": "temporary"}),
    Option("abroad", {"ru": "за рубежом", "kk": "шетелде", "en": "abroad"}),
)
"""The words for lists and templates; ``words.STATION_TYPE_WORDS`` knows more of them."""

_STATIONS: Final = (
    station_column(field=""),
    AREA,
    _text("name", "Название", "Атауы", "Name", "Школа № 1"),
    ImportColumn(
        target="voters",
        heading={"ru": "Число избирателей", "kk": "Сайлаушылар саны", "en": "Number of voters"},
        type="count",
        example="1250",
    ),
    ImportColumn(
        target="type",
        heading={"ru": "Тип участка", "kk": "Учаске түрі", "en": "Station type"},
        type="option",
        options=_STATION_TYPES,
    ),
    _text("address", "Адрес", "Мекенжайы", "Address", "ул. Абая, 5"),
    _text("constituency", "Избирательный округ", "Сайлау округі", "Constituency"),
    _text("note", "Примечание", "Ескертпе", "Note"),
    _text("chair", "Председатель", "Төраға", "Chair"),
    _text("chair_phone", "Телефон председателя", "Төраға телефоны", "Chair phone"),
    _text("deputy", "Заместитель председателя", "Төраға орынбасары", "Deputy chair"),
    _text("deputy_phone", "Телефон заместителя", "Орынбасар телефоны", "Deputy phone"),
    _text("secretary", "Секретарь", "Хатшы", "Secretary"),
    _text("secretary_phone", "Телефон секретаря", "Хатшы телефоны", "Secretary phone"),
    _text("contact", "Контактное лицо", "Байланыс тұлғасы", "Contact person"),
    _text("phone", "Телефон", "Телефоны", "Phone"),
    _text("region", "Регион", "Өңір", "Region"),
    _text("area_code", "Код района", "Аудан коды", "District code"),
)


def _tally_columns(region: RegionColumns, contest: ContestColumns | None) -> tuple[ImportColumn, ...]:
    """The lines and choices of the contest's paper, with their official numbers."""
    if contest is None:
        return (STATION, AREA)
    choices = region.records.bodies["choice"]
    lines = tuple(
        ImportColumn(
            target=f"line:{line.id}",
            heading={language: f"{line.number}. {text}" for language, text in line.label.items()},
            type="count" if line.kind == "count" else "yesno" if line.kind == "yesno" else "option",
            options=tuple(Option(option.id, option.label) for option in line.options) if line.kind == "oneof" else (),
            obligatory=not line.optional and not line.optional_when,
        )
        for line in contest.form.lines
    )
    named = tuple(
        ImportColumn(
            target=f"choice:{choice.id}",
            heading=dict(choices[choice.id].name) if choice.id in choices else _fixed_name(contest.form, choice.id, choice.name),
            type="count",
            obligatory=not contest.form.choices.optional,
        )
        for choice in contest.ballot
    )
    return (STATION, AREA, *lines, *named)


def _fixed_name(form: Form, choice: str, name: str) -> dict[str, str]:
    fixed = form.fixed_choice(choice)
    return dict(fixed.label) if fixed is not None else {"": name}


def _form(task: Task) -> Form | None:
    """The form that tells the heading of the voter list's size in a file of tallies, None: no contest yet."""
    return task.contest.form if task.contest is not None else next((each.form for each in task.region.contests.values()), None)


def _contest(task: Task) -> ContestColumns:
    if task.contest is None:
        raise ClerkError("no_contest")
    return task.contest


STATIONS: Final = ImportKind(
    name="stations",
    command="ImportStations",
    columns=_STATIONS,
    recognise=lambda sheet, task: recognise_stations(sheet, _form(task), task.options),
    look=lambda sheet, task: look_over(sheet, Vocabulary(_form(task)), task.options),
    plan=lambda parts, task, rows_at, new_id: plan_station_parts(parts, task.region, _form(task), task.options, new_id),
)
TALLIES: Final = ImportKind(
    name="tallies",
    command="ImportTallies",
    columns=_tally_columns,
    needs_contest=True,
    recognise=lambda sheet, task: recognise_tallies(sheet, task.region, _contest(task), task.options),
    look=lambda sheet, task: look_over_tallies(sheet, task.region, _contest(task), task.options),
    plan=lambda parts, task, rows_at, new_id: plan_tallies(parts, task.region, _contest(task), rows_at, task.options, new_id),
)

IMPORTS: Final[dict[str, ImportKind]] = {kind.name: kind for kind in (STATIONS, TALLIES, TURNOUT, EARLIER_TURNOUT)}
"""Name → kind, in the order in which they are offered. A new kind is one more name here."""


def recognise_kind(kind: ImportKind, sheet: Sheet, task: Task) -> Recognised:
    """What the columns of a sheet are for this kind. Raises ClerkError as ``recognise.recognise`` does."""
    found: Recognised = kind.recognise(sheet, task) if kind.recognise is not None else recognise_plain(kind, sheet, task)
    return found


def look_at_kind(kind: ImportKind, sheet: Sheet, task: Task) -> Recognised | None:
    """What can be told of a sheet's columns, also where it is not enough to read it; None where no headings are found."""
    if kind.look is None:
        return look_over(sheet, ColumnVocabulary(kind.columns_of(task.region, task.contest)), task.options)
    found: Recognised | None = kind.look(sheet, task)
    return found


def plan_kind(kind: ImportKind, parts: Sequence[Part], task: Task, rows_at: RowsAt, new_id: Callable[[], str]) -> ImportPlan:
    """The plan of a kind, by its own planner or by the one for plain records."""
    if kind.plan is not None:
        return kind.plan(parts, task, rows_at, new_id)
    return plan_plain(kind, parts, task, new_id)
