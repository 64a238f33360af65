"""Which methods an address takes: what OPTIONS is answered with, and 405 tells.

A route knows its own methods only, and an address may have several; so all of them are asked
(https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6). A page of another site may read.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Mount
from starlette.types import Scope

__all__ = ["allowed", "options"]

_READING = "GET"
_ASKED = (_READING, "POST", "PUT", "PATCH", "DELETE")


def allowed(request: Request) -> str:
    """The methods of the address of a request, as `Allow` lists them."""
    found = [method for method in _ASKED if _is_taken(request.scope, method)]
    if _READING in found:
        found.insert(1, "HEAD")
    return ", ".join((*found, "OPTIONS"))


def options(request: Request) -> Response:
    """The answer to OPTIONS: https://fetch.spec.whatwg.org/#cors-preflight-fetch."""
    methods = allowed(request)
    headers = {"Allow": methods}
    if _READING in methods:
        headers |= {
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
            "Access-Control-Max-Age": "86400",
        }
    return Response(status_code=204, headers=headers)


def _is_taken(scope: Scope, method: str) -> bool:
    root = scope.get("app_root_path", scope.get("root_path", ""))  # a mount changes it
    asked = {**scope, "method": method, "root_path": root}
    for route in scope["app"].routes:
        if route.matches(asked)[0] is Match.FULL:
            return not isinstance(route, Mount) or method == _READING  # files are read
    return False
