"""What prose says of an action that has no sheet: by when, and which party is in charge.

Only the plainest words count: a year that a title sets as its aim, and a party by which the action
is or will be piloted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cooperation_kg.extraction.labels import PartyName, party_named
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.readings import read_deadline
from cooperation_kg.extraction.runs import printed_run
from cooperation_kg.extraction.sentences import sentences
from cooperation_kg.records.values import Deadline, Participant, Stated

__all__ = ["pilots_in_prose", "title_deadline"]

_AIMED = re.compile(
    r"\b(?:d['’]ici(?:\s+(?:à|fin|la\s+fin\s+de))?|pour|avant|à\s+l['’]horizon(?:\s+de)?)\s+"
    r"(?:fin\s+)?(?:19|20)\d\d\b(?!\s*[-–/]\s*\d)",
    re.IGNORECASE,
)
_PILOTED = re.compile(
    r"\b(?:sera|seront|est|sont)\s+(?:co-?)?(?:pilot|coordonn|port)ée?s?\s+(?:\w+ment\s+)?par\s+"
    r"(?:(?:la|le|les)\s+|l['’])?(?P<name>[^,;.()]{3,60})"
)


def title_deadline(reading: Reading, title: Stated) -> Deadline | None:
    """The year by which a title wants its action done: « … d'ici 2024 »."""
    first, last = title.at.items[0].start or 0, title.at.items[-1].end or 0
    run = printed_run(reading, first, last)
    found = _AIMED.search(run.text)
    if found is None:
        return None
    words = run.part(*found.span())
    _, until, precision = read_deadline(words.text)
    until = until or found.group()[-4:]
    return reading.stated(
        words.start, words.end, Deadline, confidence=0.8, method="deadline in a title",
        until=until, precision="year" if precision == "relative" else precision,
    )  # fmt: skip


def pilots_in_prose(
    reading: Reading, first: int, last: int, parties: tuple[PartyName, ...]
) -> Iterator[Participant]:
    """The parties by which the lines `first` to `last` say that something is piloted."""
    seen: set[str] = set()
    for sentence in sentences(reading, first, last):
        match = _PILOTED.search(sentence.text)
        named = _longest(match["name"], parties) if match else None
        if match is None or named is None:
            continue
        name, party = named
        end = match.start("name") + len(name)
        begins = max(sentence.text.rfind(mark, 0, match.start()) for mark in ",;:(") + 1
        begins += len(sentence.text[begins:]) - len(sentence.text[begins:].lstrip())
        if party.key and party.key not in seen:
            seen.add(party.key)
            yield reading.stated(
                *sentence.span(begins, end), Participant, confidence=0.75,
                method="prose: piloted by a party", name=name, organisation=party.key,
                collectivity=party.key, status="firm",
            )  # fmt: skip


def _longest(words: str, parties: tuple[PartyName, ...]) -> tuple[str, PartyName] | None:
    """The party a text begins with, in as many words as name it."""
    printed = words.split(" ")
    for count in range(len(printed), 0, -1):
        name = " ".join(printed[:count])
        party = party_named(name, parties)
        if party is None:
            continue
        ends = [at for at in range(1, count) if not printed[at].islower()]
        return " ".join(printed[: max(ends, default=0) + 1]), party  # « par Valmont dès … »
    return None
