"""Measures requests a second: two queries over HTTP, uncached and kept, beside peers in one run.

    python benchmarks/throughput.py [SECONDS]        (needs wrk: apt-get install wrk)

The lookup is one action with all its triples; the sheet is one convention's actions with partners,
budget and deadline. 16 connections ask one server as fast as they can, `SECONDS` (4) at a time, in
`ROUNDS` rounds that take the servers in turn, so that a busy moment of the machine strikes all.
Ours is started twice: with its cache off (`COOPERATION_KG_RESPONSE_CACHE_MB=0`), so that every
request is worked out, and as it is by default. The last server answers nothing at all, under the
same uvicorn: what no program on it can exceed.

Beside requests a second and the slowest of a hundred (p99), the table shows the processor time of
a request, in all processes of the server: other work on the machine changes it least.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import httpx
from run import BIN, family, memory_mb, ours, serving

from cooperation_kg.settings import Settings

BASE = Settings().base_iri
CONNECTIONS = 16
ROUNDS = 3
PAGE_RUNS = 9
PAGES = (
    "/",
    "/page/convention/75-93",
    "/page/action/75-93-1",
    "/page/territory/region-11",
    "/page/theme/tourisme",
    "/conventions",
    "/questions",
    "/questions/partners",
    "/search?q=logement",
    "/timeline",
)
TICKS = os.sysconf("SC_CLK_TCK")
PREFIXES = """PREFIX ckg: <https://w3id.org/cooperation-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
QUERIES = {
    "lookup": f"SELECT ?p ?o {{ <{BASE}id/action/75-93-1> ?p ?o }}",
    "sheet": f"""{PREFIXES}SELECT ?action ?title ?partner ?budget ?deadline {{
  ?a a ckg:Action ; dcterms:identifier ?action ; dcterms:title ?title .
  FILTER EXISTS {{ ?a ckg:inConvention <{BASE}id/convention/75-93> }}
  OPTIONAL {{ ?a ckg:hasBudget/ckg:printedAs ?budget }}
  OPTIONAL {{ ?a ckg:hasDeadline/ckg:printedAs ?deadline }}
  OPTIONAL {{ ?a ckg:hasPartnerParticipation/ckg:printedAs ?partner }}
}}""",
}
EMPTY = """
async def app(scope, receive, send):
    if scope["type"] == "http":
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})
"""


@dataclass(frozen=True)
class Server:
    """A server to measure.

    Attributes:
        title: what the table calls it.
        command: how it is started.
        port: where it listens.
        path: the path of its endpoint.
        environment: settings of its own.
        tagged: whether it is asked with the tag of the answer, too.
    """

    title: str
    command: list[str]
    port: int
    path: str
    environment: dict[str, str] = field(default_factory=dict)
    tagged: bool = False


@dataclass(frozen=True)
class Run:
    """What one run found."""

    per_second: float
    p99_ms: float
    processor_us: float


def main(seconds: int) -> None:
    """Prints the figures as a Markdown table."""
    if shutil.which("wrk") is None:
        sys.exit("wrk is needed: apt-get install wrk")
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        store, dump = folder / "store", folder / "graph.nq"
        subprocess.run(
            ours("build", "--store", store, "--out", dump), check=True, capture_output=True
        )
        running = []
        for server in servers(store, dump, folder):
            os.environ.update(server.environment)
            started = stack.enter_context(serving(server.command, server.port, server.path))
            for variable in server.environment:
                del os.environ[variable]
            running.append((server, started[2].pid))
        for _, pid in running:
            settled(pid)
        found: dict[tuple[str, str], list[Run]] = {}
        for _ in range(ROUNDS):
            for server, pid in running:
                for query, address, headers in targets(server):
                    run = measured(pid, address, headers, seconds)
                    found.setdefault((server.title, query), []).append(run)
        table(found)
        pages(running[0][0].port)
        for server, pid in running:
            print(f"{server.title}: {memory_mb(pid):.0f} MB (PSS, with its workers)")


def settled(pid: int) -> None:
    """Waits until a server has done what it does after its start, such as its search index."""
    for _ in range(60):
        before = processor_s(pid)
        time.sleep(0.5)
        if processor_s(pid) - before < 0.02:
            return


def pages(port: int) -> None:
    """Prints how long pages take that are worked out anew: the median of `PAGE_RUNS`."""
    print("\n| page | ms | KB |")
    print("| --- | ---: | ---: |")
    headers = {"Accept": "text/html", "Accept-Language": "fr"}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as client:
        for path in PAGES:
            times = []
            for _ in range(PAGE_RUNS):
                start = time.perf_counter()
                answer = client.get(path).raise_for_status()
                times.append((time.perf_counter() - start) * 1000)
            print(f"| {path} | {statistics.median(times):.1f} | {len(answer.content) / 1024:.0f} |")
    print()


