"""The terms the graph is written in, and the names its things get.

The ontology has one IRI wherever the data is published; the things and graphs of a dataset take
the base that is set. Keys come from official codes and from the documents' own numbers, so that
building twice gives the same IRIs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

__all__ = [
    "CKG",
    "DCTERMS",
    "DEFAULT_BASE",
    "ELI",
    "EUR",
    "FOAF",
    "OA",
    "ORG",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SKOS",
    "XSD",
    "Names",
    "Namespace",
    "partial_date",
    "slug",
]

DEFAULT_BASE = "https://w3id.org/cooperation-kg/"

PREFIXES = {
    "ckg": "https://w3id.org/cooperation-kg/ontology#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "frapo": "http://purl.org/cerif/frapo/",
    "igeo": "http://rdf.insee.fr/def/geo#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""The prefixes known everywhere: in what is written, in the endpoint and in the editor."""


class Namespace:
    """Makes the IRIs of one vocabulary: `CKG.Action`, or `RDF["type"]`."""

    def __init__(self, prefix: str) -> None:
        self._iri = PREFIXES[prefix]

    def __getattr__(self, name: str) -> NamedNode:
        return _node(self._iri + name)

    def __getitem__(self, name: str) -> NamedNode:
        return _node(self._iri + name)


@cache
def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


CKG = Namespace("ckg")
DCTERMS = Namespace("dcterms")
ELI = Namespace("eli")
FOAF = Namespace("foaf")
OA = Namespace("oa")
ORG = Namespace("org")
PROV = Namespace("prov")
RDF = Namespace("rdf")
RDFS = Namespace("rdfs")
SKOS = Namespace("skos")
XSD = Namespace("xsd")

EUR = NamedNode("http://publications.europa.eu/resource/authority/currency/EUR")
"""The euro, in the currency list of the Publications Office."""

_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def partial_date(written: str) -> Literal:
    """A year, a month or a day, as precise as it is written.

    >>> partial_date("2018-02").datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    return Literal(written, datatype=_DATE_TYPES[len(written)])


def slug(text: str) -> str:
    """A key made of a name: lower-case ASCII letters, digits and hyphens.

    >>> slug("Agence d’Écologie Urbaine")
    'agence-d-ecologie-urbaine'
    """
    opened = text.casefold().replace("œ", "oe").replace("æ", "ae")
    plain = unicodedata.normalize("NFKD", opened).encode("ascii", "ignore").decode()
    # An apostrophe is dropped by ASCII when it is typographic: it parts two words all the same.
    if "’" in opened:
        plain = slug(opened.replace("’", " "))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


@dataclass(frozen=True)
class Names:
    """The IRIs of a dataset.

    Attributes:
        base: what they all begin with, ending in `/`.
    """

    base: str = DEFAULT_BASE

    def thing(self, kind: str, key: str) -> NamedNode:
        """The IRI of a thing, `…id/{kind}/{key}`."""
        return _node(f"{self.base}id/{kind}/{key}")

    def graph(self, name: str) -> NamedNode:
        """The IRI of a named graph, such as a document's id, `authorities` or `provenance`."""
        return _node(f"{self.base}graph/{name}")

    def concept(self, scheme: str, value: str) -> NamedNode:
        """The IRI of a concept of the ontology's own schemes; it does not move with the base."""
        return _node(f"{DEFAULT_BASE}id/concept/{scheme}-{value}")
