"""Who works with the file: logging in, locking, one's password, the administrator's list of users."""

from electdesk.ui.people.log_in import LogInPage

__all__ = ["LogInPage"]
