"""A document as running text: what prose rules read, with the way back to the source.

Rules about sentences must not care where a line ends, where a page turns or how a word was cut.
`Flow` joins the lines of a `Reading` into paragraphs with single spaces, leaves out markup,
bullets, page numbers and running heads, and keeps for every character where it stands.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Protocol, TypeVar

from cooperation_kg.extraction.reading import Line, Reading
from cooperation_kg.records.values import Stated

__all__ = ["Flow", "Paragraph", "Region", "flow", "plan_lines"]

S = TypeVar("S", bound=Stated)

_LEFT_OUT = re.compile(
    r"</?[a-zA-Z][^<>\n]{0,40}>|[*\u00ad]+|^\s{0,3}#{1,6}\s+|[\ue000-\uf8ff\ufffd]+"
)
_BULLET = re.compile(r"^\s*(?:[-–—•▪■●◦‣]|\*(?=\s)|[\ue000-\uf8ff\ufffd]+|o(?=\s))\s*")
_ENDS = re.compile(r"[.;:!?…»]\s*$")
_GOES_ON = re.compile(
    r"(?:,|\b(?:de|du|des|la|le|les|et|ou|à|au|aux|en|par|pour|sur|dans|avec|d['’]|l['’]))\s*$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:article|titre|chapitre|annexe|axe|section)\s+(?:\d|[ivx]+\b|premier)"
    r"|^(?:\d{1,2}(?:\.\d{1,2})*[.)]|[ivx]{1,4}\s?[.)]|[a-z][.)])\s",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"(?<=[.!?…])[»\")]*\s+(?=[«\"(]?\s?[A-ZÀ-ÖØ-ÞŒ])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:M|MM|Mme|Mmes|Mlle|Me|Dr|Pr|art|cf|St|Ste|ex|n|[A-Z])\.)$", re.IGNORECASE
)
_DASHED = re.compile(r"\s*[-–—]\s*\w")
_NEAR = 240
_HEADING_MAX = 160


class Region(Protocol):
    """A part of the outline, as far as the readers of running text need it."""

    @property
    def kind(self) -> str:
        """What it is, such as `action` or `section`."""
        ...

    @property
    def title(self) -> Stated:
        """Its heading."""
        ...

    @property
    def first(self) -> int:
        """The first line of its body."""
        ...

    @property
    def last(self) -> int:
        """The last line of its body."""
        ...

    @property
    def parts(self) -> Sequence[Region]:
        """The parts in it."""
        ...


def plan_lines(parts: Sequence[Region]) -> list[range]:
    """The lines of the plan itself (axes, actions, …), where the life of the text is not told.

    Parts that follow each other are one range, so that to look a line up costs no more in a long
    plan.
    """
    found: list[range] = []
    for lines in sorted(_plan_lines(parts), key=lambda lines: lines.start):
        if found and lines.start <= found[-1].stop:
            found[-1] = range(found[-1].start, max(lines.stop, found[-1].stop))
        else:
            found.append(lines)
    return found


def _plan_lines(parts: Sequence[Region]) -> Iterator[range]:
    for part in parts:
        if part.kind == "section":
            yield from _plan_lines(part.parts)
        else:
            yield range(part.title.at.line, max(_last(part), part.title.at.line) + 1)


def _last(part: Region) -> int:
    return max([part.last, *(_last(inner) for inner in part.parts)])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of `Flow.text` that is one paragraph or one item of a list.

    Attributes:
        start: its first character.
        end: the character after its last.
        bullet: whether a bullet or dash was printed before it.
        line: the line of the source it begins on.
        heading: whether it looks like a heading: short, and no sentence.
    """

    start: int
    end: int
    bullet: bool
    line: int
    heading: bool


