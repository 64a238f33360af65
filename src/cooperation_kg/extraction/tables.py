"""Rows of tables of objectives, actions and levers, in whatever layout a text prints them.

Where bars, tabs, aligned columns or the format itself tell the cells, `table_grids` reads them;
where a text prints a table cell by cell, `table_lines` finds its lines and `columns` the column of
each. Both give values in reading order, of which `table_rows` makes rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import exp
from weakref import WeakKeyDictionary

from cooperation_kg.extraction.columns import Layout, Placed, learn, place
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.table_cells import Span, parted, printed, state
from cooperation_kg.extraction.table_grids import read_grids
from cooperation_kg.extraction.table_heads import Column, is_crowded, table_heads
from cooperation_kg.extraction.table_lines import Piece, table_pieces
from cooperation_kg.extraction.table_rows import Row, Value, rows_of
from cooperation_kg.extraction.table_values import grid_values
from cooperation_kg.extraction.table_wording import breaks
from cooperation_kg.records.model import Commitment
from cooperation_kg.records.values import Stated

__all__ = ["read_rows"]

_layouts: WeakKeyDictionary[Reading, Layout | None] = WeakKeyDictionary()

_SURE = {Column.OBJECTIVE: 0.98, Column.ACTION: 0.97, Column.LEVER: 0.96}
"""How often a value stands in the right column of the right row, on the corpus, at best."""

_CROWDED = 0.5
"""The same at best where a fourth column is flattened into the three."""


def read_rows(reading: Reading, first: int, last: int) -> tuple[Commitment, ...]:
    """The rows of the tables of commitments printed from line `first` to `last`."""
    rows = rows_of(list(_values(reading, first, last)))
    commitments = (_commitment(reading, row) for row in rows)
    return tuple(one for one in commitments if one is not None)


def _values(reading: Reading, first: int, last: int) -> Iterator[Value]:
    """The values of all tables, in reading order."""
    at = first
    for grid in read_grids(reading, first, last):
        if at < grid.first:
            yield from _flattened(reading, at, grid.first - 1)
        yield from grid_values(grid)
        at = grid.last + 1
    if at <= last:
        yield from _flattened(reading, at, last)


def _flattened(reading: Reading, first: int, last: int) -> Iterator[Value]:
    pieces = table_pieces(reading, first, last)
    if not pieces:
        return
    placed = place(pieces, _layout(reading))
    lines = reading.lines
    heads = table_heads(lines[first - 1 : last])
    crowded = any(is_crowded(lines[top - 1 : end]) for top, end in heads.items())
    most = _CROWDED if crowded else 1.0
    value: Value | None = None
    for item in placed:
        piece, line = item.piece, item.piece.line
        span = (line.start, piece.end)
        if value is None or item.first:
            if value is not None:
                yield value.finish()
            value = Value(
                item.column, [span], [piece.text], piece.gap, _sure(item, most), _method(item),
                resumed=piece.resumed, bullet=line.bullet,
            )  # fmt: skip
        else:
            value.add(piece.text, span, bullet=line.bullet)
            value.resumed = value.resumed or piece.resumed
            value.confidence = min(value.confidence, _sure(item, most))
    if value is not None:
        yield value.finish()


def _layout(reading: Reading) -> Layout | None:
    """How the document prints its flattened tables, learned once."""
    if reading not in _layouts:
        pieces: list[Piece] = []
        at, end = 1, len(reading.lines)
        for grid in read_grids(reading, 1, end):
            pieces += table_pieces(reading, at, grid.first - 1) if at < grid.first else []
            at = grid.last + 1
        pieces += table_pieces(reading, at, end)
        _layouts[reading] = learn(pieces)
    return _layouts[reading]


def _sure(item: Placed, most: float) -> float:
    """How often a line whose best and second-best column are so far apart is in the best one.

    Fitted to the corpus and to printed variations of it: 0.55 at half a nat, 0.87 at 2.5.
    """
    return round(min(most, _SURE[item.column], 1.0 - 0.6 * exp(-item.margin / 1.6)), 2)


def _method(item: Placed) -> str:
    clues = "width, gaps and order" if item.told else "gaps, order and wording"
    return f"table: {item.column.name.lower()} column by {clues}"


def _commitment(reading: Reading, row: Row) -> Commitment | None:
    """A row as a record has it; None of a row that says nothing."""
    aim = row.objective
    objective = _state(reading, aim.spans, aim) if aim else None
    actions = tuple(_stated(reading, row.actions))
    levers = tuple(_stated(reading, row.levers))
    if not (objective or actions or levers):
        return None
    return Commitment(objective=objective, actions=actions, levers=levers)


def _stated(reading: Reading, values: Sequence[Value]) -> Iterator[Stated]:
    for value in values:
        for spans in _split(reading, value):
            stated = _state(reading, spans, value)
            if stated is not None:
                yield stated


def _split(reading: Reading, value: Value) -> list[list[Span]]:
    """A value parted at full stops and at capitalised infinitives; a list stays whole."""
    if value.listing:
        return [value.spans]
    text = printed(reading.source.text, value.spans)
    cuts = [0, *breaks(text), len(text)]
    return parted(value.spans, pairwise(cuts))


def _state(reading: Reading, spans: Sequence[Span], value: Value) -> Stated | None:
    return state(reading, spans, Stated, confidence=value.confidence, method=value.method)
