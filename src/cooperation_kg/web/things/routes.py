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
from cooperation_kg.web.openapi import document
from cooperation_kg.web.pages import root, spoken
from cooperation_kg.web.rdf import negotiated
from cooperation_kg.web.reading import Graph
from cooperation_kg.web.things.model import Thing, find
from cooperation_kg.web.things.registry import view_of
from cooperation_kg.web.things.search_data import search_data

__all__ = ["router"]

router = APIRouter(tags=["things"])

_NAMED = document(303, 404, negotiated=True, rdf=False)
_PAGE = document(404, html=True, rdf=False)


@router.get("/id/{kind}/{key}", status_code=303, summary="A thing", **_NAMED)
async def identity(request: Request, reader: Graph, kind: str, key: str) -> Response:
    """Leads to the page about the thing, or to its data."""
    if kind == GRAPH:  # the IRI of a graph has no id/ in it
        raise HTTPException(404)
    return await _see_other(request, reader, Address(kind, key))


@router.get("/graph/{name}", status_code=303, summary="A named graph", **_NAMED)
async def graph(request: Request, reader: Graph, name: str) -> Response:
    """Leads to the page about the graph, or to what is in it."""
    return await _see_other(request, reader, Address(GRAPH, name))


@router.get("/page/{kind}/{key}", summary="The page about a thing", **_PAGE)
async def page(request: Request, reader: Graph, kind: str, key: str) -> Response:
    """The page about a thing, in French or English."""
    thing = await _held(reader, Address(kind, key))
    data = await search_data(reader, thing, spoken(request))
    return await view_of(kind)(request, reader, replace(thing, data=data))


async def _held(reader: Graph, address: Address) -> Thing:
    thing = await find(reader, address)
    if thing is None:
        raise HTTPException(404)
    return thing


async def _see_other(request: Request, reader: Graph, address: Address) -> Response:
    thing = await _held(reader, address)
    before = root(request)
    target = before + _document(request, address)
    tongue = request.query_params.get("lang")
    if target.endswith(address.page) and tongue in {"fr", "en"}:
        target += f"?lang={tongue}"
    described = f'<{before}{address.data}>; rel="describedby"'
    links = f"{described}, {replace(thing.head(), about='').links(before)}"
    return RedirectResponse(target, 303, {"Link": links, "Vary": "Accept, Accept-Language"})


def _document(request: Request, address: Address) -> str:
    chosen = negotiated(request, html=True)
    if chosen is None:
        return address.page
    return f"{address.data}.{chosen.name}" if "format" in request.query_params else address.data
