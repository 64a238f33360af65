"""The terms of the ontology as its documentation shows them, in one language.

Everything is read in the files: what a term is called and means in both languages, where it stands
in the hierarchy, what the axioms say of it and which terms of other vocabularies it is near.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode

from cooperation_kg.graph.terms import RDF, RDFS, SKOS, Namespace
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.ontology.files import ONTOLOGY, statements
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.vocabulary import prefixed, term_label

__all__ = ["Documentation", "Relation", "Scheme", "Term", "documentation"]

Node = NamedNode | BlankNode

_OWL = Namespace("owl")
_KINDS = {
    "class": _OWL.Class,
    "object": _OWL.ObjectProperty,
    "datatype": _OWL.DatatypeProperty,
}
_CHARACTERISTICS = ("Transitive", "Symmetric", "Asymmetric", "Irreflexive", "Reflexive")
_NEAR = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, RDFS.seeAlso)


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property.

    Attributes:
        iri: its IRI.
        name: its name in the ontology, and its anchor.
        kind: `class`, `object` or `datatype`.
        labels: what it is called, first in the language of the page.
        definitions: what it means, likewise.
        examples: examples of its use.
        facts: what is stated of it: a key of `words/ontology.toml`, and terms.
        chains: the properties that, one after the other, imply it.
        near: of other vocabularies, the relation and the term.
    """

    iri: str
    name: str
    kind: str
    labels: Sequence[Cell]
    definitions: Sequence[Cell]
    examples: Sequence[Cell]
    facts: dict[str, Sequence[Cell]]
    chains: Sequence[Sequence[Cell]]
    near: Sequence[tuple[Cell, Cell]]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of values, with its concepts; of these, `facts` is empty."""

    term: Term
    concepts: Sequence[Term]


@dataclass(frozen=True, slots=True)
class Relation:
    """That things of one class lead to things of another, by some properties."""

    start: Cell
    end: Cell
    properties: Sequence[Cell]


@dataclass(slots=True)
class Branch:
    """A class in the hierarchy, with those below it."""

    cell: Cell
    below: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Documentation:
    """All that the page shows.

    Attributes:
        preamble: what the ontology says of itself: property and values.
        terms: its terms by kind.
        hierarchy: its classes from the top.
        relations: between the classes at the top, what leads from one to another.
        schemes: its lists of values.
        disjoint: the classes that exclude each other.
    """

    preamble: Sequence[tuple[Cell, Sequence[Cell]]]
    terms: dict[str, Sequence[Term]]
    hierarchy: Sequence[Branch]
    relations: Sequence[Relation]
    schemes: Sequence[Scheme]
    disjoint: Sequence[Sequence[Cell]]


@cache
def documentation(language: Language) -> Documentation:
    """The documentation in a language."""
    return _Reader(language).read()


class _Reader:
    def __init__(self, language: Language) -> None:
        self._language = language
        self._store = statements()

    def read(self) -> Documentation:
        own = {
            kind: sorted(
                (node for node in self._of_type(cls) if self._is_own(node)), key=self._sorting
            )
            for kind, cls in _KINDS.items()
        }
        classes = own["class"]
        return Documentation(
            preamble=self._preamble(),
            terms={kind: [self._term(node, kind) for node in nodes] for kind, nodes in own.items()},
            hierarchy=[self._branch(one) for one in classes if not self._parents(one)],
            relations=self._relations(own["object"]),
            schemes=[
                Scheme(self._term(one, "scheme"), self._concepts(one))
                for one in sorted(self._of_type(SKOS.ConceptScheme), key=self._sorting)
            ],
            disjoint=self._disjoint(),
        )

    # -- terms -------------------------------------------------------------------------------------

    def _term(self, node: NamedNode, kind: str) -> Term:
        facts = {
            "parents": self._parents(node),
            "children": self._children(node),
            "domain": self._nodes(node, RDFS.domain),
            "range": self._nodes(node, RDFS.range),
            "inverse": [
                *self._nodes(node, _OWL.inverseOf),
                *self._subjects(_OWL.inverseOf, node),
            ],
            "properties": self._subjects(RDFS.domain, node) if kind == "class" else [],
            "leading": self._subjects(RDFS.range, node) if kind == "class" else [],
        }
        shown: dict[str, Sequence[Cell]] = {
            key: [self._cell(one) for one in sorted(nodes, key=self._sorting)]
            for key, nodes in facts.items()
            if nodes
        }
        types = set(self._nodes(node, RDF["type"]))
        shown |= {
            "characteristics": [
                self._word(_OWL[f"{name}Property"])
                for name in _CHARACTERISTICS
                if _OWL[f"{name}Property"] in types
            ]
        }
        return Term(
            iri=node.value,
            name=node.value.rpartition("#")[2].rpartition("/")[2],
            kind=kind,
            labels=self._texts(node, RDFS.label) or self._texts(node, SKOS.prefLabel),
            definitions=self._texts(node, SKOS.definition),
            examples=self._texts(node, SKOS.example),
            facts={key: cells for key, cells in shown.items() if cells},
            chains=[
                [self._cell(step) for step in self._items(head)]
                for head in self._objects(node, _OWL.propertyChainAxiom)
            ],
            near=[
                (self._word(predicate), self._cell(other))
                for predicate in _NEAR
                for other in self._nodes(node, predicate)
                if not self._is_own(other)
            ],
        )

    def _concepts(self, scheme: NamedNode) -> list[Term]:
        found = self._subjects(SKOS.inScheme, scheme)
        return [self._term(one, "concept") for one in sorted(found, key=self._sorting)]

    def _preamble(self) -> list[tuple[Cell, Sequence[Cell]]]:
        found: dict[NamedNode, list[Cell]] = {}
        for quad in self._store.quads_for_pattern(NamedNode(ONTOLOGY), None, None):
            if isinstance(quad.object, Literal):
                tongue = quad.object.language or ""
                value = Cell(quad.object.value, language=tongue)
                if tongue not in {"", self._language} and self._said(quad.predicate):
                    continue
            elif isinstance(quad.object, NamedNode):
                value = self._cell(quad.object)
            else:
                continue
            found.setdefault(quad.predicate, []).append(value)
        rows = [
            (self._word(predicate), sorted(values, key=lambda value: value.text))
            for predicate, values in found.items()
            if predicate not in {RDF["type"]}
        ]
        return sorted(rows, key=lambda row: row[0].text)

    def _said(self, predicate: NamedNode) -> bool:
        """Whether the ontology says it in the language of the page."""
        texts = self._objects(NamedNode(ONTOLOGY), predicate)
        return any(isinstance(t, Literal) and t.language == self._language for t in texts)

    # -- how they hang together --------------------------------------------------------------------

    def _branch(self, node: NamedNode) -> Branch:
        below = sorted(self._children(node), key=self._sorting)
        return Branch(self._cell(node), [self._branch(one) for one in below])

    def _relations(self, properties: Sequence[NamedNode]) -> list[Relation]:
        found: dict[tuple[NamedNode, NamedNode], list[NamedNode]] = {}
        for one in properties:
            for start in self._nodes(one, RDFS.domain):
                for end in self._nodes(one, RDFS.range):
                    if self._is_own(end):
                        found.setdefault((self._top(start), self._top(end)), []).append(one)
        pairs = sorted(found, key=lambda pair: (self._sorting(pair[0]), self._sorting(pair[1])))
        return [
            Relation(
                self._cell(start),
                self._cell(end),
                [self._cell(one) for one in found[start, end]],
            )
            for start, end in pairs
        ]

    def _top(self, node: NamedNode) -> NamedNode:
        while parents := self._parents(node):
            node = sorted(parents, key=self._sorting)[0]
        return node

    def _disjoint(self) -> list[Sequence[Cell]]:
        groups = [
            [node for head in self._objects(group, _OWL.members) for node in self._items(head)]
            for group in self._blank(_OWL.AllDisjointClasses)
        ]
        pairs = self._store.quads_for_pattern(None, _OWL.disjointWith, None)
        groups += [
            [pair.subject, pair.object]
            for pair in pairs
            if isinstance(pair.subject, NamedNode) and isinstance(pair.object, NamedNode)
        ]
        cells = [[self._cell(one) for one in sorted(group, key=self._sorting)] for group in groups]
        return sorted(cells, key=lambda group: (-len(group), group[0].text))

    # -- looking up --------------------------------------------------------------------------------

    def _is_own(self, node: Node) -> bool:
        return node.value.startswith(f"{ONTOLOGY}#")

    def _parents(self, node: NamedNode) -> list[NamedNode]:
        above = (RDFS.subClassOf, RDFS.subPropertyOf)
        return [o for one in above for o in self._nodes(node, one) if self._is_own(o)]

    def _children(self, node: NamedNode) -> list[NamedNode]:
        above = (RDFS.subClassOf, RDFS.subPropertyOf)
        return [s for one in above for s in self._subjects(one, node) if self._is_own(s)]

    def _of_type(self, cls: NamedNode) -> list[NamedNode]:
        return self._subjects(RDF["type"], cls)

    def _blank(self, cls: NamedNode) -> Iterator[BlankNode]:
        for quad in self._store.quads_for_pattern(None, RDF["type"], cls):
            if isinstance(quad.subject, BlankNode):
                yield quad.subject

    def _subjects(self, predicate: NamedNode, value: Node) -> list[NamedNode]:
        quads = self._store.quads_for_pattern(None, predicate, value)
        return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]

    def _objects(self, node: Node, predicate: NamedNode) -> list[Node | Literal]:
        quads = self._store.quads_for_pattern(node, predicate, None)
        return [q.object for q in quads if isinstance(q.object, (NamedNode, BlankNode, Literal))]

    def _nodes(self, node: Node, predicate: NamedNode) -> list[NamedNode]:
        return [o for o in self._objects(node, predicate) if isinstance(o, NamedNode)]

    def _items(self, head: Node | Literal) -> list[NamedNode]:
        found: list[NamedNode] = []
        while isinstance(head, BlankNode):
            found += self._nodes(head, RDF.first)
            (head,) = self._objects(head, RDF.rest)
        return found

    def _texts(self, node: NamedNode, predicate: NamedNode) -> list[Cell]:
        texts = [
            Cell(one.value, language=one.language or "")
            for one in self._objects(node, predicate)
            if isinstance(one, Literal)
        ]
        return sorted(texts, key=lambda text: (text.language != self._language, text.text))

    def _cell(self, node: NamedNode) -> Cell:
        iri = node.value
        if self._is_own(node):
            return Cell(term_label(iri, self._language), f"#{iri.removeprefix(ONTOLOGY)[1:]}")
        if texts := self._texts(node, SKOS.prefLabel) or self._texts(node, RDFS.label):
            return Cell(texts[0].text, iri if "/id/" not in iri else "", iri=iri)
        # Who knows a term of another vocabulary knows it by its prefixed name.
        return Cell(prefixed(iri, beyond=True), iri, iri=iri)

    def _word(self, node: NamedNode) -> Cell:
        return Cell(term_label(node.value, self._language))

    def _sorting(self, node: NamedNode) -> str:
        return self._cell(node).text.casefold()
