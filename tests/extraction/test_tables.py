"""Three-column tables flattened over pages: rows, and the values of their cells."""

from __future__ import annotations

import random
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
import table_variations as printing
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cooperation_kg.documents import Source, load_source
from cooperation_kg.documents.source import fold
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.tables import read_rows
from cooperation_kg.records.folder import load_record
from cooperation_kg.records.model import Commitment, Division

HERE = Path(__file__).parent

SAMPLES = sorted((HERE / "samples").glob("tables_*.txt"))

HEAD = "Objectifs opérationnels Actions\nLeviers d’actions\n\n(ressources, acteurs et moyens)\n\n"
TABLE = (
    HEAD + "Rendre la rue aux \npiétons \n\n"
    "Fermer le quai à la circulation \nle dimanche \n\n"
    "Arrêté municipal \n\n"
    "Mobiliser les services techniques de la ville et les associations de \n"
    "riverains pour l’accueil du public \n\n"
    "Planter des arbres et des \narbustes sur la place \n\n"
    "Plan arbres \n\n"
    "Favoriser les trajets à \nvélo \n\n"
    "Créer des pistes cyclables le \nlong des boulevards \n\n"
    "S’appuyer sur le plan vélo de l’agglomération et sur les crédits de la \nrégion \n"
)


def rows_of(text):
    reading = Reading(Source("essai", text))
    return read_rows(reading, 1, len(reading.lines))


def words(rows):
    return [
        (
            row.objective.text if row.objective else None,
            [value.text for value in row.actions],
            [value.text for value in row.levers],
        )
        for row in rows
    ]


ROWS = [
    (
        "Rendre la rue aux piétons",
        [
            "Fermer le quai à la circulation le dimanche",
            "Planter des arbres et des arbustes sur la place",
        ],
        [
            "Arrêté municipal",
            "Mobiliser les services techniques de la ville et les associations de riverains pour"
            " l’accueil du public",
            "Plan arbres",
        ],
    ),
    (
        "Favoriser les trajets à vélo",
        ["Créer des pistes cyclables le long des boulevards"],
        ["S’appuyer sur le plan vélo de l’agglomération et sur les crédits de la région"],
    ),
]


def test_each_objective_is_a_row_with_its_actions_and_levers():
    assert words(rows_of(TABLE)) == ROWS


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_tables_in_other_widths_under_other_heads_and_page_breaks(sample):
    expected = yaml.safe_load(sample.with_suffix(".yaml").read_text(encoding="utf-8"))["rows"]
    found = rows_of(sample.read_text(encoding="utf-8"))
    assert [tuple(row.values()) for row in expected] == words(found)


@pytest.mark.parametrize(
    "head",
    [
        "Objectifs\nopérationnels\n\nActions\nLeviers d’actions\n\n",
        "OBJECTIFS SPÉCIFIQUES ACTIONS À METTRE EN ŒUVRE MOYENS ET OUTILS\n\n",
        "Enjeux Mesures envisagées Dispositifs, financements et moyens mobilisables\n\n",
        "Objectif Pistes d’action Leviers (acteurs, dispositifs)\n\n",
    ],
)
def test_a_head_is_known_by_its_words_however_they_are_spread(head):
    assert words(rows_of(TABLE.replace(HEAD, head))) == ROWS


def test_a_head_printed_again_with_suite_opens_no_new_row():
    again = (
        "                                   12\n\n"
        + HEAD
        + "(Suite)\n \nRendre la rue aux \npiétons \n\n"
    )
    broken = TABLE.replace("Planter des arbres", again + "Planter des arbres")
    assert words(rows_of(broken)) == ROWS


def test_a_cell_cut_by_a_page_break_is_one_value_at_two_places():
    mark = "\n                                        7\n\n"
    rows = rows_of(
        TABLE.replace("associations de \nriverains", f"associations de \n{mark}riverains")
    )
    assert words(rows) == ROWS
    assert len(rows[0].levers[1].at.items) == 2


def test_running_heads_in_spaced_letters_are_no_text():
    mark = "\n\nAxe 2 - Vivre en ville \n\nC o n t r a t  d e  v i l l e  2 0 1 5   9 \n\n"
    text = TABLE.replace("Plan arbres", f"{mark}Plan arbres").replace(
        "Créer des", f"{mark}Créer des"
    )
    assert words(rows_of(text)) == ROWS


def test_a_heading_of_the_outline_ends_the_table():
    text = TABLE + "\nPriorité 2\nMieux habiter\n\nLes logements sont anciens.\n"
    assert words(rows_of(text)) == ROWS


