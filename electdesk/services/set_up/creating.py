"""From a plan to a region: everything that is there at the beginning, in one commit."""

from typing import TYPE_CHECKING

from electdesk.collector import collector_paused
from electdesk.domain.records import Choice, Contest
from electdesk.domain.records.contest import Edition
from electdesk.domain.records.setup import SET_UP
from electdesk.ledger.revision import Origin
from electdesk.services.set_up.plan import ChoicePlan
from electdesk.services.set_up.ready import Ready
from electdesk.services.unit_of_work import ChangeSet, UnitOfWork, new_choice_id, new_record_id
from electdesk.services.users import add_users, begin_users

if TYPE_CHECKING:
    from electdesk.services.region import Region


def write_ready(region: "Region", ready: Ready, origin: Origin | None = None) -> ChangeSet:
    """Write set-up, districts, contests, choices, stations and contacts into a region that holds nothing but its first commit.

    Raises ValueError for a plan with problems: whoever made it ready knows of them.
    """
    if ready.problems:
        raise ValueError("a plan with problems makes no region")
    unit = region.unit("SetUpRegion", origin=origin)
    with collector_paused():
        unit.put(ready.set_up, SET_UP)
        for record, area in ready.areas:
            unit.put(area, record)
        for order, contest in enumerate(ready.contests, start=1):
            edition = Edition(contest.form.key, contest.form.text)
            record = unit.put(Contest(code=contest.code, title=contest.title, editions=(edition,), order=order), new_record_id())
            _put_choices(unit, record, contest.choices, lists=contest.form.choices.kind == "lists")
        if ready.stations is not None:
            for planned in ready.stations.records:
                if planned.record is not None:
                    unit.put(planned.body, planned.record)
            unit.put_new([planned.body for planned in ready.stations.records if planned.record is None])
        return unit.commit()


def begin_people(region: "Region", ready: Ready, password: str) -> dict[str, str]:
    """Give a new region its users: the first administrator with this password, all others with first passwords of their own.

    Returns login → first password, told this once. Nothing for a plan without users. Raises ClerkError("password_weak") and as ``begin_users``.
    """
    if not ready.users:
        return {}
    first, *others = ready.users
    begin_users(region, first.login, password, first.name, first.roles)
    return add_users(region, others) if others else {}


def _put_choices(unit: UnitOfWork, contest: str, choices: tuple[ChoicePlan, ...], *, lists: bool) -> None:
    order = 0
    for choice in choices:
        order += 1
        kind = "list" if lists else "choice"
        record = new_choice_id()
        unit.put(Choice(contest=contest, name=choice.name, order=order, kind=kind, constituency=choice.constituency), record)
        for candidate in choice.candidates:
            order += 1
            body = Choice(
                contest=contest,
                name=candidate,
                order=order,
                kind="candidate",
                list=record,
                constituency=choice.constituency,
            )
            unit.put(body, new_choice_id())
