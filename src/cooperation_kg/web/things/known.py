"""What authorities say of a thing: names, codes, what it belongs to and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from cooperation_kg.graph.terms import slug
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.vocabulary import term_label

__all__ = ["Known", "known"]

_CKG = "https://w3id.org/cooperation-kg/ontology#"


@dataclass(frozen=True)
class Known:
    """What is known of a thing, beside what documents state.

    Attributes:
        has: what it has, by the name of the property.
        of: the things that have it, by the name of the property.
        language: the reader's.
    """

    language: Language
    has: dict[str, list[Cell]] = field(default_factory=dict)
    of: dict[str, list[Cell]] = field(default_factory=dict)

    @property
    def name(self) -> Cell:
        """What it is called: by the authorities, else as a document prints it."""
        names = self.all("prefLabel") or self.all("label")
        own = (name for name in names if name.language == self.language)
        return next(own, next(iter(names), Cell("")))

    def all(self, name: str) -> list[Cell]:
        """What it has by a property."""
        return self.has.get(name, [])

    def owned(self, name: str) -> list[Cell]:
        """What has it by a property, in the order of names."""
        return self.of.get(name, [])

    def kind(self, classes: Iterable[str]) -> str:
        """What the first of these classes that it is of is called."""
        held = {cell.iri for cell in self.all("type")}
        found = (name for name in classes if _CKG + name in held)
        return next((term_label(_CKG + name, self.language) for name in found), "")


async def known(reader: Reader, thing: NamedNode, tongue: Language) -> Known:
    """What is known of a thing."""
    found = Known(tongue)
    for row in await reader.rows("known", this=thing, lang=Literal(tongue)):
        group = found.has if row["way"].text == "has" else found.of
        cells = group.setdefault(row["predicate"].text.rpartition(":")[2], [])
        value = row["label"].of(row["value"]) if row["value"].iri else row["value"]
        if value not in cells:
            cells.append(value)
    for group in (found.has, found.of):
        for cells in group.values():
            cells.sort(key=lambda cell: (slug(cell.text), cell.text, cell.language))
    return found
