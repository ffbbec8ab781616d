"""What a clerk reads: for each code of an error what happened, what is safe and what to do next; for each finding the same.

Codes come from below (``ClerkError.code``, ``Finding.code``); the texts of errors stand in ``error_texts``, those of imported cells
in ``cell_reasons``, all others here: once, in English, and in the catalogues in Russian and Kazakh.
A finding's text names both sides and their difference and never proposes a number.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from electdesk.i18n import N_, Catalogue, catalogue, format_count, language, tr
from electdesk.i18n.cell_reasons import CELL_REASONS, SKIPPED_REASONS, cell_reason_text, row_reason_text
from electdesk.i18n.error_texts import ALL_SAVED, ERRORS, FILE_UNTOUCHED, NOTHING_CHANGED, NUMBERS_KEPT, REASONS
from electdesk.i18n.foreign_texts import foreign_text
from electdesk.i18n.set_up_texts import set_up_problem_text

__all__ = [
    "ALL_SAVED",
    "CELL_REASONS",
    "COMMANDS",
    "ERASED",
    "ERASED_IN_COPIES",
    "ERRORS",
    "FILE_UNTOUCHED",
    "FINDINGS",
    "NOTHING_CHANGED",
    "NUMBERS_KEPT",
    "PROBLEMS",
    "REASONS",
    "SKIPPED_REASONS",
    "STATES",
    "STATION_TYPES",
    "Sentences",
    "cell_reason_text",
    "error_sentences",
    "finding_sentences",
    "row_reason_text",
    "set_up_problem_sentence",
]

STATES: Final[dict[str, str]] = {
    "AWAITED": N_("awaited"),
    "RECEIVED": N_("received"),
    "FIRST_ENTRY": N_("first entry"),
    "SECOND_ENTRY": N_("second entry"),
    "DIFFERENCE": N_("difference"),
    "SETTLED": N_("settled"),
    "FINAL": N_("final"),
    "ANNULLED": N_("annulled by decision"),
    "CONFLICT": N_("conflict"),
    "DAMAGED": N_("damaged"),
    "PARKED": N_("parked"),
    "TO_CONFIRM": N_("to confirm"),
    "REOPENED": N_("reopened"),
    "PHONED": N_("by phone"),
    "AS_PAPER": N_("as the paper states"),
    "CORRECTED": N_("corrected paper"),
    "CONTESTED": N_("finding after signing"),
    "DRAFT": N_("draft"),
}
"""Names of the states and marks of a tally."""

COLUMNS: Final[dict[str, str]] = {
    "station": N_("station number"),
    "area": N_("district"),
    "voters": N_("voters on the list"),
    "name": N_("name"),
}
"""Columns of an imported sheet that are no lines of the form."""

STATION_TYPES: Final[dict[str, str]] = {
    "ordinary": N_("ordinary"),
    "hospital": N_("hospital"),
    "military": N_("military unit"),
    "detention": N_("place of detention"),
    "remote": N_("remote place"),
    "temporary": N_("place of temporary stay"),
    "abroad": N_("station abroad"),
}

COMMANDS: Final[dict[str, str]] = {
    "NewRegion": N_("region begun"),
    "SetUpRegion": N_("set-up"),
    "ImportStations": N_("stations imported"),
    "ImportTallies": N_("tallies imported"),
    "FinishEntry": N_("entry finished"),
    "CorrectEntry": N_("entry corrected"),
    "ConfirmFindings": N_("finding confirmed"),
    "WithdrawEntry": N_("entry taken back"),
    "RegisterPaper": N_("paper registered"),
    "AcceptPaper": N_("protocol accepted at the desk"),
    "ReturnPaper": N_("protocol returned to its station"),
    "HandOutCopy": N_("copy handed out"),
    "PostCopy": N_("copy put up"),
    "ReportTurnout": N_("turnout reported"),
    "CorrectTurnout": N_("turnout report corrected"),
    "OpenStation": N_("opening of the station noted"),
    "CloseStation": N_("end of voting noted"),
    "CountVoters": N_("voters on the list noted"),
    "ConfirmTurnout": N_("finding about turnout confirmed"),
    "WithdrawReport": N_("report taken back"),
    "ImportTurnout": N_("turnout imported"),
    "KeepEarlierTurnout": N_("turnout of an earlier election noted"),
    "ImportEarlierTurnout": N_("turnout of an earlier election imported"),
    "AddIncident": N_("incident reported"),
    "ChangeIncident": N_("incident changed"),
    "AssignIncidents": N_("incident assigned"),
    "MoveIncident": N_("step of an incident"),
    "JudgeIncident": N_("finding about an incident"),
    "NoteIncident": N_("added to an incident"),
    "AddComplainant": N_("complainant noted"),
    "ChangeComplainant": N_("complainant changed"),
    "ImportIncidents": N_("incidents imported"),
    "AddPoll": N_("poll described"),
    "ChangePoll": N_("poll changed"),
    "WithdrawPoll": N_("poll withdrawn"),
    "FillPolledStation": N_("polled station filled"),
    "WithdrawPolledStation": N_("polled station withdrawn"),
    "FillWave": N_("wave of a survey filled"),
    "FixMargins": N_("margins fixed"),
    "StateResult": N_("published result entered"),
    "ReleasePolls": N_("comparison signed off"),
    "ImportPoll": N_("poll imported"),
    "ImportSurvey": N_("survey imported"),
    "ImportOfficial": N_("published result imported"),
    "MakeFinal": N_("made final"),
    "Reopen": N_("opened again"),
    "Annul": N_("annulled by decision"),
    "AcceptAsPaper": N_("accepted as the paper states"),
    "Undo": N_("undone"),
    "ErasePersonal": N_("personal data erased"),
    "SaveCheckpoint": N_("saved as a named state"),
    "AddArea": N_("district added"),
    "ChangeArea": N_("district changed"),
    "AddStation": N_("station added"),
    "ChangeStation": N_("station changed"),
    "WithdrawStation": N_("station withdrawn"),
    "AddChoice": N_("choice added"),
    "ChangeChoice": N_("choice changed"),
    "WithdrawChoice": N_("choice withdrawn"),
    "AddUsers": N_("users added"),
    "ChangeUser": N_("user changed"),
    "LogIn": N_("logged in"),
    "LogInFailed": N_("log-in failed"),
    "LogOut": N_("logged out"),
    "LockScreen": N_("screen locked"),
    "ChangePassword": N_("password changed"),
    "ResetPassword": N_("new first password given"),
    "RetypeLines": N_("lines typed again"),
    "SettleDifference": N_("difference settled"),
    "ReturnEntry": N_("entry returned to its clerk"),
    "HandOverDraft": N_("draft handed over"),
    "DiscardDraft": N_("draft discarded"),
    "AddContest": N_("contest added"),
    "ChangeContest": N_("contest changed"),
    "ChangeSetUp": N_("set-up changed"),
    "AddContact": N_("contact added"),
    "ChangeContact": N_("contact changed"),
    "WithdrawContact": N_("contact withdrawn"),
    "Print": N_("printed"),
    "Export": N_("exported"),
    "Verify": N_("verified"),
    "FillSample": N_("practice figures generated"),
    "Restore": N_("restored from a backup copy"),
}
"""What a commit did, by the name of its command."""

ROLES: Final[dict[str, str]] = {
    "clerk": N_("clerk"),
    "reception": N_("reception"),
    "supervisor": N_("supervisor"),
    "observation": N_("observation officer"),
    "analyst": N_("analyst"),
    "admin": N_("administrator"),
    "viewer": N_("view only"),
}
"""What a role is called."""

PROBLEMS: Final[dict[str, str]] = {
    "bytes_changed": N_("the stored bytes are not what was written"),
    "account_changed": N_("what is kept about a password is not what was written"),
    "personal_changed": N_("the personal data are not what was written"),
    "personal_missing": N_("the personal data are missing, and no commit erased them"),
    "gap_before": N_("rows before it are missing"),
    "parent_missing": N_("the state before it is missing"),
    "previous_missing": N_("the commit before it is missing"),
    "not_a_beginning": N_("the first commit does not begin a region"),
    "other_region": N_("it belongs to another region"),
    "session_order": N_("it stands out of order"),
    "revisions_differ": N_("its revisions are not those that it names"),
    "commit_missing": N_("revisions without their commit"),
    "empty": N_("there is no commit"),
    "other_length": N_("the file holds more or less than its last save wrote"),
    "head_differs": N_("the list of newest states is wrong"),
    "head_missing": N_("the newest state is missing"),
    "guard_missing": N_("a guard against changes was removed"),
    "table_changed": N_("the table is not as the program made it"),
    "view_changed": N_("the views for other programs are not as the program made them"),
    "foreign_part": N_("another program put it into the file"),
}
"""What verification met, by its code; other texts come from the database."""

ERASED: Final = N_("{record}: personal data erased (journal no. {commit})")
"""What verification says of a record whose bodies a commit erased: no problem."""
ERASED_IN_COPIES: Final = N_("Backup copies that still hold what was erased: {files}. Delete them or keep them under lock.")
"""What is said after an erasure where dated backups made before it exist."""

FINDINGS: Final[dict[str, tuple[str, str]]] = {
    "BLANK": (N_("not everything is typed"), N_("Blank: {lines}.")),
    "DIFF": (N_("the two entries differ"), N_("First entry {left}, second entry {right}.")),
    "V1": (
        N_("list of voters and register differ"),
        N_("The protocol says {left}, the register {right}; difference {difference}."),
    ),
    "V2": (N_("ballots received and the list"), N_("{left} ballots received; the list with its reserve is {right}.")),
    "V3": (
        N_("fewer issued than reported"),
        N_("The protocol says {left}, the last turnout report {right}; difference {difference}."),
    ),
    "V4": (N_("lists of two contests differ"), N_("{left} voters here, {right} in contest {other}; difference {difference}.")),
    "P1": (N_("same figures as another station"), N_("Every line and choice equals station {other}.")),
    "P2": (
        N_("two choices may have changed places"),
        N_("{line_a}: {left}, {line_b}: {right}; in the district it is the other way round."),
    ),
    "P3": (N_("no ballot issued"), N_("{left} issued, {right} on the list.")),
    "P4": (N_("everyone on the list came"), N_("{left} issued, {right} on the list.")),
}
"""Checks of the program itself: title, what happened. A form's relations bring their own names."""


