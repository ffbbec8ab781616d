"""Whether a poll as a whole fits the official shares: the second-order test of Rao and Scott, and Holm's order of the choices.

Source: Rao, Scott (JASA 76, 1981; Annals of Statistics 12, 1984), F form of Thomas, Rao (JASA 82, 1987); Holm (Scandinavian Journal of
Statistics 6, 1979).
"""

from typing import Final

import msgspec
import numpy as np

from electdesk.analysis.estimates import Estimate
from electdesk.analysis.sample import Floats

FEWEST_HITS: Final = 5.0
"""Expected interviews of each cell; a smaller one is joined with others."""


class Joint(msgspec.Struct, frozen=True):
    """X² over the cells, the eigenvalues of its design matrix (falling), F on ``df1`` and ``df2`` and the probability of so large an F.

    ``cells``: the places of the choices that stand together in each.
    """

    chi_square: float
    eigenvalues: tuple[float, ...]
    mean_effect: float
    f: float
    df1: float
    df2: float
    p: float
    cells: tuple[tuple[int, ...], ...]


def joint_test(found: Estimate, official: Floats) -> Joint | None:
    """The test of all choices at once, None where there is nothing to test (no variance, fewer than two cells, an official share of 0).

    Choices are joined, the smallest official share first, until each cell expects five interviews. The number of interviews that counts
    there is n divided by the mean design effect of the test itself (never more than n), because that is the number by which the test
    judges. The official shares are scaled to sum 1.
    """
    if found.df is None or not found.n:
        return None
    cells: list[tuple[int, ...]] = [(place,) for place in range(len(official))]
    total = float(official.sum())
    if total <= 0:
        return None
    scaled = official / total
    while len(cells) >= 2:
        shares, variances, expected = _joined(found, scaled, cells)
        smallest = int(np.argmin(expected))
        if expected[smallest] > 0:
            test = _test(shares, variances, expected, found, tuple(cells))
            if test is None:
                return None
            if found.n / max(1.0, test.mean_effect) * expected[smallest] >= FEWEST_HITS:
                return test
        rest = [place for place in range(len(cells)) if place != smallest]
        partner = min(rest, key=lambda place: expected[place])
        first, second = sorted((smallest, partner))
        cells[first] = tuple(sorted(cells[first] + cells[second]))
        del cells[second]
    return None


def _joined(found: Estimate, official: Floats, cells: list[tuple[int, ...]]) -> tuple[Floats, Floats, Floats]:
    joining = np.zeros((len(cells), len(official)))
    for row, cell in enumerate(cells):
        joining[row, list(cell)] = 1
    return joining @ found.shares, joining @ found.covariance @ joining.T, joining @ official


def _test(shares: Floats, variances: Floats, expected: Floats, found: Estimate, cells: tuple[tuple[int, ...], ...]) -> Joint | None:
    from scipy.special import fdtrc

    k = len(expected)
    chi_square = found.n * float(((shares - expected) ** 2 / expected).sum())
    values = np.linalg.eigvalsh(found.n * variances / np.sqrt(np.outer(expected, expected)))[::-1]
    # The shares sum to 1, so one of the k eigenvalues is 0 but for rounding.
    values = np.clip(values[: k - 1], 0.0, None)
    mean = float(values.sum()) / (k - 1)
    if mean <= 1e-15 or found.df is None:
        return None
    spread = float((values**2).sum()) / ((k - 1) * mean**2) - 1
    f = chi_square / mean / (k - 1)
    df1 = (k - 1) / (1 + spread)
    df2 = df1 * found.df
    return Joint(chi_square, tuple(float(value) for value in values), mean, f, df1, df2, float(fdtrc(df1, df2, f)), cells)


def holm(found: Estimate, official: Floats) -> Floats:
    """Adjusted two-sided probabilities of each choice's deviation, NaN where the poll has no vote for it."""
    from scipy.special import stdtr

    adjusted = np.full(len(official), np.nan)
    errors = found.errors
    places = np.flatnonzero((found.shares > 0) & (errors > 0))
    if found.df is None or not len(places):
        return adjusted
    plain = 2 * stdtr(found.df, -np.abs(found.shares - official)[places] / errors[places])
    running = 0.0
    order = np.argsort(plain, kind="stable")
    for rank, index in enumerate(order.tolist()):
        running = max(running, min(1.0, float(plain[index]) * (len(places) - rank)))
        adjusted[places[index]] = running
    return adjusted
