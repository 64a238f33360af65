"""What the embedded stores share: the engine in this process answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from cooperation_kg.store.engine import evaluate
from cooperation_kg.store.model import DatasetChoice, Limits, Results

__all__ = ["EmbeddedStore"]


class EmbeddedStore(ABC):
    """A store that asks an engine of its own; see `Store`."""

    @abstractmethod
    def _engine(self) -> ox.Store:
        """The engine with what the store holds now."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of files and memory."""

    def query(
        self,
        sparql: str,
        *,
        default_graph_as_union: bool = True,
        dataset: DatasetChoice | None = None,
        base_iri: str | None = None,
        limits: Limits | None = None,
    ) -> Results:
        """Answers a query; see `Store.query`."""
        return evaluate(
            self._engine(),
            sparql,
            default_graph_as_union=default_graph_as_union,
            dataset=dataset,
            base_iri=base_iri,
            limits=limits,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
