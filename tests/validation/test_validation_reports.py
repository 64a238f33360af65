"""How findings are told."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store

from cooperation_kg.graph.terms import PREFIXES, Names
from cooperation_kg.validation import (
    FORMATS,
    Checks,
    Finding,
    Place,
    Report,
    Severity,
    render,
    validate_paths,
)

SH = PREFIXES["sh"]


def finding(severity: Severity, line: int, **more: object) -> Finding:
    values: dict[str, object] = {
        "rule": "https://w3id.org/cooperation-kg/shapes#PilotOfAParty",
        "component": f"{SH}SPARQLConstraintComponent",
        "severity": severity,
        "message": {"fr": "Le pilote est inconnu.", "en": "The pilot is unknown."},
        "focus": NamedNode("https://example.org/id/participation/1"),
        "focus_label": "DVX",
        "path": ("https://w3id.org/cooperation-kg/ontology#participant",),
        "path_label": {"fr": "acteur", "en": "participant"},
        "place": Place(Path("a.yaml"), line, "axes[0]", "75-95", 268, "DVX <b>&</b>"),
    }
    return Finding(**{**values, **more})


@pytest.fixture
def report() -> Report:
    found = [
        finding(Severity.INFO, 1, rule="https://w3id.org/cooperation-kg/shapes#Note"),
        finding(Severity.WARNING, 2, rule="https://w3id.org/cooperation-kg/shapes#Doubt"),
        finding(Severity.VIOLATION, 30),
        finding(Severity.VIOLATION, 4, place=Place(Path("a.yaml"), 4)),
    ]
    return Report.of(found, ["PilotOfAParty", "Doubt", "Note", "Kept"])


def test_the_most_severe_comes_first_then_the_order_of_the_file(report: Report):
    order = [(found.severity.value, found.place.line) for found in report.findings]
    assert order == [("Violation", 4), ("Violation", 30), ("Warning", 2), ("Info", 1)]


def test_warnings_and_notes_are_no_violations(report: Report):
    assert not report.conforms
    assert Report.of(report.findings[2:], ()).conforms


def test_the_text_begins_with_the_counts_and_names_file_and_line(report: Report):
    text = render(report, "text", "fr")
    assert text.startswith("Non conforme : 2 violations, 1 avertissement, 1 information.\n")
    assert "a.yaml:30: Le pilote est inconnu.\n    75-95, ligne 268 : « DVX <b>&</b> »\n" in text
    assert "a.yaml:30: The pilot is unknown." in render(report, "text", "en")


def test_nothing_found_is_said_in_a_line():
    assert render(Report((), ()), "text", "en") == "Conforms: nothing to report.\n"


def test_json_holds_both_languages_and_the_place(report: Report):
    content = json.loads(render(report, "json"))
    assert content["conforms"] is False
    assert content["counts"] == {"Violation": 2, "Warning": 1, "Info": 1}
    last = content["findings"][1]
    assert last["message"]["en"] == "The pilot is unknown."
    assert (last["file"], last["line"], last["document_line"]) == ("a.yaml", 30, 268)


def test_the_page_is_one_file_that_fetches_nothing_and_escapes_what_it_quotes(report: Report):
    page = render(report, "html", "fr")
    assert '<html lang="fr">' in page
    assert "DVX &lt;b&gt;&amp;&lt;/b&gt;" in page
    assert "<b>" not in page
    assert not any(part in page for part in ("<script", "<link", "<img", "url(", "@import"))


def test_turtle_is_a_validation_report_of_shacl(report: Report):
    store = Store()
    store.load(render(report, "turtle").encode(), format=RdfFormat.TURTLE)
    ask = f"""PREFIX sh: <{SH}>
        ASK {{ ?r a sh:ValidationReport ; sh:conforms false ; sh:result ?v .
               ?v sh:resultSeverity sh:Warning ; sh:sourceShape ?s ; sh:resultMessage ?m .
               FILTER (LANG(?m) = "en") }}"""
    assert store.query(ask)
    assert len(list(store.quads_for_pattern(None, NamedNode(f"{SH}result"), None))) == 4


def test_sarif_gives_the_level_the_rule_and_the_line(report: Report):
    content = json.loads(render(report, "sarif", "en"))
    assert content["version"] == "2.1.0"
    [run] = content["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note"]
    first = run["results"][0]
    assert first["message"] == {"text": "The pilot is unknown."}
    physical = first["locations"][0]["physicalLocation"]
    assert physical == {"artifactLocation": {"uri": "a.yaml"}, "region": {"startLine": 4}}
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {
        "PilotOfAParty",
        "Doubt",
        "Note",
    }


def test_junit_has_a_case_a_rule_and_fails_those_that_are_violated(report: Report):
    suite = ElementTree.fromstring(render(report, "junit", "fr"))
    assert (suite.get("tests"), suite.get("failures")) == ("4", "1")
    cases = {case.get("name"): case for case in suite}
    assert "a.yaml:30: Le pilote est inconnu." in cases["PilotOfAParty"].findtext("failure")
    assert cases["Doubt"].find("failure") is None
    assert "a.yaml:2" in cases["Doubt"].findtext("system-out")
    assert len(cases["Kept"]) == 0


def test_junit_is_xml_even_where_a_document_holds_what_xml_forbids():
    odd = finding(Severity.VIOLATION, 1, message={"fr": "\x0b <a>", "en": "\x0b <a>"})
    ElementTree.fromstring(render(Report.of([odd], ["PilotOfAParty"]), "junit"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_node_without_a_name_can_be_told(name: str):
    nameless = finding(
        Severity.WARNING, 1, focus=BlankNode("b0"), focus_label="", place=Place(), path=()
    )
    assert render(Report.of([nameless], ["PilotOfAParty"]), name, "fr")


def test_the_same_findings_are_told_in_the_same_bytes(report: Report):
    backwards = Report.of(reversed(report.findings), report.rules)
    for name in FORMATS:
        assert render(report, name, "fr") == render(backwards, name, "fr")


def test_a_message_names_what_was_found(data: Path, record: Path, checks: Checks):
    text = record.read_text("utf-8").replace('text: "DEM"', 'text: "DEZ"')
    record.write_text(text, "utf-8")
    [found] = validate_paths([record], checks, data, Names()).findings
    assert found.message["fr"].startswith(
        "Le pilote « DEZ » n'est pas une direction connue (Département de Rocbourg) :"
    )
    assert found.path_label["en"]


def test_shapes_stay_as_they_are_however_often_they_run(data: Path, record: Path, checks: Checks):
    before = set(checks.shapes.whole)
    validate_paths([record], checks, data, Names())
    validate_paths([record], checks, data, Names())
    assert set(checks.shapes.whole) == before
