"""The data about a thing: which triples, in every format, at every address."""

from __future__ import annotations

import re

import pytest
from rdflib import RDF, RDFS, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

BASE = "https://w3id.org/cooperation-kg/"
ID = Namespace(f"{BASE}id/")
CKG = Namespace(f"{BASE}ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
ACTION = "/data/action/valmont-rocbourg-1"
THING = ID["action/valmont-rocbourg-1"]
FORMATS = {
    "ttl": ("text/turtle", "turtle"),
    "nt": ("application/n-triples", "nt"),
    "nq": ("application/n-quads", "nquads"),
    "trig": ("application/trig", "trig"),
    "jsonld": ("application/ld+json", "json-ld"),
    "rdf": ("application/rdf+xml", "xml"),
}


def union(text: str, rdflib_name: str) -> Graph:
    found = Graph()
    for triple in (
        Dataset(default_union=True).parse(data=text, format=rdflib_name).triples((None,) * 3)
    ):
        found.add(triple)
    return found


@pytest.fixture(scope="module")
def described(sample):
    return union(sample.get(f"{ACTION}.nq").text, "nquads")


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_says_the_same(sample, described, ending):
    media_type, rdflib_name = FORMATS[ending]
    answer = sample.get(f"{ACTION}.{ending}", headers={"Accept": "text/html"})
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert isomorphic(union(answer.text, rdflib_name), described)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_header_chooses_the_format_and_its_address_is_told(sample, ending):
    media_type, _ = FORMATS[ending]
    answer = sample.get(ACTION, headers={"Accept": f"text/csv, {media_type};q=0.4"})
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert answer.headers["Content-Location"] == f"{ACTION}.{ending}"
    assert "Accept" in answer.headers["Vary"]


def test_a_description_holds_the_values_and_what_follows_from_them(described):
    assert (
        THING,
        URIRef("http://purl.org/dc/terms/title"),
        Literal("Réparer le pont", "fr"),
    ) in described
    assert (THING, CKG.hasIndicator, ID["indicator/valmont-rocbourg-1-1"]) in described
    assert (THING, CKG.pilotingCollectivity, ID["organisation/departement-98"]) in described


def test_what_it_leads_to_is_named(described):
    axis = described.value(THING, CKG.isPartOf)
    assert Literal("Relier les rives", "fr") in set(described.objects(axis, RDFS.label))


def test_what_points_to_it_is_listed(described):
    axis = described.value(THING, CKG.isPartOf)
    assert (axis, CKG.hasPart, THING) in described


def test_its_values_come_with_the_place_they_were_read_at(described):
    for subject, quote, start, end in (
        (THING, "Réparer le pont", 300, 315),
        (described.value(THING, CKG.hasDeadline), "de 2020 à l'été 2021", 320, 340),
    ):
        evidence = next(
            one
            for one in described.subjects(RDF.subject, subject)
            if described.value(one, CKG.quote) == Literal(quote)
        )
        selector = described.value(evidence, OA.hasSelector)
        assert described.value(selector, OA.start).toPython() == start
        assert described.value(selector, OA.end).toPython() == end


def test_there_are_no_blank_nodes(described):
    assert not [term for triple in described for term in triple if isinstance(term, BNode)]


def test_formats_with_graphs_tell_what_was_said_from_what_follows(sample):
    quads = sample.get(f"{ACTION}.nq").text
    (said,) = [line for line in quads.splitlines() if f"<{THING}> <{CKG.hasIndicator}>" in line]
    follows = [line for line in quads.splitlines() if f"<{THING}> <{CKG.pilotedBy}>" in line]
    assert said.endswith(f"<{BASE}graph/valmont-rocbourg> .")
    assert follows
    assert all(line.endswith(f"<{BASE}graph/inferences> .") for line in follows)


def test_head_is_answered_without_a_body(sample):
    head, get = sample.head(f"{ACTION}.ttl"), sample.get(f"{ACTION}.ttl")
    assert (head.status_code, head.text) == (200, "")
    assert head.headers["ETag"] == get.headers["ETag"]


def test_what_did_not_change_is_not_sent_again(sample):
    tag = sample.get(f"{ACTION}.ttl").headers["ETag"]
    assert sample.get(f"{ACTION}.ttl", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/data/action/none", 404), ("/data/action/none.ttl", 404), ("/data/action/..", 404),
        (f"{ACTION}.pdf", 404), (f"{ACTION}?format=pdf", 406), (f"{ACTION}?page=0", 400),
        (f"{ACTION}?page=-1", 400), (f"{ACTION}?page=9999999999", 400), (f"{ACTION}?page=٣", 400),
    ],
)  # fmt: skip
def test_what_there_is_not_is_refused(sample, address, status):
    assert sample.get(address).status_code == status


