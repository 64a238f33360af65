"""ODT: paragraphs, headings, lists and tables (OpenDocument 1.3 part 3).

Notes, comments, deleted text, headers and footers are left out. Pages are those the word processor
noted when it last saved; a document that notes none has none.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from cooperation_kg.documents.archive import End, Start, events, open_archive
from cooperation_kg.documents.document import Reading
from cooperation_kg.documents.flow import PAGE_BREAK, Flow
from cooperation_kg.documents.odt_lists import Lists, attribute, local, number
from cooperation_kg.documents.refusals import Refused, Why

__all__ = ["read_odt"]

_BODY = "content.xml"
_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
_SKIPPED = frozenset(
    {
        "text tracked-changes",
        "text note",
        "text number",
        "text ruby-text",
        "office annotation",
        "office forms",
        "svg-compatible title",
        "svg-compatible desc",
    }
)
_MAX_SPACES = 200
_MAX_SPAN = 100


def read_odt(content: bytes) -> Reading:
    """Reads an ODT.

    Raises:
        Refused: it is damaged, encrypted or larger than a document is.
    """
    with open_archive(content) as archive:
        _refuse_encrypted(archive)
        body = _Body()
        try:
            for event in events(archive, "styles.xml"):
                if isinstance(event, Start):
                    body.lists.describe(local(event.name), event)
        except KeyError:
            pass  # a document that uses no common style has no such part
        try:
            body.read(archive)
        except KeyError:
            raise Refused(Why.NO_TEXT_PART) from None
    return body.flow.builder.reading()


def _refuse_encrypted(archive: zipfile.ZipFile) -> None:
    try:
        for event in events(archive, "META-INF/manifest.xml"):
            if isinstance(event, Start) and local(event.name) == "manifest encryption-data":
                raise Refused(Why.ENCRYPTED)
    except KeyError:
        return


@dataclass
class _Paragraph:
    level: int
    broken_before: bool
    in_item: bool
    parts: list[str] = field(default_factory=list)


class _Body:
    def __init__(self) -> None:
        self.flow = Flow()
        self.lists = Lists()
        self._paragraphs: list[_Paragraph] = []
        self._boxes: list[tuple[_Paragraph, str]] = []
        self._columns = 1
        self._item_begins = False
        self._pages_noted = False
        self._style = ""
        self._broken_styles: set[str] = set()
        self._starts: dict[str, Callable[[Start], None]] = {
            "office text": self._start_body,
            "style style": self._start_style,
            "style paragraph-properties": self._style_paragraphs,
            "text p": self._start_paragraph,
            "text h": self._start_paragraph,
            "text s": self._spaces,
            "text tab": lambda _: self._add("\t"),
            "text line-break": lambda _: self._add("\n"),
            "text soft-page-break": self._page_break,
            "text list": self.lists.start,
            "text list-item": self._start_item,
            "table table": lambda _: self.flow.start_table(),
            "table table-row": lambda _: self.flow.start_row(),
            "table table-cell": self._start_cell,
            "table covered-table-cell": self._start_cell,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "text p": self._end_paragraph,
            "text h": self._end_paragraph,
            "text list": self.lists.end,
            "table table": self.flow.end_table,
            "table table-cell": self._end_cell,
            "table covered-table-cell": self._end_cell,
        }

    def read(self, archive: zipfile.ZipFile) -> None:
        """Reads the body, part by part."""
        skipped = 0
        for event in events(archive, _BODY):
            if isinstance(event, Start):
                name = local(event.name)
                if skipped or name in _SKIPPED:
                    skipped += 1
                elif name in self._starts:
                    self._starts[name](event)
                else:
                    self.lists.describe(name, event)
            elif isinstance(event, End):
                if skipped:
                    skipped -= 1
                elif end := self._ends.get(local(event.name)):
                    end()
            elif self._paragraphs and not skipped:
                # White space in the file is one space; more are written as `text:s` (ODF 6.1.2).
                self._add(_WHITE_SPACE.sub(" ", event.text))

    def _add(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].parts.append(text)

    def _start_body(self, event: Start) -> None:
        self._pages_noted = attribute(event, "text", "use-soft-page-breaks") == "true"

    def _start_style(self, event: Start) -> None:
        self._style = attribute(event, "style", "name")

    def _style_paragraphs(self, event: Start) -> None:
        if attribute(event, "xsl-fo-compatible", "break-before") == "page":
            self._broken_styles.add(self._style)

    def _spaces(self, event: Start) -> None:
        self._add(" " * number(attribute(event, "text", "c"), 1, _MAX_SPACES))

    def _page_break(self, _: Start) -> None:
        self._pages_noted = True
        if self._paragraphs:
            self._add(PAGE_BREAK)
        else:
            self.flow.page_break()

    def _start_item(self, _: Start) -> None:
        self._item_begins = True

    def _start_paragraph(self, event: Start) -> None:
        level = 0
        if local(event.name) == "text h":
            level = max(number(attribute(event, "text", "outline-level"), 1, 10), 1)
        broken = attribute(event, "text", "style-name") in self._broken_styles
        self._paragraphs.append(_Paragraph(level, broken, self.lists.depth > 0))

    def _end_paragraph(self) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs.pop()
        text = "".join(paragraph.parts)
        if self._paragraphs:  # a text box stands inside the paragraph it is anchored to
            self._boxes.append((paragraph, text))
            return
        for whole, printed in [(paragraph, text), *self._boxes]:
            self._write(whole, printed)
        self._boxes.clear()

    def _write(self, paragraph: _Paragraph, text: str) -> None:
        mark = ""
        if paragraph.level and text.strip():
            mark = self.lists.heading(paragraph.level)
        elif paragraph.in_item and self._item_begins and text.strip():
            mark, self._item_begins = self.lists.item(), False
        text = f"{mark} {text}" if mark else text
        if paragraph.broken_before and self._pages_noted:
            self.flow.page_break()
        if paragraph.level:
            self.flow.paragraph(text, "heading", paragraph.level)
        elif paragraph.in_item:
            self.flow.paragraph(text, "list item", self.lists.depth)
        else:
            self.flow.paragraph(text)

    def _start_cell(self, event: Start) -> None:
        repeated = attribute(event, "table", "number-columns-repeated")
        self._columns = max(number(repeated, 1, _MAX_SPAN), 1)
        self.flow.start_cell()

    def _end_cell(self) -> None:
        self.flow.end_cell(self._columns)
        self._columns = 1
