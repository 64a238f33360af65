"""The invented dataset, and every store over it."""

from __future__ import annotations

import dataclasses
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from cooperation_kg.settings import Settings
from cooperation_kg.store import DiskStore, MemoryStore, Store

DATA = Path(__file__).with_name("conventions.trig")


@pytest.fixture
def quads() -> list[Quad]:
    return list(parse(path=DATA, format=RdfFormat.TRIG))


@pytest.fixture(params=["memory", "disk"])
def empty_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    store: Store = MemoryStore() if request.param == "memory" else DiskStore(tmp_path / "store")
    with store:
        yield store


@pytest.fixture
def store(empty_store: Store, quads: list[Quad]) -> Store:
    empty_store.replace(quads)
    return empty_store


@pytest.fixture
def quick() -> Settings:
    """Settings under which a test need not wait."""
    return dataclasses.replace(Settings(), query_time_limit_s=0.5, query_wait_limit_s=1.0)


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """An HTTP server that notes who calls."""
    calls: list[str] = []
    server = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def listen() -> None:
        server.settimeout(0.1)
        while not stop.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                calls.append(connection.recv(200).decode())
                connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls
    stop.set()
    thread.join()
    server.close()
