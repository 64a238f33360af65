"""The graphs as resources: https://www.w3.org/TR/sparql11-http-rdf-update/.

`/graphs?graph=IRI` and `/graphs?default` name a graph in the query; `/graphs/…` is the IRI of a
graph itself. `?default` is the stored default graph, which holds what was put there and nothing of
the named graphs, unlike the default graph of `/sparql`. A graph is there as long as it holds a
triple. All of it needs the token, reading too: what may be read by all is at `/sparql`.
"""

from __future__ import annotations

import json
import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from pyoxigraph import NamedNode
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.settings import Settings
from cooperation_kg.store.editing import EditingService
from cooperation_kg.store.engine import STORED_DEFAULT_GRAPH
from cooperation_kg.store.formats import FORMATS
from cooperation_kg.store.guard import check_graph_name
from cooperation_kg.store.model import (
    Condition,
    DatasetChoice,
    Effect,
    GraphAction,
    GraphChange,
    Kind,
    Part,
)
from cooperation_kg.store.pool import QueryService
from cooperation_kg.store.refusals import Reason, refusal
from cooperation_kg.store.wire import Request as StoreRequest
from cooperation_kg.web.authorisation import authorised, said
from cooperation_kg.web.negotiation import accepted_formats
from cooperation_kg.web.protocol import pairs
from cooperation_kg.web.sparql import sent
from cooperation_kg.web.state import editing_service, query_service, settings
from cooperation_kg.web.update import RESPONSES, checked_type

__all__ = ["router"]

router = APIRouter(tags=["graphs"])

Service = Annotated[QueryService, Depends(query_service)]
Editing = Annotated[EditingService, Depends(editing_service)]
Set = Annotated[Settings, Depends(settings)]

_FORM_DATA = "multipart/form-data"
_MOST_PARTS = 100
_OF_ANSWERS = {
    "text/plain",
    "text/xml",
    "application/xml",
    "application/json",
    "text/n3",
    "text/rdf+n3",
}
"""Types that an answer may take, and that say too little of what is sent, or more than is read."""
_TYPES = {
    name: one.name
    for one in FORMATS
    if Kind.GRAPH in one.kinds
    for name in one.media_types
    if name not in _OF_ANSWERS
}
_ALLOW = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
_PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization"}
_NO_STORE = {"Cache-Control": "no-store"}
_ALL = ["/graphs", "/graphs/{path:path}"]
_NAMES = [
    {"name": "graph", "in": "query", "description": "The IRI of a graph", "schema": {}},
    {
        "name": "default",
        "in": "query",
        "description": "The stored default graph",
        "allowEmptyValue": True,
        "schema": {"type": "string"},
    },
]
_RDF: dict[str, Any] = {
    "requestBody": {"required": True, "content": {name: {} for name in sorted(_TYPES)}},
    "parameters": _NAMES,
}
_READ: dict[int | str, dict[str, Any]] = {
    200: {"description": "The graph", "content": {name: {} for name in sorted(_TYPES)}},
    **{code: RESPONSES[code] for code in (400, 401)},
    404: {"description": "There is no such graph"},
    406: {"description": "It is not available in any format accepted"},
}
_WRITE: dict[int | str, dict[str, Any]] = {**RESPONSES, 201: {"description": "A graph was created"}}
_GUARDED: dict[str, Any] = {"response_class": Response, "dependencies": [Depends(authorised)]}


@router.get("/graphs", summary="Read a graph", responses=_READ, **_GUARDED)
@router.get("/graphs/{path:path}", include_in_schema=False, **_GUARDED)
async def read(request: Request, service: Service) -> Response:
    """Sends a graph whole, in the format that is accepted."""
    iri = _asked_graph(request)
    named = request.query_params.get("format")
    chosen = accepted_formats(request.headers.get("accept", ""), named).get(Kind.GRAPH)
    if chosen is None:
        there = ", ".join(one.name for one in FORMATS if Kind.GRAPH in one.kinds)
        raise HTTPException(406, said(request, "no_format", there=there))
    dataset = DatasetChoice((iri or STORED_DEFAULT_GRAPH,))
    if iri is not None and not await _is_there(service, dataset):
        raise refusal(Reason.NO_GRAPH, iri=iri)
    tag = f'"{service.version}.{chosen.name}"'
    if tag in _tags(request, "if-none-match"):
        return Response(status_code=304, headers={**_PRIVATE, "ETag": tag})
    whole = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
    answer = await service.answer(StoreRequest(whole, {Kind.GRAPH: chosen.name}, dataset))
    tag = f'"{answer.version}.{chosen.name}"'
    return sent(answer, chosen.media_type, {**_PRIVATE, "ETag": tag})


@router.put("/graphs", summary="Put a graph", openapi_extra=_RDF, responses=_WRITE, **_GUARDED)
@router.put("/graphs/{path:path}", include_in_schema=False, **_GUARDED)
async def put(request: Request, service: Service, editing: Editing, set_: Set) -> Response:
    """Puts what is sent in the place of a graph."""
    iri = _asked_graph(request)
    parts = await _parts(request, set(_TYPES))
    return _done(await editing.change(_change(GraphAction.PUT, iri, parts, request, service, set_)))


