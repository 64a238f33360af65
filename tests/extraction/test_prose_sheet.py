"""What prose says in the place of a sheet: by when, and which party is in charge."""

from __future__ import annotations

import pytest

from cooperation_kg.documents import Source
from cooperation_kg.extraction.labels import PartyName
from cooperation_kg.extraction.prose_sheet import pilots_in_prose, title_deadline
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.values import Stated

PARTIES = (
    PartyName("valmont", ("Ville de Valmont",)),
    PartyName("lorme", ("Département du Lorme",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "words", "until"),
    [
        ("Permettre la baignade d’ici 2024, partout", "d’ici 2024", "2024"),
        ("Former mille bénévoles pour 2024", "pour 2024", "2024"),
        ("Rénover vingt écoles avant fin 2027", "avant fin 2027", "2027"),
        ("Sortir du gaz à l'horizon 2030", "à l'horizon 2030", "2030"),
    ],
)
def test_a_year_that_a_title_aims_at_is_a_deadline(title, words, until):
    reading = Reading(Source("essai", title))
    stated = reading.stated(0, len(title), Stated, confidence=1, method="essai")
    deadline = title_deadline(reading, stated)
    assert (deadline.text, deadline.until, deadline.since) == (words, until, None)


@pytest.mark.parametrize(
    "title", ["Accueillir les Jeux de 2024", "Le budget pour 2024-2026", "Planter 2000 arbres"]
)
def test_another_number_in_a_title_is_none(title):
    reading = Reading(Source("essai", title))
    stated = reading.stated(0, len(title), Stated, confidence=1, method="essai")
    assert title_deadline(reading, stated) is None


def piloted(text):
    reading = Reading(Source("essai", text))
    return [
        (pilot.text, pilot.name, pilot.collectivity)
        for pilot in pilots_in_prose(reading, 1, len(reading.lines), PARTIES)
    ]


def test_a_party_that_pilots_is_the_pilot():
    text = "Une étude est lancée. Le programme sera piloté par Valmont dès 2025.\n"
    assert piloted(text) == [
        ("Le programme sera piloté par Valmont", "Valmont", "valmont"),
    ]  # fmt: skip
    assert piloted("Le suivi est coordonné par le Département du Lorme.\n")[0][2] == "lorme"


def test_another_body_or_another_verb_makes_no_pilot():
    assert piloted("Le programme sera piloté par l'agence. Le pont est payé par Valmont.\n") == []
