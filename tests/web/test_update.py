"""Changing the data over HTTP: who may, what is taken, and what hostile requests come to."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Iterator

import pytest
from pyoxigraph import Quad
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app
from live import BEARER, TOKEN

BASE = "https://w3id.org/cooperation-kg/"
DIRECT = {"content-type": "application/sparql-update"}
INSERT = "INSERT DATA { GRAPH <x:g> { <x:a> <x:b> 1 } }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
PATHS = ["/update", "/graphs", "/graphs?default", "/graphs?graph=x:g", "/graphs/a/b"]


@pytest.fixture(scope="module")
def editor(web_quads: list[Quad]) -> Iterator[TestClient]:
    """The application with updates on, and a client that has the token."""
    settings = dataclasses.replace(
        Settings(), update_token=TOKEN, request_size_limit_mb=1.0, client_work_limit_s=0
    )
    app = create_app(MemoryStore(web_quads), settings)
    with TestClient(app, raise_server_exceptions=False, headers=BEARER) as client:
        yield client


def count(client: TestClient) -> int:
    body = client.get("/sparql", params={"query": COUNT}).json()
    return int(body["results"]["bindings"][0]["n"]["value"])


class TestWhoMay:
    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
    def test_nobody_where_no_token_is_set(self, client: TestClient, method: str, path: str) -> None:
        response = client.request(method, path, headers=BEARER)
        assert response.status_code == 404
        if method != "HEAD":
            assert "COOPERATION_KG_UPDATE_TOKEN" in response.json()["detail"]

    def test_what_is_off_is_not_described(self, client: TestClient, editor: TestClient) -> None:
        assert not {"/update", "/graphs"} & set(client.get("/openapi.json").json()["paths"])
        on = editor.get("/openapi.json").json()
        assert set(on["paths"]["/update"]) == {"post"}
        assert set(on["paths"]["/graphs"]) == {"get", "put", "post", "delete"}
        assert on["paths"]["/update"]["post"]["security"] == [{"HTTPBearer": []}]

    @pytest.mark.parametrize(
        "authorisation",
        ["", "Bearer", "Bearer ", "Bearer wrong", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}",
         f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN.upper()}", "Bearer \xe9", f"Token {TOKEN}"],
    )  # fmt: skip
    def test_nobody_without_the_token(self, editor: TestClient, authorisation: str) -> None:
        headers = {"authorization": authorisation.encode("latin-1")}
        for method, path in [("POST", "/update"), *(("GET", one) for one in PATHS[1:])]:
            response = editor.request(method, path, headers=headers)  # type: ignore[arg-type]
            assert response.status_code == 401, (method, path)
            assert response.headers["www-authenticate"].startswith("Bearer realm=")
            assert TOKEN not in response.text
        assert editor.get("/graphs?default").status_code == 200

    def test_a_token_that_is_wrong_is_told_from_one_that_is_missing(
        self, editor: TestClient
    ) -> None:
        """https://www.rfc-editor.org/rfc/rfc6750#section-3"""
        for given, error in (("", False), ("Bearer wrong", True)):
            response = editor.post("/update", headers={"authorization": given})
            assert ("invalid_token" in response.headers["www-authenticate"]) is error

    @pytest.mark.parametrize("name", ["access_token", "token", "authorization"])
    def test_the_token_is_not_taken_from_the_address_or_a_form(
        self, editor: TestClient, name: str
    ) -> None:
        none = {"authorization": ""}
        response = editor.post(f"/update?{name}={TOKEN}", content=INSERT, headers=DIRECT | none)
        assert response.status_code == 401
        form = {name: TOKEN, "update": INSERT}
        assert editor.post("/update", data=form, headers=none).status_code == 401

    @pytest.mark.parametrize("path", ["/update", "/graphs", "/graphs/a"])
    def test_nothing_is_read_without_the_token(self, editor: TestClient, path: str) -> None:
        answered: list[int] = []

        async def receive() -> dict[str, object]:
            raise AssertionError("the body was read")

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                answered.append(message["status"])  # type: ignore[arg-type]

        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "scheme": "http",
            "headers": [
                (b"authorization", b"Bearer wrong"),
                (b"content-type", b"application/sparql-update"),
                (b"content-length", b"9"),
            ],
        }
        asyncio.run(editor.app(scope, receive, send))  # type: ignore[arg-type]
        assert answered == [401]

    def test_the_token_is_not_logged(
        self, editor: TestClient, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            editor.post("/update", content="CLEAR XYZ", headers=DIRECT)
            editor.get("/graphs?default")
            editor.post("/update", headers={"authorization": "Bearer another-secret"})
        assert TOKEN not in caplog.text
        assert "another-secret" not in caplog.text
        assert TOKEN not in repr(dataclasses.replace(Settings(), update_token=TOKEN))

    @pytest.mark.parametrize("path", PATHS)
    def test_no_other_site_is_let_in(self, editor: TestClient, path: str) -> None:
        preflight = {
            "origin": "https://example.org",
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization, content-type",
        }
        response = editor.options(path, headers=preflight)
        assert response.status_code == 204
        assert "POST" in response.headers["allow"]
        for one in (response, editor.get(path, headers={"origin": "https://example.org"})):
            assert not [name for name in one.headers if name.startswith("access-control-")]
        assert "default-src 'none'" in response.headers["content-security-policy"]


class TestUpdates:
    def test_a_change_is_seen_by_the_next_query(self, editor: TestClient) -> None:
        before, asked = count(editor), {"params": {"query": COUNT}}
        first = editor.get("/sparql", **asked)  # type: ignore[arg-type]
        response = editor.post("/update", content=INSERT, headers=DIRECT)
        assert (response.status_code, response.content) == (204, b"")
        assert count(editor) == before + 1
        again = editor.get("/sparql", **asked, headers={"if-none-match": first.headers["etag"]})  # type: ignore[arg-type]
        assert again.status_code == 200
        form = {"update": INSERT.replace("INSERT", "DELETE")}
        assert editor.post("/update", data=form).status_code == 204
        assert count(editor) == before

    def test_the_graphs_of_the_patterns_can_be_named(self, editor: TestClient) -> None:
        number = "INSERT { GRAPH <x:out> { ?a <x:n> ?n } } WHERE { ?a ckg:number ?n }"
        graph = BASE + "graph/demo-b"
        assert editor.post("/update", data={"update": number}).status_code == 204
        query = {"query": "SELECT ?n { GRAPH <x:out> { ?a ?p ?n } }", "format": "csv"}
        assert editor.get("/sparql", params=query).text == "n\r\n"
        form = {"update": number, "using-graph-uri": graph}
        assert editor.post("/update", data=form).status_code == 204
        assert editor.get("/sparql", params=query).text == "n\r\n1\r\n"
        address = "/update?using-named-graph-uri=" + graph
        named = "DELETE { GRAPH <x:out> { ?a <x:n> ?n } } WHERE { GRAPH ?g { ?a ckg:number ?n } }"
        assert editor.post(address, content=named, headers=DIRECT).status_code == 204
        assert editor.get("/sparql", params=query).text == "n\r\n"

    def test_a_syntax_error_has_line_and_column(self, editor: TestClient) -> None:
        response = editor.post("/update", content="CLEAR ALL ;\n  CLEAR XYZ", headers=DIRECT)
        told = response.json()
        assert (response.status_code, told["line"], told["column"]) == (400, 2, 9)
        assert "ligne 2, colonne 9" in told["detail"]

    def test_an_update_is_refused_where_queries_are_answered(self, editor: TestClient) -> None:
        assert editor.post("/sparql", data={"update": INSERT}).status_code == 403
        assert editor.get("/sparql", params={"query": INSERT}).status_code == 403

    @pytest.mark.parametrize(
        ("headers", "body", "status"),
        [
            ({"content-type": "text/plain"}, INSERT.encode(), 415),
            ({}, INSERT.encode(), 415),
            ({"content-type": "application/sparql-query"}, INSERT.encode(), 415),
            ({"content-type": "multipart/form-data; boundary=x"}, b"--x--", 415),
            (DIRECT | {"content-type": "application/sparql-update; charset=utf-16"}, b"\xff", 415),
            (DIRECT | {"content-encoding": "gzip"}, b"\x1f\x8b", 415),
            (DIRECT, b"CLEAR ALL # \xff", 400),
            ({"content-type": "application/x-www-form-urlencoded"}, b"update=%FF", 400),
            ({"content-type": "application/x-www-form-urlencoded"}, b"query=ASK%7B%7D", 400),
            (
                {"content-type": "application/x-www-form-urlencoded"},
                b"update=CLEAR+ALL&update=CLEAR+ALL",
                400,
            ),
            ({"content-type": "application/x-www-form-urlencoded"}, b"a=&" * 2000, 400),
            (DIRECT, b"#" * 1_100_000, 413),
        ],
    )
    def test_what_is_not_taken(
        self, editor: TestClient, headers: dict[str, str], body: bytes, status: int
    ) -> None:
        before = count(editor)
        response = editor.post("/update", content=body, headers=headers)
        assert response.status_code == response.json()["status"] == status
        assert count(editor) == before

    @pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
    def test_other_methods_are_not_allowed(self, editor: TestClient, method: str) -> None:
        response = editor.request(method, "/update?update=CLEAR%20ALL")
        assert response.status_code == 405
        assert "POST" in response.headers["allow"]


LETTER = "\\u004C"
HOSTILE = [
    ("LOAD <file:///etc/passwd>", 403),
    ("LOAD SILENT <file:///etc/passwd> INTO GRAPH <x:g>", 403),
    ("load<http://127.0.0.1:1/>", 403),
    ("CLEAR ALL ; LOAD <http://169.254.169.254/latest/meta-data/>", 403),
    ("CLEAR ALL ;# \rLOAD <http://127.0.0.1:1/>", 403),
    (f"{LETTER}OAD <http://127.0.0.1:1/>", 403),
    ("PREFIX : <http://127.0.0.1:1/> LOAD:x", 400),  # by the grammar, a name
    ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    ("DELETE { ?s ?p ?o } WHERE { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    ("DELETE WHERE { ?s ?p ?o } ; INSERT {} WHERE { service ?x { } }", 403),
    ("INSERT {} WHERE { FILTER EXISTS { SERVICE <file:///etc/passwd> {} } }", 403),
    ("CLEAR ALL ; INSERT {} WHERE " + "{" * 101 + "}" * 101, 400),
    ("CLEAR ALL ; INSERT DATA { <x:a> <x:b> " + "(" * 50_000 + ")" * 50_000 + " }", 400),
    ("CLEAR ALL ; INSERT {} WHERE { FILTER(" + "!" * 200_000 + "true) }", None),
    ("CLEAR ALL ; DROP GRAPH <x:none>", 400),
    ("CLEAR ALL ; CREATE GRAPH <x:a> ; CREATE GRAPH <x:a>", 400),
    ("CLEAR ALL ; INSERT { <x:a> <x:b> ?x } WHERE { BIND(<http://x/f>(1) AS ?x) }", 400),
    ("CLEAR ALL ; INSERT DATA { <x y> <x:b> 1 }", 400),
    ("CLEAR ALL ; INSERT DATA { <x:a> <x:b> '" + "x" * 500_000, 400),
    ("CLEAR ALL" + " ;" * 100_000, 400),
    ("CLEAR ALL ; " + "PREFIX x: <x:> " * 20_000 + "CLEAR XYZ", 400),
    ("\x00CLEAR ALL", 400),
    ("CLEAR ALL\x00", 400),
    ("\ufeffCLEAR ALL", 400),
    ("SELECT * { ?s ?p ?o }", 400),
]


@pytest.mark.parametrize(
    ("update", "status"), HOSTILE, ids=[f"{n}-{u[:40]!r}" for n, (u, _) in enumerate(HOSTILE)]
)
def test_a_hostile_update_changes_nothing(
    editor: TestClient, update: str, status: int | None
) -> None:
    before = count(editor)
    response = editor.post("/update", content=update.encode(), headers=DIRECT)
    assert response.status_code == status or (status is None and response.status_code in {400, 422})
    assert "Traceback" not in response.text
    assert count(editor) == before


@pytest.mark.parametrize("name", ["using-graph-uri", "using-named-graph-uri"])
@pytest.mark.parametrize(
    "iri", ["file:///etc/passwd", "http://x/> WHERE {} ; LOAD <http://127.0.0.1:1/", "x y"]
)
def test_a_hostile_graph_changes_nothing(editor: TestClient, name: str, iri: str) -> None:
    before = count(editor)
    form = {"update": "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", name: iri}
    assert editor.post("/update", data=form).status_code == 403
    assert count(editor) == before
