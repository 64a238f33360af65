"""What a validation found: findings, the worst first, each with its place and its remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Literal as Choice

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

__all__ = ["Finding", "Language", "Place", "Report", "Severity", "Texts"]

Language = Choice["fr", "en"]

Texts = Mapping[str, str]
"""A text by language; every one has `fr` and `en`."""

Term = NamedNode | BlankNode | Literal | Triple


class Severity(Enum):
    """How bad a finding is, in the words of SHACL (https://www.w3.org/TR/shacl/#severity)."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)

    def label(self, language: Language) -> str:
        """Its name as people read it."""
        return _SEVERITIES[self][language]


_SEVERITIES: dict[Severity, Texts] = {
    Severity.VIOLATION: {"fr": "violation", "en": "violation"},
    Severity.WARNING: {"fr": "avertissement", "en": "warning"},
    Severity.INFO: {"fr": "information", "en": "note"},
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is mended, and where the document says what it is about.

    Attributes:
        file: the record or RDF file.
        line: the 1-based line there.
        way: the way to the value inside a record, such as `axes[0].actions[3].pilots[0]`.
        document: the id of the source document.
        document_line: the 1-based line there.
        quote: the words printed there.
    """

    file: Path | None = None
    line: int | None = None
    way: str = ""
    document: str = ""
    document_line: int | None = None
    quote: str = ""

    def __str__(self) -> str:
        if self.file is None:
            return ""
        return f"{self.file}:{self.line}" if self.line else str(self.file)


@dataclass(frozen=True)
class Finding:
    """One thing that breaks one rule.

    Attributes:
        rule: the IRI of the property shape that is broken.
        component: the IRI of the SHACL constraint component.
        severity: how bad that is.
        message: what is wrong and how to mend it.
        focus: the node it was found at.
        focus_label: its name.
        path: the properties that lead to the values.
        path_label: their names.
        value: the value that is wrong, where it is one value.
        value_label: that value as people read it.
        place: where.
    """

    rule: str
    component: str
    severity: Severity
    message: Texts
    focus: NamedNode | BlankNode
    focus_label: str
    path: tuple[str, ...]
    path_label: Texts
    value: Term | None = None
    value_label: str = ""
    place: Place = field(default=Place())

    @property
    def name(self) -> str:
        """The short name of the rule, such as `PilotOfAParty`."""
        return self.rule.rpartition("#")[2]

    @property
    def order(self) -> tuple[object, ...]:
        """The worst first; then as a reader goes through the files."""
        place = self.place
        where = (str(place.file or ""), place.line or 0, place.document, place.document_line or 0)
        return (self.severity.rank, *where, self.name, str(self.focus), self.value_label)


@dataclass(frozen=True)
class Report:
    """The outcome of a validation.

    Attributes:
        findings: the worst first.
        rules: the short names of all rules that were checked.
    """

    findings: tuple[Finding, ...]
    rules: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, findings: Iterable[Finding], rules: Iterable[str]) -> Report:
        """A report of these findings in their order."""
        return cls(tuple(sorted(findings, key=lambda finding: finding.order)), tuple(sorted(rules)))

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong; warnings and notes are no violations."""
        return not self.counts[Severity.VIOLATION]

    @cached_property
    def counts(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for finding in self.findings)

    def grouped(self) -> list[tuple[Severity, str, tuple[Finding, ...]]]:
        """The findings by severity, and in it by the file or the document they are in."""

        def group(finding: Finding) -> tuple[int, str]:
            return finding.severity.rank, str(finding.place.file or finding.place.document)

        severities = list(Severity)
        ordered = sorted(self.findings, key=group)
        return [
            (severities[rank], where, tuple(found))
            for (rank, where), found in groupby(ordered, key=group)
        ]

    def __add__(self, other: Report) -> Report:
        rules = {*self.rules, *other.rules}
        return Report.of((*self.findings, *other.findings), rules)
