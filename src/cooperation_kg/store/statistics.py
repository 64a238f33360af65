"""How many of what a dataset holds, as VoID counts it: https://www.w3.org/TR/void/#statistics."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, Quad, Triple

from cooperation_kg.graph.terms import RDF, RDFS, SKOS, Namespace

__all__ = ["Linkset", "Part", "Statistics", "count"]

_OWL = Namespace("owl")
_LINKS = (
    _OWL.sameAs, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, RDFS.seeAlso,
)  # fmt: skip
"""The properties that link a thing of ours to one of another dataset."""


@dataclass(frozen=True)
class Part:
    """The numbers of a set of triples; those of things count each once.

    Attributes:
        triples: how many triples there are.
        entities: how many things of the dataset's own are described.
        subjects: how many different subjects.
        objects: how many different objects.
        classes: how many things are of each class.
        properties: how many triples each property has.
    """

    triples: int = 0
    entities: int = 0
    subjects: int = 0
    objects: int = 0
    classes: Mapping[str, int] = field(default_factory=dict)
    properties: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Linkset:
    """Links to another dataset.

    Attributes:
        predicate: the property that links.
        target: where the things that are linked to have their IRIs: scheme and host.
        triples: how many links there are.
    """

    predicate: str
    target: str
    triples: int


@dataclass(frozen=True)
class Statistics:
    """The numbers of a dataset.

    Attributes:
        whole: those of the union of all graphs.
        graphs: those of each named graph, by its IRI.
        links: the links that lead out of it.
    """

    whole: Part
    graphs: Mapping[str, Part]
    links: tuple[Linkset, ...]

    @classmethod
    def from_json(cls, read: Mapping[str, Any]) -> Statistics:
        """The statistics that `dataclasses.asdict` made plain."""
        graphs = {name: Part(**part) for name, part in read["graphs"].items()}
        links = tuple(Linkset(**link) for link in read["links"])
        return cls(Part(**read["whole"]), graphs, links)


def count(quads: Iterable[Quad], base: str) -> Statistics:
    """Counts a dataset.

    Args:
        quads: all of it.
        base: what its own IRIs begin with.
    """
    by_graph: dict[str, set[Triple]] = defaultdict(set)
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        by_graph[name].add(quad.triple)
    union = set().union(*by_graph.values())
    named = {name: _part(triples, base) for name, triples in sorted(by_graph.items()) if name}
    return Statistics(_part(union, base), named, _links(union, base))


def _part(triples: set[Triple], base: str) -> Part:
    properties: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    subjects, objects = set(), set()
    for triple in triples:
        subjects.add(triple.subject)
        objects.add(triple.object)
        properties[triple.predicate.value] += 1
        if triple.predicate == RDF["type"] and isinstance(triple.object, NamedNode):
            classes[triple.object.value] += 1
    own = f"{base}id/"
    entities = sum(isinstance(one, NamedNode) and one.value.startswith(own) for one in subjects)
    return Part(
        triples=len(triples),
        entities=entities,
        subjects=len(subjects),
        objects=len(objects),
        classes=dict(sorted(classes.items())),
        properties=dict(sorted(properties.items())),
    )


def _links(triples: Iterable[Triple], base: str) -> tuple[Linkset, ...]:
    found: Counter[tuple[str, str]] = Counter()
    for triple in triples:
        if triple.predicate not in _LINKS or not isinstance(triple.object, NamedNode):
            continue
        subject, target = triple.subject, triple.object.value
        if isinstance(subject, NamedNode) and subject.value.startswith(f"{base}id/"):
            parts = urlsplit(target)
            if not target.startswith(base) and parts.netloc:
                found[triple.predicate.value, f"{parts.scheme}://{parts.netloc}/"] += 1
    return tuple(
        Linkset(predicate, target, number) for (predicate, target), number in sorted(found.items())
    )
