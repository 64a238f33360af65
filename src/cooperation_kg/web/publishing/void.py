"""What the dataset is and how it can be had: https://www.w3.org/TR/void/, with its numbers.

A named graph is a subset of it under its own IRI. Nothing is a blank node, so that every part can
be spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, Triple

from cooperation_kg.graph.terms import DCTERMS, FOAF, PREFIXES, RDF, XSD, Namespace
from cooperation_kg.store.dumps import Dumps
from cooperation_kg.store.formats import FORMATS
from cooperation_kg.store.statistics import Part, Statistics
from cooperation_kg.web.naming import LICENCE, DatasetNames
from cooperation_kg.web.publishing.text import DESCRIPTION, TITLE, Places, both
from cooperation_kg.web.vocabulary import prefixed

__all__ = ["void_description"]

_VOID = Namespace("void")
_VOCABULARIES = ("ckg", "dcterms", "eli", "oa", "org", "prov", "rdf", "rdfs", "skos", "owl", "foaf")
_NUMBERS = {
    "triples": "triples",
    "entities": "entities",
    "subjects": "distinctSubjects",
    "objects": "distinctObjects",
}


def void_description(names: DatasetNames, dumps: Dumps, places: Places) -> Iterator[Triple]:
    """The triples of the description.

    Args:
        names: the IRIs of the dataset.
        dumps: its files and numbers.
        places: where this server offers it.
    """
    dataset, statistics = names.dataset, dumps.statistics
    document = NamedNode(f"{names.base}void")
    yield Triple(document, RDF["type"], _VOID.DatasetDescription)
    yield Triple(document, FOAF.primaryTopic, dataset)
    yield Triple(document, FOAF.topic, dataset)
    yield Triple(dataset, RDF["type"], _VOID.Dataset)
    yield from both(dataset, DCTERMS.title, TITLE)
    yield from both(dataset, DCTERMS.description, DESCRIPTION)
    yield Triple(dataset, DCTERMS.license, LICENCE)
    yield Triple(dataset, FOAF.homepage, places.at("/"))
    yield Triple(dataset, _VOID.sparqlEndpoint, places.at("/sparql"))
    yield Triple(dataset, _VOID.uriSpace, Literal(f"{names.base}id/"))
    for dump in dumps.files:
        yield Triple(dataset, _VOID.dataDump, places.at(f"/dumps/{dump.name}"))
    for one in FORMATS:
        if one.name in {"ttl", "nt", "nq", "trig", "jsonld", "rdf"}:
            yield Triple(dataset, _VOID.feature, NamedNode(one.iri))
    yield from _vocabularies(dataset, statistics)
    yield from _numbers(dataset, statistics.whole)
    yield from _partitions(names, dataset, statistics.whole)
    for iri, part in statistics.graphs.items():
        graph = NamedNode(iri)
        yield Triple(dataset, _VOID.subset, graph)
        yield Triple(graph, RDF["type"], _VOID.Dataset)
        yield Triple(graph, DCTERMS.license, LICENCE)
        yield Triple(graph, DCTERMS.isPartOf, dataset)
        name = iri.removeprefix(f"{names.base}graph/")
        yield Triple(graph, _VOID.dataDump, places.at(f"/data/graph/{name}.nt"))
        yield from _numbers(graph, part)
    yield from _linksets(names, dataset, statistics)


def _vocabularies(dataset: NamedNode, statistics: Statistics) -> Iterator[Triple]:
    terms = (*statistics.whole.properties, *statistics.whole.classes)
    for prefix in _VOCABULARIES:
        if any(term.startswith(PREFIXES[prefix]) for term in terms):
            yield Triple(dataset, _VOID.vocabulary, NamedNode(PREFIXES[prefix]))


def _numbers(of: NamedNode, part: Part) -> Iterator[Triple]:
    for attribute, name in _NUMBERS.items():
        yield Triple(of, _VOID[name], _integer(getattr(part, attribute)))
    yield Triple(of, _VOID["classes"], _integer(len(part.classes)))
    yield Triple(of, _VOID["properties"], _integer(len(part.properties)))


def _partitions(names: DatasetNames, dataset: NamedNode, part: Part) -> Iterator[Triple]:
    for iri, number in part.classes.items():
        of_class = names.part(f"class-{_local(iri)}")
        yield Triple(dataset, _VOID.classPartition, of_class)
        yield Triple(of_class, _VOID["class"], NamedNode(iri))
        yield Triple(of_class, _VOID.entities, _integer(number))
    for iri, number in part.properties.items():
        of_property = names.part(f"property-{_local(iri)}")
        yield Triple(dataset, _VOID.propertyPartition, of_property)
        yield Triple(of_property, _VOID.property, NamedNode(iri))
        yield Triple(of_property, _VOID.triples, _integer(number))


def _linksets(names: DatasetNames, dataset: NamedNode, statistics: Statistics) -> Iterator[Triple]:
    for link in statistics.links:
        host = urlsplit(link.target).netloc
        linkset = names.part(f"links-{_local(link.predicate)}-{host}")
        target = names.part(f"target-{host}")
        yield Triple(dataset, _VOID.subset, linkset)
        yield Triple(linkset, RDF["type"], _VOID.Linkset)
        yield Triple(linkset, _VOID.linkPredicate, NamedNode(link.predicate))
        yield Triple(linkset, _VOID.subjectsTarget, dataset)
        yield Triple(linkset, _VOID.objectsTarget, target)
        yield Triple(linkset, _VOID.triples, _integer(link.triples))
        yield Triple(target, RDF["type"], _VOID.Dataset)
        yield Triple(target, _VOID.uriSpace, Literal(link.target))


def _local(iri: str) -> str:
    """A name for a term that no other term of the dataset has: its prefix and name."""
    name = prefixed(iri)
    return re.sub(r"[^\w.]+", "-", name.partition("://")[2] or name)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
