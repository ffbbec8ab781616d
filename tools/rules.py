"""Reads the rules of the shelf's forms, so that no start has to: python -m tools.rules writes resources/forms/rules.json."""

from electdesk.domain.forms import load_from_shelf, shelf
from electdesk.domain.forms.read_rules import rules_of, table_file, write_table


def main() -> None:
    """Write the table anew."""
    rules = {text for form_id in shelf() for text in rules_of(load_from_shelf(form_id))}
    write_table(rules, table_file())
    print(f"{table_file()}: {len(rules)} rules")


if __name__ == "__main__":
    main()
