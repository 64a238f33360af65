"""What the server has done since it started, for Prometheus: `/metrics`.

https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format; a dozen numbers do
not need a library. No label holds anything of a request but its status.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cooperation_kg import __version__
from cooperation_kg.web.budget import Ledger
from cooperation_kg.web.caching import CacheCounts, Versioned

__all__ = ["PATHS", "Histogram", "Measured", "Metrics"]

PATHS = {
    "/metrics": {
        "get": {
            "tags": ["health"],
            "summary": "Numbers for Prometheus",
            "responses": {"200": {"description": "The numbers", "content": {"text/plain": {}}}},
        }
    }
}
"""What OpenAPI says of them."""

_BOUNDS_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Histogram:
    """How many durations, in seconds, were up to each of some bounds."""

    def __init__(self) -> None:
        self._counts = [0] * (len(_BOUNDS_S) + 1)
        self._sum = 0.0

    def observe(self, seconds: float) -> None:
        """Takes note of one."""
        self._counts[bisect_left(_BOUNDS_S, seconds)] += 1
        self._sum += seconds

    def lines(self, name: str) -> Iterator[str]:
        """It, as it is written."""
        so_far = 0
        for bound, count in zip((*map(str, _BOUNDS_S), "+Inf"), self._counts, strict=True):
            so_far += count
            yield f'{name}_bucket{{le="{bound}"}} {so_far}'
        yield f"{name}_sum {self._sum:.6f}"
        yield f"{name}_count {so_far}"


class Metrics:
    """The numbers, and how they are written.

    Args:
        dataset: knows the version of the dataset that is served.
        cache: what became of requests that could be answered from the cache.
        ledger: what clients have spent.
    """

    def __init__(self, dataset: Versioned, cache: CacheCounts, ledger: Ledger) -> None:
        self._dataset = dataset
        self._cache = cache
        self._ledger = ledger
        self.responses: Counter[int] = Counter()
        self.answering = Histogram()
        self.querying = Histogram()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers at /metrics."""
        body = "\n".join(self._lines()) + "\n"
        response = Response(body, headers={"Cache-Control": "no-store", "Content-Type": _TYPE})
        await response(scope, receive, send)

    def _lines(self) -> Iterator[str]:
        cache, ledger = self._cache, self._ledger
        told = {"release": __version__, "dataset": self._dataset.version}
        yield from _one("info", "gauge", "What is served", 1, told)
        yield from _about("http_responses_total", "counter", "Responses by status")
        for status, count in sorted(self.responses.items()):
            yield f'cooperation_kg_http_responses_total{{status="{status}"}} {count}'
        yield from _about("http_response_seconds", "histogram", "Time to the end of a response")
        yield from self.answering.lines("cooperation_kg_http_response_seconds")
        yield from _about("query_seconds", "histogram", "Time of a query in a worker process")
        yield from self.querying.lines("cooperation_kg_query_seconds")
        for name, kind, about, value in (
            ("cache_hits_total", "counter", "Answers that were kept", cache.hits),
            ("cache_misses_total", "counter", "Answers worked out, then kept", cache.misses),
            ("cache_not_modified_total", "counter", "304 without work", cache.not_modified),
            ("cache_entries", "gauge", "Answers kept now", cache.entries),
            ("cache_bytes", "gauge", "Bytes of the answers kept now", cache.size),
            ("clients_refused_total", "counter", "Refusals for a spent budget", ledger.refused),
            ("clients", "gauge", "Clients that have spent of their budget", len(ledger)),
            ("process_cpu_seconds_total", "counter", "Of the server alone", time.process_time()),
        ):
            yield from _one(name, kind, about, value)


def _about(name: str, kind: str, about: str) -> Iterator[str]:
    yield f"# HELP cooperation_kg_{name} {about}"
    yield f"# TYPE cooperation_kg_{name} {kind}"


def _one(
    name: str, kind: str, about: str, value: float, labels: Mapping[str, str] | None = None
) -> Iterator[str]:
    yield from _about(name, kind, about)
    written = ",".join(f'{key}="{text}"' for key, text in (labels or {}).items())
    yield (
        f"cooperation_kg_{name}{{{written}}} {value}"
        if written
        else (f"cooperation_kg_{name} {value}")
    )


class Measured:
    """Counts what the application answers."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and takes the time of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        metrics = self._metrics

        async def send_and_count(message: Message) -> None:
            if message["type"] == "http.response.start":
                metrics.responses[message["status"]] += 1
            await send(message)

        start = time.perf_counter()
        try:
            await self._app(scope, receive, send_and_count)
        finally:
            metrics.answering.observe(time.perf_counter() - start)