def test_no_format_that_is_accepted(sample):
    assert sample.get(ACTION, headers={"Accept": "image/png"}).status_code == 406


def test_what_points_to_a_thing_is_paged(sample, monkeypatch):
    monkeypatch.setattr("cooperation_kg.web.things.description.POINTERS", 2)
    address, seen = "/data/convention/valmont-rocbourg.nt?x=1", set()
    for number in range(1, 1000):
        answer = sample.get(f"{address}&page={number}")
        pointing = {
            line
            for line in answer.text.splitlines()
            if line.endswith("convention/valmont-rocbourg> .")
        }
        seen |= pointing
        if 'rel="next"' not in answer.headers["Link"]:
            break
    monkeypatch.undo()
    whole = sample.get("/data/convention/valmont-rocbourg.nt").text.splitlines()
    assert number > 2
    assert seen >= {line for line in whole if "ontology#inConvention>" in line}


@pytest.fixture(scope="module")
def lines(sample_quads):
    name = f"<{BASE}graph/valmont-rocbourg>"
    return {str(quad.triple) for quad in sample_quads if str(quad.graph_name) == name}


class TestNamedGraph:
    PATH = "/data/graph/valmont-rocbourg"

    def test_its_data_are_all_that_is_in_it(self, sample, lines):
        given = sample.get(f"{self.PATH}.nt").text.splitlines()
        assert {line.removesuffix(" .") for line in given} == lines

    def test_quads_name_the_graph(self, sample, lines):
        given = sample.get(f"{self.PATH}.nq").text.splitlines()
        ending = f" <{BASE}graph/valmont-rocbourg> ."
        assert {line.removesuffix(ending) for line in given} == lines

    @pytest.mark.parametrize("ending", FORMATS)
    def test_every_format_holds_as_many_triples(self, sample, lines, ending):
        text = sample.get(f"{self.PATH}.{ending}").text
        assert len(union(text, FORMATS[ending][1])) == len(lines)

    def test_a_trig_file_names_the_graph(self, sample):
        read = Dataset().parse(data=sample.get(f"{self.PATH}.trig").text, format="trig")
        graphs = {str(graph.identifier) for graph in read.graphs() if len(graph)}
        assert graphs == {f"{BASE}graph/valmont-rocbourg"}


def test_every_iri_of_the_dataset_leads_somewhere(sample, sample_quads):
    """Sampled by kind: the first three things of each kind that stand anywhere in a quad."""
    pattern = re.compile(rf"{re.escape(BASE)}(id/[^/]+|graph)/.+")
    kinds: dict[str, set[str]] = {}
    for quad in sample_quads:
        for term in (quad.subject, quad.object, quad.graph_name):
            iri = getattr(term, "value", "")
            if found := pattern.fullmatch(iri):
                kinds.setdefault(found[1], set()).add(iri.removeprefix(BASE))
    assert len(kinds) > 20
    for kind, paths in kinds.items():
        for path in sorted(paths)[:3]:
            for accept in ("text/html", "text/turtle"):
                answer = sample.get(f"/{path}", headers={"Accept": accept})
                assert answer.status_code == 303, (kind, path)
                document = sample.get(answer.headers["Location"], headers={"Accept": accept})
                assert document.status_code == 200, path
                assert document.headers["Content-Type"].startswith(accept)
