"""Mappings that a person keeps under a name, as the page uses them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from electdesk.qtmodels.importing.work import ImportWork


def profile_names(kind: str) -> list[str]:
    """The names of the profiles of a kind, in alphabetical order."""
    return []


def use_profile(work: "ImportWork", name: str) -> None:
    """Take everything that a profile says. Raises ClerkError where it cannot be read."""


def save_profile(work: "ImportWork", name: str) -> None:
    """Keep what is chosen now under a name; one of that name is replaced. Raises ClerkError."""


def delete_profile(kind: str, name: str) -> None:
    """Throw a profile away."""
