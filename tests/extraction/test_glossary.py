"""Acronyms are read from glossaries and where the text opens them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cooperation_kg.documents import Source, load_source
from cooperation_kg.documents.source import fold
from cooperation_kg.extraction.glossary import align, read_glossary
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.folder import load_record

SAMPLES = Path(__file__).parent / "samples"


def opened(text: str) -> set[tuple[str, str]]:
    reading = Reading(Source("sample", text))
    return {(item.acronym, item.expansion) for item in read_glossary(reading)}


def test_a_glossary_is_read_line_by_line() -> None:
    reading = Reading(load_source(SAMPLES / "frame_vallee.txt", "sample"))
    found = {(item.acronym, item.expansion) for item in read_glossary(reading)}
    assert found == {
        ("ADIL", "Agence départementale d'information sur le logement"),
        ("CLSPD", "Conseil local de sécurité et de prévention de la délinquance"),
        ("R2E", "Réseau des entreprises engagées"),
        ("SYTRA", "syndicat des transports"),
        ("SYTRA", "Syndicat des transports de l'Avre"),
    }


def test_a_name_in_brackets_is_the_name_without_them() -> None:
    text = "Liste des sigles\n\nCLS (Conseil local de santé)\nDV (Direction de la voirie)\n"
    found = read_glossary(Reading(Source("sample", text)))
    assert [(item.acronym, item.expansion) for item in found] == [
        ("CLS", "Conseil local de santé"),
        ("DV", "Direction de la voirie"),
    ]


@pytest.mark.parametrize(
    ("text", "acronym", "expansion"),
    [
        ("Le rôle du Conseil local de santé (CLS) est", "CLS", "Conseil local de santé"),
        ("avec la direction de la voirie (DV).", "DV", "direction de la voirie"),
        ("la caisse d’allocations familiales -CAF- et", "CAF", "caisse d’allocations familiales"),
        (
            "un RAM (relais d'assistantes maternelles) ouvre",
            "RAM",
            "relais d'assistantes maternelles",
        ),
        ("l'École de la deuxième chance (E2C) et", "E2C", "École de la deuxième chance"),
        (
            "Agence régionale de santé d'Alsace (ARS) et",
            "ARS",
            "Agence régionale de santé d'Alsace",
        ),
        ("le plan local\npour l'emploi (PLE) est", "PLE", "plan local pour l'emploi"),
    ],
)
def test_an_acronym_is_opened_beside_its_name(text: str, acronym: str, expansion: str) -> None:
    assert opened(text) == {(acronym, expansion)}


@pytest.mark.parametrize(
    "text",
    [
        "Le réseau s'étend (RER B) jusqu'au port.",
        "Les niveaux (A1 ; B2) sont évalués.",
        "La Ville (Paris) et le Département.",
        "Sans sigle (voir plus haut), rien.",
    ],
)
def test_what_no_letters_bear_out_is_no_acronym(text: str) -> None:
    assert opened(text) == set()


def test_a_name_begins_where_the_letters_begin() -> None:
    words = ["avec", "le", "Centre", "national", "de", "la", "fonction", "publique"]
    assert align("CNFP", words) is not None
    assert align("CNFP", words).first == 2  # type: ignore[union-attr]
    assert align("XYZ", words) is None


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
    reading = Reading(load_source(corpus / f"{name}.txt", document))
    found = {(item.acronym, fold(item.expansion).casefold()) for item in read_glossary(reading)}
    true = {(item.acronym, fold(item.expansion).casefold()) for item in record.acronyms}
    assert 2 * len(found & true) / (len(found) + len(true)) >= 0.98


def test_a_short_name_in_quotation_marks_after_dit() -> None:
    text = "Le présent pacte lie le Syndicat mixte des eaux de Lessay, dit « SMEL », et la Ville."
    found = read_glossary(Reading(Source("sample", text)))
    assert [(one.acronym, one.expansion) for one in found] == [
        ("SMEL", "Syndicat mixte des eaux de Lessay")
    ]
