"""Authority files are read and checked together: what one refers to may stand in another.

All problems are named at once, each with its file, line and remedy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Generic, TypeVar

from cooperation_kg.authorities.model import (
    AuthorityFile,
    CollectivityNames,
    Organisation,
    Place,
    Territory,
    Theme,
)
from cooperation_kg.authorities.resolver import Authorities, fold
from cooperation_kg.errors import InputError, Problem, RecordError
from cooperation_kg.records.yaml import Loaded, load_model, written_way

__all__ = ["load_authorities"]

T = TypeVar("T", Organisation, Territory, Place, Theme, CollectivityNames)


@dataclass(frozen=True)
class _Entry(Generic[T]):
    """An authority, and where it stands."""

    value: T
    file: Loaded
    way: tuple[str | int, ...]

    def problem(self, field: str, message: str, remedy: str) -> Problem:
        way = (*self.way, field)
        return Problem(self.file.path, self.file.line(way), message, written_way(way), remedy)

    def __str__(self) -> str:
        return f"{self.file.path.name}:{self.file.line(self.way)}"


@dataclass(frozen=True)
class _Files:
    """All entries, by what they are."""

    organisations: tuple[_Entry[Organisation], ...]
    territories: tuple[_Entry[Territory], ...]
    places: tuple[_Entry[Place], ...]
    themes: tuple[_Entry[Theme], ...]
    collectivities: tuple[_Entry[CollectivityNames], ...]

    @classmethod
    def of(cls, files: list[tuple[AuthorityFile, Loaded]]) -> _Files:
        def entries(
            name: str, values: Callable[[AuthorityFile], tuple[T, ...]]
        ) -> tuple[_Entry[T], ...]:
            return tuple(
                _Entry(value, loaded, (name, index))
                for file, loaded in files
                for index, value in enumerate(values(file))
            )

        return cls(
            entries("organisations", lambda file: file.organisations),
            entries("territories", lambda file: file.territories),
            entries("places", lambda file: file.places),
            entries("themes", lambda file: file.themes),
            entries("collectivities", lambda file: file.collectivities),
        )


def load_authorities(folder: Path) -> Authorities:
    """Reads every file of authorities in `folder`.

    Raises:
        InputError: there is no such folder, or a file cannot be read.
        RecordError: a file does not fit the model, a key stands twice, a reference leads nowhere
            or in a circle, or two organisations have one SIREN.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; give the one that holds the authorities")
    files: list[tuple[AuthorityFile, Loaded]] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            files.append(load_model(path, AuthorityFile))
        except RecordError as error:
            problems.extend(error.problems)
    if not problems:
        entries = _Files.of(files)
        problems.extend(_problems(entries))
    if problems:
        raise RecordError(problems)
    return Authorities(
        organisations=_completed(entries),
        territories=tuple(entry.value for entry in entries.territories),
        places=tuple(entry.value for entry in entries.places),
        themes=tuple(entry.value for entry in entries.themes),
    )


def _completed(entries: _Files) -> tuple[Organisation, ...]:
    """The organisations, with what documents say of collectivities beyond the data set."""
    more = {entry.value.key: entry.value for entry in entries.collectivities}
    return tuple(
        _with_more(entry.value, more[entry.value.key]) if entry.value.key in more else entry.value
        for entry in entries.organisations
    )


def _with_more(organisation: Organisation, more: CollectivityNames) -> Organisation:
    return organisation.model_copy(
        update={
            "acronyms": (*organisation.acronyms, *more.acronyms),
            "variants": (*organisation.variants, *more.variants),
            "succeeds": (*organisation.succeeds, *more.succeeds),
            "until": more.until or organisation.until,
            "sources": (*organisation.sources, *more.sources),
        }
    )


