"""Signatures written as a line of prose: « Pour la Ville de X, la maire, Léa NOIR »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cooperation_kg.authorities import Authorities
from cooperation_kg.extraction.organisations import organisation_key
from cooperation_kg.extraction.passages import flow
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.values import Party, Signatory, Stated

__all__ = ["OFFICES", "STAFF", "TITLES", "signatures_in_lines"]

TITLES = r"(?:M\.|MM\.|Mme|Mlle|Monsieur|Madame|Messieurs|Mesdames)"
"""How people are addressed, as a regular expression."""

OFFICES = (
    r"vice-?\s?présidente?|présidente?|maire(?:sse)?(?:\s+(?:adjointe?|déléguée?))?"
    r"|adjointe?\s+(?:au|à\s+la)\s+maire|préf[eè]te?|préfet|sous-préf[eè]te?|ministre"
    r"|secrétaire\s+d['’][eé]tat|rectrice|recteur|procureure?(?:\s+de\s+la\s+république)?"
    r"|gouverneure?|conseill[eè]re?\s+(?:départementale?|régionale?|municipale?)"
    r"|(?:directrice|directeur)(?:\s+(?:générale?|régionale?|départementale?|territoriale?))*"
)
"""The offices of those who sign, as a regular expression."""

STAFF = re.compile(
    r"\bpar\s+délégation\b|\bdes\s+services\b|\badjointe?\s+des\b|\bchef(?:fe)?\s+de\b"
    r"|\bpar\s+intérim\b|\bchargée?\s+de\s+mission\b|\battachée?\b",
    re.IGNORECASE,
)
"""Those who sign for somebody else, who holds the office."""

_NAME = (
    r"(?P<name>(?!(?:Les?|La|Pour|Fait|Vu|Et|Monsieur|Madame|Mme)\b)[A-ZÀ-Þ][\wÀ-ÿ'’-]+(?:\s+(?:(?:de|du|des|le|la|van|von)\s+|d['’])?"
    r"(?!Pour\b)[A-ZÀ-Þ][\wÀ-ÿ'’-]+){1,3})"
)
_ROLE = (
    rf"(?P<role>(?:(?i:l[ea]|son|sa)\s+|[Ll]['’])?(?i:{OFFICES})\b"
    r"(?:(?!\b(?:L[ea]|Pour)\s)[^,;:.\n]){0,90}?)"
)
_PARTY = r"\b[Pp]our\s+(?P<party>(?:l[ea]s?\s+|l['’])?[A-ZÀ-Þ][^,;:.\n]{2,90}?)\s*[,:]\s*"
_END = r"(?=\s*(?:[,;.\n]|$|Pour\b))"
_SIGNED = (
    re.compile(rf"{_PARTY}{_ROLE}\s*[,:]\s*(?:{TITLES}\s+)?{_NAME}{_END}"),
    re.compile(rf"{_PARTY}(?:{TITLES}\s+)?{_NAME}\s*,\s*{_ROLE}{_END}"),
)


def signatures_in_lines(
    reading: Reading, authorities: Authorities | None, parties: Sequence[Party]
) -> Iterator[Signatory]:
    """Who signs for whom, where party, office and name follow each other in a sentence.

    Args:
        reading: the document.
        authorities: who a party may be.
        parties: the parties of the text, which a short name takes up.
    """
    text = flow(reading)
    keys = [party.organisation for party in parties]
    for form in _SIGNED:
        for match in form.finditer(text.text):
            if STAFF.search(text.text, max(0, match.start() - 40), match.end()):
                continue
            role = text.stated(
                *match.span("role"), Stated, confidence=0.95, method="an office beside a name"
            )
            if role is None:
                continue
            key = organisation_key(match["party"], authorities, keys)
            value = text.stated(
                *match.span("name"), Signatory, role=role, organisation=key,
                confidence=0.95 if key else 0.6, method="a name beside an office",
            )  # fmt: skip
            if value is not None:
                yield value
