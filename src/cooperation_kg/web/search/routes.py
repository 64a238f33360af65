"""`/search`: a page, and JSON for programs; `/search/suggest` for the box while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cooperation_kg.web.addresses import href
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.negotiation import Language, wants_html
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.search.entries import FACETS, Entry, FacetValue
from cooperation_kg.web.search.index import Found, SearchIndex
from cooperation_kg.web.search.upkeep import SearchUpkeep
from cooperation_kg.web.state import settings
from cooperation_kg.web.wording import texts

__all__ = ["router"]

router = APIRouter(tags=["search"])

_PAGE = 20
_SUGGESTIONS = 8
_LAST_PAGE = 500


async def _index(request: Request) -> SearchIndex:
    return await _upkeep(request).index()


def _upkeep(request: Request) -> SearchUpkeep:
    return cast(SearchUpkeep, request.app.state.search)


def _headers(request: Request) -> Mapping[str, str]:
    """What an index of the dataset before answers is not kept as an answer of this one."""
    return CACHEABLE if _upkeep(request).current else {"Cache-Control": "no-store"}


Index = Annotated[SearchIndex, Depends(_index)]
Words = Annotated[str, Query(max_length=300, description="Words; all must be there")]
Values = Annotated[list[str], Query(max_length=50)]
Number = Annotated[int, Query(ge=1, le=_LAST_PAGE)]


@router.get(
    "/search",
    summary="Find things by their words",
    response_class=Response,
    responses={200: {"content": {"application/json": {}, "text/html": {}}}},
)
async def search(
    request: Request,
    index: Index,
    q: Words = "",
    kind: Values = [],  # noqa: B006 - FastAPI makes a list for each request
    convention: Values = [],  # noqa: B006
    theme: Values = [],  # noqa: B006
    collectivity: Values = [],  # noqa: B006
    page: Number = 1,
) -> Response:
    """What has all the words in its label, other names or texts, narrowed by facets."""
    asked = {"kind": kind, "convention": convention, "theme": theme, "collectivity": collectivity}
    narrowed = {facet: values for facet, values in asked.items() if values}
    found = index.search(q, narrowed, offset=(page - 1) * _PAGE, limit=_PAGE)
    if not wants_html(request.headers.get("accept", "")):
        return JSONResponse(_as_json(request, found), headers=_headers(request))
    base, language = settings(request).base_iri, spoken(request)
    values = {
        "q": q,
        "narrowed": narrowed,
        "found": found,
        "facets": {facet: _named(facet, found, language) for facet in FACETS},
        "page": page,
        "pages": min(-(-found.total // _PAGE), _LAST_PAGE),
        "href": lambda iri: href(iri, base),
    }
    return render(request, "search.html", values, headers=_headers(request))


@router.get("/search/suggest", summary="Names that begin like this")
async def suggest(request: Request, index: Index, q: Words = "") -> Response:
    """Things for the search box to offer while one types."""
    kinds = texts(spoken(request))["search"]["kinds"]
    found = [
        _described(request, entry) | {"about": " · ".join((kinds[entry.kind], *entry.context[:1]))}
        for entry in index.suggest(q, _SUGGESTIONS)
    ]
    return JSONResponse(found, headers=_headers(request))


def _named(facet: str, found: Found, language: Language) -> list[tuple[FacetValue, int]]:
    """The values of a facet, called as the reader calls them."""
    if facet != "kind":
        return list(found.facets[facet])
    kinds = texts(language)["search"]["kinds"]
    return [(FacetValue(one.key, kinds[one.key]), count) for one, count in found.facets[facet]]


def _described(request: Request, entry: Entry) -> dict[str, object]:
    address = href(entry.iri, settings(request).base_iri)
    return {"iri": entry.iri, "kind": entry.kind, "label": entry.label, "page": address}


def _as_json(request: Request, found: Found) -> Mapping[str, object]:
    return {
        "total": found.total,
        "nearly": found.nearly,
        "hits": [
            _described(request, hit.entry) | {"excerpt": "".join(text for text, _ in hit.excerpt)}
            for hit in found.hits
        ],
        "facets": {
            facet: [{"value": one.key, "label": one.label, "count": count} for one, count in values]
            for facet, values in found.facets.items()
        },
    }
