"""Changes are made one at a time, by a process that can be stopped, and seen by the next query."""

from __future__ import annotations

import asyncio
import dataclasses
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pyoxigraph import Quad

from cooperation_kg.errors import StoreError
from cooperation_kg.settings import Settings
from cooperation_kg.store import (
    Condition,
    DatasetChoice,
    DiskStore,
    GraphAction,
    GraphChange,
    Kind,
    MemoryStore,
    Part,
    Store,
    Update,
)
from cooperation_kg.store.editing import Editor
from cooperation_kg.store.editor import pack, unpack
from cooperation_kg.store.pool import WorkerPool
from cooperation_kg.store.refusals import QueryLimitError, QueryRefusedError, Reason
from cooperation_kg.store.wire import Request

DIGITS = " ".join(f"VALUES ?{v} {{ 0 1 2 3 4 5 6 7 8 9 }}" for v in "abcdefghijkl")
ENDLESS = f"INSERT {{ <x:a> <x:n> ?n }} WHERE {{ SELECT (SUM(?a) AS ?n) {{ {DIGITS} }} }}"
GREEDY = (
    "INSERT { GRAPH <x:g> { ?s ?p ?t } } WHERE"
    f" {{ BIND('{'x' * 1000}' AS ?x) {DIGITS} BIND(CONCAT(?x, ?x, ?x, ?x, STR(?a), STR(?b),"
    " STR(?c), STR(?d), STR(?e), STR(?f)) AS ?t) ?s ?p ?o }"
)


@asynccontextmanager
async def served(store: Store, settings: Settings) -> AsyncIterator[tuple[WorkerPool, Editor]]:
    pool = WorkerPool(store, settings)
    await pool.start()
    try:
        yield pool, Editor(store, settings, pool.refresh)
    finally:
        await pool.close()


async def numbers(pool: WorkerPool) -> str:
    query = "SELECT (COUNT(*) AS ?n) { ?s <x:n> ?o }"
    answer = await pool.answer(Request(query, {Kind.SOLUTIONS: "csv"}))
    assert isinstance(answer.body, bytes)
    return answer.body.decode().split()[1]


def run(
    store: Store, settings: Settings, work: Callable[[WorkerPool, Editor], Awaitable[None]]
) -> None:
    async def all_of_it() -> None:
        async with served(store, settings) as (pool, editor):
            await work(pool, editor)

    asyncio.run(all_of_it())


@pytest.mark.parametrize(
    "change",
    [
        Update("CLEAR ALL", DatasetChoice(("x:a",), ("x:b",)), "http://x/"),
        Update("# é \U0001f600\n"),
        GraphChange(GraphAction.DELETE, None),
        GraphChange(
            GraphAction.PUT,
            "x:g",
            (Part(b"\n\x00\xff", "ttl"), Part(b"", "nt"), Part(b"abc", "rdf")),
            "http://x/",
            Condition(("1", "2"), True),
        ),
    ],
)
def test_a_change_arrives_as_it_was_sent(change: Update | GraphChange) -> None:
    assert unpack(pack(change)) == change


def test_the_next_query_sees_a_change(store: Store) -> None:
    async def work(pool: WorkerPool, editor: Editor) -> None:
        assert await numbers(pool) == "0"
        for number in (1, 2):
            version = pool.version
            await editor.change(Update(f"INSERT DATA {{ <x:a> <x:n> {number} }}"))
            assert await numbers(pool) == str(number)
            assert pool.version == store.version != version

    run(store, Settings(), work)


def test_a_dataset_that_is_served_from_disk_can_be_changed(
    tmp_path: Path, quads: list[Quad]
) -> None:
    store = DiskStore(tmp_path / "store")
    store.replace(quads)

    async def work(pool: WorkerPool, editor: Editor) -> None:
        for number in (1, 2):
            await editor.change(Update(f"INSERT DATA {{ <x:a> <x:n> {number} }}"))
            assert await numbers(pool) == str(number)

    run(store, dataclasses.replace(Settings(), memory_quads_limit=0), work)


def test_no_query_sees_half_a_change(store: Store) -> None:
    move = "DELETE { GRAPH ?g { <x:a> <x:n> ?o } } INSERT { GRAPH <x:%d> { <x:a> <x:n> %d } }"

    async def work(pool: WorkerPool, editor: Editor) -> None:
        await editor.change(Update("INSERT DATA { GRAPH <x:0> { <x:a> <x:n> 0 } }"))
        seen: list[str] = []

        async def read() -> None:
            while True:
                seen.append(await numbers(pool))
                await asyncio.sleep(0.005)

        reading = asyncio.create_task(read())
        for number in (1, 2, 3):
            where = " WHERE { GRAPH ?g { <x:a> <x:n> ?o } }"
            await editor.change(Update(move % (number, number) + where))
        reading.cancel()
        assert len(seen) > 3
        assert set(seen) == {"1"}

    run(store, Settings(), work)


def test_changes_that_come_together_are_all_made(store: Store) -> None:
    async def work(pool: WorkerPool, editor: Editor) -> None:
        changes = [Update(f"INSERT DATA {{ <x:a> <x:n> {number} }}") for number in range(4)]
        await asyncio.gather(*map(editor.change, changes))
        assert await numbers(pool) == "4"

    run(store, Settings(), work)


def test_a_change_that_takes_too_long_is_stopped_and_undone(store: Store) -> None:
    settings = dataclasses.replace(Settings(), update_time_limit_s=1.5)

    async def work(pool: WorkerPool, editor: Editor) -> None:
        before = store.version
        with pytest.raises(QueryLimitError) as caught:
            await editor.change(Update("CLEAR ALL ; " + ENDLESS))
        assert caught.value.reason is Reason.UPDATE_TIME
        assert store.version == before
        assert await numbers(pool) == "0"

    run(store, settings, work)


def test_a_change_that_takes_too_much_memory_is_stopped_and_undone(store: Store) -> None:
    settings = dataclasses.replace(Settings(), query_memory_limit_mb=64)

    async def work(_: WorkerPool, editor: Editor) -> None:
        before = store.version
        with pytest.raises(QueryLimitError) as caught:
            await editor.change(Update(GREEDY))
        assert caught.value.reason is Reason.UPDATE_MEMORY
        assert store.version == before

    run(store, settings, work)


def test_a_refusal_crosses_with_its_reason(store: Store) -> None:
    async def work(_: WorkerPool, editor: Editor) -> None:
        with pytest.raises(QueryRefusedError) as caught:
            await editor.change(Update("CLEAR ALL ;\nLOAD <file:///etc/passwd>"))
        assert caught.value.reason is Reason.LOAD
        assert caught.value.values == {"line": 2, "column": 1}

    run(store, Settings(), work)


def test_who_leaves_does_not_let_the_next_one_in_early(quads: list[Quad]) -> None:
    async def work(pool: WorkerPool, editor: Editor) -> None:
        first = asyncio.create_task(editor.change(Update("INSERT DATA { <x:a> <x:n> 1 }")))
        await asyncio.sleep(0)
        first.cancel()
        await editor.change(Update("INSERT DATA { <x:a> <x:n> 2 }"))
        assert await numbers(pool) == "2"

    run(MemoryStore(quads), Settings(), work)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_may_not_be_written_says_so(tmp_path: Path, quads: list[Quad]) -> None:
    store = DiskStore(tmp_path / "store")
    store.replace(quads)
    (store.folder / "datasets").chmod(0o500)

    async def work(_: WorkerPool, editor: Editor) -> None:
        with pytest.raises(StoreError, match="may not be written"):
            await editor.change(Update("CLEAR ALL"))

    run(store, Settings(), work)