_AMOUNTS: Final = frozenset(("count", "limit", "rows"))
"""Parameters that are amounts: written with their thousands apart. Numbers of rows and lines are names."""


_NAMES: Final = frozenset(("", "ru", "kk", "en"))
"""A parameter with such keys is a name in several languages, and is said in the one of the sentence."""


class Sentences(msgspec.Struct, frozen=True):
    """A title (findings only) and the three sentences: what happened, what is safe, what to do next."""

    what: str
    safe: str
    next: str
    title: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.safe, self.next) if part)


def error_sentences(code: str, params: Mapping[str, Any], cat: Catalogue | None = None) -> Sentences:
    """The three sentences of an error. A parameter that a text names and the error lacks is shown as …, never a crash."""
    cat = cat or catalogue(language())
    why = params.get("why") or params.get("reason") or ""
    what, safe, next_step = ERRORS.get(f"{code}.{why}") or ERRORS.get(code) or ERRORS["unexpected"]
    words = _Missing({name: _word(name, value, cat) for name, value in params.items()})
    filled = [cat.tr(text).format_map(words) for text in (what, safe, next_step)]  # i18n: dynamic
    if "problem" in params:
        filled[0] = f"{filled[0]} {set_up_problem_sentence(str(params['problem']), params.get('of', {}), cat)}"
    if words.get("nearest") and "{nearest}" not in what:
        filled[2] = cat.tr("“{nearest}” comes nearest.", nearest=words["nearest"]) + " " + filled[2]
    return Sentences(*filled)


