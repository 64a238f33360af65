"""The W3C tests of the SPARQL 1.1 Protocol that are about queries.

The suite stays outside this repository: `COOPERATION_KG_W3C` names its folder `sparql11`.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from pyoxigraph import NamedNode, Quad, RdfFormat
from rdflib.collection import Collection
from rdflib.namespace import RDF
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app

NAMED = os.environ.get("COOPERATION_KG_W3C", "")
FOLDER = Path(NAMED) if NAMED else Path(__file__).parents[3] / "shared" / "w3c" / "sparql11"
MANIFEST = FOLDER / "protocol" / "manifest.ttl"

HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SOURCE = "http://kasei.us/2009/09/sparql/data/"


def manifest() -> rdflib.Graph:
    graph = rdflib.Graph()
    if MANIFEST.is_file():
        graph.parse(MANIFEST, format="turtle")
    return graph


GRAPH = manifest()
NAMES = sorted(
    str(test).partition("#")[2]
    for test in GRAPH.subjects(RDF.type, MF.ProtocolTest)
    # What an update does needs /update, which is not part of the endpoint for queries.
    if not str(test).partition("#")[2].startswith("update_")
)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[TestClient]:
    quads = [
        Quad(t.subject, t.predicate, t.object, NamedNode(f"{SOURCE}data{number}.rdf"))
        for number in (1, 2, 3)
        for t in ox.parse(path=MANIFEST.with_name(f"data{number}.nt"), format=RdfFormat.N_TRIPLES)
    ]
    with TestClient(create_app(MemoryStore(quads), Settings())) as client:
        yield client


def requests(name: str) -> Iterator[rdflib.term.Node]:
    test = next(s for s in GRAPH.subjects(RDF.type, MF.ProtocolTest) if str(s).endswith("#" + name))
    connection = GRAPH.value(test, MF.action)
    first = GRAPH.value(connection, HT.requests)
    assert first is not None
    yield from Collection(GRAPH, first)


def send(client: TestClient, request: rdflib.term.Node) -> httpx.Response:
    address = urlsplit(str(GRAPH.value(request, HT.absolutePath)))
    headers = {}
    if (listed := GRAPH.value(request, HT.headers)) is not None:
        for header in Collection(GRAPH, listed):
            name, value = GRAPH.value(header, HT.fieldName), GRAPH.value(header, HT.fieldValue)
            headers[str(name)] = str(value)
    content = b""
    if (body := GRAPH.value(request, HT.body)) is not None:
        encoding = str(GRAPH.value(body, CNT.characterEncoding))
        content = str(GRAPH.value(body, CNT.chars)).encode(encoding)
    path = address.path.rstrip("/") + (f"?{address.query}" if address.query else "")
    return client.request(
        str(GRAPH.value(request, HT.methodName)), path, content=content or None, headers=headers
    )


@pytest.mark.skipif(not NAMES, reason="the W3C suite is not here: set COOPERATION_KG_W3C")
@pytest.mark.parametrize("name", NAMES)
def test_w3c(name: str, endpoint: TestClient) -> None:
    for request in requests(name):
        response = send(endpoint, request)
        expected = GRAPH.value(request, HT.resp)
        statuses = {str(s)[-3] for s in GRAPH.objects(expected, MF.expectedStatus)}
        assert str(response.status_code)[0] in statuses, response.text
        type_ = response.headers["content-type"].partition(";")[0]
        form = str(GRAPH.value(expected, MF.expectedFormat) or "")
        if form == "RDF":
            rdf_format = RdfFormat.from_media_type(type_)
            assert rdf_format is not None
            list(ox.parse(io.BytesIO(response.content), rdf_format))
        elif form:
            assert ox.QueryResultsFormat.from_media_type(type_) is not None
        if (answer := GRAPH.value(expected, MF.expectedBoolean)) is not None:
            assert response.json()["boolean"] is answer.toPython()  # type: ignore[union-attr]
