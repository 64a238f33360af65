"""What is validated, and where a finding is said to be."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, serialize

from cooperation_kg.authorities import load_authorities
from cooperation_kg.errors import InputError, RdfError, RecordError
from cooperation_kg.graph.convert import record_quads
from cooperation_kg.graph.terms import PREFIXES, Names
from cooperation_kg.records.folder import load_record
from cooperation_kg.validation import Checks, Finding, Report, validate_paths

NAMES = Names()


def changed(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), "utf-8")


def line_of(path: Path, words: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    [line] = [number for number, text in enumerate(lines, 1) if words in text]
    return line


def only(report: Report) -> Finding:
    [finding] = report.findings
    return finding


def test_a_finding_names_the_line_of_the_record_and_the_words_of_the_document(
    data: Path, record: Path, checks: Checks
):
    changed(record, 'text: "DEM"', 'text: "DEZ"')
    place = only(validate_paths([record], checks, data, NAMES)).place
    assert (place.file, place.line) == (record, line_of(record, "DEZ"))
    assert place.way == "axes[1].actions[0].pilots[0]"
    assert (place.document, place.document_line, place.quote) == ("valmont-rocbourg", 56, "DEZ")


def test_what_an_action_lacks_is_found_at_its_title(data: Path, record: Path, checks: Checks):
    changed(record, '        indicators:\n          - {text: "volume curé", at: L59:950-961}\n', "")
    finding = only(validate_paths([record], checks, data, NAMES))
    assert finding.name == "SheetHasIndicators"
    assert finding.place.line == line_of(record, 'title: {text: "Curer l\'Onde"')
    assert "action 3" in finding.message["fr"]


def test_a_node_without_evidence_stands_where_the_node_stands_that_it_hangs_on(
    data: Path, record: Path, checks: Checks
):
    changed(record, "value: 1200, unit", "value: 0, unit")
    place = only(validate_paths([record], checks, data, NAMES)).place
    assert place.line == line_of(record, "1 200 habitants")


def test_an_authority_is_found_on_its_line(data: Path, checks: Checks):
    file = data / "authorities" / "all.yaml"
    changed(file, "joint_of: [departement-98, departement-99]", "joint_of: [departement-98]")
    finding = only(validate_paths([file], checks, data, NAMES))
    assert finding.name == "JointBodyIsShared"
    assert (finding.place.file, finding.place.line) == (file, line_of(file, "joint_of"))


def test_a_record_is_not_told_of_its_neighbours_mistakes(data: Path, record: Path, checks: Checks):
    neighbour = data / "conventions" / "berges.yaml"
    changed(neighbour, "number: A.1", "number: A.2")
    assert validate_paths([record], checks, data, NAMES).findings == ()
    # Nor does a neighbour that cannot be read keep it from being validated, but it is not there
    # to be cited any more.
    neighbour.write_text("id: [", "utf-8")
    finding = only(validate_paths([record], checks, data, NAMES))
    assert finding.name == "CitationLeadsToText"


def test_a_data_folder_is_validated_with_its_own_authorities(
    data: Path, record: Path, checks: Checks, tmp_path: Path
):
    changed(record, 'text: "DEM"', 'text: "DEZ"')
    report = validate_paths([data], checks, tmp_path / "elsewhere", NAMES)
    assert [finding.name for finding in report.findings] == [
        "PilotIsResolved",
        "ConventionNamesPilots",
    ]


def test_a_record_named_from_its_own_folder_finds_its_data_folder(
    record: Path, checks: Checks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(record.parent)
    report = validate_paths([Path(record.name)], checks, tmp_path / "elsewhere", NAMES)
    assert report.findings == ()


def test_a_file_that_is_given_twice_is_checked_once(data: Path, record: Path, checks: Checks):
    changed(record, 'text: "DEM"', 'text: "DEZ"')
    report = validate_paths([record, record], checks, data, NAMES)
    assert only(report).name == "PilotIsResolved"


def quads_of(record: Path) -> list[Quad]:
    authorities = load_authorities(record.parents[1] / "authorities")
    return list(record_quads(load_record(record).record, authorities, NAMES))


@pytest.mark.parametrize(
    ("name", "line_begins"),
    [
        ("graph.nt", "<https://w3id.org/cooperation-kg/id/budget/valmont-rocbourg-3>"),
        ("graph.nq", "<https://w3id.org/cooperation-kg/id/budget/valmont-rocbourg-3>"),
        ("graph.ttl", "budget:valmont-rocbourg-3 "),
        ("graph.ttl.gz", "budget:valmont-rocbourg-3 "),
    ],
)
def test_a_finding_in_rdf_names_the_line_that_begins_with_its_node(
    name: str, line_begins: str, record: Path, checks: Checks, tmp_path: Path
):
    changed(record, "kind: to-be-estimated", "kind: amount")
    file = tmp_path / name
    rdf_format = RdfFormat.from_extension(name.removesuffix(".gz").rpartition(".")[2])
    quads = quads_of(record)
    written = serialize(
        quads if rdf_format.supports_datasets else (quad.triple for quad in quads),
        format=rdf_format,
        prefixes={**PREFIXES, "budget": f"{NAMES.base}id/budget/"},
    )
    file.write_bytes(gzip.compress(written) if name.endswith(".gz") else written)
    report = validate_paths([file], checks, tmp_path, NAMES)
    [finding] = [found for found in report.findings if found.name == "BudgetOfAmountsHasOne"]
    lines = written.decode().splitlines()
    first = next(number for number, text in enumerate(lines, 1) if text.startswith(line_begins))
    assert (finding.place.file, finding.place.line) == (file, first)
    assert finding.place.quote == "à estimer"


@pytest.mark.parametrize("rdf_format", [RdfFormat.TRIG, RdfFormat.JSON_LD, RdfFormat.RDF_XML])
def test_the_same_is_found_in_every_format(
    rdf_format: RdfFormat, record: Path, checks: Checks, tmp_path: Path
):
    changed(record, "kind: to-be-estimated", "kind: amount")
    file = tmp_path / f"graph.{rdf_format.file_extension}"
    file.write_bytes(serialize((quad.triple for quad in quads_of(record)), format=rdf_format))
    report = validate_paths([file], checks, tmp_path, NAMES)
    assert "BudgetOfAmountsHasOne" in {finding.name for finding in report.findings}


def test_rdf_that_does_not_parse_is_told_with_its_line(checks: Checks, tmp_path: Path):
    file = tmp_path / "bad.ttl"
    file.write_text("<a:a> <a:b> <a:c> .\n<a:a> <a:b> nonsense .\n", "utf-8")
    with pytest.raises(RdfError, match=r"bad\.ttl:2: does not parse"):
        validate_paths([file], checks, tmp_path, NAMES)


def test_rdf_that_is_not_utf_8_is_told(checks: Checks, tmp_path: Path):
    file = tmp_path / "latin.ttl"
    file.write_bytes('<a:a> <a:b> "déjà" .'.encode("latin-1"))
    with pytest.raises(RdfError, match="not UTF-8 at byte 14"):
        validate_paths([file], checks, tmp_path, NAMES)


def test_what_cannot_be_validated_is_told_with_what_can(checks: Checks, tmp_path: Path):
    file = tmp_path / "convention.xls"
    file.write_bytes(b"")
    with pytest.raises(InputError, match="give a document, a record or an RDF file"):
        validate_paths([file], checks, tmp_path, NAMES)
    with pytest.raises(InputError, match="no such file or folder"):
        validate_paths([tmp_path / "missing.yaml"], checks, tmp_path, NAMES)
    file.unlink()
    with pytest.raises(InputError, match="nothing to validate there"):
        validate_paths([tmp_path], checks, tmp_path, NAMES)


def test_two_records_with_one_id_are_refused(data: Path, record: Path, checks: Checks):
    twin = record.with_name("twin.yaml")
    twin.write_text(record.read_text("utf-8"), "utf-8")
    with pytest.raises(
        RecordError, match=r"(?s)twin\.yaml:2: .*already that of.*give each record its own id"
    ):
        validate_paths([record, twin], checks, data, NAMES)


def test_the_curated_records_break_no_rule(root: Path, checks: Checks):
    report = validate_paths([root / "data"], checks, root / "data", NAMES)
    assert [str(f.message) for f in report.findings if f.severity.value == "Violation"] == []
    # Sheet 8.1 of 75-93 begins in 2017, and the convention in 2018.
    outside = [f for f in report.findings if f.name == "DeadlineInTerm"]
    assert "Lancement en 2017" in {f.place.quote[:17] for f in outside}
    # 75-94 declares seventeen actions and has eighteen; its record says so.
    acknowledged = [f for f in report.findings if f.name == "CountIsAcknowledged"]
    assert {f.place.quote for f in acknowledged} >= {"dix-sept actions concrètes"}
