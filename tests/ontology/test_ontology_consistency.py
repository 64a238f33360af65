"""HermiT finds contradictions, and says clearly when it cannot run."""

from __future__ import annotations

import shutil

import pytest

from cooperation_kg.ontology_checks import JavaMissing, ReasonerFailed, reason

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed")


@needs_java
def test_the_ontology_is_consistent_and_every_class_can_have_an_instance(whole):
    verdict = reason(whole.graph)
    assert verdict.consistent
    assert verdict.unsatisfiable == ()


@needs_java
def test_a_class_below_two_disjoint_ones_is_unsatisfiable(wrong):
    view = wrong(
        """:Text a owl:Class ; owl:disjointWith :Place . :Place a owl:Class .
        :Charter a owl:Class ; rdfs:subClassOf :Text , :Place ."""
    )
    verdict = reason(view.graph)
    assert verdict.consistent
    assert verdict.unsatisfiable == ("https://example.org/bad#Charter",)


@needs_java
def test_a_thing_in_two_disjoint_classes_is_a_contradiction(wrong):
    view = wrong(
        """:Text a owl:Class ; owl:disjointWith :Place . :Place a owl:Class .
        :bobigny a owl:NamedIndividual , :Text , :Place ."""
    )
    assert not reason(view.graph).consistent


@needs_java
def test_a_range_that_hermit_does_not_know_is_said_to_be_so(wrong):
    view = wrong(":signed a owl:DatatypeProperty ; rdfs:range xsd:gYear .")
    with pytest.raises(ReasonerFailed, match="gYear"):
        reason(view.graph)


def test_without_java_the_message_says_what_to_install(wrong, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(JavaMissing, match="apt-get install default-jre-headless"):
        reason(wrong("").graph)
