"""What /metrics tells, and what it does not."""

from __future__ import annotations

import re

from pyoxigraph import Quad
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app
from cooperation_kg.web.metrics import Histogram

LINE = re.compile(r'# (HELP|TYPE) \w+ .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+')


def told(client: TestClient) -> dict[str, float]:
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert response.headers["cache-control"] == "no-store"
    lines = response.text.splitlines()
    assert all(LINE.fullmatch(line) for line in lines)
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    return {name.removeprefix("cooperation_kg_"): float(value) for name, value in pairs}


def test_requests_queries_and_the_cache_are_counted(web_quads: list[Quad]) -> None:
    with TestClient(create_app(MemoryStore(web_quads), Settings())) as client:
        secret = {"query": "SELECT * { ?s ?p 'a private interest' }"}
        tag = client.get("/sparql", params=secret).headers["etag"]
        client.get("/sparql", params=secret)
        client.get("/sparql", params=secret, headers={"if-none-match": tag})
        client.get("/sparql?query=SELECT")
        client.get("/nowhere/private")
        numbers = told(client)
        assert numbers['http_responses_total{status="200"}'] == 2
        assert numbers['http_responses_total{status="304"}'] == 1
        assert numbers['http_responses_total{status="400"}'] == 1
        assert numbers['http_responses_total{status="404"}'] == 1
        assert numbers["query_seconds_count"] == 2
        assert numbers["cache_hits_total"] == 1
        assert numbers["cache_misses_total"] == 1
        assert numbers["cache_not_modified_total"] == 1
        assert numbers["cache_entries"] == 1
        assert "private" not in client.get("/metrics").text


def test_a_histogram_counts_up_to_its_bounds() -> None:
    histogram = Histogram()
    for seconds in (0.001, 0.3, 0.3, 99.0):
        histogram.observe(seconds)
    lines = dict(line.rsplit(" ", 1) for line in histogram.lines("x"))
    assert lines['x_bucket{le="0.001"}'] == "1"
    assert lines['x_bucket{le="0.25"}'] == "1"
    assert lines['x_bucket{le="0.5"}'] == "3"
    assert lines['x_bucket{le="+Inf"}'] == lines["x_count"] == "4"
    assert float(lines["x_sum"]) == 99.601
