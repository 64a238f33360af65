"""The page of a scheme: a plan that texts name, or a list of concepts, which shares its kind."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.web.reading import Reader
from cooperation_kg.web.things.general import general_view
from cooperation_kg.web.things.model import Thing
from cooperation_kg.web.things.place import place_view

__all__ = ["scheme_view"]


async def scheme_view(request: Request, reader: Reader, thing: Thing) -> Response:
    """The page of either."""
    lists = await reader.asked(
        "SELECT ?list WHERE { VALUES ?list { skos:ConceptScheme }"
        f" {thing.iri} a ?list }} LIMIT 1"
    )
    return await (general_view if lists else place_view)(request, reader, thing)
