"""Which of the listings of an outline is the one with text, and where the plan ends.

A table of contents, a report to the council and the first page of an axis list the headings too.
Each stretch of rising numbers is one listing; the body is the one whose parts have text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median_low
from typing import Literal

from cooperation_kg.documents.source import fold
from cooperation_kg.extraction.headings import Heading, find_headings, is_section
from cooperation_kg.extraction.numbering import Number, Values, runs, set_right
from cooperation_kg.extraction.reading import Reading

__all__ = ["RANKS", "Headings", "Kind", "Node", "find_tops", "values_of", "without_running_heads"]

Kind = Literal["axis", "orientation", "sub-orientation", "priority", "action", "section"]

RANKS: dict[str, int] = {
    "axis": 0, "orientation": 1, "sub-orientation": 2, "priority": 3, "action": 4,
}  # fmt: skip


_NEIGHBOURHOODS = re.compile(
    r"(?:nom\s+(?:du|des)\s+)?quartiers?(?:\s+prioritaires?)?", re.IGNORECASE
)
"""The first head of a table of neighbourhoods: of no cell under a label of a sheet."""

_PLAN = re.compile(
    r"\b(?:plan|programme|feuille\s+de\s+route|actions?|axes|priorités|engagements)\b",
    re.IGNORECASE,
)
"""What the part of a text is called that holds its plan."""

_INTRODUCTION = 1_500  # characters at most between the heading of a plan and its first part


@dataclass(slots=True)
class Node:
    """A heading that heads a part of the plan, while the tree is built.

    Attributes:
        values: its number; a last component of 0 marks a number printed twice.
        last: the last line of the part.
        number: its id.
    """

    heading: Heading
    kind: Kind
    values: Values
    last: int = 0
    number: str = ""

    @property
    def rank(self) -> int:
        """How high it stands: 0 for an axis."""
        return RANKS[self.kind]


class Headings:
    """The headings of a document, and how much is printed between them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.all = [h for h in find_headings(reading) if not h.listed]
        self.lines = [h.line for h in self.all]
        self.end = len(reading.lines)
        sizes = (0 if line.furniture else len(line.text) for line in reading.lines)
        self._text = [0, *accumulate(sizes)]

    def printed(self, after: int, before: int) -> int:
        """How many characters are printed after one line and before another."""
        return max(0, self._text[max(after, before - 1)] - self._text[after])

    def between(self, first: int, last: int) -> list[Heading]:
        """The headings on the lines `first` to `last`."""
        return self.all[bisect_left(self.lines, first) : bisect_right(self.lines, last)]

    def words(self, kind: str) -> list[Heading]:
        """Headings of a kind by their word; a doubtful word counts where no sure one stands."""
        found = [h for h in self.all if h.kind == kind]
        return [h for h in found if h.firm] or found

    def bare(self, depth: int, style: str | None = None) -> list[Heading]:
        """Headings by a number alone, the items of numbered lists left out."""
        return self.without_lists(
            h for h in self.all
            if h.kind == "" and h.number and len(h.number.values) == depth
            and style in {None, h.number.styles[0]}
        )  # fmt: skip

    def without_lists(self, headings: Iterable[Heading]) -> list[Heading]:
        """Leaves out numbered lists: rising items between which nothing is printed."""
        given = list(headings)
        kept: list[Heading] = []
        for run in runs([values_of(h) for h in given]):
            between = [self.printed(given[i].last, given[i + 1].line) for i in run[:-1]]
            if sum(1 for size in between if size > 0) * 2 >= len(between):
                kept += given[run.start : run.stop]
        return kept


def values_of(heading: Heading) -> Values:
    """The number of a heading; 1 where it has none, as the only one of its kind."""
    return heading.number.values if heading.number else (1,)


def without_running_heads(headings: Sequence[Heading]) -> list[Heading]:
    """Leaves out what repeats the part it stands in: the head of a page, « (suite) »."""
    kept: list[Heading] = []
    for heading in headings:
        above = kept[-1] if kept else None
        same = above and above.number == heading.number and above.bullet == heading.bullet
        title = fold(heading.title).casefold()
        again = same and above and title.startswith(fold(above.title).casefold())
        if not (again or (same and "(suite" in title)):
            kept.append(heading)
    return kept


def find_tops(headings: Headings) -> tuple[list[Node], int]:
    """The highest parts of the plan, and the last line of the plan.

    Parts named by a word come first; else roman numbers, letters, numbers, 1.1 in this order,
    where they head more than one part that is no section.
    """
    for kind in ("axis", "orientation", "priority"):
        found = headings.words(kind)
        if found:
            return _body(headings, found, kind)
    for depth, style in ((1, "roman"), (1, "letter"), (1, "arabic"), (2, None)):
        bare = [h for h in headings.bare(depth, style) if not is_section(h.title)]
        tops, end = _body(headings, bare, "axis")
        if len(tops) > 1:
            return _held(headings, tops, end) or (tops, end)
    return _body(headings, headings.words("action"), "action")


