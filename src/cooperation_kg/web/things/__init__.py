"""The things of the graph on the Web: their IRIs, their pages, their data.

`/id/{kind}/{key}` leads to `/page/{kind}/{key}` or `/data/{kind}/{key}`; the page of a kind is
made by its view in `registry.VIEWS`, and by the general one where it has none of its own.
"""

from cooperation_kg.web.things import data, routes
from cooperation_kg.web.things.model import Thing, View

__all__ = ["ROUTERS", "Thing", "View"]

ROUTERS = (routes.router, data.router)
