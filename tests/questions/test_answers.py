"""Each question answers what a reader wrote down from the documents."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

ANSWERS = Path(__file__).parent / "answers"

# The sub-orientations whose tables a second reader typed.
READ_TWICE = {"1.1.2", "2.1.2", "3.2.3"}

# What the readers wrote down is narrower than the question: see answers/README.md.
NARROWED = {
    ("75-93", "partners"): lambda row: row["status"] == "table",
    ("75-94", "partners"): lambda row: row["action"] != "",
    ("contrat-de-ville-paris", "commitments"): lambda row: row["number"] in READ_TWICE,
    ("contrat-de-ville-paris", "neighbourhoods"): lambda row: row["population"] != "",
    ("contrat-de-ville-paris", "objectives"): lambda row: row["level"] != "priority",
    ("strategie-publique-3", "agreements"): lambda row: row["date"] != "",
    ("75-94", "clauses"): lambda row: row["kind"] in {"duration", "renewal", "notice"},
}


@pytest.mark.parametrize(
    "path", sorted(ANSWERS.glob("*/*.csv")), ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_a_question_answers_what_was_read(path, ask):
    convention, question = path.parent.name, path.stem
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns = reader.fieldnames
        expected = Counter(tuple(row.values()) for row in reader)
    wanted = NARROWED.get((convention, question), lambda _: True)
    rows = [row for row in ask(question) if row[columns[0]] == convention and wanted(row)]
    found = Counter(tuple(row[column] for column in columns) for row in rows)
    assert found - expected == Counter(), "answered, but not in the text"
    assert expected - found == Counter(), "in the text, but not answered"


def test_the_parts_come_in_the_order_of_the_document(ask):
    lines = [int(row["line"]) for row in ask("actions") if row["convention"] == "75-93"]
    assert lines == sorted(lines)
    axes = [row["axis"] for row in ask("axes") if row["convention"] == "75-94"]
    assert axes == ["A", "B", "C", "D", "E", "F"]


@pytest.mark.parametrize(
    ("day", "conventions"),
    [  # 75-93: « dès l'année 2018 » to « décembre 2020 »; contrat: 2015 to « jusqu'en 2020 »
        ("2014-12-31", []),
        ("2015-01-01", ["contrat-de-ville-paris"]),
        ("2017-12-31", ["contrat-de-ville-paris"]),
        ("2018-01-01", ["75-93", "contrat-de-ville-paris"]),
        ("2020-12-31", ["75-93", "contrat-de-ville-paris"]),
        ("2021-01-01", []),
    ],
)
def test_a_convention_is_in_force_from_its_first_day_to_its_last(ask, day, conventions):
    assert [row["convention"] for row in ask("active-on", date=day)] == conventions


def test_partners_named_in_both_bilateral_conventions_are_shared(ask):
    shared = {row["partner"]: row["conventions"] for row in ask("shared-partners")}
    # Sogaris: annex of 75-93, line 2054, and action A.3 of 75-94, line 111.
    assert shared["Sogaris"] == "75-93 | 75-94"
    assert any("Est Ensemble" in partner for partner in shared)  # 7.2, 8.1; C.3


def test_directions_that_pilot_together_are_found(ask):
    pairs = {
        (row["direction_a"], row["direction_b"]): row["actions"] for row in ask("joint-pilots")
    }
    # Sheets 1, 3 and 6: DASES for Paris, DEF for Seine-Saint-Denis.
    assert pairs["DASES (Paris)", "DEF (Seine-Saint-Denis)"] == "75-93 1 | 75-93 3 | 75-93 6"
    assert pairs["DASES (Paris)", "DJS (Paris)"] == "75-93 20"


def test_an_acronym_of_two_collectivities_is_a_homonym(ask):
    homonyms = {row["acronym"]: row["organisations"] for row in ask("homonyms")}
    assert "Paris" in homonyms["DVD"]
    assert "Seine-Saint-Denis" in homonyms["DVD"]


def test_the_evidence_of_an_action_names_line_and_words(ask):
    rows = ask("evidence", action="75-93 8.1")
    budget = next(row for row in rows if row["field"] == "budget")
    assert (budget["document"], budget["line"], budget["quote"]) == ("75-93", "906", "1 M€")
    amount = next(row for row in rows if row["field"] == "amount")
    assert amount["value"] == "1000000"


def test_the_evidence_of_a_number_alone_covers_every_convention(ask):
    assert {row["document"] for row in ask("evidence", action="7.1")} == {"75-93"}


def test_deadlines_outside_the_term_are_found(ask):
    # 8.1 starts in 2017, 12 is the school year 2017/2018, 17 starts at the end of 2017.
    assert [row["action"] for row in ask("outside-term")] == ["8.1", "12", "17"]


def test_an_ept_is_found_as_partner_and_as_party(ask):
    rows = ask("ept-actions")
    plaine = {(r["action"], r["basis"]) for r in rows if "Plaine Commune" in r["ept"]}
    assert ("7.2", "partner") in plaine
    assert ("8.1", "partner commune") in plaine  # Aubervilliers
    envol = {
        r["action"] for r in rows if "Paris Terres d'Envol" in r["ept"] and r["basis"] == "party"
    }
    assert len(envol) == 17


def test_a_theme_is_found_by_its_label_in_either_language(ask):
    french = ask("by-theme", theme="Mobilités")
    assert french == ask("by-theme", theme="mobilites")
    assert {"8.1", "A.4"} <= {row["action"] for row in french}


def test_a_place_is_found_under_any_of_its_names(ask):
    actions = {
        (r["convention"], r["action"]) for r in ask("by-place", place="porte de la villette")
    }
    assert {("75-93", "7.2"), ("75-93", "8.1"), ("75-93", "15")} <= actions


def test_the_discrepancy_between_declared_and_actual_actions_is_told_with_its_lines(ask):
    rows = [r for r in ask("discrepancies") if r["convention"] == "75-94" and r["kind"] == "count"]
    assert any("57" in row["lines"].split(" | ") for row in rows)  # « dix-sept actions concrètes »
