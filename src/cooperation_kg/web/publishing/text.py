"""What the descriptions of the dataset say in words, and where this server offers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from cooperation_kg.web.wording import LANGUAGES, texts

__all__ = ["DESCRIPTION", "TITLE", "Places", "both"]

TITLE = "title"
DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses of the site as those who ask see them.

    Attributes:
        root: what stands before every path; without a slash at its end.
    """

    root: str

    def at(self, path: str) -> NamedNode:
        """The address of a path."""
        return NamedNode(self.root + path)


def both(of: NamedNode, predicate: NamedNode, key: str) -> Iterator[Triple]:
    """A text of `words/dataset.toml`, in both languages."""
    for language in LANGUAGES:
        text = str(texts(language)["dataset"][key])
        yield Triple(of, predicate, Literal(text, language=language))
