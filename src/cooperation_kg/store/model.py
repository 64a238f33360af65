"""What every store offers, what an answer is made of, and what can be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import IO, Protocol, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple

__all__ = [
    "Boolean",
    "Change",
    "Condition",
    "DatasetChoice",
    "Effect",
    "Graph",
    "GraphAction",
    "GraphChange",
    "Kind",
    "Limits",
    "Part",
    "Results",
    "Solutions",
    "Store",
    "Term",
    "Update",
]

Term = NamedNode | BlankNode | Literal | Triple


class Kind(StrEnum):
    """What a query is answered with: SELECT, ASK, or CONSTRUCT and DESCRIBE."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    GRAPH = "graph"


@dataclass(frozen=True, slots=True)
class Solutions:
    """The rows of a SELECT; they are worked out while they are read, and can be read once.

    Attributes:
        variables: their names.
        rows: the values, None where there is none.
        to_json: has the engine write the rows itself, in the place of reading them, where it can.
    """

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]
    to_json: Callable[[IO[bytes]], None] | None = None


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


@dataclass(frozen=True, slots=True)
class Update:
    """A SPARQL 1.1 update.

    Attributes:
        sparql: its text.
        using: the graphs the request names for its patterns.
        base_iri: what its relative IRIs are resolved against.
        limits: how long and how deep it may be.
    """

    sparql: str
    using: DatasetChoice = field(default_factory=DatasetChoice)
    base_iri: str | None = None
    limits: Limits = field(default_factory=Limits)


class GraphAction(StrEnum):
    """What the Graph Store Protocol does to a graph."""

    PUT = "put"
    POST = "post"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Part:
    """RDF as it was sent, and the name of its format in `FORMATS`."""

    data: bytes
    format: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so for a change to be made: https://www.rfc-editor.org/rfc/rfc9110#section-13.

    Attributes:
        versions: the dataset has one of these versions; None where any will do.
        present: whether the graph is there; None where that does not matter.
    """

    versions: tuple[str, ...] | None = None
    present: bool | None = None


@dataclass(frozen=True, slots=True)
class GraphChange:
    """Putting, adding to or removing one graph.

    Attributes:
        action: which of them.
        graph: its IRI; None for the stored default graph.
        parts: what is put or added.
        base_iri: what relative IRIs of the parts are resolved against.
        condition: what must be so.
    """

    action: GraphAction
    graph: str | None
    parts: tuple[Part, ...] = ()
    base_iri: str | None = None
    condition: Condition = field(default_factory=Condition)


Change = Update | GraphChange


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change did.

    Attributes:
        created: whether a graph came to be that was not there.
        removed: whether a graph is gone that was there.
    """

    created: bool = False
    removed: bool = False


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

    def change(self, change: Change) -> Effect:
        """Makes a change, all of it or nothing.

        Raises:
            QueryRefusedError: it is malformed, asks for what is refused, or its condition is not
                met.
            StoreError: it could not be written.
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
