"""Whether the server lives, and whether it can answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import JSONResponse

from cooperation_kg.errors import StoreError
from cooperation_kg.store.model import Kind
from cooperation_kg.store.pool import QueryService
from cooperation_kg.store.refusals import QueryLimitError
from cooperation_kg.store.wire import Request as StoreRequest
from cooperation_kg.web.state import query_service

__all__ = ["router"]

router = APIRouter(prefix="/health", tags=["health"])

_UNCACHED = {"Cache-Control": "no-store"}


@router.get("/live", summary="The process lives")
async def live() -> JSONResponse:
    """Answers as long as the process does; asks nothing of the store."""
    return JSONResponse({"status": "live"}, headers=_UNCACHED)


@router.get(
    "/ready",
    summary="Queries are answered",
    responses={503: {"description": "Queries are not answered now"}},
)
async def ready(service: Annotated[QueryService, Depends(query_service)]) -> JSONResponse:
    """Asks the store a question; busy workers count as ready, since they do answer."""
    try:
        await service.answer(StoreRequest("ASK {}", {Kind.BOOLEAN: "json"}))
    except QueryLimitError:
        pass
    except StoreError:
        return JSONResponse({"status": "not ready"}, 503, _UNCACHED)
    return JSONResponse({"status": "ready", "dataset": service.version}, headers=_UNCACHED)
