"""Protocol forms as data: a TOML file becomes a Form, its relations a program, a protocol its findings.

The language is described for authors in resources/forms/README.md. numpy and the grammar are imported when first needed.
"""

from electdesk.domain.forms.checks import BLANK_CODE, DIFFERENCE_CODE, FormChecks, RelationState, compile_checks
from electdesk.domain.forms.form import (
    LANGUAGES,
    ROLES,
    Ballot,
    BallotChoice,
    CheckSettings,
    ChoiceRule,
    ContestTemplate,
    FixedChoice,
    Form,
    Group,
    Line,
    NamedChoice,
    Option,
    Relation,
    Sample,
)
from electdesk.domain.forms.meaning import EXTERNAL_OPERANDS, external_name
from electdesk.domain.forms.problems import FormError, FormProblem, fold_number, nearest
from electdesk.domain.forms.reading import load_form
from electdesk.domain.forms.samples import SampleResult, relations_without_sample, run_samples
from electdesk.domain.forms.shelf import contests_of, load_bundle, load_form_file, load_form_named, load_from_shelf, shelf
from electdesk.domain.forms.values import Values, check_read, check_values, finding_json, read_values

__all__ = [
    "BLANK_CODE",
    "DIFFERENCE_CODE",
    "EXTERNAL_OPERANDS",
    "LANGUAGES",
    "ROLES",
    "Ballot",
    "BallotChoice",
    "CheckSettings",
    "ChoiceRule",
    "ContestTemplate",
    "FixedChoice",
    "Form",
    "FormChecks",
    "FormError",
    "FormProblem",
    "Group",
    "Line",
    "NamedChoice",
    "Option",
    "Relation",
    "RelationState",
    "Sample",
    "SampleResult",
    "Values",
    "check_read",
    "check_values",
    "compile_checks",
    "contests_of",
    "external_name",
    "finding_json",
    "fold_number",
    "load_bundle",
    "load_form",
    "load_form_file",
    "load_form_named",
    "load_from_shelf",
    "nearest",
    "read_values",
    "relations_without_sample",
    "run_samples",
    "shelf",
]
