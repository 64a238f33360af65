"""The same sheets, whatever format the document is in: the cells of a table are read as cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_making import MAKERS, SAMPLES

from cooperation_kg.authorities import load_authorities
from cooperation_kg.extraction.opening import open_document
from cooperation_kg.extraction.whole import extract_document

FORMATS = ["md", *MAKERS]


@pytest.fixture(scope="module", params=FORMATS)
def read(request, root, tmp_path_factory):
    """The document and its draft, in one format."""
    path: Path = SAMPLES / "montreuil.md"
    if request.param != "md":
        folder = tmp_path_factory.mktemp(request.param)
        path = MAKERS[request.param]("montreuil", folder / f"montreuil.{request.param}")
    document = open_document(path)
    return document, extract_document(document, load_authorities(root / "data" / "authorities"))


def test_labels_and_values_side_by_side(read):
    river, _ = read[1].record.axes[0].actions
    assert (river.number, river.title.text) == ("A.1", "Restaurer la ripisylve")
    assert (river.deadline.since, river.deadline.until) == ("2021", "2023")
    assert [(p.printed_name, p.collectivity) for p in river.pilots] == [
        ("DENV", "commune-93048"), ("DST", "commune-93048"),
        ("Service Rivières", "departement-94"),
    ]  # fmt: skip
    assert [int(amount.eur) for amount in river.budget.amounts] == [180_000, 60_000]
    assert [partner.text for partner in river.partners] == [
        "Agence de l'eau", "Fédération de pêche", "propriétaires riverains",
    ]  # fmt: skip
    assert [indicator.text for indicator in river.indicators] == [
        "linéaire restauré (m)", "nombre d'espèces observées",
    ]  # fmt: skip


def test_labels_above_their_values(read):
    yards = read[1].record.axes[0].actions[1]
    assert (yards.deadline.text, yards.budget.text) == ("À compter de 2022", "Non chiffré")
    assert [partner.text for partner in yards.partners] == ["CAUE", "Région"]
    assert [indicator.text for indicator in yards.indicators] == ["surface plantée"]


def test_an_empty_cell_is_an_absence(read):
    (festival,) = read[1].record.axes[1].actions
    assert [pilot.text for pilot in festival.pilots] == ["Association Les Nuits d'Orvanne"]
    assert [absence.field for absence in festival.absent] == ["partners"]
    assert festival.budget.amounts[0].per == "year"


def test_every_value_is_quoted_from_the_document_itself(read):
    document, draft = read
    river = draft.record.axes[0].actions[0]
    for stated in (river.title, river.deadline, river.budget, *river.pilots, *river.indicators):
        assert document.source.holds(stated.at, stated.text)
