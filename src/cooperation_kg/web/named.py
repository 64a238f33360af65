"""Where texts name a thing."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from cooperation_kg.web.reading import Reader
from cooperation_kg.web.stated import Place, places_of
from cooperation_kg.web.tables import Cell

__all__ = ["Mention", "mentions"]


@dataclass(frozen=True)
class Mention:
    """A part of a text that names the thing.

    Attributes:
        of: the part: an action, an axis, or the text itself.
        number: its number in the plan.
        text: the convention it stands in.
        places: where it says so.
    """

    of: Cell
    number: str
    text: Cell
    places: list[Place]


async def mentions(reader: Reader, thing: NamedNode) -> list[Mention]:
    """Every part that names a thing, in the order of the texts."""
    rows = await reader.rows("mentions", this=thing)
    return [
        Mention(
            row["title"].of(row["of"]),
            row["number"].text,
            row["agreement"].of(row["convention"]),
            places,
        )
        for row, places in places_of(rows, ("of", "source"))
    ]
