"""Which format an answer takes: `Accept` with its weights, or `format=`.

https://www.rfc-editor.org/rfc/rfc9110#name-accept; a type that is named more exactly counts before
a range that holds it, and of equal weights the one that is offered first is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from types import MappingProxyType
from typing import Literal, ParamSpec, TypeVar

from cooperation_kg.store.formats import FORMATS, format_named
from cooperation_kg.store.model import Kind

__all__ = [
    "HTML",
    "Chosen",
    "Language",
    "accepted_formats",
    "best",
    "language",
    "remembered",
    "wants_html",
    "weights",
]

P = ParamSpec("P")
R = TypeVar("R")

_REMEMBERED = 512
_LONGEST_REMEMBERED = 400
"""Browsers and programs send headers shorter than this; longer ones would fill the memory."""


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Keeps what a function answers for the headers that come again and again."""
    known = lru_cache(maxsize=_REMEMBERED)(function)

    @wraps(function)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> R:
        if any(isinstance(one, str) and len(one) > _LONGEST_REMEMBERED for one in args):
            return function(*args, **kwargs)
        return known(*args, **kwargs)  # type: ignore[arg-type]

    return remembering


Language = Literal["fr", "en"]

HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A format by its name, and the media type it is sent as: the one that was asked for."""

    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class _Range:
    """One part of an `Accept` header."""

    type: str
    weight: float

    def exactness(self, offered: str) -> int:
        """How exactly it means the type that is offered; 0 when it does not."""
        if self.type == offered:
            return 3
        main, _, sub = self.type.partition("/")
        if sub == "*" and main == offered.partition("/")[0]:
            return 2
        return 1 if self.type == "*/*" else 0


def weights(header: str) -> dict[str, float]:
    """What a header such as `Accept-Encoding` names, in small letters, with its weights.

    >>> weights("gzip;q=0.5, *;q=0")
    {'gzip': 0.5, '*': 0.0}
    """
    found: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                try:
                    weight = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    weight = 0.0
        if name:
            found.setdefault(name, weight)
    return found


def _ranges(accept: str) -> list[_Range]:
    return [_Range("*/*" if name == "*" else name, q) for name, q in weights(accept).items()]


def _weight(ranges: Sequence[_Range], offered: str) -> float:
    exactness, weight = 0, 0.0
    for one in ranges:
        if (rank := one.exactness(offered)) > exactness:
            exactness, weight = rank, one.weight
    return weight


def best(accept: str, offered: Sequence[str]) -> str | None:
    """The media type to answer with, or None when none of them is accepted.

    >>> best("text/turtle;q=0.5, application/*", ["text/turtle", "application/ld+json"])
    'application/ld+json'
    """
    ranges = _ranges(accept) or [_Range("*/*", 1.0)]
    weighed = [(_weight(ranges, one), -place, one) for place, one in enumerate(offered)]
    weight, _, found = max(weighed, default=(0.0, 0, ""))
    return found if weight > 0 else None


_DATA = tuple(name for one in FORMATS for name in one.media_types)


@remembered
def wants_html(accept: str) -> bool:
    """Whether a reader asks rather than a program: HTML before any form of data.

    >>> wants_html("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    True
    >>> wants_html("*/*")
    False
    """
    return best(accept, (*_DATA, "application/problem+json", HTML)) == HTML


@remembered
def accepted_formats(accept: str, named: str | None) -> Mapping[Kind, Chosen]:
    """The format for each kind of answer; kinds for which there is none are left out.

    Args:
        accept: the `Accept` header.
        named: what `format=` names, which counts before the header.
    """
    formats: dict[Kind, Chosen] = {}
    for kind in Kind:
        media_type = named
        if named is None:
            media_type = best(
                accept, [name for one in FORMATS if kind in one.kinds for name in one.media_types]
            )
        if media_type and (chosen := format_named(media_type, kind)):
            answered = media_type if media_type in chosen.media_types else chosen.media_type
            formats[kind] = Chosen(chosen.name, answered)
    return MappingProxyType(formats)


@remembered
def language(accept_language: str) -> Language:
    """The language to write in: French, unless English is preferred.

    >>> language("en-GB,en;q=0.9,fr;q=0.5")
    'en'
    >>> language("de, fr;q=0.3")
    'fr'
    """
    liked = {"fr": 0.0, "en": 0.0}
    for name, weight in weights(accept_language).items():
        primary = name.partition("-")[0]
        if primary in liked:
            liked[primary] = max(liked[primary], weight)
    return "en" if liked["en"] > liked["fr"] else "fr"
