"""What a plan doubts about a file as a whole, in words."""

from collections.abc import Sequence
from typing import Any

from electdesk.services.imports import ImportPlan


def doubts_of(plan: ImportPlan | None) -> Sequence[Any]:
    """The questions of a plan."""
    return getattr(plan, "doubts", ()) if plan is not None else ()


def doubt_words(doubt: Any) -> str:
    """The question, in the language in use."""
    return str(doubt.code)


def doubt_examples(doubt: Any) -> Sequence[str]:
    """Up to three examples of what is doubted."""
    return [str(example) for example in doubt.examples]
