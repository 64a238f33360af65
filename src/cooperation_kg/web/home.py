"""The address of the site itself leads to what it offers: for now, the page to query the graph."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse

__all__ = ["router"]

router = APIRouter()


@router.get("/", include_in_schema=False)
async def home() -> RedirectResponse:
    """Leads to the query page."""
    return RedirectResponse("/sparql")
