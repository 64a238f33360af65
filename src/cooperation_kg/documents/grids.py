"""Tables of a page, found by the rules that are drawn on it.

A rule is a horizontal or vertical stroke, or the edge of a box. Rules that touch make a grid; two
neighbouring fields of it between which no rule is drawn are one cell. Coordinates are points, x
to the right and y downwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise, product

__all__ = ["Grid", "Rule", "grids"]

_TOLERANCE = 2.5  # points; a rule drawn as a thin box has two edges
_MIN_LENGTH = 6.0
_MAX_PAIRS = 400_000  # a map or a drawing, no table
_MAX_FIELDS = 20_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A stroke at `at` (x of a vertical, y of a horizontal one) from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Grid:
    """A table's fields.

    Attributes:
        columns: the x of the vertical rules, from left to right.
        rows: the y of the horizontal rules, from top to bottom.
        cells: the row and column, from 1, of the cell each field belongs to.
    """

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[tuple[tuple[int, int], ...], ...]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column, from 1, of the cell a point lies in; None outside the table."""
        row, column = bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1
        if 0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1:
            return self.cells[row][column]
        return None


def grids(horizontal: list[Rule], vertical: list[Rule]) -> list[Grid]:
    """The tables that rules make, from top to bottom; a frame around one field is no table."""
    across, down = _joined(horizontal), _joined(vertical)
    if len(across) * len(down) > _MAX_PAIRS:
        return []
    found = []
    for part_across, part_down in _touching(across, down):
        grid = _grid(part_across, part_down)
        if grid is not None:
            found.append(grid)
    return sorted(found, key=lambda grid: (grid.rows[0], grid.columns[0]))


def _joined(rules: list[Rule]) -> list[Rule]:
    """Rules at one place drawn as one, those that meet end to end joined."""
    long = sorted((rule for rule in rules if rule.end - rule.start >= _MIN_LENGTH), key=_by_place)
    groups: list[list[Rule]] = []
    for rule in long:
        if groups and rule.at - groups[-1][0].at <= _TOLERANCE:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    joined = []
    for group in groups:
        at = group[0].at
        start, end = None, 0.0
        for rule in sorted(group, key=lambda each: each.start):
            if start is not None and rule.start > end + _TOLERANCE:
                joined.append(Rule(at, start, end))
                start = None
            start = rule.start if start is None else start
            end = max(end, rule.end) if end > start else rule.end
        if start is not None:
            joined.append(Rule(at, start, end))
    return joined


def _by_place(rule: Rule) -> tuple[float, float]:
    return rule.at, rule.start


def _touching(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    parents = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for (i, h), (j, v) in product(enumerate(across), enumerate(down, len(across))):
        meets_x = h.start - _TOLERANCE <= v.at <= h.end + _TOLERANCE
        if meets_x and v.start - _TOLERANCE <= h.at <= v.end + _TOLERANCE:
            parents[root(i)] = root(j)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, rule in enumerate(across):
        parts[root(i)][0].append(rule)
    for j, rule in enumerate(down, len(across)):
        parts[root(j)][1].append(rule)
    return [part for part in parts.values() if part[0] and part[1]]


def _edges(places: list[float], ends: list[float]) -> tuple[float, ...]:
    """Where the fields end: at the rules, and at the ends of those across them."""
    edges: list[float] = []
    for place in sorted([*places, min(ends), max(ends)]):
        if not edges or place - edges[-1] > _TOLERANCE:
            edges.append(place)
    return tuple(edges)


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    columns = _edges([v.at for v in down], [x for h in across for x in (h.start, h.end)])
    rows = _edges([h.at for h in across], [y for v in down for y in (v.start, v.end)])
    height, width = len(rows) - 1, len(columns) - 1
    if width < 2 or height < 1 or height * width > _MAX_FIELDS:
        return None
    parents = {(r, c): (r, c) for r in range(height) for c in range(width)}

    def root(field: tuple[int, int]) -> tuple[int, int]:
        while parents[field] != field:
            parents[field] = parents[parents[field]]
            field = parents[field]
        return field

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        first, second = sorted((root(one), root(other)))
        parents[second] = first

    middles = [sum(pair) / 2 for pair in pairwise(rows)]
    centres = [sum(pair) / 2 for pair in pairwise(columns)]
    for column in range(1, width):
        rules = [v for v in down if abs(v.at - columns[column]) <= _TOLERANCE]
        for row, y in enumerate(middles):
            if not any(v.start <= y <= v.end for v in rules):
                join((row, column - 1), (row, column))
    for row in range(1, height):
        rules = [h for h in across if abs(h.at - rows[row]) <= _TOLERANCE]
        for column, x in enumerate(centres):
            if not any(h.start <= x <= h.end for h in rules):
                join((row - 1, column), (row, column))
    roots = sorted({root(field) for field in parents})
    row_numbers = {row: n for n, row in enumerate(sorted({r for r, _ in roots}), 1)}
    column_numbers = {column: n for n, column in enumerate(sorted({c for _, c in roots}), 1)}
    if len(column_numbers) < 2:
        return None

    def number(field: tuple[int, int]) -> tuple[int, int]:
        row, column = root(field)
        return row_numbers[row], column_numbers[column]

    cells = tuple(tuple(number((r, c)) for c in range(width)) for r in range(height))
    return Grid(columns, rows, cells)
