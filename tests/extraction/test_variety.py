"""The sample sets hold together: every expected value stands in its document, at its line."""

from __future__ import annotations

import pytest
from sample_sets import SETS, documents

from cooperation_kg.documents import Source, load_source
from cooperation_kg.records.evidence import anchor, statements
from cooperation_kg.records.folder import load_record
from cooperation_kg.records.values import Stated

SAMPLES = [pytest.param(path, id=path.stem) for name in SETS for path in documents(name)]


@pytest.mark.parametrize("path", SAMPLES)
def test_every_expected_value_is_printed_where_it_is_said_to_be(path):
    source = load_source(path, path.stem)
    loaded = load_record(path.with_suffix(".yaml"))
    _, problems = anchor(loaded.record, loaded.file, source)
    assert problems == []
    elsewhere = [value.text for _, value in statements(loaded.record) if misplaced(value, source)]
    assert elsewhere == []


def misplaced(value: Stated, source: Source) -> bool:
    if value.at.anchored:
        return not source.holds(value.at, value.text)
    return source.find(value.text, value.at.line).line != value.at.line


@pytest.mark.parametrize("path", SAMPLES)
def test_a_record_has_the_name_of_its_document(path):
    assert load_record(path.with_suffix(".yaml")).record.id == path.stem


def test_no_document_is_in_two_sets():
    names = [path.stem for name in SETS for path in documents(name)]
    assert len(names) == len(set(names))
