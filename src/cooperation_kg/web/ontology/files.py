"""The ontology's files and the shapes, as they are published.

A file states one ontology, which has an IRI and one of its version; both lead to the file. The
addresses are those of the IRIs below `/ontology`, so they follow from the files and from nothing
else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store, Triple, parse, serialize

from cooperation_kg.graph.terms import PREFIXES, RDF
from cooperation_kg.resources import resource
from cooperation_kg.store.formats import RDF_FORMATS, Format
from cooperation_kg.web.vocabulary import ALL_PREFIXES

__all__ = ["ONTOLOGY", "Published", "published", "shapes", "statements"]

ONTOLOGY = PREFIXES["ckg"].removesuffix("#")
"""The IRI of the ontology."""

_OWL = PREFIXES["owl"]
_PREFIXES = ALL_PREFIXES | {
    "concept": "https://w3id.org/cooperation-kg/id/concept/",
    "scheme": "https://w3id.org/cooperation-kg/id/scheme/",
}


@dataclass(frozen=True)
class Published:
    """What can be downloaded at one address.

    Attributes:
        iri: the IRI of the ontology it states; that of the shapes is made of their address.
        version_iri: the IRI of its version, where it has one.
        turtle: the file itself, with its comments.
    """

    iri: str
    version_iri: str
    turtle: bytes = field(repr=False)

    @property
    def path(self) -> str:
        """Where it lies on this site."""
        return "/ontology" + self.iri.removeprefix(ONTOLOGY)

    @property
    def version_path(self) -> str:
        """Where its version lies."""
        return "/ontology" + self.version_iri.removeprefix(ONTOLOGY)

    def written(self, into: Format) -> bytes:
        """It in a format of triples."""
        if into.name == "ttl":
            return self.turtle
        rdf_format = RDF_FORMATS[into.name]
        return serialize(self.triples(), format=rdf_format, prefixes=_PREFIXES) or b""

    def triples(self) -> Sequence[Triple]:
        """What it says; its blank nodes have the names the parser gave them."""
        return [quad.triple for quad in parse(self.turtle, RdfFormat.TURTLE)]


@cache
def published() -> Mapping[str, Published]:
    """The ontologies, by their addresses and those of their versions."""
    found = {}
    for file in sorted(resource("ontology").glob("*.ttl")):
        one = _read(file)
        found[one.path] = found[one.version_path] = one
    return found


def _read(file: Path) -> Published:
    turtle = file.read_bytes()
    quads = list(parse(turtle, RdfFormat.TURTLE))
    (iri,) = {
        quad.subject
        for quad in quads
        if quad.predicate == RDF["type"] and quad.object == NamedNode(f"{_OWL}Ontology")
    }
    (version,) = {
        quad.object
        for quad in quads
        if quad.subject == iri and quad.predicate == NamedNode(f"{_OWL}versionIRI")
    }
    return Published(str(getattr(iri, "value", "")), str(getattr(version, "value", "")), turtle)


@cache
def shapes() -> Published:
    """The SHACL shapes, all files as one."""
    files = sorted(resource("shapes").glob("*.ttl"))
    return Published("", "", b"\n\n".join(file.read_bytes() for file in files))


@cache
def statements() -> Store:
    """All that the ontologies state, together."""
    store = Store()
    for one in set(published().values()):
        store.bulk_load(one.turtle, RdfFormat.TURTLE)
    return store
