"""An ontology seen as its terms, and what a check finds wrong with one.

A check is a function from a `View` to findings. It looks at the ontology's own terms only: those
of the namespace that the ontology says is its own (`vann:preferredNamespaceUri`,
https://vocab.org/vann/#preferredNamespaceUri).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urldefrag

from rdflib import OWL, RDF, RDFS, SKOS, VANN, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["Check", "Finding", "View", "read"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong with an ontology.

    Attributes:
        code: the rule, under the name its authors gave it (`P11`, `OM1`, `DL-typing`).
        term: what it is wrong with: a name inside the namespace, or an IRI.
        message: what is wrong, and what to do about it.
    """

    code: str
    term: str
    message: str

    def __str__(self) -> str:
        return f"{self.code} {self.term}: {self.message}"


def read(*files: Path) -> Graph:
    """The triples of several Turtle files, as one graph: an ontology with what it imports."""
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


@dataclass(frozen=True)
class View:
    """The terms of an ontology, by kind."""

    graph: Graph

    @cached_property
    def ontologies(self) -> list[Node]:
        """What is typed as an ontology: one, and those it is read together with."""
        return sorted(self.graph.subjects(RDF.type, OWL.Ontology), key=str)

    @cached_property
    def namespace(self) -> str:
        """The namespace the ontology says is its own; else its IRI with `#`."""
        for ontology in self.ontologies:
            stated = self.graph.value(ontology, VANN.preferredNamespaceUri)
            if stated is not None:
                return str(stated)
        return f"{urldefrag(str(self.ontologies[0]))[0]}#" if self.ontologies else ""

    @cached_property
    def classes(self) -> list[URIRef]:
        """The own classes, by name."""
        return self._own(OWL.Class)

    @cached_property
    def object_properties(self) -> list[URIRef]:
        """The own object properties, by name."""
        return self._own(OWL.ObjectProperty)

    @cached_property
    def data_properties(self) -> list[URIRef]:
        """The own data properties, by name."""
        return self._own(OWL.DatatypeProperty)

    @cached_property
    def properties(self) -> list[URIRef]:
        """The own object and data properties."""
        return [*self.object_properties, *self.data_properties]

    @cached_property
    def terms(self) -> list[URIRef]:
        """The own classes and properties."""
        return [*self.classes, *self.properties]

    def _own(self, kind: URIRef) -> list[URIRef]:
        typed = self.graph.subjects(RDF.type, kind)
        own = {term for term in typed if isinstance(term, URIRef) and self.is_own(term)}
        return sorted(own, key=str)

    def is_own(self, term: Node) -> bool:
        """Whether `term` is an IRI of the ontology's namespace."""
        return isinstance(term, URIRef) and bool(self.namespace) and term.startswith(self.namespace)

    def name(self, term: Node) -> str:
        """What a finding calls `term`: its name in the namespace, or its whole IRI."""
        return str(term).removeprefix(self.namespace) if self.is_own(term) else str(term)

    def finding(self, code: str, term: Node, message: str) -> Finding:
        """A finding on `term`."""
        return Finding(code, self.name(term), message)

    def labels(self, term: Node) -> list[Literal]:
        """The labels of `term`."""
        return self._texts(term, (RDFS.label, SKOS.prefLabel))

    def definitions(self, term: Node) -> list[Literal]:
        """The definitions of `term`, in either of the properties in use for them."""
        return self._texts(term, (SKOS.definition, RDFS.comment))

    def _texts(self, term: Node, predicates: Iterable[URIRef]) -> list[Literal]:
        return [
            value
            for predicate in predicates
            for value in self.graph.objects(term, predicate)
            if isinstance(value, Literal)
        ]

    def pairs(self, predicate: URIRef) -> Iterator[tuple[Node, Node]]:
        """What `predicate` links, in the order of the IRIs."""
        yield from sorted(self.graph.subject_objects(predicate), key=str)

    def items(self, head: Node) -> list[Node]:
        """The members of an RDF list."""
        return list(Collection(self.graph, head))

    @cached_property
    def disjoint(self) -> set[frozenset[Node]]:
        """Pairs of classes that are stated to be disjoint."""
        pairs = {frozenset(pair) for pair in self.graph.subject_objects(OWL.disjointWith)}
        for axiom in self.graph.subjects(RDF.type, OWL.AllDisjointClasses):
            for head in self.graph.objects(axiom, OWL.members):
                members = self.items(head)
                pairs |= {frozenset((a, b)) for a in members for b in members if a != b}
        return pairs

    def ancestors(self, term: Node, predicate: URIRef) -> set[Node]:
        """All that `term` reaches by `predicate` in one step or more."""
        found: set[Node] = set()
        waiting = list(self.graph.objects(term, predicate))
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting.extend(self.graph.objects(node, predicate))
        return found


Check = Callable[[View], Iterator[Finding]]
