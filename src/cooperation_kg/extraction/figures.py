"""Numbers in prose: what they count, sums of money, and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from cooperation_kg.extraction.reading import Reading, clean
from cooperation_kg.extraction.sentences import Sentence
from cooperation_kg.records.values import Amount, Mention, Quantity

__all__ = ["read_dates", "read_figures", "read_sums"]

_WORDS = {
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60, "cent": 100, "mille": 1000,
}  # fmt: skip
_DIGITS = r"\d{1,3}(?:[   .]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[,.]\d+)?"
_NUMBER = rf"(?P<digits>{_DIGITS})|(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b"
_ABOUT = r"(?P<about>(?:près\s+de|environ|plus\s+de|moins\s+de|quelque|au\s+moins)\s+)?"
_FIGURE = re.compile(
    rf"(?<![\w.,/°'-])(?<!tous ){_ABOUT}(?:{_NUMBER})(?:\s+|(?=%))"
    r"(?P<unit>%(?:\s+(?:de\s+la|de\s+l'|des|du|de|d')\s*\w+"
    r"(?:\s+\w+)?)?|[a-zà-ÿ²A-ZÉ][\wà-ÿ²-]*"
    r"(?:\s+(?!de\b|d'|des\b|du\b)[a-zà-ÿ-]+)?(?:\s+(?:de|d')\s*[a-zà-ÿ-]+(?:\s+[a-zà-ÿ-]+)?)?)",
    re.IGNORECASE,
)
_ANAPHORA = re.compile(r"(?:\b(?:les|des|ces|nos|leurs|aux|ses)|\ble|\bentre)\s*$", re.IGNORECASE)
_NO_UNIT = re.compile(
    r"(?:et|ou|à|au|en|de|du|des|est|sont|ans?|euros?|millions?|milliards?|k|janvier|février|mars|avril"
    r"|mai|juin|juillet|août|septembre|octobre|novembre|décembre|fois|premi[èe]re?s?|e|er|ème|nd|tous"
    r"|dans|pour|par|avec|sur|qui|que|dont|a|ont|-.*|h|ter|bis|le|la|les"
    r"|m€|k€|autres?|ont|seront|sera)",
    re.IGNORECASE,
)
_STOPS = frozenset(
    ("à", "a", "afin", "au", "aux", "ayant", "chaque", "dans", "des", "devant", "différentes",
     "différents", "dont", "du", "dès", "en", "entre", "environ", "est", "et", "étaient", "étant",
     "était", "ici", "la", "le", "les", "lors", "ne", "ont", "ou", "par", "pendant", "peuvent",
     "points", "pour", "pourraient", "pourront", "que", "qui", "se", "selon", "sera", "seront",
     "sont", "sous", "sur", "tiers", "un", "une", "avec", "dimensions", "qu")
)  # fmt: skip
_COUNTED = re.compile(r"[\w-]+[sx]|[A-Z]{2,}\w*|km²?|m[²2³]?|ha|kg|t|h|kWh|GWh|MW|l")
"""A noun in the plural, an acronym, a unit of measure."""
_SCALES = {"million": 1_000_000, "milliard": 1_000_000_000, "m": 1_000_000, "k": 1000, "md": 10**9}
_SUM = re.compile(
    rf"(?<![\w.,/])(?P<digits>{_DIGITS})\s*(?P<scale>millions?|milliards?|Md|M|k)?\s*(?:d'\s*|de\s+)?"
    r"(?P<currency>€|euros?\b|EUR\b)(?P<per>\s*(?:/|par\s+|chaque\s+)(?:an(?:née)?|place)\b"
    r"|\s+annuels?\b)?",
    re.IGNORECASE,
)
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_DATE = re.compile(
    rf"(?:(?:\b[Àà] l'horizon (?:de )?|\b[Dd]epuis |\bmi-)?(?:(?P<day>\d{{1,2}})(?:er)?\s+)?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)}|aout|fevrier|decembre)\s+)?)"
    r"(?<![\d/–-])(?P<year>(?:19|20)\d\d)(?![\d/°]|-\d|\s*€)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\b(?:JOP|JO|Jeux(?:\s+\w+){0,4}|Agenda|Paris|Horizon|Objectif|vision|programme|loi|"
    r"futur)\s*|n°\s*|[«“\"][^»”\"]{0,40})$",
    re.IGNORECASE,
)


def read_figures(reading: Reading, read: Iterable[Sentence]) -> Iterator[Quantity]:
    """Numbers and what they count; « les deux collectivités » counts nothing anew."""
    seen: set[tuple[Decimal, str]] = set()
    for sentence in read:
        for match in _FIGURE.finditer(sentence.text):
            unit, end = _unit(match)
            value = _value(match)
            if not unit or value is None or _refers_back(sentence.text, match):
                continue
            if (value, unit.casefold()) in seen:
                continue
            seen.add((value, unit.casefold()))
            start, stop = sentence.span(match.start(), end)
            counted = clean(reading.source.text[sentence.at[match.start("unit")] : stop])
            yield reading.stated(
                start,
                stop,
                Quantity,
                confidence=0.6,
                method="prose: number and noun",
                value=value,
                unit=counted or unit,
            )


def _unit(match: re.Match[str]) -> tuple[str, int]:
    """The words of a unit up to the first that belongs to the sentence; where they end."""
    if match["unit"].startswith("%"):
        words = match["unit"].split()
        while len(words) > 1 and words[-1].casefold() in _STOPS | {"de", "des", "du", "d'"}:
            words.pop()
        whole = match["unit"][: _length(match["unit"], len(words))]
        return whole, match.start("unit") + len(whole)
    kept: list[str] = []
    for word in match["unit"].split():
        bare = word.casefold().split("'")[-1]
        if bare in _STOPS and kept:
            break
        if not kept and _NO_UNIT.fullmatch(word):
            return "", match.end()
        if not kept and not _COUNTED.fullmatch(word):
            return "", match.end()
        kept.append(word)
    while len(kept) > 1 and kept[-1] in ("de", "d'", "des", "la", "l'"):
        kept.pop()
    length = _length(match["unit"], len(kept))
    return " ".join(kept), match.start("unit") + length


def _length(unit: str, words: int) -> int:
    ends = [found.end() for found in re.finditer(r"\S+", unit)]
    return ends[words - 1] if ends else 0


def _value(match: re.Match[str]) -> Decimal | None:
    if match["word"]:
        return Decimal(_WORDS[match["word"].casefold()])
    return _decimal(match["digits"])


def _decimal(digits: str) -> Decimal:
    grouped = re.sub(r"(?<=\d)[   .](?=\d{3}(?:\D|$))", "", digits)
    return Decimal(grouped.replace(",", "."))


def _refers_back(text: str, match: re.Match[str]) -> bool:
    """« les deux sites » were counted before; and a bare year counts nothing."""
    if match["word"]:
        before = text[max(0, match.start() - 12) : match.start()]
        return _ANAPHORA.search(before) is not None
    return re.fullmatch(r"(?:19|20)\d\d", match["digits"]) is not None


def read_sums(reading: Reading, read: Iterable[Sentence]) -> Iterator[Amount]:
    """Sums of money, in euros."""
    for sentence in read:
        for match in _SUM.finditer(sentence.text):
            scale = (match["scale"] or "").casefold().rstrip("s")
            eur = _decimal(match["digits"]) * _SCALES.get(scale, 1)
            per = (match["per"] or "").casefold()
            start, end = sentence.span(match.start(), match.end())
            yield reading.stated(
                start,
                end,
                Amount,
                confidence=0.9,
                method="prose: sum in euros",
                eur=eur,
                per="place" if "place" in per else "year" if per else "total",
            )


def read_dates(reading: Reading, read: Iterable[Sentence]) -> Iterator[Mention]:
    """Dates, each once, as precise as printed; the year in an event's name is none."""
    seen: set[str] = set()
    for sentence in read:
        for match in _DATE.finditer(sentence.text):
            if _NAMED.search(sentence.text[max(0, match.start() - 45) : match.start()]):
                continue
            date = _date(match)
            if date in seen:
                continue
            seen.add(date)
            start, end = sentence.span(match.start(), match.end())
            yield reading.stated(
                start,
                end,
                Mention,
                confidence=0.8,
                method="prose: date",
                kind="date",
                date=date,
            )


def _date(match: re.Match[str]) -> str:
    month = (match["month"] or "").casefold().translate(str.maketrans("éû", "eu"))
    if not month:
        return match["year"]
    number = [m.translate(str.maketrans("éû", "eu")) for m in _MONTHS].index(month) + 1
    day = match["day"]
    whole = f"{match['year']}-{number:02d}"
    return f"{whole}-{int(day):02d}" if day and 1 <= int(day) <= 31 else whole
