"""What a visitor brings is checked in a process with limits, and forgotten."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app

ROOT = Path(__file__).parents[1]
CONVENTION = ROOT / "extraction" / "samples" / "whole-convention.txt"
RECORD = ROOT / "validation" / "data" / "conventions" / "valmont-rocbourg.yaml"
LONELY_ACTION = "<urn:x:1> a <https://w3id.org/cooperation-kg/ontology#Action> .\n"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.glob("cooperation-kg-*")) == []


def sent(client: TestClient, path: Path, accept: str, address: str = "/validate"):
    with path.open("rb") as file:
        return client.post(address, files={"file": (path.name, file)}, headers={"Accept": accept})


def test_a_document_is_reported_on_with_its_lines_and_its_draft(client: TestClient) -> None:
    page = sent(client, CONVENTION, "text/html")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "télécharger le brouillon" in page.text
    assert "whole-convention.yaml" in page.text


def test_the_draft_comes_alone_as_a_file(client: TestClient) -> None:
    draft = sent(client, CONVENTION, "*/*", "/validate?format=draft")
    assert draft.headers["content-disposition"].endswith("whole-convention.yaml")
    assert '\nid: "whole-convention"\n' in draft.text


def test_the_steps_are_told_and_the_report_comes_last(client: TestClient) -> None:
    answer = sent(client, CONVENTION, "text/event-stream")
    blocks = [block.split("\n") for block in answer.text.strip().split("\n\n")]
    names = [block[0].removeprefix("event: ") for block in blocks]
    assert names == ["step"] * 5 + ["report"]
    assert "<section" in json.loads(blocks[-1][1].removeprefix("data: "))


def test_rdf_is_checked_as_the_body_of_a_request(client: TestClient) -> None:
    headers = {"Content-Type": "text/turtle", "Accept": "application/json"}
    answer = client.post("/validate", content=LONELY_ACTION, headers=headers)
    assert answer.headers["conforms"] == "false"
    rules = {finding["rule"].rpartition("#")[2] for finding in answer.json()["findings"]}
    assert {"HasIdentifier", "HasTitle"} <= rules
    report = client.post("/validate?format=turtle", content=LONELY_ACTION, headers=headers)
    assert "sh:ValidationReport" in report.text


def test_what_cannot_be_used_is_named_with_its_remedy_and_no_folder(
    client: TestClient, temporary: Path
) -> None:
    headers = {"Content-Type": "text/turtle", "Accept-Language": "en"}
    broken = client.post("/validate?name=mine.ttl", content="<a> <b>", headers=headers)
    assert broken.status_code == 400
    assert broken.json()["detail"].startswith("mine.ttl:1: does not parse")
    picture = client.post("/validate?name=../../x.png", content=b"\x89PNG")
    assert picture.status_code == 400
    assert picture.json()["detail"].startswith("x.png : ne peut être vérifié")
    assert str(temporary) not in broken.text + picture.text
    assert client.post("/validate", content=b"?").status_code == 415
    assert client.post("/validate", files={"other": b"?"}).status_code == 400
    assert client.post("/validate", data={"file": "text"}).status_code == 415


def test_a_check_that_takes_too_long_or_too_much_is_stopped() -> None:
    hasty = dataclasses.replace(Settings(), upload_time_limit_s=0.05)
    with TestClient(create_app(MemoryStore(), hasty)) as client:
        answer = sent(client, RECORD, "application/json")
        assert answer.status_code == 400
        assert "dépasse 0.05 s" in answer.json()["detail"]
    narrow = dataclasses.replace(Settings(), upload_memory_limit_mb=4)
    with TestClient(create_app(MemoryStore(), narrow)) as client:
        answer = sent(client, CONVENTION, "application/json")
        assert answer.status_code == 400
        assert "trop de mémoire" in answer.json()["detail"]
