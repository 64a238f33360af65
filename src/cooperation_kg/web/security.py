"""Headers on every answer: nothing from another host, nothing guessed, no framing.

https://www.w3.org/TR/CSP3/ and https://fetch.spec.whatwg.org/#http-cors-protocol; anyone may read
the data from any site, so reads carry CORS headers, and no cookie or credential is ever used.
"""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["ALWAYS", "SecurityHeaders"]

ALWAYS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self';"
    " script-src 'self'; connect-src 'self'; font-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_READS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After, Row-Limit,"
    " Row-Limit-Reached",
}


_PROTECTED = ("/update", "/graphs")
"""Where a token is needed: no page of another site has business there."""


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]


_ALWAYS = _encoded(ALWAYS)
_ALL = _encoded(ALWAYS | _READS)


class SecurityHeaders:
    """Adds the headers to what the application answers; one that it set itself stands."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and the answer back with its headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        path = scope["path"].removeprefix(scope.get("root_path", ""))
        added = _ALWAYS if path.startswith(_PROTECTED) else _ALL

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message["headers"]
                names = {name for name, _ in given}
                message["headers"] = [*given, *(one for one in added if one[0] not in names)]
            await send(message)

        await self._app(scope, receive, send_with_headers)
