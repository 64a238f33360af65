"""The page of a part of a plan: an action with its sheet, an axis, a priority, an exchange."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.outline import outline
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.quotes import quotes
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.sources import sources
from cooperation_kg.web.state import settings
from cooperation_kg.web.stated import Part, Value, stated
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.things.general import general_view
from cooperation_kg.web.things.model import Thing

__all__ = ["MENTIONED", "plan_view"]

MENTIONED = ("place", "territory", "scheme", "study", "event", "public")
"""The kinds of thing a text mentions, in the order they are shown."""

_LEVELS = {"strategic": "StrategicObjective", "operational": "OperationalObjective"}
_STATUSES = ("table", "firm", "possible", "past", "mentioned")


async def plan_view(request: Request, reader: Reader, thing: Thing) -> Response:
    """A part of a plan as its reader knows it, each value with its place."""
    part, plan, documents = await asyncio.gather(
        stated(reader, thing.iri, spoken(request)),
        outline(reader, thing.iri),
        sources(reader, quotes(settings(request))),
    )
    if not part.values:  # nothing was read of it: what there is, the general page shows
        return await general_view(request, reader, thing)
    before, after = plan.beside(thing.iri.value)
    element = plan.element(thing.iri.value)
    page = {
        "part": part,
        "plan": plan,
        "element": element,
        "above": plan.above(thing.iri.value),
        "before": before,
        "after": after,
        "pilots": by_fact(part.all("hasPilotParticipation"), "actsFor"),
        "objectives": _by_level(part.all("hasObjective")),
        "partners": by_status(part.all("hasPartnerParticipation")),
        "mentioned": by_kind(part.values_of("mentions")),
        "sources": documents,
    }
    return render(request, "plan.html", page, headers=CACHEABLE, head=thing.head())


def by_fact(parts: Iterable[Part], name: str) -> Mapping[Cell, list[Part]]:
    """Parts by what they point to, in the order of the document."""
    groups: dict[Cell, list[Part]] = {}
    for part in parts:
        groups.setdefault(part.fact(name), []).append(part)
    return groups


def by_status(parts: Iterable[Part]) -> Mapping[Cell, list[Part]]:
    """Participations by how firmly the text names them, the firmest first."""
    groups = by_fact(parts, "status")
    return {status: groups[status] for status in sorted(groups, key=_firmness)}


def _by_level(objectives: Iterable[Part]) -> Mapping[str, list[Part]]:
    groups: dict[str, list[Part]] = {"strategic": [], "operational": [], "": []}
    for one in objectives:
        classes = {cell.iri.rpartition("#")[2] for cell in one.facts_of("type")}
        groups[next((level for level in _LEVELS if _LEVELS[level] in classes), "")].append(one)
    return groups


def _firmness(status: Cell) -> int:
    notation = status.iri.rpartition("status-")[2]
    return _STATUSES.index(notation) if notation in _STATUSES else len(_STATUSES)


def by_kind(values: Iterable[Value]) -> Mapping[str, list[Value]]:
    """What is mentioned, by its kind; `other` for a kind that texts do not mention."""
    groups: dict[str, list[Value]] = {kind: [] for kind in (*MENTIONED, "other")}
    for value in values:
        kind = value.cell.kind
        groups[kind if kind in MENTIONED else "other"].append(value)
    return {kind: found for kind, found in groups.items() if found}
