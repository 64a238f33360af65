from decimal import Decimal

import pytest

from cooperation_kg.documents import Source
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.readings import (
    read_amounts,
    read_budget,
    read_deadline,
    read_quantities,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018", ("2018", "2018", "year")),
        ("Lancement en 2018", ("2018", "2018", "year")),
        ("2018-2019", ("2018", "2019", "year")),
        ("2018/2019", ("2018", "2019", "school-year")),
        ("2018/19", ("2018", "2019", "school-year")),
        ("Année scolaire 2018-2019", ("2018", "2019", "school-year")),
        ("À compter de l’édition 2018", ("2018", None, "year")),
        ("dès septembre 2021", ("2021-09", None, "month")),
        ("A partir du 1er mars 2022", ("2022-03-01", None, "day")),
        ("d'ici fin 2020", (None, "2020", "year")),
        ("avant le 31/12/2019", (None, "2019-12-31", "day")),
        ("dès 2018 et jusqu'en 2020", ("2018", "2020", "year")),
        ("du 12 mars au 3 avril 2019", ("2019-03-12", "2019-04-03", "day")),
        ("du 1er au 15 mars 2018", ("2018-03-01", "2018-03-15", "day")),
        ("De mars à juin 2024", ("2024-03", "2024-06", "month")),
        ("Lancement en 2017, réception à l'automne 2019", ("2017", "2019", "season")),
        ("Printemps 2018", ("2018", "2018", "season")),
        ("rentrée scolaire 2024", ("2024", "2024", "season")),
        ("3ème trimestre 2019", ("2019-07", "2019-09", "month")),
        ("S1 2020", ("2020-01", "2020-06", "month")),
        ("Dès le démarrage de la convention", (None, None, "relative")),
        ("pendant toute la durée du pacte", (None, None, "relative")),
        ("18 mois", (None, None, "relative")),
        ("En fonction de l'évolution de chaque site", (None, None, "conditional")),
        ("sous réserve des crédits", (None, None, "conditional")),
        ("le 45/13/2019", (None, None, "relative")),
        ("", (None, None, "relative")),
    ],
)
def test_a_deadline_is_as_precise_as_its_words(text, expected):
    assert read_deadline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30 000 €", [("30000", "total")]),
        ("30\u202f000€", [("30000", "total")]),
        ("25.000 euros en 2017-2018", [("25000", "total")]),
        ("1,4M € puis 15 M€", [("1400000", "total"), ("15000000", "total")]),
        ("150 k€ HT", [("150000", "total")]),
        ("26 millions d’euros par an", [("26000000", "year")]),
        ("huit millions d'euros par an", [("8000000", "year")]),
        ("un million et demi d'euros", [("1500000", "total")]),
        ("deux cent mille euros", [("200000", "total")]),
        ("7,1 M€ chaque année", [("7100000", "year")]),
        ("50 € par place", [("50", "place")]),
        ("entre 20 000 et 30 000 €", [("20000", "total"), ("30000", "total")]),
        ("12 actions en 2018, 3 agents", []),
    ],
)
def test_a_sum_needs_a_currency(text, expected):
    amounts = read_amounts(Reading(Source("essai", text)), 0, len(text))
    assert [(str(a.eur), a.per) for a in amounts] == expected


def test_a_sum_says_what_it_is_for():
    text = "1,4M € pour la piste cyclable et 15 M € pour le parc"
    subjects = [a.subject.text for a in read_amounts(Reading(Source("essai", text)), 0, len(text))]
    assert subjects == ["pour la piste cyclable", "pour le parc"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1 M€", "amount"),
        ("Mobilisation des ressources courantes.", "current-resources"),
        ("À moyens constants", "current-resources"),
        ("0,5 ETP", "current-resources"),
        ("A estimer", "to-be-estimated"),
        ("en cours de chiffrage", "to-be-estimated"),
        ("Accompagnement à définir en fonction du nombre de sites", "to-be-specified"),
        ("En fonction des opportunités", "conditional"),
        ("selon les appels à projets", "conditional"),
    ],
)
def test_the_kind_of_a_budget_is_in_its_words(text, kind):
    assert read_budget(Reading(Source("essai", text)), 0, len(text)).kind == kind


def test_a_budget_whose_words_say_no_kind_is_unsure():
    reading = Reading(Source("essai", "Crédits européens"))
    budget = read_budget(reading, 0, 17)
    assert reading.notes.of(budget).confidence < 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("concerner 1500 agents", [("1500 agents", "1500", "agents")]),
        ("au moins 50% du temps", [("au moins 50% du temps", "50", "% du temps")]),
        ("plus de 7 000 m² et 2,6 km",
         [("plus de 7 000 m²", "7000", "m²"), ("2,6 km", "2.6", "km")]),
        ("Plus d’un million de tonnes", [("Plus d’un million de tonnes", "1000000", "tonnes")]),
        ("le 15 février 2018, 30 000 € au 12ème, article 3", []),
    ],
)  # fmt: skip
def test_numbers_with_a_unit_are_quantities(text, expected):
    found = read_quantities(Reading(Source("essai", text)), 0, len(text))
    assert [(q.text, str(q.value), q.unit) for q in found] == expected
    assert all(isinstance(q.value, Decimal) for q in found)
