"""Opening a document for extraction: its text, and the id it is known by."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cooperation_kg.authorities.resolver import fold
from cooperation_kg.documents import Source, load_source
from cooperation_kg.errors import SourceError
from cooperation_kg.records.documents import DocumentEntry

__all__ = ["DOCUMENTS", "open_document"]

DOCUMENTS = frozenset({".txt", ".md"})
"""The endings of files that are documents to extract from."""


def open_document(path: Path, known: Iterable[DocumentEntry] = ()) -> Source:
    """Reads a document, under the id of the catalogue where its very file is known.

    Raises:
        SourceError: it cannot be read, is no text, or is empty.
    """
    source = load_source(path, "-".join(fold(path.stem).split()) or "document")
    if not source.text.strip():
        raise SourceError(f"{path}: empty; there is nothing to extract")
    if "\0" in source.text[:4096]:
        raise SourceError(f"{path}: no text; give a text or Markdown file in UTF-8")
    for entry in known:
        if entry.sha256 == source.sha256:
            return Source(entry.id, source.text, source.sha256)
    return source
