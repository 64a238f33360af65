import pytest

from cooperation_kg.extraction.labels import PartyName, find_label, is_fragment, party_named


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Délai de mise en œuvre :", "deadline"),
        ("Calendrier prévisionnel", "deadline"),
        ("Échéances :", "deadline"),
        ("ECHEANCIER", "deadline"),
        ("Maître d’ouvrage : Département", "pilots"),
        ("Maîtrise d'œuvre et d'ouvrage :", "pilots"),
        ("Chef(s) de file", "pilots"),
        ("Porteur·euse·s de l'action :", "pilots"),
        ("Services opérationnels pilotes :", "pilots"),
        ("Directions concernées :", "pilots"),
        ("Co-porteurs", "pilots"),
        ("Coût prévisionnel global :", "budget"),
        ("Plan de financement", "budget"),
        ("Moyens humains et financiers :", "budget"),
        ("Partenaires mobilisés/associés :", "partners"),
        ("Acteurs mobilisés :", "partners"),
        ("**Indicateurs d'évaluation** : nombre", "indicators"),
        ("• Modalités d'évaluation :", "indicators"),
        ("### Suivi et évaluation", "indicators"),
        ("a) Objectifs :", "other"),
        ("Partenaires          ARS", "partners"),
        ("Budget – 30 000 €", "budget"),
    ],
)
def test_a_label_is_known_by_its_words(line, kind):
    assert find_label(line).kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "Budget à préciser en 2018",
        "Partenaires associatifs locaux et nationaux",
        "budget",
        "Moyens constants",
        "Les partenaires sont nombreux : tous agissent",
        "DASES – DEF",
        "Objectifs",
        "",
        ":",
        "Suivi, bilan et ajustements de la convention",
    ],
)
def test_a_line_with_another_word_is_no_label(line):
    assert find_label(line) is None


def test_the_value_beside_a_label_begins_after_its_colon():
    line = "  **Budget estimé :** 30 000 €"
    match = find_label(line)
    assert line[match.value :] == "30 000 €"
    assert line[match.start : match.end] == "Budget estimé :"


def test_part_of_a_label_may_go_on_in_the_next_line():
    assert is_fragment("Services opérationnels")
    assert not is_fragment("Services de la Ville")


PARTIES = (
    PartyName("corvay", ("Ville de Corvay",)),
    PartyName("aunelle", ("Département de l'Aunelle",)),
    PartyName("metropole", ("Métropole Aunelle-Corvay",)),
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ville de Corvay", "corvay"),
        ("VILLE DE CORVAY :", "corvay"),
        ("Le Département", "aunelle"),
        ("Corvay", None),  # two parties have it in their names
        ("Métropole", "metropole"),
        ("DEF", None),
        ("", None),
    ],
)
def test_a_party_is_named_by_words_no_other_party_has(name, key):
    party = party_named(name, PARTIES)
    assert (party.key if party else None) == key
