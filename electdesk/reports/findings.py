"""A finding as the page says it: what does not agree, both sides, what to do with the paper. No blame, no guess."""

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
    words, lines = catalogue(language), _lines(found)
    one = len(found.lines) == 1
    if found.finding.why == "blank":
        if one:
            return words.ptr("summary", "Line {line}: nothing has been typed, the check cannot be made.", line=lines)
        return words.ptr("summary", "Lines {lines}: nothing has been typed, the check cannot be made.", lines=lines)
    if found.finding.why == "no_number":
        if one:
            return words.ptr("summary", "Line {line}: no number on paper. It is not zero.", line=lines)
        return words.ptr("summary", "Lines {lines}: no number on paper. It is not zero.", lines=lines)
    text = in_language(found.message, language) or in_language(found.name, language)
    if not text:
        text = words.ptr("summary", "The check {code} does not hold", code=found.finding.code)
    return text if text[-1] in ".!?…" else f"{text}."


def _sides(found: SummaryFinding, language: Language) -> str:
    finding = found.finding
    if finding.left is None or finding.right is None:
        return f"{found.rule}." if found.rule else ""
    sides = catalogue(language).ptr(
        "summary",
        "{left} and {right}, difference {difference}.",
        left=finding.left,
        right=finding.right,
        difference=abs(finding.left - finding.right),
    )
    return f"{found.rule}: {sides}" if found.rule else sides


def _to_do(found: SummaryFinding, language: Language) -> str:
    words, lines = catalogue(language), _lines(found)
    if found.explanation:
        return ""
    if found.finding.severity == HARD:
        return words.ptr("summary", "The tally stays open until the lines agree.")
    if len(found.lines) == 1:
        return words.ptr("summary", "Compare line {line} with the paper.", line=lines)
    return words.ptr("summary", "Compare lines {lines} with the paper.", lines=lines) if found.lines else ""


def _lines(found: SummaryFinding) -> str:
    shown = ", ".join(found.lines[:_SHOWN_LINES])
    return f"{shown}, …" if len(found.lines) > _SHOWN_LINES else shown
