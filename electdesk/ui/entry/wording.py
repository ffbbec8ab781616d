"""What the entry page says of rules and findings: the note beside a line, the texts at the right, what a screen reader tells."""

import re
from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from electdesk.domain.figures import BLANK, NO_NUMBER
from electdesk.domain.findings import HARD, INFO, SOFT, Finding
from electdesk.i18n import format_count, language, tr
from electdesk.i18n.sentences import STATES, STATION_TYPES, Sentences, finding_sentences
from electdesk.qtmodels.entry import PaperLine, RuleState, Sheet, TallyFormModel

NoteTone = Literal["ok", "err", "warn", "info", "none"]
_SIGN: Final = re.compile(r" (=|≥|≤|≠|>|<) ")
_TOKEN: Final = re.compile(r"[^\s+−×()/]+")


class Note(msgspec.Struct, frozen=True):
    """What stands beside a line: a few words, in a tone, with a drawing in front where there is one."""

    text: str
    tone: NoteTone
    icon: str = ""


class FindingWords(msgspec.Struct, frozen=True):
    """A finding as the box at the right shows it."""

    title: str
    body: tuple[str, ...]
    aside: str
    weight: Literal["err", "warn", "plain", "info"]


def compact(rule: str) -> str:
    """A rule in little room: 2 = 3+4+5+6+11−12."""
    return rule.replace(" + ", "+").replace(" − ", "−")


def sides_of(rule: str) -> tuple[str, str, str] | None:
    """Left side, sign and right side of a rule that is one comparison; None for anything else."""
    parts = _SIGN.split(rule.partition(" ±")[0])
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def lines_of(side: str, sheet: Sheet) -> list[int]:
    """The slots that a side of a rule names, ranges included."""
    found: list[int] = []
    for token in _TOKEN.findall(side):
        first, dots, last = token.partition("…")
        ends = [sheet.numbers.index(name) for name in (first, last) if name in sheet.numbers]
        if dots and len(ends) == 2:
            found += range(ends[0], ends[1] + 1)
        elif not dots and ends:
            found.append(ends[0])
    return found


def rule_notes(model: TallyFormModel) -> dict[int, Note]:
    """Slot → what stands beside it because of a rule: sums and differences of broken ones, a tick and the rule where sums agree."""
    notes: dict[int, Note] = {}
    for rule in model.rules:
        if rule.state == "broken" and rule.severity == HARD:
            for slot, note in _broken_notes(rule, model.sheet):
                notes.setdefault(slot, note)
    for rule in model.rules:
        parts = sides_of(rule.text)
        if rule.state == "holds" and parts is not None and parts[1] == "=":
            end = _end_of_longest_run(rule.slots)
            if end is not None and end not in notes:
                notes[end] = Note(compact(rule.text), "ok", "check")
    return notes


def _broken_notes(rule: RuleState, sheet: Sheet) -> list[tuple[int, Note]]:
    parts = sides_of(rule.text)
    if parts is None or rule.left is None or rule.right is None:
        return [(rule.marked[0], Note(compact(rule.text), "err", "not_equal"))] if rule.marked else []
    found = []
    last = -1
    for side, amount in ((parts[0], rule.left), (parts[2], rule.right)):
        slots = lines_of(side, sheet)
        last = max([last, *slots])
        if len(slots) > 1:
            found.append((slots[0], Note(f"{compact(side)} = {format_count(amount)}", "err")))
    taken = {slot for slot, _ in found}
    if last >= 0:
        place = last if last not in taken else next((slot for slot in rule.slots if slot not in taken), last)
        found.append((place, Note(tr("difference {n}", n=abs(rule.left - rule.right)), "err")))
    return found


def _end_of_longest_run(slots: Sequence[int]) -> int | None:
    best: tuple[int, int] | None = None
    start = before = None
    for slot in sorted(slots):
        if before is None or start is None or slot != before + 1:
            start = slot
        before = slot
        if best is None or slot - start + 1 > best[0]:
            best = (slot - start + 1, slot)
    return best[1] if best is not None else None


def sentences_of(model: TallyFormModel, finding: Finding) -> Sentences:
    """The three sentences of a finding and its title, in the language in use."""
    sheet = model.sheet
    relation = next((relation for relation in sheet.form.relations if relation.code == finding.code), None)
    rule = next((rule for rule in model.rules if rule.code == finding.code and rule.lines == finding.lines), None)
    numbers = [sheet.numbers[sheet.slot_of[line]] for line in finding.lines if line in sheet.slot_of]
    return finding_sentences(
        code=finding.code,
        severity=finding.severity,
        lines=numbers,
        left=finding.left,
        right=finding.right,
        why=finding.why,
        other=finding.other,
        rule=compact(rule.text) if rule is not None else "",
        name=relation.name.get(language(), "") if relation is not None else "",
        message=relation.message.get(language(), "") if relation is not None else "",
        first=model.first_to_compare(finding),
    )