def _held(headings: Headings, tops: Sequence[Node], end: int) -> tuple[list[Node], int] | None:
    """The parts « A. », « B. » of the one top that is called the plan and alone holds actions."""
    actions = [heading.line for heading in headings.words("action")]
    stops = [top.heading.line for top in tops[1:]] + [end + 1]
    holding = [
        (top, stop)
        for top, stop in zip(tops, stops, strict=True)
        if any(top.heading.line < line < stop for line in actions)
    ]
    if len(holding) != 1 or not _PLAN.search(holding[0][0].heading.title):
        return None
    top, stop = holding[0]
    own = top.heading.number.styles[0] if top.heading.number else ""
    for style in ("letter", "arabic"):
        inside = [h for h in headings.bare(1, style) if top.heading.line < h.line < stop]
        nodes, last = _body(headings, inside, "axis")
        if style != own and len(nodes) > 1:
            return nodes, min(last, stop - 1)
    return None


def _body(headings: Headings, found: Sequence[Heading], kind: Kind) -> tuple[list[Node], int]:
    """The listing under which there is text, and the line it ends on."""
    found = without_running_heads(found)
    values = set_right([values_of(h) for h in found])
    listings = runs(values)
    if not listings:
        return [], headings.end

    def end(run: range) -> int:
        stop = found[run.stop].line - 1 if run.stop < len(found) else headings.end
        return _close(headings, found[run[0]], found[run[-1]], stop)

    def worth(run: range) -> tuple[bool, int, int]:
        starts = [found[i].last for i in run]
        ends = [found[i].line for i in run[1:]] + [end(run)]
        sizes = [headings.printed(a, b) for a, b in zip(starts, ends, strict=True)]
        return len(run) > 1 or len(listings) == 1, median_low(sizes), sum(sizes)

    best = max(listings, key=worth)
    return [Node(found[i], kind, values[i]) for i in best], end(best)


def _close(headings: Headings, opening: Heading, top: Heading, stop: int) -> int:
    """The last line of a plan: the one before the first section after its last top.

    A section is none where its words are printed in the parts before it (a label of their
    sheets), or where numbered parts go on after it.
    """
    inside = headings.between(top.last + 1, stop)
    whole = _whole(headings, opening)
    rising = _Rising(h for h in inside if h.kind in RANKS or len(values_of(h)) > 1)
    lines, read = headings.reading.lines, opening.line
    seen: set[str] = set()
    for at, heading in enumerate(inside):
        if whole and heading.kind == "" and heading.number == whole:
            return heading.line - 1
        by_number = heading.kind == "" and is_section(heading.title)
        if heading.kind != "section" and not by_number:
            continue
        seen |= {line.text.casefold().rstrip(" :") for line in lines[read : heading.line - 1]}
        read = heading.line - 1
        label = not heading.marked and heading.title.casefold() in seen
        follower = inside[at + 1].line if at + 1 < len(inside) else 0
        if (heading.kind == "section" and heading.number) or (
            not label and not rising(heading.line) and _opens(headings, heading, follower)
        ):
            return heading.line - 1
    return stop


def _whole(headings: Headings, opening: Heading) -> Number | None:
    """The number of the part after the one that holds the whole plan: « II » after « I. Les axes ».

    Only a number printed otherwise than those of the plan says so, right before its first part.
    """
    before = bisect_left(headings.lines, opening.line)
    above = headings.all[before - 1] if before else None
    if above is None or above.kind or above.number is None or len(above.number.values) > 1:
        return None
    own = opening.number.styles if opening.number else ("arabic",)
    if above.number.styles == own or headings.printed(above.last, opening.line) > _INTRODUCTION:
        return None
    return above.number.of((above.number.values[0] + 1,))


class _Rising:
    """Whether a numbered part after a line follows one before it."""

    def __init__(self, numbered: Iterable[Heading]) -> None:
        before: dict[tuple[str, int], Heading] = {}
        steps: list[tuple[int, int]] = []
        for heading in numbered:
            if heading.number is None or heading.bullet:
                continue
            values = heading.number.values
            last = before.get((heading.kind, len(values)))
            if last and values == (*values_of(last)[:-1], values_of(last)[-1] + 1):
                steps.append((last.line, heading.line))
            before[heading.kind, len(values)] = heading
        steps.sort()
        self._starts = [start for start, _ in steps]
        self._ends = list(accumulate((end for _, end in steps), max))

    def __call__(self, line: int) -> bool:
        at = bisect_left(self._starts, line)
        return at > 0 and self._ends[at - 1] > line


def _opens(headings: Headings, heading: Heading, follower: int) -> bool:
    """Whether text or another heading follows a section, and not the cells of a table."""
    if heading.marked or heading.number:
        return True
    after = headings.reading.printed(heading.last + 1, min(heading.last + 40, headings.end))
    if not after or after[0].number == follower or _NEIGHBOURHOODS.fullmatch(after[0].text):
        return True
    # In capitals, a section is followed by the capitals of what it begins with.
    capitals = heading.title.isupper() and " " in heading.title and after[0].text.isupper()
    return any(
        len(line.text) >= 55 or line.text.endswith((":", ".", ","))
        for line in after[: 2 if capitals else 1]
    )
