"""A small form that tests change: three lines, flat choices, no relation of its own."""

from electdesk.domain.forms import Form, load_form

LINES = """
id = "x"
title = { ru = "р", kk = "қ", en = "e" }

[[group]]
id = "g"
label = { ru = "р", kk = "қ", en = "e" }

[[line]]
id = "voters"
number = "1"
label = { ru = "р", kk = "қ", en = "e" }

[[line]]
id = "issued"
number = "2"
group = "g"
label = { ru = "р", kk = "қ", en = "e" }

[[line]]
id = "issued_home"
number = "2а"
of = "2"
group = "g"
label = { ru = "р", kk = "қ", en = "e" }

[[line]]
id = "lost"
number = "3"
optional = true
group = "g"
label = { ru = "р", kk = "қ", en = "e" }

[[line]]
id = "box"
number = "B1"
kind = "yesno"
optional = true
label = { ru = "р", kk = "қ", en = "e" }

[[line]]
id = "pick"
number = "B2"
kind = "oneof"
optional = true
label = { ru = "р", kk = "қ", en = "e" }
options = [
    { id = "first", label = { ru = "р", kk = "қ", en = "e" } },
    { id = "second", label = { ru = "р", kk = "қ", en = "e" } },
]
"""

FLAT = """
[choices]
kind = "flat"
"""

LISTS = """
[choices]
kind = "lists"
first = "E.1"
against_all = true
"""


def relation(rule: str, **keys: object) -> str:
    """A [[relation]] with the code X."""
    given = {"code": "X", "rule": rule} | keys
    written = "\n".join(f"{key} = {_toml(value)}" for key, value in given.items())
    return f"\n[[relation]]\n{written}\n"


def form_with(*parts: str) -> Form:
    """The small form with flat choices and these parts."""
    return load_form(LINES + FLAT + "".join(parts), "x.toml")


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return str(value) if isinstance(value, int | float) else "'''" + str(value) + "'''"
