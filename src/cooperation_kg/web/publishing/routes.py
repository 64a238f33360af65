"""Where the dataset is described and where all of it can be had."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from pyoxigraph import DefaultGraph, NamedNode, Quad
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from cooperation_kg.graph.terms import partial_date
from cooperation_kg.store.dumps import DUMPS, SUMS
from cooperation_kg.store.formats import Format
from cooperation_kg.store.publication import Publication
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.heads import Head
from cooperation_kg.web.naming import DatasetNames
from cooperation_kg.web.openapi import document
from cooperation_kg.web.pages import render, root, spoken
from cooperation_kg.web.publishing.about import about_dataset
from cooperation_kg.web.publishing.dcat import Coverage, dcat_description
from cooperation_kg.web.publishing.text import Places
from cooperation_kg.web.publishing.void import void_description
from cooperation_kg.web.rdf import alternates, content_type, negotiated, split, written
from cooperation_kg.web.reading import Graph, Reader
from cooperation_kg.web.state import publication

__all__ = ["router"]

router = APIRouter(tags=["dataset"])

_FILE = document(404, rdf=False)
_FILE["responses"][200]["content"] = {"application/gzip": {}, "text/plain": {}}

_PATIENCE_S = 2.0
"""How long a reader waits for files that are being made, before the page says so."""

Published = Annotated[Publication, Depends(publication)]


@router.get(
    "/void",
    summary="The description of the dataset",
    **document(html=True, negotiated=True),
)
async def void(request: Request, reader: Graph, published: Published) -> Response:
    """The dataset in VoID and DCAT-AP, or a page about it."""
    chosen = negotiated(request, html=True)
    if chosen is None:
        dumps_made = await published.soon(_PATIENCE_S)
        names = DatasetNames(reader.base)
        about = about_dataset(dumps_made, names, _places(request), spoken(request))
        headers = dict(CACHEABLE) if dumps_made else {"Cache-Control": "no-store"}
        values = {**about.values, "version": reader.version}
        return render(request, "void.html", values, headers=headers, head=_head(reader, about.data))
    return await _data(request, reader, published, chosen)


@router.get("/void.{ending}", summary="The description in a format", **document(404))
async def void_file(request: Request, reader: Graph, published: Published, ending: str) -> Response:
    """The description in one format of RDF."""
    _, into = split(f"void.{ending}")
    if into is None:
        raise HTTPException(404)
    return await _data(request, reader, published, into)


@router.get(
    "/.well-known/void",
    status_code=303,
    summary="Where the description is",
    **document(303, rdf=False),
)
async def well_known(request: Request) -> Response:
    """Leads to the description: https://www.w3.org/TR/void/#well-known."""
    return RedirectResponse(f"{root(request)}/void", 303)


@router.get("/dumps/", response_class=Response, include_in_schema=False)
async def dumps(request: Request) -> Response:
    """Leads to the list of files, which is a part of the page about the dataset."""
    return RedirectResponse(f"{root(request)}/void#dumps", 303)


@router.get("/dumps/{name}", summary="A file of the whole dataset", **_FILE)
async def dump(published: Published, name: str) -> Response:
    """The whole dataset as a file, or the SHA-256 of each of them."""
    if name == SUMS:
        media_type = "text/plain; charset=us-ascii"
    elif name in DUMPS:
        media_type = "application/gzip"
    else:
        raise HTTPException(404)
    file = (await published.current()).folder / name
    return FileResponse(file, headers=dict(CACHEABLE), media_type=media_type)


async def _data(
    request: Request, reader: Reader, published: Publication, chosen: Format
) -> Response:
    found = await published.current()
    names, places = DatasetNames(reader.base), _places(request)
    triples = [
        *void_description(names, found, places),
        *dcat_description(names, found, places, await _coverage(reader), reader.version),
    ]
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
        for triple in sorted(set(triples), key=str)
    ]
    headers = {
        **CACHEABLE,
        "Content-Location": f"{root(request)}/void.{chosen.name}",
        "Link": _head(reader).links(root(request)),
    }
    return Response(written(quads, chosen), headers=headers, media_type=content_type(chosen))


def _places(request: Request) -> Places:
    return Places(str(request.base_url).rstrip("/"))


def _head(reader: Reader, data: dict[str, object] | None = None) -> Head:
    about = DatasetNames(reader.base).dataset.value
    return Head("/void", alternates("/void"), data or {}, about)


async def _coverage(reader: Reader) -> Coverage:
    dates = await reader.rows("dataset-period")
    starts = [row["date"].text for row in dates if row["ends"].text == "false"]
    ends = [row["date"].text for row in dates if row["ends"].text == "true"]
    territories = await reader.rows("dataset-territories")
    return Coverage(
        start=partial_date(starts[0]) if starts else None,
        end=partial_date(ends[-1]) if ends else None,
        territories=[NamedNode(row["territory"].iri) for row in territories],
    )
