"""What OpenAPI says beyond what the framework knows: formats, further addresses, errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response

from cooperation_kg.web.negotiation import HTML
from cooperation_kg.web.rdf import TRIPLE_FORMATS

__all__ = ["describe", "document"]

_FORMAT = {
    "name": "format",
    "in": "query",
    "description": "A format, over the head of Accept: "
    + ", ".join(one.name for one in TRIPLE_FORMATS),
    "schema": {"type": "string"},
}
_PROBLEM: dict[str, Any] = {"content": {"application/problem+json": {}, HTML: {}}}


def document(
    *statuses: int, html: bool = False, negotiated: bool = False, rdf: bool = True
) -> dict[str, Any]:
    """What OpenAPI is told of a route for such a document: its answers, and `format`.

    Args:
        statuses: what it answers besides 200.
        html: whether there is a page.
        negotiated: whether the format is negotiated.
        rdf: whether it answers with triples at all.
    """
    content: dict[str, Any] = {one.media_type: {} for one in TRIPLE_FORMATS} if rdf else {}
    answers: dict[int | str, dict[str, Any]] = {}
    if 303 not in statuses or rdf:
        answers[200] = {"description": "The document"}
        answers[200]["content"] = content | ({HTML: {}} if html else {})
    for status in (*statuses, *([406] if negotiated else [])):
        answers[status] = {"description": _MEANINGS[status], **(_PROBLEM if status >= 400 else {})}
    extra = {"parameters": [_FORMAT]} if negotiated else {}
    return {"responses": answers, "openapi_extra": extra, "response_class": Response}


_MEANINGS = {
    303: "Where the document is, in Location",
    400: "A parameter is not of the form that is expected",
    404: "There is none",
    406: "It is not available in any format accepted",
}

_PROBLEM_SCHEMA = {
    "description": "What went wrong, as RFC 9457 has it",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
    },
}
_OTHERWISE = {
    "description": "What went wrong: a problem for programs, a page for browsers",
    "content": {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        HTML: {"schema": {"type": "string"}},
    },
}
_OF_THE_FRAMEWORK = ("HTTPValidationError", "ValidationError")


def describe(app: FastAPI, paths: Mapping[str, Mapping[str, Any]]) -> None:
    """Adds paths to the description of an application, and to all what errors look like.

    The way of https://fastapi.tiangolo.com/how-to/extending-openapi/.
    """
    generated = app.openapi

    def described() -> dict[str, Any]:
        schema = generated()
        schema["paths"] |= paths
        schemas: dict[str, Any] = schema.setdefault("components", {}).setdefault("schemas", {})
        for name in _OF_THE_FRAMEWORK:  # what it would answer, and `problems` answers instead
            schemas.pop(name, None)
        schemas["Problem"] = _PROBLEM_SCHEMA
        for methods in schema["paths"].values():
            for operation in methods.values():
                responses: dict[str, Any] = operation["responses"]
                if _is_of_the_framework(responses.get("422", {})):
                    del responses["422"]
                responses["default"] = _OTHERWISE
        return schema

    app.openapi = described  # type: ignore[method-assign]


def _is_of_the_framework(response: Mapping[str, Any]) -> bool:
    return _OF_THE_FRAMEWORK[0] in str(response.get("content"))
