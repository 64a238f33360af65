"""The quads of one document, gathered while its record is read.

Two kinds of triple: what only holds the graph together (`say`), and what the document says
(`read`), which is written together with its evidence: the triple it supports (RDF 1.1
reification, https://www.w3.org/TR/rdf-schema/#ch_reificationvocab) and the characters it was read
at (https://www.w3.org/TR/annotation-model/#text-position-selector).
"""

from __future__ import annotations

import hashlib

from pyoxigraph import Literal, NamedNode, Quad

from cooperation_kg.graph.terms import CKG, OA, RDF, RDFS, XSD, Names, slug
from cooperation_kg.records.values import Stated

__all__ = ["Object", "Statements", "integer", "text"]

Object = NamedNode | Literal


def text(value: str) -> Literal:
    """A literal in French: the language of every document so far."""
    return Literal(value, language="fr")


def integer(value: int) -> Literal:
    """An `xsd:integer`."""
    return Literal(str(value), datatype=XSD.integer)


class Statements:
    """Gathers the quads of one document.

    Attributes:
        names: the IRIs of the dataset.
        document: the document's id.
    """

    def __init__(self, names: Names, document: str) -> None:
        self.names = names
        self.document = document
        self.convention = names.thing("convention", document)
        self._graph = names.graph(document)
        self._provenance = names.graph("provenance")
        self._source = names.thing("document", document)
        self._quads: dict[Quad, None] = {}
        self._keys: set[str] = set()

    @property
    def quads(self) -> list[Quad]:
        """What was gathered, in the order it was said, each quad once."""
        return list(self._quads)

    def say(self, subject: NamedNode, predicate: NamedNode, value: Object) -> None:
        """Adds a triple that holds the graph together."""
        self._quads[Quad(subject, predicate, value, self._graph)] = None

    def read(self, subject: NamedNode, predicate: NamedNode, value: Object, stated: Stated) -> None:
        """Adds a triple that the document says, with the place it says it at."""
        self.say(subject, predicate, value)
        digest = hashlib.sha256(f"{subject} {predicate} {value} {stated.at}".encode()).hexdigest()
        key = f"{self.document}-{digest[:16]}"
        evidence = self.names.thing("evidence", key)
        self._prove(evidence, RDF["type"], CKG.Evidence)
        self._prove(evidence, RDF["type"], OA.SpecificResource)
        self._prove(evidence, RDF.subject, subject)
        self._prove(evidence, RDF.predicate, predicate)
        self._prove(evidence, RDF.object, value)
        self._prove(evidence, OA.hasSource, self._source)
        self._prove(evidence, CKG.line, integer(stated.at.line))
        self._prove(evidence, CKG.quote, Literal(stated.text))
        for number, place in enumerate(stated.at.items, 1):
            if place.start is None or place.end is None:
                continue
            selector = self.names.thing("selector", f"{key}-{number}")
            self._prove(evidence, OA.hasSelector, selector)
            self._prove(selector, RDF["type"], OA.TextPositionSelector)
            self._prove(selector, OA.start, integer(place.start))
            self._prove(selector, OA.end, integer(place.end))

    def _prove(self, subject: NamedNode, predicate: NamedNode, value: Object) -> None:
        self._quads[Quad(subject, predicate, value, self._provenance)] = None

    def node(self, kind: str, key: str, cls: str, label: str) -> NamedNode:
        """Names a thing of this document and says its class and label.

        A key that is taken gets a number, so that two things never become one.
        """
        taken = f"{kind}/{key}"
        number = 1
        while taken in self._keys:
            number += 1
            taken = f"{kind}/{key}-{number}"
        self._keys.add(taken)
        thing = self.names.thing(kind, taken.partition("/")[2])
        self.say(thing, RDF["type"], CKG[cls])
        self.say(thing, RDFS.label, text(label))
        self.say(thing, CKG.inConvention, self.convention)
        return thing

    def named(self, kind: str, name: str, cls: NamedNode) -> NamedNode:
        """Names a thing of this document by its printed name: the same name is the same thing."""
        thing = self.names.thing(kind, f"{self.document}-{slug(name)}")
        self.say(thing, RDF["type"], cls)
        self.say(thing, RDFS.label, text(name))
        return thing

    def concept(self, subject: NamedNode, predicate: NamedNode, scheme: str, value: str) -> None:
        """Points to a value of one of the ontology's concept schemes."""
        self.say(subject, predicate, self.names.concept(scheme, value))
