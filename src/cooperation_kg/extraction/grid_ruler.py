"""Tables whose columns are aligned with spaces, as text that keeps a page's layout prints them.

No character parts the cells, but the columns leave a strip of white space on every line. Where it
stands is found as a reader finds it, with a ruler laid across the lines under one head: the place
where most cells begin and hardly any words are crossed. Every printing of the head begins a new
ruler, for a page may be set further to the left than the one before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cooperation_kg.extraction.grid_lines import CellLine, Grid, GridLine, cell_line
from cooperation_kg.extraction.reading import Line, Reading, is_spaced
from cooperation_kg.extraction.table_heads import Column, ReadHeads, column_of
from cooperation_kg.extraction.table_lines import SUITE, Gap, is_title, running_lines

__all__ = ["ruler_grids"]

_SEGMENT = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"\s*[-=_─]{3,}[\s\-=_─]*")
_HEAD_LINES = 4
_CROSSED = 1.5
_UNPARTED = 0.2
_TIGHT = 0.5
_MARKED = 3.0
_MARKS = frozenset("-–—•▪■●◦‣*")
_TORN = 0.3
_NEAR = 2
_SIDE_BY_SIDE = 0.15
"""The share of lines that must have words in two columns."""


@dataclass(frozen=True, slots=True)
class _Head:
    """A printing of the head: its lines, by index, and where the words of each column stand."""

    first: int
    last: int
    spans: tuple[tuple[int, int], ...]
    words: tuple[str, ...]
    columns: tuple[Column, ...]
    said: bool


@dataclass(frozen=True, slots=True)
class _Ruler:
    """Where the words of a head stood, and where the columns below it began."""

    spans: tuple[tuple[int, int], ...]
    edges: tuple[int, ...]


def ruler_grids(reading: Reading, first: int, last: int, heads: ReadHeads) -> Iterator[Grid]:
    """The tables whose columns are aligned, from line `first` to `last`."""
    lines = reading.lines[max(0, first - 1) : last]
    running = running_lines(reading)
    at = 0
    while at < len(lines):
        head = _head(lines, at, heads)
        if head is None:
            at += 1
            continue
        found: list[GridLine] = []
        end, sheet = head.last, head
        ruler: _Ruler | None = None
        while True:
            body, stop, ruler = _sheet(reading, lines, sheet, running, ruler, heads)
            if not body:
                break
            found += body
            end = stop - 1
            again = _head(lines, stop, heads) if stop < len(lines) else None
            if again is None or again.columns != head.columns:
                break
            sheet = again
        if found:
            yield _grid(lines, head, end, found)
        at = max(end, head.last) + 1


def _grid(lines: Sequence[Line], head: _Head, end: int, found: Sequence[GridLine]) -> Grid:
    ruled = sum(line.begins for line in found) > 1
    return Grid(
        lines[head.first].number, lines[end].number, head.columns, head.said, tuple(found), ruled,
        True, "the white space between columns", 0.97,
    )  # fmt: skip


def _segments(raw: str) -> list[tuple[int, int]]:
    return [match.span() for match in _SEGMENT.finditer(raw)]


def _head(lines: Sequence[Line], at: int, heads: ReadHeads) -> _Head | None:
    """The head that begins at a line, over as many lines as still name the columns."""
    raw = lines[at].raw
    if not lines[at].text or "  " not in raw.strip() or len(raw) > 400:
        return None
    columns: list[list[int]] = []
    words: list[str] = []
    best = None
    for index in range(at, min(at + _HEAD_LINES, len(lines))):
        line = lines[index]
        if not line.text or _RULE.fullmatch(line.raw):
            break
        segments = _segments(line.raw)
        if index == at:
            segments = [part for segment in segments for part in _heads_in(line.raw, *segment)]
        for start, end in segments:
            for column, (low, high) in enumerate(columns):
                if start < high + 1 and low < end + 1:
                    columns[column] = [min(low, start), max(high, end)]
                    words[column] += " " + line.raw[start:end]
                    break
            else:
                columns.append([start, end])
                words.append(line.raw[start:end])
        order = sorted(range(len(columns)), key=lambda column: columns[column][0])
        kinds = heads([words[column] for column in order]) if len(columns) > 1 else None
        if kinds is not None:
            spans = tuple((columns[column][0], columns[column][1]) for column in order)
            printed = tuple(words[column] for column in order)
            best = _Head(at, index, spans, printed, *kinds)
        elif best is not None:
            break
    return best


def _heads_in(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """The heads in a run of words: two, where a head fills its column up to the next."""
    for match in re.finditer(" ", raw[start:end]):
        at = start + match.start()
        one, other = column_of(raw[start:at]), column_of(raw[at + 1 : end])
        if one is not None and other is not None and one != other and raw[at + 1].isupper():
            return [(start, at), (at + 1, end)]
    return [(start, end)]


def _sheet(
    reading: Reading, lines: Sequence[Line], head: _Head, running: frozenset[str],
    known: _Ruler | None, heads: ReadHeads,
) -> tuple[list[GridLine], int, _Ruler]:  # fmt: skip
    """The lines under one head, the index of the line that ends them, and the ruler laid on them.

    The ruler of the page before stays where the head stands at the same place and it fits.
    """
    stop = _stop(lines, head, heads)
    under = lines[head.last + 1 : stop]
    marks = {line.number for line in under if _is_mark(line, running)}
    body = [line for line in under if line.text and line.number not in marks]
    ruler = _Ruler(head.spans, _edges([line.raw for line in body], head))
    if known and known.spans == head.spans:
        ruler = ruler if any(_crosses(line.raw, known.edges) for line in body) else known
    edges = ruler.edges
    marks |= _beside_numbers(under, edges)
    body = [line for line in body if line.number not in marks]
    torn = [_crosses(line.raw, edges) for line in body]
    end = _last(body, torn, edges)
    body, torn = body[:end], torn[:end]
    if not body or not _is_table(body, torn, edges, goes_on=known is not None):
        return [], head.last + 1, ruler
    last = next(at for at in range(head.last, stop) if lines[at] is body[-1])
    whole = end == len(torn) and stop < len(lines)
    after = stop if whole and _head(lines, stop, heads) else last + 1
    bad = {line.number for line, crossed in zip(body, torn, strict=True) if crossed}
    found = _lines(reading, lines[head.last + 1 : last + 1], edges, bad, marks)
    return list(found), after, ruler


def _beside_numbers(lines: Sequence[Line], edges: Sequence[int]) -> set[int]:
    """The lines that run over columns right above or below the number of a page: running heads."""
    printed = [line for line in lines if line.text]
    found = set()
    for at, line in enumerate(printed):
        beside = [*printed[max(0, at - 1) : at], *printed[at + 1 : at + 2]]
        if any(other.furniture and abs(other.number - line.number) <= _NEAR for other in beside):
            alone = len(_segments(line.raw)) == 1
            if not line.furniture and alone and _runs_over(line.raw, edges):
                found.add(line.number)
    return found


def _is_table(
    body: Sequence[Line], torn: Sequence[bool], edges: Sequence[int], *, goes_on: bool
) -> bool:
    """Whether lines stand in columns: side by side, or on a further page in any column but one."""
    if sum(torn) > _TORN * len(body):
        return False
    if goes_on and any(not line.raw[: edges[0]].strip() for line in body):
        return True
    beside = sum(_columns_used(line.raw, edges) > 1 for line in body)
    return beside >= max(1, _SIDE_BY_SIDE * len(body))


def _stop(lines: Sequence[Line], head: _Head, heads: ReadHeads) -> int:
    """The index where the next head or a heading begins, or after the last line."""
    apart = False
    for at in range(head.last + 1, len(lines)):
        line = lines[at]
        if line.text:
            again = _head(lines, at, heads)
            if again is not None and again.columns == head.columns:
                return at
            if len(_segments(line.raw)) == 1 and is_title(line, apart=apart):
                return at
        apart = not line.text
    return len(lines)


def _is_mark(line: Line, running: frozenset[str]) -> bool:
    """Whether a line is no text of the table: a number or a head of a page, a rule of dashes."""
    if _RULE.fullmatch(line.raw):
        return True
    return line.furniture or is_spaced(line.text) or line.text in running


def _edges(raws: Sequence[str], head: _Head) -> tuple[int, ...]:
    """Where each column but the first begins: most cells begin there, few words are crossed."""
    starts: Counter[int] = Counter()
    weighed = []
    for raw in raws:
        segments = _segments(raw)
        starts.update(start for start, _ in segments)
        # A line without a gap may be prose below the table, and says little.
        weighed.append((raw, 1.0 if len(segments) > 1 else _UNPARTED))
    edges: list[int] = []
    # The words of a head stand in their own column, wherever in it.
    for (_, left), (start, _) in pairwise(head.spans):
        best, edge = -1e9, start
        for place in range(left + 1, start + 1):
            score = starts[place] - 0.01 * (start - place)
            for raw, weight in weighed:
                if _crosses(raw, [place]):
                    score -= _CROSSED * weight
                if not _is_blank(raw, place - 2):
                    score -= (_MARKED if _has_mark(raw, place - 2) else _TIGHT) * weight
            if score > best:
                best, edge = score, place
        edges.append(edge)
    return tuple(edges)


def _is_blank(raw: str, at: int) -> bool:
    return at < 0 or at >= len(raw) or raw[at].isspace()


def _has_mark(raw: str, at: int) -> bool:
    """Whether a bullet stands there, after white space: it belongs to the words behind it."""
    return 0 < at < len(raw) and raw[at] in _MARKS and _is_blank(raw, at - 1)


def _crosses(raw: str, edges: Sequence[int]) -> bool:
    return any(not _is_blank(raw, edge - 1) and not _is_blank(raw, edge) for edge in edges)


def _columns_used(raw: str, edges: Sequence[int]) -> int:
    bounds = [0, *edges, max(len(raw), edges[-1])]
    return sum(bool(raw[low:high].strip()) for low, high in pairwise(bounds))


def _last(body: Sequence[Line], torn: Sequence[bool], edges: Sequence[int]) -> int:
    """How many lines belong to the table, before a paragraph of prose below it.

    Prose runs over the edges of columns without a gap, on two lines that follow each other.
    """
    over = [_runs_over(line.raw, edges) for line in body]
    for at in range(len(body)):
        apart = at == 0 or body[at].number > body[at - 1].number + 1
        alone = at + 1 == len(body) or body[at + 1].number > body[at].number + 1
        if apart and alone and torn[at]:
            return at
        follows = not alone and over[at] and over[at + 1]
        if follows and (torn[at] and torn[at + 1] if not apart else torn[at] or torn[at + 1]):
            return at
    return len(body)


def _runs_over(raw: str, edges: Sequence[int]) -> bool:
    """Whether words stand on both sides of an edge with no more than a space between."""
    return any(start < edge < end for start, end in _segments(raw) for edge in edges)


def _lines(
    reading: Reading,
    lines: Sequence[Line],
    edges: Sequence[int],
    bad: set[int],
    marks: set[int],
) -> Iterator[GridLine]:
    gap, resumed, begins = Gap.HEAD, False, False
    for line in lines:
        if _RULE.fullmatch(line.raw):
            begins = True
        elif not line.text:
            gap = max(gap, Gap.PAGE if "\f" in line.raw else Gap.BLANK)
        elif line.number in marks:
            gap = max(gap, Gap.PAGE)
        elif SUITE.fullmatch(line.text):
            resumed = True
        else:
            cells = _cut(reading, line, edges)
            if any(cells):
                yield GridLine(cells, gap, begins, resumed, line.number in bad)
                gap, resumed, begins = Gap.NONE, False, False


def _cut(reading: Reading, line: Line, edges: Sequence[int]) -> tuple[CellLine | None, ...]:
    """The cells of a line; a word that crosses an edge stays with the column it begins in."""
    cells, start = [], 0
    for edge in [*edges, len(line.raw)]:
        end = max(start, min(edge, len(line.raw)))
        while start < end < len(line.raw) and not line.raw[end - 1].isspace():
            if line.raw[end].isspace():
                break
            end += 1
        cells.append(cell_line(reading, line.start + start, line.start + end))
        start = end
    return tuple(cells)
