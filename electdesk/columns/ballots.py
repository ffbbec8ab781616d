"""The ballot of a contest, as a station's paper prints it."""

from collections.abc import Mapping

from electdesk.domain.forms import Ballot, Form, NamedChoice
from electdesk.domain.records import Choice
from electdesk.domain.records.names import in_language


def ballot_of(form: Form, contest: str, choices: Mapping[str, Choice], constituency: str | None = None) -> Ballot:
    """The ballot of a contest: its choices in their order, then those the form prints. None: the choices of every constituency."""
    own = sorted(
        ((c.order, record, c) for record, c in choices.items() if c.contest == contest and constituency in (None, c.constituency)),
        key=lambda item: item[:2],
    )
    named = []
    for _, record, choice in own:
        if choice.kind == "candidate":
            continue
        inside = tuple(
            NamedChoice(c_id, in_language(c.name, "")) for _, c_id, c in own if c.kind == "candidate" and c.list == record
        )
        named.append(NamedChoice(record, in_language(choice.name, ""), inside))
    return form.number_choices(named)
