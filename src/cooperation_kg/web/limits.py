"""How much a request may bring, and how long it may take to bring it, at every address.

A route may set a lower limit of its own. Addresses and headers are bounded where the connection is
read, in `connections`.
"""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cooperation_kg.web.problems import refused

__all__ = ["LONGEST_HEAD", "BodyLimit"]

LONGEST_HEAD = 1 << 17
"""The most bytes of an address with its headers: a query by GET may be long."""

_PART_S = 20.0
"""The longest wait for the next part of a body."""


class BodyLimit:
    """Refuses bodies that are too long (413) or come too slowly (408).

    Args:
        app: what answers.
        limit_mb: the most megabytes of a body.
    """

    def __init__(self, app: ASGIApp, *, limit_mb: float) -> None:
        self._app = app
        self._most = int(limit_mb * (1 << 20))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; its body is counted while the application reads it."""
        if scope["type"] == "http" and _has_body(scope):
            if _length(scope) > self._most:
                await refused(scope, self._too_long(), receive, send)
                return
            receive = self._counted(receive)
        await self._app(scope, receive, send)

    def _counted(self, receive: Receive) -> Receive:
        length = 0
        more = True

        async def counted() -> Message:
            nonlocal length, more
            if not more:
                return await receive()
            try:
                async with asyncio.timeout(_PART_S):
                    message = await receive()
            except TimeoutError:
                headers = {"Connection": "close"}
                raise HTTPException(408, "The body came too slowly", headers) from None
            length += len(message.get("body", b""))
            more = bool(message.get("more_body", False))
            if length > self._most:
                raise self._too_long()
            return message

        return counted

    def _too_long(self) -> HTTPException:
        headers = {"Connection": "close"}  # the rest is not read
        return HTTPException(413, f"The body has more than {self._most} bytes", headers)


def _has_body(scope: Scope) -> bool:
    """RFC 9112, 6: a length or a transfer coding announces a body."""
    return any(name in {b"content-length", b"transfer-encoding"} for name, _ in scope["headers"])


def _length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0
