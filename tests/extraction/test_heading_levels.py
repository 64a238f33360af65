"""Levels of headings whose words do not say one, from what stands in what."""

from __future__ import annotations

from cooperation_kg.documents import Source
from cooperation_kg.extraction.outline import read_outline
from cooperation_kg.extraction.reading import Reading

BODY = (
    "Les deux territoires y travaillent ensemble depuis longtemps, avec leurs communes, et ils"
    " comptent y associer les habitants chaque fois que cela sera utile."
)


def outline(*headings):
    text = "\n\n".join(f"{heading}\n\n{BODY}" for heading in headings)
    parts = read_outline(Reading(Source("essai", text)))
    return [
        (
            part.kind,
            part.number,
            [(inner.kind, inner.number, inner.title.text) for inner in part.parts],
        )
        for part in parts
        if part.kind != "section"
    ]


def test_of_two_doubtful_words_the_one_that_holds_the_other_is_the_axis():
    assert outline(
        "Enjeu 1 : Se soigner", "Défi 1.1 : Se voir", "Défi 1.2 : Voir clair",
        "Enjeu 2 : Se loger", "Défi 2.1 : Isoler les toits",
    ) == [
        ("axis", "1", [("orientation", "1.1", "Se voir"), ("orientation", "1.2", "Voir clair")]),
        ("axis", "2", [("orientation", "2.1", "Isoler les toits")]),
    ]  # fmt: skip


def test_a_word_of_actions_that_holds_actions_is_an_axis():
    assert outline(
        "Chantier A : Se déplacer", "Action A1 : Ouvrir un quai", "Action A2 : Prêter un vélo",
        "Chantier B : Se nourrir", "Action B1 : Planter des vergers",
    ) == [
        ("axis", "A", [("action", "A1", "Ouvrir un quai"), ("action", "A2", "Prêter un vélo")]),
        ("axis", "B", [("action", "B1", "Planter des vergers")]),
    ]  # fmt: skip


def test_a_word_of_the_text_alone_numbers_its_parts():
    assert outline(
        "Rivage 1 : Se déplacer", "Escale n° 1 : Ouvrir un quai", "Escale n° 2 : Prêter un vélo",
        "Rivage 2 : Se nourrir", "Escale n° 3 : Planter des vergers",
    ) == [
        ("axis", "1", [("action", "1", "Ouvrir un quai"), ("action", "2", "Prêter un vélo")]),
        ("axis", "2", [("action", "3", "Planter des vergers")]),
    ]  # fmt: skip


def test_an_axis_may_be_told_by_an_ordinal_in_an_article():
    assert outline(
        "Article 2. – Premier axe : se déplacer", "Action 1 – Ouvrir un quai",
        "Article 3. – Deuxième axe : se nourrir", "Action 2 – Planter des vergers",
    ) == [
        ("axis", "1", [("action", "1", "Ouvrir un quai")]),
        ("axis", "2", [("action", "2", "Planter des vergers")]),
    ]  # fmt: skip


def test_parts_may_be_counted_in_words():
    assert outline(
        "Premier chantier : se déplacer", "Première action : ouvrir un quai",
        "Deuxième chantier : se nourrir", "Deuxième action : planter des vergers",
    ) == [
        ("axis", "1", [("action", "1", "ouvrir un quai")]),
        ("axis", "2", [("action", "2", "planter des vergers")]),
    ]  # fmt: skip


def test_a_word_of_the_text_alone_may_be_a_phrase():
    assert outline(
        "Finalité 1 : Se déplacer", "Ligne d'action 1.1 : Ouvrir un quai",
        "Finalité 2 : Se nourrir", "Ligne d'action 2.1 : Planter des vergers",
    ) == [
        ("axis", "1", [("action", "1.1", "Ouvrir un quai")]),
        ("axis", "2", [("action", "2.1", "Planter des vergers")]),
    ]  # fmt: skip