def set_up_problem_sentence(code: str, params: Mapping[str, Any], cat: Catalogue | None = None) -> str:
    """``set_up_problem_text``; of a table that could not be read as a whole, what its error says (``error`` with its ``of``)."""
    if code != "table":
        return set_up_problem_text(code, params, cat)
    words = error_sentences(str(params["error"]), params["of"], cat)
    return f"{words.what} {words.next}"


def finding_sentences(
    *,
    code: str,
    severity: str,
    lines: Sequence[str],
    left: int | None,
    right: int | None,
    why: str = "",
    other: str = "",
    rule: str = "",
    name: str = "",
    message: str = "",
    first: Sequence[str] = (),
    cat: Catalogue | None = None,
) -> Sentences:
    """The sentences of a finding. ``lines`` are official numbers; ``rule`` the short rule ("7+8 = 9+10"), ``name`` and ``message``
    the form's own words for it in the language; ``first`` the lines that stand in several broken relations and are best compared
    first."""
    cat = cat or catalogue(language())
    listed = ", ".join(lines)
    if why == "no_number":
        what = cat.tr("Cannot be checked: the paper holds no number in one of its lines.")
    elif code in FINDINGS:
        what = _house_text(code, lines, listed, left, right, other, cat)
    elif left is not None and right is not None:
        what = _compared(rule, left, right, cat)
    else:
        what = cat.tr("{rule} does not hold.", rule=rule or code)
    if message:
        what = f"{message} {what}"
    title_name = name or (cat.tr(FINDINGS[code][0]) if code in FINDINGS else rule)  # i18n: dynamic
    title = f"{code} · {title_name}" if code != "BLANK" else title_name
    return Sentences(what, _safe(severity, cat), _next(code, severity, lines, first, cat), title)


