"""Where an organisation or a person takes part: in which role, in what, and where it says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.stated import Place, places_of
from cooperation_kg.web.tables import Cell

__all__ = ["Participation", "grouped", "participations"]


@dataclass(frozen=True)
class Participation:
    """One participation.

    Attributes:
        role: such as `pilot` or `partner`.
        status: how firmly the text names it, as its notation; empty for a role without one.
        status_label: the same in words.
        printed: the name as printed.
        who: the organisation that is meant.
        itself: whether that is the one asked for; else it acts for the one asked for.
        of: what it takes part in: an action, a body, a convention.
        number: the number of that in its plan.
        text: the convention it stands in.
        places: where it says so.
    """

    role: str
    status: str
    status_label: str
    printed: str
    who: Cell
    itself: bool
    of: Cell
    number: str
    text: Cell
    places: list[Place]

    @property
    def told(self) -> bool:
        """Whether it is in another agreement, that the convention only tells of."""
        return self.of.kind == "agreement"


async def participations(reader: Reader, thing: NamedNode, tongue: Language) -> list[Participation]:
    """All participations of a thing and of those who act for it, in the order of the texts."""
    rows, concepts = await asyncio.gather(
        reader.rows("participations", this=thing),
        reader.rows("concepts", lang=Literal(tongue)),
    )
    labels = {row["concept"].iri: row["label"].text for row in concepts}
    return [
        Participation(
            role=row["role"].iri.rpartition("role-")[2],
            status=row["status"].iri.rpartition("status-")[2],
            status_label=labels.get(row["status"].iri, ""),
            printed=row["printed"].text,
            who=row["name"].of(row["who"]),
            itself=row["who"].iri == thing.value,
            of=row["title"].of(row["of"]),
            number=row["number"].text,
            text=row["agreement"].of(row["convention"]),
            places=places,
        )
        for row, places in places_of(rows, ("p", "of"))
    ]


def grouped(
    found: Iterable[Participation], key: Callable[[Participation], Cell]
) -> Mapping[Cell, list[Participation]]:
    """Participations by what a key makes of them, in their order."""
    groups: dict[Cell, list[Participation]] = {}
    for one in found:
        groups.setdefault(key(one), []).append(one)
    return groups
