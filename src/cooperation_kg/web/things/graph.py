"""The page of a named graph: whose words are in it, how much, and where to have all of it."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.addresses import Address, href
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.dates import number
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.things.model import Thing, find
from cooperation_kg.web.vocabulary import term_label
from cooperation_kg.web.wording import texts

__all__ = ["graph_view"]


async def graph_view(request: Request, reader: Reader, thing: Thing) -> Response:
    """The page of a named graph; that of a document leads to its document."""
    tongue, name = spoken(request), thing.address.key
    size, classes, document = await asyncio.gather(
        reader.rows("graph-size", this=thing.iri),
        reader.rows("graph-classes", this=thing.iri),
        find(reader, Address("document", name)),
    )
    meanings = texts(tongue)["graph"]["meaning"]
    page = {
        "thing": thing,
        "meaning": meanings["document"] if document else meanings.get(name, ""),
        "document": document.address.page if document else "",
        "size": number(size[0]["count"].text, tongue),
        "classes": [
            (
                Cell(term_label(row["class"].iri, tongue), href(row["class"].iri, reader.base)),
                number(row["count"].text, tongue),
            )
            for row in classes
            if row["class"].iri
        ],
    }
    return render(request, "graph.html", page, headers=CACHEABLE, head=thing.head())
