"""Holds a record against its source: is every text where it is said to be, and what was left out?

Three readings of the same walk over a record: `anchor` finds the characters of places given by
line alone, `check` says which texts do not stand at their place, `coverage` which lines of the
source no value touches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pydantic import BaseModel

from cooperation_kg.documents import Places, Source
from cooperation_kg.errors import PlaceError, Problem
from cooperation_kg.records.values import Stated
from cooperation_kg.records.yaml import Loaded, written_way

__all__ = ["Coverage", "anchor", "check", "coverage", "statements"]

Way = tuple[str | int, ...]


def statements(model: object, way: Way = ()) -> Iterator[tuple[Way, Stated]]:
    """Every statement in `model`, with the way to it, in the order they are written."""
    if isinstance(model, Stated):
        yield way, model
    if isinstance(model, BaseModel):
        for name in type(model).model_fields:
            yield from statements(getattr(model, name), (*way, name))
    elif isinstance(model, tuple):
        for index, item in enumerate(model):
            yield from statements(item, (*way, index))


def anchor(record: BaseModel, loaded: Loaded, source: Source) -> tuple[str, list[Problem]]:
    """Finds the characters of every place that gives its line alone.

    Returns:
        The text of the file with these places completed and nothing else changed, and a problem
        for every text that is not near the line it was said to be on.
    """
    edits: list[tuple[int, int, str]] = []
    problems: list[Problem] = []
    for way, stated in statements(record):
        if stated.at.anchored:
            continue
        mark = loaded.marks[(*way, "at")]
        try:
            place = source.find(stated.text, stated.at.line)
        except PlaceError as error:
            problems.append(Problem(loaded.path, mark.line, str(error), written_way(way)))
            continue
        edits.append((mark.start, mark.end, str(place)))
    text = loaded.text
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text, problems


def check(record: BaseModel, loaded: Loaded, source: Source) -> list[Problem]:
    """Every text of `record` that is not printed at the place it is said to be."""
    problems = []
    for way, stated in statements(record):
        message = _mistake(stated, source)
        if message:
            line = loaded.line((*way, "at"))
            problems.append(Problem(loaded.path, line, message, written_way(way)))
    return problems


def _mistake(stated: Stated, source: Source) -> str:
    if not stated.at.anchored:
        return f"« {stated.text} » has a line only; run cooperation-kg anchor"
    try:
        if not source.holds(stated.at, stated.text):
            there = _there(stated, source)
            return f"« {stated.text} » is not at {stated.at}: there stands « {there} »"
        for place in stated.at.items:
            line = source.line_of(place.start or 0)
            if line != place.line:
                return f"{place} starts on line {line}"
    except PlaceError as error:
        return str(error)
    return ""


def _there(stated: Stated, source: Source) -> str:
    found = " ".join(source.quote(stated.at).split())
    return found if len(found) <= 120 else f"{found[:119]}…"


@dataclass(frozen=True)
class Coverage:
    """Which printed lines of a source a record touches.

    Attributes:
        printed: how many lines hold a letter or a digit.
        touched: how many of them a value stands on.
        untouched: the others, as runs of first and last line.
    """

    printed: int
    touched: int
    untouched: tuple[tuple[int, int], ...]


def coverage(record: BaseModel, source: Source) -> Coverage:
    """Measures which lines of `source` hold no value of `record`."""
    touched: set[int] = set()
    for _, stated in statements(record):
        touched.update(_lines(stated.at, source))
    printed = [
        line
        for line in range(1, source.line_count + 1)
        if any(character.isalnum() for character in source.line_text(line))
    ]
    left = [line for line in printed if line not in touched]
    runs: list[tuple[int, int]] = []
    following = dict(pairwise(printed))
    for line in left:
        if runs and following.get(runs[-1][1]) == line:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return Coverage(len(printed), len(printed) - len(left), tuple(runs))


def _lines(at: Places, source: Source) -> Iterator[int]:
    for place in at.items:
        if place.start is not None and place.end is not None:
            yield from range(source.line_of(place.start), source.line_of(place.end - 1) + 1)
