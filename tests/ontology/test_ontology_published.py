"""The tests of FOOPS! that ask the Web: https://w3id.org/foops/catalogue, on a server of ours.

w3id.org leads each IRI to the path of the same name on the server, so a path stands for its IRI.
Left out are FIND2 and FIND3 (registries) and OM4.2 (the licence's own site), which are not ours.
"""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app

BASE = "https://w3id.org/cooperation-kg"
FILES = {
    "/ontology": "cooperation-kg.ttl",
    "/ontology/axioms": "cooperation-kg-axioms.ttl",
    "/ontology/alignments": "cooperation-kg-alignments.ttl",
    "/ontology/concepts": "concepts.ttl",
}
SYNTAXES = {
    "text/turtle": ("ttl", "turtle"),
    "application/rdf+xml": ("rdf", "xml"),
    "application/ld+json": ("jsonld", "json-ld"),
    "application/n-triples": ("nt", "nt"),
}


@pytest.fixture(scope="module")
def server():
    with TestClient(create_app(MemoryStore(), Settings()), follow_redirects=False) as client:
        yield client


def in_file(folder, path):
    return Graph().parse(folder / FILES[path])


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("media_type", SYNTAXES)
def test_uri1_and_cn1_an_ontology_is_found_at_its_iri_in_each_syntax(
    server, folder, path, media_type
):
    ending, syntax = SYNTAXES[media_type]
    answer = server.get(path, headers={"Accept": media_type})
    assert answer.headers["Content-Type"].startswith(media_type)
    assert answer.headers["Content-Location"] == f"{path}.{ending}"
    assert "Accept" in answer.headers["Vary"]
    found = Graph().parse(data=answer.text, format=syntax)
    assert isomorphic(found, in_file(folder, path))


@pytest.mark.parametrize("path", FILES)
def test_the_ending_names_the_syntax_before_the_header_does(server, path):
    answer = server.get(f"{path}.rdf", headers={"Accept": "text/html"})
    assert answer.headers["Content-Type"] == "application/rdf+xml"


@pytest.mark.parametrize("path", FILES)
def test_ver2_the_iri_of_a_version_leads_to_that_version(server, folder, path):
    stated = in_file(folder, path).value(URIRef(BASE + path), OWL.versionIRI)
    assert stated is not None
    answer = server.get(str(stated).removeprefix(BASE), headers={"Accept": "text/turtle"})
    assert (URIRef(BASE + path), OWL.versionIRI, stated) in Graph().parse(data=answer.text)


def test_there_is_no_other_version(server):
    assert server.get("/ontology/9.9.9").status_code == 404
    assert server.get("/ontology/..%2f..%2fpyproject.toml").status_code == 404


class _Anchors(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids = []
        self.links = []

    def handle_starttag(self, _, attrs):
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)


@pytest.mark.parametrize("tongue", ["fr", "en"])
class TestDocumentation:
    def page(self, server, tongue, path="/ontology"):
        return server.get(path, headers={"Accept": "text/html", "Accept-Language": tongue})

    def test_doc1_a_browser_gets_documentation_where_each_term_has_its_anchor(
        self, server, core, tongue
    ):
        answer = self.page(server, tongue)
        assert answer.headers["Content-Type"].startswith("text/html")
        anchors = _Anchors()
        anchors.feed(answer.text)
        assert {core.name(term) for term in core.terms} <= set(anchors.ids)
        assert len(anchors.ids) == len(set(anchors.ids))

    def test_every_link_inside_the_page_has_its_target(self, server, tongue):
        anchors = _Anchors()
        anchors.feed(self.page(server, tongue).text)
        inside = {link[1:] for link in anchors.links if link.startswith("#")}
        assert inside <= set(anchors.ids)

    def test_labels_and_definitions_stand_in_both_languages(self, server, tongue):
        text = self.page(server, tongue).text
        for words in (
            "territoire d'établissement public territorial", "EPT territory",
            "Partie d'un organisme qui tient de lui son existence et ses missions.",
            "Part of an organisation that owes its existence and duties to it.",
        ):  # fmt: skip
            assert words in text.replace("&#39;", "'")

    def test_the_page_tells_what_the_axioms_say(self, server, tongue):
        text = self.page(server, tongue).text
        term = text.partition('id="isLocatedIn"')[2].partition("</article>")[0]
        assert 'href="#Location"' in term
        assert "transitive" in term
        chained = text.partition('id="concernsCommune"')[2].partition("</article>")[0]
        assert 'href="#hasParty"' in chained
        assert 'href="#hasMemberCommune"' in chained

    def test_the_page_tells_which_terms_of_others_are_near(self, server, tongue):
        text = self.page(server, tongue).text
        assert 'href="http://www.w3.org/ns/org#OrganizationalUnit"' in text
        assert "org:OrganizationalUnit" in text

    def test_a_part_is_a_place_in_the_page(self, server, tongue):
        answer = self.page(server, tongue, "/ontology/alignments")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/ontology#alignments")

    def test_the_overview_is_a_picture_with_a_title(self, server, tongue):
        picture = self.page(server, tongue).text.partition("<svg")[2].partition("</svg>")[0]
        assert 'role="group"' in picture  # not an image: its boxes are links
        assert '<title id="diagram-title">' in picture
        assert 'href="#Text"' in picture


def test_the_lists_of_values_and_their_concepts_lead_to_their_own_pages(server):
    text = server.get("/ontology", headers={"Accept": "text/html"}).text
    assert 'href="/page/scheme/role"' in text
    assert 'href="/page/concept/role-pilot"' in text


@pytest.mark.parametrize("media_type", SYNTAXES)
def test_the_shapes_are_published_too(server, root, media_type):
    ending, syntax = SYNTAXES[media_type]
    answer = server.get("/shapes", headers={"Accept": media_type})
    assert answer.headers["Content-Location"] == f"/shapes.{ending}"
    found = Graph().parse(data=answer.text, format=syntax)
    shape = URIRef("http://www.w3.org/ns/shacl#NodeShape")
    written = Graph()
    for file in sorted((root / "shapes").glob("*.ttl")):
        written.parse(file)
    assert set(found.subjects(RDF.type, shape)) == set(written.subjects(RDF.type, shape))
    assert len(found) == len(written)
