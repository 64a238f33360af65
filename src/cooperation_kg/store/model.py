"""What every store offers, and what an answer is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import IO, Protocol, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

__all__ = [
    "Boolean",
    "DatasetChoice",
    "Graph",
    "Kind",
    "Limits",
    "Results",
    "Solutions",
    "Store",
    "Term",
]

Term = NamedNode | BlankNode | Literal | Triple


class Kind(StrEnum):
    """What a query is answered with: SELECT, ASK, or CONSTRUCT and DESCRIBE."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True)
class Solutions:
    """The rows of a SELECT; they are worked out while they are read, and can be read once."""

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


@dataclass(frozen=True, slots=True)
class Boolean:
    """The answer to an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """The triples of a CONSTRUCT or DESCRIBE; they can be read once."""

    triples: Iterator[Triple]


Results = Solutions | Boolean | Graph


@dataclass(frozen=True, slots=True)
class DatasetChoice:
    """The graphs a request asks to query, over the head of the query's own FROM clauses.

    https://www.w3.org/TR/sparql11-protocol/#dataset
    """

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default_graphs or self.named_graphs)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how deeply nested a query may be."""

    length: int = 100_000
    nesting: int = 100


class Store(Protocol):
    """A dataset that can be asked, and exchanged as a whole.

    The default graph of a query is the union of all graphs, unless the query or the request
    names its graphs. No query fetches anything.
    """

    @property
    def version(self) -> str:
        """What tells one content from another; the same quads loaded again have the same."""
        ...

    def query(
        self,
        sparql: str,
        *,
        default_graph_as_union: bool = True,
        dataset: DatasetChoice | None = None,
        base_iri: str | None = None,
        limits: Limits | None = None,
    ) -> Results:
        """Answers a query.

        Raises:
            QueryRefusedError: it is malformed, or asks for what is refused.
            StoreError: the store cannot be read.
        """
        ...

    def replace(self, quads: Iterable[Quad]) -> int:
        """Puts these quads in the place of all others, at once or not at all.

        Returns:
            How many quads the store now holds.

        Raises:
            StoreError: the dataset could not be built; the one before is untouched.
        """
        ...

    def load(self, quads: Iterable[Quad]) -> int:
        """Adds quads, at once or not at all; returns how many the store now holds.

        Raises:
            StoreError: they could not be added; the dataset is untouched.
        """
        ...

    def dump(self, output: IO[bytes], rdf_format: RdfFormat = RdfFormat.N_QUADS) -> None:
        """Writes the whole dataset, in a format that has named graphs."""
        ...

    def count(self) -> int:
        """How many quads there are."""
        ...

    def close(self) -> None:
        """Lets go of files and memory; the store is not used after that."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
