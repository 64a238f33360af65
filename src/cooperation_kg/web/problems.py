"""Errors as `application/problem+json` (RFC 9457), or as a page for a browser.

What is said comes from the project's own errors; of anything else only the status is told.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from cooperation_kg.errors import CooperationKgError, InputError, LimitReached, StoreError
from cooperation_kg.store.refusals import QueryLimitError, QueryRefusedError, Reason
from cooperation_kg.web.methods import allowed, options
from cooperation_kg.web.negotiation import Language, wants_html
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.security import ALWAYS
from cooperation_kg.web.wording import status_title

__all__ = ["add_problem_handlers", "problem", "refused", "status_of"]

_LOG = logging.getLogger("cooperation_kg.web")
_TYPES = "https://w3id.org/cooperation-kg/problem/"
_STATUSES = {
    Reason.SERVICE: 403,
    Reason.UPDATE: 403,
    Reason.FETCH: 403,
    Reason.LOAD: 403,
    Reason.NO_GRAPH: 404,
    Reason.NOT_ACCEPTABLE: 406,
    Reason.CHANGED: 412,
    Reason.TOO_LONG: 413,
    Reason.TIME: 422,
    Reason.MEMORY: 422,
    Reason.UPDATE_TIME: 422,
    Reason.UPDATE_MEMORY: 422,
    Reason.RATE: 429,
    Reason.BUSY: 503,
}
_DETAILS: Mapping[int, Mapping[Language, str]] = {
    404: {
        "fr": "Il n'y a rien à cette adresse.",
        "en": "There is nothing at this address.",
    },
    405: {
        "fr": "Cette adresse n'accepte pas cette méthode ; voir l'en-tête Allow.",
        "en": "This address does not take this method; see the Allow header.",
    },
    422: {
        "fr": "Un paramètre manque ou n'a pas la forme attendue.",
        "en": "A parameter is missing, or not of the form that is expected.",
    },
    500: {
        "fr": "Une erreur imprévue s'est produite ; elle est notée dans le journal du serveur.",
        "en": "Something unforeseen went wrong; it is noted in the server's log.",
    },
    503: {
        "fr": "Les données ne peuvent être lues pour le moment ; réessayer plus tard.",
        "en": "The data cannot be read at the moment; try again later.",
    },
}


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    kind: str = "about:blank",
    members: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that says what went wrong.

    Args:
        request: what was asked.
        status: the HTTP status.
        detail: what is wrong and what to do about it.
        kind: the last part of the problem's type, where there is one.
        members: what a program can use beside, such as line and column.
        headers: further headers.
    """
    tongue = spoken(request)
    title = status_title(status, tongue)
    detail = sentence(detail)
    varying = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store", **(headers or {})}
    if wants_html(request.headers.get("accept", "")):
        page = {"status": status, "title": title, "detail": detail}
        return render(request, "problem.html", page, status=status, headers=varying)
    body: dict[str, object] = {
        "type": kind if kind == "about:blank" else _TYPES + kind,
        "title": title,
        "status": status,
        "detail": detail,
        **(members or {}),
    }
    return Response(
        json.dumps(body, ensure_ascii=False).encode(),
        status,
        {**varying, "Content-Language": tongue},
        media_type="application/problem+json",
    )


def sentence(words: str) -> str:
    """The words of an error as a sentence; a file name at their head stays as it is written."""
    first, _, rest = words.partition(" ")
    named = first.endswith(":") or rest.startswith(": ")  # French sets a space before the colon
    return (words if named else words[:1].upper() + words[1:]).rstrip(".") + "."


def status_of(error: QueryRefusedError | QueryLimitError) -> int:
    """The HTTP status for a query that was not answered."""
    return _STATUSES.get(error.reason, 400)


async def _of_query(request: Request, error: Exception) -> Response:
    if not isinstance(error, (QueryRefusedError, QueryLimitError)):
        raise error
    places: dict[str, object] = {
        key: value for key, value in error.values.items() if key in {"line", "column"}
    }
    return problem(
        request,
        status_of(error),
        said(request, error),
        kind=error.reason,
        members=places,
        headers=_when_to_try_again(error),
    )


def _when_to_try_again(error: QueryRefusedError | QueryLimitError) -> dict[str, str] | None:
    if error.reason is Reason.RATE:
        return {"Retry-After": str(error.values["seconds"])}
    return {"Retry-After": "5"} if error.reason is Reason.BUSY else None


def said(request: Request, error: Exception) -> str:
    """What an error of ours says, in the reader's language where it has both."""
    return error.words(spoken(request)) if isinstance(error, CooperationKgError) else str(error)


async def _of_input(request: Request, error: Exception) -> Response:
    return problem(request, 400, said(request, error), kind="input")


async def _of_limit(request: Request, error: Exception) -> Response:
    return problem(request, 422, str(error), kind="limit")


async def _of_store(request: Request, error: Exception) -> Response:
    _LOG.error("%s", error)  # it names folders, which are nobody's business outside
    return _general(request, 503, {"Retry-After": "30"})


async def _of_http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == 405:
        return options(request) if request.method == "OPTIONS" else _not_allowed(request, error)
    if error.status_code == 404:
        return _general(request, 404, error.headers)
    return problem(request, error.status_code, str(error.detail), headers=error.headers)


def _not_allowed(request: Request, error: HTTPException) -> Response:
    told = error.headers or {}
    headers = told if "OPTIONS" in told.get("Allow", "") else {**told, "Allow": allowed(request)}
    return _general(request, 405, headers)


async def _of_parameters(request: Request, error: Exception) -> Response:
    found: list[dict[str, str]] = []
    if isinstance(error, RequestValidationError):
        for one in error.errors():
            name = ".".join(str(part) for part in one["loc"][1:])
            found.append({"parameter": name, "detail": str(one["msg"])})
    return _general(request, 422, members={"errors": found})


async def _of_anything(request: Request, error: Exception) -> Response:
    _LOG.error("unforeseen: %s %s", request.method, request.url.path, exc_info=error)
    return _general(request, 500, ALWAYS)  # answered outside the middleware that adds them


def _general(
    request: Request,
    status: int,
    headers: Mapping[str, str] | None = None,
    members: Mapping[str, object] | None = None,
) -> Response:
    tongue = spoken(request)
    return problem(request, status, _DETAILS[status][tongue], headers=headers, members=members)


_HANDLERS = (
    (QueryRefusedError, _of_query),
    (QueryLimitError, _of_query),
    (InputError, _of_input),
    (LimitReached, _of_limit),
    (StoreError, _of_store),
    (HTTPException, _of_http),
    (RequestValidationError, _of_parameters),
    (Exception, _of_anything),
)


def add_problem_handlers(app: FastAPI) -> None:
    """Every error of the application is answered as a problem."""
    for kind, handler in _HANDLERS:
        app.add_exception_handler(kind, handler)


async def refused(scope: Scope, error: Exception, receive: Receive, send: Send) -> None:
    """Answers with a problem from a middleware, where the application's handlers do not reach."""
    handler = next(handler for kind, handler in _HANDLERS if isinstance(error, kind))
    response = await handler(Request(scope), error)
    await response(scope, receive, send)
