"""What a document states of one thing: its values, with their places, and the parts it has.

A thing is read whole, with what it has and what that has in turn (an action, its budget, the
amounts of the budget), in two queries: one for the values that have evidence, one for the links
that only hold the graph together.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.reading import Reader, Row
from cooperation_kg.web.tables import Cell

__all__ = ["Part", "Place", "Value", "places_of", "stated"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read.

    Attributes:
        document: the id of the source document.
        line: the 1-based line it starts on.
        quote: the words, as the record writes them.
        runs: the runs of characters they stand at, in code points.
    """

    document: str
    line: int
    quote: str
    runs: tuple[tuple[int, int], ...] = ()

    @property
    def start(self) -> int:
        """The first character, to sort by."""
        return self.runs[0][0] if self.runs else 0


@dataclass(slots=True)
class Value:
    """A value, with its places in the order of the document."""

    cell: Cell
    places: list[Place] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is shown."""
        return self.cell.text


@dataclass(slots=True)
class Part:
    """A thing and what is stated of it.

    Attributes:
        iri: which thing.
        values: what has evidence, by the name of the property.
        facts: what holds the graph together, by the name of the property.
        parts: what it has, by the name of the property.
    """

    iri: str
    values: dict[str, list[Value]] = field(default_factory=dict)
    facts: dict[str, list[Cell]] = field(default_factory=dict)
    parts: dict[str, list[Part]] = field(default_factory=dict)

    def all(self, name: str) -> list[Part]:
        """The parts it has by a property, in the order of the document."""
        return self.parts.get(name, [])

    def values_of(self, name: str) -> list[Value]:
        """The values of a property, in the order of the document."""
        return self.values.get(name, [])

    def value(self, name: str) -> Value | None:
        """The first value of a property."""
        return next(iter(self.values_of(name)), None)

    def facts_of(self, name: str) -> list[Cell]:
        """What a property points to."""
        return self.facts.get(name, [])

    def fact(self, name: str) -> Cell:
        """The first thing a property points to; an empty cell where there is none."""
        return next(iter(self.facts_of(name)), Cell(""))

    @property
    def said(self) -> Value | None:
        """Its words, as the document prints them."""
        return self.value("printedAs")

    @property
    def start(self) -> int:
        """Where its words begin in the document."""
        return self.said.places[0].start if self.said and self.said.places else 0


async def stated(reader: Reader, thing: NamedNode, tongue: Language) -> Part:
    """All that is stated of a thing; without values and parts where nothing is."""
    read, held = await asyncio.gather(
        reader.rows("stated", this=thing),
        reader.rows("held", this=thing, lang=Literal(tongue)),
    )
    return _tree(thing.value, read, held)


def _tree(top: str, read: Sequence[Row], held: Sequence[Row]) -> Part:
    parts = {top: Part(top)}
    labels = {row["value"].iri: row["label"] for row in held if row["label"]}
    ways: dict[tuple[str, str, str], None] = {}
    for row in (*read, *held):
        node = row["node"].iri
        parts.setdefault(node, Part(node))
        if row["link"]:
            ways.setdefault((row["of"].iri or top, _name(row["link"]), node))
    for row, places in places_of(read):
        values = parts[row["node"].iri].values.setdefault(_name(row["predicate"]), [])
        values.append(Value(_labelled(row["value"], labels), places))
    for values in (each for part in parts.values() for each in part.values.values()):
        values.sort(key=lambda value: value.places[0].start)
    for row in held:
        if row["fact"]:
            facts = parts[row["node"].iri].facts.setdefault(_name(row["fact"]), [])
            facts.append(_labelled(row["value"], labels))
    for whole, link, node in ways:
        parts.setdefault(whole, Part(whole)).parts.setdefault(link, []).append(parts[node])
    for part in parts.values():
        for group in part.parts.values():
            group.sort(key=_rank)
    return parts[top]


def _rank(part: Part) -> tuple[int, int, str]:
    order = part.fact("order").text
    return (int(order) if order.isdigit() else 0, part.start, part.iri)


def places_of(
    rows: Sequence[Row], same: Sequence[str] = ("node", "predicate", "value")
) -> list[tuple[Row, list[Place]]]:
    """Each value once, with its places in the order of the document.

    Args:
        rows: with the columns e, source, line, quote, start and end; evidence of several runs of
            characters has several rows.
        same: the columns by which two rows are about one value.
    """
    values: dict[tuple[str, ...], dict[str, list[Row]]] = {}
    for row in rows:
        key = tuple([row[column].iri or row[column].text for column in same])
        evidence = values.setdefault(key, {})
        evidence.setdefault(row["e"].iri, []).append(row)
    found = []
    for evidence in values.values():
        places = [_place(runs) for runs in evidence.values()]
        first = next(iter(evidence.values()))[0]
        found.append((first, sorted(places, key=lambda place: place.start)))
    return found


def _place(rows: Sequence[Row]) -> Place:
    runs = sorted({(int(row["start"].text), int(row["end"].text)) for row in rows})
    document = rows[0]["source"].iri.rpartition("/")[2]
    return Place(document, int(rows[0]["line"].text), rows[0]["quote"].text, tuple(runs))


def _labelled(cell: Cell, labels: dict[str, Cell]) -> Cell:
    label = labels.get(cell.iri)
    if not cell.iri or label is None:
        return cell
    return label.of(cell)


def _name(cell: Cell) -> str:
    """`ckg:hasBudget` is known here as `hasBudget`."""
    return cell.text.rpartition(":")[2]
