"""What the page of a thing tells search engines: the thing in terms of https://schema.org/.

Kinds for which schema.org has no word are told nothing of. A date is as precise as the text's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from cooperation_kg.graph.terms import PREFIXES
from cooperation_kg.web.negotiation import Language
from cooperation_kg.web.reading import Reader, Row
from cooperation_kg.web.schema_org import linked_data
from cooperation_kg.web.tables import Cell
from cooperation_kg.web.things.model import Thing
from cooperation_kg.web.things.values import preferred
from cooperation_kg.web.vocabulary import prefixed

__all__ = ["search_data"]

_CKG = PREFIXES["ckg"]
_TYPES = {
    "convention": "Legislation",
    "document": "DigitalDocument",
    "event": "Event",
    "neighbourhood": "Place",
    "organisation": "Organization",
    "person": "Person",
    "place": "Place",
    "scheme": "DefinedTermSet",
    "concept": "DefinedTerm",
    "territory": "AdministrativeArea",
    "theme": "DefinedTerm",
}
_ORGANISATIONS = {
    "Association": "NGO",
    "Company": "Corporation",
    "EducationalBody": "EducationalOrganization",
    "PublicBody": "GovernmentOrganization",
    "Unit": "GovernmentOrganization",
}
"""Of an organisation, the class that says more; see the alignments of the ontology."""


async def search_data(reader: Reader, thing: Thing, language: Language) -> dict[str, object]:
    """The thing as JSON-LD; empty where there is no word for it, or it has no name."""
    if thing.address.kind not in _TYPES:
        return {}
    said = _Said(await reader.rows("thing-search-data", this=thing.iri), language)
    type_ = _type(thing.address.kind, said)
    if not type_ or not said.name:
        return {}
    return linked_data(
        type_,
        thing.iri.value,
        said.name.text,
        said.name.language,
        alternateName=[
            one.text
            for one in (*said["ckg:acronym"], *said["skos:altLabel"])
            if one.text != said.name.text
        ],
        sameAs=[one.iri for one in said["rdfs:seeAlso"]],
        **_OF_TYPE.get(type_, _nothing)(said),
    )


def _type(kind: str, said: _Said) -> str:
    classes = {one.iri.removeprefix(_CKG) for one in said["rdf:type"]}
    if kind == "scheme":  # a plan that texts name is of this kind too
        lists = {f"{PREFIXES['skos']}ConceptScheme"}
        return _TYPES[kind] if lists & {one.iri for one in said["rdf:type"]} else ""
    if kind == "organisation":
        if "PartnerCategory" in classes:  # « the associations » are no organisation
            return ""
        return next((of for cls, of in _ORGANISATIONS.items() if cls in classes), _TYPES[kind])
    return _TYPES[kind]


class _Said:
    """What the graph says of the thing, by prefixed name of the property."""

    def __init__(self, rows: Sequence[Row], language: Language) -> None:
        values: dict[str, dict[Cell, list[Cell]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            values[prefixed(row["predicate"].iri)][row["value"]].append(row["label"])
        self._values = values
        self._language = language
        names = [
            one for key in ("skos:prefLabel", "dcterms:title", "rdfs:label") for one in self[key]
        ]
        self.name = preferred(names, language)

    def __getitem__(self, name: str) -> list[Cell]:
        return sorted(self._values.get(name, {}), key=lambda cell: (cell.iri, cell.text))

    def text(self, name: str) -> str:
        """A value that is text, in the language of the page where there are several."""
        return preferred(self[name], self._language).text

    def things(self, name: str, type_: str) -> list[Mapping[str, object]]:
        """The things a property leads to, with their names."""
        return [
            {
                "@id": value.iri,
                "@type": type_,
                "name": preferred(self._values[name][value], self._language).text,
            }
            for value in self[name]
            if value.iri
        ]


def _legislation(said: _Said) -> dict[str, object]:
    start, end = said.text("ckg:startDate"), said.text("ckg:endDate")
    return {
        "legislationIdentifier": said.text("dcterms:identifier"),
        "legislationDate": said.text("ckg:signed") or said.text("ckg:adopted"),
        "legislationPassedBy": said.things("ckg:hasParty", "Organization"),
        "temporalCoverage": f"{start}/{end or '..'}" if start else "",
    }


def _organisation(said: _Said) -> dict[str, object]:
    return {
        "areaServed": said.things("ckg:governs", "AdministrativeArea"),
        "parentOrganization": said.things("ckg:belongsTo", "Organization")
        or said.things("org:subOrganizationOf", "Organization"),
        "identifier": _identifier("SIREN", said.text("ckg:siren")),
    }


def _place(said: _Said) -> dict[str, object]:
    return {
        "containedInPlace": said.things("ckg:isLocatedIn", "AdministrativeArea"),
        "identifier": _identifier("INSEE", said.text("ckg:inseeCode")),
    }


def _concept(said: _Said) -> dict[str, object]:
    return {
        "description": said.text("skos:definition"),
        "termCode": said.text("skos:notation"),
        "inDefinedTermSet": [one.iri for one in said["skos:inScheme"]],
    }


def _document(said: _Said) -> dict[str, object]:
    publisher = said.text("dcterms:publisher")
    return {
        "publisher": {"@type": "Organization", "name": publisher} if publisher else "",
        "inLanguage": said.text("dcterms:language"),
    }


def _identifier(scheme: str, value: str) -> object:
    return {"@type": "PropertyValue", "propertyID": scheme, "value": value} if value else ""


def _nothing(_: _Said) -> dict[str, object]:
    return {}


_OF_TYPE: Mapping[str, Callable[[_Said], dict[str, object]]] = {
    "Legislation": _legislation,
    "DigitalDocument": _document,
    "Place": _place,
    "AdministrativeArea": _place,
    "DefinedTerm": _concept,
    "DefinedTermSet": _concept,
    "Organization": _organisation,
} | dict.fromkeys(_ORGANISATIONS.values(), _organisation)
