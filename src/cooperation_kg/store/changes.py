"""Changing what an engine holds: SPARQL 1.1 Update, and graphs as a whole.

A change is made in a copy, which takes the place of the dataset only when all of it is done; so
what is here may leave an engine half changed when it raises.

A graph is there as long as it holds a triple: N-Quads, in which datasets are kept, knows no empty
graph, and https://www.w3.org/TR/sparql11-update/#graphStore leaves that to the store.
"""

from __future__ import annotations

from itertools import islice

import pyoxigraph as ox

from cooperation_kg.graph.terms import PREFIXES
from cooperation_kg.store.engine import ROOM, failed, malformed
from cooperation_kg.store.formats import RDF_FORMATS
from cooperation_kg.store.guard import check_graph_name
from cooperation_kg.store.model import Change, Effect, GraphAction, GraphChange, Part, Update
from cooperation_kg.store.refusals import Reason, refusal
from cooperation_kg.store.update_guard import operations

__all__ = ["apply"]

_BATCH = 100_000
"""Quads that are added or removed at a time. A copy needs no transaction, which would hold all that
changes in memory, and take four times as long to add."""


def apply(engine: ox.Store, change: Change, version: str) -> Effect:
    """Makes a change in an engine.

    Args:
        engine: a copy of the dataset.
        change: the change.
        version: the version of what was copied.

    Raises:
        QueryRefusedError: it is malformed, asks for what is refused, or its condition is not met.
        StoreFailedError: the engine failed.
        OSError: what is changed could not be written.
    """
    if isinstance(change, Update):
        _update(engine, change)
        effect = Effect()
    else:
        effect = _change_graph(engine, change, version)
    for graph in list(engine.named_graphs()):
        if not _is_there(engine, graph):
            engine.remove_graph(graph)
    return effect


def _update(engine: ox.Store, update: Update) -> None:
    for operation in operations(
        update.sparql,
        limits=update.limits,
        prefixes=PREFIXES,
        base_iri=update.base_iri,
        using=update.using,
    ):
        try:
            engine.update(
                operation.guarded.text + ROOM,
                base_iri=operation.base_iri,
                prefixes=dict(operation.prefixes),
            )
        except SyntaxError as error:
            raise malformed(update.sparql, operation.guarded, error) from error
        except (RuntimeError, ValueError) as error:
            raise failed(error) from error


def _change_graph(engine: ox.Store, change: GraphChange, version: str) -> Effect:
    graph = ox.DefaultGraph() if change.graph is None else _name(change.graph)
    before = change.graph is None or _is_there(engine, graph)
    condition = change.condition
    if (condition.versions is not None and version not in condition.versions) or (
        condition.present is not None and condition.present is not before
    ):
        raise refusal(Reason.CHANGED)
    if change.action is GraphAction.DELETE and not before:
        raise refusal(Reason.NO_GRAPH, iri=change.graph or "")
    if change.action is not GraphAction.POST:
        _clear(engine, graph)
    for part in change.parts:
        _add(engine, graph, part, change.base_iri)
    after = change.graph is None or _is_there(engine, graph)
    return Effect(created=after and not before, removed=before and not after)


def _clear(engine: ox.Store, graph: ox.NamedNode | ox.DefaultGraph) -> None:
    while batch := list(islice(engine.quads_for_pattern(None, None, None, graph), _BATCH)):
        for quad in batch:
            engine.remove(quad)


def _add(
    engine: ox.Store, graph: ox.NamedNode | ox.DefaultGraph, part: Part, base_iri: str | None
) -> None:
    """Adds triples; blank nodes of one document are never those of another."""
    try:
        quads = ox.parse(
            part.data,
            RDF_FORMATS[part.format],
            base_iri=base_iri,
            without_named_graphs=True,
            rename_blank_nodes=True,
        )
        placed = (ox.Quad(q.subject, q.predicate, q.object, graph) for q in quads)
        while batch := list(islice(placed, _BATCH)):
            engine.bulk_extend(batch)
    except SyntaxError as error:
        detail = str(error.msg).partition(": ")[2] if error.lineno else str(error.msg)
        if error.lineno is None:
            raise refusal(Reason.RDF, format=part.format, detail=detail[:200]) from error
        raise refusal(
            Reason.RDF_SYNTAX,
            format=part.format,
            line=error.lineno,
            column=error.offset or 1,
            detail=detail[:200],
        ) from error
    except ValueError as error:
        raise refusal(Reason.RDF, format=part.format, detail=str(error)[:200]) from error


def _name(iri: str) -> ox.NamedNode:
    check_graph_name(iri)
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise refusal(Reason.FETCH, iri=iri) from None


def _is_there(engine: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bool:
    return next(engine.quads_for_pattern(None, None, None, graph), None) is not None
