"""The set-up of an open region is changed by command: what cannot be is refused with its reason, and every total follows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.domain.errors import ClerkError
from electdesk.domain.records.setup import ALL_VOTED, CLOCK
from electdesk.i18n import LANGUAGES, catalogue
from electdesk.i18n.sentences import error_sentences
from electdesk.services.commands import ChangeSetUp, Undo
from electdesk.services.queries.totals import totals
from electdesk.services.region import Region
from tests.regions import small_region


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = small_region(tmp_path, entered=9)
    yield made
    made.close()


def bases(region: Region) -> tuple[str, str]:
    (columns,) = region.columns.contests.values()
    found = totals(region, columns, "region")
    return found.percent_base, found.turnout


def test_percentage_base_and_turnout_of_the_set_up_stand_over_those_of_the_form(region: Region) -> None:
    own = bases(region)
    region.execute(ChangeSetUp(percentage_base="took_part"))
    assert bases(region) == ("took_part", own[1])
    region.execute(ChangeSetUp(percentage_base="valid"))
    assert bases(region) == ("valid", own[1])
    region.execute(ChangeSetUp(percentage_base="", turnout_definition="found"))
    (columns,) = region.columns.contests.values()
    assert bases(region) == (own[0], "found" if "found" in columns.form.roles else own[1])
    region.execute(ChangeSetUp(turnout_definition=""))
    assert bases(region) == own


def test_stations_close_by_the_rule_of_their_type(region: Region) -> None:
    set_up = region.columns.set_up
    assert [set_up.closing_rule(kind) for kind in ("ordinary", "hospital", "abroad")] == [CLOCK, ALL_VOTED, ALL_VOTED]
    region.execute(ChangeSetUp(closing={"abroad": "clock"}, turnout_slots=("10:00", "12:00")))
    set_up = region.columns.set_up
    assert [set_up.closing_rule(kind) for kind in ("ordinary", "hospital", "abroad")] == [CLOCK, ALL_VOTED, CLOCK]
    assert set_up.turnout_slots == ("10:00", "12:00")


@pytest.mark.parametrize(
    "command",
    [
        ChangeSetUp(day="3 April"),
        ChangeSetUp(closes="25:00"),
        ChangeSetUp(opens="20:00", closes="07:00"),
        ChangeSetUp(utc_offset=2000),
        ChangeSetUp(turnout_slots=("12:00", "10:00")),
        ChangeSetUp(percentage_base="all"),
        ChangeSetUp(turnout_definition="guessed"),
        ChangeSetUp(verification="thrice", reason="why not"),
        ChangeSetUp(closing={"ship": "clock"}),
        ChangeSetUp(closing={"hospital": "noon"}),
        ChangeSetUp(thresholds={"nothing": 1}),
        ChangeSetUp(thresholds={"reserve_percent": -1}),
        ChangeSetUp(region={"ru": " "}),
    ],
)
def test_what_could_not_be_shown_or_computed_with_is_refused(region: Region, command: ChangeSetUp) -> None:
    before = region.store.counts
    with pytest.raises(ClerkError) as refused:
        region.execute(command)
    assert (refused.value.code, region.store.counts) == ("set_up_field_wrong", before)
    for language in LANGUAGES:
        words = error_sentences(refused.value.code, refused.value.params, catalogue(language))
        assert len(words.what.split(". ")) >= 2


def test_another_verification_wants_a_reason_where_protocols_are_and_none_before(tmp_path: Path, region: Region) -> None:
    with pytest.raises(ClerkError, match="reason_wanted"):
        region.execute(ChangeSetUp(verification="double"))
    region.execute(ChangeSetUp(verification="double", reason="two clerks came"))
    assert region.columns.set_up.verification == "double"
    region.execute(Undo())
    assert region.columns.set_up.verification == "single"
    empty = small_region(tmp_path, entered=0, name="empty")
    empty.execute(ChangeSetUp(verification="later"))
    assert empty.columns.set_up.verification == "later"
    empty.close()
