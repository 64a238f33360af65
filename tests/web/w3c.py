"""Reading the W3C manifests of the SPARQL 1.1 protocols.

The suite stays outside this repository: `COOPERATION_KG_W3C` names its folder `sparql11`, which is
looked for beside the checkout as well.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import rdflib
from rdflib.collection import Collection

NAMED = os.environ.get("COOPERATION_KG_W3C", "")
FOLDER = Path(NAMED) if NAMED else Path(__file__).parents[3] / "shared" / "w3c" / "sparql11"
needed = pytest.mark.skipif(
    not (FOLDER / "protocol" / "manifest.ttl").is_file(),
    reason="the W3C suite is not here: set COOPERATION_KG_W3C to its folder sparql11",
)

HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")


@dataclass(frozen=True)
class Exchange:
    """A request of a test, and what is expected of its response.

    Attributes:
        statuses: endings of IRIs such as `Created`, `StatusCode4xx`.
        response_type: the Content-Type of the response, where the test says one.
        response_body: the RDF of the response, where the test gives it.
        boolean: the answer to an ASK.
        form: `boolean`, `tabular` or `RDF`.
        location: the name of the variable that stands for the Location of the response.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    statuses: frozenset[str]
    response_type: str = ""
    response_body: str = ""
    boolean: bool | None = None
    form: str = ""
    location: str = ""


@dataclass
class Manifest:
    """The tests of one manifest, in its order; last those it defines and does not list."""

    path: str
    _graph: rdflib.Graph = field(default_factory=rdflib.Graph)

    def __post_init__(self) -> None:
        file = FOLDER / self.path
        if file.is_file():
            self._graph.parse(file, format="turtle")

    def names(self) -> list[str]:
        found: list[str] = []
        for entries in self._graph.objects(None, MF.entries):
            found += [str(one).partition("#")[2] for one in Collection(self._graph, entries)]
        defined = {str(one).partition("#")[2] for one in self._graph.subjects(MF.name)}
        return [*found, *sorted(defined.difference(found))]

    def node(self, name: str) -> rdflib.term.Node:
        return next(s for s in self._graph.subjects() if str(s).endswith("#" + name))

    def comments(self, name: str) -> list[str]:
        return [str(one) for one in self._graph.objects(self.node(name), rdflib.RDFS.comment)]

    def exchanges(self, name: str) -> Iterator[Exchange]:
        graph = self._graph
        connection = graph.value(self.node(name), MF.action)
        first = graph.value(connection, HT.requests)
        assert first is not None
        for request in Collection(graph, first):
            response = graph.value(request, HT.resp)
            boolean = graph.value(response, MF.expectedBoolean)
            body = graph.value(response, HT.body)
            yield Exchange(
                method=str(graph.value(request, HT.methodName)),
                path=str(graph.value(request, HT.absolutePath)),
                headers=self._headers(request),
                body=self._body(request),
                statuses=frozenset(
                    str(one).partition("#")[2] for one in graph.objects(response, MF.expectedStatus)
                ),
                response_type=self._headers(response).get("content-type", ""),
                response_body=str(graph.value(body, CNT.chars)) if body is not None else "",
                boolean=None if boolean is None else boolean.toPython(),  # type: ignore[union-attr]
                form=str(graph.value(response, MF.expectedFormat) or ""),
                location=str(graph.value(response, MF.expectedLocation) or ""),
            )

    def _headers(self, message: rdflib.term.Node | None) -> dict[str, str]:
        listed = self._graph.value(message, HT.headers)
        if listed is None:
            return {}
        return {
            str(self._graph.value(one, HT.fieldName)).lower(): str(
                self._graph.value(one, HT.fieldValue)
            )
            for one in Collection(self._graph, listed)
        }

    def _body(self, request: rdflib.term.Node) -> bytes | None:
        body = self._graph.value(request, HT.body)
        if body is None:
            return None
        encoding = str(self._graph.value(body, CNT.characterEncoding))
        return str(self._graph.value(body, CNT.chars)).encode(encoding)


_CODES = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}


def is_expected(status: int, statuses: frozenset[str]) -> bool:
    """Whether a status is one of `Created`, `StatusCode4xx`, …"""
    return any(
        status == _CODES[one] if one in _CODES else one == f"StatusCode{status // 100}xx"
        for one in statuses
    )
