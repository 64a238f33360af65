"""Keeps the index in step with the dataset: made when the server starts, and again when it changes.

While a new index is made the one before answers; the first of all is waited for.
"""

from __future__ import annotations

import asyncio
import logging

from cooperation_kg.errors import CooperationKgError
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.search.entries import read_entries
from cooperation_kg.web.search.index import SearchIndex

__all__ = ["SearchUpkeep"]

_LOG = logging.getLogger("cooperation_kg.web")


class SearchUpkeep:
    """Has an index of the dataset that a reader reads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._index: SearchIndex | None = None
        self._version = ""
        self._making: asyncio.Task[SearchIndex] | None = None

    @property
    def current(self) -> bool:
        """Whether the index is that of the dataset that is served now."""
        return self._version == self._reader.version

    def begin(self) -> None:
        """Begins to make the first index, without waiting for it."""
        self._making = asyncio.create_task(self._make())

    async def index(self) -> SearchIndex:
        """The index of the dataset; while a newer one is made, the one before.

        Raises:
            QueryLimitError, StoreError: the dataset could not be read.
        """
        if not self.current and (self._making is None or self._making.done()):
            self._making = asyncio.create_task(self._make())
        if self._index is None and self._making is not None:
            return await asyncio.shield(self._making)
        if self._index is None:
            return await self._make()
        return self._index

    async def _make(self) -> SearchIndex:
        version = self._reader.version
        try:
            entries = await read_entries(self._reader)
            made = await asyncio.to_thread(SearchIndex, entries)
        except CooperationKgError as error:
            _LOG.warning("the search index could not be made: %s", error)
            raise
        self._index, self._version = made, version
        return made

    async def close(self) -> None:
        """Stops making an index."""
        if self._making is not None:
            self._making.cancel()
            # What it failed of was told to who asked for the index; here nobody waits for it.
            await asyncio.gather(self._making, return_exceptions=True)
