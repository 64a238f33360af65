"""Queries in processes of their own: stopped in time, out of each other's way, gone at the end."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from cooperation_kg.errors import StoreError
from cooperation_kg.settings import Settings
from cooperation_kg.store import DiskStore, Kind, MemoryStore, Store
from cooperation_kg.store.confinement import is_cut_off
from cooperation_kg.store.nursery import Nursery
from cooperation_kg.store.pool import Answer, WorkerPool, answer_now
from cooperation_kg.store.refusals import QueryLimitError, QueryRefusedError, Reason
from cooperation_kg.store.wire import Request

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

FORMATS = {Kind.SOLUTIONS: "json", Kind.BOOLEAN: "json", Kind.GRAPH: "nt"}
NUMBERS = "VALUES ?{0} {{ 0 1 2 3 4 5 6 7 8 9 }} "
HEAVY = "SELECT (SUM(?a) AS ?n) { " + "".join(NUMBERS.format(v) for v in "abcdefghijkl") + "}"
LONG = "SELECT * { " + "".join(NUMBERS.format(v) for v in "abcdef") + "}"
GREEDY = (
    f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT * {{ {LONG[10:-1]} {NUMBERS.format('g')} }} }}"
)


def request(sparql: str, row_limit: int | None = None) -> Request:
    return Request(sparql, FORMATS, row_limit=row_limit)


@asynccontextmanager
async def serving(store: Store, settings: Settings) -> AsyncIterator[WorkerPool]:
    pool = WorkerPool(store, settings)
    try:
        await pool.start()
        yield pool
    finally:
        await pool.close()


def descendants(pid: int) -> list[int]:
    """All processes that come from one, without those that are dead and not yet buried."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in map(int, (task / "children").read_text().split()):
            if alive(child):
                found += [child, *descendants(child)]
    return found


Children = Callable[[], list[int]]


@pytest.fixture
def children() -> Children:
    """Looks up the processes that were started since the test began."""
    before = set(descendants(os.getpid()))
    return lambda: [pid for pid in descendants(os.getpid()) if pid not in before]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def processor_seconds(pids: list[int]) -> float:
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


@contextmanager
def ends_within(seconds: float) -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < seconds


async def read(answer: Answer) -> bytes:
    if isinstance(answer.body, bytes):
        return answer.body
    return b"".join([part async for part in answer.body])


def test_an_answer_comes_with_its_kind_format_and_version(store: Store, quick: Settings) -> None:
    async def run() -> None:
        async with serving(store, quick) as pool:
            answer = await pool.answer(request("SELECT ?n { ?a ckg:number ?n } ORDER BY ?n"))
            values = json.loads(await read(answer))["results"]["bindings"]
            assert [row["n"]["value"] for row in values] == ["1", "1", "2"]
            assert (answer.head.kind, answer.head.format) == (Kind.SOLUTIONS, "json")
            assert answer.version == store.version == pool.version

    asyncio.run(run())


def test_a_large_dataset_is_read_from_disk(
    tmp_path: Path, quads: list[Quad], quick: Settings
) -> None:
    async def run() -> None:
        store = DiskStore(tmp_path)
        store.replace(quads)
        settings = dataclasses.replace(quick, memory_quads_limit=0)
        async with serving(store, settings) as pool:
            assert b"true" in await read(await pool.answer(request("ASK { ?s a ckg:Action }")))

    asyncio.run(run())


def test_a_heavy_query_is_stopped_and_its_processor_time_is_free(
    quick: Settings, children: Children
) -> None:
    async def run() -> None:
        async with serving(MemoryStore(), quick) as pool:
            with ends_within(quick.query_time_limit_s + 0.5), pytest.raises(QueryLimitError) as why:
                await pool.answer(request(HEAVY))
            assert why.value.reason is Reason.TIME
            await asyncio.sleep(0.3)
            processes = children()
            before = processor_seconds(processes)
            await asyncio.sleep(0.7)
            assert processor_seconds(processes) - before < 0.1
            assert b"true" in await read(await pool.answer(request("ASK {}")))

    asyncio.run(run())


def test_slow_queries_do_not_block_a_quick_one(quick: Settings) -> None:
    async def run() -> None:
        settings = dataclasses.replace(quick, workers=2, query_time_limit_s=2.0)
        async with serving(MemoryStore(), settings) as pool:
            slow = [asyncio.create_task(pool.answer(request(HEAVY))) for _ in range(4)]
            await asyncio.sleep(0.1)
            with ends_within(1.0):
                assert b"true" in await read(await pool.answer(request("ASK {}")))
            assert not any(task.done() for task in slow)
            results = await asyncio.gather(*slow, return_exceptions=True)
            assert all(isinstance(result, QueryLimitError) for result in results)

    asyncio.run(run())


