"""The answer to a question, as rows of plain text, and the ways it can be written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from rich.console import Console
from rich.table import Table

from cooperation_kg.graph.terms import PREFIXES, RDF, XSD

__all__ = ["Answer", "written"]

_RESULT_SET = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"


@dataclass(frozen=True)
class Answer:
    """What a query answered.

    Attributes:
        columns: the names of the columns.
        rows: the cells, as plain text; empty where there is no value.
        cut_at: the row limit, where it cut the answer; None where the answer is whole.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cut_at: int | None = None


def written(answer: Answer, style: str) -> str:
    """An answer as `csv`, `tsv`, `json` or `turtle`.

    A tab or a line end inside a cell of TSV becomes a space: the format has no way to quote them
    (https://www.iana.org/assignments/media-types/text/tab-separated-values). Turtle is written in
    the vocabulary of W3C's own tests.
    """
    writers = {"csv": _csv, "tsv": _tsv, "json": _json, "turtle": _turtle}
    return writers[style](answer)


def _csv(answer: Answer) -> str:
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return output.getvalue()


def _tsv(answer: Answer) -> str:
    rows = (answer.columns, *answer.rows)
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


def _json(answer: Answer) -> str:
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _turtle(answer: Answer) -> str:
    def term(name: str) -> NamedNode:
        return NamedNode(_RESULT_SET + name)

    top = BlankNode("answer")
    triples = [Triple(top, RDF["type"], term("ResultSet"))]
    triples += [Triple(top, term("resultVariable"), Literal(name)) for name in answer.columns]
    for number, row in enumerate(answer.rows, 1):
        solution = BlankNode(f"row{number}")
        triples.append(Triple(top, term("solution"), solution))
        triples.append(Triple(solution, term("index"), Literal(str(number), datatype=XSD.integer)))
        for place, (name, cell) in enumerate(zip(answer.columns, row, strict=True), 1):
            if not cell:
                continue
            binding = BlankNode(f"row{number}cell{place}")
            triples.append(Triple(solution, term("binding"), binding))
            triples.append(Triple(binding, term("variable"), Literal(name)))
            triples.append(Triple(binding, term("value"), Literal(cell)))
    prefixes = {"rs": _RESULT_SET, "xsd": PREFIXES["xsd"]}
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def show(answer: Answer, console: Console) -> None:
    """Prints an answer as a table that fits the terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold", row_styles=["", "dim"])
    for column in answer.columns:
        table.add_column(column, overflow="fold", no_wrap=_is_short(answer, column))
    for row in answer.rows:
        table.add_row(*_escaped(row))
    console.print(table)


def _is_short(answer: Answer, column: str) -> bool:
    place = answer.columns.index(column)
    return max((len(row[place]) for row in answer.rows), default=0) <= 12


def _escaped(row: Sequence[str]) -> Iterable[str]:
    return (cell.replace("[", "\\[") for cell in row)
