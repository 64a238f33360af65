"""From a document of any format to a draft whose places are in the document itself.

Rules read what a page shows: paragraphs are parted by blank lines. HTML is read as a browser shows
it, DOCX and ODT with a blank line after each heading and paragraph; the values found are put back
to the characters they were made of. What text recognition was not sure of, no rule is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel

from cooperation_kg.authorities import Authorities
from cooperation_kg.documents import Block, Document, Normalised, Places, Source, kinds, normalise
from cooperation_kg.documents.view import ViewBuilder
from cooperation_kg.extraction.draft import Draft
from cooperation_kg.extraction.extract import extract
from cooperation_kg.extraction.proposals import proposed_organisations
from cooperation_kg.extraction.reading import Notes
from cooperation_kg.records.evidence import statements
from cooperation_kg.records.values import Stated

__all__ = ["extract_document"]

M = TypeVar("M", bound=BaseModel)


def extract_document(document: Document, authorities: Authorities) -> Draft:
    """Reads a document as rules can; a person reads everything again.

    Args:
        document: the document.
        authorities: what names mean; a name they do not know stays as printed.
    """
    view = _shown(document)
    if view is not None:
        seen = Source(document.id, view.text, document.sha256)
        draft = _put_back(extract(seen, authorities, _in_view(view, document.blocks)), view)
        found = tuple(proposed_organisations(document.id, draft.record.parties, authorities))
        proposed = draft.record.proposed.model_copy(update={"organisations": found})
        draft = replace(draft, record=draft.record.model_copy(update={"proposed": proposed}))
    else:
        draft = extract(document.source, authorities, document.blocks)
    if document.reading.recognised:
        _lower(draft, document)
    return replace(draft, document=document)


def _shown(document: Document) -> Normalised | None:
    """The document as a page shows it; None where its own characters do."""
    if document.media_type == kinds.HTML:
        return normalise(document)
    if document.media_type not in {kinds.DOCX, kinds.ODT}:
        return None
    text = document.text
    out = ViewBuilder(text)
    here = 0
    for block in document.blocks:
        if block.kind in {"heading", "paragraph"} and text[block.end : block.end + 1] == "\n":
            out.copy(here, block.end + 1)
            here = block.end + 1
            if text[here : here + 1] != "\n":
                out.put("\n", block.end, here)
    out.copy(here, len(text))
    view = out.view()
    return Normalised(view.text, view.starts, view.ends, document.source)


def _in_view(view: Normalised, blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks, at the characters of the view that were made of them."""
    found = []
    for block in blocks:
        start, end = view.at(block.start), view.at(block.end)
        printed = view.text[start:end]
        start += len(printed) - len(printed.lstrip())
        end -= len(printed) - len(printed.rstrip())
        if start < end:
            found.append(replace(block, start=start, end=end))
    return found


def _put_back(draft: Draft, view: Normalised) -> Draft:
    """The draft of a view, its places in what the view was made of."""
    notes = Notes()

    def moved(value: object) -> object:
        if isinstance(value, tuple):
            return tuple(moved(item) for item in value)
        return model(value) if isinstance(value, BaseModel) else value

    def model(value: M) -> M:
        fields = type(value).model_fields
        found = {name: moved(getattr(value, name)) for name in fields}
        if isinstance(value, Stated):
            found["at"] = _origin(value.at, view)
        copy = value.model_copy(update=found)
        if isinstance(value, Stated) and isinstance(copy, Stated):
            note = draft.notes.of(value)
            if note is not None:
                notes.add(copy, note.confidence, note.method)
        return copy

    return Draft(model(draft.record), notes)


def _origin(at: Places, view: Normalised) -> Places:
    runs = [
        run for place in at.items for run in view.places(place.start or 0, place.end or 0).items
    ]
    return Places(tuple(runs))


def _lower(draft: Draft, document: Document) -> None:
    """No value is surer than the recognition of its least legible word."""
    for _, value in statements(draft.record):
        note = draft.notes.of(value)
        seen = [document.confidence(place.start or 0, place.end or 0) for place in value.at.items]
        least = min((one for one in seen if one is not None), default=None)
        if note is not None and least is not None and least < note.confidence:
            draft.notes.add(value, round(least, 2), f"{note.method}, recognised")
