"""The contests of the day: added, renamed, given another edition of their form."""

from typing import TYPE_CHECKING

import msgspec
import numpy as np
import numpy.typing as npt

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms import load_form
from electdesk.domain.records import Contest
from electdesk.domain.records.contest import Edition
from electdesk.domain.states import Mark, State
from electdesk.services.beginning import free_code
from electdesk.services.commands.base import Command, find_contest, handles, wanted
from electdesk.services.unit_of_work import ChangeSet

if TYPE_CHECKING:
    from electdesk.columns import ContestColumns
    from electdesk.services.region import Region


class AddContest(Command, frozen=True):
    """Add a contest with the whole text of its form file. ``code`` "" = the form's id, made free; ``title`` {} = the form's."""

    form: str
    code: str = ""
    title: dict[str, str] = {}


class ChangeContest(Command, frozen=True):
    """Change the title of a contest, or give it another edition of its form (the whole text of a form file), an earlier one as well.

    ``dry_run`` writes nothing and tells in ``ChangeSet.counts`` what the edition would do to the protocols that are there.
    """

    reason: str
    contest: str = ""
    title: dict[str, str] | None = None
    form: str | None = None
    dry_run: bool = False


@handles(AddContest)
def add_contest(region: "Region", command: AddContest) -> ChangeSet:
    contests = [columns.contest for columns in region.columns.contests.values()]
    taken = [contest.code for contest in contests]
    form = load_form(command.form)
    code = command.code.strip() or free_code(form.id, taken)
    if free_code(code, taken) != code:
        raise ClerkError("contest_exists", contest=code)
    body = Contest(
        code=code,
        title=command.title if any(text.strip() for text in command.title.values()) else form.title,
        editions=(Edition(form.key, command.form),),
        order=max((contest.order for contest in contests), default=0) + 1,
    )
    unit = region.unit("AddContest")
    unit.put(body)
    return unit.commit()


@handles(ChangeContest)
def change_contest(region: "Region", command: ChangeContest) -> ChangeSet:
    columns = find_contest(region, command.contest)
    reason = wanted(command.reason, "edition")
    body = columns.contest
    if command.title is not None:
        body = msgspec.structs.replace(body, title=command.title)
    if command.form is not None:
        form = load_form(command.form)
        if form.key != body.edition.key:
            # The last edition is the one in force: an earlier one comes back by standing there again.
            body = msgspec.structs.replace(body, editions=(*body.editions, Edition(form.key, command.form)))
    if command.dry_run:
        return ChangeSet(None, counts=_effect(columns, region.columns.trial(columns.record, body)))
    unit = region.unit("ChangeContest", reason)
    unit.put(body, columns.record)
    return unit.commit()


def _count(mask: npt.NDArray[np.bool_]) -> int:
    return int(np.count_nonzero(mask))


def _effect(now: "ContestColumns", then: "ContestColumns") -> dict[str, int]:
    """What another edition does to the protocols (stations): ``entries`` there are, ``moved`` to another state, ``blocked`` by hard
    findings, ``contested`` although signed off, and lines of the form ``lines_new`` and ``lines_gone``."""
    before, after = ({line.id for line in each.form.lines} for each in (now, then))
    return {
        "entries": len(now.entry_seqs),
        "moved": _count(now.state != then.state),
        "blocked": _count(_is_open(then) & ~_is_open(now)),
        "contested": _count(((then.marks & Mark.CONTESTED) != 0) & ((now.marks & Mark.CONTESTED) == 0)),
        "lines_new": len(after - before),
        "lines_gone": len(before - after),
    }


def _is_open(columns: "ContestColumns") -> npt.NDArray[np.bool_]:
    """Which tallies have entries and are not settled by them."""
    return np.isin(columns.state, (State.FIRST_ENTRY, State.SECOND_ENTRY))
