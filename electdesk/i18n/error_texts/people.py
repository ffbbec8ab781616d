"""Errors of users, passwords and log-in."""

from typing import Final

from electdesk.i18n import N_
from electdesk.i18n.error_texts.kept import NOTHING_CHANGED

ERRORS: Final[dict[str, tuple[str, str, str]]] = {
    "log_in_failed": (
        N_("User name and password do not fit together. Tries left before a wait: {left}."),
        NOTHING_CHANGED,
        N_("Type both again; look at the keyboard layout and Caps Lock. A lost password is replaced by an administrator."),
    ),
    "locked_out": (
        N_("Too many wrong passwords: this user is locked for {seconds} s."),
        NOTHING_CHANGED,
        N_("Wait, then type the password again. A lost password is replaced by an administrator."),
    ),
    "user_revoked": (
        N_("{login} may not work with this file any more."),
        NOTHING_CHANGED,
        N_("Ask an administrator."),
    ),
    "account_damaged": (
        N_("What the file keeps about this password was changed and cannot be read."),
        NOTHING_CHANGED,
        N_("Ask an administrator for a new first password."),
    ),
    "password_weak": (
        N_("This password is too easy to guess."),
        N_("The password before still counts."),
        N_("Take at least {least} characters that are not the user name."),
    ),
    "password_same": (
        N_("This is the password that you have already."),
        N_("The password before still counts."),
        N_("Choose another one."),
    ),
    "password_must_change": (
        N_("The first password has to be replaced before any work."),
        NOTHING_CHANGED,
        N_("Choose your own password: `electdesk users FILE password`, or log in at the window."),
    ),
    "passwords_differ": (
        N_("The two new passwords are not the same."),
        N_("The password before still counts."),
        N_("Type the new password twice, each letter as before."),
    ),
    "figures_hidden": (
        N_("Station {station} is entered and not settled: its figures are not printed yet."),
        N_("Nothing was printed."),
        N_("Print it once the tally is settled."),
    ),
    "users_there": (
        N_("This file has users already."),
        NOTHING_CHANGED,
        N_("Log in as an administrator to add others."),
    ),
    "user_unknown": (
        N_("There is no user {login}."),
        NOTHING_CHANGED,
        N_("Look at the list of users."),
    ),
    "login_taken": (
        N_("There is a user {login} already."),
        N_("No user was added."),
        N_("Choose another user name."),
    ),
    "login_unusable": (
        N_("{login} cannot be a user name."),
        N_("No user was added."),
        N_("Take 1 to 40 characters."),
    ),
    "administrator_wanted": (
        N_("The first user of a file must be an administrator."),
        N_("No user was added."),
        N_("Give one person of the list the role of administrator."),
    ),
    "last_administrator": (
        N_("{login} is the last administrator of this file."),
        NOTHING_CHANGED,
        N_("Give somebody else the role of administrator first."),
    ),
    "role_unknown": (
        N_("There is no role {role}."),
        NOTHING_CHANGED,
        N_("Choose among: {known}."),
    ),
    "undo_people": (
        N_("What was changed about users is not taken back by Undo."),
        NOTHING_CHANGED,
        N_("Change the user again, with a reason."),
    ),
    "user_wanted": (
        N_("This file has users, and nobody is named."),
        NOTHING_CHANGED,
        N_("Add --user NAME; the password is asked, or read with --password-file."),
    ),
    "no_users_here": (
        N_("This file has no users: it belongs to whoever opens it."),
        NOTHING_CHANGED,
        N_("Leave --user out, or begin with users: `electdesk users FILE begin LOGIN`."),
    ),
    "password_wanted": (
        N_("The password is missing, and there is no terminal to ask for it."),
        NOTHING_CHANGED,
        N_("Name a file whose first line is the password: --password-file."),
    ),
    "password_file_unreadable": (
        N_("The password file {file} cannot be read."),
        NOTHING_CHANGED,
        N_("Name a text file whose first line is the password."),
    ),
    "list_unreadable": (
        N_("The list {file} cannot be read."),
        N_("No user was added."),
        N_("Name a text file in UTF-8 with one person a line: user name; name; roles."),
    ),
    "users_list_wrong": (
        N_("The list {file} has lines that cannot be taken ({count}); the first is line {line}."),
        N_("No user was added."),
        N_("Correct these lines, then add the list again."),
    ),
    "cells_too_many": (
        N_("The line has {count} parts."),
        N_("No user was added."),
        N_("Write one person a line: user name; name; roles."),
    ),
    "nobody_logged_in": (N_("Nobody is logged in."), NOTHING_CHANGED, N_("Log in with your user name and password.")),
    "cancelled": (N_("The work was stopped before its end."), NOTHING_CHANGED, N_("It can be started again at any time.")),
}
