"""The dataset in the catalogue's terms: DCAT-AP, https://semiceu.github.io/DCAT-AP/releases/3.0.1/.

The catalogue has this one dataset, its files, and the SPARQL endpoint. When it was made is not
said: its version is the digest of its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from cooperation_kg.graph.terms import DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Namespace
from cooperation_kg.store.dumps import Dump, Dumps
from cooperation_kg.web.naming import LICENCE, PUBLISHER, DatasetNames
from cooperation_kg.web.ontology.files import ONTOLOGY
from cooperation_kg.web.publishing.text import DESCRIPTION, TITLE, Places, both
from cooperation_kg.web.wording import LANGUAGES, texts

__all__ = ["Coverage", "dcat_description"]

_DCAT = Namespace("dcat")
_SPDX = "http://spdx.org/rdf/terms#"
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_THEMES = ("GOVE", "REGI")
_TONGUES = ("FRA", "ENG")
_COUNTRY = "country/FRA"
_FILE_TYPES = {
    "nq": ("application/n-quads", "RDF_N_QUADS"),
    "trig": ("application/trig", "RDF_TRIG"),
    "ttl": ("text/turtle", "RDF_TURTLE"),
    "jsonld": ("application/ld+json", "JSON_LD"),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the conventions are about, as the graph says it.

    Attributes:
        start: the first day, month or year that one begins; None where none says it.
        end: the last that one ends.
        territories: what the parties govern.
    """

    start: Literal | None
    end: Literal | None
    territories: Sequence[NamedNode]


def dcat_description(
    names: DatasetNames, dumps: Dumps, places: Places, coverage: Coverage, version: str
) -> Iterator[Triple]:
    """The triples of the description.

    Args:
        names: the IRIs of the dataset and its parts.
        dumps: its files.
        places: where this server offers it.
        coverage: its time and space.
        version: of its content.
    """
    yield from _catalogue(names, places)
    yield from _dataset(names, dumps, places, coverage, version)
    for dump in dumps.files:
        yield from _distribution(names, dump, places)
    yield from _service(names, places)
    yield Triple(PUBLISHER, RDF["type"], FOAF.Agent)
    for language in LANGUAGES:
        name = str(texts(language)["dataset"]["publisher"])
        yield Triple(PUBLISHER, FOAF.name, Literal(name, language=language))
    yield Triple(LICENCE, RDF["type"], DCTERMS.LicenseDocument)
    licence_type = NamedNode("http://purl.org/adms/licencetype/Attribution")
    yield Triple(LICENCE, DCTERMS["type"], licence_type)
    yield Triple(licence_type, RDF["type"], SKOS.Concept)
    yield from both(licence_type, SKOS.prefLabel, "attribution")
    yield Triple(licence_type, SKOS.inScheme, NamedNode("http://purl.org/adms/licencetype/1.0"))
    for code, kind in _authorities():
        yield Triple(_authority(code), RDF["type"], kind)
        scheme = _authority(code.partition("/")[0])
        yield Triple(_authority(code), SKOS.inScheme, scheme)
    for code in _THEMES:
        yield from both(_authority(f"data-theme/{code}"), SKOS.prefLabel, f"theme_{code}")
    themes = _authority("data-theme")
    yield Triple(themes, RDF["type"], SKOS.ConceptScheme)
    yield from both(themes, DCTERMS.title, "themes")


def _authorities() -> Iterator[tuple[str, NamedNode]]:
    """What the codes of the Publications Office that are used stand for."""
    yield "access-right/PUBLIC", DCTERMS.RightsStatement
    yield "frequency/IRREG", DCTERMS.Frequency
    yield _COUNTRY, DCTERMS.Location
    for code in _TONGUES:
        yield f"language/{code}", DCTERMS.LinguisticSystem
    for code in _THEMES:
        yield f"data-theme/{code}", SKOS.Concept
    for _, code in _FILE_TYPES.values():
        yield f"file-type/{code}", DCTERMS.MediaTypeOrExtent


def _catalogue(names: DatasetNames, places: Places) -> Iterator[Triple]:
    catalogue = names.part("catalogue")
    yield Triple(catalogue, RDF["type"], _DCAT.Catalog)
    yield from _common(catalogue, TITLE, DESCRIPTION)
    yield Triple(catalogue, FOAF.homepage, places.at("/"))
    yield Triple(places.at("/"), RDF["type"], FOAF.Document)
    yield Triple(catalogue, _DCAT.dataset, names.dataset)
    yield Triple(catalogue, _DCAT.service, names.part("sparql"))
    yield Triple(catalogue, _DCAT.themeTaxonomy, _authority("data-theme"))
    yield Triple(catalogue, DCTERMS.spatial, _authority(_COUNTRY))


