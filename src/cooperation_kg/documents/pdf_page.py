"""One page of a PDF: its printed lines and the rules drawn on it, through PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from cooperation_kg.documents.grids import Grid, Rule, grids

__all__ = ["PrintedLine", "PrintedPage", "read_page"]

_MAX_OBJECTS = 20_000
_MAX_FORM_DEPTH = 6
_MAX_SEGMENTS = 400
_STRAIGHT = 1.0  # points a stroke may lean and still be a rule
_TAB = 1.5  # in units of the font size: a gap no justified text has
_WIDE = 0.45  # a gap of two spaces; between spaced letters it parts the words
_HYPHEN = 2  # what PDFium gives for a hyphen at a line's end
_NO_CHARACTER = (0, 0xFFFE, 0xFFFF)
_Matrix = tuple[float, float, float, float, float, float]
_Point = Callable[[float, float], tuple[float, float]]


@dataclass(slots=True)
class PrintedLine:
    """Characters on one line, in one cell if there are any.

    Attributes:
        text: the characters.
        left: its leftmost x, in points.
        top: its upper y, downwards.
        right: its rightmost x.
        bottom: its lower y.
        size: the size of its font.
        bold: whether its font is bold throughout.
        table: the table on the page it stands in, from 0, or None.
        cell: the row and column of the cell, from 1.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0
    bold: bool = False
    table: int | None = None
    cell: tuple[int, int] = (0, 0)


@dataclass
class PrintedPage:
    """The lines of a page in the order of the file, and its tables."""

    lines: list[PrintedLine]
    tables: list[Grid]
    pictures: int = 0
    characters: int = field(default=0)


@dataclass(slots=True)
class _Growing:
    parts: list[str]
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool
    place: tuple[int, int, int] | None


def read_page(page: pypdfium2.PdfPage) -> PrintedPage:
    """Reads a page."""
    turn = _turned(page)
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    pictures = 0
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    for kind, item, matrix in _objects(page.raw, identity):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _rules(item, matrix, turn, horizontal, vertical)
    tables = grids(horizontal, vertical)
    textpage = page.get_textpage()
    try:
        lines = list(_lines(textpage.raw, turn, tables))
    finally:
        textpage.close()
    _forget_frames(lines)
    return PrintedPage(lines, tables, pictures, sum(len(line.text.strip()) for line in lines))


def _turned(page: pypdfium2.PdfPage) -> _Point:
    """Where a point of the page is seen: from the upper left corner, the page turned."""
    rotation = page.get_rotation()
    left, bottom, right, top = page.get_cropbox()
    if rotation == 90:
        return lambda x, y: (y - bottom, x - left)
    if rotation == 180:
        return lambda x, y: (right - x, y - bottom)
    if rotation == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _objects(page: Any, matrix: _Matrix) -> Iterator[tuple[int, Any, _Matrix]]:  # noqa: ANN401
    left = _MAX_OBJECTS
    stack = [
        (pdfium.FPDFPage_GetObject(page, index), matrix, 0)
        for index in range(min(pdfium.FPDFPage_CountObjects(page), left))
    ]
    while stack and left:
        item, outer, depth = stack.pop()
        left -= 1
        kind = pdfium.FPDFPageObj_GetType(item)
        combined = _times(_matrix(item), outer)
        yield kind, item, combined
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_FORM_DEPTH:
            count = min(pdfium.FPDFFormObj_CountObjects(item), left)
            stack += [
                (pdfium.FPDFFormObj_GetObject(item, index), combined, depth + 1)
                for index in range(count)
            ]


def _matrix(item: Any) -> _Matrix:  # noqa: ANN401
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _rules(
    path: Any,  # noqa: ANN401
    matrix: _Matrix,
    turn: _Point,
    horizontal: list[Rule],
    vertical: list[Rule],
) -> None:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    count = pdfium.FPDFPath_CountSegments(path)
    if count > _MAX_SEGMENTS:  # a drawing
        return
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            _rule(last, point, horizontal, vertical)
        if pdfium.FPDFPathSegment_GetClose(segment):
            _rule(point, first, horizontal, vertical)
        last = point


def _rule(
    one: tuple[float, float],
    other: tuple[float, float],
    horizontal: list[Rule],
    vertical: list[Rule],
) -> None:
    if abs(one[1] - other[1]) < _STRAIGHT:
        horizontal.append(Rule(one[1], *sorted((one[0], other[0]))))
    elif abs(one[0] - other[0]) < _STRAIGHT:
        vertical.append(Rule(one[0], *sorted((one[1], other[1]))))


def _lines(textpage: Any, turn: _Point, tables: list[Grid]) -> Iterator[PrintedLine]:  # noqa: ANN401
    box = pdfium.FS_RECTF()
    line: _Growing | None = None
    spaced = False
    for index in range(max(pdfium.FPDFText_CountChars(textpage), 0)):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13):
            if line:
                yield _printed(line)
            line, spaced = None, False
            continue
        if code in (9, 32, 160):
            spaced = True
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
        x0, y0 = turn(box.left, box.top)
        x1, y1 = turn(box.right, box.bottom)
        left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        place = _cell(tables, (left + right) / 2, (top + bottom) / 2)
        if line and place != line.place:
            yield _printed(line)
            line = None
        character = "-" if code == _HYPHEN else _character(code)
        if line is None:
            size = pdfium.FPDFText_GetFontSize(textpage, index) or bottom - top
            bold = _is_bold(textpage, index)
            line = _Growing([character], left, top, right, bottom, size, bold, place)
        else:
            if spaced:
                line.parts.append(_gap(left - line.right, bottom - top))
            line.parts.append(character)
            line.left, line.top = min(line.left, left), min(line.top, top)
            line.right, line.bottom = max(line.right, right), max(line.bottom, bottom)
        spaced = False
        if code == _HYPHEN and pdfium.FPDFText_IsHyphen(textpage, index):
            yield _printed(line)
            line = None
    if line:
        yield _printed(line)


def _character(code: int) -> str:
    known = code not in _NO_CHARACTER and not 0xD800 <= code <= 0xDFFF and code <= 0x10FFFF
    return chr(code) if known and code >= 32 else "\ufffd"


def _gap(width: float, size: float) -> str:
    if width > _TAB * size:
        return "\t"
    return "  " if width > _WIDE * size else " "


def _cell(tables: list[Grid], x: float, y: float) -> tuple[int, int, int] | None:
    for number, grid in enumerate(tables):
        cell = grid.cell_at(x, y)
        if cell:
            return number, *cell
    return None


def _is_bold(textpage: Any, index: int) -> bool:  # noqa: ANN401
    if pdfium.FPDFText_GetFontWeight(textpage, index) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(textpage, index, name, len(name), flags)
    return 0 < length <= len(name) and any(
        mark in name.value.lower() for mark in (b"bold", b"black", b"heavy")
    )


def _printed(line: _Growing) -> PrintedLine:
    table, *cell = line.place or (None, 0, 0)
    return PrintedLine(
        "".join(line.parts),
        line.left,
        line.top,
        line.right,
        line.bottom,
        round(line.size, 1),
        line.bold,
        table,
        (cell[0] or 0, cell[1] or 0),
    )


def _forget_frames(lines: list[PrintedLine]) -> None:
    """A grid with text in one cell only is a frame: its lines stand outside tables."""
    cells: dict[int, set[tuple[int, int]]] = {}
    for line in lines:
        if line.table is not None:
            cells.setdefault(line.table, set()).add(line.cell)
    for line in lines:
        if line.table is not None and len(cells[line.table]) < 2:
            line.table, line.cell = None, (0, 0)
