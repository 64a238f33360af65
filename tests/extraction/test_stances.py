"""How firmly a sentence says that somebody takes part."""

from __future__ import annotations

import pytest

from cooperation_kg.extraction.lexicon import Lexicon
from cooperation_kg.extraction.names import find_names
from cooperation_kg.extraction.sentences import Sentence
from cooperation_kg.extraction.stances import stances

OWN = Lexicon(None, ("Ville de Valmont", "Département du Lorme"))


def said(text, lead=""):
    sentence = Sentence(text, tuple(range(len(text))), lead)
    found = stances(sentence, find_names(text, OWN))
    return {text[s.name.proper : s.name.end]: s.status for s in found}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Une carte sera dressée en partenariat avec l'ORVA.", "firm"),
        ("Une carte sera dressée, en étroite collaboration avec l'ORVA.", "firm"),
        ("L'ORVA sera associée au projet.", "firm"),
        ("Le diagnostic sera piloté par l'ORVA.", "firm"),
        ("L'entretien sera confié à l'ORVA.", "firm"),
        ("Les parties solliciteront l'ORVA.", "firm"),
        ("L'ORVA pourra, le moment venu, établir un plan.", "possible"),
        ("L'ORVA, présente à Lorme, pourrait être associée.", "possible"),
        ("Un travail commun serait envisagé en lien avec l'ORVA.", "possible"),
        ("Il est proposé d'échanger en lien avec l'ORVA.", "possible"),
        ("L'ORVA formera quarante agents.", "firm"),
        ("L'ORVA s'engage à y envoyer ses agents.", "firm"),
        ("L'ORVA installerait six bornes.", "possible"),
        ("Il est proposé d'y associer l'ORVA.", "possible"),
        ("L'ORVA avait planté les premiers arbres en 2011.", "past"),
        ("Une première étude avait été rendue ; la Ville l'avait confiée à l'ORVA.", "past"),
        ("Une étude, réalisée par l'ORVA en 2018, le montre.", "past"),
        ("Les parties ont participé en 2016 à ce projet en lien avec l'ORVA.", "past"),
        ("Depuis 2014, ces visites sont menées en partenariat avec l'ORVA.", "past"),
        ("Un premier diagnostic de l'ORVA le montre.", "past"),
        ("La dynamique est portée par l'ORVA.", "mentioned"),
        ("Selon l'ORVA, les taux baissent.", "mentioned"),
        ("D'après l'ORVA, les taux baissent.", "mentioned"),
        ("L'ORVA sera peut-être associée.", "possible"),
        ("Il pourra être proposé à l'ORVA de diffuser l'offre.", "possible"),
        ("Les agents suivront une formation avec l'ORVA.", "firm"),
        ("Sous réserve de l'accord de l'ORVA, le lieu sera ouvert.", "mentioned"),
        ("Il s'agit de chercher des fonds auprès de l'ORVA.", "mentioned"),
    ],
)
def test_the_mood_of_the_sentence_decides(text, status):
    assert said(text) == {"ORVA": status}


@pytest.mark.parametrize(
    "text",
    [
        "Les parties ne travailleront pas avec l'ORVA.",
        "Aucun partenariat n'existe : aucun lien avec l'ORVA.",
        "Ce projet figure dans la convention de coopération avec la commune de Sérigny.",
        "Le quai mène à la gare de l'ORVA.",
        "L'ORVA comptera vingt communes et disposera d'un budget.",
        "Un point d'arrêt dessert Sérigny et Lorme.",
        "Le travail sera conduit avec l'ensemble des acteurs.",
        "Le programme sera piloté par la Ville en lien avec le Département.",
    ],
)
def test_who_is_denied_vague_or_a_party_takes_no_part(text):
    assert said(text) == {}


def test_what_is_said_of_one_is_said_of_all_it_is_joined_to():
    text = "en lien avec la Région Lorme, les communes concernées et l'ORVA, un plan sera écrit"
    assert said(text) == dict.fromkeys(("Région Lorme", "communes concernées", "ORVA"), "firm")


def test_the_subject_after_a_lead_is_not_what_the_lead_names():
    text = "Avec l'appui de l'ORVA, la Région Lorme et le Département pourront ouvrir un lieu."
    assert set(said(text)) == {"ORVA", "Région Lorme"}


def test_members_in_parentheses_stand_for_their_group():
    text = "Un guide sera écrit avec quelques partenaires (CAF, MSA et Est Lorme)."
    assert said(text) == {"CAF": "firm", "MSA": "firm", "Est Lorme": "firm"}


def test_the_item_of_a_list_has_the_mood_of_its_lead():
    assert said("un guide écrit avec l'ORVA", lead="Les parties pourraient produire :") == {
        "ORVA": "possible"
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Les scieries du plateau fourniront le bois.", "scieries du plateau"),
        ("Les agriculteurs de la vallée seront consultés.", "agriculteurs de la vallée"),
        ("L'abattoir de Sérigny y livrera des carcasses.", "abattoir de Sérigny"),
        ("La scène nationale de Sérigny programmera huit pièces.", "scène nationale de Sérigny"),
    ],
)
def test_trades_and_houses_take_part(text: str, name: str) -> None:
    assert list(said(text)) == [name]
