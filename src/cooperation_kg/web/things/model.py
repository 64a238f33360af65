"""A thing that was asked for, and what shows it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.graph.terms import DEFAULT_BASE
from cooperation_kg.web.addresses import GRAPH, Address
from cooperation_kg.web.heads import Head
from cooperation_kg.web.rdf import alternates
from cooperation_kg.web.reading import Reader

__all__ = ["Thing", "View", "find"]

_LONGEST_KEY = 1000


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing the graph holds.

    Attributes:
        address: its kind and key.
        iri: its IRI; of the ontology's own concepts, it does not begin with the dataset's base.
        data: what it is in terms of schema.org, where they have a word for it.
    """

    address: Address
    iri: NamedNode
    data: Mapping[str, object] = field(default_factory=dict)

    def head(self) -> Head:
        """What the head of its page tells programs."""
        address = self.address
        return Head(address.page, alternates(address.data), self.data, self.iri.value)


View = Callable[[Request, Reader, Thing], Awaitable[Response]]
"""Makes the page of a thing: from the request (its language, its query), the graph and the thing.

A view calls `pages.render(request, template, values, head=thing.head(...))`.
"""


async def find(reader: Reader, address: Address) -> Thing | None:
    """The thing of an address; None where the graph says nothing of it."""
    if len(address.key) > _LONGEST_KEY:
        return None
    try:
        known = dict.fromkeys(NamedNode(address.iri(base)) for base in (reader.base, DEFAULT_BASE))
    except ValueError:  # no IRI can be made of it
        return None
    held = "GRAPH ?iri {}" if address.kind == GRAPH else "?iri ?predicate ?value"
    iris = " ".join(map(str, known))
    rows = await reader.asked(
        f"SELECT ?iri {{ VALUES ?iri {{ {iris} }} FILTER EXISTS {{ {held} }} }} LIMIT 1"
    )
    return Thing(address, NamedNode(rows[0]["iri"].iri)) if rows else None
