"""Whether an ontology stays in OWL 2 DL.

Checked on the triples, after the structural specification: typing of entities (section 5.8.1 and
5.9), reserved vocabulary (2.4), datatypes (4 and 5.2), and the global restrictions on properties
(11), https://www.w3.org/TR/owl2-syntax/. The graph must hold what the ontology imports.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, XSD, BNode, Literal, URIRef
from rdflib.term import Node

from cooperation_kg.ontology_checks.properties import Hierarchy
from cooperation_kg.ontology_checks.view import Finding, View

__all__ = ["DATATYPES", "OWL_DL", "owl_2_dl"]

OWL_DL = "OWL-DL"
"""The code of the findings of this module."""

_RESERVED = (str(OWL), str(RDF), str(RDFS), str(XSD))

DATATYPES = frozenset(
    {
        RDFS.Literal, RDF.XMLLiteral, RDF.langString, URIRef(f"{RDF}PlainLiteral"),
        URIRef(f"{OWL}real"), URIRef(f"{OWL}rational"),
        XSD.decimal, XSD.integer, XSD.nonNegativeInteger, XSD.nonPositiveInteger,
        XSD.positiveInteger, XSD.negativeInteger, XSD.long, XSD.int, XSD.short, XSD.byte,
        XSD.unsignedLong, XSD.unsignedInt, XSD.unsignedShort, XSD.unsignedByte, XSD.double,
        XSD.float, XSD.string, XSD.normalizedString, XSD.token, XSD.language, XSD.Name,
        XSD.NCName, XSD.NMTOKEN, XSD.boolean, XSD.hexBinary, XSD.base64Binary, XSD.anyURI,
        XSD.dateTime, XSD.dateTimeStamp,
    }
)  # fmt: skip
"""The OWL 2 datatype map: xsd:date and xsd:gYear are not in it."""

_ANNOTATIONS = frozenset(
    {
        RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.deprecated,
        OWL.versionInfo, OWL.priorVersion, OWL.backwardCompatibleWith, OWL.incompatibleWith,
    }
)  # fmt: skip
_CLASS_TO_CLASS = frozenset({RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith})
_SUBJECT_AND_OBJECT_PROPERTY = frozenset(
    {RDFS.subPropertyOf, OWL.equivalentProperty, OWL.propertyDisjointWith, OWL.inverseOf}
)
_OBJECT_ONLY = frozenset(
    {
        OWL.TransitiveProperty, OWL.SymmetricProperty, OWL.AsymmetricProperty,
        OWL.ReflexiveProperty, OWL.IrreflexiveProperty, OWL.InverseFunctionalProperty,
    }
)  # fmt: skip
_CLASS_FILLERS = frozenset({OWL.onClass, OWL.complementOf})
_CLASS_LISTS = frozenset({OWL.unionOf, OWL.intersectionOf, OWL.disjointUnionOf})
_LIST_LINKS = frozenset({RDF.first, RDF.rest})
_SYNTAX = frozenset(
    {
        *_CLASS_TO_CLASS, *_SUBJECT_AND_OBJECT_PROPERTY, *_CLASS_FILLERS, *_CLASS_LISTS,
        *_LIST_LINKS,
        RDF.type, RDFS.domain, RDFS.range, OWL.imports, OWL.versionIRI, OWL.members,
        OWL.distinctMembers, OWL.propertyChainAxiom, OWL.oneOf, OWL.hasKey, OWL.sameAs,
        OWL.differentFrom, OWL.onProperty, OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue,
        OWL.hasSelf, OWL.cardinality, OWL.minCardinality, OWL.maxCardinality,
        OWL.qualifiedCardinality, OWL.minQualifiedCardinality, OWL.maxQualifiedCardinality,
        OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget, OWL.sourceIndividual,
        OWL.assertionProperty, OWL.targetIndividual, OWL.targetValue, OWL.onDatatype,
        OWL.withRestrictions, OWL.datatypeComplementOf, OWL.onDataRange,
    }
)  # fmt: skip
_BUILT_IN_CLASSES = frozenset({OWL.Thing, OWL.Nothing})
_BUILT_IN_TYPES = frozenset(
    {
        OWL.Ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty,
        OWL.NamedIndividual, OWL.FunctionalProperty, OWL.Restriction, OWL.AllDisjointClasses,
        OWL.AllDisjointProperties, OWL.AllDifferent, OWL.Axiom, OWL.Annotation,
        OWL.NegativePropertyAssertion, RDFS.Datatype, RDF.List,
    }
) | _OBJECT_ONLY  # fmt: skip


def owl_2_dl(view: View) -> Iterator[Finding]:
    """All that keeps the ontology out of OWL 2 DL."""
    checker = _Checker(view)
    yield from checker.punning()
    yield from checker.triples()
    yield from Hierarchy(view).violations(OWL_DL)


class _Checker:
    def __init__(self, view: View) -> None:
        self._view = view
        self._graph = view.graph
        typed = view.graph.subjects
        self._classes = set(typed(RDF.type, OWL.Class)) | set(typed(RDF.type, OWL.Restriction))
        self._datatypes = set(typed(RDF.type, RDFS.Datatype))
        self._object = set(typed(RDF.type, OWL.ObjectProperty)) | {
            OWL.topObjectProperty, OWL.bottomObjectProperty
        }  # fmt: skip
        self._data = set(typed(RDF.type, OWL.DatatypeProperty))
        self._annotation = set(typed(RDF.type, OWL.AnnotationProperty)) | _ANNOTATIONS

    def _found(self, term: Node, message: str) -> Finding:
        return self._view.finding(OWL_DL, term, message)

    def punning(self) -> Iterator[Finding]:
        """One IRI declared as two kinds of property, or as a class and a datatype."""
        kinds = (
            ("object property", self._object),
            ("data property", self._data),
            ("annotation property", self._annotation),
        )
        for number, (what, first) in enumerate(kinds):
            for other, second in kinds[number + 1 :]:
                for term in sorted(first & second, key=str):
                    yield self._found(term, f"is both an {what} and a {other}; choose one")
        for term in sorted(self._classes & self._datatypes, key=str):
            if isinstance(term, URIRef):
                yield self._found(term, "is both a class and a datatype; choose one")

    def triples(self) -> Iterator[Finding]:
        """Positions, reserved vocabulary and datatypes, triple by triple."""
        for subject, predicate, value in sorted(self._graph, key=str):
            if isinstance(value, Literal):
                datatype = value.datatype
                if datatype and datatype not in DATATYPES and datatype not in self._datatypes:
                    yield self._found(subject, f"has a literal of {datatype}, foreign to OWL 2")
            if predicate == RDF.type:
                yield from self._type(subject, value)
            elif predicate in _SYNTAX:
                yield from self._axiom(subject, predicate, value)
            else:
                yield from self._assertion(subject, predicate, value)

    def _type(self, subject: Node, kind: Node) -> Iterator[Finding]:
        if str(subject).startswith(_RESERVED):
            yield self._found(subject, "is of the reserved vocabulary and cannot be redefined")
        if kind in _OBJECT_ONLY and subject not in self._object:
            yield self._found(subject, f"is a {kind}, and no object property")
        elif kind not in _BUILT_IN_TYPES and kind not in self._classes | _BUILT_IN_CLASSES:
            yield self._found(kind, "is used as a class; declare it an owl:Class")

    def _axiom(self, subject: Node, predicate: Node, value: Node) -> Iterator[Finding]:
        if predicate in _CLASS_TO_CLASS:
            if subject not in self._datatypes:
                yield from self._class(subject)
                yield from self._class(value)
        elif predicate in _CLASS_FILLERS:
            yield from self._class(value)
        elif predicate in _CLASS_LISTS or (
            predicate == OWL.members and (subject, RDF.type, OWL.AllDisjointClasses) in self._graph
        ):
            for member in self._view.items(value):
                yield from self._class(member)
        elif predicate in _SUBJECT_AND_OBJECT_PROPERTY:
            yield from self._same_kind(subject, predicate, value)
        elif predicate == OWL.propertyChainAxiom:
            for member in (subject, *self._view.items(value)):
                yield from self._object_property(member)
        elif predicate in (RDFS.domain, RDFS.range):
            yield from self._domain_or_range(subject, predicate, value)
        elif predicate == OWL.onProperty:
            yield from self._restriction(subject, value)

    def _class(self, node: Node) -> Iterator[Finding]:
        if node not in self._classes | _BUILT_IN_CLASSES:
            yield self._found(node, "is used as a class; declare it an owl:Class")

    def _object_property(self, node: Node) -> Iterator[Finding]:
        inverse = isinstance(node, BNode) and self._graph.value(node, OWL.inverseOf) is not None
        if node not in self._object and not inverse:
            yield self._found(node, "is used as an object property; declare it one")

    def _same_kind(self, subject: Node, predicate: Node, value: Node) -> Iterator[Finding]:
        if predicate == OWL.inverseOf:
            for node in (subject, value):
                yield from self._object_property(node)
            return
        kinds = (self._object, self._data, self._annotation)
        if not any(subject in kind and value in kind for kind in kinds):
            yield self._found(
                subject, f"and {self._view.name(value)} are not declared one kind of property"
            )

    def _domain_or_range(self, subject: Node, predicate: Node, value: Node) -> Iterator[Finding]:
        if subject in self._annotation:
            return
        if subject not in self._object | self._data:
            yield self._found(subject, "has a domain or range; declare its kind of property")
        elif predicate == RDFS.range and subject in self._data:
            if value not in DATATYPES | self._datatypes:
                yield self._found(subject, f"has the range {value}, which is no OWL 2 datatype")
        else:
            yield from self._class(value)

    def _restriction(self, subject: Node, value: Node) -> Iterator[Finding]:
        if value in self._object:
            for predicate in (OWL.someValuesFrom, OWL.allValuesFrom):
                for filler in self._graph.objects(subject, predicate):
                    yield from self._class(filler)
        elif value not in self._data:
            yield from self._object_property(value)

    def _assertion(self, subject: Node, predicate: Node, value: Node) -> Iterator[Finding]:
        if str(predicate).startswith(_RESERVED) and predicate not in self._annotation:
            yield self._found(predicate, "is of the reserved vocabulary and has no use in OWL 2 DL")
        elif predicate in self._object:
            if isinstance(value, Literal):
                yield self._found(subject, f"has a literal for {self._view.name(predicate)}")
        elif predicate in self._data:
            if not isinstance(value, Literal):
                yield self._found(subject, f"has no literal for {self._view.name(predicate)}")
        elif predicate not in self._annotation:
            yield self._found(
                predicate, "is used and not declared; say what kind of property it is"
            )
