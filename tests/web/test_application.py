"""What holds for every address of the application."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import Quad
from starlette.testclient import TestClient

from cooperation_kg.errors import StoreError
from cooperation_kg.settings import Settings
from cooperation_kg.store import DiskStore, MemoryStore
from cooperation_kg.store.pool import Answer
from cooperation_kg.store.refusals import Reason, refusal
from cooperation_kg.store.wire import Request
from cooperation_kg.web import create_app


class Failing:
    """A query service in trouble."""

    version = "none"

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def answer(self, _: Request) -> Answer:
        raise self._error


def failing(error: Exception) -> TestClient:
    app = create_app(MemoryStore(), Settings(), query_service=Failing(error))
    return TestClient(app, raise_server_exceptions=False)


def test_health(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "live"}
    ready = client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["status"] == "ready"


def test_not_ready_without_a_store() -> None:
    with failing(StoreError("/secret/place: gone")) as client:
        assert client.get("/health/live").status_code == 200
        response = client.get("/health/ready")
        assert response.status_code == 503
        assert "secret" not in response.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError("/secret/place"), 500),
        (StoreError("/secret/place is damaged"), 503),
        (refusal(Reason.BUSY, seconds=5.0), 503),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_nothing_internal_is_told(error: Exception, status: int, accept: str) -> None:
    with failing(error) as client:
        response = client.get("/sparql?query=ASK%7B%7D", headers={"accept": accept})
        assert response.status_code == status
        assert "secret" not in response.text
        assert "Traceback" not in response.text
        assert "default-src 'none'" in response.headers["content-security-policy"]
        if status == 503:
            assert int(response.headers["retry-after"]) > 0


@pytest.mark.parametrize("path", ["/nowhere", "/static/../../settings.py", "/static/none.css"])
def test_what_is_not_there_is_a_problem(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    page = client.get(path, headers={"accept": "text/html", "accept-language": "en"})
    assert page.status_code == 404
    assert "Page not found" in page.text


@pytest.mark.parametrize("path", ["/sparql", "/nowhere", "/health/live", "/static/style.css"])
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/", "GET, HEAD, OPTIONS"),
        ("/sparql", "GET, HEAD, POST, OPTIONS"),
        ("/health/live", "GET, HEAD, OPTIONS"),
        ("/metrics", "GET, HEAD, OPTIONS"),
        ("/questions/actions", "GET, HEAD, OPTIONS"),
        ("/static/style.css", "GET, HEAD, OPTIONS"),
        ("/openapi.json", "GET, HEAD, OPTIONS"),
    ],
)
def test_every_address_says_what_it_takes(client: TestClient, path: str, methods: str) -> None:
    preflight = {"origin": "https://example.org", "access-control-request-method": "GET"}
    response = client.options(path, headers=preflight)
    assert (response.status_code, response.headers["allow"]) == (204, methods)
    assert response.headers["access-control-allow-origin"] == "*"
    assert "GET" in response.headers["access-control-allow-methods"]
    refused = client.delete(path)
    assert (refused.status_code, refused.headers["allow"]) == (405, methods)


def test_no_address_is_without_options(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"]:
        response = client.options(re.sub(r"{.*?}", "x", path))
        assert response.status_code in {204, 404}, path


def test_the_interface_is_described(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert {"/sparql", "/health/live", "/health/ready"} <= set(described["paths"])
    assert set(described["paths"]["/sparql"]) == {"get", "post"}


def test_pages_name_no_other_host(client: TestClient) -> None:
    style = client.get("/static/style.css")
    assert style.status_code == 200
    assert "http" not in style.text
    page = client.get("/sparql", headers={"accept": "text/html"}).text
    assert 'src="http' not in page
    assert 'rel="stylesheet" href="/static/style.css"' in page


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, web_quads: list[Quad]
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A real server over a store on disk."""
    folder = tmp_path_factory.mktemp("live")
    DiskStore(folder).replace(web_quads)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    script = (
        "import sys, uvicorn\n"
        "from pathlib import Path\n"
        "from cooperation_kg.settings import Settings\n"
        "from cooperation_kg.store import DiskStore\n"
        "from cooperation_kg.web import create_app\n"
        "settings = Settings(query_time_limit_s=1.0, query_row_limit=10**12)\n"
        "app = create_app(DiskStore(Path(sys.argv[1])), settings)\n"
        "uvicorn.run(app, port=int(sys.argv[2]), log_level='warning')\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(folder), str(port)])
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            httpx.get(address + "/health/ready")
            break
        except httpx.TransportError:
            time.sleep(0.05)
    yield address, process
    process.send_signal(signal.SIGINT)
    assert process.wait(10) is not None


DIGITS = " ".join(f"VALUES ?{v} {{ 0 1 2 3 4 5 6 7 8 9 }}" for v in "abcdefghijkl")
HEAVY = f"SELECT (SUM(?a) AS ?n) {{ {DIGITS} }}"


def test_live_a_slow_query_is_stopped_while_others_are_answered(
    server: tuple[str, subprocess.Popen[bytes]],
) -> None:
    async def run() -> None:
        async with httpx.AsyncClient(base_url=server[0], timeout=20) as client:
            slow = [
                asyncio.create_task(client.get("/sparql", params={"query": HEAVY}))
                for _ in range(3)
            ]
            await asyncio.sleep(0.2)
            quick = await client.get("/sparql", params={"query": "ASK {}"})
            assert quick.json()["boolean"] is True
            assert not any(task.done() for task in slow)
            for response in await asyncio.gather(*slow):
                assert response.status_code == 422
                assert response.json()["type"].endswith("time-limit")

    asyncio.run(run())


def test_live_a_long_answer_is_sent_while_it_is_made(
    server: tuple[str, subprocess.Popen[bytes]],
) -> None:
    twelve_megabytes = f"""SELECT ?a ('{"x" * 4000}' AS ?t) {{
        VALUES ?a {{ {" ".join(map(str, range(3000)))} }}
    }}"""
    response = httpx.post(server[0] + "/sparql", data={"query": twelve_megabytes}, timeout=20)
    assert response.status_code == 200
    assert "row-limit-reached" not in response.headers
    assert len(response.json()["results"]["bindings"]) == 3000


def test_live_a_long_answer_that_is_stopped_is_seen_to_be_broken(
    server: tuple[str, subprocess.Popen[bytes]],
) -> None:
    endless = {"query": f"SELECT * {{ {DIGITS} }}"}
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.post(server[0] + "/sparql", data=endless, timeout=20)


def test_live_head_sends_no_body(server: tuple[str, subprocess.Popen[bytes]]) -> None:
    host, _, port = server[0].removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), 5) as connection:
        connection.sendall(
            b"HEAD /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        )
        received = b""
        while part := connection.recv(4096):
            received += part
    assert received.startswith(b"HTTP/1.1 200")
    assert received.endswith(b"\r\n\r\n")
