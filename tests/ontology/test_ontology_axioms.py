"""What the axioms let a reader conclude, and what they do not."""

from __future__ import annotations

import owlrl
import pytest
from owlrl.Namespaces import ERRNS
from rdflib import DCTERMS, ORG, OWL, RDF, Graph, Namespace, URIRef

from cooperation_kg.ontology_checks import read

CKG = Namespace("https://w3id.org/cooperation-kg/ontology#")
EX = Namespace("https://example.org/")

STATED = """
@prefix : <https://example.org/> .
@prefix ckg: <https://w3id.org/cooperation-kg/ontology#> .
@prefix org: <http://www.w3.org/ns/org#> .

:paris a ckg:CityOfParis .
:seine-saint-denis a ckg:Department .
:def a ckg:Direction ; org:unitOf :seine-saint-denis ; ckg:isUnitOfCollectivity :seine-saint-denis .
:ase a ckg:Service ; org:unitOf :def .

:convention a ckg:BilateralConvention ;
    ckg:hasPartyParticipation [ a ckg:PartyParticipation ; ckg:participant :paris ] ;
    ckg:hasAssociateParticipation [ a ckg:AssociateParticipation ; ckg:participant :apur ] .
:apur a ckg:Association .
:axis a ckg:Axis .
:action a ckg:Action ; ckg:isPartOf :axis ;
    ckg:hasPilotParticipation [ a ckg:PilotParticipation ; ckg:participant :ase ] ,
        [ a ckg:PilotParticipation ; ckg:participant :dases ; ckg:actsFor :paris ] ;
    ckg:hasPartnerParticipation :red-cross-takes-part .
:red-cross-takes-part a ckg:PartnerParticipation ; ckg:participant :red-cross .
:dases a ckg:Direction .
:sub-action a ckg:SubAction ; ckg:isPartOf :action .

:terres-d-envol a ckg:EtablissementPublicTerritorial ; ckg:hasMemberCommune :sevran ;
    ckg:hasCommuneMembership [ a ckg:CommuneMembership ; ckg:memberCommune :dugny ] .
:protocol a ckg:Protocol ;
    ckg:hasPartyParticipation [ a ckg:PartyParticipation ; ckg:participant :terres-d-envol ] .
"""


@pytest.fixture(scope="module")
def closure(root) -> Graph:
    graph = read(*sorted((root / "ontology").glob("cooperation-kg*.ttl")))
    graph.parse(data=STATED, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def of(graph: Graph, subject: str, predicate: URIRef) -> set[URIRef]:
    return {value for value in graph.objects(EX[subject], predicate) if value in EX}


def test_a_role_that_is_held_links_straight_to_who_holds_it(closure):
    assert of(closure, "convention", CKG.hasParty) == {EX.paris}
    assert of(closure, "action", CKG.pilotedBy) == {EX.ase, EX.dases}
    assert of(closure, "action", CKG.hasPartner) == {EX["red-cross"]}


def test_who_is_associated_with_a_text_is_no_party_to_it(closure):
    assert of(closure, "convention", CKG.hasAssociate) == {EX.apur}
    assert EX.apur not in of(closure, "convention", CKG.hasParty)


def test_a_service_that_pilots_leads_to_its_collectivity_and_not_to_its_direction(closure):
    assert of(closure, "ase", CKG.belongsTo) == {EX["def"], EX["seine-saint-denis"]}
    piloting = of(closure, "action", CKG.pilotingCollectivity)
    assert piloting == {EX["seine-saint-denis"], EX.paris}
    assert (EX["def"], RDF.type, CKG.Collectivity) not in closure


def test_a_sub_action_is_within_the_axis_and_part_of_its_action_only(closure):
    assert of(closure, "sub-action", CKG.isWithin) == {EX.action, EX.axis}
    assert of(closure, "sub-action", CKG.isPartOf) == {EX.action}
    assert of(closure, "axis", CKG.hasPart) == {EX.action}
    assert of(closure, "sub-action", DCTERMS.isPartOf) == {EX.action, EX.axis}


def test_a_text_of_an_ept_concerns_its_communes_however_they_are_stated(closure):
    communes = {EX.sevran, EX.dugny}
    assert of(closure, "terres-d-envol", CKG.hasMemberCommune) == communes
    assert of(closure, "protocol", CKG.concernsCommune) == communes
    assert of(closure, "sevran", CKG.isMemberCommuneOf) == {EX["terres-d-envol"]}


def test_a_role_that_is_held_says_what_it_is_held_in(closure):
    assert of(closure, "red-cross-takes-part", CKG.isParticipationIn) == {EX.action}


def test_kinds_reach_the_vocabularies_that_others_know(closure):
    assert (EX.paris, RDF.type, URIRef("http://data.europa.eu/m8g/PublicOrganisation")) in closure
    assert (EX["def"], RDF.type, ORG.OrganizationalUnit) in closure
    legal = URIRef("http://data.europa.eu/eli/ontology#LegalResource")
    assert (EX.convention, RDF.type, legal) in closure


def test_nothing_contradicts_and_no_two_things_become_one(closure):
    assert list(closure.subjects(RDF.type, ERRNS.ErrorMessage)) == []
    same = {pair for pair in closure.subject_objects(OWL.sameAs) if pair[0] in EX}
    assert [pair for pair in same if pair[0] != pair[1]] == []
