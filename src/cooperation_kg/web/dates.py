"""Dates in words, as precise as they are written, and numbers as each language groups them."""

from __future__ import annotations

from calendar import monthrange
from decimal import Decimal, InvalidOperation

from cooperation_kg.web.negotiation import Language

__all__ = ["day", "number", "span"]

_MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip


def day(date: str, language: Language) -> str:
    """A year, a month or a day in words; what is no such date stays as it is.

    >>> day("2018-02-15", "fr"), day("2018-02", "en"), day("2018", "fr")
    ('15 février 2018', 'February 2018', '2018')
    """
    year, *rest = date.split("-")
    if not all(part.isdigit() for part in (year, *rest)) or not 1 <= len(rest) + 1 <= 3:
        return date
    if not rest:
        return year
    if not 1 <= int(rest[0]) <= 12:
        return date
    month = _MONTHS[language][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    first = "1er" if language == "fr" and int(rest[1]) == 1 else str(int(rest[1]))
    return f"{first} {month} {year}"


def span(date: str) -> tuple[str, str]:
    """The first and the last day a date may mean.

    >>> span("2018"), span("2019-02")
    (('2018-01-01', '2018-12-31'), ('2019-02-01', '2019-02-28'))
    """
    if len(date) == 4:
        return f"{date}-01-01", f"{date}-12-31"
    if len(date) == 7:
        year, month = (int(part) for part in date.split("-"))
        return f"{date}-01", f"{date}-{monthrange(year, month)[1]:02}"
    return date, date


def number(value: str | int, language: Language) -> str:
    """A number with its thousands apart; what is no number stays as it is.

    >>> number("1400000.0", "en"), number(8382, "fr")
    ('1,400,000', '8\u202f382')
    """
    try:
        read = Decimal(value)
    except InvalidOperation:
        return str(value)
    whole = f"{read.normalize():,f}"
    if language == "en":
        return whole
    return whole.replace(",", "\u202f").replace(".", ",")
