"""What the operating system says of the person at work."""

import getpass

from electdesk import settings


def user_name() -> str:
    """Who works: the name in the settings, else the system's."""
    chosen = settings.load().user_name
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "user"