def test_an_objective_printed_twice_in_its_cell_is_stated_once():
    text = TABLE.replace("piétons \n", "piétons \nRendre la rue aux \npiétons \n", 1)
    assert words(rows_of(text)) == ROWS


def test_a_value_ends_at_a_full_stop_and_a_list_stays_with_its_lead_in():
    text = TABLE.replace(
        "S’appuyer sur le plan vélo de l’agglomération et sur les crédits de la \nrégion \n",
        "Ouvrir des ateliers de réparation (art. 3). Prêter des vélos aux \nhabitants, etc. \n\n"
        "Compter d’ici trois ans :\n\n- 20 % de trajets à vélo vers les écoles \n\n"
        "- 10 % vers les zones d’activité \n",
    )
    assert words(rows_of(text))[1][2] == [
        "Ouvrir des ateliers de réparation (art. 3).",
        "Prêter des vélos aux habitants, etc.",
        "Compter d’ici trois ans : - 20 % de trajets à vélo vers les écoles - 10 % vers les zones"
        " d’activité",
    ]


def test_a_reference_to_another_part_is_no_action():
    text = TABLE.replace("Créer des pistes", "Cf. fiche 3.2 \n\nCréer des pistes")
    assert words(rows_of(text)) == ROWS


def test_every_value_stands_where_it_says_and_has_a_note():
    reading = Reading(Source("essai", TABLE))
    for row in read_rows(reading, 1, len(reading.lines)):
        for value in (row.objective, *row.actions, *row.levers):
            assert reading.source.holds(value.at, value.text)
            assert reading.notes.of(value).confidence >= 0.9


def test_columns_as_wide_as_each_other_are_stated_with_doubt():
    cells = [cell.replace("\n", " ") for cell in TABLE.replace(HEAD, "").split("\n\n")]
    reading = Reading(Source("essai", HEAD + "\n\n".join(textwrap.fill(c, 28) for c in cells)))
    rows = read_rows(reading, 1, len(reading.lines))
    sure = [
        reading.notes.of(value).confidence
        for row in rows
        for value in (row.objective, *row.actions, *row.levers)
        if value
    ]
    assert min(sure) < 0.8


def flattened(table, style, by_row):
    """How sure each value of a table is once printed, and whether it was printed in that column."""
    reading = Reading(Source("essai", printing.flattened(table, style, by_row=by_row)))
    printed = [
        {fold(aim) for aim, _, _ in table},
        {fold(value) for _, actions, _ in table for value in actions},
        {fold(value) for _, _, levers in table for value in levers},
    ]
    for row in read_rows(reading, 1, len(reading.lines)):
        columns = [row.objective] if row.objective else [], row.actions, row.levers
        for values, words in zip(columns, printed, strict=True):
            for value in values:
                yield reading.notes.of(value).confidence, fold(value.text) in words


def invented(seed, widths):
    chance = random.Random(seed)
    table = printing.rows(chance, chance.choice((4, 6, 8)), verbal=seed % 2 == 1)
    style = replace(printing.Style.any(chance), widths=widths, page=0, spaced=True)
    return flattened(table, style, by_row=seed % 4 > 1)


def curated_rows(root):
    """Rows that were really signed, a few values a cell."""
    record = load_record(root / "data/conventions/contrat-de-ville-paris.yaml").record
    return [
        (row.objective.text, [v.text for v in row.actions[:4]], [v.text for v in row.levers[:5]])
        for part in divisions(record.axes)
        for row in part.rows
        if row.objective and row.actions
    ]


def test_rows_that_were_signed_come_back_from_other_widths_and_orders(root):
    table = curated_rows(root)
    widths = [(24, 32, 60), (28, 34, 62), (30, 26, 54), (22, 28, 40)]
    right = []
    for seed in range(24):
        style = printing.Style(head=printing.HEADS[seed % 7], widths=widths[seed % 4])
        some = table[5 * seed : 5 * seed + 5]
        right += [good for _, good in flattened(some, style, by_row=seed % 2 == 1)]
    assert sum(right) / len(right) >= 0.95


def test_flattened_columns_whose_widths_differ_are_told_apart():
    widths = [(26, 32, 62), (26, 32, 46), (30, 26, 60), (24, 34, 50), (22, 28, 36)]
    right = [good for seed in range(80) for _, good in invented(seed, widths[seed % 5])]
    assert sum(right) / len(right) >= 0.9


