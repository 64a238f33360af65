"""Makes PDF, DOCX, ODT and HTML of our sample documents, with libraries the readers do not use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import odfdo
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Part:
    """A heading (level 1 to 3), a paragraph, a list item, or a table's rows."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def parts(name: str) -> list[Part]:
    found: list[Part] = []
    for line in (SAMPLES / f"{name}.md").read_text("utf-8").splitlines():
        if line.startswith("#"):
            marks, _, text = line.partition(" ")
            found.append(Part("heading", text, len(marks)))
        elif line.startswith("|"):
            row = tuple(cell.strip() for cell in line.strip("|").split("|"))
            if all(re.fullmatch(":?-+:?", cell) for cell in row):
                continue
            if found and found[-1].kind == "table":
                found[-1] = Part("table", rows=(*found[-1].rows, row))
            else:
                found.append(Part("table", rows=(row,)))
        elif line.startswith("- "):
            found.append(Part("list item", line[2:]))
        elif line:
            found.append(Part("paragraph", line))
        elif found and found[-1].kind == "table":
            found.append(Part("gap"))
    return [part for part in found if part.kind != "gap"]


def make_pdf(name: str, path: Path, *, foot: str = "", small: bool = False, **options) -> Path:
    styles = getSampleStyleSheet()
    body = styles["BodyText"]
    story = []
    for part in parts(name):
        if part.kind == "heading":
            story.append(Paragraph(part.text, styles[f"Heading{part.level}"]))
        elif part.kind == "table":
            rows = [[Paragraph(cell, body) for cell in row] for row in part.rows]
            grid = [
                ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
            widths = [300 / len(rows[0])] * len(rows[0])
            story.append(Table(rows, colWidths=widths, style=grid))
        elif part.kind == "list item":
            story.append(Paragraph(f"• {part.text}", body))
        else:
            story.append(Paragraph(part.text, body))
        story.append(Spacer(1, 6))

    def print_foot(canvas, template):
        if foot:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(60, 20, f"{foot}  {template.page}")

    template = SimpleDocTemplate(str(path), pagesize=A5 if small else A4, **options)
    template.build(story, onFirstPage=print_foot, onLaterPages=print_foot)
    return path


def make_docx(name: str, path: Path) -> Path:
    document = docx.Document()
    for part in parts(name):
        if part.kind == "heading":
            document.add_heading(part.text, part.level)
        elif part.kind == "table":
            table = document.add_table(0, len(part.rows[0]))
            for row in part.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif part.kind == "list item":
            document.add_paragraph(part.text, style="List Bullet")
        else:
            document.add_paragraph(part.text)
    document.save(str(path))
    return path


def make_odt(name: str, path: Path) -> Path:
    document = odfdo.Document("text")
    document.body.clear()
    for number, part in enumerate(parts(name)):
        if part.kind == "heading":
            document.body.append(odfdo.Header(part.level, part.text))
        elif part.kind == "table":
            table = odfdo.Table(f"Table{number}", width=len(part.rows[0]), height=len(part.rows))
            table.set_values([list(row) for row in part.rows])
            document.body.append(table)
        elif part.kind == "list item":
            document.body.append(odfdo.List([part.text]))
        else:
            document.body.append(odfdo.Paragraph(part.text))
    document.save(str(path))
    return path


def make_html(name: str, path: Path) -> Path:
    lines = ["<!DOCTYPE html>", "<html><head><title>t</title><style>p { x }</style></head><body>"]
    for part in parts(name):
        text = part.text.replace("é", "&eacute;").replace("&amp;", "&")
        if part.kind == "heading":
            lines.append(f"<h{part.level}>{text}</h{part.level}>")
        elif part.kind == "table":
            cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in part.rows)
            lines += ["<table>", *(f"<tr>{row}</tr>" for row in cells), "</table>"]
        elif part.kind == "list item":
            lines.append(f"<ul><li>{text}</ul>")
        else:
            lines.append(f'<p class="corps">{text}</p>')
    path.write_text("\n".join([*lines, "</body></html>"]), "utf-8")
    return path


MAKERS: dict[str, Callable[[str, Path], Path]] = {
    "pdf": make_pdf,
    "docx": make_docx,
    "odt": make_odt,
    "html": make_html,
}
