"""Heads that are read thousands at a time say the same as heads that are read one by one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from electdesk.columns import RegionColumns, heads
from electdesk.services.commands import AddStation, CorrectEntry, WithdrawEntry, WithdrawStation
from electdesk.services.region import Region
from electdesk.storage import region_file, verification
from tests.regions import good_values, small_region
from tests.services.random_day import columns_as_values, differences


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    """Entries, decisions, a correction, a withdrawn entry and a withdrawn station."""
    made = small_region(tmp_path, entered=9)
    made.execute(CorrectEntry(station="station03", values=good_values(530, 400), reason="misread"))
    made.execute(WithdrawEntry(station="station05", reason="wrong pile"))
    made.execute(AddStation(number="901", area="area2"))
    made.execute(WithdrawStation(station="901", reason="closed"))
    yield made
    made.close()


@pytest.mark.parametrize("at_once", [1, 2, 7, 5000])
def test_however_many_are_read_at_once_the_columns_are_the_same(
    region: Region, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    with monkeypatch.context() as one_by_one:
        one_by_one.setattr(heads.Records, "_read_new", lambda *_: False)
        expected = columns_as_values(RegionColumns(region.store))
    monkeypatch.setattr(heads, "_AT_ONCE", at_once)
    monkeypatch.setattr(region_file, "AT_ONCE", at_once)
    assert differences(columns_as_values(RegionColumns(region.store)), expected) == []
    monkeypatch.setattr(region.store, "_head_rows", None)
    assert differences(columns_as_values(RegionColumns(region.store)), expected) == []


@pytest.mark.parametrize("at_once", [1, 2, 7, 5000])
def test_however_many_are_verified_at_once_the_heads_are_the_same(
    region: Region, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    def verified() -> tuple[object, ...]:
        check = verification.FullCheck(region.store._db)  # type: ignore[attr-defined]
        return check.run(), check.heads, check.damaged, check.tips

    with monkeypatch.context() as one_by_one:
        one_by_one.setattr(verification.FullCheck, "_take_new", lambda *_: False)
        expected = verified()
    monkeypatch.setattr(verification, "SLICE", at_once)
    assert verified() == expected
