"""The path of least cost through three columns, and how much any other would cost.

A line is the first of a value or a later one, in one of three columns: six states. What it costs to
go from one to the next is given line by line; the best path is found forwards (Viterbi), and what
the best path through any other column would cost by going backwards too. Both are linear in the
number of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cooperation_kg.extraction.column_costs import Costs, Turns

__all__ = ["ColumnCosts", "Path", "best_path", "margins"]

Path = list[tuple[int, bool]]
"""The column of each line, and whether it begins a value."""

_NEVER = 1e9
_State = tuple[float, float, float, float, float, float]


class ColumnCosts(NamedTuple):
    """What it costs that lines stand in one column, line by line.

    Attributes:
        start: that a value begins with the line.
        go_on: that the value of the line above goes on.
        one: that a value of one line ends with it.
        more: that a value of several ends with it.
    """

    start: Sequence[float]
    go_on: Sequence[float]
    one: Sequence[float]
    more: Sequence[float]


def best_path(
    turns: Sequence[Turns], cuts: Sequence[float], columns: Sequence[ColumnCosts]
) -> tuple[float, Path]:
    """The cost and the states of the best path.

    Args:
        turns: what it costs to come to each line from a value of each column.
        cuts: what it costs more to come to it from a value of another column.
        columns: what it costs that it stands in each.
    """
    one, two, three = columns
    b0, b1, b2 = one.start[0], two.start[0], three.start[0]
    r0 = r1 = r2 = _NEVER
    back = []
    ends = zip(one.one, two.one, three.one, one.more, two.more, three.more, strict=True)
    begins = zip(turns, cuts, one.start, two.start, three.start, strict=True)
    on = zip(one.go_on, two.go_on, three.go_on, strict=True)
    next(begins)
    next(on)
    for (turn, cut, s0, s1, s2), (g0, g1, g2) in zip(begins, on, strict=True):
        o0, o1, o2, m0, m1, m2 = next(ends)
        f0, f1, f2 = b0 + o0, b1 + o1, b2 + o2
        m0, m1, m2 = r0 + m0, r1 + m1, r2 + m2
        single0, single1, single2 = f0 <= m0, f1 <= m1, f2 <= m2
        e0, e1, e2 = f0 if single0 else m0, f1 if single1 else m1, f2 if single2 else m2
        (t00, t01, t02), (t10, t11, t12), (t20, t21, t22) = turn
        c0, c1, c2 = e0 + cut, e1 + cut, e2 + cut
        stay0, stay1, stay2 = b0 <= r0, b1 <= r1, b2 <= r2
        r0 = (b0 if stay0 else r0) + g0
        r1 = (b1 if stay1 else r1) + g1
        r2 = (b2 if stay2 else r2) + g2
        b0, from0 = _least(e0 + t00, c1 + t10, c2 + t20)
        b1, from1 = _least(c0 + t01, e1 + t11, c2 + t21)
        b2, from2 = _least(c0 + t02, c1 + t12, e2 + t22)
        b0, b1, b2 = b0 + s0, b1 + s1, b2 + s2
        back.append((from0, from1, from2, single0, single1, single2, stay0, stay1, stay2))
    o0, o1, o2, m0, m1, m2 = next(ends)
    cost, column, first = min(
        (b0 + o0, 0, True), (b1 + o1, 1, True), (b2 + o2, 2, True),
        (r0 + m0, 0, False), (r1 + m1, 1, False), (r2 + m2, 2, False),
    )  # fmt: skip
    path = [(column, first)]
    for came in reversed(back):
        if first:
            column = came[column]
            first = bool(came[column + 3])
        else:
            first = bool(came[column + 6])
        path.append((column, first))
    path.reverse()
    return cost, path


def _least(one: float, two: float, three: float) -> tuple[float, int]:
    if one <= two:
        return (one, 0) if one <= three else (three, 2)
    return (two, 1) if two <= three else (three, 2)


def margins(
    turns: Sequence[Turns], cuts: Sequence[float], columns: Sequence[ColumnCosts]
) -> list[Costs]:
    """What the best path through each column costs more than the best of all, line by line.

    The arguments are those of `best_path`.
    """
    count = len(turns)
    forward: list[_State] = [
        (columns[0].start[0], columns[1].start[0], columns[2].start[0], _NEVER, _NEVER, _NEVER)
    ]
    for at in range(1, count):
        best, rest = forward[-1][:3], forward[-1][3:]
        ends = [
            min(best[c] + columns[c].one[at - 1], rest[c] + columns[c].more[at - 1])
            for c in range(3)
        ]
        begun = [
            min(ends[p] + turns[at][p][c] + (cuts[at] if p != c else 0.0) for p in range(3))
            + columns[c].start[at]
            for c in range(3)
        ]
        gone = [min(best[c], rest[c]) + columns[c].go_on[at] for c in range(3)]
        forward.append((begun[0], begun[1], begun[2], gone[0], gone[1], gone[2]))
    ones = [column.one[count - 1] for column in columns]
    mores = [column.more[count - 1] for column in columns]
    found = [_above(forward[-1], ones, mores)]
    for at in range(count - 1, 0, -1):
        on = [mores[c] + columns[c].go_on[at] for c in range(3)]
        turned = [
            min(
                turns[at][p][c] + (cuts[at] if p != c else 0.0) + columns[c].start[at] + ones[c]
                for c in range(3)
            )
            for p in range(3)
        ]
        ones = [min(on[c], turned[c] + columns[c].one[at - 1]) for c in range(3)]
        mores = [min(on[c], turned[c] + columns[c].more[at - 1]) for c in range(3)]
        found.append(_above(forward[at - 1], ones, mores))
    found.reverse()
    return found


def _above(before: _State, ones: Sequence[float], mores: Sequence[float]) -> Costs:
    columns = [min(before[c] + ones[c], before[c + 3] + mores[c]) for c in range(3)]
    least = min(columns)
    return columns[0] - least, columns[1] - least, columns[2] - least
