"""What search engines are told: the map of the site, what robots may do, what a page is about."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app

BASE = "https://w3id.org/cooperation-kg/"
HERE = "http://testserver"
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(text: str) -> list[str]:
    return [
        one.text.removeprefix(HERE)
        for one in ElementTree.fromstring(text).iterfind(".//s:loc", NAMESPACE)
    ]


class TestSitemap:
    def test_it_names_the_pages_of_the_site_and_of_what_has_a_name(self, sample):
        found = addresses(sample.get("/sitemap.xml").text)
        assert {"/", "/ontology", "/void", "/page/action/valmont-rocbourg-1"} <= set(found)
        assert "/page/theme/cadre-de-vie" in found
        assert not [one for one in found if one.startswith("/page/evidence/")]
        assert len(found) == len(set(found))

    def test_every_page_of_the_site_that_it_names_is_there(self, sample):
        for one in addresses(sample.get("/sitemap-0.xml").text):
            assert sample.get(one, headers={"Accept": "text/html"}).status_code == 200, one

    def test_where_there_are_too_many_it_names_its_parts(self, sample_quads, monkeypatch):
        monkeypatch.setattr("cooperation_kg.web.publishing.sitemap._MOST", 100)
        with TestClient(create_app(MemoryStore(sample_quads), Settings())) as client:
            index = client.get("/sitemap.xml").text
            assert "<sitemapindex" in index
            parts = addresses(index)
            listed = [one for part in parts for one in addresses(client.get(part).text)]
            beyond = f"/sitemap-{len(parts)}.xml"
            assert client.get(beyond).status_code == 404
        monkeypatch.undo()
        with TestClient(create_app(MemoryStore(sample_quads), Settings())) as client:
            assert sorted(listed) == sorted(addresses(client.get("/sitemap.xml").text))

    @pytest.mark.parametrize("part", ["-1", "x", "٣", "99999"])
    def test_there_is_no_other_part(self, sample, part):
        assert sample.get(f"/sitemap-{part}.xml").status_code == 404


def test_robots_are_led_to_the_map_and_away_from_queries(sample):
    lines = sample.get("/robots.txt").text.splitlines()
    assert f"Sitemap: {HERE}/sitemap.xml" in lines
    assert "Disallow: /sparql?" in lines
    assert "Disallow: /" not in lines


def told(sample, path: str, tongue: str = "fr") -> dict[str, object]:
    page = sample.get(path, headers={"Accept": "text/html", "Accept-Language": tongue}).text
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(found) <= 1
    return json.loads(found[0]) if found else {}


class TestStructuredData:
    def test_a_convention_is_legislation_with_its_parties_and_its_term(self, sample):
        said = told(sample, "/page/convention/valmont-rocbourg")
        assert said["@type"] == "Legislation"
        assert said["@id"] == f"{BASE}id/convention/valmont-rocbourg"
        assert said["name"] == "Convention entre Valmont et Rocbourg"
        assert said["legislationDate"] == "2020-01-10"
        assert said["temporalCoverage"] == "2020-03/2023"
        names = {party["name"] for party in said["legislationPassedBy"]}
        assert names == {"Département de Valmont", "Département de Rocbourg"}

    def test_an_organisation_has_its_numbers_and_who_it_belongs_to(self, sample):
        said = told(sample, "/page/organisation/departement-98-dvm")
        assert said["@type"] == "GovernmentOrganization"
        assert said["alternateName"] == ["DVM"]
        assert [one["name"] for one in said["parentOrganization"]] == ["Département de Valmont"]
        ept = told(sample, "/page/organisation/ept-200000001")
        assert ept["identifier"]["value"] == "200000001"
        assert ept["sameAs"] == ["https://annuaire-entreprises.data.gouv.fr/entreprise/200000001"]

    def test_an_association_is_told_as_one(self, sample):
        assert told(sample, "/page/organisation/ligue-des-berges")["@type"] == "NGO"

    def test_a_territory_lies_in_others_and_has_its_code(self, sample):
        said = told(sample, "/page/territory/commune-98001")
        assert said["@type"] == "AdministrativeArea"
        assert said["identifier"]["value"] == "98001"
        assert "Valmont" in {one["name"] for one in said["containedInPlace"]}
        assert said["sameAs"] == ["http://id.insee.fr/geo/commune/98001"]

    @pytest.mark.parametrize(("tongue", "name"), [("fr", "partie"), ("en", "party")])
    def test_a_concept_is_a_term_of_its_list(self, sample, tongue, name):
        said = told(sample, "/page/concept/role-party", tongue)
        assert said["@type"] == "DefinedTerm"
        assert said["name"] == name
        assert said["inDefinedTermSet"] == [f"{BASE}id/scheme/role"]

    def test_what_schema_org_has_no_word_for_is_not_told(self, sample):
        assert told(sample, "/page/action/valmont-rocbourg-1") == {}

    def test_the_first_page_is_about_the_dataset(self, sample):
        assert told(sample, "/")["@type"] == "Dataset"

    def test_nothing_can_end_the_script(self, client):
        page = client.get("/page/action/demo-b-1").text
        assert "<script>alert" not in page
        assert "</script>alert" not in page


class TestPages:
    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("valmont-rocbourg", "What this document says"),
            ("provenance", "for each value that was read"),
            ("inferences", "What follows from the rest"),
        ],
    )
    def test_the_page_of_a_graph_says_whose_words_are_in_it(
        self, sample, sample_quads, name, words
    ):
        page = sample.get(f"/page/graph/{name}?lang=en").text
        assert words in page
        number = len({q for q in sample_quads if q.graph_name.value == f"{BASE}graph/{name}"})
        assert f"<b>{number:,}</b>" in page
        assert f'href="/data/graph/{name}.ttl"' in page

    def test_a_list_of_values_shows_what_is_in_it(self, sample):
        page = sample.get("/page/scheme/role?lang=en").text
        assert 'href="/page/concept/role-pilot?lang=en"' in page


def test_only_the_axioms_of_the_ontology_have_blank_nodes(sample_quads):
    """So no thing that a page is about needs one."""
    blank = {
        quad.graph_name.value
        for quad in sample_quads
        if str(quad.subject).startswith("_:") or str(quad.object).startswith("_:")
    }
    assert blank == {f"{BASE}graph/ontology"}
