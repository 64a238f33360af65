"""What a record holds: the statements of one document, each with the place it was read at.

A record is what a reader wrote down; nothing in it is inferred. Every value is a `Stated`: the
words as printed (`text`) and where they stand (`at`), beside the reading of them where a reading
is needed (a date, an amount, the organisation that is meant). What the text does not say is left
out; a label that the text prints without a value is an `Absence`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from cooperation_kg.documents import Places

__all__ = [
    "Absence",
    "Acronym",
    "Action",
    "Agreement",
    "Amount",
    "Body",
    "Budget",
    "Citation",
    "Clause",
    "Commitment",
    "DateStated",
    "Deadline",
    "DeclaredCount",
    "Discrepancy",
    "Division",
    "Exchange",
    "Frequency",
    "Indicator",
    "Mention",
    "Neighbourhood",
    "Objective",
    "Participant",
    "Party",
    "Quantity",
    "Record",
    "RecordModel",
    "Signatory",
    "Stated",
    "Term",
    "Tool",
]

_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _partial_date(value: str) -> str:
    if not _PARTIAL_DATE.fullmatch(value):
        raise ValueError(f"« {value} » is no date: write 2018, 2018-02 or 2018-02-15")
    return value


def _key(value: str) -> str:
    if not _KEY.fullmatch(value):
        raise ValueError(f"« {value} » is no key: lower-case letters, digits and hyphens only")
    return value


def _places(value: object) -> Places:
    if isinstance(value, Places):
        return value
    if not isinstance(value, str):
        raise ValueError("a place is written as text, such as L268:10034-10039")
    return Places.parse(value)


PartialDate = Annotated[str, AfterValidator(_partial_date)]
"""A year, a month or a day in ISO 8601: only as precise as the text is."""

Key = Annotated[str, AfterValidator(_key)]
"""The key of an authority: an organisation, a place, a theme, a person."""

At = Annotated[
    Places,
    PlainValidator(_places),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^L[1-9]\d*(:\d+-\d+)?( L[1-9]\d*(:\d+-\d+)?)*$",
            "description": "line:first character-character after the last, as in L268:10034-10039",
        }
    ),
]
"""Places, written `L268:10034-10039`."""


class RecordModel(BaseModel):
    """Base of all that a record holds: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Stated(RecordModel):
    """Words of the document.

    Attributes:
        text: as printed, white space normalised and words cut at line ends rejoined.
        at: where they stand.
    """

    text: str = Field(min_length=1)
    at: At


class DateStated(Stated):
    """A date: `date` is the reading of `text`, as precise as the text is."""

    date: PartialDate


class Deadline(Stated):
    """When an action is to be carried out.

    Attributes:
        since: the first day, month or year meant; None where the text gives no date.
        until: the last one; the same as `since` where the text gives one date.
        precision: what the text gives: a day, a month, a season, a year, a school year, a moment
            relative to another (`relative`, such as the start of the convention), or a condition
            (`conditional`, such as the progress of each site).
    """

    since: PartialDate | None = None
    until: PartialDate | None = None
    precision: Literal["day", "month", "season", "year", "school-year", "relative", "conditional"]


class Amount(Stated):
    """A sum of money.

    Attributes:
        eur: the sum in euros.
        per: what it is for: the whole (`total`), each year, or each place.
        subject: the words that say what is paid, where there are any.
    """

    eur: Decimal
    per: Literal["total", "year", "place"] = "total"
    subject: Stated | None = None


class Budget(Stated):
    """What an action costs, in the words of the sheet.

    Attributes:
        kind: `amount`; `current-resources` (no new money); `to-be-estimated`;
            `to-be-specified`; `conditional` (depends on something the text names).
        amounts: the sums it holds.
    """

    kind: Literal[
        "amount", "current-resources", "to-be-estimated", "to-be-specified", "conditional"
    ]
    amounts: tuple[Amount, ...] = ()


class Quantity(Stated):
    """A number the text gives: 1500 agents, 2 km.

    Attributes:
        value: the number.
        unit: what is counted or measured, in the words of the text (`agents`, `km`, `%`).
    """

    value: Decimal
    unit: str = Field(min_length=1)


class Indicator(Stated):
    """How the carrying out is measured; `target` is the value to reach, if the text gives one."""

    target: Quantity | None = None


class Party(Stated):
    """A party of the text, or another organisation bound by it.

    Attributes:
        organisation: who it is.
        role: `party`; `associated` for one that takes part without being a party.
    """

    organisation: Key
    role: Literal["party", "associated"] = "party"


