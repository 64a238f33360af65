"""A real server in a process of its own, over a store on disk."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from pyoxigraph import Quad

from cooperation_kg.store import DiskStore

TOKEN = "a-token-for-tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
_SCRIPT = """
import json, sys
from pathlib import Path
from cooperation_kg.settings import Settings
from cooperation_kg.store import DiskStore
from cooperation_kg.web.server import run
folder, port, given = sys.argv[1:]
settings = Settings(**json.loads(given))
run(DiskStore(Path(folder)), settings, host="127.0.0.1", port=int(port), tell=lambda _: None)
"""


@contextmanager
def live(folder: Path, quads: Iterable[Quad], settings: str = "{}") -> Iterator[str]:
    """The address of a server over these quads; `settings` are fields of `Settings`, as JSON."""
    DiskStore(folder).replace(quads)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _SCRIPT, str(folder), str(port), settings]
    process = subprocess.Popen(command)
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                httpx.get(address + "/health/ready")
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(15)
