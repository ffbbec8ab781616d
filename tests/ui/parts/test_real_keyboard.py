"""The same keys of a real X keyboard give the same figures in the Latin, the Russian and the Kazakh layout."""

import os
import selectors
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NEEDED = ("Xvfb", "openbox", "setxkbmap", "xdotool")
PATIENCE_SECONDS = 30
ENTER, POINT_OF_KEYPAD, PLUS_OF_KEYPAD, EQUAL_KEY = 36, 91, 86, 21
A_KEY, C_KEY, V_KEY, F8_KEY = 38, 54, 55, 74
ROW = range(10, 20)


class Keyboard:
    """An X server, a window with a number field in it, and a hand that presses keys by their codes."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.window = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.parts.x_window"],
            cwd=ROOT,
            env={**environment, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert self.line() == "ready"

    def line(self) -> str:
        """The next thing the window tells. Fails when nothing comes."""
        assert self.window.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self.window.stdout, selectors.EVENT_READ)
            assert selector.select(PATIENCE_SECONDS), "the window told nothing"
        return self.window.stdout.readline().strip()

    def layout(self, name: str) -> None:
        """Switch the keyboard's layout."""
        subprocess.run(["setxkbmap", "-layout", name], env=self.environment, check=True)

    def press(self, *codes: int | str) -> None:
        """Press keys by code, one after the other; ``shift+21`` holds Shift."""
        subprocess.run(["xdotool", "key", *map(str, codes)], env=self.environment, check=True)

    def close(self) -> None:
        """End the window that was started here."""
        self.window.kill()
        self.window.wait()
        if self.window.stdout is not None:
            self.window.stdout.close()


@pytest.fixture(scope="session")
def display() -> Iterator[dict[str, str]]:
    """The environment of an X server and a window manager that live as long as the tests."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    # A number of this process: two runs at a time that both let the server choose took the same one.
    own = f":{100 + os.getpid() % 50_000}"
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", own, "-displayfd", str(write), "-screen", "0", "1024x768x24", "-nolisten", "tcp", "-noreset"],
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


@pytest.fixture
def keyboard(display: dict[str, str]) -> Iterator[Keyboard]:
    """A fresh window in the Latin layout."""
    subprocess.run(["setxkbmap", "-layout", "us"], env=display, check=True)
    made = Keyboard(display)
    yield made
    made.close()


def test_three_layouts_give_the_same_figures(keyboard: Keyboard) -> None:
    told = {}
    for layout in ("us", "ru", "kz"):
        keyboard.layout(layout)
        keyboard.press(*ROW[:8], ENTER)
        first = keyboard.line()
        keyboard.press(ROW[8], ROW[9], ENTER)
        told[layout] = (first, keyboard.line())
    assert told == dict.fromkeys(("us", "ru", "kz"), ("12345678 '12345678' 0 False", "90 '90' 0 False"))


def test_the_keypad_gives_digits_with_num_lock_off_and_its_point_never_makes_a_number(keyboard: Keyboard) -> None:
    told = []
    for layout in ("us", "ru", "kz"):
        keyboard.layout(layout)
        keyboard.press(87, 88, 89, 83, 84, 85, 79, 80, ENTER)
        told.append(keyboard.line())
    keyboard.press(87, POINT_OF_KEYPAD, 89, ENTER)
    told.append(keyboard.line())
    assert [line.split(" ")[0] for line in told] == ["12345678", "12345678", "12345678", "-1"]
    assert told[-1].endswith("1 True")


def test_a_figure_is_copied_and_pasted_with_the_usual_keys_in_three_layouts(keyboard: Keyboard) -> None:
    told = []
    for layout in ("us", "ru", "kz"):
        keyboard.layout(layout)
        keyboard.press(10, 11, 12, f"ctrl+{A_KEY}", f"ctrl+{C_KEY}", F8_KEY)
        told.append(keyboard.line())
        keyboard.press(f"ctrl+{V_KEY}", ENTER)
        told.append(keyboard.line())
    assert told == ["command F8", "123 '123' 0 False"] * 3


def test_plus_finishes_in_three_layouts(keyboard: Keyboard) -> None:
    told = []
    for layout in ("us", "ru", "kz"):
        keyboard.layout(layout)
        keyboard.press(PLUS_OF_KEYPAD)
        told.append(keyboard.line())
        keyboard.press(f"shift+{EQUAL_KEY}")
        told.append(keyboard.line())
    assert told == ["command finish"] * 6
