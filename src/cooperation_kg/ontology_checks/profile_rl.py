"""Whether an ontology stays in OWL 2 RL, the profile that rules can materialise.

After section 4 of https://www.w3.org/TR/owl2-profiles/#OWL_2_RL: which class expressions may
stand on which side, and which axioms have no rule. What OWL 2 DL asks is checked apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, BNode, Literal, URIRef
from rdflib.term import Node

from cooperation_kg.ontology_checks.profile_dl import DATATYPES
from cooperation_kg.ontology_checks.view import Finding, View

__all__ = ["OWL_RL", "owl_2_rl"]

OWL_RL = "OWL-RL"
"""The code of the findings of this module."""

_NO_RULE = {
    OWL.ReflexiveProperty: "is reflexive",
    RDFS.Datatype: "defines a datatype",
}
_FOREIGN_DATATYPES = frozenset({URIRef(f"{OWL}real"), URIRef(f"{OWL}rational")})
_CARDINALITIES = (
    OWL.cardinality, OWL.minCardinality, OWL.qualifiedCardinality, OWL.minQualifiedCardinality,
)  # fmt: skip
_MAXIMA = (OWL.maxCardinality, OWL.maxQualifiedCardinality)


def owl_2_rl(view: View) -> Iterator[Finding]:
    """All that keeps the ontology out of OWL 2 RL."""
    yield from _class_axioms(view)
    yield from _domains_and_ranges(view)
    for term, _ in view.pairs(OWL.disjointUnionOf):
        yield view.finding(OWL_RL, term, "is a disjoint union, for which RL has no rule")
    for kind, what in _NO_RULE.items():
        for term in sorted(view.graph.subjects(RDF.type, kind), key=str):
            yield view.finding(OWL_RL, term, f"{what}, for which RL has no rule")


def _class_axioms(view: View) -> Iterator[Finding]:
    expressions = _Expressions(view)
    for below, above in view.pairs(RDFS.subClassOf):
        yield from _report(view, below, "sub-class", expressions.not_below(below))
        yield from _report(view, below, "super-class", expressions.not_above(above))
    for pair in view.pairs(OWL.equivalentClass):
        for side in pair:
            yield from _report(view, pair[0], "equivalent class", expressions.not_both(side))
    for pair in view.pairs(OWL.disjointWith):
        for side in pair:
            yield from _report(view, pair[0], "disjoint class", expressions.not_below(side))
    for axiom in view.graph.subjects(RDF.type, OWL.AllDisjointClasses):
        for head in view.graph.objects(axiom, OWL.members):
            for member in view.items(head):
                yield from _report(view, member, "disjoint class", expressions.not_below(member))


def _domains_and_ranges(view: View) -> Iterator[Finding]:
    expressions = _Expressions(view)
    for predicate, what in ((RDFS.domain, "domain"), (RDFS.range, "range")):
        for term, value in view.pairs(predicate):
            if value in _FOREIGN_DATATYPES:
                yield view.finding(OWL_RL, term, f"has the range {value}, which RL leaves out")
            elif value not in DATATYPES:
                yield from _report(view, term, what, expressions.not_above(value))


def _report(view: View, term: Node, place: str, reasons: Iterator[str]) -> Iterator[Finding]:
    for reason in reasons:
        yield view.finding(OWL_RL, term, f"as {place}: {reason}")


class _Expressions:
    """What a class expression must not hold, by the side it stands on."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._graph = view.graph

    def not_below(self, node: Node) -> Iterator[str]:
        """Reasons why `node` is no subClassExpression of RL."""
        if not isinstance(node, BNode):
            yield from self._thing(node)
        elif members := self._list(node, OWL.unionOf) or self._list(node, OWL.intersectionOf):
            for member in members:
                yield from self.not_below(member)
        elif (some := self._graph.value(node, OWL.someValuesFrom)) is not None:
            if some != OWL.Thing and some not in DATATYPES:
                yield from self.not_below(some)
        elif not (self._has(node, OWL.oneOf) or self._has(node, OWL.hasValue)):
            yield f"{self._kind(node)} may not stand below"

    def not_above(self, node: Node) -> Iterator[str]:
        """Reasons why `node` is no superClassExpression of RL."""
        if not isinstance(node, BNode):
            yield from self._thing(node)
        elif members := self._list(node, OWL.intersectionOf):
            for member in members:
                yield from self.not_above(member)
        elif (complement := self._graph.value(node, OWL.complementOf)) is not None:
            yield from self.not_below(complement)
        elif (each := self._graph.value(node, OWL.allValuesFrom)) is not None:
            if each not in DATATYPES:
                yield from self.not_above(each)
        elif any(self._has(node, maximum) for maximum in _MAXIMA):
            yield from self._maximum(node)
        elif not self._has(node, OWL.hasValue):
            yield f"{self._kind(node)} may not stand above"

    def not_both(self, node: Node) -> Iterator[str]:
        """Reasons why `node` is no equivClassExpression of RL."""
        if not isinstance(node, BNode):
            yield from self._thing(node)
        elif members := self._list(node, OWL.intersectionOf):
            for member in members:
                yield from self.not_both(member)
        elif not self._has(node, OWL.hasValue):
            yield f"{self._kind(node)} may not stand in an equivalence"

    def _thing(self, node: Node) -> Iterator[str]:
        if node == OWL.Thing:
            yield "owl:Thing may not stand here"

    def _maximum(self, node: Node) -> Iterator[str]:
        for predicate in _MAXIMA:
            for number in self._graph.objects(node, predicate):
                if isinstance(number, Literal) and number.toPython() not in (0, 1):
                    yield f"a maximum of {number}; RL knows 0 and 1"
        filler = self._graph.value(node, OWL.onClass)
        if filler is not None and filler != OWL.Thing:
            yield from self.not_below(filler)

    def _has(self, node: Node, predicate: URIRef) -> bool:
        return self._graph.value(node, predicate) is not None

    def _list(self, node: Node, predicate: URIRef) -> list[Node]:
        head = self._graph.value(node, predicate)
        return [] if head is None else self._view.items(head)

    def _kind(self, node: Node) -> str:
        predicates = (
            OWL.unionOf, OWL.oneOf, OWL.complementOf, OWL.someValuesFrom, OWL.allValuesFrom,
            OWL.hasSelf, *_CARDINALITIES, *_MAXIMA,
        )  # fmt: skip
        for predicate in predicates:
            if self._has(node, predicate):
                return f"owl:{str(predicate).rpartition('#')[2]}"
        return "this expression"
