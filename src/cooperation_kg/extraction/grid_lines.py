"""A table whose cells are known: printed lines, parted into columns.

Whoever parts them (bars, aligned columns, the format itself) gives the same lines, so that rows and
values are made of them by one rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cooperation_kg.extraction.reading import Line, Reading, clean
from cooperation_kg.extraction.table_cells import Span
from cooperation_kg.extraction.table_heads import Column
from cooperation_kg.extraction.table_lines import SUITE, SUITE_AT_END, Gap
from cooperation_kg.extraction.table_wording import plain

__all__ = ["CellLine", "Grid", "GridLine", "as_head", "cell_line", "cell_lines", "same_head"]

_MARK = re.compile(r"\s*(?:[-–—•▪■●◦‣*\ue000-\uf8ff]|o(?=\s))\s*")
_BREAK = re.compile(r"\n|<br\s{0,3}/?>|</?(?:p|li|div|ul|ol)\b[^<>]{0,200}>|\s(?=[•▪■●‣]\s)")
_ITEM = re.compile(r"<li\b[^<>]{0,200}>$")


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell.

    Attributes:
        span: its characters, without bullet and marks.
        text: its words.
        bullet: whether it begins with a bullet.
        resumed: whether « (suite) » stands at its end.
    """

    span: Span
    text: str
    bullet: bool = False
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line across the columns of a table.

    Attributes:
        cells: what each column has on it.
        gap: what stands before it.
        begins: whether the layout says that a row begins here.
        resumed: whether « (suite) » stands before it.
        torn: whether words stand where columns are parted elsewhere.
    """

    cells: tuple[CellLine | None, ...]
    gap: Gap = Gap.NONE
    begins: bool = False
    resumed: bool = False
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of known cells.

    Attributes:
        first: the line of its head.
        last: its last line.
        columns: what each column holds.
        said: whether the heads of all columns say so.
        lines: its lines, heads left out.
        ruled: whether the layout says where each row begins.
        wrapped: whether a line of a cell ends where the column does, and not where a value does.
        method: how its cells were told.
        confidence: how sure that is.
    """

    first: int
    last: int
    columns: tuple[Column, ...]
    said: bool
    lines: tuple[GridLine, ...]
    ruled: bool
    wrapped: bool
    method: str
    confidence: float


def cell_line(reading: Reading, start: int, end: int) -> CellLine | None:
    """The line of a cell between two characters; None of nothing."""
    printed = reading.source.text[start:end]
    suite = SUITE_AT_END.search(printed)
    resumed = suite is not None
    if suite:
        printed = printed[: suite.start()]
    mark = _MARK.match(printed)
    begin = mark.end() if mark else len(printed) - len(printed.lstrip())
    text = clean(printed[begin:])
    if not text or SUITE.fullmatch(text):
        return CellLine((start, start), "", resumed=True) if resumed or text else None
    span = (start + begin, start + len(printed.rstrip()))
    return CellLine(span, text, mark is not None, resumed)


def cell_lines(reading: Reading, start: int, end: int) -> Iterator[CellLine]:
    """The lines of a cell that holds line breaks of its own (line feeds, `<br>`, bullets)."""
    text = reading.source.text
    at, item = start, False
    for match in [*_BREAK.finditer(text, start, end), None]:
        found = cell_line(reading, at, match.start() if match else end)
        if found is not None:
            yield CellLine(found.span, found.text, found.bullet or item, found.resumed)
        if match:
            at, item = match.end(), _ITEM.match(match.group()) is not None


def as_head(cells: Sequence[CellLine | None]) -> list[str]:
    """The words of cells, as the heads of columns."""
    return [cell.text if cell else "" for cell in cells]


def same_head(cells: Sequence[CellLine | None], head: Sequence[str]) -> bool:
    """Whether cells print the head of the table again."""
    if not any(cells) or len(cells) != len(head):
        return False
    return all(plain(one) == plain(other) for one, other in zip(as_head(cells), head, strict=True))


def is_suite(line: Line) -> bool:
    """Whether a line says only that the table goes on."""
    return SUITE.fullmatch(line.text) is not None
