"""The project's own authorities: values read by hand in the documents and official lists."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cooperation_kg.authorities import Authorities
from cooperation_kg.documents import load_source
from cooperation_kg.records.documents import load_documents

PARTIES = ("paris", "departement-93")


def names(authorities: Authorities, key: str) -> set[str]:
    organisation = authorities.organisation(key)
    assert organisation is not None
    territories = [authorities.territory(member) for member in organisation.members]
    return {territory.name["fr"] for territory in territories if territory}


def test_the_eleven_ept_have_members_and_a_territory(known: Authorities):
    ept = [item for item in known.organisations if item.kind == "ept"]
    assert len(ept) == 11
    for item in ept:
        assert len(names(known, item.key)) == len(item.members) >= 7
        assert item.siren == item.key.removeprefix("ept-")
        assert item.since == "2016-01-01"
        assert known.knows("territory", item.key)


def test_paris_terres_d_envol_has_its_eight_communes(known: Authorities):
    assert names(known, "ept-200058097") == {
        "Aulnay-sous-Bois",
        "Le Blanc-Mesnil",
        "Le Bourget",
        "Drancy",
        "Dugny",
        "Sevran",
        "Tremblay-en-France",
        "Villepinte",
    }


def test_paris_terres_d_envol_succeeds_the_two_agglomerations(known: Authorities):
    ept = known.organisation("ept-200058097")
    assert ept is not None
    assert ept.succeeds == ("caab", "catf")
    assert names(known, "caab") == {"Le Bourget", "Dugny", "Drancy"}
    assert names(known, "catf") == {"Sevran", "Tremblay-en-France", "Villepinte"}


def test_paris_is_one_collectivity_that_is_commune_and_departement(known: Authorities):
    paris = known.organisation("paris")
    assert paris is not None
    assert (paris.insee, paris.governs) == ("75056", "paris")
    assert not known.knows("organisation", "departement-75")
    assert not known.knows("organisation", "commune-75056")


def test_a_commune_that_was_joined_to_another_is_still_known(known: Authorities):
    pierrefitte = known.name("Pierrefitte-sur-Seine")
    assert pierrefitte is not None
    assert pierrefitte.until == "2024-12-31"
    argenteuil = known.territory("commune-95018")
    assert argenteuil is not None
    assert argenteuil.within == ("departement-95", "ept-200057990")


@pytest.mark.parametrize(
    ("acronym", "paris", "departement"),
    [
        ("DVD", "paris-dvd", "departement-93-dvd"),
        ("MMPCR", "mmpcr", "mmpcr"),
        ("ASE", "paris-ase", "departement-93-ase"),
        ("DAC", "paris-dac", None),
        ("DASES", "paris-dases", None),
        ("DCPSL", None, "departement-93-dcpsl"),
        ("DADJ", None, "departement-93-dadj"),
    ],
)
def test_an_acronym_is_read_in_its_own_column_of_the_sheet(
    known: Authorities, acronym: str, paris: str | None, departement: str | None
):
    for collectivity, expected in (("paris", paris), ("departement-93", departement)):
        unit = known.unit(acronym, collectivity)
        assert (unit.key if unit else None) == expected


def test_dvd_of_paris_is_not_dvd_of_seine_saint_denis(known: Authorities):
    assert known.name("DVD", context=PARTIES) is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("l’Agence Régionale de Santé", "ars-ile-de-france"),
        ("STIP", "ile-de-france-mobilites"),
        ("Etat (DIRIF)", "dirif"),
        ("EPT Plaine-Commune", "ept-200057867"),
        ("Conseil Départemental du Val-de-Marne", "departement-94"),
        ("la Sogaris", "sogaris"),
        ("Paris and Co", "paris-and-co"),
        ("Communes", "communes"),
        ("Le Blanc Mesnil", "commune-93007"),
        ("Lune", None),
    ],
)
def test_names_as_the_documents_print_them(known: Authorities, printed: str, expected: str | None):
    found = known.name(printed, context=PARTIES)
    assert (found.key if found else None) == expected


def test_an_acronym_no_document_opens_is_given_no_name(known: Authorities):
    for key in ("departement-93-ddmh", "departement-93-deiat", "paris-daj", "paris-sds"):
        unit = known.organisation(key)
        assert unit is not None
        assert unit.name["fr"] == unit.acronyms[0]
        assert any("acronym only" in source for source in unit.sources)


def test_every_direction_and_service_says_where_it_was_read(known: Authorities):
    units = [item for item in known.organisations if item.kind in ("direction", "service")]
    assert [item.key for item in units if not item.sources] == []


def test_places_are_found_under_their_printed_names(known: Authorities):
    for printed, expected in (
        ("ex-RN2", "rn2"),
        ("Porte d’Aubervilliers", "porte-d-aubervilliers"),
        ("Paris 19e", "paris-19"),
        ("TZEN3", "tzen-3"),
    ):
        place = known.place_named(printed)
        assert place is not None
        assert place.key == expected


def test_no_name_is_shared_by_two_organisations_outside_collectivities(known: Authorities):
    shared = {
        item.key
        for item in known.organisations
        if item.kind not in ("direction", "service") and known.name(item.name["fr"]) is not item
    }
    assert shared == set()


def test_the_catalogue_knows_the_five_documents(root: Path, corpus: Path):
    documents = load_documents(root / "data" / "documents")
    assert set(documents) == {
        "75-93",
        "75-94",
        "strategie-publique-3",
        "perr-paris-terres-d-envol",
        "contrat-de-ville-paris",
    }
    for document in documents.values():
        source = load_source(corpus / document.file, document.id, document.sha256)
        assert len(source.text) == document.characters


def test_themes_of_the_records_are_known(root: Path, known: Authorities):
    used: set[str] = set()

    def read(value: object) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                used.update(item if key == "themes" else ())
                read(item)
        elif isinstance(value, list):
            for item in value:
                read(item)

    for path in (root / "data" / "conventions").glob("*.yaml"):
        read(yaml.safe_load(path.read_text("utf-8")))
    assert {key for key in used if not known.knows("theme", key)} == set()
