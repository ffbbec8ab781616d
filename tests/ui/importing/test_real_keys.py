"""A file goes through the five steps by keys of a real X server, in the Latin, the Russian and the Kazakh layout."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.entry.test_real_keyboard import ROOT, display
from tests.ui.entry.test_real_shortcuts import hear

__all__ = ["display"]

CTRL, ENTER, F9, PAGE_UP, PAGE_DOWN, RIGHT = "Control_L", "36", "75", "112", "117", "114"
ONE, KEY_I, KEY_V, KEY_Z = "10", "31", "55", "52"


def ctrl(key: str) -> list[str]:
    """Ctrl with a key."""
    return ["keydown", CTRL, "key", key, "keyup", CTRL]


STEPS: list[tuple[list[str], list[str]]] = [
    (["key", F9], ["read file"]),
    (["key", ENTER], ["step 1"]),
    (["key", ENTER], ["step 2"]),
    (["key", ENTER], ["step 3", "planned 2"]),
    (ctrl(PAGE_UP), ["step 2"]),
    (ctrl(PAGE_DOWN), ["step 3"]),
    (["key", RIGHT], ["tile same"]),
    (ctrl(ENTER), ["commit ImportTallies", "step 4"]),
    (ctrl(KEY_Z), []),
    (["key", ENTER], ["commit Undo", "step 3", "planned 2"]),
    (ctrl(ONE), ["page overview"]),
    (ctrl(KEY_V), ["page import", "read pasted"]),
    (ctrl(ONE), ["page overview"]),
    (ctrl(KEY_I), ["page import"]),
]


@pytest.mark.parametrize("layout", ["us", "ru", "kz"])
def test_a_file_is_imported_taken_back_and_pasted_by_keys_alone(display: dict[str, str], layout: str, tmp_path: Path) -> None:
    subprocess.run(["setxkbmap", "-layout", layout], env=display, check=True)
    window = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.importing.x_import", str(tmp_path)],
        cwd=ROOT,
        env={**display, "QT_QPA_PLATFORM": "xcb", "LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    try:
        hear(window, ["ready"])
        for press, wanted in STEPS:
            subprocess.run(["xdotool", *press], env=display, check=True)
            if wanted:
                hear(window, wanted, str(press))
    finally:
        window.kill()
        window.wait()
        if window.stdout is not None:
            window.stdout.close()
