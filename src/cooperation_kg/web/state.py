"""What the routes are given: the query service and the settings of their application."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request

from cooperation_kg.settings import Settings
from cooperation_kg.store.editing import EditingService
from cooperation_kg.store.pool import QueryService
from cooperation_kg.store.publication import Publication

__all__ = ["editing_service", "publication", "query_service", "settings"]


def query_service(request: Request) -> QueryService:
    """The service that answers queries."""
    return cast(QueryService, request.app.state.query_service)


def editing_service(request: Request) -> EditingService:
    """The service that makes changes; there is one where the token for them is set."""
    return cast(EditingService, request.app.state.editing_service)


def publication(request: Request) -> Publication:
    """The files of the whole dataset."""
    return cast(Publication, request.app.state.publication)


def settings(request: Request) -> Settings:
    """The settings the application was made with."""
    return cast(Settings, request.app.state.settings)
