"""A finding as the page says it: what does not agree, with both sides, and what remains to be done with the paper."""

from electdesk.domain.findings import HARD, INFO
from electdesk.domain.records.names import in_language
from electdesk.i18n import Language, catalogue
from electdesk.i18n.sentences import finding_sentences
from electdesk.services.documents import SummaryFinding

_SHOWN_LINES = 8


def printed_sentences(found: SummaryFinding, language: Language) -> tuple[str, ...]:
    """What the check is about, what was found with its two sides, what remains to be done; a part without words is left out.

    What was found is said as in the window; what to do next is said for paper, where no key can be pressed.
    """
    return tuple(part for part in (*_what(found, language), _to_do(found, language)) if part)


def _what(found: SummaryFinding, language: Language) -> tuple[str, ...]:
    words, finding = catalogue(language), found.finding
    lines = _lines(found)
    if finding.why == "no_number" and len(found.lines) == 1:
        return (words.ptr("summary", "Line {line}: no number on paper. It is not zero.", line=lines),)
    if finding.why == "no_number":
        return (words.ptr("summary", "Lines {lines}: no number on paper. It is not zero.", lines=lines),)
    sentences = finding_sentences(
        code=finding.code,
        severity=finding.severity,
        lines=found.lines,
        left=finding.left,
        right=finding.right,
        why=finding.why,
        other=finding.other,
        rule=found.rule,
        name=in_language(found.name, language),
        message=_ended(in_language(found.message, language)),
        cat=words,
    )
    title = sentences.title.removeprefix(f"{finding.code} · ")
    return (_ended(title[:1].upper() + title[1:]) if title != found.rule else "", sentences.what)


def _to_do(found: SummaryFinding, language: Language) -> str:
    words, lines = catalogue(language), _lines(found)
    if found.explanation or found.finding.severity == INFO:
        return ""
    if found.finding.severity == HARD:
        return words.ptr("summary", "The tally stays open until the lines agree.")
    if len(found.lines) == 1:
        return words.ptr("summary", "Compare line {line} with the paper.", line=lines)
    return words.ptr("summary", "Compare lines {lines} with the paper.", lines=lines) if found.lines else ""


def _lines(found: SummaryFinding) -> str:
    shown = ", ".join(found.lines[:_SHOWN_LINES])
    return f"{shown}, …" if len(found.lines) > _SHOWN_LINES else shown


def _ended(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."
