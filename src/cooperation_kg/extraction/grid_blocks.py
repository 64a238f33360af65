"""Tables whose cells the format of a document knows: HTML, DOCX, ODT, and PDF with drawn rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from cooperation_kg.documents import Block
from cooperation_kg.extraction.grid_lines import (
    CellLine,
    Grid,
    GridLine,
    cell_lines,
    same_head,
)
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.table_heads import ReadHeads
from cooperation_kg.extraction.table_lines import Gap

__all__ = ["block_grids"]

_HEAD_ROWS = 3
_SENTENCES = 60
"""Cells whose lines are longer are paragraphs, not lines that end where the column does."""


def block_grids(reading: Reading, first: int, last: int, heads: ReadHeads) -> Iterator[Grid]:
    """The tables the format knows, from line `first` to `last`."""
    lines = reading.lines
    if not reading.blocks or first > last or first > len(lines):
        return
    start, end = lines[max(0, first - 1)].start, lines[min(last, len(lines)) - 1].end
    cells = [block for block in reading.blocks if block.table and start <= block.start < end]
    for _, table in groupby(cells, key=lambda block: block.table):
        grid = _grid(reading, list(table), heads)
        if grid is not None:
            yield grid


def _grid(reading: Reading, cells: Sequence[Block], read_heads: ReadHeads) -> Grid | None:
    width = max(cell.column for cell in cells)
    if not 2 <= width <= 12:
        return None
    rows = [_row(reading, list(row), width) for _, row in groupby(cells, key=lambda cell: cell.row)]
    heads = [[" ".join(line.text for line in cell) for cell in row] for row in rows[:_HEAD_ROWS]]
    read = [read_heads(head) for head in heads]
    below = next((at for at, columns in enumerate(read) if columns is not None), None)
    if below is None or (columns := read[below]) is None:
        return None
    head = heads[below]
    kinds, said = columns
    lines: list[GridLine] = []
    gap = Gap.NONE
    for row in rows[below + 1 :]:
        tops = tuple(
            CellLine((0, 0), " ".join(line.text for line in cell)) if cell else None for cell in row
        )
        if same_head(tops, head):
            gap = Gap.HEAD
            continue
        for depth in range(max(map(len, row), default=0)):
            parts = tuple(cell[depth] if depth < len(cell) else None for cell in row)
            lines.append(GridLine(parts, gap, depth == 0))
            gap = Gap.NONE
    if not lines:
        return None
    first = reading.source.line_of(cells[0].start)
    last = reading.source.line_of(max(cells[-1].start, cells[-1].end - 1))
    return Grid(
        first, last, kinds, said, tuple(lines), True, _is_wrapped(lines),
        "the cells of the document's format", 0.98,
    )  # fmt: skip


def _row(reading: Reading, cells: Sequence[Block], width: int) -> list[list[CellLine]]:
    found: list[list[CellLine]] = [[] for _ in range(width)]
    for cell in cells:
        found[cell.column - 1] += cell_lines(reading, cell.start, cell.end)
    return found


def _is_wrapped(lines: Sequence[GridLine]) -> bool:
    """Whether lines end where their column does, as a PDF prints them, and not at a paragraph."""
    texts = [cell.text for line in lines for cell in line.cells if cell and cell.text]
    if any(len(text) > _SENTENCES for text in texts):
        return False
    below = [cell for line in lines if not line.begins for cell in line.cells if cell and cell.text]
    lower = sum(cell.text[0].islower() and not cell.bullet for cell in below)
    return lower > 0.2 * len(below)
