"""How a region begins: its first commit, its set-up, its contests."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from electdesk.domain.forms import Form, contests_of
from electdesk.domain.records import Area, Contest, SetUp
from electdesk.domain.records.contest import Edition
from electdesk.domain.records.setup import SET_UP
from electdesk.ledger.revision import Commit, Genesis, Stored, digest_of_ids, store_commit
from electdesk.services.person import Person
from electdesk.services.ports import Clock, SystemClock
from electdesk.services.unit_of_work import new_record_id

if TYPE_CHECKING:
    from electdesk.services.region import Region


def first_commit(name: str, mode: str, person: Person, clock: Clock | None = None, offset: int = 300) -> Stored:
    """The commit from which a region takes its id. ``mode`` is "TEST" or "REAL" and can never change."""
    at = (clock or SystemClock()).now()
    genesis = Genesis(mode=mode, nonce=secrets.token_hex(16), name=name)
    return store_commit(
        Commit(
            region="",
            previous=(),
            session=secrets.token_hex(8),
            number=1,
            author=person.name,
            office=person.office,
            at=at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            offset=offset,
            command="NewRegion",
            revisions=digest_of_ids([]),
            count=0,
            genesis=genesis,
        )
    )


def free_code(code: str, taken: Collection[str]) -> str:
    """The code, with a number behind it where a contest has it already. Case does not tell codes apart: the readable views bear them."""
    folded = {other.casefold() for other in taken}
    found, number = code, 1
    while found.casefold() in folded:
        number += 1
        found = f"{code}-{number}"
    return found


def contests_of_day(forms: Iterable[Form]) -> list[tuple[str, dict[str, str], Form]]:
    """The contests (code, title, form) of a day with these forms, in their order, each code once."""
    made: list[tuple[str, dict[str, str], Form]] = []
    for form in forms:
        for code, title, own in contests_of(form):
            made.append((free_code(code, [each[0] for each in made]), dict(title), own))
    return made


def set_up_region(region: "Region", set_up: SetUp, forms: Sequence[tuple[str, dict[str, str], Form]]) -> None:
    """Write the set-up, the area of the whole region and the contests (code, title, form) of a new region in one commit."""
    unit = region.unit("SetUpRegion")
    unit.put(set_up, SET_UP)
    unit.put(Area(name=set_up.region, kind="region"), new_record_id())
    for order, (code, title, form) in enumerate(forms, start=1):
        unit.put(Contest(code=code, title=title, editions=(Edition(form.key, form.text),), order=order), new_record_id())
    unit.commit()
