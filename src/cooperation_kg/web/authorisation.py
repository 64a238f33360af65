"""Who may change the data: whoever has the token, and nobody where none is set.

The token comes as https://www.rfc-editor.org/rfc/rfc6750#section-2.1 has it, in the header that a
page of another site cannot send without a leave that is never given here; never in the address,
which ends in logs. Nothing of a request is read before its token is.
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Depends, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.settings import Settings
from cooperation_kg.web.pages import spoken
from cooperation_kg.web.problems import problem
from cooperation_kg.web.state import settings
from cooperation_kg.web.wording import texts

__all__ = ["authorised", "off_router", "said"]

_BEARER = HTTPBearer(auto_error=False, description="The value of COOPERATION_KG_UPDATE_TOKEN")
_REALM = 'Bearer realm="cooperation-kg"'


def said(request: Request, text: str, **values: object) -> str:
    """One of the texts about changes, in the reader's language."""
    words: str = texts(spoken(request))["editing"][text]
    return words.format(**values)


async def authorised(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
    set_: Annotated[Settings, Depends(settings)],
) -> None:
    """Lets a request pass that has the token.

    Raises:
        HTTPException: it has none, or another (401).
    """
    if given is None:
        raise HTTPException(401, said(request, "no_token"), {"WWW-Authenticate": _REALM})
    wanted = set_.update_token
    if wanted is None or not hmac.compare_digest(_digest(given.credentials), _digest(wanted)):
        challenge = f'{_REALM}, error="invalid_token"'
        raise HTTPException(401, said(request, "wrong_token"), {"WWW-Authenticate": challenge})


def _digest(token: str) -> bytes:
    """Of one length whatever is compared, so that no time tells the length of the token."""
    return sha256(token.encode()).digest()


off_router = APIRouter()
"""What stands at the protected paths where no token is set."""

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@off_router.api_route("/update", methods=_METHODS, include_in_schema=False)
@off_router.api_route("/graphs", methods=_METHODS, include_in_schema=False)
@off_router.api_route("/graphs/{_:path}", methods=_METHODS, include_in_schema=False)
async def off(request: Request) -> Response:
    """Says that nothing can be changed here."""
    return problem(request, 404, said(request, "off"), kind="updates-off")
