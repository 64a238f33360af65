"""What a reader sees of a file's characters: marks and tags taken away, references resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cooperation_kg.documents.markdown import TABLE_RULE, cells_of
from cooperation_kg.documents.markup import REFERENCE, Token, tokens, unescaped
from cooperation_kg.documents.view import View, ViewBuilder
from cooperation_kg.documents.web_page import BLOCK_ELEMENTS

__all__ = ["visible_html", "visible_markdown"]

_SPACE_OR_REFERENCE = re.compile(rf"(?P<space>[ \t\r\n\f]+)|{REFERENCE.pattern}")
_SPACED_ELEMENTS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr"})

_LINE_MARK = re.compile(r" {0,3}(?:>[ ]?)*(?:#{1,6}[ \t]++(?=\S)|(?P<item>[-*+])[ \t]+(?=\S))?")
_CLOSING = re.compile(r"[ \t]#+$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,})\r?$")
_INDENTED_ITEM = re.compile(r"(?P<indent>[ \t]*+)(?P<item>[-*+])[ \t]++(?=\S)")
_INLINE = re.compile(
    r"\\(?P<escaped>[\\`*_{}\[\]()#+.!|<>~-])"
    r"|(?P<break><br\s{0,3}/?>)"
    r"|(?P<tag></?[a-zA-Z][^<>\n]{0,300}>|<!--[^<>\n]{0,300}-->)"
    r"|!\[[^\[\]\n]{0,300}\]\([^()\s]{0,500}\)"
    r"|\[(?P<label>[^\[\]\n]{1,300})\]\((?P<target>[^()\s]{1,500})\)"
    rf"|(?P<reference>{REFERENCE.pattern})"
    r"|(?P<marks>\*{1,3}|_{1,3})"
)
_TABLE_EDGE = "\t"


def visible_html(text: str) -> View:
    """What a browser shows of a page, a line a block; a list item begins with its mark."""
    builder = _PageBuilder(text)
    for token in tokens(text):
        builder.take(token)
    return builder.out.view()


class _PageBuilder:
    def __init__(self, text: str) -> None:
        self.out = ViewBuilder(text)
        self._text = text
        self._breaks = 0  # line feeds that stand at the end of the view
        self._lists: list[int] = []  # the next number of each open list; negative for bullets

    def take(self, token: Token) -> None:
        if token.kind == "text":
            self._take_text(token)
        elif token.name in BLOCK_ELEMENTS and token.kind in ("start", "end"):
            self._take_block(token)

    def _take_text(self, token: Token) -> None:
        position = token.start
        for match in _SPACE_OR_REFERENCE.finditer(self._text, token.start, token.end):
            self._copy(position, match.start())
            position = match.end()
            if match["space"] is None:
                self._breaks = 0
                self.out.put(unescaped(match.group()), *match.span())
            elif len(self.out) and self.out.last not in " \n":
                self.out.put(" ", *match.span())
        self._copy(position, token.end)

    def _copy(self, start: int, end: int) -> None:
        if end > start:
            self._breaks = 0
            self.out.copy(start, end)

    def _take_block(self, token: Token) -> None:
        name = token.name
        wanted = 2 if name in _SPACED_ELEMENTS and not self._lists else 1
        if len(self.out):
            missing = wanted - self._breaks if name != "br" else 1
            self.out.put("\n" * max(missing, 0), token.start, token.end)
            self._breaks = max(self._breaks, wanted)
        if name in ("ul", "ol"):
            if token.kind == "start":
                self._lists.append(1 if name == "ol" else -1)
            elif self._lists:
                self._lists.pop()
        elif name == "li" and token.kind == "start":
            mark = "•"
            if self._lists and self._lists[-1] > 0:
                mark, self._lists[-1] = f"{self._lists[-1]}.", self._lists[-1] + 1
            self.out.put(f"{mark} ", token.start, token.end)
            self._breaks = 0


def visible_markdown(text: str) -> View:
    """What a renderer shows of Markdown, line by line; cells of a row are parted by tabs."""
    out = ViewBuilder(text)
    hidden = set(_emphasis(text))
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        _line(text, start, end, out, hidden)
        if end < len(text):
            out.copy(end, end + 1)
        start = end + 1
    return out.view()


def _line(text: str, start: int, end: int, out: ViewBuilder, hidden: set[int]) -> None:
    line = text[start:end]
    is_table_rule = "|" in line and "-" in line and TABLE_RULE.match(line)
    if is_table_rule or _RULE.match(line):
        return
    mark = _INDENTED_ITEM.match(line) or _LINE_MARK.match(line)
    first = start
    if mark:
        first += mark.end()
        if mark["item"]:
            out.put("• ", start + mark.start("item"), first)
    last = end
    if "#" in line[-8:] and line.lstrip().startswith("#"):
        last = start + len(_CLOSING.sub("", line.rstrip()).rstrip())
    if line.lstrip().startswith("|"):
        for number, (left, right) in enumerate(cells_of(line)):
            if number:
                out.put(_TABLE_EDGE, start + left - 1, start + left)
            _inline(text, start + left, start + right, out, hidden)
    else:
        _inline(text, first, max(last, first), out, hidden)


def _inline(text: str, start: int, end: int, out: ViewBuilder, hidden: set[int]) -> None:
    position = start
    for match in _INLINE.finditer(text, start, end):
        out.copy(position, match.start())
        position = match.end()
        if match["escaped"]:
            out.copy(match.start() + 1, match.end())
        elif match["break"]:
            out.put(" ", *match.span())
        elif match["label"]:
            _inline(text, *match.span("label"), out, hidden)
        elif match["reference"]:
            out.put(unescaped(match.group()), *match.span())
        elif match["marks"]:
            for at in range(*match.span()):
                if at not in hidden:
                    out.copy(at, at + 1)
    out.copy(position, end)


_MARKS = re.compile(r"(?<!\\)(?:\*{1,3}|_{1,3})|\n[^\S\n]*+\n")


def _emphasis(text: str) -> Iterator[int]:
    """The characters of emphasis marks that come in pairs within a paragraph."""
    waiting: dict[str, int] = {}
    for match in _MARKS.finditer(text):
        marks = match.group()
        if marks.startswith("\n"):
            waiting.clear()
            continue
        before = text[match.start() - 1 : match.start()] if match.start() else " "
        after = text[match.end() : match.end() + 1] or " "
        opens, closes = not after.isspace(), not before.isspace()
        if marks[0] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        elif before.isdigit() and after.isdigit() and len(marks) == 1:
            continue
        for at, kind in _kinds(marks, match.start()):
            if closes and kind in waiting:
                opened = waiting.pop(kind)
                yield from range(opened, opened + len(kind))
                yield from range(at, at + len(kind))
            elif opens:
                waiting[kind] = at


def _kinds(marks: str, start: int) -> list[tuple[int, str]]:
    if len(marks) < 3:
        return [(start, marks)]
    return [(start, marks[:2]), (start + 2, marks[2:])]
