"""The web application: what is put together, in one place.

A room of the site is an `APIRouter` in a module of its own, added to `_ROUTERS`. A route gets the
query service and the settings by `Depends` from `state`, makes pages with `pages.render`, and
raises the project's errors, which `problems` answers. `caching` says how its answers can be kept.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI
from starlette.routing import Route
from starlette.staticfiles import StaticFiles

from cooperation_kg import __version__
from cooperation_kg.questions import Catalogue
from cooperation_kg.resources import resource
from cooperation_kg.settings import Settings
from cooperation_kg.store.editing import Editor
from cooperation_kg.store.model import Store
from cooperation_kg.store.pool import QueryService, WorkerPool
from cooperation_kg.store.publication import Publication
from cooperation_kg.web import (
    comparison,
    conventions,
    graph_store,
    health,
    home,
    metrics,
    ontology,
    publishing,
    search,
    sparql,
    territories,
    things,
    timeline,
    update,
    uploads,
)
from cooperation_kg.web.authorisation import off_router
from cooperation_kg.web.budget import ClientBudget, Ledger
from cooperation_kg.web.caching import CacheCounts, ResponseCache
from cooperation_kg.web.compression import Compression
from cooperation_kg.web.editor import editor_router
from cooperation_kg.web.limits import BodyLimit
from cooperation_kg.web.openapi import describe
from cooperation_kg.web.pages import STATIC_FOLDER
from cooperation_kg.web.problems import add_problem_handlers
from cooperation_kg.web.questions import questions_router
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.security import SecurityHeaders
from cooperation_kg.web.uploads.checking import Places

__all__ = ["create_app"]

_READS = frozenset({"/sparql"})
"""Where a POST reads."""

_ROUTERS = (
    home.router,
    conventions.router,
    comparison.router,
    timeline.router,
    territories.router,
    health.router,
    search.router,
    *things.ROUTERS,
    *publishing.ROUTERS,
    uploads.router,
    ontology.router,
)


def create_app(
    store: Store, settings: Settings, *, query_service: QueryService | None = None
) -> FastAPI:
    """The application that serves a store.

    Args:
        store: the dataset.
        settings: limits and addresses.
        query_service: what answers queries; worker processes over `store` where none is given.
    """
    service = query_service or WorkerPool(store, settings)
    publication = Publication(store, settings.base_iri)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        try:
            await service.start()
            app.state.search.begin()
            yield
        finally:
            await app.state.search.close()
            await publication.close()
            await service.close()

    app = FastAPI(
        title="cooperation_kg",
        version=__version__,
        description="The knowledge graph of French territorial cooperation.",
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        lifespan=lifespan,
        docs_url=None,  # FastAPI's pages load scripts from another host
        redoc_url=None,
    )
    app.state.query_service = service
    app.state.publication = publication
    app.state.settings = settings
    app.state.upload_places = Places(settings)
    app.state.search = search.SearchUpkeep(Reader(service, settings))
    editing: tuple[APIRouter, ...] = (off_router,)
    if settings.update_token:
        app.state.editing_service = Editor(store, settings, service.refresh)
        editing = (update.router, graph_store.router)
    catalogue = Catalogue(resource("queries"))
    for router in (*_ROUTERS, *editing, questions_router(catalogue), editor_router(catalogue)):
        app.include_router(router)
    ledger, counts = Ledger(settings.client_work_limit_s), CacheCounts()
    numbers = metrics.Metrics(service, counts, ledger)
    app.router.routes.insert(0, Route("/sparql", sparql.Endpoint(service, settings)))
    app.router.routes.insert(1, Route("/metrics", numbers, methods=["GET"]))
    describe(app, {**sparql.PATHS, **metrics.PATHS})
    app.mount("/static", StaticFiles(directory=STATIC_FOLDER), name="static")
    add_problem_handlers(app)
    # From the innermost outwards.
    app.add_middleware(BodyLimit, limit_mb=settings.request_size_limit_mb)
    app.add_middleware(ClientBudget, ledger=ledger, reads=_READS, observe=numbers.querying.observe)
    app.add_middleware(Compression)
    app.add_middleware(
        ResponseCache,
        dataset=service,
        limit_mb=settings.response_cache_mb,
        safe_forms=_READS,
        counts=counts,
    )
    app.add_middleware(SecurityHeaders)
    app.add_middleware(metrics.Measured, metrics=numbers)
    return app
