"""Bodies made shorter on their way: zstd or gzip, whichever the client prefers.

RFC 9110, 12.5.3 and 8.4; RFC 8878 for zstd, which is as dense as gzip in a fraction of the time.
A body that is sent while it is made is compressed while it flows. What is short, or compressed
already (pictures, archives), stays as it is.
"""

from __future__ import annotations

import asyncio
import sys
import zlib
from typing import Literal, Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cooperation_kg.web.negotiation import remembered, weights

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdCompressor
else:
    from backports.zstd import ZstdCompressor

__all__ = ["Coding", "Compression", "coding"]

Coding = Literal["zstd", "gzip", ""]

_SHORTEST = 600
"""Below about half a packet nothing is gained."""
_LONG = 1 << 17
"""From here on compressing would hold up other requests, and is done in a thread."""
_GZIP_LEVEL = 5
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_ZSTD_LEVEL = 3
_DENSE = (b"image/", b"video/", b"audio/", b"font/woff", b"application/zip", b"application/gzip")
_NOT_DENSE = b"image/svg+xml"
_EVENTS = b"text/event-stream"
"""An event is to arrive when it happens; a compressor would hold it back."""
_WITHOUT_CODING = {204, 206, 304}


@remembered
def coding(accept_encoding: str) -> Coding:
    """The content coding to answer with; empty for none.

    >>> coding("gzip, deflate, br, zstd"), coding("gzip;q=1.0, zstd;q=0.5"), coding("zstd;q=0")
    ('zstd', 'gzip', '')
    """
    given = weights(accept_encoding)
    others = given.get("*", 0.0)
    zstd, gzip = given.get("zstd", others), given.get("gzip", given.get("x-gzip", others))
    none = given.get("identity", 0.0)
    best = max(zstd, gzip, none)
    if best <= 0 or none > max(zstd, gzip):
        return ""
    return "zstd" if zstd == best else "gzip"


class Compression:
    """Compresses what the application answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, and the answer back compressed."""
        if scope["type"] == "http":
            given = [value for name, value in scope["headers"] if name == b"accept-encoding"]
            wanted = coding(b",".join(given).decode("latin-1")) if given else ""
            send = _Compressed(wanted, send)
        await self._app(scope, receive, send)


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class _Compressed:
    """An answer on its way; its head waits for the first part of the body."""

    def __init__(self, wanted: Coding, send: Send) -> None:
        self._wanted = wanted
        self._send = send
        self._head: Message | None = None
        self._compressor: _Compressor | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _may_shrink(message):
            _set(message, b"vary", _with_encoding(_header(message, b"vary")))
            if self._wanted:
                self._head = message
                return
        head, self._head = self._head, None
        body: bytes = message.get("body", b"")
        more = message.get("more_body", False)
        if head is not None:
            if more or len(body) >= _SHORTEST:
                self._compressor = _compressor(self._wanted)
                _set(head, b"content-encoding", self._wanted.encode())
            else:
                await self._send(head)
        if self._compressor is not None:
            message["body"] = await _compressed(self._compressor, body, last=not more)
            if head is not None:
                length = None if more else str(len(message["body"])).encode()
                _set(head, b"content-length", length)
                if (tag := _header(head, b"etag")) and not tag.startswith(b"W/"):
                    _set(head, b"etag", b"W/" + tag)  # other bytes than those the tag was made for
                await self._send(head)
        await self._send(message)


async def _compressed(compressor: _Compressor, body: bytes, *, last: bool) -> bytes:
    def run() -> bytes:
        return compressor.compress(body) + (compressor.flush() if last else b"")

    return await asyncio.to_thread(run) if len(body) > _LONG else run()


def _compressor(wanted: Coding) -> _Compressor:
    if wanted == "zstd":
        return ZstdCompressor(_ZSTD_LEVEL)
    return zlib.compressobj(_GZIP_LEVEL, wbits=_GZIP_WINDOW)


def _may_shrink(head: Message) -> bool:
    if head["status"] in _WITHOUT_CODING or _header(head, b"content-encoding"):
        return False
    type_ = _header(head, b"content-type")
    if not type_ or type_.startswith(_EVENTS):
        return False
    return type_.startswith(_NOT_DENSE) or not type_.startswith(_DENSE)


def _with_encoding(vary: bytes) -> bytes:
    if b"accept-encoding" in vary.lower() or vary == b"*":
        return vary
    return vary + b", Accept-Encoding" if vary else b"Accept-Encoding"


def _header(head: Message, name: bytes) -> bytes:
    for key, value in head["headers"]:
        if key == name:
            return bytes(value)
    return b""


def _set(head: Message, name: bytes, value: bytes | None) -> None:
    headers = [pair for pair in head["headers"] if pair[0] != name]
    if value is not None:
        headers.append((name, value))
    head["headers"] = headers
