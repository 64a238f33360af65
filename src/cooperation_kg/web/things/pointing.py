"""What points to a thing: counted by property, a few of each, all of them page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    shown: dict[str, dict[Cell, list[Cell]]] = {row["predicate"].iri: {} for row in counts}
    if shown:
        for row in await reader.asked(_query(shown, thing, size, first)):
            of_predicate = shown[row["predicate"].iri]
            of_predicate.setdefault(row["subject"], []).append(row["label"])
    return [
        Pointers(
            name=replace(row["predicate"], text=term_label(row["predicate"].iri, language)),
            count=int(row["count"].text),
            things=tuple(
                _called(subject, preferred(labels, language), reader.base)
                for subject, labels in shown[row["predicate"].iri].items()
            ),
            first=first + 1,
            page=page,
        )
        for row in counts
    ]


def _query(properties: Iterable[str], thing: Thing, size: int, first: int) -> str:
    """Some of the things that point by each of the properties, with their labels."""
    branches = " UNION ".join(
        f"{{ {{ SELECT DISTINCT ?subject {{ ?subject {property_} {thing.iri}"
        f" FILTER (isIRI(?subject)) }} ORDER BY ?subject LIMIT {size} OFFSET {first} }}"
        f" BIND ({property_} AS ?predicate) }}"
        for property_ in map(NamedNode, properties)
    )
    return (
        "SELECT ?predicate ?subject ?label WHERE {"
        f" {branches} OPTIONAL {{ ?subject rdfs:label|skos:prefLabel|ckg:quote ?label }} }}"
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
