"""Where the ontology is: as a page, and as data in every format.

The IRI of a term is `/ontology` and its name after `#`, which a browser never sends: so one
document holds all terms, as https://www.w3.org/TR/swbp-vocab-pub/ advises.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cooperation_kg.store.formats import Format
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.heads import Head
from cooperation_kg.web.ontology.diagram import draw
from cooperation_kg.web.ontology.files import ONTOLOGY, Published, published, shapes
from cooperation_kg.web.ontology.terms import documentation
from cooperation_kg.web.openapi import document
from cooperation_kg.web.pages import render, root, spoken
from cooperation_kg.web.rdf import (
    TRIPLE_FORMATS,
    alternates,
    content_type,
    negotiated,
    split,
)

__all__ = ["router"]

router = APIRouter(tags=["ontology"])

_WHOLE = "/ontology"
_SHAPES = "/shapes"


@router.get("/ontology", summary="The ontology", **document(html=True, negotiated=True))
async def ontology(request: Request) -> Response:
    """The documentation of the ontology, or the ontology in RDF."""
    return _answer(request, _WHOLE)


@router.get("/ontology.{ending}", summary="The ontology in a format", **document(404))
async def ontology_file(request: Request, ending: str) -> Response:
    """The ontology in one format of RDF."""
    return _answer(request, f"{_WHOLE}.{ending}")


@router.get(
    "/ontology/{part:path}",
    summary="A part of the ontology",
    **document(303, 404, html=True, negotiated=True),
)
async def ontology_part(request: Request, part: str) -> Response:
    """The axioms, the alignments, the concepts, or a version; a format may end the address."""
    return _answer(request, f"{_WHOLE}/{part}")


@router.get("/shapes", summary="The SHACL shapes", **document(negotiated=True))
async def shapes_negotiated(request: Request) -> Response:
    """The shapes the data are checked against."""
    return _answer(request, _SHAPES)


@router.get("/shapes.{ending}", summary="The SHACL shapes in a format", **document(404))
async def shapes_file(request: Request, ending: str) -> Response:
    """The shapes in one format of RDF."""
    return _answer(request, f"{_SHAPES}.{ending}")


def _answer(request: Request, path: str) -> Response:
    stem, into = split(path)
    one = shapes() if stem == _SHAPES else published().get(stem)
    if one is None:
        raise HTTPException(404)
    chosen = into or negotiated(request, html=stem != _SHAPES)
    if chosen is None:
        return _page(request, one, stem)
    return _data(request, one, chosen, stem)


def _data(request: Request, one: Published, chosen: Format, stem: str) -> Response:
    before = root(request)
    headers = {
        **CACHEABLE,
        "Content-Location": f"{before}{stem}.{chosen.name}",
        "Link": Head(_WHOLE if one.iri else "", alternates(stem), about=one.iri).links(before),
    }
    return Response(one.written(chosen), headers=headers, media_type=content_type(chosen))


def _page(request: Request, one: Published, stem: str) -> Response:
    if one.path != _WHOLE:  # its part of the page
        target = f"{root(request)}{_WHOLE}#{one.path.rpartition('/')[2]}"
        return RedirectResponse(target, 303, {"Vary": "Accept"})
    shown = documentation(spoken(request))
    files = sorted({one.path: one for one in published().values()}.values(), key=lambda o: o.path)
    page = {
        "ontology": ONTOLOGY,
        "version": one.version_iri,
        "shown": shown,
        "diagram": draw(shown.relations),
        "files": files,
        "formats": [one.name for one in TRIPLE_FORMATS],
    }
    head = Head(_WHOLE, alternates(stem), about=ONTOLOGY)
    return render(request, "ontology.html", page, headers=CACHEABLE, head=head)
