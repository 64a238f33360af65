"""Neighbourhoods outside tables: in lists, in sentences about watch, in headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cooperation_kg.authorities import Authorities
from cooperation_kg.extraction.passages import Flow
from cooperation_kg.extraction.reading import Line, Reading
from cooperation_kg.records.values import Amount, Neighbourhood, Quantity

__all__ = [
    "WATCH", "listed_neighbourhoods", "neighbourhoods_in_headings", "printed_number",
    "watched_neighbourhoods",
]  # fmt: skip

WATCH = re.compile(r"\bveille(?:\s+active)?\b|\bvigilance\b", re.IGNORECASE)
_LISTED = re.compile(
    r"\bquartiers?\s+(?:de\s+|en\s+|sous\s+)?(?:veille(?:\s+active)?|vigilance)\s*:\s*"
    r"|\bquartiers?\s+(?=(?:de|du|des|d['’]|l[ea]s?|l['’]|[A-ZÀ-Þ«\d]))",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"(?P<names>[^()]{3,140}?)\s*\((?P<where>[^()]{2,60})\)")
_ARTICLE = re.compile(
    r"^(?:(?:et|ou|ainsi\s+que)\s+)?(?:(?:le|les)\s+quartiers?\s+)?"
    r"(?:de\s+la\s+|de\s+l['’]|des?\s+|du\s+|d['’])?(?:la\s+(?=[A-Z])|les?\s+(?=[A-Z]))?",
)
_NAMED = re.compile(
    r"(?P<before>[A-ZÀ-Þ][^:\n]{2,80}?)\s*:\s*(?:le\s+)?quartiers?\s+"
    r"(?:de\s+la\s+|de\s+l['’]|des\s+|du\s+|de\s+|d['’])?(?P<name>[A-ZÀ-Þ][^.,:;()\n]{2,50})"
)
_GROUPS = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[,.]\d+)?")
_AMOUNT = r"\d[\d .\u00a0\u202f]*"
_ITEM = re.compile(
    r"[^\w]{0,12}(?P<name>[A-ZÀ-Þ0-9](?:(?!\s{3})[^():;|]){1,60}?)"
    r"(?:\s{0,3}\((?P<where>[A-ZÀ-Þ][^()]{1,60})\)|,\s{1,3}à\s{1,3}(?P<town>[A-ZÀ-Þ][^():,;]{1,40}?)"
    r"|\s{3,40}(?P<column>[A-ZÀ-Þ](?:(?!\s{3})[^():,;\d]){1,40}?))?"
    r"\s{0,40}(?:[:,;(–—-]|[.…_]{2,120}|(?:\.\s){3,120}|\s{3})\s{0,40}"
    rf"(?P<people>{_AMOUNT})\s?(?:hab\b|habitants)"
    rf"(?:[^.]{{0,40}}?\brevenu\b[^\d]{{0,40}}(?P<income>{_AMOUNT})\s?(?:€|euros)"
    rf"|\.?\s{{2,40}}(?P<euros>{_AMOUNT})\s?€)?"
)
_NO_ITEM = re.compile(r"(?:total|ensemble|source|moyenne|commune|ville|soit)\b", re.IGNORECASE)
_QUARTERS = re.compile(r"\bquartiers?\b|\bqpv\b", re.IGNORECASE)


def listed_neighbourhoods(reading: Reading) -> Iterator[Neighbourhood]:
    """« – Les Ormes (Sarmoise) : 2 310 habitants », under words about neighbourhoods."""
    above: Line | None = None
    for line in reading.lines:
        if not line.text or line.furniture:
            continue
        item = _ITEM.match(line.raw) if "hab" in line.raw else None
        if item is not None and _NO_ITEM.match(item["name"]):
            continue
        if item is None:
            above = line
        elif above is not None and _QUARTERS.search(above.text):
            yield _listed(reading, line, item, watched=bool(WATCH.search(above.text)))


def _listed(reading: Reading, line: Line, item: re.Match[str], *, watched: bool) -> Neighbourhood:
    sure, method = 0.92, "a list of neighbourhoods"
    where = item["where"] or item["town"] or item["column"]
    euros = "income" if item["income"] else "euros"
    people, income = (
        (line.start + item.start(name), line.start + item.start(name) + len(item[name].rstrip()))
        if item[name]
        else None
        for name in ("people", euros)
    )
    return reading.stated(
        line.start + item.start("name"), line.start + item.end("name"), Neighbourhood,
        communes=tuple(re.split(r"\s*(?:,|/|\bet\b)\s*", where)) if where else (),
        kind="watch" if watched else "priority",
        population=reading.stated(
            *people, Quantity, value=printed_number(item["people"]), unit="habitants",
            confidence=sure, method=method,
        ) if people else None,
        median_income=reading.stated(
            *income, Amount, eur=printed_number(item[euros]), confidence=sure, method=method,
        ) if income else None,
        confidence=sure, method=method,
    )  # fmt: skip


def watched_neighbourhoods(text: Flow) -> Iterator[Neighbourhood]:
    """« les quartiers de X (commune), de Y (commune) … » in sentences about watch or priority."""
    for start, end in text.sentences():
        listed = _LISTED.search(text.text, start, end)
        if listed is None or text.text.find("(", listed.end(), end) < 0:
            continue
        nearby = text.text[start : min(end + 220, len(text.text))]
        if not WATCH.search(nearby):
            continue
        for match in _BRACKET.finditer(text.text, listed.end(), end):
            yield from _bracketed(text, match)


def _bracketed(text: Flow, match: re.Match[str]) -> Iterator[Neighbourhood]:
    where = match["where"].strip()
    if not re.search(r"[A-ZÀ-Þ]|\d", where) or re.search(r"\b(?:voir|cf|dont)\b", where):
        return
    here = match.start("names")
    for piece in re.split(r"(,\s|\bet\s)", match["names"]):
        lead = _ARTICLE.match(piece.lstrip(" ,"))
        skip = len(piece) - len(piece.lstrip(" ,")) + (lead.end() if lead else 0)
        name = piece[skip:].strip(" ,")
        flattened = re.search(r"\d\s?%|\d\s\d{3}(?!\d)", name)  # a row of a table
        if re.match(r"(?:[A-ZÀ-Þ]|\d)", name) and 2 < len(name) < 60 and not flattened:
            value = text.stated(
                here + skip, here + skip + len(name), Neighbourhood, kind="watch",
                communes=tuple(re.split(r"\s*(?:,|/|\bet\b)\s*", where)),
                confidence=0.9, method="a list of neighbourhoods under watch",
            )  # fmt: skip
            if value is not None:
                yield value
        here += len(piece)


def neighbourhoods_in_headings(
    text: Flow, authorities: Authorities | None
) -> Iterator[Neighbourhood]:
    """« … Aulnay-sous-Bois : quartier Gros Saule »: a heading that names one."""
    for paragraph in text.paragraphs:
        if not paragraph.heading:
            continue
        match = _NAMED.match(text.text, paragraph.start, paragraph.end)
        if match is None:
            continue
        words = match["before"].split()
        town = next(
            (
                " ".join(words[at:])
                for at in range(len(words))
                if authorities and authorities.territory_named(" ".join(words[at:]))
            ),
            words[-1],
        )
        value = text.stated(
            match.start("name"), match.end("name"), Neighbourhood, communes=(town,),
            kind="named", confidence=0.85, method="a heading that names a neighbourhood",
        )  # fmt: skip
        if value is not None:
            yield value


def printed_number(printed: str) -> Decimal | None:
    """The first number printed, its thousands in groups or not."""
    match = _GROUPS.search(printed)
    if match is None:
        return None
    whole = re.sub(r"[ \u00a0\u202f]|\.(?=\d{3}(?!\d))", "", match.group())
    return Decimal(whole.replace(",", "."))
