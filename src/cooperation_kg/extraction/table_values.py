"""The values of a table of known cells, row by row.

Where the layout does not say where a row begins, an objective does: with a capital, after one that
is complete. A cell that gives no objective belongs to the objective above it. In a cell a value
begins at a blank line, at a bullet, after a full stop, and where a line begins a new phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cooperation_kg.extraction.grid_lines import CellLine, Grid, GridLine
from cooperation_kg.extraction.rulers import proportional
from cooperation_kg.extraction.table_heads import Column
from cooperation_kg.extraction.table_lines import Gap
from cooperation_kg.extraction.table_rows import Value
from cooperation_kg.extraction.table_wording import Opening, begins_lower, ends_open, opening

__all__ = ["grid_values"]

_VERBS = (Opening.INFINITIVE, Opening.AIM, Opening.DEED, Opening.FOLLOW, Opening.USE)
_TORN = 0.6
_GUESSED = 0.75
_UNSAID = 0.7
_STOPS = (".", ";", "!", "?")


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of a cell, with what stands before it in its column."""

    cell: CellLine
    gap: Gap
    resumed: bool
    torn: bool


def grid_values(grid: Grid) -> Iterator[Value]:
    """The values of a table, in the order of its rows and columns."""
    starts = _starts(grid)
    numbered = zip(_numbers(starts), grid.lines, strict=True)
    for _, row in groupby(numbered, key=lambda item: item[0]):
        lines = [line for _, line in row]
        for column in (Column.OBJECTIVE, Column.ACTION, Column.LEVER):
            for at, kind in enumerate(grid.columns):
                if kind == column:
                    yield from _cell_values(grid, lines, at)


def _numbers(starts: Sequence[bool]) -> Iterator[int]:
    number = 0
    for start in starts:
        number += start
        yield number


def _starts(grid: Grid) -> list[bool]:
    """Whether a row begins with each line."""
    if grid.ruled:
        return [line.begins for line in grid.lines]
    at = grid.columns.index(Column.OBJECTIVE)
    width = _width(grid, at)
    starts = [False] * len(grid.lines)
    above: tuple[int, CellLine] | None = None
    for index, line in enumerate(grid.lines):
        cell = line.cells[at]
        if cell is None or not cell.text:
            continue
        if above is None or _begins_row(grid, above, index, cell, width):
            starts[index] = True
        above = (index, cell)
    return _from_the_top(grid, starts) if _is_centred(grid, starts, at) else starts


def _begins_row(
    grid: Grid, above: tuple[int, CellLine], at: int, cell: CellLine, width: float
) -> bool:
    """Whether an objective begins with a line, and does not go on with the one above it."""
    before, last = above
    if begins_lower(cell.text) or ends_open(last.text):
        return False
    gap = max(line.gap for line in grid.lines[before + 1 : at + 1])
    if at > before + 1 or gap > Gap.NONE or cell.bullet:
        return True
    verb = opening(cell.text) in _VERBS
    tight = _begins_beside(grid, at)
    return tight and (verb or last.text.endswith(_STOPS) or _room(last, cell, width))


def _begins_beside(grid: Grid, at: int) -> bool:
    """Whether an action or a lever may begin on a line."""
    return any(
        cell is not None and kind in (Column.ACTION, Column.LEVER) and not begins_lower(cell.text)
        for kind, cell in zip(grid.columns, grid.lines[at].cells, strict=True)
    )


def _is_centred(grid: Grid, starts: Sequence[bool], at: int) -> bool:
    """Whether objectives are printed at half the height of their rows."""
    inside = blocks = 0
    for block in _blocks(grid):
        filled = [index for index in block if grid.lines[index].cells[at]]
        if filled:
            blocks += 1
            alone = sum(starts[index] for index in block) == 1
            inside += filled[0] > block[0] and alone and not _begins_beside(grid, filled[0])
    return blocks > 1 and inside > 0.4 * blocks


