"""How the server is run: on what, and whom it believes about the client's address."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
import uvicorn

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import server


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> list[uvicorn.Config]:
    """The configurations that servers would have been run with."""
    found: list[uvicorn.Config] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, **_: found.append(self.config))
    return found


def run(settings: Settings) -> list[str]:
    told: list[str] = []
    server.run(MemoryStore(), settings, host="127.0.0.1", port=0, tell=told.append)
    return told


def test_by_default_no_proxy_is_believed(configured: list[uvicorn.Config]) -> None:
    told = run(Settings())
    assert told[0].startswith("http://127.0.0.1:")
    assert configured[0].proxy_headers is False


def test_proxies_are_believed_where_the_setting_names_them(
    configured: list[uvicorn.Config],
) -> None:
    run(Settings(trusted_proxies="10.0.0.0/8"))
    assert configured[0].proxy_headers is True
    assert configured[0].forwarded_allow_ips == "10.0.0.0/8"


def test_no_request_is_logged_and_connections_are_bounded(
    configured: list[uvicorn.Config],
) -> None:
    run(Settings())
    config = configured[0]
    assert config.access_log is False
    assert config.limit_concurrency is not None
    assert config.server_header is False


@pytest.mark.skipif(find_spec("httptools") is None, reason="httptools is not here")
def test_heads_are_bounded_with_the_parser_in_c(configured: list[uvicorn.Config]) -> None:
    run(Settings())
    assert getattr(configured[0].http, "__name__", "") == "BoundedProtocol"


def test_without_the_parser_in_c_another_reads(
    configured: list[uvicorn.Config], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "find_spec", lambda _: None)
    run(Settings())
    assert configured[0].http == "h11"
    assert configured[0].h11_max_incomplete_event_size == 1 << 17
