"""The nursery and the workers, as the server sees them; their own side is `worker`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

from cooperation_kg.errors import StoreError
from cooperation_kg.settings import Settings
from cooperation_kg.store.disk import DiskStore
from cooperation_kg.store.model import Store
from cooperation_kg.store.wire import FRAME, HEAD, Head, Request, read_refusal
from cooperation_kg.store.worker import ORDER

__all__ = ["Nursery", "Worker"]

_UNREAD = 1 << 20
"""How much of an answer is taken in before somebody reads it."""


class Nursery:
    """The process that forks the workers of one version of the dataset."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.version = store.version
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock: int | None = None
        self._turn = asyncio.Lock()
        self._children = 0
        self._kind, path = self._source(store, settings.memory_quads_limit)
        self._control, theirs = socket.socketpair()
        self._control.setblocking(False)
        memory = str(settings.query_memory_limit_mb)
        command = [sys.executable, "-m", "cooperation_kg.store.worker"]
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [*command, str(theirs.fileno()), memory, self._kind, str(path)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    def _source(self, store: Store, memory_quads_limit: int) -> tuple[str, Path]:
        if isinstance(store, DiskStore):
            dataset, self._lock = store.shared()
            self.version = dataset.version
            if dataset.quads > memory_quads_limit:
                return "disk", dataset.index
            return "memory", dataset.file
        self._folder = tempfile.TemporaryDirectory(prefix="cooperation-kg-")
        file = Path(self._folder.name) / "dataset.nq"
        with file.open("wb") as output:
            store.dump(output)
        return "memory", file

    @property
    def gone(self) -> bool:
        """Whether the process ended by itself."""
        return self._process.poll() is not None

    async def ready(self) -> None:
        """Waits until the dataset is loaded.

        Raises:
            StoreError: it could not be.
        """
        loop = asyncio.get_running_loop()
        said = await loop.sock_recv(self._control, 256)
        if said != b"+":
            self.close()
            detail = said[1:].decode(errors="replace") or "the process that reads it ended"
            raise StoreError(f"the store cannot be read ({detail}); run: cooperation-kg build")
        if self._kind == "memory":
            self._let_go()

    async def fork(self) -> Worker:
        """A new worker.

        Raises:
            StoreError: the nursery is gone.
        """
        loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        async with self._turn:
            try:
                with theirs:
                    socket.send_fds(self._control, [b"F".ljust(ORDER)], [theirs.fileno()])
                pid = int.from_bytes(await loop.sock_recv(self._control, 8), "big")
            except OSError as error:
                ours.close()
                raise StoreError("the process that holds the dataset ended; start again") from error
        worker = Worker(self, pid)
        await loop.create_unix_connection(lambda: worker, sock=ours)
        self._children += 1
        return worker

    def bury(self, pid: int) -> None:
        """Has the nursery take note that its child is dead."""
        self._children -= 1
        with contextlib.suppress(OSError):
            self._control.send(b"B" + pid.to_bytes(ORDER - 1, "big"))

    def close_when_childless(self) -> None:
        """Ends the process, unless a worker is still at its query."""
        if self._children == 0:
            self.close()

    def close(self) -> None:
        """Ends the process, and with it all its workers."""
        self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._process.kill()
        self._process.wait()
        self._let_go()

    def _let_go(self) -> None:
        """What the dataset was read from is not needed any more."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


class Worker(asyncio.Protocol):
    """One worker process, as the server sees it: one query at a time."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self.nursery = nursery
        self.alive = True
        self._pid = pid
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._wanted: asyncio.Future[None] | None = None
        self._lost = False

    async def ask(self, request: Request) -> tuple[Head, bytes | None]:
        """The head of the answer, and its body where it is whole.

        Raises:
            ConnectionError: the process ended.
            QueryRefusedError, QueryLimitError, StoreFailedError: what it says.
        """
        if self._transport is None or self._lost:
            raise ConnectionResetError
        self._transport.write(request.to_frame())
        letter, payload = await self._frame()
        if letter == b"X":
            raise read_refusal(payload)
        head = Head.from_packed(payload)
        return head, payload[HEAD.size :] if letter == b"A" else None

    async def parts(self) -> AsyncIterator[bytes]:
        """The parts of a long answer."""
        while True:
            letter, payload = await self._frame()
            if letter == b"E":
                return
            if letter == b"X":
                raise read_refusal(payload)
            yield payload

    async def _frame(self) -> tuple[bytes, bytes]:
        while (end := self._end()) is None:
            if self._lost:
                raise ConnectionResetError
            self._wanted = self._loop.create_future()
            if self._transport is not None:
                self._transport.resume_reading()
            await self._wanted
        letter = bytes(self._buffer[:1])
        payload = bytes(memoryview(self._buffer)[FRAME.size : end])
        del self._buffer[:end]
        return letter, payload

    def _end(self) -> int | None:
        """Where the first frame ends; None while it is not all there."""
        if len(self._buffer) < FRAME.size:
            return None
        end: int = FRAME.size + FRAME.unpack_from(self._buffer)[1]
        return end if len(self._buffer) >= end else None

    # -- what the event loop calls -----------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Takes the connection."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Takes what the process sent; while nobody wants it, no more than `_UNREAD` bytes."""
        self._buffer += data
        if self._wanted is None:
            if len(self._buffer) > _UNREAD and self._transport is not None:
                self._transport.pause_reading()
        elif self._end() is not None:
            self._wake()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Tells whoever waits."""
        self._lost = True
        self._wake()

    def _wake(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and not wanted.done():
            wanted.set_result(None)

    def kill(self) -> None:
        """Ends the process at once; its number is free again only after it is buried."""
        if self.alive:
            self.alive = False
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            if self._transport is not None:
                self._transport.abort()
            self.nursery.bury(self._pid)
