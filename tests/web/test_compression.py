"""Which coding is chosen, and that what arrives is what was sent."""

from __future__ import annotations

import gzip
import sys
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from cooperation_kg.web.compression import Compression, coding

if sys.version_info >= (3, 14):
    from compression.zstd import ZstdDecompressor
else:
    from backports.zstd import ZstdDecompressor

TEXT = "".join(f"ligne {number} de la convention\n" for number in range(500)).encode()
LONG = TEXT * 40


async def whole(request: Request) -> Response:
    given = request.query_params
    body = {"short": b"court", "long": LONG}.get(given.get("size", ""), TEXT)
    headers = {name: given[name] for name in ("etag", "vary", "content-encoding") if name in given}
    return Response(
        body, int(given.get("status", 200)), headers, media_type=given.get("type", "text/csv")
    )


async def parts(_: Request) -> Response:
    async def body() -> AsyncIterator[bytes]:
        for start in range(0, len(TEXT), 1000):
            yield TEXT[start : start + 1000]

    return StreamingResponse(body(), media_type="text/csv")


CLIENT = TestClient(Compression(Starlette(routes=[Route("/whole", whole), Route("/parts", parts)])))


def get(path: str, accept: str) -> tuple[Response, bytes]:
    with CLIENT.stream("GET", path, headers={"accept-encoding": accept}) as response:
        return response, b"".join(response.iter_raw())


def unpacked(response: Response, raw: bytes) -> bytes:
    match response.headers.get("content-encoding"):
        case "gzip":
            return gzip.decompress(raw)
        case "zstd":
            packed = ZstdDecompressor()
            body = packed.decompress(raw)
            assert packed.eof
            return body
    return raw


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("GZIP;q=0.8, zstd;q=0.5", "gzip"),
        ("zstd;q=0, gzip;q=0", ""),
        ("*", "zstd"),
        ("zstd;q=0, *;q=0.5", "gzip"),
        ("br", ""),
        ("identity, gzip;q=0.5", ""),
        ("gzip;q=nonsense", ""),
    ],
)
def test_the_coding_is_the_one_preferred(accept: str, chosen: str) -> None:
    assert coding(accept) == chosen


@pytest.mark.parametrize("accept", ["gzip", "zstd", "identity"])
@pytest.mark.parametrize(
    ("path", "content"), [("/whole", TEXT), ("/whole?size=long", LONG), ("/parts", TEXT)]
)
def test_what_arrives_is_what_was_sent(accept: str, path: str, content: bytes) -> None:
    response, raw = get(path, accept)
    assert unpacked(response, raw) == content
    assert response.headers["vary"] == "Accept-Encoding"
    if accept == "identity":
        assert "content-encoding" not in response.headers
    else:
        assert response.headers["content-encoding"] == accept
        assert len(raw) < len(content) / 5
    if path != "/parts":
        assert int(response.headers["content-length"]) == len(raw)


@pytest.mark.parametrize(
    "path",
    [
        "/whole?size=short",
        "/whole?type=image/png",
        "/whole?type=application/zip",
        "/whole?content-encoding=br",
        "/whole?status=206",
    ],
)
def test_what_would_not_shrink_stays_as_it_is(path: str) -> None:
    response, raw = get(path, "gzip, zstd")
    assert response.headers.get("content-encoding") in {None, "br"}
    assert raw in {TEXT, b"court"}


def test_a_drawing_shrinks() -> None:
    assert get("/whole?type=image/svg%2Bxml", "gzip")[0].headers["content-encoding"] == "gzip"


def test_other_bytes_have_no_strong_tag_of_the_first() -> None:
    assert get('/whole?etag="a"', "gzip")[0].headers["etag"] == 'W/"a"'
    assert get('/whole?etag="a"', "identity")[0].headers["etag"] == '"a"'


def test_what_it_varies_by_already_stays_said() -> None:
    assert get("/whole?vary=Accept", "gzip")[0].headers["vary"] == "Accept, Accept-Encoding"
    assert get("/whole?vary=*", "gzip")[0].headers["vary"] == "*"
