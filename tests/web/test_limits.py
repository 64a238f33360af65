"""What a request may bring, at any address."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message

from cooperation_kg.web import limits
from cooperation_kg.web.limits import BodyLimit
from cooperation_kg.web.problems import add_problem_handlers

MEGABYTE = 1 << 20


async def length(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def client() -> TestClient:
    app = Starlette(routes=[Route("/", length, methods=["GET", "POST"])])
    add_problem_handlers(app)
    app.add_middleware(BodyLimit, limit_mb=1)
    return TestClient(app, raise_server_exceptions=False)


def in_parts(megabytes: int) -> Iterator[bytes]:
    for _ in range(megabytes):
        yield b"x" * MEGABYTE


def test_up_to_the_limit_all_is_read(client: TestClient) -> None:
    assert client.post("/", content=b"x" * MEGABYTE).text == str(MEGABYTE)
    assert client.post("/", content=in_parts(1)).text == str(MEGABYTE)
    assert client.get("/").text == "0"


@pytest.mark.parametrize("announced", [True, False])
def test_what_is_too_long_is_a_problem(client: TestClient, announced: bool) -> None:
    body = b"x" * (MEGABYTE + 1) if announced else in_parts(2)
    response = client.post("/", content=body)
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"
    assert str(MEGABYTE) in response.json()["detail"]
    assert response.headers["connection"] == "close"


def test_a_body_that_never_comes_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_PART_S", 0.01)
    sent: list[Message] = []

    async def never() -> Message:
        await asyncio.sleep(60)
        raise AssertionError("nobody waits so long")

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-length", b"5"), (b"content-type", b"text/plain")]
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": headers}
    app = Starlette(routes=[Route("/", length, methods=["POST"])])
    add_problem_handlers(app)
    app.add_middleware(BodyLimit, limit_mb=1)
    asyncio.run(app(scope, never, send))
    assert sent[0]["status"] == 408
