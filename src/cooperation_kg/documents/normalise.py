"""The text of a document as a reader would write it, reversible by place.

Spaces between letters, double spaces of justified text, words cut at line ends, ligatures,
apostrophes, soft hyphens, bullets of symbol fonts, marks of Markdown and HTML, heads, feet and
numbers of pages: none of it says anything, all of it hides what is said. Every character of the
result knows where it came from, so that a value found in it is quoted from the document itself.
Lines stay lines, apart from those a cut word joins. No rule knows a document's wording.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from cooperation_kg.documents import kinds
from cooperation_kg.documents.document import Document
from cooperation_kg.documents.running import recurring_lines, running_lines
from cooperation_kg.documents.view import Normalised, View, ViewBuilder
from cooperation_kg.documents.visible import visible_html, visible_markdown
from cooperation_kg.documents.words import CUT, Words, spaced_runs

__all__ = ["normalise"]

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi",
    "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_SIGNS = {"apostrophe": "'", "hyphen": "-", "private": "•", "nothing": ""}
_BULLET = re.compile(
    r"(?:[\ue000-\uf8ff\ufffd]+|[•◦‣⁃∙▪▫■□●○◆◇♦❖➔➢➤►▶▸✓✔✗✘❑❒❏]|o(?=[^\S\n]))[^\S\n]*"
)
_TYPOGRAPHY = re.compile(
    r"(?P<spaces>[^\S\n]{2,}|[^\S\n ])"
    r"|(?P<apostrophe>[’‘ʼ′])"
    r"|(?P<nothing>[\u00ad\u200b-\u200f\u2060\ufeff]+)"
    r"|(?P<hyphen>[\u2010\u2011])"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    r"|(?P<private>[\ue000-\uf8ff]+)"
    r"|(?P<composed>[^\W\d_][\u0300-\u036f]+)"
)


def normalise(document: Document) -> Normalised:
    """The normalised text of a document.

    Positions of the result count in `document.text`: in the file itself for text, Markdown and
    HTML, in the reader's text for PDF, DOCX and ODT.
    """
    below: View | None = None
    if document.media_type == kinds.HTML:
        below = visible_html(document.text)
    elif document.media_type == kinds.MARKDOWN:
        below = visible_markdown(document.text)
    text = below.text if below else document.text
    lines = text.split("\n")
    left_out = _page_lines(document, lines, below)
    view, runs = _Typesetter(text, lines, left_out).set()
    if below:
        view = view.through(below)
        runs = [(below.starts[start], below.ends[end - 1]) for start, end in runs]
    return Normalised(view.text, view.starts, view.ends, document.source, tuple(runs))


def _page_lines(document: Document, lines: Sequence[str], below: View | None) -> set[int]:
    """The lines, from 0, that belong to the page and not to the text."""
    if len(document.pages) < 2:
        return recurring_lines(lines)
    pages: list[list[int]] = [[] for _ in document.pages]
    position = 0
    for number, line in enumerate(lines):
        # The page of a line is that of its first printed character: a form feed begins it.
        at = position + len(line) - len(line.lstrip())
        origin = below.starts[at] if below and at < len(below.starts) else at
        page = document.page_of(min(origin, max(len(document.text) - 1, 0)))
        pages[(page or 1) - 1].append(number)
        position += len(line) + 1
    in_cells = _lines_in_cells(document) if below is None else set()
    shown = [[number for number in page if number not in in_cells] for page in pages]
    running = running_lines([[lines[number] for number in page] for page in shown])
    return {shown[page][line] for page, line in running}


def _lines_in_cells(document: Document) -> set[int]:
    """The lines of table cells: a table's head that every page repeats is text."""
    return {
        number - 1
        for block in document.blocks
        if block.kind == "table cell"
        for number in range(
            document.source.line_of(block.start), document.source.line_of(block.end - 1) + 1
        )
    }


