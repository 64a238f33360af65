"""The words of a source document around a value, where the folder of documents is at hand.

Only a file that the graph names is read, by its plain name, inside that folder, and only where its
bytes have the digest that the graph states: the places of another version would mean other words.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import Depends

from cooperation_kg.documents.source import Source, load_source
from cooperation_kg.errors import SourceError
from cooperation_kg.settings import Settings
from cooperation_kg.web.state import settings

__all__ = ["Quotes", "SourceFile", "quotes"]

_LOG = logging.getLogger("cooperation_kg.web")
_LINES_AROUND = 2
_LONGEST = 600
"""Characters shown on either side, at most: a line of a magazine can be a page."""

Pieces = Sequence[tuple[str, bool]]
"""Words in their order, each with whether they are the quoted ones."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """How the graph names the file of a source document."""

    name: str
    sha256: str


class Quotes:
    """Reads each document once, when it is first asked for; several threads may ask."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._read: dict[SourceFile, Source | None] = {}

    def around(self, file: SourceFile, runs: Sequence[tuple[int, int]]) -> Pieces:
        """The quoted words with the lines around them; nothing where the file is not at hand.

        Args:
            file: the document's file.
            runs: where the words stand, in code points; a page break may part them.
        """
        source = self._source(file)
        if source is None or not runs:
            return ()
        text = source.text
        first, last = min(runs)[0], max(end for _, end in runs)
        if not 0 <= first < last <= len(text):
            return ()
        begin, end = _begin(text, first), _end(text, last)
        pieces: list[tuple[str, bool]] = []
        for start, stop in sorted(runs):
            pieces += [(text[begin:start], False), (text[start:stop], True)]
            begin = stop
        pieces.append((text[begin:end], False))
        return [(words, quoted) for words, quoted in pieces if words]

    def _source(self, file: SourceFile) -> Source | None:
        if self._folder is None or not file.name or Path(file.name).name != file.name:
            return None
        with self._lock:
            if file not in self._read:
                self._read[file] = _loaded(self._folder, file)
            return self._read[file]


def _loaded(folder: Path, file: SourceFile) -> Source | None:
    path = folder / file.name
    if not path.is_file() or path.resolve().parent != folder.resolve():
        return None
    try:
        return load_source(path, file.name, file.sha256)
    except SourceError as error:
        _LOG.warning("no quotes from it: %s", error)
        return None


def _begin(text: str, position: int) -> int:
    at = position
    for _ in range(_LINES_AROUND + 1):
        at = text.rfind("\n", 0, at)
        if at < 0:
            break
    return max(at + 1, position - _LONGEST)


def _end(text: str, position: int) -> int:
    at = position - 1
    for _ in range(_LINES_AROUND + 1):
        at = text.find("\n", at + 1)
        if at < 0:
            return min(len(text), position + _LONGEST)
    return min(at, position + _LONGEST)


_KNOWN: dict[Path | None, Quotes] = {}


def quotes(set_: Annotated[Settings, Depends(settings)]) -> Quotes:
    """The quotes from the folder of the settings; one reader a folder, for all requests."""
    return _KNOWN.setdefault(set_.corpus, Quotes(set_.corpus))
