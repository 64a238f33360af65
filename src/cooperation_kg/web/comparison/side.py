"""What a comparison needs of one convention."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from cooperation_kg.web.comparison.likeness import Member
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.outline import Outline, outline
from cooperation_kg.web.reading import Reader, Row
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.texts import Text
from cooperation_kg.web.wording import texts

__all__ = ["Side", "side"]

_COMPARED = ("Action", "Priority")


@dataclass
class Side:
    """One column of the comparison.

    Attributes:
        text: the convention.
        plan: its plan.
        bodies: its bodies of governance: name, level, how often they meet.
        counts: what it announces: of what, how many, how many there are.
        themes: the parts under each theme, with their numbers.
        partners: the parts that name each partner, with their numbers.
        members: its actions and priorities, by IRI.
    """

    text: Text
    plan: Outline
    bodies: list[tuple[Cell, str, str]]
    counts: list[tuple[str, str, str]]
    themes: dict[Cell, dict[Cell, str]] = field(default_factory=dict)
    partners: dict[Cell, dict[Cell, str]] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)


async def side(reader: Reader, text: Text, tongue: Language) -> Side:
    """Reads one convention for a comparison."""
    this, lang = NamedNode(text.cell.iri), Literal(tongue)
    frame = asyncio.gather(
        outline(reader, this),
        reader.rows("text-bodies", this=this, lang=lang),
        reader.rows("text-counts", this=this, lang=lang),
    )
    named = asyncio.gather(
        reader.rows("text-themes", this=this, lang=lang),
        reader.rows("text-partners", this=this),
        reader.rows("text-places", this=this),
        reader.rows("text-cites", this=this),
    )
    plan, bodies, counts = await frame
    themes, partners, places, cites = await named
    found = Side(
        text,
        plan,
        [(row["name"].of(row["body"]), row["level"].text, row["often"].text) for row in bodies],
        [(row["what"].text, row["declared"].text, row["actual"].text) for row in counts],
    )
    _members(found, themes, tongue)
    for row in partners:
        organisation = row["name"].of(row["organisation"])
        where = found.partners.setdefault(organisation, {})
        where[row["title"].of(row["of"])] = _called(row, tongue) if row["order"] else ""
        if member := found.members.get(row["of"].iri):
            member.partners.add(organisation)
    for row in places:
        if member := found.members.get(row["of"].iri):
            member.places.add(row["name"].of(row["place"]))
    for row in cites:
        if member := found.members.get(row["of"].iri):
            member.cites.add(row["cited"].iri)
    return found


def _called(row: Row, tongue: Language) -> str:
    """A part by its number; with its level where another part may have the same number."""
    cls, number = row["class"].text.rpartition(":")[2], row["number"].text
    if cls in _COMPARED:
        return number
    return f"{texts(tongue)['texts']['level'][cls]} {number}"


def _members(side: Side, rows: Sequence[Row], tongue: Language) -> None:
    for root in side.plan.roots:
        for element in root.walk():
            if element.family in _COMPARED:
                side.members[element.cell.iri] = Member(element.cell, element.number)
    for row in rows:
        theme = row["label"].of(row["theme"])
        side.themes.setdefault(theme, {})[row["title"].of(row["part"])] = _called(row, tongue)
        if member := side.members.get(row["part"].iri):
            member.themes.add(theme)
