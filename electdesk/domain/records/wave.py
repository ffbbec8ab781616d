"""A wave of a survey: answers about taking part in the voting, by group of respondents."""

import msgspec


class WaveGroup(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Respondents of one group (variable → category, such as sex and age) who answered certain, probable, undecided, no."""

    answers: tuple[int, ...]
    group: dict[str, str] = {}


class Wave(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """``poll``: record id of the survey; ``number`` from 1; ``days_before`` the day of voting, 0 where nobody said."""

    poll: str
    number: int
    groups: tuple[WaveGroup, ...]
    days_before: int = 0
