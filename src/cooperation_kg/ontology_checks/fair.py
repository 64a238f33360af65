"""The tests of FOOPS! that need no Web: how findable and reusable an ontology says it is.

The tests: https://w3id.org/foops/catalogue. Those that ask the Web are left out: URI1, VER2, CN1
and DOC1 are held against a running server, in `tests/ontology/test_ontology_published.py`; FIND2
and FIND3 (registries), HTTP1 and OM4.2 depend on sites of others. RDF1 is passed by reading the
file.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import DC, DCTERMS, FOAF, OWL, PROV, RDF, RDFS, SKOS, VANN, URIRef
from rdflib.term import Node

from cooperation_kg.ontology_checks.view import Finding, View

__all__ = [
    "detailed_metadata",
    "licence",
    "metadata_vocabularies",
    "minimum_metadata",
    "namespace_is_id",
    "persistent_iri",
    "prefix",
    "provenance",
    "publication",
    "recommended_metadata",
    "terms_defined",
    "terms_labelled",
    "version_iri",
    "vocabulary_reuse",
]

_SCHEMA = ("http://schema.org/", "https://schema.org/")
_BIBO = "http://purl.org/ontology/bibo/"
_PAV = "http://purl.org/pav/"


def _either(*iris: str, schema: str = "") -> tuple[URIRef, ...]:
    named = [URIRef(iri) for iri in iris]
    return (*named, *(URIRef(base + schema) for base in _SCHEMA if schema))


_TITLE = _either(DC.title, DCTERMS.title, schema="name")
_DESCRIPTION = _either(
    DC.description, DCTERMS.description, DCTERMS.abstract, RDFS.comment, SKOS.note,
    schema="description",
)  # fmt: skip
_LICENCE = _either(DCTERMS.license, "http://creativecommons.org/ns#license", schema="license")
_CREATOR = _either(
    DC.creator, DCTERMS.creator, PROV.wasAttributedTo, f"{_PAV}createdBy", schema="creator"
)
_CREATED = _either(DCTERMS.created, PROV.generatedAtTime, f"{_PAV}createdOn", schema="dateCreated")
_PUBLISHER = _either(DC.publisher, DCTERMS.publisher, schema="publisher")
_ISSUED = _either(DCTERMS.issued, f"{DCTERMS}submitted", schema="datePublished")
_METADATA = (
    str(DC), str(DCTERMS), str(VANN), str(PROV), _BIBO, _PAV, str(FOAF), *_SCHEMA,
)  # fmt: skip
_PERSISTENT = (
    "https://w3id.org/", "http://w3id.org/", "http://purl.", "https://purl.", "https://doi.org/",
    "http://www.w3.org/", "https://www.w3.org/", "http://data.europa.eu/",
)  # fmt: skip


def _wanted(view: View, code: str, wanted: dict[str, tuple[URIRef, ...]]) -> Iterator[Finding]:
    for ontology in view.ontologies:
        for what, predicates in wanted.items():
            if not any(view.graph.value(ontology, predicate) for predicate in predicates):
                name = predicates[-1 if len(predicates) == 1 else 0]
                yield view.finding(code, ontology, f"has no {what}; add <{name}>")


def prefix(view: View) -> Iterator[Finding]:
    """FIND1: the prefix is stated."""
    yield from _wanted(view, "FIND1", {"prefix": (VANN.preferredNamespacePrefix,)})


def persistent_iri(view: View) -> Iterator[Finding]:
    """PURL1: the IRI is kept by a service of persistent ones."""
    for ontology in view.ontologies:
        if not str(ontology).startswith(_PERSISTENT):
            yield view.finding("PURL1", ontology, "is no persistent IRI; use w3id.org")


def namespace_is_id(view: View) -> Iterator[Finding]:
    """URI2, as far as a file can show it: the terms live under the IRI of an ontology read."""
    ids = {str(ontology) for ontology in view.ontologies}
    if view.namespace and view.namespace.rstrip("#/") not in {each.rstrip("#/") for each in ids}:
        yield Finding("URI2", view.namespace, "is the namespace of no ontology that was read")


def version_iri(view: View) -> Iterator[Finding]:
    """VER1: a version has an IRI, which is not the ontology's."""
    yield from _wanted(view, "VER1", {"version IRI": (OWL.versionIRI,)})
    for ontology in view.ontologies:
        if view.graph.value(ontology, OWL.versionIRI) == ontology:
            yield view.finding("VER1", ontology, "has its own IRI as its version's")


