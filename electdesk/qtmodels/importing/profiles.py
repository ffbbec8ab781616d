"""Mappings that a person keeps under a name, as the page uses them."""

from typing import TYPE_CHECKING

from electdesk.domain.errors import ClerkError
from electdesk.services.imports import ImportOptions
from electdesk.services.imports.profiles import delete_profile as throw_away
from electdesk.services.imports.profiles import load_profile, profile_of, profiles_dir, saved_profiles
from electdesk.services.imports.profiles import save_profile as keep

if TYPE_CHECKING:
    from electdesk.qtmodels.importing.work import ImportWork


def profile_names(kind: str) -> list[str]:
    """The names of the profiles of a kind, in alphabetical order."""
    return [profile.name for profile in saved_profiles(kind)]


def use_profile(work: "ImportWork", name: str) -> None:
    """Take everything that a profile says in the place of what was chosen so far. Raises ClerkError where it cannot be read."""
    profile = load_profile(name, work.kind)
    kept = ImportOptions(new_choices=work.options.new_choices)
    known = {sheet.name for sheet in work.book.sheets} if work.book is not None else set()
    work.profile = name
    work.take_options(profile.options(kept, work.contest, known))


def save_profile(work: "ImportWork", name: str) -> None:
    """Keep what is chosen now under a name; one of that name is replaced. Raises ClerkError."""
    try:
        keep(profile_of(name, work.kind, work.options, work.contest))
    except OSError as error:
        raise ClerkError("folder_unusable", file=profiles_dir(), error=str(error)) from error
    work.profile = name


def delete_profile(name: str) -> None:
    """Throw a profile away. Raises ClerkError."""
    try:
        throw_away(name)
    except OSError as error:
        raise ClerkError("folder_unusable", file=profiles_dir(), error=str(error)) from error
