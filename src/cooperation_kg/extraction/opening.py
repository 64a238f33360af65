"""Opening a document for extraction: its text and blocks, and the id it is known by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cooperation_kg.authorities.resolver import fold
from cooperation_kg.documents import Document, Source, read_document
from cooperation_kg.records.documents import DocumentEntry

__all__ = ["DOCUMENTS", "open_document"]

DOCUMENTS = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".odt"})
"""The endings of files that are documents to extract from."""


def open_document(path: Path, known: Iterable[DocumentEntry] = ()) -> Document:
    """Reads a document, under the id of the catalogue where its very file is known.

    Raises:
        SourceError: it cannot be read, is of no kind that is read, or holds no text.
    """
    document = read_document(path, "-".join(fold(path.stem).split()) or "document")
    for entry in known:
        if entry.sha256 == document.sha256:
            source = Source(entry.id, document.text, document.sha256)
            return replace(document, source=source)
    return document
