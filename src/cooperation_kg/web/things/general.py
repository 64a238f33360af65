"""The page of a thing of any kind: what is said of it, by whom and where; what points to it."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.things.model import Thing
from cooperation_kg.web.things.pointing import pointing
from cooperation_kg.web.things.values import Sayings

__all__ = ["general_view"]


async def general_view(request: Request, reader: Reader, thing: Thing) -> Response:
    """The page of a thing, whatever its kind."""
    tongue = spoken(request)
    values, evidence, pointers = await asyncio.gather(
        reader.rows("thing-values", this=thing.iri),
        reader.rows("thing-evidence", this=thing.iri),
        pointing(reader, thing, request.query_params, tongue),
    )
    sayings = Sayings(values, evidence, tongue, reader.base)
    page = {
        "thing": thing,
        "title": sayings.title or Cell(thing.address.key),
        "kinds": sayings.kinds,
        "graphs": sayings.graphs,
        "pointers": pointers,
        "asked_property": request.query_params.get("by", ""),
    }
    return render(request, "thing.html", page, headers=CACHEABLE, head=thing.head())
