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
turns. Cost is linear in the number of lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log

from cooperation_kg.extraction import column_costs as known
from cooperation_kg.extraction.rulers import RULERS, Ruler
from cooperation_kg.extraction.table_heads import Column
from cooperation_kg.extraction.table_lines import Gap, Piece
from cooperation_kg.extraction.table_wording import Opening, begins_lower, ends_open, opening

__all__ = ["Placed", "place"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece with its column.

    Attributes:
        piece: the line.
        column: its column.
        first: whether it begins a value.
        told: whether the width of the columns tells actions from levers here; where it does not,
            only order, gaps and wording do.
    """

    piece: Piece
    column: Column
    first: bool
    told: bool


Widths = tuple[float, float, float]
_Path = list[tuple[int, bool]]

_COLUMNS = (0, 1, 2)
_NEVER = 1e9


def place(pieces: Sequence[Piece]) -> tuple[Placed, ...]:
    """The column of each line, and where values begin."""
    if not pieces:
        return ()
    ruler = min(RULERS, key=lambda ruler: _misfits(pieces, ruler))
    whole = _Lines(pieces, ruler)
    _, shared, path = whole.settle(whole.guesses())
    sheets = [list(group) for _, group in groupby(pieces, key=lambda piece: piece.sheet)]
    own = [shared] * len(pieces)
    if len(sheets) > 1:
        own = []
        for sheet in sheets:
            own += [_drawn(_Lines(sheet, ruler, whole.turn), shared)] * len(sheet)
        path = whole.path(own)[1]
    return tuple(
        Placed(piece, Column(column), first, _tells(widths))
        for piece, (column, first), widths in zip(pieces, path, own, strict=True)
    )


def _tells(widths: Widths) -> bool:
    """Whether width tells levers from actions."""
    _, action, lever = widths
    return abs(action - lever) > 0.1 * max(action, lever)


def _drawn(sheet: _Lines, shared: Widths) -> Widths:
    """The widths of one sheet: those of all, fitted, unless its columns were drawn anew."""
    cost, widths, path = sheet.settle([shared])
    if sheet.broken(path, widths) <= 0.04 * sheet.count:
        return widths
    other = sheet.settle(sheet.guesses())
    return other[1] if other[0] < cost - known.DRAWN_ANEW else widths


class _Lines:
    """The traces of each line, measured once."""

    def __init__(
        self, pieces: Sequence[Piece], ruler: Ruler, turn: tuple[known.Turns, ...] | None = None
    ) -> None:
        self.pieces = pieces
        self.count = len(pieces)
        self.have = [ruler(piece.text) for piece in pieces]
        self.need = [_need(pieces, self.have, at, ruler) for at in range(self.count)]
        self.lower = [begins_lower(piece.text) for piece in pieces]
        self.opening = [opening(piece.text) for piece in pieces]
        self.named = self._named()
        self.listed = [known.LISTED.get(piece.text[-1], 0.0) for piece in pieces]
        self.start = [self._start(at) for at in range(self.count)]
        self.go_on = [self._go_on(at) for at in range(self.count)]
        self.turn = turn or self._turns()

    def _start(self, at: int) -> tuple[float, float, float]:
        """What it costs that a value begins with this line, by column."""
        piece = self.pieces[at]
        if self.lower[at]:
            return known.REST if piece.gap >= Gap.PAGE else (5.0, 5.0, 5.0)
        if piece.line.bullet:
            return 2.5, 1.0, 0.3
        objective, action, lever = known.OPENINGS[self.opening[at]]
        return objective, action, lever + self.named * (self.opening[at] in known.CLAUSES)

    def _named(self) -> float:
        """How much less a lever begins with a verb here than in a text that mixes both.

        Aims and actions nearly always begin with a verb: where many values begin with a name,
        the levers are names.
        """
        begins = [self.opening[at] for at, p in enumerate(self.pieces) if p.gap >= Gap.BLANK]
        names = sum(kind in (Opening.NAME, Opening.OTHER) for kind in begins)
        return min(6.0, max(0.0, 20.0 * (names / max(5, len(begins)) - 0.15)))

    def _go_on(self, at: int) -> float:
        """What it costs that this line goes on with the value of the line before."""
        piece = self.pieces[at]
        gap = (0.0, 2.5, 3.5, 4.5, 0.5, 2.0, 6.0)[piece.gap]
        if self.lower[at]:
            closed = piece.gap >= Gap.PAGE and not ends_open(self.pieces[at - 1].text)
            return gap * 0.4 + (2.5 if closed else 0.0)
        if piece.line.bullet:
            return gap + 1.0
        return gap + (3.2 if self.opening[at] in known.VERBS else 0.8)

    def _turns(self) -> tuple[known.Turns, ...]:
        """The costs of a change of column by gap.

        Blank lines with and without white space are told apart only where the text has both; where
        it has no blank lines at all, their absence says nothing.
        """
        gaps = [piece.gap for piece in self.pieces]
        blank, spaced = gaps.count(Gap.BLANK), gaps.count(Gap.SPACED)
        telling = min(blank, spaced) > 0.08 * (blank + spaced)
        parted = blank + spaced > 0.06 * self.count
        none = known.TIGHT if parted else known.EITHER
        return (
            none,
            known.LEAD,
            known.BLANK if telling else known.EITHER,
            known.SPACED if telling else known.EITHER,
            known.EITHER,
            known.HEAD,
            known.SUITE,
        )

    def guesses(self) -> list[Widths]:
        """Widths to begin with: those of the first blocks under a head, and of most blocks."""
        blocks: list[list[int]] = []
        under: tuple[list[float], ...] = ([], [], [])
        since = 3
        for at, piece in enumerate(self.pieces):
            if piece.gap == Gap.NONE and blocks:
                blocks[-1].append(at)
            else:
                since = 0 if piece.gap >= Gap.HEAD and not self.lower[at] else since + 1
                blocks.append([at])
            if since < 3:
                under[since].append(self.have[at])
        peaks = self._peaks(blocks)
        first, second, third = (max(widths, default=peaks[-1]) for widths in under)
        found = [(first, second, third)]
        narrow, wide, middle = peaks[0], peaks[-1], peaks[len(peaks) // 2]
        found += [(narrow, narrow, wide), (narrow, wide, narrow), (narrow, wide, wide)]
        if len(peaks) > 2:
            found += [(narrow, middle, wide), (middle, narrow, wide), (narrow, wide, middle)]
            found += [(middle, middle, wide), (middle, wide, narrow)]
        return found

    def _peaks(self, blocks: Sequence[Sequence[int]]) -> list[float]:
        """The widths, three at most, at which most blocks can have been wrapped, in order."""
        spans = []
        for block in blocks:
            have = max(self.have[at] for at in block)
            need = min((self.need[at] for at in block[:-1]), default=0.0)
            if need >= have:
                spans.append((have, need, len(block) - 1))
        found: list[float] = []
        while spans and len(found) < 3:
            events = sorted(
                [(0.99 * have, -weight) for have, _, weight in spans]
                + [(1.01 * need, weight) for _, need, weight in spans]
            )
            score = best = 0
            width = events[0][0]
            for at, change in events:
                score -= change
                if score > best:
                    best, width = score, at / 0.99
            found.append(width)
            spans = [s for s in spans if not 0.99 * s[0] <= width <= 1.01 * s[1]]
        return sorted(found) or [max(self.have)]

    def settle(self, guesses: Sequence[Widths]) -> tuple[float, Widths, _Path]:
        """Path and widths by turns, from the best of some guesses."""
        tried = []
        for widths in guesses:
            cost, path = self.path([widths] * self.count)
            tried.append((cost, widths, path))
        cost, widths, path = min(tried, key=lambda found: found[0])
        for _ in range(2):
            widths = self._fit(path, widths)
            cost, path = self.path([widths] * self.count)
        return cost, widths, path

    def _fit(self, path: _Path, before: Widths) -> Widths:
        """The widths that break the fewest lines of a path; `before` where it has too few."""
        found = list(before)
        for column in _COLUMNS:
            mine = [at for at in range(self.count) if path[at][0] == column]
            have = sorted(self.have[at] for at in mine)
            if not have:
                continue
            wrapped = [
                self.need[at]
                for at in mine
                if at + 1 < self.count and path[at + 1] == (column, False)
            ]
            if len(wrapped) < 3:
                continue
            need = sorted(wrapped)
            found[column] = min(
                set(have),
                key=lambda width: (
                    len(have) - bisect_right(have, width * 1.02) + bisect_left(need, width * 0.98),
                    -width,
                ),
            )
        return found[0], found[1], found[2]

    def broken(self, path: _Path, widths: Widths) -> int:
        """How many lines of a path are wider than their column, or were broken too early."""
        count = 0
        for at, (column, _) in enumerate(path):
            wraps = at + 1 < self.count and path[at + 1] == (column, False)
            count += _over(self.have[at], widths[column]) > 1.0 or (
                wraps and _early(self.need[at], widths[column]) > 1.0
            )
        return count

    def path(self, widths: Sequence[Widths]) -> tuple[float, _Path]:
        """The path of least cost through columns, at the first or at a later line of a value."""
        # best[c] and rest[c]: least cost of a path that ends here in column c, at the first line
        # of a value and at a later one; back holds where each came from.
        best = [
            known.FIRST[c] + self.start[0][c] + _over(self.have[0], widths[0][c]) for c in _COLUMNS
        ]
        rest = [_NEVER] * 3
        back: list[tuple[tuple[tuple[int, bool], ...], tuple[bool, ...]]] = []
        for at in range(1, self.count):
            before, here = widths[at - 1], widths[at]
            gap = self.pieces[at].gap
            turn = known.BROKEN if gap >= Gap.PAGE and self.lower[at] else self.turn[gap]
            start = self.start[at]
            need, have = self.need[at - 1], self.have[at]
            ends = []
            narrowest = min(before)
            cut = self.listed[at - 1]
            clause = self.opening[at - 1] in known.CLAUSES and not cut
            for c in _COLUMNS:
                one, more = best[c] + known.ONE_LINE[c], rest[c] + known.MORE_LINES[c]
                if clause:
                    one += _brief(self.have[at - 1] / before[c])
                full = 1.0 if gap == Gap.NONE and need > 1.05 * before[c] else 0.0
                wide = log(before[c] / narrowest) + full
                ends.append((one + wide, True) if one <= more else (more + wide, False))
            new_best, new_rest, came, later = [], [], [], []
            for c in _COLUMNS:
                over = _over(have, here[c])
                ways = [ends[p][0] + turn[p][c] + (cut if p != c else 0.0) for p in _COLUMNS]
                cost = min(ways)
                origin = ways.index(cost)
                new_best.append(cost + start[c] + over)
                came.append((origin, ends[origin][1]))
                stay = best[c] <= rest[c]
                new_rest.append(
                    (best[c] if stay else rest[c]) + self.go_on[at] + _early(need, before[c]) + over
                )
                later.append(stay)
            best, rest = new_best, new_rest
            back.append((tuple(came), tuple(later)))
        return self._trace(best, rest, back, widths[-1])

    def _trace(
        self,
        best: list[float],
        rest: list[float],
        back: list[tuple[tuple[tuple[int, bool], ...], tuple[bool, ...]]],
        last: Widths,
    ) -> tuple[float, _Path]:
        wide = [log(width / min(last)) for width in last]
        ends = [(best[c] + known.ONE_LINE[c] + wide[c], c, True) for c in _COLUMNS]
        ends += [(rest[c] + known.MORE_LINES[c] + wide[c], c, False) for c in _COLUMNS]
        cost, column, first = min(ends)
        path = [(column, first)]
        for came, later in reversed(back):
            column, first = came[column] if first else (column, later[column])
            path.append((column, first))
        path.reverse()
        return cost, path


def _brief(share: float) -> float:
    """What it costs that a clause with a verb fills only a share of its one line, as names may."""
    return 1.6 * min(1.0, max(0.0, (0.44 - share) / 0.08))


def _over(have: float, width: float) -> float:
    """What it costs that a line is wider than its column."""
    beyond = have / width - 1.02
    return min(4.5, 0.5 + 60.0 * beyond) if beyond > 0 else 0.0


def _early(need: float, width: float) -> float:
    """What it costs that a line was broken though the next word had room."""
    room = 0.98 - need / width
    return min(4.5, 0.5 + 40.0 * room) if room > 0 else 0.0


def _need(pieces: Sequence[Piece], have: Sequence[float], at: int, ruler: Ruler) -> float:
    """How wide a column the line at `at` would fill with the first word of the next line."""
    if at + 1 >= len(pieces):
        return _NEVER
    word = pieces[at + 1].text.partition(" ")[0]
    return have[at] + ruler(word if pieces[at].text.endswith("-") else " " + word)


def _misfits(pieces: Sequence[Piece], ruler: Ruler) -> float:
    """How badly lines that belong together are explained by a width, measured with a ruler."""
    cost, block = 0.0, [0]
    have = [ruler(piece.text) for piece in pieces]
    for at in range(1, len(pieces) + 1):
        if at < len(pieces) and pieces[at].gap == Gap.NONE:
            block.append(at)
            continue
        width = max(have[i] for i in block)
        cost += sum(_early(_need(pieces, have, i, ruler), width) for i in block[:-1])
        block = [at]
    return cost
