"""What a column of a file may be read as by hand, and what that is called."""

from electdesk.columns import ContestColumns, RegionColumns
from electdesk.domain.records.names import Names
from electdesk.services.imports.kinds import IMPORTS
from electdesk.services.imports.looking import Look, SheetLook


def shown_sheet(look: Look | None) -> SheetLook | None:
    """The sheet whose columns the mapping shows: the first that is read, else the one with the most known columns."""
    if look is None or not look.sheets:
        return None
    taken = [sheet for sheet in look.sheets if sheet.name in look.taken]
    return taken[0] if taken else max(look.sheets, key=lambda sheet: (sum(bool(each.target) for each in sheet.columns), sheet.rows))


def offered_targets(look: Look | None) -> tuple[str, ...]:
    """Every target a column may be given by hand, in the order in which they are offered; "" leaves it out."""
    return ("", *(each.target for each in look.targets)) if look is not None else ("",)


def target_heading(region: RegionColumns, kind: str, contest: ContestColumns | None, target: str) -> Names:
    """What a target is called, in the languages that its kind declares."""
    kinds = [IMPORTS[kind]] if kind in IMPORTS else []
    # What a kind only compares (the name beside a protocol) another kind declares.
    for each in (*kinds, *IMPORTS.values()):
        for column in each.columns_of(region, contest):
            if column.target == target:
                return column.heading
    return {}


def key_of(sheet: SheetLook, letters: str) -> str:
    """How a mapping names a column: by its heading, or as [C] where it has none or shares it with another."""
    heading = next((each.heading for each in sheet.columns if each.column == letters), "")
    alike = sum(each.heading == heading for each in sheet.columns)
    return heading if heading and alike == 1 else f"[{letters}]"
