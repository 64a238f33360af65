"""Findings that are known and meant, each with its reason.

They stand in `ontology/accepted-findings.yaml`, so that a reader of the ontology sees which rule
was left on purpose, and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from cooperation_kg.ontology_checks.view import Finding

__all__ = ["Acceptance", "Sorted", "read_accepted", "sort"]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Findings of one rule that are meant.

    Attributes:
        code: the rule.
        reason: why the rule is left here.
        terms: the terms it is left for.
        says: words the message holds, where one rule finds several things.
    """

    code: str
    reason: str
    terms: frozenset[str]
    says: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether `finding` is one of those meant."""
        return (
            finding.code == self.code
            and finding.term in self.terms
            and self.says in finding.message
        )


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings, held against those that are meant.

    Attributes:
        open: findings that nobody accepted.
        stale: what was accepted and is found no more, as `code term`.
    """

    open: tuple[Finding, ...]
    stale: tuple[str, ...]


def read_accepted(file: Path) -> tuple[Acceptance, ...]:
    """Reads the list of accepted findings."""
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))
    return tuple(
        Acceptance(entry["code"], entry["reason"], frozenset(entry["terms"]), entry.get("says", ""))
        for entry in entries
    )


def sort(findings: Iterable[Finding], accepted: Iterable[Acceptance]) -> Sorted:
    """Parts `findings` into those that are meant and those that are open."""
    found = list(findings)
    accepted = list(accepted)
    still_open = [each for each in found if not any(entry.covers(each) for entry in accepted)]
    stale = [
        f"{entry.code} {term}"
        for entry in accepted
        for term in sorted(entry.terms)
        if not any(entry.covers(each) and each.term == term for each in found)
    ]
    return Sorted(tuple(sorted(still_open)), tuple(stale))
