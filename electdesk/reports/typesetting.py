"""From a template and texts to PDF: the one place that calls Typst.

The same texts give the same bytes: only our own font files are used, and the time inside the file comes from the data.
"""

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from electdesk.paths import FONT_FAMILY, font_files, resources_dir

if TYPE_CHECKING:
    import typst

STANDARD: Final = "a-2b"
"""PDF/A-2b: what an archive takes."""


class TypesettingError(Exception):
    """The template and its data do not fit together: our own bug. Holds what Typst said, and its hints."""


def typeset(template: str, data: dict[str, Any], timestamp: int, *, tagged: bool = True) -> bytes:
    """The PDF (PDF/A-2b) of a template in resources/reports, filled with ``data`` and in it the font's name as ``font``.

    ``timestamp`` is in seconds since 1970 and becomes the file's date. ``tagged`` adds the structure that a screen reader needs.
    Raises TypesettingError; a warning is an error too, because a font that is missing is only a warning.
    """
    # 80 MB of library: needed only when something is printed.
    import typst

    text = json.dumps({**data, "font": FONT_FAMILY}, ensure_ascii=False)
    try:
        pdf, warnings = _compiler().compile_with_warnings(
            input=_template(template),
            format="pdf",
            sys_inputs={"data": text},
            pdf_standards=[STANDARD],
            pdf_tags=tagged,
            timestamp=timestamp,
        )
    except typst.TypstError as wrong:
        raise TypesettingError(f"{template}: {wrong.message} {wrong.hints}") from wrong
    if warnings:
        raise TypesettingError(f"{template}: {'; '.join(warning.message for warning in warnings)}")
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _template(name: str) -> bytes:
    return (resources_dir() / "reports" / f"{name}.typ").read_bytes()


@cache
def _compiler() -> "typst.Compiler":
    """Kept: finding the fonts takes longer than a page."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def font_folder() -> Path:
    """A folder that holds our font files and nothing else. Made once, gone when the process ends.

    The typeface's own folder holds each weight in two formats, and Typst would take whichever the disk lists first.
    """
    return _lent_folder or _own_folder()


def use_font_folder(folder: Path) -> None:
    """Use the folder of the process that started this one: a process that is ended by force could not take its own away."""
    global _lent_folder
    _lent_folder = folder


_lent_folder: Path | None = None


@cache
def _own_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="electdesk-fonts-"))
    # Windows keeps a file that is still open: better left behind than an error on leaving.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for file in font_files():
        shutil.copyfile(file, folder / file.name)
    return folder
