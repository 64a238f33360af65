"""The shapes, read so that they run fast: core constraints for pySHACL, queries for the store.

Both parts are plain SHACL (https://www.w3.org/TR/shacl/), and any processor can run the files as
they are; a test holds the two ways of running them against each other. pySHACL asks a SPARQL
constraint once for each focus node. Here the constraint's targets are written into its query,
which is then asked once for all of them: with thousands of focus nodes that is the difference
between a minute and a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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
        message: what is wrong and how to mend it, by language; empty where its query says it.
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
    """A SPARQL constraint with its targets, which finds all that break a rule.

    Attributes:
        message: by language, with `{?variable}` for what the query finds.
        select: binds `?this` and, where there is one, `?value`.
    """

    rule: Rule
    message: Texts
    select: str = field(repr=False)


@dataclass(frozen=True)
class Shapes:
    """All shapes of a folder.

    Attributes:
        whole: all that the files say.
        rules: the property shapes, by IRI.
        queries: the SPARQL constraints.
    """

    whole: Graph = field(repr=False)
    rules: Mapping[str, Rule] = field(repr=False)
    queries: tuple[Query, ...] = field(repr=False)

    def core(self) -> Graph:
        """A fresh copy without the SPARQL constraints; pySHACL writes into the graph it is given."""
        copy = Graph()
        for triple in self.whole:
            if triple[1] != SH.sparql:
                copy.add(triple)
        return copy

    def predicates(self) -> frozenset[str]:
        """Every property that a core constraint can look at."""
        core = self.core()
        named = {str(term) for _, _, term in core if isinstance(term, URIRef)}
        return frozenset(named | {str(RDF.type)})


def load_shapes(folder: Path) -> Shapes:
    """Reads every Turtle file of a folder.

    Raises:
        InputError: there is no such folder, or it holds no shapes.
        RdfError: a file is not Turtle, or a rule has no message in both languages.
    """
    files = sorted(folder.glob("*.ttl"))
    if not files:
        raise InputError(f"{folder}: no shapes there; give the folder that holds the *.ttl files")
    graph = Graph()
    for file in files:
        try:
            graph.parse(file, format="turtle")
        except Exception as error:  # rdflib raises whatever its parser met
            raise RdfError(f"{file}: not Turtle: {error}") from error
    rules = {
        str(shape): _rule(graph, shape)
        for shape in sorted(graph.subjects(RDF.type, SH.PropertyShape))
        if isinstance(shape, URIRef)
    }
    queries = tuple(
        query for iri, rule in rules.items() for query in _queries(graph, URIRef(iri), rule)
    )
    return Shapes(graph, rules, queries)


def _rule(graph: Graph, shape: URIRef) -> Rule:
    severity = graph.value(shape, SH.severity, default=SH.Violation)
    message = _texts(graph, shape)
    rule = Rule(
        str(shape),
        Severity(str(severity).rpartition("#")[2]),
        message,
        tuple(_properties(graph, graph.value(shape, SH.path))),
    )
    silent = [node for node in (shape, *graph.objects(shape, SH.sparql)) if _texts(graph, node)]
    if not silent:
        raise RdfError(f"shape {rule.name} has no message; write one in French and one in English")
    return rule


def _texts(graph: Graph, node: Node) -> Texts:
    found = [text for text in graph.objects(node, SH.message) if isinstance(text, Literal)]
    return {text.language: str(text) for text in sorted(found) if text.language is not None}


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


def _queries(graph: Graph, shape: URIRef, rule: Rule) -> Iterator[Query]:
    for constraint in graph.objects(shape, SH.sparql):
        select = str(graph.value(constraint, SH.select))
        if "$PATH" in select:
            select = select.replace("$PATH", f"<{graph.value(shape, SH.path)}>")
        targets = " UNION ".join(sorted(_targets(graph, shape)))
        head, where, tail = select.partition("WHERE {")
        prefixes = "".join(sorted(_prefixes(graph, constraint)))
        message = _texts(graph, constraint) or rule.message
        yield Query(rule, message, f"{prefixes}{head}{where} {targets} {tail}")


def _targets(graph: Graph, shape: URIRef) -> Iterator[str]:
    for holder in graph.subjects(SH.property, shape):
        for target, pattern in _TARGETS.items():
            for term in graph.objects(holder, target):
                yield pattern.format(term)


def _prefixes(graph: Graph, constraint: Node) -> Iterator[str]:
    for holder in graph.objects(constraint, SH.prefixes):
        for declared in graph.objects(holder, SH.declare):
            prefix = graph.value(declared, SH.prefix)
            yield f"PREFIX {prefix}: <{graph.value(declared, SH.namespace)}>\n"
