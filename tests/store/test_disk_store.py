"""What may happen to a store on disk."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from cooperation_kg.errors import StoreError
from cooperation_kg.store import DiskStore, Update

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def answer(store: DiskStore) -> str:
    return next(store.query(COUNT).rows)[0].value  # type: ignore[union-attr]


@pytest.fixture
def built(tmp_path: Path, quads: list[ox.Quad]) -> DiskStore:
    store = DiskStore(tmp_path / "store")
    store.replace(quads)
    return store


def test_a_store_that_was_never_built_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere: there is no store here.*cooperation-kg build"):
        DiskStore(tmp_path / "nowhere").query("ASK {}")
    assert not (tmp_path / "nowhere").exists()


def test_a_damaged_index_says_how_to_mend_it(built: DiskStore) -> None:
    for file in built.dataset().index.glob("*.sst"):
        os.truncate(file, 10)
    with pytest.raises(StoreError, match="damaged"):
        answer(DiskStore(built.folder))


def test_a_damaged_store_can_be_built_again(built: DiskStore, quads: list[ox.Quad]) -> None:
    for file in built.dataset().index.glob("*.sst"):
        os.truncate(file, 10)
    assert built.replace(quads) == len(quads)
    assert answer(DiskStore(built.folder)) == str(len(quads))


@pytest.mark.parametrize("content", ["", "../../etc", "{}", "\xff\xfe"])
def test_a_pointer_to_nothing_is_damage(built: DiskStore, content: str) -> None:
    (built.folder / "current").write_text(content, "utf-8")
    with pytest.raises(StoreError, match="damaged"):
        built.query("ASK {}")


def test_a_store_of_another_layout_is_not_read(built: DiskStore) -> None:
    about = built.dataset().folder / "about.json"
    about.write_text(about.read_text().replace('"layout": 1', '"layout": 99'))
    with pytest.raises(StoreError, match="built by another version"):
        built.query("ASK {}")


def test_only_one_process_builds_at_a_time(built: DiskStore, quads: list[ox.Quad]) -> None:
    with (built.folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="store is in use"):
            built.replace(quads[:1])
    assert built.replace(quads[:1]) == 1


def test_a_full_disk_is_named_and_leaves_what_was_there(
    built: DiskStore, quads: list[ox.Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=r"the disk is full; what was there before is untouched"):
        built.replace(quads[:1])
    assert answer(built) == str(len(quads))
    assert len(list((built.folder / "datasets").iterdir())) == 1


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    with pytest.raises(StoreError, match="not a folder"):
        DiskStore(tmp_path / "store").replace([])


def test_a_killed_build_leaves_what_was_there_and_is_cleared_away(
    built: DiskStore, quads: list[ox.Quad]
) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from cooperation_kg.store import DiskStore\n"
        "def slow():\n"
        "    print('building', flush=True)\n"
        "    time.sleep(60)\n"
        "    yield None\n"
        "DiskStore(Path(sys.argv[1])).replace(slow())\n"
    )
    command = [sys.executable, "-c", script, str(built.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    left = [path.name for path in (built.folder / "datasets").glob(".building-*")]
    assert len(left) == 1
    assert answer(built) == str(len(quads))
    built.replace(quads[:2])
    assert not list((built.folder / "datasets").glob(".building-*"))


def test_the_same_quads_built_again_change_no_byte(built: DiskStore, quads: list[ox.Quad]) -> None:
    before = {path: path.stat().st_mtime_ns for path in built.dataset().folder.rglob("*.sst")}
    built.replace(quads)
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_a_reader_goes_on_while_the_dataset_is_exchanged(
    built: DiskStore, quads: list[ox.Quad]
) -> None:
    reader = DiskStore(built.folder)
    rows = reader.query("SELECT * { ?s ?p ?o }").rows  # type: ignore[union-attr]
    next(rows)
    built.replace(quads[:1])
    assert len(list(rows)) == len(quads) - 1
    assert answer(reader) == "1"


def test_a_dataset_nobody_reads_is_removed(built: DiskStore, quads: list[ox.Quad]) -> None:
    for number in (1, 2, 3):
        built.replace(quads[:number])
        time.sleep(0.01)
    assert len(list((built.folder / "datasets").iterdir())) == 1


ONE_MORE = Update("INSERT DATA { <x:a> <x:b> 1 }")


def test_a_change_leaves_the_dataset_it_was_made_from_as_it_was(
    built: DiskStore, quads: list[ox.Quad]
) -> None:
    reader = DiskStore(built.folder)
    rows = reader.query("SELECT * { ?s ?p ?o }").rows  # type: ignore[union-attr]
    next(rows)
    before = {path: path.read_bytes() for path in built.dataset().folder.rglob("*.sst")}
    built.change(Update("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }"))
    assert len(list(rows)) == len(quads) - 1
    assert before == {path: path.read_bytes() for path in before}
    assert answer(reader) == "0"


def test_changes_add_up(built: DiskStore, quads: list[ox.Quad]) -> None:
    for number in range(12):
        built.change(Update(f"INSERT DATA {{ <x:a> <x:b> {number} }}"))
    assert answer(DiskStore(built.folder)) == str(len(quads) + 12) == str(built.count())
    with built.dataset().file.open("rb") as file:
        assert len(list(ox.parse(file, ox.RdfFormat.N_QUADS))) == len(quads) + 12
    assert len(list((built.folder / "datasets").iterdir())) == 1


def test_nothing_is_changed_where_nothing_was_built(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cooperation-kg build"):
        DiskStore(tmp_path / "nowhere").change(ONE_MORE)


def test_only_one_process_changes_at_a_time(built: DiskStore) -> None:
    with (built.folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="store is in use"):
            built.change(ONE_MORE)
    built.change(ONE_MORE)


def test_a_full_disk_leaves_what_was_there(
    built: DiskStore, quads: list[ox.Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=r"the disk is full; what was there before is untouched"):
        built.change(ONE_MORE)
    assert answer(built) == str(len(quads))


def test_an_index_that_cannot_be_linked_is_copied(
    built: DiskStore, quads: list[ox.Quad], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)
    built.change(ONE_MORE)
    assert answer(DiskStore(built.folder)) == str(len(quads) + 1)
