"""Parties that a text lists: item by item, row by row, or as those that take part beside them.

A list is led in by words that say who signs (« Signé par : », « Parties à l'accord », « Ont signé
le présent contrat : »); in a list each item begins with a name, whatever its form. A table of
signatories names them in the column whose head says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from cooperation_kg.extraction.frame_term import KINDS
from cooperation_kg.extraction.passages import Flow, Paragraph
from cooperation_kg.extraction.reading import Line

__all__ = ["associated_runs", "led_runs", "table_runs"]

Run = tuple[int, int, float]

_TEXT = (
    r"(?:(?:l[ea]\s|l['’]|cet?t?e?\s|au\s|du\s|à\s+l[ea]\s|à\s+l['’])\s?(?:présente?\s+)?"
    rf"(?:{KINDS}))"
)
_LEAD = re.compile(
    rf"^[#*_\s]*(?:(?:les\s+)?(?:parties|signataires|partenaires\s+signataires)(?:\s+{_TEXT})?"
    rf"(?:\s+(?:sont|:)\s*)?:?[\s*_]*$"
    rf"|(?:{_TEXT}\s+)?(?:(?:est|a\s+été)\s+)?(?:signée?|conclue?|passée?|adoptée?)\b[^:\n]{{0,60}}?"
    rf"\b(?:par|entre)\s*:\s*"
    rf"|(?:ont\s+signé|signent|sont\s+(?:parties|signataires))\b[^:\n]{{0,60}}:\s*)",
    re.IGNORECASE | re.MULTILINE,
)
_ARTICLE = re.compile(
    r"(?:et\s+|pour\s+)?(?:l[ea]s?\s+|l['’]\s?|du\s+|des\s+|de\s+l[ea]?\s+|de\s+l['’]|d['’]|de\s+)?"
    r"(?:(?:bailleur|société|association|opérateur)\s+(?=[A-ZÀ-Þ]))?",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r"\s*(?:[,;:.\n(«]|\b(?:ci-?\s?après|représenté|dite?s?\s|dénommé|désigné)|$)", re.IGNORECASE
)
_NO_PARTY = re.compile(
    r"(?:vu\b|considérant|il\s|elle\s|sont\s|est\s|ont\s|conviennent|ci-?\s?après|m\.\s|mme\b"
    r"|monsieur|madame|présidente?\b|maire\b|préf[eè]te?\b|article\b|\d|axe\b)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?:les\s+)?(?P<kind>communes|villes|départements|régions)\s+(?=d(?:e|u|es)\b|d['’])",
    re.IGNORECASE,
)
_OF = re.compile(r"(?:,\s*(?:et\s+)?|\s+et\s+)(?=(?:de\s+la\s|de\s+l['’]|du\s|des\s|de\s|d['’]))")
_PLURAL_LEAD = re.compile(r"(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’])", re.IGNORECASE)
_ITEM_EDGE = re.compile(r"\s*;\s*|\n|,\s+(?:et\s+)?(?=l[ea]s?\s|l['’])", re.IGNORECASE)
_FIRST_PARAGRAPHS = 60
_MOST = 40
_ASSOCIATED = re.compile(
    r"(?:\b(?:est|sont)\s+(?:\w+ment\s+)?(?:associée?s?|parties?\s+prenantes?)\b[^.:;\n]{0,60}?[:,]\s*"
    r"|\bsont\s+(?:également\s+)?associée?s?\s+|\bassociés?\s*:\s*)"
    r"(?P<who>(?:l[ea]s?\s+|l['’])[^.;:,()\n]{3,90})",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"\b(?:signataires?|parties|contractants?)\b", re.IGNORECASE)


def led_runs(text: Flow) -> Iterator[Run]:
    """The items of the first list that is led in as one of those who sign."""
    for at, paragraph in enumerate(text.paragraphs[:_FIRST_PARAGRAPHS]):
        lead = _LEAD.match(text.text, paragraph.start, paragraph.end)
        if lead is None:
            continue
        found = list(_items(text, lead.end(), _sentence_end(text, lead.end(), paragraph)))
        for following in text.paragraphs[at + 1 : at + _MOST] if not found else ():
            if following.heading or not following.bullet:
                break
            found += _items(text, following.start, _sentence_end(text, following.start, following))
        if len(found) > 1:
            yield from found
            return


def _sentence_end(text: Flow, start: int, paragraph: Paragraph) -> int:
    stop = re.compile(r"\.(?=\s|$)").search(text.text, start, paragraph.end)
    return stop.start() if stop else paragraph.end


def _items(text: Flow, start: int, end: int) -> Iterator[Run]:
    """The parties of a list, one an item; « les communes de A et de B » are two."""
    here = start
    edges = [match.span() for match in _ITEM_EDGE.finditer(text.text, start, end)]
    for first, after in [*edges, (end, end)]:
        yield from _item(text, here, first)
        here = after


def _item(text: Flow, start: int, end: int) -> Iterator[Run]:
    while start < end and text.text[start] in " ,.-–•*":
        start += 1
    several = _SEVERAL.match(text.text, start, end)
    if several:
        yield from _each(text, several.end(), end)
        return
    lead = _ARTICLE.match(text.text, start, end)
    first = lead.end() if lead else start
    if _NO_PARTY.match(text.text, start, end) or _NO_PARTY.match(text.text, first, end):
        return
    stop = _NAME_END.search(text.text, first, end)
    last = stop.start() if stop else end
    words = text.text[first:last]
    if 2 < len(words) <= 110 and any(c.isupper() for c in words) and not words.endswith("?"):
        yield first, last, 0.85


def _each(text: Flow, start: int, end: int) -> Iterator[Run]:
    """« de Périers, de Lessay et d'Ouville »: each is one."""
    stop = re.compile(r"[;:(]|\.(?:\s|$)").search(text.text, start, end)
    end = stop.start() if stop else end
    edges = [match.span() for match in _OF.finditer(text.text, start, end)]
    here = start
    for first, after in [*edges, (end, end)]:
        lead = _PLURAL_LEAD.match(text.text, here, first)
        begin = lead.end() if lead and not text.text[here:first].startswith("du ") else here
        yield begin, first, 0.85
        here = after


