"""Builds the text of a document the reader writes itself, with its blocks and pages."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from cooperation_kg.documents.document import Block, BlockKind, Page, Reading, Recognised
from cooperation_kg.documents.limits import check_length

__all__ = ["TextBuilder"]


class TextBuilder:
    """Text that grows at its end, and what is known about its parts."""

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._recognised: list[Recognised] = []
        self._breaks: list[int] = []

    def write(self, text: str) -> tuple[int, int]:
        """Adds `text`, accents joined to their letters (NFC); returns the characters it takes.

        Raises:
            Refused: the document grows too long.
        """
        start = self.length
        text = unicodedata.normalize("NFC", text)
        self._parts.append(text)
        self.length += len(text)
        check_length(self.length)
        return start, self.length

    def block(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int = 0,
        table: int = 0,
        row: int = 0,
        column: int = 0,
    ) -> None:
        """Adds `text` as a block, unless it is empty."""
        if text:
            start, end = self.write(text)
            self._blocks.append(Block(kind, start, end, level, table, row, column))

    def word(self, text: str, confidence: float) -> None:
        """Adds a word that was recognised in a picture."""
        start, end = self.write(text)
        self._recognised.append(Recognised(start, end, confidence))

    def page_break(self, offset: int = 0) -> None:
        """Notes that a page ends `offset` characters before the end of the text."""
        self._breaks.append(self.length - offset)

    @property
    def page_is_empty(self) -> bool:
        """Whether nothing was written since the last page break, or at all."""
        return self.length == (self._breaks[-1] if self._breaks else 0)

    def reading(self, *, paged: bool = False, unread_pages: tuple[int, ...] = ()) -> Reading:
        """What was built; pages only if a break was noted or the document is `paged`."""
        text = "".join(self._parts)
        pages: list[Page] = []
        if self._breaks or paged:
            edges = [0, *self._breaks, len(text)]
            pages = [
                Page(number, start, end) for number, (start, end) in enumerate(pairwise(edges), 1)
            ]
        return Reading(
            text, tuple(pages), tuple(self._blocks), tuple(self._recognised), unread_pages
        )
