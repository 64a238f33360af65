"""The processes that work queries out, so that a query can be stopped by killing its process.

The engine has no way to cancel a query. The server therefore starts a nursery, a process that
holds the dataset and does nothing but fork; each fork is a worker, which shares the nursery's
memory, starts in milliseconds, answers one query after the other, and can be killed at any time.
A worker of a large dataset opens the index on disk instead, read-only.

Run as `python -m cooperation_kg.store.worker SOCKET MEMORY_MB {memory|disk} PATH`.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from cooperation_kg.store.confinement import confine, die_with_parent
from cooperation_kg.store.engine import evaluate
from cooperation_kg.store.formats import FORMATS, format_named, write
from cooperation_kg.store.model import Boolean, Graph, Kind, Results
from cooperation_kg.store.refusals import (
    QueryLimitError,
    QueryRefusedError,
    Reason,
    StoreFailedError,
    refusal,
)
from cooperation_kg.store.wire import FRAME, Head, Request, frame, refusal_frame

__all__ = ["HELD_BACK", "ORDER", "main"]

ORDER = 9
"""The length of an order to the nursery: a letter, and the number of a process."""

HELD_BACK = 8 << 20
"""Answers up to this many bytes are sent when they are whole, so that their head is complete."""

_PART = 1 << 16


def main(arguments: list[str]) -> None:
    """The life of a nursery: load, then fork (`F`) and bury (`B`) until the server is gone."""
    descriptor, memory_mb, kind, path = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes
    control = socket.socket(fileno=int(descriptor))
    open_store: Callable[[], ox.Store]
    try:
        if kind == "memory":
            held = _loaded(Path(path))
            open_store = lambda: held  # noqa: E731
        else:
            ox.Store.read_only(path)
            open_store = lambda: ox.Store.read_only(path)  # noqa: E731
    except (OSError, RuntimeError, SyntaxError) as error:
        control.sendall(b"!" + str(error).encode()[:200])
        return
    gc.collect()
    gc.freeze()
    control.sendall(b"+")
    _nurse(control, open_store, int(memory_mb))


def _loaded(file: Path) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=file, format=ox.RdfFormat.N_QUADS, lenient=True)
    return store


def _nurse(control: socket.socket, open_store: Callable[[], ox.Store], memory_mb: int) -> None:
    children: set[int] = set()
    try:
        while True:
            message, descriptors, _, _ = socket.recv_fds(control, ORDER, 1, socket.MSG_WAITALL)
            if message[:1] == b"F":
                child = os.fork()
                if child == 0:
                    _work(control, descriptors[0], open_store, memory_mb)
                children.add(child)
                os.close(descriptors[0])
                control.sendall(child.to_bytes(8, "big"))
            elif message[:1] == b"B":
                child = int.from_bytes(message[1:], "big")
                os.waitpid(child, 0)
                children.discard(child)
            else:
                break
    finally:
        for child in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)


def _work(
    control: socket.socket, descriptor: int, open_store: Callable[[], ox.Store], memory_mb: int
) -> None:
    """The life of a worker; it never returns into the nursery's code."""
    status = 1
    try:
        die_with_parent()
        control.close()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the engine's last words when memory ends
        server = socket.socket(fileno=descriptor)
        store = open_store()
        confine(memory_mb)
        incoming = server.makefile("rb")
        while beginning := incoming.read(FRAME.size):
            _, length = FRAME.unpack(beginning)
            _answer(store, Request.from_json(incoming.read(length)), server)
        status = 0
    finally:
        os._exit(status)


def _answer(store: ox.Store, request: Request, server: socket.socket) -> None:
    try:
        results = evaluate(
            store,
            request.sparql,
            dataset=request.dataset,
            base_iri=request.base_iri,
            limits=request.limits,
        )
        kind = _kind(results)
        into = format_named(request.formats.get(kind, ""), kind)
        if into is None:
            there_are = ", ".join(one.name for one in FORMATS if kind in one.kinds)
            raise refusal(Reason.NOT_ACCEPTABLE, kind=kind, formats=there_are)
        outgoing = _Outgoing(server, kind, into.name)
        outgoing.end(cut=write(results, into, outgoing.send, request.row_limit))
    except (QueryRefusedError, QueryLimitError, StoreFailedError) as error:
        server.sendall(refusal_frame(error))


def _kind(results: Results) -> Kind:
    if isinstance(results, Boolean):
        return Kind.BOOLEAN
    return Kind.GRAPH if isinstance(results, Graph) else Kind.SOLUTIONS


class _Outgoing:
    """An answer on its way: whole where it is short, in parts where it is long."""

    def __init__(self, server: socket.socket, kind: Kind, format_name: str) -> None:
        self._server = server
        self._kind = kind
        self._format = format_name
        self._held: list[bytes] = []
        self._size = 0
        self._streaming = False

    def send(self, piece: bytes) -> None:
        self._held.append(piece)
        self._size += len(piece)
        if self._size > (_PART if self._streaming else HELD_BACK):
            if not self._streaming:
                self._streaming = True
                head = Head(self._kind, self._format, None)
                self._server.sendall(frame(b"H", head.packed()))
            self._flush()

    def _flush(self) -> None:
        self._server.sendall(frame(b"D", *self._held))
        self._held.clear()
        self._size = 0

    def end(self, *, cut: bool) -> None:
        if self._streaming:
            self._flush()
            self._server.sendall(frame(b"E"))
            return
        head = Head(self._kind, self._format, cut)
        self._server.sendall(frame(b"A", head.packed(), *self._held))


if __name__ == "__main__":
    main(sys.argv[1:])