def minimum_metadata(view: View) -> Iterator[Finding]:
    """OM1: title, description, licence, version, creator and namespace."""
    wanted = {
        "title": _TITLE,
        "description": _DESCRIPTION,
        "licence": _LICENCE,
        "version IRI": (OWL.versionIRI,),
        "creator": _CREATOR,
        "namespace": (VANN.preferredNamespaceUri,),
    }
    yield from _wanted(view, "OM1", wanted)


def recommended_metadata(view: View) -> Iterator[Finding]:
    """OM2: prefix, version, date of creation and how to cite."""
    wanted = {
        "prefix": (VANN.preferredNamespacePrefix,),
        "version": (OWL.versionInfo,),
        "date of creation": _CREATED,
        "citation": (DCTERMS.bibliographicCitation,),
    }
    yield from _wanted(view, "OM2", wanted)


def detailed_metadata(view: View) -> Iterator[Finding]:
    """OM3: DOI, publisher, logo, status, source and date of issue."""
    wanted = {
        "DOI": (URIRef(f"{_BIBO}doi"),),
        "publisher": _PUBLISHER,
        "logo": _either(FOAF.logo, schema="logo"),
        "status": (URIRef(f"{_BIBO}status"),),
        "source": (DCTERMS.source, URIRef(f"{PROV}hadOriginalSource")),
        "date of issue": _ISSUED,
    }
    yield from _wanted(view, "OM3", wanted)


def licence(view: View) -> Iterator[Finding]:
    """OM4.1: a licence, or rights at least."""
    yield from _wanted(
        view, "OM4.1", {"licence": (*_LICENCE, DC.rights, DCTERMS.rights, DCTERMS.accessRights)}
    )


def provenance(view: View) -> Iterator[Finding]:
    """OM5.1: who made it, and when."""
    yield from _wanted(view, "OM5.1", {"creator": _CREATOR, "date of creation": _CREATED})


def publication(view: View) -> Iterator[Finding]:
    """OM5.2: who published it, and when."""
    yield from _wanted(view, "OM5.2", {"publisher": _PUBLISHER, "date of issue": _ISSUED})


def metadata_vocabularies(view: View) -> Iterator[Finding]:
    """VOC1: the metadata is written in vocabularies made for it."""
    for ontology in view.ontologies:
        used = {str(predicate) for predicate in view.graph.predicates(ontology)}
        if not any(predicate.startswith(_METADATA) for predicate in used):
            yield view.finding("VOC1", ontology, "uses no vocabulary of metadata")


def vocabulary_reuse(view: View) -> Iterator[Finding]:
    """VOC2: other vocabularies are imported, or their terms used."""
    own_world = (str(OWL), str(RDF), str(RDFS), view.namespace)
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    used: set[Node] = {term for kind in kinds for term in view.graph.subjects(RDF.type, kind)}
    foreign = [
        term for term in used if isinstance(term, URIRef) and not str(term).startswith(own_world)
    ]
    if not foreign and not list(view.graph.objects(None, OWL.imports)):
        yield Finding("VOC2", view.namespace, "reuses no other vocabulary")


def terms_labelled(view: View) -> Iterator[Finding]:
    """VOC3: every term has a label."""
    for term in view.terms:
        if not view.labels(term):
            yield view.finding("VOC3", term, "has no label")


def terms_defined(view: View) -> Iterator[Finding]:
    """VOC4: every term has a definition."""
    for term in view.terms:
        if not view.definitions(term):
            yield view.finding("VOC4", term, "has no definition")
