"""Rows of a table, of values in reading order: whatever layout the values were found in.

One row is one objective with all its actions and levers, however many pages it takes: an objective
printed again under a repeated head opens no new row, and a value cut by a page break is one value
that stands at two places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cooperation_kg.extraction.reading import clean
from cooperation_kg.extraction.table_cells import Span
from cooperation_kg.extraction.table_heads import Column
from cooperation_kg.extraction.table_lines import Gap
from cooperation_kg.extraction.table_wording import begins_lower, ends_open, is_reference, plain

__all__ = ["Row", "Value", "rows_of"]

_ALIKE = 0.5

_LIST = re.compile(r":\s*[-–—•]")
"""A lead-in and the first item of its list."""


@dataclass
class Value:
    """One value of a table: its lines in reading order, and where they stand.

    Attributes:
        column: the column it stands in.
        spans: where its lines stand.
        lines: their words.
        gap: what stands before it.
        confidence: how sure it is that it stands in this column and row.
        method: how it was found.
        resumed: whether « (suite) » stands before it.
        bullet: whether it begins with a bullet.
        celled: whether the layout itself tells its column.
        listing: whether it is a list under its lead-in.
    """

    column: Column
    spans: list[Span]
    lines: list[str]
    gap: Gap
    confidence: float
    method: str
    resumed: bool = False
    bullet: bool = False
    celled: bool = False
    listing: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return clean("\n".join(self.lines))

    def add(self, line: str, span: Span, *, bullet: bool) -> None:
        """Goes on with one more line."""
        self.spans.append(span)
        self.lines.append(f"- {line}" if bullet else line)

    def finish(self) -> Value:
        """Leaves out the second of two printings of it in one cell."""
        half, odd = divmod(len(self.lines), 2)
        if not odd and self.lines[:half] == self.lines[half:]:
            self.spans, self.lines = self.spans[:half], self.lines[:half]
        self.listing = bool(_LIST.search(self.text))
        return self


@dataclass
class Row:
    """An objective, and what is to be done for it with what means."""

    objective: Value | None = None
    actions: list[Value] = field(default_factory=list)
    levers: list[Value] = field(default_factory=list)

    def cell(self, column: Column) -> list[Value]:
        """The values of its actions or of its levers."""
        return self.actions if column == Column.ACTION else self.levers


def rows_of(values: Sequence[Value]) -> list[Row]:
    """The rows that values make, in reading order."""
    rows: list[Row] = []
    broken = False
    for value in values:
        broken = broken or value.gap >= Gap.PAGE
        row = rows[-1] if rows else Row()
        rest = _cut_value(row, value) if broken and _is_rest(value) else None
        if rest is not None:
            _extend(rest, value)
        elif value.column == Column.OBJECTIVE:
            if not (_repeats(value, row.objective) or is_reference(value.text)):
                rows.append(Row(objective=value))
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


def _is_rest(value: Value) -> bool:
    return begins_lower(value.lines[0]) and not value.bullet


def _cut_value(row: Row, value: Value) -> Value | None:
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
    own_open = own is not None and ends_open(own.lines[-1])
    if len(unfinished) == 1 and not (value.celled or own_open):
        return unfinished[0]
    return own


def _is_aside(value: Value) -> bool:
    """Whether a value only sends to another part; in the column of levers that is a lever."""
    sent = is_reference(value.text)
    return sent and (value.column == Column.ACTION or value.lines[0].startswith("("))


def _is_printed_again(row: Row, value: Value) -> bool:
    cell = row.cell(value.column)
    return value.resumed and any(_repeats(value, other) for other in cell[-20:])


def _repeats(value: Value, earlier: Value | None) -> bool:
    """Whether a value is an earlier one printed again, shortened or not, at the top of a page."""
    if earlier is None:
        return False
    words, others = (set(re.findall(r"\w+", plain(v.text))) for v in (value, earlier))
    if words == others:
        return True
    shared = len(words & others) / max(1, min(len(words), len(others)))
    return value.resumed and shared >= _ALIKE


def _goes_on(earlier: Value, value: Value) -> bool:
    """Whether a value is an item of the list that the one before it introduces."""
    return earlier.lines[-1].endswith(":") or (value.bullet and earlier.listing)


def _extend(value: Value, more: Value) -> None:
    value.listing = value.listing or more.bullet
    value.confidence = min(value.confidence, more.confidence)
    value.spans += more.spans
    value.lines += more.lines