def test_a_query_that_gets_no_turn_is_turned_away(quick: Settings) -> None:
    async def run() -> None:
        settings = dataclasses.replace(
            quick, workers=1, query_wait_limit_s=0.3, query_time_limit_s=3.0
        )
        async with serving(MemoryStore(), settings) as pool:
            slow = [asyncio.create_task(pool.answer(request(HEAVY))) for _ in range(4)]
            await asyncio.sleep(0.1)
            results = await asyncio.wait_for(
                asyncio.gather(pool.answer(request("ASK {}")), return_exceptions=True), 1.5
            )
            assert isinstance(results[0], QueryLimitError)
            assert results[0].reason is Reason.BUSY
            for task in slow:
                task.cancel()
            await asyncio.gather(*slow, return_exceptions=True)
            await asyncio.sleep(0.2)
            assert b"true" in await read(await pool.answer(request("ASK {}")))

    asyncio.run(run())


def test_many_at_once_are_all_answered(store: Store, quick: Settings) -> None:
    async def run() -> None:
        settings = dataclasses.replace(quick, query_wait_limit_s=20)
        async with serving(store, settings) as pool:
            answers = await asyncio.gather(*(pool.answer(request("ASK {}")) for _ in range(200)))
            assert {await read(answer) for answer in answers} == {b'{"head":{},"boolean":true}\n'}

    asyncio.run(run())


def test_a_query_that_takes_too_much_memory_ends_alone(quick: Settings) -> None:
    async def run() -> None:
        settings = dataclasses.replace(quick, query_memory_limit_mb=32, query_time_limit_s=30)
        async with serving(MemoryStore(), settings) as pool:
            with pytest.raises(QueryLimitError) as why:
                await pool.answer(request(GREEDY))
            assert why.value.reason is Reason.MEMORY
            assert b"true" in await read(await pool.answer(request("ASK {}")))

    asyncio.run(run())


def test_a_refusal_leaves_the_worker_at_work(quick: Settings, children: Children) -> None:
    async def run() -> None:
        async with serving(MemoryStore(), quick) as pool:
            before = children()
            for _ in range(3):
                with pytest.raises(QueryRefusedError, match="does not parse"):
                    await pool.answer(request("ASK {"))
            assert children() == before

    asyncio.run(run())


def test_the_row_limit_cuts_and_says_so(store: Store, quick: Settings) -> None:
    async def run() -> None:
        async with serving(store, quick) as pool:
            whole = await pool.answer(request("SELECT ?n { ?a ckg:number ?n }", 3))
            cut = await pool.answer(request("SELECT ?n { ?a ckg:number ?n }", 2))
            assert (whole.head.cut, cut.head.cut) == (False, True)
            assert len(json.loads(await read(cut))["results"]["bindings"]) == 2

    asyncio.run(run())


def test_a_long_answer_is_sent_while_it_is_made(quick: Settings) -> None:
    async def run() -> None:
        settings = dataclasses.replace(quick, query_time_limit_s=20)
        async with serving(MemoryStore(), settings) as pool:
            answer = await pool.answer(request(LONG, 50_000))
            assert not isinstance(answer.body, bytes)
            assert answer.head.cut is None
            told = json.loads(await read(answer))
            assert len(told["results"]["bindings"]) == 50_000
            assert told["rowLimitReached"] is True

    asyncio.run(run())


def test_a_reader_who_stops_does_not_keep_a_worker(quick: Settings, children: Children) -> None:
    async def run() -> None:
        settings = dataclasses.replace(quick, workers=1, query_time_limit_s=1.0)
        async with serving(MemoryStore(), settings) as pool:
            answer = await pool.answer(request(LONG))
            assert not isinstance(answer.body, bytes)
            await anext(answer.body)
            busy = children()
            await asyncio.sleep(1.2)
            assert len(children()) == len(busy) - 1
            with pytest.raises(QueryLimitError):
                async for _ in answer.body:
                    pass

    asyncio.run(run())


