"""Every rule has something that breaks it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from breaks import IN_GRAPH, IN_RECORD, IN_SAMPLE, NAMES
from pyoxigraph import Quad, RdfFormat, Store, serialize
from rdflib import Graph
from rdflib.namespace import RDF, SH

from cooperation_kg.authorities import load_authorities
from cooperation_kg.errors import RdfError
from cooperation_kg.graph.convert import record_quads
from cooperation_kg.graph.reference import authority_quads, document_quads
from cooperation_kg.graph.terms import RDF as RDF_TERMS
from cooperation_kg.records.documents import load_documents
from cooperation_kg.records.folder import load_record, load_records
from cooperation_kg.validation import Checks, Severity, validate_paths, validate_quads
from cooperation_kg.validation.run import completed
from cooperation_kg.validation.shapes import load_shapes

RDF_SUBJECT = RDF_TERMS["subject"]
SAMPLE = Path(__file__).parent / "data"


def quads() -> Iterator[Quad]:
    authorities = load_authorities(SAMPLE / "authorities")
    for loaded in load_records(SAMPLE / "conventions"):
        yield from record_quads(loaded.record, authorities, NAMES)
    yield from authority_quads(
        authorities.organisations,
        authorities.territories,
        authorities.places,
        authorities.themes,
        NAMES,
    )
    yield from document_quads(load_documents(SAMPLE / "documents").values(), NAMES)


@pytest.fixture
def store() -> Store:
    store = Store()
    store.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads())
    return store


def names_of(report) -> set[str]:
    return {finding.name for finding in report.findings}


def test_the_sample_record_breaks_no_rule(data: Path, record: Path, checks: Checks):
    report = validate_paths([record], checks, data, NAMES)
    assert report.findings == ()
    assert report.conforms


@pytest.mark.parametrize("rule", IN_RECORD)
def test_a_record_breaks_this_rule_alone(rule: str, data: Path, checks: Checks):
    before, after = IN_RECORD[rule]
    records = (data / "conventions").glob("*.yaml")
    [record] = [path for path in records if before in path.read_text("utf-8")]
    text = record.read_text("utf-8")
    assert text.count(before) == 1
    broken = text.replace(before, after)
    if after.count("discrepancies:"):  # its own list of discrepancies takes the sample's place
        broken = broken[: broken.rindex("discrepancies:")]
    record.write_text(broken, "utf-8")
    report = validate_paths([record], checks, data, NAMES)
    assert names_of(report) - IN_SAMPLE == {rule}
    assert all(finding.place.file == record and finding.place.line for finding in report.findings)


@pytest.mark.parametrize("rule", IN_GRAPH)
def test_a_graph_breaks_this_rule_alone(rule: str, store: Store, checks: Checks):
    IN_GRAPH[rule](store)
    assert names_of(validate_quads(store, checks)) == {rule, *IN_SAMPLE}


def test_actions_need_no_axis_where_the_text_has_none(checks: Checks):
    loaded = load_record(SAMPLE / "conventions" / "valmont-rocbourg.yaml")
    actions = tuple(action for axis in loaded.record.axes for action in axis.actions)
    record = loaded.record.model_copy(update={"axes": (), "actions": actions, "exchanges": ()})
    store = Store()
    for quad in record_quads(record, load_authorities(SAMPLE / "authorities"), NAMES):
        store.add(Quad(quad.subject, quad.predicate, quad.object))
    assert actions
    assert "ActionHasAxis" not in names_of(validate_quads(store, checks))


def test_prose_without_sheets_is_told_and_conforms(store: Store, checks: Checks):
    report = validate_quads(store, checks)
    assert [finding.severity for finding in report.findings] == [Severity.INFO]
    assert report.findings[0].focus.value.endswith("/convention/berges")
    assert report.conforms


def test_every_rule_has_something_that_breaks_it(checks: Checks):
    rules = {rule.name for rule in checks.shapes.rules.values()}
    assert rules == {*IN_RECORD, *IN_GRAPH, *IN_SAMPLE}


def test_every_rule_says_in_both_languages_what_is_wrong_and_ends_in_a_full_stop(checks: Checks):
    for rule in checks.shapes.rules.values():
        assert set(rule.message) == {"fr", "en"}
        assert all(text.endswith(".") for text in rule.message.values()), rule.name


def test_a_rule_without_an_english_message_is_refused(tmp_path: Path):
    (tmp_path / "one.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        "<https://example.org/#Mute> a sh:PropertyShape ; sh:path <https://example.org/p> ;\n"
        '  sh:message "Rien."@fr .\n',
        "utf-8",
    )
    with pytest.raises(RdfError, match=r"Mute.*in French and in English"):
        load_shapes(tmp_path)


def test_pyshacl_finds_the_same_when_it_runs_the_files_as_they_are(store: Store, checks: Checks):
    # A query for each node takes long: all but a few evidences are left out, in both ways.
    evidence = sorted(
        {quad.subject for quad in store.quads_for_pattern(None, RDF_SUBJECT, None)}, key=str
    )
    for subject in evidence[10:]:
        for quad in list(store.quads_for_pattern(subject, None, None)):
            store.remove(quad)
    for rule in ("HasRole", "SirenIsUnique", "EptHasMembers", "MemberInDepartment", "IsPartOfPlan"):
        IN_GRAPH[rule](store)
    ours = {
        (finding.name, finding.focus.value) for finding in validate_quads(store, checks).findings
    }
    triples = completed(store, checks.vocabulary)
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    shapes = Graph()
    shapes += checks.shapes.whole
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    report = results.value(None, RDF.type, SH.ValidationReport)
    theirs = {
        (
            str(results.value(result, SH.sourceShape)).rpartition("#")[2],
            str(results.value(result, SH.focusNode)),
        )
        for result in results.objects(report, SH.result)
    }
    assert ours == theirs
