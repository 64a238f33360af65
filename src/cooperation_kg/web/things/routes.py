"""The addresses of things: https://www.w3.org/TR/cooluris/#r303gendocument.

An IRI names the thing, which cannot be sent; 303 leads to a document about it, as a page for a
reader and as data for a program.
"""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cooperation_kg.web.addresses import GRAPH, Address
from cooperation_kg.web.heads import TRIPLE_FORMATS
from cooperation_kg.web.negotiation import HTML, best
from cooperation_kg.web.pages import root
from cooperation_kg.web.reading import Graph
from cooperation_kg.web.things.model import Thing, find
from cooperation_kg.web.things.registry import view_of

__all__ = ["router"]

router = APIRouter(tags=["things"])

_DATA = tuple(name for one in TRIPLE_FORMATS for name in one.media_types)


@router.get("/id/{kind}/{key}", status_code=303, response_class=Response, summary="A thing")
async def identity(request: Request, reader: Graph, kind: str, key: str) -> Response:
    """Leads to the page about the thing, or to its data."""
    if kind == GRAPH:  # the IRI of a graph has no id/ in it
        raise HTTPException(404)
    return await _see_other(request, reader, Address(kind, key))


@router.get("/graph/{name}", status_code=303, response_class=Response, summary="A named graph")
async def graph(request: Request, reader: Graph, name: str) -> Response:
    """Leads to the page about the graph, or to what is in it."""
    return await _see_other(request, reader, Address(GRAPH, name))


@router.get("/page/{kind}/{key}", response_class=Response, summary="The page about a thing")
async def page(request: Request, reader: Graph, kind: str, key: str) -> Response:
    """The page about a thing, in French or English."""
    thing = await _held(reader, Address(kind, key))
    return await view_of(kind)(request, reader, thing)


async def _held(reader: Graph, address: Address) -> Thing:
    thing = await find(reader, address)
    if thing is None:
        raise HTTPException(404)
    return thing


async def _see_other(request: Request, reader: Graph, address: Address) -> Response:
    thing = await _held(reader, address)
    before, query = root(request), request.query_params
    target = before + _document(request.headers.get("accept", ""), query.get("format"), address)
    if target.endswith(address.page) and (tongue := query.get("lang")) in {"fr", "en"}:
        target += f"?lang={tongue}"
    described = f'<{before}{address.data}>; rel="describedby"'
    links = f"{described}, {replace(thing.head(), about='').links(before)}"
    return RedirectResponse(target, 303, {"Link": links, "Vary": "Accept, Accept-Language"})


def _document(accept: str, named: str | None, address: Address) -> str:
    if named is not None:
        if named == "html":
            return address.page
        if any(named == one.name for one in TRIPLE_FORMATS):
            return f"{address.data}.{named}"
        raise HTTPException(406, f"There is no format « {named} »; there are: {_NAMES}")
    chosen = best(accept, (*_DATA, HTML))
    if chosen is None:
        raise HTTPException(406, f"None of the formats accepted is available; there are: {_NAMES}")
    return address.page if chosen == HTML else address.data


_NAMES = ", ".join(("html", *(one.name for one in TRIPLE_FORMATS)))
