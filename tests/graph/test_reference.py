"""Authorities as quads: the links to what others call the same thing, the list of themes."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from cooperation_kg.authorities.model import Organisation, Territory, Theme
from cooperation_kg.graph.reference import authority_quads
from cooperation_kg.graph.terms import RDF, RDFS, SKOS

INSEE = "http://id.insee.fr/geo/"


def triples(names, *, organisations=(), territories=(), themes=()) -> set[Triple]:
    quads = authority_quads(organisations, territories, (), themes, names)
    return {quad.triple for quad in quads if isinstance(quad, Quad)}


@pytest.mark.parametrize(
    ("kind", "code", "official"),
    [
        ("commune", "93066", ["commune/93066"]),
        ("department", "93", ["departement/93"]),
        ("region", "11", ["region/11"]),
        ("paris", "75056", ["commune/75056", "departement/75"]),
        ("ept", None, []),
    ],
)
def test_a_territory_leads_to_what_insee_calls_it(names, kind, code, official):
    territory = Territory(key="t", kind=kind, name={"fr": "T"}, insee=code)
    found = triples(names, territories=[territory])
    seen = {t.object for t in found if t.predicate == RDFS.seeAlso}
    assert seen == {NamedNode(INSEE + one) for one in official}


def test_an_organisation_leads_to_its_page_in_the_directory_of_companies(names):
    name = {"fr": "Paris Terres d'Envol"}
    organisation = Organisation(key="o", kind="ept", name=name, siren="200058097")
    page = NamedNode("https://annuaire-entreprises.data.gouv.fr/entreprise/200058097")
    thing = names.thing("organisation", "o")
    assert Triple(thing, RDFS.seeAlso, page) in triples(names, organisations=[organisation])


def test_an_organisation_without_a_number_leads_nowhere(names):
    organisation = Organisation(key="o", kind="association", name={"fr": "O"})
    found = triples(names, organisations=[organisation])
    assert not [t for t in found if t.predicate == RDFS.seeAlso]


def test_the_list_of_themes_is_a_thing_with_a_name_and_its_first_themes(names):
    definition = {"fr": "…"}
    themes = [
        Theme(key="a", label={"fr": "A"}, definition=definition),
        Theme(key="b", label={"fr": "B"}, definition=definition, broader="a"),
    ]
    found = triples(names, themes=themes)
    scheme = names.thing("scheme", "themes")
    assert Triple(scheme, RDF["type"], SKOS.ConceptScheme) in found
    labels = {t.object.language for t in found if t.subject == scheme and _is_label(t)}
    assert labels == {"fr", "en"}
    tops = {t.object for t in found if t.predicate == SKOS.hasTopConcept}
    assert tops == {names.thing("theme", "a")}


def _is_label(triple: Triple) -> bool:
    return triple.predicate == SKOS.prefLabel and isinstance(triple.object, Literal)
