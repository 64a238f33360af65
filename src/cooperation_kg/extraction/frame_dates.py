"""Dates as French texts print them, read as precisely as they are printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["Dated", "find_dates", "first_date"]

_MONTHS = MappingProxyType(
    {
        "janv": 1, "jan": 1, "fevr": 2, "fev": 2, "mars": 3, "avr": 4, "mai": 5, "juin": 6,
        "juil": 7, "aout": 8, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
    }
)  # fmt: skip
_MONTH = (
    r"janv(?:ier|\.)?|jan\.?|f[eé]vr(?:ier|\.)?|f[eé]v\.?|mars|avr(?:il|\.)?|mai|juin"
    r"|juil(?:let|\.)?|ao[uû]t|sept(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?"
    r"|d[eé]c(?:embre|\.)?"
)
_DATE = re.compile(
    rf"(?<![\w/.-])(?:(?P<day>\d{{1,2}})\s?(?:er|<sup>er</sup>)?\s+)?(?P<month>{_MONTH})"
    r"\s+(?P<year>(?:19|20)\d{2})(?!\d)"
    r"|(?<![\w/.-])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d{2})(?!\d)"
    r"|(?<![\w°/.-])(?<!°\s)(?P<alone>(?:19|20)\d{2})(?![\w°/]|-\d{1,3}(?!\d)|[.,]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: where it stands, and the reading of it (`2018`, `2018-02`, …)."""

    start: int
    end: int
    date: str

    @property
    def exact(self) -> bool:
        """Whether the day or the month is given, and not the year alone."""
        return len(self.date) > 4


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Dated]:
    """The dates in a text, in its order; impossible ones are left out.

    >>> [dated.date for dated in find_dates("le 06 JAN. 2020, en juin 2016, 09/12/2019")]
    ['2020-01-06', '2016-06', '2019-12-09']
    """
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        if match["alone"]:
            yield Dated(match.start(), match.end(), match["alone"])
            continue
        day, year = match["day"] or match["d"], match["year"] or match["y"]
        month = int(match["m"]) if match["m"] else _month(match["month"])
        if not 1 <= month <= 12 or (day and not 1 <= int(day) <= 31):
            continue
        date = f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
        yield Dated(match.start(), match.end(), date)


def first_date(text: str, start: int = 0, end: int | None = None) -> Dated | None:
    """The first date in a text, if it holds one."""
    return next(find_dates(text, start, end), None)


def _month(printed: str) -> int:
    opened = unicodedata.normalize("NFKD", printed.casefold())
    plain = "".join(c for c in opened if c.isalpha())
    return next((number for name, number in _MONTHS.items() if plain.startswith(name)), 0)
