"""What a reader raises: a code and its parameters; the file's name is added by who asked for the file."""

from typing import Any


class Refused(Exception):
    """The file is not read. ``code`` is one of ClerkError's ``source_…`` codes."""

    def __init__(self, code: str, /, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
