"""Counts the text declares of itself: « cinq axes », « 20 actions concrètes », « huit villes ».

Only counts of the text's own parts and parties are declared counts; numbers that the text leaves
open (« plus de 20 communes »), counts of an earlier text and of parts of something else are not.
A text may call its parts by other words (« trois ambitions », « quatre opérations »): such a word
counts where the text numbers its headings by it, « Ambition 1 », « Ambition 2 ».
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
_CALLED: MappingProxyType[str, What] = MappingProxyType(
    {
        **dict.fromkeys(
            ("piliers", "ambitions", "volets", "thèmes", "thématiques", "défis", "champs",
             "programmes", "chantiers", "caps"),
            "axes",
        ),
        **dict.fromkeys(
            ("projets", "opérations", "mesures", "engagements", "initiatives", "fiches-projets"),
            "actions",
        ),
    }
)  # fmt: skip
"""What a text may call its parts, and the level it then means unless its outline says another."""
_LEVELS: MappingProxyType[str, What] = MappingProxyType(
    {"axis": "axes", "orientation": "orientations", "action": "actions"}
)
_NUMBERING = r"\s+(?:n\s?[°o]\s*)?(?:\d{1,2}|[IVX]{1,4}|[A-Z])(?:[-.]?\d{1,2})*(?!\w)"
_HEADED = re.compile(rf"[\s#*>_|-]*(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?){_NUMBERING}")
_ADJECTIVES = (
    r"(?:grande?s?|principa(?:ux|les?)|nouve(?:aux|lles?)|premi(?:ers|ères)|petites?|fiches|"
    r"différente?s|autres)"
)
_ANY = "|".join(sorted((*_THINGS, *_CALLED), key=len, reverse=True))
_COUNT = re.compile(
    rf"(?P<before>(?:\b[\w’']+\s+){{0,3}}?)(?<![\w,./°-])(?P<number>{NUMBER})\s+"
    rf"(?:{_ADJECTIVES}\s+){{0,2}}(?P<thing>{_ANY})(?![\w-])"
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
_TAKEN_UP = re.compile(r"\b(?:les|des|aux|ces|chacun\w*\s+d\w+)\s*$", re.IGNORECASE)
_AROUND = re.compile(r"\bautour\s+de\s*$", re.IGNORECASE)
_OF_TEXT = re.compile(
    r"\b(?:présente?|cette|ce|la|le|l['’])\s?"
    r"(?:convention|protocole|contrat|charte|pacte|accord)(?:[-\s]cadre)?(?:\s+de\s+\w+)?\s+"
    r"(?:\w+\s+)?(?:compren|comport|compt|se\s+compos|se\s+déclin|repos|s['’]articul|tient\s|retient"
    r"|décline|est\s+(?:\w+\s+)?(?:bâti|structur|organis|compos|constru))",
    re.IGNORECASE,
)
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
    text = flow(reading)
    found = _counts(text, _called(reading, parts))
    return tuple(
        item
        for item, sentence in found
        if _OF_TEXT.search(sentence) or not any(item.at.line in lines for lines in plan)
    )


def _called(reading: Reading, parts: Sequence[Region]) -> dict[str, What]:
    """The words, in the plural, by which a text numbers two headings or more, and their level."""
    kinds = {part.title.at.line: part.kind for part in _all(parts)}
    seen: dict[str, set[str]] = {}
    levels: dict[str, Counter[What | None]] = {}
    for line in reading.lines:
        headed = _HEADED.match(line.raw) if not line.furniture else None
        if headed is None:
            continue
        word = f"{headed['word'].casefold().rstrip('s')}s"
        word = "fiches-projets" if word == "fiche-projets" else word
        seen.setdefault(word, set()).add(headed.group().strip())
        if line.number in kinds:
            level = _LEVELS.get(kinds[line.number])
            levels.setdefault(word, Counter())[level] += 1
    found = {
        word: levels[word].most_common(1)[0][0] if word in levels else what
        for word, what in _CALLED.items()
        if len(seen.get(word, ())) > 1
    }
    return {word: what for word, what in found.items() if what is not None}


def _all(parts: Sequence[Region]) -> Iterator[Region]:
    for part in parts:
        yield part
        yield from _all(part.parts)


def _counts(text: Flow, called: Mapping[str, What]) -> Iterator[tuple[DeclaredCount, str]]:
    """The counts, each with the sentence it stands in."""
    things = {**_THINGS, **called}
    said: set[tuple[What, int]] = set()
    for start, end in text.sentences():
        sentence = text.text[start:end]
        if end - start > _LONGEST or not any(thing in sentence.casefold() for thing in things):
            continue
        if _OTHERS.search(sentence):
            continue
        matches = [
            match
            for match in _COUNT.finditer(text.text, start, end)
            if match["thing"].casefold() in things
        ]
        named = any(match["thing"].casefold() in called for match in matches)
        if not named and not _OWN.search(sentence):
            continue
        for match in matches:
            count = read_number(match["number"])
            what = things[match["thing"].casefold()]
            lead = text.text[max(start, match.start("number") - 30) : match.start("number")]
            around = what in ("axes", "orientations", "domains", "objectives") and _AROUND.search(
                lead
            )
            if count is None or not _plausible(count, what) or (_OPEN.search(lead) and not around):
                continue
            again = match["thing"].casefold() in called and _TAKEN_UP.search(lead)
            if again and (what, count) in said:
                continue
            said.add((what, count))
            if what in _BOUND and not _bound(what, sentence):
                continue
            value = text.stated(
                match.start("number"), match.end(), DeclaredCount, what=what, count=count,
                confidence=0.85, method="a number before what it counts",
            )  # fmt: skip
            if value is not None:
                yield value, sentence


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
