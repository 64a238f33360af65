"""Who governs what, and what part each takes in the texts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from cooperation_kg.graph.terms import slug
from cooperation_kg.web.reading import Reader, Row
from cooperation_kg.web.tables import Cell

__all__ = ["Commune", "Governing", "Part", "Territories", "territories"]


@dataclass
class Part:
    """What part a public body takes.

    Attributes:
        party: the IRIs of the conventions it is party to.
        named: in how many parts of plans it is named as a partner.
    """

    party: list[str] = field(default_factory=list)
    named: int = 0


@dataclass
class Commune:
    """A commune.

    Attributes:
        cell: its name, and the page of the collectivity.
        insee: its code.
        ept: the EPT it belongs to, by its territory; an empty cell where it belongs to none.
        department: its département, by its territory.
        part: what part it takes.
    """

    cell: Cell
    insee: str
    part: Part
    ept: Cell = field(default_factory=lambda: Cell(""))
    department: Cell = field(default_factory=lambda: Cell(""))


@dataclass(frozen=True)
class Governing:
    """One that governs a territory above communes.

    Attributes:
        cell: its name and page.
        territory: what it governs.
        cls: the class of that territory.
        part: what part it takes.
    """

    cell: Cell
    territory: Cell
    cls: str
    part: Part


@dataclass(frozen=True)
class Territories:
    """All of them, in the order of their names."""

    communes: list[Commune]
    governing: list[Governing]


async def territories(reader: Reader) -> Territories:
    """The territories of the graph."""
    communes, memberships, governing, roles = await asyncio.gather(
        reader.rows("communes"),
        reader.rows("memberships"),
        reader.rows("governing"),
        reader.rows("roles"),
    )
    parts = _parts(roles)
    above = [
        Governing(
            row["organisation_name"].of(row["organisation"]),
            row["name"].of(row["territory"]),
            row["class"].text.rpartition(":")[2],
            parts.get(row["organisation"].iri, Part()),
        )
        for row in governing
    ]
    return Territories(
        sorted(_communes(communes, memberships, above, parts), key=lambda one: slug(one.cell.text)),
        sorted(above, key=lambda one: slug(one.territory.text)),
    )


def _parts(rows: Sequence[Row]) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for row in rows:
        part = found.setdefault(row["organisation"].iri, Part())
        if row["role"].text == "party":
            part.party.append(row["convention"].iri)
        else:
            part.named += int(row["count"].text)
    return found


def _communes(
    rows: Sequence[Row],
    memberships: Sequence[Row],
    above: Sequence[Governing],
    parts: dict[str, Part],
) -> list[Commune]:
    # Paris is a commune and a département.
    own = {one.cell.iri: one.territory for one in above if one.cls == "DepartmentTerritory"}
    found: dict[str, Commune] = {}
    for row in rows:
        key = row["commune"].iri
        department = row["department_name"].of(row["department"])
        found[key] = Commune(
            row["name"].of(row["commune"]),
            row["insee"].text,
            parts.get(key, Part()),
            department=department if department else own.get(key, Cell("")),
        )
    for row in memberships:
        if commune := found.get(row["commune"].iri):
            commune.ept = row["name"].of(row["ept"])
    return list(found.values())
