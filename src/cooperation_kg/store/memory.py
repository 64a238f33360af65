"""A store in memory, for tests, one-off questions and small datasets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import IO

import pyoxigraph as ox

from cooperation_kg.errors import StoreError
from cooperation_kg.store.changes import apply
from cooperation_kg.store.embedded import EmbeddedStore
from cooperation_kg.store.model import Change, Effect

__all__ = ["MemoryStore"]

_EMPTY = hashlib.sha256().hexdigest()


class MemoryStore(EmbeddedStore):
    """A dataset held in memory."""

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._store = ox.Store()
        self._version = _EMPTY
        self.replace(quads)

    @property
    def version(self) -> str:
        """The digest of what was loaded, in the order in which it was."""
        return self._version

    def _engine(self) -> ox.Store:
        return self._store

    def replace(self, quads: Iterable[ox.Quad]) -> int:
        """Puts these quads in the place of all others; see `Store.replace`."""
        return self._fill(ox.Store(), hashlib.sha256(), quads)

    def load(self, quads: Iterable[ox.Quad]) -> int:
        """Adds quads; see `Store.load`."""
        copy = ox.Store()
        copy.bulk_extend(self._store)
        return self._fill(copy, hashlib.sha256(self._version.encode()), quads)

    def change(self, change: Change) -> Effect:
        """Makes a change; see `Store.change`."""
        copy = ox.Store()
        copy.bulk_extend(self._store)
        effect = apply(copy, change, self._version)
        written = copy.dump(format=ox.RdfFormat.N_QUADS) or b""
        self._store, self._version = copy, hashlib.sha256(written).hexdigest()
        return effect

    def _fill(self, store: ox.Store, digest: hashlib._Hash, quads: Iterable[ox.Quad]) -> int:
        def counted() -> Iterator[ox.Quad]:
            for quad in quads:
                digest.update(f"{quad} .\n".encode())
                yield quad

        try:
            store.bulk_extend(counted())
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"the quads could not be loaded: {error}") from error
        self._store = store
        self._version = digest.hexdigest()
        return len(store)

    def dump(self, output: IO[bytes], rdf_format: ox.RdfFormat = ox.RdfFormat.N_QUADS) -> None:
        """Writes the whole dataset."""
        self._store.dump(output, rdf_format)

    def count(self) -> int:
        """How many quads there are."""
        return len(self._store)

    def close(self) -> None:
        """Lets go of the memory."""
        self._store = ox.Store()
