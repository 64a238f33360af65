"""`/map`: the collectivities and EPT, and what part they take in the texts."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.reading import Graph
from cooperation_kg.web.territories.model import Commune, territories
from cooperation_kg.web.territories.tiles import drawing
from cooperation_kg.web.texts import all_texts

__all__ = ["router"]

router = APIRouter()

_LEVELS = ("RegionTerritory", "DepartmentTerritory", "EptTerritory")


@router.get("/map", include_in_schema=False)
async def atlas(request: Request, graph: Graph) -> Response:
    """The map, and the tables it is made of."""
    known, texts = await asyncio.gather(territories(graph), all_texts(graph, spoken(request)))
    epts = [one for one in known.governing if one.cls == "EptTerritory"]
    groups = {one.territory.iri: number for number, one in enumerate(epts, 1)}
    inside: dict[str, list[Commune]] = {}
    for commune in known.communes:
        inside.setdefault(commune.ept.iri, []).append(commune)
    page = {
        "drawing": drawing(known.communes, groups),
        "governing": sorted(known.governing, key=lambda one: _LEVELS.index(one.cls)),
        "epts": epts,
        "groups": groups,
        "inside": inside,
        "titles": {text.cell.iri: text.cell for text in texts},
    }
    return render(request, "map.html", page, headers=CACHEABLE)
