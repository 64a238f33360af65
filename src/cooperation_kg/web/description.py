"""The description of the endpoint: https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from cooperation_kg.graph.terms import RDF
from cooperation_kg.store.formats import FORMATS

__all__ = ["service_description"]

_SD = "http://www.w3.org/ns/sparql-service-description#"


def service_description(endpoint: str) -> Iterator[Triple]:
    """What the endpoint speaks, and that its default graph is the union of all graphs."""
    service = NamedNode(endpoint)
    dataset = NamedNode(f"{endpoint}#dataset")
    graph = NamedNode(f"{endpoint}#default-graph")
    yield Triple(service, RDF["type"], _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for one in FORMATS:
        yield Triple(service, _sd("resultFormat"), NamedNode(one.iri))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, RDF["type"], _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), graph)
    yield Triple(graph, RDF["type"], _sd("Graph"))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
