"""Finding things by their words."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app
from cooperation_kg.web.search.entries import Entry, FacetValue
from cooperation_kg.web.search.index import SearchIndex

NORD = FacetValue("nord", "Département du Nord")
AISNE = FacetValue("aisne", "Département de l'Aisne")
ONE, TWO = FacetValue("c-1", "Convention une"), FacetValue("c-2", "Convention deux")


def entry(kind: str, label: str, *, names=(), codes=(), texts=(), **facets: FacetValue) -> Entry:
    iri = f"urn:x:{kind}:{label}"
    values = {facet: (value,) for facet, value in facets.items()}
    return Entry(iri, kind, label, tuple(names), tuple(codes), tuple(texts), values)


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    roads = "Direction des routes"
    return SearchIndex([
        entry("organisation", roads, codes=["DR"], collectivity=NORD, convention=ONE),
        entry("organisation", "Direction des réseaux", codes=["DR"], collectivity=AISNE),
        entry("action", "Relier deux gares", texts=["une piste cyclable", roads], convention=ONE),
        entry("action", "Ouvrir un collège", texts=["accueil des élèves"], convention=TWO),
        entry("place", "Gare d’Étaples"),
        entry("organisation", "Département du Nord", names=["Nord"], convention=ONE),
        entry("organisation", "Communes du Nord"),
    ])  # fmt: skip


def labels(index: SearchIndex, text: str, **narrowed: list[str]) -> list[str]:
    found = index.search(text, narrowed, offset=0, limit=10)
    return [hit.entry.label for hit in found.hits]


def test_case_accents_and_french_endings_do_not_matter(index: SearchIndex) -> None:
    assert labels(index, "ETAPLES") == ["Gare d’Étaples"]
    assert labels(index, "pistes cyclables") == ["Relier deux gares"]
    assert set(labels(index, "gare")) == {"Gare d’Étaples", "Relier deux gares"}


def test_all_words_must_be_there_and_the_last_may_be_a_beginning(index: SearchIndex) -> None:
    assert labels(index, "accueil élèves") == ["Ouvrir un collège"]
    assert labels(index, "piste cycl") == ["Relier deux gares"]
    assert labels(index, "piste collège") == []


def test_an_acronym_finds_all_that_bear_it_and_its_words_what_they_do(index: SearchIndex) -> None:
    assert set(labels(index, "DR")) == {"Direction des routes", "Direction des réseaux"}
    assert "Relier deux gares" in labels(index, "routes")


def test_what_is_called_just_so_comes_first(index: SearchIndex) -> None:
    assert labels(index, "nord")[0] == "Département du Nord"


def test_facets_narrow_and_count_as_if_they_were_not_chosen_yet(index: SearchIndex) -> None:
    found = index.search("", {"kind": ["action"], "convention": ["c-1"]}, offset=0, limit=10)
    assert [hit.entry.label for hit in found.hits] == ["Relier deux gares"]
    kinds = {value.key: count for value, count in found.facets["kind"]}
    assert kinds == {"organisation": 2, "action": 1}
    conventions = {value.label: count for value, count in found.facets["convention"]}
    assert conventions == {"Convention une": 1, "Convention deux": 1}


def test_words_that_nothing_has_offer_what_has_similar_ones_and_say_so(index: SearchIndex) -> None:
    found = index.search("collèje", {}, offset=0, limit=10)
    assert found.nearly
    assert [hit.entry.label for hit in found.hits] == ["Ouvrir un collège"]
    assert index.search("xylophone", {}, offset=0, limit=10).total == 0


def test_the_excerpt_marks_what_was_asked(index: SearchIndex) -> None:
    (hit,) = index.search("élève", {}, offset=0, limit=10).hits
    assert ("élèves", True) in hit.excerpt


@pytest.mark.parametrize(
    "text", ['"', "a AND", "*", "\\", "[x", "(.*)+", "a" * 300, "é" * 300, "\0"]
)
def test_no_text_is_an_error(index: SearchIndex, text: str) -> None:
    index.search(text, {}, offset=0, limit=10)
    index.suggest(text, 5)


GRAPH = """
@prefix ckg: <https://w3id.org/cooperation-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix id: <https://w3id.org/cooperation-kg/id/> .
<https://w3id.org/cooperation-kg/id/convention/demo> a ckg:Protocol ; rdfs:label "Protocole"@fr ;
  dcterms:identifier "demo" ; dcterms:title "Protocole"@fr ;
  ckg:hasSource <https://w3id.org/cooperation-kg/id/document/demo> .
<https://w3id.org/cooperation-kg/id/action/demo-1> a ckg:Action ; rdfs:label "Planter <b>"@fr ;
  ckg:inConvention <https://w3id.org/cooperation-kg/id/convention/demo> ;
  ckg:hasParticipation <urn:p> .
<urn:p> ckg:participant <https://w3id.org/cooperation-kg/id/organisation/parcs> .
<https://w3id.org/cooperation-kg/id/organisation/parcs> rdfs:label "Service des parcs"@fr ;
  skos:prefLabel "Service des parcs"@fr ; ckg:acronym "SP" .
"""


@pytest.fixture(scope="module")
def site() -> Iterator[TestClient]:
    store = MemoryStore(parse(GRAPH, format=RdfFormat.TURTLE))
    with TestClient(create_app(store, Settings())) as client:
        yield client


def test_the_page_shows_findings_with_links_and_facets(site: TestClient) -> None:
    page = site.get("/search?q=parcs&lang=en", headers={"Accept": "text/html"}).text
    assert '<a href="/page/organisation/parcs?lang=en">Service des parcs</a>' in page
    assert "Planter &lt;b&gt;" in page
    assert 'name="convention" value="demo"' in page


def test_programs_get_json_and_the_box_gets_names(site: TestClient) -> None:
    found = site.get("/search?q=planter").json()
    assert found["hits"][0]["page"] == "/page/action/demo-1"
    assert found["facets"]["convention"] == [{"value": "demo", "label": "Protocole", "count": 1}]
    offers = site.get("/search/suggest?q=serv").json()
    assert [one["label"] for one in offers] == ["Service des parcs"]
    assert site.get("/search?page=0").status_code == 422
    assert site.get("/search", params={"q": "a" * 301}).status_code == 422


def test_the_index_follows_the_dataset() -> None:
    store = MemoryStore(parse(GRAPH, format=RdfFormat.TURTLE))
    with TestClient(create_app(store, Settings())) as client:
        assert client.get("/search?q=planter").json()["total"] == 1
        store.replace(parse(GRAPH.replace("Planter", "Arroser"), format=RdfFormat.TURTLE))
        for _ in range(200):  # it is made meanwhile: asked again until it is there
            if client.get("/search?q=arroser").json()["total"]:
                break
            time.sleep(0.05)
        assert client.get("/search?q=planter").json()["total"] == 0
