"""The dates of a text's life: adopted, signed, beginning, end; and dates that are left blank.

A date counts only where words tie it to the text itself (« la présente convention … jusqu'au »);
the years of a title stand in where no sentence says more. Nothing is reckoned: a duration makes
no end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cooperation_kg.extraction.frame_dates import Dated, find_dates, first_date
from cooperation_kg.extraction.passages import Flow
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.model import Term
from cooperation_kg.records.values import Absence, DateStated, Stated

__all__ = ["KINDS", "YEARS", "read_blanks", "read_deliberation", "read_term"]

KINDS = (
    r"conventions?(?:-cadre|\s+cadre)?|contrat\s+de\s+ville|contrat(?:-cadre|\s+cadre)?|protocole"
    r"|charte|pacte|accord(?:-cadre)?|avenant|partenariat|entente"
)
"""Words for kinds of texts, as a regular expression."""

YEARS = re.compile(r"(?<!\d)(?P<start>(?:19|20)\d{2})\s?[-–/]\s?(?P<end>(?:19|20)\d{2})(?!\d)")
_ADOPTED = re.compile(
    r"\b(?:séance\s+(?:publique\s+)?du|(?<!après\s)adoptée?\s+(?:le|par\s+[^.;\n]{0,80}?\bdu)|réunion\s+du\s+conseil\s+du)\s+",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:\b(?:fait|signé)\s+(?:à|en)\b[^.;\n]{0,90}?\ble\s+|^\s*date\s*:\s*(?:le\s+)?"
    r"|^(?:à\s+)?[A-ZÀ-Þ][\wÀ-ÿ-]+,\s+le\s+)",
    re.IGNORECASE | re.MULTILINE,
)
_START = re.compile(
    r"(?:\bà\s+(?:compter|partir)\s+du\s+|\bentr\w+\s+en\s+vigueur\s+(?:à\s+compter\s+du|le|au)\s+"
    r"|\bpren(?:d|dra)\s+effet\s+(?:à\s+compter\s+du|le|au)\s+|\bdès\s+(?:l['’]année|le)\s+|\bdébute(?:ra)?\s+(?:le|en)\s+)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:\bjusqu['’](?:au|en|à\s+la\s+fin\s+de(?:\s+l['’]année)?|à\s+fin)\s+|\bprend(?:ra)?\s+fin\s+(?:le|en|au)\s+"
    r"|\bs['’]ach[eè]ve(?:ra)?\s+(?:le|en|au|fin)\s+|\bexpire(?:ra)?\s+(?:le|en|au)\s+|\béchéance\s+(?:est\s+)?(?:fixée\s+)?au\s+"
    r"|\bau\s+plus\s+tard\s+le\s+)",
    re.IGNORECASE,
)
_OF_TEXT = re.compile(
    rf"\b(?:présente?|cette|la|le|ce|dite)\s+(?:présente?\s+)?(?:{KINDS}|cadre\s+de\s+référence)"
    r"|\bil\s+est\s+établi|\bparties\b",
    re.IGNORECASE,
)
_BLANK_DATE = re.compile(
    r"(?P<blank>(?:[Ff]ait\s+)?(?:[ÀàAa]\s+)?[A-ZÀ-Þ][\wÀ-ÿ]+(?:-[\wÀ-ÿ]+)*,\s+le\b)[\s._…]*"
)
_DELIBERATION = re.compile(
    r"^\s*délibération\s+(?:n\s?°\s*[\w./-]*\s*)?(?:en\s+date\s+)?du\s+", re.I
)


def read_term(text: Flow, title: Stated | None) -> Term:
    """The dates of a text, each only where the text gives it."""
    start = _tied(text, _START, of_text=True)
    end = _tied(text, _END, of_text=True)
    years = _title_years(text, title)
    return Term(
        adopted=_tied(text, _ADOPTED, exact=True, first_lines=40),
        signed=_tied(text, _SIGNED, exact=True),
        start=start or (years[0] if years else None),
        end=end or (years[1] if years else None),
        dated=_dated(text),
    )


def _tied(
    text: Flow,
    rule: re.Pattern[str],
    *,
    exact: bool = False,
    of_text: bool = False,
    first_lines: int | None = None,
) -> DateStated | None:
    """The first date that stands right after words which tie it to the text's own life."""
    stop = text.position(first_lines) if first_lines else len(text.text)
    best: tuple[int, DateStated] | None = None
    for match in rule.finditer(text.text, 0, stop):
        date = first_date(text.text, match.end(), min(match.end() + 30, len(text.text)))
        if date is None or date.start - match.end() > 3 or (exact and not date.exact):
            continue
        rank = _rank(text, match, date) if of_text else 1
        if rank == 0 or (best is not None and rank <= best[0]):
            continue
        value = _date(text, match.start(), date)
        if value is not None:
            best = rank, value
    return best[1] if best else None


