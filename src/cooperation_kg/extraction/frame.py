"""The frame of a text: what it is called, who its parties are, and from when to when it holds.

A title begins with a word for a kind of text (« convention », « contrat de ville », « protocole »)
on the first pages, and may go over several lines (« entre … et … », the years). Parties stand in
the title, in an « ENTRE … ET … » block, in a list of signatories, or at the foot of the text.
Dates of the term are those that the text ties to its adoption, signature, beginning or end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cooperation_kg.authorities import Authorities
from cooperation_kg.extraction.frame_term import (
    KINDS,
    YEARS,
    read_blanks,
    read_deliberation,
    read_term,
)
from cooperation_kg.extraction.organisations import organisation_key, party_of_office
from cooperation_kg.extraction.parties import party_runs
from cooperation_kg.extraction.party_lists import associated_runs
from cooperation_kg.extraction.passages import Flow, Paragraph, Region, flow
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.extraction.signatures import read_signatures
from cooperation_kg.records.model import Term
from cooperation_kg.records.values import Absence, DateStated, Party, Signatory, Stated

__all__ = ["Frame", "read_frame"]

_TITLE = re.compile(
    rf"^(?:objet\s*:\s*)?(?:projet\s+de\s+)?(?P<title>(?:{KINDS})\b[^\n]*)", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"^(?:entre\b|et\b|l[ea]s?\s|l['’]|(?:19|20)\d{2}|d(?:e|u|es)\s|d['’]|relati|pour\b|portant|avec\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\.{4}|…{2}|\.\s\.\s\.|\s\d{1,3}\s*$")
_IN_SENTENCE = re.compile(
    rf"\b(?P<title>(?:{KINDS})\s+[^.,;:\n]{{0,80}}?(?:19|20)\d{{2}}\s?[-–]\s?(?:19|20)\d{{2}})",
    re.IGNORECASE,
)
_OF_OFFICE = re.compile(
    r"\b(?:maire|présidente?|direct(?:eur|rice)|rect(?:eur|rice))\s+(?:générale?\s+|régionale?\s+)?"
    r"(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’])",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"(?:recteur|rectrice|direct(?:eur|rice)|président|maire)e?\b", re.IGNORECASE)
_TOLD = re.compile(r"représenté|ci-?\s?après|\bsise?\s|d['’]une\s+part|agissant", re.IGNORECASE)
_ONE_OF_SEVERAL = re.compile(
    r"\bles\s+(?P<kind>commune|ville|département|région)s\s+(?:d(?:e|u|es)\s+|d['’])"
    r"(?:[A-ZÀ-Þ][^.;:\n]{0,120}\b(?:d(?:e|u|es)\s+|d['’]))?$",
    re.IGNORECASE,
)
Type = Literal[
    "bilateral-convention", "contrat-de-ville", "protocol", "amendment", "publication"
]  # fmt: skip
_TYPES: tuple[tuple[str, Type], ...] = (
    (r"^contrat\s+de\s+ville", "contrat-de-ville"),
    (r"^avenant", "amendment"),
    (r"^(?:protocole|charte|pacte)", "protocol"),
    (rf"^(?:{KINDS})", "bilateral-convention"),
)


@dataclass(frozen=True)
class Frame:
    """What frames a text.

    Attributes:
        title: its title; its first words where no title was found, None where it has no words.
        type: what kind of text it is.
        parties: who it binds.
        term: its dates.
        deliberation: the date of the deliberation printed with it.
        absent: dates of signature that are left blank.
        signatories: who signs.
    """

    title: Stated | None
    type: Type
    parties: tuple[Party, ...]
    term: Term
    deliberation: DateStated | None
    absent: tuple[Absence, ...]
    signatories: tuple[Signatory, ...]


def read_frame(
    reading: Reading,
    parts: Sequence[Region] = (),
    authorities: Authorities | None = None,
) -> Frame:
    """Reads the title, the parties and the term of a document."""
    text = flow(reading)
    title = _title(text)
    parties = list(_parties(text, title, authorities))
    signatories = read_signatures(reading, parts, authorities, parties)
    parties += _from_signatories(reading, signatories, parties)
    return Frame(
        title=title,
        type=_type(title),
        parties=tuple(parties),
        term=read_term(text, title),
        deliberation=read_deliberation(text),
        absent=tuple(read_blanks(reading)),
        signatories=signatories,
    )


def _type(title: Stated | None) -> Type:
    words = title.text if title else ""
    return next((kind for form, kind in _TYPES if re.match(form, words, re.I)), "publication")


def _title(text: Flow) -> Stated | None:
    paragraphs = [p for p in text.paragraphs if p.end - p.start < 260]
    for at, paragraph in enumerate(paragraphs[:60]):
        words = text.text[paragraph.start : paragraph.end]
        match = _TITLE.match(words)
        if match is None or _LISTED.search(words) or re.search(r"[;,]\s*$", words):
            continue
        if not (words[:1].isupper() or paragraph.heading) or _is_sentence(words):
            continue
        end = _title_end(text, paragraphs, at)
        return text.stated(
            paragraph.start + match.start("title"), end, Stated, confidence=0.9,
            method="a heading that names a kind of text on the first pages",
        )  # fmt: skip
    match = _IN_SENTENCE.search(text.text)
    if match is None:
        first = next(iter(text.paragraphs), None)
        if first is None:
            return None
        return text.stated(
            first.start, min(first.end, first.start + 300), Stated, confidence=0.2,
            method="the first words of the text: no title was found",
        )  # fmt: skip
    return text.stated(
        *match.span("title"), Stated, confidence=0.7, method="what the text calls itself"
    )


def _is_sentence(words: str) -> bool:
    return bool(
        re.search(r"\b(?:est|sont|sera|a\s+été|précise|s['’]exécutera|vise|porte)\b", words)
    )


def _title_end(text: Flow, paragraphs: Sequence[Paragraph], at: int) -> int:
    """A title goes on over the short lines « entre », a party, « et », a party, the years."""
    end = paragraphs[at].end
    first = text.text[paragraphs[at].start : paragraphs[at].end]
    between = bool(re.search(r"\bentre\s*$", first, re.IGNORECASE))
    for following in paragraphs[at + 1 : at + 7]:
        words = text.text[following.start : following.end].strip()
        if (
            len(words) > 90
            or words.endswith((".", ":", ","))
            or (_LISTED.search(f"{words} ") and not YEARS.match(words))
        ):
            break
        if (
            re.fullmatch(r"entre\s*:?", words, re.IGNORECASE)
            and not between
            and _represented(text, following)
        ):
            break
        if not _GOES_ON.match(words):
            break
        between = between or words.casefold().startswith("entre")
        end = following.end
    return end


def _represented(text: Flow, paragraph: Paragraph) -> bool:
    return bool(_TOLD.search(text.text, paragraph.end, paragraph.end + 400))


def _parties(text: Flow, title: Stated | None, authorities: Authorities | None) -> Iterator[Party]:
    seen: set[str] = set()
    first_pages = text.paragraphs[:60][-1].end if text.paragraphs else 0
    runs = [(*run, "party") for run in party_runs(text, title)]
    runs += [(*run, "associated") for run in associated_runs(text, first_pages)]
    for start, end, sure, role in runs:
        first, last = text.trimmed(start, end)
        words = text.text[first:last]
        office = _OFFICE.match(words)
        known = authorities.name(words) if authorities else None
        key = known.key if known else None
        key = key or (party_of_office(words, authorities, ()) if office else None)
        kind = _ONE_OF_SEVERAL.search(text.text, max(0, first - 160), first)
        if key is None and kind and not known:
            key = organisation_key(f"{kind['kind'].casefold()} de {words}", authorities)
        key = key or organisation_key(words, authorities)
        if key is None or key in seen or len(key) > 80:
            continue
        value = text.stated(
            first, last, Party, organisation=key, role=role, confidence=sure,
            method="an organisation named as a party",
        )  # fmt: skip
        if value is not None:
            seen.add(key)
            yield value


def _from_signatories(
    reading: Reading, signatories: Sequence[Signatory], parties: Sequence[Party]
) -> Iterator[Party]:
    """Who signs is a party: named by the office of the signatory where nothing else names it."""
    seen = {party.organisation for party in parties}
    prefecture = any(re.match(r"préfecture\b", party.text, re.IGNORECASE) for party in parties)
    for signatory in signatories:
        key, role = signatory.organisation, signatory.role
        if key is None or key in seen or (key == "etat" and prefecture):
            continue
        seen.add(key)
        start, end = role.at.items[0].start or 0, role.at.items[-1].end or 0
        of = _OF_OFFICE.search(reading.source.text, start, end)
        start = of.end() if of and key != "etat" else start
        yield reading.stated(
            start, end, Party, organisation=key, confidence=0.85,
            method="the organisation of a signatory",
        )  # fmt: skip
