"""Names in a sentence: where they begin and end, and what they name."""

from __future__ import annotations

from pathlib import Path

import pytest

from cooperation_kg.authorities import load_authorities
from cooperation_kg.extraction.lexicon import Lexicon
from cooperation_kg.extraction.names import find_names

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def known():
    return Lexicon(load_authorities(DATA / "authorities"), ("paris", "departement-93"))


def named(text, lexicon=Lexicon()):  # noqa: B008
    return [(text[name.start : name.end], name.kind) for name in find_names(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("avec le Comité régional du tourisme de Lorme.", "Comité régional du tourisme de Lorme"),
        ("la commune d'Ax-les-Thermes et l'EPT Val Sud", "commune d'Ax-les-Thermes|EPT Val Sud"),
        ("l'Agence de l'eau et des sols agricoles", "Agence de l'eau et des sols agricoles"),
        ("le Syndicat d'étude et de gestion de la Lys", "Syndicat d'étude et de gestion de la Lys"),
        ("l'association pour la promotion du canal", "association pour la promotion du canal"),
        (
            "les bailleurs sociaux et les communes concernées",
            "bailleurs sociaux|communes concernées",
        ),
        ("les écoles d'Ax, de Brive et d'Auch", "écoles d'Ax, de Brive et d'Auch"),
        ("par Paul and Co et Voies de la Loire", "Paul and Co|Voies de la Loire"),
        ("par l'association Rimes et Partages", "association Rimes et Partages"),
        ("le Comité de bassin équestre (CBE) pourra", "Comité de bassin équestre"),
    ],
)
def test_a_name_goes_on_as_french_names_do(text, names):
    assert [name for name, _ in named(text)] == names.split("|")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("le quai Marcel Duval", "infrastructure"),
        ("la RD 14", "infrastructure"),
        ("l'ex-RN2", "infrastructure"),
        ("le tram T12", "infrastructure"),
        ("la ligne 10 du métro", "infrastructure"),
        ("la Porte de Clairval", "place"),
        ("le Plan Vélo", "scheme"),
        ("le contrat de destination « Lorme, autrement »", "scheme"),
        ("le Festival de Lorme", "event"),
        ("la Maison du Conte", "facility"),
        ("avec l'ORVAL", "proper"),
    ],
)
def test_the_head_says_what_is_named(text, kind):
    assert [found for _, found in named(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Cette action vise les jeunes.",
        "Répondant aux besoins, elle commence en Juin.",
        "les allocataires du RSA",
        "les Parisiens et les Lyonnaises",
        "un comité se réunit",
    ],
)
def test_a_capital_alone_makes_no_name(text):
    common = Lexicon(common=frozenset(("répondant", "elle")))
    assert [kind for _, kind in named(text, common) if kind != "vague"] == []


def test_a_common_word_at_the_beginning_is_no_name():
    text = "Airval relève que l'air est pur."
    assert named(text) == [("Airval", "proper")]
    assert named(text, Lexicon(common=frozenset(("airval",)))) == []


def test_the_parties_are_known_by_all_their_names():
    lexicon = Lexicon(None, ("Ville de Valmont", "Département du Lorme"))
    text = "la Ville, le Lorme, la Maire de Valmont, le conseil départemental du Lorme"
    assert {kind for _, kind in named(text, lexicon)} == {"own"}
    assert named("les services de la Ville", lexicon) == [("services de la Ville", "own")]


def test_authorities_decide_organisation_or_place(known):
    assert named("avec le Samu social", known) == [("Samu social", "organisation")]
    assert named("à Pantin", known) == [("Pantin", "territory")]
    assert named("la commune de Pantin", known) == [("commune de Pantin", "organisation")]
    assert named("le long du boulevard périphérique", known)[0][1] in ("infrastructure", "place")
    assert named("la Ville de Paris et la Seine-Saint-Denis", known) == [
        ("Ville de Paris", "own"),
        ("Seine-Saint-Denis", "own"),
    ]


def test_an_acronym_after_a_name_belongs_to_it():
    (name,) = find_names("le Comité départemental du tourisme (CDT 94) anime", Lexicon())
    assert name.acronym == "CDT 94"
    (centre,) = find_names("Centre de formation et de pédagogie, CFP, et autres", Lexicon())
    assert centre.acronym == "CFP"
