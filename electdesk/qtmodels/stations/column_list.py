"""The columns that the station table can show: its own, every line of the form, every choice."""

from typing import Final

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.records.names import in_language
from electdesk.i18n import N_, language, tr
from electdesk.qtmodels.stations.area_ballots import AreaBallots
from electdesk.settings import SavedView


class StationColumn(msgspec.Struct, frozen=True):
    """One column: its id, the words of its head, the whole label where the head is short, whether figures stand at the right."""

    id: str
    head: str
    whole: str
    right: bool = False
    width: int = 80
    usual: bool = False
    """Whether a person who has chosen no columns sees it beside the default ones."""


_OWN: Final = (
    ("number", "№", N_("station number"), True, 46),
    ("name", N_("Station name"), N_("name of the station"), False, 190),
    ("district", N_("District"), N_("district"), False, 124),
    ("type", N_("Type"), N_("type of station"), False, 96),
    ("list", N_("List"), N_("voters on the list, by the register, else by the protocol"), True, 58),
    ("issued", N_("Issued"), N_("ballots issued"), True, 62),
    ("turnout", N_("Turnout %"), N_("turnout by the form's own definition"), True, 64),
    ("reported", N_("By reports"), N_("turnout by the last report of the station, and when it was told"), True, 100),
    ("state", N_("State"), N_("state of the protocol"), False, 134),
    ("findings", N_("Findings"), N_("codes of the findings and how many"), False, 112),
    ("changed", N_("Changed"), N_("last change of the protocol, on the region's clock"), True, 78),
    ("incidents", N_("Incidents"), N_("incidents of the station, and how many of them are open"), True, 82),
    ("note", N_("Note"), N_("note on the station"), False, 150),
    ("address", N_("Address"), N_("address of the station"), False, 150),
)
DEFAULT: Final = ("number", "name", "district", "list", "issued", "turnout", "state", "findings")
"""What a person sees who never opened the column chooser."""
STRETCHED: Final = ("name", "district")
"""The first of these that is shown takes the room that is left."""


def station_columns(columns: ContestColumns) -> dict[str, StationColumn]:
    """Every column of a contest in the language in use, by id, in the order of the chooser."""
    found: dict[str, StationColumn] = {}
    for key, head, whole, right, width in _OWN:
        found[key] = StationColumn(key, tr(head), tr(whole), right, width)  # i18n: dynamic
    if bool((columns.last_turnout >= 0).any()) and 2 * len(columns.entry_seqs) < len(columns.register):
        # From the first report of the day on, until protocols say more.
        found["reported"] = msgspec.structs.replace(found["reported"], usual=True)
    for line in columns.form.lines:
        label = in_language(line.label, language())
        found[f"line:{line.id}"] = StationColumn(f"line:{line.id}", f"{line.number}. {label}", f"{line.number}. {label}", True, 84)
    ballots = AreaBallots(columns)
    for choice in columns.ballot:
        record = columns.choices.get(choice.id)
        name = in_constituency(choice_name(columns, choice.id), record.constituency if record is not None else "")
        label = f"{ballots.own_number(choice.id, choice.number)}. {name}"
        found[f"choice:{choice.number}"] = StationColumn(f"choice:{choice.number}", label, label, True, 96)
    return found


def in_constituency(name: str, constituency: str) -> str:
    """The name of a choice with its constituency, where it has one: the same number is another choice elsewhere."""
    return tr("{name} (constituency {constituency})", name=name, constituency=constituency) if constituency else name


def choice_name(columns: ContestColumns, choice: str) -> str:
    """The name of a choice in the language in use; of one that the form prints, its label."""
    record = columns.choices.get(choice)
    if record is not None:
        return in_language(record.name, language())
    fixed = columns.form.fixed_choice(choice)
    return in_language(fixed.label, language()) if fixed is not None else choice


def shown_ids(kept: tuple[str, ...], known: dict[str, StationColumn]) -> tuple[str, ...]:
    """The ids kept in the settings or in a view that this contest has; the default ones where nothing is left."""
    found = tuple(dict.fromkeys(key for key in kept if key in known))
    return found or DEFAULT


def usual_ids(known: dict[str, StationColumn], *, named: bool) -> tuple[str, ...]:
    """The columns of a person who has chosen none: without names where no station has one (``named`` is False)."""
    default = tuple(key for key in DEFAULT if key in known and (named or key != "name"))
    place = default.index("state") if "state" in default else len(default)
    return (*default[:place], *(key for key, column in known.items() if column.usual and key not in default), *default[place:])


def sort_of(view: SavedView, known: dict[str, StationColumn]) -> tuple[tuple[str, bool], ...]:
    """The sort order of a saved view: column id and whether it runs downwards."""
    pairs = [(key.removeprefix("-"), key.startswith("-")) for key in view.sort]
    return tuple((key, down) for key, down in pairs if key in known)


def kept_sort(sort: tuple[tuple[str, bool], ...]) -> tuple[str, ...]:
    """A sort order as a saved view holds it."""
    return tuple(f"-{key}" if down else key for key, down in sort)
