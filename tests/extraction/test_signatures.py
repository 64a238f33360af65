"""Signatories are read from blocks of signatures of several layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from cooperation_kg.authorities import load_authorities
from cooperation_kg.documents import Places, Source, load_source
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.signatures import read_signatures
from cooperation_kg.records.folder import load_record
from cooperation_kg.records.values import Party

SAMPLES = Path(__file__).parent / "samples"


def signed(text: str) -> list[tuple[str, str, str]]:
    found = read_signatures(Reading(Source("sample", text)))
    return [(item.text, item.role.text, item.organisation) for item in found]


def test_columns_side_by_side_keep_their_offices() -> None:
    reading = Reading(load_source(SAMPLES / "frame_vallee.txt", "sample"))
    found = [(item.text, item.role.text, item.organisation) for item in read_signatures(reading)]
    assert found == [
        ("Éric d'ARMAGNAC", "Le Président", "departement-de-l-avre"),
        ("Nadia BEN SALAH-ROCHE", "La Maire", "ville-de-sarmoise"),
    ]


def test_cells_of_a_table_and_a_name_before_its_office() -> None:
    reading = Reading(load_source(SAMPLES / "frame_quartiers.md", "sample"))
    found = [(item.text, item.role.text) for item in read_signatures(reading)]
    assert found == [
        ("Luc NOIRET", "Le préfet de l'Avre"),
        ("Anne-Sophie de BRUC", "La présidente de la communauté d'agglomération Avre-Sud"),
        ("Hélène PASTEL", "maire du Val-Dieu"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "La Ville de Sarmoise\n\nReprésentée par Madame la Maire,\nNadia BEN SALAH\n",
        "<p>La Ville de Sarmoise</p>\n<p>Madame la Maire</p>  <p>Nadia BEN SALAH</p>\n",
        "Pour la Ville de Sarmoise,\n\nMadame la Maire,\n\n\n\nNadia BEN SALAH\n",
    ],
)
def test_one_signature_in_several_layouts(text: str) -> None:
    assert signed(text) == [("Nadia BEN SALAH", "Madame la Maire", "ville-de-sarmoise")]


def test_an_office_over_two_lines_of_a_column_is_one() -> None:
    text = (
        "Le Président de la Communauté           Le Président du Conseil départemental\n"
        "d'agglomération des Trois Vallées       de la Brenne\n\n"
        "Paul MARTEL                             Nadia BEN SALAH\n"
    )
    assert [item[:2] for item in signed(text)] == [
        ("Paul MARTEL", "Le Président de la Communauté d'agglomération des Trois Vallées"),
        ("Nadia BEN SALAH", "Le Président du Conseil départemental de la Brenne"),
    ]


def test_name_and_office_on_a_line_belong_to_what_stands_above() -> None:
    text = "Pour la Ville de Lanzac\nGuy VERDIER, Maire\n"
    assert signed(text) == [("Guy VERDIER", "Maire", "ville-de-lanzac")]


@pytest.mark.parametrize(
    "text",
    [
        "Pour la Ville de Marenne, le Maire, Luc Bras\n\nPour Avre Agglomération, la Présidente,"
        " Léa Noir\n",
        "Pour la Ville de Marenne : le Maire, M. Luc Bras\nPour Avre Agglomération : la Présidente,"
        " Mme Léa Noir\n",
        "Fait à Marenne. Pour la Ville de Marenne, le Maire, Luc Bras ; pour Avre Agglomération, la"
        " Présidente, Léa Noir.\n",
    ],
)
def test_a_signature_may_be_a_line_of_prose(text: str) -> None:
    assert signed(text) == [
        ("Luc Bras", "le Maire", "ville-de-marenne"),
        ("Léa Noir", "la Présidente", "avre-agglomeration"),
    ]


def test_staff_do_not_sign_in_prose_either() -> None:
    line = "Pour la Ville de Marenne, le Directeur général adjoint des services, Luc Bras\n"
    assert signed(line) == []


def test_an_office_goes_on_below_where_the_cell_beside_it_is_empty() -> None:
    found = signed(
        "Luc BRAS                                Léa NOIR\n"
        "Président du Conseil départemental      Présidente de la Métropole Rive Sud\n"
        "de la Brenne\n"
    )
    assert [(name, role) for name, role, _ in found] == [
        ("Luc BRAS", "Président du Conseil départemental de la Brenne"),
        ("Léa NOIR", "Présidente de la Métropole Rive Sud"),
    ]


def test_those_for_whom_columns_sign_may_have_no_article() -> None:
    found = signed(
        "Pour le Département de la Brenne,       Pour Avre Agglomération,\n"
        "Le Président                            La Présidente\n"
        "Luc BRAS                                Léa NOIR\n"
    )
    assert [(name, role) for name, role, _ in found] == [
        ("Luc BRAS", "Le Président"), ("Léa NOIR", "La Présidente"),
    ]  # fmt: skip


def test_staff_who_sign_by_delegation_are_left_out() -> None:
    text = (
        "Pour le Président et par délégation,\nle Directeur général des services,\n\nPaul MARTEL\n"
    )
    assert signed(text) == []


def test_a_sentence_about_a_mayor_is_no_signature() -> None:
    assert signed("Le maire de Sarmoise est associé au projet.\n\nJean Moulin\n") == []


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ("75-93", "000_9955c5cae59c762c"),
        ("75-94", "001_4f65e2fdb1af9030"),
        ("perr-paris-terres-d-envol", "003_5b84d36912402381"),
    ],
)
def test_the_corpus_gives_what_its_readers_found(
    corpus: Path, root: Path, document: str, name: str
) -> None:
    record = load_record(root / "data" / "conventions" / f"{document}.yaml").record
    parties = [
        Party(text=party.text, at=Places.parse("L1"), organisation=party.organisation)
        for party in record.parties
    ]
    authorities = load_authorities(root / "data" / "authorities")
    reading = Reading(load_source(corpus / f"{name}.txt", document))
    found = read_signatures(reading, (), authorities, parties)
    assert {(one.text, one.role.text, one.organisation) for one in found} == {
        (one.text, one.role.text, one.organisation) for one in record.signatories
    }
