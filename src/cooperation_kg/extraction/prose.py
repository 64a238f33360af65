"""What the prose of an action names: partners with their status, places, dates, numbers, sums.

Each is given once an action, at its first place; a partner named again more firmly takes the
firmer status (« est piloté par », later « sera associé »), and what is engaged in general is not
loosened by a detail that is only possible. The parties themselves are left out: they are not
their own partners.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cooperation_kg.authorities import Authorities
from cooperation_kg.authorities.resolver import fold
from cooperation_kg.extraction.figures import read_dates, read_figures, read_sums
from cooperation_kg.extraction.lexicon import Lexicon, Name
from cooperation_kg.extraction.names import find_names
from cooperation_kg.extraction.nouns import FACILITIES, WATERS
from cooperation_kg.extraction.reading import Reading, clean
from cooperation_kg.extraction.sentences import Sentence, sentences
from cooperation_kg.extraction.stances import Stance, stances
from cooperation_kg.records.values import Amount, Mention, Participant, Quantity

__all__ = ["Prose", "read_prose"]


@dataclass(frozen=True)
class Prose:
    """What a stretch of prose names.

    Attributes:
        partners: who takes part besides the parties.
        mentions: places, infrastructures, schemes and events.
        quantities: numbers with what they count.
        amounts: sums of money.
        dates: years, months and days.
    """

    partners: tuple[Participant, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[Mention, ...] = ()

    def __add__(self, other: Prose) -> Prose:
        """What both name, a partner where it is named first."""
        named = {one.printed_name.casefold() for one in self.partners}
        return Prose(
            partners=(
                *self.partners,
                *(one for one in other.partners if one.printed_name.casefold() not in named),
            ),
            mentions=self.mentions + other.mentions,
            quantities=self.quantities + other.quantities,
            amounts=self.amounts + other.amounts,
            dates=self.dates + other.dates,
        )


@dataclass(frozen=True)
class _Found:
    """A partner in a sentence; `first` is where it was named first."""

    sentence: Sentence
    stance: Stance


_CONFIDENCE = {
    "with": 0.9, "bare": 0.75, "members": 0.85, "by": 0.85, "to": 0.8, "subject": 0.8, "of": 0.75,
}  # fmt: skip
_UNKNOWN = {"place": 0.45, "infrastructure": 0.45, "scheme": 0.65, "event": 0.5}
_RANK = {"firm": 3, "possible": 2, "past": 1, "mentioned": 1}
_EMPTY = frozenset(("de", "du", "des", "d", "la", "le", "les", "l", "et", "and", "en"))


def read_prose(
    reading: Reading,
    first: int,
    last: int,
    authorities: Authorities | None = None,
    parties: tuple[str, ...] = (),
) -> Prose:
    """What the lines `first` to `last` name.

    Args:
        reading: the document.
        first: the first line, counted from 1.
        last: the last line, included.
        authorities: who and what names mean; without them, heads and sentences alone decide.
        parties: the parties of the text, by their key among the authorities or as printed.
    """
    lexicon = Lexicon(authorities, tuple(parties), _common(reading.source.text))
    read = _resolved([(s, find_names(s.text, lexicon)) for s in sentences(reading, first, last)])
    partners = _merged(read)
    taking_part = {(id(f.sentence), f.stance.name.start) for f in partners[1]}
    return Prose(
        partners=tuple(_participant(reading, found) for found in partners[0]),
        mentions=tuple(_mentions(reading, read, taking_part)),
        quantities=tuple(read_figures(reading, [s for s, _ in read])),
        amounts=tuple(read_sums(reading, [s for s, _ in read])),
        dates=tuple(read_dates(reading, [s for s, _ in read])),
    )


@lru_cache(maxsize=4)
def _common(text: str) -> frozenset[str]:
    """The words a document prints in lower case."""
    return frozenset(re.findall(r"(?<!\w)[a-zà-ÿœ]\w+", text))


def _merged(
    read: Iterable[tuple[Sentence, tuple[Name, ...]]],
) -> tuple[list[_Found], list[_Found]]:
    """Each partner once, with its firmest status; and every place one was named at."""
    partners: dict[str, _Found] = {}
    everywhere: list[_Found] = []
    for sentence, names in read:
        for stance in stances(sentence, names):
            found = _Found(sentence, stance)
            everywhere.append(found)
            key = _same(stance.name.key, partners)
            before = partners.get(key)
            if before is None:
                partners[key] = found
            elif _RANK[stance.status] > _RANK[before.stance.status]:
                firmer = replace(before.stance, status=stance.status)
                partners[key] = replace(before, stance=firmer)
    return list(partners.values()), everywhere


def _resolved(
    read: Sequence[tuple[Sentence, tuple[Name, ...]]],
) -> list[tuple[Sentence, tuple[Name, ...]]]:
    """The same names, where an acronym that the text opens once is what it stands for."""
    opened: dict[str, Name] = {}
    for name in (name for _, names in read for name in names if name.acronym):
        opened.setdefault(fold(name.acronym), name)
        opened.setdefault(re.sub(r"\W*\d+$", "", fold(name.acronym)), name)
    return [(s, tuple(_as_opened(name, opened) for name in names)) for s, names in read]


def _as_opened(name: Name, opened: dict[str, Name]) -> Name:
    meant = opened.get(name.key) if name.kind in ("proper", "organisation") else None
    return name if meant is None else replace(name, kind=meant.kind, key=meant.key)


def _same(key: str, partners: dict[str, _Found]) -> str:
    """The key a partner already has: named in other words, or by its head alone (« le préfet »)."""
    words = [word for word in key.split() if word not in _EMPTY]
    for other in partners:
        others = [word for word in other.split() if word not in _EMPTY]
        if words == others or (len(words) == 1 and others[:1] == words and len(others) > 1):
            return other
    return key


def _participant(reading: Reading, found: _Found) -> Participant:
    name, sentence = found.stance.name, found.sentence
    start, end = sentence.span(name.start, name.end)
    printed = reading.source.text
    proper = clean(printed[sentence.at[name.proper] : end]) if name.proper > name.start else None
    sure = _CONFIDENCE[found.stance.rule] - (0.0 if name.known else 0.1)
    if name.kind == "category":
        sure -= 0.05
    return reading.stated(
        start,
        end,
        Participant,
        confidence=round(sure, 2),
        method=f"prose: {found.stance.rule}",
        status=found.stance.status,
        name=proper,
    )


def _mentions(
    reading: Reading,
    read: Iterable[tuple[Sentence, tuple[Name, ...]]],
    taking_part: set[tuple[int, int]],
) -> Iterator[Mention]:
    seen: set[str] = set()
    for sentence, names in read:
        for name in names:
            if (id(sentence), name.start) in taking_part or name.key in seen:
                continue
            kind = _mentioned(sentence.text, name)
            if kind is None:
                continue
            seen.add(name.key)
            start, end = sentence.span(name.start, name.end)
            yield reading.stated(
                start,
                end,
                Mention,
                confidence=0.87 if name.known else _UNKNOWN[kind],
                method="prose: known name" if name.known else "prose: head or preposition",
                kind=kind,
            )


_LOCATED = re.compile(r"\b(?:à|vers|entre|jusqu'à)\s*$")


def _mentioned(text: str, name: Name) -> str | None:
    """The kind of mention a name is; a name of which nothing says so is none."""
    if name.kind in ("place", "infrastructure", "scheme", "event"):
        return name.kind
    before = text[max(0, name.start - 14) : name.start]
    printed = text[name.start : name.end]
    if name.kind == "title" and re.match(r"«\s*[A-ZÀ-Þ]\S*\s+\S+", printed):
        return "scheme"
    if name.kind in ("category", "organisation") and not name.known:
        named = re.search(r"\s[A-ZÀ-Þ]|'[A-ZÀ-Þ]", printed)
        return "infrastructure" if named and fold(printed.split()[0]) in FACILITIES else None
    if name.kind == "facility":
        return "infrastructure"
    located = name.key in WATERS or _LOCATED.search(before) is not None
    local = name.kind == "territory" or (name.kind == "proper" and located)
    return "place" if local else None