class Participant(Stated):
    """A direction, a service or an organisation that takes part in an action.

    Attributes:
        name: the part of `text` that names it; None where `text` is the name.
        organisation: who it is, where that is known.
        collectivity: for a pilot, the party it acts for.
        status: where the text names it and how firmly: in the sheet's table (`table`), in prose
            as engaged (`firm`), as one that could be (`possible`), as one of an earlier
            cooperation (`past`), or without any of this (`mentioned`).
        note: words of the text that qualify the part it takes.
    """

    name: str | None = None
    organisation: Key | None = None
    collectivity: Key | None = None
    status: Literal["table", "firm", "possible", "past", "mentioned"] = "table"
    note: Stated | None = None

    @property
    def printed_name(self) -> str:
        """The name as the document prints it."""
        return self.name or self.text


class Absence(Stated):
    """A label printed without a value: the text says nothing there, and this is known."""

    field: Literal["deadline", "pilots", "budget", "partners", "indicators", "signature-date"]


class Mention(Stated):
    """Something an action names.

    Attributes:
        kind: what it is: a `place`, an `infrastructure` (road, line, station, facility), a
            `scheme` (plan, programme, instrument, call for projects), a `study`, a `public`
            (whom the action is for), an `event`, a `date`.
        key: the authority it is, where there is one.
        date: for a date, the reading of it.
    """

    kind: Literal["place", "infrastructure", "scheme", "study", "public", "event", "date"]
    key: Key | None = None
    date: PartialDate | None = None


class Citation(Stated):
    """Another text this one names.

    Attributes:
        kind: what the cited text is.
        relation: `cites`; `based-on` (legal basis); `amends`; `replaces`.
        convention: its id, where it is one of the graph; None marks it as external.
        date: its date, where the text gives one.
    """

    kind: Literal[
        "convention", "law", "decree", "circular", "plan", "programme", "report", "deliberation",
        "contract", "charter", "study", "call-for-projects", "code", "other",
    ]  # fmt: skip
    relation: Literal["cites", "based-on", "amends", "replaces"] = "cites"
    convention: str | None = None
    date: PartialDate | None = None


class Agreement(Stated):
    """Another agreement between organisations that the text tells of.

    Attributes:
        between: who made it, as printed (names only the text prints).
        date: when, where the text says so.
        subject: what it is about, in the words of the text.
    """

    between: tuple[str, ...]
    date: PartialDate | None = None
    subject: Stated | None = None


class Objective(Stated):
    """An aim: `strategic` for an axis, `operational` for a priority, or `specific`."""

    level: Literal["strategic", "operational", "specific"]
    number: str | None = None


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


class Frequency(Stated):
    """How often a body meets.

    Attributes:
        per_year: meetings a year; None where the text gives no number.
        at_least: whether the number is a minimum.
    """

    per_year: Decimal | None = None
    at_least: bool = False


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


class Clause(Stated):
    """A clause on the life of the text: `text` is the operative words.

    Attributes:
        months: the length it sets, in months, where there is one.
        days: the length it sets, in days, where there is one.
    """

    kind: Literal[
        "duration", "entry-into-force", "renewal", "notice", "termination", "modification",
        "evaluation", "communication", "copies", "follow-up", "resources", "method",
    ]  # fmt: skip
    months: int | None = None
    days: int | None = None


class Term(RecordModel):
    """The dates of a text; each only where the text gives it."""

    adopted: DateStated | None = None
    signed: DateStated | None = None
    start: DateStated | None = None
    end: DateStated | None = None
    dated: DateStated | None = None


class Signatory(Stated):
    """Who signs, in which office; only elected officials and signatories in office, never staff.

    Attributes:
        text: the person's name as printed.
        role: the office as printed.
        organisation: for whom.
        signed: whether the document says it was signed, or only leaves the place for it.
    """

    role: Stated
    organisation: Key


class Acronym(Stated):
    """A line of a glossary, or an acronym opened in the text.

    Attributes:
        text: the line as printed.
        acronym: the letters.
        expansion: what they stand for, as printed.
        organisation: the organisation it names, where it names one.
    """

    acronym: str
    expansion: str
    organisation: Key | None = None


class Neighbourhood(Stated):
    """A neighbourhood of the urban policy (`watch`: one under watch only)."""

    communes: tuple[str, ...] = ()
    population: Quantity | None = None
    median_income: Amount | None = None
    kind: Literal["priority", "watch", "named"] = "priority"


class Tool(Stated):
    """A tool of cooperation the document describes; `since` as precise as the text is."""

    kind: str
    since: PartialDate | None = None


class DeclaredCount(Stated):
    """How many of something the text says there are.

    Attributes:
        what: of what.
        count: how many, as declared.
        actual: how many a reader counts, where the graph cannot count it itself.
    """

    what: Literal[
        "axes", "actions", "communes", "contracts", "domains", "orientations", "objectives"
    ]
    count: int
    actual: int | None = None


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
        about: organisations a publication describes; empty for a convention.
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
