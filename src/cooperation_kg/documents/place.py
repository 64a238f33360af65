"""Where a value was read: one or more runs of characters in a source document.

Positions count Unicode code points of the decoded file from 0, the end exclusive, as the
TextPositionSelector of the Web Annotation Data Model does
(https://www.w3.org/TR/annotation-model/#text-position-selector). Lines count from 1 and end at
a line feed only, so that the number is the one every editor shows.

In a record a place is written `L268:10034-10039`; a text broken by a table or a page stands at
several, written one after the other: `L268:10034-10039 L280:10500-10520`. A record that is being
written may give the line alone (`L268`); `cooperation-kg anchor` finds the characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Place", "Places"]

_WRITTEN = re.compile(r"L(?P<line>[1-9]\d*)(?::(?P<start>\d+)-(?P<end>\d+))?")


@dataclass(frozen=True, slots=True)
class Place:
    """One run of characters.

    Attributes:
        line: the 1-based line it starts on.
        start: its first character, or None while only the line is known.
        end: the character after its last, or None while only the line is known.
    """

    line: int
    start: int | None = None
    end: int | None = None

    @property
    def anchored(self) -> bool:
        """Whether the characters are known, and not the line alone."""
        return self.start is not None and self.end is not None

    def __str__(self) -> str:
        return f"L{self.line}:{self.start}-{self.end}" if self.anchored else f"L{self.line}"


@dataclass(frozen=True, slots=True)
class Places:
    """The runs of characters a value was read at, in reading order.

    >>> str(Places.parse("L268:10034-10039 L280:10500-10520"))
    'L268:10034-10039 L280:10500-10520'
    >>> Places.parse("L268").anchored
    False
    """

    items: tuple[Place, ...]

    @classmethod
    def parse(cls, written: str) -> Places:
        """Reads places as a record writes them.

        Raises:
            ValueError: `written` is no list of places, or one ends before it starts.
        """
        items = []
        for part in written.split():
            match = _WRITTEN.fullmatch(part)
            if match is None:
                raise ValueError(
                    f"« {part} » is no place: write L268, or L268:10034-10039 (line, first"
                    " character, character after the last)"
                )
            start, end = match["start"], match["end"]
            if start is None:
                items.append(Place(int(match["line"])))
                continue
            if int(end) <= int(start):
                raise ValueError(f"« {part} » ends before it starts")
            items.append(Place(int(match["line"]), int(start), int(end)))
        if not items:
            raise ValueError("a place is missing: write L and the line it was read on, as in L268")
        return cls(tuple(items))

    @property
    def anchored(self) -> bool:
        """Whether the characters of every run are known."""
        return all(place.anchored for place in self.items)

    @property
    def line(self) -> int:
        """The 1-based line the first run starts on."""
        return self.items[0].line

    def __str__(self) -> str:
        return " ".join(str(place) for place in self.items)
