"""Shift hand-over in a file with users: a draft goes to somebody who can open it, or stays where it is."""

from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.services.commands import ChangeUser, HandOverDraft
from electdesk.services.commands.people import NewUser
from electdesk.services.drafts import Draft, draft_rows, save_draft_for
from electdesk.services.users import add_users, begin_users
from tests.regions import small_region


def test_a_draft_is_handed_to_a_user_whatever_the_case_and_to_nobody_else(tmp_path: Path) -> None:
    region = small_region(tmp_path, entered=0)
    begin_users(region, "saule", "a long enough one", roles=("admin", "supervisor"))
    add_users(region, [NewUser("Dana"), NewUser("Timur"), NewUser("Aidar"), NewUser("Vera", roles=("viewer", "reception"))])
    region.execute(ChangeUser(login="Timur", active=False, reason="left"))
    contest = next(iter(region.columns.contests))
    station = region.columns.register.ids[0]
    number = region.columns.register.stations[0].number
    save_draft_for(region, "Aidar", station, contest, Draft(figures={}, form="", returned="shift"))
    for to, why in (("danna", "user_unknown"), ("Timur", "user_unknown"), ("vera", "may_not_type")):
        with pytest.raises(ClerkError, match=why):
            region.execute(HandOverDraft(station=number, holder="Aidar", to=to, reason="shift"))
        assert [draft.person for draft in draft_rows(region)] == ["Aidar"]
    region.execute(HandOverDraft(station=number, holder="Aidar", to=" dana ", reason="shift"))
    assert [draft.person for draft in draft_rows(region)] == ["Dana"]
    region.close()
