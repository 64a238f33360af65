"""SPARQL updates over HTTP: https://www.w3.org/TR/sparql11-protocol/#update-operation.

An update is made whole or not at all, after the one before it; the next query sees it. Its patterns
are about the stored default graph, unless the update or the request names others: the union of all
graphs is the default graph of queries alone.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.settings import Settings
from cooperation_kg.store.editing import EditingService
from cooperation_kg.store.model import DatasetChoice, Limits, Update
from cooperation_kg.web.authorisation import authorised, said
from cooperation_kg.web.protocol import content_type, decoded, pairs
from cooperation_kg.web.state import editing_service, settings

__all__ = ["RESPONSES", "checked_type", "router"]

router = APIRouter(tags=["update"])

_FORM = "application/x-www-form-urlencoded"
_UPDATE = "application/sparql-update"
_UTF_8 = {"utf-8", "utf8", "us-ascii"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            _UPDATE: {"schema": {"type": "string"}},
            _FORM: {
                "schema": {
                    "type": "object",
                    "required": ["update"],
                    "properties": {
                        "update": {"type": "string"},
                        "using-graph-uri": _TEXTS,
                        "using-named-graph-uri": _TEXTS,
                    },
                }
            },
        },
    }
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    204: {"description": "It is done"},
    400: {"description": "What was sent is malformed"},
    401: {"description": "The token is missing, or another"},
    403: {"description": "It would fetch something"},
    413: {"description": "It is too long"},
    415: {"description": "It comes in a form that is not taken"},
    422: {"description": "It took too long, or too much; nothing of it was done"},
    503: {"description": "The data cannot be changed at the moment"},
}


@router.post(
    "/update",
    summary="Change the data by a SPARQL update",
    status_code=204,
    responses=RESPONSES,
    openapi_extra=_BODY,
    response_class=Response,
    dependencies=[Depends(authorised)],
)
async def update(
    request: Request,
    editing: Annotated[EditingService, Depends(editing_service)],
    set_: Annotated[Settings, Depends(settings)],
) -> Response:
    """Makes an update that is sent as a form or as itself."""
    text, using = await _read(request)
    length = int(set_.request_size_limit_mb * (1 << 20))
    limits = Limits(length, set_.query_nesting_limit)
    await editing.change(Update(text, using, set_.base_iri, limits))
    return Response(status_code=204, headers={"Cache-Control": "no-store"})


@router.options("/update", include_in_schema=False)
async def options() -> Response:
    """Tells what is allowed; no other site is let in, so nothing is said about CORS."""
    return Response(status_code=204, headers={"Allow": "POST, OPTIONS", "Accept-Post": _UPDATE})


async def _read(request: Request) -> tuple[str, DatasetChoice]:
    type_ = checked_type(request, {_FORM, _UPDATE}, "update_type", {"Accept-Post": _UPDATE})
    body = await request.body()
    given = pairs(request.scope["query_string"])
    if type_ == _FORM:
        given += pairs(body)

    def values(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in given if key == name)

    updates = values("update") if type_ == _FORM else (decoded(body), *values("update"))
    if len(updates) != 1:
        raise HTTPException(400, said(request, "one_update", given=len(updates)))
    return updates[0], DatasetChoice(values("using-graph-uri"), values("using-named-graph-uri"))


def checked_type(
    request: Request, expected: set[str], refused: str, headers: dict[str, str] | None = None
) -> str:
    """The media type of what is sent.

    Args:
        request: what is sent.
        expected: the types that are taken.
        refused: the text for another type.
        headers: what tells programs which are taken.

    Raises:
        HTTPException: it is none of those, not in UTF-8, or compressed (415).
    """
    type_, charset = content_type(request.headers.get("content-type", ""))
    if type_ not in expected:
        names = ", ".join(sorted(expected))
        detail = said(request, refused, expected=names, given=type_ or "–")
        raise HTTPException(415, detail, headers)
    if charset.lower() not in _UTF_8:
        raise HTTPException(415, said(request, "charset", given=charset))
    coding = request.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", ""}:
        detail = said(request, "coding", given=coding)
        raise HTTPException(415, detail, {"Accept-Encoding": "identity"})
    return type_
