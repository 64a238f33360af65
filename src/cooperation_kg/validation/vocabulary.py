"""What the ontology tells a validation: which class lies in which, and what terms are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from cooperation_kg.errors import RdfError
from cooperation_kg.graph.terms import RDFS, SKOS
from cooperation_kg.validation.report import Texts

__all__ = ["Vocabulary", "load_vocabulary", "local_name"]


@dataclass(frozen=True)
class Vocabulary:
    """Classes and names.

    Attributes:
        above: of each class, all classes it lies in.
        labels: of each term, its label by language.
    """

    above: Mapping[NamedNode, frozenset[NamedNode]] = field(repr=False)
    labels: Mapping[str, Texts] = field(repr=False)

    def label(self, iri: str) -> Texts:
        """What a term is called, in both languages; its local name where it has no label."""
        found = self.labels.get(iri, {})
        name = local_name(iri)
        return {language: found.get(language, name) for language in ("fr", "en")}


def load_vocabulary(folder: Path) -> Vocabulary:
    """Reads the ontology's files.

    Raises:
        RdfError: a file is not Turtle.
    """
    direct: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for file in sorted(folder.glob("*.ttl")):
        try:
            triples = list(parse(path=file, format=RdfFormat.TURTLE))
        except SyntaxError as error:
            raise RdfError(f"{file}:{error.lineno}: not Turtle: {error.msg}") from error
        for triple in triples:
            subject, predicate, value = triple.subject, triple.predicate, triple.object
            if not isinstance(subject, NamedNode):
                continue
            if predicate == RDFS.subClassOf and isinstance(value, NamedNode):
                direct[subject].add(value)
            elif predicate in (RDFS.label, SKOS.prefLabel) and isinstance(value, Literal):
                labels[subject.value].setdefault(value.language or "", value.value)
    return Vocabulary({cls: frozenset(_above(cls, direct)) for cls in direct}, labels)


def _above(cls: NamedNode, direct: Mapping[NamedNode, set[NamedNode]]) -> set[NamedNode]:
    found: set[NamedNode] = set()
    ahead = [cls]
    while ahead:
        here = ahead.pop()
        for wider in direct.get(here, ()):
            if wider not in found:
                found.add(wider)
                ahead.append(wider)
    return found


def local_name(iri: str) -> str:
    """The last part of an IRI.

    >>> local_name("https://example.org/id/convention/75-93")
    '75-93'
    """
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
