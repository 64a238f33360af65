"""What is known of names before a sentence is read: the authorities, and the parties' own names.

A party goes by many names (« Département du Rhône », « le Département », « conseil départemental »,
« le Rhône »), and none of them makes it its own partner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cooperation_kg.authorities import Authorities
from cooperation_kg.authorities.model import Organisation
from cooperation_kg.authorities.resolver import fold
from cooperation_kg.extraction.nouns import HEADS, singular

__all__ = ["ACRONYM", "Lexicon", "Name", "NameKind", "abbreviates"]

NameKind = Literal[
    "organisation", "category", "proper", "territory", "place", "infrastructure", "facility",
    "scheme", "event", "own", "vague", "title",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name and what it names.

    Attributes:
        start: its first character in the sentence.
        end: the character after its last.
        kind: `proper` is a name of which neither its head nor the authorities say what it is.
        proper: where the name itself begins, after a noun it is set beside (« association X »).
        acronym: the acronym printed after it in parentheses or between commas.
        until: the character after its last, or after the acronym's.
        known: whether the authorities know it.
        key: who or what it is, as one string for all ways of naming it.
    """

    start: int
    end: int
    kind: NameKind
    proper: int
    acronym: str = ""
    until: int = 0
    known: bool = False
    key: str = ""

    @property
    def settled(self) -> bool:
        """Whether the authorities leave no question what it is, whatever its head."""
        return self.known and self.kind in ("own", "place", "infrastructure")


@dataclass(frozen=True)
class Lexicon:
    """What is known of names before a sentence is read.

    Attributes:
        authorities: who and what names mean, where they are at hand.
        parties: the parties of the text, by key or as printed.
        common: words the document prints in lower case somewhere: at the beginning of a sentence
            their capital says nothing.
    """

    authorities: Authorities | None = None
    parties: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()

    def kind(self, text: str) -> tuple[NameKind, str] | None:
        """What a name is known to mean, and its key."""
        if fold(text) in self.own:
            return "own", fold(text)
        if self.authorities is None:
            return None
        territory = self.authorities.territory_named(text)
        place = self.authorities.place_named(text)
        organisation = self.authorities.name(text, self.parties)
        if organisation is not None:
            kind = self._organisation(text, organisation, local=territory is not None)
            return kind, fold(text) if kind == "category" else organisation.key
        if place is not None:
            return ("infrastructure" if place.kind == "infrastructure" else "place"), place.key
        return ("territory", territory.key) if territory is not None else None

    def _organisation(self, text: str, meant: Organisation, *, local: bool) -> NameKind:
        """« Cachan » is a territory until the sentence says it acts; « commune de Cachan » not."""
        if meant.key in self.parties:
            return "own"
        if meant.kind == "category":
            return "category"
        first = singular(fold(text).split(" ")[0])
        return "territory" if local and HEADS.get(first) != "organisation" else "organisation"

    @cached_property
    def own(self) -> frozenset[str]:
        """All ways of naming the parties, folded: in full, by their head, by their territory."""
        return frozenset(form for party in self.parties for form in _forms(self._names(party)))

    def _names(self, party: str) -> tuple[str, ...]:
        known = self.authorities.organisation(party) if self.authorities else None
        if known is None or self.authorities is None:
            return (party,)
        names = [known.name["fr"], *known.acronyms, *known.variants]
        territory = self.authorities.territory(known.governs or "")
        head = _GOVERNED_BY.get(known.kind)
        if territory is not None:
            names.append(territory.name["fr"])
            names += [f"{word} de {territory.name['fr']}" for word in head or ()]
        return tuple(names)


_GOVERNED_BY: dict[str, tuple[str, ...]] = {
    "city-of-paris": ("Ville", "Département"),
    "commune": ("Commune", "Ville"),
    "department": ("Département", "Conseil départemental"),
    "region": ("Région", "Conseil régional"),
    "ept": ("Établissement public territorial", "EPT"),
    "metropolis": ("Métropole",),
}
_OFFICES: dict[str, tuple[str, ...]] = {
    "ville": ("maire", "mairie", "conseil", "conseil municipal", "collectivite"),
    "commune": ("maire", "mairie", "conseil municipal"),
    "departement": ("president", "conseil departemental", "conseil general"),
    "region": ("president", "presidente", "conseil regional"),
}


def _forms(names: tuple[str, ...]) -> set[str]:
    """« Département du Rhône » is « le Département », « le Rhône », « conseil départemental »."""
    forms = {fold(name) for name in names}
    for name in list(forms):
        parted = re.match(r"(\w+) (?:de la|de l|de|du|des|d) (.+)", name)
        if parted is None or parted[1] not in {fold(h) for hs in _GOVERNED_BY.values() for h in hs}:
            continue
        head, rest = parted.groups()
        forms |= {head, rest}
        for office in _OFFICES.get(head, ()):
            joined = (f"{office} {of} {rest}" for of in ("de", "du", "des", "d", "de la", "de l"))
            forms |= {office, *joined}
        joined = (f"{head} {of} {rest}" for of in ("de", "du", "des", "d", "de la", "de l"))
        forms |= set(joined)
    return forms - {"president", "presidente", "conseil", "maire"}


ACRONYM = re.compile(r"\s*(?:\(|,\s)([A-Z][A-Z0-9 .-]{1,11}(?: \d{2})?)(?:\)|(?=,))")


def abbreviates(acronym: str, initials: str) -> bool:
    """Whether the letters of an acronym stand, in order, among the initials."""
    rest = iter(initials)
    return all(letter in rest for letter in acronym if letter.isalpha())
