"""The page of a source document: what it is, and all that was read in it, line by line."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.graph.terms import PREFIXES, XSD
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.quotes import quotes
from cooperation_kg.web.reading import Reader, Row
from cooperation_kg.web.sources import sources
from cooperation_kg.web.state import settings
from cooperation_kg.web.stated import Place, places_of
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.things.general import general_view
from cooperation_kg.web.things.model import Thing
from cooperation_kg.web.vocabulary import term_label

__all__ = ["document_view"]

_SIZE = 150
"""Values on one page, at most, but for a stretch that has more."""
_STRETCH = 25
"""Lines that stay together on one page."""


_CLASSES = {
    "absence": "StatedAbsence", "acronym": "AcronymUse", "amount": "BudgetedAmount",
    "body": "GovernanceBody", "committed-action": "CommittedAction",
    "declared-count": "DeclaredCount", "example": "ExampleOfAction", "text": "CitedText",
    "tool": "CooperationTool",
}  # fmt: skip
"""The classes of the things that documents print, where they are not called as their IRIs."""


@dataclass(frozen=True)
class Saying:
    """What is taken from some words.

    Attributes:
        sense: the property in words, or the kind of the thing that the words are.
        value: what it says; empty where that is the words themselves.
        of: the thing it is said of.
    """

    sense: str
    value: Cell
    of: Cell


@dataclass(frozen=True)
class Reading:
    """Words, where they stand, and what is taken from them."""

    place: Place
    sayings: list[Saying]


async def document_view(request: Request, reader: Reader, thing: Thing) -> Response:
    """A document, with the values read in it; `line` leads to the page that has that line."""
    about, counted, documents = await asyncio.gather(
        reader.rows("document", this=thing.iri),
        reader.rows("lines", this=thing.iri, length=_integer(_STRETCH)),
        sources(reader, quotes(settings(request))),
    )
    if not about:
        return await general_view(request, reader, thing)
    counts = {int(row["stretch"].text): int(row["count"].text) for row in counted}
    pages = _pages(counts)
    asked = _number(request.query_params.get("line", ""))
    at = sum(first <= asked for first, _ in pages[1:])
    first, last = pages[at] if pages else (1, 1)
    readings = await _readings(reader, thing.iri, first, last, spoken(request))
    page = {
        "thing": thing,
        "about": about[0],
        "values": sum(counts.values()),
        "lines": sum(int(row["lines"].text) for row in counted),
        "readings": readings,
        "pages": pages,
        "at": at,
        "sources": documents,
        "at_hand": any(documents.around(one.place) for one in readings[:1]),
    }
    return render(request, "document.html", page, headers=CACHEABLE, head=thing.head())


def _pages(counts: Mapping[int, int]) -> list[tuple[int, int]]:
    """The first and last line of each page.

    Args:
        counts: how many values each stretch of `_STRETCH` lines has, by its number.

    >>> _pages({0: 100, 1: 40, 4: 100})
    [(1, 49), (100, 124)]
    """
    pages: list[tuple[int, int]] = []
    held = 0
    for stretch, count in counts.items():
        last = (stretch + 1) * _STRETCH - 1
        if pages and held + count <= _SIZE:
            pages[-1] = (pages[-1][0], last)
            held += count
        else:
            pages.append((max(stretch * _STRETCH, 1), last))
            held = count
    return pages


async def _readings(
    reader: Reader, document: NamedNode, first: int, last: int, tongue: Language
) -> list[Reading]:
    rows, concepts = await asyncio.gather(
        reader.rows("readings", this=document, first=_integer(first), last=_integer(last)),
        reader.rows("concepts", lang=Literal(tongue)),
    )
    roles = {row["concept"].iri: row["label"].text for row in concepts}
    found: dict[tuple[int, int, str], Reading] = {}
    for row, (place, *_) in places_of(rows, ("e",)):
        reading = found.setdefault((place.line, place.start, place.quote), Reading(place, []))
        reading.sayings.append(_saying(row, place, roles, tongue))
    for reading in found.values():
        reading.sayings.sort(key=lambda one: (bool(one.value), one.sense))
    return [found[key] for key in sorted(found)]


def _saying(row: Row, place: Place, roles: Mapping[str, str], tongue: Language) -> Saying:
    of, value = row["subject_name"].of(row["subject"]), row["object_name"].of(row["object"])
    if not row["object"].iri:
        value = row["object"]
    if row["predicate"].text == "ckg:printedAs":  # the words are the thing
        kind = of.kind
        cls = _CLASSES.get(kind, "".join(part.capitalize() for part in kind.split("-")))
        sense = roles.get(row["role"].iri) or term_label(f"{PREFIXES['ckg']}{cls}", tongue)
    else:
        sense = term_label(row["predicate"].iri, tongue)
    return Saying(sense, Cell("") if value.text == place.quote else value, of)


def _number(text: str) -> int:
    """The line that is asked for; the first where none is."""
    return int(text) if text.isdecimal() and len(text) < 9 else 1


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)
