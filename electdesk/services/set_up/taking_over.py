"""A region made from an older file: REAL from TEST, or the next round. Description is taken, results stay where they are."""

import contextlib
from typing import TYPE_CHECKING, Final

import msgspec

from electdesk.collector import collector_paused
from electdesk.domain.errors import ClerkError
from electdesk.domain.records import EarlierTurnout, SetUp
from electdesk.domain.records.earlier_turnout import WHOLE
from electdesk.domain.records.names import in_language
from electdesk.domain.records.setup import SET_UP, Earlier
from electdesk.domain.set_up_rules import read_day
from electdesk.ledger.revision import Origin
from electdesk.services.accounts import Account, keep_account
from electdesk.services.commands.people import is_administrator
from electdesk.services.queries.turnout import area_turnout, district_turnout
from electdesk.services.roles import refuse_name

if TYPE_CHECKING:
    from electdesk.services.region import Region

TAKEN: Final = ("area", "contest", "choice", "station", "contact", "user")
"""Kinds of records that a new file takes over as they stand, under their record ids."""


class Taken(msgspec.Struct, frozen=True):
    """What a new region took from an older file, and what it left there: amounts by kind of record.

    ``unmerged``: descriptions of the older file that two people changed in different ways; the later wording was taken.
    """

    taken: dict[str, int]
    left: dict[str, int]
    earlier: Earlier
    unmerged: tuple[str, ...] = ()


def earlier_of(old: "Region") -> Earlier:
    """How a new file names the older one."""
    set_up = old.columns.set_up
    return Earlier(
        region=old.store.region_id,
        mode=old.store.genesis.mode,
        fingerprint=old.store.fingerprint,
        name=in_language(set_up.region, "ru") or old.store.genesis.name,
        day=set_up.day,
    )


def set_up_from(old: "Region", real: bool, day: str = "") -> SetUp:
    """The set-up of the new region; what is wrong with the older file is said before anything is made.

    Raises ClerkError: role_refused and nobody_logged_in (users come along), old_damaged (``file``, ``count``), sample_stays_test (REAL from
    made-up stations), day_unreadable (``day``), old_without_administrator (``file``).
    """
    refuse_name(old.person, "SetUpRegion")
    report = old.store.verify()
    if not report.ok or old.store.damaged:
        raise ClerkError("old_damaged", file=old.store.path, count=max(len(report.problems), len(old.store.damaged)))
    _refuse_nobody_to_begin(old)
    set_up = old.columns.set_up
    if real and set_up.generated:
        raise ClerkError("sample_stays_test", file=old.store.path)
    if day:
        try:
            read_day(day)
        except ValueError:
            raise ClerkError("day_unreadable", day=day) from None
    return msgspec.structs.replace(set_up, day=day or set_up.day, earlier=earlier_of(old))


def _refuse_nobody_to_begin(old: "Region") -> None:
    """A file with users of whom no administrator has a password that can be read would open for nobody who could mend it."""
    users = old.columns.records.bodies["user"]
    kept = old.store.accounts()
    if users and not any(is_administrator(user) and _opens(kept.get(record, b"")) for record, user in users.items()):
        raise ClerkError("old_without_administrator", file=old.store.path)


def _opens(kept: bytes) -> bool:
    with contextlib.suppress(msgspec.DecodeError):
        return bool(msgspec.json.decode(kept, type=Account).hash)
    return False


def take_over(old: "Region", new: "Region", set_up: SetUp) -> Taken:
    """Write the older file's description into a region that holds nothing but its first commit, in one commit.

    Record ids stay, so that a station's earlier result is found in the older file under the same id. Notes on stations belong to the night
    they were written in; entries, papers, decisions and drafts to the file they are in.
    """
    bodies = old.columns.records.bodies
    unit = new.unit("SetUpRegion", origin=Origin(file=old.store.path.name if old.store.path else "", sha256=""))
    with collector_paused():
        unit.put(set_up, SET_UP)
        for kind in TAKEN:
            for record, body in bodies[kind].items():
                if kind == "contest":
                    body = msgspec.structs.replace(body, editions=body.editions[-1:])
                elif kind == "station":
                    body = msgspec.structs.replace(body, note="")
                unit.put(body, record)
        for hours in hours_of(old):
            unit.put(hours)
        # Before the users themselves: cut short in between, the file has passwords of nobody and not users whom nobody can be.
        _take_passwords(old, new)
        unit.commit()
    return what_is_taken(old)


def hours_of(old: "Region") -> list[EarlierTurnout]:
    """Turnout by the hour of the older file, for the region and each district: it is drawn beside that of the new day."""
    name = in_language(old.columns.set_up.election, "ru") or old.columns.set_up.day
    found = []
    for unit in (area_turnout(old), *district_turnout(old)):
        shares = {
            total.slot: (2 * WHOLE * total.share.count + total.share.of) // (2 * total.share.of)
            for total in unit.slots
            if total.share.of > 0
        }
        if shares and unit.record != "-":
            found.append(EarlierTurnout(area=unit.record, election=name, shares=shares))
    return found


def _take_passwords(old: "Region", new: "Region") -> None:
    """Passwords stay those that people know; a lock-out of the older file is none here. A damaged row is left: an administrator mends it."""
    for user, kept in old.store.accounts().items():
        if user not in old.columns.records.bodies["user"]:
            continue
        with contextlib.suppress(msgspec.DecodeError):
            keep_account(new, user, msgspec.structs.replace(msgspec.json.decode(kept, type=Account), failed=0, failed_at=""))


def what_is_taken(old: "Region") -> Taken:
    """What a region made from this one takes, and what stays there."""
    bodies, contests = old.columns.records.bodies, old.columns.contests.values()
    taken = {record for kind in TAKEN for record in bodies[kind]}
    return Taken(
        taken={kind: sum(getattr(body, "kind", "") != "region" for body in bodies[kind].values()) for kind in TAKEN},
        left={
            "entry": sum(len(seqs) for columns in contests for seqs in columns.entry_seqs.values()),
            "paper": len(bodies["paper"]),
            "tally": len(bodies["tally"]),
            "note": sum(bool(station.note) for station in bodies["station"].values()),
        },
        earlier=earlier_of(old),
        unmerged=tuple(sorted(taken & set(old.columns.records.contested))),
    )
