"""The plan of a convention: axes, priorities, actions and what each of them says."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from cooperation_kg.authorities import Authorities
from cooperation_kg.graph.citations import Citations
from cooperation_kg.graph.participations import Participations
from cooperation_kg.graph.statements import Statements, integer, text
from cooperation_kg.graph.terms import CKG, DCTERMS, EUR, XSD, partial_date
from cooperation_kg.records.model import Action, Commitment, Division, Exchange, Subject
from cooperation_kg.records.values import (
    Absence,
    Amount,
    Budget,
    Deadline,
    Indicator,
    Mention,
    Objective,
    Quantity,
    Stated,
)

__all__ = ["Plan"]

_DIVISIONS = {
    "axis": "Axis",
    "orientation": "Orientation",
    "sub-orientation": "SubOrientation",
    "priority": "Priority",
}
_MENTIONED = {
    "place": "Place",
    "infrastructure": "Infrastructure",
    "scheme": "Scheme",
    "study": "Study",
    "public": "TargetPublic",
    "event": "Event",
}


class Plan:
    """Writes the plan of one convention."""

    def __init__(
        self,
        statements: Statements,
        authorities: Authorities,
        participations: Participations,
        citations: Citations,
    ) -> None:
        self._said = statements
        self._authorities = authorities
        self._participations = participations
        self._citations = citations
        self._order = 0

    # -- structure ---------------------------------------------------------------------------

    def division(self, division: Division, parent: NamedNode) -> None:
        """An axis, an orientation or a priority, with all below it."""
        key = f"{self._said.document}-{division.number}"
        node = self._element(
            division.level, key, _DIVISIONS[division.level], division.number, division.title, parent
        )
        self.themes(node, division.themes)
        for number, objective in enumerate(division.objectives, 1):
            self._objective(node, f"{key}-{objective.level}-{number}", objective)
        for number, example in enumerate(division.examples, 1):
            self._phrase(
                node, CKG.hasExample, "example", f"{key}-{number}", "ExampleOfAction", example
            )
        for stated in division.interdependence:
            self._said.read(node, CKG.interdependence, Literal(stated.text), stated)
        for number, row in enumerate(division.rows, 1):
            self._row(node, f"{key}-{number}", row)
        self.engagements(node, key, division.commitments)
        self.details(node, key, division)
        for action in division.actions:
            self.action(action, node)
        for inner in division.divisions:
            self.division(inner, node)

    def action(self, action: Action, parent: NamedNode, cls: str = "Action") -> None:
        """An action, with its sheet and its parts."""
        key = f"{self._said.document}-{action.number}"
        node = self._element("action", key, cls, action.number, action.title, parent)
        self._said.say(node, CKG.headingLine, integer(action.title.at.line))
        self.themes(node, action.themes)
        if action.deadline is not None:
            self._deadline(node, key, action.deadline)
        for pilot in action.pilots:
            self._participations.pilot(node, key, pilot)
        if action.budget is not None:
            self._budget(node, key, action.budget)
        for number, indicator in enumerate(action.indicators, 1):
            self._indicator(node, f"{key}-{number}", indicator)
        self.absences(node, key, action.absent)
        self.engagements(node, key, action.commitments)
        self.details(node, key, action)
        for inner in action.actions:
            self.action(inner, node, "SubAction")

    def exchange(self, exchange: Exchange, parent: NamedNode) -> None:
        """A domain of exchanges of practice, with its subjects."""
        key = f"{self._said.document}-exchange-{exchange.number}"
        node = self._element(
            "exchange", key, "ExchangeDomain", exchange.number, exchange.title, parent
        )
        self.themes(node, exchange.themes)
        for number, subject in enumerate(exchange.subjects, 1):
            self._subject(node, f"{key}.{number}", f"{exchange.number}.{number}", subject)

    def _subject(self, domain: NamedNode, key: str, number: str, subject: Subject) -> None:
        node = self._element("exchange", key, "ExchangeSubject", number, subject.title, domain)
        self.engagements(node, key, subject.commitments)
        for participant in subject.participants:
            self._participations.partner(node, key, participant)
        self.details(node, key, subject)

    def _element(
        self, kind: str, key: str, cls: str, number: str, title: Stated, parent: NamedNode
    ) -> NamedNode:
        said = self._said
        node = said.node(kind, key, cls, title.text)
        self._order += 1
        said.say(node, CKG.order, integer(self._order))
        said.say(node, CKG.isPartOf, parent)
        said.say(node, DCTERMS.identifier, Literal(number))
        said.read(node, DCTERMS.title, text(title.text), title)
        return node

    def _objective(self, of: NamedNode, key: str, objective: Objective) -> None:
        cls = {"strategic": "StrategicObjective", "operational": "OperationalObjective"}
        node = self._phrase(
            of, CKG.hasObjective, "objective", key, cls.get(objective.level, "Objective"), objective
        )
        if objective.number is not None:
            self._said.say(node, DCTERMS.identifier, Literal(objective.number))

    def _row(self, of: NamedNode, key: str, row: Commitment) -> None:
        said = self._said
        first = row.objective or (row.actions + row.levers)[0]
        node = said.node("commitment", key, "Commitment", first.text)
        self._order += 1
        said.say(node, CKG.order, integer(self._order))
        said.say(of, CKG.hasRow, node)
        if row.objective is not None:
            said.read(node, CKG.printedAs, Literal(row.objective.text), row.objective)
        for number, stated in enumerate(row.actions, 1):
            self._phrase(
                node, CKG.hasCommittedAction, "committed-action", f"{key}-{number}",
                "CommittedAction", stated,
            )  # fmt: skip
        for number, stated in enumerate(row.levers, 1):
            self._phrase(node, CKG.hasLever, "lever", f"{key}-{number}", "Lever", stated)

    def _phrase(
        self, of: NamedNode, link: NamedNode, kind: str, key: str, cls: str, stated: Stated
    ) -> NamedNode:
        """A node that is its printed words, such as an objective, an example or an indicator."""
        said = self._said
        node = said.node(kind, key, cls, stated.text)
        self._order += 1
        said.say(node, CKG.order, integer(self._order))
        said.say(of, link, node)
        said.read(node, CKG.printedAs, Literal(stated.text), stated)
        return node

    # -- what a sheet says -------------------------------------------------------------------

    def _deadline(self, of: NamedNode, key: str, deadline: Deadline) -> None:
        node = self._phrase(of, CKG.hasDeadline, "deadline", key, "Deadline", deadline)
        self._said.concept(node, CKG.precision, "precision", deadline.precision)
        for predicate, date in ((CKG.since, deadline.since), (CKG.until, deadline.until)):
            if date is not None:
                self._said.read(node, predicate, partial_date(date), deadline)

    def _budget(self, of: NamedNode, key: str, budget: Budget) -> None:
        node = self._phrase(of, CKG.hasBudget, "budget", key, "Budget", budget)
        self._said.concept(node, CKG.budgetKind, "budget-kind", budget.kind)
        self.amounts(node, f"{key}-budget", budget.amounts)

    def amounts(self, of: NamedNode, key: str, amounts: Iterable[Amount]) -> None:
        """Sums of money, in euros."""
        said = self._said
        for number, amount in enumerate(amounts, 1):
            node = self._phrase(
                of, CKG.hasAmount, "amount", f"{key}-{number}", "BudgetedAmount", amount
            )
            value = Literal(f"{amount.eur:f}", datatype=XSD.decimal)
            said.read(node, CKG.amount, value, amount)
            said.say(node, CKG.currency, EUR)
            said.concept(node, CKG.per, "per", amount.per)
            if amount.subject is not None:
                said.read(node, CKG.amountSubject, Literal(amount.subject.text), amount.subject)

    def _indicator(self, of: NamedNode, key: str, indicator: Indicator) -> None:
        node = self._phrase(of, CKG.hasIndicator, "indicator", key, "Indicator", indicator)
        if indicator.target is not None:
            target = self._phrase(node, CKG.hasTarget, "target", key, "Target", indicator.target)
            self._measure(target, indicator.target)

    def quantities(self, of: NamedNode, key: str, quantities: Iterable[Quantity]) -> None:
        """Numbers the text gives."""
        for number, quantity in enumerate(quantities, 1):
            node = self._phrase(
                of, CKG.hasQuantity, "quantity", f"{key}-{number}", "Quantity", quantity
            )
            self._measure(node, quantity)

    def _measure(self, node: NamedNode, quantity: Quantity) -> None:
        value = Literal(f"{quantity.value:f}", datatype=XSD.decimal)
        self._said.read(node, CKG.value, value, quantity)
        self._said.say(node, CKG.unit, Literal(quantity.unit))

    def absences(self, of: NamedNode, key: str, absences: Iterable[Absence]) -> None:
        """Labels that are printed without a value."""
        for absence in absences:
            node = self._phrase(
                of, CKG.hasAbsence, "absence", f"{key}-{absence.field}", "StatedAbsence", absence
            )
            self._said.concept(node, CKG.absentField, "absent-field", absence.field)

    def engagements(self, of: NamedNode, key: str, stated: Iterable[Stated]) -> None:
        """Sentences that say what the parties will do."""
        for number, sentence in enumerate(stated, 1):
            self._phrase(
                of, CKG.hasEngagement, "engagement", f"{key}-{number}", "Engagement", sentence
            )

    def details(self, of: NamedNode, key: str, part: Action | Division | Subject) -> None:
        """What an axis, an action and a subject of exchange have in common."""
        if not isinstance(part, Subject):
            for partner in part.partners:
                self._participations.partner(of, key, partner)
        self.mentions(of, part.mentions)
        self.quantities(of, key, part.quantities)
        self.amounts(of, key, part.amounts)
        for number, citation in enumerate(part.citations, 1):
            self._citations.cite(of, f"{key}-{number}", citation)

    def mentions(self, of: NamedNode, mentions: Iterable[Mention]) -> None:
        """Places, schemes, studies, publics, events and dates."""
        said = self._said
        for mention in mentions:
            if mention.kind == "date":
                if mention.date is not None:
                    said.read(of, CKG.mentionsDate, partial_date(mention.date), mention)
                continue
            said.read(of, CKG.mentions, self._mentioned(mention), mention)

    def _mentioned(self, mention: Mention) -> NamedNode:
        said = self._said
        if mention.kind in ("place", "infrastructure"):
            place = self._authorities.place_named(mention.text)
            key = mention.key or (place.key if place else None)
            if key is not None:
                return said.names.thing("place", key)
        if mention.kind == "place":
            territory = self._authorities.territory_named(mention.text)
            if territory is not None:
                return said.names.thing("territory", territory.key)
        kind = "place" if mention.kind == "infrastructure" else mention.kind
        return said.named(kind, mention.text, CKG[_MENTIONED[mention.kind]])

    def themes(self, of: NamedNode, themes: Iterable[str]) -> None:
        """The editors' classification."""
        for theme in themes:
            self._said.say(of, CKG.hasTheme, self._said.names.thing("theme", theme))
