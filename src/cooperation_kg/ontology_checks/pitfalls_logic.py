"""OOPS! pitfalls in what axioms say of properties and classes.

The catalogue of pitfalls: https://oops.linkeddata.es/catalogue.jsp.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, URIRef
from rdflib.term import Node

from cooperation_kg.ontology_checks.view import Finding, View

__all__ = [
    "chain_of_one",
    "inverse_of_itself",
    "inverse_of_symmetric",
    "several_domains_or_ranges",
    "wrong_equivalent_classes",
    "wrong_equivalent_properties",
    "wrong_inverse",
    "wrong_symmetric",
    "wrong_transitive",
]


def _stated(view: View, term: Node, predicate: URIRef) -> set[Node]:
    return set(view.graph.objects(term, predicate))


def _excludes(view: View, first: set[Node], second: set[Node]) -> bool:
    """Whether two sets of classes, both stated, have nothing to do with each other."""
    if not first or not second or first & second:
        return False
    above = first.union(*(view.ancestors(each, RDFS.subClassOf) for each in first))
    below = second.union(*(view.ancestors(each, RDFS.subClassOf) for each in second))
    return not (above & second or below & first)


def wrong_inverse(view: View) -> Iterator[Finding]:
    """P05: inverses of which one's domain is foreign to the other's range."""
    for first, second in view.pairs(OWL.inverseOf):
        for left, right in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            if _excludes(view, _stated(view, first, left), _stated(view, second, right)):
                side = str(left).rpartition("#")[2], str(right).rpartition("#")[2]
                yield view.finding(
                    "P05",
                    first,
                    f"its {side[0]} is foreign to the {side[1]} of its inverse"
                    f" {view.name(second)}; correct one of them",
                )


def several_domains_or_ranges(view: View) -> Iterator[Finding]:
    """P19: two domains or ranges, which are both meant at once and rarely are."""
    for term in view.properties:
        for predicate, what in ((RDFS.domain, "domains"), (RDFS.range, "ranges")):
            if len(_stated(view, term, predicate)) > 1:
                yield view.finding("P19", term, f"has several {what}, which add up; keep one")


def inverse_of_itself(view: View) -> Iterator[Finding]:
    """P25: a property that is its own inverse is a symmetric one."""
    for first, second in view.pairs(OWL.inverseOf):
        if first == second:
            yield view.finding("P25", first, "is its own inverse; make it symmetric")


def inverse_of_symmetric(view: View) -> Iterator[Finding]:
    """P26: a symmetric property needs no inverse beside itself."""
    for first, second in view.pairs(OWL.inverseOf):
        for term in {first, second} if first != second else set():
            if (term, RDF.type, OWL.SymmetricProperty) in view.graph:
                yield view.finding("P26", term, "is symmetric and has an inverse; drop one")


def wrong_equivalent_properties(view: View) -> Iterator[Finding]:
    """P27: equivalent properties with foreign domains or ranges."""
    for first, second in view.pairs(OWL.equivalentProperty):
        for predicate, what in ((RDFS.domain, "domain"), (RDFS.range, "range")):
            if _excludes(view, _stated(view, first, predicate), _stated(view, second, predicate)):
                yield view.finding(
                    "P27", first, f"is equivalent to {view.name(second)} with a foreign {what}"
                )


def wrong_symmetric(view: View) -> Iterator[Finding]:
    """P28: a symmetric property whose domain is not its range."""
    yield from _one_sided(view, OWL.SymmetricProperty, "P28", "symmetric")


def wrong_transitive(view: View) -> Iterator[Finding]:
    """P29: a transitive property whose domain has nothing to do with its range."""
    for term in view.object_properties:
        if (term, RDF.type, OWL.TransitiveProperty) in view.graph and _excludes(
            view, _stated(view, term, RDFS.domain), _stated(view, term, RDFS.range)
        ):
            yield view.finding(
                "P29", term, "is transitive between two foreign classes, and so never applies twice"
            )


def _one_sided(view: View, kind: URIRef, code: str, what: str) -> Iterator[Finding]:
    for term in view.object_properties:
        domain, range_ = _stated(view, term, RDFS.domain), _stated(view, term, RDFS.range)
        if (term, RDF.type, kind) in view.graph and domain and range_ and domain != range_:
            yield view.finding(code, term, f"is {what}, and its domain is not its range")


def wrong_equivalent_classes(view: View) -> Iterator[Finding]:
    """P31: equivalent classes of which one is the other's sub-class, or that are disjoint.

    OOPS! looks for broader words in a dictionary; this finds what the axioms contradict.
    """
    for first, second in view.pairs(OWL.equivalentClass):
        if frozenset((first, second)) in view.disjoint:
            yield view.finding(
                "P31", first, f"is equivalent to, and disjoint from, {view.name(second)}"
            )
        for lower, upper in ((first, second), (second, first)):
            if upper in view.ancestors(lower, RDFS.subClassOf):
                yield view.finding(
                    "P31", lower, f"is a sub-class of {view.name(upper)} and equivalent to it"
                )


def chain_of_one(view: View) -> Iterator[Finding]:
    """P33: a chain of one property is a sub-property in disguise."""
    for term, head in view.pairs(OWL.propertyChainAxiom):
        if len(view.items(head)) < 2:
            yield view.finding("P33", term, "has a chain of one; use rdfs:subPropertyOf")
