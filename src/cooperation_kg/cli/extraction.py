"""The commands between a document and a record: extract, review."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cooperation_kg.cli.terminal import help_of, messages, output, progress
from cooperation_kg.errors import InputError
from cooperation_kg.resources import resource

if TYPE_CHECKING:  # the rules take longer to load than other commands to run
    from cooperation_kg.extraction.compare import Difference

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Adds the commands to `app`."""
    for command in (extract, review):
        app.command(help=help_of(command))(command)


def extract(
    document: Annotated[
        Path, typer.Argument(help="The document: text, Markdown, HTML, PDF, DOCX or ODT.")
    ],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="File to write.")] = None,
    style: Annotated[
        Literal["yaml", "json"], typer.Option("--format", help="How to write the draft.")
    ] = "yaml",
    data: Annotated[
        Path | None, typer.Option(help="Folder of authorities and catalogue; by default ours.")
    ] = None,
) -> None:
    """Make a draft record of a document, with the place and the confidence of every value.

    A draft is to be read against the text; what rules are least sure of stands first. Parties
    the authorities do not know, and a document the catalogue does not, are proposed at its end.

    Examples:
      cooperation-kg extract convention.txt -o convention.yaml
      cooperation-kg extract convention.txt --data my-data -o my-data/conventions/convention.yaml
      cooperation-kg extract convention.md --format json
    """
    from cooperation_kg.authorities import load_authorities  # noqa: PLC0415
    from cooperation_kg.extraction.draft import as_json, as_yaml  # noqa: PLC0415
    from cooperation_kg.extraction.opening import draft_of, open_document  # noqa: PLC0415
    from cooperation_kg.records.documents import load_documents  # noqa: PLC0415

    folder = data or resource("data")
    known = load_documents(folder / "documents").values()
    opened = open_document(document, known)
    with progress("Extracting"):
        draft = draft_of(opened, known, load_authorities(folder / "authorities"))
    written = as_json(draft) if style == "json" else as_yaml(draft)
    if out is None:
        sys.stdout.write(written)
        return
    try:
        out.write_text(written, "utf-8")
    except OSError as error:
        raise InputError(f"{out}: cannot be written ({error.strerror})") from error
    to_read = f"{out}: {len(draft.unsure())} values to look at first"
    messages.print(to_read, highlight=False, soft_wrap=True)
    new = ", ".join(entry.name["fr"] for entry in draft.record.proposed.organisations)
    if new:
        messages.print(
            f"New to the authorities, proposed at the end of the draft: {new}",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip


def review(
    draft: Annotated[Path, typer.Argument(help="A draft record, in YAML.")],
    against: Annotated[
        Path | None, typer.Option(help="The record to compare with; by default ours of that id.")
    ] = None,
) -> None:
    """Show what a draft and the curated record do not share, field by field.

    Example:
      cooperation-kg review convention.yaml --against data/conventions/75-95.yaml
    """
    from cooperation_kg.extraction.compare import compare  # noqa: PLC0415
    from cooperation_kg.records.folder import load_record  # noqa: PLC0415

    found = load_record(draft).record
    path = against or resource("data") / "conventions" / f"{found.id}.yaml"
    if not path.is_file():
        raise InputError(f"{path}: there is no record to compare with; give --against")
    for field, difference in compare(found, load_record(path).record).items():
        _show(field, difference)


def _show(field: str, difference: Difference) -> None:
    score = difference.score
    output.print(
        f"{field}: {score.right} shared, {len(difference.missing)} only in the record,"
        f" {len(difference.extra)} only in the draft",
        highlight=False,
    )
    for sign, facts in (("-", difference.missing), ("+", difference.extra)):
        for fact in facts:
            part = f"{fact.part} " if fact.part else ""
            line = f"  {sign} {part}L{fact.line} « {fact.shown} »"
            output.print(line, markup=False, highlight=False, soft_wrap=True)
