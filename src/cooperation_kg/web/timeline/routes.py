"""`/timeline`: when conventions run, and what is due when."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.quotes import Quotes, quotes
from cooperation_kg.web.reading import Graph, Row
from cooperation_kg.web.sources import sources
from cooperation_kg.web.stated import Place, places_of
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.texts import Text, all_texts
from cooperation_kg.web.timeline.chart import Axis, Mark, Stretch, marks

__all__ = ["router"]

router = APIRouter()

WIDTH = 1000
_LEFT = 290
_ROW = 24
_HEAD = 30


@dataclass(frozen=True)
class Deadline:
    """A deadline.

    Attributes:
        action: what is due.
        number: its number.
        printed: the words of the deadline.
        since: from when, where the words say it.
        until: until when, where they do.
        places: where it says so.
    """

    action: Cell
    number: str
    printed: Cell
    since: str
    until: str
    places: list[Place]


@dataclass
class Line:
    """A line of the picture.

    Attributes:
        y: where its middle is.
        label: what stands before it.
        strong: whether it is a convention.
        drawn: its stretches and points.
    """

    y: float
    label: str
    strong: bool
    drawn: list[Stretch | Mark] = field(default_factory=list)


@router.get("/timeline", include_in_schema=False)
async def timeline(
    request: Request, graph: Graph, quoted: Annotated[Quotes, Depends(quotes)]
) -> Response:
    """The dates that the conventions state, as a picture and as tables."""
    texts, rows, documents = await asyncio.gather(
        all_texts(graph, spoken(request)),
        graph.rows("deadlines"),
        sources(graph, quoted),
    )
    due = _deadlines(rows)
    axis = Axis.over(_stated(texts, due), _LEFT, WIDTH - 30)
    lines = _lines(texts, due, axis) if axis else []
    page = {
        "texts": texts,
        "due": due,
        "undated": sum(not (one.since or one.until) for ones in due.values() for one in ones),
        "axis": axis,
        "lines": lines,
        "width": WIDTH,
        "height": (lines[-1].y + _ROW) if lines else 0,
        "sources": documents,
    }
    return render(request, "timeline.html", page, headers=CACHEABLE)


def _deadlines(rows: Sequence[Row]) -> dict[str, list[Deadline]]:
    """By the IRI of their convention."""
    found: dict[str, list[Deadline]] = {}
    for row, places in places_of(rows, ("deadline",)):
        found.setdefault(row["convention"].iri, []).append(
            Deadline(
                row["title"].of(row["part"]),
                row["number"].text,
                row["printed"],
                row["since"].text,
                row["until"].text,
                places,
            )
        )
    return found


def _stated(texts: Sequence[Text], due: dict[str, list[Deadline]]) -> list[str]:
    dates = [date for text in texts for date in text.dates.values()]
    ends = [end for ones in due.values() for one in ones for end in (one.since, one.until)]
    return [date for date in (*dates, *ends) if date]


def _lines(texts: Sequence[Text], due: dict[str, list[Deadline]], axis: Axis) -> list[Line]:
    lines: list[Line] = []
    y = float(_HEAD)
    for text in texts:
        dated = [one for one in due.get(text.cell.iri, []) if one.since or one.until]
        if not (text.dates or dated):
            continue
        y += _ROW * 1.3
        drawn = marks(axis, text.dates.get("start", ""), text.dates.get("end", ""))
        for name in ("adopted", "signed", "dated"):
            drawn += marks(axis, end=text.dates.get(name, ""))
        lines.append(Line(y, _short(text.title, 32), True, drawn))
        for one in dated:
            y += _ROW
            label = _short(f"{one.number} {one.action.text}", 40)
            lines.append(Line(y, label, False, marks(axis, one.since, one.until)))
    return lines


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
