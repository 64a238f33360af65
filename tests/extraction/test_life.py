"""Clauses, declared counts, citations and the frame of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from cooperation_kg.authorities import load_authorities
from cooperation_kg.documents import Source, load_source
from cooperation_kg.extraction.citations import read_citations
from cooperation_kg.extraction.clauses import read_clauses
from cooperation_kg.extraction.counts import read_counts
from cooperation_kg.extraction.frame import read_frame
from cooperation_kg.extraction.frame_dates import first_date
from cooperation_kg.extraction.number_words import read_number
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.folder import load_record

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def vallee() -> Reading:
    return Reading(load_source(SAMPLES / "frame_vallee.txt", "sample"))


def clauses(text: str) -> set[tuple[str, int | None, int | None]]:
    found = read_clauses(Reading(Source("sample", text)))
    return {(item.kind, item.months, item.days) for item in found}


def test_the_clauses_of_a_convention(vallee: Reading) -> None:
    found = {(item.kind, item.months, item.days) for item in read_clauses(vallee)}
    assert found == {
        ("duration", 48, None),
        ("entry-into-force", None, None),
        ("renewal", 24, None),
        ("termination", None, None),
        ("notice", None, 45),
        ("copies", None, None),
    }


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Le protocole est établi pour trente-six mois.", ("duration", 36, None)),
        ("Le contrat s'achève le 31 décembre 2030.", ("duration", None, None)),
        ("La convention entre en vigueur le 1er mai.", ("entry-into-force", None, None)),
        ("Il y est mis fin sous réserve d'un préavis de deux mois.", ("notice", 2, None)),
        ("DURÉE : 4 ANS À COMPTER DE LA SIGNATURE", ("duration", 48, None)),
        ("Préavis de résiliation : 3 mois", ("notice", 3, None)),
        ("La convention couvre cinq exercices à compter de sa signature.", ("duration", 60, None)),
        ("La charte produit ses effets le 2 mai 2021 pour vingt mois.", ("duration", 20, None)),
        ("Le pacte est valable deux ans et demi à partir de sa signature.", ("duration", 30, None)),
        ("L'accord est reconduit tacitement d'année en année.", ("renewal", 12, None)),
        ("À son terme, elle se prolonge tacitement pour six mois.", ("renewal", 6, None)),
        ("Une partie peut la dénoncer cinq mois avant son terme.", ("notice", 5, None)),
        ("Qui veut s'en retirer en avise l'autre un trimestre à l'avance.", ("notice", 3, None)),
        ("La convention prend effet le 1er mai pour une durée de 36 mois.", ("duration", 36, None)),
        ("La durée du protocole est de dix-huit mois.", ("duration", 18, None)),
        ("Le projet partagé est conclu pour six ans.", ("duration", 72, None)),
        ("Le contrat prend effet le 1er mai. Il dure cinq ans.", ("duration", 60, None)),
        (
            "La convention entre en vigueur le 1er mai pour une durée de trois ans et neuf mois.",
            ("duration", 45, None),
        ),
        (
            "Chaque partie peut dénoncer la convention ; un délai de deux mois doit être respecté.",
            ("notice", 2, None),
        ),
        (
            "En cas de manquement, elle est résiliée trente jours après une mise en demeure.",
            ("termination", None, 30),
        ),
        ("Le présent document est établi en 3 exemplaires.", ("copies", None, None)),
        (
            "La présente convention pourra être modifiée par avenant.",
            ("modification", None, None),
        ),
    ],
)
def test_operative_words(text: str, clause: tuple[str, int | None, int | None]) -> None:
    assert clause in clauses(text)


def test_the_length_of_something_else_is_no_duration() -> None:
    assert clauses("Les ateliers ont lieu pendant trois ans dans les collèges.") == set()


def test_how_an_earlier_text_was_made_longer_is_no_duration() -> None:
    assert clauses("Il a été prorogé par avenant pour cinq ans.") == set()


def test_declared_counts(vallee: Reading) -> None:
    found = {(item.what, item.count) for item in read_counts(vallee)}
    assert found == {("axes", 4), ("actions", 11), ("communes", 12)}


def test_citations_with_kind_date_and_relation(vallee: Reading) -> None:
    found = {(item.kind, item.date, item.relation) for item in read_citations(vallee, 1, 19)}
    assert found == {
        ("law", "2015-08-07", "based-on"),
        ("decree", "2016-04-01", "based-on"),
        ("plan", None, "cites"),
        ("convention", "2016-05-03", "cites"),
    }


def test_the_frame_of_a_convention(vallee: Reading) -> None:
    frame = read_frame(vallee)
    assert frame.title is not None
    assert frame.title.text == (
        "Convention de coopération entre la Ville de Sarmoise et le Département de l'Avre"
    )
    assert frame.type == "bilateral-convention"
    assert {party.organisation for party in frame.parties} == {
        "ville-de-sarmoise",
        "departement-de-l-avre",
    }
    assert frame.term.adopted is not None
    assert frame.term.adopted.date == "2019-03-12"
    assert frame.term.signed is not None
    assert frame.term.signed.date == "2019-04-02"
    assert frame.term.start is None
    assert frame.term.end is None


def test_a_date_left_blank_is_an_absence() -> None:
    frame = read_frame(Reading(Source("sample", "Convention de Sarmoise\n\nSarmoise, le\n\nFin\n")))
    assert [item.text for item in frame.absent] == ["Sarmoise, le"]


@pytest.mark.parametrize("text", ["", "\n\n", " - \n", "****\n\x0c", "(" * 400, "le " * 3000])
def test_any_text_is_read_without_an_error(text: str) -> None:
    reading = Reading(Source("sample", text))
    read_frame(reading)
    read_clauses(reading)
    read_counts(reading)
    read_citations(reading)


def test_numbers_and_dates() -> None:
    assert [read_number(word) for word in ("dix-sept", "Vingt et un", "1 850", "x")] == [
        17, 21, 1850, None,
    ]  # fmt: skip
    date = first_date("signée le 1er août 2016")
    assert date is not None
    assert date.date == "2016-08-01"


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
    authorities = load_authorities(root / "data" / "authorities")
    reading = Reading(load_source(corpus / f"{name}.txt", document))
    frame = read_frame(reading, (), authorities)
    assert frame.title is not None
    assert frame.title.text == record.title.text
    assert {p.organisation for p in frame.parties} == {p.organisation for p in record.parties}
    lengths = {(c.kind, c.months, c.days) for c in record.clauses if c.months or c.days}
    found = {(c.kind, c.months, c.days) for c in read_clauses(reading) if c.months or c.days}
    assert found == lengths
    declared = {(count.what, count.count) for count in record.declared}
    assert declared <= {(count.what, count.count) for count in read_counts(reading)}


@pytest.mark.parametrize(
    ("heading", "sentence", "counts"),
    [
        ("Cap", "La charte suit trois caps et huit mesures.", {("axes", 3)}),
        ("Volet", "Le pacte tient en deux volets.", {("axes", 2)}),
        ("Opération", "Il y a là quatre opérations, les quatre opérations.", {("actions", 4)}),
        ("Annexe", "Le pacte tient en deux volets.", set()),
    ],
)
def test_a_count_of_what_headings_are_numbered_by(
    heading: str, sentence: str, counts: set[tuple[str, int]]
) -> None:
    text = (
        f"{sentence}\n\n{heading} 1 : Habiter\n\nUn texte.\n\n{heading} 2 : Nourrir\n\nUn texte.\n"
    )
    reading = Reading(Source("sample", text))
    assert {(item.what, item.count) for item in read_counts(reading)} == counts
