"""The parts under the highest parts of a plan, and what each of them is.

A word says what a part is. A number alone does not: the lowest parts are priorities where they
list objectives, divisions where they hold a table, and actions where they have text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median_low

from cooperation_kg.documents.source import fold
from cooperation_kg.extraction.headings import Heading, is_lead_in
from cooperation_kg.extraction.numbering import Values, runs, set_right
from cooperation_kg.extraction.outline_body import (
    RANKS,
    Headings,
    Kind,
    Node,
    values_of,
    without_running_heads,
)
from cooperation_kg.extraction.table_grids import has_table

__all__ = ["PROSE", "find_parts"]

PROSE = 80
"""How many characters a text has at least."""

_BODY = 40  # characters under a heading that is no line of a list
_Span = tuple[Node, int, int]


def find_parts(headings: Headings, tops: Sequence[Node], end: int) -> list[Node]:
    """The tops and every part under them, in reading order."""
    found = list(tops)
    if not tops or tops[0].kind == "action":
        return [node for node in found if node.heading.line <= end]
    spans = _spans(tops, end)
    kinds: tuple[Kind, ...] = ("orientation", "sub-orientation", "priority", "action")
    for kind in kinds:
        if RANKS[kind] > tops[0].rank:
            found += _inside(headings, spans, headings.words(kind), kind)
    found += _dotted(headings, spans, found)
    found += _plain(headings, spans, found[len(tops) :])
    return sorted(found, key=lambda node: node.heading.line)


def _spans(tops: Sequence[Node], end: int) -> list[_Span]:
    """Each part with its first and its last line."""
    stops = [node.heading.line - 1 for node in tops[1:]] + [end]
    return [(node, node.heading.last + 1, stop) for node, stop in zip(tops, stops, strict=True)]


def _within(found: Sequence[Heading], spans: Sequence[_Span]) -> list[list[Heading]]:
    """The headings that stand in each span."""
    groups: list[list[Heading]] = [[] for _ in spans]
    firsts = [first for _, first, _ in spans]
    for heading in found:
        at = bisect_right(firsts, heading.line) - 1
        if at >= 0 and heading.line <= spans[at][2]:
            groups[at].append(heading)
    return groups


def _inside(
    headings: Headings, spans: Sequence[_Span], found: Sequence[Heading], kind: Kind
) -> list[Node]:
    """The parts of one kind in each span, each number once."""
    groups = [without_running_heads(group) for group in _within(found, spans)]
    right = iter(set_right([values_of(h) for group in groups for h in group]))
    nodes = [[Node(h, kind, next(right)) for h in group] for group in groups]
    everywhere = Counter(v for group in nodes for v in {node.values for node in group})
    chosen: list[Node] = []
    for group, (_, _, stop) in zip(nodes, spans, strict=True):
        chosen += _chosen(headings, group, everywhere, stop)
    return chosen


def _chosen(
    headings: Headings, nodes: list[Node], everywhere: Counter[Values], stop: int
) -> list[Node]:
    """One listing of the parts in a span: the one that has text."""
    if not nodes or nodes[0].kind == "priority":  # they begin anew in each part above them
        return nodes
    ends = [node.heading.line for node in nodes[1:]] + [stop + 1]
    sizes = [headings.printed(n.heading.last, end) for n, end in zip(nodes, ends, strict=True)]
    _part_repeats(nodes, sizes, everywhere)
    listings = [list(run) for run in runs([node.values for node in nodes])]
    body = max(listings, key=lambda run: (median_low([sizes[i] for i in run]), len(run)))
    kept = list(body)
    taken = {nodes[i].values for i in body}
    for run in listings:  # a listing that lacks a part is completed by another
        new = all(nodes[i].values not in taken and sizes[i] >= PROSE for i in run)
        if run is not body and new:
            kept += run
            taken |= {nodes[i].values for i in run}
    return [nodes[i] for i in sorted(kept)]


def _part_repeats(nodes: Sequence[Node], sizes: Sequence[int], everywhere: Counter[Values]) -> None:
    """Gives a number printed twice in a row its place: the next one, where that is free."""
    own = {node.values for node in nodes}
    anew = any(everywhere[values] > 1 for values in own)
    for at, (above, node) in enumerate(pairwise(nodes)):
        titles = [fold(n.heading.title).casefold() for n in (above, node)]
        same = titles[0].startswith(titles[1]) or titles[1].startswith(titles[0])
        if above.values != node.values or same or min(sizes[at : at + 2]) < _BODY:
            continue
        after = (*node.values[:-1], node.values[-1] + 1)
        free = after not in own and (anew or not everywhere[after])
        node.values = after if free else (*node.values, 0)


def _dotted(headings: Headings, spans: Sequence[_Span], found: Sequence[Node]) -> list[Node]:
    """Parts numbered 1.1, 1.1.1 under the top 1, whatever comes between.

    The deepest are what `_leaf` says, those above them orientations and sub-orientations.
    """
    depth = len(spans[0][0].values)
    dotted = [h for h in headings.all if h.kind == "" and len(values_of(h)) > depth]
    own = [
        span
        for span, group in zip(spans, _within(dotted, spans), strict=True)
        if group and _mostly(values_of(h)[:depth] == span[0].values for h in group)
    ]
    nodes = _inside(headings, own, dotted, "orientation") if own else []
    deepest = max((len(node.values) for node in nodes), default=0)
    for node in nodes:
        node.kind = "orientation" if len(node.values) == depth + 1 else "sub-orientation"
    leaves = [node for node in nodes if len(node.values) == deepest]
    kind = _leaf(headings, spans, leaves, [*nodes, *found])
    for leaf in leaves:
        leaf.kind = kind or leaf.kind
    return nodes


def _leaf(
    headings: Headings, spans: Sequence[_Span], leaves: Sequence[Node], others: Sequence[Node]
) -> Kind | None:
    """What the lowest parts are; None where they hold other parts or tables of rows."""
    starts = sorted({node.heading.line for node in (*leaves, *others)})
    following = dict(pairwise(starts))
    kinds = {node.heading.line: node.kind for node in others}
    own = {node.heading.line for node in leaves}
    firsts = [first for _, first, _ in spans]
    holding: list[bool] = []
    lists: list[bool] = []
    tables: list[bool] = []
    for node in leaves:
        line = node.heading.line
        after = following.get(line, headings.end + 1)
        limit = spans[max(0, bisect_right(firsts, line) - 1)][2]
        holding.append(after not in own and kinds.get(after) in {"priority", "action"})
        printed = headings.reading.printed(node.heading.last + 1, min(after - 1, limit))
        tables.append(has_table(headings.reading, node.heading.last + 1, min(after - 1, limit)))
        lists.append(any(is_lead_in(item.text) for item in printed))
    if not leaves or _mostly(holding) or (_mostly(tables) and not _mostly(lists)):
        return None
    return "priority" if _mostly(lists) else "action"


def _plain(headings: Headings, spans: Sequence[_Span], below: Sequence[Node]) -> list[Node]:
    """Parts that are numbered « 1. » or « A) » alone.

    Where other marks number the parts, such a number is an item of a list, unless it stands
    between a top and its actions.
    """
    top = spans[0][0]
    used = {top.heading.number.styles[0]} if top.heading.number and not top.heading.kind else set()
    for style in ("roman", "letter", "arabic", "small letter"):
        if style in used and len(top.values) == 1:
            continue
        nodes = _inside(headings, spans, headings.bare(1, style), "orientation")
        if not nodes or (style != "arabic" and len(nodes) < 2):
            continue
        if below:
            return _between(nodes, below, spans[-1][2])
        inner = _under(headings, spans, nodes, {style, *used})
        if inner:
            return [*nodes, *inner]
        kind = _leaf(headings, spans, nodes, [span[0] for span in spans]) or "orientation"
        return [replace(node, kind=kind) for node in nodes]
    return []


def _under(
    headings: Headings, spans: Sequence[_Span], nodes: Sequence[Node], used: set[str]
) -> list[Node]:
    """Actions under plain numbers, by numbers of another style; none where only some have any."""
    for style in ("letter", "arabic", "small letter"):
        if style in used:
            continue
        stops = {id(node): stop for node, stop in _stops(nodes, spans)}
        own: list[_Span] = [(n, n.heading.last + 1, stops[id(n)]) for n in nodes]
        inner = _inside(headings, own, headings.bare(1, style), "action")
        if len(inner) > len(nodes):
            kind = _leaf(headings, own, inner, nodes) or "action"
            return [replace(node, kind=kind) for node in inner]
    return []


def _stops(nodes: Sequence[Node], spans: Sequence[_Span]) -> Iterable[tuple[Node, int]]:
    """Each part with its last line: before the next part, or the end of its span."""
    firsts = [first for _, first, _ in spans]
    nexts = [node.heading.line - 1 for node in nodes[1:]] + [spans[-1][2]]
    for node, after in zip(nodes, nexts, strict=True):
        span = spans[max(0, bisect_right(firsts, node.heading.line) - 1)]
        yield node, min(after, span[2])


def _between(nodes: list[Node], below: Sequence[Node], end: int) -> list[Node]:
    """Plain numbers above actions that have marks of their own: at least half hold one."""
    if any(node.kind == "orientation" for node in below):
        return []
    starts = [node.heading.line for node in nodes]
    lines = sorted(node.heading.line for node in below)
    stops = [*starts[1:], end + 1]
    held = (
        bisect_right(lines, stop - 1) > bisect_right(lines, start)
        for start, stop in zip(starts, stops, strict=True)
    )
    return nodes if _mostly(held) else []


def _mostly(answers: Iterable[bool]) -> bool:
    """Whether there are answers, and at least half of them are yes."""
    given = list(answers)
    return bool(given) and sum(given) * 2 >= len(given)
