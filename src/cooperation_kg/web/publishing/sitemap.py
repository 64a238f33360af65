"""The map of the site for search engines: https://www.sitemaps.org/protocol.html.

It names the pages of the site and of every thing that has a name. A passage of a document and a
place in it have none: they are shown with what they prove.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from fastapi import APIRouter
from pyoxigraph import Literal
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from cooperation_kg.web.addresses import thing
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.reading import Graph, Reader

__all__ = ["router"]

router = APIRouter(tags=["dataset"])

_MOST = 50_000
"""Addresses in one file, by the protocol."""

_PAGES = (
    "/", "/conventions", "/questions", "/compare", "/timeline", "/map", "/network", "/ontology",
    "/void", "/sparql", "/validate",
)  # fmt: skip
_XML = "application/xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@router.get("/sitemap.xml", response_class=Response, summary="The map of the site")
async def sitemap(request: Request, reader: Graph) -> Response:
    """The addresses of all pages; where they are too many for a file, those of its parts."""
    size = await reader.rows("sitemap-size", start=_start(reader))
    parts = -(-int(size[0]["count"].text) // _MOST)
    if parts <= 1:
        return _addresses(request, [*_pages(request), *await _things(reader, 0)])
    root = _root(request)
    files = "".join(
        f"<sitemap><loc>{root}/sitemap-{part}.xml</loc></sitemap>\n" for part in range(parts + 1)
    )
    return _sent(f'<sitemapindex xmlns="{_SCHEMA}">\n{files}</sitemapindex>\n')


@router.get(
    "/sitemap-{part}.xml",
    response_class=Response,
    responses={404: {"description": "There is no such part"}},
    summary="A part of the map",
)
async def sitemap_part(request: Request, reader: Graph, part: str) -> Response:
    """Part 0 has the pages of the site, the others those of things."""
    if not (part.isascii() and part.isdigit() and len(part) < 4):
        raise HTTPException(404)
    if part == "0":
        return _addresses(request, _pages(request))
    found = await _things(reader, int(part) - 1)
    if not found:
        raise HTTPException(404)
    return _addresses(request, found)


@router.get("/robots.txt", response_class=Response, summary="What robots may do")
async def robots(request: Request) -> Response:
    """Robots may read all but what is worked out for each who asks."""
    lines = (
        "User-agent: *",
        "Disallow: /sparql?",
        "Disallow: /search?",
        "Allow: /",
        f"Sitemap: {_root(request)}/sitemap.xml",
    )
    body = "\n".join(lines) + "\n"
    return Response(body, headers=dict(CACHEABLE), media_type="text/plain")


def _pages(request: Request) -> list[str]:
    """The pages of the site that this server has."""
    scope = {"type": "http", "method": "GET", "root_path": "", "headers": []}
    return [
        path
        for path in _PAGES
        if any(
            route.matches(scope | {"path": path})[0] is Match.FULL for route in request.app.routes
        )
    ]


async def _things(reader: Reader, part: int) -> list[str]:
    """The pages of things, one part of them."""
    rows = await reader.asked(
        "SELECT DISTINCT ?thing WHERE {"
        " { ?thing rdfs:label ?label } UNION { ?thing skos:prefLabel ?label }"
        f" FILTER (STRSTARTS(STR(?thing), {_start(reader)}))"
        f" }} ORDER BY ?thing LIMIT {_MOST} OFFSET {part * _MOST}"
    )
    addresses = (thing(row["thing"].iri, reader.base) for row in rows)
    return [address.page for address in addresses if address]


def _start(reader: Reader) -> Literal:
    """What the IRIs of the dataset's things begin with."""
    return Literal(f"{reader.base}id/")


def _root(request: Request) -> str:
    return escape(str(request.base_url).rstrip("/"))


def _addresses(request: Request, paths: Iterable[str]) -> Response:
    root = _root(request)
    listed = "".join(f"<url><loc>{root}{escape(path)}</loc></url>\n" for path in paths)
    return _sent(f'<urlset xmlns="{_SCHEMA}">\n{listed}</urlset>\n')


def _sent(body: str) -> Response:
    return Response(_HEAD + body, headers=dict(CACHEABLE), media_type=_XML)
