"""A whole protocol typed on a real X keyboard in the Latin, the Russian and the Kazakh layout gives the same figures in the file."""

import os
import selectors
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.entry.region import GOOD

ROOT = Path(__file__).parents[3]
NEEDED = ("Xvfb", "openbox", "setxkbmap", "xdotool")
PATIENCE_SECONDS = 30
ENTER, PLUS_OF_KEYPAD = 36, 86
CODES = {digit: 10 + place for place, digit in enumerate("1234567890")}


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    """The environment of an X server and a window manager of this test's own."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1100x800x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as numbers:
        number = numbers.readline().strip()
    assert number, "Xvfb did not start"
    environment = {**os.environ, "DISPLAY": f":{number}"}
    desk = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    yield environment
    for process in (desk, server):
        process.terminate()
        process.wait()


def type_protocol(environment: dict[str, str], layout: str, folder: Path) -> str:
    """Station 113 and a whole protocol by key codes; returns what the window tells of the file."""
    folder.mkdir()
    subprocess.run(["setxkbmap", "-layout", layout], env=environment, check=True)
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.entry.x_entry", str(folder)],
        cwd=ROOT,
        env={**environment, "QT_QPA_PLATFORM": "xcb"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert _line(window) == "ready"
        codes = [*map(CODES.__getitem__, "113"), ENTER, ENTER]
        for figure in GOOD:
            codes += [*map(CODES.__getitem__, figure), ENTER]
        subprocess.run(["xdotool", "key", "--delay", "4", *map(str, codes), str(PLUS_OF_KEYPAD)], env=environment, check=True)
        return _line(window)
    finally:
        window.kill()
        window.wait()
        if window.stdout is not None:
            window.stdout.close()


def _line(window: subprocess.Popen[str]) -> str:
    assert window.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(window.stdout, selectors.EVENT_READ)
        assert selector.select(PATIENCE_SECONDS), "the window told nothing"
    return window.stdout.readline().strip()


def test_three_layouts_give_the_same_figures_in_the_file(display: dict[str, str], tmp_path: Path) -> None:
    told = {layout: type_protocol(display, layout, tmp_path / layout) for layout in ("us", "ru", "kz")}
    assert told == dict.fromkeys(("us", "ru", "kz"), " ".join([*GOOD, "True"]))
