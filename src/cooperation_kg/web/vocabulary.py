"""What the terms of the graph are called, in both languages.

Our own terms say it in the ontology; of other vocabularies, those that are used are named in
`words/terms.toml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cooperation_kg.graph.terms import PREFIXES, RDFS
from cooperation_kg.resources import resource
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.wording import texts

__all__ = ["ALL_PREFIXES", "prefixed", "term_label"]

ALL_PREFIXES = PREFIXES | {
    "bibo": "http://purl.org/ontology/bibo/",
    "schema": "https://schema.org/",
    "vann": "http://purl.org/vocab/vann/",
}
"""The prefixes of the vocabularies that the graph and its ontology speak of."""


@lru_cache(maxsize=2_000)
def prefixed(iri: str, *, beyond: bool = False) -> str:
    """A term by its prefix and name; what has no known prefix stays as it is.

    Args:
        iri: the IRI of the term.
        beyond: whether to know the prefixes too that the endpoint does not.

    >>> prefixed("http://purl.org/dc/terms/title")
    'dcterms:title'
    """
    for prefix, start in (ALL_PREFIXES if beyond else PREFIXES).items():
        if iri.startswith(start) and len(iri) > len(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def term_label(iri: str, language: Language) -> str:
    """What a class or property is called; its short name where nothing calls it otherwise.

    >>> term_label("https://w3id.org/cooperation-kg/ontology#Action", "en")
    'action'
    >>> term_label("http://purl.org/dc/terms/title", "fr")
    'titre'
    """
    if labels := _own().get(iri):
        return labels.get(language) or next(iter(labels.values()))
    short = prefixed(iri, beyond=True)
    prefix, _, name = short.partition(":")
    named: Mapping[str, str] = texts(language)["terms"].get(prefix, {})
    return named.get(name, short)


@cache
def _own() -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file in sorted(resource("ontology").glob("*.ttl")):
        for quad in parse(path=file, format=RdfFormat.TURTLE):
            term, label = quad.subject, quad.object
            if (
                quad.predicate == RDFS.label
                and isinstance(term, NamedNode)
                and isinstance(label, Literal)
            ):
                found[term.value].setdefault(label.language or "fr", label.value)
    return found
