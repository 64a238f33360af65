"""The SPARQL endpoint: https://www.w3.org/TR/sparql11-protocol/.

Every answer says how many rows it may have (`Row-Limit`) and, unless it is so long that it is sent
while it is made, whether that cut it (`Row-Limit-Reached: true`); the body says so as well where
its format allows.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from cooperation_kg.errors import LimitReached
from cooperation_kg.graph.terms import PREFIXES
from cooperation_kg.settings import Settings
from cooperation_kg.store.formats import FORMATS, format_named, write
from cooperation_kg.store.model import Graph, Kind, Limits
from cooperation_kg.store.pool import Answer, QueryService
from cooperation_kg.store.refusals import QueryLimitError, QueryRefusedError, Reason
from cooperation_kg.store.wire import Request as StoreRequest
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.description import service_description
from cooperation_kg.web.negotiation import Chosen, accepted_formats, wants_html
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.problems import sentence, status_of
from cooperation_kg.web.protocol import Asked, read_get, read_post
from cooperation_kg.web.tables import Table

__all__ = ["PATHS", "Endpoint", "sent"]

_LOG = logging.getLogger("cooperation_kg.web")
_ROWS_OF_A_PAGE = 1000
_FOR_A_PAGE = {
    Kind.SOLUTIONS: Chosen("json", "application/json"),
    Kind.BOOLEAN: Chosen("json", "application/json"),
    Kind.GRAPH: Chosen("ttl", "text/turtle"),
}
_VARY = {"Vary": "Accept, Accept-Language"}
_CHANGING = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\b", re.IGNORECASE)
"""Functions by which the same query has another answer each time."""
_METHODS = "GET, HEAD, POST, OPTIONS"
_EXAMPLE = """SELECT ?class (COUNT(*) AS ?things)
WHERE { ?thing a ?class }
GROUP BY ?class
ORDER BY DESC(?things)
LIMIT 50"""


def _parameter(name: str, description: str) -> dict[str, Any]:
    text = {"type": "string"}
    return {"name": name, "in": "query", "description": description, "schema": text}


_GET: dict[str, Any] = {
    "parameters": [
        _parameter("query", "A SPARQL 1.1 query; without one, the description of the service"),
        _parameter("default-graph-uri", "A graph to query as the default graph; repeatable"),
        _parameter("named-graph-uri", "A graph to query by name; repeatable"),
        _parameter("format", ", ".join(one.name for one in FORMATS)),
    ]
}
_POST: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/sparql-query": {"schema": {"type": "string"}},
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["query"],
                    "properties": {
                        "query": {"type": "string"},
                        "default-graph-uri": {"type": "array", "items": {"type": "string"}},
                        "named-graph-uri": {"type": "array", "items": {"type": "string"}},
                        "format": {"type": "string"},
                    },
                }
            },
        },
    }
}
_RESPONSES: dict[str, dict[str, Any]] = {
    "200": {
        "description": "The answer",
        "content": {name: {} for one in FORMATS for name in one.media_types} | {"text/html": {}},
    },
    "400": {"description": "The query is malformed"},
    "403": {"description": "The query would fetch or change something"},
    "406": {"description": "The answer is not available in any format accepted"},
    "413": {"description": "The query is too long"},
    "422": {"description": "The query took too long, or too much"},
    "429": {"description": "The client has spent its budget of work"},
    "503": {"description": "Too many queries at the moment"},
}


def _operation(summary: str, extra: dict[str, Any]) -> dict[str, Any]:
    return {"tags": ["sparql"], "summary": summary, **extra, "responses": _RESPONSES}


PATHS = {
    "/sparql": {
        "get": _operation("Query by GET", _GET),
        "post": _operation("Query by POST", _POST),
    }
}
"""What OpenAPI says of the endpoint, which the framework does not see."""


class Endpoint:
    """Answers at /sparql, without the framework, whose part would outweigh that of most queries.

    https://asgi.readthedocs.io/en/latest/specs/www.html
    """

    def __init__(self, service: QueryService, settings: Settings) -> None:
        self._service = service
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request.

        Raises:
            HTTPException, CooperationKgError: it is not one that is answered.
        """
        request = Request(scope, receive)
        match request.method:
            case "GET" | "HEAD":
                response = await self._get(request)
            case "POST":
                asked = await read_post(request, self._settings.query_length_limit)
                response = await self._answered(request, asked, asked.query or "")
            case "OPTIONS":
                response = _preflight()
            case _:
                raise HTTPException(405, headers={"Allow": _METHODS})
        await response(scope, receive, send)

    async def _get(self, request: Request) -> Response:
        """Answers the query; without one, describes the service, in RDF or as a page."""
        asked = read_get(request)
        if asked.query is None:
            return await _description(request, asked, self._service, self._settings)
        return await self._answered(request, asked, asked.query)

    async def _answered(self, request: Request, asked: Asked, query: str) -> Response:
        return await _answered(request, asked, query, self._service, self._settings)


