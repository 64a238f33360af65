"""Requests that are meant to break something: each is answered, says nothing of the inside, calls
nobody, and leaves a server that answers the next one.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Quad

from live import live

SECRET = "known-to-the-machine-only"
INSIDE = (SECRET, "root:x:", "Traceback", "site-packages", "/tmp/", "/home/", "cooperation_kg/")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

QUERIES = {
    "a cartesian product": "SELECT (COUNT(*) AS ?n) {"
    + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9))
    + "}",
    "a sorted product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?l ?a",
    "a product that is removed again": "SELECT DISTINCT ?x {"
    " ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o BIND(1 AS ?x) }",
    "paths of paths": "SELECT (COUNT(*) AS ?n) { ?a ((!<a:a>|^!<a:a>)*/(!<b:b>|^!<b:b>)*)* ?b }",
    "a text that doubles": "SELECT ?z { BIND('xxxxxxxxxxxxxxxx' AS ?a0) "
    + " ".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1})" for n in range(34))
    + " BIND(STRLEN(?a34) AS ?z) }",
    "a text that is replaced into itself": "SELECT ?z { BIND('aaaaaaaaaaaaaaaa' AS ?a0) "
    + " ".join(f"BIND(REPLACE(?a{n}, 'a', 'aaaaaaaa') AS ?a{n + 1})" for n in range(12))
    + " BIND(STRLEN(?a12) AS ?z) }",
    "an expression that looks back": "ASK { FILTER(REGEX('" + "a" * 2000 + "!', '^(a+)+$')) }",
    "an expression that counts": "ASK { FILTER(REGEX('a', '(((a{1,999}){1,999}){1,999})')) }",
    "a group that gathers all": "SELECT (GROUP_CONCAT(CONCAT(STR(?s), STR(?d))) AS ?x)"
    " { ?s ?p ?o . ?d ?e ?f . ?g ?h ?i }",
    "brackets": "SELECT * {" + "{" * 20_000 + "}" * 20_001,
    "brackets that stay open": "SELECT * " + "{" * 50_000,
    "sums": "ASK { FILTER(1" + "+1" * 40_000 + " > 0) }",
    "negations": "ASK { FILTER(" + "!" * 50_000 + "true) }",
    "unions": "SELECT * {" + " UNION ".join(["{ ?s ?p ?o }"] * 3000) + "}",
    "optional in optional": "SELECT * {" + "OPTIONAL { ?s ?p ?o " * 60 + "}" * 61,
    "lists of values": "SELECT * { VALUES ?x {" + " 1" * 45_000 + "} }",
    "a path of steps": "ASK { ?a " + "/".join(["<a:b>"] * 12_000) + " ?b }",
    "variables": "SELECT " + " ".join(f"?v{n}" for n in range(12_000)) + " { }",
    "a long name": f"SELECT ?{'v' * 90_000} {{ }}",
    "prefixes": "".join(f"PREFIX p{n}: <a:{n}#> " for n in range(4000)) + "ASK { }",
    "too long": "SELECT * { } #" + "x" * 200_000,
    "nothing": "",
    "a zero": "SELECT * { ?s ?p '\x00' }",
    "no text": "ASK { ?s ?p '\ufffe\uffff' }",
    "half a pair by its number": "ASK { ?s ?p '\\uD800' }",
    "a number that is none": "ASK { ?s ?p '\\U99999999' }",
    "a mark that turns the line": "ASK { ?s ?p '\u202e' } # \u2028\u2029",
    "a file as a graph": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "a file by name": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "a file as a base": "BASE <file:///etc/passwd> SELECT * FROM <> { ?s ?p ?o }",
    "a function of a file": "SELECT (<file:///etc/passwd>() AS ?x) { }",
    "a function of another engine": "SELECT (<java:java.lang.System.getenv>('PATH') AS ?x) { }",
    "a property function": "ASK { ?x <java:java.lang.Runtime> ?y }",
    "what Virtuoso has": "SELECT * { ?s ?p ?o } OPTION (QUIETCAST) DEFINE get:soft 'replace'",
    "a change": "INSERT DATA { <a:a> <a:b> <a:c> }",
    "a change after a query": "SELECT * { } ; DROP ALL",
    "a change in a name": "SELECT * { ?s <a:> DROP ALL <a:b> ?p ?o }",
    "SQL": "' OR 1=1; --",
    "a template": "{{ 7*7 }} {% import os %} ${7*7} <%= 7*7 %>",
    "format characters": "%s%s%s%n %(secret)s {settings} {0.__class__}",
    "an XML entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "a script": "</textarea><script>alert(document.domain)</script>",
}

ADDRESSES = [
    "/static/../settings.py",
    "/static/%2e%2e/settings.py",
    "/static/..%2f..%2fsettings.py",
    "/static/..%5c..%5csettings.py",
    "/static//etc/passwd",
    "/static/built/../../../../../../../../etc/passwd",
    "/static/%00",
    "/dumps/../../settings.py",
    "/dumps/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/dumps//etc/passwd",
    "/data/action/../../../etc/passwd",
    "/data/action/..%2f..%2f..%2fetc%2fpasswd.ttl",
    "/page/..%2f/x",
    "/page/action/%00",
    "/page/action/%ff%fe",
    "/page/action/" + "a" * 20_000,
    "/page/action/%3E%20%7D%20DROP%20ALL%20%23",
    "/page/action/a%3E%20%3Fp%20%3Fo%20.%20SERVICE%20%3Chttp:%2F%2F127.0.0.1:1%2F%3E%20%7B%7D",
    "/page/document/75-93?line=-1",
    "/page/document/..%2f..%2fetc%2fpasswd?line=1",
    "/page/document/75-93?line=999999999999999999999999",
    "/id/action/x%0d%0aSet-Cookie:%20a=b",
    "/id/%0d%0aLocation:%20http:%2F%2Fexample.org/x",
    "/graph/%0d%0aX-Injected:%201",
    "//example.org/",
    "/%2f%2fexample.org/%2e%2e",
    "/ontology/..%2f..%2fetc%2fpasswd",
    "/ontology.ttl%00.html",
    "/shapes.../../etc/passwd",
    "/questions/..%2f..%2fetc%2fpasswd",
    "/questions/by-place?place=%22)%20%7D%20DROP%20ALL%20%23",
    "/questions/by-place?place=" + "x" * 30_000,
    "/questions/by-place?place=a&place=b",
    "/questions/by-place?_place=x&__proto__=y",
    "/questions/pilot-load?at_least=1e999",
    "/search?q=" + "%28" * 5000,
    "/search?q=%2A%3A%2A%20AND%20%28%29%20%22",
    "/search?q=a&page=-1",
    "/search?q=a&page=99999999999999999999999",
    "/search?q=" + "e%CC%81" * 3000,
    "/search?q=a&kind=..%2f&theme=%00&collectivity=%ff",
    "/search/suggest?q=%00%ff",
    "/compare?" + "c=75-93&" * 2000,
    "/compare?c=%00&c=..%2f",
    "/timeline?lang=%3Cscript%3E",
    "/?lang=../../etc/passwd",
    "/validate?format=../../etc/passwd",
    "/sparql?query=ASK%7B%7D&format=../../etc/passwd",
    "/sparql?query=ASK%7B%7D&default-graph-uri=file:///etc/passwd",
    "/sparql?query=ASK%7B%7D&default-graph-uri=%00",
    "/sparql?query=%ff",
    "/sparql?" + "&".join(f"a{n}=1" for n in range(5000)),
    "/sparql?query=ASK%7B%7D&query=ASK%7B%7D",
    "/.env",
    "/.git/config",
    "/metrics/../health",
]

HEADERS = [
    {"Accept": "text/html;q=" + "9" * 5000},
    {"Accept": ", ".join(f"a/{n};q=0.{n}" for n in range(3000))},
    {"Accept": "\x80\xff;;;,,,q=,=;"},
    {"Accept-Language": "en;q=nan,fr;q=inf,;q=-1"},
    {"Accept-Language": "e" * 20_000},
    {"Accept-Encoding": "gzip;q=nan, zstd;q=1e400, *;q="},
    {"If-None-Match": '"' + "x" * 20_000},
    {"If-None-Match": ",".join(['W/"a"'] * 3000)},
    {"Range": "bytes=0-,1-,2-," + "-1," * 1000},
    {"Host": "example.org\\@evil"},
    {"Host": '"><script>'},
    {"X-Forwarded-For": "127.0.0.1, " * 500, "X-Forwarded-Proto": "javascript"},
    {"X-HTTP-Method-Override": "DELETE", "X-Original-URL": "/update"},
    {"Cookie": "a=" + "b" * 20_000},
    {"Authorization": "Bearer \xff\xfe"},
    {"Origin": "null", "Access-Control-Request-Method": "DELETE"},
]

BODIES = [
    ("POST", "/sparql", {"Content-Type": "application/sparql-query; charset=utf-7"}, b"+ADw-"),
    ("POST", "/sparql", {"Content-Type": "application/sparql-query"}, b"\xff\xfe\x00A"),
    ("POST", "/sparql", {"Content-Type": "text/xml"}, b"<x/>"),
    ("POST", "/sparql", {"Content-Type": "x" * 5000}, b"x"),
    ("POST", "/sparql", {}, b"query=ASK{}"),
    ("POST", "/sparql", FORM, b"query=ASK{}&update=DROP ALL"),
    ("POST", "/sparql", FORM, b"&".join([b"a=b"] * 20_000)),
    ("POST", "/sparql", FORM, b"query=%" + b"%" * 1000),
    ("POST", "/sparql", {**FORM, "Content-Encoding": "gzip"}, b"\x1f\x8b\x08" + b"\x00" * 50),
    ("POST", "/validate", {"Content-Type": "multipart/form-data"}, b"no boundary"),
    ("POST", "/validate", {"Content-Type": "multipart/form-data; boundary=x"}, b"--x\r\n\r\n"),
    ("POST", "/validate", {"Content-Type": "application/zip"}, b"PK\x03\x04" + b"\x00" * 100),
    ("POST", "/update", FORM, b"update=DROP ALL"),
    ("POST", "/update", {**FORM, "Authorization": "Bearer x"}, b"update=DROP ALL"),
    ("PUT", "/graphs?default", {"Content-Type": "text/turtle"}, b"<a:a> <a:b> <a:c> ."),
    ("DELETE", "/graphs?graph=a:b", {}, b""),
    ("PROPFIND", "/", {}, b""),
    ("TRACE", "/", {"X-Secret": "1"}, b""),
    ("CONNECT", "/sparql", {}, b""),
    ("POST", "/", {}, b""),
]


@pytest.fixture(scope="module")
def address(web_quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with short limits, in a folder whose name would show if one of its paths did."""
    folder: Path = tmp_path_factory.mktemp(SECRET) / "store"
    given = '{"query_time_limit_s": 0.5, "query_memory_limit_mb": 256, "client_work_limit_s": 0}'
    with live(folder, web_quads, given) as address:
        yield address


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=120) as client:
        yield client


