"""Reading requests off a connection: how long a head may be, and how long it may take to come.

uvicorn bounds neither with httptools, so that a client could keep a connection with a head that
never ends, or fill the memory with it. Bodies are bounded in `limits`.
"""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from cooperation_kg.web.limits import LONGEST_HEAD

__all__ = ["BoundedProtocol"]

_HEAD_S = 10.0
"""How long a head may take, once a connection is open or the head has begun."""


class BoundedProtocol(HttpToolsProtocol):
    """HTTP/1.1 as uvicorn speaks it, with bounds on the head of a request."""

    _begun = False
    """Whether a head has begun and not ended."""
    _read = 0
    """How many bytes came since the part in which it began."""
    _refused = False
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begins to wait for the first request."""
        super().connection_made(transport)
        self._timer = self.loop.call_later(_HEAD_S, self._too_slow)

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits no longer."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Reads on; a head that is not all there yet must soon be."""
        if self._refused:
            return
        goes_on = self._begun
        super().data_received(data)
        if self._begun and not self.transport.is_closing():
            self._read += len(data) if goes_on else 0  # a part may hold a body before it
            if self._read > LONGEST_HEAD:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            elif self._timer is None:
                self._timer = self.loop.call_later(_HEAD_S, self._too_slow)

    def on_message_begin(self) -> None:
        """A head begins."""
        self._begun = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is there: passes the request on, unless it is too long."""
        self._wait_no_longer()
        self._begun = False
        self._read = 0
        if len(self.url) + sum(len(n) + len(v) for n, v in self.headers) > LONGEST_HEAD:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Takes a part of the body."""
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is all there."""
        if not self._refused:
            super().on_message_complete()

    def _wait_no_longer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        self._timer = None
        if self.cycle is not None and not self.cycle.response_complete:
            self._timer = self.loop.call_later(_HEAD_S, self._too_slow)  # not into an answer
        elif self._begun:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
        else:
            self.transport.close()

    def _refuse(self, status: HTTPStatus) -> None:
        """Answers with a problem (RFC 9457) and closes, before any request reached the program."""
        self._refused = True
        problem = {"type": "about:blank", "title": status.phrase, "status": int(status)}
        body = json.dumps(problem).encode()
        head = (
            f"HTTP/1.1 {int(status)} {status.phrase}\r\nContent-Type: application/problem+json\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
