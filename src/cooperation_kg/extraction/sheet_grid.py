"""Sheets whose cells the format of the document knows: HTML, DOCX, ODT, and PDF with drawn rules.

A label stands to the left of its value, or above it in a row that has labels alone; so nothing has
to be weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from cooperation_kg.documents import Block
from cooperation_kg.extraction.labels import (
    FIELDS,
    LabelMatch,
    Learned,
    PartyName,
    find_label,
)
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.runs import Run
from cooperation_kg.extraction.sheet_events import Builder, Gap, Segment, Table

__all__ = ["read_grid"]

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_grid(
    reading: Reading,
    first: int,
    last: int,
    parties: tuple[PartyName, ...],
    learned: Mapping[str, Learned],
) -> Table | None:
    """The labels and values in the cells between two lines; None where no table has labels.

    Labels of two fields are a sheet. It ends where a label is printed again.
    """
    lines = reading.lines
    if not reading.blocks or first > min(last, len(lines)):
        return None
    start, end = lines[max(first, 1) - 1].start, lines[min(last, len(lines)) - 1].end
    cells = [block for block in reading.blocks if block.table and start <= block.start < end]
    builder = Builder(parties, learned)
    for _, table in groupby(cells, key=lambda cell: cell.table):
        if not _read_table(reading, builder, list(table)):
            break
    if len({label.match.kind for label in builder.labels} & set(FIELDS)) < 2:
        return None
    return Table(tuple(builder.labels), tuple(builder.pieces))


def _read_table(reading: Reading, builder: Builder, cells: Sequence[Block]) -> bool:
    """Takes the labels and values of a table; False where another sheet begins."""
    widths = _widths(reading, cells)
    heads: dict[int, int] = {}
    for _, grouped in groupby(cells, key=lambda cell: cell.row):
        row = [
            (cell, printed)
            for cell in grouped
            if (printed := list(_segments(reading, cell, widths[cell.column])))
        ]
        found = [_label(printed, builder.learned) for _, printed in row]
        head = len(row) > 2 and all(found)
        own: int | None = None
        waiting = False  # a label whose value is to come
        for (cell, printed), label in zip(row, found, strict=True):
            if label and (head or not waiting or label[1].colon):
                run, match, lines = label
                taken = builder.label(match, run, printed[0].line.number)
                if taken is False:
                    return False
                if taken:
                    own, waiting = len(builder.labels) - 1, True
                    heads[cell.column] = own
                    rest = run.part(match.value, len(run.text))
                    waiting = not _take(builder, rest, printed[0])
                    for segment in printed[lines:]:
                        waiting = not _take(builder, segment.run, segment)
                    continue
            under = own if own is not None else heads.get(cell.column)
            if under is not None:
                builder.below(under)
            for segment in printed:
                _take(builder, segment.run, segment)
            waiting = False
        if not head:
            heads = {}
    return True


def _label(
    printed: Sequence[Segment], learned: Mapping[str, Learned]
) -> tuple[Run, LabelMatch, int] | None:
    """The label a cell begins with, and over how many lines it is printed."""
    whole = printed[0].run
    for segment in printed[1:]:
        whole = whole + segment.run
    for run, lines in ((whole, len(printed)), (printed[0].run, 1)):
        match = find_label(run.text, learned)
        if match and (lines == 1 or match.end >= len(run.text.rstrip(" .*_"))):
            return run, match, lines
    return None


def _take(builder: Builder, run: Run, segment: Segment) -> bool:
    """Takes words of a value; whether there were any."""
    rest = builder.party_label(run, segment.gap)
    builder.piece(run if rest is None else rest, segment, beside=False)
    return bool(run)


def _segments(reading: Reading, cell: Block, width: int) -> Iterator[Segment]:
    """The printed lines of a cell."""
    source = reading.source
    gap: Gap = "blank"
    last = source.line_of(max(cell.start, cell.end - 1))
    lines = reading.lines[source.line_of(cell.start) - 1 : last]
    printed = [
        (line, Run.of(source.text[begins:ends], begins))
        for line in lines
        for low, high in [(max(line.start, cell.start), min(line.end, cell.end))]
        for begins, ends in _broken(source.text, low, high)
    ]
    runs = [run for _, run in printed]
    for at, (line, run) in enumerate(printed):
        if not run or line.furniture:
            gap = "page" if line.furniture else "blank"
            continue
        following = runs[at + 1].text.split(" ", 1)[0] if at + 1 < len(runs) else ""
        full = bool(following) and len(run.text) + 1 + len(following) > width
        yield Segment(run, line, gap, at == 0 or cell.start <= line.start, full, cell=True)
        gap = "none"


def _broken(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a printed line between the line breaks a cell of Markdown has."""
    for mark in _BREAK.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end


def _widths(reading: Reading, cells: Sequence[Block]) -> dict[int, int]:
    """How many characters the longest line of each column has."""
    widths: dict[int, int] = {}
    for cell in cells:
        lines = reading.source.text[cell.start : cell.end].split("\n")
        longest = max(len(" ".join(line.split())) for line in lines)
        widths[cell.column] = max(widths.get(cell.column, 0), longest)
    return widths
