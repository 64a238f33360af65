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
