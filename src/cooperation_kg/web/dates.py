"""Dates in words, as precise as they are written, and numbers as each language groups them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal, InvalidOperation

from cooperation_kg.web.negotiation import Language

__all__ = ["day", "number", "plain", "span"]

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


def day(stated: str, language: Language) -> str:
    """A year, a month or a day in words; what is no such date stays as it is.

    >>> day("2018-02-15", "fr"), day("2018-02", "en"), day("2018", "fr")
    ('15 février 2018', 'February 2018', '2018')
    """
    if not plain(stated):
        return stated
    year, *rest = stated.split("-")
    if not rest:
        return year
    month = _MONTHS[language][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    first = "1er" if language == "fr" and int(rest[1]) == 1 else str(int(rest[1]))
    return f"{first} {month} {year}"


def plain(written: str) -> bool:
    """Whether a date is a year, a month or a day of the calendar, and nothing else.

    >>> [plain(one) for one in ("2018", "2018-02", "2018-02-30", "2018Z")]
    [True, True, False, False]
    """
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", written):
        return False
    try:
        date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        return False
    return True


def span(stated: str) -> tuple[str, str]:
    """The first and the last day a plain date may mean.

    >>> span("2018"), span("2019-02")
    (('2018-01-01', '2018-12-31'), ('2019-02-01', '2019-02-28'))
    """
    if len(stated) == 4:
        return f"{stated}-01-01", f"{stated}-12-31"
    if len(stated) == 7:
        year, month = (int(part) for part in stated.split("-"))
        return f"{stated}-01", f"{stated}-{monthrange(year, month)[1]:02}"
    return stated, stated


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
