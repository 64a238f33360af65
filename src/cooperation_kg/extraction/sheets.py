"""Action sheets: a table of labels and values under the prose of an action."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import reduce
from itertools import chain

from cooperation_kg.extraction.labels import (
    FIELDS,
    NOTHING_LEARNED,
    Kind,
    Learned,
    PartyName,
)
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.readings import read_budget, read_deadline
from cooperation_kg.extraction.runs import Run, fold_letters
from cooperation_kg.extraction.sheet_cells import Unit, assign, units
from cooperation_kg.extraction.sheet_events import Label, Table, read_table
from cooperation_kg.extraction.sheet_grid import read_grid
from cooperation_kg.extraction.sheet_pilots import read_pilots
from cooperation_kg.extraction.sheet_values import indicator_runs, partner_runs, trim
from cooperation_kg.extraction.sheet_words import (
    ACRONYM,
    ARTICLE,
    CATEGORY,
    INCOMPLETE,
    MEASURED,
    NOTHING,
)
from cooperation_kg.records.values import (
    Absence,
    Budget,
    Deadline,
    Indicator,
    Participant,
    Quantity,
    Stated,
)

__all__ = ["PartyName", "Sheet", "read_sheet"]


@dataclass(frozen=True)
class Sheet:
    """What the table of an action sheet says.

    Attributes:
        table_first: the line the table begins on; what stands before it is prose.
        table_last: the line it ends on; what stands after it is prose.
        deadline: when the action is to be carried out.
        pilots: who carries it out.
        budget: what it costs.
        partners: who takes part.
        indicators: how it is measured.
        absent: the labels printed without a value.
        further: values of a label of the same kind printed again, such as the sum under
            « Financement » where « Coût » has one already.
    """

    table_first: int
    table_last: int
    deadline: Deadline | None = None
    pilots: tuple[Participant, ...] = ()
    budget: Budget | None = None
    partners: tuple[Participant, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    absent: tuple[Absence, ...] = ()
    further: tuple[Deadline | Budget, ...] = ()


@dataclass
class _Values:
    """The values of a sheet while they are read."""

    deadlines: list[Deadline] = field(default_factory=list)
    budgets: list[Budget] = field(default_factory=list)
    pilots: list[Participant] = field(default_factory=list)
    partners: list[Participant] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)

    def __iter__(self) -> Iterator[Stated]:
        yield from chain(self.deadlines, self.budgets, self.pilots, self.partners, self.indicators)

    def take(self, other: _Values) -> None:
        """Adds the values of another label."""
        self.deadlines += other.deadlines
        self.budgets += other.budgets
        self.pilots += other.pilots
        self.partners += other.partners
        self.indicators += other.indicators


def read_sheet(
    reading: Reading,
    first: int,
    last: int,
    parties: tuple[PartyName, ...],
    learned: Mapping[str, Learned] = NOTHING_LEARNED,
) -> Sheet | None:
    """Reads the table of an action sheet.

    Args:
        reading: the document.
        first: the first line after the heading of the action.
        last: the last line before the next heading.
        parties: the names by which the parties may stand under « pilotes ».
        learned: phrases the document shows to be labels.

    Returns:
        What the table says, or None where there is no table of labels.
    """
    table = read_grid(reading, first, last, parties, learned) or read_table(
        reading, first, last, parties, learned
    )
    if table is None:
        return None
    cells = _cells(table)
    values = _Values()
    read: dict[Kind, bool] = {}
    for index, label in enumerate(table.labels):
        kind = label.match.kind
        own = _Values()
        said = _read_cell(reading, own, label, index, cells[index], parties)
        if label.match.sure < 1:
            for value in own:
                reading.notes.add(value, label.match.sure, "a field told by the look of its values")
        values.take(own)
        read[kind] = read.get(kind, False) or said
    return Sheet(
        table_first=table.first,
        table_last=table.last,
        deadline=values.deadlines[0] if values.deadlines else None,
        pilots=tuple(values.pilots),
        budget=_first_budget(values.budgets),
        partners=tuple(values.partners),
        indicators=tuple(values.indicators),
        absent=tuple(_absences(reading, table, read)),
        further=(*values.deadlines[1:], *_other_budgets(values.budgets)),
    )


def _first_budget(budgets: list[Budget]) -> Budget | None:
    """The budget that names a sum, else the first."""
    return next((b for b in budgets if b.amounts), budgets[0] if budgets else None)


def _other_budgets(budgets: list[Budget]) -> list[Budget]:
    return [budget for budget in budgets if budget is not _first_budget(budgets)]


def _cells(table: Table) -> list[list[Unit]]:
    found = units(table)
    cells: list[list[Unit]] = [[] for _ in table.labels]
    for unit, label in zip(found, assign(table, found), strict=True):
        if label is not None:
            cells[label].append(unit)
    return cells


def _read_cell(
    reading: Reading,
    values: _Values,
    label: Label,
    index: int,
    found: list[Unit],
    parties: tuple[PartyName, ...],
) -> bool:
    """Reads the value of one label; False where there is none."""
    kind = label.match.kind
    text = " ".join(unit.run.text for unit in found)
    if kind == "other" or (len(text) < 40 and NOTHING.fullmatch(fold_letters(text))):
        found = []
    if kind == "pilots":
        pilots = read_pilots(reading, label, index, found, parties)
        values.pilots.extend(pilots)
        return bool(pilots)
    whole = reduce(lambda left, right: left + right, (u.run for u in found), Run("", ()))
    whole = whole.strip(" .;,")
    if not whole:
        return False
    if kind == "deadline":
        values.deadlines.append(_deadline(reading, whole))
    elif kind == "budget":
        values.budgets.append(read_budget(reading, whole.start, whole.end))
    elif kind == "partners":
        values.partners.extend(_partners(reading, found))
    elif kind == "indicators":
        values.indicators.extend(_indicators(reading, found))
    return True


def _deadline(reading: Reading, run: Run) -> Deadline:
    since, until, precision = read_deadline(run.text)
    sure = 0.97 if since or until or precision == "conditional" else 0.85
    return reading.stated(
        run.start, run.end, Deadline, confidence=sure, method="deadline of a sheet",
        since=since, until=until, precision=precision,
    )  # fmt: skip


def _wrapped(found: Sequence[Unit], *, names: bool) -> Iterator[Run]:
    """The lines of a cell, those that only the width of the column broke put together."""
    whole: Run | None = None
    before: Unit | None = None
    for unit in found:
        new = not names and unit.run.text[:1].isupper() and MEASURED.match(
            fold_letters(unit.run.text)
        )  # fmt: skip
        broken = before is not None and unit.gap == "none" and not unit.bullet and not new and (
            before.full or (names and bool(INCOMPLETE.search(fold_letters(before.run.text))))
        )  # fmt: skip
        if whole is not None and broken:
            whole = whole + unit.run
        else:
            if whole is not None:
                yield whole
            whole = unit.run
        before = unit
    if whole is not None:
        yield whole


_LEAD = re.compile(
    r"(?P<note>(?:en )?(?:partenariat|lien|collaboration|cooperation|partenariats) avec|solliciter"
    r"|associer|mobiliser|en particulier)\s+",
)
_KIND_OF = re.compile(r"(?:association|societe|entreprise)\s+(?=[A-Z«])", re.IGNORECASE)
_NOTED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<note>[^()]*\s[^()]*\s[^()]*)\)")


def _partners(reading: Reading, found: Sequence[Unit]) -> Iterator[Participant]:
    for line in _wrapped(found, names=True):
        for run in partner_runs(line):
            yield _partner(reading, run)


def _partner(reading: Reading, run: Run) -> Participant:
    """One partner, its name told apart from the words that say what part it takes."""
    note: Stated | None = None
    named = run
    lead = _LEAD.match(fold_letters(run.text))
    if lead:
        named = run.part(lead.end(), len(run.text))
        words = run.part(*lead.span("note"))
        if not lead["note"].endswith("avec"):
            note = reading.stated(
                words.start, words.end, Stated, confidence=0.8, method="words before a partner"
            )
    article = ARTICLE.match(named.text)
    if article and not _begins_name(named):
        named = named.part(article.end(), len(named.text))
        kind = _KIND_OF.match(named.text)
        named = named.part(kind.end(), len(named.text)) if kind else named
    noted = _NOTED.fullmatch(named.text)
    if noted and note is None and not re.match(r"(?:un|deux|trois|\d)", noted["note"]):
        words = named.part(*noted.span("note"))
        note = reading.stated(
            words.start, words.end, Stated, confidence=0.8, method="parenthesis after a partner"
        )
    name = named.text if named.text and named.text != run.text else None
    return reading.stated(
        run.start, run.end, Participant, confidence=0.95 if name is None else 0.85,
        method="partners of a sheet", name=name, note=note, status="table",
    )  # fmt: skip


def _begins_name(run: Run) -> bool:
    """Whether the article belongs to the name: « La Poste », but not « La RATP »."""
    words = run.text.split()
    own = run.text[0].isupper() and len(words) > 1 and words[1][:1].isupper()
    return own and not ACRONYM.fullmatch(words[1]) and not CATEGORY.match(fold_letters(run.text))


def _indicators(reading: Reading, found: Sequence[Unit]) -> Iterator[Indicator]:
    for line in _wrapped(found, names=False):
        for run in indicator_runs(line):
            value = trim(run)
            if value:
                yield reading.stated(
                    value.start, value.end, Indicator, confidence=0.93,
                    method="indicators of a sheet", target=_target(reading, value),
                )  # fmt: skip


_TARGET = re.compile(
    r"(?P<words>(?P<n>\d[\d .]*(?:,\d+)?)\s?(?P<p>%)?\s?"
    r"(?:comme (?:cible|objectif)|vise|attendu)e?s?"
    r"|(?:cible|objectif)s?\s?(?:de|:|=|est de)?\s?(?P<n2>\d[\d .]*(?:,\d+)?)\s?(?P<p2>%)?)"
)
_COUNTED = re.compile(
    r"(?:nombres?|nb|taux|part|pourcentage|volume|surface|lineaire)\s(?:total\s)?"
    r"(?:d'|de\s|des\s|du\s)?(?P<unit>[^(:;,]+)"
)


def _target(reading: Reading, run: Run) -> Quantity | None:
    """The value an indicator is to reach: « (1500 comme cible) », « objectif : 30 % »."""
    folded = fold_letters(run.text)
    match = _TARGET.search(folded)
    if match is None:
        return None
    number = (match["n"] or match["n2"]).strip(" .")
    plain = re.sub(r"[ .](?=\d{3})", "", number).replace(",", ".")
    counted = _COUNTED.match(folded)
    unit = run.text[slice(*counted.span("unit"))].strip(" -–—") if counted else ""
    percent = "%" if match["p"] or match["p2"] else ""
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    words = run.part(*match.span("words")).strip()
    if not (percent or unit):
        return None
    return reading.stated(
        words.start, words.end, Quantity, confidence=0.85, method="target of an indicator",
        value=value, unit=" ".join(filter(None, (percent, unit))),
    )  # fmt: skip


def _absences(reading: Reading, table: Table, read: dict[Kind, bool]) -> Iterator[Absence]:
    """The labels of a field that none of its labels has a value for."""
    done: set[Kind] = set()
    for label in table.labels:
        kind = label.match.kind
        if kind not in FIELDS or read.get(kind) or kind in done:
            continue
        done.add(kind)
        yield reading.stated(
            label.run.start, label.run.end, Absence, confidence=0.9,
            method="label without a value", field=kind,
        )  # fmt: skip
