"""The W3C tests of the SPARQL 1.1 Protocol, queries and updates, against a live server."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat
from w3c import FOLDER, Exchange, Manifest, is_expected, needed

from live import BEARER, TOKEN, live

pytestmark = needed
MANIFEST = Manifest("protocol/manifest.ttl")
SOURCE = "http://kasei.us/2009/09/sparql/data/"
UPDATE_TYPE = "application/sparql-update"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    quads = [
        Quad(t.subject, t.predicate, t.object, NamedNode(f"{SOURCE}data{number}.rdf"))
        for number in (1, 2, 3)
        for t in ox.parse(path=FOLDER / "protocol" / f"data{number}.nt", format=RdfFormat.N_TRIPLES)
    ]
    settings = json.dumps({"update_token": TOKEN})
    folder = tmp_path_factory.mktemp("protocol")
    with (
        live(folder, quads, settings) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


def is_update(name: str, one: Exchange) -> bool:
    if name.startswith("bad_update"):
        return True
    type_ = one.headers.get("content-type", "")
    return type_ == UPDATE_TYPE or (one.body or b"").startswith(b"update=")


def send(client: httpx.Client, name: str, one: Exchange) -> httpx.Response:
    """Sends a request to the address its operation has here; updates with the token."""
    update = is_update(name, one)
    path = one.path.replace("/sparql/", "/update" if update else "/sparql", 1)
    headers = one.headers | (BEARER if update else {})
    return client.request(one.method, path, content=one.body, headers=headers)


# Those that update come last: they clear what the others ask about.
@pytest.mark.parametrize("name", sorted(MANIFEST.names(), key=lambda n: n.startswith("update_")))
def test_w3c(name: str, client: httpx.Client) -> None:
    for one in MANIFEST.exchanges(name):
        response = send(client, name, one)
        assert is_expected(response.status_code, one.statuses), response.text
        type_ = response.headers.get("content-type", "").partition(";")[0]
        if one.form == "RDF":
            rdf_format = RdfFormat.from_media_type(type_)
            assert rdf_format is not None
            list(ox.parse(io.BytesIO(response.content), rdf_format))
        elif one.form:
            assert ox.QueryResultsFormat.from_media_type(type_) is not None
        if one.boolean is not None:
            assert response.json()["boolean"] is one.boolean


def test_no_test_of_the_manifest_is_left_out() -> None:
    assert len(MANIFEST.names()) == 34
