"""The list of the conventions, and of the publications that tell of some."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.reading import Graph
from cooperation_kg.web.texts import all_texts

__all__ = ["router"]

router = APIRouter()


@router.get("/conventions", include_in_schema=False)
async def conventions(request: Request, graph: Graph) -> Response:
    """Every text of the graph, with its parties, its dates and what it holds."""
    page = {"texts": await all_texts(graph, spoken(request))}
    return render(request, "conventions.html", page, headers=CACHEABLE)
