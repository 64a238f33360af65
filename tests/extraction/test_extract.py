"""A whole convention of our own writing: other territories, labels and order than the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from cooperation_kg.authorities import load_authorities
from cooperation_kg.documents import Source, load_source
from cooperation_kg.extraction.draft import as_yaml
from cooperation_kg.extraction.extract import extract
from cooperation_kg.records.evidence import check
from cooperation_kg.records.folder import load_record
from cooperation_kg.records.model import Record
from cooperation_kg.records.yaml import load_model

SAMPLE = Path(__file__).parent / "samples" / "whole-convention.txt"


@pytest.fixture(scope="module")
def authorities(root):
    return load_authorities(root / "data" / "authorities")


@pytest.fixture(scope="module")
def source():
    return load_source(SAMPLE, "essai")


@pytest.fixture(scope="module")
def draft(source, authorities):
    return extract(source, authorities)


def test_the_outline_is_read_and_the_summary_is_not(draft):
    assert [(axis.number, axis.title.text) for axis in draft.record.axes] == [
        ("I", "MIEUX SE DÉPLACER"),
        ("II", "APPRENDRE ENSEMBLE"),
    ]
    titles = [action.title.text for axis in draft.record.axes for action in axis.actions]
    assert titles == [
        "Relier les deux rives par une passerelle",
        "Apaiser les abords des écoles",
        "Ouvrir les bibliothèques le dimanche",
    ]


def test_a_flattened_table_and_one_with_values_beside_the_labels_are_read(draft):
    first, second = draft.record.axes[0].actions
    assert [p.printed_name for p in first.pilots] == ["DEP", "Service Voirie", "DTVD"]
    assert [a.eur for a in first.budget.amounts] == [350000, 2500000]
    assert [p.printed_name for p in first.partners if p.status == "table"] == [
        "RATP",
        "Île-de-France Mobilités",
        "EPT Est Ensemble",
        "communes riveraines",
    ]
    assert [p.collectivity for p in second.pilots] == ["commune-93048", "departement-94"]
    assert [absence.field for absence in second.absent] == ["partners"]
    assert second.budget.kind == "to-be-specified"


def test_the_frame_of_the_text_is_read(draft):
    record = draft.record
    assert {party.organisation for party in record.parties} == {"commune-93048", "departement-94"}
    meetings = {b.name.text: b.frequency.per_year for b in record.governance}
    assert meetings == {"comité de pilotage": 2, "comité technique": 4}
    assert {(c.kind, c.months) for c in record.clauses if c.months} == {
        ("duration", 36),
        ("notice", 6),
    }
    assert [(s.text, s.organisation) for s in record.signatories] == [
        ("Jean DUPONT", "commune-93048")
    ]
    assert {a.acronym for a in record.acronyms} == {"DEP", "DTVD"}
    assert {(d.what, d.count) for d in record.declared} == {("axes", 2), ("actions", 3)}


def test_every_value_stands_where_it_is_said_to_stand(draft, source, tmp_path):
    path = tmp_path / "essai.yaml"
    path.write_text(as_yaml(draft), "utf-8")
    record, loaded = load_model(path, Record)
    assert record == draft.record
    assert check(record, loaded, source) == []
    assert load_record(path).record.id == "essai"


def test_a_text_without_axes_has_its_actions(authorities):
    sample = load_source(SAMPLE.with_name("outline_actions_alone.txt"), "essai")
    record = extract(sample, authorities).record
    assert record.axes == ()
    assert [(a.number, a.title.text, a.deadline.text) for a in record.actions] == [
        ("1", "Partager les données", "2024"),
        ("2", "Former les agents", "2025"),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "\n\n\n", "x", "Axe 1", "Action n°1 :\n\n", "\ue000" * 50, "1.\n" * 500, "« » ( " * 800],
)
def test_what_is_no_convention_gives_a_poor_draft_and_no_error(text, authorities):
    draft = extract(Source("essai", f"Un titre\n{text}\n"), authorities)
    assert draft.record.id == "essai"


def test_a_table_of_a_part_that_has_parts_is_its_own() -> None:
    head = "| Objectifs | Actions | Moyens |\n|---|---|---|\n"
    text = (
        f"Axe 1 : Habiter\n\n{head}| Rénover | Isoler les toits | ANAH |\n\n"
        f"Orientation 1.1 : Se loger\n\n{head}| Bâtir | Construire dix maisons | Bailleur |\n\n"
        "Orientation 1.2 : Se chauffer\n\nLes réseaux de chaleur sont anciens.\n"
    )
    authorities = load_authorities(Path(__file__).parents[2] / "data" / "authorities")
    (axis,) = extract(Source("essai", text), authorities).record.axes
    first, second = axis.divisions
    assert [row.objective.text for row in axis.rows if row.objective] == ["Rénover"]
    assert [row.objective.text for row in first.rows if row.objective] == ["Bâtir"]
    assert second.rows == ()


def test_a_table_under_an_axis_is_no_action_of_prose() -> None:
    long = "Accompagner les habitants des deux quartiers vers les services de soins"
    cells = f"| {long} | Ouvrir une maison de santé au cœur du quartier | Agence de santé |\n"
    text = (
        "Axe 1 : Se soigner\n\n| Finalités | Mesures envisagées | Opérateurs |\n|---|---|---|\n"
        f"{cells * 4}\nAxe 2 : Habiter\n\nLes logements sont anciens.\n"
    )
    authorities = load_authorities(Path(__file__).parents[2] / "data" / "authorities")
    first, second = extract(Source("essai", text), authorities).record.axes
    assert (len(first.rows), first.actions) == (1, ())
    assert second.rows == ()
