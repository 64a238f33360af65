"""The source documents of a page: what each is called, and its words around a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cooperation_kg.web.quotes import Pieces, Quotes, SourceFile
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.stated import Place
from cooperation_kg.web.tables import Cell

__all__ = ["Sources", "sources"]


@dataclass(frozen=True)
class Sources:
    """What a template asks about the places of values.

    Attributes:
        documents: title and page of each document, by its id.
        files: its file.
        quotes: the documents at hand.
    """

    documents: Mapping[str, Cell]
    files: Mapping[str, SourceFile]
    quotes: Quotes

    def of(self, text: str) -> Cell:
        """The document a text was read from; it has the id of the text."""
        return self.documents.get(text, Cell(""))

    def title(self, place: Place) -> Cell:
        """The document of a place."""
        return self.documents.get(place.document, Cell(place.document))

    def around(self, place: Place) -> Pieces:
        """The words of a place among the lines around; nothing where the file is not at hand."""
        file = self.files.get(place.document)
        return self.quotes.around(file, place.runs) if file else ()


async def sources(reader: Reader, quotes: Quotes) -> Sources:
    """The source documents of the graph."""
    documents: dict[str, Cell] = {}
    files: dict[str, SourceFile] = {}
    for row in await reader.rows("sources"):
        key = row["document"].iri.rpartition("/")[2]
        documents[key] = row["title"].of(row["document"])
        files[key] = SourceFile(row["file"].text, row["sha256"].text)
    return Sources(documents, files, quotes)
