"""The panel that checks look at, over rows of a contest's columns."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from electdesk.domain.checks import CHECKS
from electdesk.domain.forms import Form, FormChecks

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class RowsPanel:
    """Some rows of one contest: their figures, the register, the district, the station's other contests. Implements ``checks.Panel``."""

    def __init__(
        self,
        form: Form,
        checks: FormChecks,
        choice_ids: tuple[str, ...],
        figures: Counts,
        voters: Counts,
        last_turnout: Counts,
        district_votes: Counts,
        district_stations: Counts,
        twins: Sequence[str],
        thresholds: Mapping[str, int],
        others: Sequence[tuple[str, FormChecks, Counts]] = (),
    ) -> None:
        self._form = form
        self._checks = checks
        self._figures = figures
        self._thresholds = thresholds
        self._others = others
        self._roles: dict[str, tuple[Counts, Flags]] = {}
        self.choice_ids = choice_ids
        self.voters = voters
        self.last_turnout = last_turnout
        self.district_votes = district_votes
        self.district_stations = district_stations
        self.twins = twins

    @property
    def stations(self) -> int:
        return len(self._figures)

    @property
    def votes(self) -> Counts:
        return self._figures[:, len(self._form.lines) :]

    def role(self, name: str) -> tuple[Counts, Flags]:
        if name not in self._roles:
            self._roles[name] = role_columns(self._checks, name, self._figures)
        return self._roles[name]

    def role_lines(self, name: str) -> tuple[str, ...]:
        role = self._checks.roles.get(name)
        return () if role is None else tuple(self._checks.ids[slot] for slot in role.slots)

    def other_contests(self, role: str) -> list[tuple[str, Counts, Flags]]:
        return [(code, *role_columns(checks, role, figures)) for code, checks, figures in self._others]

    def threshold(self, name: str) -> int:
        if name in self._thresholds:
            return self._thresholds[name]
        if name in self._form.checks.thresholds:
            return self._form.checks.thresholds[name]
        if name == "reserve_percent":
            return self._form.checks.reserve_percent
        return next(check.limits[name] for check in CHECKS.values() if name in check.limits)


def role_columns(checks: FormChecks, name: str, figures: Counts) -> tuple[Counts, Flags]:
    """A standard meaning over rows of figures: amounts and where they are countable; nowhere, if the form does not have it."""
    value, countable = checks.evaluate_role(name, figures)
    return np.asarray(value, np.int64), np.asarray(countable, np.bool_)
