"""Which view makes the page of which kind of thing.

A room adds its kinds here; a kind that is missing is shown by the general view.
"""

from __future__ import annotations

from collections.abc import Mapping

from cooperation_kg.web.things.convention import convention_view
from cooperation_kg.web.things.general import general_view
from cooperation_kg.web.things.model import View
from cooperation_kg.web.things.plan import plan_view

__all__ = ["VIEWS", "view_of"]

VIEWS: Mapping[str, View] = {
    "action": plan_view,
    "axis": plan_view,
    "convention": convention_view,
    "exchange": plan_view,
    "orientation": plan_view,
    "priority": plan_view,
    "sub-orientation": plan_view,
}


def view_of(kind: str) -> View:
    """The view of a kind."""
    return VIEWS.get(kind, general_view)
