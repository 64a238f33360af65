"""What a draft proposes: names the authorities do not know, and the document it was made from.

An entry holds until a reader moves it: organisations to `data/authorities`, under `organisations`,
and the document to `data/documents`. An authority with the same key takes its place.
"""

from __future__ import annotations

from typing import Literal

from cooperation_kg.records.documents import DocumentEntry
from cooperation_kg.records.values import Key, RecordModel

__all__ = ["Labels", "OrganisationKind", "Proposed", "ProposedOrganisation"]

Labels = dict[Literal["fr", "en"], str]

OrganisationKind = Literal[
    "city-of-paris", "commune", "department", "region", "metropolis", "ept",
    "former-agglomeration", "state", "state-service", "direction", "service", "joint-body",
    "public-establishment", "association", "company", "educational-body", "organisation",
    "category",
]  # fmt: skip


class ProposedOrganisation(RecordModel):
    """An organisation as one document names it, in the form of an authority.

    Attributes:
        key: the key the record uses.
        kind: what its name says it is; `organisation` where it says nothing.
        name: the name as printed.
        sources: where it is printed.
    """

    key: Key
    kind: OrganisationKind
    name: Labels
    sources: tuple[str, ...] = ()


class Proposed(RecordModel):
    """The entries a record proposes.

    Attributes:
        document: the source document, where the catalogue does not hold it.
        organisations: organisations the authorities do not know.
    """

    document: DocumentEntry | None = None
    organisations: tuple[ProposedOrganisation, ...] = ()