class _Typesetter:
    def __init__(self, text: str, lines: Sequence[str], left_out: set[int]) -> None:
        self._text = text
        self._lines = lines
        self._left_out = left_out
        self._out = ViewBuilder(text)
        self._words: Words | None = None

    def set(self) -> tuple[View, list[tuple[int, int]]]:
        """The view, and the runs that were left out."""
        runs = []
        start, number = 0, 0
        starts = []
        for line in self._lines:
            starts.append(start)
            start += len(line) + 1
        joined = False
        while number < len(self._lines):
            start, line = starts[number], self._lines[number]
            end = start + len(line)
            if number in self._left_out:
                if line:
                    runs.append((start, end))
                number += 1
                continue
            cut = CUT.search(line[-200:]) if line else None
            following = self._following(number) if cut else None
            if cut is None or following is None:
                self._line(start, end, continued=joined)
                if end < len(self._text):
                    self._out.copy(end, end + 1)
                joined, number = False, number + 1
                continue
            hyphen = max(len(line) - 200, 0) + cut.start("hyphen") + start
            after = self._lines[following].lstrip()
            self._line(start, hyphen, continued=joined)
            if cut["hyphen"] != "\u00ad" and self._keeps_hyphen(cut["word"], after):
                self._out.put("-", hyphen, hyphen + 1)
            runs += [
                (starts[at], starts[at] + len(self._lines[at]))
                for at in range(number + 1, following)
                if at in self._left_out and self._lines[at]
            ]
            joined, number = True, following
        return self._out.view(), runs

    def _keeps_hyphen(self, before: str, after: str) -> bool:
        if self._words is None:
            self._words = Words(self._text)
        return self._words.keeps_hyphen(before, after)

    def _following(self, number: int) -> int | None:
        """The line on which a word cut at the end of `number` goes on, if one does."""
        page_ends = False
        for at in range(number + 1, min(number + 12, len(self._lines))):
            if at in self._left_out:
                page_ends = True
                continue
            shown = self._lines[at].strip()
            page_ends = page_ends or "\f" in self._lines[at]
            if not shown:
                continue
            begins = shown[0].isalnum()
            near = at == number + 1 or page_ends or shown[0].islower()
            return at if begins and near else None
        return None

    def _line(self, start: int, end: int, *, continued: bool) -> None:
        """Sets one line, white space at its ends left out."""
        line = self._text[start:end]
        first = start + len(line) - len(line.lstrip())
        last = max(end - len(line) + len(line.rstrip()), first)
        if not continued:
            bullet = _BULLET.match(self._text, first, last)
            if bullet and bullet.group():
                mark = bullet.group().rstrip()
                self._out.put("•", first, first + len(mark))
                if bullet.end() < last:
                    self._out.put(" ", first, max(bullet.end(), first + 1))
                first = bullet.end()
        position = first
        for left, right in spaced_runs(self._text[first:last]):
            self._plain(position, first + left)
            self._spaced(first + left, first + right)
            position = first + right
        self._plain(position, last)

    def _spaced(self, start: int, end: int) -> None:
        """Sets letters printed apart; two spaces or more between them part two words."""
        position = start
        for match in re.finditer(r"[^\S\n]+", self._text[start:end]):
            self._plain(position, start + match.start())
            position = start + match.end()
            if len(match.group()) > 1:
                self._out.put(" ", start + match.start(), position)
        self._plain(position, end)

    def _plain(self, start: int, end: int) -> None:
        position = start
        for match in _TYPOGRAPHY.finditer(self._text, start, end):
            self._out.copy(position, match.start())
            position = match.end()
            self._out.put(_set(match), *match.span())
        self._out.copy(position, end)


def _set(match: re.Match[str]) -> str:
    printed = match.group()
    kind = match.lastgroup or ""
    if kind == "spaces":
        return "\t" if "\t" in printed else " "
    if kind == "ligature":
        return _LIGATURES[printed]
    if kind == "composed":
        return unicodedata.normalize("NFC", printed)
    return _SIGNS[kind]
