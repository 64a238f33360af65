"""The files of the dataset that is served now: made once a version, by a program of its own.

Whoever asks first waits until they are made; the server does other things meanwhile. They are kept
beside the datasets of a store on disk, else in a folder that ends with the server.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import sys
import tempfile
from pathlib import Path

from cooperation_kg.errors import StoreError
from cooperation_kg.store.disk import DiskStore
from cooperation_kg.store.dumps import Dumps, read
from cooperation_kg.store.model import Store

__all__ = ["Publication"]

_LOG = logging.getLogger("cooperation_kg.store")
_PROGRAM = "cooperation_kg.store.dumps"
_KEY = 24
"""Characters of the version that a folder is named after."""

_NOT_THERE = (OSError, ValueError, KeyError, TypeError)
"""What reading raises where the files are missing, or are not what this version writes."""


class Publication:
    """Keeps the files of the dataset at hand.

    Args:
        store: the dataset.
        base: what its own IRIs begin with.
    """

    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._base = base
        self._version = ""
        self._making: asyncio.Task[Dumps] | None = None
        self._own_folder: Path | None = None

    async def current(self) -> Dumps:
        """The files of the dataset as it is now.

        Raises:
            StoreError: they cannot be made.
        """
        return await asyncio.shield(self._task())

    async def soon(self, within_s: float) -> Dumps | None:
        """The files, or None if they are not made within a time; they are made all the same.

        Raises:
            StoreError: they cannot be made.
        """
        try:
            return await asyncio.wait_for(asyncio.shield(self._task()), within_s)
        except TimeoutError:
            return None

    async def close(self) -> None:
        """Ends what is being made, and removes what was to last as long as the server only."""
        if self._making is not None:
            self._making.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await self._making
        if self._own_folder is not None:
            shutil.rmtree(self._own_folder, ignore_errors=True)

    def _task(self) -> asyncio.Task[Dumps]:
        """What makes the files of the version there is; one at a time."""
        version = self._store.version
        if self._making is None or self._version != version or _failed(self._making):
            before, self._version = self._making, version
            self._making = asyncio.create_task(self._current(before))
        return self._making

    async def _current(self, before: asyncio.Task[Dumps] | None) -> Dumps:
        if before is not None:
            await asyncio.wait([before])
        dumps = await self._made(await asyncio.to_thread(self._home))
        await asyncio.to_thread(_remove_others, dumps.folder)
        return dumps

    def _home(self) -> Path:
        """The folder they are kept in: that of the store, if it may be written."""
        if isinstance(self._store, DiskStore):
            folder = self._store.folder / "dumps"
            with contextlib.suppress(OSError):
                folder.mkdir(exist_ok=True)
                with tempfile.TemporaryFile(dir=folder):
                    return folder
        if self._own_folder is None:
            self._own_folder = Path(tempfile.mkdtemp(prefix="cooperation-kg-dumps-"))
        return self._own_folder

    async def _made(self, home: Path) -> Dumps:
        folder = home / self._store.version[:_KEY]
        with contextlib.suppress(*_NOT_THERE):
            return await asyncio.to_thread(read, folder)
        with tempfile.TemporaryDirectory(prefix="cooperation-kg-") as aside:
            source = Path(aside) / "dataset.nq"
            version = await asyncio.to_thread(self._dump, source)
            folder = home / version[:_KEY]
            said = await self._run(str(source), str(folder), self._base)
        try:
            return await asyncio.to_thread(read, folder)
        except _NOT_THERE as error:
            _LOG.error("the dumps were not made: %s", said.decode(errors="replace")[-2000:])
            raise StoreError("the files of the dataset could not be made") from error

    async def _run(self, *arguments: str) -> bytes:
        """Runs the program to its end, or ends it; gives what it said went wrong."""
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", _PROGRAM, *arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            _, said = await program.communicate()
        finally:
            if program.returncode is None:
                program.kill()
                await program.wait()
        return said

    def _dump(self, source: Path) -> str:
        """Writes the dataset; gives its version, which did not change meanwhile."""
        while True:
            version = self._store.version
            with source.open("wb") as output:
                self._store.dump(output)
            if self._store.version == version:
                return version


def _failed(task: asyncio.Task[Dumps]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)


def _remove_others(kept: Path) -> None:
    """Removes the files of datasets before; who is reading one keeps it open (POSIX)."""
    for folder in kept.parent.iterdir():
        if folder != kept and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
