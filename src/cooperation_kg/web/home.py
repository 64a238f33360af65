"""The first page: what the graph holds now, and the ways into it.

A figure is the number of rows of a question of the catalogue, and leads to it: what is shown can
be counted again.
"""

from __future__ import annotations

import asyncio
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Depends
from pyoxigraph import Literal
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.graph.terms import slug
from cooperation_kg.questions.catalogue import Catalogue
from cooperation_kg.resources import resource
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.heads import Head
from cooperation_kg.web.naming import DatasetNames
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.publishing.text import Places
from cooperation_kg.web.quotes import Quotes, quotes
from cooperation_kg.web.rdf import alternates
from cooperation_kg.web.reading import Graph, Reader
from cooperation_kg.web.schema_org import dataset_data
from cooperation_kg.web.sources import sources
from cooperation_kg.web.stated import Place, places_of
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.texts import all_texts

__all__ = ["router"]

router = APIRouter()

_FIGURES = ("conventions", "actions", "commitments", "pilots", "partners", "amounts")
_ENTRIES = ("joint-pilots", "shared-partners", "by-theme", "discrepancies")
_EVIDENCE = "SELECT (COUNT(?e) AS ?count) WHERE { ?e a ckg:Evidence }"


@router.get("/", include_in_schema=False)
async def home(
    request: Request, graph: Graph, quoted: Annotated[Quotes, Depends(quotes)]
) -> Response:
    """What the graph holds, and where to begin."""
    texts, example, documents, counts, themes = await asyncio.gather(
        all_texts(graph, spoken(request)),
        _example(graph),
        sources(graph, quoted),
        _counts(graph),
        graph.rows("top-themes", lang=Literal(spoken(request))),
    )
    evidence, *figures = counts
    catalogue = _catalogue()
    page = {
        "texts": texts,
        "figures": list(zip(_FIGURES, figures, strict=True)),
        "evidence": evidence,
        "evidence_query": _EVIDENCE,
        "entries": [catalogue[name] for name in _ENTRIES],
        "themes": sorted(
            (row["label"].of(row["theme"]) for row in themes), key=lambda theme: slug(theme.text)
        ),
        "example": example,
        "sources": documents,
    }
    places = Places(str(request.base_url).rstrip("/"))
    data = dataset_data(spoken(request), DatasetNames(graph.base), None, places)
    head = Head("/", alternates("/void"), data)
    return render(request, "home.html", page, headers=CACHEABLE, head=head)


@cache
def _catalogue() -> Catalogue:
    return Catalogue(resource("queries"))


@cache
def _counting(question: str) -> str:
    """The query that counts the rows of a question."""
    lines = _catalogue()[question].sparql.splitlines()
    prefixes = [line for line in lines if line.startswith("PREFIX")]
    body = [line for line in lines if not line.startswith("PREFIX")]
    return "\n".join((*prefixes, "SELECT (COUNT(*) AS ?count) WHERE {{", *body, "}}"))


async def _counts(graph: Reader) -> list[int]:
    """How many values have evidence, and how many rows each question of the figures has.

    They are counted once for each version of the dataset, which is a digest of what is in it.
    """
    version = graph.version
    if version not in _COUNTED:
        queries = (_EVIDENCE, *(_counting(question) for question in _FIGURES))
        answers = await asyncio.gather(*(graph.asked(query) for query in queries))
        counts = [int(rows[0]["count"].text) for rows in answers]
        if graph.version != version:  # exchanged meanwhile: of which one these are, who knows
            return counts
        _COUNTED.clear()
        _COUNTED[version] = counts
    return _COUNTED[version]


_COUNTED: dict[str, list[int]] = {}


async def _example(graph: Reader) -> tuple[Cell, Cell, Place] | None:
    """An action, a value of it, and where that stands; None where no action has an amount."""
    for row, places in places_of(await graph.rows("example"), ("action",)):
        return row["title"].of(row["action"]), row["text"], places[0]
    return None
