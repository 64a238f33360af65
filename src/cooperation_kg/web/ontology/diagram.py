"""The overview of the ontology as a picture: which classes lead to which, by which property.

A row a pair of classes: from the one at the left, a line with the property's name leads to the one
at the right. A class that leads to several stands once, beside all its lines. What the picture
shows, the lists of properties say in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from cooperation_kg.web.ontology.terms import Relation
from cooperation_kg.web.tables import Cell

__all__ = ["Box", "Diagram", "Line", "draw"]

_ROW = 30
_BOX_HEIGHT = 22
_LETTER = 7
"""About the width of a letter at the size of the picture's text."""
_GAP = 12
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A class; all measures are in units of the picture."""

    cell: Cell
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Line:
    """What leads from a class to another: from (x, y) to the right, over `width`."""

    text: str
    title: str
    x: int
    y: int
    width: int


@dataclass(frozen=True, slots=True)
class Diagram:
    """The picture."""

    width: int
    height: int
    boxes: Sequence[Box]
    lines: Sequence[Line]


def draw(relations: Sequence[Relation]) -> Diagram:
    """The picture of what leads from where to where; relations of one start stand together."""
    names = [cell.text for one in relations for cell in (one.start, one.end)]
    box_width = _LETTER * max(map(len, names), default=0) + 24
    line_width = _LETTER * max((len(_short(one)) for one in relations), default=0) + 40
    boxes: list[Box] = []
    lines: list[Line] = []
    line_x = _MARGIN + box_width
    end_x = line_x + line_width
    y = _MARGIN
    for _, of_start in groupby(relations, key=lambda relation: relation.start):
        rows = list(of_start)
        height = _ROW * (len(rows) - 1) + _BOX_HEIGHT
        boxes.append(Box(rows[0].start, _MARGIN, y, box_width, height))
        for number, relation in enumerate(rows):
            top = y + number * _ROW
            boxes.append(Box(relation.end, end_x, top, box_width, _BOX_HEIGHT))
            said = ", ".join(one.text for one in relation.properties)
            middle = top + _BOX_HEIGHT // 2
            lines.append(Line(_short(relation), said, line_x, middle, line_width))
        y += height + _GAP
    return Diagram(end_x + box_width + _MARGIN, y, boxes, lines)


def _short(relation: Relation) -> str:
    """The first of the properties, and how many there are beside it."""
    first, *others = relation.properties
    return f"{first.text} (+{len(others)})" if others else first.text
