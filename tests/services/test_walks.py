"""A thousand random walks of several people: every step leads where the table of transitions says, or is refused and changes nothing."""

import random
from pathlib import Path

from electdesk.columns import RegionColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.records.setup import DOUBLE, LATER, SINGLE
from electdesk.domain.transitions import TRANSITIONS, Transition, transition
from electdesk.i18n.sentences import error_sentences
from electdesk.services.commands import Command
from electdesk.services.region import Region
from tests.services.double_entry import double_region
from tests.services.random_day import columns_as_values, differences, recount, running
from tests.services.walks import Walk, interleaved

STATIONS = 100
STEPS_EACH = 14
TOGETHER = 20
"""So many stations are worked on at once."""


MODES = (*((DOUBLE, seed) for seed in range(6)), (LATER, 6), (LATER, 7), (SINGLE, 8), (SINGLE, 9))
MORE = tuple((DOUBLE, seed) for seed in range(10, 30))
"""Further walks as long as a rare row of the table has not been met. The seeds are fixed, so it is always the same walks that meet it."""


def test_every_step_of_a_thousand_walks_is_that_of_the_table_and_every_row_of_it_is_met(tmp_path: Path) -> None:
    met: set[Transition] = set()
    for verification, seed in (*MODES, *MORE):
        if (verification, seed) in MORE and met >= set(TRANSITIONS):
            break
        folder = tmp_path / str(seed)
        folder.mkdir()
        region = double_region(folder, stations=STATIONS, verification=verification)
        draw = random.Random(seed)
        for begin in range(0, STATIONS, TOGETHER):
            walks = [Walk(region, row, draw) for row in range(begin, begin + TOGETHER)]
            met |= {one_step(walk) for walk in interleaved(walks, STEPS_EACH, draw)}
            assert running(region.columns) == recount(region.columns)
        assert differences(columns_as_values(region.columns), columns_as_values(RegionColumns(region.store))) == []
        assert region.store.verify().problems == ()
        region.close()
    missed = [as_line(row) for row in TRANSITIONS if row not in met]
    assert missed == [], "\n".join(missed)


def one_step(walk: Walk) -> Transition:
    """A drawn step, which must do what the table says of it."""
    region, state = walk.region, walk.state
    name, person, command, facts, after = walk.step()
    wanted = transition(state, name, facts)
    before = (region.store.fingerprint, region.store.counts)
    region.person = person
    refused = refusal(region, command)
    if refused is None:
        walk.done(name, after)
        leads_to = state if wanted.to is None else wanted.to
        assert ("", leads_to) == (wanted.refused, walk.state), "\n".join((*walk.told, *sorted(facts)))
        return wanted
    said = error_sentences(refused.code, refused.params)
    walk.told[-1] += f" refused {refused.code}"
    assert (refused.code, walk.state) == (wanted.refused, state), "\n".join((*walk.told, *sorted(facts)))
    assert all((said.what, said.safe, said.next))
    assert "…" not in str(said)
    assert (region.store.fingerprint, region.store.counts) == before
    return wanted


def refusal(region: Region, command: Command) -> ClerkError | None:
    """Why a command was refused, None where it was done."""
    try:
        region.execute(command)
    except ClerkError as error:
        return error
    return None


def as_line(row: Transition) -> str:
    """A row of the table for a message."""
    result = row.refused or ("stays" if row.to is None else row.to.name)
    return f"{row.step} from {', '.join(state.name for state in row.states)} if {', '.join(row.when)}: {result}"
