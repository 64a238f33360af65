"""Rows of tables of three columns (objective, actions, levers), flattened over pages.

`table_lines` finds the lines of the tables, `columns` the column of each line; here the lines
become values and the values rows. One row is one objective with all its actions and levers,
however many pages it takes: an objective printed again under a repeated head opens no new row, and
a value cut by a page break is one value that stands at two places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cooperation_kg.extraction.columns import Column, Placed, place
from cooperation_kg.extraction.reading import Reading, clean
from cooperation_kg.extraction.table_cells import Span, parted, printed, state
from cooperation_kg.extraction.table_lines import Gap, table_pieces
from cooperation_kg.extraction.table_wording import (
    begins_lower,
    breaks,
    ends_open,
    is_reference,
    plain,
)
from cooperation_kg.records.model import Commitment
from cooperation_kg.records.values import Stated

__all__ = ["read_rows"]

_SURE = {Column.OBJECTIVE: 0.98, Column.ACTION: 0.97, Column.LEVER: 0.96}
"""How often a value stands in the right column of the right row, on the corpus."""

_UNSURE = {Column.OBJECTIVE: 0.8, Column.ACTION: 0.5, Column.LEVER: 0.5}
"""The same where columns are as wide as each other, on the corpus printed anew in such columns."""

_ALIKE = 0.5

_LIST = re.compile(r":\s*[-–—•]")
"""A lead-in and the first item of its list."""


@dataclass
class _Value:
    """One value: its lines in reading order, and where they stand."""

    column: Column
    spans: list[Span]
    lines: list[str]
    gap: Gap
    resumed: bool
    bullet: bool
    told: bool
    listing: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return clean("\n".join(self.lines))


@dataclass
class _Row:
    objective: _Value | None = None
    actions: list[_Value] = field(default_factory=list)
    levers: list[_Value] = field(default_factory=list)

    def cell(self, column: Column) -> list[_Value]:
        return self.actions if column == Column.ACTION else self.levers


def read_rows(reading: Reading, first: int, last: int) -> tuple[Commitment, ...]:
    """The rows of the three-column tables printed from line `first` to `last`."""
    placed = place(table_pieces(reading, first, last))
    rows = _rows(list(_values(placed)))
    return tuple(_commitment(reading, row) for row in rows)


def _values(placed: Sequence[Placed]) -> Iterator[_Value]:
    value: _Value | None = None
    for item in placed:
        piece, line = item.piece, item.piece.line
        span = (line.start, piece.end)
        if value is None or item.first:
            if value is not None:
                yield _finished(value)
            value = _Value(
                item.column, [span], [piece.text], piece.gap, piece.resumed, line.bullet, item.told
            )
        else:
            value.spans.append(span)
            value.lines.append(f"- {piece.text}" if line.bullet else piece.text)
            value.resumed = value.resumed or piece.resumed
    if value is not None:
        yield _finished(value)


def _finished(value: _Value) -> _Value:
    """A value without the second of two printings of it in one cell."""
    half, odd = divmod(len(value.lines), 2)
    if not odd and value.lines[:half] == value.lines[half:]:
        value.spans, value.lines = value.spans[:half], value.lines[:half]
    value.listing = bool(_LIST.search(value.text))
    return value


def _rows(values: Sequence[_Value]) -> list[_Row]:
    rows: list[_Row] = []
    broken = False
    for value in values:
        broken = broken or value.gap >= Gap.PAGE
        row = rows[-1] if rows else _Row()
        rest = _cut_value(row, value) if broken and begins_lower(value.lines[0]) else None
        if rest is not None:
            _extend(rest, value)
        elif value.column == Column.OBJECTIVE:
            if not (_repeats(value, row.objective) or is_reference(value.text)):
                rows.append(_Row(objective=value))
                broken = False
        elif not (_is_aside(value) or _is_printed_again(row, value)):
            if not rows:
                rows.append(row)
            cell = row.cell(value.column)
            if cell and _goes_on(cell[-1], value):
                _extend(cell[-1], value)
            else:
                cell.append(value)
    return rows


def _cut_value(row: _Row, value: _Value) -> _Value | None:
    """The value of a row that a page break cut, and of which `value` is the rest.

    It is the last of its own cell, unless that one is complete and another ends open (« de la »).
    """
    last = {
        Column.OBJECTIVE: row.objective,
        Column.ACTION: row.actions[-1] if row.actions else None,
        Column.LEVER: row.levers[-1] if row.levers else None,
    }
    own = last.pop(value.column)
    unfinished = [other for other in last.values() if other and ends_open(other.lines[-1])]
    if len(unfinished) == 1 and not (own and ends_open(own.lines[-1])):
        return unfinished[0]
    return own


def _is_aside(value: _Value) -> bool:
    """Whether a value only sends to another part; in the column of levers that is a lever."""
    sent = is_reference(value.text)
    return sent and (value.column == Column.ACTION or value.lines[0].startswith("("))


def _is_printed_again(row: _Row, value: _Value) -> bool:
    cell = row.cell(value.column)
    return value.resumed and any(_repeats(value, other) for other in cell[-20:])


def _repeats(value: _Value, earlier: _Value | None) -> bool:
    """Whether a value is an earlier one printed again, shortened or not, at the top of a page."""
    if earlier is None:
        return False
    words, others = (set(re.findall(r"\w+", plain(v.text))) for v in (value, earlier))
    if words == others:
        return True
    shared = len(words & others) / max(1, min(len(words), len(others)))
    return value.resumed and shared >= _ALIKE


def _goes_on(earlier: _Value, value: _Value) -> bool:
    """Whether a value is an item of the list that the one before it introduces."""
    return earlier.lines[-1].endswith(":") or (value.bullet and earlier.listing)


def _extend(value: _Value, more: _Value) -> None:
    value.listing = value.listing or more.bullet
    value.spans += more.spans
    value.lines += more.lines


def _commitment(reading: Reading, row: _Row) -> Commitment:
    objective = row.objective
    return Commitment(
        objective=_state(reading, objective.spans, objective) if objective else None,
        actions=tuple(_stated(reading, row.actions)),
        levers=tuple(_stated(reading, row.levers)),
    )


def _stated(reading: Reading, values: Sequence[_Value]) -> Iterator[Stated]:
    for value in values:
        for spans in _split(reading, value):
            stated = _state(reading, spans, value)
            if stated is not None:
                yield stated


def _split(reading: Reading, value: _Value) -> list[list[Span]]:
    """A value parted at full stops and at capitalised infinitives; a list stays whole."""
    if value.listing:
        return [value.spans]
    text = printed(reading.source.text, value.spans)
    cuts = [0, *breaks(text), len(text)]
    return parted(value.spans, pairwise(cuts))


def _state(reading: Reading, spans: Sequence[Span], value: _Value) -> Stated | None:
    clues = "width, gaps and order" if value.told else "gaps, order and wording"
    method = f"table: {value.column.name.lower()} column by {clues}"
    confidence = (_SURE if value.told else _UNSURE)[value.column]
    return state(reading, spans, Stated, confidence=confidence, method=method)
