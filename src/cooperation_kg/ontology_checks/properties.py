"""The hierarchy of object properties, and what OWL 2 DL asks of it.

Section 11 of https://www.w3.org/TR/owl2-syntax/: which properties are simple, and whether the
chains are regular, so that reasoning ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, BNode
from rdflib.term import Node

from cooperation_kg.ontology_checks.view import Finding, View

__all__ = ["Hierarchy"]

_NEEDS_SIMPLE = {
    OWL.FunctionalProperty: "functional",
    OWL.InverseFunctionalProperty: "inverse functional",
    OWL.IrreflexiveProperty: "irreflexive",
    OWL.AsymmetricProperty: "asymmetric",
}
_COUNTS = (
    OWL.cardinality, OWL.minCardinality, OWL.maxCardinality, OWL.qualifiedCardinality,
    OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality, OWL.hasSelf,
)  # fmt: skip

_Directed = tuple[Node, bool]
"""A property, and whether it is read backwards."""


class Hierarchy:
    """Sub-properties, inverses and chains of an ontology."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._graph = view.graph
        self._above = self._direct_hierarchy()
        self._chains = [
            (term, view.items(head)) for term, head in view.pairs(OWL.propertyChainAxiom)
        ]
        self._transitive = set(view.graph.subjects(RDF.type, OWL.TransitiveProperty))

    def _direct_hierarchy(self) -> dict[_Directed, set[_Directed]]:
        above: dict[_Directed, set[_Directed]] = defaultdict(set)

        def link(lower: _Directed, upper: _Directed) -> None:
            above[lower].add(upper)
            above[lower[0], not lower[1]].add((upper[0], not upper[1]))

        for lower, upper in self._graph.subject_objects(RDFS.subPropertyOf):
            link(self._directed(lower), self._directed(upper))
        for first, second in self._graph.subject_objects(OWL.equivalentProperty):
            link(self._directed(first), self._directed(second))
            link(self._directed(second), self._directed(first))
        for first, second in self._graph.subject_objects(OWL.inverseOf):
            if not isinstance(first, BNode):
                link(self._directed(first), (second, True))
                link((second, True), self._directed(first))
        for term in self._graph.subjects(RDF.type, OWL.SymmetricProperty):
            link((term, False), (term, True))
        return above

    def _directed(self, node: Node) -> _Directed:
        inverse = self._graph.value(node, OWL.inverseOf) if isinstance(node, BNode) else None
        return (inverse, True) if inverse is not None else (node, False)

    def _reaches(self, lower: Node, upper: Node) -> bool:
        """Whether `lower` is below `upper`, or is it, in either direction."""
        found: set[_Directed] = set()
        waiting = [self._directed(lower)]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting.extend(self._above[node])
        target = self._directed(upper)[0]
        return any(term == target for term, _ in found)

    def composite(self, term: Node) -> bool:
        """Whether `term` is implied by a chain or a transitive property, and so is not simple."""
        sources = self._transitive | {implied for implied, chain in self._chains if len(chain) > 1}
        return any(self._reaches(source, term) for source in sources)

    def violations(self, code: str) -> Iterator[Finding]:
        """Properties that must be simple and are not, and chains that are not regular."""
        yield from self._not_simple(code)
        yield from self._not_regular(code)

    def _not_simple(self, code: str) -> Iterator[Finding]:
        objects = set(self._graph.subjects(RDF.type, OWL.ObjectProperty))
        for kind, what in _NEEDS_SIMPLE.items():
            for term in sorted(self._graph.subjects(RDF.type, kind), key=str):
                if term in objects and self.composite(term):
                    yield self._finding(
                        code, term, f"is {what}, and implied by a chain or a transitive property"
                    )
        for predicate in _COUNTS:
            for restriction in self._graph.subjects(predicate):
                for term in self._graph.objects(restriction, OWL.onProperty):
                    if self.composite(self._directed(term)[0]):
                        yield self._finding(
                            code,
                            term,
                            "is counted, and implied by a chain or a transitive property",
                        )

    def _not_regular(self, code: str) -> Iterator[Finding]:
        """A strict order of the properties must exist, in which chains go up."""
        smaller: dict[Node, set[Node]] = defaultdict(set)
        for implied, chain in self._chains:
            for member in self._must_be_smaller(implied, chain):
                smaller[implied].add(self._directed(member)[0])
        for implied in sorted(smaller, key=str):
            seen: set[Node] = set()
            waiting = list(smaller[implied])
            while waiting:
                node = waiting.pop()
                if node in seen:
                    continue
                seen.add(node)
                waiting.extend(smaller.get(node, ()))
            for node in sorted(seen, key=str):
                if self._reaches(implied, node):
                    yield self._finding(
                        code,
                        implied,
                        f"is implied by a chain through {self._view.name(node)}, which is above"
                        " it or is it: the chain is not regular",
                    )

    def _must_be_smaller(self, implied: Node, chain: list[Node]) -> list[Node]:
        if chain == [implied, implied]:
            return []
        if chain and chain[0] == implied:
            return chain[1:]
        if chain and chain[-1] == implied:
            return chain[:-1]
        return chain

    def _finding(self, code: str, term: Node, message: str) -> Finding:
        return self._view.finding(code, term, message)
