"""The outline of a convention: its axes, orientations, priorities and actions, and other parts.

How parts nest follows from their words (an action belongs to an axis) and their numbers (1.2.3
to 1.2), never from the level of a Markdown heading, which converters of PDF files guess.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from cooperation_kg.extraction.headings import Heading, is_lead_in, is_table_head
from cooperation_kg.extraction.numbering import Number
from cooperation_kg.extraction.outline_body import Headings, Kind, Node, find_tops
from cooperation_kg.extraction.outline_parts import PROSE, find_parts
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.table_grids import has_table
from cooperation_kg.records.values import Stated

__all__ = ["Kind", "Part", "read_outline"]

_INTRODUCTION = 300  # characters at most between an objective and the first action under it


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document, under its heading.

    Attributes:
        kind: what it is; a `section` is no part of the plan.
        number: its id, as the contract writes it; the printed number of a section, `""` without.
        title: the title, with its place.
        first: the first line after the heading.
        last: the last line before the next heading of the same or a higher rank.
        parts: the parts in it.
    """

    kind: Kind
    number: str
    title: Stated
    first: int
    last: int
    parts: tuple[Part, ...] = ()


def read_outline(reading: Reading) -> tuple[Part, ...]:
    """The parts of a document, those of the plan as a tree, in reading order."""
    headings = Headings(reading)
    tops, end = find_tops(headings)
    plan = _tree(headings, find_parts(headings, tops, end), end)
    begin = tops[0].heading.line if tops else headings.end + 1
    sections = _sections(headings, begin, end)
    return tuple(sorted((*plan, *sections), key=lambda part: part.title.at.line))


def _tree(headings: Headings, nodes: list[Node], end: int) -> list[Part]:
    parents: list[int | None] = []
    stack: list[int] = []
    for at, node in enumerate(nodes):
        while stack and not _holds(nodes[stack[-1]], node):
            nodes[stack.pop()].last = node.heading.line - 1
        parents.append(stack[-1] if stack else None)
        stack.append(at)
    for at in stack:
        nodes[at].last = end
    _end_before_objectives(headings, nodes)
    _number(nodes, parents)
    children: dict[int | None, list[int]] = defaultdict(list)
    for at, parent in enumerate(parents):
        children[parent].append(at)
    flat = not any(parent is not None for parent in parents)
    by_actions = flat or any(node.kind == "action" for node in nodes)

    def part(at: int) -> Part:
        node = nodes[at]
        inner = tuple(part(child) for child in children[at])
        title, first = _title(headings.reading, node.heading), node.heading.last + 1
        alone = by_actions and not inner and node.kind == "axis"
        if alone and _is_prose(headings.reading, first, node.last):
            inner = (Part("action", node.number, title, first, node.last),)
        return Part(node.kind, node.number, title, first, node.last, inner)

    return [part(at) for at in children[None]]


def _holds(above: Node, below: Node) -> bool:
    """Whether one part may hold another: by rank, among actions by their numbers."""
    if above.rank != below.rank:
        return above.rank < below.rank
    depth = len(above.values)
    inside = len(below.values) > depth and below.values[:depth] == above.values
    return above.kind == "action" and inside and below.values[-1] != 0


def _end_before_objectives(headings: Headings, nodes: Sequence[Node]) -> None:
    """Ends an action before the numbered objective that heads the action after it."""
    starts = [node.heading.line for node in nodes]
    for head in headings.all:
        if head.kind != "objective" or not head.number or head.bullet:
            continue
        at = bisect_left(starts, head.line)
        if not 0 < at < len(nodes) or headings.printed(head.last, starts[at]) > _INTRODUCTION:
            continue
        for node in nodes[max(0, at - 2) : at]:  # an action, and the one it is part of
            if node.kind == "action" and node.heading.last < head.line <= node.last:
                node.last = head.line - 1


def _number(nodes: Sequence[Node], parents: Sequence[int | None]) -> None:
    """Writes the ids: as printed, under the parent's where numbers begin anew in each."""
    groups: dict[str, list[tuple[Node, int | None]]] = defaultdict(list)
    for node, parent in zip(nodes, parents, strict=True):
        if len(node.values) == 1:
            groups[node.kind].append((node, parent))
    anew = {kind: _begin_anew(group) for kind, group in groups.items()}
    taken: dict[tuple[str, str], int] = defaultdict(int)
    for node, parent in zip(nodes, parents, strict=True):
        twice = node.values[-1] == 0
        printed = node.heading.number or Number((1,), ("arabic",))
        own = str(printed.of(node.values[:-1] if twice else node.values))
        under = f"{nodes[parent].number}." if parent is not None else ""
        if node.heading.number is None:  # counted in its parent
            taken[node.kind, under] += 1
            own = str(taken[node.kind, under])
        if len(node.values) == 1 and anew[node.kind]:
            own = under + own
        taken[node.kind, own] += 1
        times = taken[node.kind, own]
        node.number = own + (" bis" if times > 1 else "") + (f" {times - 1}" if times > 2 else "")


def _begin_anew(group: Sequence[tuple[Node, int | None]]) -> bool:
    """Whether numbers begin anew under each parent.

    A number alone does, unless it goes on from one parent to the next.
    """
    values = [node.values for node, _ in group]
    parents = {parent for _, parent in group}
    if len(parents) == 1 and group[0][0].kind == "priority" and None not in parents:
        return True  # nothing shows whether they would go on; priorities seldom do
    plain = any(node.heading.kind == "" or node.heading.number is None for node, _ in group)
    goes_on = len(parents) > 1 and values == sorted(values)
    return len(set(values)) < len(values) or (plain and not goes_on)


def _title(reading: Reading, heading: Heading) -> Stated:
    by_word = bool(heading.kind)
    return reading.stated(
        heading.start, heading.end, Stated,
        confidence=0.99 if by_word else 0.97,
        method="heading with a word and a number" if by_word else "heading with a number",
    )  # fmt: skip


def _is_prose(reading: Reading, first: int, last: int) -> bool:
    printed = reading.printed(first, last) if first <= last else []
    if sum(len(line.text) for line in printed) < PROSE:
        return False
    lists = any(is_lead_in(line.text) or is_table_head(line.text) for line in printed)
    return not (lists or has_table(reading, first, last))


def _sections(headings: Headings, begin: int, end: int) -> list[Part]:
    """The parts outside the plan: those with a known name, and numbered ones that have text."""
    outside = [h for h in headings.all if begin > headings.end or not begin <= h.line <= end]
    numbered = {
        h.line
        for h in headings.without_lists(
            h for h in outside if h.kind == "" and h.number and len(h.number.values) == 1
        )
    }
    found = [h for h in outside if h.kind == "section" or h.line in numbered]
    parts = []
    for at, heading in enumerate(found):
        stop = found[at + 1].line - 1 if at + 1 < len(found) else headings.end
        stop = begin - 1 if heading.line < begin <= stop else stop
        title = headings.reading.stated(
            heading.start, heading.end, Stated, confidence=0.9, method="heading of a section"
        )
        number = str(heading.number) if heading.number else ""
        parts.append(Part("section", number, title, heading.last + 1, max(stop, heading.last)))
    return parts