def _preflight() -> Response:
    """Tells browsers that any site may ask: https://fetch.spec.whatwg.org/#cors-preflight-fetch."""
    allowed = {
        "Allow": _METHODS,
        "Access-Control-Allow-Methods": _METHODS,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
    return Response(status_code=204, headers=allowed)


async def _answered(
    request: Request, asked: Asked, query: str, service: QueryService, set_: Settings
) -> Response:
    accept = request.headers.get("accept", "")
    page = wants_html(accept) if asked.format is None else asked.format == "html"
    formats = _FOR_A_PAGE if page else accepted_formats(accept, asked.format)
    if not formats:
        raise _not_acceptable()
    limit = min(set_.query_row_limit, _ROWS_OF_A_PAGE) if page else set_.query_row_limit
    wanted = StoreRequest(
        sparql=query,
        formats={kind: chosen.name for kind, chosen in formats.items()},
        dataset=asked.dataset,
        row_limit=limit,
        base_iri=set_.base_iri,
        limits=Limits(set_.query_length_limit, set_.query_nesting_limit),
    )
    try:
        answer = await service.answer(wanted)
    except (QueryRefusedError, QueryLimitError) as error:
        if not page or error.reason is Reason.BUSY:
            raise
        return _page_with_problem(request, query, error)
    fresh = {"Cache-Control": "no-store"} if _CHANGING.search(query) else CACHEABLE
    headers = {**_VARY, **fresh, "Row-Limit": str(limit)}
    if answer.head.cut is not None:
        headers["Row-Limit-Reached"] = str(answer.head.cut).lower()
    if page:
        return await _page(request, query, answer, limit, headers)
    media_type = formats[answer.head.kind].media_type
    return sent(answer, media_type, headers)


class _Streamed(Response):
    """An answer that is sent while it is made.

    When a limit stops it, the connection is closed before the last chunk, which is how HTTP/1.1
    says that something is missing (RFC 9112, 8); a shorter answer would look whole.
    """

    def __init__(
        self, parts: AsyncGenerator[bytes, None], headers: dict[str, str], media_type: str
    ) -> None:
        super().__init__(None, 200, headers, media_type)
        del self.headers["content-length"]
        self._parts = parts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Sends the head, then the parts as they come."""
        body = "http.response.body"
        try:
            async with aclosing(self._parts) as parts:
                await send(
                    {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
                )
                async for part in parts:
                    await send({"type": body, "body": part, "more_body": True})
        except LimitReached as error:
            _LOG.info("an answer was broken off: %s", error)
        else:
            await send({"type": body, "body": b""})


def sent(answer: Answer, media_type: str, headers: dict[str, str]) -> Response:
    """The response with an answer, while it is made where it is long."""
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    if not isinstance(answer.body, bytes):
        return _Streamed(answer.body, headers, media_type)
    return Response(answer.body, headers=headers, media_type=media_type)


async def _page(
    request: Request, query: str, answer: Answer, limit: int, headers: dict[str, str]
) -> Response:
    body = answer.body
    if not isinstance(body, bytes):
        body = b"".join([part async for part in body])
    values: dict[str, object] = {"kind": answer.head.kind, "cut": answer.head.cut, "limit": limit}
    if answer.head.kind is Kind.GRAPH:
        values["turtle"] = body.decode()
    else:
        read = json.loads(body)
        values["boolean"] = read.get("boolean")
        values["table"] = None if "boolean" in read else Table.from_json(read)
    names = [one.name for one in FORMATS if answer.head.kind in one.kinds]
    form = _form(query) | {"answer": values, "downloads": names}
    return render(request, "sparql.html", form, headers=headers)


def _page_with_problem(
    request: Request, query: str, error: QueryRefusedError | QueryLimitError
) -> Response:
    """The page with the query as it was typed, so that it can be mended there."""
    words = error.words(spoken(request))
    place = error.values if "line" in error.values else None
    form = _form(query) | {"problem": sentence(words), "place": place}
    return render(
        request, "sparql.html", form, status=status_of(error), headers={"Cache-Control": "no-store"}
    )


def _form(query: str) -> dict[str, object]:
    names = [one.name for one in FORMATS]
    empty: dict[str, object] = {"answer": None, "downloads": [], "problem": "", "place": None}
    return {"query": query, "formats": names, "prefixes": PREFIXES, **empty}


async def _description(
    request: Request, asked: Asked, service: QueryService, set_: Settings
) -> Response:
    accept = request.headers.get("accept", "")
    if asked.format == "html" or (asked.format is None and wants_html(accept)):
        return render(request, "sparql.html", _form(_EXAMPLE), headers=CACHEABLE)
    chosen = accepted_formats(accept, asked.format).get(Kind.GRAPH)
    into = format_named(chosen.name, Kind.GRAPH) if chosen else None
    if chosen is None or into is None:
        raise _not_acceptable()
    endpoint = str(request.url.replace(query="", fragment=""))
    parts: list[bytes] = []
    graphs = await _graph_names(service)
    described = service_description(endpoint, graphs, updates=set_.update_token is not None)
    write(Graph(described), into, parts.append)
    media_type = chosen.media_type
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return Response(b"".join(parts), headers={**_VARY, **CACHEABLE}, media_type=media_type)


async def _graph_names(service: QueryService) -> list[str]:
    query = "SELECT DISTINCT ?g { GRAPH ?g {} } ORDER BY ?g"
    answer = await service.answer(StoreRequest(query, {Kind.SOLUTIONS: "json"}))
    body = answer.body
    if not isinstance(body, bytes):
        body = b"".join([part async for part in body])
    return [row["g"]["value"] for row in json.loads(body)["results"]["bindings"]]


def _not_acceptable() -> HTTPException:
    names = ", ".join(one.name for one in FORMATS)
    return HTTPException(406, f"None of the formats accepted is available; there are: {names}")