def _from_the_top(grid: Grid, starts: Sequence[bool]) -> list[bool]:
    found = list(starts)
    for block in _blocks(grid):
        begun = [index for index in block if starts[index]]
        if len(begun) == 1:
            found[begun[0]] = False
            found[block[0]] = True
    return found


def _blocks(grid: Grid) -> Iterator[list[int]]:
    """Lines that no blank line parts, by index."""
    block: list[int] = []
    for index, line in enumerate(grid.lines):
        if line.gap > Gap.NONE and block:
            yield block
            block = []
        block.append(index)
    if block:
        yield block


def _is_spaced(grid: Grid, at: int) -> bool:
    """Whether blank lines part the values of a column, inside a row too."""
    starts = _starts(grid)
    return any(
        line.gap in (Gap.BLANK, Gap.SPACED) and line.cells[at] and not start
        for line, start in zip(grid.lines, starts, strict=True)
    )


def _width(grid: Grid, at: int) -> float:
    cells = (line.cells[at] for line in grid.lines)
    return max((proportional(cell.text) for cell in cells if cell), default=0.0)


def _room(above: CellLine, cell: CellLine, width: float) -> bool:
    """Whether the first word of a line had room on the line above it."""
    word = cell.text.partition(" ")[0]
    return proportional(f"{above.text} {word}") <= 0.97 * width


def _parts(lines: Sequence[GridLine], at: int) -> Iterator[_Part]:
    gap, resumed, empty = Gap.NONE, False, False
    for line in lines:
        gap = max(gap, line.gap)
        cell = line.cells[at]
        resumed = resumed or line.resumed or (cell is not None and cell.resumed)
        if cell is None or not cell.text:
            empty = True
            continue
        if empty:
            gap = max(gap, Gap.BLANK)
        yield _Part(cell, gap, resumed, line.torn)
        gap, resumed, empty = Gap.NONE, False, False


def _cell_values(grid: Grid, lines: Sequence[GridLine], at: int) -> Iterator[Value]:
    width = _width(grid, at)
    value: Value | None = None
    above: CellLine | None = None
    for part in _parts(lines, at):
        cell = part.cell
        sure = grid.confidence * (_TORN if part.torn else 1.0) * (1.0 if grid.said else _UNSAID)
        begins, certain = _begins_value(grid, above, part, at, width)
        if value is not None and not begins:
            value.add(cell.text, cell.span, bullet=cell.bullet)
            value.resumed = value.resumed or part.resumed
            value.confidence = min(value.confidence, sure if certain else sure * _GUESSED)
        else:
            if value is not None:
                yield value.finish()
            value = Value(
                grid.columns[at], [cell.span], [cell.text], part.gap,
                round(sure if certain else sure * _GUESSED, 2),
                f"table: {grid.columns[at].name.lower()} column by {grid.method}",
                resumed=part.resumed, bullet=cell.bullet, celled=True,
            )  # fmt: skip
        above = cell
    if value is not None:
        yield value.finish()


def _begins_value(
    grid: Grid, above: CellLine | None, part: _Part, at: int, width: float
) -> tuple[bool, bool]:
    """Whether a value begins with a line, and whether that is certain."""
    cell = part.cell
    if above is None or (cell.bullet and grid.columns[at] != Column.OBJECTIVE):
        return True, True
    if grid.columns[at] == Column.OBJECTIVE or begins_lower(cell.text) or ends_open(above.text):
        return False, True
    parted = part.gap > Gap.NONE or above.text.endswith(_STOPS) or not grid.wrapped
    if parted or opening(cell.text) in _VERBS:
        return True, True
    word = not cell.text[0].isdigit()
    if _room(above, cell, width):
        return word, True
    if grid.columns[at] == Column.LEVER and _is_spaced(grid, at):
        return False, False
    # A full line tells nothing: levers are mostly names, actions mostly begin with a verb.
    return word and grid.columns[at] == Column.LEVER, False
