"""Authorities and source documents become quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from cooperation_kg.authorities.model import Labels, Organisation, Place, Territory, Theme
from cooperation_kg.graph.statements import Object, integer
from cooperation_kg.graph.terms import (
    CKG,
    DCTERMS,
    ORG,
    RDF,
    RDFS,
    SKOS,
    Names,
    partial_date,
)
from cooperation_kg.records.documents import DocumentEntry

__all__ = ["authority_quads", "document_quads"]

_ORGANISATIONS = {
    "city-of-paris": "CityOfParis",
    "commune": "Commune",
    "department": "Department",
    "region": "Region",
    "metropolis": "Metropolis",
    "ept": "EtablissementPublicTerritorial",
    "former-agglomeration": "FormerAgglomeration",
    "state": "State",
    "state-service": "StateService",
    "direction": "Direction",
    "service": "Service",
    "joint-body": "JointBody",
    "public-establishment": "PublicEstablishment",
    "association": "Association",
    "company": "Company",
    "educational-body": "EducationalBody",
    "organisation": "PartnerOrganisation",
    "category": "PartnerCategory",
}
_TERRITORIES = {
    "commune": "CommuneTerritory",
    "department": "DepartmentTerritory",
    "region": "RegionTerritory",
    "ept": "EptTerritory",
    "paris": "CommuneTerritory",
}
_PLACES = {
    "place": "Place",
    "infrastructure": "Infrastructure",
    "neighbourhood": "Neighbourhood",
}
_SCHEME = "themes"
_SCHEME_NAME: Labels = {
    "fr": "thèmes de l'action publique locale",
    "en": "themes of local public action",
}
_OFFICIAL_KINDS = {"commune": "commune", "department": "departement", "region": "region"}
_UNITS = {"direction", "service"}
_INSEE = "http://id.insee.fr/geo/"
_REGISTER = "https://annuaire-entreprises.data.gouv.fr/entreprise/"
"""The page of an organisation in the State's directory, by its SIREN."""

_COLLECTIVITIES = {"city-of-paris", "commune", "department", "region"}


class _Quads:
    """Says triples in one graph."""

    def __init__(self, names: Names, graph: str) -> None:
        self.names = names
        self.graph = names.graph(graph)

    def labelled(
        self, thing: NamedNode, cls: NamedNode, labels: Labels, variants: Iterable[str]
    ) -> Iterator[Quad]:
        yield self.quad(thing, RDF["type"], cls)
        for language, label in sorted(labels.items()):
            yield self.quad(thing, SKOS.prefLabel, Literal(label, language=language))
            yield self.quad(thing, RDFS.label, Literal(label, language=language))
        for variant in variants:
            yield self.quad(thing, SKOS.altLabel, Literal(variant, language="fr"))

    def quad(self, subject: NamedNode, predicate: NamedNode, value: Object) -> Quad:
        return Quad(subject, predicate, value, self.graph)


def authority_quads(
    organisations: Iterable[Organisation],
    territories: Iterable[Territory],
    places: Iterable[Place],
    themes: Iterable[Theme],
    names: Names,
) -> Iterator[Quad]:
    """The quads of all authorities, in the order given."""
    say = _Quads(names, "authorities")
    known = tuple(organisations)
    collectivities = {one.key for one in known if one.kind in _COLLECTIVITIES}
    for organisation in known:
        yield from _organisation(say, organisation, collectivities)
    for territory in territories:
        yield from _territory(say, territory)
    for place in places:
        thing = names.thing("place", place.key)
        yield from say.labelled(thing, CKG[_PLACES[place.kind]], place.name, place.variants)
        yield from _within(say, thing, place.within)
        yield from _sources(say, thing, place.sources)
    known_themes = tuple(themes)
    if known_themes:
        yield from _scheme(say, known_themes)
    for theme in known_themes:
        yield from _theme(say, theme)


def _organisation(
    say: _Quads, organisation: Organisation, collectivities: set[str]
) -> Iterator[Quad]:
    names = say.names
    thing = names.thing("organisation", organisation.key)
    cls = CKG[_ORGANISATIONS[organisation.kind]]
    yield from say.labelled(thing, cls, organisation.name, organisation.variants)
    for acronym in organisation.acronyms:
        yield say.quad(thing, CKG.acronym, Literal(acronym))
    if organisation.part_of is not None:
        link = ORG.unitOf if organisation.kind in _UNITS else ORG.subOrganizationOf
        whole = names.thing("organisation", organisation.part_of)
        yield say.quad(thing, link, whole)
        if organisation.kind in _UNITS and organisation.part_of in collectivities:
            yield say.quad(thing, CKG.isUnitOfCollectivity, whole)
    for link, keys in (
        (CKG.isJointBodyOf, organisation.joint_of),
        (CKG.hasMemberCommune, organisation.members),
        (CKG.succeeds, organisation.succeeds),
    ):
        for key in keys:
            yield say.quad(thing, link, names.thing("organisation", key))
    if organisation.governs is not None:
        yield say.quad(thing, CKG.governs, names.thing("territory", organisation.governs))
    if organisation.siren is not None:
        yield say.quad(thing, CKG.siren, Literal(organisation.siren))
        yield say.quad(thing, RDFS.seeAlso, NamedNode(_REGISTER + organisation.siren))
    if organisation.insee is not None:
        yield say.quad(thing, CKG.inseeCode, Literal(organisation.insee))
    for predicate, date in (
        (CKG.validSince, organisation.since),
        (CKG.validUntil, organisation.until),
    ):
        if date is not None:
            yield say.quad(thing, predicate, partial_date(date))
    yield from _sources(say, thing, organisation.sources)


