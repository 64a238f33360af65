"""What is sent about a thing: its concise bounded description, with its evidence.

https://www.w3.org/submissions/CBD/: the triples of the thing, and no blank node to be followed, as
the data have none. Beside it, what it leads to is named, its values come with the places they
were read at, and what points to it is listed, up to `POINTERS` on a page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad

from cooperation_kg.graph.terms import DCTERMS, FOAF, RDF
from cooperation_kg.web.naming import LICENCE, DatasetNames
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.things.model import Thing

__all__ = ["POINTERS", "Description", "about", "describe"]

POINTERS = 1000
"""How many things that point to one are listed on a page of its description."""


@dataclass(frozen=True, slots=True)
class Description:
    """A description, or a page of it.

    Attributes:
        quads: what it says, in the graphs that say it.
        more: whether more things point to it than were listed up to here.
    """

    quads: Sequence[Quad]
    more: bool


async def describe(reader: Reader, thing: Thing, page: int = 1) -> Description:
    """The description of a thing.

    Args:
        reader: the graph.
        thing: what is described.
        page: which of the pages, from 1; those after the first hold only what points to it.
    """
    first = (page - 1) * POINTERS
    pointing = (
        "SELECT ?graph ?subject ?predicate ?object WHERE {"
        f" {{ SELECT DISTINCT ?subject ?predicate {{ ?subject ?predicate {thing.iri}"
        " FILTER (isIRI(?subject) && ?predicate NOT IN (rdf:subject, rdf:object)) }"
        f" ORDER BY ?predicate ?subject LIMIT {POINTERS + 1} OFFSET {first} }}"
        f" BIND ({thing.iri} AS ?object) GRAPH ?graph {{ ?subject ?predicate ?object }} }}"
    )
    asked = [reader.quads(pointing)]
    if page == 1:
        asked.append(reader.quads(reader.text("thing-description", this=thing.iri)))
    pointers, *own = await asyncio.gather(*asked)
    pairs = {(_value(quad.predicate), _value(quad.subject)) for quad in pointers}
    more = len(pairs) > POINTERS
    if more:  # one more than a page holds was asked for, to know of it
        kept = set(sorted(pairs)[:POINTERS])
        pointers = [q for q in pointers if (_value(q.predicate), _value(q.subject)) in kept]
    said = [quad for quads in (*own, pointers) for quad in quads]
    return Description(sorted(dict.fromkeys(said), key=_place(thing)), more)


def _value(term: object) -> str:
    """An IRI as the engine sorts it."""
    return str(getattr(term, "value", term))


def _place(thing: Thing) -> Callable[[Quad], tuple[bool, str, str]]:
    """The thing first, then by graph and subject, so that each stands together."""
    return lambda quad: (quad.subject != thing.iri, str(quad.graph_name), str(quad))


def about(reader: Reader, thing: Thing) -> Iterator[Quad]:
    """What the document itself is: whose description, of which dataset, under which licence."""
    document = NamedNode(f"{reader.base.rstrip('/')}{thing.address.data}")
    for predicate, value in (
        (RDF["type"], FOAF.Document),
        (FOAF.primaryTopic, thing.iri),
        (DCTERMS.license, LICENCE),
        (DCTERMS.isPartOf, DatasetNames(reader.base).dataset),
    ):
        yield Quad(document, predicate, value, DefaultGraph())
