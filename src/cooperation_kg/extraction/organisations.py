"""Which organisation printed words mean: a known one, or a key to propose for a new one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from cooperation_kg.authorities import Authorities

UNKNOWN = "inconnu"
"""The key of a signatory whose organisation nothing names."""

__all__ = ["UNKNOWN", "organisation_key", "party_of_office", "proposed_key"]

_LEADING = re.compile(
    r"^(?:les?\s+|la\s+|l['’]\s?|du\s+|des\s+|de\s+la\s+|de\s+l['’]|d['’]|de\s+)", re.I
)
_STATE = re.compile(
    r"\b(?:préf[eè]te?|préfet|sous-préf[eè]te?|ministre|secrétaire\s+d['’][eé]tat)\b", re.I
)
_OFFICE_OF = re.compile(
    r"^(?:(?:m\.|mme|monsieur|madame)\s+)?(?:l[ea]\s+|l['’])?(?:vice-?\s?)?"
    r"(?P<office>présidente?|maire|préf[eè]te?|préfet|directrice|directeur|rectrice|recteur"
    r"|procureure?|adjointe?\s+(?:au|à\s+la)\s+maire|conseill[eè]re?)\b"
    r"(?:\s+(?:générale?|régionale?|départementale?|territoriale?|déléguée?|adjointe?))*"
    r"\s*,?\s*(?P<of>.*)$",
    re.I,
)
_FORMS = (
    ("conseil départemental", "departement-"),
    ("conseil général", "departement-"),
    ("département", "departement-"),
    ("conseil régional", "region-"),
    ("région", "region-"),
    ("métropole", "metropole"),
    ("établissement public territorial", "ept-"),
    ("ept", "ept-"),
)


def proposed_key(text: str) -> str | None:
    """A key for an organisation that is not known yet, made of the name as printed.

    >>> proposed_key("la Métropole Rive Sud")
    'metropole-rive-sud'
    """
    words = _LEADING.sub("", text.strip())
    opened = unicodedata.normalize("NFKD", words.casefold().replace("œ", "oe"))
    plain = "".join(c for c in opened if not unicodedata.combining(c))
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or None


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
    return proposed_key(words)


def party_of_office(
    office: str, authorities: Authorities | None, keys: Sequence[str]
) -> str | None:
    """The organisation an office belongs to; `keys` are those of the parties it may be of."""
    words = " ".join(office.split()).strip(" ,;:.")
    if _STATE.search(words):
        return "etat"
    match = _OFFICE_OF.match(words)
    of = match["of"] if match else ""
    for form, prefix in _FORMS:
        if of and re.search(rf"\b{form}\s*$", of, re.I):
            return _single([key for key in keys if key.startswith(prefix)])
    mayor = match is not None and match["office"].casefold().startswith("maire")
    named = _named(of, authorities, keys, mayor=mayor) if of else None
    if named is not None or of:
        return named
    if match and match["office"].casefold().startswith("maire"):
        return _single([key for key in keys if key == "paris" or key.startswith("commune-")])
    return None


def _named(
    of: str, authorities: Authorities | None, keys: Sequence[str], *, mayor: bool
) -> str | None:
    """The organisation of « maire de X »: a known one, a party of that name, or a new one."""
    bare = re.sub(r"^du\s+", "le ", re.sub(r"^des\s+", "les ", of, flags=re.I), flags=re.I)
    bare = re.sub(r"^(?:de\s+la\s+|de\s+l['’]|de\s+|d['’])", "", bare, flags=re.I)
    for tried in (of, bare, re.sub(r"^les?\s+", "", bare)):
        known = authorities.name(tried, keys) if authorities else None
        if known is not None:
            return known.key
    new = proposed_key(of)
    party = next((key for key in keys if new and (key == new or key.endswith(f"-{new}"))), None)
    return party or (f"commune-{new}" if new and mayor else new)


def _single(keys: Sequence[str]) -> str | None:
    distinct = sorted(set(keys))
    return distinct[0] if len(distinct) == 1 else None
