"""Two records of one document, field by field: what both hold, what only one does.

Values are compared as they are printed (`fold`), under the number of the part they belong to, so
that a place or a reading that differs does not count twice. Used to review a draft against a
curated record, and to measure extraction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cooperation_kg.documents.source import fold
from cooperation_kg.records.model import Action, Division, Record
from cooperation_kg.records.values import Stated

__all__ = ["Difference", "Fact", "Score", "compare", "facts"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a record, in a form that can be compared.

    Attributes:
        field: what kind of value it is.
        part: the number of the part it belongs to, or nothing.
        words: the value, folded.
        shown: the value as printed.
        line: where it stands.
    """

    field: str
    part: str
    words: str
    shown: str
    line: int

    @property
    def key(self) -> tuple[str, str]:
        """What makes two facts of one field the same."""
        return self.part, self.words


@dataclass(frozen=True, slots=True)
class Score:
    """How well one record's values of a field match the other's.

    Attributes:
        right: values both hold.
        found: values of the record that is measured.
        true: values of the record it is measured against.
    """

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else float(not self.true)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Difference:
    """The values of one field that only one of two records holds."""

    score: Score
    missing: tuple[Fact, ...]
    extra: tuple[Fact, ...]


def compare(found: Record, true: Record) -> dict[str, Difference]:
    """Measures `found` against `true`, by field, in the order of the fields."""
    there, here = _by_field(facts(true)), _by_field(facts(found))
    result = {}
    for field in [*there, *(name for name in here if name not in there)]:
        want, have = there.get(field, []), here.get(field, [])
        wanted, had = Counter(f.key for f in want), Counter(f.key for f in have)
        score = Score((wanted & had).total(), len(have), len(want))
        missing = tuple(_only(want, wanted - had))
        result[field] = Difference(score, missing, tuple(_only(have, had - wanted)))
    return result


def _by_field(found: Iterable[Fact]) -> dict[str, list[Fact]]:
    fields: dict[str, list[Fact]] = {}
    for fact in found:
        fields.setdefault(fact.field, []).append(fact)
    return fields


def _only(found: Iterable[Fact], left: Counter[tuple[str, str]]) -> Iterator[Fact]:
    left = Counter(left)
    for fact in found:
        if left[fact.key] > 0:
            left[fact.key] -= 1
            yield fact


def facts(record: Record) -> Iterator[Fact]:
    """The values of a record, in the order of the document."""
    for axis in record.axes:
        yield from _division(axis)
    for action in record.actions:
        yield from _action(action)
    for body in record.governance:
        times = body.frequency.per_year if body.frequency else None
        yield _fact("governance", "", body.name, f"{fold(body.name.text)} {times or ''}")
        for member in body.members:
            yield _fact("members", fold(body.name.text).casefold(), member, member.printed_name)
    for signatory in record.signatories:
        yield _fact("signatories", "", signatory, f"{signatory.text} {signatory.role.text}")
    for acronym in record.acronyms:
        yield _fact("acronyms", acronym.acronym, acronym, acronym.expansion)
    for quarter in record.neighbourhoods:
        people = quarter.population.value if quarter.population else ""
        income = quarter.median_income.eur if quarter.median_income else ""
        yield _fact("neighbourhoods", "", quarter, f"{quarter.text} {people} {income}")
    for clause in record.clauses:
        if clause.months or clause.days:
            length = f"{clause.kind} {clause.months or ''} {clause.days or ''}"
            yield _fact("clauses with a length", "", clause, length)
    for declared in record.declared:
        yield _fact("declared counts", declared.what, declared, str(declared.count))
    for party in record.parties:
        yield _fact("parties", "", party, party.organisation)


def _division(part: Division) -> Iterator[Fact]:
    yield _fact(f"{part.level} titles", part.number, part.title, part.title.text)
    for objective in part.objectives:
        if objective.level != "specific":
            field = f"{objective.level} objectives"
            yield _fact(field, part.number, objective, objective.text)
    for example in part.examples:
        yield _fact("examples of action", part.number, example, example.text)
    parent = part.number.rpartition(".")[0] if part.level == "priority" else part.number
    for row in part.rows:
        if row.objective:
            yield _fact("row objectives", parent, row.objective, row.objective.text)
        for field, values in (("row actions", row.actions), ("row levers", row.levers)):
            if values:
                yield _fact(field, parent, values[0], " ".join(value.text for value in values))
                for value in values:
                    yield _fact(f"single {field}", parent, value, value.text)
    for action in part.actions:
        yield from _action(action)
    for inner in part.divisions:
        yield from _division(inner)


def _action(action: Action) -> Iterator[Fact]:
    number = action.number
    yield _fact("action titles", number, action.title, action.title.text)
    if action.deadline:
        yield _fact("deadlines", number, action.deadline, action.deadline.text)
    if action.budget:
        yield _fact("budgets", number, action.budget, action.budget.text)
        for amount in action.budget.amounts:
            yield _fact("amounts", number, amount, f"{amount.eur:f}")
    for pilot in action.pilots:
        words = f"{pilot.collectivity} {pilot.printed_name}"
        yield _fact("pilots", number, pilot, words)
    for partner in action.partners:
        if partner.status == "table":
            yield _fact("partners (table)", number, partner, partner.printed_name)
        else:
            words = f"{partner.printed_name} {partner.status}"
            yield _fact("partners (prose, with status)", number, partner, words)
            yield _fact("partners (prose, name)", number, partner, partner.printed_name)
    for indicator in action.indicators:
        yield _fact("indicators", number, indicator, indicator.text)
    for absence in action.absent:
        yield _fact("absences", number, absence, absence.field)
    for inner in action.actions:
        yield from _action(inner)


def _fact(field: str, part: str, stated: Stated, words: str) -> Fact:
    folded = fold(words).casefold().rstrip(" .;,:")
    return Fact(field, part, folded, stated.text, stated.at.line)