def _house_text(
    code: str, lines: Sequence[str], listed: str, left: int | None, right: int | None, other: str, cat: Catalogue
) -> str:
    difference = abs(left - right) if left is not None and right is not None else 0
    pair = (*lines, "", "")
    return cat.tr(  # i18n: dynamic
        FINDINGS[code][1],
        lines=listed,
        left=left if left is not None else "–",
        right=right if right is not None else "–",
        difference=difference,
        other=other,
        line_a=pair[0],
        line_b=pair[1],
    )


def _safe(severity: str, cat: Catalogue) -> str:
    if severity == "hard":
        return cat.tr(
            "Your numbers are kept. "
            "The entry can be finished; the tally stays open until the lines agree or the supervisor decides."
        )
    return cat.tr("Your numbers are kept.")


def _next(code: str, severity: str, lines: Sequence[str], first: Sequence[str], cat: Catalogue) -> str:
    listed = ", ".join(lines)
    if severity == "info":
        return cat.tr("For information only.")
    if code == "BLANK":
        if len(lines) == 1:
            return cat.tr("Type this line from the paper, or press / where the paper holds no number.")
        return cat.tr("Type these lines from the paper, or press / where the paper holds no number.")
    if code == "P1":
        return cat.tr("Check that this is the right paper. If it is, confirm with a reason.")
    begin = ", ".join(first)
    if severity == "hard":
        if begin and begin != listed:
            return (
                cat.tr(
                    "Compare lines {lines} with the paper, first line {first}: it stands in several rules that do not hold.",
                    lines=listed,
                    first=begin,
                )
                if len(first) == 1
                else cat.tr(
                    "Compare lines {lines} with the paper, first lines {first}: they stand in several rules that do not hold.",
                    lines=listed,
                    first=begin,
                )
            )
        return _compare(lines, cat)
    confirm = cat.tr("If the paper says so, confirm with a reason.")
    return f"{_compare(lines, cat)} {confirm}"


