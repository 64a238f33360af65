"""Lines that may head a part, and how far their titles go."""

from __future__ import annotations

import pytest

from cooperation_kg.documents.source import Source
from cooperation_kg.extraction.headings import Heading, find_headings
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.values import Stated


def first(text: str) -> Heading | None:
    found = find_headings(Reading(Source("x", text)))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("line", "kind", "number"),
    [
        ("Axe 1 : Agir", "axis", "1"),
        ("Axe 1 – Agir", "axis", "1"),
        ("AXE I. AGIR", "axis", "I"),
        ("Axe stratégique n°2 — Agir", "axis", "2"),
        ("3ème axe : Agir", "axis", "3"),
        ("Action n°7 : Agir", "action", "7"),
        ("Action  n°07  :  Agir", "action", "7"),
        ("Action 7.1 : Agir", "action", "7.1"),
        ("Action B2 – Agir", "action", "B2"),
        ("Fiche action 3 - Agir", "action", "3"),
        ("### **A. Agir**", "", "A"),
        ("#### **1. Agir**", "", "1"),
        ("1.2.3. Agir", "", "1.2.3"),
        ("1.2.1 Agir", "", "1.2.1"),
        ("IV – Agir", "", "IV"),
        ("Article 4 : agir", "section", "4"),
        ("Préambule", "section", "None"),
    ],
)
def test_marks(line: str, kind: str, number: str) -> None:
    heading = first(line + "\n\nLe texte suit ici.\n")
    assert heading is not None
    assert (heading.kind, str(heading.number)) == (kind, number)


@pytest.mark.parametrize(
    "line",
    [
        "axe structurant du territoire",
        "Action menée avec les associations",
        "2016. cette croissance appelle une réponse",
        "1er janvier 2016",
        "1,5 M€ pour la voirie",
        "Fiche 3.1.2)",
        "ACTION À MENER EN PRIORITÉ",
        "3) dont le projet est porté par la ville",
    ],
)
def test_lines_that_head_nothing(line: str) -> None:
    assert first(line + "\n\nLe texte suit ici.\n") is None


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Axe 1 : Relier les rives du\ncanal\n\nLe canal sépare.", "Relier les rives du canal"),
        ("Axe 1 : Relier les rives\n\ndu canal\n\nLe canal sépare.", "Relier les rives du canal"),
        ("Axe 1\n\nRelier\n\nLe canal sépare.", "Relier"),
        ("Axe 1 : Relier\nLe canal sépare les deux villes.\n", "Relier"),
        ("Axe 1 : Créer le projet\n« Rives »\n\nLe canal.", "Créer le projet « Rives »"),
        ("## **Axe 1 : Relier\nles rives**\n\nLe canal.", "Relier les rives"),
        ("AXE 1 : RELIER LES RIVES\nDU CANAL\n\nLe canal.", "RELIER LES RIVES DU CANAL"),
        (
            "Axe 1 : Relier les rives du\n\n" + " " * 50 + "7\n\nCanal\n\nLe canal.",
            "Relier les rives du Canal",
        ),
        (
            "Axe 1 : Relier les rives\n\n" + " " * 50 + "7\n\n\ndu canal\n\nLe canal.",
            "Relier les rives du canal",
        ),
        ("Axe 1 : Pilotage :\n\nLe comité.", "Pilotage"),
    ],
)
def test_how_far_a_title_goes(printed: str, title: str) -> None:
    reading = Reading(Source("x", printed))
    heading = find_headings(reading)[0]
    stated = reading.stated(heading.start, heading.end, Stated, confidence=1, method="test")
    assert stated.text == title


def test_a_line_of_a_table_of_contents_is_told() -> None:
    for line in ("Axe 1 : Agir ........ 4", "<b>A. Agir</b> ..... <b>4</b>", "1. Agir\t12"):
        heading = first(line + "\n")
        assert heading is not None
        assert heading.listed
