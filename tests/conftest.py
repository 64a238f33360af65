"""What many tests share: the corpus, where it is present; the published dataset; a listener."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cooperation_kg.graph.dataset import Dataset, Folders, assemble
from cooperation_kg.graph.terms import Names

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of source documents; tests over it are skipped where it is missing."""
    named = os.environ.get("COOPERATION_KG_CORPUS", "")
    folder = Path(named) if named else ROOT.parent / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip("the source documents are not here: set COOPERATION_KG_CORPUS to their folder")
    return folder


@pytest.fixture(scope="session")
def dataset(root: Path) -> Dataset:
    """The dataset of the repository's own data, which takes seconds to make."""
    return assemble(Folders(root / "data", root / "ontology"), Names())


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
