"""Pages that are pictures."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from cooperation_kg.documents import ocr, read_document
from cooperation_kg.errors import SourceError


def picture():
    image = Image.new("L", (1240, 600), 255)
    font = ImageFont.load_default(size=44)
    ImageDraw.Draw(image).text((80, 80), "Convention de cooperation\nBudget 2024", 0, font=font)
    return ImageReader(image)


def scanned(path, *, with_text=False):
    content = io.BytesIO()
    pages = canvas.Canvas(content, pagesize=A4)
    if with_text:
        pages.drawString(100, 700, "Une page de texte")
        pages.showPage()
    pages.drawImage(picture(), 40, 400, 515, 250)
    pages.save()
    path.write_bytes(content.getvalue())
    return path


def test_without_tesseract_a_scan_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    path = scanned(tmp_path / "scan.pdf")
    with pytest.raises(SourceError, match=r"scan\.pdf.*page 1 has no text.*tesseract-ocr-fra"):
        read_document(path)


def test_without_tesseract_a_picture_among_pages_of_text_is_noted(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    document = read_document(scanned(tmp_path / "mixed.pdf", with_text=True))
    assert document.reading.unread_pages == (2,)
    assert "Une page de texte" in document.text


@pytest.mark.skipif(not ocr.available(), reason="Tesseract is not installed")
def test_a_scan_is_recognised_with_a_confidence_in_every_word(tmp_path):
    document = read_document(scanned(tmp_path / "mixed.pdf", with_text=True))
    at = document.text.index("Budget")
    assert document.page_of(at) == 2
    assert 0.5 < document.confidence(at, at + 6) <= 1
    assert document.confidence(0, 3) is None
    assert document.reading.unread_pages == ()


def test_words_lines_and_confidence_come_from_the_table_of_tesseract():
    row = "5\t1\t2\t1\t3\t1\t0\t0\t10\t10\t{}\t{}"
    table = "\n".join(["level\tpage_num", row.format("96.5", "Budget"), row.format("-1", " ")])
    (word,) = ocr.words(table)
    assert (word.text, word.confidence, word.paragraph, word.line) == (
        "Budget",
        0.965,
        ("2", "1"),
        "3",
    )
