from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "extraction" / "samples" / "whole-convention.txt"


def test_a_document_becomes_a_draft_that_can_be_reviewed_and_validated(run, tmp_path):
    draft = tmp_path / "draft.yaml"
    made = run("extract", SAMPLE, "-o", draft)
    assert made.status == 0
    assert "to look at first" in made.err
    text = draft.read_text("utf-8")
    assert text.startswith("# Brouillon")
    assert "Relier les deux rives par une passerelle" in text
    changed = tmp_path / "changed.yaml"
    changed.write_text(text.replace("DCULT", "DCULTURE"), "utf-8")
    seen = run("review", draft, "--against", changed)
    assert seen.status == 0
    assert "« DCULTURE »" in seen.out
    assert "« DCULT »" in seen.out


def test_a_document_is_validated_on_its_own_lines(run):
    ran = run("validate", SAMPLE)
    assert ran.status in (0, 1)
    assert f"{SAMPLE.name}:" in ran.out


def test_what_is_no_document_is_refused_with_its_name(run, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("  \n", "utf-8")
    assert "empty.txt: holds no text" in run("extract", empty).err
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\x00\x01\x02" * 40)
    assert run("extract", binary).status == 2
    assert run("extract", tmp_path / "absent.txt").status == 2


def test_a_review_without_a_record_says_what_to_give(run, tmp_path):
    draft = tmp_path / "draft.yaml"
    assert run("extract", SAMPLE, "-o", draft).status == 0
    ran = run("review", draft)
    assert ran.status == 2
    assert "--against" in ran.err