@router.post("/graphs", summary="Add to a graph", openapi_extra=_RDF, responses=_WRITE, **_GUARDED)
@router.post("/graphs/{path:path}", include_in_schema=False, **_GUARDED)
async def post(request: Request, service: Service, editing: Editing, set_: Set) -> Response:
    """Adds what is sent to a graph; to a new one, whose IRI is told, where none is named."""
    headers = {}
    if _names_none(request):
        iri: str | None = f"{_address(request).rstrip('/')}/{uuid.uuid4()}"
        headers["Location"] = iri or ""
    else:
        iri = _asked_graph(request)
    parts = await _parts(request, {*_TYPES, _FORM_DATA})
    change = _change(GraphAction.POST, iri, parts, request, service, set_)
    effect = await editing.change(change)
    return _done(effect, headers if effect.created else {})


@router.delete(
    "/graphs",
    summary="Remove a graph",
    status_code=204,
    openapi_extra={"parameters": _NAMES},
    responses={**RESPONSES, 404: _READ[404]},
    **_GUARDED,
)
@router.delete("/graphs/{path:path}", include_in_schema=False, **_GUARDED)
async def delete(request: Request, service: Service, editing: Editing, set_: Set) -> Response:
    """Removes a graph; of the stored default graph, all triples."""
    iri = _asked_graph(request)
    change = _change(GraphAction.DELETE, iri, (), request, service, set_)
    return _done(await editing.change(change))


@router.options("/graphs", include_in_schema=False)
@router.options("/graphs/{path:path}", include_in_schema=False)
async def options() -> Response:
    """Tells what is allowed; no other site is let in, so nothing is said about CORS."""
    types = ", ".join(sorted(_TYPES))
    return Response(status_code=204, headers={"Allow": _ALLOW, "Accept-Post": types})


# -- which graph -----------------------------------------------------------------------------------


def _address(request: Request) -> str:
    """The address of the request as it was sent: percent-encoding is a part of an IRI."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    path = raw.partition(b"?")[0].decode("ascii", "replace")
    return str(request.url.replace(path="", query="", fragment="")).rstrip("/") + path


def _names_none(request: Request) -> bool:
    direct = bool(request.path_params.get("path"))
    named = {key for key, _ in pairs(request.scope["query_string"])} & {"graph", "default"}
    return not direct and not named


def _asked_graph(request: Request) -> str | None:
    """The IRI of the graph that is asked for; None for the stored default graph.

    Raises:
        HTTPException: it is not said, or said twice (400).
        QueryRefusedError: what is given names no graph.
    """
    given = pairs(request.scope["query_string"])
    graphs = [value for key, value in given if key == "graph"]
    default = sum(key == "default" for key, _ in given)
    direct = bool(request.path_params.get("path"))
    if direct + len(graphs) + default != 1:
        raise HTTPException(400, said(request, "which_graph"))
    if default:
        return None
    iri = _address(request) if direct else graphs[0]
    try:
        NamedNode(iri)
    except ValueError:
        raise HTTPException(400, said(request, "which_graph")) from None
    check_graph_name(iri)
    return iri


async def _is_there(service: QueryService, dataset: DatasetChoice) -> bool:
    ask = StoreRequest("ASK { ?s ?p ?o }", {Kind.BOOLEAN: "json"}, dataset)
    answer = await service.answer(ask)
    return isinstance(answer.body, bytes) and bool(json.loads(answer.body)["boolean"])


# -- what is sent, and when it is taken ------------------------------------------------------------


async def _parts(request: Request, expected: set[str]) -> tuple[Part, ...]:
    type_ = checked_type(request, expected, "rdf_type", {"Accept-Post": ", ".join(sorted(_TYPES))})
    if type_ != _FORM_DATA:
        return (Part(await request.body(), _TYPES[type_]),)
    refused = HTTPException(400, said(request, "parts", most=_MOST_PARTS))
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=_MOST_PARTS, max_fields=_MOST_PARTS
    )
    parts: list[Part] = []
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError):
        raise refused from None
    try:
        for _, value in form.multi_items():
            type_ = ""
            if isinstance(value, UploadFile):
                type_ = (value.content_type or "").partition(";")[0].strip().lower()
            if not isinstance(value, UploadFile) or type_ not in _TYPES:
                raise refused
            parts.append(Part(await value.read(), _TYPES[type_]))
    finally:
        await form.close()
    return tuple(parts)


def _change(
    action: GraphAction,
    iri: str | None,
    parts: tuple[Part, ...],
    request: Request,
    service: QueryService,
    set_: Settings,
) -> GraphChange:
    return GraphChange(action, iri, parts, iri or set_.base_iri, _condition(request, service))


def _condition(request: Request, service: QueryService) -> Condition:
    """`If-Match` and `If-None-Match`; a tag stands for the dataset it was made from.

    Raises:
        QueryRefusedError: a tag that must not match does.
    """
    unwanted = _tags(request, "if-none-match")
    current = service.version
    if any(tag.strip('"').partition(".")[0] == current for tag in unwanted):
        raise refusal(Reason.CHANGED)
    wanted = _tags(request, "if-match")
    present = False if "*" in unwanted else True if "*" in wanted else None
    if not wanted or "*" in wanted:
        return Condition(None, present)
    versions = tuple(tag.strip('"').partition(".")[0] for tag in wanted)
    return Condition(versions, present)


def _tags(request: Request, header: str) -> list[str]:
    listed = ",".join(request.headers.getlist(header)).split(",")
    return [tag.strip().removeprefix("W/") for tag in listed if tag.strip()]


def _done(effect: Effect, headers: dict[str, str] | None = None) -> Response:
    return Response(
        status_code=201 if effect.created else 204, headers={**_NO_STORE, **(headers or {})}
    )
