"""The server's side of the workers: who answers next, and who is stopped.

A query that is slow does not take the others' place: after `_PATIENCE` seconds of waiting, a
query gets a worker beyond the usual number, up to `_MOST` times as many.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from cooperation_kg.errors import StoreError
from cooperation_kg.settings import Settings
from cooperation_kg.store.model import Store
from cooperation_kg.store.nursery import Nursery, Worker
from cooperation_kg.store.refusals import (
    QueryRefusedError,
    Reason,
    StoreFailedError,
    refusal,
)
from cooperation_kg.store.wire import Head, Request
from cooperation_kg.store.work import ACCOUNT, Account

__all__ = ["Answer", "QueryService", "WorkerPool", "answer_now"]

_LOG = logging.getLogger("cooperation_kg.store")
_PATIENCE = 0.2
_MOST = 3
_LOOK_S = 1.0
_RENEWALS = 3
"""How often a renewal is tried: one may have begun before the change, and one may fail."""


_Coming = asyncio.Future[Worker | None]
"""A worker that comes free, or None for the place of one that ended."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query.

    Attributes:
        head: its kind and format, and whether the row limit cut it where that is known.
        version: the version of the dataset it was drawn from.
        body: its bytes; those of a long answer while they are made. Reading them raises
            `QueryLimitError` when the time is over.
    """

    head: Head
    version: str
    body: bytes | AsyncGenerator[bytes, None]


class QueryService(Protocol):
    """Answers queries within limits, for a server that has other things to do meanwhile."""

    @property
    def version(self) -> str:
        """The version of the dataset that is served."""
        ...

    async def start(self) -> None:
        """Makes ready."""
        ...

    async def answer(self, request: Request) -> Answer:
        """Answers a query.

        Raises:
            QueryRefusedError: it is malformed, or asks for what is refused.
            QueryLimitError: it took too long, too much, had no turn, or its account (`work`) is
                overdrawn.
            StoreError: the dataset cannot be read.
        """
        ...

    async def refresh(self) -> None:
        """Waits until queries see what the store holds."""
        ...

    async def close(self) -> None:
        """Stops everything."""
        ...


class WorkerPool:
    """Answers queries of an embedded store in worker processes.

    When another process exchanges the dataset, the next queries see it: a new nursery loads it
    beside the old one, which ends with its last query.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._nursery: Nursery | None = None
        self._idle: list[Worker] = []
        self._waiting: deque[_Coming] = deque()
        self._workers = 0
        self._watch: asyncio.Task[None] | None = None
        self._renewal: asyncio.Task[None] | None = None

    @property
    def version(self) -> str:
        """The version of the dataset that is served."""
        return self._nursery.version if self._nursery else self._store.version

    async def start(self) -> None:
        """Loads the dataset, and forks the first worker.

        Raises:
            StoreError: the dataset cannot be read.
        """
        nursery = Nursery(self._store, self._settings)
        await nursery.ready()
        self._nursery = nursery
        self._leave(await self._fork(), True)
        self._watch = asyncio.create_task(self._watched())

    async def answer(self, request: Request) -> Answer:
        """Answers a query; see `QueryService.answer`."""
        account = ACCOUNT.get()
        if account is not None:
            account.admit()
        worker = await self._take()
        turn = _Turn(worker, self._settings, self._leave, account)
        try:
            with turn.explained():
                head, body = await worker.ask(request)
        except (QueryRefusedError, StoreFailedError):
            turn.end(usable=True)
            raise
        except BaseException:
            turn.end(usable=False)
            raise
        version = worker.nursery.version
        if body is None:
            return Answer(head, version, _rest(worker, turn))
        turn.end(usable=True)
        return Answer(head, version, body)

    async def _take(self) -> Worker:
        """A worker whose turn it is.

        Raises:
            QueryLimitError: none came free in time.
        """
        usual, limit = self._settings.workers, self._settings.query_wait_limit_s
        patience = min(_PATIENCE, limit)
        for allowed, seconds in ((usual, patience), (usual * _MOST, limit - patience)):
            if self._idle:
                return self._idle.pop()
            if self._workers < allowed:
                return await self._fork()
            with contextlib.suppress(TimeoutError):
                return await self._next_idle(seconds) or await self._fork()
        raise refusal(Reason.BUSY, seconds=limit)

    async def _next_idle(self, seconds: float) -> Worker | None:
        """The next worker that comes free, or None for the place of one that ended.

        Raises:
            TimeoutError: there is neither in so many seconds.
        """
        loop = asyncio.get_running_loop()
        coming: _Coming = loop.create_future()
        self._waiting.append(coming)
        timer = loop.call_later(seconds, _give_up, coming)
        try:
            return await coming
        except asyncio.CancelledError:
            came = coming.done() and not coming.cancelled() and not coming.exception()
            if came and (worker := coming.result()):
                self._leave(worker, True)
            raise
        finally:
            timer.cancel()

    def _next_waiting(self) -> _Coming | None:
        """Who has waited longest, and waits no longer."""
        while self._waiting:
            coming = self._waiting.popleft()
            if not coming.done():
                return coming
        return None

    async def _fork(self) -> Worker:
        if self._nursery is None:
            raise StoreError("the store is closed")
        self._workers += 1
        try:
            return await self._nursery.fork()
        except BaseException:
            self._workers -= 1
            raise

    def _leave(self, worker: Worker, usable: bool) -> None:
        """A worker has ended its query, or is to end itself."""
        current = worker.nursery is self._nursery
        coming = self._next_waiting()
        wanted = self._workers <= self._settings.workers or coming is not None
        if usable and current and wanted:
            if coming is not None:
                coming.set_result(worker)
            else:
                self._idle.append(worker)
            return
        worker.kill()
        self._workers -= 1
        if coming is not None:
            coming.set_result(None)
        if not current:
            worker.nursery.close_when_childless()

    # -- another dataset ---------------------------------------------------------------------------

    async def _watched(self) -> None:
        """Sees, once a second, whether the dataset was exchanged, or its process is gone.

        Not when queries come: answers that are kept must be forgotten without any.
        """
        while True:
            await asyncio.sleep(_LOOK_S)
            with contextlib.suppress(StoreError):  # what is served stays served
                renewing = self._renewal is not None and not self._renewal.done()
                gone = self._nursery is not None and self._nursery.gone
                if not renewing and (gone or self._store.version != self.version):
                    self._renewal = asyncio.create_task(self._renew())

    async def _renew(self) -> None:
        before = self._nursery
        with contextlib.suppress(StoreError):
            nursery = Nursery(self._store, self._settings)
            await nursery.ready()
            self._nursery = nursery
            while self._idle:
                self._leave(self._idle.pop(), False)
            if before is not None:
                before.close_when_childless()

    async def refresh(self) -> None:
        """Waits until queries see what the store holds; see `QueryService.refresh`."""
        for _ in range(_RENEWALS):
            if self._store.version == self.version:
                return
            if self._renewal is None or self._renewal.done():
                self._renewal = asyncio.create_task(self._renew())
            await asyncio.shield(self._renewal)
        _LOG.error("what was changed is not served yet; it is tried again every second")

    async def close(self) -> None:
        """Ends all workers and the process that holds the dataset."""
        for task in (self._watch, self._renewal):
            if task is not None:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
        nursery, self._nursery = self._nursery, None
        if nursery is not None:
            nursery.close()


