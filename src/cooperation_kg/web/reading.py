"""What a page asks of the graph: queries of our own, in `queries/`, about one thing or all.

A query file is plain SPARQL. `$name` in it stands for a term that is put in when it is asked, as
an IRI or a literal written by the RDF library, so that a value can never become a part of the
query. The answers are rows of cells, with IRIs turned into links to the pages of this site.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends
from pyoxigraph import Literal, NamedNode, Quad

from cooperation_kg.questions import Answer
from cooperation_kg.settings import Settings
from cooperation_kg.store.model import Kind
from cooperation_kg.store.pool import Answer as Given
from cooperation_kg.store.pool import QueryService
from cooperation_kg.store.wire import Request as StoreRequest
from cooperation_kg.web.addresses import Address, thing
from cooperation_kg.web.state import query_service, settings
from cooperation_kg.web.tables import Cell

__all__ = ["Graph", "Reader", "Row", "reader"]

_FOLDER = Path(__file__).parent / "queries"
_TERM = re.compile(r"\$(\w+)")
_ROW_LIMIT = 100_000

Row = Mapping[str, Cell]
"""One row of an answer; a variable without a value is an empty cell."""


class Reader:
    """Asks the graph on behalf of one page."""

    def __init__(self, service: QueryService, settings: Settings) -> None:
        self._service = service
        self._settings = settings
        self.base = settings.base_iri

    @property
    def version(self) -> str:
        """The version of the dataset that answers."""
        return self._service.version

    async def rows(self, query: str, **terms: NamedNode | Literal) -> list[Row]:
        """The rows of one of our queries.

        Args:
            query: the name of its file, without `.rq`.
            terms: what stands for the `$name` in it.

        Raises:
            QueryLimitError, StoreError: as `QueryService.answer`.
        """
        return await self.asked(self.text(query, **terms))

    def text(self, query: str, **terms: NamedNode | Literal) -> str:
        """One of our queries, with what stands for the `$name` in it."""
        return _TERM.sub(lambda found: str(terms[found[1]]), _text(query))

    async def asked(self, sparql: str) -> list[Row]:
        """The rows of a query of our own that is not in a file."""
        read = json.loads(await self._body(sparql, {Kind.SOLUTIONS: "json"}))
        columns: list[str] = read["head"]["vars"]
        return [
            {name: Cell.from_json(row.get(name), self.base) for name in columns}
            for row in read["results"]["bindings"]
        ]

    async def answer(self, sparql: str) -> Answer:
        """The answer to a question of the catalogue, as plain text, cut at the row limit."""
        limit = self._settings.query_row_limit
        answer = await self._asked(sparql, {Kind.SOLUTIONS: "json"}, limit)
        read = json.loads(await _whole(answer))
        columns = tuple(read["head"]["vars"])
        rows = tuple(
            tuple(row[name]["value"] if name in row else "" for name in columns)
            for row in read["results"]["bindings"]
        )
        return Answer(columns, rows, cut_at=limit if answer.head.cut else None)

    def thing(self, iri: str) -> Address | None:
        """The thing an IRI names; None where it names none of ours."""
        return thing(iri, self.base)

    async def quads(self, sparql: str) -> list[Quad]:
        """The quads that the rows of a query stand for: graph, subject, predicate, object.

        They are about things with IRIs: a row with a blank node in it is left out.
        """
        read = json.loads(await self._body(sparql, {Kind.SOLUTIONS: "json"}))
        found = []
        for row in read["results"]["bindings"]:
            terms = [_term(row[name]) for name in ("subject", "predicate", "object", "graph")]
            if None not in terms:
                found.append(Quad(*cast(_Quad, terms)))
        return found

    async def graph(self, sparql: str, format_name: str) -> bytes:
        """The triples of a CONSTRUCT or DESCRIBE, in a format of `store.formats`."""
        return await self._body(sparql, {Kind.GRAPH: format_name})

    async def parts(self, sparql: str, format_name: str) -> AsyncIterator[bytes]:
        """The triples of a CONSTRUCT, however many, while they are made."""
        wanted = StoreRequest(sparql, {Kind.GRAPH: format_name}, base_iri=self.base)
        body = (await self._service.answer(wanted)).body
        return _one(body) if isinstance(body, bytes) else body

    async def _body(self, sparql: str, formats: dict[Kind, str]) -> bytes:
        return await _whole(await self._asked(sparql, formats, _ROW_LIMIT))

    async def _asked(self, sparql: str, formats: dict[Kind, str], limit: int) -> Given:
        wanted = StoreRequest(sparql, formats, row_limit=limit, base_iri=self.base)
        return await self._service.answer(wanted)


async def _whole(answer: Given) -> bytes:
    if isinstance(answer.body, bytes):
        return answer.body
    return b"".join([part async for part in answer.body])


_Quad = tuple[NamedNode, NamedNode, NamedNode | Literal, NamedNode]


def _term(read: Mapping[str, str]) -> NamedNode | Literal | None:
    value = read["value"]
    if read["type"] == "uri":
        return NamedNode(value)
    if read["type"] != "literal":
        return None
    if language := read.get("xml:lang"):
        return Literal(value, language=language)
    if datatype := read.get("datatype"):
        return Literal(value, datatype=NamedNode(datatype))
    return Literal(value)


async def _one(body: bytes) -> AsyncIterator[bytes]:
    yield body


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.rq").read_text("utf-8")


def reader(
    service: Annotated[QueryService, Depends(query_service)],
    set_: Annotated[Settings, Depends(settings)],
) -> Reader:
    """The reader of a request."""
    return Reader(service, set_)


Graph = Annotated[Reader, Depends(reader)]
"""What a route declares to be given a reader."""
