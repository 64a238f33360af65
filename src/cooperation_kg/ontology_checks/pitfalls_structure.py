"""OOPS! pitfalls in how terms hold together, and in what the ontology says about itself.

The catalogue of pitfalls: https://oops.linkeddata.es/catalogue.jsp.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rdflib import DC, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, TIME, VANN, BNode, URIRef
from rdflib.namespace import DefinedNamespace
from rdflib.term import Node

from cooperation_kg.ontology_checks.view import Finding, View

__all__ = [
    "ambiguous_namespace",
    "class_cycle",
    "domain_or_range_in_core",
    "hijacked_namespace",
    "missing_disjointness",
    "missing_domain_or_range",
    "missing_inverse",
    "no_licence",
    "no_ontology",
    "recursive_definition",
    "unconnected",
    "untyped_class",
    "untyped_property",
]

_CLASS_LINKS = (RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith)
_PROPERTY_LINKS = (
    RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf, OWL.propertyDisjointWith,
)  # fmt: skip
_AXIOMS = (
    *_CLASS_LINKS, *_PROPERTY_LINKS, RDFS.domain, RDFS.range, OWL.onProperty, OWL.someValuesFrom,
    OWL.allValuesFrom, OWL.onClass, RDF.first, OWL.propertyChainAxiom, OWL.complementOf,
)  # fmt: skip
_LICENCES = (
    DCTERMS.license, DCTERMS.rights, DC.rights, URIRef("http://creativecommons.org/ns#license"),
    URIRef("http://schema.org/license"), URIRef("https://schema.org/license"),
)  # fmt: skip
_KNOWN: tuple[type[DefinedNamespace], ...] = (
    DC, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, TIME, VANN,
)  # fmt: skip


def unconnected(view: View) -> Iterator[Finding]:
    """P04: a term that no axiom links to another."""
    linked: set[Node] = set()
    for predicate in _AXIOMS:
        for subject, value in view.graph.subject_objects(predicate):
            linked |= {subject, value}
    for term in view.terms:
        if term not in linked:
            yield view.finding("P04", term, "stands alone; link it to another term, or drop it")


def class_cycle(view: View) -> Iterator[Finding]:
    """P06: a class that is its own ancestor."""
    for term in view.classes:
        if term in view.ancestors(term, RDFS.subClassOf):
            yield view.finding("P06", term, "is a sub-class of itself; break the circle")


def missing_disjointness(view: View) -> Iterator[Finding]:
    """P10: no two classes are said to be disjoint."""
    if len(view.classes) > 1 and not view.disjoint:
        yield Finding("P10", view.namespace, "states no disjointness; say what excludes what")


def missing_domain_or_range(view: View) -> Iterator[Finding]:
    """P11: a property without a domain or a range, neither its own nor a super-property's."""
    for term in view.properties:
        family = {term} | view.ancestors(term, RDFS.subPropertyOf)
        for predicate, what in ((RDFS.domain, "domain"), (RDFS.range, "range")):
            if not any(view.graph.value(each, predicate) for each in family):
                yield view.finding("P11", term, f"has no {what}; state one")


def domain_or_range_in_core(view: View) -> Iterator[Finding]:
    """SC-R2 of the SEMIC style guide: the light ontology has neither domains nor ranges.

    The opposite of P11 on purpose: the one is asked of the core alone, the other of the core
    together with its axioms.
    """
    for predicate, what in ((RDFS.domain, "domain"), (RDFS.range, "range")):
        for term, _ in view.pairs(predicate):
            yield view.finding("SC-R2", term, f"has a {what}; move it to the file of axioms")


def missing_inverse(view: View) -> Iterator[Finding]:
    """P13: an object property without an inverse."""
    inverted = {node for pair in view.graph.subject_objects(OWL.inverseOf) for node in pair}
    for term in view.object_properties:
        symmetric = (term, RDF.type, OWL.SymmetricProperty) in view.graph
        if not symmetric and term not in inverted:
            yield view.finding("P13", term, "has no inverse; declare one, or say why none")


