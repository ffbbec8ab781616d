"""Running the command line inside the test: words in, exit code and both outputs out."""

import contextlib
import io
import json
import sys
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest

from electdesk.cli import run


class Done:
    """What a command left: its exit code, standard output, standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def sentences(self) -> list[str]:
        """The lines on standard error that say something."""
        return [line for line in self.err.splitlines() if line.strip()]


Cli = Callable[..., Done]


def command_line(*words: object, stdin: str = "") -> Done:
    """Run one command line in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "stdin", given),
        mock.patch("electdesk.reporting.write_report", _bug),
    ):
        code = run([str(word) for word in words])
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    # The handler of our own bugs writes a report; no test of a command may need it.
    if "Traceback" in texts[1]:
        pytest.fail(texts[1])
    return Done(code, *texts)


def _bug(error: BaseException) -> None:
    raise AssertionError("an error of our own reached a person") from error
