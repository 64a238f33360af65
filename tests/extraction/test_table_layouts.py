"""Tables whose cells the layout tells: aligned columns, bars, tabs, the cells of HTML."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import table_variations as printing

from cooperation_kg.documents import Source
from cooperation_kg.documents.source import fold
from cooperation_kg.documents.web_page import read_html
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.tables import read_rows

LAYOUTS = {
    "aligned": printing.aligned,
    "barred": printing.barred,
    "barred by action": printing.barred_by_action,
    "boxed": printing.boxed,
    "tabbed": printing.tabbed,
}


def read(text, blocks=()):
    reading = Reading(Source("essai", text), blocks)
    return reading, read_rows(reading, 1, len(reading.lines))


def words(rows):
    return [
        (
            row.objective.text if row.objective else None,
            [value.text for value in row.actions],
            [value.text for value in row.levers],
        )
        for row in rows
    ]


def folded(rows):
    return [(fold(aim or ""), [*map(fold, done)], [*map(fold, means)]) for aim, done, means in rows]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_rows_come_back_from_every_style_of_a_layout(layout):
    for seed in range(60):
        chance = random.Random(seed)
        table = printing.rows(chance, verbal=seed % 2 == 1)
        text = LAYOUTS[layout](table, printing.Style.any(chance))
        reading, rows = read(text)
        assert folded(words(rows)) == folded(table), text
        for row in rows:
            for value in (row.objective, *row.actions, *row.levers):
                assert reading.source.holds(value.at, value.text)


def test_cells_of_html_over_several_rows_and_lists_in_them():
    for seed in range(30):
        chance = random.Random(seed)
        table = printing.rows(chance)
        text = printing.marked_up(table, printing.Style.any(chance))
        assert folded(words(read(text, read_html(text).blocks)[1])) == folded(table), text


def test_columns_of_another_kind_are_neither_actions_nor_levers():
    _, rows = read(
        "| N° | Objectif | Action | Pilote | Échéance | Moyens | Indicateurs |\n"
        "|---|---|---|---|---|---|---|\n"
        "| 1 | Planter | Planter cent arbres | DEV | 2026 | Pépinière | Nombre d'arbres |\n"
    )
    assert words(rows) == [("Planter", ["Planter cent arbres"], ["Pépinière"])]


def test_one_head_that_says_nothing_is_known_by_its_place_and_stated_with_doubt():
    reading, rows = read(
        "| Objectifs | Pour y arriver | Moyens |\n|---|---|---|\n"
        "| Apprendre le français | Ouvrir un cours du soir | Centre social |\n"
    )
    (row,) = rows
    assert words(rows) == [
        ("Apprendre le français", ["Ouvrir un cours du soir"], ["Centre social"])
    ]
    assert reading.notes.of(row.actions[0]).confidence < 0.8


def test_heads_may_ask_what_is_done_and_with_whom():
    _, rows = read(
        "Objectifs               Ce que nous ferons              Avec qui et avec quoi\n\n"
        "Rendre le centre        Réhabiliter cent logements      Val Aménagement\n"
        "ancien habitable        en dix ans                      Développement\n\n"
        "                        Ouvrir un guichet               ANRU\n"
    )
    assert words(rows) == [
        (
            "Rendre le centre ancien habitable",
            ["Réhabiliter cent logements en dix ans", "Ouvrir un guichet"],
            ["Val Aménagement Développement", "ANRU"],
        )
    ]


def test_a_table_of_something_else_has_no_rows():
    assert read("| Quartier | Population |\n|---|---|\n| Les Ormes | 2 310 |\n")[1] == ()
    assert read("Pilote        Partenaires\n\nDVD           Région\n")[1] == ()


def test_prose_below_an_aligned_table_is_no_part_of_it():
    table = [("Planter", ["Planter cent arbres"], ["Pépinière"])]
    text = printing.aligned(table, printing.Style())
    prose = (
        "Les signataires se réunissent chaque année pour faire le bilan des actions qu'ils ont\n"
    )
    _, rows = read(f"{text}\n\n{prose}menées ensemble, et décident de la suite à leur donner.\n")
    assert words(rows) == table


def test_words_that_cross_a_column_are_stated_with_doubt():
    reading, rows = read(
        "Objectifs         Actions             Moyens\n\n"
        "Planter           Planter cent        Pépinière\n"
        "                  arbres\n\n"
        "Arroser           Poser des récupérateurs d'eau\n"
        "                  de pluie            Syndicat\n\n"
        "Tailler           Former un agent     Lycée\n"
    )
    by_words = {
        value.text: reading.notes.of(value).confidence
        for row in rows
        for value in (row.objective, *row.actions, *row.levers)
    }
    assert min(by_words[words] for words in ("Planter", "Planter cent arbres", "Lycée")) > 0.9
    assert max(sure for words, sure in by_words.items() if "récupérateurs" in words) < 0.7


def test_an_objective_in_the_middle_of_its_row_is_that_of_the_whole_row():
    _, rows = read(
        "Objectifs              Actions                      Moyens\n\n"
        "                       Ouvrir un lieu d'accueil     Ville\n"
        "Accueillir tous        pour les familles du\n"
        "les habitants          quartier                     Région\n\n"
        "                       Créer un jardin sur la       Bailleur\n"
        "Fleurir                place du marché\n"
    )
    assert words(rows) == [
        (
            "Accueillir tous les habitants",
            ["Ouvrir un lieu d'accueil pour les familles du quartier"],
            ["Ville", "Région"],
        ),
        ("Fleurir", ["Créer un jardin sur la place du marché"], ["Bailleur"]),
    ]


def test_layouts_of_any_characters_are_read_without_an_error():
    chance = random.Random(11)
    for seed in range(40):
        style = printing.Style.any(chance)
        text = list(LAYOUTS[chance.choice([*LAYOUTS])](printing.rows(chance), style))
        for _ in range(chance.randint(1, 40)):
            at = chance.randrange(len(text))
            text[at : at + chance.randrange(5)] = chance.choice("|\t\n \f+-(«A9é<")
        read("".join(text))
        read("".join(text[seed * 5 :]))


def test_wide_and_narrow_styles_are_kept_apart():
    table = printing.rows(random.Random(5), 3)
    wide = replace(printing.Style(), widths=(50, 60, 60))
    narrow = replace(printing.Style(), widths=(18, 20, 18))
    for style in (wide, narrow):
        assert folded(words(read(printing.aligned(table, style))[1])) == folded(table)


def test_marks_without_words_and_glued_dashes_are_read_as_a_page_shows_them():
    reading, rows = read(
        "| Objectifs | Actions | Moyens |\n|---|---|---|\n"
        "| Planter | –Planter cent arbres<br>–Arroser | - - |\n| 12 | • | o |\n"
    )
    (row,) = (row for row in rows if row.objective and row.objective.text == "Planter")
    assert [value.text for value in row.actions] == ["Planter cent arbres", "Arroser"]
    assert row.levers == ()
    for value in (row.objective, *row.actions):
        assert reading.source.holds(value.at, value.text)


def test_a_heading_of_markdown_ends_a_flattened_table():
    _, rows = read(
        "Objectifs Actions\nMoyens\n\nPlanter\n\nPlanter cent arbres sur la\nplace\n\nPépinière\n\n"
        "### Gouvernance\n\nLe comité se réunit.\n"
    )
    assert "comité" not in str(words(rows))
