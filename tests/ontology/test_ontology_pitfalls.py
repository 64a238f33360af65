"""Each check of pitfalls and of fairness catches an ontology written to fall into it."""

from __future__ import annotations

import pytest

from cooperation_kg.ontology_checks import CORE_CHECKS, FAIR, PITFALLS

OWN = "https://example.org/bad"

BAD_EXAMPLES = {
    "synonym_classes": (
        "P02 Town", ":Town a owl:Class ; owl:equivalentClass :City . :City a owl:Class ."
    ),
    "is_relation": ("P03 is", ":is a owl:ObjectProperty ."),
    "unconnected": ("P04 Alone", ":Alone a owl:Class ."),
    "wrong_inverse": (
        "P05 governs",
        """:governs a owl:ObjectProperty ; rdfs:domain :Body ; owl:inverseOf :isGovernedBy .
        :isGovernedBy a owl:ObjectProperty ; rdfs:range :Territory .
        :Body a owl:Class . :Territory a owl:Class .""",
    ),
    "class_cycle": (
        "P06 Axis",
        ":Axis a owl:Class ; rdfs:subClassOf :Part . :Part a owl:Class ; rdfs:subClassOf :Axis .",
    ),
    "merged_concepts": ("P07 PilotOrPartner", ":PilotOrPartner a owl:Class ."),
    "missing_annotations": ("P08 Action", ':Action a owl:Class ; rdfs:label "action"@en .'),
    "missing_disjointness": (f"P10 {OWN}#", ":Text a owl:Class . :Place a owl:Class ."),
    "missing_domain_or_range": ("P11 pilots", ":pilots a owl:ObjectProperty ; rdfs:domain :Unit ."),
    "same_label_properties": (
        "P12 pilots",
        """:leads a owl:ObjectProperty ; rdfs:label "pilote"@fr .
        :pilots a owl:ObjectProperty ; rdfs:label "pilote"@fr .""",
    ),
    "missing_inverse": ("P13 governs", ":governs a owl:ObjectProperty ."),
    "several_domains_or_ranges": (
        "P19 governs", ":governs a owl:ObjectProperty ; rdfs:range :Place , :Territory ."
    ),
    "label_and_definition_swapped": (
        "P20 Axis",
        """:Axis a owl:Class ; rdfs:label "first-rank division of a plan"@en ;
            skos:definition "axis"@en .""",
    ),
    "miscellaneous_class": ("P21 OtherPartner", ":OtherPartner a owl:Class ."),
    "mixed_naming": ("P22 action_sheet", ":action_sheet a owl:Class ."),
    "recursive_definition": (
        "P24 Action",
        """:Action a owl:Class ; rdfs:subClassOf
            [ a owl:Restriction ; owl:onProperty :hasPart ; owl:someValuesFrom :Action ] .
        :hasPart a owl:ObjectProperty .""",
    ),
    "inverse_of_itself": (
        "P25 adjoins", ":adjoins a owl:ObjectProperty ; owl:inverseOf :adjoins ."
    ),
    "inverse_of_symmetric": (
        "P26 adjoins",
        """:adjoins a owl:ObjectProperty , owl:SymmetricProperty ; owl:inverseOf :touches .
        :touches a owl:ObjectProperty .""",
    ),
    "wrong_equivalent_properties": (
        "P27 cites",
        """:cites a owl:ObjectProperty ; rdfs:range :Text ; owl:equivalentProperty :mentions .
        :mentions a owl:ObjectProperty ; rdfs:range :Place .""",
    ),
    "wrong_symmetric": (
        "P28 pilots",
        """:pilots a owl:ObjectProperty , owl:SymmetricProperty ;
            rdfs:domain :Unit ; rdfs:range :Action .""",
    ),
    "wrong_transitive": (
        "P29 governs",
        """:governs a owl:ObjectProperty , owl:TransitiveProperty ;
            rdfs:domain :Body ; rdfs:range :Territory .""",
    ),
    "wrong_equivalent_classes": (
        "P31 Commune",
        """:Commune a owl:Class ; owl:equivalentClass :Collectivity ;
            rdfs:subClassOf :Collectivity .
        :Collectivity a owl:Class .""",
    ),
    "same_label_classes": (
        "P32 CommuneTerritory",
        """:Commune a owl:Class ; rdfs:label "commune"@fr .
        :CommuneTerritory a owl:Class ; rdfs:label "Commune"@fr .""",
    ),
    "chain_of_one": (
        "P33 hasParty",
        ":hasParty a owl:ObjectProperty ; owl:propertyChainAxiom ( :participant ) .",
    ),
    "untyped_class": ("P34 Plan", ":Action a owl:Class ; rdfs:subClassOf :Plan ."),
    "untyped_property": ("P35 pilots", ":pilots rdfs:domain :Unit ."),
    "hijacked_namespace": ("P40 http://www.w3.org/2004/02/skos/core#Idea", ":a a skos:Idea ."),
    "no_licence": (f"P41 {OWN}", ""),
    "circular_definition": (
        "SC-R5 Axis",
        """:Axis a owl:Class ; rdfs:label "axe"@fr ;
            skos:definition "Un axe du plan."@fr .""",
    ),
    "negative_definition": (
        "SEMIC-negation",
        """:Place a owl:Class ; skos:definition "What is not a territory."@en .""",
    ),
    "domain_or_range_in_core": ("SC-R2 pilots", ":pilots rdfs:domain :Unit ."),
    "prefix": (f"FIND1 {OWN}", ""),
    "persistent_iri": (f"PURL1 {OWN}", ""),
    "version_iri": (f"VER1 {OWN}", f"<{OWN}> owl:versionIRI <{OWN}> ."),
    "minimum_metadata": (f"OM1 {OWN}", ""),
    "recommended_metadata": (f"OM2 {OWN}", ""),
    "detailed_metadata": (f"OM3 {OWN}", ""),
    "licence": (f"OM4.1 {OWN}", ""),
    "provenance": (f"OM5.1 {OWN}", ""),
    "publication": (f"OM5.2 {OWN}", ""),
    "vocabulary_reuse": (f"VOC2 {OWN}#", ":Action a owl:Class ."),
    "terms_labelled": ("VOC3 Action", ":Action a owl:Class ."),
    "terms_defined": ("VOC4 Action", ":Action a owl:Class ."),
}  # fmt: skip

