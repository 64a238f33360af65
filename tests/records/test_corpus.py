"""The curated records against the documents themselves; skipped where those are missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cooperation_kg.documents import load_source
from cooperation_kg.records.documents import load_documents
from cooperation_kg.records.evidence import check, coverage, statements
from cooperation_kg.records.folder import load_record

DATA = Path(__file__).parents[2] / "data"
RECORDS = sorted((DATA / "conventions").glob("*.yaml"))

# The least share of the printed lines a value stands on; the rest is prose without a fact.
COVERED = {"75-93": 0.65, "75-94": 0.70, "perr-paris-terres-d-envol": 0.80}


@pytest.fixture(params=RECORDS, ids=lambda path: path.stem)
def loaded(request):
    return load_record(request.param)


@pytest.fixture
def source(loaded, corpus):
    entry = load_documents(DATA / "documents")[loaded.record.id]
    return load_source(corpus / entry.file, entry.id, entry.sha256)


def test_every_text_is_printed_where_it_is_said_to_be(loaded, source):
    assert [str(problem) for problem in check(loaded.record, loaded.file, source)] == []


def test_no_printed_line_with_a_fact_is_left_out(loaded, source):
    measured = coverage(loaded.record, source)
    print(f"{loaded.record.id}: {measured.touched} of {measured.printed} printed lines")
    assert measured.touched / measured.printed >= COVERED.get(loaded.record.id, 0.5)


def test_every_value_has_its_characters(loaded):
    assert all(stated.at.anchored for _, stated in statements(loaded.record))


def test_values_are_facts_and_no_passages(loaded):
    longest = max((stated.text for _, stated in statements(loaded.record)), key=len)
    assert len(longest) <= 600, longest


def test_a_reading_is_the_one_of_its_words(loaded):
    """Amounts and years that are read must stand in the words they are read from."""
    for way, stated in statements(loaded.record):
        date = getattr(stated, "date", None) or getattr(stated, "until", None)
        year = date[:4] if isinstance(date, str) else ""
        if year and re.search(r"\d{4}", stated.text):
            assert year in stated.text or year[2:] in stated.text, way
