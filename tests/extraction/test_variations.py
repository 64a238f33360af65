"""The same convention printed another way gives the same record."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from variations import SAME, other_directions, swapped

from cooperation_kg.authorities import load_authorities
from cooperation_kg.documents import Source
from cooperation_kg.documents.source import fold
from cooperation_kg.errors import PlaceError
from cooperation_kg.extraction.extract import extract
from cooperation_kg.records.folder import load_record

SAMPLES = Path(__file__).parent / "variety"
NAMES = (
    "gironde-libournais", "ales-cevennes", "val-oise-parisis", "sambre-avesnois", "lorient-blavet",
)  # fmt: skip


@pytest.fixture(scope="module")
def authorities(root):
    return load_authorities(root / "data" / "authorities")


def sheets(record, names=None):
    """What the sheets of a record say, by the number of the action; with other acronyms."""
    found = {}
    other = (
        re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names or ())) if names else None
    )

    def renamed(text):
        return folded(other.sub(lambda found: names[found[0]], text) if other else text)

    def words(values):
        return [renamed(getattr(value, "printed_name", value.text)) for value in values]

    def take(actions):
        for action in actions:
            budget = action.budget
            found[action.number] = (
                renamed(action.title.text),
                action.deadline and (action.deadline.since, action.deadline.until),
                budget and (renamed(budget.text), [(a.eur, a.per) for a in budget.amounts]),
                words(action.pilots),
                words(partner for partner in action.partners if partner.status == "table"),
                words(action.indicators),
                [absence.field for absence in action.absent],
            )
            take(action.actions)

    for axis in record.axes:
        take(axis.actions)
    return found


def folded(words):
    return fold(words).casefold().replace("–", "-").replace("—", "-").replace("-", "").rstrip(".;")


def read(text, authorities):
    return sheets(extract(Source("essai", text), authorities).record)


@pytest.fixture(scope="module", params=NAMES)
def sample(request):
    """A text, and what a reader wrote of it."""
    record = load_record(SAMPLES / f"{request.param}.yaml").record
    return (SAMPLES / f"{request.param}.txt").read_text("utf-8"), record


def test_the_samples_are_read_as_a_reader_reads_them(sample, authorities):
    text, record = sample
    assert read(text, authorities) == sheets(record)


@pytest.mark.parametrize("variation", SAME, ids=lambda variation: variation.__name__)
def test_another_printing_gives_the_same_record(sample, variation, authorities):
    text, record = sample
    for seed in (1, 2):
        assert read(variation(random.Random(seed), text), authorities) == sheets(record)


def test_other_directions_are_read_as_well(sample, authorities):
    text, names = other_directions(random.Random(3), sample[0])
    assert read(text, authorities) == sheets(sample[1], names)


def test_sheets_in_another_order_keep_what_is_theirs(sample, authorities):
    text, moved = swapped(random.Random(4), sample[0])
    found = sheets(sample[1])
    expected = {moved.get(number, number): values for number, values in found.items()}
    assert read(text, authorities) == expected


OTHER_PARTIES = {
    "gironde-libournais": {"Libourne": "Corvay", "Libournais": "Corvésien", "Gironde": "Vézère"},
    "ales-cevennes": {"Alès": "Corvay", "Gard": "Lorme", "Lozère": "Brenne"},
    "val-oise-parisis": {"Val Parisis": "Pays Corvin", "Val-d'Oise": "Val-de-Lorme"},
    "sambre-avesnois": {"Maubeuge Val de Sambre": "Corvay Pays de Lorme", "Nord": "Lorme"},
    "lorient-blavet": {"Lorient": "Corvay", "Morbihan": "Haut-Lorme"},
}


@pytest.mark.parametrize("name", NAMES)
def test_other_parties_are_read_as_well(name, authorities):
    names = OTHER_PARTIES[name]
    text = (SAMPLES / f"{name}.txt").read_text("utf-8")
    for old, new in names.items():
        text = re.sub(rf"\b{old}\b", new, text)
        text = re.sub(rf"\b{old.upper()}\b", new.upper(), text)
    expected = load_record(SAMPLES / f"{name}.yaml").record
    assert read(text, authorities) == sheets(expected, names)


# Where each field stands in what `sheets` gives, and what it is where the sheet has no value.
FIELDS = {"deadline": (1, None), "budget": (2, None), "partners": (4, []), "indicators": (5, [])}
ABSENT = 6


@pytest.mark.parametrize("field", FIELDS)
def test_a_value_that_is_taken_out_is_an_absence_and_moves_no_other(sample, field, authorities):
    text, record = sample
    source = Source("essai", text)
    filled = [
        (action, spans)
        for axis in record.axes
        for action in axis.actions
        if (spans := placed(source, table_values(action, field)))
    ]  # fmt: skip
    action, spans = random.Random(field).choice(filled)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    without = text[:start].rstrip("-–•▪ ") + "\n" * text.count("\n", start, end) + text[end:]
    expected = {number: [*values] for number, values in sheets(record).items()}
    place, nothing = FIELDS[field]
    expected[action.number][place] = nothing
    expected[action.number][ABSENT] = [*expected[action.number][ABSENT], field]
    found = {number: [*values] for number, values in read(without, authorities).items()}
    for one in (found, expected):
        one[action.number][ABSENT] = sorted(one[action.number][ABSENT])
    assert found == expected


def table_values(action, field):
    values = getattr(action, field)
    values = values if isinstance(values, tuple) else (values,) if values else ()
    return [value for value in values if getattr(value, "status", "table") == "table"]


def placed(source, values):
    """Where values stand; nothing where one is broken by the end of a page."""
    try:
        return [source.find(value.text, value.at.line) for value in values]
    except PlaceError:
        return []
