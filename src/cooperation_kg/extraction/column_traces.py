"""The traces that the columns of a flattened table leave on its lines, as costs.

How wide a line is and how wide it would have been with the next word, how it begins, what gap
stands before it: measured once a line, weighed for any widths of the columns.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from math import log
from typing import cast

from cooperation_kg.extraction import column_costs as known
from cooperation_kg.extraction.column_paths import ColumnCosts, Path, best_path, margins
from cooperation_kg.extraction.rulers import Ruler
from cooperation_kg.extraction.table_lines import Gap, Piece
from cooperation_kg.extraction.table_wording import Opening, begins_lower, ends_open, opening

__all__ = ["Traces", "Widths", "misfits"]

Widths = tuple[float, float, float]

_COLUMNS = (0, 1, 2)
_NEVER = 1e9


class Traces:
    """The traces of each line, measured once."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        ruler: Ruler,
        turn: tuple[known.Turns, ...] | None = None,
    ) -> None:
        self.pieces = pieces
        self.count = len(pieces)
        self.have = [ruler(piece.text) for piece in pieces]
        self.need = [_need(pieces, self.have, at, ruler) for at in range(self.count)]
        self.lower = [begins_lower(piece.text) for piece in pieces]
        self.opening = [opening(piece.text) for piece in pieces]
        self.named = self._named()
        self.listed = [known.LISTED.get(piece.text[-1], 0.0) for piece in pieces]
        self.turn = turn or self.turns(known.EITHER)
        self.clause = [
            kind in known.CLAUSES and not listed
            for kind, listed in zip(self.opening, self.listed, strict=True)
        ]
        self.start = [self._start(at) for at in range(self.count)]
        self.go_on = [self._go_on(at) for at in range(self.count)]
        self.cuts = [0.0, *self.listed[:-1]]
        self.tight = [piece.gap == Gap.NONE for piece in pieces[1:]] + [False]
        self._known: dict[tuple[int, float, float], ColumnCosts] = {}

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
        return min(known.NAMED, max(0.0, 20.0 * (names / max(5, len(begins)) - 0.15)))

    def _go_on(self, at: int) -> float:
        """What it costs that this line goes on with the value of the line before."""
        piece = self.pieces[at]
        gap = known.GO_ON[piece.gap]
        if self.lower[at]:
            closed = piece.gap >= Gap.PAGE and not ends_open(self.pieces[at - 1].text)
            return gap * 0.4 + (2.5 if closed else 0.0)
        if piece.line.bullet:
            return gap + 1.0
        if piece.gap == Gap.BLANK and self.turn[Gap.BLANK] is not known.BLANK:
            gap = known.GO_ON_BLANK
        closed = piece.gap == Gap.BLANK and not ends_open(self.pieces[at - 1].text)
        gap += known.CLOSED if closed else 0.0
        return gap + (3.2 if self.opening[at] in known.VERBS else 0.8)

    def turns(self, either: known.Turns, head: known.Turns = known.HEAD) -> tuple[known.Turns, ...]:
        """The costs of a change of column by gap.

        Blank lines with and without white space are told apart only where the text has both; where
        it has no blank lines at all, their absence says nothing.

        Args:
            either: the costs after a gap that tells nothing more.
            head: the costs under a repeated head.
        """
        gaps = [piece.gap for piece in self.pieces]
        blank, spaced = gaps.count(Gap.BLANK), gaps.count(Gap.SPACED)
        telling = min(blank, spaced) > 0.08 * (blank + spaced)
        parted = blank + spaced > 0.06 * self.count
        return (
            known.TIGHT if parted else either,
            known.LEAD,
            known.BLANK if telling else either,
            known.SPACED if telling else either,
            either,
            head,
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

    def settle(self, guesses: Sequence[Widths]) -> tuple[float, Widths, Path]:
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

    def _fit(self, path: Path, before: Widths) -> Widths:
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

    def broken(self, path: Path, widths: Widths) -> int:
        """How many lines of a path are wider than their column, or were broken too early."""
        count = 0
        for at, (column, _) in enumerate(path):
            wraps = at + 1 < self.count and path[at + 1] == (column, False)
            count += _over(self.have[at], widths[column]) > 1.0 or (
                wraps and _early(self.need[at], widths[column]) > 1.0
            )
        return count

    def path(self, widths: Sequence[Widths]) -> tuple[float, Path]:
        """The path of least cost through columns, at the first or at a later line of a value."""
        return best_path(self._turns_here(), self.cuts, self._columns(widths))

    def doubts(self, widths: Sequence[Widths]) -> list[known.Costs]:
        """What it would cost more to read each line in each column."""
        return margins(self._turns_here(), self.cuts, self._columns(widths))

    def _turns_here(self) -> list[known.Turns]:
        """What it costs to come to each line from a value of each column."""
        return [
            known.BROKEN if piece.gap >= Gap.PAGE and lower else self.turn[piece.gap]
            for piece, lower in zip(self.pieces, self.lower, strict=True)
        ]

    def _columns(self, widths: Sequence[Widths]) -> tuple[ColumnCosts, ...]:
        """What it costs that lines stand in columns of some widths, those of each line."""
        runs = [(here, len(list(run))) for here, run in groupby(widths)]
        if len(runs) == 1:
            return tuple(self._column(c, widths[0]) for c in _COLUMNS)
        found = []
        for c in _COLUMNS:
            at = 0
            whole = ColumnCosts([], [], [], [])
            for here, count in runs:
                column = self._column(c, here)
                for costs, part in zip(whole, column, strict=True):
                    cast(list[float], costs).extend(part[at : at + count])
                at += count
            found.append(whole)
        return tuple(found)

    def _column(self, c: int, widths: Widths) -> ColumnCosts:
        """What it costs that lines stand in one of some columns."""
        width, least = widths[c], min(widths)
        column = self._known.get((c, width, least))
        if column is None:
            over = [_over(have, width) if have > width else 0.0 for have in self.have]
            early = [_early(need, width) if need < width else 0.0 for need in self.need]
            wide = log(width / least)
            # A value that ends where the next word had no room may as well go on.
            ends = [
                wide + (1.0 if tight and need > 1.05 * width else 0.0)
                for need, tight in zip(self.need, self.tight, strict=True)
            ]
            brief = [
                _brief(have / width) if clause else 0.0
                for have, clause in zip(self.have, self.clause, strict=True)
            ]
            first, one, more = known.FIRST[c], known.ONE_LINE[c], known.MORE_LINES[c]
            start = [costs[c] + beyond for costs, beyond in zip(self.start, over, strict=True)]
            start[0] += first
            go_on = [a + b + c for a, b, c in zip(self.go_on, [0.0, *early], over, strict=False)]
            column = ColumnCosts(
                start,
                go_on,
                [one + end + short for end, short in zip(ends, brief, strict=True)],
                [more + end for end in ends],
            )
            self._known[c, width, least] = column
        return column


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


def misfits(pieces: Sequence[Piece], ruler: Ruler) -> float:
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
