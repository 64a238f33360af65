"""What the styles and lists of a DOCX say of a paragraph: its level as a heading, its number.

Numbers of lists and headings are not characters of the file: the word processor counts them
(ECMA-376 part 1, 17.9). Without them an article or an action has no number, so they are counted
here in the same way.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from cooperation_kg.documents.archive import Start, XmlEvent, events
from cooperation_kg.documents.numerals import numeral

__all__ = ["Numbering", "Styles", "local", "value", "whole_number"]

# The transitional and the strict namespace of WordprocessingML.
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"%([1-9])")
_MAX_INHERITANCE = 20


def local(name: str) -> str:
    """The name of a WordprocessingML element, or an empty text for another vocabulary's."""
    for namespace in _NAMESPACES:
        if name.startswith(namespace):
            return name[len(namespace) :]
    return ""


def value(event: Start, attribute: str = "val") -> str:
    """An attribute in the namespace of WordprocessingML; empty where there is none."""
    for namespace in _NAMESPACES:
        if (found := event.attributes.get(namespace + attribute)) is not None:
            return found
    return ""


def whole_number(text: str) -> int | None:
    """The number that `text` writes, or None where it writes none that a document has."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _starts(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, Start]]:
    try:
        found: Iterator[XmlEvent] = events(archive, part)
        for event in found:
            if isinstance(event, Start):
                yield local(event.name), event
    except KeyError:  # a document without styles or lists has no such part
        return


@dataclass
class _Style:
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    list_id: str = ""
    list_level: int | None = None


class Styles:
    """The paragraph styles, with what they inherit."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._styles: dict[str, _Style] = {}
        style = _Style()
        for name, event in _starts(archive, "word/styles.xml"):
            if name == "style":
                style = self._styles.setdefault(value(event, "styleId"), _Style())
            elif name == "name":
                style.name = value(event)
            elif name == "basedOn":
                style.based_on = value(event)
            elif name == "outlineLvl":
                style.outline = whole_number(value(event))
            elif name == "numId":
                style.list_id = value(event)
            elif name == "ilvl":
                style.list_level = whole_number(value(event))

    def _chain(self, style_id: str) -> Iterator[_Style]:
        for _ in range(_MAX_INHERITANCE):
            style = self._styles.get(style_id)
            if style is None:
                return
            yield style
            style_id = style.based_on

    def heading_level(self, style_id: str) -> int:
        """The level of a heading from 1; 0 for a style that is none."""
        for style in self._chain(style_id):
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else 0
            if match := _HEADING_NAME.fullmatch(style.name):
                return int(match[1])
            if style.name.lower() == "title":
                return 1
        return 0

    def list_of(self, style_id: str) -> tuple[str, int]:
        """The list a style puts its paragraphs in, and the level from 0; empty for none."""
        level = None
        for style in self._chain(style_id):
            level = style.list_level if level is None else level
            if style.list_id:
                return style.list_id, level or 0
        return "", 0


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass
class _List:
    definition: str = ""
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of lists, as the word processor shows them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._definitions: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        levels: dict[int, _Level] = {}
        level, listing, override = _Level(), _List(), 0
        for name, event in _starts(archive, "word/numbering.xml"):
            if name == "abstractNum":
                levels = self._definitions.setdefault(value(event, "abstractNumId"), {})
            elif name == "lvl":
                level = levels.setdefault(whole_number(value(event, "ilvl")) or 0, _Level())
            elif name == "num":
                listing = self._lists.setdefault(value(event, "numId"), _List())
                levels = {}  # a level inside an override is another list's
            elif name == "abstractNumId":
                listing.definition = value(event)
            elif name == "lvlOverride":
                override = whole_number(value(event, "ilvl")) or 0
            elif name == "startOverride":
                listing.starts[override] = whole_number(value(event)) or 0
            else:
                _describe(level, name, event)

    def mark(self, list_id: str, depth: int) -> str:
        """The mark of the next paragraph at `depth` (from 0) of a list; a bullet is « • »."""
        listing = self._lists.get(list_id)
        levels = self._definitions.get(listing.definition, {}) if listing else {}
        if listing is None or depth not in levels:
            return ""
        counts = self._counts.setdefault(listing.definition, {})
        if depth in listing.starts and (list_id, depth) not in self._begun:
            counts[depth] = listing.starts[depth]
            self._begun.add((list_id, depth))
        else:
            counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if levels[depth].form == "bullet":
            return "•"

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(at, _Level())
            return numeral(counts.get(at, level.start), level.form)

        return _PLACEHOLDER.sub(shown, levels[depth].text[:200]).strip()


def _describe(level: _Level, name: str, event: Start) -> None:
    if name == "start":
        level.start = whole_number(value(event)) or 0
    elif name == "numFmt":
        level.form = value(event)
    elif name == "lvlText":
        level.text = value(event)
