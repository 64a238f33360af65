"""What points to a thing: counted by property, a few of each, all of them page by page."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from cooperation_kg.web.addresses import thing as address_of
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.things.model import Thing
from cooperation_kg.web.things.values import preferred
from cooperation_kg.web.vocabulary import term_label

__all__ = ["Pointers", "pointing"]

_FEW = 10
_PAGE = 100
_MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Pointers:
    """The things that point to one by a property.

    Attributes:
        name: the property.
        count: how many there are.
        things: those that are shown.
        first: the number of the first of them, counted from 1.
        page: the number of this page, where one property was asked for; 0 for the first few.
    """

    name: Cell
    count: int
    things: tuple[Cell, ...]
    first: int = 1
    page: int = 0

    @property
    def last(self) -> int:
        """The number of the last that is shown."""
        return self.first + len(self.things) - 1


async def pointing(
    reader: Reader, thing: Thing, asked: Mapping[str, str], language: Language
) -> list[Pointers]:
    """What points to a thing, by property, those that many use first.

    Args:
        reader: the graph.
        thing: the thing.
        asked: the query of the request: `by` is the IRI of a property, of which the page that
            `page` counts is shown, in the place of a few of each.
        language: the language of the labels.
    """
    counts = await reader.rows("thing-pointers", this=thing.iri)
    by = asked.get("by", "")
    if by:
        counts = [row for row in counts if row["predicate"].iri == by]
    page = _number(asked.get("page", "")) if by else 0
    size = _PAGE if by else _FEW
    first = (page - 1) * size if by else 0

    async def of(predicate: Cell, count: int) -> Pointers:
        property_ = NamedNode(predicate.iri)
        rows = await reader.asked(
            "SELECT ?subject ?label ?type WHERE {"
            f" {{ SELECT DISTINCT ?subject {{ ?subject {property_} {thing.iri}"
            f" FILTER (isIRI(?subject)) }} ORDER BY ?subject LIMIT {size} OFFSET {first} }}"
            " OPTIONAL { ?subject rdfs:label|skos:prefLabel ?label } }"
        )
        labels: dict[Cell, list[Cell]] = {}
        for row in rows:
            labels.setdefault(row["subject"], []).append(row["label"])
        things = tuple(
            _called(subject, preferred(of_subject, language), reader.base)
            for subject, of_subject in labels.items()
        )
        name = replace(predicate, text=term_label(predicate.iri, language))
        return Pointers(name, count, things, first + 1, page)

    return list(
        await asyncio.gather(*(of(row["predicate"], int(row["count"].text)) for row in counts))
    )


def _called(subject: Cell, label: Cell, base: str) -> Cell:
    """A thing by its label, or by its kind and key where it has none."""
    if label:
        return replace(subject, text=label.text, language=label.language)
    if address := address_of(subject.iri, base):
        return replace(subject, text=f"{address.kind} {address.key}")
    return subject


def _number(text: str) -> int:
    """The page a query names, the first where it names none."""
    return min(max(int(text), 1), _MOST_PAGES) if text.isdecimal() and len(text) < 10 else 1
