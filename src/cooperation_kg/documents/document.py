"""A document as it was read: its text, lines, pages, blocks and the places in them.

What a position means, by format:

- text, Markdown, HTML: a character of the decoded file, marks and tags included, so that the
  evidence is in the file itself. A byte order mark is no character of the text: the first
  character after it has position 0. Line ends stay as they are in the file.
- PDF, DOCX, ODT: a character of the text this reader makes of the file, cells of a table one after
  the other, row by row. The same bytes give the same text; the page says where to look.

Positions count Unicode code points from 0, the end exclusive, as in `place`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from cooperation_kg.documents.place import Place
from cooperation_kg.documents.source import Source

__all__ = ["Block", "BlockKind", "Document", "Line", "Page", "Reading", "Recognised"]

BlockKind = Literal["heading", "paragraph", "list item", "table cell"]


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `end` of the 1-based line `number`, without its line feed."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """Characters `start` to `end` of the 1-based page `number`, counted, not printed."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text whose kind the format knows. Blocks do not overlap.

    Attributes:
        kind: what it is.
        start: its first character.
        end: the character after its last.
        level: of a heading from 1, of a list item from 1; 0 for others.
        table: the number of its table in the document from 1; 0 outside tables. A table that
            goes on over a page keeps its number.
        row: the row of a cell from 1; 0 outside tables.
        column: the column of a cell from 1, the leftmost where it spans several.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Recognised:
    """Characters that were recognised in a picture, with a confidence from 0 to 1."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader of one format found.

    Attributes:
        text: the characters all positions count in.
        pages: where the format has pages; empty where it says nothing.
        blocks: where the format knows them, in the order of the text.
        recognised: the words that text recognition gave, in the order of the text.
        unread_pages: pages that are pictures and were not recognised.
        encoding: how the file's characters were written, for formats that are plain text.
    """

    text: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    unread_pages: tuple[int, ...] = ()
    encoding: str = ""


@dataclass(frozen=True)
class Document:
    """A file that was read.

    Attributes:
        path: the file.
        media_type: what it holds, as IANA registers it; found in the content.
        source: its text, by which places are quoted and found.
        reading: what the reader of its format found.
    """

    path: Path
    media_type: str
    source: Source
    reading: Reading = field(repr=False)

    @property
    def id(self) -> str:
        """The document's id, such as `75-93`."""
        return self.source.id

    @property
    def text(self) -> str:
        """The characters all positions count in."""
        return self.source.text

    @property
    def sha256(self) -> str:
        """The digest of the file's bytes, in hexadecimal."""
        return self.source.sha256

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages; empty where the format does not say."""
        return self.reading.pages

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The headings, paragraphs, list items and cells the format knows, in text order."""
        return self.reading.blocks

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order; the last one has no line feed."""
        lines, start = [], 0
        for number, text in enumerate(self.text.split("\n"), 1):
            lines.append(Line(number, start, start + len(text)))
            start += len(text) + 1
        if not self.text[lines[-1].start :]:
            lines.pop()
        return tuple(lines)

    def place(self, start: int, end: int) -> Place:
        """Characters `start` to `end` as a record writes them."""
        return Place(self.source.line_of(start), start, end)

    def page_of(self, position: int) -> int | None:
        """The page a character stands on, or None where the format has no pages."""
        index = bisect_right(self._page_starts, position) - 1
        return self.pages[index].number if index >= 0 else None

    def block_at(self, position: int) -> Block | None:
        """The block a character stands in, or None."""
        index = bisect_right(self._block_starts, position) - 1
        if index < 0 or self.blocks[index].end <= position:
            return None
        return self.blocks[index]

    def confidence(self, start: int, end: int) -> float | None:
        """The least confidence of recognition in a run; None where nothing was recognised."""
        words = self.reading.recognised
        first = bisect_right(self._recognised_ends, start)
        last = bisect_left(self._recognised_starts, end)
        return min((word.confidence for word in words[first:last]), default=None)

    @cached_property
    def _page_starts(self) -> Sequence[int]:
        return [page.start for page in self.pages]

    @cached_property
    def _block_starts(self) -> Sequence[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _recognised_starts(self) -> Sequence[int]:
        return [word.start for word in self.reading.recognised]

    @cached_property
    def _recognised_ends(self) -> Sequence[int]:
        return [word.end for word in self.reading.recognised]
