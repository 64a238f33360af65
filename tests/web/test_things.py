"""The IRIs of things: where they lead, and the page that shows a thing of any kind."""

from __future__ import annotations

import dataclasses

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app

ACTION = "/id/action/demo-a-1"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("accept", "target"),
    [
        ("text/html", "/page/action/demo-a-1"),
        (BROWSER, "/page/action/demo-a-1"),
        ("text/turtle", "/data/action/demo-a-1"),
        ("*/*", "/data/action/demo-a-1"),
        ("text/html;q=0.4, application/ld+json;q=0.9", "/data/action/demo-a-1"),
        ("text/html;q=0.9, application/ld+json;q=0.4", "/page/action/demo-a-1"),
    ],
)  # fmt: skip
def test_an_iri_leads_to_the_document_that_is_asked_for(client, accept, target):
    answer = client.get(ACTION, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Location"]) == (303, target)
    assert "Accept" in answer.headers["Vary"]


def test_the_query_names_a_format_before_the_header_does(client):
    def leads_to(query):
        return client.get(f"{ACTION}?{query}", headers=HTML).headers["Location"]

    assert leads_to("format=ttl") == "/data/action/demo-a-1.ttl"
    assert leads_to("format=html") == "/page/action/demo-a-1"
    assert leads_to("lang=en") == "/page/action/demo-a-1?lang=en"


@pytest.mark.parametrize(
    ("address", "accept"), [(ACTION, "image/png"), (f"{ACTION}?format=pdf", "*/*")]
)
def test_no_other_format_is_promised(client, address, accept):
    assert client.get(address, headers={"Accept": accept}).status_code == 406


def test_the_header_names_the_documents_about_a_thing(client):
    links = client.head(ACTION).headers["Link"]
    assert '</data/action/demo-a-1>; rel="describedby"' in links
    assert '</page/action/demo-a-1>; rel="canonical"' in links
    assert '</data/action/demo-a-1.ttl>; rel="alternate"; type="text/turtle"' in links


@pytest.mark.parametrize(
    "path",
    [
        "action/demo-z", "nothing/demo-a-1", "action/..", "action/%2e%2e", "action/a%2Fb",
        "action/a%00b", "action/a%20b", "action/%3E%20.%20%7D", "action/%ff%fe", "action/é",
        f"action/{'a' * 5000}", "graph/demo-z",
    ],
)  # fmt: skip
@pytest.mark.parametrize("room", ["id", "page"])
def test_what_the_graph_does_not_hold_is_not_found(client, room, path):
    assert client.get(f"/{room}/{path}").status_code == 404


def test_a_named_graph_is_a_thing_too(client):
    assert client.get("/graph/demo-a", headers=HTML).headers["Location"] == "/page/graph/demo-a"
    assert client.get("/graph/demo-z").status_code == 404
    assert client.get("/id/graph/demo-a").status_code == 404


def test_a_page_says_what_the_graph_says_in_the_words_of_the_reader(client):
    english = client.get("/page/action/demo-a-1?lang=en").text
    assert '<h1 lang="fr">Ouvrir un jardin' in english
    assert '<a href="/ontology?lang=en#Action">action</a>' in english
    assert '<a href="/page/organisation/service-des-parcs?lang=en" lang="fr">' in english
    french = client.get("/page/action/demo-a-1").text
    assert "<h1>Ouvrir un jardin" in french


def test_a_page_shows_what_points_to_its_thing(client):
    page = client.get("/page/organisation/service-des-parcs").text
    pointing = page.partition("Ce qui y renvoie")[2]
    assert '<a href="/page/action/demo-a-1">Ouvrir un jardin' in pointing


def test_the_head_of_a_page_names_its_data(client):
    answer = client.get("/page/action/demo-a-1?lang=en")
    assert (
        '<link rel="alternate" type="text/turtle" href="/data/action/demo-a-1.ttl"' in answer.text
    )
    about = '<https://w3id.org/cooperation-kg/id/action/demo-a-1>; rel="describes"'
    assert about in answer.headers["Link"]


def test_a_label_is_text_whatever_it_holds(client):
    page = client.get("/page/action/demo-b-1").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_another_base_has_its_own_things_and_the_ontologys_concepts():
    base = "https://example.org/kg/"
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    graph = NamedNode(f"{base}graph/demo")
    quads = [
        Quad(NamedNode(iri), label, Literal("X"), graph)
        for iri in (f"{base}id/place/x", "https://w3id.org/cooperation-kg/id/concept/role-party")
    ]
    settings = dataclasses.replace(Settings(), base_iri=base)
    with TestClient(create_app(MemoryStore(quads), settings), follow_redirects=False) as client:
        for path in ("/id/place/x", "/id/concept/role-party", "/graph/demo"):
            answer = client.get(path, headers=HTML)
            assert answer.status_code == 303, path
            assert client.get(answer.headers["Location"]).status_code == 200
        described = client.get("/data/place/x.nt").text
        assert f"<{base}data/place/x> <http://xmlns.com/foaf/0.1/primaryTopic>" in described
        assert f"<{base}void#dataset>" in described
