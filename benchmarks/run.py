"""Measures the whole: build, start, every question over HTTP, memory; beside two peers in one run.

    make benchmark            (installs the peers: the Oxigraph server, and rdflib-endpoint)

Each figure is the median of its runs, in milliseconds unless said otherwise; the peers answer the
same queries from the same file. A peer that takes longer than `PATIENCE` for a question is given
up on it. Nothing here passes or fails: `docs/speed.md` holds what was found.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from cooperation_kg.questions import Catalogue
from cooperation_kg.resources import resource

RUNS = 15
STARTS = 5
PATIENCE = 20.0
BIN = Path(sys.executable).parent
ACCEPT = {"Accept": "application/sparql-results+json"}


def main() -> None:
    """Prints the figures as Markdown tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, dump = folder / "store", folder / "graph.nq"
        three = sample(folder / "data")
        for title, data in (("three conventions", three), ("all documents", resource("data"))):
            command = ours("build", "--data", data, "--store", store, "--out", dump)
            times = [timed(command) for _ in range(STARTS)]
            print(f"build of {title}, whole process: {median(times):.2f} s")
        print()
        queries = {
            question.id: question.query({n: p.example for n, p in question.parameters.items()})
            for question in Catalogue(resource("queries"))
        }
        figures: dict[str, dict[str, float | None]] = {}
        for title, server in servers(store, dump, folder):
            with server as (base, started, process):
                print(f"{title}: answers {started:.2f} s after start")
                figures[title] = {name: asked(base, sparql) for name, sparql in queries.items()}
                print(f"{title}: {memory_mb(process.pid):.0f} MB after all questions\n")
        table(figures)


def sample(folder: Path) -> Path:
    """A data folder with the three conventions that earlier figures are about."""
    (folder / "conventions").mkdir(parents=True)
    for name in ("authorities", "documents"):
        (folder / name).symlink_to(resource("data") / name)
    for name in ("75-93", "75-94", "perr-paris-terres-d-envol"):
        record = f"conventions/{name}.yaml"
        (folder / record).symlink_to(resource("data") / record)
    return folder


def ours(*words: object) -> list[str]:
    """A command line of ours."""
    return [str(BIN / "cooperation-kg"), *map(str, words)]


def timed(command: list[str]) -> float:
    """How long a command takes, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


Server = tuple[str, float, subprocess.Popen[bytes]]


def servers(store: Path, dump: Path, folder: Path) -> Iterator[tuple[str, object]]:
    """The servers to measure, one after the other."""
    yield (
        "cooperation-kg",
        serving(ours("serve", "--port", 8231, "--store", store), 8231, "/sparql"),
    )
    location = folder / "oxigraph"
    oxigraph = str(BIN / "oxigraph")
    subprocess.run(
        [oxigraph, "load", "--location", str(location), "--file", str(dump)],
        check=True, capture_output=True,
    )  # fmt: skip
    command = [oxigraph, "serve-read-only", "--location", str(location)]
    command += ["--bind", "127.0.0.1:8232", "--union-default-graph"]
    yield "oxigraph serve", serving(command, 8232, "/query")
    command = [str(BIN / "rdflib-endpoint"), "serve", "--port", "8233", str(dump)]
    yield "rdflib-endpoint", serving(command, 8233, "/")


@contextmanager
def serving(command: list[str], port: int, path: str) -> Iterator[Server]:
    """Starts a server, waits for its first answer, and ends it."""
    base = f"http://127.0.0.1:{port}{path}"
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - start < 120:
            try:
                httpx.get(base, params={"query": "ASK {}"}, headers=ACCEPT).raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.02)
        yield base, time.perf_counter() - start, process
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:  # still busy with a question we gave up on
            process.kill()
            process.wait()


def asked(base: str, sparql: str) -> float | None:
    """The median time of one question, in milliseconds; None where it was given up."""
    with httpx.Client(timeout=PATIENCE, headers=ACCEPT) as client:
        times = []
        for run in range(RUNS + 1):
            start = time.perf_counter()
            try:
                client.post(base, data={"query": sparql}).raise_for_status()
            except httpx.HTTPError:
                return None
            took = (time.perf_counter() - start) * 1000
            if run or took > 2000:  # the first is a warm-up, unless it says enough
                times.append(took)
            if took > 2000:
                break
        return median(times)


def median(values: list[float]) -> float:
    """The middle of some figures."""
    return statistics.median(values)


def memory_mb(pid: int) -> float:
    """The memory a process and its children hold for themselves, shared pages divided (PSS)."""
    total = 0
    for one in family(pid):
        rollup = Path(f"/proc/{one}/smaps_rollup")
        total += sum(
            int(line.split()[1]) for line in rollup.read_text().splitlines() if line[:4] == "Pss:"
        )
    return total / 1024


def family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # a thread that has just ended
            for child in children.read_text().split():
                yield from family(int(child))


def table(figures: dict[str, dict[str, float | None]]) -> None:
    """Prints one row a question."""
    titles = list(figures)
    print("| question | " + " | ".join(titles) + " |")
    print("| --- |" + " ---: |" * len(titles))
    for question in figures[titles[0]]:
        cells = [figures[title][question] for title in titles]
        shown = " | ".join("—" if cell is None else f"{cell:.1f}" for cell in cells)
        print(f"| {question} | {shown} |")


if __name__ == "__main__":
    main()
