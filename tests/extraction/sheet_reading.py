"""The sheets of a sample, and their values in a form that tests compare."""

from __future__ import annotations

import re

from cooperation_kg.documents import Source
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.sheets import read_sheet

FIELDS = ("deadline", "pilots", "budget", "partners", "indicators")
HEADING = re.compile(r"(?im)^#*\s*(?:action|fiche) (?:\d)")


def sheets_of(text, parties):
    """The sheets of a document whose headings begin with « Action » or « Fiche »."""
    reading = Reading(Source("essai", text))
    starts = [text.count("\n", 0, match.start()) + 1 for match in HEADING.finditer(text)]
    ends = [*(start - 1 for start in starts[1:]), len(reading.lines)]
    return [
        read_sheet(reading, start + 1, end, parties)
        for start, end in zip(starts, ends, strict=True)
    ]


def pilots(sheet):
    return [((p.name or p.text), p.collectivity) for p in sheet.pilots]


def texts(values):
    return [value.text for value in values]
