"""Which actions of two conventions are alike, and why.

Two actions are called alike when they share a theme and, beside it, a partner or a place; or two
partners or places; or when one cites the convention of the other. What they share is the reason
that is shown; there is no score. A partner that is a party of one of the two conventions, and the
territory of a party, are no reason: every action would share them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cooperation_kg.graph.terms import slug
from cooperation_kg.web.tables import Cell

__all__ = ["Likeness", "Member", "alike"]


@dataclass
class Member:
    """An action or a priority, with what it may have in common with another.

    Attributes:
        cell: its title, and where its page is.
        number: its number in the plan.
        themes, partners, places: what it is classed under and what it names.
        cites: the IRIs of the conventions it cites.
    """

    cell: Cell
    number: str
    themes: set[Cell] = field(default_factory=set)
    partners: set[Cell] = field(default_factory=set)
    places: set[Cell] = field(default_factory=set)
    cites: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Likeness:
    """Two actions of two conventions, and what they share.

    Attributes:
        one: the action of the first convention.
        other: that of the second.
        themes, partners, places: what both have.
        cited: whether one of them cites the convention of the other.
    """

    one: Member
    other: Member
    themes: tuple[Cell, ...]
    partners: tuple[Cell, ...]
    places: tuple[Cell, ...]
    cited: bool

    @property
    def reasons(self) -> int:
        """How many reasons there are, to list the best founded first."""
        return len(self.themes) + len(self.partners) + len(self.places) + self.cited


def alike(
    first: Iterable[Member], second: Sequence[Member], texts: tuple[str, str], common: set[str]
) -> list[Likeness]:
    """The pairs that are alike, those with most reasons first.

    Args:
        first: the actions of one convention.
        second: those of another.
        texts: the IRIs of the two conventions.
        common: the IRIs of what every action of them would share.
    """
    found = [
        likeness
        for one in first
        for other in second
        if (likeness := _likeness(one, other, texts, common)) is not None
    ]
    return sorted(found, key=lambda pair: -pair.reasons)


def _likeness(
    one: Member, other: Member, texts: tuple[str, str], common: set[str]
) -> Likeness | None:
    themes = _shared(one.themes, other.themes, set())
    partners = _shared(one.partners, other.partners, common)
    places = _shared(one.places, other.places, common)
    cited = (texts[1] in one.cites and bool(themes)) or (texts[0] in other.cites and bool(themes))
    named = len(partners) + len(places)
    if not (cited or (themes and named) or named > 1):
        return None
    return Likeness(one, other, themes, partners, places, cited)


def _shared(one: set[Cell], other: set[Cell], common: set[str]) -> tuple[Cell, ...]:
    shared = (cell for cell in one & other if cell.iri not in common)
    return tuple(sorted(shared, key=lambda cell: slug(cell.text)))