def holds(client: httpx.Client, response: httpx.Response) -> None:
    """The answer is one, without a word of the inside; and the server answers on."""
    assert response.status_code < 500, response.text
    assert not [word for word in INSIDE if word in response.text]
    assert not [name for name in response.headers if name in {"set-cookie", "x-injected"}]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_a_query_is_answered_or_refused(client: httpx.Client, name: str, accept: str) -> None:
    asked = {"query": QUERIES[name]}
    response = client.post("/sparql", data=asked, headers={"Accept": accept})
    holds(client, response)
    assert accept != "text/html" or "<script>" not in response.text
    assert "49" not in response.text or name != "a template"


@pytest.mark.parametrize("path", ADDRESSES, ids=lambda path: path[:60])
def test_an_address_leads_to_nothing_it_should_not(address: str, client: httpx.Client, path: str):
    answer = raw(address, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    status = int(answer.split(b" ", 2)[1])
    head = answer.partition(b"\r\n\r\n")[0].lower()
    assert status < 500, answer[:500]
    assert not [word for word in INSIDE if word.encode() in answer]
    assert b"\r\nset-cookie:" not in head
    assert b"\r\nx-injected:" not in head
    assert b"location: http://example.org" not in head
    assert b"location: //" not in head
    assert client.get("/health/live").is_success


@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: str(headers)[:50])
@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%7B%7D", "/void.ttl", "/questions"])
def test_a_header_breaks_nothing(
    address: str, client: httpx.Client, path: str, headers: dict[str, str]
) -> None:
    sent = {"Host": "x", "Connection": "close", **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
    answer = raw(address, f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1"))
    assert int(answer.split(b" ", 2)[1]) < 500 or b" 503 " in answer[:20], answer[:500]
    assert b"<script>" not in answer
    assert not [word for word in INSIDE if word.encode() in answer]
    assert client.get("/health/live").is_success


@pytest.mark.parametrize(("method", "path", "headers", "body"), BODIES)
def test_a_body_breaks_nothing(
    client: httpx.Client, method: str, path: str, headers: dict[str, str], body: bytes
) -> None:
    response = client.request(method, path, headers=headers, content=body)
    assert 400 <= response.status_code < 500, response.text
    assert not [word for word in INSIDE if word in response.text]
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize("form", ["default-graph-uri", "named-graph-uri"])
def test_no_graph_of_a_request_is_fetched(
    client: httpx.Client, listener: tuple[str, list[str]], form: str
) -> None:
    elsewhere, calls = listener
    query = "SELECT * { ?s ?p ?o OPTIONAL { GRAPH ?g { ?s ?p ?o } } }"
    response = client.get("/sparql", params={"query": query, form: elsewhere + "x.ttl"})
    assert response.json()["results"]["bindings"] == []
    assert calls == []


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        ("ttl", "@prefix owl: <http://www.w3.org/2002/07/owl#> . <a:a> owl:imports <{0}x> ."),
        ("jsonld", '{{"@context": "{0}context.jsonld", "@id": "a:a", "name": "x"}}'),
        ("rdf", '<!DOCTYPE r [<!ENTITY % e SYSTEM "{0}e.dtd"> %e;]><r xmlns="{0}"/>'),
        ("html", '<html><base href="{0}"><img src="{0}i.png"><link href="{0}s.css"><p>Axe 1'),
        ("md", "![]({0}i.png)\n\n# Axe 1\n[x]: {0}y\n"),
        ("yaml", "id: !!python/object/apply:os.system ['true']\nsource: {0}\n"),
    ],
)
def test_nothing_that_is_brought_makes_the_server_call(
    client: httpx.Client, listener: tuple[str, list[str]], suffix: str, text: str
) -> None:
    elsewhere, calls = listener
    file = (f"brought.{suffix}", text.format(elsewhere).encode())
    response = client.post("/validate", files={"file": file})
    assert response.status_code < 500, response.text
    assert not [word for word in INSIDE if word in response.text]
    assert calls == []


def raw(address: str, request: bytes) -> bytes:
    """The answer to bytes that no client would send."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), 30) as connection:
        connection.sendall(request)
        received = b""
        while part := connection.recv(65536):
            received += part
    return received
