"""Errors that a clerk or the machine can mend. Anything else that is raised is our own bug and rises to the one handler."""

from typing import Any


class ClerkError(Exception):
    """Something the clerk can mend: a code and the parts of its sentences, never the sentences themselves.

    ``i18n.sentences.ERRORS`` holds, for each code, what happened, what is safe and what to do next.
    """

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        parts = ", ".join(f"{name}={value!r}" for name, value in self.params.items())
        return f"{self.code}({parts})"
