"""`/validate`: a page to bring a document, a record or RDF to, and the same for programs.

A form brings the file as `file`; a program may send it as the body, with its media type or with
`?name=`. The answer is a page, or by `Accept` or `format=` a report in one of the formats of the
command, or the draft record. A page that asks for `text/event-stream` is told the steps meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import aclosing, asynccontextmanager
from typing import Annotated, Any, cast
from urllib.parse import quote

from fastapi import APIRouter, Depends
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from cooperation_kg.errors import CooperationKgError
from cooperation_kg.settings import Settings
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.negotiation import HTML, best
from cooperation_kg.web.pages import fragment, render, spoken
from cooperation_kg.web.problems import said, sentence
from cooperation_kg.web.state import settings
from cooperation_kg.web.uploads.checking import Outcome, Places, Step, Upload, check
from cooperation_kg.web.wording import texts

__all__ = ["router"]

router = APIRouter(tags=["validation"])

_EVENTS = "text/event-stream"
_FORMATS = {
    "json": "application/json",
    "turtle": "text/turtle",
    "sarif": "application/sarif+json",
    "junit": "application/xml",
    "text": "text/plain",
    "draft": "application/yaml",
    "html": HTML,
}
_ENDINGS = {
    "text/plain": "txt",
    "text/markdown": "md",
    "text/html": "html",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/yaml": "yaml",
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/n-quads": "nq",
    "application/trig": "trig",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
}
_UNKEPT = {"Cache-Control": "no-store"}


def _places(request: Request) -> Places:
    return cast(Places, request.app.state.upload_places)


Set = Annotated[Settings, Depends(settings)]
Room = Annotated[Places, Depends(_places)]


@router.get("/validate", include_in_schema=False)
async def form(request: Request) -> Response:
    """The page to bring a file to."""
    values = {"outcome": None, "here": _here(request)}
    return render(request, "validate.html", values, headers=CACHEABLE)


def _here(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))


_BODY: dict[str, Any] = {
    "parameters": [
        {
            "name": "name", "in": "query", "schema": {"type": "string"},
            "description": "File name of what the body holds; its ending tells what it is",
        },
        {
            "name": "format", "in": "query",
            "schema": {"type": "string", "enum": list(_FORMATS)},
            "description": "The form of the answer, in the place of `Accept`",
        },
    ],
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            },
            **{name: {"schema": {"type": "string", "format": "binary"}} for name in _ENDINGS},
        },
    },
}  # fmt: skip


@router.post(
    "/validate",
    summary="Check a document, a record or RDF",
    response_class=Response,
    openapi_extra=_BODY,
    responses={
        200: {"description": "The report", "content": {one: {} for one in _FORMATS.values()}},
        400: {"description": "What was brought cannot be used"},
        406: {"description": "The report is not available in any format accepted"},
        413: {"description": "It is too large"},
        415: {"description": "It is of no kind that can be checked"},
        503: {"description": "Too many are being checked at the moment"},
    },
)
async def validate(request: Request, set_: Set, places: Room) -> Response:
    """Checks what is brought against the shapes; nothing of it is kept."""
    style = _style(request)
    async with _brought(request) as (name, upload):
        found = check(upload, name, set_, places)
        first = await anext(found)  # it comes when the whole upload is taken
    if style == _EVENTS:
        return StreamingResponse(
            _events(request, name, first, found), headers=_UNKEPT, media_type=_EVENTS
        )
    async with aclosing(found):
        outcome = [one async for one in found][-1]
    if not isinstance(outcome, Outcome):
        raise HTTPException(500)
    return _report(request, name, outcome, style)


def _style(request: Request) -> str:
    """The form of the answer: a name of `_FORMATS`, or the media type of events.

    Raises:
        HTTPException: none of those accepted is available.
    """
    if named := request.query_params.get("format"):
        if named in _FORMATS:
            return named
        raise HTTPException(406, f"There are: {', '.join(_FORMATS)}")
    offered = {media_type: name for name, media_type in _FORMATS.items()} | {_EVENTS: _EVENTS}
    if (chosen := best(request.headers.get("accept", ""), list(offered))) is None:
        raise HTTPException(406, f"There are: {', '.join(offered)}")
    return offered[chosen]


@asynccontextmanager
async def _brought(request: Request) -> AsyncIterator[tuple[str, Upload]]:
    """The name and the content of what is brought.

    Raises:
        HTTPException: there is none, or not exactly one, or it is of no kind that is known.
    """
    type_ = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if type_ == "multipart/form-data":
        async with request.form(max_files=1, max_fields=4) as fields:
            file = fields.get("file")
            if not isinstance(file, UploadFile) or not file.filename:
                raise HTTPException(400, "The form has no file in its field « file »; choose one")
            yield file.filename, file
        return
    name = request.query_params.get("name", "")
    if not name:
        if type_ not in _ENDINGS:
            known = ", ".join(("multipart/form-data", *_ENDINGS))
            raise HTTPException(
                415, f"The Content-Type is « {type_ or '–'} »; give ?name=, or: {known}"
            )
        name = f"upload.{_ENDINGS[type_]}"
    yield name, _Body(request)


class _Body:
    """The body of a request, as it comes."""

    def __init__(self, request: Request) -> None:
        self._parts = request.stream()

    async def read(self, _: int, /) -> bytes:
        async for part in self._parts:
            if part:
                return part
        return b""


def _report(request: Request, name: str, outcome: Outcome, style: str) -> Response:
    if style == "html":
        values = {"here": _here(request), **_shown(name, outcome)}
        return render(request, "validate.html", values, headers=_UNKEPT)
    headers = {**_UNKEPT, "Conforms": str(outcome.conforms).lower()}
    media_type = _FORMATS[style]
    if style == "draft":
        if outcome.draft is None:
            raise HTTPException(406, "Only a document has a draft record; this is data already")
        written = outcome.draft
        stem = name.rpartition(".")[0] or name
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stem)}.yaml"
    else:
        written = outcome.reports[style][spoken(request)]
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    return Response(written, headers=headers, media_type=media_type)


def _shown(name: str, outcome: Outcome) -> Mapping[str, object]:
    report = json.loads(outcome.reports["json"]["fr"])
    draft = outcome.draft
    return {
        "outcome": outcome,
        "name": name,
        "counts": report["counts"],
        "findings": report["findings"],
        "draft": "" if draft is None else f"data:application/yaml;charset=utf-8,{quote(draft)}",
        "draft_name": f"{name.rpartition('.')[0] or name}.yaml",
    }


async def _events(
    request: Request, name: str, first: Step | Outcome, found: AsyncGenerator[Step | Outcome, None]
) -> AsyncGenerator[bytes, None]:
    """Server-sent events: the steps, then the report or the problem as a piece of page.

    https://html.spec.whatwg.org/multipage/server-sent-events.html
    """
    words = texts(spoken(request))["validate"]
    yield _event("step", words["steps"][getattr(first, "name", "start")])
    try:
        async with aclosing(found):
            async for one in found:
                if isinstance(one, Step):
                    yield _event("step", words["steps"][one.name])
                else:
                    yield _event(
                        "report", fragment(request, "validate_outcome.html", _shown(name, one))
                    )
    except CooperationKgError as error:
        yield _event("problem", sentence(said(request, error)))


def _event(name: str, data: str) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
