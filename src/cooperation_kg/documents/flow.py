"""The body of a word processor's document: paragraphs and tables, one after the other.

What DOCX and ODT share. A cell becomes the lines of its paragraphs; a table inside a cell is part
of the cell's text. A form feed in a text, which XML cannot hold, marks where a page ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cooperation_kg.documents.builder import TextBuilder
from cooperation_kg.documents.document import BlockKind

__all__ = ["PAGE_BREAK", "Flow"]

PAGE_BREAK = "\f"


@dataclass
class _Table:
    number: int
    row: int = 0
    next_column: int = 1
    column: int = 1
    paragraphs: list[str] = field(default_factory=list)
    row_broke_in: int = 0


class Flow:
    """Writes the body into `builder`, in reading order."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self._tables: list[_Table] = []
        self._table_count = 0

    def paragraph(self, text: str, kind: BlockKind = "paragraph", level: int = 0) -> None:
        """Adds a paragraph, to the cell that is open or to the body."""
        if self._tables:
            self._tables[-1].paragraphs.append(text)
        else:
            self._write(text, kind, level)

    def page_break(self) -> None:
        """Ends a page between two paragraphs or two rows."""
        if len(self._tables) < 2 and not self.builder.page_is_empty:
            self.builder.page_break()

    def start_table(self) -> None:
        """A table begins."""
        if not self._tables:
            self._table_count += 1
        self._tables.append(_Table(self._table_count))

    def start_row(self) -> None:
        """A row begins."""
        if self._tables:
            table = self._tables[-1]
            table.row, table.next_column, table.row_broke_in = table.row + 1, 1, 0

    def skip_columns(self, columns: int) -> None:
        """Leaves columns of the row empty."""
        if self._tables:
            self._tables[-1].next_column += columns

    def start_cell(self) -> None:
        """A cell begins, in the next column."""
        if self._tables:
            table = self._tables[-1]
            table.column = table.next_column
            if len(self._tables) == 1:
                table.paragraphs = []

    def end_cell(self, columns: int = 1, *, kept: bool = True) -> None:
        """The cell ends; it is written if it is `kept` and holds text."""
        if not self._tables:
            return
        table = self._tables[-1]
        table.next_column = table.column + columns
        if len(self._tables) > 1:
            return
        text = "\n".join(table.paragraphs).strip(" \t\n")
        if PAGE_BREAK in text:
            # Each cell of a row that goes over a page notes the same break.
            if table.row_broke_in not in (0, table.column):
                text = text.replace(PAGE_BREAK, "")
            table.row_broke_in = table.row_broke_in or table.column
        if text and kept:
            self._write(text, "table cell", 0, (table.number, table.row, table.column))

    def end_table(self) -> None:
        """The table ends."""
        if not self._tables:
            return
        inner = self._tables.pop()
        if self._tables:
            self._tables[-1].paragraphs.extend(inner.paragraphs)
        else:
            self.builder.write("\n")

    def _write(
        self, text: str, kind: BlockKind, level: int, place: tuple[int, int, int] = (0, 0, 0)
    ) -> None:
        table, row, column = place
        for index, part in enumerate(text.split(PAGE_BREAK)):
            if index and not self.builder.page_is_empty:
                self.builder.page_break()
            self.builder.block(kind, part, level=level, table=table, row=row, column=column)
        self.builder.write("\n")
