"""The values a record holds: words of the document, each with the reading of them.

A date is as precise as the text; an amount is in euros; an organisation is named by the key of an
authority where the printed name alone could not tell it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)

from cooperation_kg.documents import Places

__all__ = [
    "Absence",
    "Acronym",
    "Agreement",
    "Amount",
    "At",
    "Budget",
    "Citation",
    "Clause",
    "DateStated",
    "Deadline",
    "DeclaredCount",
    "Frequency",
    "Indicator",
    "Key",
    "Mention",
    "Neighbourhood",
    "Objective",
    "PartialDate",
    "Participant",
    "Party",
    "Quantity",
    "RecordModel",
    "Signatory",
    "Stated",
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


class Frequency(Stated):
    """How often a body meets.

    Attributes:
        per_year: meetings a year; None where the text gives no number.
        at_least: whether the number is a minimum.
    """

    per_year: Decimal | None = None
    at_least: bool = False


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


class Signatory(Stated):
    """Who signs, in which office; only elected officials and signatories in office, never staff.

    Attributes:
        text: the person's name as printed.
        role: the office as printed.
        organisation: for whom; None where nothing near the name says it.
        signed: whether the document says it was signed, or only leaves the place for it.
    """

    role: Stated
    organisation: Key | None = None


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
