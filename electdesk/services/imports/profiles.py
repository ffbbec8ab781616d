"""Import profiles: what a person said about one kind of file, kept under a name and used for the next file like it. TOML, one file each."""

import contextlib
import json
import os
import re
import tempfile
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import msgspec

from electdesk.columns import ContestColumns
from electdesk.domain.errors import ClerkError
from electdesk.domain.forms.form import BallotChoice
from electdesk.paths import user_config_dir
from electdesk.services.imports.plan import HIDDEN_PARTS, ImportOptions

ENDING: Final = ".toml"
LARGEST_PROFILE: Final = 200_000
"""Bytes. A profile with a thousand headings takes a tenth of it."""
_NOT_IN_NAMES: Final = re.compile(r"[^\w\- .()№]")


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``mapping``: heading or "[C]" → target, "" leaves the column out. ``heading_rows``: number of the first row and how many; empty = guessed.

    ``thousands``: "", "," or ".". ``no_number``: texts that mean "no number on paper". ``include_hidden``: rows, columns, sheets.
    """

    name: str
    kind: str
    mapping: dict[str, str] = {}
    no_number: tuple[str, ...] = ()
    thousands: str = ""
    heading_rows: tuple[int, ...] = ()
    sheets: tuple[str, ...] = ()
    include_hidden: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.thousands not in ("", ",", "."):
            raise ValueError('thousands must be "", "," or "."')
        if len(self.heading_rows) not in (0, 2) or any(number < 1 for number in self.heading_rows):
            raise ValueError("heading_rows must be [first row, count]")
        if not set(self.include_hidden) <= HIDDEN_PARTS:
            raise ValueError(f"include_hidden must be of {sorted(HIDDEN_PARTS)}")

    def options(
        self,
        said: ImportOptions | None = None,
        contest: ContestColumns | None = None,
        sheets: Collection[str] | None = None,
    ) -> ImportOptions:
        """The profile as options; what the person said for this import goes over it.

        A profile may come from another year: of a ``contest`` it maps only choices that stand on its ballot, and of a file with
        ``sheets`` it names only those that are there.
        """
        said = said or ImportOptions()
        mapping, named = self.mapping, self.sheets
        if contest is not None:
            known = {text for choice in contest.ballot for text in (choice.id, _name(contest, choice))}
            mapping = {heading: target for heading, target in mapping.items() if _is_known(target, known)}
        if sheets is not None:
            named = tuple(name for name in named if name in sheets)
        heading_rows = (self.heading_rows[0], self.heading_rows[1]) if self.heading_rows else None
        return msgspec.structs.replace(
            said,
            mapping=mapping | said.mapping,
            no_number=said.no_number | frozenset(self.no_number),
            thousands=said.thousands or self.thousands,
            heading_rows=said.heading_rows or heading_rows,
            sheets=said.sheets or named,
            include_hidden=said.include_hidden | frozenset(self.include_hidden),
        )


def profile_of(name: str, kind: str, options: ImportOptions, contest: ContestColumns | None = None) -> Profile:
    """The options of an import as a profile. Doubts and new choices are decided anew each time.

    Choices of the ``contest`` are kept by their names: their ids mean nothing in another file.
    """
    names = {f"choice:{choice.id}": f"choice:{_name(contest, choice)}" for choice in contest.ballot} if contest is not None else {}
    return Profile(
        name=name,
        kind=kind,
        mapping={heading: names.get(target, target) for heading, target in options.mapping.items()},
        no_number=tuple(sorted(options.no_number)),
        thousands=options.thousands,
        heading_rows=options.heading_rows or (),
        sheets=options.sheets,
        include_hidden=tuple(sorted(options.include_hidden)),
    )


def _name(contest: ContestColumns, choice: BallotChoice) -> str:
    """What a choice is called; one that the form prints keeps its id, which the form fixes."""
    return choice.id if contest.form.fixed_choice(choice.id) is not None else choice.name


def _is_known(target: str, choices: Collection[str]) -> bool:
    kind, _, name = target.partition(":")
    return kind != "choice" or name in choices


def profile_text(profile: Profile) -> str:
    """The profile as TOML; ``read_profile_text`` gives the same profile again."""
    lines = [f"{key} = {_value(value)}" for key, value in msgspec.to_builtins(profile).items() if key != "mapping"]
    lines += ["", "[mapping]", *(f"{_value(heading)} = {_value(target)}" for heading, target in profile.mapping.items())]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    # JSON's texts, numbers and lists are TOML's too, but for one character that TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_profile_text(text: str, file: str) -> Profile:
    """A profile from TOML. Raises ClerkError("profile_wrong", ``file``, ``error``)."""
    try:
        return msgspec.convert(tomllib.loads(text), Profile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ClerkError("profile_wrong", file=file, error=str(error)) from error


def profiles_dir() -> Path:
    """The folder of the profiles that were saved under a name. May not exist yet."""
    return user_config_dir() / "profiles"


def profile_file(name: str) -> Path:
    """Where a profile of that name lies."""
    bare = _NOT_IN_NAMES.sub("_", name.strip()).strip(". ")
    return profiles_dir() / f"{bare or 'profile'}{ENDING}"


def load_profile(name: str, kind: str = "") -> Profile:
    """A saved profile by its name, or any file by its path; ``kind`` is what it shall be for.

    Raises ClerkError: profile_missing (``name``, ``known``), profile_wrong, profile_other_kind (``name``, ``kind``, ``other``).
    """
    path = profile_file(name)
    if name.endswith(ENDING) or "/" in name or os.sep in name:
        path = Path(name)
    try:
        if path.stat().st_size > LARGEST_PROFILE:
            raise ClerkError("profile_wrong", file=path.name, error=f"> {LARGEST_PROFILE} B")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ClerkError("profile_missing", name=name, known=[each.name for each in saved_profiles()]) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ClerkError("profile_wrong", file=path.name, error=str(error)) from error
    profile = read_profile_text(text, path.name)
    if kind and profile.kind != kind:
        raise ClerkError("profile_other_kind", name=profile.name, kind=kind, other=profile.kind)
    return profile


def save_profile(profile: Profile) -> Path:
    """Keep a profile under its name; an older one of that name is replaced, as a whole or not at all. Raises OSError."""
    path = profile_file(profile.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent, prefix="profile-", suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(profile_text(profile))
        Path(made).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(made).unlink()
        raise
    return path


def saved_profiles(kind: str = "") -> tuple[Profile, ...]:
    """The saved profiles in the order of their names, those of one kind where one is named. One that cannot be read is passed over."""
    found = []
    for path in sorted(profiles_dir().glob(f"*{ENDING}")) if profiles_dir().is_dir() else []:
        with contextlib.suppress(ClerkError, OSError, UnicodeDecodeError):
            profile = read_profile_text(path.read_text(encoding="utf-8-sig"), path.name)
            if kind in ("", profile.kind):
                found.append(profile)
    return tuple(sorted(found, key=lambda profile: profile.name.casefold()))


def delete_profile(name: str) -> None:
    """Take a saved profile away. One that is not there is no fault. Raises OSError."""
    profile_file(name).unlink(missing_ok=True)
