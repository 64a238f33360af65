"""The records of a folder, each with the file it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from cooperation_kg.errors import InputError, Problem, RecordError
from cooperation_kg.records.model import Action, Division, Record
from cooperation_kg.records.values import Mention
from cooperation_kg.records.yaml import Loaded, load_model

__all__ = ["LoadedRecord", "load_record", "load_records"]

Way = tuple[str | int, ...]

Kind = Literal["organisation", "place", "theme"]
"""What kind of authority a key of a record names."""

_ORGANISATION_FIELDS = ("organisation", "collectivity")


@dataclass(frozen=True)
class LoadedRecord:
    """A record and its file."""

    record: Record
    file: Loaded

    def authority_keys(self) -> Iterator[tuple[Way, Kind, str]]:
        """Every authority key the record uses: the way to it, its kind, the key."""
        yield from _keys(self.record, ())


def _keys(model: object, way: Way) -> Iterator[tuple[Way, Kind, str]]:
    if isinstance(model, tuple):
        for index, item in enumerate(model):
            yield from _keys(item, (*way, index))
        return
    if not isinstance(model, BaseModel):
        return
    if isinstance(model, Mention) and model.key is not None:
        yield (*way, "key"), "place", model.key
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in _ORGANISATION_FIELDS and isinstance(value, str):
            yield (*way, name), "organisation", value
        elif name == "themes":
            for index, theme in enumerate(value):
                yield (*way, name, index), "theme", theme
        else:
            yield from _keys(value, (*way, name))


def load_record(path: Path) -> LoadedRecord:
    """Reads one record.

    Raises:
        InputError: the file cannot be read.
        RecordError: it is not YAML, does not fit the model, or uses a number or key twice.
    """
    record, file = load_model(path, Record)
    loaded = LoadedRecord(record, file)
    problems = [*_repeated(loaded), *_unplaced(loaded)]
    if problems:
        raise RecordError(problems)
    return loaded


def load_records(folder: Path) -> list[LoadedRecord]:
    """Reads all records of a folder, in the order of their ids.

    Raises:
        InputError: the folder is missing.
        RecordError: one or more files have problems; those of all files are named.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; records lie in data/conventions")
    found: list[LoadedRecord] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found.append(load_record(path))
        except RecordError as error:
            problems.extend(error.problems)
    files: dict[str, Path] = {}
    for loaded in found:
        other = files.setdefault(loaded.record.id, loaded.file.path)
        if other != loaded.file.path:
            message = f"id « {loaded.record.id} » is already that of {other.name}"
            remedy = "give each record its own id"
            problems.append(
                Problem(loaded.file.path, loaded.file.line(("id",)), message, "id", remedy)
            )
    if problems:
        raise RecordError(problems)
    return sorted(found, key=lambda loaded: loaded.record.id)


def _repeated(loaded: LoadedRecord) -> Iterator[Problem]:
    """Numbers that two parts of the plan share; their IRIs would be one."""
    numbers: dict[tuple[str, str], list[Way]] = {}
    for way, part in _plan(loaded.record):
        kind: str = "action" if isinstance(part, Action) else part.level
        numbers.setdefault((kind, part.number), []).append(way)
    for (kind, number), ways in numbers.items():
        for way in ways[1:]:
            first = loaded.file.line(ways[0])
            message = f"{kind} « {number} » is already at line {first}"
            remedy = "correct the number; record a slip of the document as a discrepancy"
            yield Problem(loaded.file.path, loaded.file.line((*way, "number")), message, "", remedy)


def _plan(record: Record) -> Iterator[tuple[Way, Division | Action]]:
    """Every part of the plan of a record, with the way to it."""
    yield from _parts(record.axes, ("axes",))
    yield from _parts(record.actions, ("actions",))


def _parts(
    parts: tuple[Division | Action, ...], way: Way
) -> Iterator[tuple[Way, Division | Action]]:
    for index, part in enumerate(parts):
        here = (*way, index)
        yield here, part
        yield from _parts(part.actions, (*here, "actions"))
        if isinstance(part, Division):
            yield from _parts(part.divisions, (*here, "divisions"))


def _unplaced(loaded: LoadedRecord) -> Iterator[Problem]:
    """Pilots that are said to be part of nothing: a name alone means nobody."""
    for way, part in _plan(loaded.record):
        if not isinstance(part, Action):
            continue
        for index, pilot in enumerate(part.pilots):
            if pilot.collectivity is None and pilot.organisation is None:
                here = (*way, "pilots", index)
                message = f"pilot « {pilot.printed_name} » acts for no party"
                remedy = "give its collectivity, such as collectivity: paris"
                yield Problem(loaded.file.path, loaded.file.line(here), message, "", remedy)
