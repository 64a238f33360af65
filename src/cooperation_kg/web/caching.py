"""Answers that are kept, and told apart: a cache of bytes, entity tags, `304 Not Modified`, HEAD.

**How a route becomes cacheable.** It answers a GET with status 200 and `Cache-Control: public`
(`CACHEABLE` has the whole header). By that it promises that the answer follows from nothing but

- the address: scheme, host, path, query string;
- `Accept`, and `Accept-Language` as `negotiation.language` reads it;
- the dataset that is served, and the program and its settings.

No clock, no client, no other header. Then, without a line more in the route:

- the answer gets a strong `ETag` and `Vary`, and a request that brings the tag back is answered
  with 304 before any work is done;
- the answer is kept, compressed as it was sent, and given again until the dataset changes or
  room is needed; nothing is kept of an answer that is broken off, or very long.

What sends no `public` passes through as it is. A POST of a form is a read at the paths named as
`safe_forms` and is kept by its body; it has no tag. HEAD is answered everywhere as GET is, without
the body (RFC 9110, 9.3.2), so routes need not know it.

The tag is made of the key, the version of the dataset and a number drawn when the process starts:
after that, templates, settings and the order of unordered rows may be others.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cooperation_kg.web.compression import coding
from cooperation_kg.web.negotiation import language

__all__ = ["CACHEABLE", "CacheCounts", "ResponseCache", "Versioned"]

CACHEABLE: Mapping[str, str] = {"Cache-Control": "public, no-cache"}
"""The header by which a route opts in: kept by anyone, but asked for again before it is used."""

_VARY = b"Accept, Accept-Encoding, Accept-Language"
_SAFE_FORM = b"application/x-www-form-urlencoded"
_LONGEST_FORM = 1 << 16
_LARGEST_SHARE = 8
"""No answer takes more than one part in so many of the cache."""
_OVERHEAD = 1024
"""Bytes that an entry takes beside its body and key, about."""

_Headers = list[tuple[bytes, bytes]]
_Key = tuple[object, ...]


class Versioned(Protocol):
    """What is served has a version."""

    @property
    def version(self) -> str:
        """What tells one content of the dataset from another."""
        ...


@dataclass(slots=True)
class CacheCounts:
    """What became of the requests that could be answered from the cache."""

    hits: int = 0
    misses: int = 0
    not_modified: int = 0
    entries: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    headers: _Headers
    body: bytes
    tag: bytes
    size: int


@dataclass(slots=True)
class _Asked:
    """The parts of a request that an answer may depend on."""

    key: _Key
    tags: bytes
    """The value of `If-None-Match`."""


class ResponseCache:
    """Answers from memory what was answered before.

    Args:
        app: what answers otherwise.
        dataset: knows the version of the dataset that is served.
        limit_mb: the most megabytes to keep; 0 keeps nothing, tags are made and compared still.
        safe_forms: the paths where the POST of a form is a read.
        counts: is kept up to date.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        dataset: Versioned,
        limit_mb: float,
        safe_forms: Iterable[str] = (),
        counts: CacheCounts | None = None,
    ) -> None:
        self._app = app
        self._dataset = dataset
        self._limit = int(limit_mb * (1 << 20))
        self._safe_forms = frozenset(safe_forms)
        self._counts = counts or CacheCounts()
        self._entries: OrderedDict[_Key, _Entry] = OrderedDict()
        self._version = ""
        self._start = secrets.token_bytes(8)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers from the cache, or passes the request on and keeps the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        form: bytes | None = b""
        if method == "POST" and scope["path"] in self._safe_forms:
            form, receive = await _short_form(scope, receive)
        elif method not in {"GET", "HEAD"}:
            form = None
        if form is None:
            await self._app(scope, receive, send)
            return
        version = self._dataset.version
        if version != self._version:
            self._forget_all(version)
        asked = _asked(scope, form)
        entry = self._entries.get(asked.key)
        if entry is not None:
            self._entries.move_to_end(asked.key)
        if asked.tags:
            tag = entry.tag if entry else self._tag(asked.key)
            if tag and _matches(asked.tags, tag):
                self._counts.not_modified += 1
                await send(_not_modified(tag, entry))
                await send(_END)
                return
        if entry is not None:
            self._counts.hits += 1
            await send({"type": _START, "status": 200, "headers": entry.headers.copy()})
            await send(_END if method == "HEAD" else {"type": _BODY, "body": entry.body})
            return
        outgoing = _Outgoing(self, asked.key, version, send, bodiless=method == "HEAD")
        if method == "HEAD":
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, outgoing)

    def tag_of(self, key: _Key, version: str) -> bytes | None:
        """The tag of an answer that was worked out while `version` was served.

        None where the dataset was exchanged meanwhile: nobody knows then what was read.
        """
        return self._tag(key) if version == self._version == self._dataset.version else None

    def _tag(self, key: _Key) -> bytes:
        if key[0] == "POST":
            return b""
        text = repr((self._version, key)).encode()
        return b'"' + blake2b(text, digest_size=16, key=self._start).hexdigest().encode() + b'"'

    def keep(self, key: _Key, headers: _Headers, body: bytes, tag: bytes, version: str) -> None:
        """Keeps a whole answer, and lets go of those that were not asked for longest."""
        self._counts.misses += 1
        size = len(body) + _OVERHEAD + sum(len(one) for one in key if isinstance(one, (str, bytes)))
        if version != self._version or size > self.largest:
            return
        if replaced := self._entries.pop(key, None):
            self._counts.size -= replaced.size
        self._entries[key] = _Entry(headers, body, tag, size)
        self._counts.size += size
        while self._counts.size > self._limit:
            self._counts.size -= self._entries.popitem(last=False)[1].size
        self._counts.entries = len(self._entries)

    @property
    def largest(self) -> int:
        """The most bytes that one answer may take."""
        return self._limit // _LARGEST_SHARE

    def _forget_all(self, version: str) -> None:
        self._version = version
        self._entries.clear()
        self._counts.entries = self._counts.size = 0


