"""Runs the shapes over quads.

The evidence, which is most of the quads, is seen by the queries alone; pySHACL gets the triples
that its constraints can see. Types are completed from the ontology's hierarchy of classes first,
so that a shape finds the members of a subclass whether or not inferences are among the quads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyshacl
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    Store,
    Triple,
    Variable,
)
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from cooperation_kg.graph.terms import RDF as RDF_TERMS
from cooperation_kg.graph.terms import RDFS, SKOS
from cooperation_kg.validation.report import Finding, Place, Report, Term, Texts
from cooperation_kg.validation.shapes import Query, Rule, Shapes, load_shapes
from cooperation_kg.validation.vocabulary import Vocabulary, load_vocabulary, local_name

__all__ = ["Checks", "Locate", "completed", "load_checks", "validate_quads"]

Focus = NamedNode | BlankNode

Locate = Callable[[Store, Focus, tuple[str, ...], Term | None], Place]
"""Finds where a focus node, its properties and its value are written."""

_VARIABLE = re.compile(r"\{[?$](\w+)\}")
_LONGEST_LABEL = 100
_TYPE = RDF_TERMS["type"]


@dataclass(frozen=True)
class Checks:
    """The shapes, and the ontology they speak of; loaded once, used as often as needed."""

    shapes: Shapes
    vocabulary: Vocabulary


def load_checks(shapes: Path, ontology: Path) -> Checks:
    """Reads the folders of shapes and ontology.

    Raises:
        InputError: there are no shapes.
        RdfError: a file is not Turtle, or a rule lacks a message.
    """
    return Checks(load_shapes(shapes), load_vocabulary(ontology))


def _nowhere(_store: Store, _focus: Focus, _path: tuple[str, ...], _value: Term | None) -> Place:
    return Place()


def validate_quads(
    quads: Iterable[Quad],
    checks: Checks,
    *,
    about: Container[Focus] | None = None,
    locate: Locate = _nowhere,
) -> Report:
    """Checks quads against shapes; which graph a triple is in does not matter.

    Args:
        quads: the data with all that it refers to, evidence included.
        checks: what is asked, and what the ontology says.
        about: only findings at these nodes are reported; None reports all.
        locate: finds the place of a finding.
    """
    shapes, vocabulary = checks.shapes, checks.vocabulary
    triples = completed(quads, vocabulary)
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in triples)
    describe = _Describe(store, vocabulary, locate)
    breaks = [*_core(triples, shapes), *_asked(store, shapes)]
    kept = {found.key: found for found in breaks if about is None or found.focus in about}
    rules = (rule.name for rule in shapes.rules.values())
    return Report.of((describe.finding(found) for found in kept.values()), rules)


def completed(quads: Iterable[Quad], vocabulary: Vocabulary) -> set[Triple]:
    """The triples, and of each thing all classes that it is in by those it is said to be in."""
    triples = {quad.triple for quad in quads}
    types = [t for t in triples if t.predicate == _TYPE and t.object in vocabulary.above]
    for triple in types:
        if isinstance(triple.object, NamedNode):
            for cls in vocabulary.above[triple.object]:
                triples.add(Triple(triple.subject, _TYPE, cls))
    return triples


@dataclass(frozen=True)
class _Break:
    """A node that breaks a rule, and what a query found there."""

    rule: Rule
    component: str
    focus: Focus
    value: Term | None
    found: dict[str, Term | None]

    @property
    def key(self) -> tuple[object, ...]:
        return self.rule.iri, self.component, self.focus, self.value, tuple(self.found.values())


# -- core constraints ----------------------------------------------------------------------------


def _core(triples: Iterable[Triple], shapes: Shapes) -> Iterator[_Break]:
    data = Graph()
    for triple in triples:
        if triple.predicate.value in shapes.seen or triple.predicate == _TYPE:
            if triple.predicate == _TYPE and not _seen(triple.object, shapes):
                continue
            data.add((_rdflib(triple.subject), _rdflib(triple.predicate), _rdflib(triple.object)))
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes.core(), inplace=True)
    report = results.value(None, RDF.type, SH.ValidationReport)
    for result in results.objects(report, SH.result):
        value = results.value(result, SH.value)
        focus = _oxigraph(results.value(result, SH.focusNode))
        if isinstance(focus, NamedNode | BlankNode):
            yield _Break(
                shapes.rules[str(results.value(result, SH.sourceShape))],
                str(results.value(result, SH.sourceConstraintComponent)),
                focus,
                None if value is None else _oxigraph(value),
                {},
            )


def _seen(cls: object, shapes: Shapes) -> bool:
    return isinstance(cls, NamedNode) and cls.value in shapes.seen


def _rdflib(term: object) -> URIRef | BNode | RdflibLiteral:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, Literal):
        if term.language is not None:
            return RdflibLiteral(term.value, lang=term.language)
        return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"{term} is no RDF 1.1 term")


def _oxigraph(term: Node | None) -> NamedNode | BlankNode | Literal | None:
    if isinstance(term, URIRef):
        return NamedNode(str(term))
    if isinstance(term, RdflibLiteral):
        if term.language is not None:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
    return None if term is None else BlankNode(str(term))


# -- SPARQL constraints --------------------------------------------------------------------------


def _asked(store: Store, shapes: Shapes) -> Iterator[_Break]:
    for query in shapes.queries:
        solutions = store.query(query.select)
        if isinstance(solutions, QuerySolutions):
            yield from _solutions(query, solutions)


def _solutions(query: Query, solutions: QuerySolutions) -> Iterator[_Break]:
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        found = {name: solution[Variable(name)] for name in names}
        focus = found.pop("this")
        if isinstance(focus, NamedNode | BlankNode):
            component = str(SH.SPARQLConstraintComponent)
            yield _Break(query.rule, component, focus, found.get("value"), found)


# -- in words ------------------------------------------------------------------------------------


class _Describe:
    """Says in words what was found, with the names of things."""

    def __init__(self, store: Store, vocabulary: Vocabulary, locate: Locate) -> None:
        self._store = store
        self._vocabulary = vocabulary
        self._locate = locate

    def finding(self, found: _Break) -> Finding:
        rule = found.rule
        values = {name: self._texts(term) for name, term in found.found.items()}
        joined = {"fr": " ou ", "en": " or "}
        return Finding(
            rule=rule.iri,
            component=found.component,
            severity=rule.severity,
            message={
                language: _filled(text, language, values) for language, text in rule.message.items()
            },
            focus=found.focus,
            focus_label=self._texts(found.focus)["fr"],
            path=rule.path,
            path_label={
                language: word.join(self._vocabulary.label(iri)[language] for iri in rule.path)
                for language, word in joined.items()
            },
            value=found.value,
            value_label="" if found.value is None else self._texts(found.value)["fr"],
            place=self._locate(self._store, found.focus, rule.path, found.value),
        )

    def _texts(self, term: Term | None) -> Texts:
        if isinstance(term, NamedNode):
            if term.value in self._vocabulary.labels:
                return self._vocabulary.label(term.value)
            label = self._label(term) or local_name(term.value)
        elif isinstance(term, Literal):
            label = term.value
        else:
            label = "…" if term is None else f"_:{getattr(term, 'value', term)}"
        if len(label) > _LONGEST_LABEL:
            label = f"{label[: _LONGEST_LABEL - 1]}…"
        return {"fr": label, "en": label}

    def _label(self, thing: NamedNode) -> str:
        for predicate in (RDFS.label, SKOS.prefLabel):
            labels = [
                quad.object
                for quad in self._store.quads_for_pattern(thing, predicate, None)
                if isinstance(quad.object, Literal)
            ]
            if labels:
                return min(labels, key=lambda label: (label.language != "fr", label.value)).value
        return ""


def _filled(text: str, language: str, values: dict[str, Texts]) -> str:
    def fill(match: re.Match[str]) -> str:
        return values.get(match[1], {}).get(language, match[0])

    return _VARIABLE.sub(fill, text)