def _dataset(
    names: DatasetNames, dumps: Dumps, places: Places, coverage: Coverage, version: str
) -> Iterator[Triple]:
    dataset = names.dataset
    yield Triple(dataset, RDF["type"], _DCAT.Dataset)
    yield from _common(dataset, TITLE, DESCRIPTION)
    yield Triple(dataset, DCTERMS.identifier, Literal(dataset.value))
    yield Triple(dataset, _DCAT.version, Literal(version))
    yield Triple(dataset, DCTERMS.accessRights, _authority("access-right/PUBLIC"))
    yield Triple(dataset, DCTERMS.accrualPeriodicity, _authority("frequency/IRREG"))
    yield Triple(dataset, DCTERMS.conformsTo, NamedNode(ONTOLOGY))
    yield Triple(NamedNode(ONTOLOGY), RDF["type"], DCTERMS.Standard)
    yield Triple(dataset, _DCAT.landingPage, places.at("/void"))
    yield Triple(places.at("/void"), RDF["type"], FOAF.Document)
    yield from _about(dataset)
    # The profile takes the codes of the Publications Office or GeoNames for `spatial`.
    yield Triple(dataset, DCTERMS.spatial, _authority(_COUNTRY))
    for territory in coverage.territories:
        yield Triple(dataset, DCTERMS.coverage, territory)
        yield Triple(territory, RDF["type"], DCTERMS.Location)
    if coverage.start is not None or coverage.end is not None:
        period = names.part("period")
        yield Triple(dataset, DCTERMS.temporal, period)
        yield Triple(period, RDF["type"], DCTERMS.PeriodOfTime)
        for predicate, date in (("startDate", coverage.start), ("endDate", coverage.end)):
            if date is not None:
                yield Triple(period, _DCAT[predicate], date)
    for dump in dumps.files:
        yield Triple(dataset, _DCAT.distribution, names.part(f"dump-{_ending(dump)}"))


def _distribution(names: DatasetNames, dump: Dump, places: Places) -> Iterator[Triple]:
    ending = _ending(dump)
    media_type, file_type = _FILE_TYPES[ending]
    distribution, checksum = names.part(f"dump-{ending}"), names.part(f"sha256-{ending}")
    yield Triple(distribution, RDF["type"], _DCAT.Distribution)
    yield Triple(distribution, DCTERMS.title, Literal(dump.name))
    yield from both(distribution, DCTERMS.description, f"dump_{ending}")
    yield Triple(distribution, _DCAT.accessURL, places.at("/void"))
    yield Triple(distribution, _DCAT.downloadURL, places.at(f"/dumps/{dump.name}"))
    yield Triple(distribution, _DCAT.mediaType, NamedNode(_MEDIA_TYPES + media_type))
    yield Triple(distribution, _DCAT.compressFormat, NamedNode(f"{_MEDIA_TYPES}application/gzip"))
    for kind in (media_type, "application/gzip"):
        yield Triple(NamedNode(_MEDIA_TYPES + kind), RDF["type"], DCTERMS.MediaType)
    yield Triple(distribution, DCTERMS["format"], _authority(f"file-type/{file_type}"))
    size = Literal(str(dump.size), datatype=XSD.nonNegativeInteger)
    yield Triple(distribution, _DCAT.byteSize, size)
    yield Triple(distribution, DCTERMS.license, LICENCE)
    yield Triple(distribution, NamedNode(f"{_SPDX}checksum"), checksum)
    yield Triple(checksum, RDF["type"], NamedNode(f"{_SPDX}Checksum"))
    algorithm = NamedNode(f"{_SPDX}checksumAlgorithm_sha256")
    yield Triple(checksum, NamedNode(f"{_SPDX}algorithm"), algorithm)
    yield Triple(algorithm, RDF["type"], NamedNode(f"{_SPDX}ChecksumAlgorithm"))
    value = Literal(dump.sha256, datatype=XSD.hexBinary)
    yield Triple(checksum, NamedNode(f"{_SPDX}checksumValue"), value)


def _service(names: DatasetNames, places: Places) -> Iterator[Triple]:
    service = names.part("sparql")
    yield Triple(service, RDF["type"], _DCAT.DataService)
    yield from _common(service, "service", "service_description")
    yield Triple(service, _DCAT.endpointURL, places.at("/sparql"))
    yield Triple(service, _DCAT.endpointDescription, places.at("/sparql?format=ttl"))
    for place in ("/sparql", "/sparql?format=ttl"):
        yield Triple(places.at(place), RDF["type"], RDFS.Resource)
    yield Triple(service, _DCAT.servesDataset, names.dataset)
    yield Triple(service, DCTERMS.accessRights, _authority("access-right/PUBLIC"))
    protocol = NamedNode("https://www.w3.org/TR/sparql11-protocol/")
    yield Triple(service, DCTERMS.conformsTo, protocol)
    yield Triple(protocol, RDF["type"], DCTERMS.Standard)
    yield from _about(service)


def _common(of: NamedNode, title: str, description: str) -> Iterator[Triple]:
    yield from both(of, DCTERMS.title, title)
    yield from both(of, DCTERMS.description, description)
    yield Triple(of, DCTERMS.publisher, PUBLISHER)
    yield Triple(of, DCTERMS.license, LICENCE)
    for code in _TONGUES:
        yield Triple(of, DCTERMS.language, _authority(f"language/{code}"))


def _about(of: NamedNode) -> Iterator[Triple]:
    for code in _THEMES:
        yield Triple(of, _DCAT.theme, _authority(f"data-theme/{code}"))
    for language in LANGUAGES:
        for word in texts(language)["dataset"]["keywords"].split(", "):
            yield Triple(of, _DCAT.keyword, Literal(word, language=language))


def _ending(dump: Dump) -> str:
    return dump.name.removesuffix(".gz").rpartition(".")[2]


def _authority(code: str) -> NamedNode:
    return NamedNode(_AUTHORITY + code)
