"""The published dataset, asked in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from cooperation_kg.graph.dataset import Dataset
from cooperation_kg.questions.catalogue import Catalogue

Ask = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="session")
def catalogue(root: Path) -> Catalogue:
    return Catalogue(root / "queries")


@pytest.fixture(scope="session")
def ask(dataset: Dataset, catalogue: Catalogue) -> Ask:
    store = ox.Store()
    store.bulk_extend(dataset)

    def answer(question: str, **values: str) -> list[dict[str, str]]:
        found = store.query(catalogue[question].query(values), use_default_graph_as_union=True)
        names = [variable.value for variable in found.variables]
        return [
            {name: row[name].value if row[name] is not None else "" for name in names}
            for row in found
        ]

    return answer
