"""The page of a question: its form, its answer, the SPARQL behind it, and how programs ask it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from cooperation_kg.errors import QuestionError
from cooperation_kg.questions import Answer, Question
from cooperation_kg.web.addresses import Address
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.heads import Alternate, Head
from cooperation_kg.web.pages import render, spoken
from cooperation_kg.web.questions.forms import ENDINGS, MEDIA_TYPES
from cooperation_kg.web.reading import Reader
from cooperation_kg.web.tables import Cell

__all__ = ["question_page"]

_JOINT = " | "
_TEXTS = {"convention", "document"}
_ACTIONS = ("action", "priority")
_NUMBERED = {
    "action": _ACTIONS,
    "actions": _ACTIONS,
    "action_a": _ACTIONS,
    "action_b": _ACTIONS,
    "axis": ("axis",),
    "number": ("sub-orientation", "orientation", "priority", "axis"),
    "priority": ("priority",),
}
"""The columns that print numbers of parts of plans, and which parts those may be."""


async def question_page(
    request: Request, graph: Reader, question: Question, given: Mapping[str, str]
) -> Response:
    """The page, with the answer where the parameters suffice for one.

    A wrong parameter is said beside the form, which keeps what was typed.
    """
    needed = [name for name, one in question.parameters.items() if one.default is None]
    examples = {name: question.parameters[name].example for name in needed}
    values: dict[str, object] = {
        "question": question,
        "given": given,
        "sparql": question.sparql,
        "rows": None,
        "cut_at": None,
        "problem": "",
    }
    shown, status = {**examples, **given}, 200
    if given or not needed:
        try:
            values["sparql"] = sparql = question.query(given)
        except QuestionError as error:
            values["problem"], shown, status = error.words(spoken(request)), examples, 400
        else:
            answer = await graph.answer(sparql)
            values |= {"rows": await _linked(graph, answer), "cut_at": answer.cut_at}
    values["curl"] = _curl(request, question, shown)
    head = _head(question, given) if values["rows"] is not None else None
    return render(request, "question.html", values, status=status, headers=CACHEABLE, head=head)


def _head(question: Question, given: Mapping[str, str]) -> Head:
    """The answer as data, for the head of its page."""
    path, query = f"/questions/{question.id}", f"?{urlencode(given)}" if given else ""
    forms = tuple(
        Alternate(f"{path}.{ending}{query}", MEDIA_TYPES[form], ending)
        for ending, form in ENDINGS.items()
    )
    return Head(path + query, forms)


def _curl(request: Request, question: Question, given: Mapping[str, str]) -> str:
    address = str(request.base_url).rstrip("/") + f"/questions/{question.id}"
    query = f"?{urlencode(given)}" if given else ""
    return f"curl -H 'Accept: text/csv' {shlex.quote(address + query)}"


async def _linked(graph: Reader, answer: Answer) -> list[list[list[Cell]]]:
    """The rows, each cell a list of values, with links to the pages of what they name."""
    plan = await _plan(graph)
    return [
        [
            [_cell(plan, answer.columns, row, column, value) for value in text.split(_JOINT)]
            for column, text in zip(answer.columns, row, strict=True)
        ]
        for row in answer.rows
    ]


def _cell(
    plan: Mapping[tuple[str, str], Address],
    columns: Sequence[str],
    row: Sequence[str],
    column: str,
    value: str,
) -> Cell:
    beside = dict(zip(columns, row, strict=True))
    if column in _TEXTS:
        return Cell(value, link=Address("convention", value).page if value else "")
    kinds = _NUMBERED.get(column, ())
    if column == "number" and "level" in beside:
        kinds = (beside["level"],)
    convention = f"{beside['convention']} " if "convention" in beside else ""
    for kind in kinds:
        if address := plan.get((kind, convention + value)) or plan.get((kind, value)):
            return Cell(value, link=address.page)
    return Cell(value)


async def _plan(graph: Reader) -> Mapping[tuple[str, str], Address]:
    """Parts of plans by kind, convention and number, as questions print them: `75-93 8.1`."""
    found: dict[tuple[str, str], Address] = {}
    for row in await graph.rows("plan-numbers"):
        if address := graph.thing(row["part"].iri):
            found[address.kind, f"{row['convention'].text} {row['number'].text}"] = address
    return found