def _compare(lines: Sequence[str], cat: Catalogue) -> str:
    """What to do with lines by their official numbers. No plural of a count: 21 numbers are lines, and Kazakh tells a line from lines here."""
    listed = ", ".join(lines)
    if len(lines) == 1:
        return cat.tr("Compare line {lines} with the paper.", lines=listed)
    return cat.tr("Compare lines {lines} with the paper.", lines=listed)


LIMITS: Final[dict[str, str]] = {
    "≤": N_("{lines} is {amount}, and may be {limit} at most; difference {difference}."),
    "≥": N_("{lines} is {amount}, and must be {limit} at least; difference {difference}."),
    "<": N_("{lines} is {amount}, and must be less than {limit}."),
    ">": N_("{lines} is {amount}, and must be more than {limit}."),
    "=": N_("{lines} is {amount}, and must be exactly {limit}; difference {difference}."),
    "≠": N_("{lines} is {amount}, and must not be {limit}."),
}
"""What a rule says that holds lines against a constant, by its sign."""
_TURNED: Final = {"≤": "≥", "≥": "≤", "<": ">", ">": "<"}


def _compared(rule: str, left: int, right: int, cat: Catalogue) -> str:
    """Both sides of a rule with their amounts. A constant (‹5›) is said as the limit that it is, and an allowed difference is named."""
    rule, _, allowed = rule.partition("±")
    first, sign, second = _sides(rule)
    difference = abs(left - right)
    if _is_constant(second) and not _is_constant(first):
        what = cat.tr(LIMITS[sign], lines=first, amount=left, limit=right, difference=difference)  # i18n: dynamic
    elif _is_constant(first) and not _is_constant(second):
        turned = LIMITS[_TURNED.get(sign, sign)]
        what = cat.tr(turned, lines=second, amount=right, limit=left, difference=difference)  # i18n: dynamic
    else:
        what = cat.tr(
            "{left_lines} is {left}, {right_lines} is {right}; difference {difference}.",
            left_lines=first,
            left=left,
            right_lines=second,
            right=right,
            difference=difference,
        )
    amount, slash, share = allowed.strip().partition("/")
    if slash:
        return f"{what} {cat.tr('A difference of {amount} or of {share} is allowed, whichever is larger.', amount=amount, share=share)}"
    return f"{what} {cat.tr('A difference of {amount} is allowed.', amount=amount)}" if amount else what


def _is_constant(side: str) -> bool:
    return re.fullmatch(r"‹[\d.]+›", side) is not None


def _sides(rule: str) -> tuple[str, str, str]:
    """Left side, sign and right side."""
    for sign in ("≥", "≤", "≠", "=", ">", "<"):
        left, found, right = rule.partition(sign)
        if found:
            return left.strip(), sign, right.strip()
    return rule, "=", rule


def _word(name: str, value: Any, cat: Catalogue) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_word(name, item, cat) for item in value)
    if isinstance(value, dict) and value.keys() <= _NAMES:
        return next((str(value[key]) for key in (cat.language, "", "ru", "kk", "en") if value.get(key)), "")
    if type(value) is int and name in _AMOUNTS:
        return format_count(value, cat.language)
    text = str(value)
    if name == "error":
        return foreign_text(text, cat)
    if name == "state" and text.upper() in STATES:
        return cat.tr(STATES[text.upper()])  # i18n: dynamic
    if name in ("reason", "looks") and text in REASONS:
        return cat.tr(REASONS[text])  # i18n: dynamic
    if name == "columns":
        return cat.tr(COLUMNS[text]) if text in COLUMNS else text.partition(":")[2].removeprefix("line_") or text  # i18n: dynamic
    return text


class _Missing(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def role_name(role: str) -> str:
    """A role in the language in use; a role that is not known as it stands."""
    return tr(ROLES[role]) if role in ROLES else role  # i18n: dynamic
