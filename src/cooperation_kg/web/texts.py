"""The texts of the graph in a list: kind, dates, parties, and how much each holds."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal

from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.reading import Reader, Row
from cooperation_kg.web.tables import Cell

__all__ = ["DATES", "Text", "all_texts"]

DATES = ("adopted", "signed", "start", "end", "dated")
"""The dates a text may state of itself, in the order they are shown."""


@dataclass(frozen=True)
class Text:
    """A text of the graph.

    Attributes:
        cell: its title, and where its page is.
        id: such as `75-93`.
        kind: what its kind is called.
        cls: the name of its class in the ontology.
        dates: those it states, as precise as it states them, by their names in `DATES`.
        parties: who made it.
        contents: how many things of each class it holds.
    """

    cell: Cell
    id: str
    kind: str
    cls: str
    dates: Mapping[str, str]
    parties: list[Cell] = field(default_factory=list)
    contents: dict[str, int] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Its title, as it is printed."""
        return self.cell.text

    @property
    def binds(self) -> bool:
        """Whether it is an agreement; a publication only tells of some."""
        return self.cls != "Publication"


async def all_texts(reader: Reader, tongue: Language) -> list[Text]:
    """Every text, agreements first, in the order of their ids."""
    found, parties, contents = await asyncio.gather(
        reader.rows("texts", lang=Literal(tongue)),
        reader.rows("texts_parties"),
        reader.rows("texts_contents"),
    )
    texts = _texts(found)
    for row in parties:
        if text := texts.get(row["text"].iri):
            text.parties.append(row["name"].of(row["party"]))
    for row in contents:
        if text := texts.get(row["text"].iri):
            text.contents[row["class"].text.rpartition(":")[2]] = int(row["count"].text)
    return sorted(texts.values(), key=lambda text: (not text.binds, text.id))


def _texts(rows: Sequence[Row]) -> dict[str, Text]:
    return {
        row["text"].iri: Text(
            cell=row["title"].of(row["text"]),
            id=row["id"].text,
            kind=row["kind"].text,
            cls=row["class"].text.rpartition(":")[2],
            dates={name: row[name].text for name in DATES if row[name]},
        )
        for row in rows
    }
