"""The server's side of changes: one at a time, each in a process of its own, within limits."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from cooperation_kg.errors import StoreError
from cooperation_kg.settings import Settings
from cooperation_kg.store.disk import DiskStore
from cooperation_kg.store.editor import pack, read_outcome
from cooperation_kg.store.model import Change, Effect, GraphChange, Store
from cooperation_kg.store.refusals import Reason, refusal

__all__ = ["EditingService", "Editor"]


class EditingService(Protocol):
    """Makes changes within limits, for a server that has other things to do meanwhile."""

    async def change(self, change: Change) -> Effect:
        """Makes a change, all of it or nothing; the next query sees it.

        Raises:
            QueryRefusedError: it is malformed, asks for what is refused, or its condition is not
                met.
            QueryLimitError: it took too long, too much, or had no turn.
            StoreError: the dataset cannot be written.
        """
        ...


class Editor:
    """Makes the changes of an embedded store.

    Args:
        store: the dataset.
        settings: the limits.
        refresh: waits until queries see what the store holds.
    """

    def __init__(
        self, store: Store, settings: Settings, refresh: Callable[[], Awaitable[None]]
    ) -> None:
        self._store = store
        self._settings = settings
        self._refresh = refresh
        self._turn = asyncio.Lock()

    async def change(self, change: Change) -> Effect:
        """Makes a change; see `EditingService.change`."""
        # It goes on when nobody waits for it any more: what has begun holds the turn to its end.
        return await asyncio.shield(asyncio.create_task(self._in_turn(change)))

    async def _in_turn(self, change: Change) -> Effect:
        seconds = self._settings.update_time_limit_s
        try:
            await asyncio.wait_for(self._turn.acquire(), seconds)
        except TimeoutError:
            raise refusal(Reason.BUSY, seconds=seconds) from None
        try:
            return await self._change(change)
        finally:
            self._turn.release()

    async def _change(self, change: Change) -> Effect:
        if not isinstance(self._store, DiskStore):
            change = self._with_its_version_checked(change)
        async with self._on_disk() as folder:
            before = DiskStore(folder).version
            try:
                effect = await self._made(folder, change)
            except TimeoutError:
                if DiskStore(folder).version == before:
                    seconds = self._settings.update_time_limit_s
                    raise refusal(Reason.UPDATE_TIME, seconds=seconds) from None
                effect = Effect()  # its time ended just after it was done
        await self._refresh()
        return effect

    def _with_its_version_checked(self, change: Change) -> Change:
        """The copy that is changed in the place of the dataset has a version of its own."""
        if not isinstance(change, GraphChange) or change.condition.versions is None:
            return change
        if self._store.version not in change.condition.versions:
            raise refusal(Reason.CHANGED)
        return replace(change, condition=replace(change.condition, versions=None))

    async def _made(self, folder: Path, change: Change) -> Effect:
        memory_mb = self._settings.query_memory_limit_mb
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "cooperation_kg.store.editor",
            str(folder),
            str(memory_mb),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # the engine's last words when memory ends
        )
        try:
            told, _ = await asyncio.wait_for(
                process.communicate(pack(change)), self._settings.update_time_limit_s
            )
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        try:
            return read_outcome(told)
        except ValueError:
            if process.returncode and process.returncode < 0:
                raise refusal(Reason.UPDATE_MEMORY, megabytes=memory_mb) from None
            raise StoreError("the process that makes changes failed") from None

    @asynccontextmanager
    async def _on_disk(self) -> AsyncIterator[Path]:
        """The folder of the store, or of a copy that is taken over in the end."""
        if isinstance(self._store, DiskStore):
            yield self._store.folder
            return
        with tempfile.TemporaryDirectory(prefix="cooperation-kg-") as name:
            copy = DiskStore(Path(name))
            with tempfile.TemporaryFile() as file:
                self._store.dump(file)
                file.seek(0)
                copy.replace(ox.parse(file, ox.RdfFormat.N_QUADS))
            before = copy.version
            yield copy.folder
            if copy.version != before:
                self._store.replace(ox.parse(path=copy.dataset().file))
