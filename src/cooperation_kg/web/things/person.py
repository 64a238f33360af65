"""The page of a person: what they signed, in which office, for whom."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.quotes import quotes
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.sources import sources
from cooperation_kg.web.state import settings
from cooperation_kg.web.stated import places_of
from cooperation_kg.web.things.general import general_view
from cooperation_kg.web.things.known import known
from cooperation_kg.web.things.model import Thing

__all__ = ["person_view"]


async def person_view(request: Request, reader: Reader, thing: Thing) -> Response:
    """A signatory, with each text that bears the name."""
    about, rows, documents = await asyncio.gather(
        known(reader, thing.iri, spoken(request)),
        reader.rows("person", this=thing.iri),
        sources(reader, quotes(settings(request))),
    )
    if not rows:
        return await general_view(request, reader, thing)
    page = {
        "about": about,
        "signed": [
            (row["title"].of(row["of"]), row["office"], row["side_name"].of(row["side"]), places)
            for row, places in places_of(rows, ("p",))
        ],
        "sources": documents,
    }
    return render(request, "person.html", page, headers=CACHEABLE, head=thing.head())
