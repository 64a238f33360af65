"""The page of a theme: what is classed under it, and under the narrower ones."""

from __future__ import annotations

import asyncio

from pyoxigraph import Literal
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.things.general import general_view
from cooperation_kg.web.things.known import known
from cooperation_kg.web.things.model import Thing

__all__ = ["theme_view"]


async def theme_view(request: Request, reader: Reader, thing: Thing) -> Response:
    """A theme, with the actions and texts classed under it."""
    tongue = spoken(request)
    about, parts, texts = await asyncio.gather(
        known(reader, thing.iri, tongue),
        reader.rows("themed", this=thing.iri, lang=Literal(tongue)),
        reader.rows("themed-texts", this=thing.iri),
    )
    if not about.name:
        return await general_view(request, reader, thing)
    found: dict[Cell, dict[Cell, tuple[str, list[Cell]]]] = {}
    for row in parts:
        of_text = found.setdefault(row["agreement"].of(row["convention"]), {})
        _, themes = of_text.setdefault(row["title"].of(row["part"]), (row["number"].text, []))
        if row["theme"].iri != thing.iri.value:
            themes.append(row["label"].of(row["theme"]))
    page = {
        "about": about,
        "parts": found,
        "texts": [row["title"].of(row["text"]) for row in texts],
    }
    return render(request, "theme.html", page, headers=CACHEABLE, head=thing.head())
