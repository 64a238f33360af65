"""Who takes part: parties, pilots, partners, members and signatories, in a role each.

A participation keeps the name as printed beside the organisation that is meant. A name the
authorities do not know becomes an organisation of this document only: two documents that print
the same unknown name are not said to mean the same one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal as Choice

from pyoxigraph import Literal, NamedNode

from cooperation_kg.authorities import Authorities
from cooperation_kg.graph.statements import Statements
from cooperation_kg.graph.terms import CKG, FOAF, slug
from cooperation_kg.records.values import Participant, Party, Signatory, Stated

__all__ = ["Participations"]

Role = Choice["party", "associated", "pilot", "partner", "funder", "member", "signatory"]

_KINDS = {"associated": "Associate"}
"""Where a role and the classes and properties made of it have different names."""


class Participations:
    """Writes the participations of one document.

    Attributes:
        parties: keys of the convention's parties; names are understood among them first.
    """

    def __init__(
        self, statements: Statements, authorities: Authorities, parties: Iterable[str]
    ) -> None:
        self._said = statements
        self._authorities = authorities
        self._parties = tuple(parties)

    def party(self, of: NamedNode, key: str, party: Party) -> None:
        """A party of the text."""
        node = self._take_part(of, key, party.role, party.text, party)
        self._meant(node, self._organisation(party.organisation))

    def pilot(self, of: NamedNode, key: str, pilot: Participant) -> None:
        """A direction or service that pilots, for one of the parties."""
        name = pilot.printed_name
        unit = pilot.organisation
        if unit is None and pilot.collectivity is not None:
            found = self._authorities.unit(name, pilot.collectivity)
            unit = found.key if found else None
        side = f"{key}-{pilot.collectivity}" if pilot.collectivity else key
        node = self._take_part(of, side, "pilot", name, pilot)
        self._meant(node, self._organisation(unit) if unit else self._unknown(name))
        if pilot.collectivity is not None:
            self._said.say(node, CKG.actsFor, self._organisation(pilot.collectivity))
        self._qualify(node, pilot)

    def partner(
        self, of: NamedNode, key: str, partner: Participant, role: Role = "partner"
    ) -> None:
        """An organisation that takes part, or a member of a body."""
        name = partner.printed_name
        node = self._take_part(of, key, role, name, partner)
        self._meant(node, self.organisation_named(name, partner.organisation))
        self._qualify(node, partner)

    def signatory(self, of: NamedNode, key: str, signatory: Signatory) -> None:
        """Who signs, in which office and for whom."""
        side = f"{key}-{signatory.organisation}" if signatory.organisation else key
        node = self._take_part(of, side, "signatory", signatory.text, signatory)
        self._said.read(node, CKG.office, Literal(signatory.role.text), signatory.role)
        if signatory.organisation is not None:
            self._said.say(node, CKG.actsFor, self._organisation(signatory.organisation))
        self._meant(node, self._said.named("person", signatory.text, FOAF.Person))

    def named(self, of: NamedNode, key: str, name: str, stated: Stated) -> None:
        """An organisation between which an agreement was made."""
        node = self._take_part(of, key, "party", name, stated)
        self._meant(node, self.organisation_named(name))

    def organisation_named(self, name: str, key: str | None = None) -> NamedNode:
        """The organisation a printed name means, in the context of the parties."""
        if key is None:
            found = self._authorities.name(name, context=self._parties)
            key = found.key if found else None
        return self._organisation(key) if key else self._unknown(name)

    def _take_part(
        self, of: NamedNode, key: str, role: Role, name: str, stated: Stated
    ) -> NamedNode:
        said = self._said
        kind = _KINDS.get(role, role.capitalize())
        node = said.node(
            "participation", f"{key}-{role}-{slug(name)}", f"{kind}Participation", name
        )
        said.say(of, CKG[f"has{kind}Participation"], node)
        said.concept(node, CKG.role, "role", role)
        said.read(node, CKG.printedAs, Literal(name), stated)
        return node

    def _qualify(self, node: NamedNode, participant: Participant) -> None:
        self._said.concept(node, CKG.status, "status", participant.status)
        if participant.note is not None:
            note = participant.note
            self._said.read(node, CKG.note, Literal(note.text), note)

    def _meant(self, node: NamedNode, organisation: NamedNode) -> None:
        self._said.say(node, CKG.participant, organisation)

    def _organisation(self, key: str) -> NamedNode:
        return self._said.names.thing("organisation", key)

    def _unknown(self, name: str) -> NamedNode:
        return self._said.named("organisation", name, CKG.PartnerOrganisation)
