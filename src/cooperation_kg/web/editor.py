"""What the editor of `/sparql` asks for: terms to complete a query with, and queries to begin from.

The page works without it; both lists are made from what the project already says of itself, the
ontology and the catalogue of questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from cooperation_kg.graph.terms import PREFIXES
from cooperation_kg.questions import Catalogue, Question
from cooperation_kg.web.caching import CACHEABLE
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.ontology.terms import documentation
from cooperation_kg.web.pages import spoken
from cooperation_kg.web.wording import texts

__all__ = ["editor_router"]

_Term = dict[str, str]


def editor_router(catalogue: Catalogue) -> APIRouter:
    """The routes, for a catalogue."""
    router = APIRouter(prefix="/sparql", tags=["sparql"])

    @router.get("/terms", response_class=JSONResponse, summary="Prefixes and terms, for editors")
    async def terms(request: Request) -> Response:
        """The prefixes the endpoint knows, and the classes and properties with their labels."""
        tongue = spoken(request)
        body = {"prefixes": PREFIXES, "terms": [*_own(tongue), *_others(tongue)]}
        return _answer(tongue, body)

    @router.get("/examples", response_class=JSONResponse, summary="Queries to begin from")
    async def examples(request: Request) -> Response:
        """The questions of the catalogue, with their examples for parameters."""
        tongue = spoken(request)
        themes: Mapping[str, str] = texts(tongue)["questions"]["themes"]
        body = [
            {
                "id": one.id,
                "theme": themes[one.theme],
                "summary": one.summary[tongue],
                "query": _example(one),
            }
            for one in catalogue
        ]
        return _answer(tongue, body)

    return router


def _answer(tongue: Language, body: object) -> Response:
    return JSONResponse(body, headers={**CACHEABLE, "Content-Language": tongue})


def _own(tongue: Language) -> Iterator[_Term]:
    for kind, terms in documentation(tongue).terms.items():
        for one in terms:
            yield {
                "name": f"ckg:{one.name}",
                "kind": "class" if kind == "class" else "property",
                "label": one.labels[0].text if one.labels else "",
                "definition": one.definitions[0].text if one.definitions else "",
            }


def _others(tongue: Language) -> Iterator[_Term]:
    """Terms of other vocabularies, which by custom begin with a capital where they are classes."""
    for prefix, named in texts(tongue)["terms"].items():
        if prefix in PREFIXES:
            for name, label in named.items():
                kind = "class" if name[0].isupper() else "property"
                yield {"name": f"{prefix}:{name}", "kind": kind, "label": label, "definition": ""}


def _example(question: Question) -> str:
    return question.query({name: one.example for name, one in question.parameters.items()})
