"""Confidence says how often a value is right: counted on the sample conventions."""

from __future__ import annotations

import re
from itertools import pairwise
from textwrap import fill

import pytest
from sample_sets import documents

from cooperation_kg.authorities import load_authorities
from cooperation_kg.documents import Source, load_source
from cooperation_kg.documents.source import fold
from cooperation_kg.extraction.confidence import RULES, confidence
from cooperation_kg.extraction.extract import extract
from cooperation_kg.records.evidence import statements
from cooperation_kg.records.folder import load_record

BANDS = (0.0, 0.65, 0.85, 0.95, 1.0)


def read_too(record):
    return {
        (type(value).__name__, fold(value.text).casefold(), value.at.line)
        for _, value in statements(record)
    }


@pytest.fixture(scope="module")
def bands(root):
    """For each band of confidence, whether its values are right."""
    authorities = load_authorities(root / "data" / "authorities")
    found = {band: [] for band in pairwise(BANDS)}
    for path in documents("variety"):
        draft = extract(load_source(path, path.stem), authorities)
        curated = read_too(load_record(path.with_suffix(".yaml")).record)
        for _, value in statements(draft.record):
            note = draft.notes.of(value)
            if note is None:
                continue
            key = (type(value).__name__, fold(value.text).casefold(), value.at.line)
            band = next(b for b in found if b[0] <= note.confidence < b[1])
            found[band].append((note.confidence, key in curated))
    return found


def test_values_of_more_confidence_are_right_more_often(bands):
    shares = [sum(right for _, right in band) / len(band) for band in bands.values()]
    # Two hundred values a band: a share is known to a few hundredths.
    assert all(lower <= higher + 0.03 for lower, higher in pairwise(shares)), shares
    assert shares[-1] - shares[0] > 0.4


def test_confidence_is_near_the_share_of_right_values(bands):
    for band in bands.values():
        said = sum(sure for sure, _ in band) / len(band)
        share = sum(right for _, right in band) / len(band)
        assert abs(said - share) <= 0.15


def test_nothing_is_certain():
    assert all(0 < badly <= well <= 0.99 for _, badly, well in RULES)


def test_a_rule_that_was_not_counted_keeps_what_it_says():
    assert confidence("another rule", 0.42) == 0.42
    assert confidence("heading with a number", 0.97) == 0.99


def test_a_draft_keeps_the_doubt_of_a_table_whose_columns_are_as_wide_as_each_other(root):
    cells = (
        "Rendre la rue aux piétons du quartier", "Fermer le quai le dimanche après-midi",
        "Renforcer la présence des agents en soirée", "Planter des arbres sur la grande place",
        "Poursuivre les visites de quartier avec les élus",
    )  # fmt: skip
    text = "\n\n".join(fill(cell, 26) for cell in cells)
    draft = extract(
        Source("essai", f"Axe 1 : Vivre dehors\n\nObjectifs Actions\nLeviers\n\n{text}\n"),
        load_authorities(root / "data" / "authorities"),
    )
    (axis,) = draft.record.axes
    values = [v for row in axis.rows for v in (row.objective, *row.actions, *row.levers) if v]
    assert values
    assert min(draft.notes.of(value).confidence for value in values) < 0.8


def test_every_line_of_the_table_is_of_a_rule_that_exists(root):
    sources = (root / "src" / "cooperation_kg" / "extraction").glob("*.py")
    written = " ".join(path.read_text("utf-8") for path in sources if path.stem != "confidence")
    for begins, _, _ in RULES:
        assert re.split("[:(]", begins)[0].strip() in written
