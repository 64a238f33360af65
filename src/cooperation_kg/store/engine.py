"""Asking Oxigraph: the one place where a query reaches the engine, behind the guard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import IO

import pyoxigraph as ox

from cooperation_kg.graph.terms import PREFIXES
from cooperation_kg.store.guard import Guarded, check_graph_name, guard, position, update_form
from cooperation_kg.store.model import Boolean, DatasetChoice, Graph, Limits, Results, Solutions
from cooperation_kg.store.refusals import QueryRefusedError, Reason, StoreFailedError, refusal

__all__ = ["ROOM", "STORED_DEFAULT_GRAPH", "evaluate", "failed", "malformed"]

STORED_DEFAULT_GRAPH = "urn:x-arq:DefaultGraph"
"""What a request calls the stored default graph, without the named graphs, as users of Jena do."""

ROOM = " " * 40
"""After a query, so that no keyword that was expected reaches beyond its end; see `_offset`."""

_PLACE = re.compile(r"error at (\d+):(\d+): expected (.*)", re.DOTALL)
_KEYWORD = re.compile(r"\b[A-Z_]{2,}\b")
_FUNCTION = re.compile(r"custom (?:aggregate )?function <(.*)> is not supported")
_KNOWN_HINTS = (
    "The SELECT contains a variable that is unbound",
    "Prefix not found",
    "IRI parsing failed",
    "language tag parsing failed",
    "Variables are not allowed in INSERT DATA",
    "Variables and blank nodes are not allowed in DELETE DATA",
    "Blank nodes are not allowed in DELETE WHERE",
    "Blank nodes are not allowed in DELETE",
)


def evaluate(
    store: ox.Store,
    sparql: str,
    *,
    default_graph_as_union: bool = True,
    dataset: DatasetChoice | None = None,
    base_iri: str | None = None,
    limits: Limits | None = None,
) -> Results:
    """Answers a query from a store of the engine.

    Raises:
        QueryRefusedError: the query is malformed, or asks for what is refused.
        StoreFailedError: the store cannot be read.
    """
    limits = limits or Limits()
    guarded = guard(
        sparql,
        length_limit=limits.length,
        nesting_limit=limits.nesting,
        prefixes=PREFIXES,
        base_iri=base_iri,
    )
    own_dataset = bool(guarded.default_graphs or guarded.named_graphs)
    default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None = None
    named_graphs: list[ox.NamedNode | ox.BlankNode] | None = None
    if dataset:
        default_graph = [
            ox.DefaultGraph() if iri == STORED_DEFAULT_GRAPH else _graph(iri)
            for iri in dataset.default_graphs
        ]
        named_graphs = [_graph(iri) for iri in dataset.named_graphs]
    elif own_dataset:
        _check_present(store, (*guarded.default_graphs, *guarded.named_graphs))
    try:
        answer = store.query(
            guarded.text + ROOM,
            base_iri=base_iri,
            prefixes={name: PREFIXES[name] for name in PREFIXES if f"{name}:" in guarded.text},
            use_default_graph_as_union=default_graph_as_union and not (dataset or own_dataset),
            default_graph=default_graph,
            named_graphs=named_graphs,
        )
        if isinstance(answer, ox.QueryBoolean):
            return Boolean(bool(answer))
    except SyntaxError as error:
        if form := update_form(sparql):
            raise refusal(Reason.UPDATE, form=form) from error
        raise malformed(sparql, guarded, error) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise failed(error) from error
    if isinstance(answer, ox.QuerySolutions):
        return Solutions(
            tuple(v.value for v in answer.variables), _rows(answer), partial(_write_json, answer)
        )
    return Graph(_triples(answer))


def _graph(iri: str) -> ox.NamedNode:
    check_graph_name(iri)
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise refusal(Reason.FETCH, iri=iri) from None


def _check_present(store: ox.Store, iris: tuple[str, ...]) -> None:
    for iri in iris:
        if not store.contains_named_graph(_graph(iri)):
            raise refusal(Reason.GRAPH, iri=iri)


def _rows(
    solutions: ox.QuerySolutions,
) -> Iterator[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None, ...]]:
    try:
        yield from map(tuple, solutions)
    except (RuntimeError, OSError, ValueError) as error:
        raise failed(error) from error


def _write_json(solutions: ox.QuerySolutions, output: IO[bytes]) -> None:
    try:
        solutions.serialize(output, ox.QueryResultsFormat.JSON)
    except (RuntimeError, OSError, ValueError) as error:
        raise failed(error) from error


def _triples(triples: ox.QueryTriples) -> Iterator[ox.Triple]:
    try:
        yield from triples
    except (RuntimeError, OSError, ValueError) as error:
        raise failed(error) from error


def malformed(sparql: str, guarded: Guarded, error: SyntaxError) -> QueryRefusedError:
    """The engine's place, without its list of all that might stand there instead."""
    message = str(error)
    offset = min(guarded.source_offset(_offset(guarded.text, message)), len(sparql))
    hint = next((known for known in _KNOWN_HINTS if known in message), "")
    before, after = sparql[max(0, offset - 25) : offset], sparql[offset : offset + 25]
    near = " ".join(f"{before}▸{after}".split())
    return _query_refused(Reason.SYNTAX, near=near, hint=hint, **position(sparql, offset))


def _offset(text: str, message: str) -> int:
    """Where parsing failed.

    A keyword that was expected is read to its length before it is compared, and the engine gives
    the place where that reading ended; single characters are given where they were expected.
    """
    place = _PLACE.match(message)
    if place is None:
        return len(text)
    lines = text.split("\n")[: int(place[1]) - 1]
    offset = sum(len(line) + 1 for line in lines) + int(place[2]) - 1
    if '"' in place[3] or ".." in place[3]:
        return offset
    if any(known in place[3] for known in _KNOWN_HINTS):
        return offset
    keywords = _KEYWORD.findall(place[3])
    return max(offset - min(map(len, keywords), default=0), 0)


def failed(error: Exception) -> QueryRefusedError | StoreFailedError:
    """The error for what the engine met while it worked."""
    message = str(error)
    if function := _FUNCTION.search(message):
        return _query_refused(Reason.FUNCTION, iri=function[1])
    if isinstance(error, OSError) or "orruption" in message:
        detail = "the store cannot be read, or is damaged; run: cooperation-kg build"
        return StoreFailedError(Reason.STORE, {"detail": detail})
    return _query_refused(Reason.EVALUATION, detail=message[:200])


def _query_refused(reason: Reason, **values: str | int | float) -> QueryRefusedError:
    return QueryRefusedError(reason, values)