def _territory(say: _Quads, territory: Territory) -> Iterator[Quad]:
    thing = say.names.thing("territory", territory.key)
    yield from say.labelled(thing, CKG[_TERRITORIES[territory.kind]], territory.name, ())
    if territory.kind == "paris":  # the one territory that is a commune and a département
        yield say.quad(thing, RDF["type"], CKG.DepartmentTerritory)
    if territory.insee is not None:
        yield say.quad(thing, CKG.inseeCode, Literal(territory.insee))
        for official in _official(territory.kind, territory.insee):
            yield say.quad(thing, RDFS.seeAlso, official)
    yield from _within(say, thing, territory.within)


def _official(kind: str, code: str) -> Iterator[NamedNode]:
    """What INSEE calls a territory, by its code.

    No `owl:sameAs`: Paris has two such names, of a commune and of a département, which a reasoner
    would then take for one.
    """
    if kind == "paris":
        yield NamedNode(f"{_INSEE}commune/{code}")
        yield NamedNode(f"{_INSEE}departement/{code[:2]}")
    elif kind in _OFFICIAL_KINDS:
        yield NamedNode(f"{_INSEE}{_OFFICIAL_KINDS[kind]}/{code}")


def _scheme(say: _Quads, themes: Iterable[Theme]) -> Iterator[Quad]:
    """The list the themes are in."""
    scheme = say.names.thing("scheme", _SCHEME)
    yield from say.labelled(scheme, SKOS.ConceptScheme, _SCHEME_NAME, ())
    for theme in themes:
        if theme.broader is None:
            yield say.quad(scheme, SKOS.hasTopConcept, say.names.thing("theme", theme.key))


def _theme(say: _Quads, theme: Theme) -> Iterator[Quad]:
    names = say.names
    thing = names.thing("theme", theme.key)
    yield from say.labelled(thing, CKG.Theme, theme.label, ())
    yield say.quad(thing, SKOS.inScheme, names.thing("scheme", _SCHEME))
    yield say.quad(thing, SKOS.notation, Literal(theme.key))
    for language, definition in sorted(theme.definition.items()):
        yield say.quad(thing, SKOS.definition, Literal(definition, language=language))
    if theme.broader is not None:
        yield say.quad(thing, SKOS.broader, names.thing("theme", theme.broader))
    if theme.cofog is not None:
        yield say.quad(thing, CKG.cofogClass, Literal(theme.cofog))
    if theme.eurovoc is not None:
        concept = NamedNode(f"http://eurovoc.europa.eu/{theme.eurovoc}")
        yield say.quad(thing, SKOS.closeMatch, concept)


def _within(say: _Quads, thing: NamedNode, keys: Iterable[str]) -> Iterator[Quad]:
    for key in keys:
        yield say.quad(thing, CKG.isLocatedIn, say.names.thing("territory", key))


def _sources(say: _Quads, thing: NamedNode, sources: Iterable[str]) -> Iterator[Quad]:
    for source in sources:
        yield say.quad(thing, DCTERMS.source, Literal(source))


def document_quads(documents: Iterable[DocumentEntry], names: Names) -> Iterator[Quad]:
    """The quads of the source documents: which file was read, and how it can be known again."""
    say = _Quads(names, "provenance")
    for document in documents:
        thing = names.thing("document", document.id)
        yield from say.labelled(thing, CKG.SourceDocument, {"fr": document.title}, ())
        yield say.quad(thing, DCTERMS.title, Literal(document.title, language="fr"))
        yield say.quad(thing, DCTERMS.identifier, Literal(document.id))
        if document.publisher is not None:
            yield say.quad(thing, DCTERMS.publisher, Literal(document.publisher))
        yield say.quad(thing, DCTERMS.language, Literal(document.language))
        yield say.quad(thing, CKG.fileName, Literal(document.file))
        yield say.quad(thing, CKG.sha256, Literal(document.sha256))
        yield say.quad(thing, CKG.characters, integer(document.characters))
        if document.date is not None:
            yield say.quad(thing, DCTERMS.issued, partial_date(document.date))
