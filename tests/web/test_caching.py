"""Kept answers, entity tags, 304 and HEAD: over a small application that counts its work."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from cooperation_kg.web.caching import CACHEABLE, CacheCounts, ResponseCache

FORM = {"content-type": "application/x-www-form-urlencoded"}


class Site:
    """A site whose dataset can be exchanged, and that knows how often its routes ran."""

    def __init__(self, limit_mb: float = 1.0) -> None:
        self.version = "first"
        self.runs = 0
        self.counts = CacheCounts()
        self.while_answering = self.version
        routes = [
            Route("/page", self.page),
            Route("/private", self.private),
            Route("/missing", self.missing),
            Route("/long", self.long),
            Route("/broken", self.broken),
            Route("/exchanged", self.exchanged),
            Route("/ask", self.ask, methods=["POST"]),
            Route("/write", self.ask, methods=["POST"]),
        ]
        cache = ResponseCache(
            Starlette(routes=routes),
            dataset=self,
            limit_mb=limit_mb,
            safe_forms=["/ask"],
            counts=self.counts,
        )
        self.client = TestClient(cache, raise_server_exceptions=False)

    async def page(self, request: Request) -> Response:
        self.runs += 1
        said = f"{self.version} {request.url.query} {request.headers.get('accept')}"
        return PlainTextResponse(said, headers=CACHEABLE)

    async def private(self, _: Request) -> Response:
        self.runs += 1
        return PlainTextResponse("mine")

    async def missing(self, _: Request) -> Response:
        self.runs += 1
        return PlainTextResponse("nothing", 404, CACHEABLE)

    async def long(self, request: Request) -> Response:
        self.runs += 1
        parts = int(request.query_params["parts"])

        async def body() -> AsyncIterator[bytes]:
            for _ in range(parts):
                yield b"x" * 1000

        return StreamingResponse(body(), headers=CACHEABLE)

    async def broken(self, _: Request) -> Response:
        self.runs += 1

        async def body() -> AsyncIterator[bytes]:
            yield b"x"
            raise RuntimeError

        return StreamingResponse(body(), headers=CACHEABLE)

    async def exchanged(self, _: Request) -> Response:
        self.runs += 1
        self.version += "+"
        return PlainTextResponse("of which one?", headers=CACHEABLE)

    async def ask(self, request: Request) -> Response:
        self.runs += 1
        return PlainTextResponse((await request.body()).decode(), headers=CACHEABLE)


@pytest.fixture
def site() -> Site:
    return Site()


def test_what_was_answered_is_not_worked_out_again(site: Site) -> None:
    first, second = site.client.get("/page?a=1"), site.client.get("/page?a=1")
    assert site.runs == 1
    assert (second.text, second.headers) == (first.text, first.headers)
    assert (site.counts.misses, site.counts.hits, site.counts.entries) == (1, 1, 1)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/page?a=2", {}),
        ("/page?a=1", {"accept": "text/csv"}),
        ("/page?a=1", {"accept-language": "en"}),
        ("/page?a=1", {"accept-encoding": "gzip"}),
        ("/page?a=1", {"host": "elsewhere.example"}),
    ],
)
def test_another_request_has_another_answer(site: Site, path: str, headers: dict[str, str]) -> None:
    plain = {"accept-encoding": "identity"}
    first = site.client.get("/page?a=1", headers=plain)
    other = site.client.get(path, headers=plain | headers)
    assert site.runs == 2
    assert other.headers["etag"] != first.headers["etag"]


def test_languages_that_are_read_alike_share_an_answer(site: Site) -> None:
    for languages in ("fr", "fr-FR,fr;q=0.9,en;q=0.8", "de"):
        site.client.get("/page", headers={"accept-language": languages})
    assert site.runs == 1


def test_the_answer_says_what_it_depends_on(site: Site) -> None:
    headers = site.client.get("/page").headers
    assert headers["vary"] == "Accept, Accept-Encoding, Accept-Language"
    assert headers["etag"].startswith('"')
    assert headers["cache-control"] == "public, no-cache"


@pytest.mark.parametrize("limit_mb", [1.0, 0.0])
@pytest.mark.parametrize("written", ["{}", "W/{}", '"other", {}', 'W/{}, "other"'])
def test_who_has_the_answer_is_told_so_without_work(limit_mb: float, written: str) -> None:
    site = Site(limit_mb)
    tag = site.client.get("/page").headers["etag"]
    again = site.client.get("/page", headers={"if-none-match": written.format(tag)})
    assert (again.status_code, again.content, site.runs) == (304, b"", 1)
    assert again.headers["etag"] == tag
    assert again.headers["cache-control"] == "public, no-cache"
    assert "Accept" in again.headers["vary"]
    assert "content-length" not in again.headers


@pytest.mark.parametrize("written", ['"other"', "*", "other", ""])
def test_another_tag_gets_the_answer(site: Site, written: str) -> None:
    site.client.get("/page")
    assert site.client.get("/page", headers={"if-none-match": written}).status_code == 200


def test_a_tag_is_of_one_request_only(site: Site) -> None:
    tag = site.client.get("/page?a=1").headers["etag"]
    other = site.client.get("/page?a=2", headers={"if-none-match": tag})
    assert other.status_code == 200


def test_another_dataset_has_other_answers(site: Site) -> None:
    before = site.client.get("/page")
    site.version = "second"
    after = site.client.get("/page", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.text.startswith("second")
    assert after.headers["etag"] != before.headers["etag"]
    assert site.counts.entries == 1


def test_an_answer_given_while_the_dataset_is_exchanged_is_not_kept(site: Site) -> None:
    for _ in range(2):
        assert "etag" not in site.client.get("/exchanged").headers
    assert site.runs == 2
    assert site.counts.entries == 0


@pytest.mark.parametrize(("path", "status"), [("/private", 200), ("/missing", 404)])
def test_what_is_not_said_to_be_public_passes(site: Site, path: str, status: int) -> None:
    for _ in range(2):
        response = site.client.get(path)
        assert response.status_code == status
        assert "etag" not in response.headers
    assert site.runs == 2


def test_head_is_get_without_the_body(site: Site) -> None:
    head = site.client.head("/page")
    whole = site.client.get("/page")
    again = site.client.head("/page")
    for one in (head, again):
        assert one.content == b""
        assert one.headers == whole.headers
    assert int(head.headers["content-length"]) == len(whole.content)
    assert site.runs == 1


def test_head_of_an_answer_in_parts(site: Site) -> None:
    assert site.client.head("/long?parts=3").content == b""


def test_an_answer_in_parts_is_kept_whole(site: Site) -> None:
    bodies = {site.client.get("/long?parts=9").content for _ in range(2)}
    assert bodies == {b"x" * 9000}
    assert site.runs == 1


def test_an_answer_that_is_broken_off_is_not_kept(site: Site) -> None:
    for _ in range(2):
        site.client.get("/broken")
    assert site.runs == 2
    assert site.counts.entries == 0


def test_a_very_long_answer_is_not_kept(site: Site) -> None:
    for _ in range(2):
        assert len(site.client.get("/long?parts=200").content) == 200_000
    assert site.runs == 2


def test_room_is_bounded_and_the_oldest_goes_first(site: Site) -> None:
    for number in range(30):
        site.client.get(f"/long?parts=100&n={number}")
        site.client.get("/long?parts=100&n=0")
    assert site.runs == 30
    assert site.counts.size <= 1 << 20
    assert site.counts.entries == 10
    site.client.get("/long?parts=100&n=1")
    assert site.runs == 31


@pytest.mark.parametrize("where", ["query", "accept"])
def test_long_requests_take_their_room_too(site: Site, where: str) -> None:
    for number in range(30):
        long = f"{number}" + "x" * 50_000  # which the answer repeats
        path, headers = ("/page?" + long, {}) if where == "query" else ("/page", {"accept": long})
        site.client.get(path, headers=headers)
    assert 0 < site.counts.entries <= 10


def test_a_form_that_reads_is_kept_by_its_body(site: Site) -> None:
    for body, runs in (("q=1", 1), ("q=1", 1), ("q=2", 2)):
        response = site.client.post("/ask", content=body, headers=FORM)
        assert (response.text, site.runs) == (body, runs)
        assert "etag" not in response.headers


def test_a_form_in_another_charset_is_another(site: Site) -> None:
    for charset in ("utf-8", "latin-1"):
        site.client.post(
            "/ask", content="q=1", headers={"content-type": f"{FORM['content-type']};{charset}"}
        )
    assert site.runs == 2


@pytest.mark.parametrize(
    ("path", "type_", "body"),
    [
        ("/write", FORM["content-type"], "q=1"),
        ("/ask", "application/sparql-query", "q=1"),
        ("/ask", FORM["content-type"], "q=" + "1" * 70_000),
    ],
)
def test_other_posts_are_passed_on_whole(site: Site, path: str, type_: str, body: str) -> None:
    for _ in range(2):
        assert site.client.post(path, content=body, headers={"content-type": type_}).text == body
    assert site.runs == 2
