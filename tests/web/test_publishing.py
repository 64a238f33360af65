"""The dataset as a whole: its description, its files, its page."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import DCAT, DCTERMS, RDF, VOID, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from cooperation_kg.settings import Settings
from cooperation_kg.store import DiskStore
from cooperation_kg.web import create_app

BASE = "https://w3id.org/cooperation-kg/"
CKG = Namespace(f"{BASE}ontology#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
DATASET = URIRef(f"{BASE}void#dataset")
HERE = "http://testserver"
NAMES = [f"cooperation-kg.{ending}.gz" for ending in ("nq", "trig", "ttl", "jsonld")]


@pytest.fixture(scope="module")
def described(sample):
    return Graph().parse(data=sample.get("/void.ttl").text)


class TestDescription:
    @pytest.mark.parametrize(
        ("media_type", "syntax"),
        [
            ("text/turtle", "turtle"), ("application/ld+json", "json-ld"),
            ("application/rdf+xml", "xml"), ("application/n-triples", "nt"),
        ],
    )  # fmt: skip
    def test_every_format_says_the_same(self, sample, described, media_type, syntax):
        answer = sample.get("/void", headers={"Accept": media_type})
        assert answer.headers["Content-Type"].startswith(media_type)
        found = Graph()
        for triple in Dataset(default_union=True).parse(data=answer.text, format=syntax):
            found.add(triple[:3])
        assert isomorphic(found, described)

    def test_the_well_known_address_leads_there(self, sample):
        answer = sample.get("/.well-known/void")
        assert (answer.status_code, answer.headers["Location"]) == (303, "/void")

    def test_no_other_format(self, sample):
        assert sample.get("/void.pdf").status_code == 404
        assert sample.get("/void", headers={"Accept": "image/png"}).status_code == 406

    def test_nothing_is_a_blank_node(self, described):
        assert not [term for triple in described for term in triple if isinstance(term, BNode)]


class TestVoid:
    def test_the_numbers_are_those_of_the_dataset(self, described, sample_quads):
        triples = {quad.triple for quad in sample_quads}
        numbers = {
            VOID.triples: len(triples),
            VOID.distinctSubjects: len({t.subject for t in triples}),
            VOID.distinctObjects: len({t.object for t in triples}),
            VOID.properties: len({t.predicate for t in triples}),
        }
        for predicate, number in numbers.items():
            assert described.value(DATASET, predicate).toPython() == number

    def test_each_graph_is_a_part_with_its_numbers(self, described, sample_quads):
        names = {quad.graph_name for quad in sample_quads}
        graphs = {one for one in described.objects(DATASET, VOID.subset) if "/graph/" in one}
        assert graphs == {URIRef(name.value) for name in names}
        record = f"{BASE}graph/valmont-rocbourg"
        number = len({q.triple for q in sample_quads if q.graph_name == NamedNode(record)})
        assert described.value(URIRef(record), VOID.triples).toPython() == number

    def test_classes_and_properties_are_counted(self, described):
        (actions,) = described.subjects(VOID["class"], CKG.Action)
        # valmont-rocbourg: 1, 2, 2.1, 2.2, 3; berges: see its record.
        assert described.value(actions, VOID.entities).toPython() >= 5
        (titles,) = described.subjects(VOID.property, DCTERMS.title)
        assert (DATASET, VOID.propertyPartition, titles) in described

    def test_it_tells_where_the_data_can_be_had(self, sample, described):
        assert described.value(DATASET, VOID.sparqlEndpoint) == URIRef(f"{HERE}/sparql")
        dumps = set(described.objects(DATASET, VOID.dataDump))
        assert dumps == {URIRef(f"{HERE}/dumps/{name}") for name in NAMES}
        for graph in described.objects(DATASET, VOID.subset):
            if address := described.value(graph, VOID.dataDump):
                assert sample.get(str(address)).status_code == 200


class TestDcat:
    def test_the_catalogue_has_the_dataset_and_the_endpoint(self, described):
        (catalogue,) = described.subjects(RDF.type, DCAT.Catalog)
        assert described.value(catalogue, DCAT.dataset) == DATASET
        service = described.value(catalogue, DCAT.service)
        assert described.value(service, DCAT.endpointURL) == URIRef(f"{HERE}/sparql")
        assert described.value(service, DCAT.servesDataset) == DATASET

    def test_titles_and_descriptions_are_in_both_languages(self, described):
        for predicate in (DCTERMS.title, DCTERMS.description):
            assert {text.language for text in described.objects(DATASET, predicate)} == {"fr", "en"}

    def test_a_file_is_known_by_size_digest_and_media_type(self, sample, described):
        distributions = set(described.objects(DATASET, DCAT.distribution))
        assert len(distributions) == len(NAMES)
        for one in distributions:
            body = sample.get(str(described.value(one, DCAT.downloadURL))).content
            assert described.value(one, DCAT.byteSize).toPython() == len(body)
            checksum = described.value(one, SPDX.checksum)
            digest = str(described.value(checksum, SPDX.checksumValue)).lower()
            assert digest == hashlib.sha256(body).hexdigest()
            assert described.value(one, DCTERMS.license) == URIRef(
                "https://creativecommons.org/licenses/by/4.0/"
            )

    def test_the_period_is_as_precise_as_the_conventions(self, described):
        period = described.value(DATASET, DCTERMS.temporal)
        assert described.value(period, DCAT.startDate) == Literal(
            "2020-03", datatype="http://www.w3.org/2001/XMLSchema#gYearMonth"
        )

    def test_the_territories_are_those_of_the_parties(self, described):
        covered = set(described.objects(DATASET, DCTERMS.coverage))
        assert URIRef(f"{BASE}id/territory/departement-98") in covered
        assert URIRef(f"{BASE}id/territory/departement-97") not in covered

    def test_it_conforms_to_the_shapes_of_the_profile(self, described):
        """`shapes.ttl` and `range.ttl` of a release of DCAT-AP, and its controlled vocabularies.

        Of these two things are excepted: the publisher is not in the list of the European Union's
        bodies (a warning), and the pattern for a checksum's algorithm asks for an `https:` IRI,
        while the vocabulary's own, which `range.ttl` asks for, begins with `http:`.
        """
        folder = os.environ.get("COOPERATION_KG_TEST_DCAT_AP", "")
        if not folder:
            pytest.skip("set COOPERATION_KG_TEST_DCAT_AP to the shacl folder of a DCAT-AP release")
        sh = Namespace("http://www.w3.org/ns/shacl#")
        for file in ("shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl"):
            shapes = Graph().parse(Path(folder) / file, format="turtle")
            _, report, _ = pyshacl.validate(
                described, shacl_graph=shapes, advanced=True, do_owl_imports=False
            )
            top = set(report.objects(None, sh.result))
            bad = {
                (report.value(one, sh.focusNode), report.value(one, sh.resultPath))
                for one in top
                if report.value(one, sh.resultSeverity) == sh.Violation
                and report.value(one, sh.resultPath) != SPDX.algorithm
            }
            assert bad == set(), file


class TestDumps:
    @pytest.mark.parametrize(
        ("ending", "syntax"),
        [("nq", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG), ("jsonld", RdfFormat.JSON_LD)],
    )
    def test_a_file_holds_the_dataset(self, sample, sample_quads, ending, syntax):
        answer = sample.get(f"/dumps/cooperation-kg.{ending}.gz")
        assert answer.headers["Content-Type"] == "application/gzip"
        assert "Content-Encoding" not in answer.headers
        found = set(parse(gzip.decompress(answer.content), syntax))
        # JSON-LD renames blank nodes, which only the ontology's axioms have.
        assert _without_blank(found) == _without_blank(sample_quads)
        assert len(found) == len(set(sample_quads))

    def test_the_sums_are_those_of_the_files(self, sample):
        for line in sample.get("/dumps/SHA256SUMS").text.splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256(sample.get(f"/dumps/{name}").content).hexdigest() == digest

    def test_a_file_that_did_not_change_is_not_sent_again(self, sample):
        tag = sample.get(f"/dumps/{NAMES[0]}").headers["ETag"]
        again = sample.get(f"/dumps/{NAMES[0]}", headers={"If-None-Match": tag})
        assert again.status_code == 304

    @pytest.mark.parametrize(
        "name", ["about.json", "..%2fdataset.nq", "%2e%2e", "cooperation-kg.nq", "%00", "x" * 3000]
    )
    def test_no_other_file_is_sent(self, sample, name):
        assert sample.get(f"/dumps/{name}").status_code == 404

    def test_they_are_made_once_and_anew_for_another_dataset(self, web_quads, tmp_path):
        store = DiskStore(tmp_path / "store")
        store.replace(web_quads)

        def served():
            with TestClient(create_app(store, Settings())) as client:
                body = client.get("/dumps/cooperation-kg.nq.gz").content
            (folder,) = (tmp_path / "store" / "dumps").iterdir()
            file = folder / "cooperation-kg.nq.gz"
            return len(gzip.decompress(body).splitlines()), folder.name, file.stat().st_mtime_ns

        first = served()
        assert served() == first
        assert first[0] == len(web_quads)
        store.replace(web_quads[:-1])
        lines, name, _ = served()
        assert (lines, name == first[1]) == (len(web_quads) - 1, False)


class TestPage:
    @pytest.mark.parametrize(
        ("tongue", "words"), [("fr", "Télécharger tout"), ("en", "Download all of it")]
    )
    def test_it_tells_what_there_is_and_how_to_have_it(self, sample, sample_quads, tongue, words):
        sample.get("/void.ttl")  # waits for the files
        answer = sample.get("/void", headers={"Accept": "text/html", "Accept-Language": tongue})
        assert words in answer.text
        triples = len({quad.triple for quad in sample_quads})
        assert re.sub(r"\D", "", answer.text.partition("<b>")[2].partition("</b>")[0]) == str(
            triples
        )
        assert 'href="/dumps/cooperation-kg.ttl.gz"' in answer.text
        assert 'href="/page/graph/valmont-rocbourg"' in answer.text

    def test_it_says_so_while_the_files_are_made(self, web_quads, tmp_path, monkeypatch):
        monkeypatch.setattr("cooperation_kg.web.publishing.routes._PATIENCE_S", 0.0)
        store = DiskStore(tmp_path / "store")
        store.replace(web_quads)
        with TestClient(create_app(store, Settings())) as client:
            answer = client.get("/void", headers={"Accept": "text/html"})
            assert answer.headers["Cache-Control"] == "no-store"
            assert 'role="status"' in answer.text
            client.get("/void.ttl")
            monkeypatch.setattr("cooperation_kg.web.publishing.routes._PATIENCE_S", 60.0)
            assert "SHA256SUMS" in client.get("/void", headers={"Accept": "text/html"}).text

    def test_search_engines_are_told_of_a_dataset(self, sample):
        sample.get("/void.ttl")
        page = sample.get("/void", headers={"Accept": "text/html"}).text
        (found,) = re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL
        )
        said = json.loads(found)
        assert said["@type"] == "Dataset"
        assert said["@id"] == str(DATASET)
        assert {one["contentUrl"] for one in said["distribution"]} == {
            f"{HERE}/dumps/{name}" for name in NAMES
        }


def _without_blank(quads) -> set[Quad]:
    return {
        quad
        for quad in quads
        if isinstance(quad.subject, NamedNode) and not str(quad.object).startswith("_:")
    }
