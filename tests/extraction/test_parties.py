"""Parties are read from openings of many layouts, of territories nobody described."""

from __future__ import annotations

import pytest

from cooperation_kg.documents import Source
from cooperation_kg.extraction.designations import same
from cooperation_kg.extraction.frame import read_frame
from cooperation_kg.extraction.reading import Reading


def parties(text: str) -> list[str]:
    return [party.text for party in read_frame(Reading(Source("sample", text))).parties]


OPENINGS = {
    "each party in its paragraph, its short name below": (
        "CONVENTION DE PARTENARIAT\n\nENTRE\n\nLe Département de la Brenne, représenté par sa"
        " Présidente, Madame Inès CARRÈRE,\nagissant en vertu de la délibération n° 12 du 3 mars"
        " 2022,\nci-après dénommé « le Département »,\nd'une part,\n\nET\n\nLa Ville d'Arsonval,"
        " représentée par son Maire,\nci-après dénommée « la Ville »,\nd'autre part,\n\n"
        "Il a été convenu ce qui suit :\n",
        ["Département de la Brenne", "Ville d'Arsonval"],
    ),
    "three parties one after the other": (
        "Convention cadre\n\nEntre :\n\n- la Communauté d'agglomération Sud-Avre, dont le siège est"
        " 3 rue des Lices à Sarmoise, représentée par son président ;\n- l'établissement public"
        " foncier de l'Avre (EPFA), représenté par sa directrice générale ;\n- et la société"
        " d'économie mixte Avre Habitat, ci-après « le bailleur ».\n\nPréambule\n\nAgir.\n",
        [
            "Communauté d'agglomération Sud-Avre",
            "établissement public foncier de l'Avre",
            "société d'économie mixte Avre Habitat",
        ],
    ),
    "a list in one sentence": (
        "Protocole d'accord\n\nLe présent protocole est conclu entre la Métropole Rive Sud, la"
        " Ville de Marenne, l'État et la Région Centre-Littoral.\n\nArticle 1 – Objet\n\nAgir.\n",
        ["Métropole Rive Sud", "Ville de Marenne", "État", "Région Centre-Littoral"],
    ),
    "the side before the party": (
        "Convention\n\nENTRE LES SOUSSIGNÉS\n\nD'une part : la commune de Port-Clair, représentée"
        " par Monsieur Luc BRAS, maire,\nD'autre part : le Syndicat mixte des Trois Vallées,"
        " représenté par Madame Ana RUIZ, présidente.\n\nVu le code général des collectivités\n",
        ["commune de Port-Clair", "Syndicat mixte des Trois Vallées"],
    ),
    "Markdown with bold names": (
        "# Convention de coopération\n\n## Entre\n\n**Le Conseil départemental du Haut-Loir**,"
        " représenté par son Président, M. Paul AUBIN,\n\n**et**\n\n**Grand Loir Métropole**,"
        " représentée par sa Présidente,\n\n## Préambule\n\nLes deux…\n",
        ["Conseil départemental du Haut-Loir", "Grand Loir Métropole"],
    ),
    "an acronym in brackets, in the name and after it": (
        "Convention\n\nEntre la Caisse d'allocations familiales (CAF) de la Brenne, représentée par"
        " son directeur, et l'Office public de l'habitat d'Arsonval (OPHA), représenté par sa"
        " directrice, il est convenu ce qui suit.\n",
        [
            "Caisse d'allocations familiales (CAF) de la Brenne",
            "Office public de l'habitat d'Arsonval",
        ],
    ),
    "who represents stands on the line below": (
        "CONVENTION\n\nEntre les soussignés :\n\nLa Ville de Marenne\nReprésentée par son maire en"
        " exercice, Mme Léa NOIR\n\nEt\n\nLe Centre communal d'action sociale de Marenne"
        "\nReprésenté par son vice-président\n\nArticle 1 : Objet\n\nAider.\n",
        ["Ville de Marenne", "Centre communal d'action sociale de Marenne"],
    ),
    "only the title names them": (
        "Convention de coopération entre la Ville de Marenne et le Département de la Brenne"
        " 2022-2025\n\n1. Culture\n\nLes bibliothèques ouvriront.\n",
        ["Ville de Marenne", "Département de la Brenne"],
    ),
    "a title in capitals": (
        "CONVENTION ENTRE LE DEPARTEMENT DE LA BRENNE ET LA COMMUNAUTE URBAINE DU LITTORAL\n\n"
        "Les parties s'accordent.\n",
        ["DEPARTEMENT DE LA BRENNE", "COMMUNAUTE URBAINE DU LITTORAL"],
    ),
    "who acts in the name of a party": (
        "Convention\n\nEntre\n\nMadame Jeanne ROUX, maire, agissant au nom de la commune de Vaux,"
        "\n\net\n\nl'association Les Passeurs, représentée par son président,\n\nVu le code\n",
        ["commune de Vaux", "association Les Passeurs"],
    ),
    "only those who sign name them": (
        "Charte du fleuve\n\nLes signataires protègent le fleuve.\n\nPour la Ville de Marenne,\n"
        "Le Maire\nLéa NOIR\n\nPour le Département de la Brenne,\nLa Présidente\nInès CARRÈRE\n",
        ["Ville de Marenne", "Département de la Brenne"],
    ),
    "the names of a cover, with strokes": (
        "**CONVENTION D'OBJECTIFS**\n\nAvre les Rives / Département de la Brenne / Marenne Intercom"
        "\n\n# Axe 1 : Aider\n",
        ["Avre les Rives", "Département de la Brenne", "Marenne Intercom"],
    ),
    "the names of a cover, the title under them": (
        "MÉTROPOLE RIVE SUD - SARMOISE AGGLO PAYS D'AVRE - DÉPARTEMENT DE LA BRENNE\n"
        "CONTRAT DE RÉCIPROCITÉ 2020 / 2023\n\nAXE 1 - AIDER\n",
        ["MÉTROPOLE RIVE SUD", "SARMOISE AGGLO PAYS D'AVRE", "DÉPARTEMENT DE LA BRENNE"],
    ),
    "those whom the text engages": (
        "Contrat de ville\n\nPréambule\n\nLe présent contrat de ville engage l'État, la Métropole"
        " Rive Sud et la Ville de Marenne.\nIl porte sur deux axes.\n",
        ["État", "Métropole Rive Sud", "Ville de Marenne"],
    ),
    "those who « are » its signatories": (
        "CONTRAT DE VILLE 2015-2020\n\nLes signataires sont l'État, la Métropole Rive Sud et la"
        " Ville de Marenne.\n\nI. – LES AXES\n",
        ["État", "Métropole Rive Sud", "Ville de Marenne"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OPENINGS.values(), ids=OPENINGS)
def test_parties_of_an_opening(text: str, expected: list[str]) -> None:
    assert parties(text) == expected


@pytest.mark.parametrize(("text", "expected"), OPENINGS.values(), ids=OPENINGS)
def test_where_lines_break_changes_nothing(text: str, expected: list[str]) -> None:
    broken = text.replace(", représenté", ",\nreprésenté").replace(" par ", "\npar ")
    assert parties(broken.replace("’", "'")) == expected


def test_one_body_under_two_names_is_one_party() -> None:
    text = (
        "Convention\n\nEntre la Ville de Marenne, représentée par son maire, et le Département de"
        " la Brenne, représenté par sa présidente.\n\nArticle 1\n\nAider.\n\nLa Présidente du"
        " Conseil départemental de la Brenne\nInès CARRÈRE\n\nLe Maire de Marenne\nLéa NOIR\n"
    )
    assert parties(text) == ["Ville de Marenne", "Département de la Brenne"]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("la Commune d'Arsonval", "ville-d-arsonval"),
        ("Conseil départemental de la Brenne", "departement-de-la-brenne"),
        ("du Département", "departement-de-la-brenne"),
        ("de la Métropole", None),
        ("de la Ville de Vaux", None),
    ],
)
def test_a_name_taken_up_again_in_other_words(words: str, key: str | None) -> None:
    assert same(words, ["ville-d-arsonval", "departement-de-la-brenne"]) == key


