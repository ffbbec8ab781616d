"""Draw every screen in three languages, three themes and two sizes, and at 1024 × 768; and the printed summary in three languages."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_HOME = tempfile.mkdtemp(prefix="electdesk-pictures-")
os.environ["ELECTDESK_CONFIG_DIR"] = f"{_HOME}/config"
os.environ["ELECTDESK_DATA_DIR"] = f"{_HOME}/data"

from electdesk.i18n import LANGUAGES, Language  # noqa: E402
from tests.pictures.screens import SIZES, THEMES, Studio  # noqa: E402


def main(words: list[str]) -> int:
    """Write the pictures; words name screens to be drawn alone (overview, entry …)."""
    target = Path("build/pictures")
    target.mkdir(parents=True, exist_ok=True)
    studio = Studio(Path(_HOME))
    languages: tuple[Language, ...] = LANGUAGES
    made = 0
    for screen in studio.screens():
        if words and screen not in words:
            continue
        for language in languages:
            for theme, zoom, size in ((theme, zoom, size) for theme in THEMES for zoom, size in SIZES):
                if theme != "light" and (zoom != 100 or size != SIZES[0][1]):
                    continue
                path = target / f"{screen}-{language}-{theme}-{zoom}-{size[0]}.png"
                studio.draw(screen, language, theme, zoom, size).save(str(path), "PNG")
                made += 1
    if not words or "summary" in words:
        for language in languages:
            studio.summary(language, target)
            made += 1
    studio.close()
    print(f"{made} pictures in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
