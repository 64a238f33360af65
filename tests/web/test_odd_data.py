"""Data that no build makes, but an update may: the pages show what there is, and never fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app

_ODD = """
PREFIX ckg: <https://w3id.org/cooperation-kg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX id: <https://w3id.org/cooperation-kg/id/action/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
BASE <https://w3id.org/cooperation-kg/id/>

<convention/x> a ckg:Protocol ; dcterms:identifier "x" ; dcterms:title "X" ; rdfs:label "X" ;
  ckg:hasSource <document/x> ; ckg:startDate "2020Z"^^xsd:gYear ; ckg:endDate "never" .
id:a a ckg:Action ; dcterms:identifier "1" ; dcterms:title "A" ; rdfs:label "A" ; ckg:order 1 ;
  ckg:inConvention <convention/x> ; ckg:isPartOf id:b ;
  ckg:mentions "words", <urn:a:b>, <mailto:x> .
ckg:Protocol rdfs:label "protocole"@fr , "protocol"@en .
id:b a ckg:Action ; dcterms:identifier "2" ; dcterms:title "B" ; rdfs:label "B" ; ckg:order 2 ;
  ckg:inConvention <convention/x> ; ckg:isPartOf id:a ; ckg:hasBudget id:b .
<evidence/1> a ckg:Evidence ; rdf:subject id:a ; rdf:predicate ckg:mentions ;
  rdf:object "words" ; ckg:line 3 ; ckg:quote "words" ; oa:hasSource <document/x> ;
  oa:hasSelector <selector/1> .
<evidence/2> a ckg:Evidence ; rdf:subject id:a ; rdf:predicate ckg:mentions ;
  rdf:object <urn:a:b> ; ckg:line 3 ; ckg:quote "b" ; oa:hasSource <document/x> ;
  oa:hasSelector <selector/1> .
<evidence/3> a ckg:Evidence ; rdf:subject <urn:a:b> ; rdf:predicate ckg:printedAs ;
  rdf:object "b" ; ckg:line 4 ; ckg:quote "b" ; oa:hasSource <document/x> ;
  oa:hasSelector <selector/1> .
<selector/1> oa:start 5 ; oa:end 6 .
<document/x> a ckg:SourceDocument ; dcterms:title "X" ; dcterms:publisher "P" ;
  ckg:fileName "../x" ; ckg:sha256 "0" ; ckg:characters 9 .
<theme/t> skos:broader <theme/t> ; skos:prefLabel "T"@fr .
<organisation/o> skos:prefLabel "O"@fr ; ckg:validSince "soon" ;
  ckg:hasMemberCommune <organisation/o> .
<territory/o> skos:prefLabel "O"@fr ; ckg:isLocatedIn <territory/o> .
"""


@pytest.fixture(scope="module")
def odd() -> Iterator[TestClient]:
    quads = [
        Quad(one.subject, one.predicate, one.object)
        for one in parse(_ODD.encode(), RdfFormat.TURTLE)
    ]
    app = create_app(MemoryStore(quads), Settings())
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "path",
    [
        "/", "/conventions", "/compare?c=x&c=x", "/timeline", "/map", "/page/convention/x",
        "/page/action/a", "/page/action/b", "/page/document/x", "/page/theme/t",
        "/page/organisation/o", "/page/territory/o",
    ],
)  # fmt: skip
def test_a_page_is_made_all_the_same(odd, path, language):
    answer = odd.get(path, params={"lang": language} if "?" not in path else None)
    assert answer.status_code == 200


def test_a_part_of_itself_ends(odd):
    page = odd.get("/page/action/a").text
    assert "words" in page


def test_a_date_that_is_none_stays_as_it_is_written(odd):
    assert "never" in odd.get("/conventions").text
