"""What the words of a sheet mean: deadlines as dates, budgets as kinds and sums.

A reading is only as precise as its words: « 2018 » is a year, « à l'automne 2019 » a season of a
year, « dès le démarrage de la convention » no date at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from cooperation_kg.extraction.amounts import (
    amounts_in,
    has_amount,
    read_amounts,
    read_quantities,
)
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.runs import fold_letters, printed_run
from cooperation_kg.records.values import Budget

__all__ = [
    "BudgetKind",
    "Precision",
    "budget_kind",
    "has_date",
    "read_amounts",
    "read_budget",
    "read_deadline",
    "read_quantities",
]

Precision = Literal["day", "month", "season", "year", "school-year", "relative", "conditional"]
BudgetKind = Literal[
    "amount", "current-resources", "to-be-estimated", "to-be-specified", "conditional"
]

_MONTHS = MappingProxyType(
    {
        "janv": 1, "fevr": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6, "juil": 7, "aout": 8,
        "sept": 9, "oct": 10, "nov": 11, "dec": 12,
    }
)  # fmt: skip
_MONTH = (
    r"(?:janv(?:ier|\.)|fevr(?:ier|\.)|mars|avr(?:il|\.)|mai|juin|juil(?:let|\.)|aout|"
    r"sept(?:embre|\.)|oct(?:obre|\.)|nov(?:embre|\.)|dec(?:embre|\.))"
)
_YEAR = r"(?:19|20)\d\d"
_PARTS = MappingProxyType(
    {
        "1": 1, "premier": 1, "2": 2, "second": 2, "deuxieme": 2, "3": 3, "troisieme": 3,
        "4": 4, "quatrieme": 4, "dernier": 0,
    }
)  # fmt: skip
_PART = (
    r"(?:(?P<nth>[1-4]|premier|second|deuxieme|troisieme|quatrieme|dernier)"
    r" ?(?:er|e|eme|nd|ieme)?\.? ?(?P<part>trimestre|semestre)|\b(?P<short>[ts])(?P<rank>[1-4]))"
)
_DATE = re.compile(
    rf"(?<![\w-])(?P<iso>{_YEAR}-\d\d-\d\d)(?!\d)"
    rf"|(?<![\d/.])(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})[/.](?P<y>{_YEAR})(?!\d)"
    rf"|(?<!\d)(?P<day>\d{{1,2}}) ?(?:er)? (?P<month>{_MONTH}) (?:de )?(?P<year>{_YEAR})(?!\d)"
    rf"|\b(?P<of>{_MONTH}) (?:de )?(?:l'annee )?(?P<its>{_YEAR})(?!\d)"
    rf"|(?<![\d/])(?P<nm>0?[1-9]|1[0-2])/(?P<ny>{_YEAR})(?!\d)"
    rf"|(?P<s1>{_YEAR}) ?/ ?(?P<s2>{_YEAR}|\d\d)(?!\d)"
    rf"|annees? scolaires? (?P<a1>{_YEAR})(?: ?[-/] ?(?P<a2>{_YEAR}|\d\d))?(?!\d)"
    rf"|(?<!\d)(?P<r1>{_YEAR}) ?- ?(?P<r2>{_YEAR})(?![\d-])"
    rf"|{_PART} (?:de )?(?:l'annee )?(?P<py>{_YEAR})(?!\d)"
    r"|\b(?:printemps|ete|automne|hiver|rentree(?: scolaire)?)(?: de septembre)?(?: de)?"
    rf"(?: l'annee)? (?P<season>{_YEAR})(?!\d)"
    rf"|(?<![\w/.,])(?P<plain>{_YEAR})(?![\w/]|[.,]\d)"
)
# A day or a month that shares the year of the date after it: « de mars à juin 2019 ».
_SHARED = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) ?(?:er)? )?(?P<month>{_MONTH})?"
    r"(?: ?(?:a|et|au|-|/|ou|,) ?(?:la |le |l')?(?:fin )?(?:de )?)$"
)
_FROM = re.compile(
    r"\b(?:des\b|a (?:compter|partir) d(?:[eu]\b|es\b|')|depuis\b|apres\b)[^,;.\d]{0,28}$"
)
_UNTIL = re.compile(r"\b(?:d'ici|avant|jusqu'|au plus tard|echeance|a l'horizon)[^,;.\d]{0,28}$")
_CONDITION = re.compile(
    r"\b(?:en fonction|selon|sous reserve|conditionn|depend|suivant|en cas d|au fil|au cas par cas"
    r"|a preciser|a definir|a determiner|si les|des que possible"
    r"|(?:non|pas encore) (?:defini|precise|determine|fixe|arrete))"
)
_RELATIVE = re.compile(
    r"\b(?:duree|convention|demarrage|signature|permanent|continu|en cours|court terme|moyen terme"
    r"|long terme|annuel|immediat|lance(?:e|ment)? |pluriannuel|mise en oeuvre|\d+ (?:mois|ans)"
    r"|(?:un|deux|trois|quatre|cinq) ans?|chaque annee|trimestr|semestr)"
)
_FINENESS: tuple[Precision, ...] = ("day", "month", "season", "school-year", "year")


@dataclass(frozen=True, slots=True)
class _Time:
    """A time named in a text: its first and last day, month or year."""

    first: str
    last: str
    precision: Precision
    role: Literal["at", "from", "until"] = "at"


def _month_number(word: str | None) -> int:
    return next(number for name, number in _MONTHS.items() if (word or "").startswith(name))


def _full(year: str, short: str) -> str:
    """The year that « 19 » means after « 2018 »."""
    return short if len(short) == 4 else year[:2] + short


def _exact(g: dict[str, str | None]) -> str:
    """The day of a date that gives one."""
    if g["iso"]:
        return g["iso"]
    month = _month_number(g["month"]) if g["month"] else int(g["m"] or 0)
    return _day(g["year"] or g["y"] or "", month, int(g["day"] or g["d"] or 0))


def _time(g: dict[str, str | None]) -> tuple[str, str, Precision]:
    """The first and last day, month or year of a date as printed."""
    if g["iso"] or g["d"] or g["day"]:
        date = _exact(g)
        return date, date, "day"
    if g["of"] or g["nm"]:
        month = _month_number(g["of"]) if g["of"] else int(g["nm"] or 0)
        date = f"{g['its'] or g['ny']}-{month:02}"
        return date, date, "month"
    if g["s1"] or g["a1"]:
        first = str(g["s1"] or g["a1"])
        return first, _full(first, g["s2"] or g["a2"] or str(int(first) + 1)), "school-year"
    if g["py"]:
        return _part(g)
    if g["r1"]:
        return str(g["r1"]), str(g["r2"]), "year"
    year = str(g["season"] or g["plain"])
    return year, year, "season" if g["season"] else "year"


def _part(g: dict[str, str | None]) -> tuple[str, str, Precision]:
    """A quarter or a half of a year, as its months."""
    half = (g["part"] or g["short"] or "").startswith("s")
    length = 6 if half else 3
    nth = _PARTS[g["nth"] or g["rank"] or "1"] or 12 // length
    last = min(nth * length, 12)
    return f"{g['py']}-{last - length + 1:02}", f"{g['py']}-{last:02}", "month"


def _day(year: str, month: int, day: int) -> str:
    return f"{year}-{month:02}-{day:02}"


def _valid(date: str) -> bool:
    _, month, day = (int(part) for part in date.split("-"))
    return 1 <= month <= 12 and 1 <= day <= 31


def _times(folded: str) -> Iterator[_Time]:
    here = 0
    for match in _DATE.finditer(folded):
        first, last, precision = _time(match.groupdict())
        if precision == "day" and not _valid(first):
            continue
        before = folded[max(here, match.start() - 50) : match.start()]
        shared = _SHARED.search(before)
        if shared and precision in ("day", "month") and (shared["day"] or shared["month"]):
            first = _sharing(shared, first)
            before = before[: shared.start()]
        here = match.end()
        role: Literal["at", "from", "until"] = "at"
        if _UNTIL.search(before):
            role = "until"
        elif _FROM.search(before):
            role = "from"
        yield _Time(first, last, precision, role)


def _sharing(shared: re.Match[str], date: str) -> str:
    """The earlier of two dates that share what only the later prints."""
    month = _month_number(shared["month"]) if shared["month"] else int(date[5:7] or 0)
    day = int(shared["day"] or 0)
    if not shared["month"] and len(date) < 10:
        return date
    earlier = _day(date[:4], month, day) if day else f"{date[:4]}-{month:02}"
    return earlier if (not day or _valid(earlier)) and earlier[:10] <= date else date


def has_date(text: str) -> bool:
    """Whether a text names a day, a month, a season or a year."""
    return any(True for _ in _times(fold_letters(text)))


def read_deadline(text: str) -> tuple[str | None, str | None, Precision]:
    """The first and last time a deadline names, and how precise it is.

    >>> read_deadline("Lancement en 2017, réception à l'automne 2019")
    ('2017', '2019', 'season')
    >>> read_deadline("À compter de l’édition 2018")
    ('2018', None, 'year')
    """
    folded = " ".join(fold_letters(text).split())
    times = list(_times(folded))
    if not times:
        conditional = _CONDITION.search(folded)
        return None, None, "conditional" if conditional else "relative"
    since = min((t.first for t in times if t.role != "until"), default=None)
    until = max((t.last for t in times if t.role != "from"), key=lambda d: d + "-99", default=None)
    if until is not None and since is not None and until < since[: len(until)]:
        until = None  # an opening « dès 2019 » after the close of an earlier stage
    precision = min((t.precision for t in times), key=_FINENESS.index)
    return since, until, precision


_KINDS: tuple[tuple[BudgetKind, re.Pattern[str]], ...] = (
    (
        "to-be-estimated",
        re.compile(
            r"\ba (?:estimer|evaluer|chiffrer|calculer)\b|en cours (?:d')?(?:de )?"
            r"(?:estimation|chiffrage|evaluation)|\b(?:non|pas encore) (?:estime|chiffre|evalue)"
        ),
    ),
    (
        "to-be-specified",
        re.compile(
            r"\ba (?:preciser|definir|determiner|arreter|fixer|confirmer|valider)\b"
            r"|\b(?:non|pas encore) (?:defini|determine|precise|arrete|fixe)"
            r"|en cours de (?:definition|precision|discussion)"
        ),
    ),
    (
        "current-resources",
        re.compile(
            r"\b(?:ressources?|moyens?|credits?|budgets?|effectifs?|enveloppes?) (?:[a-z']+ ){0,2}?"
            r"(?:courant|propre|interne|existant|constant|habituel|mobilisable|de droit commun"
            r"|de fonctionnement|humain|disponible)|\b(?:sans|aucun) (?:sur)?(?:cout|incidence"
            r"|depense|budget|financement)|\bdroit commun\b|\betp\b|temps (?:agent|de travail)"
            r"|\bneant\b|sans objet|mobilisation des (?:services|equipes|agents)|en regie"
            r"|budget constant|cout constant"
        ),
    ),
    (
        "conditional",
        re.compile(
            r"\b(?:en fonction|selon|sous reserve|suivant|conditionn|depend|au cas par cas|si )"
        ),
    ),
)


def budget_kind(text: str) -> tuple[BudgetKind, bool]:
    """The kind of a budget, and whether its words say so.

    A budget whose words say nothing of the kind is one that is still to be specified: it names
    neither a sum nor the resources that stand for it.
    """
    folded = " ".join(fold_letters(text).split())
    if has_amount(text):
        return "amount", True
    for kind, pattern in _KINDS:
        if pattern.search(folded):
            return kind, True
    return "to-be-specified", False


def read_budget(reading: Reading, start: int, end: int) -> Budget:
    """The budget printed between two positions of the source.

    Raises:
        ValueError: nothing is printed there.
    """
    run = printed_run(reading, start, end).unmarked().strip(" .;,")
    if not run:
        raise ValueError(f"nothing is printed at {start}-{end}")
    kind, sure = budget_kind(run.text)
    return reading.stated(
        run.start, run.end, Budget,
        confidence=0.97 if sure else 0.4, method=f"budget: {kind}",
        kind=kind, amounts=tuple(amounts_in(reading, run)),
    )  # fmt: skip
