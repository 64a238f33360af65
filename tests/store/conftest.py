"""The invented dataset, and every store over it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from cooperation_kg.settings import Settings
from cooperation_kg.store import DiskStore, MemoryStore, Store

DATA = Path(__file__).with_name("conventions.trig")


@pytest.fixture
def quads() -> list[Quad]:
    return list(parse(path=DATA, format=RdfFormat.TRIG))


@pytest.fixture(params=["memory", "disk"])
def empty_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    store: Store = MemoryStore() if request.param == "memory" else DiskStore(tmp_path / "store")
    with store:
        yield store


@pytest.fixture
def store(empty_store: Store, quads: list[Quad]) -> Store:
    empty_store.replace(quads)
    return empty_store


@pytest.fixture
def quick() -> Settings:
    """Settings under which a test need not wait."""
    return dataclasses.replace(Settings(), query_time_limit_s=0.5, query_wait_limit_s=1.0)
