"""A printed name means one organisation, in its context, or none."""

from __future__ import annotations

import pytest

from cooperation_kg.authorities import Authorities


def key(found: object) -> str | None:
    return getattr(found, "key", None)


@pytest.mark.parametrize(
    "printed",
    [
        "Agence régionale de santé",
        "l’Agence Régionale de Santé",
        "AGENCE  REGIONALE DE SANTE",
        "ARS",
        "Agence régionale de santé (ARS)",
    ],
)
def test_case_accents_spaces_articles_and_apostrophes_do_not_matter(
    small: Authorities, printed: str
):
    assert key(small.name(printed)) == "ars"


def test_joined_letters_are_read_as_two(small: Authorities):
    assert key(small.name("l'association Oeuvre de l’Étoile")) == "oeuvre"


def test_an_acronym_in_brackets_that_means_something_else_leaves_the_name_unknown(
    small: Authorities,
):
    assert small.name("Agence régionale de santé (DVD)", context=["ville-a"]) is None


def test_one_acronym_means_another_direction_in_another_collectivity(small: Authorities):
    assert key(small.unit("DVD", "ville-a")) == "ville-a-dvd"
    assert key(small.unit("DVD", "ville-b")) == "ville-b-dvd"


def test_an_acronym_of_both_parties_means_neither(small: Authorities):
    assert small.name("DVD", context=["ville-a", "ville-b"]) is None
    assert key(small.name("DVD", context=["ville-a"])) == "ville-a-dvd"


def test_a_direction_means_nothing_where_its_collectivity_takes_no_part(small: Authorities):
    assert small.name("DU", context=["ville-a"]) is None
    assert small.name("Direction de l'urbanisme") is None
    assert small.unit("DU", "ville-a") is None


def test_a_service_of_a_direction_belongs_to_the_collectivity(small: Authorities):
    assert key(small.unit("service des feux", "ville-a")) == "ville-a-feux"
    assert small.belongs("ville-a-feux", "ville-a")
    assert not small.belongs("ville-a-feux", "ville-b")


def test_a_joint_body_is_a_unit_of_each_that_share_it(small: Authorities):
    assert key(small.unit("MC", "ville-a")) == "mission"
    assert key(small.unit("Mission commune", "ville-b")) == "mission"


def test_a_collectivity_is_no_unit_of_itself(small: Authorities):
    assert small.unit("Aville", "ville-a") is None


def test_a_name_of_two_organisations_is_never_guessed(small: Authorities):
    assert small.name("Maison de l'image") is None


def test_an_unknown_name_means_nothing(small: Authorities):
    assert small.name("Agence de la Lune") is None
    assert small.name("") is None
    assert small.unit("DVX", "ville-a") is None
    assert small.place_named("Porte du Soleil") is None


def test_the_units_of_a_collectivity_are_listed_for_messages(small: Authorities):
    assert small.known_units("ville-a") == ("DVD", "MC", "Service des feux")


def test_places_and_territories_are_found_by_name(small: Authorities):
    assert key(small.place_named("porte de la lune")) == "porte"
    assert key(small.place_named("la Porte")) == "porte"
    assert key(small.territory_named("Aville")) == "ville-a"
    assert key(small.territory_named("commune d’Aville")) == "ville-a"


def test_keys_are_known_by_kind_and_likely_ones_proposed(small: Authorities):
    assert small.knows("organisation", "ville-a-dvd")
    assert not small.knows("place", "ville-a-dvd")
    assert small.similar("organisation", "ville-a-dvx")[0] == "ville-a-dvd"
    assert key(small.theme("baignade")) == "baignade"
    assert small.theme("lune") is None
