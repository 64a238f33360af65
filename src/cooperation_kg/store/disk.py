"""A store on disk: datasets that are built aside and switched.

    {store}/lock                    held by whoever writes
    {store}/current                 the name of the dataset that is read
    {store}/datasets/{name}/        a dataset, which never changes
        dataset.nq                  its quads; the SHA-256 of this file is its version
        index/                      the engine's index of them
        about.json                  version, number of quads, version of this layout
        readers                     a lock that readers share, so that no one removes it under them

`current` is replaced in one step (rename is atomic, POSIX.1-2017), after everything it leads to
is on the disk; so a reader finds a whole dataset or the one before, whatever happens in between.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from cooperation_kg.errors import StoreError
from cooperation_kg.store.changes import apply
from cooperation_kg.store.embedded import EmbeddedStore
from cooperation_kg.store.model import Change, Effect

__all__ = ["DiskStore", "StoredDataset"]

_LAYOUT = 1
_BUILDING = ".building-"


@dataclass(frozen=True, slots=True)
class StoredDataset:
    """One dataset of a store, as it lies on disk."""

    folder: Path
    version: str
    quads: int

    @property
    def file(self) -> Path:
        """Its quads, as N-Quads."""
        return self.folder / "dataset.nq"

    @property
    def index(self) -> Path:
        """The engine's index."""
        return self.folder / "index"


class DiskStore(EmbeddedStore):
    """A dataset on disk, read from an index that is never written to once it is in place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: tuple[StoredDataset, ox.Store, int] | None = None

    @property
    def exists(self) -> bool:
        """Whether a dataset was ever built here."""
        return self._pointer.is_file()

    @property
    def version(self) -> str:
        """The SHA-256 of the dataset's N-Quads."""
        return self.dataset().version

    @property
    def _pointer(self) -> Path:
        return self.folder / "current"

    def dataset(self) -> StoredDataset:
        """The dataset that is current now.

        Raises:
            StoreError: there is none, or it is damaged.
        """
        if not self.exists:
            raise StoreError(
                f"{self.folder}: there is no store here;"
                f" build one with: cooperation-kg build --store {self.folder}"
            )
        try:
            folder = self.folder / "datasets" / self._pointer.read_text("ascii").strip()
            about = json.loads((folder / "about.json").read_text("utf-8"))
            found = StoredDataset(folder, str(about["version"]), int(about["quads"]))
            layout = about["layout"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _unreadable(self.folder, error) from error
        if layout != _LAYOUT:
            raise StoreError(
                f"{self.folder}: this store was built by another version of cooperation-kg;"
                f" build it again with: cooperation-kg build --store {self.folder}"
            )
        return found

    def shared(self) -> tuple[StoredDataset, int]:
        """The current dataset, and a file descriptor that keeps it in place until it is closed.

        Raises:
            StoreError: there is none, or it is damaged.
        """
        while True:
            found = self.dataset()
            try:
                descriptor = os.open(found.folder / "readers", os.O_RDONLY)
            except OSError as error:
                if self.dataset() != found:  # exchanged, and removed, since it was looked up
                    continue
                raise _unreadable(self.folder, error) from error
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            if found.file.exists():
                return found, descriptor
            os.close(descriptor)

    def _engine(self) -> ox.Store:
        if self._open is not None and self._open[0] == self.dataset():
            return self._open[1]
        self.close()
        current, lock = self.shared()
        try:
            engine = ox.Store.read_only(str(current.index))
        except (OSError, RuntimeError) as error:
            os.close(lock)
            raise _unreadable(self.folder, error) from error
        self._open = (current, engine, lock)
        return engine

    def replace(self, quads: Iterable[ox.Quad]) -> int:
        """Puts these quads in the place of all others; see `Store.replace`."""
        with self._writing():
            return self._build(quads)

    def change(self, change: Change) -> Effect:
        """Makes a change; see `Store.change`.

        The copy that is changed shares the files of the index that the engine never writes to
        again, so that it costs what is changed and not what is there.
        """
        with self._writing():
            before = self.dataset()
            with self._aside() as aside:
                logs = shutil.ignore_patterns("LOG*")
                shutil.copytree(before.index, aside / "index", ignore=logs, copy_function=_linked)
                engine = ox.Store(aside / "index")
                effect = apply(engine, change, before.version)
                engine.dump(str(aside / "dataset.nq"), ox.RdfFormat.N_QUADS)
                engine.flush()
                _describe(aside, len(engine))
                del engine
            return effect

    def load(self, quads: Iterable[ox.Quad]) -> int:
        """Adds quads; see `Store.load`."""
        with self._writing():
            before = self._engine() if self.exists else ox.Store()
            added = {quad: None for quad in quads if quad not in before}
            return self._build(chain(before, added))

    def dump(self, output: IO[bytes], rdf_format: ox.RdfFormat = ox.RdfFormat.N_QUADS) -> None:
        """Writes the whole dataset; as N-Quads, byte for byte what was loaded."""
        if rdf_format != ox.RdfFormat.N_QUADS:
            self._engine().dump(output, rdf_format)
            return
        with self.dataset().file.open("rb") as file:
            shutil.copyfileobj(file, output)

    def count(self) -> int:
        """How many quads there are."""
        return self.dataset().quads

    def close(self) -> None:
        """Closes the index and lets go of the lock on it."""
        if self._open is not None:
            lock = self._open[2]
            self._open = None
            os.close(lock)

    # -- building ----------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The one who may write; what an interrupted build left behind is cleared away."""
        try:
            (self.folder / "datasets").mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise StoreError(
                    f"{self.folder}: the store is in use: another process is building it;"
                    " wait until it has ended, or give another --store"
                ) from None
            for stale in (self.folder / "datasets").glob(f"{_BUILDING}*"):
                shutil.rmtree(stale, ignore_errors=True)
            yield
        finally:
            os.close(descriptor)

    def _build(self, quads: Iterable[ox.Quad]) -> int:
        with self._aside() as aside:
            file = aside / "dataset.nq"
            with file.open("wb") as output:
                ox.serialize(quads, output, ox.RdfFormat.N_QUADS)
            engine = ox.Store(aside / "index")
            engine.bulk_load(path=file, format=ox.RdfFormat.N_QUADS, lenient=True)
            engine.flush()
            count = len(engine)
            _describe(aside, count)
            del engine
        return count

    @contextmanager
    def _aside(self) -> Iterator[Path]:
        """A folder to build a dataset in, which becomes the current one in the end."""
        datasets = self.folder / "datasets"
        try:
            aside = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=datasets))
        except OSError as error:
            raise _unwritable(self.folder, error) from error
        try:
            yield aside
            built = _stored(aside)
            name = built.version[:24]
            _sync_tree(aside)
            if not _is_whole(datasets / name, built):
                shutil.rmtree(datasets / name, ignore_errors=True)
                aside.replace(datasets / name)
                _sync(datasets)
            self._switch(name)
        except (OSError, RuntimeError) as error:
            raise _unwritable(self.folder, error) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        self._remove_unread(name)

    def _switch(self, name: str) -> None:
        new = self.folder / ".current.new"
        with new.open("w", encoding="ascii") as file:
            file.write(name + "\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._pointer)
        _sync(self.folder)

    def _remove_unread(self, kept: str) -> None:
        """Removes datasets that are neither current nor read by anyone."""
        for folder in (self.folder / "datasets").iterdir():
            if folder.name == kept:
                continue
            with contextlib.suppress(OSError), (folder / "readers").open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)


