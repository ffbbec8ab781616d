"""What every test starts with: a screen that is not there, a home of its own, English, and no network."""

import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

# Before anything imports Qt: without a platform the process would end at the first window. A run may name another one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The program shows the day's own offset; a test that passes by this PC's clock alone has to fail here.
os.environ["TZ"] = "<+05>-5"
if sys.platform != "win32":
    time.tzset()

_HOME = tempfile.TemporaryDirectory(prefix="electdesk-tests-")
for _variable, _folder in {
    "HOME": "",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}.items():
    _path = Path(_HOME.name) / _folder
    # Qt refuses a runtime folder that others can read.
    _path.mkdir(mode=0o700, exist_ok=True)
    os.environ[_variable] = str(_path)

from electdesk.i18n import use_language  # noqa: E402 - its folders are those set above


def pytest_sessionfinish() -> None:
    """Empty the clipboard: Qt's screen that is not there ends its process with a fault while it holds a copied table."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


def pytest_unconfigure() -> None:
    """Take the tests' home away."""
    _HOME.cleanup()


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, backups and reports of one test are not seen by the next."""
    place = tmp_path_factory.mktemp("person")
    monkeypatch.setenv("ELECTDESK_CONFIG_DIR", str(place / "config"))
    monkeypatch.setenv("ELECTDESK_DATA_DIR", str(place / "data"))


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Each test starts in English, whatever the one before it switched to."""
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but this computer fails the test: the program promises to open none."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            refuse(address)
        connect(self, address)  # type: ignore[arg-type]

    def refuse(address: object) -> NoReturn:
        raise AssertionError(f"the program opened a network connection to {address!r}")

    monkeypatch.setattr(socket.socket, "connect", guarded)
