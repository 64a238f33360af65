"""The SPARQL endpoint: what is taken, what is answered, and what is said when it is not."""

from __future__ import annotations

import io
import json

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

BASE = "https://w3id.org/cooperation-kg/"
NUMBERS = "SELECT ?n { ?a ckg:number ?n } ORDER BY ?n"
CONSTRUCT = "CONSTRUCT { ?a ckg:number ?n } WHERE { ?a ckg:number ?n }"
DIGITS = " ".join(f"VALUES ?{v} {{ 0 1 2 3 4 5 6 7 8 9 }}" for v in "abcdefghijkl")
HEAVY = f"SELECT (SUM(?a) AS ?n) {{ {DIGITS} }}"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def numbers(body: str) -> list[str]:
    return [row["n"]["value"] for row in json.loads(body)["results"]["bindings"]]


class TestOperations:
    def test_get(self, client: TestClient) -> None:
        response = client.get("/sparql", params={"query": NUMBERS})
        assert response.status_code == 200
        assert response.headers["content-type"] == "application/sparql-results+json"
        assert numbers(response.text) == ["1", "1", "2"]

    def test_post_of_a_form(self, client: TestClient) -> None:
        assert numbers(client.post("/sparql", data={"query": NUMBERS}).text) == ["1", "1", "2"]

    def test_post_of_a_query(self, client: TestClient) -> None:
        headers = {"content-type": "application/sparql-query; charset=UTF-8"}
        response = client.post("/sparql", content=NUMBERS + " # é", headers=headers)
        assert numbers(response.text) == ["1", "1", "2"]

    def test_the_graphs_of_the_request(self, client: TestClient) -> None:
        asked = {"query": NUMBERS, "default-graph-uri": BASE + "graph/demo-b"}
        assert numbers(client.get("/sparql", params=asked).text) == ["1"]
        assert numbers(client.post("/sparql", data=asked).text) == ["1"]

    def test_relative_iris_are_things_of_this_graph(self, client: TestClient) -> None:
        query = "SELECT ?n FROM <graph/demo-a> { <id/action/demo-a-2> ckg:number ?n }"
        assert numbers(client.get("/sparql", params={"query": query}).text) == ["2"]

    def test_head_has_the_headers_and_no_body(self, client: TestClient) -> None:
        whole = client.get("/sparql", params={"query": NUMBERS})
        head = client.head("/sparql", params={"query": NUMBERS})
        assert head.content == b""
        assert head.headers["content-length"] == whole.headers["content-length"]
        assert head.headers["content-type"] == whole.headers["content-type"]

    def test_any_site_may_ask(self, client: TestClient) -> None:
        headers = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
        preflight = client.options("/sparql", headers=headers)
        assert preflight.status_code == 204
        assert "POST" in preflight.headers["access-control-allow-methods"]
        assert "Content-Type" in preflight.headers["access-control-allow-headers"]
        answer = client.get("/sparql", params={"query": NUMBERS}, headers=headers)
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Row-Limit-Reached" in answer.headers["access-control-expose-headers"]

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
    def test_other_methods_are_not_allowed(self, client: TestClient, method: str) -> None:
        response = client.request(method, "/sparql")
        assert response.status_code == 405
        assert "GET" in response.headers["allow"]
        assert response.headers["content-type"] == "application/problem+json"


