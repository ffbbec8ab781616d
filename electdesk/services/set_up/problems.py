"""What stops a set-up file: every mistake with its line."""

from collections.abc import Iterable

from electdesk.domain.errors import ClerkError
from electdesk.domain.set_up_rules import Problem


class SetUpFileError(ClerkError):
    """A set-up file of which no region can be made. Carries every problem found with its line; nothing was created."""

    def __init__(self, where: str, problems: Iterable[Problem]) -> None:
        self.where = where
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("set_up_wrong", file=where, line=self.problems[0].line, count=len(self.problems))
