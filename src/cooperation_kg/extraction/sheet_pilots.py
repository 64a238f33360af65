"""Who pilots an action, and for which party.

Where the parties are labels of their own, their values follow them, or stand together after all
labels: then a line is a party's, unless blank lines or an acronym that comes back say more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cooperation_kg.extraction.labels import PartyName, party_named
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.runs import Run, fold_letters
from cooperation_kg.extraction.sheet_cells import Unit
from cooperation_kg.extraction.sheet_events import Label, PartyLabel
from cooperation_kg.extraction.sheet_values import members, pilot_runs, trim
from cooperation_kg.extraction.sheet_words import ACRONYM, ARTICLE, INCOMPLETE, UNIT_HEAD
from cooperation_kg.records.values import Participant, Stated

__all__ = ["read_pilots"]

_Owned = tuple[Unit, PartyName | None, float]
"""A unit of lines, the party it is for, and how sure that is."""


def _head(text: str) -> str:
    """The acronym a line begins with, or nothing."""
    word = re.match(r"[^\s,;()/–—-]+", text)
    return word.group() if word and ACRONYM.fullmatch(word.group()) else ""


def _cuts(found: Sequence[Unit], parties: Sequence[PartyLabel]) -> tuple[list[int], float]:
    """Where the lines of the second and each further party begin."""
    count = len(parties)
    if len(found) <= count:
        return list(range(1, len(found))), 0.97 if len(found) == count else 0.5
    blanks = [at for at, unit in enumerate(found) if at and unit.gap != "none"]
    if len(blanks) == count - 1:
        return blanks, 0.95
    back = _coming_back(found)
    if len(back) == count - 1:
        return back, 0.9
    surplus = len(found) - count
    longer = next((at for at, p in enumerate(parties[:-1]) if p.blank_after), 0)
    return [at + (surplus if at > longer else 0) for at in range(1, count)], 0.6


def _coming_back(found: Sequence[Unit]) -> list[int]:
    """Lines that begin with an acronym that others came between: two parties have it."""
    seen: set[str] = set()
    last, cuts = "", []
    for at, unit in enumerate(found):
        head = _head(unit.run.text)
        if head and head != last and head in seen:
            cuts.append(at)
            seen = set()
        seen.add(head)
        last = head
    return cuts


def _owned(label: Label, found: Sequence[Unit], index: int) -> Iterator[_Owned]:
    """Which party each line is for."""
    parties = label.parties
    if label.party:
        for unit in found:
            yield unit, label.party, 0.97
        return
    named = {unit.party for unit in found if unit.label == index} - {None}
    if not parties or len(named) > 1 or len(parties) == 1 or any(
        unit.label == index and unit.beside and unit.party is not None for unit in found
    ):  # fmt: skip
        for unit in found:
            own = unit.label == index and unit.party is not None
            yield unit, parties[unit.party or 0].party if own else None, 0.97
        return
    lines = [part for unit in found for part in _lines(unit)] if len(found) < len(parties) else [
        *found
    ]  # fmt: skip
    cuts, sure = _cuts(lines, parties)
    owner = 0
    for at, unit in enumerate(lines):
        owner += at in cuts
        yield unit, parties[min(owner, len(parties) - 1)].party, sure


def _lines(unit: Unit) -> Iterator[Unit]:
    """The parts of a unit at its semicolons, where it must hold the lines of several parties."""
    here = 0
    for match in [*re.finditer(r"[;,]\s", unit.run.text), None]:
        end = match.start() if match else len(unit.run.text)
        yield Unit(trim(unit.run.part(here, end)), "none", unit.label, None, False, False, False)
        here = match.end() if match else end


def read_pilots(
    reading: Reading,
    label: Label,
    index: int,
    found: Sequence[Unit],
    parties: tuple[PartyName, ...],
) -> tuple[Participant, ...]:
    """The pilots in the lines of a label.

    Args:
        reading: the document.
        label: the label, with the parties named under it.
        index: which label of the table it is.
        found: its lines.
        parties: the parties of the text.
    """
    pilots: list[Participant] = []
    for run, party, sure in _whole(_owned(label, found, index)):
        pilots.extend(_in_line(reading, run, party, parties, sure))
    if not pilots and label.parties and not any(party.colon for party in label.parties):
        # Names of parties on lines of their own, and nothing beside them: they are the pilots.
        pilots = [_pilot(reading, p.run, p.party, None, None, 0.9) for p in label.parties]
    return tuple(pilots)


def _whole(owned: Iterable[_Owned]) -> Iterator[tuple[Run, PartyName | None, float]]:
    """The lines of a label, those put together that only the width of a cell broke."""
    whole: tuple[Run, PartyName | None, float] | None = None
    full = False
    for unit, party, sure in owned:
        begins = unit.run.text.split(" ", 1)[0].strip(",;")
        new = ACRONYM.fullmatch(begins) or UNIT_HEAD.match(fold_letters(unit.run.text))
        broken = full and unit.cell and unit.gap == "none" and not unit.bullet and not new
        cut = whole and unit.gap == "none" and not new and INCOMPLETE.search(
            fold_letters(whole[0].text)
        )  # fmt: skip
        if whole and (broken or cut) and whole[1] == party:
            whole = whole[0] + unit.run, party, sure
        else:
            if whole:
                yield whole
            whole = unit.run, party, sure
        full = unit.full
    if whole:
        yield whole


_PERSON = re.compile(r"(?:M\.|MM\.|Mmes?|Mlle|Monsieur|Madame)\s")
"""A person who answers for a direction is no pilot."""


def _in_line(
    reading: Reading,
    run: Run,
    party: PartyName | None,
    parties: tuple[PartyName, ...],
    sure: float,
) -> Iterator[Participant]:
    for part, owner in _by_party(run, party, parties):
        current, alone = owner, None
        for value in pilot_runs(part):
            if _PERSON.match(value.text):
                continue
            whom = _FOR.fullmatch(value.text)
            by = party_named(whom["whom"], parties) if whom else None
            if whom and by:
                yield _pilot(reading, value.part(*whom.span("unit")), by, None, None, sure)
                continue
            opened, inside = members(value), _inside(value)
            head = opened[0] if opened else inside[0] if inside else value
            named = party_named(head.text, parties)
            if opened:
                yield from _members(reading, opened, named or current, named, sure)
            elif inside and named:
                yield _pilot(reading, inside[1], named, None, None, sure)
            elif inside:
                by = party_named(inside[1].text, parties)
                note = None if by else inside[1]
                yield _pilot(reading, value, by or current, inside[0].text, note, sure)
            elif named and not party:
                current, alone = named, value
                continue
            else:
                yield _pilot(reading, value, current, None, None, sure)
            alone = None
        if alone:
            yield _pilot(reading, alone, current, None, None, sure)


def _members(
    reading: Reading,
    opened: tuple[Run, list[Run]],
    owner: PartyName | None,
    named: PartyName | None,
    sure: float,
) -> Iterator[Participant]:
    """A unit and those listed in its parenthesis; « autres directions » is no unit."""
    head, listed = opened
    if head and not named and not re.match(r"(?:les )?autres?\b", fold_letters(head.text)):
        yield _pilot(reading, head, owner, None, None, sure)
    for member in listed:
        yield _pilot(reading, member, owner, None, None, sure)


_FOR = re.compile(r"(?P<unit>.{2,80}?) (?:pour|c[ôo]t[ée]) (?P<whom>[^,;:]{2,60})")
_NAMED = re.compile(
    r"(?:^|(?<=[;,.] )|(?<=[–—-] ))"
    r"(?:(?P<name>[^:;,.]{2,60}?) ?: |(?:pour|c[ôo]t[ée]) (?P<whom>[^:;,.]{2,60}), )",
    re.IGNORECASE,
)


def _by_party(
    run: Run, party: PartyName | None, parties: tuple[PartyName, ...]
) -> Iterator[tuple[Run, PartyName | None]]:
    """The parts of a line that name their party with a colon: « Paris : DAC ; Aunelle : DEF »."""
    here, owner = 0, party
    for match in _NAMED.finditer(run.text):
        named = party_named(match["name"] or match["whom"], parties)
        if named is None:
            continue
        before = trim(run.part(here, match.start()))
        if before:
            yield before, owner
        here, owner = match.end(), named
    rest = trim(run.part(here, len(run.text)))
    if rest:
        yield rest, owner


def _inside(value: Run) -> tuple[Run, Run] | None:
    """The words before a parenthesis that ends a value, and those in it."""
    match = re.fullmatch(r"([^()]+?)\s*\(([^()]+)\)", value.text)
    if match is None:
        return None
    return value.part(*match.span(1)), value.part(*match.span(2))


def _pilot(
    reading: Reading,
    run: Run,
    party: PartyName | None,
    name: str | None,
    note: Run | None,
    sure: float,
) -> Participant:
    said = None
    article = ARTICLE.match(run.text)
    if article and run.text[0].islower():
        run = run.part(article.end(), len(run.text))
    if note is not None:
        said = reading.stated(note.start, note.end, Stated, confidence=0.9, method="parenthesis")
    return reading.stated(
        run.start, run.end, Participant, confidence=sure, method="pilots of a sheet",
        name=name, collectivity=(party.key or None) if party else None, note=said,
    )  # fmt: skip
