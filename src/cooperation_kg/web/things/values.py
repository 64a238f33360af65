"""What is said of a thing, by graph and by property, each value with the places it was read at."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cooperation_kg.graph.terms import PREFIXES
from cooperation_kg.web.addresses import thing
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.reading import Row
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.vocabulary import term_label

__all__ = ["Place", "Property", "Sayings", "Value", "preferred"]

_TYPE = PREFIXES["rdf"] + "type"
_NAMES = (
    PREFIXES["rdfs"] + "label",
    PREFIXES["skos"] + "prefLabel",
    PREFIXES["dcterms"] + "title",
    PREFIXES["ckg"] + "quote",  # a passage has no name but its words
)
_SHOWN = 30
"""How many values of a property stand in the page at once; the others can be opened."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read."""

    line: str
    quote: str
    document: Cell


@dataclass(slots=True)
class Value:
    """A value, as it is called, and the places it was read at."""

    cell: Cell
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Property:
    """A property of the thing, with its values."""

    name: Cell
    values: list[Value]

    @property
    def first(self) -> Sequence[Value]:
        """The values that are shown at once."""
        return self.values[:_SHOWN]

    @property
    def others(self) -> Sequence[Value]:
        """Those that can be opened."""
        return self.values[_SHOWN:]


def preferred(labels: Iterable[Cell], language: Language) -> Cell:
    """The label of the reader's language, or of another where there is none."""
    known = [label for label in labels if label]
    return next((label for label in known if label.language == language), (*known, Cell(""))[0])


class Sayings:
    """All that is said of one thing, in the reader's language.

    Attributes:
        title: what it is called.
        kinds: the classes it was said to be of.
        graphs: for each graph that speaks of it, its IRI and the properties it gives.
    """

    def __init__(
        self, values: Iterable[Row], evidence: Iterable[Row], language: Language, base: str
    ) -> None:
        labels: dict[Cell, list[Cell]] = defaultdict(list)
        found: dict[Cell, dict[Cell, dict[Cell, None]]] = {}
        for row in values:
            of_graph = found.setdefault(row["graph"], {})
            of_graph.setdefault(row["predicate"], {})[row["value"]] = None
            labels[row["value"]].append(row["label"])
        places: dict[tuple[str, Cell], list[Place]] = defaultdict(list)
        for row in evidence:
            document = replace(row["document"], text=row["title"].text)
            place = Place(row["line"].text, row["quote"].text, document)
            places[row["predicate"].iri, row["value"]].append(place)

        def called(value: Cell) -> Cell:
            if not value.iri:
                return value
            label = preferred(labels[value], language)
            if label:
                return replace(value, text=label.text, language=label.language)
            address = thing(value.iri, base)
            name = address.key if address else term_label(value.iri, language)
            return replace(value, text=name)

        def of(predicate: Cell, said: Iterable[Cell]) -> Property:
            values = [Value(called(value), places[predicate.iri, value]) for value in said]
            name = replace(predicate, text=term_label(predicate.iri, language))
            return Property(name, sorted(values, key=_as_read))

        self.graphs = {
            graph: sorted((of(*item) for item in properties.items()), key=_names_first)
            for graph, properties in sorted(found.items(), key=_order)
        }
        stated = [of for graph, of in found.items() if not _is_inferred(graph)] or [*found.values()]
        self.kinds = [
            called(value)
            for properties in stated
            for predicate, said in properties.items()
            if predicate.iri == _TYPE
            for value in said
        ]
        names = [
            value
            for wanted in _NAMES
            for properties in found.values()
            for predicate, said in properties.items()
            if predicate.iri == wanted
            for value in said
        ]
        self.title = preferred(names, language)


def _is_inferred(graph: Cell) -> bool:
    return graph.iri.endswith("/graph/inferences")


def _order(graph: tuple[Cell, object]) -> tuple[bool, str]:
    """What follows comes after what was said."""
    return _is_inferred(graph[0]), graph[0].iri


def _names_first(property_: Property) -> tuple[bool, str]:
    return property_.name.iri not in _NAMES, property_.name.text


def _as_read(value: Value) -> tuple[float, str]:
    """In the order of the text; what was not read in a text, by what it is called."""
    lines = [int(place.line) for place in value.places]
    return min(lines, default=math.inf), value.cell.text
