"""The page of a convention: what it is, its plan, its life, what it leaves open or contradicts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode
from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.outline import outline
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.quotes import quotes
from cooperation_kg.web.reading import Reader, Row
from cooperation_kg.web.sources import sources
from cooperation_kg.web.state import settings
from cooperation_kg.web.stated import Place, places_of, stated
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.texts import all_texts
from cooperation_kg.web.things.general import general_view
from cooperation_kg.web.things.model import Thing
from cooperation_kg.web.things.plan import by_fact, by_kind, by_status

__all__ = ["convention_view"]

_TERM = ("adopted", "signed", "startDate", "endDate", "dated")
_EXPECTED = ("adopted", "signed", "startDate", "endDate")
"""What a reader looks for; where the text does not say it, the page says that."""
_LIFE = (
    "entry-into-force", "duration", "renewal", "notice", "termination", "modification",
    "follow-up", "evaluation", "communication", "copies", "resources", "method",
)  # fmt: skip
"""The kinds of clause, those about the life of the text first."""


@dataclass(frozen=True)
class Dated:
    """A date that the text states.

    Attributes:
        date: as precise as the text.
        sense: the property that has it, such as `startDate`.
        of: what is dated, or the action whose deadline it is.
        number: that of the action.
        place: where it stands.
    """

    date: str
    sense: str
    of: Cell
    number: str
    place: Place


@dataclass(frozen=True)
class Silence:
    """A label that is printed without a value.

    Attributes:
        of: what it is missing in.
        number: its number in the plan.
        field: which value is missing.
        place: where the label stands.
    """

    of: Cell
    number: str
    field: str
    place: Place


async def convention_view(request: Request, reader: Reader, thing: Thing) -> Response:
    """All that a convention states of itself, each value with its place."""
    tongue = spoken(request)
    part, plan, documents, texts, dates, silences = await asyncio.gather(
        stated(reader, thing.iri, tongue),
        outline(reader, thing.iri),
        sources(reader, quotes(settings(request))),
        all_texts(reader, tongue),
        reader.rows("dates", this=thing.iri),
        _silences(reader, thing.iri, tongue),
    )
    if not part.values:  # nothing was read of it: what there is, the general page shows
        return await general_view(request, reader, thing)
    clauses = by_fact(part.all("hasClause"), "clauseKind")
    text = next((text for text in texts if text.cell.iri == thing.iri.value), None)
    page = {
        "part": part,
        "plan": plan,
        "text": text,
        "term": [(name, value) for name in _TERM for value in part.values_of(name)],
        "unsaid": [name for name in _EXPECTED if not part.value(name)],
        "clauses": {kind: clauses[kind] for kind in sorted(clauses, key=_life)},
        "partners": by_status(part.all("hasPartnerParticipation")),
        "bodies": [
            (body, by_status(body.all("hasMemberParticipation")))
            for body in part.all("hasGovernanceBody")
        ],
        "discrepancies": by_fact(part.all("hasDiscrepancy"), "discrepancyKind"),
        "mentioned": by_kind(part.values_of("mentions")),
        "silences": silences,
        "dates": _dated(dates),
        "sources": documents,
        "document": documents.of(thing.address.key),
    }
    return render(request, "convention.html", page, headers=CACHEABLE, head=thing.head())


def _life(kind: Cell) -> int:
    notation = kind.iri.rpartition("clause-kind-")[2]
    return _LIFE.index(notation) if notation in _LIFE else len(_LIFE)


def _dated(rows: Sequence[Row]) -> list[Dated]:
    """In the order of time; a year stands before the months in it."""
    found = []
    for row, places in places_of(rows, ("thing", "predicate", "date")):
        of = row["title"].of(row["part"]) if row["part"] else row["label"].of(row["thing"])
        sense = row["predicate"].text.rpartition(":")[2]
        found.append(Dated(row["date"].text, sense, of, row["number"].text, places[0]))
    return sorted(found, key=lambda one: (one.date, one.place.start))


async def _silences(reader: Reader, text: NamedNode, tongue: Language) -> list[Silence]:
    rows = await reader.rows("silences", this=text, lang=Literal(tongue))
    return [
        Silence(row["label"].of(row["part"]), row["number"].text, row["field"].text, places[0])
        for row, places in places_of(rows, ("absence",))
    ]