def _problems(files: _Files) -> Iterator[Problem]:
    yield from _repeated(files.organisations)
    yield from _repeated(files.territories)
    yield from _repeated(files.places)
    yield from _repeated(files.themes)
    yield from _repeated(files.collectivities)
    yield from _unresolved(files)
    yield from _circles("part_of", files.organisations, lambda item: item.part_of)
    yield from _circles("broader", files.themes, lambda item: item.broader)
    yield from _same_siren(files.organisations)
    yield from _same_acronym(files.organisations)


def _repeated(entries: Iterable[_Entry[T]]) -> Iterator[Problem]:
    first: dict[str, _Entry[T]] = {}
    for entry in entries:
        earlier = first.setdefault(entry.value.key, entry)
        if earlier is not entry:
            message = f"« {entry.value.key} » stands already in {earlier}"
            yield entry.problem("key", message, "keep one of the two, or give another key")


def _unresolved(files: _Files) -> Iterator[Problem]:
    organisations = _keys(files.organisations)
    territories = _keys(files.territories)
    themes = _keys(files.themes)
    for entry in files.organisations:
        item = entry.value
        for field, keys in (
            ("part_of", [item.part_of]),
            ("joint_of", item.joint_of),
            ("members", item.members),
            ("succeeds", item.succeeds),
        ):
            yield from _missing(entry, field, keys, organisations, "organisation")
        yield from _missing(entry, "governs", [item.governs], territories, "territory")
    for more in files.collectivities:
        yield from _missing(more, "key", [more.value.key], organisations, "organisation")
        yield from _missing(more, "succeeds", more.value.succeeds, organisations, "organisation")
    for territory in files.territories:
        yield from _missing(territory, "within", territory.value.within, territories, "territory")
    for place in files.places:
        yield from _missing(place, "within", place.value.within, territories, "territory")
    for theme in files.themes:
        yield from _missing(theme, "broader", [theme.value.broader], themes, "theme")


def _keys(entries: Iterable[_Entry[T]]) -> set[str]:
    return {entry.value.key for entry in entries}


def _missing(
    entry: _Entry[T], field: str, keys: Iterable[str | None], known: set[str], kind: str
) -> Iterator[Problem]:
    for key in keys:
        if key is not None and key not in known:
            near = get_close_matches(key, known, n=3)
            remedy = f"did you mean {', '.join(near)}?" if near else f"add the {kind}, or leave out"
            yield entry.problem(field, f"« {key} » is no known {kind}", remedy)


def _circles(
    field: str, entries: tuple[_Entry[T], ...], above: Callable[[T], str | None]
) -> Iterator[Problem]:
    up = {entry.value.key: above(entry.value) for entry in entries}
    for entry in entries:
        seen = {entry.value.key}
        here = up[entry.value.key]
        while here is not None and here not in seen:
            seen.add(here)
            here = up.get(here)
        if here == entry.value.key:
            message = f"« {entry.value.key} » lies in itself, by way of « {field} »"
            yield entry.problem(field, message, f"take one « {field} » of the circle out")


def _same_siren(entries: Iterable[_Entry[Organisation]]) -> Iterator[Problem]:
    first: dict[str, _Entry[Organisation]] = {}
    for entry in entries:
        siren = entry.value.siren
        if siren is None:
            continue
        earlier = first.setdefault(siren, entry)
        if earlier is not entry:
            message = f"SIREN {siren} is already that of « {earlier.value.key} » ({earlier})"
            yield entry.problem("siren", message, "correct one, or make one entry of the two")


def _same_acronym(entries: Iterable[_Entry[Organisation]]) -> Iterator[Problem]:
    """Two units of one organisation with one acronym: a record could name neither."""
    first: dict[tuple[str, str], _Entry[Organisation]] = {}
    for entry in entries:
        for acronym in entry.value.acronyms if entry.value.part_of else ():
            place = (entry.value.part_of or "", fold(acronym))
            earlier = first.setdefault(place, entry)
            if earlier is not entry:
                message = f"« {acronym} » is already « {earlier.value.key} » there ({earlier})"
                yield entry.problem("acronyms", message, "leave the acronym to one of the two")