def associated_runs(text: Flow, last: int) -> Iterator[Run]:
    """Those of whom the first pages say that they take part without being a party."""
    for match in _ASSOCIATED.finditer(text.text, 0, last):
        first = match.start("who")
        lead = _ARTICLE.match(text.text, first, match.end())
        first = lead.end() if lead else first
        if text.text[first : first + 1].isupper():
            yield first, match.end("who"), 0.8


def table_runs(text: Flow) -> Iterator[Run]:
    """The first column of a table whose head names those who sign."""
    inside = False
    for line in text.reading.lines:
        cells = _cells(line)
        if len(cells) < 2:
            inside = False if line.text else inside
            continue
        if set(line.text) <= set("|-:=+ "):
            continue
        if not inside:
            inside = bool(_SIGNS.search(cells[0][0])) and len(cells[0][0]) < 60
            continue
        words, start, end = cells[0]
        if words and not _NO_PARTY.match(words):
            yield bisect_left(text.at, start), bisect_left(text.at, end - 1) + 1, 0.9


def _cells(line: Line) -> list[tuple[str, int, int]]:
    """The cells of a row parted by bars, with their places in the source."""
    if line.raw.count("|") < 2:
        return []
    return [
        (
            match.group().strip(" *"),
            line.start + match.start() + len(match.group()) - len(match.group().lstrip(" *")),
            line.start + match.start() + len(match.group().rstrip(" *")),
        )
        for match in re.finditer(r"[^|]+", line.raw)
        if match.group().strip()
    ]
