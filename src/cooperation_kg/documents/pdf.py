"""PDF: printed lines, headings by their size, tables by their rules; pictures by recognition.

The text is what this reader writes: lines in the order of the file, a blank line between
paragraphs, the cells of a table one after the other, row by row. A table that goes on at the head
of the next page keeps its number, and its rows are counted on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cooperation_kg.documents.builder import TextBuilder
from cooperation_kg.documents.document import Reading
from cooperation_kg.documents.limits import MAX_PAGES
from cooperation_kg.documents.refusals import Refused, Why
from cooperation_kg.documents.running import running_lines

if TYPE_CHECKING:
    import pypdfium2

    from cooperation_kg.documents.pdf_page import PrintedLine, PrintedPage

__all__ = ["read_pdf"]

_TAIL = 2048
_LARGER = 1.12  # a heading is printed at least so much larger than the body
_MAX_HEADING_LINES = 4
_GAP = 0.7  # of a line's height, between paragraphs
_SAME_COLUMN = 4.0  # points
_SCANNED = 8  # a page with fewer characters and a picture is a picture of a page
_DAMAGED = re.compile(rb"%%EOF")


def read_pdf(content: bytes) -> Reading:
    """Reads a PDF, in this very process; `confined` bounds what that may cost.

    Raises:
        Refused: it is encrypted, damaged or truncated; or it holds pictures of pages only and
            there is nothing to recognise their text with.
    """
    if not _DAMAGED.search(content[-_TAIL:]):
        raise Refused(Why.TRUNCATED)
    document = _opened(content)
    try:
        if len(document) > MAX_PAGES:
            raise Refused(Why.TOO_MANY_PAGES, most=MAX_PAGES)
        return _Writer(document, _pages(document)).written()
    finally:
        document.close()


def _opened(content: bytes) -> pypdfium2.PdfDocument:
    import pypdfium2  # noqa: PLC0415 - an extra: only who reads a PDF needs it

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Refused(Why.ENCRYPTED) from error
        raise Refused(Why.DAMAGED) from error
    if len(document) == 0:
        raise Refused(Why.NO_PAGES)
    return document


def _pages(document: pypdfium2.PdfDocument) -> list[PrintedPage]:
    import pypdfium2  # noqa: PLC0415

    from cooperation_kg.documents.pdf_page import PrintedPage, read_page  # noqa: PLC0415

    pages = []
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:  # one page is damaged, the others can be read
            pages.append(PrintedPage([], []))
            continue
        try:
            pages.append(read_page(page))
        finally:
            page.close()
    return pages


@dataclass
class _Paragraph:
    lines: list[PrintedLine] = field(default_factory=list)

    def takes(self, line: PrintedLine) -> bool:
        """Whether `line` goes on where this paragraph ends."""
        if not self.lines:
            return True
        last = self.lines[-1]
        height = max(last.bottom - last.top, 1.0)
        same_print = last.size == line.size and last.bold == line.bold
        return same_print and -height / 2 < line.top - last.bottom < _GAP * height


class _Writer:
    def __init__(self, document: pypdfium2.PdfDocument, pages: list[PrintedPage]) -> None:
        self.builder = TextBuilder()
        self._document = document
        self._pages = pages
        self._running = running_lines([[line.text for line in page.lines] for page in pages])
        lines = [line for page in pages for line in page.lines]
        sizes: Counter[float] = Counter()
        weights: Counter[bool] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
            weights[line.bold] += len(line.text)
        self._body_size = sizes.most_common(1)[0][0] if sizes else 0.0
        self._bold_stands_out = weights[True] * 3 < weights[False]
        self._levels = self._heading_levels(lines)
        self._table = 0
        self._row = 0
        self._columns: tuple[float, ...] = ()
        self._table_is_last = False
        self._pages_to_recognise = [
            number
            for number, page in enumerate(pages)
            if page.characters < _SCANNED and page.pictures
        ]

    def written(self) -> Reading:
        unread: list[int] = []
        whole = len(self._pages_to_recognise) == len(
            [page for page in self._pages if page.lines or page.pictures]
        )
        for number, page in enumerate(self._pages):
            if number:
                self.builder.page_break()
            if number not in self._pages_to_recognise:
                self._page(number, page)
            elif not self._recognised(number, required=whole):
                unread.append(number + 1)
        return self.builder.reading(paged=True, unread_pages=tuple(unread))

    def _recognised(self, number: int, *, required: bool) -> bool:
        from cooperation_kg.documents import ocr  # noqa: PLC0415

        if not ocr.available() and not required:
            return False
        page = self._document[number]
        try:
            ocr.recognise(page, self.builder, number + 1)
        finally:
            page.close()
        self._table_is_last = False
        return True

    def _heading_levels(self, lines: Sequence[PrintedLine]) -> dict[tuple[float, bool], int]:
        prints = {
            (line.size, line.bold)
            for line in lines
            if line.table is None and self._stands_out(line)
        }
        ranked = sorted(prints, reverse=True)
        return {kind: min(rank, 6) for rank, kind in enumerate(ranked, 1)}

    def _stands_out(self, line: PrintedLine) -> bool:
        larger = line.size > self._body_size * _LARGER
        return larger or (line.bold and self._bold_stands_out and line.size >= self._body_size)

    def _page(self, number: int, page: PrintedPage) -> None:
        done: set[int] = set()
        paragraph = _Paragraph()
        for index, line in enumerate(page.lines):
            if line.table is None:
                runs = (number, index) in self._running
                if runs or not paragraph.takes(line):
                    self._write(paragraph)
                    paragraph = _Paragraph()
                paragraph.lines.append(line)
                if runs:
                    self.builder.write(f"{line.text}\n")
                    paragraph = _Paragraph()
                else:
                    self._table_is_last = False
            elif line.table not in done:
                self._write(paragraph)
                paragraph = _Paragraph()
                done.add(line.table)
                self._write_table(page, line.table)
        self._write(paragraph)

    def _write(self, paragraph: _Paragraph) -> None:
        lines = paragraph.lines
        if not lines:
            return
        text = "\n".join(line.text for line in lines)
        level = self._levels.get((lines[0].size, lines[0].bold), 0)
        if level and len(lines) <= _MAX_HEADING_LINES and any(map(str.isalpha, text)):
            self.builder.block("heading", text, level=level)
        else:
            self.builder.block("paragraph", text)
        self.builder.write("\n\n")

    def _write_table(self, page: PrintedPage, table: int) -> None:
        columns = page.tables[table].columns
        same = len(columns) == len(self._columns) and all(
            abs(one - other) < _SAME_COLUMN
            for one, other in zip(columns, self._columns, strict=True)
        )
        if not (self._table_is_last and same):
            self._table, self._row = self._table + 1, 0
        above = self._row
        for (row, column), text in _cells(page.lines, table):
            self._row = above + row
            self.builder.block("table cell", text, table=self._table, row=self._row, column=column)
            self.builder.write("\n")
        self.builder.write("\n")
        self._columns, self._table_is_last = columns, True


def _cells(lines: Sequence[PrintedLine], table: int) -> Iterator[tuple[tuple[int, int], str]]:
    cells: dict[tuple[int, int], list[PrintedLine]] = {}
    for line in lines:
        if line.table == table:
            cells.setdefault(line.cell, []).append(line)
    for place in sorted(cells):
        text, last = "", None
        for line in cells[place]:
            if last is not None:
                beside = line.top < last.bottom - (last.bottom - last.top) / 2
                text += " " if beside and line.left >= last.right else "\n"
            text += line.text
            last = line
        yield place, text
