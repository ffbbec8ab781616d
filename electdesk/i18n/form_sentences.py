"""What the author of a form file reads: for each mistake what is wrong and what to write instead."""

from collections.abc import Mapping
from typing import Any, Final

from electdesk.i18n import N_, Catalogue, catalogue, language
from electdesk.i18n.error_texts import REASONS

FORM_PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "toml": (
        N_("This is not TOML at column {column}: {message}."),
        N_("Look for a quotation mark, bracket or comma that is missing, or a key that stands twice."),
    ),
    "unknown_key": (
        N_("There is no key {name} here."),
        N_("Write one of: {known}."),
    ),
    "missing_key": (
        N_("{name} is missing or empty."),
        N_("Write {name} = …"),
    ),
    "missing_language": (
        N_("{name} lacks a language: {languages}."),
        N_('Write {name} = {{ ru = "…", kk = "…", en = "…" }}.'),
    ),
    "wrong_type": (
        N_("{name} holds a value of another kind."),
        N_("Write {wanted}."),
    ),
    "unknown_value": (
        N_("{key} cannot be {name}."),
        N_("Write one of: {known}."),
    ),
    "bad_id": (
        N_("{name} cannot be an id."),
        N_("Use small Latin letters, digits and _ (for a form -), a letter first: {instead}."),
    ),
    "bad_code": (
        N_("{name} cannot be a code."),
        N_("Use Latin letters, digits, point and hyphen: R1."),
    ),
    "reserved": (
        N_("{name} is a word of the program."),
        N_("Choose another one."),
    ),
    "duplicate": (
        N_("{name} stands already in line {first} of the file."),
        N_("Give each its own {key}."),
    ),
    "duplicate.options": (
        N_("Line {name} has an option twice."),
        N_("Give each option its own id."),
    ),
    "no_lines": (
        N_("The form has no lines."),
        N_("Add one [[line]] for each line of the paper."),
    ),
    "options_missing": (
        N_("Line {name} is one-of and has fewer than two options."),
        N_('Write options = [{{ id = "…", label = {{ … }} }}, …].'),
    ),
    "options_unexpected": (
        N_("Line {name} has options and is not one-of."),
        N_('Write kind = "oneof", or delete the options.'),
    ),
    "first_number": (
        N_("{name} does not end in a number."),
        N_('Write the first number as printed: 13, "D1", "E.1".'),
    ),
    "number_pattern": (
        N_("{name} is not a pattern of numbers."),
        N_('Write it with {known}, once each: "D{{n}}", "E.{{list}}.{{n}}".'),
    ),
    "unknown_line": (
        N_("There is no line {name}."),
        N_("Write one of: {known}."),
    ),
    "unknown_group": (
        N_("There is no group {name}."),
        N_("Write one of: {known}; or add it as [[group]]."),
    ),
    "unknown_operand": (
        N_("There is no operand {name}."),
        N_("Write one of: {known}."),
    ),
    "unknown_function": (
        N_("There is no function {name}."),
        N_("Write one of: {known}."),
    ),
    "unknown_option": (
        N_("Line {box} has no option {name}."),
        N_("Write one of: {known}."),
    ),
    "unknown_code": (
        N_("There is no relation {name}."),
        N_("Write one of: {known}."),
    ),
    "circular": (
        N_("It goes in a circle: {path}."),
        N_("Let none of them be computed from itself: delete one of these equals, of or inside."),
    ),
    "rule_empty": (
        N_("The rule is empty."),
        N_("Write a comparison of lines: [2] = [3] + [4]."),
    ),
    "no_line_named": (
        N_("{rule} names no line."),
        N_("Write line numbers in brackets: {instead}."),
    ),
    "number_as_condition": (
        N_("This is a number and no condition."),
        N_("Write a comparison: [1] > 0, [2] = [3] + [4]."),
    ),
    "condition_as_number": (
        N_("This is a condition where a number is needed."),
        N_("Write a sum of lines: [3] + [4]."),
    ),
    "words_as_number": (
        N_("The text {name} stands where a number is needed."),
        N_("Write a number or a line; only boxes are compared with a text."),
    ),
    "option_needed": (
        N_("{name} is a one-of box and no number."),
        N_('Compare it with an option: [{name}] = "…", one of: {known}.'),
    ),
    "option_order": (
        N_("Options of {name} have no order."),
        N_("Compare them by = or != only."),
    ),
    "fraction": (
        N_("A fraction would come out."),
        N_("Round it: ceil(…), floor(…) or percent([1], 1)."),
    ),
    "divisor": (
        N_("It is divided by something else than a number above 0."),
        N_("Divide by a number inside ceil(…) or floor(…); bring lines to the other side: [1] * 100 >= [2] * 3."),
    ),
    "product": (
        N_("Two lines are multiplied."),
        N_("Multiply by a number: 3 * [1]."),
    ),
    "percent_constant": (
        N_("The percentage is not a number."),
        N_("Write percent([1], 1) or percent([1], 0.5)."),
    ),
    "arguments": (
        N_("{name} was given {given} values."),
        N_("Give it {wanted}."),
    ),
    "set_outside_sum": (
        N_("{name} stands alone."),
        N_("Write sum({name})."),
    ),
    "no_choices": (
        N_("The form has no choices."),
        N_("Add a table [choices]."),
    ),
    "no_lists": (
        N_("The form has no lists."),
        N_('Write sum(choices), or kind = "lists" in [choices].'),
    ),
    "no_parts": (
        N_("Line {name} has no parts."),
        N_('Write of = "{name}" at the lines that are parts of it.'),
    ),
    "each_needed": (
        N_("{name} has a meaning only in a relation that is said of each."),
        N_('Add each = "{each}" to the relation.'),
    ),
    "each_without_lists": (
        N_('The form has nothing that each = "{each}" could mean.'),
        N_('Write kind = "lists" in [choices], or delete each.'),
    ),
    "tolerance_not_equal": (
        N_("A rule with != has no tolerance."),
        N_("Delete the tolerance, or write = with a guard."),
    ),
    "too_large": (
        N_("A number is larger than any ballot count can be."),
        N_("Use smaller numbers."),
    ),
    "too_deep": (
        N_("The rule has more than {limit} terms or brackets inside each other."),
        N_("Use sum(…), or make two relations of it."),
    ),
    "role_missing": (
        N_("The form does not say which lines are {name}."),
        N_('Add {name} = "[…]" to [roles].'),
    ),
    "votes": (
        N_("The votes do not fit the form: {given} given."),
        N_("Give one number for each choice, for lists [total, candidate, …]; those that the form prints come last."),
    ),
    "sample_values": (
        N_("In the sample “{name}” the value of {key} cannot be read ({reason})."),
        N_('Give whole numbers from 0, "none" where the paper holds no number, true or false or an option for boxes.'),
    ),
    "rule_syntax": (
        N_("The rule cannot be read at column {column}."),
        "",
    ),
}
"""Code → (what is wrong, what to write instead). "code.key" stands for the same mistake where its ``key`` asks for other words."""

