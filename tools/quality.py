"""How far extraction can be trusted: drafts against the curated records, with two baselines.

    make quality        (needs the source documents: COOPERATION_KG_CORPUS)
    python tools/quality.py --rules     (and the share of right values a rule)

Prints precision, recall and F1 a field for each document, and the worst cases with their lines.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from baselines import labels, names

from cooperation_kg.authorities import Authorities, load_authorities
from cooperation_kg.documents import Source, load_source
from cooperation_kg.documents.source import fold
from cooperation_kg.extraction.compare import compare
from cooperation_kg.extraction.confidence import RULES
from cooperation_kg.extraction.draft import Draft
from cooperation_kg.extraction.extract import extract
from cooperation_kg.records.documents import load_documents
from cooperation_kg.records.evidence import statements
from cooperation_kg.records.folder import load_record, load_records
from cooperation_kg.records.model import Record
from cooperation_kg.resources import resource
from cooperation_kg.settings import Settings

SHOWN = 3
SAMPLES = Path(__file__).parents[1] / "tests" / "extraction" / "variety"
BANDS = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


def main() -> None:
    """Prints the figures as Markdown."""
    corpus = Settings.from_environment().corpus
    if corpus is None:
        sys.exit("the source documents are needed: set COOPERATION_KG_CORPUS to their folder")
    data = resource("data")
    authorities = load_authorities(data / "authorities")
    documents = load_documents(data / "documents")
    told: list[Told] = []
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
    sampled = list(samples(authorities))
    print_curve(told, sampled)
    if "--rules" in sys.argv:
        print_rules([*told, *sampled])


@dataclass(frozen=True)
class Told:
    """A value of a draft: how sure it is said to be, by which rule, and whether it is right."""

    confidence: float
    method: str
    right: bool


def told_right(draft: Draft, true: Record) -> Iterator[Told]:
    """Each value with a note, and whether a reader wrote it too."""
    curated = {
        (type(value).__name__, fold(value.text).casefold(), place.line)
        for _, value in statements(true)
        for place in value.at.items[:1]
    }
    for _, value in statements(draft.record):
        note = draft.notes.of(value)
        if note is not None:
            key = (type(value).__name__, fold(value.text).casefold(), value.at.line)
            yield Told(note.confidence, note.method, key in curated)


def samples(authorities: Authorities) -> Iterator[Told]:
    """The same for the sample conventions of the development set."""
    for path in sorted(SAMPLES.glob("*.yaml")):
        text = next(p for p in SAMPLES.glob(f"{path.stem}.*") if p.suffix != ".yaml")
        draft = extract(load_source(text, path.stem), authorities)
        yield from told_right(draft, load_record(path).record)


def print_curve(corpus: list[Told], sampled: list[Told]) -> None:
    """How often values of a confidence are right."""
    print("\n## Confidence: what it says, and how often a reader wrote the same value\n")
    print("| confidence | values of the corpus | right | values of the samples | right |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for low, high in pairwise(BANDS):
        cells = []
        for told in (corpus, sampled):
            right = [one.right for one in told if low <= one.confidence < high]
            share = f"{sum(right) / len(right):.2f}" if right else "—"
            cells.append(f"{len(right)} | {share}")
        print(f"| {low:.2f} to {min(high, 1):.2f} | {' | '.join(cells)} |")


def print_rules(told: list[Told]) -> None:
    """The share of right values a rule of the table of confidence, to keep the table true."""
    print("\n## Rules: the share the table gives, and the share counted\n")
    print("| rule | table | values | right |")
    print("| --- | ---: | ---: | ---: |")
    for begins, badly, well in RULES:
        for share in dict.fromkeys((badly, well)):
            mine = [
                one.right for one in told
                if one.confidence == share and one.method.startswith(begins)
            ]  # fmt: skip
            if mine:
                print(f"| {begins} | {share:.2f} | {len(mine)} | {sum(mine) / len(mine):.2f} |")


def baseline(read: Callable[[Source], Record], source: Source, true: Record) -> dict[str, str]:
    """The F1 of a baseline a field; nothing where it cannot run or finds nothing of the kind."""
    try:
        found = compare(read(source), true)
    except ImportError:
        return {}
    return {field: f"{d.score.f1:.2f}" for field, d in found.items() if d.score.found}


if __name__ == "__main__":
    main()
