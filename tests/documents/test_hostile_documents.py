"""What cannot be read is refused: in time, with the file's name and what to do."""

import io
import re
import resource
import struct
import sys
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas
from sample_making import SAMPLES, make_docx, make_html, make_odt, make_pdf

from cooperation_kg.documents import normalise, read_document
from cooperation_kg.documents.limits import MAX_BYTES, MAX_DEPTH
from cooperation_kg.errors import SourceError

CONTENT_TYPES = "[Content_Types].xml"
ODT_TYPE = "application/vnd.oasis.opendocument.text"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def archive(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return content.getvalue()


def docx(body, doctype=""):
    xml = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{WORD}">{body}</w:document>'
    return archive(word__document_xml=xml)


def pdf(encrypt=None):
    content = io.BytesIO()
    page = canvas.Canvas(content, encrypt=encrypt)
    page.drawString(100, 700, "Convention")
    page.save()
    return content.getvalue()


BOMB = '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED = {
    "empty.txt": (b"", "is empty; fetch"),
    "blank.txt": (b" \n ", "holds no text"),
    "binary.txt": (bytes(range(256)) * 20, "; save it|; give"),
    "cut.txt": ("déjà été".encode()[:-1], "damaged character at byte 10; fetch"),
    "cut16.txt": ("déjà".encode("utf-16")[:-1], "damaged character at byte"),
    "a.pdf.txt": (pdf(), r"is PDF by its content.*rename it to a\.pdf\.pdf"),
    "page.pdf": (b"<html></html>", "is no PDF by its content"),
    "text.docx": (b"Bonjour", "is no DOCX by its content"),
    "photo.html": (b"\x89PNG\r\n\x1a\n", "is a PNG picture; make it a PDF"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, r"old Office document.*DOCX"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "is encrypted; save it without a password",
    ),
    "locked.pdf": (pdf(StandardEncryption("secret")), "is encrypted; save it without"),
    "cut.pdf": (pdf()[:-200], "is truncated.*fetch"),
    "noise.pdf": (b"%PDF-1.7\n" + b"x" * 500 + b"%%EOF", "is damaged or truncated; fetch"),
    "cut.docx": (docx("<w:body/>")[:-40], "is damaged or truncated; fetch"),
    "sheet.docx": (archive(xl__workbook_xml="<x/>"), "neither DOCX nor ODT"),
    "doctype.docx": (docx("&b;", BOMB), "declares a document type"),
    "deep.docx": (docx("<w:p>" * 5000 + "</w:p>" * 5000), f"more than {MAX_DEPTH} deep"),
    "broken.docx": (docx("<w:p>"), "damaged XML in word/document.xml"),
    "bomb.docx": (docx("<w:p/>" + " " * 80_000_000), "inflate to 80 MB.*bomb"),
    "locked.odt": (
        archive(
            mimetype=ODT_TYPE,
            content_xml="noise",
            **{
                "META-INF__manifest_xml": '<m xmlns:n="urn:oasis:names:tc:opendocument:xmlns'
                ':manifest:1.0"><n:encryption-data/></m>'
            },
        ),
        "is encrypted; save it without a password",
    ),
    "deep.html": (b"<html>" + b"<div>" * 200_000, f"nests elements more than {MAX_DEPTH} deep"),
    "a.xlsx": (b"Bonjour", r"« \.xlsx », which is not read; give \.txt"),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_it_is_refused_with_its_name_and_a_remedy(tmp_path, name):
    content, message = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError, match=message) as caught:
        read_document(path)
    assert str(caught.value).startswith(f"{path}: ")


def test_a_file_of_100_mb_is_refused_unread(tmp_path):
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(SourceError, match=r"has 100 MB, more than the 50 MB.*split it"):
        read_document(path)
    assert MAX_BYTES < 100_000_000


