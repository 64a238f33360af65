"""Which column each line of a flattened table stood in, found as one best path through all lines.

Text taken from a PDF page gives a table cell by cell, row by row: objective, action, levers, then
the next action or the next objective. Nothing marks a column any more, but four traces remain:

- a cell was wrapped at the width of its column: each of its lines fits in it, and the first word
  of the next line no longer did. Measured with the widths of a proportional type this holds for
  97 % of the lines of the corpus, and tells columns apart that differ by two characters;
- a cell ends at a blank line, and a value inside a cell often at a line of white space only;
- columns follow each other in one order;
- a value begins with a capital, an objective or an action mostly with an infinitive, a lever
  more often with a name.

Each trace is a cost in nats (minus the logarithm of how often it is seen), the path of least cost
is found by dynamic programming (Viterbi), and the widths, which nobody tells, are found with it by
turns. What a few lines cannot tell (how wide the letters are, whether all actions of a row come
before all its levers) is learned from all tables of the document. Cost is linear in the number of
lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cooperation_kg.extraction import column_costs as known
from cooperation_kg.extraction.column_traces import Traces, Widths, misfits
from cooperation_kg.extraction.rulers import RULERS, Ruler
from cooperation_kg.extraction.table_heads import Column
from cooperation_kg.extraction.table_lines import Gap, Piece

__all__ = ["Layout", "Placed", "learn", "place"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with its column.

    Attributes:
        piece: the line.
        column: its column.
        first: whether it begins a value.
        told: whether the width of the columns tells actions from levers here; where it does not,
            only order, gaps and wording do.
        margin: what it would cost more, in nats, to read it in another column.
    """

    piece: Piece
    column: Column
    first: bool
    told: bool
    margin: float


_ORDERS = ((known.EITHER, 0.0), (known.BY_ROW, known.UNLIKE), (known.BESIDE, known.UNLIKE))
_ENOUGH = 600
"""So many lines tell as much as more."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document prints its tables: what one page of it cannot tell, all of them can.

    Attributes:
        ruler: how wide its letters are.
        either: what a change of column costs after a gap that tells nothing more.
        head: what it costs under a repeated head.
        widths: those of most of its tables.
    """

    ruler: Ruler
    either: known.Turns
    head: known.Turns
    widths: Widths


def learn(pieces: Sequence[Piece]) -> Layout | None:
    """The layout of a document, from the lines of its tables; None where it has none."""
    if not pieces:
        return None
    pieces = pieces[:_ENOUGH]
    ruler = min(RULERS, key=lambda ruler: misfits(pieces, ruler))
    lines = Traces(pieces, ruler)
    orders = _ORDERS if lines.turn[Gap.BLANK] is known.EITHER else _ORDERS[:1]
    found = []
    for either, prior in orders:
        lines.turn = lines.turns(either)
        cost, widths, _ = lines.settle(lines.guesses())
        found.append((cost + prior, either, widths))
    cost, either, widths = min(found, key=lambda one: one[0])
    lines.turn = lines.turns(either, known.HEAD_ONLY)
    other, anew, _ = lines.settle([widths])
    if other + known.UNLIKE < cost:
        return Layout(ruler, either, known.HEAD_ONLY, anew)
    return Layout(ruler, either, known.HEAD, widths)


def place(pieces: Sequence[Piece], layout: Layout | None = None) -> tuple[Placed, ...]:
    """The column of each line, and where values begin.

    Args:
        pieces: the lines of the tables of a part.
        layout: that of the whole document; of these lines alone where it is not known.
    """
    layout = layout or learn(pieces)
    if not pieces or layout is None:
        return ()
    whole = Traces(pieces, layout.ruler)
    whole.turn = whole.turns(layout.either, layout.head)
    shared = whole.settle([layout.widths, *whole.guesses()])[1]
    sheets = [list(group) for _, group in groupby(pieces, key=lambda piece: piece.sheet)]
    own = [shared] * len(pieces)
    if len(sheets) > 1:
        own = []
        for sheet in sheets:
            own += [_drawn(Traces(sheet, layout.ruler, whole.turn), shared)] * len(sheet)
    path = whole.path(own)[1]
    doubts = whole.doubts(own)
    return tuple(
        Placed(piece, Column(column), first, _tells(widths), sorted(doubt)[1])
        for piece, (column, first), widths, doubt in zip(pieces, path, own, doubts, strict=True)
    )


def _tells(widths: Widths) -> bool:
    """Whether width tells levers from actions."""
    _, action, lever = widths
    return abs(action - lever) > 0.1 * max(action, lever)


def _drawn(sheet: Traces, shared: Widths) -> Widths:
    """The widths of one sheet: those of all, fitted, unless its columns were drawn anew."""
    cost, widths, path = sheet.settle([shared])
    if sheet.broken(path, widths) <= 0.04 * sheet.count:
        return widths
    other = sheet.settle(sheet.guesses())
    return other[1] if other[0] < cost - known.DRAWN_ANEW else widths
