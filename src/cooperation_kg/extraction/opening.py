"""From a file to a draft: its text, the id it is known by, and what is made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cooperation_kg.authorities import Authorities
from cooperation_kg.authorities.resolver import fold
from cooperation_kg.documents import Document, Source, read_document
from cooperation_kg.extraction.draft import Draft
from cooperation_kg.extraction.proposals import proposed_document
from cooperation_kg.extraction.whole import extract_document
from cooperation_kg.records.documents import DocumentEntry

__all__ = ["DOCUMENTS", "draft_of", "open_document"]

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


def draft_of(document: Document, known: Iterable[DocumentEntry], authorities: Authorities) -> Draft:
    """The draft of a document, with the entry it would have in the catalogue where it has none.

    Raises:
        SourceError: there is nothing to extract.
    """
    draft = extract_document(document, authorities)
    if any(entry.id == document.id for entry in known):
        return draft
    entry = proposed_document(document, draft.record)
    proposed = draft.record.proposed.model_copy(update={"document": entry})
    return replace(draft, record=draft.record.model_copy(update={"proposed": proposed}))
