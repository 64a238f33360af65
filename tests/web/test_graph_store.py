"""The graphs as resources: formats, conditions, and what cannot be taken."""

from __future__ import annotations

import dataclasses
import io
import uuid
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from pyoxigraph import Quad
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app
from live import BEARER, TOKEN

TURTLE = {"content-type": "text/turtle"}
DEMO = "/graphs?graph=https://w3id.org/cooperation-kg/graph/demo-a"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
TWO = [
    ox.Triple(
        ox.NamedNode("http://x/a"), ox.NamedNode("http://x/b"), ox.Literal("é", language="fr")
    ),
    ox.Triple(ox.NamedNode("http://x/a"), ox.NamedNode("http://x/b"), ox.NamedNode("http://x/c")),
]


@pytest.fixture(scope="module")
def editor(web_quads: list[Quad]) -> Iterator[TestClient]:
    settings = dataclasses.replace(
        Settings(), update_token=TOKEN, query_row_limit=2, client_work_limit_s=0
    )
    app = create_app(MemoryStore(web_quads), settings)
    with TestClient(app, raise_server_exceptions=False, headers=BEARER) as client:
        yield client


@pytest.fixture
def new() -> str:
    """Where a graph can be put that no other test knows."""
    return f"/graphs?graph=urn:uuid:{uuid.uuid4()}"


def triples(response: object) -> set[ox.Triple]:
    rdf_format = ox.RdfFormat.from_media_type(response.headers["content-type"])  # type: ignore[attr-defined]
    assert rdf_format is not None
    found = ox.parse(io.BytesIO(response.content), rdf_format)  # type: ignore[attr-defined]
    return {ox.Triple(q.subject, q.predicate, q.object) for q in found}


@pytest.mark.parametrize("media_type", FORMATS)
def test_what_is_put_in_a_format_is_read_in_it(
    editor: TestClient, new: str, media_type: str
) -> None:
    body = ox.serialize(TWO, format=FORMATS[media_type])
    put = editor.put(new, content=body, headers={"content-type": media_type})
    assert put.status_code == 201
    response = editor.get(new, headers={"accept": media_type})
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert triples(response) == set(TWO)


@pytest.mark.parametrize(
    ("accept", "named", "media_type"),
    [
        ("*/*", "", "text/turtle"),
        ("application/n-triples;q=0.3, application/rdf+xml;q=0.7", "", "application/rdf+xml"),
        ("text/turtle", "jsonld", "application/ld+json"),
    ],
)
def test_the_format_is_negotiated(
    editor: TestClient, accept: str, named: str, media_type: str
) -> None:
    address = DEMO + (f"&format={named}" if named else "")
    response = editor.get(address, headers={"accept": accept})
    assert response.headers["content-type"].startswith(media_type)
    assert editor.get(DEMO, headers={"accept": "image/png"}).status_code == 406


def test_a_graph_is_sent_whole(editor: TestClient, web_quads: list[Quad]) -> None:
    """The row limit is for queries."""
    graph = DEMO.partition("=")[2]
    held = [quad for quad in web_quads if getattr(quad.graph_name, "value", "") == graph]
    assert len(triples(editor.get(DEMO))) == len(held) > 2


def test_head_has_the_headers_and_no_body(editor: TestClient, new: str) -> None:
    whole, head = editor.get(DEMO), editor.head(DEMO)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]
    assert editor.head(new).status_code == 404


def test_an_answer_is_kept_by_nobody_else(editor: TestClient) -> None:
    response = editor.get(DEMO)
    assert "private" in response.headers["cache-control"]
    assert "Authorization" in response.headers["vary"]
    headers = {"authorization": "", "if-none-match": response.headers["etag"]}
    assert editor.get(DEMO, headers=headers).status_code == 401


