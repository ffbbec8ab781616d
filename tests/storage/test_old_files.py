"""Files of earlier versions open for ever, whole, with the totals they were saved with."""

import shutil
from pathlib import Path
from typing import Final

import pytest

from electdesk.domain.states import State
from electdesk.services.commands import FinishEntry
from electdesk.services.person import Person
from electdesk.storage.regions import open_region
from tests.regions import good_values

FILES: Final = Path(__file__).parents[1] / "files"
# What the file showed when it was made.
COUNTS: Final = (19, 56)
FINGERPRINT: Final = "81187 94250 82779 47286"
TOTALS: Final = [3830, 3830, 3229, 0, 14, 601, 0, 3229, 61, 2541, 314, 323]
STATES: Final = ["FINAL", "FINAL", "SETTLED", "SETTLED", "SETTLED", "RECEIVED", "SETTLED", "ANNULLED", "SETTLED"]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_of_format_1_opens_whole_with_its_totals_and_is_written_on(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "old.electdesk"
    shutil.copyfile(FILES / "region-format-1.electdesk", path)
    region = open_region(path, Person("Aigul"), read_only=read_only)
    store, (columns,) = region.store, region.columns.contests.values()
    assert (store.problems, store.counts, store.fingerprint, store.genesis.mode) == ((), COUNTS, FINGERPRINT, "TEST")
    assert columns.sums["preliminary"].sum(axis=0).tolist() == TOTALS
    assert [State(int(state)).name for state in columns.state[:9]] == STATES
    if not read_only:
        region.execute(FinishEntry(station="station20", values=good_values(700, 300)))
        assert store.verify().ok
    region.close()