def test_a_kind_of_body_alone_is_the_party_whose_name_tells_it() -> None:
    keys = ["avre-les-rives", "departement-de-la-brenne", "marenne-intercom"]
    assert same("du Département", keys) == "departement-de-la-brenne"


@pytest.mark.parametrize(
    "text",
    [
        "Pacte territorial\n\nSigné le 4 mai 2021 par :\n  l'État,\n  le Pays d'Ousson,\n"
        "  les communes de Lessay et d'Ouville,\n  le bailleur Ousson Habitat.\n",
        "# Pacte territorial\n\n**Parties au pacte**\n\n* l'État ;\n"
        "* le Pays d'Ousson, dit « PO » ;\n* les communes de Lessay et d'Ouville ;\n"
        "* Ousson Habitat.\n",
        "Pacte territorial\n\nOnt signé le présent pacte : l'État, représenté par la préfète ; "
        "le Pays d'Ousson ; les communes de Lessay et d'Ouville ; Ousson Habitat.\n",
        "# Pacte territorial\n\n| Signataire | Représenté par |\n|---|---|\n| État | La préfète |\n"
        "| Pays d'Ousson | Le président |\n| Lessay | Le maire |\n| Ouville | Le maire |\n"
        "| Ousson Habitat | Le directeur |\n",
    ],
)
def test_parties_in_a_list_or_a_table(text: str) -> None:
    frame = read_frame(Reading(Source("sample", text)))
    assert [party.text for party in frame.parties] == [
        "État", "Pays d'Ousson", "Lessay", "Ouville", "Ousson Habitat",
    ]  # fmt: skip


def test_who_takes_part_without_signing_is_associated() -> None:
    text = (
        "Convention de coopération\n\nEntre la Ville de Lessay, d'une part,\n"
        "et le Département de l'Ousson, d'autre part.\n"
        "Est également associée, sans signer, la Commune d'Ouville.\n"
    )
    frame = read_frame(Reading(Source("sample", text)))
    assert [(party.text, party.role) for party in frame.parties] == [
        ("Ville de Lessay", "party"),
        ("Département de l'Ousson", "party"),
        ("Commune d'Ouville", "associated"),
    ]