BAD_HEADERS = {
    "file_extension": ("P36", "<https://example.org/bad.owl> a owl:Ontology ."),
    "no_ontology": ("P38", ""),
    "ambiguous_namespace": ("P39", "[] a owl:Ontology ."),
    "namespace_is_id": (
        "URI2",
        """<https://example.org/one> a owl:Ontology ;
            vann:preferredNamespaceUri "https://example.org/two#" .""",
    ),
    "metadata_vocabularies": (
        "VOC1",
        '<https://example.org/bad> a owl:Ontology ; rdfs:label "bad" .',
    ),
}

CHECKS = {check.__name__: check for check in (*PITFALLS, *CORE_CHECKS, *FAIR)}


@pytest.mark.parametrize("name", BAD_EXAMPLES)
def test_an_ontology_that_falls_into_it_is_caught(name, wrong):
    expected, axioms = BAD_EXAMPLES[name]
    findings = [f"{found.code} {found.term}" for found in CHECKS[name](wrong(axioms))]
    assert any(found.startswith(expected) for found in findings), findings


@pytest.mark.parametrize("name", BAD_HEADERS)
def test_an_ontology_that_names_itself_badly_is_caught(name, wrong):
    code, header = BAD_HEADERS[name]
    assert [found.code for found in CHECKS[name](wrong("", header))] == [code]


def test_no_check_is_without_a_bad_example():
    assert set(CHECKS) == set(BAD_EXAMPLES) | set(BAD_HEADERS)


def test_a_domain_of_the_super_property_counts(wrong):
    view = wrong(
        """:hasRole a owl:ObjectProperty ; rdfs:domain :Text ; rdfs:range :Role .
        :hasPilot a owl:ObjectProperty ; rdfs:subPropertyOf :hasRole ."""
    )
    assert not list(CHECKS["missing_domain_or_range"](view))


def test_inverses_that_mirror_each_other_pass(wrong):
    view = wrong(
        """:governs a owl:ObjectProperty ; rdfs:domain :Body ; rdfs:range :Territory ;
            owl:inverseOf :isGovernedBy .
        :isGovernedBy a owl:ObjectProperty ; rdfs:domain :Territory ; rdfs:range :Body ."""
    )
    assert not list(CHECKS["wrong_inverse"](view))
