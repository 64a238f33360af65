"""Tables whose cells bars or tabs part, as Markdown and text exports print them.

A rule of dashes parts the head from the body; where rules stand between rows too, the lines between
two of them are one row. Without, each line is a row, unless cells visibly go on from line to line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cooperation_kg.documents.markdown import cells_of
from cooperation_kg.extraction.grid_lines import (
    CellLine,
    Grid,
    GridLine,
    as_head,
    cell_line,
    cell_lines,
    is_suite,
    same_head,
)
from cooperation_kg.extraction.reading import Line, Reading
from cooperation_kg.extraction.table_heads import ReadHeads
from cooperation_kg.extraction.table_lines import Gap
from cooperation_kg.extraction.table_wording import begins_lower, ends_open

__all__ = ["bar_grids"]

_RULE = re.compile(r"[\s|+:=─-]*[-=─]{2,}[\s|+:=─-]*")
_TAB = re.compile(r"\t")
_HEAD_LINES = 4
_WRAPPED = 0.15


def bar_grids(reading: Reading, first: int, last: int, heads: ReadHeads) -> Iterator[Grid]:
    """The tables whose cells bars or tabs part, from line `first` to `last`."""
    lines = reading.lines[max(0, first - 1) : last]
    at = 0
    while at < len(lines):
        if not _edges(lines[at]):
            at += 1
            continue
        end = _end(lines, at)
        grid = _grid(reading, lines[at:end], heads)
        if grid is not None:
            yield grid
        at = end


def _edges(line: Line) -> list[tuple[int, int]]:
    """Where the cells of a line stand in the source; none where nothing parts it."""
    raw = line.raw
    if "|" in raw:
        cells = cells_of(raw)
    elif "\t" in raw.rstrip():
        printed = raw.rstrip()
        bounds = [-1, *(match.start() for match in _TAB.finditer(printed)), len(printed)]
        cells = [(left + 1, right) for left, right in pairwise(bounds)]
    else:
        return []
    if len(cells) < 2:
        return []
    return [(line.start + start, line.start + end) for start, end in cells]


def _is_rule(line: Line) -> bool:
    return _RULE.fullmatch(line.raw) is not None and line.raw.strip() != ""


def _end(lines: Sequence[Line], at: int) -> int:
    """The index after the last line of a table; a page break may stand in it."""
    end, width = at, len(_edges(lines[at]))
    for index in range(at, len(lines)):
        line = lines[index]
        if _is_rule(line) or _edges(line):
            if index > end + 1 and abs(len(_edges(line)) - width) > 1 and not _is_rule(line):
                break
            end = index
        elif (line.text and not (line.furniture or is_suite(line))) or index - end > 12:
            break
    return end + 1


def _grid(reading: Reading, lines: Sequence[Line], heads: ReadHeads) -> Grid | None:
    heading = _heading(reading, lines, heads)
    columns = heads(_joined([_cells(reading, line, 0) for line in heading]))
    if columns is None:
        return None
    kinds, said = columns
    first_head = as_head(_cells(reading, heading[0], len(kinds)))
    ruled = _rules_part_rows(reading, lines, heading[-1].number, first_head)
    body = list(_body(reading, lines, heading[-1].number, len(kinds), ruled))
    found = _without_heads(body, first_head, len(heading))
    if not found:
        return None
    wrapped = ruled
    if not ruled and _goes_over_lines(found):
        wrapped = True
        found = [replace(line, begins=False) for line in found]
    method = "bars" if "|" in heading[0].raw else "tabs"
    return Grid(
        lines[0].number, lines[-1].number, kinds, said, tuple(found), ruled or not wrapped, wrapped,
        f"the cells that {method} part", 0.98,
    )  # fmt: skip


def _heading(reading: Reading, lines: Sequence[Line], heads: ReadHeads) -> list[Line]:
    """The lines of the first head of a table; none where no line names the columns."""
    rows = [line for line in lines if _edges(line) and not _is_rule(line)]
    rules = {line.number for line in lines if _is_rule(line)}
    for at, first in enumerate(rows):
        whole = [first]
        for line in rows[at + 1 : at + _HEAD_LINES]:
            if any(number in rules for number in range(whole[-1].number, line.number)):
                break
            whole.append(line)
        # All the lines above a rule are the head; without a rule, the fewest that name columns.
        ruled = whole[-1].number + 1 in rules
        for size in range(len(whole), 0, -1) if ruled else range(1, len(whole) + 1):
            head = _joined([_cells(reading, line, 0) for line in whole[:size]])
            if heads(head) is not None:
                return whole[:size]
    return []


def _joined(rows: Sequence[Sequence[CellLine | None]]) -> list[str]:
    width = max((len(row) for row in rows), default=0)
    heads = [as_head(row) + [""] * (width - len(row)) for row in rows]
    return [" ".join(words for words in column if words) for column in zip(*heads, strict=True)]


def _cells(reading: Reading, line: Line, width: int) -> list[CellLine | None]:
    cells = [cell_line(reading, start, end) for start, end in _edges(line)]
    return cells + [None] * (width - len(cells))


def _rules_part_rows(
    reading: Reading, lines: Sequence[Line], head: int, first_head: Sequence[str]
) -> bool:
    """Whether rules stand between rows, and not only below a head."""
    ruled, open_rule, is_head = False, False, True
    for line in lines:
        if line.number <= head:
            continue
        if _is_rule(line):
            open_rule = not is_head
        elif _edges(line):
            is_head = same_head(_cells(reading, line, len(first_head)), first_head)
            ruled = ruled or (open_rule and not is_head)
            open_rule = False
    return ruled


def _body(
    reading: Reading, lines: Sequence[Line], head: int, width: int, ruled: bool
) -> Iterator[GridLine]:
    """The lines below the head; a line with breaks in its cells is several."""
    gap, resumed, begins = Gap.NONE, False, True
    for line in lines:
        if line.number <= head:
            continue
        edges = _edges(line)
        if _is_rule(line):
            begins = True
        elif not edges or line.furniture:
            resumed = resumed or is_suite(line)
            gap = max(gap, Gap.PAGE if line.furniture or "\f" in line.raw else Gap.BLANK)
        else:
            if len(edges) > width:
                edges = [*edges[: width - 1], (edges[width - 1][0], edges[-1][1])]
            columns = [list(cell_lines(reading, *edge)) for edge in edges]
            columns += [[]] * (width - len(columns))
            deep = max(map(len, columns))
            for depth in range(deep):
                cells = tuple(cell[depth] if depth < len(cell) else None for cell in columns)
                here = depth == 0 and (begins or not ruled)
                yield GridLine(cells, gap if depth == 0 else Gap.NONE, here, resumed)
                resumed = False
            gap, begins = (Gap.NONE, False) if deep else (max(gap, Gap.BLANK), begins)


def _without_heads(lines: Sequence[GridLine], head: Sequence[str], size: int) -> list[GridLine]:
    found: list[GridLine] = []
    skip, gap = 0, Gap.NONE
    for line in lines:
        if same_head(line.cells, head):
            skip, gap = size, Gap.HEAD
        if skip:
            skip -= 1
            continue
        found.append(replace(line, gap=max(gap, line.gap)))
        gap = Gap.NONE
    return found


def _goes_over_lines(lines: Sequence[GridLine]) -> bool:
    """Whether cells go on from line to line: small letters below words that do not end."""
    wraps = 0
    for above, line in pairwise(lines):
        for one, other in zip(above.cells, line.cells, strict=True):
            if one and other and one.text and other.text and not other.bullet:
                lower = begins_lower(other.text) and not one.text.endswith((".", ";"))
                wraps += lower or ends_open(one.text)
    return wraps > _WRAPPED * len(lines)
