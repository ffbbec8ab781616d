"""A region before it exists: what a set-up file, the wizard or an older file say, as plain data. One shape for all three."""

import msgspec

from electdesk.domain.records import SetUp
from electdesk.domain.records.names import Names

NO_SET_UP = SetUp(region={})


class ChoicePlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """A choice of the ballot; with ``candidates`` it is a list. ``constituency`` "" stands on every ballot of the contest."""

    name: Names
    constituency: str = ""
    candidates: tuple[Names, ...] = ()


class ContestPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """A ballot of the day. ``form``: id on the shelf, or path of a form file. ``ballot``: which one, where the form has several (its id there).

    ``code`` and ``title`` are the form's own where they are empty. ``choices_file`` is a text table (CSV) of the choices.
    """

    form: str
    ballot: str = ""
    code: str = ""
    title: Names = {}
    choices: tuple[ChoicePlan, ...] = ()
    choices_file: str = ""


class AreaPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """A district or city. ``parent``: name or code of the area above, "" for the region itself."""

    name: Names
    kind: str = "district"
    parent: str = ""
    code: str = ""


class UserPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """A user of the file. Passwords are never part of a set-up."""

    login: str
    name: str = ""
    roles: tuple[str, ...] = ("clerk",)
    office: str = ""


class Plan(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything with which a region begins.

    Stations come as a text table with a heading: ``stations_file`` (CSV) or ``stations_table`` (the text itself); districts that are in the
    table and not in ``areas`` come with it. ``with_users``: everybody logs in; the first of ``users`` is the administrator.
    """

    set_up: SetUp = NO_SET_UP
    contests: tuple[ContestPlan, ...] = ()
    areas: tuple[AreaPlan, ...] = ()
    stations_file: str = ""
    stations_table: str = ""
    with_users: bool = False
    users: tuple[UserPlan, ...] = ()
