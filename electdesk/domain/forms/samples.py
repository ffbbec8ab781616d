"""The self-test of a form file: its sample protocols must fire exactly the codes they name."""

import msgspec

from electdesk.domain.errors import ClerkError
from electdesk.domain.forms.form import Form
from electdesk.domain.forms.values import check_read, finding_json, read_values


class SampleResult(msgspec.Struct, frozen=True):
    """One sample. ``fired`` and ``expected``: sorted codes, each once. ``error``: why its values cannot be read, or ""."""

    name: str
    line: int
    expected: tuple[str, ...]
    fired: tuple[str, ...]
    error: str = ""
    findings: tuple[dict[str, object], ...] = ()

    @property
    def passed(self) -> bool:
        """Whether exactly the expected codes fired."""
        return not self.error and self.expected == self.fired

    @property
    def missing(self) -> tuple[str, ...]:
        """Codes that should have fired and did not."""
        return tuple(code for code in self.expected if code not in self.fired)

    @property
    def unexpected(self) -> tuple[str, ...]:
        """Codes that fired and should not have."""
        return tuple(code for code in self.fired if code not in self.expected)


def run_samples(form: Form) -> list[SampleResult]:
    """Every sample of the form, in the order of the file."""
    results = []
    for sample in form.samples:
        expected = tuple(sorted(set(sample.expect)))
        try:
            values = read_values(form, sample.values)
        except ClerkError as error:
            results.append(
                SampleResult(sample.name, sample.line, expected, (), f"{error.params.get('key')}: {error.params['reason']}")
            )
            continue
        found = check_read(form, values)
        fired = tuple(sorted({finding.code for finding in found}))
        shown = tuple(finding_json(finding, form, values.ballot) for finding in found)
        results.append(SampleResult(sample.name, sample.line, expected, fired, findings=shown))
    return results


def relations_without_sample(form: Form) -> tuple[str, ...]:
    """Codes of relations that no sample breaks: a mistake in such a rule would go unnoticed."""
    tried = {code for sample in form.samples for code in sample.expect}
    return tuple(relation.code for relation in form.relations if relation.code not in tried)
