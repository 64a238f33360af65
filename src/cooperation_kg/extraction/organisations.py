"""Which organisation printed words mean: a known one, or a key to propose for a new one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cooperation_kg.authorities import Authorities
from cooperation_kg.extraction.designations import folded, same

__all__ = ["organisation_key", "party_of_office", "proposed_key"]

_LEADING = re.compile(
    r"^(?:les?\s+|la\s+|l['’]\s?|du\s+|des\s+|de\s+la\s+|de\s+l['’]|d['’]|de\s+)", re.I
)
_STATE = re.compile(
    r"\b(?:préf[eè]te?|préfet|sous-préf[eè]te?|ministre|secrétaire\s+d['’][eé]tat)\b", re.I
)
_OFFICE_OF = re.compile(
    r"^(?:(?:m\.|mme|monsieur|madame)\s+)?(?:l[ea]\s+|l['’])?(?:vice-?\s?)?"
    r"(?P<office>présidente?|maire(?:sse)?|préf[eè]te?|préfet|directrice|directeur|rectrice|recteur"
    r"|procureure?|adjointe?\s+(?:au|à\s+la)\s+maire|conseill[eè]re?)\b"
    r"(?:\s+(?:générale?|régionale?|départementale?|territoriale?|déléguée?|adjointe?))*"
    r"\s*,?\s*(?P<of>.*)$",
    re.I,
)


def proposed_key(text: str) -> str | None:
    """A key for an organisation that is not known yet, made of the name as printed.

    >>> proposed_key("la Métropole Rive Sud")
    'metropole-rive-sud'
    """
    return folded(_LEADING.sub("", text.strip())).replace(" ", "-") or None


def organisation_key(
    text: str, authorities: Authorities | None, context: Iterable[str] = ()
) -> str | None:
    """The key of the organisation that words name; a proposed one where it is not known."""
    words = " ".join(text.split()).strip(" ,;:.*")
    around = tuple(context)
    for tried in (words, _LEADING.sub("", words)):
        known = authorities.name(tried, around) if authorities else None
        if known is not None:
            return known.key
    return same(words, around) or proposed_key(words)


def party_of_office(
    office: str, authorities: Authorities | None, keys: Sequence[str]
) -> str | None:
    """The organisation an office belongs to; `keys` are those of the parties it may be of."""
    words = " ".join(office.split()).strip(" ,;:.")
    if _STATE.search(words):
        return "etat"
    match = _OFFICE_OF.match(words)
    if match is None:
        return None
    mayor = match["office"].casefold().startswith("maire")
    of = re.sub(r"\s*,\s+(?:maire|présidente?|député|sénat)\w*\b.*$", "", match["of"], flags=re.I)
    if not of:
        return same("commune", keys) if mayor else None
    for tried in (of, *_bare(of)):
        known = authorities.name(tried, keys) if authorities else None
        if known is not None and known.kind != "category":
            return known.key
    new = proposed_key(of)
    party = same(f"commune {of}" if mayor else of, keys)
    return party or (f"commune-{new}" if new and mayor else new)


def _bare(of: str) -> Iterable[str]:
    """« du Bourget » is « Le Bourget », or « Bourget »."""
    bare = re.sub(r"^du\s+", "le ", re.sub(r"^des\s+", "les ", of, flags=re.I), flags=re.I)
    bare = re.sub(r"^(?:de\s+la\s+|de\s+l['’]|de\s+|d['’])", "", bare, flags=re.I)
    return bare, re.sub(r"^les?\s+", "", bare)
