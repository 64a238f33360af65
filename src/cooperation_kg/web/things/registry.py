"""Which view makes the page of which kind of thing.

A room adds its kinds here; a kind that is missing is shown by the general view.
"""

from __future__ import annotations

from collections.abc import Mapping

from cooperation_kg.web.things.convention import convention_view
from cooperation_kg.web.things.document import document_view
from cooperation_kg.web.things.general import general_view
from cooperation_kg.web.things.graph import graph_view
from cooperation_kg.web.things.model import View
from cooperation_kg.web.things.organisation import organisation_view
from cooperation_kg.web.things.person import person_view
from cooperation_kg.web.things.place import place_view
from cooperation_kg.web.things.plan import plan_view
from cooperation_kg.web.things.theme import theme_view
from cooperation_kg.web.things.value_list import scheme_view

__all__ = ["VIEWS", "view_of"]

VIEWS: Mapping[str, View] = {
    "action": plan_view,
    "axis": plan_view,
    "convention": convention_view,
    "document": document_view,
    "event": place_view,
    "exchange": plan_view,
    "graph": graph_view,
    "organisation": organisation_view,
    "orientation": plan_view,
    "person": person_view,
    "place": place_view,
    "priority": plan_view,
    "public": place_view,
    "scheme": scheme_view,
    "study": place_view,
    "sub-orientation": plan_view,
    "territory": place_view,
    "theme": theme_view,
}


def view_of(kind: str) -> View:
    """The view of a kind."""
    return VIEWS.get(kind, general_view)
