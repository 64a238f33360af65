"""Where the things of the graph have their pages on this site.

A thing `{base}id/{kind}/{key}` has the page `/page/{kind}/{key}`, and a named graph
`{base}graph/{name}` the page `/page/graph/{name}`; a term of the ontology is an anchor of
`/ontology`. Keys may hold any character an IRI may (`8.1`, `140-menilmontant`).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

from cooperation_kg.graph.terms import DEFAULT_BASE, PREFIXES

__all__ = ["GRAPH", "Address", "href", "thing"]

_SAFE = "-._~!$&'()*+,;=:@"
_ONTOLOGY = PREFIXES["ckg"].removesuffix("#")

GRAPH = "graph"
"""The kind of a named graph, whose IRI has no `id/`."""


@dataclass(frozen=True, slots=True)
class Address:
    """What names a thing: its kind and its key."""

    kind: str
    key: str

    @property
    def page(self) -> str:
        """The path of its page."""
        return f"/page/{self.kind}/{quote(self.key, safe=_SAFE)}"

    @property
    def data(self) -> str:
        """The path of its description in RDF."""
        return f"/data/{self.kind}/{quote(self.key, safe=_SAFE)}"

    def iri(self, base: str) -> str:
        """Its IRI."""
        if self.kind == GRAPH:
            return f"{base}graph/{self.key}"
        return f"{base}id/{self.kind}/{self.key}"


def thing(iri: str, base: str) -> Address | None:
    """The thing an IRI names; None where it names none of ours.

    >>> thing("https://w3id.org/cooperation-kg/id/action/75-93-8.1", DEFAULT_BASE)
    Address(kind='action', key='75-93-8.1')
    """
    name = iri.removeprefix(f"{base}graph/")
    if name and name != iri:
        return Address(GRAPH, unquote(name))
    for start in (f"{base}id/", f"{DEFAULT_BASE}id/"):
        kind, slash, key = iri.removeprefix(start).partition("/")
        if iri.startswith(start) and kind and slash and key:
            return Address(kind, unquote(key))
    return None


def href(iri: str, base: str) -> str:
    """Where a link to an IRI leads: a page of this site, an address elsewhere, or nowhere.

    >>> href("https://w3id.org/cooperation-kg/ontology#Action", DEFAULT_BASE)
    '/ontology#Action'
    >>> href("urn:x:1", DEFAULT_BASE)
    ''
    """
    if address := thing(iri, base):
        return address.page
    if iri == _ONTOLOGY or iri.startswith((f"{_ONTOLOGY}#", f"{_ONTOLOGY}/")):
        return f"/ontology{iri.removeprefix(_ONTOLOGY)}"
    return iri if iri.startswith(("http://", "https://")) else ""
