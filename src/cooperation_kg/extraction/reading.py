"""What every layout family reads from: the lines of a source, and how words of it are stated.

A family finds runs of characters; `Reading.stated` makes a value of them, with the text as a
reader would write it and the places it stands at. Page numbers and running heads inside a run are
left out, so that a value broken over a page has two places. How sure a family is of a value, and
by which rule it was found, is noted beside the value and never in it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from cooperation_kg.documents import Block, Place, Places, Source
from cooperation_kg.documents.words import Words
from cooperation_kg.records.values import Stated

__all__ = ["Line", "Note", "Notes", "Reading", "clean", "is_spaced"]

S = TypeVar("S", bound=Stated)

_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,40}>|\*+|(?m:^#{1,6}\s)")
_BLOCK_MARKUP = re.compile(
    r"</?(?:t[dhr]|table|tbody|p|br|li|[uo]l|div|h[1-6])\b[^<>\n]{0,40}>", re.IGNORECASE
)
_BULLET = re.compile(r"^\s*(?:[-–—•▪■●◦‣*\ue000-\uf8ff]|o(?=\s))\s*")
_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-–—]\s*)?(?:page\s+)?\d{1,3}(?:\s*(?:/|sur)\s*\d{1,3})?(?:\s*[-–—])?\s*$",
    re.IGNORECASE,
)
_PAGE_NAMED = re.compile(r"\s*(?:[-–—]\s?)?page\s\s?\d", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});")
_BARE_NUMBER = re.compile(r"\s{0,80}(?:[-–—]\s?)?(?P<number>\d{1,3})(?:\s?[-–—])?\s{0,80}$")
_NUMBERED_HEAD = re.compile(
    r"\s*+(?:(?P<before>\S.*?\S)(?:\s{6,}(?:page\s)?|\s+page\s)\s*(?P<last>\d{1,3})"
    r"(?:\s?(?:/|sur)\s?\d{1,3})?"
    r"|(?P<first>\d{1,3})\s{6,}(?P<after>\D{3,}))\s*$",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?P<word>\w+(?:-\w+)*)-[^\S\n]*\n\s*(?=(?P<rest>\w[\w-]*))")
_PAGES = 3
_PAGE_LINES = 6
_LEFT_OUT = 9
_HYPHEN = re.compile(r"(?<=\w-)\s*\n\s*(?=\w)")


def is_spaced(text: str) -> bool:
    """Whether a line is a running head in spaced letters, as « C o n t r a t  2 0 1 5 ».

    >>> is_spaced("P a r i s - C o n t r a t d e V i l l e 2 8"), is_spaced("Plan A et B")
    (True, False)
    """
    words = text.split()
    return len(words) >= 8 and sum(len(word) == 1 for word in words) >= 0.8 * len(words)


def clean(printed: str) -> str:
    r"""Printed characters as a reader writes them: no markup, no bullet, single spaces.

    A hyphen at a line end stays here: whether it cuts a word is seen from the document.

    >>> clean("  Relier  les\n territoires ")
    'Relier les territoires'
    """
    text = _BLOCK_MARKUP.sub(" ", printed) if "<" in printed else printed
    if "<" in text or "*" in text or "#" in text:  # few lines have any: most of them cost nothing
        text = _MARKUP.sub("", text)
    if "&" in text:
        text = _REFERENCE.sub(lambda match: html.unescape(match.group()), text)
    if "-" in text and "\n" in text:
        text = _HYPHEN.sub("", text)
    return " ".join(_BULLET.sub("", text).split())


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        number: counted from 1.
        start: its first character in the source.
        end: the character after its last, without the line feed.
        raw: its characters.
        text: the same, cleaned.
        bullet: whether it begins with a bullet or a dash.
        furniture: whether it is a page number or a running head, no text of the document.
    """

    number: int
    start: int
    end: int
    raw: str
    text: str
    bullet: bool
    furniture: bool

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.text

    @property
    def indent(self) -> int:
        """How many characters of white space it begins with."""
        return len(self.raw) - len(self.raw.lstrip())


@dataclass(frozen=True, slots=True)
class Note:
    """How a value was found.

    Attributes:
        confidence: how often a value found this way is right, from 0 to 1.
        method: the rule, in a few words.
    """

    confidence: float
    method: str


