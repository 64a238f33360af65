"""How far extraction can be trusted: drafts against the curated records, with two baselines.

    make quality        (needs the source documents: COOPERATION_KG_CORPUS)

Prints precision, recall and F1 a field for each document, and the worst cases with their lines.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from baselines import labels, names

from cooperation_kg.authorities import load_authorities
from cooperation_kg.documents import Source, load_source
from cooperation_kg.documents.source import fold
from cooperation_kg.extraction.compare import compare
from cooperation_kg.extraction.draft import Draft
from cooperation_kg.extraction.extract import extract
from cooperation_kg.records.documents import load_documents
from cooperation_kg.records.evidence import statements
from cooperation_kg.records.folder import load_records
from cooperation_kg.records.model import Record
from cooperation_kg.resources import resource
from cooperation_kg.settings import Settings

SHOWN = 3


def main() -> None:
    """Prints the figures as Markdown."""
    corpus = Settings.from_environment().corpus
    if corpus is None:
        sys.exit("the source documents are needed: set COOPERATION_KG_CORPUS to their folder")
    data = resource("data")
    authorities = load_authorities(data / "authorities")
    documents = load_documents(data / "documents")
    told: list[tuple[float, bool]] = []
    for loaded in load_records(data / "conventions"):
        entry = documents[loaded.record.id]
        source = load_source(Path(corpus) / entry.file, entry.id, entry.sha256)
        start = time.perf_counter()
        draft = extract(source, authorities)
        took = time.perf_counter() - start
        print(f"\n## {entry.id} ({len(source.text):,} characters, {took:.2f} s)\n")
        print("| field | precision | recall | F1 | right | found | true | labels F1 | spaCy F1 |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        differences = compare(draft.record, loaded.record)
        beside = [baseline(read, source, loaded.record) for read in (labels, names)]
        for field, difference in differences.items():
            score = difference.score
            figures = f"{score.precision:.2f} | {score.recall:.2f} | {score.f1:.2f}"
            others = " | ".join(known.get(field, "—") for known in beside)
            counts = f"{score.right} | {score.found} | {score.true}"
            print(f"| {field} | {figures} | {counts} | {others} |")
        told.extend(told_right(draft, loaded.record))
        print()
        for field, difference in differences.items():
            for sign, facts in (("missing", difference.missing), ("extra", difference.extra)):
                for fact in facts[:SHOWN]:
                    print(f"- {field} {sign}: {fact.part} L{fact.line} « {fact.shown[:90]} »")
    print_curve(told)


def told_right(draft: Draft, true: Record) -> Iterator[tuple[float, bool]]:
    """For each value with a note: how sure its rule was, and whether a reader wrote it too."""
    curated = {
        (type(value).__name__, fold(value.text).casefold(), place.line)
        for _, value in statements(true)
        for place in value.at.items[:1]
    }
    for _, value in statements(draft.record):
        note = draft.notes.of(value)
        if note is not None:
            key = (type(value).__name__, fold(value.text).casefold(), value.at.line)
            yield note.confidence, key in curated


def print_curve(told: list[tuple[float, bool]]) -> None:
    """How often values of a confidence are right."""
    print("\n## Confidence: what it says, and how often a reader wrote the same value\n")
    print("| confidence | values | right |")
    print("| --- | ---: | ---: |")
    for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        right = [good for sure, good in told if low <= sure < high]
        if right:
            share = sum(right) / len(right)
            print(f"| {low:.2f} to {min(high, 1):.2f} | {len(right)} | {share:.2f} |")


def baseline(read: Callable[[Source], Record], source: Source, true: Record) -> dict[str, str]:
    """The F1 of a baseline a field; nothing where it cannot run or finds nothing of the kind."""
    try:
        found = compare(read(source), true)
    except ImportError:
        return {}
    return {field: f"{d.score.f1:.2f}" for field, d in found.items() if d.score.found}


if __name__ == "__main__":
    main()
