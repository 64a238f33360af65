"""What the editor of /sparql is given, and what its page holds without scripts."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

PAGE = {"Accept": "text/html"}


def terms(client: TestClient, language: str) -> dict[str, dict[str, str]]:
    found = client.get("/sparql/terms", headers={"Accept-Language": language}).json()["terms"]
    return {one["name"]: one for one in found}


def test_our_classes_and_properties_come_with_their_labels_in_the_readers_language(
    client: TestClient,
) -> None:
    french, english = terms(client, "fr"), terms(client, "en")
    assert french["ckg:Axis"]["label"] == "axe"
    assert english["ckg:Axis"]["label"] == "axis"
    assert english["ckg:Axis"]["kind"] == "class"
    assert english["ckg:pilotedBy"]["kind"] == "property"
    assert english["ckg:pilotedBy"]["definition"]


def test_terms_of_other_vocabularies_come_where_the_endpoint_knows_their_prefix(
    client: TestClient,
) -> None:
    body = client.get("/sparql/terms").json()
    assert body["prefixes"]["dcterms"] == "http://purl.org/dc/terms/"
    assert {"dcterms:title", "skos:prefLabel"} <= {one["name"] for one in body["terms"]}
    assert {one["name"].split(":")[0] for one in body["terms"]} <= set(body["prefixes"])


def test_every_question_is_an_example_that_runs_as_it_stands(client: TestClient) -> None:
    examples = client.get("/sparql/examples").json()
    questions = client.get("/questions", headers={"Accept": "application/json"}).json()
    assert [one["id"] for one in examples] == [one["id"] for one in questions]
    for one in examples:
        answer = client.get("/sparql", params={"query": one["query"]})
        assert answer.status_code == 200, (one["id"], answer.text)


def test_the_page_says_where_an_error_is_so_that_the_editor_can_show_it(client: TestClient) -> None:
    query = "SELECT *\nWHERE { nope:x ?p ?o }"
    page = client.get("/sparql", params={"query": query}, headers=PAGE)
    assert page.status_code == 400
    assert 'data-line="2" data-column="9"' in page.text


def test_an_error_without_a_place_marks_none(client: TestClient) -> None:
    page = client.post("/sparql", data={"query": "x" * 100_001}, headers=PAGE)
    assert page.status_code == 413
    assert "data-line" not in page.text


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", '"><img src=x>', "<b>"])
def test_a_query_cannot_become_a_part_of_the_page(client: TestClient, text: str) -> None:
    page = client.get("/sparql", params={"query": text}, headers=PAGE).text
    assert text not in page
