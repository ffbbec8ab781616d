"""With a Russian or a Kazakh layout alone, digits, signs, F-keys and Ctrl shortcuts do on every page what they do in the Latin one."""

import selectors
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.entry.test_real_keyboard import CODES, ROOT, display

__all__ = ["display"]

PATIENCE_SECONDS = 7
CTRL, ENTER, ESC, END = "Control_L", "36", "Escape", "115"
LETTERS = {"a": 38, "c": 54, "f": 41, "p": 33, "s": 39, "v": 55, "z": 52}
SLASH, STAR, PLUS = "106", "63", "86"
F = {n: str(66 + n) for n in range(1, 10)}


def ctrl(key: str) -> list[list[str]]:
    """Ctrl with a letter or a digit of the number row, by the place of the key."""
    return [["keydown", CTRL, "key", str(CODES[key] if key.isdigit() else LETTERS[key]), "keyup", CTRL]]


def keys(*codes: str) -> list[list[str]]:
    """Single keys by their place."""
    return [["key", code] for code in codes]


def number(text: str) -> list[list[str]]:
    """Digits of the number row."""
    return keys(*(str(CODES[digit]) for digit in text))


STEPS: list[tuple[list[list[str]], list[str]]] = [
    (ctrl("f"), ["act edit.find"]),
    (keys("82", "82"), ["find -", "find --"]),
    (ctrl("a") + ctrl("c") + keys(END) + ctrl("v"), ["find ----"]),
    (ctrl("z"), ["find --"]),
    (keys(ESC) + ctrl("z"), ["take back", "act edit.undo"]),
    (ctrl("s"), ["act file.save"]),
    (ctrl("3"), ["page documents"]),
    (ctrl("s"), ["act file.save"]),
    (ctrl("f"), ["act edit.find"]),
    (ctrl("2"), ["page entry"]),
    (number("113") + keys(ENTER, ENTER) + number("87"), ["figure 0 8", "figure 0 87"]),
    (ctrl("z"), ["figure 0 -1"]),
    (keys(SLASH), ["figure 0 -2"]),
    (keys(F[8]), ["figure 0 -1"]),
    (keys(STAR), ["entry note"]),
    (keys(ESC, F[6]), ["entry F6"]),
    (keys(ESC, F[5]), ["entry F5"]),
    (keys(ESC, F[2]), ["entry F2"]),
    (keys(PLUS), ["entry finish"]),
    (ctrl("s"), ["act file.save"]),
    (ctrl("p"), ["act file.print"]),
]


def hear(window: "subprocess.Popen[bytes]", wanted: list[str], after: str = "the start") -> None:
    """Listen until the window has told all that is wanted."""
    told: list[str] = []
    assert window.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(window.stdout, selectors.EVENT_READ)
        while not set(wanted) <= set(told):
            if not selector.select(PATIENCE_SECONDS):
                pytest.fail(f"after {after}: wanted {wanted}, told {told}")
            told.append(window.stdout.readline().decode().strip())


@pytest.mark.parametrize("layout", ["us", "ru", "kz"])
def test_every_key_does_the_same_in_each_layout(display: dict[str, str], layout: str, tmp_path: Path) -> None:
    subprocess.run(["setxkbmap", "-layout", layout], env=display, check=True)
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.entry.x_window", str(tmp_path)],
        cwd=ROOT,
        env={**display, "QT_QPA_PLATFORM": "xcb", "LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        # Unbuffered: what is told must not lie in a buffer that nobody waits for.
        bufsize=0,
    )
    try:
        hear(window, ["ready"])
        for presses, wanted in STEPS:
            for press in presses:
                subprocess.run(["xdotool", *press], env=display, check=True)
            hear(window, wanted, str(presses))
    finally:
        window.kill()
        window.wait()
        if window.stdout is not None:
            window.stdout.close()
