"""Documents that there are in every format of RDF: their addresses, and which one is meant.

A document at `/x` is what `Accept` or `?format=` names; at `/x.ttl`, it is Turtle whatever they
say. Where there is a page too, it counts as one of the formats, called `html`.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, serialize
from starlette.exceptions import HTTPException
from starlette.requests import Request

from cooperation_kg.graph.serialise import json_ld
from cooperation_kg.graph.terms import PREFIXES
from cooperation_kg.store.formats import FORMATS, RDF_FORMATS, Format, format_named
from cooperation_kg.store.model import Kind
from cooperation_kg.web.heads import Alternate
from cooperation_kg.web.negotiation import HTML, best

__all__ = [
    "TRIPLE_FORMATS",
    "alternates",
    "content_type",
    "negotiated",
    "split",
    "written",
]

TRIPLE_FORMATS: tuple[Format, ...] = tuple(one for one in FORMATS if Kind.GRAPH in one.kinds)
"""The formats of triples, those that are preferred first."""

_BY_NAME = {one.name: one for one in TRIPLE_FORMATS}
_BY_TYPE = {name: one for one in TRIPLE_FORMATS for name in reversed(one.media_types)}


def split(address: str) -> tuple[str, Format | None]:
    """The address without the format its ending names, and that format.

    >>> split("75-93-8.1")
    ('75-93-8.1', None)
    >>> split("75-93-8.1.ttl")[1].name
    'ttl'
    """
    stem, dot, ending = address.rpartition(".")
    into = _BY_NAME.get(ending) if dot else None
    return (stem, into) if into else (address, None)


def negotiated(request: Request, *, html: bool) -> Format | None:
    """The format that a request asks for; None for the page.

    Args:
        request: has `Accept`, or `?format=`, which counts before it.
        html: whether there is a page.

    Raises:
        HTTPException: there is none that is accepted.
    """
    named = request.query_params.get("format")
    if named is not None:
        if html and named == "html":
            return None
        if chosen := format_named(named, Kind.GRAPH):
            return chosen
        raise HTTPException(406, f"There is no format « {named[:40]} »; there are: {_names(html)}")
    offered = (*_BY_TYPE, HTML) if html else tuple(_BY_TYPE)
    found = best(request.headers.get("accept", ""), offered)
    if found is None:
        raise HTTPException(
            406, f"None of the formats accepted is available; there are: {_names(html)}"
        )
    return None if found == HTML else _BY_TYPE[found]


def _names(html: bool) -> str:
    return ", ".join((*_BY_NAME, *(["html"] if html else [])))


def content_type(one: Format) -> str:
    """The value of `Content-Type`."""
    charset = "; charset=utf-8" if one.media_type.startswith("text/") else ""
    return one.media_type + charset


def alternates(path: str) -> tuple[Alternate, ...]:
    """The document at `path`, in each format of triples."""
    return tuple(
        Alternate(f"{path}.{one.name}", one.media_type, one.name) for one in TRIPLE_FORMATS
    )


def written(quads: Iterable[Quad], into: Format) -> bytes:
    """Quads in a format; one that has no graphs holds the triples of all of them, once."""
    if into.name == "jsonld":
        return "".join(json_ld(quads)).encode()
    rdf_format = RDF_FORMATS[into.name]
    if rdf_format.supports_datasets:
        return serialize(quads, format=rdf_format, prefixes=PREFIXES) or b""
    triples = dict.fromkeys(quad.triple for quad in quads)
    return serialize(triples, format=rdf_format, prefixes=PREFIXES) or b""
