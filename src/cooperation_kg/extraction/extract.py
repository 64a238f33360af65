"""A document becomes a draft record: each family reads its part, the outline puts them together.

Which families apply is decided by what the text holds, not by what the document is: an action
with a table of labels is a sheet, one without is prose; a part with a three-column table has
rows; a text mixes them as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from cooperation_kg.authorities import Authorities
from cooperation_kg.documents import Block, Source
from cooperation_kg.errors import SourceError
from cooperation_kg.extraction.boxes import Boxes, read_boxes
from cooperation_kg.extraction.citations import read_citations
from cooperation_kg.extraction.clauses import read_clauses
from cooperation_kg.extraction.confidence import calibrate
from cooperation_kg.extraction.counts import read_counts
from cooperation_kg.extraction.draft import Draft
from cooperation_kg.extraction.frame import read_frame
from cooperation_kg.extraction.glossary import read_glossary
from cooperation_kg.extraction.governance import read_governance
from cooperation_kg.extraction.label_learning import learn_labels
from cooperation_kg.extraction.labels import Learned, PartyName
from cooperation_kg.extraction.neighbourhoods import read_neighbourhoods
from cooperation_kg.extraction.objectives import read_objectives
from cooperation_kg.extraction.outline import Part, read_outline
from cooperation_kg.extraction.party_names import party_names
from cooperation_kg.extraction.proposals import proposed_organisations
from cooperation_kg.extraction.prose import Prose, read_prose
from cooperation_kg.extraction.prose_sheet import pilots_in_prose, title_deadline
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.sheets import Sheet, read_sheet
from cooperation_kg.extraction.tables import read_rows
from cooperation_kg.records.model import Action, Commitment, Division, Record
from cooperation_kg.records.proposed import Proposed
from cooperation_kg.records.values import Mention, Participant, Stated

__all__ = ["extract"]

_LEVELS = {"axis", "orientation", "sub-orientation", "priority"}

Type = Literal["bilateral-convention", "contrat-de-ville", "protocol", "amendment"]
_TYPES: tuple[tuple[re.Pattern[str], Type], ...] = (
    (re.compile(r"contrat\s+de\s+ville", re.IGNORECASE), "contrat-de-ville"),
    (re.compile(r"protocole", re.IGNORECASE), "protocol"),
    (re.compile(r"avenant", re.IGNORECASE), "amendment"),
)


def extract(source: Source, authorities: Authorities, blocks: Sequence[Block] = ()) -> Draft:
    """Reads a document as rules can; a person reads everything again.

    Args:
        source: the document.
        authorities: what names mean; a name they do not know stays as printed.
        blocks: the headings, paragraphs and cells of its format, as far as it has them.
    """
    reading = Reading(source, blocks)
    parts = read_outline(reading)
    frame = read_frame(reading, parts, authorities)
    keys = tuple(party.organisation for party in frame.parties)
    acronyms = read_glossary(reading, parts, authorities, keys)
    names = party_names(frame.parties, acronyms, authorities)
    learned = learn_labels(reading, _sheets(parts), names)
    plan = _Plan(reading, authorities, names, learned)
    title = frame.title or _first_words(reading)
    record = Record(
        id=source.id,
        type=_type(title.text),
        title=title,
        term=frame.term,
        parties=frame.parties,
        axes=tuple(plan.division(part) for part in parts if part.kind in _LEVELS),
        actions=tuple(plan.action(part) for part in parts if part.kind == "action"),
        governance=read_governance(reading, parts, authorities, keys),
        clauses=read_clauses(reading, parts),
        signatories=frame.signatories,
        absent=frame.absent,
        deliberation=frame.deliberation,
        citations=read_citations(reading, last=plan.first_line(parts)),
        acronyms=acronyms,
        neighbourhoods=read_neighbourhoods(reading, parts, authorities),
        declared=read_counts(reading, parts),
        proposed=Proposed(
            organisations=tuple(proposed_organisations(source.id, frame.parties, authorities))
        ),
    )
    calibrate(reading.notes)
    return Draft(record, reading.notes)


def _type(title: str) -> Type:
    """What kind of text a title names; a convention between two where it names none."""
    for words, kind in _TYPES:
        if words.search(title):
            return kind
    return "bilateral-convention"


def _first_words(reading: Reading) -> Stated:
    """The first printed line, for a text whose title no rule finds.

    Raises:
        SourceError: no word is printed at all.
    """
    for line in reading.lines:
        if any(c.isalnum() for c in line.text) and not line.furniture:
            return reading.stated(
                line.start, line.end, Stated, confidence=0.2, method="first printed line"
            )
    raise SourceError(
        fr=f"{reading.source.id} : rien n'y est imprimé ; il n'y a rien à relever",
        en=f"{reading.source.id}: nothing is printed in it; there is nothing to extract",
    )


def _sheets(parts: Iterable[Part]) -> Iterator[tuple[int, int]]:
    """The first and last line of each action, before the parts in it."""
    for part in parts:
        if part.kind == "action":
            yield part.first, _head(part)
        yield from _sheets(part.parts)


class _Plan:
    """Reads the parts of the plan of one document."""

    def __init__(
        self,
        reading: Reading,
        authorities: Authorities,
        parties: tuple[PartyName, ...],
        learned: Mapping[str, Learned],
    ) -> None:
        self._reading = reading
        self._authorities = authorities
        self._parties = parties
        self._learned = learned
        self._keys = tuple(party.key for party in parties)

    def first_line(self, parts: Iterable[Part]) -> int:
        """The line before the plan begins; the last of the document where there is no plan."""
        begins = [part.title.at.line for part in parts if part.kind != "section"]
        return min(begins) - 1 if begins else len(self._reading.lines)

    def division(self, part: Part) -> Division:
        """An axis, an orientation, a sub-orientation or a priority."""
        level = part.kind
        if level not in {"axis", "orientation", "sub-orientation", "priority"}:
            level = "priority"
        head = _head(part)
        boxes = read_boxes(self._reading, part.first, head)
        found = read_objectives(self._reading, part)
        inner = [inner for inner in part.parts if inner.kind in _LEVELS]
        return Division(
            level=level,
            number=part.number,
            title=part.title,
            objectives=(*found.strategic, *found.operational),
            examples=found.examples,
            interdependence=boxes.interdependence,
            rows=self._rows(part, inner),
            actions=tuple(self.action(one) for one in part.parts if one.kind == "action"),
            divisions=tuple(self.division(one) for one in inner),
            mentions=_mentioned(boxes),
            partners=boxes.partners,
        )

    def action(self, part: Part) -> Action:
        """An action: its sheet where it has one, and its prose."""
        head = _head(part)
        sheet = read_sheet(self._reading, part.first, head, self._parties, self._learned)
        last = sheet.table_first - 1 if sheet else head
        prose = self._prose(part.title.at.line, last)  # a title names partners too
        if sheet and self._reading.printed(sheet.table_last + 1, head):
            prose += self._prose(sheet.table_last + 1, head)
        table = sheet or self._from_prose(part, head)
        return Action(
            number=part.number,
            title=part.title,
            deadline=table.deadline,
            pilots=table.pilots,
            budget=table.budget,
            partners=(*table.partners, *self._others(prose.partners, table)),
            indicators=table.indicators,
            absent=table.absent,
            mentions=(*self._elsewhere(prose.mentions, table), *prose.dates),
            quantities=prose.quantities,
            amounts=prose.amounts,
            citations=read_citations(self._reading, part.first, last) if last >= part.first else (),
            actions=tuple(self.action(one) for one in part.parts if one.kind == "action"),
        )

    def _from_prose(self, part: Part, head: int) -> Sheet:
        """What the title and the prose of an action say in the place of a sheet."""
        pilots = pilots_in_prose(self._reading, part.first, head, self._parties)
        return Sheet(
            table_first=head + 1,
            table_last=head,
            deadline=title_deadline(self._reading, part.title),
            pilots=tuple(pilots) if head >= part.first else (),
        )

    def _others(self, partners: Iterable[Participant], table: Sheet) -> list[Participant]:
        """Partners that only the prose names: neither in the table nor pilots of the action."""
        named = {self._meant(one) for one in (*table.partners, *table.pilots)}
        return [one for one in partners if self._meant(one) not in named]

    def _elsewhere(self, mentions: Iterable[Mention], table: Sheet) -> list[Mention]:
        """Mentions that are no partner or pilot of the table."""
        named = {one.printed_name.casefold() for one in (*table.partners, *table.pilots)}
        return [one for one in mentions if one.text.casefold() not in named]

    def _meant(self, one: Participant) -> str:
        """What a name means, or the name itself where the authorities do not know it."""
        name = one.printed_name
        known = self._authorities.name(name, self._keys)
        if known is None and one.collectivity is not None:
            known = self._authorities.unit(name, one.collectivity)
        return known.key if known else name.casefold()

    def _rows(self, part: Part, inner: list[Part]) -> tuple[Commitment, ...]:
        """The rows of the part's own tables; those of the parts in it are theirs."""
        last = min((one.title.at.line - 1 for one in inner), default=part.last)
        return read_rows(self._reading, part.first, last)

    def _prose(self, first: int, last: int) -> Prose:
        if last < first:
            return Prose()
        return read_prose(self._reading, first, last, self._authorities, self._keys)


def _head(part: Part) -> int:
    """The last line of a part's own text, before the parts in it."""
    return min((inner.title.at.line - 1 for inner in part.parts), default=part.last)


def _mentioned(boxes: Boxes) -> tuple[Mention, ...]:
    return (*boxes.publics, *boxes.schemes)