class TestFormats:
    @pytest.mark.parametrize(
        ("accept", "content_type"),
        [
            ("application/sparql-results+json", "application/sparql-results+json"),
            ("application/json", "application/json"),
            ("application/sparql-results+xml", "application/sparql-results+xml"),
            ("text/csv", "text/csv; charset=utf-8"),
            ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
            ("text/csv;q=0.2, text/tab-separated-values;q=0.7", "text/tab-separated-values"),
            ("text/turtle, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
            ("*/*", "application/sparql-results+json"),
            ("application/*;q=0.5, text/csv;q=0.4", "application/sparql-results+json"),
            ("application/sparql-results+json;q=0, */*;q=0.1", "application/json"),
            (BROWSER, "text/html; charset=utf-8"),
        ],
    )
    def test_rows_come_as_accepted(
        self, client: TestClient, accept: str, content_type: str
    ) -> None:
        headers = {"accept": accept}
        response = client.get("/sparql", params={"query": NUMBERS}, headers=headers)
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(content_type)
        assert "Accept" in response.headers["vary"]

    @pytest.mark.parametrize(
        ("accept", "rdf_format"),
        [
            ("text/turtle", ox.RdfFormat.TURTLE),
            ("application/n-triples", ox.RdfFormat.N_TRIPLES),
            ("application/n-quads", ox.RdfFormat.N_QUADS),
            ("application/trig", ox.RdfFormat.TRIG),
            ("application/rdf+xml", ox.RdfFormat.RDF_XML),
            ("application/ld+json", ox.RdfFormat.JSON_LD),
        ],
    )
    @pytest.mark.parametrize("query", [CONSTRUCT, f"DESCRIBE <{BASE}id/action/demo-a-1>"])
    def test_graphs_come_as_accepted(
        self, client: TestClient, accept: str, rdf_format: ox.RdfFormat, query: str
    ) -> None:
        headers = {"accept": accept}
        response = client.get("/sparql", params={"query": query}, headers=headers)
        assert response.headers["content-type"].partition(";")[0] == accept
        assert len(list(ox.parse(io.BytesIO(response.content), rdf_format))) >= 3

    @pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
    def test_a_format_can_be_named(self, client: TestClient, name: str) -> None:
        asked = {"query": NUMBERS, "format": name}
        response = client.get("/sparql", params=asked, headers={"accept": BROWSER})
        assert name in response.headers["content-type"].replace("tab-separated-values", "tsv")

    @pytest.mark.parametrize(
        ("query", "accept"),
        [
            (NUMBERS, "image/png"),
            (NUMBERS, "text/turtle"),
            (CONSTRUCT, "text/csv"),
            ("ASK {}", "text/csv"),
        ],
    )
    def test_what_there_is_not_is_not_acceptable(
        self, client: TestClient, query: str, accept: str
    ) -> None:
        response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert response.status_code == 406
        assert "json" in response.json()["detail"]

    def test_the_row_limit_is_announced(self, client: TestClient) -> None:
        everything = {"query": "SELECT * { ?s ?p ?o }"}
        cut = client.get("/sparql", params=everything)
        assert (cut.headers["row-limit"], cut.headers["row-limit-reached"]) == ("5", "true")
        assert cut.json()["rowLimitReached"] is True
        assert len(cut.json()["results"]["bindings"]) == 5
        whole = client.get("/sparql", params={"query": NUMBERS})
        assert whole.headers["row-limit-reached"] == "false"


class TestRefusals:
    @pytest.mark.parametrize(
        ("query", "status", "type_"),
        [
            ("SELECT * {", 400, "syntax"),
            ("ASK { SERVICE <http://example.org/> { ?s ?p ?o } }", 403, "service"),
            ("LOAD <http://example.org/>", 403, "update"),
            ("INSERT DATA { <a:b> <a:c> 1 }", 403, "update"),
            ("ASK FROM <file:///etc/hostname> { ?s ?p ?o }", 403, "fetch"),
            (f"ASK FROM <{BASE}graph/none> {{ ?s ?p ?o }}", 400, "graph"),
            ("ASK " + "{" * 101 + "}" * 101, 400, "too-deep"),
            ("ASK { } # " + "x" * 100_000, 413, "too-long"),
            (HEAVY, 422, "time-limit"),
        ],
    )
    def test_a_refusal_is_a_problem(
        self, client: TestClient, query: str, status: int, type_: str
    ) -> None:
        response = client.post("/sparql", data={"query": query})
        told = response.json()
        assert response.status_code == told["status"] == status
        assert response.headers["content-type"] == "application/problem+json"
        assert told["type"].endswith(f"/problem/{type_}")
        assert told["title"]
        assert told["detail"]

    def test_a_syntax_error_has_line_and_column(self, client: TestClient) -> None:
        told = client.get("/sparql", params={"query": "SELECT * {\n  ?s ?p }"}).json()
        assert (told["line"], told["column"]) == (2, 3)
        assert (
            "line 2, column 3"
            in client.get(
                "/sparql",
                params={"query": "SELECT * {\n  ?s ?p }"},
                headers={"accept-language": "en"},
            ).json()["detail"]
        )

    def test_a_problem_is_told_in_the_readers_language(self, client: TestClient) -> None:
        for tongue, word in (("fr", "refusé"), ("en-GB", "refused")):
            response = client.get(
                "/sparql",
                params={"query": "ASK { SERVICE <http://x/> {} }"},
                headers={"accept-language": tongue},
            )
            assert word in response.json()["detail"]
            assert response.headers["content-language"] == tongue[:2]

    @pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
    def test_a_file_is_no_graph(self, client: TestClient, parameter: str) -> None:
        asked = {"query": "ASK {}", parameter: "file:///etc/hostname"}
        assert client.get("/sparql", params=asked).status_code == 403

    def test_one_query_at_a_time(self, client: TestClient) -> None:
        assert client.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status_code == 400
        assert client.post("/sparql", data={"format": "json"}).status_code == 400

    @pytest.mark.parametrize(
        ("type_", "body", "status"),
        [
            ("text/plain", b"ASK {}", 415),
            ("application/sparql-query; charset=utf-16", "ASK {}".encode("utf-16"), 415),
            ("application/sparql-query", b"ASK {} # \xff", 400),
            ("application/x-www-form-urlencoded", b"query=%FF", 400),
            ("application/x-www-form-urlencoded", b"a=&" * 2000, 400),
            ("application/sparql-update", b"CLEAR ALL", 403),
            ("multipart/form-data; boundary=x", b"--x--", 415),
            ("", b"ASK {}", 415),
        ],
    )
    def test_bodies_that_are_not_taken(
        self, client: TestClient, type_: str, body: bytes, status: int
    ) -> None:
        response = client.post("/sparql", content=body, headers={"content-type": type_})
        assert response.status_code == status
        assert response.json()["status"] == status

    def test_a_body_that_is_too_long_is_not_read(self, client: TestClient) -> None:
        headers = {"content-type": "application/sparql-query"}
        response = client.post("/sparql", content=b"#" * 1_300_000, headers=headers)
        assert response.status_code == 413

    def test_an_update_by_its_parameter(self, client: TestClient) -> None:
        assert client.get("/sparql?update=CLEAR%20ALL").status_code == 403


class TestDescription:
    @pytest.mark.parametrize("accept", ["*/*", "text/turtle", "application/ld+json"])
    def test_without_a_query_the_service_is_described(
        self, client: TestClient, accept: str
    ) -> None:
        response = client.get("/sparql", headers={"accept": accept})
        rdf_format = ox.RdfFormat.from_media_type(response.headers["content-type"])
        assert rdf_format is not None
        sd = "http://www.w3.org/ns/sparql-service-description#"
        described = {
            (triple.predicate.value, getattr(triple.object, "value", ""))
            for triple in ox.parse(io.BytesIO(response.content), rdf_format)
        }
        assert (sd + "endpoint", "http://testserver/sparql") in described
        assert (sd + "feature", sd + "UnionDefaultGraph") in described
        assert (sd + "supportedLanguage", sd + "SPARQL11Query") in described

    def test_of_a_format_there_is_not(self, client: TestClient) -> None:
        assert client.get("/sparql", headers={"accept": "image/png"}).status_code == 406


class TestPage:
    def get(self, client: TestClient, query: str | None = None, tongue: str = "fr") -> str:
        asked = {} if query is None else {"query": query}
        headers = {"accept": BROWSER, "accept-language": tongue}
        response = client.get("/sparql", params=asked, headers=headers)
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        assert response.headers["content-language"] == tongue
        return response.text

    @pytest.mark.parametrize(("tongue", "word"), [("fr", "Exécuter"), ("en", "Run")])
    def test_a_browser_gets_a_form(self, client: TestClient, tongue: str, word: str) -> None:
        page = self.get(client, tongue=tongue)
        assert f'<html lang="{tongue}">' in page
        assert word in page

    def test_rows_are_a_table(self, client: TestClient) -> None:
        page = self.get(client, "SELECT ?a ?n { ?a ckg:number ?n } ORDER BY ?a")
        assert '<th scope="col">n</th>' in page
        assert '<a href="/page/action/demo-a-1">' in page

    def test_what_is_in_the_data_stays_text(self, client: TestClient) -> None:
        page = self.get(client, "SELECT ?l { ?s rdfs:label ?l FILTER(CONTAINS(?l, 'script')) }")
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>" not in page

    def test_what_is_in_the_query_stays_text(self, client: TestClient) -> None:
        page = self.get(client, "ASK { ?s ?p '</textarea><script>alert(1)</script>' }")
        assert "<script>" not in page

    def test_only_web_addresses_are_links(self, client: TestClient) -> None:
        page = self.get(client, "SELECT (<javascript:alert(1)> AS ?x) {}")
        assert 'href="javascript' not in page

    def test_yes_and_no(self, client: TestClient) -> None:
        assert ">Oui<" in self.get(client, "ASK {}")
        assert ">No<" in self.get(client, "ASK { ?s a ckg:Nothing }", tongue="en")

    def test_a_graph_is_shown_as_turtle(self, client: TestClient) -> None:
        assert "ckg:number &#34;1&#34;" in self.get(client, CONSTRUCT)

    def test_the_cut_is_announced(self, client: TestClient) -> None:
        assert "seules les 5 premières lignes" in self.get(client, "SELECT * { ?s ?p ?o }")

    def test_an_error_leaves_the_query_to_be_mended(self, client: TestClient) -> None:
        response = client.get(
            "/sparql",
            params={"query": "SELECT * { <script>"},
            headers={"accept": BROWSER, "accept-language": "fr"},
        )
        assert response.status_code == 400
        assert "La requête est mal formée : ligne 1, colonne" in response.text
        assert "SELECT * { &lt;script&gt;</textarea>" in response.text
        assert "<script>" not in response.text


class TestKeptAnswers:
    @pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", BROWSER])
    def test_who_has_the_answer_is_told_so(self, client: TestClient, accept: str) -> None:
        headers = {"accept": accept}
        first = client.get("/sparql", params={"query": NUMBERS}, headers=headers)
        headers["if-none-match"] = first.headers["etag"]
        again = client.get("/sparql", params={"query": NUMBERS}, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["access-control-allow-origin"] == "*"

    def test_an_answer_by_post_is_that_by_get(self, client: TestClient) -> None:
        texts = {client.post("/sparql", data={"query": NUMBERS}).text for _ in range(2)}
        assert texts == {client.get("/sparql", params={"query": NUMBERS}).text}

    @pytest.mark.parametrize("function", ["NOW()", "RAND()", "uuid()", "StrUUID()", "BNODE()"])
    def test_what_changes_each_time_is_not_kept(self, client: TestClient, function: str) -> None:
        asked = {"query": f"SELECT ({function} AS ?x) {{}}"}
        first, second = client.get("/sparql", params=asked), client.get("/sparql", params=asked)
        assert first.headers["cache-control"] == "no-store"
        assert "etag" not in first.headers
        if "BNODE" not in function:
            assert first.text != second.text

    def test_errors_are_not_kept(self, client: TestClient) -> None:
        response = client.get("/sparql?query=SELECT")
        assert response.headers["cache-control"] == "no-store"
        assert "etag" not in response.headers

    @pytest.mark.parametrize("coding", ["gzip", "zstd", "identity"])
    def test_answers_are_compressed_as_asked(self, client: TestClient, coding: str) -> None:
        asked = {"query": f"SELECT ('{'long ' * 500}' AS ?t) {{}}"}
        headers = {"accept-encoding": coding}
        with client.stream("GET", "/sparql", params=asked, headers=headers) as response:
            raw = b"".join(response.iter_raw())
        assert response.headers.get("content-encoding", "identity") == coding
        assert (len(raw) > 2500) is (coding == "identity")
        assert len(raw) == int(response.headers["content-length"])
