"""`/compare?c=75-93&c=75-94`: conventions side by side, in tables."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import combinations
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.graph.terms import slug
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.comparison.likeness import Likeness, alike
from cooperation_kg.web.comparison.side import Side, side
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.reading import Graph
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.texts import DATES, Text, all_texts

__all__ = ["router"]

router = APIRouter()

_MOST = 6
"""More columns than this cannot be read side by side."""
_PAIRS = 40
"""Pairs of actions that are shown, of two conventions."""


@router.get("/compare", include_in_schema=False)
async def compare(
    request: Request, graph: Graph, c: Annotated[Sequence[str], Query()] = ()
) -> Response:
    """The conventions that are chosen, side by side; without a choice, the form to choose."""
    tongue = spoken(request)
    texts = [text for text in await all_texts(graph, tongue) if text.binds]
    asked = list(dict.fromkeys(c))
    chosen = [text for text in texts if text.id in asked][:_MOST]
    sides: list[Side] = []
    if len(chosen) > 1:
        sides = list(await asyncio.gather(*(side(graph, text, tongue) for text in chosen)))
    page = {
        "texts": texts,
        "asked": asked,
        "unknown": [name for name in asked if name not in {text.id for text in texts}],
        "most": _MOST,
        "too_many": len(asked) > _MOST,
        "sides": sides,
        "dates": [name for name in DATES if any(name in one.text.dates for one in sides)],
        "themes": _rows([one.themes for one in sides]),
        "partners": _shared(sides),
        "pairs": _pairs(sides),
    }
    return render(request, "compare.html", page, headers=CACHEABLE)


def _rows(
    columns: Sequence[dict[Cell, dict[Cell, str]]],
) -> list[tuple[Cell, list[dict[Cell, str]]]]:
    """What any column has, in the order of names, with what each column has of it."""
    named = sorted(
        {cell for column in columns for cell in column}, key=lambda cell: slug(cell.text)
    )
    return [(cell, [column.get(cell, {}) for column in columns]) for cell in named]


def _shared(sides: Sequence[Side]) -> list[tuple[Cell, list[dict[Cell, str]]]]:
    """The partners that two conventions name, or more."""
    rows = _rows([one.partners for one in sides])
    return [(cell, cells) for cell, cells in rows if sum(map(bool, cells)) > 1]


def _pairs(sides: Sequence[Side]) -> list[tuple[Text, Text, int, list[Likeness]]]:
    found = []
    for one, other in combinations(sides, 2):
        texts = one.text.cell.iri, other.text.cell.iri
        likenesses = alike(
            one.members.values(), [*other.members.values()], texts, _common(one, other)
        )
        found.append((one.text, other.text, len(likenesses), likenesses[:_PAIRS]))
    return found


def _common(one: Side, other: Side) -> set[str]:
    """The parties and their territories, which have one key in two kinds."""
    parties = {party.iri for side_ in (one, other) for party in side_.text.parties}
    return parties | {iri.replace("/id/organisation/", "/id/territory/") for iri in parties}
