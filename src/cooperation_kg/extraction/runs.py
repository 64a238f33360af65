"""Runs of printed characters that know where they stand.

Splitting a value at its commas needs a text without line ends, page numbers and double spaces;
a place needs the characters of the source. A run is the first and keeps the second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cooperation_kg.extraction.reading import Reading

__all__ = ["Run", "fold_letters", "printed_run", "word_set"]

_MARKS = re.compile(r"(?:[-–—•▪■●◦‣#*_>\ue000-\uf8ff\ufffd\s]|o\s)+")
_CUT = re.compile(r"\w[-\u00ad]$")
_LETTERS = str.maketrans(
    "àâäáãçéèêëíìîïñóòôöõúùûüýÿÀÂÄÁÃÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝŸ’‘ʼ\u00a0\u202f–—‐‑",
    "aaaaaceeeeiiiinooooouuuuyyaaaaaceeeeiiiinooooouuuuyy'''  ----",
)


def fold_letters(text: str) -> str:
    """Lower-case letters without accents, one for one, so that positions stay the same.

    >>> fold_letters("Échéancier d’été")
    "echeancier d'ete"
    """
    folded = text.translate(_LETTERS)
    # Some letters (« ﬁ », « İ ») grow when lowered; these stay as they are.
    return folded.lower() if len(folded.lower()) == len(folded) else _lower_each(folded)


def word_set(written: str) -> frozenset[str]:
    """The words of a list that is written as one text, to be read at a glance."""
    return frozenset(written.split())


def _lower_each(text: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters, and the place of each in the source.

    Attributes:
        text: the characters, single spaces for any white space.
        at: the position of each.
    """

    text: str
    at: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    def __add__(self, other: Run) -> Run:
        if not self.text or not other.text:
            return self if self.text else other
        if _CUT.search(self.text[-2:]) and other.text[0].islower():
            return Run(self.text[:-1] + other.text, (*self.at[:-1], *other.at))
        return Run(f"{self.text} {other.text}", (*self.at, self.at[-1] + 1, *other.at))

    def part(self, start: int, end: int) -> Run:
        """The characters `start` to `end` of the run."""
        return Run(self.text[start:end], self.at[start:end])

    def strip(self, characters: str = " ") -> Run:
        """The run without these characters at its ends."""
        first = len(self.text) - len(self.text.lstrip(characters))
        last = len(self.text.rstrip(characters))
        return self.part(first, max(first, last))

    def unmarked(self) -> Run:
        """The run without bullets, dashes and emphasis before its first word."""
        marks = _MARKS.match(self.text)
        return self.part(marks.end(), len(self.text)) if marks else self

    @property
    def start(self) -> int:
        """The position of its first character."""
        return self.at[0]

    @property
    def end(self) -> int:
        """The position after its last character."""
        return self.at[-1] + 1

    @staticmethod
    def of(text: str, start: int) -> Run:
        """The run of a piece of source text that begins at `start`."""
        characters: list[str] = []
        positions: list[int] = []
        for position, character in enumerate(text, start):
            blank = character.isspace()
            if blank and (not characters or characters[-1] == " "):
                continue
            characters.append(" " if blank else character)
            positions.append(position)
        return Run("".join(characters), tuple(positions)).strip()


def printed_run(reading: Reading, start: int, end: int) -> Run:
    """The printed characters between two positions, page numbers and running heads left out."""
    text = ""
    at: list[int] = []
    first = reading.source.line_of(start)
    last = reading.source.line_of(max(start, end - 1))
    for line in reading.printed(first, last):
        low, high = max(line.start, start), min(line.end, end)
        run = Run.of(reading.source.text[low:high], low)
        if not run.text:
            continue
        if text:
            at.append(at[-1] + 1)
            text += " "
        text += run.text
        at.extend(run.at)
    return Run(text, tuple(at))
