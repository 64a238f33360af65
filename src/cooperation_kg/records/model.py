"""What a record holds: the statements of one document, each with the place it was read at.

A record is what a reader wrote down; nothing in it is inferred. Every value is a `Stated`: the
words as printed (`text`) and where they stand (`at`), beside the reading of them where a reading
is needed (a date, an amount, the organisation that is meant). What the text does not say is left
out; a label that the text prints without a value is an `Absence`.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from cooperation_kg.records.proposed import Proposed
from cooperation_kg.records.values import (
    Absence,
    Acronym,
    Agreement,
    Amount,
    Budget,
    Citation,
    Clause,
    DateStated,
    Deadline,
    DeclaredCount,
    Frequency,
    Indicator,
    Key,
    Mention,
    Neighbourhood,
    Objective,
    Participant,
    Party,
    Quantity,
    RecordModel,
    Signatory,
    Stated,
    Tool,
)

__all__ = [
    "Action",
    "Body",
    "Commitment",
    "Discrepancy",
    "Division",
    "Exchange",
    "Record",
    "Subject",
    "Term",
]


class Commitment(RecordModel):
    """One row of a table of commitments: objective, actions, levers."""

    objective: Stated | None = None
    actions: tuple[Stated, ...] = ()
    levers: tuple[Stated, ...] = ()

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not (self.objective or self.actions or self.levers):
            raise ValueError(
                "a row without objective, actions or levers says nothing: leave it out"
            )
        return self


class Action(RecordModel):
    """An action, or a part of one, with all that its sheet or its prose says.

    Attributes:
        number: its id inside the convention, such as `7.1` or `A.2`.
        title: as the heading of its sheet prints it; for an unnumbered action, its axis' title.
        commitments: sentences in which the parties say what they will do, shortened to the
            clause that says it.
        themes: keys of the scheme of themes; the editors' classification, not the text's.
    """

    number: str
    title: Stated
    deadline: Deadline | None = None
    pilots: tuple[Participant, ...] = ()
    budget: Budget | None = None
    partners: tuple[Participant, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    absent: tuple[Absence, ...] = ()
    commitments: tuple[Stated, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    amounts: tuple[Amount, ...] = ()
    citations: tuple[Citation, ...] = ()
    actions: tuple[Action, ...] = ()
    themes: tuple[Key, ...] = ()


class Division(RecordModel):
    """A part of the plan: an axis, an orientation, a sub-orientation or a priority.

    Attributes:
        examples: examples of action, which the text offers and does not promise.
        commitments: sentences of its introduction that say what the parties will do.
        interdependence: other parts of the plan that its box says it depends on.
        rows: the rows of its table of commitments.
    """

    level: Literal["axis", "orientation", "sub-orientation", "priority"]
    number: str
    title: Stated
    objectives: tuple[Objective, ...] = ()
    examples: tuple[Stated, ...] = ()
    commitments: tuple[Stated, ...] = ()
    interdependence: tuple[Stated, ...] = ()
    rows: tuple[Commitment, ...] = ()
    actions: tuple[Action, ...] = ()
    divisions: tuple[Division, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    amounts: tuple[Amount, ...] = ()
    partners: tuple[Participant, ...] = ()
    citations: tuple[Citation, ...] = ()
    themes: tuple[Key, ...] = ()


class Exchange(RecordModel):
    """A domain of exchanges of practice between administrations, with its subjects."""

    number: str
    title: Stated
    subjects: tuple[Subject, ...] = ()
    themes: tuple[Key, ...] = ()


class Subject(RecordModel):
    """One subject of exchange, with what its paragraphs name."""

    title: Stated
    commitments: tuple[Stated, ...] = ()
    participants: tuple[Participant, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    amounts: tuple[Amount, ...] = ()
    citations: tuple[Citation, ...] = ()


class Body(RecordModel):
    """A body of governance.

    Attributes:
        level: `political` (elected officials decide), `technical` (administrations prepare and
            follow), or `local`.
        absent_frequency: where the text names the body without saying how often it meets, the
            words that name it.
    """

    name: Stated
    level: Literal["political", "technical", "local"]
    frequency: Frequency | None = None
    members: tuple[Participant, ...] = ()
    duties: tuple[Stated, ...] = ()
    absent_frequency: bool = False


class Term(RecordModel):
    """The dates of a text; each only where the text gives it."""

    adopted: DateStated | None = None
    signed: DateStated | None = None
    start: DateStated | None = None
    end: DateStated | None = None
    dated: DateStated | None = None


class Discrepancy(RecordModel):
    """Two statements of one text that do not agree.

    Attributes:
        kind: what they disagree on.
        detail: in a sentence of our own, in French and English.
        statements: the words, each with its place; two at least.
    """

    kind: Literal["title", "date", "count", "name", "acronym", "numbering", "amount", "content"]
    detail: dict[Literal["fr", "en"], str]
    statements: tuple[Stated, ...] = Field(min_length=2)


class Record(RecordModel):
    """All that was read in one document.

    Attributes:
        id: the convention's id, and the document's.
        type: what the text is.
        actions: those that stand under no axis, where the text has none.
        proposed: entries for the authorities and the catalogue that a draft brings along.
    """

    id: Key
    type: Literal[
        "bilateral-convention", "contrat-de-ville", "protocol", "amendment", "publication"
    ]
    title: Stated
    term: Term = Term()
    parties: tuple[Party, ...] = ()
    figures: tuple[Quantity, ...] = ()
    amounts: tuple[Amount, ...] = ()
    mentions: tuple[Mention, ...] = ()
    partners: tuple[Participant, ...] = ()
    axes: tuple[Division, ...] = ()
    actions: tuple[Action, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    governance: tuple[Body, ...] = ()
    clauses: tuple[Clause, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    absent: tuple[Absence, ...] = ()
    deliberation: DateStated | None = None
    citations: tuple[Citation, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    neighbourhoods: tuple[Neighbourhood, ...] = ()
    tools: tuple[Tool, ...] = ()
    declared: tuple[DeclaredCount, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    themes: tuple[Key, ...] = ()
    proposed: Proposed = Proposed()
