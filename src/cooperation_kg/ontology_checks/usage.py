"""Which terms of the ontology other files use, to find those that it does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cooperation_kg.ontology_checks.view import Finding, View

__all__ = ["unknown_terms"]

_NAME = r"([A-Za-z]\w*)"


def unknown_terms(text: str, view: View) -> Iterator[Finding]:
    """Terms that RDF, SPARQL or converter code names and the ontology does not declare."""
    known = {view.name(term) for term in view.terms}
    patterns = (rf"\bckg:{_NAME}", rf"\bCKG\.{_NAME}", re.escape(view.namespace) + _NAME)
    named = {match[1] for pattern in patterns for match in re.finditer(pattern, text)}
    for name in sorted(named - known):
        yield Finding("USE", name, "is used and not in the ontology; add it there, or correct it")
