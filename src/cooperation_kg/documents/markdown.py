"""Markdown: headings, paragraphs, list items and tables, line by line.

The subset of CommonMark (https://spec.commonmark.org/) and of its tables extension that converted
documents hold. A line decides by itself what it is: a parser of the whole grammar gives lines,
not characters, and the documents we meet have uneven marks that it would read as something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cooperation_kg.documents.document import Block, Reading
from cooperation_kg.documents.plain import pages_of

__all__ = ["TABLE_RULE", "cells_of", "read_markdown"]

# Possessive repeats: a line of a million blanks must not be tried again from each of them.
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]++(?=\S)")
_ITEM = re.compile(r"(?P<indent>[ \t]*+)(?:[-*+•]|\d{1,9}[.)])[ \t]++(?=\S)")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,})\r?$")
_CLOSING = re.compile(r"[ \t]#+$")
TABLE_RULE = re.compile(r"\s*+\|?(?:\s*+:?-++:?\s*+\|)++(?:\s*+:?-++:?)?\s*+$")
_UNESCAPED_BAR = re.compile(r"(?<!\\)\|")


def read_markdown(text: str) -> Reading:
    """Reads Markdown; blocks stand in the characters of the file."""
    return Reading(text, pages=pages_of(text), blocks=tuple(_blocks(text)))


def cells_of(line: str) -> list[tuple[int, int]]:
    """Where the cells of a table's line start and end in it, white space left out.

    >>> cells_of("| Délai | 2018 |")
    [(2, 7), (10, 14)]
    """
    bars = [match.start() for match in _UNESCAPED_BAR.finditer(line)]
    edges = [-1, *bars, len(line)]
    cells = []
    for index, (left, right) in enumerate(pairwise(edges)):
        part = line[left + 1 : right]
        if not part.strip() and index in (0, len(edges) - 2):
            continue  # what stands outside the outer bars
        start = left + 1 + len(part) - len(part.lstrip())
        cells.append((start, start + len(part.strip())))
    return cells


def _blocks(text: str) -> Iterator[Block]:
    lines = text.split("\n")
    position = table = row = 0
    in_table = False
    open_block: Block | None = None
    for index, line in enumerate(lines):
        start, position = position, position + len(line) + 1
        following = lines[index + 1] if index + 1 < len(lines) else ""
        begins = not in_table and "|" in line and _is_table_rule(following)
        if begins:
            table, row, in_table = table + 1, 0, True
        elif "|" not in line:
            in_table = False
        if open_block and (in_table or not _continues(line)):
            yield open_block
            open_block = None
        if in_table:
            if not _is_table_rule(line):
                row += 1
                yield from _row(line, start, table, row)
        elif match := _HEADING.match(line):
            printed = _CLOSING.sub("", line.rstrip()).rstrip()
            end = start + max(len(printed), match.end() + 1)
            yield Block("heading", start + match.end(), end, len(match["marks"]))
        elif match := _ITEM.match(line):
            indent = len(match["indent"].expandtabs(4))
            end = start + len(line.rstrip())
            open_block = Block("list item", start + match.end(), end, indent // 2 + 1)
        elif line.strip() and not _RULE.match(line):
            first = open_block.start if open_block else start + len(line) - len(line.lstrip())
            end = start + len(line.rstrip())
            kind = open_block.kind if open_block else "paragraph"
            open_block = Block(kind, first, end, open_block.level if open_block else 0)
    if open_block:
        yield open_block


def _is_table_rule(line: str) -> bool:
    return "|" in line and "-" in line and TABLE_RULE.match(line) is not None


def _continues(line: str) -> bool:
    return bool(line.strip()) and not (
        _HEADING.match(line) or _ITEM.match(line) or _RULE.match(line)
    )


def _row(line: str, start: int, table: int, row: int) -> Iterator[Block]:
    for column, (first, end) in enumerate(cells_of(line), 1):
        if end > first:
            yield Block("table cell", start + first, start + end, 0, table, row, column)
