"""The ontology that is published: sound, explained, and holding every term that is used."""

from __future__ import annotations

import itertools
from typing import Literal, get_args, get_origin

import pytest
from pydantic import BaseModel
from rdflib import OWL, RDF, SKOS, URIRef

from cooperation_kg.ontology_checks import (
    CORE_CHECKS,
    FAIR,
    PITFALLS,
    View,
    owl_2_dl,
    owl_2_rl,
    read,
    read_accepted,
    sort,
    unknown_terms,
)
from cooperation_kg.records import model

CORE = "cooperation-kg.ttl"
FILES = ("cooperation-kg-axioms.ttl", "cooperation-kg-alignments.ttl", "concepts.ttl")
BASE = "https://w3id.org/cooperation-kg/"

SCHEMES = {
    "status": ("Participant", "status"),
    "precision": ("Deadline", "precision"),
    "budget-kind": ("Budget", "kind"),
    "per": ("Amount", "per"),
    "clause-kind": ("Clause", "kind"),
    "citation-kind": ("Citation", "kind"),
    "citation-relation": ("Citation", "relation"),
    "mention-kind": ("Mention", "kind"),
    "body-level": ("Body", "level"),
    "discrepancy-kind": ("Discrepancy", "kind"),
    "absent-field": ("Absence", "field"),
    "counted-thing": ("DeclaredCount", "what"),
}
BEYOND_THE_RECORDS = {
    # A body's frequency is missing where its own record says so, not by an Absence.
    "absent-field": {"frequency"},
}


def test_no_pitfall_is_left_open_and_no_accepted_one_is_gone(core, whole, folder):
    findings = [
        *itertools.chain.from_iterable(check(whole) for check in PITFALLS),
        *itertools.chain.from_iterable(check(core) for check in (*FAIR, *CORE_CHECKS)),
    ]
    held = sort(findings, read_accepted(folder / "accepted-findings.yaml"))
    assert held.open == ()
    assert held.stale == ()


@pytest.mark.parametrize("file", [None, *FILES])
def test_each_file_stays_in_owl_2_dl_with_what_it_imports(file, folder):
    files = [folder / CORE] + ([folder / file] if file else [])
    assert list(owl_2_dl(View(read(*files)))) == []


def test_all_files_together_stay_in_owl_2_dl_and_in_owl_2_rl(whole):
    assert list(owl_2_dl(whole)) == []
    assert list(owl_2_rl(whole)) == []


def test_no_rule_may_declare_two_things_the_same(whole):
    merging = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty)
    for kind in merging:
        assert list(whole.graph.subjects(RDF.type, kind)) == []
    for predicate in (OWL.hasKey, OWL.maxCardinality, OWL.maxQualifiedCardinality, OWL.sameAs):
        assert list(whole.graph.subjects(predicate)) == []


def test_every_term_has_an_example_and_says_which_ontology_defines_it(core):
    ontology = URIRef(BASE + "ontology")
    for term in core.terms:
        assert core.graph.value(term, SKOS.example) is not None, term
        assert (
            core.graph.value(term, URIRef("http://www.w3.org/2000/01/rdf-schema#isDefinedBy"))
            == ontology
        )


def test_axioms_and_alignments_speak_only_of_terms_of_the_core(core, folder):
    for file in FILES:
        view = View(read(folder / file))
        own = {node for triple in view.graph for node in triple if core.is_own(node)}
        assert own <= set(core.terms), file


def test_a_territory_its_organisation_a_text_and_a_commitment_exclude_each_other(whole):
    sides = ("Location", "Organisation", "Text", "PlanElement")
    for first, second in itertools.combinations(sides, 2):
        pair = frozenset(URIRef(f"{BASE}ontology#{name}") for name in (first, second))
        assert pair in whole.disjoint


def test_the_city_of_paris_is_a_commune_and_a_department(core):
    above = {core.name(c) for c in core.ancestors(URIRef(f"{BASE}ontology#CityOfParis"), SUB_CLASS)}
    assert {"Commune", "Department", "Collectivity", "PublicBody", "Organisation"} <= above


SUB_CLASS = URIRef("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def _values(owner: str, field: str) -> set[str]:
    record: type[BaseModel] = getattr(model, owner)
    annotation = record.model_fields[field].annotation
    assert get_origin(annotation) is Literal
    return set(get_args(annotation))


def _notations(view: View, scheme: str) -> set[str]:
    concepts = view.graph.subjects(SKOS.inScheme, URIRef(f"{BASE}id/scheme/{scheme}"))
    return {str(view.graph.value(concept, SKOS.notation)) for concept in concepts}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_list_of_values_holds_what_records_may_write(scheme, whole):
    expected = _values(*SCHEMES[scheme]) | BEYOND_THE_RECORDS.get(scheme, set())
    assert _notations(whole, scheme) == expected


def test_the_roles_are_those_of_participations(whole):
    kinds = {"party", "pilot", "partner", "funder", "member", "signatory", "associated"}
    assert _notations(whole, "role") == kinds


def test_a_concept_is_named_after_its_list_and_its_value(whole):
    for concept in whole.graph.subjects(RDF.type, SKOS.Concept):
        scheme = str(whole.graph.value(concept, SKOS.inScheme)).rpartition("/")[2]
        notation = whole.graph.value(concept, SKOS.notation)
        assert str(concept) == f"{BASE}id/concept/{scheme}-{notation}"
        for predicate in (SKOS.prefLabel, SKOS.definition):
            languages = {text.language for text in whole.graph.objects(concept, predicate)}
            assert languages == {"fr", "en"}, (concept, predicate)


@pytest.mark.parametrize("place", ["shapes", "queries", "src/cooperation_kg"])
def test_every_term_that_is_used_is_in_the_ontology(place, core, root):
    endings = {".ttl", ".rq", ".py"}
    files = [file for file in (root / place).rglob("*") if file.suffix in endings]
    checks = root / "src/cooperation_kg/ontology_checks"
    unknown = [
        f"{file.relative_to(root)}: {found}"
        for file in files
        if checks not in file.parents
        for found in unknown_terms(file.read_text(encoding="utf-8"), core)
    ]
    assert unknown == []


def test_a_term_that_is_not_in_the_ontology_is_found_wherever_it_is_written(core):
    text = "?a ckg:pilotedBy ?b ; ckg:pilotedbY ?c . CKG.hasPilott <https://w3id.org/cooperation-kg/ontology#Acton>"
    assert [found.term for found in unknown_terms(text, core)] == [
        "Acton",
        "hasPilott",
        "pilotedbY",
    ]


def test_an_acceptance_that_covers_nothing_is_called_stale(tmp_path):
    file = tmp_path / "accepted.yaml"
    file.write_text("- {code: P13, reason: none, terms: [governs]}", encoding="utf-8")
    assert sort([], read_accepted(file)).stale == ("P13 governs",)
