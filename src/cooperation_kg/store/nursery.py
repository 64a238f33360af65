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

from cooperation_kg.errors import StoreError
from cooperation_kg.settings import Settings
from cooperation_kg.store.disk import DiskStore
from cooperation_kg.store.model import Store
from cooperation_kg.store.wire import HEAD, Head, Request, read_refusal
from cooperation_kg.store.worker import ORDER

__all__ = ["Nursery", "Worker"]


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
        reader, writer = await asyncio.open_unix_connection(sock=ours, limit=1 << 20)
        self._children += 1
        return Worker(self, pid, reader, writer)

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


class Worker:
    """One worker process, as the server sees it."""

    def __init__(
        self,
        nursery: Nursery,
        pid: int,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.nursery = nursery
        self._pid = pid
        self._reader = reader
        self._writer = writer
        self.alive = True

    async def ask(self, request: Request) -> tuple[Head, bytes | None]:
        """The head of the answer, and its body where it is whole."""
        self._writer.write(request.to_frame())
        head = Head.from_json(await self._read(b"H"))
        return head, None if head.size is None else await self._read(b"D")

    async def parts(self) -> AsyncIterator[bytes]:
        """The parts of a long answer."""
        while True:
            letter, payload = await self._frame()
            if letter == b"E":
                return
            if letter == b"X":
                raise read_refusal(payload)
            yield payload

    async def _read(self, wanted: bytes) -> bytes:
        letter, payload = await self._frame()
        if letter != wanted:
            raise read_refusal(payload)
        return payload

    async def _frame(self) -> tuple[bytes, bytes]:
        letter, length = HEAD.unpack(await self._reader.readexactly(HEAD.size))
        return letter, await self._reader.readexactly(length)

    def kill(self) -> None:
        """Ends the process at once; its number is free again only after it is buried."""
        if self.alive:
            self.alive = False
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._writer.transport.abort()
            self.nursery.bury(self._pid)
