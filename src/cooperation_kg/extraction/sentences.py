"""Prose as sentences, each character with its position in the source.

Lines are joined to sentences over line ends, page breaks and blank lines that a page left in the
middle of one. What only printing adds (emphasis, tags, bullets, double spaces, curly apostrophes)
is left out, so that rules see plain French and the words they find keep their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cooperation_kg.extraction.headings import ends_open
from cooperation_kg.extraction.reading import Line, Reading

__all__ = ["Sentence", "sentences"]

_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,40}>|\*+")
_LEADING = re.compile(
    r"\s*(?:#{1,6}\s+)?(?:[\s*]*[-–—•▪■●◦‣\ue000-\uf8ff]\s+|[\ue000-\uf8ff]|o\s)?"
)
_END = re.compile(r"[.!?…]{1,3}[»\")\]]*(?=\s+[«\"(\[]*\s*[A-ZÀ-ÖØ-Þ0-9])|;(?=\s)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:M|MM|Mme|Mlle|St|Ste|Dr|cf|ex|art|p|n|[A-Z])|^\d{1,2}(?:\.\d{1,2})?)\.$"
)
_TERMINAL = re.compile(r"[.!?:;…][»\")\]]*\s*$")
_LONGEST = 2000
"""Characters: what goes on longer without a full stop is a table or a list and no sentence."""
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "–": "-", "—": "-", "\xad": "-"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a clause that a semicolon ends.

    Attributes:
        text: its words, single spaces, straight apostrophes.
        at: the position of each character of `text` in the source.
        lead: what it goes on from: the lead-in of a list, or the clauses before a semicolon.
    """

    text: str
    at: tuple[int, ...]
    lead: str = ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the source that hold `text[start:end]`."""
        return self.at[start], self.at[end - 1] + 1


@dataclass
class _Paragraph:
    """Lines that run on from one another, being gathered."""

    characters: list[str]
    positions: list[int]
    bullet: bool
    soft: bool = False

    def text(self) -> str:
        return "".join(self.characters)


def sentences(reading: Reading, first: int, last: int) -> tuple[Sentence, ...]:
    """The sentences of the lines `first` to `last`, both included."""
    found: list[Sentence] = []
    lead = ""
    for paragraph in _paragraphs(reading, first, last):
        text = paragraph.text()
        within = lead if paragraph.bullet or text[:1].islower() else ""
        found.extend(_split(text, tuple(paragraph.positions), within))
        if text.rstrip().endswith(":"):
            lead = found[-1].text if found else ""
        elif not paragraph.bullet:
            lead = ""
    return tuple(found)


def _paragraphs(reading: Reading, first: int, last: int) -> Iterator[_Paragraph]:
    current: _Paragraph | None = None
    before = 0
    for line in reading.printed(max(first, 1), last):
        parted = current is not None and _parted(current, line, reading, before)
        if current is not None and parted:
            yield current
        if current is None or parted:
            current = _Paragraph([], [], line.bullet)
        _append(current, line)
        before = line.number
    if current is not None:
        yield current


def _parted(current: _Paragraph, line: Line, reading: Reading, before: int) -> bool:
    """Whether `line` begins a new paragraph: after a gap, only if the one before had ended."""
    if line.bullet or line.raw.lstrip().startswith("#"):
        return True
    last = reading.lines[before - 1]
    if last.raw.lstrip().startswith("#"):
        return True
    gap = line.number - before > 1
    if line.number - before == 1 and _heads(last, line):
        return True
    ended = bool(_TERMINAL.search("".join(current.characters[-12:])))
    return gap and (ended or not (line.text[0].islower() or line.text[0] in "(,"))


def _heads(line: Line, following: Line) -> bool:
    """Whether a line stands over the text that follows: short, and no part of a sentence."""
    room = len(following.text) - len(line.text)
    return (
        len(line.text) <= 40
        and room >= 20
        and following.text[0].isupper()
        and not ends_open(line.text)
        and not _TERMINAL.search(line.text)
    )


def _append(paragraph: _Paragraph, line: Line) -> None:
    """Adds a line; a word cut at the line end is rejoined."""
    characters, positions = paragraph.characters, paragraph.positions
    leading = _LEADING.match(line.raw)
    offset = leading.end() if leading else 0
    left_out = bytearray(len(line.raw))
    for match in _MARKUP.finditer(line.raw):
        left_out[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    cut = len(characters) > 1 and characters[-1] == "-" and characters[-2].isalnum()
    if cut and paragraph.soft:  # a soft hyphen is none of the word
        characters.pop()
        positions.pop()
    paragraph.soft = line.raw.rstrip().endswith("\xad")
    if characters and not cut:
        characters.append(" ")
        positions.append(positions[-1])
    for index in range(offset, len(line.raw)):
        character = line.raw[index].translate(_SAME)
        if left_out[index]:
            continue
        if character.isspace():
            if not characters or characters[-1] == " ":
                continue
            character = " "
        characters.append(character)
        positions.append(line.start + index)
    while characters and characters[-1] == " ":
        characters.pop()
        positions.pop()


def _split(text: str, at: tuple[int, ...], lead: str) -> Iterator[Sentence]:
    start, context = 0, lead
    for match in _END.finditer(text):
        if _ABBREVIATED.search(text[max(start, match.start() - 5) : match.start() + 1]):
            continue
        yield from _piece(text, at, start, match.end(), context)
        semicolon = match.group() == ";"
        context = (context or text[start : match.end()]) if semicolon else ""
        start = match.end()
    yield from _piece(text, at, start, len(text), context)


def _piece(text: str, at: tuple[int, ...], start: int, end: int, lead: str) -> Iterator[Sentence]:
    start += len(text[start:end]) - len(text[start:end].lstrip())
    while end - start > _LONGEST:
        cut = text.find(" ", start + _LONGEST, end)
        if cut < 0:
            break
        yield Sentence(text[start:cut], at[start:cut], lead)
        start = cut + 1
    if start < end:
        yield Sentence(text[start:end], at[start:end], lead)
