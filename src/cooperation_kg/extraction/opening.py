"""Opening a document for extraction: its text, and the id it is known by."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cooperation_kg.authorities.resolver import fold
from cooperation_kg.documents import Source, read_document
from cooperation_kg.records.documents import DocumentEntry

__all__ = ["DOCUMENTS", "open_document"]

DOCUMENTS = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".odt"})
"""The endings of files that are documents to extract from."""


def open_document(path: Path, known: Iterable[DocumentEntry] = ()) -> Source:
    """Reads a document, under the id of the catalogue where its very file is known.

    Raises:
        SourceError: it cannot be read, is of no kind that is read, or holds no text.
    """
    source = read_document(path, "-".join(fold(path.stem).split()) or "document").source
    for entry in known:
        if entry.sha256 == source.sha256:
            return Source(entry.id, source.text, source.sha256)
    return source
