"""What a draft proposes: parties the authorities do not know, and the document it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cooperation_kg.authorities import Authorities
from cooperation_kg.documents.document import Document
from cooperation_kg.records.documents import DocumentEntry
from cooperation_kg.records.model import Record
from cooperation_kg.records.proposed import OrganisationKind, ProposedOrganisation
from cooperation_kg.records.values import Party

__all__ = ["proposed_document", "proposed_organisations"]

_KINDS: tuple[tuple[str, OrganisationKind], ...] = (
    (r"(?:conseil\s+)?(?:départemental|département)\b|conseil\s+général\b", "department"),
    (r"(?:conseil\s+)?(?:régional|région)\b", "region"),
    (r"(?:euro)?métropole\b|\S+\s+métropole$", "metropolis"),
    (r"(?:ville|commune|mairie)\b", "commune"),
    (r"préfecture|direction\s+(?:départementale|régionale)|agence\s+régionale", "state-service"),
    (r"association\b|fédération\b", "association"),
    (r"société\b|s\.?a\.?(?:\s|$)|sem\b|spl\b", "company"),
    (r"université\b|rectorat\b|académie\b|lycée\b|collège\b|école\b", "educational-body"),
    (
        r"communauté\b|syndicat\b|établissement\b|ept\b|office\b|chambre\b|centre\s+(?:communal"
        r"|intercommunal|hospitalier)|ccas\b|agglomération\b|\S.*\sagglomération$|agence\b|caisse\b",
        "public-establishment",
    ),
)


def proposed_organisations(
    document: str, parties: Iterable[Party], authorities: Authorities
) -> Iterator[ProposedOrganisation]:
    """An entry for each party that the authorities do not know."""
    for party in parties:
        if not authorities.knows("organisation", party.organisation):
            yield ProposedOrganisation(
                key=party.organisation,
                kind=_kind(party.text),
                name={"fr": party.text},
                sources=(f"{document} L{party.at.line}",),
            )


def _kind(name: str) -> OrganisationKind:
    """What a name says of what it names."""
    matched = (kind for form, kind in _KINDS if re.match(form, name, re.IGNORECASE))
    return next(matched, "organisation")


def proposed_document(document: Document, record: Record) -> DocumentEntry:
    """The entry a document would have in the catalogue; its parties stand for the publisher."""
    dated = record.term.dated or record.term.adopted or record.term.signed
    return DocumentEntry(
        id=record.id,
        title=record.title.text,
        publisher=", ".join(party.text for party in record.parties) or None,
        date=dated.date if dated else None,
        file=document.path.name,
        sha256=document.sha256,
        media_type=document.media_type,
        characters=len(document.text),
    )
