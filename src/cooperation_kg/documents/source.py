"""A source document as it was decoded, and how a printed text is found in it.

A record writes a text as a reader would: white space normalised, words cut at line ends rejoined.
The source has double spaces, cut words, bullets, emphasis marks and page numbers in between.
Both are compared in a folded form that leaves all of this out, and every folded character keeps
its position in the source.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cooperation_kg.documents.place import Place, Places
from cooperation_kg.errors import PlaceError, SourceError

__all__ = ["Source", "fold", "load_source"]

# What a page adds to a text: emphasis and tags of a Markdown or HTML file, and a page number alone
# on its line, far from the margin.
_LEFT_OUT = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|^[^\S\n]{20,}\d+[^\S\n]*$", re.MULTILINE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});")
_SAME = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi"}
    | {"ﬄ": "ffl"}
)
_DASHES = "-\u00ad\u2010\u2011"


@dataclass(frozen=True, slots=True)
class _Folded:
    """The characters that count, and the run of the text each was made of."""

    text: str
    starts: list[int]
    ends: list[int]


def _folded(text: str) -> _Folded:
    left_out = bytearray(len(text))
    for match in _LEFT_OUT.finditer(text):
        left_out[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    references = {match.start(): match for match in _REFERENCE.finditer(text)}
    for match in references.values():
        left_out[match.start() + 1 : match.end()] = b"\1" * (match.end() - match.start() - 1)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for position, printed in enumerate(text):
        if left_out[position]:
            continue
        character, end = printed, position + 1
        if printed == "&" and (reference := references.get(position)):
            character, end = html.unescape(reference.group()), reference.end()
        if character.isspace() or character in _DASHES or character in "*^":
            continue
        if "\ue000" <= character <= "\uf8ff":  # private use: bullets of a symbol font
            continue
        if "\u0300" <= character <= "\u036f" and characters:  # an accent apart from its letter
            characters[-1] = unicodedata.normalize("NFC", characters[-1] + character)[:1]
            ends[-1] = end
            continue
        for same in character.translate(_SAME):
            characters.append(same)
            starts.append(position)
            ends.append(end)
    return _Folded("".join(characters), starts, ends)


def fold(text: str) -> str:
    r"""The characters of `text` that count when two printings are compared.

    >>> fold("Seine-Saint-\nDenis  (l’Ourcq)") == fold("Seine-Saint-Denis (l'Ourcq)")
    True
    """
    return _folded(text).text


@dataclass(frozen=True)
class Source:
    """A document as it was decoded.

    Attributes:
        id: the document's id, such as `75-93`.
        text: its characters, line ends as in the file.
        sha256: the digest of the file's bytes, in hexadecimal.
    """

    id: str
    text: str
    sha256: str = ""

    def quote(self, places: Places) -> str:
        """The characters at `places`, exactly as printed, runs joined by a space.

        Raises:
            PlaceError: a run is not anchored, or ends after the text does.
        """
        return " ".join(self._run(place) for place in places.items)

    def _run(self, place: Place) -> str:
        if place.start is None or place.end is None:
            raise PlaceError(f"{self.id}: {place} names no characters; run cooperation-kg anchor")
        if place.end > len(self.text):
            raise PlaceError(
                f"{self.id}: {place} ends at {place.end}, but the document has"
                f" {len(self.text)} characters; the record was made from another version of it"
            )
        return self.text[place.start : place.end]

    def line_of(self, position: int) -> int:
        """The 1-based line the character at `position` stands on."""
        return bisect_right(self._line_starts, position)

    @property
    def line_count(self) -> int:
        """How many lines the document has."""
        return len(self._line_starts) - (1 if self.text.endswith("\n") else 0)

    def line_text(self, line: int) -> str:
        """The characters of a 1-based line, without its line feed."""
        start = self._line_starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start : None if end < 0 else end]

    def holds(self, places: Places, text: str) -> bool:
        """Whether `text` is what is printed at `places`."""
        return fold(self.quote(places)) == fold(text)

    def find(self, text: str, line: int, *, within: int = 3) -> Place:
        """The occurrence of `text` that starts nearest to `line`.

        Args:
            text: what is printed, in any white space.
            line: the 1-based line it is expected on.
            within: how many lines away it may start.

        Raises:
            PlaceError: it stands nowhere, or only farther away; the nearest line is named.
        """
        needle = fold(text)
        if not needle:
            raise PlaceError(f"{self.id}: there is nothing to look for in « {text} »")
        starts = self._occurrences(needle)
        if not starts:
            raise PlaceError(f"{self.id}: « {text} » stands nowhere in the document")
        positions = self._fold.starts
        nearest = min(starts, key=lambda at: (abs(self.line_of(positions[at]) - line), at))
        found = self.line_of(positions[nearest])
        if abs(found - line) > within:
            raise PlaceError(f"{self.id}: « {text} » is not at line {line}; nearest: line {found}")
        start, end = positions[nearest], self._fold.ends[nearest + len(needle) - 1]
        return Place(found, start, end)

    def _occurrences(self, needle: str) -> list[int]:
        haystack = self._fold.text
        found, at = [], haystack.find(needle)
        while at >= 0:
            found.append(at)
            at = haystack.find(needle, at + 1)
        return found

    def folded_span(self, place: Place) -> range:
        """The folded characters that lie in `place`, as indexes; empty if it is not anchored."""
        if place.start is None or place.end is None:
            return range(0)
        positions = self._fold.starts
        return range(bisect_left(positions, place.start), bisect_left(positions, place.end))

    @cached_property
    def _fold(self) -> _Folded:
        return _folded(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0] + [match.end() for match in re.finditer("\n", self.text)]


def load_source(path: Path, document_id: str, sha256: str | None = None) -> Source:
    """Reads a source document.

    Args:
        path: the file, in UTF-8.
        document_id: the id the document has in `data/documents`.
        sha256: the digest it must have, or None for any.

    Raises:
        SourceError: the file is missing, is not UTF-8, or is another version.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror})") from error
    digest = hashlib.sha256(content).hexdigest()
    if sha256 is not None and digest != sha256:
        raise SourceError(
            f"{path}: not the version « {document_id} » was read from (SHA-256 {digest[:12]}…,"
            f" expected {sha256[:12]}…); fetch that version, or read the record again"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: not UTF-8 at byte {error.start}; convert it first") from error
    return Source(document_id, text, digest)