HINTS: Final[dict[str, str]] = {
    "brackets": N_("Write line numbers in brackets: [3а]."),
    "range": N_("Write sum(choices) or sum([1], [2]) instead of a range."),
    "parenthesis": N_("Close each bracket that is opened."),
    "ended": N_("Something is missing at the end: write both sides, [2] = [3] + [4]."),
    "other": N_("Something is missing before “{found}”: +, −, a comparison, and or or."),
}
"""What to write instead in a rule that cannot be read."""

WANTED: Final[dict[str, str]] = {
    "text": N_("a text in quotation marks"),
    "whole": N_("a whole number from 0"),
    "truth": N_("true or false"),
    "list": N_('a list in brackets: ["…"]'),
    "table": N_("a table: {{ … }}"),
    "tables": N_("tables with double brackets: [[…]]"),
    "percent": N_("a percentage from 0 to 100"),
    "option": N_("true, false, a number or a text"),
}

NEAREST: Final = N_("Perhaps {nearest} is meant.")


def form_problem_text(code: str, params: Mapping[str, Any], cat: Catalogue | None = None) -> str:
    """What is wrong, the likeliest meaning, what to write instead; without the file's name and the line.

    ``code`` and ``params`` are those of a FormProblem. A code or a part that is not known is shown as it is, never a crash.
    """
    cat = cat or catalogue(language())
    words = _Parts({name: str(value) for name, value in params.items()})
    if words.get("wanted") in WANTED:
        words["wanted"] = cat.tr(WANTED[words["wanted"]]).format()  # i18n: dynamic
    if words.get("reason") in REASONS:
        words["reason"] = cat.tr(REASONS[words["reason"]])  # i18n: dynamic
    what, instead = FORM_PROBLEMS.get(f"{code}.{words.get('key')}") or FORM_PROBLEMS.get(code) or (code, "")
    if code == "rule_syntax":
        instead = HINTS.get(words.get("hint", ""), HINTS["other"])
    texts = [what, *([NEAREST] if words.get("nearest") else []), *([instead] if instead else [])]
    return " ".join(cat.tr(text).format_map(words) for text in texts)  # i18n: dynamic


class _Parts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"
