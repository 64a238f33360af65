"""The page of a place, a territory or another thing texts name: where it lies, who names it."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.named import mentions
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.quotes import quotes
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.sources import sources
from cooperation_kg.web.state import settings
from cooperation_kg.web.things.general import general_view
from cooperation_kg.web.things.known import known
from cooperation_kg.web.things.model import Thing

__all__ = ["place_view"]

_KINDS = (
    "CommuneTerritory", "DepartmentTerritory", "EptTerritory", "RegionTerritory", "Neighbourhood",
    "Infrastructure", "Place", "Scheme", "Study", "Event", "TargetPublic",
)  # fmt: skip


async def place_view(request: Request, reader: Reader, thing: Thing) -> Response:
    """Something that texts name, with all the places they name it at."""
    about, named, inside, documents = await asyncio.gather(
        known(reader, thing.iri, spoken(request)),
        mentions(reader, thing.iri),
        reader.rows("within", this=thing.iri),
        sources(reader, quotes(settings(request))),
    )
    if not about.name:
        return await general_view(request, reader, thing)
    page = {
        "about": about,
        "kind": about.kind(_KINDS),
        "named": named,
        "territories": [one for one in about.owned("isLocatedIn") if one.kind == "territory"],
        "inside": [(row["name"].of(row["place"]), int(row["count"].text)) for row in inside],
        "sources": documents,
    }
    return render(request, "place.html", page, headers=CACHEABLE, head=thing.head())
