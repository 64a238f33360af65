"""Labels that no list of words knows, told by how they come back from sheet to sheet."""

from __future__ import annotations

import pytest

from cooperation_kg.documents import Source
from cooperation_kg.extraction.label_learning import learn_labels
from cooperation_kg.extraction.labels import PartyName, find_label
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.sheets import read_sheet

VALLEY = (PartyName("orval", ("Ville d'Orval",)), PartyName("brenne", ("Pays de Brenne",)))

COLUMNS = """\
Ouvrir le gué
    Pilote            Service des eaux
    Compagnons        Agence de l'eau ; Chambre d'agriculture ; Club de canoë
    Calendrier        2024
    Montant           20 000 €
Planter la haie
    Pilote            Direction du paysage
    Compagnons        Fédération des chasseurs ; École forestière
    Calendrier        2025
    Montant           5 000 €
"""
FLATTENED = """\
Ouvrir le gué

Service porteur (Orval)
Service porteur (Brenne)
Concours
Jalons

Service des eaux

Pôle Rivières

Agence de l'eau, Chambre d'agriculture

Avril 2024

Planter la haie

Service porteur (Orval)
Service porteur (Brenne)
Concours
Jalons

Direction du paysage

Pôle Rivières

Fédération des chasseurs

Automne 2025
"""


def sheets(text, first_lines):
    reading = Reading(Source("essai", text))
    ends = [*(line - 1 for line in first_lines[1:]), len(reading.lines)]
    spans = [(start + 1, end) for start, end in zip(first_lines, ends, strict=True)]
    learned = learn_labels(reading, spans, VALLEY)
    return reading, learned, [read_sheet(reading, *span, VALLEY, learned) for span in spans]


def test_a_label_in_a_column_is_told_by_the_look_of_its_values():
    reading, learned, found = sheets(COLUMNS, [1, 6])
    assert learned["compagnons"].kind == "partners"
    assert [[partner.text for partner in sheet.partners] for sheet in found] == [
        ["Agence de l'eau", "Chambre d'agriculture", "Club de canoë"],
        ["Fédération des chasseurs", "École forestière"],
    ]
    told, sure = found[0].partners[0], found[0].deadline
    assert reading.notes.of(told).confidence < reading.notes.of(sure).confidence


def test_labels_over_their_values_are_told_by_coming_back_together():
    _, learned, found = sheets(FLATTENED, [1, 16])
    assert {words: one.kind for words, one in learned.items()} == {
        "service porteur orval": "pilots",
        "service porteur brenne": "pilots",
        "concours": "partners",
        "jalons": "deadline",
    }
    assert [[(p.text, p.collectivity) for p in sheet.pilots] for sheet in found] == [
        [("Service des eaux", "orval"), ("Pôle Rivières", "brenne")],
        [("Direction du paysage", "orval"), ("Pôle Rivières", "brenne")],
    ]
    assert [sheet.deadline.text for sheet in found] == ["Avril 2024", "Automne 2025"]


def test_what_is_printed_once_is_no_label():
    assert sheets(COLUMNS.partition("Planter")[0], [1])[1] == {}


ACTIONS = (
    ("Ouvrir le gué", "Service des eaux", "Agence de l'eau", "Fin 2024", "20 000 €"),
    ("Planter la haie", "Direction du paysage", "École forestière", "Avril 2025", "5 000 €"),
)


@pytest.mark.parametrize(
    "layout",
    [
        "Portage — {1}\nTour de table — {2}\nTempo — {3}\nPrix — {4}",
        "- Portage : {1}\n- Compagnie : {2}\n- Temporalité : {3}\n- Chiffrage : {4}",
        "► Portage → {1}\n► Alliés → {2}\n► Agenda → {3}\n► Prix → {4}",
        "**Chef de file**\n{1}\n\n**Acteurs à mobiliser**\n{2}\n\n**Rythme**\n{3}\n\n**Prix**\n{4}",
        "| Rubrique | Contenu |\n|---|---|\n| Portage | {1} |\n| Alliés | {2} |\n| Étapes | {3} |\n"
        "| Prix | {4} |",
        "Qui porte .... {1}\nAlliés ....... {2}\nÉtapes ....... {3}\nCombien ...... {4}",
        "+------+------+\n| Portage  | {1}   |\n| Alliés   | {2}   |\n| Étapes   | {3}   |\n"
        "| Prix     | {4}   |\n+------+------+",
    ],
    ids=["dashes", "bullets", "arrows", "bold", "rows", "dots", "box"],
)
def test_a_sheet_is_told_by_its_structure_whatever_its_labels_are(layout):
    blocks = ["\n".join([action[0], layout.format(*action)]) for action in ACTIONS]
    second = blocks[0].count("\n") + 2
    _, _, found = sheets("\n".join(blocks), [1, second])
    assert [
        (s.pilots[0].printed_name, s.partners[0].printed_name, s.deadline.text, s.budget.text)
        for s in found
    ] == [action[1:] for action in ACTIONS]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Qui pilote ?", "pilots"),
        ("Avec qui ? La Région", "partners"),
        ("Pour quand ?", "deadline"),
        ("Combien ?", "budget"),
        ("Comment le mesurer ?", "indicators"),
        ("Pourquoi ?", "other"),
    ],
)
def test_a_question_is_a_label(line, kind):
    assert find_label(line).kind == kind


def test_a_question_of_prose_is_no_label():
    assert find_label("La rivière est-elle à nouveau navigable ?") is None


def test_a_table_ends_before_prose_that_is_not_indented_as_its_labels_are():
    text = COLUMNS.replace("Planter", "\nLe Conservatoire prêtera des outils.\n\nPlanter")
    _, _, found = sheets(text, [1, 9])
    assert found[0].table_last == 5
    assert found[0].budget.text == "20 000 €"
