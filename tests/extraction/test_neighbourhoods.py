"""Neighbourhoods are read from tables, lists and headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from cooperation_kg.authorities import load_authorities
from cooperation_kg.documents import Source, load_source
from cooperation_kg.documents.web_page import read_html
from cooperation_kg.extraction.neighbourhoods import read_neighbourhoods
from cooperation_kg.extraction.number_words import split_numbers
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.values import Neighbourhood

SAMPLES = Path(__file__).parent / "samples"

Row = tuple[str, tuple[str, ...], str | None, str | None, str]


def _row(item: Neighbourhood) -> Row:
    people, income = item.population, item.median_income
    return (
        item.text,
        item.communes,
        str(people.value) if people else None,
        str(income.eur) if income else None,
        item.kind,
    )


def test_a_flattened_table_over_a_page_break() -> None:
    reading = Reading(load_source(SAMPLES / "frame_quartiers.md", "sample"))
    assert [_row(item) for item in read_neighbourhoods(reading)] == [
        ("Les Ormes", ("Sarmoise",), "2310", "11400", "priority"),
        ("Grand Pré - La Fontaine", ("Le Val-Dieu",), "980", "9870", "priority"),
        ("Moulin Vert", ("Sarmoise",), "12005", "10750", "priority"),
        ("Cité Blanche", ("Sarmoise", "Le Val-Dieu"), "1120", "12040", "priority"),
        ("Acacias", ("Sarmoise",), None, None, "watch"),
        ("Pont-Neuf", ("Le Val-Dieu",), None, None, "watch"),
        ("Gare", ("Le Val-Dieu",), None, None, "watch"),
    ]


def test_cells_parted_by_bars_in_another_order() -> None:
    text = (
        "| Commune | Quartier | Revenu médian | Population |\n|---|---|---|---|\n"
        "| Sarmoise | Les Ormes | 11 400 € | 2 310 |\n"
    )
    found = read_neighbourhoods(Reading(Source("sample", text)))
    assert [_row(item) for item in found] == [
        ("Les Ormes", ("Sarmoise",), "2310", "11400", "priority")
    ]


@pytest.mark.parametrize(
    ("printed", "count", "numbers"),
    [
        ("1 850 12 500", 2, ["1 850", "12 500"]),
        ("980 9 870", 2, ["980", "9 870"]),
        ("2310 11400", 2, ["2310", "11400"]),
        ("30 210 12 300 54", 3, ["30 210", "12 300", "54"]),
        ("12", 2, None),
    ],
)
def test_spaced_thousands_are_parted(printed: str, count: int, numbers: list[str] | None) -> None:
    assert split_numbers(printed, count) == numbers


def test_a_sentence_on_population_is_no_table() -> None:
    text = "Le quartier compte une population jeune.\nSon revenu médian est faible : 11 400\n"
    assert read_neighbourhoods(Reading(Source("sample", text))) == ()


def test_the_corpus_gives_what_its_readers_found(corpus: Path, root: Path) -> None:
    authorities = load_authorities(root / "data" / "authorities")
    reading = Reading(load_source(corpus / "004_c4a66201d2f76daa.txt", "document"))
    found = read_neighbourhoods(reading, (), authorities)
    rows = [_row(item) for item in found]
    assert sum(row[4] == "priority" for row in rows) == 20
    assert sum(row[4] == "watch" for row in rows) == 7
    assert ("Jeanne d'Arc-Clisson", ("Paris 13è",), "1930", "5400", "priority") in rows
    assert (
        "Grand Belleville 10ème, 11ème, et 20ème",
        ("Paris 10è", "Paris 11è", "Paris 20è"),
        "30210",
        "12300",
        "priority",
    ) in rows


QUARTERS = [
    ("QN08001M", "Les Ormes", "Sarmoise", "2 310", "11 400"),
    ("QN08002M", "Grand Pré - La Fontaine", "Le Val-Dieu", "980", "9 870"),
    ("QN08003M", "Cité 14", "Sarmoise", "12 005", "10 750"),
    ("QN08004M", "Quartier du Port", "Saint-Élan-sur-Brême", "3 120", "12 040"),
]
QUARTER_ROWS = [
    (name, (town,), people.replace(" ", ""), income.replace(" ", ""), "priority")
    for _, name, town, people, income in QUARTERS
]
QUARTER_HEADS = ("Code", "Quartier prioritaire", "Commune", "Population", "Revenu médian")


def _aligned(rows: list[tuple[str, ...]], widths: tuple[int, ...]) -> str:
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


LAYOUTS = {
    "aligned, with codes, under a title": "Les quartiers\n\n"
    + _aligned([QUARTER_HEADS, *QUARTERS], (10, 26, 22, 12, 14)),
    "aligned, with units": _aligned(
        [QUARTER_HEADS[1:], *((n, t, f"{p} hab.", f"{i} €") for _, n, t, p, i in QUARTERS)],
        (26, 22, 12, 14),
    ),
    "aligned, in another order": _aligned(
        [
            ("Communes", "Quartiers", "Habitants", "Revenu disponible"),
            *((t, n, p, f"{i} euros") for _, n, t, p, i in QUARTERS),
        ],
        (24, 26, 12, 14),
    ),
    "bars": "\n".join(f"| {' | '.join(row)} |" for row in [QUARTER_HEADS, ("---",) * 5, *QUARTERS]),
    "tabs": "\n".join("\t".join(row) for row in [QUARTER_HEADS, *QUARTERS]),
    "flattened": "\n".join(" ".join(row[1:]) for row in [QUARTER_HEADS, *QUARTERS]),
    "a list": "Les quartiers prioritaires sont :\n"
    + "\n".join(f"– {n} ({t}) : {p} habitants, revenu médian {i} €" for _, n, t, p, i in QUARTERS),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_neighbourhoods_in_every_layout(layout: str) -> None:
    text = f"{LAYOUTS[layout]}\n\nLe comité de pilotage se réunit chaque année.\n"
    reading = Reading(Source("sample", text))
    assert [_row(item) for item in read_neighbourhoods(reading)] == QUARTER_ROWS


@pytest.mark.parametrize("between", ["", "\n"])
def test_the_cells_of_a_format_are_neighbourhoods(between: str) -> None:
    rows = "".join(
        f"<tr>{between}{''.join(f'<td>{cell}</td>{between}' for cell in row)}</tr>{between}"
        for row in [QUARTER_HEADS, *QUARTERS]
    )
    text = f"<table>{between}{rows}</table>"
    reading = Reading(Source("sample", text), read_html(text).blocks)
    assert [_row(item) for item in read_neighbourhoods(reading)] == QUARTER_ROWS


def test_neighbourhoods_under_watch_may_follow_a_colon() -> None:
    text = "Quartiers de veille active : Les Closeaux (Sarmoise), Vaugrain (Port-Clair).\n"
    found = read_neighbourhoods(Reading(Source("sample", text)))
    assert [(item.text, item.communes, item.kind) for item in found] == [
        ("Les Closeaux", ("Sarmoise",), "watch"),
        ("Vaugrain", ("Port-Clair",), "watch"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Quartiers retenus\n\nLes Ormes      Sarmoise      2 310 hab.     11 400 €\n"
        "La Gare        Le Val-Dieu   980 hab.       9 870 €\n",
        "| Secteur | Ville | Habitants | Niveau de vie |\n|:--|:--|--:|--:|\n"
        "| Les Ormes | Sarmoise | 2 310 | 11 400 € |\n| La Gare | Le Val-Dieu | 980 | 9 870 € |\n\n"
        "# Les axes\n\n## Axe 1 : Habiter\n",
    ],
)
def test_a_table_with_units_or_other_heads(text: str) -> None:
    found = read_neighbourhoods(Reading(Source("sample", text)))
    assert [_row(item) for item in found] == [
        ("Les Ormes", ("Sarmoise",), "2310", "11400", "priority"),
        ("La Gare", ("Le Val-Dieu",), "980", "9870", "priority"),
    ]


def test_the_commune_in_brackets_and_a_remark_after_the_row() -> None:
    text = (
        "Quartier prioritaire     Habitants    Taux de pauvreté\n"
        "Les Ormes (Sarmoise)     2 310        41 %\n"
        "La Gare (Le Val-Dieu)    980          38 %          (territoire de veille)\n"
    )
    found = read_neighbourhoods(Reading(Source("sample", text)))
    assert [_row(item) for item in found] == [
        ("Les Ormes", ("Sarmoise",), "2310", None, "priority"),
        ("La Gare", ("Le Val-Dieu",), "980", None, "watch"),
    ]


def test_dots_lead_from_a_neighbourhood_to_its_population() -> None:
    text = "Deux quartiers sont concernés :\n\n   Les Ormes (Sarmoise) ....... 2 310 habitants\n"
    found = read_neighbourhoods(Reading(Source("sample", text)))
    assert [_row(item) for item in found] == [
        ("Les Ormes", ("Sarmoise",), "2310", None, "priority")
    ]
