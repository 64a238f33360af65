"""Reads a document of any format into one `Document`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cooperation_kg.documents import kinds
from cooperation_kg.documents.confined import read_pdf_confined
from cooperation_kg.documents.document import Document, Reading
from cooperation_kg.documents.docx import read_docx
from cooperation_kg.documents.encoding import decode
from cooperation_kg.documents.limits import MAX_BYTES, check_length
from cooperation_kg.documents.markdown import read_markdown
from cooperation_kg.documents.odt import read_odt
from cooperation_kg.documents.plain import read_plain
from cooperation_kg.documents.refusals import Refused, Why
from cooperation_kg.documents.source import Source
from cooperation_kg.documents.web_page import read_html
from cooperation_kg.errors import SourceError

__all__ = ["read_document"]


def read_document(path: Path, document_id: str | None = None) -> Document:
    """Reads a document: text, Markdown, HTML, PDF, DOCX or ODT.

    Args:
        path: the file; what it holds is found in its content.
        document_id: the id it has in `data/documents`, or None for the file's name.

    Raises:
        SourceError: the file is missing, is of no kind that is read, is encrypted, empty,
            damaged or larger than a document is; the message says what to do.
    """
    try:
        content = _content(path)
        kind, reading = _read(path, content)
    except Refused as refused:
        raise SourceError(
            fr=f"{path} : {refused.words('fr')}", en=f"{path}: {refused.words('en')}"
        ) from refused
    except OSError as error:
        raise SourceError(
            fr=f"{path} : ne peut être lu ({error.strerror})",
            en=f"{path}: cannot be read ({error.strerror})",
        ) from error
    digest = hashlib.sha256(content).hexdigest()
    return Document(path, kind, Source(document_id or path.stem, reading.text, digest), reading)


_READERS = {kinds.PDF: read_pdf_confined, kinds.DOCX: read_docx, kinds.ODT: read_odt}


def _content(path: Path) -> bytes:
    size = path.stat().st_size
    if not path.is_file():
        raise Refused(Why.NO_FILE)
    if size == 0:
        raise Refused(Why.EMPTY)
    if size > MAX_BYTES:
        raise Refused(Why.TOO_LARGE, mb=size // 1_000_000, most=MAX_BYTES // 1_000_000)
    return path.read_bytes()


def _read(path: Path, content: bytes) -> tuple[str, Reading]:
    kind = kinds.media_type(path, content)
    reading = _READERS[kind](content) if kind in _READERS else _text(kind, content)
    if kind == kinds.TEXT and kinds.looks_like_markdown(reading.text):
        kind = kinds.MARKDOWN
        reading = _text(kind, content)
    if not reading.text.strip():
        raise Refused(Why.NO_TEXT)
    return kind, reading


def _text(kind: str, content: bytes) -> Reading:
    text, encoding = decode(content)
    check_length(len(text))
    if kind == kinds.HTML:
        reading = read_html(text)
    elif kind == kinds.MARKDOWN:
        reading = read_markdown(text)
    else:
        reading = read_plain(text)
    return Reading(text, reading.pages, reading.blocks, encoding=encoding)
