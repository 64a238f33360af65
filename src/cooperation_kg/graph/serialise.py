"""Writing quads: N-Quads, TriG, Turtle and JSON-LD, as a stream, gzipped where the name says so.

The same quads give the same bytes: nothing of the time, the machine or the memory gets in.
JSON-LD 1.1 takes its context from the ontology, so that it reads as plain JSON
(https://www.w3.org/TR/json-ld11/).
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import IO, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    serialize,
)

from cooperation_kg.errors import RdfError, StoreError
from cooperation_kg.graph.terms import PREFIXES, RDF, XSD

__all__ = ["FORMATS", "context", "json_ld", "write"]

FORMATS = {
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}
"""The format of a file, by the ending of its name (`.gz` may follow)."""

_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
_TEXTS = {
    "title": PREFIXES["dcterms"] + "title",
    "label": PREFIXES["rdfs"] + "label",
    "prefLabel": PREFIXES["skos"] + "prefLabel",
    "altLabel": PREFIXES["skos"] + "altLabel",
    "definition": PREFIXES["skos"] + "definition",
    "detail": PREFIXES["ckg"] + "detail",
}
_TEXT_NAMES = {iri: name for name, iri in _TEXTS.items()}


def write(quads: Iterable[Quad], path: Path) -> int:
    """Writes quads to a file, in the format its name ends in.

    The file appears whole or not at all. Turtle and N-Triples have no named graphs: the triples
    of all graphs are written, without the provenance graph's evidence losing its meaning.

    Returns:
        How many quads were written.

    Raises:
        RdfError: the name ends in no known format.
        StoreError: the file cannot be written.
    """
    suffixes = path.suffixes
    gzipped = bool(suffixes) and suffixes[-1] == ".gz"
    ending = (suffixes[-2] if len(suffixes) > 1 else "") if gzipped else path.suffix
    if ending not in FORMATS:
        known = ", ".join(FORMATS)
        raise RdfError(f"{path}: no known format; end its name in one of {known} (.gz may follow)")
    counter = _Counted(quads)
    try:
        with _whole(path) as raw:
            if not gzipped:
                _write(counter, raw, FORMATS[ending])
            else:  # without name and time, so that the bytes depend on the quads alone
                with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
                    _write(counter, cast("IO[bytes]", packed), FORMATS[ending])
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written ({error.strerror}); nothing was left there"
        ) from error
    return counter.count


class _Counted:
    def __init__(self, quads: Iterable[Quad]) -> None:
        self._quads = quads
        self.count = 0

    def __iter__(self) -> Iterator[Quad]:
        for quad in self._quads:
            self.count += 1
            yield quad


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        aside.chmod(0o644)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _write(quads: Iterable[Quad], output: IO[bytes], rdf_format: RdfFormat) -> None:
    if rdf_format == RdfFormat.JSON_LD:
        for part in json_ld(quads):
            output.write(part.encode())
    elif rdf_format.supports_datasets:
        serialize(quads, output, rdf_format, prefixes=PREFIXES)
    else:
        serialize(_triples(quads), output, rdf_format, prefixes=PREFIXES)


def _triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    for quad in quads:
        yield quad.triple


# -- JSON-LD -------------------------------------------------------------------------------------


def context() -> dict[str, object]:
    """The context: `id` and `type`, bare names for the ontology's terms, prefixes for others.

    Texts that have a language are maps from the language to the text.
    """
    prefixes = {name: iri for name, iri in sorted(PREFIXES.items()) if name != "ckg"}
    texts = {name: {"@id": iri, "@container": "@language"} for name, iri in _TEXTS.items()}
    return {
        "@version": 1.1,
        "@vocab": PREFIXES["ckg"],
        "id": "@id",
        "type": "@type",
        "graph": "@graph",
        **prefixes,
        **texts,
    }


def json_ld(quads: Iterable[Quad]) -> Iterator[str]:
    """JSON-LD, node by node; quads of one graph, and in it of one subject, belong together."""
    yield '{"@context":' + _dumped(context()) + ',"graph":['
    for number, (graph, of_graph) in enumerate(groupby(quads, key=lambda quad: quad.graph_name)):
        yield ",\n" if number else "\n"
        named = "" if isinstance(graph, DefaultGraph) else f'"id":{_dumped(_ref(graph))},'
        yield "{" + named + '"graph":['
        by_subject = groupby(of_graph, key=lambda quad: quad.subject)
        for place, (subject, of_subject) in enumerate(by_subject):
            yield ",\n" if place else "\n"
            yield _dumped(_node(subject, of_subject))
        yield "]}"
    yield "]}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _ref(term: object) -> str:
    return f"_:{term.value}" if isinstance(term, BlankNode) else str(getattr(term, "value", term))


def _term(iri: str) -> str:
    for prefix, start in _BY_LENGTH:
        local = iri.removeprefix(start)
        if local != iri and local.replace("_", "").replace("-", "").isalnum():
            return local if prefix == "ckg" else f"{prefix}:{local}"
    return iri


def _node(subject: object, quads: Iterable[Quad]) -> dict[str, object]:
    node: dict[str, object] = {"id": _ref(subject)}
    for quad in quads:
        term = quad.object
        if quad.predicate == RDF["type"] and isinstance(term, NamedNode):
            _add(node, "type", _term(term.value))
        elif isinstance(term, Literal) and quad.predicate.value in _TEXT_NAMES:
            texts = node.setdefault(_TEXT_NAMES[quad.predicate.value], {})
            if isinstance(texts, dict):
                _add(texts, term.language or "@none", term.value)
        else:
            _add(node, _term(quad.predicate.value), _value(term))
    return node


def _add(node: dict[str, object], key: str, value: object) -> None:
    """One value stands alone, several in a list."""
    if key not in node:
        node[key] = value
    elif isinstance(before := node[key], list):
        before.append(value)
    else:
        node[key] = [before, value]


def _value(term: object) -> object:
    if not isinstance(term, Literal):
        return {"id": _ref(term)}
    if term.language is not None:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD.string:
        return term.value
    return {"@value": term.value, "@type": _term(term.datatype.value)}
