"""The words of a cell as runs of the source, cut into values and stated.

The lines of one cell need not follow each other in the source: another cell, a page number or the
head of the table may stand between. So a cell is a list of runs, and a value a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from cooperation_kg.documents import Places
from cooperation_kg.extraction.reading import Reading, clean
from cooperation_kg.records.values import Stated

__all__ = ["Span", "parted", "printed", "state"]

Span = tuple[int, int]

S = TypeVar("S", bound=Stated)


def printed(source: str, spans: Sequence[Span]) -> str:
    """The characters of a cell, a line feed between runs."""
    return "\n".join(source[start:end] for start, end in spans)


def parted(spans: Sequence[Span], cuts: Iterable[Span]) -> list[list[Span]]:
    """The runs of some parts of a cell, each given by its characters in `printed`.

    >>> parted([(10, 15), (30, 34)], [(0, 2), (3, 8)])
    [[(10, 12)], [(13, 15), (30, 32)]]
    """
    parts = []
    for first, last in cuts:
        part: list[Span] = []
        offset = 0
        for start, end in spans:
            low, high = max(first - offset, 0), min(last - offset, end - start)
            if low < high:
                part.append((start + low, start + high))
            offset += end - start + 1
        parts.append(part)
    return parts


def state(
    reading: Reading,
    spans: Sequence[Span],
    cls: type[S],
    *,
    confidence: float,
    method: str,
    **fields: Any,  # noqa: ANN401 - the fields of whatever value is made
) -> S | None:
    """A value of several runs, without what parts it from its neighbours; None of nothing.

    Runs that only white space parts are one run.
    """
    source = reading.source.text
    joined: list[Span] = []
    for start, end in _trimmed(source, spans):
        if joined and not source[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    parts = [
        reading.stated(start, end, Stated, confidence=confidence, method=method)
        for start, end in joined
        if reading.prints(start, end)
    ]
    text = clean("\n".join(part.text for part in parts))
    if not text:
        return None
    value = cls(
        text=text,
        at=Places(tuple(place for part in parts for place in part.at.items)),
        **fields,
    )
    reading.notes.add(value, confidence, method)
    return value


def _trimmed(source: str, spans: Sequence[Span]) -> list[Span]:
    kept = [(start, end) for start, end in spans if clean(source[start:end])]
    while kept:
        start, end = kept[-1]
        bare = start + len(source[start:end].rstrip(" \t\n\u00a0,;/"))
        if bare > start and clean(source[start:bare]):
            return [*kept[:-1], (start, bare)]
        kept.pop()
    return kept
