"""The formats of answers, and writing them piece by piece.

Rows: https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/ and
https://www.w3.org/TR/sparql11-results-csv-tsv/. An answer that the row limit cuts says so inside
where its format allows (a member, or a comment); CSV, TSV and JSON-LD have no place for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from json.encoder import encode_basestring as quoted
from typing import IO, Generic, TypeVar, cast
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from cooperation_kg.graph.terms import PREFIXES, XSD
from cooperation_kg.store.model import Boolean, Graph, Kind, Results, Solutions, Term
from cooperation_kg.store.rows import write_ended

__all__ = ["FORMATS", "RDF_FORMATS", "Format", "format_named", "write"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Format:
    """A format of answers.

    Attributes:
        name: what `format=` calls it, and the ending of a file.
        media_type: its media type, first of those it answers to.
        kinds: the answers that can be written in it.
        iri: its name among https://www.w3.org/ns/formats/.
        aliases: other media types and names for it.
    """

    name: str
    media_type: str
    kinds: frozenset[Kind]
    iri: str
    aliases: tuple[str, ...] = ()

    @property
    def media_types(self) -> tuple[str, ...]:
        """All media types it answers to, its own first."""
        return (self.media_type, *(alias for alias in self.aliases if "/" in alias))


_F = "http://www.w3.org/ns/formats/"
_TABLE = frozenset({Kind.SOLUTIONS})
_ANSWER = frozenset({Kind.SOLUTIONS, Kind.BOOLEAN})
_GRAPH = frozenset({Kind.GRAPH})

FORMATS = (
    Format(
        "json",
        "application/sparql-results+json",
        _ANSWER,
        _F + "SPARQL_Results_JSON",
        ("application/json", "srj"),
    ),
    Format(
        "xml",
        "application/sparql-results+xml",
        _ANSWER,
        _F + "SPARQL_Results_XML",
        ("application/xml", "text/xml", "srx"),
    ),
    Format("csv", "text/csv", _TABLE, _F + "SPARQL_Results_CSV"),
    Format("tsv", "text/tab-separated-values", _TABLE, _F + "SPARQL_Results_TSV"),
    Format(
        "ttl",
        "text/turtle",
        _GRAPH,
        _F + "Turtle",
        # Turtle is a part of N3, so it answers who asks for that.
        ("application/x-turtle", "turtle", "text/n3", "text/rdf+n3", "n3"),
    ),
    Format("nt", "application/n-triples", _GRAPH, _F + "N-Triples", ("text/plain", "ntriples")),
    Format("nq", "application/n-quads", _GRAPH, _F + "N-Quads", ("text/x-nquads", "nquads")),
    Format("trig", "application/trig", _GRAPH, _F + "TriG", ("application/x-trig",)),
    Format(
        "jsonld",
        "application/ld+json",
        _GRAPH,
        _F + "JSON-LD",
        ("application/json", "json-ld", "json"),
    ),
    Format(
        "rdf",
        "application/rdf+xml",
        _GRAPH,
        _F + "RDF_XML",
        ("application/xml", "text/xml", "rdfxml", "rdf+xml", "xml"),
    ),
)
"""All formats, those that are preferred first."""

RDF_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}
_NOTICE = "the row limit was reached: there is more than this"


def format_named(name: str, kind: Kind) -> Format | None:
    """The format for answers of this kind that a name or a media type means."""
    wanted = name.strip().lower()
    for one in FORMATS:
        if kind in one.kinds and wanted in {one.name, one.media_type, *one.aliases}:
            return one
    return None


class _Limited(Generic[T]):
    """The first items, and whether there were more."""

    def __init__(self, items: Iterable[T], limit: int | None) -> None:
        self._items = iter(items)
        self._limit = limit
        self.cut = False

    def __iter__(self) -> Iterator[T]:
        yield from islice(self._items, self._limit)
        self.cut = self._limit is not None and next(self._items, None) is not None


def write(
    results: Results, into: Format, send: Callable[[bytes], object], row_limit: int | None = None
) -> bool:
    """Writes an answer through `send`; says whether the row limit cut it.

    Raises:
        KeyError: the format is not one for answers of this kind.
    """
    if isinstance(results, Boolean):
        send(_BOOLEANS[into.name](results.value))
        return False
    if isinstance(results, Graph):
        return _write_graph(results, into, send, row_limit)
    if into.name == "json" and results.to_json is not None:
        return write_ended(results.to_json, send, row_limit)
    rows = _Limited(results.rows, row_limit)
    for piece in _TABLES[into.name](results, rows):
        send(piece.encode())
    return rows.cut


# -- yes or no -------------------------------------------------------------------------------------

_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'


def _json_boolean(value: bool) -> bytes:
    return b'{"head":{},"boolean":%s}\n' % (b"true" if value else b"false")


def _xml_boolean(value: bool) -> bytes:
    word = "true" if value else "false"
    return f"{_XML_HEAD}<head/>\n<boolean>{word}</boolean>\n</sparql>\n".encode()


_BOOLEANS: dict[str, Callable[[bool], bytes]] = {"json": _json_boolean, "xml": _xml_boolean}


# -- rows ------------------------------------------------------------------------------------------

_Rows = _Limited[tuple[Term | None, ...]]


def _json(results: Solutions, rows: _Rows) -> Iterator[str]:
    names = [quoted(name) for name in results.variables]
    yield '{"head":{"vars":[' + ",".join(names) + ']},"results":{"bindings":['
    keys = [name + ":" for name in names]
    comma = "\n"
    for row in rows:
        cells = ",".join(
            key + _json_term(term) for key, term in zip(keys, row, strict=True) if term is not None
        )
        yield comma + "{" + cells + "}"
        comma = ",\n"
    yield "\n]}"
    if rows.cut:
        yield ',"rowLimitReached":true'
    yield "}\n"


def _json_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return '{"type":"uri","value":' + quoted(term.value) + "}"
    if isinstance(term, Literal):
        start = '{"type":"literal","value":' + quoted(term.value)
        if term.language is not None:
            return start + ',"xml:lang":' + quoted(term.language) + "}"
        if term.datatype == XSD.string:
            return start + "}"
        return start + ',"datatype":' + quoted(term.datatype.value) + "}"
    if isinstance(term, BlankNode):
        return '{"type":"bnode","value":' + quoted(term.value) + "}"
    subject, predicate, of_triple = map(_json_term, _parts(term))
    parts = f'{{"subject":{subject},"predicate":{predicate},"object":{of_triple}}}'
    return f'{{"type":"triple","value":{parts}}}'


def _xml(results: Solutions, rows: _Rows) -> Iterator[str]:
    names = [quoteattr(name) for name in results.variables]
    variables = "".join(f"<variable name={name}/>" for name in names)
    yield f"{_XML_HEAD}<head>{variables}</head>\n<results>\n"
    for row in rows:
        cells = "".join(
            f"<binding name={name}>{_xml_term(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        yield f"<result>{cells}</result>\n"
    yield "</results>\n"
    if rows.cut:
        yield f"<!-- {_NOTICE} -->\n"
    yield "</sparql>\n"


def _xml_term(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, Literal):
        attribute = ""
        if term.language is not None:
            attribute = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype != XSD.string:
            attribute = f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{attribute}>{_xml_text(term.value)}</literal>"
    if isinstance(term, BlankNode):
        return f"<bnode>{term.value}</bnode>"
    subject, predicate, of_triple = map(_xml_term, _parts(term))
    return (
        f"<triple><subject>{subject}</subject><predicate>{predicate}</predicate>"
        f"<object>{of_triple}</object></triple>"
    )


_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


def _xml_text(text: str) -> str:
    return escape(text.translate(_NOT_IN_XML), {"\r": "&#13;"})


def _csv(results: Solutions, rows: _Rows) -> Iterator[str]:
    yield ",".join(results.variables) + "\r\n"
    for row in rows:
        yield ",".join(map(_csv_cell, row)) + "\r\n"


def _csv_cell(term: Term | None) -> str:
    text = "" if term is None else _csv_term(term)
    if any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _csv_term(term: Term) -> str:
    if isinstance(term, (NamedNode, Literal)):
        return term.value
    return str(term)


def _tsv(results: Solutions, rows: _Rows) -> Iterator[str]:
    yield "\t".join("?" + name for name in results.variables) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else _tsv_term(term) for term in row) + "\n"


def _tsv_term(term: Term) -> str:
    if isinstance(term, Triple):
        return f"<<( {' '.join(map(_tsv_term, _parts(term)))} )>>"
    return str(term).replace("\t", "\\t")


def _parts(triple: Triple) -> tuple[Term, Term, Term]:
    return triple.subject, triple.predicate, triple.object


_TABLES: dict[str, Callable[[Solutions, _Rows], Iterator[str]]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
}


# -- triples ---------------------------------------------------------------------------------------


class _Sink:
    """A file that sends what is written to it."""

    def __init__(self, send: Callable[[bytes], object]) -> None:
        self._send = send

    def write(self, data: bytes) -> int:
        self._send(data)
        return len(data)

    def flush(self) -> None: ...


def _write_graph(
    results: Graph, into: Format, send: Callable[[bytes], object], row_limit: int | None
) -> bool:
    triples = _Limited(results.triples, row_limit)
    sink = cast(IO[bytes], _Sink(send))
    serialize(triples, sink, RDF_FORMATS[into.name], prefixes=PREFIXES)
    if triples.cut:
        notice = {"rdf": f"\n<!-- {_NOTICE} -->\n", "jsonld": ""}.get(into.name)
        send((f"# {_NOTICE}\n" if notice is None else notice).encode())
    return triples.cut
