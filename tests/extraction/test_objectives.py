"""Objectives and examples of action, in lists under their lead-ins."""

from __future__ import annotations

from pathlib import Path

import pytest

from cooperation_kg.documents.source import Source, fold, load_source
from cooperation_kg.extraction.objectives import Objectives, read_objectives
from cooperation_kg.extraction.outline import Part, read_outline
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.model import Division, Record
from cooperation_kg.records.yaml import load_model

HERE = Path(__file__).parent


def objectives(text: str) -> dict[str, Objectives]:
    """The objectives of every part of the plan that is no action, by its number."""
    reading = Reading(Source("x", text))
    found: dict[str, Objectives] = {}

    def walk(part: Part) -> None:
        if part.kind != "action":
            found[part.number] = read_objectives(reading, part)
        for inner in part.parts:
            walk(inner)

    for part in read_outline(reading):
        if part.kind != "section":
            walk(part)
    return found


def texts(values: tuple[object, ...]) -> list[str]:
    return [value.text for value in values]  # type: ignore[attr-defined]


def test_lists_with_every_bullet_over_lines_blanks_and_pages() -> None:
    found = objectives((HERE / "samples" / "outline_lists.txt").read_text(encoding="utf-8"))
    assert texts(found["I"].strategic) == [
        "Rapprocher les habitants de l'emploi",
        "Soutenir les entreprises qui s'installent dans les quartiers",
    ]
    assert texts(found["I.1"].operational) == [
        "Garder les enfants à des horaires qui conviennent aux parents qui travaillent la nuit",
        "Apprendre le français",
        "Passer le permis",
    ]
    assert texts(found["I.1"].examples) == ["Une crèche de nuit", "Une auto-école sociale"]
    assert texts(found["I.2"].examples) == ["Un parrainage"]


def test_an_objective_on_the_line_of_its_lead_in_keeps_its_number() -> None:
    prose = "Les deux départements échangent leurs études et leurs bilans chaque année en mars.\n\n"
    text = (
        "Axe 1 : Agir\n\nObjectif stratégique n° 1 : ouvrir les\ndonnées publiques\n\n"
        f"{prose}Action 1 : Publier\n\n{prose}"
    )
    (aim,) = objectives(text)["1"].strategic
    assert (aim.number, aim.level, aim.text) == ("1", "strategic", "ouvrir les données publiques")


def test_objectives_between_actions_belong_to_the_axis() -> None:
    text = (HERE / "samples" / "outline_ordinals_and_objectives.txt").read_text(encoding="utf-8")
    axis = objectives(text)["1"]
    assert [(o.number, o.text) for o in axis.operational] == [
        ("1.1", "Planter"),
        ("1.2", "Protéger"),
    ]


def test_the_head_of_a_table_leads_in_no_list() -> None:
    text = "Priorité 1 : Habiter\n\nObjectifs opérationnels Actions\n\nConnaître le parc\n"
    assert objectives(text)["1"] == Objectives()


def test_a_list_ends_where_the_text_goes_on() -> None:
    text = "Priorité 1 : Habiter\n\nObjectifs opérationnels :\n- Bâtir\n\nLe comité se réunit.\n"
    assert texts(objectives(text)["1"].operational) == ["Bâtir"]


def test_documents_written_before_the_rules() -> None:
    folder = HERE / "held_out"
    found = objectives((folder / "outline_ardennes.txt").read_text(encoding="utf-8"))
    rows: list[str] = []
    for number, part in found.items():
        rows.append(number)
        rows += [f" {o.level} | {o.text}" for o in (*part.strategic, *part.operational)]
        rows += [f" example | {e.text}" for e in part.examples]
    lines = (folder / "outline_ardennes.outline").read_text(encoding="utf-8").splitlines()
    assert rows == [line if line[0] == " " else line.split()[1] for line in lines]


@pytest.mark.parametrize(
    ("level", "count"), [("strategic", 4), ("operational", 69), ("example", 38)]
)
def test_the_lists_of_the_corpus(level: str, count: int, corpus: Path, root: Path) -> None:
    convention = "perr-paris-terres-d-envol"
    record, _ = load_model(root / "data" / "conventions" / f"{convention}.yaml", Record)
    wanted: set[tuple[str, str]] = set()

    def walk(part: Division) -> None:
        aims = part.examples if level == "example" else part.objectives
        for aim in aims:
            if getattr(aim, "level", level) == level:
                wanted.add((part.number, fold(aim.text)))
        for inner in part.divisions:
            walk(inner)

    for axis in record.axes:
        walk(axis)
    assert len(wanted) == count
    text = load_source(corpus / "003_5b84d36912402381.txt", convention).text
    found = {
        (number, fold(aim.text))
        for number, part in objectives(text).items()
        for aim in (part.examples if level == "example" else (*part.strategic, *part.operational))
        if getattr(aim, "level", level) == level
    }
    assert 2 * len(wanted & found) / (len(wanted) + len(found)) >= 0.99


def test_prose_that_lists_what_was_proposed_gives_examples() -> None:
    text = (
        "Orientation 1 : Se déplacer\n\nLes habitants sortent peu. Plusieurs pistes sont\n"
        "avancées par les conseils citoyens : prêter des vélos (par exemple, aux\n"
        "lycéens, aux apprentis), ouvrir un garage\n\n                              12\n\n"
        "solidaire, prolonger la ligne 4. Rien n'est décidé.\n\n"
        "Les actions sont suivies chaque année : un bilan, une visite.\n\n"
        "Orientation 2 : Habiter\n\nDes solutions sont proposées : un bail glissant…\n"
    )
    found = objectives(text)
    assert texts(found["1"].examples) == [
        "prêter des vélos (par exemple, aux lycéens, aux apprentis)",
        "ouvrir un garage solidaire",
        "prolonger la ligne 4",
    ]
    assert texts(found["2"].examples) == ["un bail glissant"]


def test_examples_may_be_called_possible() -> None:
    text = (
        "PRIORITE 1 – AIDER\n\nEXEMPLES D'ACTIONS POSSIBLES\n▪ Ouvrir une crèche\n"
        "▪ Prêter des livres\n"
    )
    reading = Reading(Source("x", text))
    (part,) = read_outline(reading)
    assert [example.text for example in read_objectives(reading, part).examples] == [
        "Ouvrir une crèche",
        "Prêter des livres",
    ]


@pytest.mark.parametrize("lead", ["Cibles opérationnelles", "Buts concrets", "Enjeux concrets :"])
def test_aims_under_other_nouns(lead: str) -> None:
    found = objectives(
        f"AXE 1 : HABITER\n\n{lead}\n   • Loger les jeunes\n   • Isoler les écoles\n\n"
        "AXE 2 : NOURRIR\n\nUn texte.\n"
    )
    assert texts(found["1"].operational) == ["Loger les jeunes", "Isoler les écoles"]