def test_what_has_not_changed_is_not_sent_again(editor: TestClient, new: str) -> None:
    tag = editor.get(DEMO).headers["etag"]
    again = editor.get(DEMO, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    editor.put(new, content="<> <x:b> 1 .", headers=TURTLE)
    assert editor.get(DEMO, headers={"if-none-match": tag}).status_code == 200


class TestConditions:
    """https://www.rfc-editor.org/rfc/rfc9110#section-13"""

    def put(self, editor: TestClient, new: str, value: int, **condition: str) -> int:
        headers = TURTLE | {key.replace("_", "-"): given for key, given in condition.items()}
        return editor.put(new, content=f"<> <x:b> {value} .", headers=headers).status_code

    def test_a_change_can_be_tied_to_what_was_read(self, editor: TestClient, new: str) -> None:
        self.put(editor, new, 1)
        tag = editor.get(new).headers["etag"]
        assert self.put(editor, new, 2, if_match=tag) == 204
        assert self.put(editor, new, 3, if_match=tag) == 412
        assert "2" in editor.get(new, headers={"accept": "application/n-triples"}).text
        assert editor.delete(new, headers={"if-match": tag}).status_code == 412

    def test_a_graph_can_be_created_only_where_there_is_none(
        self, editor: TestClient, new: str
    ) -> None:
        assert self.put(editor, new, 1, if_match="*") == 412
        assert self.put(editor, new, 1, if_none_match="*") == 201
        assert self.put(editor, new, 2, if_none_match="*") == 412
        assert self.put(editor, new, 2, if_match="*") == 204

    def test_a_change_can_be_tied_to_another_state(self, editor: TestClient, new: str) -> None:
        tag = editor.get(DEMO).headers["etag"]
        assert self.put(editor, new, 1, if_none_match=tag) == 412
        assert self.put(editor, new, 1, if_none_match='"another.ttl"') == 201


@pytest.mark.parametrize(
    "query",
    ["", "?graph=", "?graph=relative", "?graph=x%20y:", "?default&graph=http://x/",
     "?default&default", "?graph=http://x/a&graph=http://x/b"],
)  # fmt: skip
def test_it_must_be_said_which_graph_once(editor: TestClient, query: str) -> None:
    assert editor.get("/graphs" + query).status_code == 400
    if query:
        assert editor.put("/graphs" + query, content="", headers=TURTLE).status_code == 400
        assert editor.delete("/graphs" + query).status_code == 400


def test_a_graph_is_named_directly_or_indirectly(editor: TestClient) -> None:
    assert editor.get("/graphs/a?default").status_code == 400


@pytest.mark.parametrize("iri", ["file:///etc/passwd", "javascript:alert(1)", "data:,x"])
def test_a_file_is_no_graph(editor: TestClient, iri: str) -> None:
    address = f"/graphs?graph={iri}"
    assert editor.put(address, content="<> <x:b> 1 .", headers=TURTLE).status_code == 403
    assert editor.get(address).status_code == 403


@pytest.mark.parametrize(
    ("type_", "body", "status", "place"),
    [
        ("text/turtle", b"<x:a> <x:b> 1 .\n<x:a> .", 400, (2, 7)),
        ("text/turtle", b"\xff", 400, (1, 1)),
        ("application/n-triples", b"<x:a> <x:b> <x:c> .\n<x", 400, (2, 1)),
        ("application/ld+json", b'{"@id":', 400, (1, 8)),
        ("application/ld+json", b'{"@context": "http://127.0.0.1:1/", "x:b": 1}', 400, None),
        ("application/rdf+xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]>', 400, None),
        ("application/n-quads", b"<x:a> <x:b> <x:c> <x:g> .", 400, None),
        ("application/trig", b"<x:g> { <x:a> <x:b> <x:c> }", 400, None),
        ("text/plain", b"<x:a> <x:b> <x:c> .", 415, None),
        ("application/json", b"{}", 415, None),
        ("text/html", b"<p>", 415, None),
        ("", b"<x:a> <x:b> <x:c> .", 415, None),
        ("text/turtle; charset=iso-8859-1", b"", 415, None),
        ("multipart/form-data; boundary=x", b"--x--", 415, None),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_changes_nothing(
    editor: TestClient, type_: str, body: bytes, status: int, place: tuple[int, int] | None
) -> None:
    response = editor.put(DEMO, content=body, headers={"content-type": type_})
    told = response.json()
    assert response.status_code == told["status"] == status, told
    if place:
        assert (told["line"], told["column"]) == place
    assert editor.get(DEMO).status_code == 200
    assert len(triples(editor.get(DEMO))) > 2


def test_entities_that_grow_without_end_are_stopped(editor: TestClient, new: str) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    body = (
        f'<!DOCTYPE x [<!ENTITY e0 "0123456789">{entities}]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="x:">'
        '<rdf:Description rdf:about="x:a"><x:b>&e9;</x:b></rdf:Description></rdf:RDF>'
    )
    response = editor.put(new, content=body, headers={"content-type": "application/rdf+xml"})
    assert response.status_code in {400, 422}
    assert editor.get(new).status_code == 404


class TestSeveralFiles:
    def test_all_are_added(self, editor: TestClient, new: str) -> None:
        files = [
            ("a", ("a.ttl", b"_:x <x:b> 1 .", "text/turtle; charset=utf-8")),
            ("b", ("b.nt", b"_:x <x:b> <x:c> .", "application/n-triples")),
        ]
        assert editor.post(new, files=files).status_code == 201
        found = triples(editor.get(new))
        assert len(found) == 2
        assert len({triple.subject for triple in found}) == 2

    @pytest.mark.parametrize(
        "bad",
        [
            ("b.png", b"", "image/png"),
            ("b.ttl", b"<x:a> <x:b> .", "text/turtle"),
            (None, b"<x:a> <x:b> 1 .", "text/turtle"),
        ],
    )
    def test_one_that_cannot_be_taken_undoes_all(
        self, editor: TestClient, new: str, bad: tuple[str | None, bytes, str]
    ) -> None:
        files = [("a", ("a.ttl", b"<x:a> <x:b> 1 .", "text/turtle")), ("b", bad)]
        assert editor.post(new, files=files).status_code == 400  # type: ignore[arg-type]
        assert editor.get(new).status_code == 404

    @pytest.mark.parametrize("body", [b"", b"--x", b"garbage", b"--x\r\n\r\n", b"--x--\r\n" * 10])
    def test_what_is_no_multipart(self, editor: TestClient, new: str, body: bytes) -> None:
        headers = {"content-type": "multipart/form-data; boundary=x"}
        assert editor.post(new, content=body, headers=headers).status_code in {204, 400}
        none = {"content-type": "multipart/form-data"}
        assert editor.post(new, content=body, headers=none).status_code == 400


def test_a_new_graph_is_told_and_can_be_read_at_its_address(editor: TestClient) -> None:
    created = editor.post("/graphs", content="<> <x:b> 1 .", headers=TURTLE)
    assert created.status_code == 201
    iri = created.headers["location"]
    assert iri.startswith("http://testserver/graphs/")
    for address in (iri, f"/graphs?graph={iri}"):
        found = triples(editor.get(address))
        assert {getattr(one.subject, "value", "") for one in found} == {iri}
    assert editor.delete(iri).status_code == 204
    assert editor.get(iri).status_code == 404


def test_the_stored_default_graph_is_not_the_union(editor: TestClient) -> None:
    editor.put("/graphs?default", content="<x:a> <x:b> 1 .", headers=TURTLE)
    assert len(triples(editor.get("/graphs?default"))) == 1
    union = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"}
    assert int(editor.get("/sparql", params=union).text.split()[1]) > 1
    stored = union | {"default-graph-uri": "urn:x-arq:DefaultGraph"}
    assert editor.get("/sparql", params=stored).text.split()[1] == "1"
    assert editor.delete("/graphs?default").status_code == 204
    assert editor.get("/graphs?default").status_code == 200
