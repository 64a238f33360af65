"""The head of a request, on a real connection: how long it may be and how long it may take."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

pytest.importorskip("httptools", reason="without httptools uvicorn reads heads itself")

from cooperation_kg.web import connections
from cooperation_kg.web.limits import LONGEST_HEAD


async def app(_: Scope, receive: Receive, send: Send) -> None:
    """Answers with the length of the body."""
    length, more = 0, True
    while more:
        message = await receive()
        length += len(message.get("body", b""))
        more = message.get("more_body", False)
    body = str(length).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with pytest.MonkeyPatch.context() as patch, socket.create_server(("127.0.0.1", 0)) as listening:
        patch.setattr(connections, "_HEAD_S", 0.3)
        config = uvicorn.Config(
            app, http=connections.BoundedProtocol, lifespan="off", log_level="critical"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        deadline = time.monotonic() + 10
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(10)


def said(port: int, *pieces: bytes, pause: float = 0.0) -> bytes:
    """All that is answered to some pieces of a request, until the connection is closed."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(pause)
        connection.settimeout(10)
        while part := connection.recv(65536):
            received += part
    return received


def test_requests_are_answered_as_ever(port: int) -> None:
    whole = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde"
    last = whole.replace(b"Host", b"Connection: close\r\nHost")
    answer = said(port, whole, whole[:30], whole[30:], whole + last)
    assert answer.count(b"HTTP/1.1 200") == 4


def test_a_long_body_is_no_long_head(port: int) -> None:
    body = b"x" * (3 * LONGEST_HEAD)
    head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(
        body
    )
    assert said(port, head, body).endswith(str(len(body)).encode())


@pytest.mark.parametrize("pieces", [1, 20])
@pytest.mark.parametrize("beginning", [b"GET /?", b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: "])
def test_a_head_that_is_too_long_is_refused(port: int, beginning: bytes, pieces: int) -> None:
    piece = b"x" * (LONGEST_HEAD // pieces + 1)
    ending = b"\r\n\r\n" if b"\r" in beginning else b" HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        received = b""
        try:
            for part in (beginning, *[piece] * pieces, ending):
                connection.sendall(part)
            while part := connection.recv(65536):
                received += part
        except ConnectionError:  # it is closed before all of it was sent
            pass
    if received:
        head, _, body = received.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 431 ")
        assert json.loads(body)["status"] == 431


@pytest.mark.parametrize("sent", [b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_a_head_that_does_not_end_is_not_waited_for(port: int, sent: bytes) -> None:
    assert said(port, sent).startswith(b"HTTP/1.1 408 ")


def test_a_second_head_is_not_waited_for_either(port: int) -> None:
    whole = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    answer = said(port, whole, b"GET / HTTP/1.1\r\nX-Slow: ")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"HTTP/1.1 408 " in answer


def test_a_connection_that_says_nothing_is_closed(port: int) -> None:
    assert said(port) == b""