@pytest.mark.parametrize("widths", [(28, 28, 28), (34, 34, 34), (24, 32, 48), (28, 30, 44)])
def test_confidence_is_how_often_a_value_stands_in_its_column(widths):
    found = [one for seed in range(60) for one in invented(seed, widths)]
    bands = [(0.0, 0.7), (0.7, 0.85), (0.85, 0.94), (0.94, 1.0)]
    shares = []
    for low, high in bands:
        band = [(sure, good) for sure, good in found if low <= sure < high]
        said = sum(sure for sure, _ in band) / len(band)
        shares.append(sum(good for _, good in band) / len(band))
        assert abs(said - shares[-1]) < 0.16, (low, said, shares[-1])
    assert shares == sorted(shares)


def test_a_second_column_of_means_is_one_of_levers():
    text = TABLE.replace(HEAD, "Objectifs\n\nActions\n\nMoyens\n\nOpérateurs\n\n")
    assert words(rows_of(text)) == ROWS


def test_a_fourth_column_of_another_kind_makes_values_doubtful():
    text = TABLE.replace(HEAD, "Objectifs\n\nActions\n\nMoyens\n\nÉchéances\n\n")
    reading = Reading(Source("essai", text))
    rows = read_rows(reading, 1, len(reading.lines))
    assert words(rows) == ROWS
    assert all(reading.notes.of(value).confidence <= 0.5 for row in rows for value in row.levers)


def test_text_without_a_table_has_no_rows():
    assert rows_of("") == ()
    assert rows_of("Objectifs opérationnels\n\nAméliorer la rue\n\nLes actions suivront.\n") == ()
    assert rows_of(HEAD) == ()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([*TABLE.splitlines(), "", " ", "\f", "(suite)", ":", "-", "12", "("]))
)
def test_lines_in_any_order_are_read_without_an_error(lines):
    rows_of(HEAD + "\n".join(lines))


def test_long_and_hostile_text_is_read():
    body = TABLE.replace(HEAD, "")
    rows_of(HEAD + body * 100)
    rows_of(HEAD + "mot " * 100_000 + "\n" + "(" * 50_000 + "." * 50_000 + " " * 50_000)


@pytest.fixture(scope="module")
def curated(corpus, root):
    record = load_record(root / "data/conventions/contrat-de-ville-paris.yaml").record
    (path,) = corpus.glob("004_*.txt")
    return record, Reading(load_source(path, record.id))


def divisions(parts: tuple[Division, ...]):
    for part in parts:
        yield part
        yield from divisions(part.divisions)


def cell(values):
    return "".join(fold(value.text) for value in values)


def f1(right, first, second):
    return 2 * right / (first + second)


def test_the_rows_of_the_contrat_de_ville(curated):
    record, reading = curated
    parts = list(divisions(record.axes))
    starts = sorted(part.title.at.line for part in parts)
    names = "objective", "action", "lever"
    right = dict.fromkeys(names, 0)
    single = dict.fromkeys(names, 0)
    rows = values = found_rows = found_values = 0
    for part in (part for part in parts if part.rows):
        first = part.title.at.line + 1
        last = next((line for line in starts if line >= first), first + 100) - 1
        found = read_rows(reading, first, last)
        by_objective: dict[str, Commitment] = {cell([r.objective]): r for r in found if r.objective}
        rows += len(part.rows)
        found_rows += len(found)
        values += sum(len(row.levers) for row in part.rows)
        found_values += sum(len(row.levers) for row in found)
        for row in part.rows:
            other = by_objective.get(cell([row.objective]))
            if other is None:
                continue
            right["objective"] += 1
            right["action"] += cell(row.actions) == cell(other.actions)
            right["lever"] += cell(row.levers) == cell(other.levers)
            mine = {fold(value.text) for value in other.levers}
            single["lever"] += sum(fold(value.text) in mine for value in row.levers)
    assert f1(right["objective"], rows, found_rows) >= 0.97
    assert f1(right["action"], rows, found_rows) >= 0.96
    assert f1(right["lever"], rows, found_rows) >= 0.95
    assert f1(single["lever"], values, found_values) >= 0.85


def test_rows_in_another_order_are_read_the_same():
    blocks = TABLE.replace(HEAD, "").split("Favoriser les trajets")
    second = "Favoriser les trajets" + blocks[1]
    assert words(rows_of(HEAD + second + "\n" + blocks[0])) == ROWS[::-1]


def test_a_mutated_sample_is_read_without_an_error():
    chance = random.Random(7)
    for sample in SAMPLES:
        text = list(sample.read_text(encoding="utf-8"))
        for _ in range(60):
            at = chance.randrange(len(text))
            text[at : at + chance.randrange(4)] = chance.choice("\n \f:.-(«A9")
            rows_of("".join(text))
