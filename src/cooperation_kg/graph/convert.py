"""A record becomes quads: one document at a time, from what was read and nothing else.

The functions are pure: the same record, authorities and names give the same quads in the same
order.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Quad

from cooperation_kg.authorities import Authorities
from cooperation_kg.graph.citations import Citations
from cooperation_kg.graph.participations import Participations
from cooperation_kg.graph.plan import Plan
from cooperation_kg.graph.statements import Statements, integer, text
from cooperation_kg.graph.terms import CKG, DCTERMS, RDF, RDFS, SKOS, XSD, Names, partial_date, slug
from cooperation_kg.records.model import Body, Discrepancy, Record
from cooperation_kg.records.values import (
    Acronym,
    Clause,
    DateStated,
    DeclaredCount,
    Neighbourhood,
    Tool,
)

__all__ = ["record_quads"]

_TYPES = {
    "bilateral-convention": "BilateralConvention",
    "contrat-de-ville": "ContratDeVille",
    "protocol": "Protocol",
    "amendment": "Amendment",
    "publication": "Publication",
}
_NEIGHBOURHOODS = {
    "priority": "PriorityNeighbourhood",
    "watch": "WatchNeighbourhood",
    "named": "Neighbourhood",
}
_TERM = {
    "adopted": CKG.adopted,
    "signed": CKG.signed,
    "start": CKG.startDate,
    "end": CKG.endDate,
    "dated": CKG.dated,
}

_PROPOSED = "Entrée proposée par l'enregistrement {} : à vérifier, puis à verser aux autorités."


def record_quads(record: Record, authorities: Authorities, names: Names) -> Iterator[Quad]:
    """The quads of one record: what the document says, and the evidence of it."""
    yield from _Converter(record, authorities, names).quads()


class _Converter:
    def __init__(self, record: Record, authorities: Authorities, names: Names) -> None:
        self._record = record
        self._authorities = authorities
        self._said = Statements(names, record.id)
        parties = [party.organisation for party in record.parties]
        self._participations = Participations(self._said, authorities, parties)
        self._citations = Citations(self._said)
        self._plan = Plan(self._said, authorities, self._participations, self._citations)

    def quads(self) -> list[Quad]:
        self._text()
        self._programme()
        self._life()
        self._around()
        self._consistency()
        return self._said.quads

    def _text(self) -> None:
        said, record = self._said, self._record
        convention = said.convention
        said.say(convention, RDF["type"], CKG[_TYPES[record.type]])
        said.say(convention, RDFS.label, text(record.title.text))
        said.say(convention, DCTERMS.identifier, Literal(record.id))
        said.say(convention, CKG.hasSource, said.names.thing("document", record.id))
        said.read(convention, DCTERMS.title, text(record.title.text), record.title)
        for name, predicate in _TERM.items():
            date: DateStated | None = getattr(record.term, name)
            if date is not None:
                said.read(convention, predicate, partial_date(date.date), date)
        for party in record.parties:
            self._participations.party(convention, record.id, party)
        if record.deliberation is not None:
            deliberation = said.node(
                "deliberation", record.id, "Deliberation", record.deliberation.text
            )
            said.say(convention, CKG.isApprovedBy, deliberation)
            date_read = partial_date(record.deliberation.date)
            said.read(deliberation, CKG.dated, date_read, record.deliberation)
        self._plan.themes(convention, record.themes)
        for entry in record.proposed.organisations:
            if entry.key in self._authorities.proposed:
                proposed = said.names.thing("organisation", entry.key)
                said.say(proposed, SKOS.editorialNote, text(_PROPOSED.format(record.id)))

    def _programme(self) -> None:
        said, record = self._said, self._record
        if not (record.axes or record.actions or record.exchanges):
            return
        programme = said.node("programme", record.id, "Programme", record.title.text)
        said.say(said.convention, CKG.hasProgramme, programme)
        for axis in record.axes:
            self._plan.division(axis, programme)
        for action in record.actions:
            self._plan.action(action, programme)
        for exchange in record.exchanges:
            self._plan.exchange(exchange, programme)

    def _life(self) -> None:
        record = self._record
        for body in record.governance:
            self._body(body)
        for number, clause in enumerate(record.clauses, 1):
            self._clause(f"{record.id}-{clause.kind}-{number}", clause)
        for signatory in record.signatories:
            self._participations.signatory(self._said.convention, record.id, signatory)
        self._plan.absences(self._said.convention, record.id, record.absent)

    def _body(self, body: Body) -> None:
        said = self._said
        key = f"{said.document}-{slug(body.name.text)}"
        node = said.node("body", key, "GovernanceBody", body.name.text)
        said.say(said.convention, CKG.hasGovernanceBody, node)
        said.read(node, CKG.printedAs, Literal(body.name.text), body.name)
        said.concept(node, CKG.bodyLevel, "body-level", body.level)
        if body.frequency is not None:
            frequency = said.node("frequency", key, "Frequency", body.frequency.text)
            said.say(node, CKG.hasFrequency, frequency)
            said.read(frequency, CKG.printedAs, Literal(body.frequency.text), body.frequency)
            if body.frequency.per_year is not None:
                meetings = Literal(f"{body.frequency.per_year:f}", datatype=XSD.decimal)
                said.read(frequency, CKG.meetingsPerYear, meetings, body.frequency)
                at_least = Literal(str(body.frequency.at_least).lower(), datatype=XSD.boolean)
                said.say(frequency, CKG.atLeast, at_least)
        elif body.absent_frequency:
            absence = said.node("absence", f"{key}-frequency", "StatedAbsence", body.name.text)
            said.say(node, CKG.hasAbsence, absence)
            said.concept(absence, CKG.absentField, "absent-field", "frequency")
            said.read(absence, CKG.printedAs, Literal(body.name.text), body.name)
        for member in body.members:
            self._participations.partner(node, key, member, "member")
        self._plan.engagements(node, key, body.duties)

    def _clause(self, key: str, clause: Clause) -> None:
        said = self._said
        node = said.node("clause", key, "Clause", clause.text)
        said.say(said.convention, CKG.hasClause, node)
        said.read(node, CKG.printedAs, Literal(clause.text), clause)
        said.concept(node, CKG.clauseKind, "clause-kind", clause.kind)
        if clause.months is not None:
            said.read(node, CKG.months, integer(clause.months), clause)
        if clause.days is not None:
            said.read(node, CKG.days, integer(clause.days), clause)

    def _around(self) -> None:
        said, record, plan = self._said, self._record, self._plan
        convention = said.convention
        for partner in record.partners:
            self._participations.partner(convention, record.id, partner)
        plan.mentions(convention, record.mentions)
        plan.quantities(convention, record.id, record.figures)
        plan.amounts(convention, record.id, record.amounts)
        for number, citation in enumerate(record.citations, 1):
            self._citations.cite(convention, f"{record.id}-{number}", citation)
        for number, agreement in enumerate(record.agreements, 1):
            self._citations.agreement(f"{record.id}-{number}", agreement, self._participations)
        for acronym in record.acronyms:
            self._acronym(acronym)
        for neighbourhood in record.neighbourhoods:
            self._neighbourhood(neighbourhood)
        for number, tool in enumerate(record.tools, 1):
            self._tool(f"{record.id}-{number}", tool)

    def _acronym(self, acronym: Acronym) -> None:
        said = self._said
        key = f"{said.document}-{slug(acronym.acronym)}"
        node = said.node("acronym", key, "AcronymUse", acronym.acronym)
        said.say(said.convention, CKG.hasAcronymUse, node)
        said.read(node, CKG.acronym, Literal(acronym.acronym), acronym)
        said.read(node, CKG.expansion, Literal(acronym.expansion), acronym)
        if acronym.organisation is not None:
            designated = said.names.thing("organisation", acronym.organisation)
            said.say(node, CKG.designates, designated)

    def _neighbourhood(self, neighbourhood: Neighbourhood) -> None:
        said = self._said
        key = f"{said.document}-{slug(neighbourhood.text)}"
        cls = _NEIGHBOURHOODS[neighbourhood.kind]
        node = said.node("neighbourhood", key, cls, neighbourhood.text)
        said.say(said.convention, CKG.hasNeighbourhood, node)
        said.read(node, CKG.printedAs, Literal(neighbourhood.text), neighbourhood)
        for commune in neighbourhood.communes:
            said.read(node, CKG.communeName, Literal(commune), neighbourhood)
        if neighbourhood.population is not None:
            population = neighbourhood.population
            said.read(node, CKG.population, integer(int(population.value)), population)
        if neighbourhood.median_income is not None:
            income = neighbourhood.median_income
            value = Literal(f"{income.eur:f}", datatype=XSD.decimal)
            said.read(node, CKG.medianIncome, value, income)

    def _tool(self, key: str, tool: Tool) -> None:
        said = self._said
        node = said.node("tool", key, "CooperationTool", tool.text)
        said.say(said.convention, CKG.hasTool, node)
        said.read(node, CKG.printedAs, Literal(tool.text), tool)
        said.say(node, CKG.toolKind, Literal(tool.kind))
        if tool.since is not None:
            said.read(node, CKG.since, partial_date(tool.since), tool)

    def _consistency(self) -> None:
        record = self._record
        for number, declared in enumerate(record.declared, 1):
            self._declared(f"{record.id}-{declared.what}-{number}", declared)
        for number, discrepancy in enumerate(record.discrepancies, 1):
            self._discrepancy(f"{record.id}-{number}", discrepancy)

    def _declared(self, key: str, declared: DeclaredCount) -> None:
        said = self._said
        node = said.node("declared-count", key, "DeclaredCount", declared.text)
        said.say(said.convention, CKG.hasDeclaredCount, node)
        said.read(node, CKG.printedAs, Literal(declared.text), declared)
        said.read(node, CKG.declaredCount, integer(declared.count), declared)
        said.concept(node, CKG.countedThing, "counted-thing", declared.what)
        actual = self._counted(declared)
        if actual is not None:
            said.say(node, CKG.actualCount, integer(actual))

    def _counted(self, declared: DeclaredCount) -> int | None:
        """How many there are: of axes and actions in this record, else what a reader counted."""
        axes = self._record.axes
        if declared.what == "axes":
            return len(axes)
        if declared.what == "actions":
            # Parts of an action are not actions of their own: 7.1 and 7.2 are one action, n° 7.
            return len(self._record.actions) + sum(len(axis.actions) for axis in axes)
        return declared.actual

    def _discrepancy(self, key: str, discrepancy: Discrepancy) -> None:
        said = self._said
        node = said.node("discrepancy", key, "Discrepancy", discrepancy.detail["fr"])
        said.say(said.convention, CKG.hasDiscrepancy, node)
        said.concept(node, CKG.discrepancyKind, "discrepancy-kind", discrepancy.kind)
        for language, detail in discrepancy.detail.items():
            said.say(node, CKG.detail, Literal(detail, language=language))
        for stated in discrepancy.statements:
            said.read(node, CKG.printedAs, Literal(stated.text), stated)
