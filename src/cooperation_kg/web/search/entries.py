"""What can be found: the things of the graph that have a page worth reading, with their words."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cooperation_kg.web.reading import Reader, Row

__all__ = ["FACETS", "KINDS", "Entry", "FacetValue", "read_entries"]

FACETS = ("kind", "convention", "theme", "collectivity")
"""What findings can be narrowed by."""

KINDS = (
    "convention", "axis", "orientation", "sub-orientation", "priority", "action", "objective",
    "commitment", "example", "exchange", "organisation", "person", "place", "territory",
    "neighbourhood", "theme", "scheme", "event", "study", "public", "text", "body", "tool",
    "agreement", "acronym", "document", "deliberation",
)  # fmt: skip
"""The kinds of things that are found; parts of them, such as a lever, count as their words."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value findings can be narrowed to: its key, and what it is called."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    Attributes:
        iri: its IRI.
        kind: one of `KINDS`.
        label: what it is called first.
        names: what else it is called: variants, and what its acronyms stand for.
        codes: acronyms, numbers and official codes.
        texts: what it says.
        facets: its values by facet, other than its kind.
    """

    iri: str
    kind: str
    label: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    texts: tuple[str, ...]
    facets: dict[str, tuple[FacetValue, ...]]

    @property
    def context(self) -> tuple[str, ...]:
        """What tells it from another of its name: whose service it is, or where it is said."""
        if self.kind == "organisation":
            owners = self.facets.get("collectivity", ())
            return tuple(one.label for one in owners if one.label != self.label)
        if self.kind == "convention":
            return ()
        return tuple(one.key for one in self.facets.get("convention", ()))


async def read_entries(reader: Reader) -> list[Entry]:
    """All that can be found in the dataset."""
    labels, names, texts, facets = await asyncio.gather(
        reader.rows("search-labels"),
        reader.rows("search-names"),
        reader.rows("search-texts"),
        reader.rows("search-facets"),
    )
    named = _grouped((row for row in names if not row["code"]), "name")
    coded = _grouped((row for row in names if row["code"]), "name")
    said = _grouped(texts, "text")
    narrowed: dict[str, dict[str, dict[str, FacetValue]]] = defaultdict(lambda: defaultdict(dict))
    for row in sorted(facets, key=lambda row: row["label"].language != "fr"):
        value = FacetValue(row["value"].text, row["label"].text)
        narrowed[row["thing"].iri][row["facet"].text].setdefault(value.key, value)
    entries: dict[str, Entry] = {}
    for row in sorted(labels, key=lambda row: row["label"].language == "en"):
        iri, label = row["thing"].iri, row["label"].text
        address = reader.thing(iri)
        if address is None or address.kind not in KINDS:
            continue
        if iri in entries:
            named[iri][label] = None
            continue
        values = {facet: tuple(found.values()) for facet, found in narrowed[iri].items()}
        entries[iri] = Entry(iri, address.kind, label, (), (), (), values)
    return [
        replace(
            entry,
            names=tuple(name for name in named[iri] if name != entry.label),
            codes=tuple(coded[iri]),
            texts=tuple(text for text in said[iri] if text != entry.label),
        )
        for iri, entry in entries.items()
    ]


def _grouped(rows: Iterable[Row], column: str) -> defaultdict[str, dict[str, None]]:
    """The values of a column by thing, each once and in order."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in rows:
        found[row["thing"].iri][row[column].text] = None
    return found