_START = "http.response.start"
_BODY = "http.response.body"
_END: Message = {"type": _BODY, "body": b""}


class _Outgoing:
    """An answer on its way: tagged if it is cacheable, and kept once it has ended."""

    def __init__(
        self, cache: ResponseCache, key: _Key, version: str, send: Send, *, bodiless: bool
    ) -> None:
        self._cache = cache
        self._key = key
        self._version = version
        self._send = send
        self._bodiless = bodiless
        self._ended = False
        self._headers: _Headers | None = None
        self._tag = b""
        self._parts: list[bytes] = []
        self._length = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == _START:
            self._begin(message)
        elif message["type"] == _BODY:
            if self._headers is not None:
                self._collect(message)
            if self._bodiless:
                if self._ended:
                    return
                self._ended = True
                message = _END
        await self._send(message)

    def _begin(self, message: Message) -> None:
        if message["status"] != 200:
            return
        given: _Headers = list(message["headers"])
        named = dict(given)
        if b"public" not in named.get(b"cache-control", b""):
            return
        tag = self._cache.tag_of(self._key, self._version)
        if tag is None:
            return
        self._tag = named.get(b"etag", tag)
        headers = [pair for pair in given if pair[0] not in {b"vary", b"etag"}]
        headers.append((b"vary", _VARY))
        if self._tag:
            headers.append((b"etag", self._tag))
        message["headers"] = headers
        self._headers = headers.copy()

    def _collect(self, message: Message) -> None:
        part = message.get("body", b"")
        self._length += len(part)
        if self._length > self._cache.largest:
            self._headers = None
            self._parts.clear()
            return
        self._parts.append(part)
        if not message.get("more_body", False) and self._headers is not None:
            body = b"".join(self._parts)
            self._cache.keep(self._key, self._headers, body, self._tag, self._version)


def _asked(scope: Scope, form: bytes) -> _Asked:
    accept = encoding = tongue = host = tags = b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = accept + b"," + value if accept else value
        elif name == b"accept-encoding":
            encoding = encoding + b"," + value if encoding else value
        elif name == b"accept-language":
            tongue = tongue + b"," + value if tongue else value
        elif name == b"if-none-match":
            tags = tags + b"," + value if tags else value
        elif name == b"host":
            host = value
    key = (
        "POST" if scope["method"] == "POST" else "GET",
        scope["scheme"],
        host,
        scope.get("root_path", ""),
        scope["path"],
        scope["query_string"],
        accept,
        coding(encoding.decode("latin-1")),
        language(tongue.decode("latin-1")),
        form,
    )
    return _Asked(key, tags)


def _matches(tags: bytes, tag: bytes) -> bool:
    """The weak comparison, as RFC 9110, 13.1.2 asks for; `*` is left to whoever knows."""
    return any(one.strip().removeprefix(b"W/") == tag for one in tags.split(b","))


def _not_modified(tag: bytes, entry: _Entry | None) -> Message:
    """What the answer itself would say, as far as it is known: RFC 9110, 15.4.5."""
    headers: _Headers = [(b"etag", tag), (b"vary", _VARY)]
    kept = dict(entry.headers) if entry else {}
    policy = kept.get(b"cache-control", CACHEABLE["Cache-Control"].encode())
    headers.append((b"cache-control", policy))
    if (place := kept.get(b"content-location")) is not None:
        headers.append((b"content-location", place))
    return {"type": _START, "status": 304, "headers": headers}


async def _short_form(scope: Scope, receive: Receive) -> tuple[bytes | None, Receive]:
    """The body of a form if it is there at once and short, and what gives it again."""
    types = [value for name, value in scope["headers"] if name == b"content-type"]
    if len(types) != 1 or types[0].partition(b";")[0].strip().lower() != _SAFE_FORM:
        return None, receive
    first = await receive()
    body: bytes = first.get("body", b"")
    whole = first["type"] == "http.request" and not first.get("more_body", False)
    read = False

    async def again() -> Message:
        nonlocal read
        if read:
            return await receive()
        read = True
        return first

    short = whole and len(body) <= _LONGEST_FORM
    # The charset may change what the body means, so it is part of what is kept by.
    return (types[0] + b"\n" + body if short else None), again
