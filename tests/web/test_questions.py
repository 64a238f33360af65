"""The catalogue on the web: every route comes from the file of its question."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.testclient import TestClient

from cooperation_kg.questions import Catalogue
from cooperation_kg.resources import resource
from cooperation_kg.web.wording import texts

CATALOGUE = Catalogue(resource("queries"))
IDS = [question.id for question in CATALOGUE]


def test_the_list_is_a_page_for_people_and_json_for_programs(client: TestClient) -> None:
    page = client.get("/questions", headers={"Accept": "text/html", "Accept-Language": "en"})
    listed = client.get("/questions", headers={"Accept": "application/json"}).json()
    assert [one["id"] for one in listed] == IDS
    for question in CATALOGUE:
        assert f'href="/questions/{question.id}"' in page.text
    assert "Partners named in more than one convention" in page.text


@pytest.mark.parametrize("question_id", IDS)
def test_every_question_answers_in_every_form(client: TestClient, question_id: str) -> None:
    question = CATALOGUE[question_id]
    given = {name: one.example for name, one in question.parameters.items()}
    for ending in ("json", "csv", "tsv", "ttl"):
        response = client.get(f"/questions/{question_id}.{ending}", params=given)
        assert response.status_code == 200, response.text
    as_csv = client.get(f"/questions/{question_id}", params=given, headers={"Accept": "text/csv"})
    assert next(csv.reader(io.StringIO(as_csv.text))) == list(question.columns)
    page = client.get(f"/questions/{question_id}", params=given, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert question.summary["fr"].split("'")[0] in page.text


def test_the_description_for_programs_names_each_question_and_its_parameters(
    client: TestClient,
) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {f"/questions/{one}" for one in IDS} <= set(paths)
    (date,) = paths["/questions/active-on"]["get"]["parameters"]
    assert (date["name"], date["required"]) == ("date", True)
    assert date["schema"] == {"type": "string", "format": "date"}


def test_the_head_of_an_answer_names_it_as_data(client: TestClient) -> None:
    page = client.get("/questions/active-on?date=2019-01-01", headers={"Accept": "text/html"})
    data = "/questions/active-on.csv?date=2019-01-01"
    assert f'<link rel="alternate" type="text/csv" href="{data}"' in page.text
    assert f'<{data}>; rel="alternate"; type="text/csv"' in page.headers["Link"]
    asked = client.get("/questions/active-on", headers={"Accept": "text/html"})
    assert 'rel="alternate" type=' not in asked.text


def test_every_column_has_a_heading_for_people() -> None:
    for language in ("fr", "en"):
        headings = texts(language)["questions"]["columns"]
        assert {name for question in CATALOGUE for name in question.columns} <= set(headings)


def test_a_missing_parameter_is_asked_for_on_the_page_and_an_error_for_programs(
    client: TestClient,
) -> None:
    page = client.get("/questions/active-on", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert 'type="date"' in page.text
    assert "curl" in page.text
    problem = client.get("/questions/active-on", headers={"Accept": "application/json"})
    assert problem.status_code == 400
    assert problem.headers["content-type"] == "application/problem+json"
    assert "date=2019-06-30" in problem.json()["detail"]


def test_a_wrong_parameter_is_said_beside_the_form_in_the_readers_language(
    client: TestClient,
) -> None:
    asked = {"Accept": "text/html", "Accept-Language": "fr"}
    page = client.get("/questions/active-on?date=hier", headers=asked)
    assert page.status_code == 400
    assert "« hier » n&#39;est pas une date" in page.text
    assert 'value="hier"' in page.text
    assert client.get("/questions/active-on?date=2019-01-01&date=2020-01-01").status_code == 400
    assert client.get("/questions/active-on?day=2019-01-01").status_code == 400


def test_a_value_never_becomes_a_part_of_the_query(client: TestClient) -> None:
    response = client.get("/questions/by-place.json", params={"place": '") } #\n"<script>'})
    assert response.status_code == 200
    assert response.json() == []


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get("/questions/none").status_code == 404
    assert client.get("/questions/actions.exe").status_code == 404
    accept = {"Accept": "image/png"}
    assert client.get("/questions/actions", headers=accept).status_code == 406
