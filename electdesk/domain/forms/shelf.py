"""The forms that come with the program. A region file keeps its own copy of the text: the shelf is only where it was taken from."""

from pathlib import Path

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms.form import Form, Text
from electdesk.domain.forms.problems import listed, nearest
from electdesk.domain.forms.reading import load_form
from electdesk.paths import resources_dir


def shelf() -> list[str]:
    """The ids of the forms on the shelf, in alphabetical order."""
    return sorted(path.stem for path in _folder().glob("*.toml"))


def load_from_shelf(form_id: str) -> Form:
    """A form of the shelf. Raises ClerkError("no_such_form") with ``name``, ``known`` and ``nearest``."""
    ids = shelf()
    if form_id not in ids:
        raise ClerkError("no_such_form", name=form_id, known=listed(ids), nearest=nearest(form_id, ids))
    return load_form_file(_folder() / f"{form_id}.toml")


def load_form_file(path: str | Path) -> Form:
    """A form from any file. Raises FormError, or ClerkError("form_unreadable") with ``file`` and ``reason``."""
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ClerkError("form_unreadable", file=str(path), reason=_reason(error)) from error
    except UnicodeDecodeError as error:
        raise ClerkError("form_unreadable", file=str(path), reason="not_utf8") from error
    return load_form(text, str(path))


def load_form_named(name: str) -> Form:
    """A form by its id on the shelf, or by the path of a file: what a person types after --form."""
    return load_from_shelf(name) if name in shelf() or not name.endswith(".toml") else load_form_file(name)


def contests_of(form: Form) -> list[tuple[str, Text, Form]]:
    """The contests that a form is made for, (id, title, form): one, named as the form, unless the file has [[contest]]."""
    if form.contests:
        return [(contest.id, contest.title, form) for contest in form.contests]
    return [(form.id, form.title, form)]


def load_bundle(form_id: str) -> list[tuple[str, Text, Form]]:
    """``contests_of`` a form of the shelf."""
    return contests_of(load_from_shelf(form_id))


def _folder() -> Path:
    return resources_dir() / "forms"


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "missing"
    return "folder" if isinstance(error, IsADirectoryError) else "not_readable"
