"""The data about a thing, in every format of RDF, and what is in a named graph.

`/data/{kind}/{key}` answers in the format that is accepted and says where that lies
(`Content-Location`); `/data/{kind}/{key}.ttl` is that format and no other.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from cooperation_kg.store.formats import Format
from cooperation_kg.web.addresses import GRAPH, Address
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.openapi import document
from cooperation_kg.web.pages import root
from cooperation_kg.web.rdf import content_type, negotiated, split, written
from cooperation_kg.web.reading import Graph
from cooperation_kg.web.things.description import about, describe
from cooperation_kg.web.things.model import Thing, find

__all__ = ["router"]

router = APIRouter(tags=["things"])


@router.get(
    "/data/{kind}/{key}",
    summary="The data about a thing",
    **document(400, 404, negotiated=True),
)
async def data(request: Request, reader: Graph, kind: str, key: str) -> Response:
    """The description of a thing, with its evidence; of a named graph, what is in it."""
    stem, into = split(key)
    address = Address(kind, stem)
    thing = await find(reader, address)
    if thing is None:
        raise HTTPException(404)
    chosen = into or negotiated(request, html=False)
    if chosen is None:
        raise HTTPException(406)
    headers = dict(CACHEABLE)
    media_type = content_type(chosen)
    before = root(request)
    headers["Content-Location"] = f"{before}{address.data}.{chosen.name}"
    headers["Link"] = thing.head().links(before)
    if kind == GRAPH:
        parts = await _graph(reader, thing, chosen)
        return StreamingResponse(parts, headers=headers, media_type=media_type)
    page = _page(request)
    description = await describe(reader, thing, page)
    if description.more:
        following = f'<{before}{address.data}.{chosen.name}?page={page + 1}>; rel="next"'
        headers["Link"] += f", {following}"
    body = written([*about(reader, thing), *description.quads], chosen)
    return Response(body, headers=headers, media_type=media_type)


def _page(request: Request) -> int:
    text = request.query_params.get("page", "1")
    if re.fullmatch("[1-9][0-9]{0,4}", text) is None:
        raise HTTPException(400, f"page is a number from 1; it is « {text[:20]} »")
    return int(text)


async def _graph(reader: Graph, thing: Thing, into: Format) -> AsyncIterator[bytes]:
    """What is in a graph; formats that have graphs say which it is."""
    sparql = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {thing.iri} {{ ?s ?p ?o }} }}"
    if into.name == "nq":
        return _in_graph(await reader.parts(sparql, "nt"), f" {thing.iri} .\n")
    if into.name == "trig":  # N-Triples are Turtle, which a graph of TriG holds between braces
        return _braced(await reader.parts(sparql, "nt"), str(thing.iri))
    return await reader.parts(sparql, into.name)


async def _in_graph(parts: AsyncIterator[bytes], ending: str) -> AsyncIterator[bytes]:
    """N-Triples as N-Quads: a line ends in ` .`, and no literal holds an unescaped line end."""
    rest = b""
    async for part in parts:
        *lines, rest = (rest + part).split(b"\n")
        if lines:
            yield b"".join(line.removesuffix(b" .") + ending.encode() for line in lines)


async def _braced(parts: AsyncIterator[bytes], graph: str) -> AsyncIterator[bytes]:
    yield f"{graph} {{\n".encode()
    async for part in parts:
        yield part
    yield b"}\n"
