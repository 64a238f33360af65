"""The outline of a convention, however it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outline_layouts import Layout, layouts

from cooperation_kg.documents.source import Source, fold, load_source
from cooperation_kg.extraction.outline import Part, read_outline
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.model import Action, Division, Record
from cooperation_kg.records.yaml import load_model

HERE = Path(__file__).parent


def plan(text: str) -> list[str]:
    """The parts of the plan, one a line, in reading order."""
    found: list[str] = []

    def walk(part: Part) -> None:
        found.append(f"{part.kind} {part.number} | {part.title.text}")
        for inner in part.parts:
            walk(inner)

    for part in read_outline(Reading(Source("x", text))):
        if part.kind != "section":
            walk(part)
    return found


def sections(text: str) -> list[str]:
    parts = read_outline(Reading(Source("x", text)))
    return [part.title.text for part in parts if part.kind == "section"]


def sample(name: str) -> str:
    return (HERE / "samples" / f"outline_{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: f"{layout.axis}{layout.action}")
def test_the_layout_does_not_change_the_outline(layout: Layout) -> None:
    expected = [f"{kind} {number} | {title}" for kind, number, title in layout.expected()]
    assert plan(layout.text()) == expected


def test_numbers_under_a_roman_section_are_axes_and_their_parts_actions() -> None:
    text = sample("roman_and_dotted")
    assert plan(text) == [
        "axis II.1 | Mobilité",
        "action II.1.1 | Créer une ligne de car express",
        "action II.1.2 | Aménager les haltes",
        "axis II.2 | Santé",
        "action II.2.1 | Salarier des médecins",
    ]
    assert sections(text) == ["PRÉAMBULE", "LES AXES DE COOPÉRATION", "GOUVERNANCE"]


def test_an_objective_that_heads_actions_ends_the_action_before_it() -> None:
    parts = read_outline(Reading(Source("x", sample("ordinals_and_objectives"))))
    first, second = (part for part in parts if part.kind == "axis")
    assert (first.number, second.number) == ("1", "2")
    trees, schoolyards, night = first.parts
    assert (trees.number, schoolyards.number, night.number) == ("1.1.1", "1.1.2", "1.2.1")
    assert schoolyards.last == 16


def test_actions_without_axes_stand_alone_and_labels_of_sheets_are_no_sections() -> None:
    text = sample("actions_alone")
    assert plan(text) == ["action 1 | Partager les données", "action 2 | Former les agents"]
    assert sections(text) == ["Les actions", "Durée"]


def test_titles_below_their_mark_and_priorities_that_begin_anew() -> None:
    assert plan(sample("titles_below")) == [
        "orientation 1 | Habiter le territoire",
        "sub-orientation 1.1 | Rénover le parc ancien",
        "priority 1.1.1 | Rénover les copropriétés dégradées",
        "priority 1.1.2 | Aider les propriétaires",
        "orientation 2 | Travailler au pays",
        "sub-orientation 2.1 | Ouvrir des lieux de travail",
        "priority 2.1.1 | Créer des tiers-lieux",
    ]


def test_a_slip_in_numbering_takes_its_place_by_order() -> None:
    assert plan(sample("slips")) == [
        "axis 1 | Habiter",
        "action 1.1 | Construire",
        "action 1.2 | Rénover les logements anciens, en lien avec les propriétaires",
        "action 1.3 | Accueillir",
        "axis 2 | Travailler",
        "action 2.1 | Former",
        "action 2.2 | Entreprendre",
        "action 2.3 | Recruter",
    ]


def test_a_number_printed_twice_takes_the_next_where_it_is_free() -> None:
    body = "Les services des deux collectivités y travaillent ensemble.\n\n"
    twice = [
        f"Action {n} : {title}\n\n{body}" for n, title in ((1, "Un"), (2, "Deux"), (2, "Trois"))
    ]
    text = "Axe 1 : Agir\n\n" + body + "".join(twice)
    assert plan(text)[1:] == ["action 1 | Un", "action 2 | Deux", "action 3 | Trois"]
    taken = text + "Axe 2 : Tenir\n\n" + body + f"Action 3 : Quatre\n\n{body}"
    assert plan(taken)[1:] == [
        "action 1 | Un",
        "action 2 | Deux",
        "action 2 bis | Trois",
        "axis 2 | Tenir",
        "action 3 | Quatre",
    ]


def test_an_axis_of_prose_alone_is_one_action() -> None:
    prose = "Les deux départements échangent leurs études et leurs bilans chaque année en mars."
    text = "".join(f"{m}\n\n{prose}\n\n" for m in ("A. Agir", "1. Planter", "2. Semer", "B. Dire"))
    assert plan(text) == [
        "axis A | Agir",
        "action A.1 | Planter",
        "action A.2 | Semer",
        "axis B | Dire",
        "action B | Dire",
    ]


PROSE = "Les deux départements échangent leurs études et leurs bilans chaque année en mars."


@pytest.mark.parametrize(
    ("marks", "numbers"),
    [
        (("Fiche action : ", "Fiche action : "), ("1.1", "1.2")),
        (("a. ", "b. "), ("1.a", "1.b")),
        (("Action 1 (reconduite) : ", "Action 2 (nouvelle) : "), ("1", "2")),
        (("Action 1a – ", "Action 1b – "), ("1a", "1b")),
        (("A1. ", "A2. "), ("A1", "A2")),
        (("1.1 Action 1 – ", "1.2 Action 2 – "), ("1", "2")),
    ],
)
def test_actions_are_told_by_many_marks(marks, numbers) -> None:
    top = "A – Agir" if marks[0] == "A1. " else "1 – Agir"
    other = "B – Dire" if marks[0] == "A1. " else "2 – Dire"
    first, second = (
        f"{m}{t}\n\n{PROSE}\n\n" for m, t in zip(marks, ("Planter", "Semer"), strict=True)
    )
    found = plan(f"{top}\n\n{first}{second}{other}\n\n{PROSE}\n")
    assert found[1:3] == [f"action {numbers[0]} | Planter", f"action {numbers[1]} | Semer"]


def test_a_number_after_a_dash_belongs_to_the_title() -> None:
    prose = "Les deux départements échangent leurs études et leurs bilans chaque année en mars.\n\n"
    text = f"Axe 1 - 20 mesures pour l'air\n\n{prose}Axe 2 - L'eau\n\n{prose}"
    assert plan(text)[::2] == ["axis 1 | 20 mesures pour l'air", "axis 2 | L'eau"]


def test_a_number_keeps_the_dash_it_is_printed_with() -> None:
    prose = "Les deux départements échangent leurs études et leurs bilans chaque année en mars.\n\n"
    marks = (
        "AXE 1. –",
        "FICHE ACTION 1-1 :",
        "FICHE ACTION 1-2 :",
        "AXE 2. –",
        "FICHE ACTION 2-1 :",
    )
    assert plan("".join(f"{m} FAIRE\n\n{prose}" for m in marks)) == [
        "axis 1 | FAIRE", "action 1-1 | FAIRE", "action 1-2 | FAIRE", "axis 2 | FAIRE",
        "action 2-1 | FAIRE",
    ]  # fmt: skip


def test_the_part_after_the_one_that_holds_the_plan_ends_it() -> None:
    prose = "Les deux départements échangent leurs études et leurs bilans chaque année en mars.\n\n"
    marks = ("I. – LES AXES", "Axe 1. Réussir", "Axe 2. Habiter", "II. – LES QUARTIERS")
    parts = read_outline(Reading(Source("x", "".join(f"{mark}\n\n{prose}" for mark in marks))))
    assert [(part.kind, part.first, part.last) for part in parts if part.kind != "section"] == [
        ("axis", 6, 8),
        ("axis", 10, 12),
    ]


def test_a_table_of_neighbourhoods_ends_the_plan() -> None:
    prose = "Les deux départements échangent leurs études et leurs bilans chaque année en mars.\n\n"
    heads = "Quartier\n\nCommune\n\nPopulation\n\nLes Ormes Sarmoise 2 310\n"
    text = f"Axe 1. Réussir\n\n{prose}Axe 2. Habiter\n\n{prose}Quartiers prioritaires\n\n{heads}"
    last = [part for part in read_outline(Reading(Source("x", text))) if part.kind == "axis"][-1]
    assert last.last == text[: text.index("Quartiers")].count("\n")


def test_actions_may_have_small_letters_that_begin_anew_in_each_axis() -> None:
    prose = "Les deux départements échangent leurs études et leurs bilans chaque année en mars.\n\n"
    marks = ("AXE 1 :", "Action a)", "Action b)", "AXE 2 :", "Action a)")
    found = plan("".join(f"{mark} Aider\n\n{prose}" for mark in marks))
    assert [line.split(" |")[0] for line in found] == [
        "axis 1", "action 1.a", "action 1.b", "axis 2", "action 2.a",
    ]  # fmt: skip


def test_the_parts_of_the_one_part_that_is_the_plan_are_its_axes() -> None:
    prose = "Les deux départements échangent leurs études et leurs bilans chaque année en mars.\n\n"
    marks = (
        "I. LE CONSTAT", "II. LE PLAN D'ACTION", "A. AIDER", "Action A1. Loger",
        "Action A2. Nourrir", "B. RELIER", "Action B1. Rouler", "III. LES INSTANCES",
    )  # fmt: skip
    assert plan("".join(f"{mark}\n\n{prose}" for mark in marks)) == [
        "axis A | AIDER", "action A1 | Loger", "action A2 | Nourrir",
        "axis B | RELIER", "action B1 | Rouler",
    ]  # fmt: skip


def test_parts_of_actions_are_told_by_their_numbers() -> None:
    prose = "Les deux départements échangent leurs études et leurs bilans chaque année en mars.\n\n"
    marks = ("Axe 1", "Action n°1", "Action 1.1", "Action 1.2", "Action n°2")
    parts = read_outline(Reading(Source("x", "".join(f"{m} : Faire\n\n{prose}" for m in marks))))
    (axis,) = parts
    assert [(p.number, [q.number for q in p.parts]) for p in axis.parts] == [
        ("1", ["1.1", "1.2"]),
        ("2", []),
    ]


HELD_OUT = sorted((HERE / "held_out").glob("outline_*.outline"))


@pytest.mark.parametrize("expected", HELD_OUT, ids=lambda path: path.stem)
def test_documents_written_before_the_rules(expected: Path) -> None:
    document = next(p for p in expected.parent.glob(f"{expected.stem}.*") if p != expected)
    lines = [line for line in expected.read_text(encoding="utf-8").splitlines() if line[0] != " "]
    assert plan(document.read_text(encoding="utf-8")) == lines


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.sampled_from((
                "Axe 1 : Un", "Axe 1", "AXE II –", "Action 7.1 : Deux", "1. Trois", "1.2 Quatre",
                "A) Cinq", "Priorité", "Priorité 2", "Objectif 1 : Six", "", " ", "- Sept", "Durée",
                "Annexe", "Article 4 : les", "## **2. Huit", "....... 4", "   12", "I.", "(",
                "Premier axe :", "Objectifs opérationnels :", "la suite de tout cela", "\f", "#",
            )),
            st.text(max_size=60),
        ),
        max_size=40,
    )
)  # fmt: skip
def test_no_text_makes_it_fail(lines: list[str]) -> None:
    text = "\n".join(lines)
    for part in read_outline(Reading(Source("x", text))):
        assert part.first <= part.last + 1


@pytest.mark.parametrize(
    "line",
    ["Axe 1 : Un\n\n", "1. Un\n\ntexte\n\n", "1.1 Un\ntexte\n", "Durée\n\n", "." * 200 + "\n",
     "Axe 1\n\n1. Un\n\nAction 1 : Deux\n\n", "Objectifs :\n- a\n", "Priorité 1\nUn\n"],
)  # fmt: skip
def test_a_line_that_comes_back_thousands_of_times_is_read(line: str) -> None:
    read_outline(Reading(Source("x", line * 8000)))


CURATED = {
    "75-93": "000_9955c5cae59c762c.txt",
    "75-94": "001_4f65e2fdb1af9030.txt",
    "perr-paris-terres-d-envol": "003_5b84d36912402381.txt",
    "contrat-de-ville-paris": "004_c4a66201d2f76daa.txt",
}


@pytest.mark.parametrize("convention", CURATED)
def test_the_outlines_of_the_corpus(convention: str, corpus: Path, root: Path) -> None:
    record, _ = load_model(root / "data" / "conventions" / f"{convention}.yaml", Record)
    wanted = {row for axis in record.axes for row in rows_of(axis)}
    text = load_source(corpus / CURATED[convention], convention).text
    found = {
        (kind_number.split(" ", 1)[1], fold(title))
        for kind_number, title in (line.split(" | ", 1) for line in plan(text))
    }
    assert 2 * len(wanted & found) / (len(wanted) + len(found)) >= 0.99


_MARK = r"(?m)^(\W*(?:Axe|AXE|Action)\s+(?:n°)?[\d.]+)\s*[:–-]\s*"
REWRITTEN: dict[str, Callable[[str], str]] = {
    "pages that begin without a trace": lambda text: re.sub(r"(?m)^ (?=\S)", "", text),
    "form feeds": lambda text: re.sub(r"(?m)^ (?=\S)", "\f", text),
    "other words for actions": lambda text: text.replace("Action n°", "Fiche action n° "),
    "other words for axes": lambda text: re.sub(r"(?i)\baxe (\d)", r"Volet \1", text),
    "capitals": lambda text: re.sub(r"(?m)^(\W*)Axe (\d)", r"\1AXE \2", text),
    "dots": lambda text: re.sub(_MARK, r"\1. ", text),
    "dashes": lambda text: re.sub(_MARK, r"\1 — ", text),
    "no Markdown": lambda text: re.sub(r"(?m)^#+ |\*\*", "", text),
    "brackets": lambda text: re.sub(r"(?m)^([ #*]*\d)\. ", r"\1) ", text),
    "more pages": lambda text: re.sub(
        r"(?m)^$(?=\n(.)(?!\1))",
        lambda m: "\n" + " " * 60 + f"{m.start() % 90 + 1}\n" if m.start() % 7 == 0 else "",
        text,
    ),
}


@pytest.mark.parametrize("rewriting", REWRITTEN)
@pytest.mark.parametrize("convention", CURATED)
def test_the_corpus_rewritten_keeps_its_outline(
    convention: str, rewriting: str, corpus: Path
) -> None:
    text = load_source(corpus / CURATED[convention], convention).text
    numbers = {line.split(" | ")[0] + fold(line.split(" | ")[1]) for line in plan(text)}
    again = plan(REWRITTEN[rewriting](text))
    assert {line.split(" | ")[0] + fold(line.split(" | ")[1]) for line in again} == numbers


def rows_of(part: Division | Action) -> list[tuple[str, str]]:
    inner = (*part.actions, *(part.divisions if isinstance(part, Division) else ()))
    return [(part.number, fold(part.title.text))] + [row for p in inner for row in rows_of(p)]


def test_a_publication_without_a_plan_has_no_axes(corpus: Path) -> None:
    text = load_source(corpus / "002_a8c41e40fa1cc09b.txt", "x").text
    assert plan(text) == []
