"""A finding as the page says it: what does not agree, both sides with the difference, what to do with the paper. No blame, no guess."""

from electdesk.domain.findings import HARD
from electdesk.domain.records.names import in_language
from electdesk.i18n import Language, catalogue
from electdesk.services.documents import SummaryFinding

_SHOWN_LINES = 8


def finding_sentences(found: SummaryFinding, language: Language) -> tuple[str, ...]:
    """What was found, its two sides, what remains to be done; a part that there is nothing to say for is left out.

    The one place where the page words a finding: the window's own sentences take this function's place by a change of its body.
    """
    parts = (_what(found, language), _sides(found, language), _to_do(found, language))
    return tuple(part for part in parts if part)


def _what(found: SummaryFinding, language: Language) -> str:
    words = catalogue(language)
    if found.finding.why == "blank":
        return words.ptr("summary", "Lines {lines}: nothing has been typed; the check cannot be made.", lines=_lines(found))
    if found.finding.why == "no_number":
        return words.ptr("summary", "Lines {lines}: no number on paper. It is not zero.", lines=_lines(found))
    text = in_language(found.message, language) or in_language(found.name, language)
    if not text:
        text = words.ptr("summary", "The check {code} does not hold", code=found.finding.code)
    return text if text[-1] in ".!?…" else f"{text}."


def _sides(found: SummaryFinding, language: Language) -> str:
    words, finding = catalogue(language), found.finding
    rule = f"{found.rule}: " if found.rule else ""
    if finding.left is None or finding.right is None:
        return f"{found.rule}." if found.rule else ""
    difference = abs(finding.left - finding.right)
    return rule + words.ptr("summary", "{left} and {right}, difference {difference}.", left=finding.left, right=finding.right, difference=difference
    )


def _to_do(found: SummaryFinding, language: Language) -> str:
    words = catalogue(language)
    if found.explanation:
        return ""
    if found.finding.severity == HARD:
        return words.ptr("summary", "The tally stays open until the lines agree.")
    if found.lines:
        return words.ptr("summary", "Compare with the paper: lines {lines}.", lines=_lines(found))
    return ""


def _lines(found: SummaryFinding) -> str:
    shown = ", ".join(found.lines[:_SHOWN_LINES])
    return f"{shown}, …" if len(found.lines) > _SHOWN_LINES else shown
