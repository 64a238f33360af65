"""The page of an organisation: who it is, and all it takes part in."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.graph.terms import slug
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.participations import Participation, grouped, participations
from cooperation_kg.web.quotes import quotes
from cooperation_kg.web.reading import Reader, Row
from cooperation_kg.web.sources import sources
from cooperation_kg.web.state import settings
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.things.general import general_view
from cooperation_kg.web.things.known import known
from cooperation_kg.web.things.model import Thing

__all__ = ["organisation_view"]

_KINDS = (
    "CityOfParis", "Commune", "Department", "Region", "EtablissementPublicTerritorial",
    "Metropolis", "FormerAgglomeration", "State", "StateService", "Direction", "Service",
    "JointBody", "PublicEstablishment", "EducationalBody", "Association", "Company",
    "PartnerCategory", "PartnerOrganisation", "Organisation",
)  # fmt: skip
"""The classes a page names, the most telling first."""

_STATUSES = ("table", "firm", "possible", "past", "mentioned")


@dataclass
class Joint:
    """One that pilots some of the same actions.

    Attributes:
        who: the other direction or service.
        side: for whom it acts.
        actions: which, with their numbers.
    """

    who: Cell
    side: Cell
    actions: dict[Cell, str] = field(default_factory=dict)


async def organisation_view(request: Request, reader: Reader, thing: Thing) -> Response:
    """An organisation, with what it is party to, pilots, and is named in."""
    tongue = spoken(request)
    about, found, homonyms, joint, documents = await asyncio.gather(
        known(reader, thing.iri, tongue),
        participations(reader, thing.iri, tongue),
        reader.rows("homonyms", this=thing.iri),
        reader.rows("joint", this=thing.iri),
        sources(reader, quotes(settings(request))),
    )
    if not (found or about.all("prefLabel")):
        return await general_view(request, reader, thing)
    own = [one for one in found if one.itself]
    others = [one for one in found if not one.itself]
    page = {
        "about": about,
        "kind": about.kind(_KINDS),
        "ept": bool(about.kind(("EtablissementPublicTerritorial",))),
        "homonyms": [
            (row["acronym"].text, row["name"].of(row["other"]), row["whole_name"].of(row["whole"]))
            for row in homonyms
        ],
        "party": _of(own, "party") + _of(own, "associated"),
        "pilot": _of(own, "pilot"),
        "through": grouped(_of(others, "pilot"), lambda one: one.who),
        "joint": _joint(joint),
        "partner": _by_status(_of(own, "partner") + _of(own, "funder")),
        "member": _of(own, "member"),
        "signatories": _of(others, "signatory"),
        "signed": _of(own, "signatory"),
        "sources": documents,
    }
    return render(request, "organisation.html", page, headers=CACHEABLE, head=thing.head())


def _of(found: Sequence[Participation], role: str) -> list[Participation]:
    return [one for one in found if one.role == role]


def _by_status(found: Sequence[Participation]) -> list[tuple[str, list[Participation]]]:
    """By how firmly the texts name it, the firmest first."""
    return [
        (ones[0].status_label, ones)
        for status in (*_STATUSES, "")
        if (ones := [one for one in found if one.status == status])
    ]


def _joint(rows: Sequence[Row]) -> list[Joint]:
    """Those with whom most actions are piloted first."""
    found: dict[tuple[str, str], Joint] = {}
    for row in rows:
        who, side = row["name"].of(row["other"]), row["side_name"].of(row["side"])
        joint = found.setdefault((who.iri, side.iri), Joint(who, side))
        joint.actions[row["title"].of(row["action"])] = row["number"].text
    return sorted(found.values(), key=lambda one: (-len(one.actions), slug(one.who.text)))
