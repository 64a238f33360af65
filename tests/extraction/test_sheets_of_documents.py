"""Sheets of whole documents, as a person reads them: written before the rules, and the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from sheet_reading import FIELDS, pilots, sheets_of, texts

from cooperation_kg.documents import load_source
from cooperation_kg.documents.source import fold
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.sheets import PartyName, read_sheet
from cooperation_kg.records.documents import load_documents
from cooperation_kg.records.folder import load_record

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
HELD_OUT = sorted((HERE / "held_out").glob("sheets_*.yaml"))


@pytest.mark.parametrize("path", HELD_OUT, ids=lambda path: path.stem)
def test_documents_written_before_the_rules(path):
    expected = yaml.safe_load(path.read_text("utf-8"))
    document = next(p for p in path.parent.glob(f"{path.stem}.*") if p.suffix != ".yaml")
    parties = tuple(PartyName(key, tuple(names)) for key, names in expected["parties"].items())
    for sheet, want in zip(
        sheets_of(document.read_text("utf-8"), parties), expected["sheets"], strict=True
    ):
        text, *dates = want["deadline"]
        assert sheet.deadline.text == text
        assert [sheet.deadline.since, sheet.deadline.until, sheet.deadline.precision] == [
            date if date is None else str(date) for date in dates
        ]
        assert [list(pilot) for pilot in pilots(sheet)] == want["pilots"]
        amounts = [[int(a.eur), a.per] for a in sheet.budget.amounts]
        assert [sheet.budget.text, sheet.budget.kind, amounts] == want["budget"]
        assert texts(sheet.partners) == want["partners"]
        assert texts(sheet.indicators) == want["indicators"]
        assert [absence.field for absence in sheet.absent] == want["absent"]


def actions(division):
    for action in division.actions:
        yield action
        yield from action.actions


READ = ("collectivity", "kind", "since", "until", "precision", "field")


def readings(values):
    """What is compared of a field: the words, and what they were read as."""
    values = values if isinstance(values, tuple) else (values,) if values else ()
    return [
        (fold(value.text), *(getattr(value, name, None) for name in READ),
         *((amount.eur, amount.per) for amount in getattr(value, "amounts", ())))
        for value in values
        if getattr(value, "status", "table") == "table"
    ]  # fmt: skip


def f1(pairs):
    right = sum(len(set(gold) & set(found)) for gold, found in pairs)
    return 2 * right / sum(len(set(gold)) + len(set(found)) for gold, found in pairs)


def test_the_sheets_of_the_corpus_are_read_as_a_person_reads_them(corpus):
    record = load_record(DATA / "conventions" / "75-93.yaml").record
    entry = load_documents(DATA / "documents")["75-93"]
    source = load_source(corpus / entry.file, entry.id, entry.sha256)
    reading = Reading(source)
    parties = (PartyName("paris", ("Ville de Paris",)),
               PartyName("departement-93", ("Département de la Seine-Saint-Denis",
                                            "Seine-Saint-Denis")))  # fmt: skip
    wanted = [action for axis in record.axes for action in actions(axis)]
    stops = sorted(part.title.at.line for part in (*wanted, *record.axes))
    compared = {field: [] for field in (*FIELDS, "absent")}
    for action in wanted:
        first = source.line_of(action.title.at.items[-1].end) + 1
        last = next((stop for stop in stops if stop > first), 1797) - 1
        sheet = read_sheet(reading, first, last, parties)
        if sheet is None:
            assert action.deadline is None
            continue
        for field, pairs in compared.items():
            pairs.append((readings(getattr(action, field)), readings(getattr(sheet, field))))
    figures = {field: f1(pairs) for field, pairs in compared.items()}
    print(figures)
    assert min(figures[field] for field in ("deadline", "budget", "pilots", "absent")) >= 0.99
    assert figures["partners"] >= 0.97
    assert figures["indicators"] >= 0.90
