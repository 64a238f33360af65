"""Where dates stand on a line of years, with the precision they are stated in.

A year that is stated without a day may be any day of it: it is drawn as a pale stretch, and only
what lies between two stated dates for certain is drawn full.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cooperation_kg.web.dates import plain, span

__all__ = ["Axis", "Mark", "Stretch", "marks"]

_OPEN = 26.0
"""Length of the dashes that show a beginning without an end."""


@dataclass(frozen=True)
class Stretch:
    """A part of a bar.

    Attributes:
        x: where it begins.
        width: how long it is.
        kind: `sure`, `pale` (only the year or the month is stated) or `open` (no end is stated).
    """

    x: float
    width: float
    kind: str


@dataclass(frozen=True)
class Mark:
    """A point in time that is stated to the day."""

    x: float


@dataclass(frozen=True)
class Axis:
    """A line of years.

    Attributes:
        first: the first year.
        last: the last year.
        left: where the first begins.
        right: where the last ends.
    """

    first: int
    last: int
    left: float
    right: float

    @classmethod
    def over(cls, dates: Iterable[str], left: float, right: float) -> Axis | None:
        """The axis that holds all dates; None where there is none."""
        years = [int(one[:4]) for one in dates if plain(one)]
        return cls(min(years), max(years), left, right) if years else None

    def x(self, day: str, *, end: bool = False) -> float:
        """Where a day begins, or ends."""
        begin = date(self.first, 1, 1).toordinal()
        length = date(self.last, 12, 31).toordinal() + 1 - begin
        at = date.fromisoformat(day).toordinal() + end - begin
        return round(self.left + (self.right - self.left) * at / length, 1)

    def ticks(self) -> list[tuple[int, float]]:
        """The years to name, and where each begins; at most twelve."""
        step = (self.last - self.first) // 12 + 1
        return [(year, self.x(f"{year}-01-01")) for year in range(self.first, self.last + 1, step)]


def marks(axis: Axis, start: str = "", end: str = "") -> list[Stretch | Mark]:
    """What is drawn for something that begins, ends, or both, on stated dates.

    A date that is not plain is not drawn.
    """
    start, end = (one if plain(one) else "" for one in (start, end))
    if start and end:
        return _between(axis, start, end)
    one = start or end
    if not one:
        return []
    drawn = _one(axis, one)
    if start:
        drawn.append(Stretch(axis.x(span(start)[1], end=True), _OPEN, "open"))
    return drawn


def _one(axis: Axis, stated: str) -> list[Stretch | Mark]:
    first, last = span(stated)
    if first == last:
        return [Mark(axis.x(first))]
    return [_stretch(axis.x(first), axis.x(last, end=True), "pale")]


def _between(axis: Axis, start: str, end: str) -> list[Stretch | Mark]:
    (begins, begun), (ends, ended) = span(start), span(end)
    outer = axis.x(begins), axis.x(ended, end=True)
    if begun >= ends:  # both in one year: no day in it is certain
        return [_stretch(*outer, "pale")]
    inner = axis.x(begun, end=begins != begun), axis.x(ends, end=ends == ended)
    found = [
        _stretch(outer[0], inner[0], "pale"),
        _stretch(inner[0], inner[1], "sure"),
        _stretch(inner[1], outer[1], "pale"),
    ]
    return [one for one in found if one.width > 0]


def _stretch(start: float, end: float, kind: str) -> Stretch:
    return Stretch(start, round(end - start, 1), kind)
