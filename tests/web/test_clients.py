"""Clients that others wrote, against a live server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Quad
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized

from live import BEARER, TOKEN, live

BASE = "https://w3id.org/cooperation-kg/"
CKG = rdflib.Namespace(BASE + "ontology#")
NUMBERS = f"SELECT ?n {{ ?a <{CKG.number}> ?n }} ORDER BY ?n"
CONSTRUCT = f"CONSTRUCT {{ ?a <{CKG.number}> ?n }} WHERE {{ ?a <{CKG.number}> ?n }}"
DESCRIBE = f"DESCRIBE <{BASE}id/convention/demo-b>"
IN_GRAPH = f"SELECT ?n {{ GRAPH <{BASE}graph/demo-a> {{ ?a <{CKG.number}> ?n }} }} ORDER BY ?n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, web_quads: list[Quad]) -> Iterator[str]:
    settings = json.dumps({"update_token": TOKEN})
    with live(tmp_path_factory.mktemp("clients"), web_quads, settings) as address:
        yield address


class TestSPARQLWrapper:
    """https://sparqlwrapper.readthedocs.io/"""

    @pytest.fixture
    def wrapper(self, address: str) -> SPARQLWrapper:
        return SPARQLWrapper(address + "/sparql", updateEndpoint=address + "/update")

    def ask(self, wrapper: SPARQLWrapper, query: str, format_: str, method: str = "GET") -> Any:
        wrapper.setQuery(query)
        wrapper.setReturnFormat(format_)
        wrapper.setMethod(method)
        return wrapper.queryAndConvert()

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_rows_as_json(self, wrapper: SPARQLWrapper, method: str) -> None:
        rows = self.ask(wrapper, NUMBERS, JSON, method)["results"]["bindings"]
        assert [row["n"]["value"] for row in rows] == ["1", "1", "2"]

    def test_rows_as_xml(self, wrapper: SPARQLWrapper) -> None:
        document = self.ask(wrapper, NUMBERS, XML)
        found = document.getElementsByTagName("literal")
        assert [one.firstChild.data for one in found] == ["1", "1", "2"]

    @pytest.mark.parametrize(("format_", "head"), [(CSV, b"n"), (TSV, b"?n")])
    def test_rows_as_a_table(self, wrapper: SPARQLWrapper, format_: str, head: bytes) -> None:
        lines = self.ask(wrapper, NUMBERS, format_).split()
        assert lines[0] == head
        assert [line.strip(b'"') for line in lines[1:]] == [b"1", b"1", b"2"]

    @pytest.mark.parametrize("format_", [JSON, XML])
    def test_yes_or_no(self, wrapper: SPARQLWrapper, format_: str) -> None:
        answer = self.ask(wrapper, "ASK { ?s ?p ?o }", format_)
        if format_ == JSON:
            assert answer["boolean"] is True
        else:
            assert answer.getElementsByTagName("boolean")[0].firstChild.data == "true"

    @pytest.mark.parametrize("format_", [TURTLE, N3, RDFXML, JSONLD])
    @pytest.mark.parametrize(("query", "size"), [(CONSTRUCT, 3), (DESCRIBE, 2)])
    def test_triples(self, wrapper: SPARQLWrapper, query: str, size: int, format_: str) -> None:
        answer = self.ask(wrapper, query, format_)
        if isinstance(answer, bytes):
            answer = rdflib.Graph().parse(data=answer, format="turtle")
        assert len(answer) == size

    def test_graphs_of_the_request(self, wrapper: SPARQLWrapper) -> None:
        wrapper.addDefaultGraph(BASE + "graph/demo-b")
        rows = self.ask(wrapper, NUMBERS, JSON)["results"]["bindings"]
        assert [row["n"]["value"] for row in rows] == ["1"]

    def test_an_error_is_told_apart(self, wrapper: SPARQLWrapper) -> None:
        with pytest.raises(QueryBadFormed, match="syntax"):
            self.ask(wrapper, "SELECT * {", JSON)

    def test_an_update(self, wrapper: SPARQLWrapper) -> None:
        wrapper.setMethod(POST)
        wrapper.setQuery("INSERT DATA { GRAPH <x:g> { <x:a> <x:wrapped> 1 } }")
        with pytest.raises(Unauthorized):
            wrapper.query()
        wrapper.addCustomHttpHeader("Authorization", BEARER["Authorization"])
        wrapper.query()
        assert self.ask(wrapper, "ASK { ?s <x:wrapped> 1 }", JSON)["boolean"] is True


