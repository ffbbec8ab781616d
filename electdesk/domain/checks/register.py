"""Checks against what was known before the protocol came: the register, the ballots delivered, the turnout reports, other contests."""

import numpy as np

from electdesk.domain.checks.check import Hits, Panel, check
from electdesk.domain.findings import INFO, SOFT


@check("V1", SOFT, register_difference=0)
def list_against_register(panel: Panel) -> list[Hits]:
    """Voters on the list (form) against the station register.

    The relations of a form rarely touch the size of the list: of planted slips in that line they see one in nine. Left: the
    protocol's list; right: the register's. Fires where they differ by more than ``register_difference`` voters.
    """
    registered, countable = panel.role("registered")
    known = countable & (panel.voters >= 0)
    broken = known & (np.abs(registered - panel.voters) > panel.threshold("register_difference"))
    return [Hits(broken, registered, panel.voters, panel.role_lines("registered"))]


@check("V2", SOFT, reserve_percent=1)
def ballots_against_list(panel: Panel) -> list[Hits]:
    """Ballots delivered to the station against the voter list and its reserve.

    Ballots are printed for the list plus ``reserve_percent`` (rounded up). Left: ballots received; right: the list (register,
    else the protocol) with the reserve. Fires above that, and below the list itself.
    """
    received, countable = panel.role("received")
    registered, listed = panel.role("registered")
    known = panel.voters >= 0
    size = np.where(known, panel.voters, registered)
    with_reserve = -(-size * (100 + panel.threshold("reserve_percent")) // 100)
    broken = countable & (known | listed) & ((received > with_reserve) | (received < size))
    return [Hits(broken, received, with_reserve, panel.role_lines("received"))]


@check("V3", SOFT)
def issued_against_turnout(panel: Panel) -> list[Hits]:
    """Ballots issued (form) against the last turnout report: a report counts voters who had come by then, so the protocol cannot be below it.

    Left: issued by the protocol; right: the last report. Fires where the protocol has fewer.
    """
    issued, countable = panel.role("issued")
    reported = panel.last_turnout
    return [Hits(countable & (reported >= 0) & (issued < reported), issued, reported, panel.role_lines("issued"))]


@check("V4", INFO, contest_difference=5)
def lists_of_contests(panel: Panel) -> list[Hits]:
    """Voters on the list in two contests of one station.

    They may differ lawfully (a voter with an absentee certificate gets no local ballot), so this informs only, where the lists
    differ by more than ``contest_difference`` percent of the larger. Left: this contest; right: the other, which is named.
    """
    registered, countable = panel.role("registered")
    found = []
    for contest, theirs, known in panel.other_contests("registered"):
        larger = np.maximum(registered, theirs)
        broken = countable & known & (np.abs(registered - theirs) * 100 > larger * panel.threshold("contest_difference"))
        found.append(Hits(broken, registered, theirs, panel.role_lines("registered"), [contest] * panel.stations))
    return found
