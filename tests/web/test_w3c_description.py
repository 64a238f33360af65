"""The W3C tests of the Service Description, against a live server."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
import rdflib
from pyoxigraph import Quad
from rdflib.namespace import OWL, RDF, RDFS
from w3c import Manifest, needed

from live import TOKEN, live

MANIFEST = Manifest("service-description/manifest.ttl")
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")

# The classes and properties of https://www.w3.org/TR/sparql11-service-description/#vocab, with
# domain and range.
CLASSES = {
    "AggregateFunction", "Dataset", "EntailmentProfile", "EntailmentRegime", "Feature", "Function",
    "Graph", "GraphCollection", "Language", "NamedGraph", "Service",
}  # fmt: skip
PROPERTIES = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "entailmentRegime": ("NamedGraph", "EntailmentRegime"),
    "defaultSupportedEntailmentProfile": ("Service", "EntailmentProfile"),
    "supportedEntailmentProfile": ("NamedGraph", "EntailmentProfile"),
    "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "AggregateFunction"),
    "languageExtension": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "propertyFeature": ("Service", "Feature"),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
INSTANCES = {
    "Language": {"SPARQL10Query", "SPARQL11Query", "SPARQL11Update"},
    "Feature": {
        "DereferencesURIs", "UnionDefaultGraph", "RequiresDataset", "EmptyGraphs",
        "BasicFederatedQuery",
    },
}  # fmt: skip
ABOVE = {"Dataset": "GraphCollection", "Graph": "Dataset"}
"""A dataset is a collection of graphs (`sd:Dataset rdfs:subClassOf sd:GraphCollection`)."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, web_quads: list[Quad]) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("description")
    with live(folder, web_quads, json.dumps({"update_token": TOKEN})) as address:
        yield address


@pytest.fixture(scope="module")
def response(address: str) -> httpx.Response:
    return httpx.get(address + "/sparql", headers={"accept": "text/turtle, application/rdf+xml"})


@pytest.fixture(scope="module")
def described(response: httpx.Response) -> rdflib.Graph:
    return rdflib.Graph().parse(data=response.text, format="turtle")


class TestW3C:
    pytestmark = needed

    def test_no_test_of_the_manifest_is_left_out(self) -> None:
        names = {"has-endpoint-triple", "returns-rdf", "conforms-to-schema"}
        assert set(MANIFEST.names()) == names

    def test_returns_rdf(self, response: httpx.Response, described: rdflib.Graph) -> None:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/turtle")
        assert len(described) > 0

    def test_has_endpoint_triple(self, address: str, described: rdflib.Graph) -> None:
        endpoint = rdflib.URIRef(address + "/sparql")
        services = set(described.subjects(SD.endpoint, endpoint))
        assert len(services) == 1
        assert (services.pop(), RDF.type, SD.Service) in described

    def test_conforms_to_schema(self, described: rdflib.Graph) -> None:
        for subject, predicate, value in described:
            if predicate == RDF.type and str(value).startswith(SD):
                assert str(value).removeprefix(SD) in CLASSES
            if not str(predicate).startswith(SD):
                continue
            domain, range_ = PROPERTIES[str(predicate).removeprefix(SD)]
            types = {str(one).removeprefix(SD) for one in described.objects(subject, RDF.type)}
            assert domain in types | {ABOVE[one] for one in types if one in ABOVE}
            assert isinstance(value, (rdflib.URIRef, rdflib.BNode))
            if range_ in INSTANCES:
                assert str(value).removeprefix(SD) in INSTANCES[range_]
            elif range_ and range_ != "EntailmentRegime":
                assert (value, RDF.type, SD[range_]) in described
        for service in described.subjects(RDF.type, SD.Service):
            assert len(set(described.objects(service, SD.endpoint))) == 1  # inverse-functional
            assert len(set(described.objects(service, SD.defaultDataset))) <= 1
        for dataset in described.subjects(RDF.type, SD.Dataset):
            assert len(set(described.objects(dataset, SD.defaultGraph))) <= 1
        for graph in described.subjects(RDF.type, SD.NamedGraph):
            assert len(set(described.objects(graph, SD.name))) == 1
        assert not set(described.subjects(RDF.type, OWL.Nothing))


def formats(described: rdflib.Graph, service: rdflib.URIRef, predicate: rdflib.URIRef) -> set[str]:
    found = described.objects(service, predicate)
    return {str(one).removeprefix("http://www.w3.org/ns/formats/") for one in found}


def test_what_is_described_is_so(address: str, described: rdflib.Graph) -> None:
    query, update = (rdflib.URIRef(f"{address}/{name}") for name in ("sparql", "update"))
    assert set(described.objects(query, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert set(described.objects(update, SD.supportedLanguage)) == {SD.SPARQL11Update}
    assert set(described.objects(query, SD.feature)) == {SD.UnionDefaultGraph}
    assert not set(described.objects(update, SD.feature))
    assert not set(described.objects(None, SD.languageExtension))
    assert formats(described, query, SD.resultFormat) == {
        "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
        "Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML",
    }  # fmt: skip
    assert formats(described, update, SD.inputFormat) == {
        "Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML",
    }  # fmt: skip


def test_every_named_graph_is_listed(described: rdflib.Graph) -> None:
    base = "https://w3id.org/cooperation-kg/graph/"
    wanted = {rdflib.URIRef(base + name) for name in ("demo-a", "demo-b", "authorities")}
    for dataset in described.subjects(RDF.type, SD.Dataset):
        listed = described.objects(dataset, SD.namedGraph)
        assert {described.value(one, SD.name) for one in listed} == wanted


def test_the_two_default_graphs_are_told_apart(described: rdflib.Graph) -> None:
    for service, word in (("sparql", "union"), ("update", "stored")):
        address = next(one for one in described.subjects(RDF.type, SD.Service) if service in one)
        dataset = described.value(address, SD.defaultDataset)
        graph = described.value(dataset, SD.defaultGraph)
        comments = [str(one) for one in described.objects(graph, RDFS.comment)]
        assert any(word in one for one in comments)
