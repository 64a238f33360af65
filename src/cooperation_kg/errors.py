"""Every error a user can meet, drawn once.

    CooperationKgError
    ├── InputError                 what was given cannot be used; exit status 2
    │   ├── RecordError            a record or an authority file, with its file, line and path
    │   ├── SourceError            a source document that is missing, or is another version
    │   ├── PlaceError             a place that lies outside its source, or does not hold its text
    │   ├── RdfError               RDF that does not parse, or a format that is not known
    │   ├── QueryError             a SPARQL query that does not parse, or asks for what is refused
    │   └── QuestionError          an unknown question of the catalogue, or a wrong parameter
    ├── LimitReached               a time, size or row limit stopped the work
    └── StoreError                 the store cannot be opened, is in use, or could not be written

Rooms refine them where a reader needs to know more: `store.refusals` why a query was not answered,
`ontology_checks.consistency` why HermiT did not.

A message says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = [
    "CooperationKgError",
    "InputError",
    "Language",
    "LimitReached",
    "PlaceError",
    "Problem",
    "QueryError",
    "QuestionError",
    "RdfError",
    "RecordError",
    "SourceError",
    "StoreError",
]


Language = Literal["fr", "en"]


class CooperationKgError(Exception):
    """Base of all errors this package raises on purpose.

    Args:
        en: what is wrong, where, and what to do about it.
        fr: the same in French; where it is missing, the English is said to everyone.
    """

    def __init__(self, en: str = "", *, fr: str = "") -> None:
        self._texts: dict[Language, str] = {"fr": fr or en, "en": en}
        super().__init__(en)

    def words(self, language: Language) -> str:
        """What it says, to a reader of this language."""
        return self._texts[language]


class InputError(CooperationKgError):
    """What the user gave cannot be used."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: where, what, and what to do.

    Attributes:
        file: the file it stands in.
        line: the 1-based line, or None where the whole file is meant.
        message: what is wrong.
        path: the way to the value inside the record, such as `axes[0].actions[3].title`.
        remedy: what to do about it.
    """

    file: Path
    line: int | None
    message: str
    path: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        more = "".join(f"\n    {part}" for part in (self.path, self.remedy) if part)
        return f"{place}: {self.message}{more}"


class RecordError(InputError):
    """A record or an authority file has problems; all of them are named at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class SourceError(InputError):
    """A source document is missing, or is not the version the record was made from."""


class PlaceError(InputError):
    """A place lies outside its source, or the text read there is another one."""


class RdfError(InputError):
    """RDF that does not parse, or is in no format that is known."""


class QueryError(InputError):
    """A SPARQL query that does not parse, or asks for something that is refused."""


class QuestionError(InputError):
    """A question the catalogue does not hold, or a parameter it does not take."""


class LimitReached(CooperationKgError):
    """A limit on time, size or rows stopped the work."""


class StoreError(CooperationKgError):
    """The store cannot be opened, is in use, or could not be written."""
