"""The commands for those who write records: validate, anchor, check, schema."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from cooperation_kg.cli.terminal import help_of, messages, output, progress
from cooperation_kg.documents import Source, load_source, read_document
from cooperation_kg.errors import InputError, PlaceError, SourceError
from cooperation_kg.graph.terms import Names
from cooperation_kg.records.documents import DocumentEntry, load_documents
from cooperation_kg.records.evidence import anchor as anchored
from cooperation_kg.records.evidence import check as checked
from cooperation_kg.records.evidence import coverage
from cooperation_kg.records.folder import LoadedRecord, load_record
from cooperation_kg.records.model import Record
from cooperation_kg.resources import resource
from cooperation_kg.settings import Settings

__all__ = ["register"]

CorpusOption = Annotated[
    Path | None,
    typer.Option(help="Folder of the source documents; by default COOPERATION_KG_CORPUS."),
]
RecordsArgument = Annotated[list[Path], typer.Argument(help="Records, in YAML.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to `app`."""
    for command in (validate, anchor, check):
        app.command(help=help_of(command))(command)
    schemas = typer.Typer(help="Print the JSON Schema of what the project reads.")
    schemas.command(name="record", help=help_of(schema_record))(schema_record)
    schemas.callback()(_schemas)
    app.add_typer(schemas, name="schema")


def validate(
    paths: Annotated[list[Path], typer.Argument(help="Records, folders of them, or RDF files.")],
    style: Annotated[
        Literal["text", "json", "html", "turtle", "sarif", "junit"],
        typer.Option("--format", help="How to report."),
    ] = "text",
    language: Annotated[Literal["fr", "en"], typer.Option(help="Language of the findings.")] = "fr",
) -> None:
    """Check records or RDF files against the shapes; exit status 0, 1 (violations) or 2.

    Examples:
      cooperation-kg validate data/conventions/75-93.yaml
      cooperation-kg validate new.ttl --format sarif > findings.sarif
    """
    from cooperation_kg.validation import (  # noqa: PLC0415 - `serve` starts without
        Watch,
        load_checks,
        render,
        validate_paths,
    )

    names = Names(Settings.from_environment().base_iri)
    with progress("Validating") as step:
        checks = load_checks(resource("shapes"), resource("ontology"))
        report = validate_paths(paths, checks, resource("data"), names, Watch(step=step))
    sys.stdout.write(render(report, style, language))
    raise typer.Exit(0 if report.conforms else 1)


def anchor(records: RecordsArgument, corpus: CorpusOption = None) -> None:
    """Find the characters of every text whose place gives its line alone.

    Only these places are written; all else in the file, comments too, stays as it is.

    Example:
      cooperation-kg anchor data/conventions/75-95.yaml
    """
    failed = False
    for path in records:
        loaded = load_record(path)
        text, problems = anchored(loaded.record, loaded.file, _source(loaded, corpus))
        if text != loaded.file.text:
            _replace(path, text)
        for problem in problems:
            failed = True
            messages.print(str(problem), markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(2 if failed else 0)


def check(
    records: RecordsArgument,
    corpus: CorpusOption = None,
    untouched: Annotated[
        bool, typer.Option(help="List the lines that no value stands on.")
    ] = False,
) -> None:
    """Hold records against their source: is every text where it is said to be, what is left out?

    Example:
      cooperation-kg check data/conventions/*.yaml --untouched
    """
    failed = False
    for path in records:
        loaded = load_record(path)
        source = _source(loaded, corpus)
        for problem in checked(loaded.record, loaded.file, source):
            failed = True
            messages.print(str(problem), markup=False, highlight=False, soft_wrap=True)
        measured = coverage(loaded.record, source)
        share = measured.touched / measured.printed if measured.printed else 0
        output.print(
            f"{loaded.record.id}: values stand on {measured.touched:,} of"
            f" {measured.printed:,} printed lines ({share:.0%})",
            highlight=False,
        )
        if untouched:
            for first, last in measured.untouched:
                place = f"{first}" if first == last else f"{first}-{last}"
                words = " ".join(source.line_text(first).split())
                output.print(f"  {place:>11}  {words[:70]}", markup=False, highlight=False)
    raise typer.Exit(2 if failed else 0)


def _schemas() -> None:
    """Print the JSON Schema of what the project reads."""


def schema_record() -> None:
    """Print the JSON Schema of a record, for editors that complete and check YAML.

    Example:
      cooperation-kg schema record > record.schema.json
    """
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= Record.model_json_schema()
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")


def _source(loaded: LoadedRecord, corpus: Path | None) -> Source:
    entry = _entry(loaded)
    folder = corpus or Settings.from_environment().corpus
    if folder is None:
        raise InputError(
            "the source documents are needed: give --corpus, or set COOPERATION_KG_CORPUS to"
            " their folder"
        )
    path = folder / entry.file
    if entry.media_type.startswith("text/"):
        return load_source(path, entry.id, entry.sha256)
    source = read_document(path, entry.id).source
    if source.sha256 != entry.sha256:
        raise SourceError(f"{path}: not the version « {entry.id} » was read from (SHA-256 differs)")
    return source


def _entry(loaded: LoadedRecord) -> DocumentEntry:
    """The document a record was read from: described beside it, or among our own."""
    beside = loaded.file.path.parent.parent / "documents"
    for folder in (beside, resource("data") / "documents"):
        if folder.is_dir() and (entry := load_documents(folder).get(loaded.record.id)):
            return entry
    if loaded.record.proposed.document is not None:
        return loaded.record.proposed.document
    raise PlaceError(
        f"{loaded.file.path}: document « {loaded.record.id} » is not described;"
        f" add {beside / (loaded.record.id + '.yaml')}"
    )


def _replace(path: Path, text: str) -> None:
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_text(text, "utf-8")
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        message = f"{path}: cannot be written ({error.strerror}); it is unchanged"
        raise InputError(message) from error
