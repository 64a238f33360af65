"""HTML: headings, paragraphs, list items and table cells, in the characters of the file."""

from __future__ import annotations

from dataclasses import dataclass, field

from cooperation_kg.documents.document import Block, BlockKind, Reading
from cooperation_kg.documents.limits import MAX_DEPTH
from cooperation_kg.documents.markup import Token, attribute, tokens
from cooperation_kg.documents.refusals import Refused, Why

__all__ = ["BLOCK_ELEMENTS", "read_html"]

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CELLS = frozenset({"td", "th"})
_STRUCTURE = """
    address article aside blockquote body br caption dd details dialog div dl dt fieldset
    figcaption figure footer form header hr html li main nav ol p pre section summary table
    tbody tfoot thead tr ul
"""
BLOCK_ELEMENTS = frozenset(_HEADINGS) | _CELLS | frozenset(_STRUCTURE.split())
_VOID = "area base br col embed hr img input link meta param source track wbr"
# Their end tags may be left out: they are not counted as nesting.
_LEFT_OUT = "p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption"
_NOT_NESTING = frozenset(_VOID.split()) | frozenset(_LEFT_OUT.split())
_MAX_SPAN = 100  # the HTML standard allows 1000, and costs as much for every cell below


def read_html(text: str) -> Reading:
    """Reads HTML; blocks stand in the characters of the file, tags included.

    Raises:
        Refused: elements are nested deeper than any page needs.
    """
    reader = _Reader(text)
    for token in tokens(text):
        reader.take(token)
    reader.close()
    return Reading(text, blocks=tuple(reader.blocks))


@dataclass
class _Table:
    number: int
    row: int = 0
    column: int = 0
    in_cell: bool = False
    next_column: int = 1
    taken_until: dict[int, int] = field(default_factory=dict)  # column → last row a cell takes

    def next_row(self) -> None:
        self.row, self.next_column, self.in_cell = self.row + 1, 1, False

    def next_cell(self, columns: int, rows: int) -> None:
        self.row = max(self.row, 1)  # the start tag of a row may be left out
        column = self.next_column
        while self.taken_until.get(column, 0) >= self.row:
            column += 1
        self.column, self.next_column, self.in_cell = column, column + columns, True
        if rows > 1 and column < _MAX_SPAN:
            for taken in range(column, column + columns):
                self.taken_until[taken] = self.row + rows - 1


@dataclass
class _Reader:
    text: str
    blocks: list[Block] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _lists: int = 0
    _tables: list[_Table] = field(default_factory=list)
    _table_count: int = 0
    _kind: BlockKind = "paragraph"
    _level: int = 0
    _start: int | None = None
    _end: int = 0

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self._take_text(token)
        elif token.kind == "start":
            self._take_start(token)
        elif token.kind == "end":
            self._take_end(token.name)

    def close(self) -> None:
        """Ends the block that is open."""
        if self._start is not None:
            if self._in_cell():
                table = self._tables[-1]
                place = (table.number, table.row, table.column)
                block = Block("table cell", self._start, self._end, 0, *place)
            else:
                block = Block(self._kind, self._start, self._end, self._level)
            self.blocks.append(block)
        self._start = None

    def _take_text(self, token: Token) -> None:
        printed = self.text[token.start : token.end]
        if printed.strip():
            if self._start is None:
                self._start = token.start + len(printed) - len(printed.lstrip())
            self._end = token.start + len(printed.rstrip())

    def _in_cell(self) -> bool:
        return bool(self._tables) and self._tables[-1].in_cell

    def _take_start(self, token: Token) -> None:
        name = token.name
        if name not in _NOT_NESTING:
            self._open.append(name)
            if len(self._open) > MAX_DEPTH:
                raise Refused(Why.NESTED_HTML, most=MAX_DEPTH)
        in_cell = self._in_cell() and name not in {"table", "tr", "td", "th"}
        if name not in BLOCK_ELEMENTS or name == "br" or in_cell:
            return
        self.close()
        self._kind, self._level = "paragraph", 0
        if name in _HEADINGS:
            self._kind, self._level = "heading", _HEADINGS[name]
        elif name == "li":
            self._kind, self._level = "list item", max(self._lists, 1)
        elif name in {"ul", "ol"}:
            self._lists += 1
        elif name == "table":
            self._table_count += 1
            self._tables.append(_Table(self._table_count))
        elif name == "tr" and self._tables:
            self._tables[-1].next_row()
        elif name in _CELLS and self._tables:
            tag = self.text[token.start : token.end]
            self._tables[-1].next_cell(_span(tag, "colspan"), _span(tag, "rowspan"))

    def _take_end(self, name: str) -> None:
        if self._open and name == self._open[-1]:
            self._open.pop()
        elif name in self._open[-8:]:  # tags that cross, as in <b><i></b></i>
            del self._open[len(self._open) - 1 - self._open[::-1].index(name) :]
        if name not in BLOCK_ELEMENTS:
            return
        if name in _CELLS and self._tables:
            self.close()
            self._tables[-1].in_cell = False
        elif name in {"tr", "table"} and self._tables:
            self.close()
            self._tables[-1].in_cell = False
            if name == "table":
                self._tables.pop()
        elif not self._in_cell():
            self.close()
            self._kind, self._level = "paragraph", 0
            if name in {"ul", "ol"}:
                self._lists = max(self._lists - 1, 0)


def _span(tag: str, name: str) -> int:
    value = attribute(tag, name)
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdigit() else 1
