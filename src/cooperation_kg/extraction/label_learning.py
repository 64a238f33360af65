"""Labels that no list of words knows, learned from how they come back from sheet to sheet.

The sheets of a document print the same labels in the same order. A short phrase that stands where
labels stand in most of them (before a colon, before the white space of a column, in the first cell
of a row, alone on a line among other labels) is one, whatever its words are. Its field is told by
the words in it, or, less surely, by what its values look like.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cooperation_kg.extraction.label_words import Kind, kind_of_phrase, kind_of_question
from cooperation_kg.extraction.labels import (
    FIELDS,
    Learned,
    PartyName,
    label_words,
    party_named,
    strict_kind,
)
from cooperation_kg.extraction.reading import Line, Reading
from cooperation_kg.extraction.runs import fold_letters
from cooperation_kg.extraction.sheet_cells import weigh
from cooperation_kg.extraction.sheet_words import ACRONYM, UNIT_HEAD

__all__ = ["learn_labels"]

_Layout = Literal["cell", "gap", "colon", "bold", "alone"]

_SHARE = 0.6  # of the sheets a label is printed in, at least
_LONGEST = 50
_BY_SHAPE = 0.7
_FITS = 1.0  # the weight values have on average for the field they are given to
_AHEAD = 0.4  # how far that field is ahead of the next

_COLON = re.compile(r"^(?P<head>[^:;.]{3,50}?)\s*:\s*(?P<value>.*)$")
_GAP = re.compile(
    r"^(?P<head>\S+(?: \S+)*?)(?:\s*\.{4,}\s*|\s*…{2,}\s*|\s+[→►▸]\s+|\s{2,}|\t+)(?P<value>\S.*)$"
)
_DASH = re.compile(r"^(?P<head>[^\d,;.–—]{3,50}?) [–—] (?P<value>\S.*)$")
_BOLD = re.compile(r"\*\*[^*]+\*\*|__[^_]+__|(?=.{7})[A-ZÀ-Þ'’() -]+")
_MARKS = re.compile(r"^[\s*_#|•▪■●◦‣→►▸➢✓>-]+")
_ENDS = re.compile(r"(?:[.,;!…]|\d)$")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A phrase where a label may stand."""

    words: str
    text: str
    layout: _Layout
    value: str
    line: int


def learn_labels(
    reading: Reading, sheets: Iterable[tuple[int, int]], parties: tuple[PartyName, ...]
) -> dict[str, Learned]:
    """The labels of the sheets of a document that their words do not tell.

    Args:
        reading: the document.
        sheets: the first and the last line of each action.
        parties: who may stand under « pilotes »; a name of one is no label.
    """
    printed = [_distinct(_candidates(reading, *lines, parties)) for lines in sheets]
    counts = Counter(one.words for sheet in printed for one in sheet)
    most = max(counts.values(), default=0)
    if most < 2:
        return {}
    often = {words for words, count in counts.items() if count >= max(2, _SHARE * most)}
    found: dict[str, list[_Candidate]] = defaultdict(list)
    for sheet in printed:
        for one in sheet:
            if one.words in often:
                found[one.words].append(one)
    known = {kind for words in found if (kind := strict_kind(words.split())) in FIELDS}
    runs = _in_runs(printed, often)
    learned: dict[str, Learned] = {}
    rest: dict[str, list[_Candidate]] = {}
    for words, ones in found.items():
        strict, kind = strict_kind(words.split()), kind_of_phrase(words.split())
        alone = ones[0].layout == "alone"
        if strict in FIELDS or (alone and not _stands_as_label(words, runs)):
            continue
        again = kind in known or kind in {one.kind for one in learned.values()}
        further = alone and kind == "pilots" and kind not in known  # one label for each party
        if kind is None and _is_head_of_table(ones):
            continue
        if kind is None or (again and (alone or strict) and not further):
            rest[words] = ones
            continue
        learned[words] = Learned(kind or "other", 1.0)
    told = known | {one.kind for one in learned.values()}
    if len(told) < 2:
        return learned
    return learned | _by_shape(rest, set(FIELDS) - told)


def _is_head_of_table(ones: Sequence[_Candidate]) -> bool:
    """Whether the same stands beside it each time: « Rubrique | Contenu » heads the columns."""
    return len(ones) > 1 and ones[0].value != "" and len({one.value for one in ones}) == 1


def _stands_as_label(words: str, runs: set[str]) -> bool:
    """Whether a phrase alone on its line stands among labels, and is no direction."""
    return words in runs and (not UNIT_HEAD.match(words) or "port" in words)


