"""The description of the endpoint: https://www.w3.org/TR/sparql11-service-description/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from cooperation_kg.graph.terms import RDF, RDFS
from cooperation_kg.store.formats import FORMATS
from cooperation_kg.store.model import Kind

__all__ = ["service_description"]

_SD = "http://www.w3.org/ns/sparql-service-description#"
_SIMPLE = NamedNode("http://www.w3.org/ns/entailment/Simple")
_UNION = {
    "en": "The default graph of queries: the union of all graphs, named and stored default.",
    "fr": "Le graphe par défaut des requêtes : l'union de tous les graphes, nommés et par défaut.",
}
_STORED = {
    "en": "The stored default graph, which updates and /graphs?default are about: it holds what"
    " was put there, and nothing of the named graphs.",
    "fr": "Le graphe par défaut tel qu'il est stocké, dont traitent les mises à jour et"
    " /graphs?default : il contient ce qui y a été mis, et rien des graphes nommés.",
}


def service_description(
    endpoint: str, graphs: Iterable[str] = (), *, updates: bool = False
) -> Iterator[Triple]:
    """What the endpoint speaks, and the dataset it is about.

    Queries and updates are two services: their default graphs differ. Neither has extensions of the
    language, of functions or of aggregates, and neither fetches anything.

    Args:
        endpoint: the address queries are sent to.
        graphs: the IRIs of the named graphs.
        updates: whether updates are on.
    """
    service = NamedNode(endpoint)
    dataset = NamedNode(f"{endpoint}#dataset")
    named = [(NamedNode(f"{endpoint}#{quote(iri, safe='')}"), iri) for iri in graphs]
    yield from _service(service, service, "SPARQL11Query", dataset)
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for one in FORMATS:
        yield Triple(service, _sd("resultFormat"), NamedNode(one.iri))
    yield from _dataset(dataset, NamedNode(f"{endpoint}#default-graph"), _UNION, named)
    site = endpoint.removesuffix("/sparql")
    yield Triple(dataset, RDFS["seeAlso"], NamedNode(f"{site}/void"))
    if updates:
        address = NamedNode(f"{site}/update")
        stored = NamedNode(f"{address.value}#dataset")
        yield from _service(address, address, "SPARQL11Update", stored)
        for one in FORMATS:
            if Kind.GRAPH in one.kinds:
                yield Triple(address, _sd("inputFormat"), NamedNode(one.iri))
        yield from _dataset(stored, NamedNode(f"{address.value}#default-graph"), _STORED, named)
    for node, iri in named:
        yield Triple(node, RDF["type"], _sd("NamedGraph"))
        yield Triple(node, _sd("name"), NamedNode(iri))


def _service(
    service: NamedNode, endpoint: NamedNode, language: str, dataset: NamedNode
) -> Iterator[Triple]:
    yield Triple(service, RDF["type"], _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd(language))
    yield Triple(service, _sd("defaultEntailmentRegime"), _SIMPLE)
    yield Triple(service, _sd("defaultDataset"), dataset)


def _dataset(
    dataset: NamedNode,
    default: NamedNode,
    comment: dict[str, str],
    named: list[tuple[NamedNode, str]],
) -> Iterator[Triple]:
    yield Triple(dataset, RDF["type"], _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, RDF["type"], _sd("Graph"))
    for language, text in comment.items():
        yield Triple(default, RDFS["comment"], Literal(text, language=language))
    for node, _ in named:
        yield Triple(dataset, _sd("namedGraph"), node)


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
