"""HTML, cut into tags, text and character references, each with its place in the file.

No parser at hand tells where a character came from: lxml gives a line, selectolax nothing;
`html.parser` does, but on malformed input takes time that grows with the square of the length.
What is needed of the tokenisation rules of the HTML standard
(https://html.spec.whatwg.org/multipage/parsing.html#tokenization) is small, so it stands here:
tags with quoted attributes, comments, raw text, character references. Every character is looked
at a bounded number of times.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["REFERENCE", "Token", "attribute", "tokens", "unescaped"]

_TAG = re.compile(r"</?[a-zA-Z](?:[^\"'>]|\"[^\"]*+\"|'[^']*+')*+>")
_NAME = re.compile(r"</?(?P<name>[a-zA-Z][^\s/>]*+)")
REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# Elements whose content is no text for a reader: none of it is markup either.
_RAW = frozenset({"script", "style", "template", "textarea", "title", "noscript", "svg", "math"})


@dataclass(frozen=True, slots=True)
class Token:
    """Characters `start` to `end` of the file, and what they are.

    Attributes:
        kind: « hidden » is what a reader does not see: comments, declarations, scripts.
        name: the element, in lower case, of a start or end tag.
    """

    kind: Literal["start", "end", "text", "hidden"]
    start: int
    end: int
    name: str = ""


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a file, in order; together they are the whole file."""
    position, quotes_close = 0, True
    while position < len(text):
        opening = text.find("<", position)
        if opening < 0:
            yield Token("text", position, len(text))
            return
        if opening > position:
            yield Token("text", position, opening)
        following = text[opening + 1 : opening + 3]
        if following[:1] in ("!", "?"):
            position = _end_of_declaration(text, opening)
            yield Token("hidden", opening, position)
            continue
        name = _NAME.match(text, opening)
        if name is None:  # a bare « < »
            yield Token("text", opening, opening + 1)
            position = opening + 1
            continue
        tag = _TAG.match(text, opening) if quotes_close else None
        if tag is None:
            quotes_close = False  # a quote is never closed: from now on « > » ends a tag
        position = tag.end() if tag else _after(text, ">", opening)
        element = name["name"].lower()
        if following.startswith("/"):
            yield Token("end", opening, position, element)
            continue
        yield Token("start", opening, position, element)
        if element in _RAW:
            end = _end_of_raw(text, position, element)
            yield Token("hidden", position, end)
            position = end


def _after(text: str, mark: str, position: int) -> int:
    found = text.find(mark, position)
    return len(text) if found < 0 else found + len(mark)


def _end_of_declaration(text: str, opening: int) -> int:
    if text.startswith("<!--", opening):
        return _after(text, "-->", opening + 2)  # « <!--> » is a whole comment
    return _after(text, ">", opening)


def _end_of_raw(text: str, position: int, element: str) -> int:
    closing = re.compile(f"</{re.escape(element)}", re.IGNORECASE).search(text, position)
    return closing.start() if closing else len(text)


def unescaped(reference: str) -> str:
    """The characters a reference stands for; itself where it is no reference.

    >>> unescaped("&eacute;")
    'é'
    """
    return html.unescape(reference)


def attribute(tag: str, name: str) -> str:
    """The value of an attribute in the text of a start tag; empty where it has none.

    >>> attribute('<td colspan="2">', "colspan")
    '2'
    """
    pattern = rf"\s{name}\s*+=\s*+(?:\"([^\"]{{0,99}})\"|'([^']{{0,99}})'|([^\s\"'>]{{1,99}}))"
    match = re.search(pattern, tag[:2000], re.IGNORECASE)
    return next((group for group in match.groups() if group), "") if match else ""
