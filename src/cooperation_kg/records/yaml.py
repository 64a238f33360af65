"""YAML in and out: every value keeps the line it stands on, so that a mistake can be named there.

The C parser of PyYAML composes the nodes; they are turned into plain values here, so that nothing
in a file can build an object, and every scalar stays the text that was written (`2018` is a year,
not a number; `no` is a word).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from cooperation_kg.errors import InputError, Problem, RecordError

__all__ = ["Loaded", "Mark", "load_model", "load_yaml"]

M = TypeVar("M", bound=BaseModel)

_MAX_BYTES = 20_000_000
_MAX_DEPTH = 40
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value stands in a file: its 1-based line, and its characters."""

    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Loaded:
    """A YAML file as plain values.

    Attributes:
        path: the file.
        text: its characters.
        value: mappings, lists and texts; null is None, `true` and `false` are booleans.
        marks: where each value stands, by its way from the top: `("axes", 0, "title")`.
    """

    path: Path
    text: str
    value: object
    marks: dict[tuple[str | int, ...], Mark] = field(repr=False)

    def line(self, way: tuple[str | int, ...]) -> int | None:
        """The line of the value at `way`, or of the nearest value around it."""
        while way and way not in self.marks:
            way = way[:-1]
        mark = self.marks.get(way)
        return mark.line if mark else None


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.marks: dict[tuple[str | int, ...], Mark] = {}

    def fail(self, node: yaml.Node, message: str, remedy: str) -> RecordError:
        line = node.start_mark.line + 1
        return RecordError([Problem(self.path, line, message, remedy=remedy)])

    def value(self, node: yaml.Node, way: tuple[str | int, ...]) -> object:
        if len(way) > _MAX_DEPTH:
            raise self.fail(node, "nested too deeply", f"use {_MAX_DEPTH} levels at most")
        self.marks[way] = Mark(node.start_mark.line + 1, node.start_mark.index, node.end_mark.index)
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*way, index)) for index, item in enumerate(node.value)]
        found: dict[str, object] = {}
        for key_node, item in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self.fail(key_node, "a key must be a word", "write it as text")
            key = str(key_node.value)
            if key in found:
                raise self.fail(key_node, f"« {key} » stands twice here", "keep one of the two")
            found[key] = self.value(item, (*way, key))
        return found

    def scalar(self, node: yaml.ScalarNode) -> object:
        written = str(node.value)
        if node.style in ("'", '"', "|", ">"):  # quoted, or a block: text as it stands
            return written
        if written in ("", "~", "null"):
            return None
        return _BOOLEANS.get(written, written)


def load_yaml(path: Path) -> Loaded:
    """Reads a YAML file.

    Raises:
        InputError: it cannot be read.
        RecordError: it is not YAML, holds a key twice, refers to itself, or is too large.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        problem = Problem(path, None, f"not UTF-8 at byte {error.start}", remedy="save it as UTF-8")
        raise RecordError([problem]) from error
    if len(content) > _MAX_BYTES:
        problem = Problem(path, None, f"{len(content):,} bytes, more than a record can have")
        raise RecordError([problem])
    try:
        _refuse_aliases(path, text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        remedy = "check the indentation, and quote texts that hold « : » or « # »"
        message = f"not YAML: {error.problem or error.context}"
        raise RecordError([Problem(path, line, message, remedy=remedy)]) from error
    except yaml.YAMLError as error:
        raise RecordError([Problem(path, None, f"not YAML: {error}")]) from error
    if node is None:
        raise RecordError([Problem(path, None, "empty", remedy="write a record in it")])
    reader = _Reader(path)
    return Loaded(path, text, reader.value(node, ()), reader.marks)


def _refuse_aliases(path: Path, text: str) -> None:
    if "*" not in text or "&" not in text:
        return
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else None
            remedy = "write the value out: a record has no aliases"
            problem = Problem(path, line, f"alias « *{event.anchor} »", remedy=remedy)
            raise RecordError([problem])


def load_model(path: Path, model: type[M]) -> tuple[M, Loaded]:
    """Reads a YAML file into a model, and says of every mistake on which line it stands.

    Raises:
        InputError: the file cannot be read.
        RecordError: it is not YAML, or does not fit the model.
    """
    loaded = load_yaml(path)
    try:
        return model.model_validate(loaded.value), loaded
    except ValidationError as error:
        raise RecordError(list(_problems(error, loaded, model))) from error


def _problems(error: ValidationError, loaded: Loaded, model: type[BaseModel]) -> Iterator[Problem]:
    for item in error.errors(include_url=False, include_context=False):
        way = tuple(item["loc"])
        message = item["msg"].removeprefix("Value error, ")
        remedy = ""
        if item["type"] == "extra_forbidden":
            message = f"unknown key « {way[-1]} »"
            remedy = f"keys known here: {', '.join(_known_keys(model, way[:-1]))}"
        elif item["type"] == "missing":
            message = f"« {way[-1]} » is missing"
        yield Problem(loaded.path, loaded.line(way), message, written_way(way), remedy)


def written_way(way: tuple[str | int, ...]) -> str:
    """The way to a value as a person writes it.

    >>> written_way(("axes", 0, "title"))
    'axes[0].title'
    """
    written = ""
    for step in way:
        written += f"[{step}]" if isinstance(step, int) else f".{step}" if written else step
    return written


def _known_keys(model: type[BaseModel], way: tuple[str | int, ...]) -> list[str]:
    schema = model.model_json_schema()
    here = schema
    for step in way:
        here = _inside(here, step, schema["$defs"])
    properties = _resolved(here, schema["$defs"]).get("properties")
    return list(properties) if isinstance(properties, dict) else []


def _resolved(schema: dict[str, object], defs: dict[str, dict[str, object]]) -> dict[str, object]:
    options = schema.get("anyOf")
    if isinstance(options, list):
        schema = next((option for option in options if option.get("type") != "null"), schema)
    reference = schema.get("$ref")
    return defs[reference.rpartition("/")[2]] if isinstance(reference, str) else schema


def _inside(
    schema: dict[str, object], step: str | int, defs: dict[str, dict[str, object]]
) -> dict[str, object]:
    schema = _resolved(schema, defs)
    found = schema.get("items") if isinstance(step, int) else None
    properties = schema.get("properties")
    if isinstance(properties, dict):
        found = properties.get(step)
    return found if isinstance(found, dict) else {}
