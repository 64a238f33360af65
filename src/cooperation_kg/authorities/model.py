"""Authorities: who and what a name means, with the codes and the names it goes by.

An authority is known beyond one document. The name a document prints stays in its record; here
stands what it designates. Territories and the organisations that govern them are two things with
one key each in their own kind.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from cooperation_kg.records.proposed import Labels, OrganisationKind
from cooperation_kg.records.values import Key, PartialDate, RecordModel

__all__ = [
    "AuthorityFile",
    "CollectivityNames",
    "Labels",
    "Organisation",
    "Place",
    "Territory",
    "Theme",
]


def _digits(length: int) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) != length or not value.isdigit():
            raise ValueError(f"« {value} » is no code of {length} digits")
        return value

    return AfterValidator(check)


Siren = Annotated[str, _digits(9)]


class Organisation(RecordModel):
    """An organisation, a unit of one, or a category of partners.

    Attributes:
        key: the key that records and IRIs use.
        kind: what it is; `organisation` where that is not known, `category` for a kind of
            partner that a text names (« communes »), which is no organisation.
        name: the name, in French; in English only where a usual one exists.
        acronyms: valid inside `part_of` (or everywhere, for one that is part of nothing).
        variants: other names that documents print.
        part_of: the organisation it is a unit of.
        joint_of: for a joint body, the organisations that share it.
        members: for an intercommunality, the communes, by key.
        succeeds: the organisations it replaced.
        siren: the SIREN number.
        insee: the INSEE code of its territory.
        governs: the territory, by key, where there is one.
        since: first day, month or year of existence, where known.
        until: last one.
        sources: where a reader finds this said, such as `75-93 L2310`, or a data set.
    """

    key: Key
    kind: OrganisationKind
    name: Labels
    acronyms: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    part_of: Key | None = None
    joint_of: tuple[Key, ...] = ()
    members: tuple[Key, ...] = ()
    succeeds: tuple[Key, ...] = ()
    siren: Siren | None = None
    insee: str | None = Field(default=None, pattern=r"^(\d{2,3}|2[AB]|\d[\dAB]\d{3})$")
    governs: Key | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    sources: tuple[str, ...] = ()


class Territory(RecordModel):
    """A territory: what is governed, not who governs it."""

    key: Key
    kind: Literal["commune", "department", "region", "ept", "paris"]
    name: Labels
    insee: str | None = None
    within: tuple[Key, ...] = ()


class Place(RecordModel):
    """A place or an infrastructure that documents name.

    Attributes:
        within: keys of the territories it lies in, only where this is certain.
    """

    key: Key
    kind: Literal["place", "infrastructure", "neighbourhood"]
    name: Labels
    variants: tuple[str, ...] = ()
    within: tuple[Key, ...] = ()
    sources: tuple[str, ...] = ()


class Theme(RecordModel):
    """A theme of cooperation, as a SKOS concept.

    Attributes:
        broader: the key of a wider theme.
        cofog: the COFOG class (`09` or `09.1`), only where it was verified.
        eurovoc: the EuroVoc concept number, only where it was verified.
    """

    key: Key
    label: Labels
    definition: Labels
    broader: Key | None = None
    cofog: str | None = None
    eurovoc: str | None = None


class CollectivityNames(RecordModel):
    """What documents say of a collectivity beyond the national data set it was taken from.

    The file of collectivities is written by `tools/decoupage.py`; what is known besides is kept
    apart, so that the data set can be read again.

    Attributes:
        key: the collectivity.
        acronyms: further acronyms.
        variants: other names that documents print.
        succeeds: the organisations it replaced.
        until: the last day, month or year of its existence.
        sources: where a reader finds this said.
    """

    key: Key
    acronyms: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    succeeds: tuple[Key, ...] = ()
    until: PartialDate | None = None
    sources: tuple[str, ...] = ()


class AuthorityFile(RecordModel):
    """What a file of authorities may hold: usually one of these."""

    organisations: tuple[Organisation, ...] = ()
    territories: tuple[Territory, ...] = ()
    places: tuple[Place, ...] = ()
    themes: tuple[Theme, ...] = ()
    collectivities: tuple[CollectivityNames, ...] = ()
