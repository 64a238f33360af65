"""Runs the application: the socket first, so that a port in use is said before anything starts."""

from __future__ import annotations

import asyncio
import errno
import gc
import socket
from collections.abc import Callable
from importlib.util import find_spec
from typing import Literal

import uvicorn

from cooperation_kg.errors import InputError
from cooperation_kg.settings import Settings
from cooperation_kg.store import Store
from cooperation_kg.web.app import create_app
from cooperation_kg.web.limits import LONGEST_HEAD

__all__ = ["run"]

_MOST_CONNECTIONS = 1000
"""Beyond these a request is answered with 503; each may hold an answer that is not read."""


def run(
    store: Store, settings: Settings, *, host: str, port: int, tell: Callable[[str], None]
) -> None:
    """Serves a store until the process is told to end.

    Args:
        store: the dataset.
        settings: limits and addresses.
        host: the address to listen on.
        port: the port to listen on; 0 takes a free one.
        tell: is told the address once it is taken.

    Raises:
        InputError: the address or the port cannot be taken.
    """
    listening = _bound(host, port)
    with listening:
        shown = f"[{host}]" if ":" in host else host
        tell(f"http://{shown}:{listening.getsockname()[1]}/")
        app = create_app(store, settings)
        gc.collect()
        gc.freeze()  # what is there now stays: looking through it again would hold up requests
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            http=_http(),
            ws="none",
            h11_max_incomplete_event_size=LONGEST_HEAD,
            limit_concurrency=_MOST_CONNECTIONS,
            proxy_headers=settings.trusted_proxies is not None,
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=5,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _http() -> type[asyncio.Protocol] | Literal["h11"]:
    """The parser in C with bounds of ours, where it can be had, and else one that has its own."""
    if find_spec("httptools") is None:
        return "h11"
    from cooperation_kg.web.connections import BoundedProtocol  # noqa: PLC0415 - needs httptools

    return BoundedProtocol


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except socket.gaierror as error:
        raise InputError(f"--host {host}: no such address ({error.strerror})") from error
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
    except OSError as error:
        listening.close()
        raise InputError(_refused(host, port, error)) from error
    return listening


def _refused(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use on {host}; end what uses it, or give another --port"
    if error.errno == errno.EACCES:
        return f"port {port} needs more rights than you have; give a --port of 1024 or more"
    return f"cannot listen on {host}, port {port} ({error.strerror})"
