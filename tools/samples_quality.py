"""How extraction does on the sample documents: precision, recall and F1 a field over a whole set.

    python tools/samples_quality.py [variety|unseen|blind|fresh] [--worst]

Values of all documents are counted together. `--worst` lists what differs, document by document,
for the sets that rules are tuned with: the fresh set is there to be measured with, not to be read.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from cooperation_kg.authorities import load_authorities
from cooperation_kg.documents import load_source
from cooperation_kg.documents.source import fold
from cooperation_kg.extraction.compare import Difference, Score, compare
from cooperation_kg.extraction.extract import extract
from cooperation_kg.records.folder import load_record
from cooperation_kg.records.model import Record
from cooperation_kg.resources import resource

TESTS = Path(__file__).parents[1] / "tests" / "extraction"
KIND = re.compile(
    r"^(?:la|le|l')?(?:ville|commune|conseildepartemental|departement)(?:dela|del'|des|de|du|d')"
)


def main() -> None:
    """Prints the figures as Markdown."""
    arguments = parsed()
    sys.path.insert(0, str(TESTS))
    from sample_sets import documents  # noqa: PLC0415 (it stands with the samples)

    authorities = load_authorities(resource("data") / "authorities")
    counted: dict[str, list[Score]] = defaultdict(list)
    for path in documents(arguments.set):
        true = load_record(path.with_suffix(".yaml")).record
        found = extract(load_source(path, path.stem), authorities).record
        differences = compare(with_keys_of(true, found), true)
        for field, difference in differences.items():
            counted[field].append(difference.score)
        if arguments.worst:
            print_differences(path.stem, differences)
    print_scores(counted)


def parsed() -> argparse.Namespace:
    """The arguments; exits with a message where they make no sense."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "set", nargs="?", default="variety", choices=("variety", "unseen", "blind", "fresh")
    )
    parser.add_argument("--worst", action="store_true", help="list the values that differ")
    arguments = parser.parse_args()
    if arguments.worst and arguments.set == "fresh":
        parser.error("only the scores of the fresh set are shown: nobody tunes with it")
    return arguments


def with_keys_of(true: Record, found: Record) -> Record:
    """`found`, its parties keyed as in `true` where they are the same party.

    The key of an organisation that no authority knows is the editor's to choose: what is measured
    is whether the party was found.
    """
    known = {core(party.text): party.organisation for party in true.parties}
    keys = {
        party.organisation: known[core(party.text)]
        for party in found.parties
        if core(party.text) in known
    }
    return Record.model_validate(renamed(found.model_dump(mode="json"), keys))


def renamed(data: object, keys: dict[str, str]) -> object:
    """`data` with the keys of organisations changed by `keys`."""
    if isinstance(data, list):
        return [renamed(item, keys) for item in data]
    if isinstance(data, dict):
        return {
            name: keys.get(value, value)
            if name in ("organisation", "collectivity") and isinstance(value, str)
            else renamed(value, keys)
            for name, value in data.items()
        }
    return data


def core(name: str) -> str:
    """What tells a party from others: « VILLE DE CHENOVE » is « Chenôve »; so for councils."""
    letters = unicodedata.normalize("NFD", fold(name).casefold())
    return KIND.sub("", "".join(x for x in letters if not unicodedata.combining(x)))


def print_scores(counted: dict[str, list[Score]]) -> None:
    """A line a field: the values of all documents counted together."""
    print("| field | precision | recall | F1 | right | found | true |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for field, scores in sorted(counted.items()):
        total = Score(
            sum(score.right for score in scores),
            sum(score.found for score in scores),
            sum(score.true for score in scores),
        )
        shares = f"{total.precision:.3f} | {total.recall:.3f} | {total.f1:.3f}"
        print(f"| {field} | {shares} | {total.right} | {total.found} | {total.true} |")


def print_differences(name: str, differences: dict[str, Difference]) -> None:
    """What only the expected record or only the draft holds."""
    print(f"\n## {name}\n")
    for field, difference in differences.items():
        for sign, facts in (("missing", difference.missing), ("extra", difference.extra)):
            for fact in facts:
                print(f"- {field} {sign}: {fact.part} L{fact.line} « {fact.words[:90]} »")
    print()


if __name__ == "__main__":
    main()