def finding_words(model: TallyFormModel, finding: Finding) -> FindingWords:
    """The finding as its box shows it: what, what to do next, and quietly what is safe."""
    said = sentences_of(model, finding)
    reason = model.reason_of(finding) if finding.severity == SOFT else None
    if reason is not None:
        return FindingWords(said.title, (said.what, tr("Confirmed: {reason}", reason=reason)), "", "plain")
    body = [_bold(said.what, finding), said.next]
    if model.lost_confirmation(finding):
        body.insert(1, tr("It was confirmed for other figures; the change has withdrawn that."))
    weights: dict[str, Literal["err", "warn", "info"]] = {HARD: "err", SOFT: "warn", INFO: "info"}
    return FindingWords(said.title, tuple(body), said.safe if finding.severity == HARD else "", weights[finding.severity])


def _bold(text: str, finding: Finding) -> str:
    for amount in (finding.left, finding.right):
        word = format_count(amount) if amount is not None else ""
        if word and len(re.findall(rf"(?<![\d+…]){re.escape(word)}(?![\d+…])", text)) == 1:
            text = re.sub(rf"(?<![\d+…]){re.escape(word)}(?![\d+…])", f"**{word}**", text)
    return text


def waiting_words(model: TallyFormModel, slot: int) -> tuple[str, str] | None:
    """Title and text of the rule over the current line that waits for lines to come; None where there is none."""
    for rule in model.rules:
        if rule.state == "waiting" and slot in rule.slots and rule.begun:
            relation = next((relation for relation in model.sheet.form.relations if relation.code == rule.code), None)
            ahead = [model.sheet.numbers[s] for s in rule.slots if model.figures[s] == BLANK or s == model.typing]
            name = relation.name.get(language(), rule.text) if relation is not None else rule.text
            if not ahead:
                continue
            shown = f"{ahead[0]}…{ahead[-1]}" if len(ahead) > 3 else ", ".join(ahead)
            return f"{rule.code} · {name}", tr("Will be checked when these lines are entered: {lines}.", lines=shown)
    return None


def rule_sides(rule: RuleState, sheet: Sheet) -> str:
    """Both sides of a rule with their numbers: 871 ≥ 820, 830 ≠ 820, 816 · 782. A side of which no line holds a count is "–", not 0."""
    if rule.left is None or rule.right is None or not rule.begun:
        return ""
    left, right = format_count(rule.left), format_count(rule.right)
    parts = sides_of(rule.text)
    if parts is not None:
        left, right = (
            shown if not slots or rule.counts.intersection(slots) else "–"
            for shown, slots in ((left, lines_of(parts[0], sheet)), (right, lines_of(parts[2], sheet)))
        )
    if rule.state == "waiting":
        return f"{left} · {right}"
    sign = parts[1] if parts is not None else "="
    if rule.state == "broken":
        sign = {"=": "≠", "≥": "<", "≤": ">", ">": "≤", "<": "≥", "≠": "="}[sign]
    return f"{left} {sign} {right}"


def spoken_line(line: PaperLine, figure: int, mark: str) -> str:
    """A line as a screen reader tells it: line 7, ballots in mobile boxes, 68, does not add up."""
    parts = [tr("line {number}", number=line.number), line.text(language())]
    if figure == NO_NUMBER:
        parts.append(tr("no number on paper"))
    elif figure == BLANK:
        parts.append(tr("blank"))
    else:
        parts.append(option_text(line, figure))
    if mark == "err":
        parts.append(tr("does not add up"))
    elif mark == "warn":
        parts.append(tr("to confirm"))
    return ", ".join(parts)


def option_text(line: PaperLine, figure: int) -> str:
    """A figure in words where the line has boxes, else the count."""
    if line.kind == "yesno":
        return tr("Yes") if figure else tr("No")
    if line.kind == "oneof" and 0 <= figure < len(line.options):
        return str(line.options[figure].label.get(language(), line.options[figure].id))
    return format_count(figure)


def type_word(station_type: str) -> str:
    """The type of a station in words."""
    return tr(STATION_TYPES.get(station_type, station_type))  # i18n: dynamic


def state_word(name: str) -> str:
    """A state of a tally in words, by its name in ``domain.states``."""
    return tr(STATES.get(name, name))  # i18n: dynamic
