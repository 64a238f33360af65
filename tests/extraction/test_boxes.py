"""Boxes of actors, publics, schemes and interdependence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation_kg.documents import Source, load_source
from cooperation_kg.documents.source import fold
from cooperation_kg.extraction.boxes import read_boxes
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.folder import load_record

HERE = Path(__file__).parent
SAMPLES = sorted((HERE / "samples").glob("tables_*.txt"))
FIELDS = ("partners", "publics", "schemes", "interdependence")

BOX = (
    "Acteurs Public cible Dispositifs \n\n \n"
    "Ville (DLH, DDCT) et Cap emploi \n\n"
    "Conseil départemental de l’accès \nau droit (CDAD) \n\n"
    "Caisse des dépôts et \nconsignations \n\n"
    "Ville et Département \n\n \n\n"
    "Habitants et usagers des \nquartiers \n\nEnfants, jeunes \n\n \n\n"
    "REP et REP+ \n\n"
    "Politique de logement, notamment dans \nles zones de déficit \n\n"
    "Interdépendance \n \n\n"
    "Plan climat\nCirculaire du \n7 janvier 2015 \n"
    "Programme académique \n2013-2016 \n"
)


def boxes_of(text):
    reading = Reading(Source("essai", text))
    return read_boxes(reading, 1, len(reading.lines))


def words(boxes):
    return [[value.text for value in getattr(boxes, field)] for field in FIELDS]


def test_a_box_is_read_column_by_column():
    assert words(boxes_of(BOX)) == [
        [
            "Ville", "DLH", "DDCT", "Cap emploi",
            "Conseil départemental de l’accès au droit (CDAD)",
            "Caisse des dépôts et consignations", "Ville et Département",
        ],
        ["Habitants et usagers des quartiers", "Enfants", "jeunes"],
        ["REP", "REP+", "Politique de logement, notamment dans les zones de déficit"],
        ["Plan climat", "Circulaire du 7 janvier 2015", "Programme académique 2013-2016"],
    ]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_boxes_of_other_documents(sample):
    expected = yaml.safe_load(sample.with_suffix(".yaml").read_text(encoding="utf-8"))
    found = words(boxes_of(sample.read_text(encoding="utf-8")))
    assert found == [expected.get(field, []) for field in FIELDS]


def test_columns_are_read_in_the_order_of_the_head():
    boxes = boxes_of(
        "PUBLICS CONCERNÉS\nPARTENAIRES\n\nFamilles \nSéniors \n\n\n\nMission locale \nCAF \n\n"
        "2.1. Agir pour tous\n"
    )
    assert words(boxes) == [["Mission locale", "CAF"], ["Familles", "Séniors"], [], []]


CELLS = [
    ["Mission locale", "CAF", "Bailleurs sociaux", "Ville"],
    ["Jeunes de 16 à 25 ans sortis de l’école", "Familles"],
    ["Programme de réussite éducative", "REP"],
    [],
]


def test_a_box_of_aligned_columns():
    assert words(
        boxes_of(
            "Acteurs mobilisés         Publics                  Dispositifs\n\n"
            "Mission locale            Jeunes de 16 à 25 ans    Programme de réussite\n"
            "                          sortis de l’école        éducative\n"
            "CAF, Bailleurs sociaux\n"
            "Ville                     Familles                 REP\n\n"
            "Interdépendance\n\nPlan climat\n"
        )
    ) == [*CELLS[:3], ["Plan climat"]]


def test_a_box_of_cells_parted_by_bars():
    assert (
        words(
            boxes_of(
                "| Acteurs | Bénéficiaires | Outils et dispositifs |\n|---|---|---|\n"
                "| Mission locale | Jeunes de 16 à 25 ans sortis de l’école |"
                " Programme de réussite éducative |\n"
                "| CAF, Bailleurs sociaux | Familles | REP |\n| Ville | | |\n"
            )
        )
        == CELLS
    )


def test_an_entry_that_no_word_and_no_gap_places_is_stated_with_doubt():
    text = "Acteurs\n\nPublics\n\nCAF\n\nCompagnons bâtisseurs\n\nLocataires\n\nCopropriétaires\n"
    reading = Reading(Source("essai", text))
    boxes = read_boxes(reading, 1, len(reading.lines))
    sure = {
        value.text: reading.notes.of(value).confidence
        for value in (*boxes.partners, *boxes.publics)
    }
    assert sure["Compagnons bâtisseurs"] < 0.8
    assert min(sure["CAF"], sure["Copropriétaires"]) > 0.9


def test_kinds_and_status_are_those_of_a_box():
    boxes = boxes_of(BOX)
    assert {partner.status for partner in boxes.partners} == {"table"}
    assert {public.kind for public in boxes.publics} == {"public"}
    assert {scheme.kind for scheme in boxes.schemes} == {"scheme"}


def test_prose_about_actors_is_no_box():
    assert words(boxes_of("Acteurs et publics se rencontrent.\n\nLes dispositifs suivent.\n")) == [
        [], [], [], [],
    ]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*BOX.splitlines(), "", " ", ",", "(", "et", "Dispositifs", ": ,"]))
)
def test_lines_in_any_order_are_read_without_an_error(lines):
    boxes_of("\n".join(lines))


def test_the_boxes_of_the_contrat_de_ville(corpus, root):
    record = load_record(root / "data/conventions/contrat-de-ville-paris.yaml").record
    (path,) = corpus.glob("004_*.txt")
    reading = Reading(load_source(path, record.id))
    found = [set(), set(), set(), set()]
    curated = [set(), set(), set(), set()]
    for axis in record.axes:
        for part in axis.divisions:
            lines = [value.at.line for value in part.interdependence]
            before = [x.number for x in reading.lines[: lines[0]] if "Public cible" in x.text]
            first = max(before)
            boxes = read_boxes(reading, first, lines[-1] + 3)
            texts = [
                [p for p in part.partners if first <= p.at.line <= lines[0]],
                [m for m in part.mentions if m.kind == "public" and first <= m.at.line],
                [m for m in part.mentions if m.kind == "scheme" and first <= m.at.line],
                part.interdependence,
            ]
            for index, field in enumerate(FIELDS):
                found[index] |= {(str(v.at.line), fold(v.text)) for v in getattr(boxes, field)}
                curated[index] |= {
                    (str(v.at.line), fold(v.text)) for v in texts[index] if v.at.line <= lines[-1]
                }
    for one, other in zip(found, curated, strict=True):
        assert 2 * len(one & other) / (len(one) + len(other)) >= 0.9