def recursive_definition(view: View) -> Iterator[Finding]:
    """P24: a term that its own definition uses."""
    for term in view.classes:
        for predicate in (OWL.equivalentClass, RDFS.subClassOf):
            for expression in view.graph.objects(term, predicate):
                if isinstance(expression, BNode) and term in _used_by(view, expression):
                    yield view.finding("P24", term, "is defined by itself; define it by others")
    for term in view.properties:
        for predicate in (RDFS.domain, RDFS.range):
            for expression in view.graph.objects(term, predicate):
                if isinstance(expression, BNode) and term in _used_by(view, expression):
                    yield view.finding("P24", term, "stands in its own domain or range")


def _used_by(view: View, expression: Node) -> set[Node]:
    """All that an anonymous expression is made of."""
    found: set[Node] = set()
    waiting = [expression]
    while waiting:
        for _, value in view.graph.predicate_objects(waiting.pop()):
            if value not in found:
                found.add(value)
                if isinstance(value, BNode):
                    waiting.append(value)
    return found


def untyped_class(view: View) -> Iterator[Finding]:
    """P34: something used as a class without being declared one."""
    used = {node for predicate in _CLASS_LINKS for pair in view.pairs(predicate) for node in pair}
    used |= {node for _, node in view.pairs(RDFS.domain)}
    for node in sorted(used, key=str):
        if view.is_own(node) and (node, RDF.type, OWL.Class) not in view.graph:
            yield view.finding("P34", node, "is used as a class; declare it an owl:Class")


def untyped_property(view: View) -> Iterator[Finding]:
    """P35: something used as a property without being declared one."""
    used: set[Node] = {node for predicate in _PROPERTY_LINKS for pair in view.pairs(predicate)
                       for node in pair}  # fmt: skip
    used |= {node for predicate in (RDFS.domain, RDFS.range) for node, _ in view.pairs(predicate)}
    used |= {node for _, node in view.pairs(OWL.onProperty)}
    used |= set(view.graph.predicates())
    for node in sorted(used, key=str):
        declared = any(
            (node, RDF.type, kind) in view.graph
            for kind in (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
        )
        if view.is_own(node) and not declared:
            yield view.finding("P35", node, "is used as a property; declare its kind")


def no_ontology(view: View) -> Iterator[Finding]:
    """P38: no owl:Ontology, and so nowhere for its metadata."""
    if not view.ontologies:
        yield Finding("P38", view.namespace, "there is no owl:Ontology; declare one")


def ambiguous_namespace(view: View) -> Iterator[Finding]:
    """P39: an ontology without an IRI of its own, which then is named after its file."""
    for ontology in view.ontologies:
        if isinstance(ontology, BNode) or str(ontology).startswith("file:"):
            yield view.finding("P39", ontology, "has no IRI of its own; give it one")


def hijacked_namespace(view: View) -> Iterator[Finding]:
    """P40: a term that the vocabulary it is taken from does not define.

    Decided for the vocabularies whose terms rdflib lists; for others it needs the Web.
    """
    nodes: set[Node] = {node for triple in view.graph for node in triple}
    for node in sorted((n for n in nodes if isinstance(n, URIRef)), key=str):
        for vocabulary in _KNOWN:
            name = str(node).removeprefix(str(vocabulary))
            if name and name != str(node) and not _defines(vocabulary, name):
                yield view.finding("P40", node, "is no term of the vocabulary it claims to be of")


def _defines(vocabulary: Any, name: str) -> bool:  # noqa: ANN401 -- rdflib's metaclass has no type
    return name in vocabulary


def no_licence(view: View) -> Iterator[Finding]:
    """P41: an ontology that nobody knows whether they may use."""
    for ontology in view.ontologies:
        if not any(view.graph.value(ontology, predicate) for predicate in _LICENCES):
            yield view.finding("P41", ontology, "states no licence; add dcterms:license")