class _Turn:
    """The time one query has at a worker, from which it may be gone when the time is over."""

    def __init__(
        self,
        worker: Worker,
        settings: Settings,
        leave: Callable[[Worker, bool], None],
        account: Account | None,
    ) -> None:
        self._worker = worker
        self._settings = settings
        self._leave = leave
        self._ended = False
        self._over = False
        self._account = account
        self._start = time.monotonic()
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(settings.query_time_limit_s, self._stop)

    def _stop(self) -> None:
        self._over = True
        self.end(usable=False)

    def end(self, *, usable: bool) -> None:
        """Gives the worker back, once; unless it is usable, it is killed."""
        if not self._ended:
            self._ended = True
            self._timer.cancel()
            if self._account is not None:
                self._account.charge(time.monotonic() - self._start)
            self._leave(self._worker, usable)

    @contextlib.contextmanager
    def explained(self) -> Iterator[None]:
        """Puts the reason in the place of the broken connection."""
        try:
            yield
        except OSError:
            if self._over:
                seconds = self._settings.query_time_limit_s
                raise refusal(Reason.TIME, seconds=seconds) from None
            megabytes = self._settings.query_memory_limit_mb
            raise refusal(Reason.MEMORY, megabytes=megabytes) from None


def _give_up(coming: _Coming) -> None:
    if not coming.done():
        coming.set_exception(TimeoutError())


async def _rest(worker: Worker, turn: _Turn) -> AsyncGenerator[bytes, None]:
    """The parts of a long answer; if nobody reads them, the turn ends with its time."""
    usable = False
    try:
        with turn.explained():
            async for part in worker.parts():
                yield part
        usable = True
    finally:
        turn.end(usable=usable)


def answer_now(
    store: Store, settings: Settings, request: Request, send: Callable[[bytes], object]
) -> Head:
    """Answers one query from a program that does nothing else meanwhile, within the same limits.

    Raises:
        QueryRefusedError, QueryLimitError, StoreError: as `QueryService.answer`.
    """

    async def run() -> Head:
        pool = WorkerPool(store, settings)
        try:
            await pool.start()
            answer = await pool.answer(request)
            if isinstance(answer.body, bytes):
                send(answer.body)
            else:
                async for part in answer.body:
                    send(part)
            return answer.head
        finally:
            await pool.close()

    return asyncio.run(run())
