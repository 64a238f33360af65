"""What the server and its workers say to one another: frames over a socket.

A frame is a letter, a length of four bytes, and that many bytes. A request is one frame `Q`. A
short answer is one frame `A`, its head before its body; a long one is a head `H`, parts `D`, and
an end `E`. A refusal `X` may stand in the place of any of them. Nothing is ever unpickled, so a
worker cannot make the server do anything.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import Any

from cooperation_kg.store.formats import FORMATS
from cooperation_kg.store.model import DatasetChoice, Kind, Limits
from cooperation_kg.store.refusals import (
    QueryLimitError,
    QueryRefusedError,
    Reason,
    StoreFailedError,
    refusal,
)

__all__ = ["FRAME", "HEAD", "Head", "Request", "frame", "read_refusal", "refusal_frame"]

FRAME = struct.Struct(">cI")
"""What a frame begins with: its letter, and how many bytes follow."""

HEAD = struct.Struct(">BBb")
"""The head of an answer: the places of its kind and format, and whether it was cut."""

_KINDS = tuple(Kind)
_FORMATS = tuple(one.name for one in FORMATS)
_NOT_KNOWN = -1


@dataclass(frozen=True, slots=True)
class Request:
    """A query, and what its answer may look like.

    Attributes:
        sparql: the query.
        formats: the name of the format, for each kind of answer that can be taken.
        dataset: the graphs the request names, where it does.
        row_limit: the most rows or triples.
        base_iri: what relative IRIs of the query are resolved against.
        limits: how long and how deep the query may be.
    """

    sparql: str
    formats: dict[Kind, str]
    dataset: DatasetChoice = field(default_factory=DatasetChoice)
    row_limit: int | None = None
    base_iri: str | None = None
    limits: Limits = field(default_factory=Limits)

    def to_frame(self) -> bytes:
        """The request as it is sent."""
        return _json_frame(
            b"Q",
            [
                self.sparql,
                self.formats,
                self.dataset.default_graphs,
                self.dataset.named_graphs,
                self.row_limit,
                self.base_iri,
                self.limits.length,
                self.limits.nesting,
            ],
        )

    @classmethod
    def from_json(cls, text: bytes) -> Request:
        """The request as it was sent."""
        sparql, formats, default, named, row_limit, base_iri, length, nesting = json.loads(text)
        dataset = DatasetChoice(tuple(default), tuple(named))
        return cls(sparql, formats, dataset, row_limit, base_iri, Limits(length, nesting))


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of an answer before its first byte.

    Attributes:
        kind: what kind of answer it is.
        format: the name of its format.
        cut: whether the row limit cut it; None while that is not known.
    """

    kind: Kind
    format: str
    cut: bool | None

    def packed(self) -> bytes:
        """The head as it is sent."""
        cut = _NOT_KNOWN if self.cut is None else self.cut
        return HEAD.pack(_KINDS.index(self.kind), _FORMATS.index(self.format), cut)

    @classmethod
    def from_packed(cls, sent: bytes) -> Head:
        """The head as it was sent, at the beginning of these bytes."""
        kind, format_, cut = HEAD.unpack_from(sent)
        return cls(_KINDS[kind], _FORMATS[format_], None if cut == _NOT_KNOWN else bool(cut))


def frame(letter: bytes, *payload: bytes) -> bytes:
    """A frame with these bytes."""
    return b"".join((FRAME.pack(letter, sum(map(len, payload))), *payload))


def _json_frame(letter: bytes, value: object) -> bytes:
    return frame(letter, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def refusal_frame(error: QueryRefusedError | QueryLimitError | StoreFailedError) -> bytes:
    """The frame that says why there is no answer."""
    return _json_frame(b"X", {"reason": error.reason, "values": error.values})


def read_refusal(text: bytes) -> QueryRefusedError | QueryLimitError | StoreFailedError:
    """The error a worker sent."""
    read: dict[str, Any] = json.loads(text)
    return refusal(Reason(read["reason"]), **read["values"])
