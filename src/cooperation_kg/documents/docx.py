"""DOCX: the body's paragraphs, headings, lists and tables (ECMA-376 part 1, chapter 17).

Read as XML events rather than by a library's object model: content controls, insertions, text
boxes and counted numbers are text a reader sees, and the common libraries leave them out.
Deleted and hidden text, field codes, headers, footers and notes are left out. Pages are those the
word processor noted when it last saved; a document that was never laid out has none.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from cooperation_kg.documents.archive import End, Start, events, open_archive
from cooperation_kg.documents.document import Reading
from cooperation_kg.documents.docx_styles import Numbering, Styles, local, value, whole_number
from cooperation_kg.documents.flow import PAGE_BREAK, Flow
from cooperation_kg.documents.refusals import Refused, Why

__all__ = ["read_docx"]

_BODY = "word/document.xml"
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_SKIPPED = ("moveFrom", "pPrChange", "rPrChange", "tcPrChange", "numberingChange")
_OFF = ("0", "false", "off")
_PRIVATE_USE = re.compile("[fF]0[0-9a-fA-F]{2}")  # where symbol fonts have their signs
_MAX_SPAN = 63  # columns a table of Word may have


def read_docx(content: bytes) -> Reading:
    """Reads a DOCX.

    Raises:
        Refused: it is damaged, encrypted or larger than a document is.
    """
    with open_archive(content) as archive:
        body = _Body(Styles(archive), Numbering(archive))
        try:
            body.read(archive)
        except KeyError:
            raise Refused(Why.NO_TEXT_PART) from None
    return body.flow.builder.reading()


@dataclass
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    style: str = ""
    list_id: str | None = None
    list_level: int | None = None
    outline: int | None = None

    def text(self) -> str:
        return "".join(self.parts)


class _Body:
    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.flow = Flow()
        self._styles = styles
        self._numbering = numbering
        self._paragraphs: list[_Paragraph] = []
        self._boxes: list[_Paragraph] = []
        self._in_run = self._in_text = self._hidden = self._merged = False
        self._span = 1
        self._starts: dict[str, Callable[[Start], None]] = {
            "p": lambda _: self._paragraphs.append(_Paragraph()),
            "r": self._start_run,
            "t": self._start_text,
            "tbl": lambda _: self.flow.start_table(),
            "tr": lambda _: self.flow.start_row(),
            "tc": self._start_cell,
            "pStyle": self._set_style,
            "numId": self._set_list,
            "ilvl": self._set_list_level,
            "outlineLvl": self._set_outline,
            "gridSpan": self._set_span,
            "gridBefore": self._skip_columns,
            "vMerge": self._set_merged,
            "vanish": self._set_hidden,
            "br": self._break,
            "lastRenderedPageBreak": lambda _: self._add(PAGE_BREAK),
            "sym": self._symbol,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "r": self._end_run,
            "t": self._end_text,
            "tc": self._end_cell,
            "tbl": self.flow.end_table,
        }

    def read(self, archive: zipfile.ZipFile) -> None:
        """Reads the body, part by part."""
        skipped = 0
        for event in events(archive, _BODY):
            if isinstance(event, Start):
                name = local(event.name)
                # Moved text stands twice, and a text box again in its fallback for old readers.
                # Former properties would pass for present ones.
                if skipped or event.name == _FALLBACK or name in _SKIPPED:
                    skipped += 1
                elif name in _SIGNS and self._in_run:
                    self._add(_SIGNS[name])
                elif name in self._starts:
                    self._starts[name](event)
            elif isinstance(event, End):
                if skipped:
                    skipped -= 1
                elif end := self._ends.get(local(event.name)):
                    end()
            elif self._in_text and not skipped:
                self._add(event.text)

    def _add(self, text: str) -> None:
        if self._paragraphs and not self._hidden:
            self._paragraphs[-1].parts.append(text)

    def _start_run(self, _: Start) -> None:
        self._in_run, self._hidden = True, False

    def _end_run(self) -> None:
        self._in_run = self._hidden = False

    def _start_text(self, _: Start) -> None:
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _set_hidden(self, event: Start) -> None:
        self._hidden = self._in_run and value(event) not in _OFF

    def _break(self, event: Start) -> None:
        self._add(PAGE_BREAK if value(event, "type") == "page" else "\n")

    def _symbol(self, event: Start) -> None:
        code = value(event, "char")
        if _PRIVATE_USE.fullmatch(code):
            self._add(chr(int(code, 16)))

    def _set_style(self, event: Start) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = value(event)

    def _set_list(self, event: Start) -> None:
        if self._paragraphs:
            self._paragraphs[-1].list_id = value(event)

    def _set_list_level(self, event: Start) -> None:
        if self._paragraphs:
            self._paragraphs[-1].list_level = _count(event, default=0, most=8)

    def _set_outline(self, event: Start) -> None:
        if self._paragraphs:
            self._paragraphs[-1].outline = _count(event, default=9, most=9)

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        if self._paragraphs:  # a text box stands inside the paragraph it is anchored to
            self._boxes.append(paragraph)
            return
        for whole in [paragraph, *self._boxes]:
            self._write(whole)
        self._boxes.clear()

    def _write(self, paragraph: _Paragraph) -> None:
        styled, styled_level = self._styles.list_of(paragraph.style)
        list_id = styled if paragraph.list_id is None else paragraph.list_id
        level = styled_level if paragraph.list_level is None else paragraph.list_level
        heading = self._styles.heading_level(paragraph.style)
        if paragraph.outline is not None:
            heading = paragraph.outline + 1 if paragraph.outline < 9 else 0
        text = paragraph.text()
        mark = self._numbering.mark(list_id, level) if list_id and text.strip() else ""
        text = f"{mark} {text}" if mark else text
        if heading:
            self.flow.paragraph(text, "heading", heading)
        elif mark:
            self.flow.paragraph(text, "list item", level + 1)
        else:
            self.flow.paragraph(text)

    def _skip_columns(self, event: Start) -> None:
        self.flow.skip_columns(_count(event, default=0, most=_MAX_SPAN))

    def _start_cell(self, _: Start) -> None:
        self._span, self._merged = 1, False
        self.flow.start_cell()

    def _set_span(self, event: Start) -> None:
        self._span = _count(event, default=1, most=_MAX_SPAN)

    def _set_merged(self, event: Start) -> None:
        self._merged = value(event) != "restart"

    def _end_cell(self) -> None:
        self.flow.end_cell(self._span, kept=not self._merged)
        self._span, self._merged = 1, False


def _count(event: Start, *, default: int, most: int) -> int:
    number = whole_number(value(event))
    return default if number is None else min(number, most)
