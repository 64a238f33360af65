"""Sums of money and other numbers with a unit, as French texts print them.

« 1,4M € », « 25.000 euros », « huit millions d'euros par an », « 50 € par place »: a sum needs a
currency; what it is for is read from the words beside it, never from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Literal

from cooperation_kg.extraction.number_words import NUMBER, read_number
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.runs import Run, fold_letters, printed_run, word_set
from cooperation_kg.records.values import Amount, Quantity, Stated

__all__ = ["amounts_in", "has_amount", "quantities_in", "read_amounts", "read_quantities"]

_FIGURES = r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?(?!\d)|\d{1,12}(?:[.,]\d{1,6})?"
_TIMES = MappingProxyType(
    {
        "k": 1_000, "mille": 1_000, "m": 1_000_000, "million": 1_000_000, "md": 1_000_000_000,
        "mds": 1_000_000_000, "milliard": 1_000_000_000,
    }
)  # fmt: skip
_CURRENCY = r"(?:€|euros?\b|eur\b)"
_PER_YEAR = r"/ ?an\b|par an(?:nee)?\b|chaque annee|annuels?\b|annuellement"
_PER_PLACE = (
    r"/ ?(?:place|lit|personne)\b|par (?:place|lit|berceau|personne|participant|eleve|jeune"
    r"|enfant|beneficiaire|usager)\b"
)
_AMOUNT = re.compile(
    rf"(?<![\w°.,/-])(?P<number>{_FIGURES}|{NUMBER}(?: cents?)?)"
    r" ?(?P<times>(?:millions?|milliards?|mille|mds?|m|k)(?![a-z]))?(?P<half> et demi)?"
    rf" ?(?:d'|de )?{_CURRENCY}(?: (?:ht|ttc)\b)?"
    rf"(?: ?(?:(?P<year>{_PER_YEAR})|(?P<place>{_PER_PLACE})))?"
)
# The lower end of a range has its number, and the unit of the upper end.
_RANGE = re.compile(rf"(?<![\w°.,/-])(?P<number>{_FIGURES}) ?(?P<times>m|k)? (?:a|et) $")
_SUBJECT_AFTER = re.compile(
    r" ?[:(]? ?(?P<words>(?:pour|au benefice|en faveur|au titre|destines? a|consacres? a)\b"
    r"[^,;.()]*)"
)
_SUBJECT_BEFORE = re.compile(r"(?P<words>[^,;.:()]*[a-z)])(?: (?:de|d'environ|estime a)| ?:) ?$")
_GENERIC = re.compile(
    r"(?:(?:un|le|l') ?)?(?:budget|cout|montant|enveloppe|financement|total|environ|estimation)"
    r"(?: (?:estime|previsionnel|total|global|de|du|l'action|annuel))*"
)
_NEXT = re.compile(r" (?:et|puis|dont|ainsi que) (?=\d|un |une |deux |trois )")


def _decimal(number: str, times: str | None, half: str | None) -> Decimal | None:
    """The value of a number as printed, folded; None where it is none."""
    factor = Decimal(_TIMES.get((times or "").removesuffix("s") or "", 1))
    if times == "mds":
        factor = Decimal(_TIMES["mds"])
    if number[:1].isdigit():
        grouped = re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?", number)
        plain = re.sub(r"[ .]", "", number) if grouped else number
        try:
            value = Decimal(plain.replace(",", "."))
        except InvalidOperation:
            return None
    else:
        hundreds = re.fullmatch(r"(.+) cents?", number)
        read = read_number(hundreds[1] if hundreds else number)
        if read is None:
            return None
        value = Decimal(read * (100 if hundreds else 1))
    value = value * factor + (factor / 2 if half else 0)
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _stated_subject(reading: Reading, run: Run, start: int, end: int) -> Stated | None:
    part = run.part(start, end).strip(" ,;.:-–—+")
    if not part or not any(c.isalpha() for c in part.text):
        return None
    return reading.stated(part.start, part.end, Stated, confidence=0.8, method="amount subject")


def _subject(reading: Reading, run: Run, folded: str, match: re.Match[str], after: int,
             before: int) -> Stated | None:  # fmt: skip
    """What a sum is for: « pour … » after it, or the noun phrase it ends."""
    found = _SUBJECT_AFTER.match(folded, match.end(), after)
    if found:
        start, end = found.span("words")
        stop = _NEXT.search(folded, start, end + 4)
        joined = re.search(r" et$", folded[start:end])
        end = stop.start() if stop else start + joined.start() if joined else end
        return _stated_subject(reading, run, start, end)
    lead = _SUBJECT_BEFORE.search(folded[before : match.start()])
    if lead and not _GENERIC.fullmatch(lead["words"].strip()):
        start, end = lead.span("words")
        return _stated_subject(reading, run, before + start, before + end)
    return None


def amounts_in(reading: Reading, run: Run) -> Iterator[Amount]:
    """The sums of money in a run of characters."""
    folded = fold_letters(run.text)
    matches = list(_AMOUNT.finditer(folded))
    end_before = 0
    for index, match in enumerate(matches):
        value = _decimal(match["number"], match["times"], match["half"])
        if value is None:
            continue
        per: Literal["total", "year", "place"] = (
            "year" if match["year"] else "place" if match["place"] else "total"
        )
        after = matches[index + 1].start() if index + 1 < len(matches) else len(folded)
        subject = _subject(reading, run, folded, match, after, end_before)
        lower = _RANGE.search(folded[end_before : match.start()])
        if lower:
            low = _decimal(lower["number"], lower["times"] or match["times"], None)
            start = end_before + lower.start()
            if low is not None:
                yield _amount(reading, run.part(start, match.end()), low, per, subject, 0.7)
        end_before = match.end()
        yield _amount(reading, run.part(*match.span()), value, per, subject, 0.97)


def _amount(
    reading: Reading,
    run: Run,
    value: Decimal,
    per: Literal["total", "year", "place"],
    subject: Stated | None,
    confidence: float,
) -> Amount:
    run = run.strip()
    return reading.stated(
        run.start, run.end, Amount, confidence=confidence, method="number with a currency",
        eur=value, per=per, subject=subject,
    )  # fmt: skip


def has_amount(text: str) -> bool:
    """Whether a text names a sum of money."""
    return _AMOUNT.search(fold_letters(text)) is not None


def read_amounts(reading: Reading, start: int, end: int) -> tuple[Amount, ...]:
    """The sums of money printed between two positions of the source."""
    return tuple(amounts_in(reading, printed_run(reading, start, end)))


# A number in letters below two is an article, and four figures alone are mostly a year.
_COUNTED = (
    r"zero|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|trente|quarante|cinquante|soixante|cent|un(?= (?:million|milliard))"
)
_QUANTITY = re.compile(
    r"(?P<about>(?:plus de|plus d'|pres de|environ|au moins|moins de|jusqu'a|quelque) ?)?"
    rf"(?<![\w°.,/-])(?P<number>{_FIGURES}|\b(?:{_COUNTED})\b)"
    r"(?: (?P<times>million|milliard)s?(?: de(?= )|(?= d'))?)?"
    r"(?P<unit> ?%(?: d(?:es?|u|') ?(?:la |l')?[a-z'-]+)?| ?(?:m²|km²|km|ha|m2|h)(?![a-z])"
    r"(?: d(?:e |es |u |')[a-z'-]+)?| (?:d')?[a-z][a-z'-]+)"
)
_MORE = re.compile(r" (?:d(?:e|es|u) (?:la |l')?|d')?(?:l')?(?P<word>[a-z][a-z'-]*)")
_STOP = word_set(
    "a au aux avec chez dans dont en entre et est etaient etait la le les leur ne on ont ou par"
    " pour qui que sans se seront sera sont sous sur vers ce ces cette il ils elle nous chaque"
    " selon lors comme depuis jusqu afin ainsi soit mais pourra pourront ete puis"
)
_NO_UNIT = word_set(
    "er ere e eme emes nd nde janvier fevrier mars avril mai juin juillet aout septembre octobre"
    " novembre decembre euros euro eur et a au aux ou en de du des le la les est sont bis ter sur"
    " par pour dans avec millions milliards mille"
)
_EVERY = re.compile(r" (?:par an(?:nee)?|chaque annee)\b")


def quantities_in(reading: Reading, run: Run) -> Iterator[Quantity]:
    """The numbers in a run that count or measure something."""
    folded = fold_letters(run.text)
    money = [match.span() for match in _AMOUNT.finditer(folded)]
    here = 0
    for match in _QUANTITY.finditer(folded):
        start, end = match.span()
        if start < here or any(low < end and start < high for low, high in money):
            continue
        unit = match["unit"].strip()
        number = match["number"]
        year = re.fullmatch(r"(?:19|20)\d\d", number)
        if unit in _NO_UNIT or year or (len(unit) < 2 and unit not in ("%", "h")):
            continue
        value = _decimal(number, match["times"], None)
        if value is None:
            continue
        end = _unit_end(folded, end)
        every = _EVERY.match(folded, end)
        here = every.end() if every else end
        words = run.text[match.start("unit") : here].strip()
        part = run.part(start, here).strip()
        yield reading.stated(
            part.start, part.end, Quantity, confidence=0.6, method="number with a unit",
            value=value, unit=words,
        )  # fmt: skip


def _unit_end(folded: str, end: int) -> int:
    """Where the noun phrase of a unit ends: before a verb's or a preposition's usual words."""
    for _ in range(4):
        more = _MORE.match(folded, end)
        if not more or more["word"].split("'")[0] in _STOP:
            break
        end = more.end()
    return end


def read_quantities(reading: Reading, start: int, end: int) -> tuple[Quantity, ...]:
    """The numbers with a unit printed between two positions of the source."""
    return tuple(quantities_in(reading, printed_run(reading, start, end)))
