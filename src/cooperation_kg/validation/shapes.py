"""The shapes, read so that they run fast: core constraints for pySHACL, queries for the store.

Both parts are plain SHACL (https://www.w3.org/TR/shacl/), and any processor can run the files as
they are; a test holds the two ways of running them against each other. pySHACL asks a SPARQL
constraint once for each focus node. Here the targets are written into the query, which is then
asked once for all of them: over the evidence, minutes become a tenth of a second.

For this a rule is either core or a query, and every part of a query that speaks of `$this` on its
own (a branch of a UNION) begins with a pattern that finds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from cooperation_kg.errors import InputError, RdfError
from cooperation_kg.validation.report import Severity, Texts

__all__ = ["Query", "Rule", "Shapes", "load_shapes"]

_TARGETS = {
    SH.targetClass: "{{ $this a <{}> }}",
    SH.targetSubjectsOf: "{{ $this <{}> ?targetObject }}",
    SH.targetObjectsOf: "{{ ?targetSubject <{}> $this }}",
}
_STEPS = (SH.alternativePath, SH.inversePath, SH.oneOrMorePath, SH.zeroOrMorePath)


@dataclass(frozen=True)
class Rule:
    """One property shape: what is asked of the values at the end of a path.

    Attributes:
        iri: its IRI.
        severity: how bad it is to break it.
        message: what is wrong and how to mend it, with `{?variable}` for what a query finds.
        path: the properties its path is made of.
    """

    iri: str
    severity: Severity
    message: Texts
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its short name, such as `PilotOfAParty`."""
        return self.iri.rpartition("#")[2]


@dataclass(frozen=True)
class Query:
    """A SPARQL constraint with its targets: it finds all that break a rule.

    Attributes:
        select: binds `?this` and, where there is one, `?value`.
    """

    rule: Rule
    select: str = field(repr=False)


@dataclass(frozen=True)
class Shapes:
    """All shapes of a folder.

    Attributes:
        whole: all that the files say.
        rules: the property shapes, by IRI.
        queries: those of them that are queries.
    """

    whole: Graph = field(repr=False)
    rules: Mapping[str, Rule] = field(repr=False)
    queries: tuple[Query, ...] = field(repr=False)

    def core(self) -> Graph:
        """The shapes without the queries, in a fresh graph, as pySHACL writes into it."""
        asked = {URIRef(query.rule.iri) for query in self.queries}
        held = set(self.whole.objects(None, SH.property)) - asked
        empty = {
            shape
            for shape in self.whole.subjects(RDF.type, SH.NodeShape)
            if held.isdisjoint(self.whole.objects(shape, SH.property))
        }
        core = Graph()
        for triple in self.whole:
            if triple[0] not in asked | empty and triple[2] not in asked:
                core.add(triple)
        return core

    @cached_property
    def seen(self) -> frozenset[str]:
        """The properties and classes that core constraints can see."""
        return frozenset(str(term) for _, _, term in self.core() if isinstance(term, URIRef))


def load_shapes(folder: Path) -> Shapes:
    """Reads every Turtle file of a folder.

    Raises:
        InputError: there is no such folder, or it holds no shapes.
        RdfError: a file is not Turtle, or a rule lacks a message in French or English.
    """
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise InputError(f"{folder}: no shapes there; give the folder that holds the *.ttl files")
    graph = Graph()
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except SyntaxError as error:  # rdflib's BadSyntax is one
            raise RdfError(f"{file}: not Turtle: {error}") from error
    shapes = sorted(graph.subjects(RDF.type, SH.PropertyShape), key=str)
    rules = {str(shape): _rule(graph, shape) for shape in shapes}
    queries = [_query(graph, shape, rules[str(shape)]) for shape in shapes]
    return Shapes(graph, rules, tuple(query for query in queries if query is not None))


def _rule(graph: Graph, shape: Node) -> Rule:
    severity = str(graph.value(shape, SH.severity, default=SH.Violation)).rpartition("#")[2]
    holder = graph.value(shape, SH.sparql, default=shape)
    found = [text for text in graph.objects(holder, SH.message) if isinstance(text, Literal)]
    message = {str(text.language): str(text) for text in sorted(found)}
    path = tuple(_properties(graph, graph.value(shape, SH.path)))
    rule = Rule(str(shape), Severity(severity), message, path)
    if set(message) != {"fr", "en"}:
        raise RdfError(f"shape {rule.name}: write its sh:message in French and in English")
    return rule


def _properties(graph: Graph, path: Node | None) -> Iterator[str]:
    if isinstance(path, URIRef):
        yield str(path)
    elif path is not None:
        for step in _STEPS:
            for inner in graph.objects(path, step):
                yield from _properties(graph, inner)
        if (path, RDF.first, None) in graph:
            for inner in Collection(graph, path):
                yield from _properties(graph, inner)


def _query(graph: Graph, shape: Node, rule: Rule) -> Query | None:
    constraint = graph.value(shape, SH.sparql)
    if constraint is None:
        return None
    select = str(graph.value(constraint, SH.select))
    path = graph.value(shape, SH.path)
    if isinstance(path, URIRef):
        select = select.replace("$PATH", f"<{path}>")
    elif "$PATH" in select:
        raise RdfError(f"shape {rule.name}: $PATH needs a path that is one property")
    head, where, tail = select.partition("WHERE {")
    targets = " UNION ".join(sorted(_targets(graph, shape)))
    prefixes = "".join(sorted(_prefixes(graph, constraint)))
    return Query(rule, f"{prefixes}{head}{where} {targets} {tail}")


def _targets(graph: Graph, shape: Node) -> Iterator[str]:
    for holder in graph.subjects(SH.property, shape):
        for target, pattern in _TARGETS.items():
            for term in graph.objects(holder, target):
                yield pattern.format(term)


def _prefixes(graph: Graph, constraint: Node) -> Iterator[str]:
    for holder in graph.objects(constraint, SH.prefixes):
        for declared in graph.objects(holder, SH.declare):
            prefix = graph.value(declared, SH.prefix)
            yield f"PREFIX {prefix}: <{graph.value(declared, SH.namespace)}>\n"