def _distinct(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """The candidates of a sheet, each phrase once."""
    seen: dict[str, _Candidate] = {}
    for one in candidates:
        seen.setdefault(one.words, one)
    return list(seen.values())


def _in_runs(printed: Sequence[Sequence[_Candidate]], often: set[str]) -> set[str]:
    """The phrases that mostly stand next to another label, with no value between them."""
    near: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for sheet in printed:
        ones = [one for one in sheet if one.words in often]
        times.update(one.words for one in ones)
        close = {
            words
            for above, below in pairwise(sheet)
            if {above.words, below.words} <= often and below.line - above.line <= 2
            for words in (above.words, below.words)
        }
        near.update(close)
    return {words for words, count in times.items() if near[words] * 2 > count}


def _candidates(
    reading: Reading, first: int, last: int, parties: tuple[PartyName, ...]
) -> Iterator[_Candidate]:
    lines = [line for line in reading.lines[max(first, 1) - 1 : last] if line.text]
    cells = _rows(reading, lines)
    for line in lines:
        if line.furniture or line.raw.lstrip().startswith("#"):
            continue
        layout, head, value = cells.get(line.number) or _parted(line)
        text = _MARKS.sub("", head).strip(" *_|\t")
        words = label_words(text)
        if _may_be_label(text, words, layout) and not party_named(text, parties):
            yield _Candidate(" ".join(words), text, layout, value, line.number)


def _rows(reading: Reading, lines: Sequence[Line]) -> dict[int, tuple[_Layout, str, str]]:
    """The first two cells of each row of a table that the format of the document knows."""
    if not reading.blocks or not lines:
        return {}
    source = reading.source
    rows: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for block in reading.blocks:
        if block.table and lines[0].start <= block.start <= lines[-1].end:
            text = " ".join(source.text[block.start : block.end].split())
            rows[block.table, block.row or 0].append((source.line_of(block.start), text))
    return {row[0][0]: ("cell", row[0][1], row[1][1]) for row in rows.values() if len(row) == 2}


def _parted(line: Line) -> tuple[_Layout, str, str]:
    """A line as the label it may begin with and what stands beside it."""
    raw = _MARKS.sub("", line.raw).strip()
    if _BOLD.fullmatch(line.raw.strip()):
        return "bold", raw, ""
    cells = [cell.strip() for cell in line.raw.strip().strip("|").split("|")]
    if line.raw.lstrip()[:1] == "|" and len(cells) == 2:
        return "cell", cells[0], cells[1]
    colon = _COLON.match(raw)
    if colon:
        return "colon", colon["head"], colon["value"]
    gap = _GAP.match(raw)
    dash = _DASH.match(raw)
    if dash and not UNIT_HEAD.match(fold_letters(raw)):
        return "colon", dash["head"], dash["value"]
    if gap:
        return "gap", gap["head"], gap["value"]
    return "alone", "" if line.bullet else raw, ""


def _may_be_label(text: str, words: Sequence[str], layout: _Layout) -> bool:
    """Whether a text has the shape of a label: a short phrase that begins with a capital."""
    if not 0 < len(words) <= 8 or len(text) > _LONGEST or not text[:1].isupper():
        return False
    if ACRONYM.fullmatch(text) or _ENDS.search(text) or _dative(words, text):
        return False
    return layout != "alone" or "," not in text


def _dative(words: Sequence[str], text: str) -> bool:
    """« Pour la Ville » names a party; « Pour quand » asks."""
    return words[0] == "pour" and "?" not in text and kind_of_question(words) in {None, "other"}


def _by_shape(rest: dict[str, list[_Candidate]], kinds: set[Kind]) -> dict[str, Learned]:
    """The fields of labels whose words say nothing, by what their values look like."""
    fits: dict[str, tuple[float, Kind]] = {}
    for words, ones in rest.items():
        values = [weigh(one.value) for one in ones if one.value.strip() and one.layout != "alone"]
        if ones[0].layout == "alone" or not values:
            continue
        means = sorted(
            ((sum(v.get(kind, 0.0) for v in values) / len(values), kind) for kind in kinds),
            reverse=True,
        )
        ahead = means and (len(means) < 2 or means[0][0] - means[1][0] >= _AHEAD)
        if means and means[0][0] >= _FITS and ahead:
            fits[words] = means[0]
    learned: dict[str, Learned] = {}
    for words, (_, kind) in sorted(fits.items(), key=lambda item: -item[1][0]):
        if all(one.kind != kind for one in learned.values()):
            learned[words] = Learned(kind, _BY_SHAPE)
    left = [words for words in rest if words not in learned]
    missing = kinds - {one.kind for one in learned.values()}
    if len(left) == 1 and len(missing) == 1:  # the one label for the one field without any
        return learned | {left[0]: Learned(missing.pop(), _BY_SHAPE)}
    return learned | {
        words: Learned("other", 1.0) for words in left if rest[words][0].layout != "colon"
    }
