"""Counts the text declares of itself: « cinq axes », « 20 actions concrètes », « huit villes ».

Only counts of the text's own parts and parties are declared counts; numbers that the text leaves
open (« plus de 20 communes »), counts of an earlier text and of parts of something else are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Literal

from cooperation_kg.extraction.number_words import NUMBER, read_number
from cooperation_kg.extraction.passages import Flow, Region, flow, plan_lines
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.values import DeclaredCount

__all__ = ["read_counts"]

What = Literal["axes", "actions", "communes", "contracts", "domains", "orientations", "objectives"]

_THINGS: MappingProxyType[str, What] = MappingProxyType(
    {
        "axes": "axes", "actions": "actions", "fiches": "actions",
        "fiches-actions": "actions", "communes": "communes", "villes": "communes",
        "municipalités": "communes", "contrats": "contracts", "conventions": "contracts",
        "domaines": "domains", "orientations": "orientations", "objectifs": "objectives",
    }
)  # fmt: skip
_ADJECTIVES = (
    r"(?:grande?s?|principa(?:ux|les?)|nouve(?:aux|lles?)|premi(?:ers|ères)|petites?|fiches|"
    r"différente?s|autres)"
)
_COUNT = re.compile(
    rf"(?P<before>(?:\b[\w’']+\s+){{0,3}}?)(?<![\w,./°-])(?P<number>{NUMBER})\s+"
    rf"(?:{_ADJECTIVES}\s+){{0,2}}(?P<thing>{'|'.join(_THINGS)})\b"
    r"(?P<kind>(?:\s+(?:de\s+(?:villes?|coopération)|concr[eè]tes|strat[ée]giques|prioritaires"
    r"|membres|ville|structurantes?|d['’][a-zéè]+|communs?|principaux|signataires))*)",
    re.IGNORECASE,
)
_LONGEST = 2000  # no sentence is longer: what is has lost its full stops
_OPEN = re.compile(
    r"(?:\b(?:plus|moins|près|autour)\s+(?:de|d['’]un)|\b(?:environ|quelques|jusqu['’]à"
    r"|entre|dont|ainsi\s+que|axe|article|action|objectif|page|n°|déjà))\s*$",
    re.IGNORECASE,
)
_AROUND = re.compile(r"\bautour\s+de\s*$", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:précédente?s?|ancien(?:ne)?s?|antérieure?s?|national(?:e|es)?|autres?\s+conventions?"
    r"|gouvernement|ministre)\b|^(?:L[ea]\s|L['’])(?:Plan|Programme|Schéma|Stratégie)\b"
    r"|\baxes\s+transvers",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:convention|protocole|contrats?|partenariat|document|charte|pacte|collectivités"
    r"|parties|retien\w+|retenu\w*|période|agglomération|territoire|villes?|métropole|projet|établissement|composée?s?"
    r"|décline\w*|comprend|comporte|structur\w+|articul\w+|repose|organise\w*|regroupe"
    r"|concern\w+|compte|défini\w*|prioritaires?|axes|conclu\w*|signé\w*)\b",
    re.IGNORECASE,
)


def read_counts(reading: Reading, parts: Sequence[Region] = ()) -> tuple[DeclaredCount, ...]:
    """The counts a document declares, in its order.

    Args:
        reading: the document.
        parts: its outline; numbers inside the plan count things of an action, not of the text.
    """
    plan = plan_lines(parts)
    found = _counts(flow(reading))
    return tuple(item for item in found if not any(item.at.line in lines for lines in plan))


def _counts(text: Flow) -> Iterator[DeclaredCount]:
    for start, end in text.sentences():
        sentence = text.text[start:end]
        if end - start > _LONGEST or not any(thing in sentence.casefold() for thing in _THINGS):
            continue
        if _OTHERS.search(sentence) or not _OWN.search(sentence):
            continue
        for match in _COUNT.finditer(text.text, start, end):
            count = read_number(match["number"])
            what = _THINGS[match["thing"].casefold()]
            lead = text.text[max(start, match.start("number") - 30) : match.start("number")]
            around = what in ("axes", "orientations", "domains", "objectives") and _AROUND.search(
                lead
            )
            if count is None or not _plausible(count, what) or (_OPEN.search(lead) and not around):
                continue
            if what in _BOUND and not _bound(what, sentence):
                continue
            value = text.stated(
                match.start("number"), match.end(), DeclaredCount, what=what, count=count,
                confidence=0.85, method="a number before what it counts",
            )  # fmt: skip
            if value is not None:
                yield value


def _plausible(count: int, what: What) -> bool:
    """Whether a text can have so many; a single one is no count, a year is none."""
    most = {"axes": 12, "orientations": 40, "domains": 20, "contracts": 60}.get(what, 400)
    return 2 <= count <= most


_BOUND: MappingProxyType[str, re.Pattern[str]] = MappingProxyType(
    {
        "communes": re.compile(
            r"regroup|compos|concern|membre|répartis|comprend|compte|rassembl|signataire"
            r"|territoire|agglomération|établissement public|partenaires?"
            r"|(?:villes|communes) d[eu]",
            re.IGNORECASE,
        ),
        "contracts": re.compile(r"contrats?\b|conventions?\b.*\bsigné", re.IGNORECASE),
        "domains": re.compile(r"convention|protocole|contrat|partenariat|interv|coop", re.I),
        "objectives": re.compile(
            r"convention|protocole|contrat|partenariat|conférence|gouvernance|s['’]articule", re.I
        ),
    }
)


def _bound(what: str, sentence: str) -> bool:
    """Whether a sentence says whose the counted things are."""
    return bool(_BOUND[what].search(sentence))
