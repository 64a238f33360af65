"""A text made of another one, every character of which knows where it came from."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from cooperation_kg.documents.place import Place, Places
from cooperation_kg.documents.source import Source

__all__ = ["Normalised", "View", "ViewBuilder"]


@dataclass(frozen=True)
class View:
    """A text and its origin: character i was made of characters `starts[i]` to `ends[i]`.

    Both sequences never decrease, so that a run of the view is a run of its origin.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def through(self, below: View) -> View:
        """This view, made of `below`, as one made of what `below` was made of."""
        starts = array("I", map(below.starts.__getitem__, self.starts))
        ends = array("I", (below.ends[end - 1] for end in self.ends))
        return View(self.text, starts, ends)


class ViewBuilder:
    """Builds a view, from its start to its end."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._parts: list[str] = []
        self._starts = array("I")
        self._ends = array("I")
        self.last = ""

    def __len__(self) -> int:
        return len(self._starts)

    def copy(self, start: int, end: int) -> None:
        """Adds characters `start` to `end` of the origin as they are."""
        if end > start:
            self._parts.append(self._origin[start:end])
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))
            self.last = self._origin[end - 1]

    def put(self, text: str, start: int, end: int) -> None:
        """Adds `text`, made of characters `start` to `end` of the origin."""
        if text:
            self._parts.append(text)
            self._starts.extend([start] * len(text))
            self._ends.extend([end] * len(text))
            self.last = text[-1]

    def view(self) -> View:
        """What was built."""
        return View("".join(self._parts), self._starts, self._ends)


@dataclass(frozen=True)
class Normalised:
    r"""The text of a document as a reader would write it, for extraction.

    Attributes:
        text: the characters.
        positions: where each came from: the first of the characters it was made of.
        ends: the character after the last it was made of.
        source: the document the positions count in.
        left_out: the runs of the document that are heads, feet and numbers of pages.
    """

    text: str
    positions: Sequence[int]
    ends: Sequence[int]
    source: Source = field(repr=False)
    left_out: tuple[tuple[int, int], ...] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The run of the document that characters `start` to `end` were made of."""
        if start >= end:
            at = self.positions[start] if start < len(self.positions) else len(self.source.text)
            return at, at
        return self.positions[start], self.ends[end - 1]

    def places(self, start: int, end: int) -> Places:
        """Where characters `start` to `end` stand, parted where a head or foot is between.

        Raises:
            ValueError: nothing is printed there.
        """
        printed = self.text[start:end]
        start, end = (
            start + len(printed) - len(printed.lstrip()),
            end - len(printed) + len(printed.rstrip()),
        )
        if start >= end:
            raise ValueError(f"nothing is printed at {start}-{end}")
        runs = []
        first, last = self.origin(start, end)
        for left_start, left_end in self._left_out_between(first, last):
            runs.append((first, left_start))
            first = left_end
        runs.append((first, last))
        text = self.source.text
        trimmed = []
        for one, other in runs:
            run = text[one:other]
            if run.strip():
                at = one + len(run) - len(run.lstrip())
                trimmed.append(
                    Place(self.source.line_of(at), at, other - len(run) + len(run.rstrip()))
                )
        return Places(tuple(trimmed))

    def at(self, position: int) -> int:
        """The first character of the view made of `position` of the document or a later one."""
        return bisect_right(self.ends, position)

    def _left_out_between(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        first = bisect_left(self.left_out, (start, start))
        last = bisect_left(self.left_out, (end, end))
        return self.left_out[first:last]
