"""The lines of a sheet as labels, parties and pieces of value, in the order they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from cooperation_kg.extraction.labels import (
    FIELDS,
    LabelMatch,
    Learned,
    PartyName,
    find_label,
    is_fragment,
    party_named,
    strangers,
)
from cooperation_kg.extraction.reading import Line, Reading
from cooperation_kg.extraction.readings import budget_kind
from cooperation_kg.extraction.runs import Run, fold_letters
from cooperation_kg.extraction.sheet_words import FUNCTION_END

__all__ = ["Builder", "Gap", "Label", "PartyLabel", "Piece", "Segment", "Table", "read_table"]

Gap = Literal["none", "blank", "page"]
"""What stands before a piece: the line before, a blank line, or the turn of a page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a value: a printed line, or the rest of one after its label.

    Attributes:
        run: its characters.
        line: the line it stands on.
        gap: what stands before it.
        bullet: whether it begins with a bullet or a dash.
        full: whether its line is justified, or no shorter than the others: the text goes on.
        label: the index of the last label printed before it.
        party: the index of the last party named under that label, if any.
        beside: whether it stands on the line of its label.
        cell: whether the format of the document says that it is in the cell of its label.
        owned: whether it begins with the name of a party and a colon.
    """

    run: Run
    line: int
    gap: Gap
    bullet: bool
    full: bool
    label: int
    party: int | None = None
    beside: bool = False
    cell: bool = False
    owned: bool = False


@dataclass(frozen=True, slots=True)
class PartyLabel:
    """A party named under « pilotes ».

    Attributes:
        party: who it is.
        run: the words that name it.
        colon: whether a colon follows them.
        blank_after: whether a blank line follows: the value beside it is the longer one.
    """

    party: PartyName
    run: Run
    colon: bool
    blank_after: bool = False


@dataclass(slots=True)
class Label:
    """A label as printed, with the parties named under it, or the one named in it."""

    match: LabelMatch
    run: Run
    line: int
    party: PartyName | None = None
    parties: list[PartyLabel] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """The labels of a sheet and the pieces of value, each in reading order."""

    labels: tuple[Label, ...]
    pieces: tuple[Piece, ...]

    @property
    def first(self) -> int:
        """The line the table begins on."""
        return self.labels[0].line

    @property
    def last(self) -> int:
        """The last line of its labels and values."""
        return max((*(one.line for one in self.labels), *(one.line for one in self.pieces)))


@dataclass(frozen=True, slots=True)
class Segment:
    """A line, or a cell of one.

    Attributes:
        run: its characters.
        line: the line it stands on.
        gap: what stands before it.
        first: whether it is the first of its line.
        full: whether the next word would not have had room in its cell.
        cell: whether the format of the document knows its cell.
    """

    run: Run
    line: Line
    gap: Gap
    first: bool
    full: bool = False
    cell: bool = False


_CELLS = re.compile(r"\||<br\s*/?>", re.IGNORECASE)
_COLUMN = re.compile(r"(?<=[^\s.])(?:\s*(?:\.{4,}|…{2,})\s*|\s{3,}|\t+)(?=[^\s:.])")
_NARROW = re.compile(r"(?<=\S) {1,2}(?=[^\s:])")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZÀ-Þ][^.;:]{2,60}:)")
_RULE = re.compile(r"[\s|:–—_=*+-]*")
_HEADING = re.compile(
    r"^\W*(?:axe|orientation|action|fiche|priorite|chapitre|titre|partie|article|annexe|objectif"
    r"|volet|domaine|thematique)s? *(?:n *[°o]? *)?(?:\d+|[ivx]+|[a-z])(?:[.\d]*)(?:\W|$)"
)
_PROSE = 320


def _columns(
    reading: Reading, first: int, last: int, learned: Mapping[str, Learned]
) -> frozenset[int]:
    """Where values begin that stand in a column beside their labels."""
    lines = [line.raw for line in reading.lines[max(first, 1) - 1 : last] if not line.furniture]
    columns = [(raw, _COLUMN.search(raw)) for raw in lines]
    return frozenset(
        column.end()
        for raw, column in columns
        if column and find_label(raw[: column.start()], learned)
    )


def _beside(
    raw: str, columns: frozenset[int], learned: Mapping[str, Learned]
) -> re.Match[str] | None:
    """The white space between a label and its value, in a line of two columns.

    The longest label of a sheet leaves less room than the others before the same column.
    """
    spaces = [_COLUMN.search(raw), *(m for m in _NARROW.finditer(raw) if m.end() in columns)]
    return next((m for m in spaces if m and find_label(raw[: m.start()], learned)), None)


def _segments(
    reading: Reading, first: int, last: int, learned: Mapping[str, Learned]
) -> Iterator[Segment]:
    gap: Gap = "none"
    source = reading.source.text
    columns = _columns(reading, first, last, learned)
    for line in reading.lines[max(first, 1) - 1 : last]:
        if line.furniture:
            gap = "page"
            continue
        if not line.text:
            gap = gap if gap == "page" else "blank"
            continue
        if _RULE.fullmatch(line.raw):
            continue
        boxed = line.raw.lstrip()[:1] == "|"
        beside = None if boxed else _beside(line.raw, columns, learned)
        marks = [beside] if beside else list(_CELLS.finditer(line.raw))
        marks = (
            marks
            or [  # « Pilote : DAC. Calendrier : 2023. »
                mark
                for mark in _SENTENCE.finditer(line.raw)
                if find_label(line.raw) and find_label(line.raw[mark.end() : mark.end() + 100])
            ]
        )
        bounds = [0, *(mark.end() for mark in marks)]
        ends = [*(mark.start() for mark in marks), len(line.raw)]
        new = True
        for start, end in zip(bounds, ends, strict=True):
            run = Run.of(source[line.start + start : line.start + end], line.start + start)
            if run and not _RULE.fullmatch(run.text):
                within: Gap = "none" if beside or (boxed and len(marks) == 3) else "blank"
                yield Segment(run, line, gap if new else within, new)
                new, gap = False, "none"


def _is_beside(segment: Segment) -> bool:
    """Whether it stands in a column beside a label on the same line."""
    return not segment.first and segment.gap == "none"


def _joined(segment: Segment, following: Segment | None) -> tuple[Run, LabelMatch] | None:
    """A label broken over two lines: « Services opérationnels » and « pilotes : »."""
    if following is None or _is_beside(following) or not is_fragment(segment.run.text):
        return None
    begins = following.run.text.lstrip("*_ ")[:1]
    # In capitals only the words say whether a line goes on: neither may be a label without it.
    # « DU » is an acronym as well, so that words as short are no part of a label.
    capitals = len(segment.run.text) > 4 and segment.run.text.isupper() and following.gap != "blank"
    capitals = capitals and following.run.text.partition(":")[0].isupper()
    whole = capitals and find_label(segment.run.text) and find_label(following.run.text)
    if whole or not (begins.islower() or capitals):
        return None
    run = segment.run + following.run
    match = find_label(run.text)
    return (run, match) if match and match.end > len(segment.run.text) + 1 else None


@dataclass
class Builder:
    """Collects the labels and pieces of a table.

    Attributes:
        parties: the names by which the parties may stand under « pilotes ».
        learned: phrases the document shows to be labels.
        labels: those taken.
        pieces: those taken.
        indent: how far the labels are indented, at least.
        under: the label that what is taken next belongs to; the last one unless a cell says more.
        party: the party it belongs to, named under that label.
    """

    parties: tuple[PartyName, ...]
    learned: Mapping[str, Learned]
    labels: list[Label] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    indent: int = 0
    under: int = -1
    party: int | None = None
    _seen: set[str] = field(default_factory=set)

    def label(self, match: LabelMatch, run: Run, line: int, *, beside: bool = False) -> bool | None:
        """Takes a label; None where it is a value in the words of one.

        False where it is printed for the second time: another sheet.
        """
        if self._is_value(match, run, beside=beside):
            return None
        if match.words in self._seen:
            return self.labels[-1].match.words == match.words or match.kind == "other"
        self._seen.add(match.words)
        printed = run.part(match.start, match.end).strip(" *_")
        named = strangers(printed.text) if match.kind == "pilots" else ""
        party = party_named(named, self.parties)
        self.labels.append(Label(match, printed, line, party))
        self.below(len(self.labels) - 1)
        return True

    def below(self, label: int) -> None:
        """What is taken next belongs to this label."""
        if label != self.under:
            self.under, self.party = label, None

    def _is_value(self, match: LabelMatch, run: Run, *, beside: bool) -> bool:
        """« Ressources internes » under « Moyens financiers » says what they are."""
        if match.colon or not any(label.match.kind == match.kind for label in self.labels):
            return False
        if beside and self.labels[-1].match.kind == match.kind:
            return True
        marked = any(label.match.kind == match.kind and label.match.colon for label in self.labels)
        return marked or (match.kind == "budget" and budget_kind(run.text)[1])

    def party_label(self, run: Run, gap: Gap) -> Run | None:
        """Takes a party named at the start of `run`; returns what follows it on the line."""
        if not self.labels or self.labels[self.under].match.kind != "pilots":
            return None
        label = self.labels[self.under]
        head, colon, rest = run.text.partition(":")
        lead = len(head) - len(head.lstrip(" -–—•*_>"))
        party = party_named(head, self.parties)
        if party is None and colon and not rest.strip(" *_") and _may_name_party(head):
            party = PartyName("", (head.strip(),))
        if party is None or any(p.party == party for p in label.parties):
            return None
        mine = [piece for piece in self.pieces if piece.label == self.under]
        if not colon and ((mine and not label.parties) or len(head) > 60):
            return None
        if label.parties and gap == "blank":
            before = label.parties[-1]
            label.parties[-1] = PartyLabel(before.party, before.run, before.colon, True)
        end = len(head) + len(colon)
        label.parties.append(PartyLabel(party, run.part(lead, end).strip(" *_"), bool(colon)))
        self.party = len(label.parties) - 1
        after = len(rest) - len(rest.lstrip(" *_"))
        return run.part(end + after, len(run.text))

    def piece(self, run: Run, segment: Segment, *, beside: bool) -> None:
        """Takes a piece of value."""
        run = run.strip(" *_").unmarked()
        if not run or not self.labels or not any(c.isalnum() for c in run.text):
            return
        raw = segment.line.raw.strip()
        justified = bool(re.search(r"\S {2,}\S", raw)) and not re.search(r"\S {4,}\S", raw)
        bullet = segment.line.bullet and segment.first and not beside
        head, colon, _ = run.text.partition(":")
        owned = bool(colon) and party_named(head, self.parties) is not None
        self.pieces.append(
            Piece(
                run, segment.line.number, "none" if beside else segment.gap, bullet,
                justified or segment.full,
                self.under, self.party, beside, segment.cell, owned,
            )
        )  # fmt: skip


def _may_name_party(head: str) -> bool:
    """Whether words alone before a colon, under « pilotes », may name a party nobody knows."""
    words = head.strip(" -–—•▪*_>")
    return 2 < len(words) <= 50 and words[0].isupper() and not re.search(r"[,;.(]", words)


def _ends(segment: Segment, builder: Builder) -> bool:
    """Whether a heading or a paragraph of prose after the last value ends the table."""
    if segment.line.raw.lstrip().startswith("#"):
        return True
    outside = segment.first and segment.gap != "none" and segment.line.indent < builder.indent
    if outside and any(piece.beside for piece in builder.pieces):
        return True
    return bool(_HEADING.match(fold_letters(segment.run.text))) and bool(builder.pieces)


def read_table(
    reading: Reading,
    first: int,
    last: int,
    parties: tuple[PartyName, ...],
    learned: Mapping[str, Learned],
) -> Table | None:
    """The table of labels and values between two lines; None where there is none.

    One label may be a word of prose at a line's start; labels of two fields are a table.
    """
    builder = Builder(parties, learned)
    segments = list(_segments(reading, first, last, learned))
    skip = False
    for segment, following in pairwise([*segments, None]):
        if segment is None or skip:
            skip = False
            continue
        run = segment.run
        joined = _joined(segment, following)
        match = joined[1] if joined else find_label(run.text, learned)
        if joined:
            run, skip = joined[0], True
        if match and not (match.kind == "other" and not builder.labels):
            beside = _is_beside(segment)
            taken = builder.label(match, run, segment.line.number, beside=beside)
            if taken is None:
                builder.piece(run, segment, beside=beside)
                continue
            if not taken:
                break
            indent = segment.line.indent
            builder.indent = min(builder.indent, indent) if len(builder.labels) > 1 else indent
            rest = run.part(match.value, len(run.text))
            under = builder.party_label(rest, "none") if ":" in rest.text[:60] else None
            builder.piece(rest if under is None else under, segment, beside=True)
            continue
        if builder.labels and _ends(segment, builder):
            break
        rest_of_party = builder.party_label(run, segment.gap)
        if rest_of_party is not None:
            builder.piece(rest_of_party, segment, beside=True)
            continue
        builder.piece(run, segment, beside=_is_beside(segment))
    kinds = {label.match.kind for label in builder.labels} & set(FIELDS)
    if len(kinds) < 2:
        return None
    return Table(tuple(builder.labels), tuple(_single_spaced(_without_prose(builder))))


def _single_spaced(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces, blank lines left out of account where every line has one before it."""
    inner = [piece for piece in pieces if not piece.beside]
    double = len(inner) > 3 and all(piece.gap != "none" for piece in inner)
    cut = any(
        FUNCTION_END.search(fold_letters(before.run.text)) and after.gap == "blank"
        for before, after in pairwise(inner)
    )
    if not (double and cut):
        return pieces
    return [replace(piece, gap="none") if piece.gap == "blank" else piece for piece in pieces]


def _without_prose(builder: Builder) -> Sequence[Piece]:
    """The pieces up to a long paragraph after the last label's value: that is prose again."""
    last = len(builder.labels) - 1
    start = next((i for i, p in enumerate(builder.pieces) if p.label == last), None)
    if start is None:
        return builder.pieces
    block, length = start, 0
    for index in range(start, len(builder.pieces)):
        piece = builder.pieces[index]
        if piece.gap != "none" or piece.bullet:
            block, length = index, 0
        length += len(piece.run.text)
        if length > _PROSE and block > start:
            return builder.pieces[:block]
    return builder.pieces