def test_an_archive_whose_pictures_would_fill_the_disk_is_refused(tmp_path):
    path = tmp_path / "pictures.docx"
    content = docx("<w:body/>")
    # The declared size of the entry in the directory, set to 4 GB.
    at = content.rindex(b"PK\x01\x02")
    path.write_bytes(content[: at + 24] + struct.pack("<L", 0xFFFF0000) + content[at + 28 :])
    with pytest.raises(SourceError, match="bomb"):
        read_document(path)


def test_an_archive_of_a_million_entries_is_refused_unopened(tmp_path):
    path = tmp_path / "entries.docx"
    content = docx("<w:body/>")
    at = content.rindex(b"PK\x05\x06")
    path.write_bytes(content[: at + 12] + struct.pack("<L", 60_000_000) + content[at + 16 :])
    with pytest.raises(SourceError, match="more entries than a document has"):
        read_document(path)


def test_a_folder_and_a_missing_file_are_named(tmp_path):
    with pytest.raises(SourceError, match="is no file"):
        read_document(tmp_path)
    with pytest.raises(SourceError, match=r"absent\.pdf: cannot be read"):
        read_document(tmp_path / "absent.pdf")


def test_a_pdf_that_inflates_without_end_is_stopped(tmp_path):
    deflate = zlib.compressobj(9)
    stream = b"".join(deflate.compress(b" " * 1_000_000) for _ in range(600)) + deflate.flush()
    content = pdf()
    start = content.index(b"stream") + len(b"stream\n")
    end = content.index(b"endstream")
    header = re.sub(rb"/Filter \[[^]]*\]", b"/Filter /FlateDecode", content[:start])
    header = re.sub(rb"/Length \d+", b"/Length %d" % len(stream), header)
    path = tmp_path / "bomb.pdf"
    path.write_bytes(header + stream + b"\n" + content[end:])
    with pytest.raises(SourceError, match=r"more memory or time.*bomb"):
        read_document(path)


def test_without_the_extra_a_pdf_says_what_to_install(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf())
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(SourceError, match=r"pip install 'cooperation-kg\[documents\]'"):
        read_document(path)


HOSTILE_PAGES = ["<" * 200_000, "<!--" * 50_000, '<a "' * 50_000, "<p>" * 60_000, "</b>" * 50_000]
HOSTILE_PAGES += ["<table>" + "<td colspan=1000 rowspan=1000>x" * 8_000, "<script>" * 20_000]


@pytest.mark.parametrize("page", HOSTILE_PAGES, ids=lambda page: page[:10])
def test_markup_that_never_ends_costs_no_more_than_its_length(tmp_path, page):
    path = tmp_path / "page.html"
    path.write_text("<html><p>Convention</p>" + page)
    assert "Convention" in normalise(read_document(path)).text


def test_refusing_takes_little_memory(tmp_path):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in ("bomb.docx", "deep.html", "doctype.docx"):
        path = tmp_path / name
        path.write_bytes(REFUSED[name][0])
        with pytest.raises(SourceError):
            read_document(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    made = [
        make_pdf("fiches", folder / "a.pdf"),
        make_docx("plan", folder / "a.docx"),
        make_odt("plan", folder / "a.odt"),
        make_html("fiches", folder / "a.html"),
        SAMPLES / "prose.md",
    ]
    return {path.suffix: path.read_bytes() for path in made}


CUTS = st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12))


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    ending=st.sampled_from([".pdf", ".docx", ".odt", ".html", ".md"]),
    cuts=st.lists(CUTS, min_size=1, max_size=4),
    end=st.one_of(st.just(1.0), st.floats(0, 1)),
)
def test_a_damaged_document_is_read_or_refused(samples, tmp_path, ending, cuts, end):
    content = samples[ending]
    for at, length, new in cuts:
        start = int(at * len(content))
        content = content[:start] + new + content[start + length :]
    path = tmp_path / f"damaged{ending}"
    path.write_bytes(content[: int(end * len(content))])
    try:
        document = read_document(path)
    except SourceError as error:
        assert str(path) in str(error)
    else:
        normalise(document)