class TestRdflib:
    """https://rdflib.readthedocs.io/, `rdflib.plugins.stores.sparqlstore`"""

    @pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
    @pytest.mark.parametrize("returned", ["xml", "json", "csv", "tsv"])
    def test_rows(self, address: str, method: str, returned: str) -> None:
        store = SPARQLStore(address + "/sparql", method=method, returnFormat=returned)  # type: ignore[arg-type]
        rows = rdflib.Graph(store).query(NUMBERS)
        assert [str(row[0]) for row in rows] == ["1", "1", "2"]  # type: ignore[index]

    def test_it_is_used_like_a_graph(self, address: str) -> None:
        graph = rdflib.Graph(SPARQLStore(address + "/sparql"))
        convention = rdflib.URIRef(BASE + "id/convention/demo-b")
        assert graph.value(convention, rdflib.RDFS.label) == rdflib.Literal("Protocole B", "fr")
        assert (convention, rdflib.RDF.type, CKG.Protocol) in graph
        assert len(set(graph.subjects(rdflib.RDF.type, CKG.Action))) == 3

    def test_triples_and_yes_or_no(self, address: str) -> None:
        graph = rdflib.Graph(SPARQLStore(address + "/sparql"))
        assert len(graph.query(CONSTRUCT).graph or ()) == 3
        assert graph.query("ASK { ?s ?p ?o }").askAnswer is True

    def test_one_graph_of_several(self, address: str) -> None:
        store = SPARQLStore(address + "/sparql", context_aware=True)
        graph = rdflib.Graph(store, identifier=rdflib.URIRef(BASE + "graph/demo-a"))
        assert len(set(graph.subjects(rdflib.RDF.type, CKG.Action))) == 2

    def test_changes(self, address: str) -> None:
        store = SPARQLUpdateStore(
            address + "/sparql", address + "/update", headers=BEARER, autocommit=False
        )
        graph = rdflib.Graph(store, identifier=rdflib.URIRef(BASE + "graph/by-rdflib"))
        one = (CKG.a, CKG.number, rdflib.Literal("9"))
        graph.add(one)
        graph.add((CKG.a, CKG.number, rdflib.Literal("10")))
        store.commit()
        assert one in graph
        graph.remove(one)
        store.commit()
        assert one not in graph
        assert [str(value) for value in graph.objects(CKG.a, CKG.number)] == ["10"]
        graph.remove((None, None, None))
        store.commit()


CLIENTS = Path(__file__).parents[1] / "clients"
INSTALLED = (CLIENTS / "node_modules" / "@comunica" / "query-sparql").is_dir()


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not here")
@pytest.mark.skipif(not INSTALLED, reason="Comunica is not installed: make clients")
class TestComunica:
    """https://comunica.dev/, as `tests/clients/comunica.js` calls it"""

    def ask(self, address: str, *queries: str) -> list[Any]:
        command = ["node", "comunica.js", address + "/sparql", *queries]
        done = subprocess.run(
            command, check=False, cwd=CLIENTS, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_every_kind_of_answer(self, address: str) -> None:
        label = f"SELECT ?l {{ <{BASE}id/convention/demo-b> <{rdflib.RDFS.label}> ?l }}"
        where = f"{{ GRAPH <{BASE}graph/demo-b> {{ ?a <{CKG.number}> ?n }} }}"
        kinds = (f"ASK {{ ?a a <{kind}> }}" for kind in (CKG.Protocol, CKG.Scheme))
        construct = f"CONSTRUCT {{ ?a <{CKG.number}> ?n }} WHERE {where}"
        rows, texts, triples, yes, no = self.ask(address, IN_GRAPH, label, construct, *kinds)
        assert [row["n"]["value"] for row in rows] == ["1", "2"]
        assert texts == [{"l": {"type": "Literal", "value": "Protocole B", "language": "fr"}}]
        assert [[one["value"] for one in triple] for triple in triples] == [
            [BASE + "id/action/demo-b-1", str(CKG.number), "1"]
        ]
        assert (yes, no) == (True, False)
