"""Rows of an answer as a page shows them: IRIs short and linked, texts with their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from cooperation_kg.graph.terms import DEFAULT_BASE
from cooperation_kg.web.addresses import href
from cooperation_kg.web.vocabulary import prefixed

__all__ = ["Cell", "Table"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value.

    Attributes:
        text: what is shown.
        link: where it leads: a page of this site, an http or https address, or nowhere.
        language: the language of a text.
        datatype: the short name of a datatype other than text.
        iri: the IRI it stands for, where it is one.
    """

    text: str
    link: str = ""
    language: str = ""
    datatype: str = ""
    iri: str = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def kind(self) -> str:
        """Of a thing of ours, its kind: what its address says."""
        return self.link.split("/")[2] if self.link.startswith("/page/") else ""

    def of(self, thing: Cell) -> Cell:
        """This text as the name of a thing, leading where the thing does."""
        return Cell(self.text or thing.text, thing.link, self.language, iri=thing.iri)

    @classmethod
    def from_json(cls, term: Mapping[str, Any] | None, base: str = DEFAULT_BASE) -> Cell:
        """The cell for a term of https://www.w3.org/TR/sparql11-results-json/#select-encode-terms."""
        if term is None:
            return _EMPTY
        value = term["value"]
        if term["type"] == "uri":
            return _named(value, base)
        if term["type"] == "triple":
            parts = (cls.from_json(value[part]).text for part in ("subject", "predicate", "object"))
            return cls(f"<<( {' '.join(parts)} )>>")
        if term["type"] == "bnode":
            return cls(f"_:{value}")
        datatype = prefixed(term["datatype"]) if "datatype" in term else ""
        return cls(value, language=term.get("xml:lang", ""), datatype=datatype)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns and rows of an answer."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def from_json(cls, read: Mapping[str, Any], base: str = DEFAULT_BASE) -> Self:
        """The table of results in the SPARQL JSON format."""
        columns = tuple(read["head"]["vars"])
        rows = tuple(
            tuple(Cell.from_json(row.get(column), base) for column in columns)
            for row in read["results"]["bindings"]
        )
        return cls(columns, rows)


_EMPTY = Cell("")


@lru_cache(maxsize=20_000)
def _named(iri: str, base: str) -> Cell:
    """Cached, for a page names the same few thousand things in most of its cells."""
    return Cell(prefixed(iri), href(iri, base), iri=iri)
