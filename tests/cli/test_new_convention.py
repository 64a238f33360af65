"""A convention between parties nobody described yet: from its text to an answer."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

TEXT = """Convention de coopération entre le Département de la Brenne et la Ville d'Arsonval

Entre :
Le Département de la Brenne, représenté par sa Présidente, Madame Inès CARRÈRE, agissant en vertu
de la délibération n° 12 du 3 mars 2022,
ci-après dénommé « le Département », d'une part,

Et :
La Ville d'Arsonval, représentée par son Maire, Monsieur Louis TABARLY,
ci-après dénommée « la Ville », d'autre part,

Article 1 – Durée

La présente convention est conclue pour une durée de trois ans.
"""


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    for name in ("authorities", "documents"):
        shutil.copytree(root / "data" / name, folder / name)
    (folder / "conventions").mkdir()
    return folder


@pytest.fixture
def draft(run, data, tmp_path):
    document = tmp_path / "brenne-arsonval.txt"
    document.write_text(TEXT, "utf-8")
    record = data / "conventions" / "brenne-arsonval.yaml"
    made = run("extract", document, "--data", data, "-o", record)
    assert made.status == 0
    assert made.err.endswith("the draft: Département de la Brenne, Ville d'Arsonval\n")
    return record


def test_a_draft_of_unknown_parties_is_built_and_answers(run, data, draft, tmp_path):
    store = tmp_path / "store"
    assert run("validate", draft).status == 0
    built = run("build", "--data", data, "--store", store)
    assert built.status == 0, built.err
    answer = run("ask", "parties", "--store", store, "--format", "csv").out
    assert [tuple(row.values()) for row in csv.DictReader(io.StringIO(answer))] == [
        ("brenne-arsonval", "Département de la Brenne", "department", "party"),
        ("brenne-arsonval", "Ville d'Arsonval", "commune", "party"),
    ]


def test_the_document_of_a_draft_can_be_checked_with_it(run, draft, tmp_path):
    checked = run("check", draft, "--corpus", tmp_path)
    assert checked.status == 0, checked.err


@pytest.mark.usefixtures("draft")
def test_the_document_itself_is_validated_on_its_own_lines(run, tmp_path):
    report = run("validate", tmp_path / "brenne-arsonval.txt")
    assert report.status == 0, report.out
    assert "brenne-arsonval.txt:4: L'organisation n'est pas encore aux autorités" in report.out


def test_entries_moved_where_they_belong_take_the_place_of_the_proposed(run, data, draft, tmp_path):
    text = draft.read_text("utf-8")
    proposed = text.partition("  organisations:\n")[2]
    entries = "organisations:\n" + proposed
    (data / "authorities" / "brenne.yaml").write_text(entries, "utf-8")
    built = run("build", "--data", data, "--store", tmp_path / "store")
    assert built.status == 0, built.err
    assert "n'est pas encore aux autorités" not in run("validate", draft).out


def test_one_key_for_two_names_is_told_with_both_files(run, data, draft):
    other = draft.with_name("autre.yaml")
    changed = draft.read_text("utf-8").replace(
        '{fr: "Ville d\'Arsonval"}', '{fr: "Arsonval (Aube)"}'
    )
    other.write_text(changed.replace('id: "brenne-arsonval"', 'id: "autre"'), "utf-8")
    built = run("build", "--data", data, "--out", data / "graph.nq")
    assert built.status == 2
    assert "« ville-d-arsonval » is proposed under another name" in built.err
