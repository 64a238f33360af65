"""The catalogue of questions: each is a SPARQL file with its own description.

The lines that begin with `#+` are YAML, as grlc reads it (https://grlc.io): summary and description
in both languages, the columns, and typed parameters. A parameter `date` stands in the query as
`?_date`, and is put in as an RDF literal, so that a value can never become a part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal as Choice

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pyoxigraph import Literal

from cooperation_kg.errors import Problem, QuestionError, RecordError
from cooperation_kg.graph.terms import XSD

__all__ = ["Catalogue", "Parameter", "Question"]

_DECORATOR = re.compile(r"^#\+ ?", re.MULTILINE)
_PARAMETER = re.compile(r"[?$]_(\w+)")


class Parameter(BaseModel):
    """A value a question takes.

    Attributes:
        type: how it is written.
        example: a value that gives an answer on the published data.
        default: what it is when nothing is given; None where it must be given.
        minimum: the least number allowed.
        description: what it means, in French and English.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Choice["string", "integer", "decimal", "date"]
    example: str
    default: str | None = None
    minimum: int | None = None
    description: dict[Choice["fr", "en"], str]

    def literal(self, name: str, value: str) -> Literal:
        """The RDF literal for `value`.

        Raises:
            QuestionError: `value` is not of the parameter's type, or too small.
        """
        try:
            return self._literal(value)
        except (ValueError, InvalidOperation) as error:
            raise QuestionError(
                fr=f"paramètre « {name} » : « {value} » n'est pas {self._expected('fr')} ;"
                f" exemple : {name}={self.example}",
                en=f"parameter « {name} »: « {value} » is no {self._expected('en')};"
                f" example: {name}={self.example}",
            ) from error

    def _literal(self, value: str) -> Literal:
        if self.type == "integer":
            number = int(value)
            if self.minimum is not None and number < self.minimum:
                raise ValueError
            return Literal(str(number), datatype=XSD.integer)
        if self.type == "decimal":
            return Literal(f"{Decimal(value):f}", datatype=XSD.decimal)
        if self.type == "date":
            return Literal(date.fromisoformat(value).isoformat(), datatype=XSD.date)
        return Literal(value)

    def _expected(self, language: Choice["fr", "en"]) -> str:
        if self.type == "integer" and self.minimum is not None:
            least = {"fr": "un entier d'au moins", "en": "whole number of at least"}
            return f"{least[language]} {self.minimum}"
        return _EXPECTED[self.type][language]


_EXPECTED: dict[str, dict[Choice["fr", "en"], str]] = {
    "string": {"fr": "un texte", "en": "text"},
    "integer": {"fr": "un entier", "en": "whole number"},
    "decimal": {"fr": "un nombre", "en": "number"},
    "date": {"fr": "une date (2019-06-30)", "en": "date (2019-06-30)"},
}


class _Header(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    summary: str
    summary_fr: str
    description: str
    description_fr: str
    theme: Choice["texts", "plan", "actors", "resources", "life", "evidence"]
    columns: tuple[str, ...]
    parameters: dict[str, Parameter] = {}


class Question(BaseModel):
    """One question of the catalogue.

    Attributes:
        id: the name of its file.
        summary: in a line, by language.
        description: what is counted and how, by language.
        theme: what it is about, to sort the catalogue by.
        columns: the names of the columns, in order.
        parameters: the values it takes, by name.
        sparql: the query, without its description.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    summary: dict[Choice["fr", "en"], str]
    description: dict[Choice["fr", "en"], str]
    theme: str
    columns: tuple[str, ...]
    parameters: dict[str, Parameter]
    sparql: str

    def query(self, values: Mapping[str, str]) -> str:
        """The SPARQL to run, with the parameters' values in it.

        Raises:
            QuestionError: a parameter is unknown, missing, or has a wrong value.
        """
        for name in values:
            if name not in self.parameters:
                known = ", ".join(self.parameters)
                raise QuestionError(
                    fr=f"la question « {self.id} » n'a pas de paramètre « {name} » ;"
                    f" elle prend : {known or 'aucun'}",
                    en=f"question « {self.id} » has no parameter « {name} »;"
                    f" it takes: {known or 'none'}",
                )
        literals: dict[str, str] = {}
        for name, parameter in self.parameters.items():
            value = values.get(name, parameter.default)
            if value is None:
                raise QuestionError(
                    fr=f"la question « {self.id} » demande le paramètre « {name} » ;"
                    f" exemple : {name}={parameter.example}",
                    en=f"question « {self.id} » needs the parameter « {name} »;"
                    f" example: {name}={parameter.example}",
                )
            literals[name] = str(parameter.literal(name, value))
        return _PARAMETER.sub(lambda match: literals[match[1]], self.sparql)


class Catalogue:
    """All questions of a folder."""

    def __init__(self, folder: Path) -> None:
        self._questions = {q.id: q for q in map(_read, sorted(folder.glob("*.rq")))}

    def __iter__(self) -> Iterator[Question]:
        return iter(self._questions.values())

    def __len__(self) -> int:
        return len(self._questions)

    def __getitem__(self, question_id: str) -> Question:
        """The question with this id.

        Raises:
            QuestionError: there is none.
        """
        try:
            return self._questions[question_id]
        except KeyError:
            raise QuestionError(
                fr=f"il n'y a pas de question « {question_id} » ;"
                " « cooperation-kg ask --list » les donne toutes",
                en=f"there is no question « {question_id} »; cooperation-kg ask --list shows all",
            ) from None


def _read(path: Path) -> Question:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#+")]
    body = "".join(line for line in lines if not line.startswith("#+")).strip() + "\n"
    try:
        header = _Header.model_validate(yaml.safe_load(_DECORATOR.sub("", "".join(head))))
    except (yaml.YAMLError, ValidationError) as error:
        remedy = "the lines that begin with #+ describe the question, in YAML"
        raise RecordError([Problem(path, 1, f"{error}", remedy=remedy)]) from error
    used = set(_PARAMETER.findall(body))
    if used != set(header.parameters):
        message = f"the query uses {sorted(used)}, described are {sorted(header.parameters)}"
        raise RecordError([Problem(path, None, message, remedy="describe each parameter once")])
    return Question(
        id=path.stem,
        summary={"fr": header.summary_fr, "en": header.summary},
        description={"fr": header.description_fr, "en": header.description},
        theme=header.theme,
        columns=header.columns,
        parameters=header.parameters,
        sparql=body,
    )