def _rank(text: Flow, match: re.Match[str], date: Dated) -> int:
    """How surely a date is about the text: its sentence names the text, and tells the day."""
    start, end = next(
        (
            (a, b)
            for a, b in text.sentences(max(0, match.start() - 600), date.end + 1)
            if a <= match.start() < b
        ),
        (match.start(), date.end),
    )
    sentence = text.text[start:end]
    if not _OF_TEXT.search(sentence) and not re.match(r"^(?:Elle|Il)\b", sentence):
        return 0
    return 1 + date.exact


def _date(text: Flow, start: int, date: Dated) -> DateStated | None:
    return text.stated(
        start, date.end, DateStated, date=date.date, confidence=0.85,
        method="a date after words that tie it to the text",
    )  # fmt: skip


def _title_years(text: Flow, title: Stated | None) -> tuple[DateStated, DateStated] | None:
    if title is None:
        return None
    line = title.at.line
    first, last = text.position(line), text.position(line + 6)
    match = YEARS.search(text.text, first, last)
    if match is None or match.group() not in title.text:
        return None
    found = [
        text.stated(
            *match.span(edge), DateStated, date=match[edge], confidence=0.85,
            method="the years in the title",
        )
        for edge in ("start", "end")
    ]  # fmt: skip
    begins, ends = found
    return (begins, ends) if begins is not None and ends is not None else None


def _dated(text: Flow) -> DateStated | None:
    """A date alone on a line of the first page."""
    for paragraph in text.paragraphs[:8]:
        words = text.text[paragraph.start : paragraph.end].strip()
        for date in find_dates(words):
            if date.exact and len(words) - (date.end - date.start) <= 4:
                return text.stated(
                    paragraph.start, paragraph.end, DateStated, date=date.date, confidence=0.85,
                    method="a date alone on the first page",
                )  # fmt: skip
    return None


def read_deliberation(text: Flow) -> DateStated | None:
    """The date of a deliberation that is printed with the text."""
    for paragraph in text.paragraphs:
        words = text.text[paragraph.start : paragraph.end]
        match = _DELIBERATION.match(words)
        if match is None or not paragraph.heading:
            continue
        date = first_date(text.text, paragraph.start + match.end(), paragraph.end)
        if date is not None and date.exact:
            return text.stated(
                date.start, date.end, DateStated, date=date.date, confidence=0.9,
                method="the heading of the deliberation",
            )  # fmt: skip
    return None


def read_blanks(reading: Reading) -> Iterator[Absence]:
    """« Bobigny, le » without a date: the place for it is left blank."""
    for line in reading.lines:
        blanks = list(_BLANK_DATE.finditer(line.raw)) if len(line.raw) < 200 else []
        if not blanks or line.raw.strip() != "".join(m.group() for m in blanks).strip():
            continue
        for match in blanks:
            first, last = match.span("blank")
            yield reading.stated(
                line.start + first, line.start + last, Absence, field="signature-date",
                confidence=0.9, method="a place for the date of signature, left blank",
            )  # fmt: skip
