"""Every format over HTTP, for every kind of query, read by libraries that did not write it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
import rdflib
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

BASE = "https://w3id.org/cooperation-kg/"
ACTION = f"{BASE}id/action/demo-a-1"
LABEL = 'Ouvrir un jardin,\n"partagé"'
SELECT = f"""SELECT ?iri ?text ?number ?none ?blank {{
    <{ACTION}> rdfs:label ?text ; ckg:order ?number .
    BIND(<{ACTION}> AS ?iri) BIND(BNODE() AS ?blank)
}}"""
ASK = f"ASK {{ <{ACTION}> a ckg:Action }}"
CONSTRUCT = f"CONSTRUCT {{ <{ACTION}> rdfs:label ?l }} WHERE {{ <{ACTION}> rdfs:label ?l }}"
DESCRIBE = f"DESCRIBE <{BASE}id/convention/demo-b>"
CONSTRUCTED = f'<{ACTION}> <{rdflib.RDFS.label}> "Ouvrir un jardin,\\n\\"partagé\\""@fr .'
DESCRIBED = f"""<{BASE}id/convention/demo-b> a <{BASE}ontology#Protocol> ;
    <{rdflib.RDFS.label}> "Protocole B"@fr ."""
SRX = "{http://www.w3.org/2005/sparql-results#}"

GRAPHS = {
    "ttl": ("text/turtle", "turtle"),
    "nt": ("application/n-triples", "nt"),
    "nq": ("application/n-quads", "nquads"),
    "trig": ("application/trig", "trig"),
    "jsonld": ("application/ld+json", "json-ld"),
    "rdf": ("application/rdf+xml", "xml"),
}
ROWS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
By = Callable[[TestClient, str, str, str], bytes]


def by_name(client: TestClient, query: str, name: str, media_type: str) -> bytes:
    """`format=` counts before the header."""
    headers = {"accept": "image/png"}
    response = client.get("/sparql", params={"query": query, "format": name}, headers=headers)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].partition(";")[0] == media_type
    return response.content


def by_header(client: TestClient, query: str, _: str, media_type: str) -> bytes:
    response = client.post("/sparql", data={"query": query}, headers={"accept": media_type})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].partition(";")[0] == media_type
    return response.content


ways = pytest.mark.parametrize("by", [by_name, by_header])


@ways
@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize(("query", "turtle"), [(CONSTRUCT, CONSTRUCTED), (DESCRIBE, DESCRIBED)])
def test_triples(client: TestClient, by: By, name: str, query: str, turtle: str) -> None:
    media_type, parser = GRAPHS[name]
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=by(client, query, name, media_type).decode(), format=parser)
    found = rdflib.Graph()
    for triple in dataset.triples((None, None, None)):
        found.add(triple)
    assert isomorphic(found, rdflib.Graph().parse(data=turtle, format="turtle"))


@ways
def test_rows_as_json(client: TestClient, by: By) -> None:
    read = json.loads(by(client, SELECT, "json", ROWS["json"]))
    assert set(read["head"]["vars"]) == {"iri", "text", "number", "none", "blank"}
    (row,) = read["results"]["bindings"]
    assert row["iri"] == {"type": "uri", "value": ACTION}
    assert row["text"] == {"type": "literal", "value": LABEL, "xml:lang": "fr"}
    integer = str(rdflib.XSD.integer)
    assert row["number"] == {"type": "literal", "value": "1", "datatype": integer}
    assert row["blank"]["type"] == "bnode"
    assert "none" not in row


@ways
def test_rows_as_xml(client: TestClient, by: By) -> None:
    root = ET.fromstring(by(client, SELECT, "xml", ROWS["xml"]))
    (result,) = root.iter(SRX + "result")
    cells = {binding.get("name"): binding[0] for binding in result}
    assert cells["iri"].tag == SRX + "uri"
    assert cells["iri"].text == ACTION
    assert cells["text"].text == LABEL
    assert cells["text"].get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert cells["number"].get("datatype") == str(rdflib.XSD.integer)
    assert cells["blank"].tag == SRX + "bnode"
    assert "none" not in cells


@ways
def test_rows_as_csv(client: TestClient, by: By) -> None:
    text = by(client, SELECT, "csv", ROWS["csv"]).decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["iri"], row["text"], row["number"], row["none"]) == (ACTION, LABEL, "1", "")
    assert row["blank"].startswith("_:")


@ways
def test_rows_as_tsv(client: TestClient, by: By) -> None:
    """https://www.w3.org/TR/sparql11-results-csv-tsv/#tsv: terms as in Turtle."""
    head, line = by(client, SELECT, "tsv", ROWS["tsv"]).decode().splitlines()
    row = dict(zip(head.split("\t"), line.split("\t"), strict=True))
    assert row["?iri"] == f"<{ACTION}>"
    assert row["?text"] == '"Ouvrir un jardin,\\n\\"partagé\\""@fr'
    assert row["?number"] in {"1", f'"1"^^<{rdflib.XSD.integer}>'}
    assert row["?none"] == ""
    assert row["?blank"].startswith("_:")


@ways
def test_yes_or_no(client: TestClient, by: By) -> None:
    assert json.loads(by(client, ASK, "json", ROWS["json"]))["boolean"] is True
    root = ET.fromstring(by(client, ASK, "xml", ROWS["xml"]))
    assert root.findtext(SRX + "boolean") == "true"


@pytest.mark.parametrize(
    ("query", "names"),
    [(SELECT, set(GRAPHS) - {"jsonld", "rdf"}), (ASK, {"csv", "tsv", "ttl"}), (CONSTRUCT, {"csv"})],
)
def test_what_a_query_has_not_is_refused(client: TestClient, query: str, names: set[str]) -> None:
    for name in names | {"png"}:
        response = client.get("/sparql", params={"query": query, "format": name})
        assert response.status_code == 406, name
