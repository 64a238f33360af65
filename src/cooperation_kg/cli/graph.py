"""The commands that make the graph and ask it: build, serve, ask, query."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal

import typer
from pyoxigraph import Quad

from cooperation_kg.cli.terminal import help_of, messages, output
from cooperation_kg.errors import InputError, StoreError
from cooperation_kg.graph.serialise import write
from cooperation_kg.questions import Answer, Catalogue, Question, show, written
from cooperation_kg.resources import resource
from cooperation_kg.settings import Settings
from cooperation_kg.store import DiskStore, Graph, Kind, Solutions
from cooperation_kg.store.formats import FORMATS, Format, format_named
from cooperation_kg.store.formats import write as write_results

__all__ = ["register"]

StoreOption = Annotated[
    Path | None, typer.Option(help="Folder of the store; by default the user's own.")
]
LimitOption = Annotated[int | None, typer.Option(min=1, help="Most rows to print.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to `app`."""
    for command in (build, serve, ask, query):
        app.command(help=help_of(command))(command)


def build(
    data: Annotated[
        Path | None, typer.Option(help="Folder of records and authorities; by default ours.")
    ] = None,
    store: StoreOption = None,
    out: Annotated[
        Path | None,
        typer.Option(help="File to write: .nq .trig .ttl .jsonld, and .gz behind any of them."),
    ] = None,
) -> None:
    """Make the graph: records to quads, inferences, shapes, then a store or a file.

    Examples:
      cooperation-kg build
      cooperation-kg build --out graph.trig.gz
      cooperation-kg build --data my-data --store /tmp/my-store
    """
    from cooperation_kg.cli.making import checked, told  # noqa: PLC0415 - `serve` starts without

    settings = Settings.from_environment()
    folder = data or resource("data")
    dataset, report = checked(folder, settings)
    if not report.conforms:
        messages.print(told(report), markup=False, highlight=False)
        messages.print("Nothing was built: mend the violations first.", style="red")
        raise typer.Exit(1)
    if out is not None:
        count = write(dataset, out)
        messages.print(f"{out}: {count:,} quads")
    if store is not None or out is None:
        target = DiskStore(store or settings.store)
        count = _fill(target, dataset, folder)
        messages.print(f"{target.folder}: {count:,} quads, version {target.version[:12]}")
    found = ", ".join(f"{n} {severity.label('en')}" for severity, n in report.counts.items())
    messages.print(f"Shapes: {found or 'nothing found'}", highlight=False)


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on.")] = None,
    store: StoreOption = None,
) -> None:
    """Serve the SPARQL endpoint; builds an embedded store first when there is none.

    Examples:
      cooperation-kg serve
      cooperation-kg serve --port 8080 --store /tmp/my-store
    """
    from cooperation_kg.web.server import run  # noqa: PLC0415 - other commands start without it

    settings = Settings.from_environment()
    run(
        _store(settings, store),
        settings,
        host=settings.host if host is None else host,
        port=settings.port if port is None else port,
        tell=lambda address: messages.print(f"Serving {address} (Ctrl-C ends it)"),
    )


def ask(
    question: Annotated[str | None, typer.Argument(help="Id of the question.")] = None,
    param: Annotated[
        list[str] | None, typer.Option(help="A parameter, as NAME=VALUE; may be repeated.")
    ] = None,
    style: Annotated[
        Literal["table", "csv", "json", "turtle"], typer.Option("--format", help="How to answer.")
    ] = "table",
    list_all: Annotated[bool, typer.Option("--list", help="List all questions.")] = False,
    limit: LimitOption = None,
    store: StoreOption = None,
) -> None:
    """Ask a question of the catalogue.

    Examples:
      cooperation-kg ask --list
      cooperation-kg ask shared-partners
      cooperation-kg ask active-on --param date=2019-06-30
      cooperation-kg ask evidence --param action="75-93 8.1" --format csv
    """
    catalogue = Catalogue(resource("queries"))
    if list_all or question is None:
        _list(catalogue, style)
        return
    settings = Settings.from_environment()
    sparql = catalogue[question].query(_values(param or []))
    with _store(settings, store) as dataset:
        answer = _answer(dataset, sparql, limit)
    if style == "table":
        show(answer, output)
    else:
        sys.stdout.write(written(answer, style))
    if answer.cut_at is not None:
        messages.print(f"Cut at {answer.cut_at:,} rows.", style="yellow")


