"""Boxes of a part of the plan: its actors, its publics, its schemes, and what it depends on.

A box has a head of two or three words (« Acteurs », « Public cible », « Dispositifs », in any
order) and as many columns, which the text prints one after the other: all actors, then all
publics, then all schemes. Where one column ends is found by what the entries name and by the
wider gap between columns, as the best cut of one list into so many runs.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar

from cooperation_kg.extraction.box_entries import Entry, Role, entries, head_roles, kind_cost, parts
from cooperation_kg.extraction.reading import Line, Reading
from cooperation_kg.extraction.table_cells import Span, parted, printed, state
from cooperation_kg.extraction.table_heads import table_heads
from cooperation_kg.extraction.table_lines import is_spaced, is_title, running_lines
from cooperation_kg.extraction.table_wording import plain
from cooperation_kg.records.values import Mention, Participant, Stated

__all__ = ["Boxes", "read_boxes"]

V = TypeVar("V", bound=Stated)

_LONGEST = 300
"""Longer entries are prose."""

_INTERDEPENDENCE = re.compile(
    r"(?:interdependances?|transversalites?|complementarites?|articulations?|liens?|connexions?"
    r"|coherences?)(?: (?:avec|entre|et|aux?) .{0,70})?\s*:?"
)
_OTHER_LABEL = re.compile(r"(?:les )?(?:priorites|orientations|objectifs|enjeux)\s*:?")
_METHOD = "box: {} by the words of the entry and the gap between columns"


@dataclass(frozen=True, slots=True)
class Boxes:
    """What the boxes of a part say.

    Attributes:
        partners: the actors, one organisation or kind of organisation each.
        publics: whom the part is for.
        schemes: the plans, programmes and instruments it uses.
        interdependence: other texts and parts of the plan it depends on.
    """

    partners: tuple[Participant, ...] = ()
    publics: tuple[Mention, ...] = ()
    schemes: tuple[Mention, ...] = ()
    interdependence: tuple[Stated, ...] = ()


def read_boxes(reading: Reading, first: int, last: int) -> Boxes:
    """The boxes printed from line `first` to `last`."""
    lines = reading.lines[max(0, first - 1) : last]
    running = running_lines(reading)
    kept = [
        line
        for line in lines
        if not (line.furniture or is_spaced(line.text) or line.text in running)
    ]
    heads = table_heads(kept)
    cells: dict[Role, list[list[Span]]] = {"actor": [], "public": [], "scheme": []}
    depends: list[list[Span]] = []
    source = reading.source.text
    at = 0
    while at < len(kept):
        roles, end = head_roles(kept, at)
        if roles:
            body = list(_body(kept, end, heads))
            for role, entry in _assigned(roles, entries(body)):
                cells[role] += _values(source, entry, opened=role == "actor")
            at = end + len(body)
        elif _INTERDEPENDENCE.fullmatch(plain(kept[at].text)) and _apart(kept, at):
            body = list(_body(kept, at + 1, heads))
            for entry in takewhile(lambda entry: len(entry.text) < _LONGEST, entries(body)):
                depends += _values(source, entry, opened=False)
            at += 1 + len(body)
        else:
            at += 1
    return Boxes(
        tuple(_all(reading, cells["actor"], Participant, 0.95, "actor", status="table")),
        tuple(_all(reading, cells["public"], Mention, 0.95, "public", kind="public")),
        tuple(_all(reading, cells["scheme"], Mention, 0.9, "scheme", kind="scheme")),
        tuple(_all(reading, depends, Stated, 0.95, "interdependence")),
    )


def _body(lines: Sequence[Line], at: int, heads: Container[int]) -> Iterator[Line]:
    """The lines of a box from `lines[at]` on, up to whatever begins next."""
    for index in range(at, len(lines)):
        line = lines[index]
        if line.text:
            label = plain(line.text)
            if line.number in heads or is_title(line, apart=_apart(lines, index)):
                return
            if head_roles(lines, index)[0]:
                return
            if _apart(lines, index) and (
                _INTERDEPENDENCE.fullmatch(label) or _OTHER_LABEL.fullmatch(label)
            ):
                return
        yield line


def _apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a line has nothing printed right above it."""
    return at == 0 or not lines[at - 1].text


def _assigned(roles: Sequence[Role], found: Sequence[Entry]) -> Iterator[tuple[Role, Entry]]:
    """The column of each entry: the best cut of the list into one run for each column."""
    if not found:
        return
    widest = max(entry.gap for entry in found[1:]) if len(found) > 1 else 0
    best = [3.0 * column for column in range(len(roles))]
    back: list[list[int]] = []
    for at, entry in enumerate(found):
        came = []
        costs = []
        narrow = 0.6 * (widest - entry.gap)
        for column, role in enumerate(roles):
            ways = [
                (best[p] + (0.0 if p == column else narrow + 3.0 * (column - p - 1)), -p)
                for p in range(column + 1)
            ]
            cost, origin = min(ways) if at else (best[column], -column)
            costs.append(cost + kind_cost(role, entry.text))
            came.append(-origin)
        best = costs
        back.append(came)
    skipped = [cost + 3.0 * (len(roles) - 1 - column) for column, cost in enumerate(best)]
    column = skipped.index(min(skipped))
    columns = []
    for came in reversed(back):
        columns.append(column)
        column = came[column]
    yield from zip((roles[column] for column in reversed(columns)), found, strict=True)


def _values(source: str, entry: Entry, *, opened: bool) -> list[list[Span]]:
    text = printed(source, entry.spans)
    return parted(entry.spans, parts(text, opened=opened))


def _all(
    reading: Reading,
    cells: Sequence[Sequence[Span]],
    cls: type[V],
    confidence: float,
    what: str,
    **fields: str,
) -> Iterator[V]:
    for spans in cells:
        value = state(
            reading, spans, cls, confidence=confidence, method=_METHOD.format(what), **fields
        )
        if value is not None:
            yield value
