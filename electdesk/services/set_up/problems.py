"""What can be wrong with a set-up: a place, a code and the parts of its sentence; never the sentence itself."""

from collections.abc import Iterable
from typing import Any

import msgspec

from electdesk.domain.errors import ClerkError

Path = tuple[str | int, ...]


class Problem(msgspec.Struct, frozen=True):
    """One thing that cannot be taken: where in the set-up (path of keys, as a set-up file names them), a code, the parts of its sentence.

    ``line`` is that of a set-up file (from 1), 0 where there is none.
    """

    path: Path
    code: str
    params: dict[str, Any] = {}
    line: int = 0


class SetUpFileError(ClerkError):
    """A set-up file of which no region can be made. Carries every problem found with its line; nothing was created."""

    def __init__(self, where: str, problems: Iterable[Problem]) -> None:
        self.where = where
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("set_up_wrong", file=where, line=self.problems[0].line, count=len(self.problems))