def query(
    file: Annotated[str, typer.Argument(help="File of the query, or - for standard input.")],
    style: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="table, json, xml, csv or tsv for rows; turtle, ntriples, rdfxml or jsonld for"
            " triples.",
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Run any SPARQL query; the prefixes of the graph are known.

    Examples:
      cooperation-kg query question.rq
      echo 'SELECT * { ?action a ckg:Action } LIMIT 5' | cooperation-kg query -
    """
    settings = Settings.from_environment()
    sparql = sys.stdin.read() if file == "-" else _read(Path(file))
    with _store(settings, store) as dataset:
        results = dataset.query(sparql)
        if isinstance(results, Solutions) and style in (None, "table"):
            show(_rows(results, None), output)
            return
        kind = Kind.GRAPH if isinstance(results, Graph) else Kind.BOOLEAN
        kind = Kind.SOLUTIONS if isinstance(results, Solutions) else kind
        write_results(results, _chosen(style, kind), sys.stdout.buffer.write)


def _chosen(style: str | None, kind: Kind) -> Format:
    name = style or ("turtle" if kind is Kind.GRAPH else "json")
    chosen = format_named(name, kind)
    if chosen is None:
        known = ", ".join(one.name for one in FORMATS if kind in one.kinds)
        raise InputError(f"--format {name}: this query answers in one of: {known}")
    return chosen


def _fill(target: DiskStore, dataset: Iterable[Quad], folder: Path) -> int:
    count = target.replace(dataset)
    _made_from(target).write_text(_digest(folder) + "\n", "ascii")
    return count


def _store(settings: Settings, given: Path | None) -> DiskStore:
    """The store to read; built where there is none, and the user's own again when our data is new.

    Raises:
        StoreError: it cannot be read or built.
        InputError: the data it would be built from violates the shapes.
    """
    target = DiskStore(given or settings.store)
    folder = resource("data")
    if target.exists and (given is not None or _is_current(target, folder)):
        return target
    from cooperation_kg.cli.making import checked  # noqa: PLC0415 - mostly there is a store

    dataset, report = checked(folder, settings)
    if not report.conforms:
        raise InputError(f"{folder} violates the shapes; see: cooperation-kg validate {folder}")
    count = _fill(target, dataset, folder)
    messages.print(f"Built {target.folder}: {count:,} quads.", style="dim")
    return target


def _is_current(target: DiskStore, folder: Path) -> bool:
    try:
        return _made_from(target).read_text("ascii").strip() == _digest(folder)
    except OSError:
        return False


def _made_from(target: DiskStore) -> Path:
    return target.folder / "made-from"


def _digest(folder: Path) -> str:
    """What tells one state of data and ontology from another."""
    digest = hashlib.sha256()
    for root in (folder, resource("ontology")):
        for path in sorted(root.rglob("*")):
            if path.suffix in {".yaml", ".ttl"}:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _answer(dataset: DiskStore, sparql: str, limit: int | None) -> Answer:
    results = dataset.query(sparql)
    if not isinstance(results, Solutions):
        raise StoreError("this question does not answer with rows")
    return _rows(results, limit)


def _rows(results: Solutions, limit: int | None) -> Answer:
    rows = islice(results.rows, None if limit is None else limit + 1)
    cells = tuple(tuple(_cell(term) for term in row) for row in rows)
    if limit is not None and len(cells) > limit:
        return Answer(results.variables, cells[:limit], cut_at=limit)
    return Answer(results.variables, cells)


def _cell(term: object) -> str:
    return "" if term is None else str(getattr(term, "value", term))


def _values(given: Iterable[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise InputError(f"--param {one}: write it as NAME=VALUE")
        values[name] = value
    return values


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; convert it first") from error


def _list(catalogue: Iterable[Question], style: str) -> None:
    rows = tuple(
        (one.id, ", ".join(one.parameters), one.summary["en"], one.summary["fr"])
        for one in catalogue
    )
    answer = Answer(("question", "parameters", "summary", "résumé"), rows)
    if style == "table":
        show(answer, output)
    else:
        sys.stdout.write(written(answer, style))