@dataclass(frozen=True)
class Flow:
    """Running text.

    Attributes:
        reading: what it was made from.
        text: the characters; paragraphs are parted by a line feed.
        at: for each character, where it stands in the source.
        paragraphs: in order.
    """

    reading: Reading
    text: str = field(repr=False)
    at: array[int] = field(repr=False)
    paragraphs: tuple[Paragraph, ...] = field(repr=False)

    def line(self, position: int) -> int:
        """The line of the source that the character at `position` stands on."""
        return self.reading.source.line_of(self.at[position]) if self.at else 1

    def position(self, line: int) -> int:
        """The first character that stands on `line` of the source or after it."""
        lines = self.reading.lines
        if line > len(lines):
            return len(self.text)
        return bisect_left(self.at, lines[max(line, 1) - 1].start)

    def words(self, start: int, end: int) -> str:
        """The characters from `start` to `end`, paragraph ends as spaces."""
        return self.text[start:end].replace("\n", " ").strip()

    def trimmed(self, start: int, end: int, *, ends: str = " \n.;:,") -> tuple[int, int]:
        """A run without white space before it, and without `ends` after it."""
        while start < end and self.text[start] in " \n":
            start += 1
        while end > start and self.text[end - 1] in ends:
            end -= 1
        return start, end

    def stated(
        self,
        start: int,
        end: int,
        cls: type[S],
        *,
        confidence: float,
        method: str,
        ends: str = " \n.;:,",
        **fields: Any,  # noqa: ANN401 - the fields of whatever value is made
    ) -> S | None:
        """A value of the run from `start` to `end`, or None if nothing but signs stands there."""
        start, end = self.trimmed(start, end, ends=ends)
        if not any(c.isalnum() for c in self.text[start:end]):
            return None
        first, last = self.at[start], self.at[end - 1] + 1
        try:
            return self.reading.stated(
                first, last, cls, confidence=confidence, method=method, **fields
            )
        except ValueError:
            return None

    def sentences(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """The sentences between two characters; one never goes over the end of a paragraph."""
        end = len(self.text) if end is None else end
        for paragraph in self.within(start, end):
            here, stop = max(paragraph.start, start), min(paragraph.end, end)
            for match in _BOUNDARY.finditer(self.text, here, stop):
                if _ABBREVIATED.search(self.text, max(here, match.start() - 6), match.start()):
                    continue
                yield here, match.start()
                here = match.end()
            if here < stop:
                yield here, stop

    def within(self, start: int, end: int) -> Sequence[Paragraph]:
        """The paragraphs that have a character between `start` and `end`."""
        first = max(bisect_left(self._starts, start + 1) - 1, 0)
        return self.paragraphs[first : bisect_left(self._starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]


@lru_cache(maxsize=4)
def flow(reading: Reading) -> Flow:
    """The running text of a reading."""
    pieces: list[str] = []
    at = array("q")
    paragraphs: list[Paragraph] = []
    opened: tuple[int, Line] | None = None
    before: Line | None = None
    size, gap = 0, False

    def put(text: str, position: int) -> None:
        nonlocal size
        pieces.append(text)
        at.extend(range(position, position + len(text)))
        size += len(text)

    for line in reading.lines:
        if not line.text or line.furniture:
            gap = True
            continue
        within = False
        if before is not None and opened is not None:
            within = bool(_DASHED.match(line.raw)) and _in_brackets(pieces)
            if not within and _parted(before, line, gap=gap or _page_turns(before, line)):
                paragraphs.append(_paragraph(opened, size, "".join(pieces[-40:])))
                put("\n", before.end)
                opened = None
            elif not re.search(r"\w[-\u00ad]\s*$", before.raw):
                put(" ", before.end)
        if opened is None:
            opened = (size, line)
        for text, position in _words(line, bullet=not within):
            if text != " " or (pieces and not pieces[-1].endswith((" ", "\n"))):
                put(text, position)
        before, gap = line, False
    if opened is not None:
        paragraphs.append(_paragraph(opened, size, "".join(pieces[-40:])))
    return Flow(reading, "".join(pieces), at, tuple(paragraphs))


def _in_brackets(pieces: Sequence[str]) -> bool:
    """Whether a bracket is open in the paragraph: a dash there parts names, it begins no item."""
    near = "".join(pieces[-_NEAR:]).rpartition("\n")[2]
    return near.count("(") > near.count(")")


def _words(line: Line, *, bullet: bool = True) -> Iterator[tuple[str, int]]:
    """The printed words of a line and the single spaces between them, each with its place."""
    before = _BULLET.match(line.raw) if bullet else None
    here = before.end() if before else 0
    out = [match.span() for match in _LEFT_OUT.finditer(line.raw, 0)]
    end = len(line.raw.rstrip())
    for start, stop in [*out, (end, end)]:
        for match in re.finditer(r"\s+|\S+", line.raw[here : max(start, here)]):
            text = match.group()
            yield (" " if text.isspace() else text), line.start + here + match.start()
        here = max(here, stop)


def _parted(before: Line, line: Line, *, gap: bool) -> bool:
    """Whether a paragraph ends between two lines of text."""
    if _is_bullet(line) or any(one.raw.lstrip().startswith("#") for one in (before, line)):
        return True
    if re.match(r"(?:vu|considérant)\b", line.text, re.IGNORECASE):
        return True
    if re.search(r"\w-\s*$", before.raw):
        return False
    if _GOES_ON.search(before.text):
        article = before.text.endswith(",") and bool(_OPENS.match(line.text))
        return gap and (line.text.isupper() or (article and line.text[0].isupper()))
    if _is_capitals(before.text) != _is_capitals(line.text) and (gap or len(before.text) > 3):
        return True
    cells = "\t" in line.raw or "</p>" in line.raw or line.raw.lstrip().startswith("|")
    opens = bool(_OPENS.match(line.text)) and (gap or bool(_ENDS.search(before.text)))
    goes_on = line.text[:1].islower() and not _ENDS.search(before.text)
    return cells or opens or (gap and not goes_on)


def _page_turns(before: Line, line: Line) -> bool:
    """Whether a page ends between two lines: text of a PDF marks it by a form feed or a space."""
    spaced = line.raw.startswith(" ") and line.indent == 1 and before.indent == 0
    return line.raw.startswith("\f") or (spaced and not line.raw.strip()[:1].islower())


def _is_bullet(line: Line) -> bool:
    return bool(_BULLET.match(line.raw)) or line.bullet


def _is_capitals(text: str) -> bool:
    return len(text) > 3 and text.isupper() and text[0] not in "(,.;"


def _paragraph(opened: tuple[int, Line], end: int, tail: str) -> Paragraph:
    start, line = opened
    bullet = _is_bullet(line)
    short = end - start <= _HEADING_MAX
    heading = short and not bullet and not re.search(r"[.;,]\s*$", tail)
    marked = line.raw.lstrip().startswith("#")
    return Paragraph(start, end, bullet, line.number, heading or (marked and short))
