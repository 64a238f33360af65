"""The plan of a text: axes, priorities, actions, as a tree in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from cooperation_kg.web.reading import Reader, Row
from cooperation_kg.web.tables import Cell

__all__ = ["Element", "Outline", "outline"]


@dataclass(slots=True, eq=False)
class Element:
    """A part of a plan.

    Attributes:
        cell: its title, and where its page is.
        number: as the document numbers it.
        cls: the name of its class in the ontology.
        whole: the IRI of what it is part of.
        inner: the parts it has.
    """

    cell: Cell
    number: str
    cls: str
    whole: str
    inner: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Itself and all below it, in order."""
        yield self
        for one in self.inner:
            yield from one.walk()

    @property
    def family(self) -> str:
        """What it is read beside: a part of an action is read as an action."""
        return "Action" if self.cls == "SubAction" else self.cls


class Outline:
    """The plan of one text.

    Attributes:
        text: the title of the text, and where its page is; an empty cell where there is none.
        roots: the parts that are in no other.
    """

    def __init__(self, text: Cell, elements: Sequence[Element]) -> None:
        self.text = text
        self._elements = {element.cell.iri: element for element in elements}
        self.roots: list[Element] = []
        for element in elements:
            whole = None if self._circles(element) else self._elements.get(element.whole)
            (whole.inner if whole else self.roots).append(element)

    def _circles(self, element: Element) -> bool:
        """Whether what it stands in leads back to it, by a mistake in the data."""
        seen = {element.cell.iri}
        above = self._elements.get(element.whole)
        while above and above.cell.iri not in seen:
            seen.add(above.cell.iri)
            above = self._elements.get(above.whole)
        return above is element

    def element(self, iri: str) -> Element | None:
        """The part with this IRI."""
        return self._elements.get(iri)

    def above(self, iri: str) -> list[Element]:
        """What a part stands in, from the outside inwards."""
        for root in self.roots:
            if found := _way(root, iri):
                return found[:-1]
        return []

    def beside(self, iri: str) -> tuple[Element | None, Element | None]:
        """The part of the same family before it and the one after it, in the order of the text."""
        here = self._elements.get(iri)
        if here is None:
            return None, None
        order = [one for root in self.roots for one in root.walk() if one.family == here.family]
        at = order.index(here)
        return (
            order[at - 1] if at else None,
            order[at + 1] if at + 1 < len(order) else None,
        )


def _way(element: Element, iri: str) -> list[Element]:
    """From an element down to one; empty where it does not lead there."""
    if element.cell.iri == iri:
        return [element]
    for one in element.inner:
        if found := _way(one, iri):
            return [element, *found]
    return []


async def outline(reader: Reader, thing: NamedNode) -> Outline:
    """The plan of a text, or of the text that a thing belongs to."""
    rows = await reader.rows("outline", this=thing)
    text = rows[0]["name"].of(rows[0]["convention"]) if rows else Cell("")
    return Outline(text, _elements(rows))


def _elements(rows: Sequence[Row]) -> list[Element]:
    found: dict[str, tuple[int, Element]] = {}
    for row in rows:
        if not row["part"]:
            continue
        cls = row["class"].text.rpartition(":")[2]
        part = row["part"].iri
        if part in found:  # a part of an action is an action too
            found[part][1].cls = "SubAction"
            continue
        element = Element(
            cell=row["title"].of(row["part"]),
            number=row["number"].text,
            cls=cls,
            whole=row["whole"].iri,
        )
        found[part] = int(row["order"].text), element
    return [element for _, element in sorted(found.values(), key=lambda one: one[0])]