def servers(store: Path, dump: Path, folder: Path) -> Iterator[Server]:
    """All servers, those that are there of the peers."""
    serve = ours("serve", "--store", store, "--port")
    off = {"COOPERATION_KG_RESPONSE_CACHE_MB": "0"}
    yield Server("cooperation-kg, uncached", [*serve, "8251"], 8251, "/sparql", off)
    yield Server("cooperation-kg", [*serve, "8252"], 8252, "/sparql", tagged=True)
    if oxigraph := program("oxigraph"):
        location = folder / "oxigraph"
        load = [oxigraph, "load", "--location", str(location), "--file", str(dump)]
        subprocess.run(load, check=True, capture_output=True)
        command = [oxigraph, "serve-read-only", "--location", str(location)]
        command += ["--bind", "127.0.0.1:8253", "--union-default-graph"]
        yield Server("oxigraph serve", command, 8253, "/query")
    if rdflib_endpoint := program("rdflib-endpoint"):
        command = [rdflib_endpoint, "serve", "--port", "8254", str(dump)]
        yield Server("rdflib-endpoint", command, 8254, "/")
    (folder / "empty.py").write_text(EMPTY)
    command = [sys.executable, "-m", "uvicorn", "empty:app", "--app-dir", str(folder)]
    yield Server("no work at all", [*command, "--no-access-log", "--port", "8255"], 8255, "/")


def program(name: str) -> str | None:
    """A program of the environment, or of the machine; None where it is not installed."""
    return shutil.which(name, path=f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}")


def targets(server: Server) -> Iterator[tuple[str, str, list[str]]]:
    """What a server is asked: a name, an address, headers."""
    accept = ["Accept: application/sparql-results+json"]
    for name, sparql in QUERIES.items():
        address = f"http://127.0.0.1:{server.port}{server.path}?query={quote(sparql)}"
        yield name, address, accept
        if server.tagged:
            answer = httpx.get(address, headers={"Accept": accept[0].partition(": ")[2]})
            tag = answer.headers["etag"]
            yield f"{name}, 304", address, [*accept, f"If-None-Match: {tag}"]


def measured(pid: int, address: str, headers: list[str], seconds: int) -> Run:
    """One run of wrk against a server.

    Raises:
        RuntimeError: an answer was no success, so that the figures mean nothing.
    """
    given = [word for header in headers for word in ("-H", header)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", *given, address]
    before = processor_s(pid)
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    used = processor_s(pid) - before
    if "Non-2xx" in printed:
        raise RuntimeError(f"{address}\n{printed}")
    requests = int(match(r"(\d+) requests in", printed)[1])
    per_second = float(match(r"Requests/sec:\s+([\d.]+)", printed)[1])
    value, unit = match(r"99%\s+([\d.]+)(us|ms|s)\b", printed).groups()
    p99 = float(value) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]
    return Run(per_second, p99, used / max(requests, 1) * 1e6)


def match(pattern: str, text: str) -> re.Match[str]:
    """What the pattern finds.

    Raises:
        RuntimeError: nothing.
    """
    found = re.search(pattern, text)
    if found is None:
        raise RuntimeError(f"wrk printed no {pattern}:\n{text}")
    return found


def processor_s(pid: int) -> float:
    """The processor time that a process and all that it started have used, in seconds."""
    total = 0
    for one in family(pid):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += sum(map(int, fields[11:15]))  # its own, and that of its dead children
    return total / TICKS


def table(found: dict[tuple[str, str], list[Run]]) -> None:
    """Prints one row a server and query: medians, and the ratio to Oxigraph's server."""
    print("| server | query | requests/s | p99, ms | processor, µs | of oxigraph serve |")
    print("| --- | --- | ---: | ---: | ---: | ---: |")
    for (title, query), runs in found.items():
        middle = [statistics.median(column) for column in zip(*map(figures, runs), strict=True)]
        peer = found.get(("oxigraph serve", query.partition(",")[0]))
        ratio = "—"
        if peer:
            pairs = zip(runs, peer, strict=True)
            ratio = f"{statistics.median(a.per_second / b.per_second for a, b in pairs):.2f}"
        print(
            f"| {title} | {query} | {middle[0]:.0f} | {middle[1]:.1f} | {middle[2]:.0f} | {ratio} |"
        )


def figures(run: Run) -> tuple[float, float, float]:
    """The figures of a run."""
    return run.per_second, run.p99_ms, run.processor_us


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