@dataclass
class Notes:
    """The notes on the values of one draft."""

    _notes: dict[tuple[str, str, str], Note] = field(default_factory=dict)

    def add(self, value: Stated, confidence: float, method: str) -> None:
        """Notes how `value` was found."""
        self._notes[_key(value)] = Note(confidence, method)

    def settle(self, confidence: Callable[[Note], float]) -> None:
        """Gives each value another confidence, by its note."""
        for key, note in self._notes.items():
            self._notes[key] = Note(confidence(note), note.method)

    def of(self, value: Stated) -> Note | None:
        """The note on a value, if one was made."""
        return self._notes.get(_key(value))


def _key(value: Stated) -> tuple[str, str, str]:
    return type(value).__name__, str(value.at), value.text


class Reading:
    """A source as lines, and the making of values from it.

    Attributes:
        source: the document.
        blocks: the headings, paragraphs and cells of its format, as far as it has them.
        notes: how each value was found.
    """

    def __init__(self, source: Source, blocks: Sequence[Block] = ()) -> None:
        self.source = source
        self.blocks = tuple(blocks)
        self.notes = Notes()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line, furniture included."""
        return tuple(self._lines())

    def _lines(self) -> Iterator[Line]:
        raws = self.source.text.split("\n")
        recurring = _running_heads(raws) | _spaced_heads(raws)
        counted = _counted_pages(raws) | _numbered_heads(raws)
        start = 0
        for number, raw in enumerate(raws, 1):
            shown = clean(raw)
            page = number - 1 in counted or (
                bool(_PAGE_NUMBER.match(raw)) and _alone(raws, number - 1)
            )
            furniture = bool(shown) and (page or shown.casefold() in recurring)
            bullet = bool(_BULLET.match(raw)) and bool(shown)
            yield Line(number, start, start + len(raw), raw, shown, bullet, furniture)
            start += len(raw) + 1

    def printed(self, first: int, last: int) -> list[Line]:
        """The lines `first` to `last` (counted from 1, both included) that hold text."""
        return [line for line in self.lines[first - 1 : last] if line.text and not line.furniture]

    def prints(self, start: int, end: int) -> bool:
        """Whether text stands between two characters, and not only furniture or marks."""
        return any(
            clean(self.source.text[place.start : place.end]) for place in self._runs(start, end)
        )

    def stated(
        self,
        start: int,
        end: int,
        cls: type[S],
        *,
        confidence: float,
        method: str,
        **fields: Any,  # noqa: ANN401 - the fields of whatever value is made
    ) -> S:
        """A value of the characters `start` to `end`, white space and bullets at its ends left out.

        Raises:
            ValueError: nothing is printed there.
        """
        places = tuple(self._runs(start, end))
        text = clean(self._rejoined("\n".join(self.source.text[p.start : p.end] for p in places)))
        if not text:
            raise ValueError(f"nothing is printed at {start}-{end}")
        value = cls(text=text, at=Places(places), **fields)
        self.notes.add(value, confidence, method)
        return value

    def _rejoined(self, printed: str) -> str:
        """Printed characters, words cut at line ends put together as the document writes them."""
        return _CUT.sub(
            lambda cut: cut["word"] + ("-" if self._words.keeps_hyphen(*cut.group(1, 2)) else ""),
            printed,
        )

    @cached_property
    def _words(self) -> Words:
        return Words(self.source.text)

    def _runs(self, start: int, end: int) -> Iterator[Place]:
        """The runs of text between two characters, parted where furniture stands between."""
        run: list[int] = []
        for line in self._between(start, end):
            if line.furniture:
                if run:
                    yield self._place(run[0], run[-1])
                run = []
                continue
            first, last = max(line.start, start), min(line.end, end)
            piece = self.source.text[first:last]
            if not clean(piece):
                continue
            bullet = _BULLET.match(piece) if first == line.start else None
            first += bullet.end() if bullet and not run else len(piece) - len(piece.lstrip())
            run += [first, first + len(self.source.text[first:last].rstrip())]
        if run:
            yield self._place(run[0], run[-1])

    def _place(self, start: int, end: int) -> Place:
        return Place(self.source.line_of(start), start, end)

    def _between(self, start: int, end: int) -> Iterable[Line]:
        first = self.source.line_of(start)
        last = self.source.line_of(max(start, end - 1))
        return self.lines[first - 1 : last]


def _running_heads(raws: list[str]) -> set[str]:
    """Lines that stand beside page numbers, again and again: the heads and feet of pages."""
    shown = [(at, clean(raw).casefold()) for at, raw in enumerate(raws)]
    printed = [(at, words) for at, words in shown if words]
    numbers = [bool(_PAGE_NUMBER.match(words)) and _alone(raws, at) for at, words in printed]
    seen: Counter[str] = Counter(words for _, words in printed)
    beside: Counter[str] = Counter()
    for place, (_, words) in enumerate(printed):
        if any(numbers[max(0, place - 1) : place + 2]):
            beside[words] += 1
    return {
        words
        for words, times in beside.items()
        if times >= 4 and times >= 0.7 * seen[words] and not words[-1].isdigit()
    }


def _spaced_heads(raws: list[str]) -> set[str]:
    """Lines in spaced letters that come back, as no line of text does: the heads of pages."""
    seen = Counter(clean(raw).casefold() for raw in raws if is_spaced(raw))
    return {words for words, times in seen.items() if words and times >= _PAGES}


def _counted_pages(raws: list[str]) -> set[int]:
    """The lines, from 0, that count pages: a blank line on one side, each one more than the last.

    Three in a row at least, and far enough apart to be pages and not the numbers of a list.
    """
    counted: set[int] = set()
    numbers: list[tuple[int, int]] = []
    # chains[n]: the lines of a run of numbers that ends with n.
    chains: dict[int, list[int]] = {}
    for at, raw in enumerate(raws):
        number = _BARE_NUMBER.match(raw)
        if number is None:
            continue
        around = [raws[i].strip() for i in (at - 1, at + 1) if 0 <= i < len(raws)]
        if all(around):
            continue
        count = int(number["number"])
        numbers.append((at, count))
        before = chains.pop(count - 1, [])
        chain = [*before, at] if before and at - before[-1] >= _PAGE_LINES else [at]
        if len(chain) >= _PAGES:
            counted.update(chain)
        chains[count] = chain[-_PAGES:]
    return counted | _between_pages(numbers, counted)


def _between_pages(numbers: Sequence[tuple[int, int]], counted: set[int]) -> set[int]:
    """Lone numbers that rise with the pages counted around them, where some pages are left out."""
    found: set[int] = set()
    above: tuple[int, int] | None = None
    for place, (at, count) in enumerate(numbers):
        if at in counted:
            above = (at, count)
            continue
        below = next((n for line, n in numbers[place + 1 :] if line in counted), None)
        fits = above and above[1] <= count <= (above[1] + _LEFT_OUT if below is None else below)
        if above and fits and at - above[0] >= _PAGE_LINES:
            found.add(at)
            above = (at, count)
    return found


def _numbered_heads(raws: list[str]) -> set[int]:
    """The lines, from 0, that are one text with the number of a page, which rises: heads, feet."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, raw in enumerate(raws):
        words = raw.strip()
        numbered = len(raw) <= 300 and (words[-1:].isdigit() or words[:1].isdigit())
        match = _NUMBERED_HEAD.match(raw) if numbered else None
        if match is None:
            continue
        words = clean(match["after"] or match["before"]).casefold()
        lines = found.setdefault(words, [])
        number = int(match["last"] or match["first"])
        if not lines or (number > lines[-1][1] and at - lines[-1][0] >= _PAGE_LINES):
            lines.append((at, number))
        else:
            lines[:] = [(at, number)]
    # A number that is called one of a page needs no third to be believed.
    return {
        at
        for lines in found.values()
        if len(lines) >= (_PAGES - 1 if "page" in raws[lines[0][0]].casefold() else _PAGES)
        for at, _ in lines
    }


def _alone(raws: list[str], at: int) -> bool:
    """Whether a number on its own line counts a page: far from the margin, parted, or named."""
    raw = raws[at]
    if _PAGE_NAMED.match(raw):
        return True
    far = len(raw) - len(raw.lstrip()) >= 20
    around = [raws[i].strip() for i in (at - 1, at + 1) if 0 <= i < len(raws)]
    return far or not any(around)
