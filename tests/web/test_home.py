"""The first page, and the list of conventions."""

from __future__ import annotations

from page_reading import links, part, shown

from cooperation_kg.questions import Catalogue
from cooperation_kg.resources import resource


def test_a_figure_is_the_number_of_rows_of_the_question_it_leads_to(sample):
    html = sample.get("/").text
    said = part(html, "Ce que contient le graphe")
    for question, words in (("conventions", "conventions"), ("actions", "actions et parties")):
        rows = sample.get(f"/questions/{question}.json").json()
        assert f"{len(rows)} {words}" in said
        assert f"/questions/{question}" in {one for group in links(html).values() for one in group}


def test_the_figures_count_by_hand(sample):
    said = part(sample.get("/?lang=en").text, "What the graph holds")
    assert "2 conventions" in said
    assert "7 actions and parts of actions" in said  # 1, 2, 2.1, 2.2, 3 and A.1, B


def test_it_leads_to_conventions_questions_and_search(sample):
    html = sample.get("/").text
    found = links(html)
    assert found["Protocole des berges"] == ["/page/convention/berges"]
    known = {question.id for question in Catalogue(resource("queries"))}
    asked = [one for group in found.values() for one in group if one.startswith("/questions/")]
    assert len(asked) > 4 and {one.removeprefix("/questions/") for one in asked} <= known
    assert 'action="/search"' in html


def test_it_shows_where_a_value_is_written(sample, sourced):
    said = part(sample.get("/").text, "Où est-ce écrit")
    assert "Réparer le pont" in said and "25 000 €" in said and "ligne 24" in said
    assert "<mark>25 000 €</mark>" in sourced.get("/").text


def test_an_empty_graph_says_so(empty):
    assert "Le graphe ne contient encore aucun texte." in shown(empty.get("/").text)
    for path in ("/conventions", "/compare", "/timeline", "/map"):
        assert empty.get(path).status_code == 200


def test_the_list_says_what_each_text_is(sample):
    html = sample.get("/conventions").text
    said = shown(html)
    assert "Convention bilatérale Convention entre Valmont et Rocbourg" in said
    assert "de mars 2020 à 2023, adoption : 10 janvier 2020" in said
    assert "Contenu 2 axes, 3 actions, 1 domaine d'échange" in said
    assert "Protocole Protocole des berges" in said
    assert "Le texte ne donne ni début, ni fin" in said


def test_the_list_is_in_english_too(sample):
    said = shown(sample.get("/conventions?lang=en").text)
    assert "Bilateral convention Convention entre Valmont et Rocbourg" in said
    assert "March 2020 to 2023, adopted: 10 January 2020" in said
    assert "Contents 2 axes, 3 actions, 1 domain of exchange" in said


def test_publications_stand_apart_from_what_binds(published):
    said = shown(published.get("/conventions").text)
    assert said.index("Publications") < said.index("Stratégie publique n°3")
    assert said.index("contrat de Ville parisien") < said.index("Publications")


def test_pages_can_be_kept_and_asked_for_again(sample):
    first = sample.get("/conventions")
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = sample.get("/conventions", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