def _describe(folder: Path, quads: int) -> None:
    digest = hashlib.sha256()
    with (folder / "dataset.nq").open("rb") as written:
        while part := written.read(1 << 20):
            digest.update(part)
    about = {"layout": _LAYOUT, "version": digest.hexdigest(), "quads": quads}
    (folder / "about.json").write_text(json.dumps(about) + "\n", "utf-8")
    (folder / "readers").touch()


def _stored(folder: Path) -> StoredDataset:
    about = json.loads((folder / "about.json").read_text("utf-8"))
    return StoredDataset(folder, str(about["version"]), int(about["quads"]))


def _linked(source: str, target: str) -> None:
    """Copies a file of the index; those with sorted tables never change, and are shared."""
    if source.endswith(".sst"):
        with contextlib.suppress(OSError):
            os.link(source, target)
            return
    shutil.copyfile(source, target)


def _is_whole(folder: Path, wanted: StoredDataset) -> bool:
    """Whether this very dataset is in place already."""
    try:
        about = json.loads((folder / "about.json").read_text("utf-8"))
        ox.Store.read_only(str(folder / "index"))
    except (OSError, RuntimeError, ValueError):
        return False
    return bool(about == {"layout": _LAYOUT, "version": wanted.version, "quads": wanted.quads})


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unreadable(folder: Path, error: Exception) -> StoreError:
    if isinstance(error, PermissionError):
        return StoreError(f"{folder}: the store may not be read; check its owner and mode")
    return StoreError(
        f"{folder}: the store is damaged; build it again with:"
        f" cooperation-kg build --store {folder}"
    )


def _unwritable(folder: Path, error: Exception) -> StoreError:
    kept = "what was there before is untouched"
    number = error.errno if isinstance(error, OSError) else None
    if number in {errno.ENOSPC, errno.EDQUOT} or "No space left" in str(error):
        return StoreError(
            f"{folder}: the disk is full; {kept}. Free some space, or give another --store"
        )
    if number in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return StoreError(
            f"{folder}: the store may not be written; {kept}."
            " Check its owner and mode, or give another --store"
        )
    if number in {errno.ENOTDIR, errno.EEXIST}:
        return StoreError(f"{folder}: this is not a folder; give another --store")
    return StoreError(f"{folder}: the store could not be written ({error}); {kept}")
