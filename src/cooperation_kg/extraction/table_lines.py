"""The printed lines of a flattened table, without its heads and what is no text of it.

A head is printed again on every page, sometimes with « (suite) ». A heading of the outline ends the
table; so does nothing else, because a page break may stand anywhere in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from weakref import WeakKeyDictionary

from cooperation_kg.extraction.reading import Line, Reading, is_spaced
from cooperation_kg.extraction.table_heads import table_heads
from cooperation_kg.extraction.table_wording import plain

__all__ = [
    "SUITE",
    "SUITE_AT_END",
    "Gap",
    "Piece",
    "is_title",
    "running_lines",
    "table_pieces",
]

SUITE = re.compile(r"\(?\s*suite(?:\s+et\s+fin)?\s*\)?\s*:?", re.IGNORECASE)
SUITE_AT_END = re.compile(r"[(–-]\s{0,3}suite(?:\s{1,3}et\s{1,3}fin)?\s{0,3}\)?\s*$", re.IGNORECASE)

_TITLE = re.compile(
    r"\d{1,2}(?:\.\d{1,2})+\.?\s*[:–—-]?\s+[^\W\d].*"
    r"|(?:axe|pilier|orientation|priorite|chapitre|partie|annexe|titre|fiche)\s+"
    r"(?:strategique\s+)?(?:n\s?[°o]\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[ivx]+)"
    r"(?:\s*[:–—]\s.*|\.?\s+[-–—]?\s?[^\W\d].*)?"
    r"|(?:axe|pilier|orientation|priorite)"
)
_MAY_TITLE = re.compile(r"\d|axe|pilier|orient|prior|chap|partie|annexe|titre|fiche", re.IGNORECASE)
_MARKED = re.compile(r"\s{0,3}#{1,6}\s")
_SHOUTED = re.compile(r"[^\Wa-z\d_]+(?:[ '’][^\Wa-z\d_]+)+")

_WIDEST = 92

_running: WeakKeyDictionary[Reading, frozenset[str]] = WeakKeyDictionary()


class Gap(IntEnum):
    """What stands between a line and the printed line before it."""

    NONE = 0
    LEAD = 1
    """Nothing, but the line begins with white space, as the first line of a moved cell does."""
    BLANK = 2
    SPACED = 3
    """Blank lines, one of which holds white space: an empty paragraph of a cell."""
    PAGE = 4
    """A page number or a running head."""
    HEAD = 5
    """The head of the table, printed again."""
    SUITE = 6
    """The head and « (suite) »: the row above goes on."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed line of a table.

    Attributes:
        line: the line.
        text: its words, a mark such as « (suite) » left out.
        end: the character after its last word.
        gap: what stands before it.
        sheet: which printing of the head it stands under, counted from 0.
        resumed: whether « (suite) » stands before it or at its end.
    """

    line: Line
    text: str
    end: int
    gap: Gap
    sheet: int
    resumed: bool = False


def running_lines(reading: Reading) -> frozenset[str]:
    """What is printed beside page numbers and heads in spaced letters, and nowhere else."""
    known = _running.get(reading)
    if known is None:
        printed = [line for line in reading.lines if line.text]
        marks = [line.furniture or is_spaced(line.text) for line in printed]
        beside: Counter[str] = Counter()
        for at, line in enumerate(printed):
            if not marks[at] and any(marks[max(0, at - 1) : at + 2]):
                beside[line.text] += 1
        seen = Counter(line.text for line in printed if line.text in beside)
        known = frozenset(
            text for text, times in beside.items() if times >= 2 and times >= 0.7 * seen[text]
        )
        _running[reading] = known
    return known


def table_pieces(reading: Reading, first: int, last: int) -> list[Piece]:
    """The lines of the tables from line `first` to `last`, without heads and page marks."""
    lines = reading.lines[max(0, first - 1) : last]
    running = running_lines(reading)
    heads = table_heads(lines)
    pieces: list[Piece] = []
    gap, sheet, inside, resumed, indent = Gap.NONE, -1, False, False, 0
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.text:
            gap = max(gap, _blank(line))
        elif line.number in heads:
            end = heads[line.number]
            at += end - line.number
            gap, sheet, inside, resumed, indent = Gap.HEAD, sheet + 1, True, False, 0
        elif line.furniture or is_spaced(line.text) or line.text in running:
            gap = max(gap, Gap.PAGE)
        elif not inside:
            continue
        elif SUITE.fullmatch(line.text):
            gap, resumed = (Gap.SUITE if gap == Gap.HEAD else gap), True
        elif is_title(line, apart=gap >= Gap.BLANK) or _is_prose(lines, at - 1):
            inside = False
        else:
            if gap == Gap.NONE and line.indent > indent == 0:
                gap = Gap.LEAD
            pieces.append(_piece(line, gap, sheet, resumed))
            gap, resumed, indent = Gap.NONE, False, line.indent
    return pieces


def _is_prose(lines: Sequence[Line], at: int) -> bool:
    """Whether a paragraph begins that is wider than a column of three can be."""
    return all(len(line.text) > _WIDEST for line in lines[at : at + 2])


def _blank(line: Line) -> Gap:
    if "\f" in line.raw:
        return Gap.PAGE
    return Gap.SPACED if line.raw else Gap.BLANK


def _piece(line: Line, gap: Gap, sheet: int, resumed: bool) -> Piece:
    mark = SUITE_AT_END.search(line.raw)
    text = SUITE_AT_END.sub("", line.text).rstrip() if mark else line.text
    end = line.start + mark.start() if mark else line.end
    return Piece(line, text or line.text, end, gap, sheet, resumed or bool(mark))


def is_title(line: Line, *, apart: bool) -> bool:
    """Whether a line is a heading of the outline: marked, numbered, or in capital letters.

    Args:
        line: the line.
        apart: whether blank lines stand before it.
    """
    if _MARKED.match(line.raw):
        return True
    if _SHOUTED.fullmatch(line.text):
        longest = max(map(len, line.text.split()))
        return apart and longest >= 6 and line.text == line.text.upper()
    likely = _MAY_TITLE.match(line.text) is not None
    titled = likely and _TITLE.fullmatch(plain(line.text)) is not None
    return titled and (line.text[0].isupper() or apart or line.indent > 0)
