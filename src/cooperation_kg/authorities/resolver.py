"""What a printed name means, among all authorities.

A name is looked up exactly, but for what printing changes: case, accents, apostrophes, hyphens,
white space and a leading article. It is understood in a context, the parties of the convention,
because the same acronym stands for other directions elsewhere: DVD of Paris is not DVD of
Seine-Saint-Denis. A name that could mean two organisations means none: nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Literal, TypeVar

from cooperation_kg.authorities.model import Organisation, Place, Territory, Theme
from cooperation_kg.records.proposed import ProposedOrganisation

__all__ = ["Authorities", "Kind", "fold"]

Kind = Literal["organisation", "territory", "place", "theme"]

T = TypeVar("T", Organisation, Territory, Place, Theme)

_LEADING = re.compile(r"^(l association|l|la|le|les) (?=.)")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae"})

_BOTH = re.compile(r"(?P<name>.+?)\s*\((?P<acronym>[^()]+)\)")


def fold(text: str) -> str:
    """What counts when two printed names are compared.

    >>> fold("l’Agence  Régionale de Santé") == fold("Agence régionale de santé")
    True
    >>> fold("Ile-de-France-Mobilités") == fold("Île-de-France Mobilités")
    True
    """
    opened = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = "".join(c for c in opened if not unicodedata.combining(c))
    words = " ".join(re.findall(r"[^\W_]+", letters))
    while match := _LEADING.match(words):
        words = words[match.end() :]
    return words


@dataclass(frozen=True)
class Authorities:
    """Everything that names can mean, and the way from a name to it.

    Attributes:
        organisations: organisations, their units, and categories of partners.
        territories: what collectivities govern.
        places: places and infrastructures.
        themes: the scheme of themes.
        proposed: keys of organisations that only records propose so far.
    """

    organisations: tuple[Organisation, ...] = field(default=(), repr=False)
    territories: tuple[Territory, ...] = field(default=(), repr=False)
    places: tuple[Place, ...] = field(default=(), repr=False)
    themes: tuple[Theme, ...] = field(default=(), repr=False)
    proposed: frozenset[str] = frozenset()

    def with_proposed(self, entries: Iterable[ProposedOrganisation]) -> Authorities:
        """These authorities, and the organisations that records propose under keys not known."""
        new = {entry.key: entry for entry in entries if not self.knows("organisation", entry.key)}
        if not new:
            return self
        organisations = (Organisation(**entry.model_dump()) for entry in new.values())
        return replace(
            self,
            organisations=(*self.organisations, *organisations),
            proposed=self.proposed | frozenset(new),
        )

    def organisation(self, key: str) -> Organisation | None:
        """The organisation with this key."""
        return self._organisations.get(key)

    def territory(self, key: str) -> Territory | None:
        """The territory with this key."""
        return self._territories.get(key)

    def place(self, key: str) -> Place | None:
        """The place with this key."""
        return self._places.get(key)

    def theme(self, key: str) -> Theme | None:
        """The theme with this key."""
        return self._themes.get(key)

    def knows(self, kind: Kind, key: str) -> bool:
        """Whether there is an authority of this kind with this key."""
        return key in self._keys(kind)

    def similar(self, kind: Kind, key: str) -> list[str]:
        """Keys of this kind that look like `key`, the most alike first."""
        return get_close_matches(key, self._keys(kind), n=5)

    def name(self, text: str, context: Iterable[str] = ()) -> Organisation | None:
        """The organisation a printed name means, or None if none or several could be meant.

        Args:
            text: the name as printed.
            context: keys of the parties: an organisation that belongs to one of them comes
                first, and a direction or service is meant only where it does.
        """
        found = self._called(text)
        around = frozenset(context)
        inside = [item for item in found if not around.isdisjoint(self._holders[item.key])]
        return _only(inside or [item for item in found if not _is_local(item)])

    def unit(self, text: str, collectivity: str) -> Organisation | None:
        """The direction, service or joint body of `collectivity` that `text` names."""
        found = self._called(text)
        return _only([item for item in found if self._is_unit(item, collectivity)])

    def known_units(self, collectivity: str) -> tuple[str, ...]:
        """What the units of `collectivity` are called: the acronym, or else the name."""
        return tuple(
            sorted(
                item.acronyms[0] if item.acronyms else item.name["fr"]
                for item in self.organisations
                if self._is_unit(item, collectivity)
            )
        )

    def belongs(self, organisation: str, to: str) -> bool:
        """Whether an organisation is `to`, or a part of it, at whatever depth."""
        return to in self._holders.get(organisation, ())

    def place_named(self, text: str) -> Place | None:
        """The place a printed name means, or None if none or several could be meant."""
        return _only(self._places_named.get(fold(text), ()))

    def territory_named(self, text: str) -> Territory | None:
        """The territory a printed name means; the names of who governs it are known for it."""
        return _only(self._territories_named.get(fold(text), ()))

    def _called(self, text: str) -> Sequence[Organisation]:
        """What goes by this name, or by both names of « Agence régionale de santé (ARS) »."""
        found = self._organisations_named.get(fold(text), ())
        if not found and (match := _BOTH.fullmatch(text.strip())):
            other = self._organisations_named.get(fold(match["acronym"]), ())
            return [item for item in self._called(match["name"]) if item in other]
        return found

    def _is_unit(self, item: Organisation, collectivity: str) -> bool:
        return item.key != collectivity and collectivity in self._holders[item.key]

    def _keys(self, kind: Kind) -> Mapping[str, object]:
        tables: dict[Kind, Mapping[str, object]] = {
            "organisation": self._organisations,
            "territory": self._territories,
            "place": self._places,
            "theme": self._themes,
        }
        return tables[kind]

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        return {item.key: item for item in self.organisations}

    @cached_property
    def _territories(self) -> dict[str, Territory]:
        return {item.key: item for item in self.territories}

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {item.key: item for item in self.places}

    @cached_property
    def _themes(self) -> dict[str, Theme]:
        return {item.key: item for item in self.themes}

    @cached_property
    def _holders(self) -> dict[str, frozenset[str]]:
        """For each organisation, itself and all it belongs to."""
        return {item.key: frozenset(self._upwards(item.key)) for item in self.organisations}

    def _upwards(self, key: str) -> set[str]:
        seen: set[str] = set()
        ahead = [key]
        while ahead:
            here = ahead.pop()
            if here in seen:
                continue
            seen.add(here)
            if item := self._organisations.get(here):
                ahead.extend(item.joint_of)
                ahead.extend(filter(None, [item.part_of]))
        return seen

    @cached_property
    def _organisations_named(self) -> dict[str, tuple[Organisation, ...]]:
        return _index((name, item) for item in self.organisations for name in _names(item))

    @cached_property
    def _places_named(self) -> dict[str, tuple[Place, ...]]:
        return _index(
            (name, item) for item in self.places for name in (*item.name.values(), *item.variants)
        )

    @cached_property
    def _territories_named(self) -> dict[str, tuple[Territory, ...]]:
        names = [(name, item) for item in self.territories for name in item.name.values()]
        for organisation in self.organisations:
            territory = self._territories.get(organisation.governs or "")
            if territory is not None:
                names += [(name, territory) for name in _names(organisation)]
        return _index(names)


def _is_local(item: Organisation) -> bool:
    """Whether its names say nothing outside what it belongs to: every council has its « DAC »."""
    return item.kind in ("direction", "service") and item.part_of is not None


def _names(item: Organisation) -> Iterator[str]:
    yield from item.name.values()
    yield from item.acronyms
    yield from item.variants


def _index(names: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, dict[str, T]] = {}
    for name, item in names:
        found.setdefault(fold(name), {})[item.key] = item
    return {name: tuple(items.values()) for name, items in found.items()}


def _only(items: Sequence[T]) -> T | None:
    return items[0] if len(items) == 1 else None
