"""The application over the invented dataset of `tests/store`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_reading import with_sources
from pyoxigraph import Quad, RdfFormat, parse
from starlette.testclient import TestClient

from cooperation_kg.graph.dataset import Dataset, Folders, assemble
from cooperation_kg.graph.terms import Names
from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "store" / "conventions.trig"
SAMPLE = ROOT / "tests" / "validation" / "data"


@pytest.fixture(scope="session")
def web_quads() -> list[Quad]:
    return list(parse(path=DATA, format=RdfFormat.TRIG))


@pytest.fixture(scope="session")
def web_settings() -> Settings:
    return dataclasses.replace(Settings(), query_time_limit_s=1.0, query_row_limit=5)


@pytest.fixture(scope="session")
def client(web_quads: list[Quad], web_settings: Settings) -> Iterator[TestClient]:
    app = create_app(MemoryStore(web_quads), web_settings)
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def sample_quads() -> list[Quad]:
    """The dataset of the records in `tests/validation/data`, as a build makes it."""
    return list(assemble(Folders(SAMPLE, ROOT / "ontology"), Names()))


@pytest.fixture(scope="session")
def sample(sample_quads: list[Quad]) -> Iterator[TestClient]:
    """The application over that dataset: evidence, authorities, ontology and inferences too."""
    app = create_app(MemoryStore(sample_quads), Settings())
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def sourced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The same application with its source documents at hand."""
    corpus = tmp_path_factory.mktemp("corpus")
    data = with_sources(SAMPLE, corpus, tmp_path_factory.mktemp("data") / "data")
    quads = assemble(Folders(data, ROOT / "ontology"), Names())
    app = create_app(MemoryStore(quads), Settings(corpus=corpus))
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def empty() -> Iterator[TestClient]:
    """The application over nothing."""
    app = create_app(MemoryStore([]), Settings())
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def published(dataset: Dataset) -> Iterator[TestClient]:
    """The application over the data of the repository."""
    app = create_app(MemoryStore(dataset), Settings())
    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client