def test_an_exchanged_dataset_is_served_without_a_pause(
    store: Store, quick: Settings, children: Children
) -> None:
    added = Quad(NamedNode("a:b"), NamedNode("a:new"), Literal("x"), NamedNode("a:g"))

    async def run() -> None:
        async with serving(store, quick) as pool:
            ask = request("ASK { ?s <a:new> ?o }")
            assert b"false" in await read(await pool.answer(ask))
            store.load([added])
            for _ in range(100):
                answer = await pool.answer(ask)
                if b"true" in await read(answer):
                    break
                await asyncio.sleep(0.05)
            assert b"true" in await read(answer)
            assert answer.version == store.version
            await asyncio.sleep(0.2)
            assert len(children()) == 2

    asyncio.run(run())


def test_when_all_processes_are_killed_new_ones_take_over(
    store: Store, quick: Settings, children: Children
) -> None:
    async def run() -> None:
        async with serving(store, quick) as pool:
            for pid in children():
                os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(1.1)
            for _ in range(50):
                with contextlib.suppress(StoreError, QueryLimitError):
                    await pool.answer(request("ASK {}"))
                    return
                await asyncio.sleep(0.05)
            raise AssertionError("no query was answered again")

    asyncio.run(run())


def test_nothing_is_left_when_it_is_closed(
    store: Store, quick: Settings, children: Children
) -> None:
    async def run() -> list[int]:
        async with serving(store, quick) as pool:
            await asyncio.gather(*(pool.answer(request("ASK {}")) for _ in range(8)))
            return children()

    processes = asyncio.run(run())
    assert processes
    time.sleep(0.2)
    assert not any(alive(pid) for pid in processes)


def test_nothing_is_left_when_the_server_is_killed() -> None:
    script = (
        "import asyncio\n"
        "from cooperation_kg.settings import Settings\n"
        "from cooperation_kg.store import Kind, MemoryStore\n"
        "from cooperation_kg.store.pool import WorkerPool\n"
        "from cooperation_kg.store.wire import Request\n"
        "async def run():\n"
        "    pool = WorkerPool(MemoryStore(), Settings())\n"
        "    await pool.start()\n"
        f"    heavy = pool.answer(Request({HEAVY!r}, {{Kind.SOLUTIONS: 'json'}}))\n"
        "    task = asyncio.create_task(heavy)\n"
        "    await asyncio.sleep(0.3)\n"
        "    print('busy', flush=True)\n"
        "    await task\n"
        "asyncio.run(run())\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"busy\n"
        processes = descendants(server.pid)
        assert len(processes) == 2
        server.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 1
    while any(alive(pid) for pid in processes) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(alive(pid) for pid in processes)


def test_a_store_that_cannot_be_read_is_named(tmp_path: Path, quick: Settings) -> None:
    async def run() -> None:
        async with serving(DiskStore(tmp_path / "none"), quick):
            pass

    with pytest.raises(StoreError, match="there is no store here"):
        asyncio.run(run())


def test_a_program_can_ask_once_within_the_same_limits(store: Store, quick: Settings) -> None:
    parts: list[bytes] = []
    head = answer_now(store, quick, request("ASK {}"), parts.append)
    assert (head.kind, b"".join(parts)) == (Kind.BOOLEAN, b'{"head":{},"boolean":true}\n')
    with pytest.raises(QueryLimitError):
        answer_now(store, quick, request(HEAVY), parts.append)


@pytest.mark.skipif(not is_cut_off(), reason="the kernel's filter is known for Linux on PCs only")
def test_a_worker_could_not_fetch_even_if_the_guard_let_it() -> None:
    script = (
        "import pyoxigraph, socket\n"
        "from cooperation_kg.store.confinement import confine\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "port = server.getsockname()[1]\n"
        "confine(64)\n"
        "try:\n"
        "    pyoxigraph.Store().query(f'ASK {{ SERVICE <http://127.0.0.1:{port}/> {{ }} }}')\n"
        "except OSError as error:\n"
        "    print(error)\n"
        "server.settimeout(0)\n"
        "try:\n"
        "    server.accept()\n"
        "except BlockingIOError:\n"
        "    print('nobody called')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=30
    )
    assert "Permission denied" in done.stdout
    assert "nobody called" in done.stdout


def test_a_nursery_that_ends_says_so(quick: Settings) -> None:
    async def run() -> None:
        nursery = Nursery(MemoryStore(), quick)
        await nursery.ready()
        nursery.close()
        with pytest.raises(StoreError, match="start again"):
            await nursery.fork()

    asyncio.run(run())
