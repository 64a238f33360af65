"""The tables of a part whose cells are told by the layout, whichever it is."""

from __future__ import annotations

from cooperation_kg.extraction.grid_bars import bar_grids
from cooperation_kg.extraction.grid_blocks import block_grids
from cooperation_kg.extraction.grid_lines import Grid
from cooperation_kg.extraction.grid_ruler import ruler_grids
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.table_heads import ReadHeads, columns_of, table_heads

__all__ = ["has_table", "read_grids"]


def read_grids(
    reading: Reading, first: int, last: int, heads: ReadHeads = columns_of
) -> list[Grid]:
    """The tables whose cells are told, from line `first` to `last`, in reading order.

    Where two readings of the same lines are possible, the format counts more than bars, and bars
    more than white space.

    Args:
        reading: the document.
        first: the first line to look at.
        last: the last.
        heads: what tells a table that is looked for by the heads of its columns.
    """
    found: list[Grid] = []
    for grids in (block_grids, bar_grids, ruler_grids):
        for grid in grids(reading, first, last, heads):
            if all(grid.last < other.first or grid.first > other.last for other in found):
                found.append(grid)
    return sorted(found, key=lambda grid: grid.first)


def has_table(reading: Reading, first: int, last: int) -> bool:
    """Whether a table of commitments is printed from line `first` to `last`, in any layout."""
    printed = reading.printed(first, last)
    return bool(table_heads(printed)) or bool(read_grids(reading, first, last))
