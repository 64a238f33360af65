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
from itertools import pairwise, takewhile
from math import exp
from typing import TypeVar

from cooperation_kg.extraction.box_entries import (
    ROLES,
    Entry,
    Role,
    box_columns,
    cell_entries,
    entries,
    head_roles,
    kind_cost,
    parts,
)
from cooperation_kg.extraction.grid_lines import Grid
from cooperation_kg.extraction.reading import Line, Reading, is_spaced
from cooperation_kg.extraction.table_cells import Span, parted, printed, state
from cooperation_kg.extraction.table_grids import read_grids
from cooperation_kg.extraction.table_heads import table_heads
from cooperation_kg.extraction.table_lines import is_title, running_lines
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
_LABEL = re.compile(
    rf"{_INTERDEPENDENCE.pattern}|(?:les )?(?:priorites|orientations|objectifs|enjeux)\s*:?"
)
_PARTED = re.compile(r"\S\s{2,}\S|[|\t]|<t[dh]\b")
_HEAD_WORD = re.compile(
    r"acteur|partenaire|public|b[ée]n[ée]ficiaire|dispositif|outils", re.IGNORECASE
)
_CELL = 0.97
_SURE = 0.95
"""How often an entry is in its column, on the corpus, where cells are told and where not."""

_NEVER = 1e9
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


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry of a column: where its names stand, and how sure its column is."""

    spans: tuple[Span, ...]
    sure: float


def read_boxes(reading: Reading, first: int, last: int) -> Boxes:
    """The boxes printed from line `first` to `last`."""
    lines = reading.lines[max(0, first - 1) : last]
    running = running_lines(reading)
    kept = [
        line
        for line in lines
        if not (line.furniture or is_spaced(line.text) or line.text in running)
    ]
    cells: dict[Role, list[_Found]] = {"actor": [], "public": [], "scheme": []}
    depends: list[_Found] = []
    source = reading.source.text
    for grid in _grids(reading, kept):
        kept = [line for line in kept if not grid.first <= line.number <= grid.last]
        for at, column in enumerate(grid.columns):
            role = ROLES[column]
            for entry in cell_entries(grid, at):
                cells[role] += _values(source, entry, _CELL, opened=role == "actor")
    heads = table_heads(kept)
    at = 0
    while at < len(kept):
        roles, end = head_roles(kept, at)
        if roles:
            body = list(_body(kept, end, heads))
            for role, entry, sure in _assigned(roles, entries(body)):
                cells[role] += _values(source, entry, sure, opened=role == "actor")
            at = end + len(body)
        elif _is_label(kept, at, _INTERDEPENDENCE):
            body = list(_body(kept, at + 1, heads))
            for entry in takewhile(lambda entry: len(entry.text) < _LONGEST, entries(body)):
                depends += _values(source, entry, _SURE, opened=False)
            at += 1 + len(body)
        else:
            at += 1
    return Boxes(
        tuple(_all(reading, cells["actor"], Participant, "actor", status="table")),
        tuple(_all(reading, cells["public"], Mention, "public", kind="public")),
        tuple(_all(reading, cells["scheme"], Mention, "scheme", kind="scheme")),
        tuple(_all(reading, depends, Stated, "interdependence")),
    )


def _grids(reading: Reading, lines: Sequence[Line]) -> Iterator[Grid]:
    """The boxes whose cells the layout tells."""
    likely = [line for line in lines if _PARTED.search(line.raw) and _HEAD_WORD.search(line.raw)]
    if not (likely or reading.blocks) or not lines:
        return
    # A label below a box is no entry of its first column.
    labels = [line.number for at, line in enumerate(lines) if _is_label(lines, at, _LABEL)]
    bounds = [lines[0].number - 1, *labels, lines[-1].number + 1]
    for low, high in pairwise(bounds):
        if reading.blocks or any(low < line.number < high for line in likely):
            yield from read_grids(reading, low + 1, high - 1, box_columns)


def _is_label(lines: Sequence[Line], at: int, label: re.Pattern[str]) -> bool:
    return _apart(lines, at) and label.fullmatch(plain(lines[at].text)) is not None


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
            if _apart(lines, index) and _LABEL.fullmatch(label):
                return
        yield line


def _apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a line has nothing printed right above it."""
    return at == 0 or not lines[at - 1].text


def _assigned(roles: Sequence[Role], found: Sequence[Entry]) -> Iterator[tuple[Role, Entry, float]]:
    """The column of each entry: the best cut of the list into one run for each column."""
    if not found:
        return
    widest = max(entry.gap for entry in found[1:]) if len(found) > 1 else 0
    narrow = [0.6 * (widest - entry.gap) for entry in found]
    costs = [[kind_cost(role, entry.text) for role in roles] for entry in found]
    best = [3.0 * column for column in range(len(roles))]
    back: list[list[int]] = []
    for at in range(len(found)):
        came = []
        ended = []
        for column in range(len(roles)):
            ways = [
                (best[p] + (0.0 if p == column else narrow[at] + 3.0 * (column - p - 1)), -p)
                for p in range(column + 1)
            ]
            cost, origin = min(ways) if at else (best[column], -column)
            ended.append(cost + costs[at][column])
            came.append(-origin)
        best = ended
        back.append(came)
    skipped = [cost + 3.0 * (len(roles) - 1 - column) for column, cost in enumerate(best)]
    column = skipped.index(min(skipped))
    columns = []
    for came in reversed(back):
        columns.append(column)
        column = came[column]
    columns.reverse()
    for at, (column, entry) in enumerate(zip(columns, found, strict=True)):
        yield roles[column], entry, _sure(columns, narrow, costs, at)


def _sure(
    columns: Sequence[int], narrow: Sequence[float], costs: Sequence[Sequence[float]], at: int
) -> float:
    """How sure the column of an entry is: what it would cost that it stood beyond the next cut."""
    more = _NEVER
    own = columns[at]
    if at and columns[at - 1] != own:
        here = costs[at][columns[at - 1]] - costs[at][own] - narrow[at]
        more = min(more, here + (narrow[at + 1] if at + 1 < len(columns) else 0.0))
    if at + 1 < len(columns) and columns[at + 1] != own:
        more = min(more, costs[at][columns[at + 1]] - costs[at][own] + narrow[at] - narrow[at + 1])
    return round(min(_SURE, 1.0 - 0.5 * exp(-max(0.0, more) / 1.2)), 2)


def _values(source: str, entry: Entry, sure: float, *, opened: bool) -> Iterator[_Found]:
    text = printed(source, entry.spans)
    for spans in parted(entry.spans, parts(text, opened=opened)):
        yield _Found(tuple(spans), sure)


def _all(
    reading: Reading, found: Sequence[_Found], cls: type[V], what: str, **fields: str
) -> Iterator[V]:
    method = _METHOD.format(what)
    for one in found:
        value = state(reading, one.spans, cls, confidence=one.sure, method=method, **fields)
        if value is not None:
            yield value
