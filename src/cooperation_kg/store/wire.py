"""What the server and its workers say to one another: frames over a socket.

A frame is a letter, a length of four bytes, and that many bytes. A request is one frame `Q`; the
answer is a head `H`, parts `D`, and an end `E`, or a refusal `X` in the place of any of them.
Both sides speak JSON and never pickle, so a worker cannot make the server do anything.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass, field
from typing import Any

from cooperation_kg.store.model import DatasetChoice, Kind, Limits
from cooperation_kg.store.refusals import (
    QueryLimitError,
    QueryRefusedError,
    Reason,
    StoreFailedError,
    refusal,
)

__all__ = ["HEAD", "Head", "Request", "frame", "json_frame", "read_refusal", "refusal_frame"]

HEAD = struct.Struct(">cI")


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
        return json_frame(b"Q", asdict(self))

    @classmethod
    def from_json(cls, text: bytes) -> Request:
        """The request as it was sent."""
        read = json.loads(text)
        dataset = {name: tuple(iris) for name, iris in read["dataset"].items()}
        return cls(
            sparql=read["sparql"],
            formats={Kind(kind): name for kind, name in read["formats"].items()},
            dataset=DatasetChoice(**dataset),
            row_limit=read["row_limit"],
            base_iri=read["base_iri"],
            limits=Limits(**read["limits"]),
        )


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of an answer before its first byte.

    Attributes:
        kind: what kind of answer it is.
        format: the name of its format.
        size: its length in bytes; None for a long answer, which is sent while it is made.
        cut: whether the row limit cut it; None while that is not known.
    """

    kind: Kind
    format: str
    size: int | None
    cut: bool | None

    def to_frame(self) -> bytes:
        """The head as it is sent."""
        return json_frame(b"H", asdict(self))

    @classmethod
    def from_json(cls, text: bytes) -> Head:
        """The head as it was sent."""
        read = json.loads(text)
        return cls(Kind(read["kind"]), read["format"], read["size"], read["cut"])


def frame(letter: bytes, payload: bytes) -> bytes:
    """A frame with these bytes."""
    return HEAD.pack(letter, len(payload)) + payload


def json_frame(letter: bytes, value: dict[str, Any]) -> bytes:
    """A frame with this value as JSON."""
    return frame(letter, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def refusal_frame(error: QueryRefusedError | QueryLimitError | StoreFailedError) -> bytes:
    """The frame that says why there is no answer."""
    return json_frame(b"X", {"reason": error.reason, "values": error.values})


def read_refusal(text: bytes) -> QueryRefusedError | QueryLimitError | StoreFailedError:
    """The error a worker sent."""
    read = json.loads(text)
    return refusal(Reason(read["reason"]), **read["values"])
