"""`/questions` and `/questions/{id}`: each route is derived from the file of its question.

The form an answer takes is chosen by `Accept`, or by an ending of the address (`.json`, `.csv`,
`.tsv`, `.ttl`); parameters stand in the query string, under the names the file gives them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cooperation_kg.errors import QuestionError
from cooperation_kg.questions import Catalogue, Question, written
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.negotiation import HTML, best
from cooperation_kg.web.pages import render
from cooperation_kg.web.questions.forms import ENDINGS, MEDIA_TYPES
from cooperation_kg.web.questions.page import question_page
from cooperation_kg.web.reading import Graph, Reader

__all__ = ["questions_router"]

_LANGUAGE = "lang"
_THEMES = ("texts", "plan", "actors", "resources", "life", "evidence")


def questions_router(catalogue: Catalogue) -> APIRouter:
    """The routes of a catalogue."""
    router = APIRouter(prefix="/questions", tags=["questions"])

    async def everything(request: Request) -> Response:
        """The questions, by theme: their parameters and columns."""
        if _form(request, ("json",)) == "json":
            return JSONResponse([_described(one) for one in catalogue], headers=CACHEABLE)
        themes = {theme: [one for one in catalogue if one.theme == theme] for theme in _THEMES}
        return render(request, "questions.html", {"themes": themes}, headers=CACHEABLE)

    router.add_api_route(
        "", everything, methods=["GET"], summary="All questions", response_class=Response
    )
    for question in catalogue:
        _add(router, question)
    return router


def _add(router: APIRouter, question: Question) -> None:
    async def by_accept(request: Request, graph: Graph) -> Response:
        return await _answered(request, graph, question, _form(request, tuple(MEDIA_TYPES)))

    async def by_ending(request: Request, graph: Graph, ending: str) -> Response:
        if ending not in ENDINGS:
            raise HTTPException(404)
        return await _answered(request, graph, question, ENDINGS[ending])

    by_accept.__doc__ = question.description["en"]
    router.add_api_route(
        f"/{question.id}",
        by_accept,
        methods=["GET"],
        name=question.id,
        operation_id=f"ask-{question.id}",
        summary=question.summary["en"],
        response_class=Response,
        responses=_RESPONSES,
        openapi_extra={"parameters": [_parameter(question, name) for name in question.parameters]},
    )
    router.add_api_route(
        f"/{question.id}.{{ending}}", by_ending, methods=["GET"], include_in_schema=False
    )


_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The rows of the answer",
        "content": {name: {} for name in (*MEDIA_TYPES.values(), HTML)},
    },
    400: {"description": "A parameter is missing, unknown, or not of its type"},
    406: {"description": "The answer is not available in any format accepted"},
    422: {"description": "The question took too long"},
    503: {"description": "Too many queries at the moment"},
}


def _parameter(question: Question, name: str) -> dict[str, Any]:
    one = question.parameters[name]
    types = {"integer": "integer", "decimal": "number"}
    schema: dict[str, Any] = {"type": types.get(one.type, "string")}
    if one.type == "date":
        schema["format"] = "date"
    if one.default is not None:
        schema["default"] = int(one.default) if one.type == "integer" else one.default
    if one.minimum is not None:
        schema["minimum"] = one.minimum
    return {
        "name": name,
        "in": "query",
        "required": one.default is None,
        "description": one.description["en"],
        "schema": schema,
        "example": int(one.example) if one.type == "integer" else one.example,
    }


def _described(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "theme": question.theme,
        "summary": question.summary,
        "description": question.description,
        "columns": question.columns,
        "parameters": {
            name: one.model_dump(exclude_none=True) for name, one in question.parameters.items()
        },
        "address": f"/questions/{question.id}",
    }


def _form(request: Request, forms: tuple[str, ...]) -> str:
    """The form asked for: one of `forms`, or `html`.

    Raises:
        HTTPException: none of those accepted is available.
    """
    offered = {MEDIA_TYPES[form]: form for form in forms} | {HTML: "html"}
    if (chosen := best(request.headers.get("accept", ""), list(offered))) is None:
        raise HTTPException(406, f"There are: {', '.join(offered)}")
    return offered[chosen]


async def _answered(request: Request, graph: Reader, question: Question, form: str) -> Response:
    given = _given(request)
    if form == "html":
        return await question_page(request, graph, question, given)
    answer = await graph.answer(question.query(given))
    cut = {"Row-Limit-Reached": str(answer.cut_at is not None).lower()}
    return Response(
        written(answer, form),
        headers={**CACHEABLE, **cut},
        media_type=_with_charset(MEDIA_TYPES[form]),
    )


def _given(request: Request) -> Mapping[str, str]:
    """The parameters of the address; an empty one, as a form sends it, is not given.

    Raises:
        QuestionError: one is given twice.
    """
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name == _LANGUAGE or not value.strip():
            continue
        if name in given:
            raise QuestionError(
                fr=f"le paramètre « {name} » est donné deux fois ; le donner une fois",
                en=f"the parameter « {name} » is given twice; give it once",
            )
        given[name] = value.strip()
    return given


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
