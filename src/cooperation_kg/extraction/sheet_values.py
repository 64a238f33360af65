"""How a cell is split into single values: pilots, partners, indicators.

The contract says where: pilots at dashes, commas and slashes where both sides are units; partners
at commas, semicolons, « + » and « et » between two names, with a parenthesis that lists members
opened; indicators at line, dash, full stop or comma between items, never at « et ».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cooperation_kg.extraction.runs import Run, fold_letters
from cooperation_kg.extraction.sheet_words import (
    ACRONYM,
    CATEGORY,
    CONTINUING,
    PREPOSITION,
    UNIT_HEAD,
)

__all__ = ["indicator_runs", "members", "partner_runs", "pilot_runs", "split_at", "trim"]

# How much of the words on both sides of a separator is looked at.
_SEEN = 300
_EDGES = " ,;.:–—+/&-"
_STOPS = re.compile(r"^(?:et|ainsi que|puis|ou) (?=\S)", re.IGNORECASE)


def trim(run: Run) -> Run:
    """A value without separators at its ends, brackets left whole."""
    run = run.strip(_EDGES).unmarked()
    lead = _STOPS.match(run.text)
    return run.part(lead.end(), len(run.text)) if lead else run


def _depths(text: str) -> list[int]:
    """How many brackets are open before each character."""
    depth, found = 0, []
    for character in text:
        found.append(depth)
        if character in "(«[":
            depth += 1
        elif character in ")»]":
            depth = max(0, depth - 1)
    return found


def split_at(run: Run, spans: list[tuple[int, int]]) -> Iterator[Run]:
    """The parts of a run between separators, empty ones left out."""
    here = 0
    for start, end in [*spans, (len(run.text), len(run.text))]:
        part = trim(run.part(here, max(start, here)))
        if any(c.isalnum() for c in part.text):
            yield part
        here = end


def _outside(run: Run, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    depths = _depths(run.text)
    return (match for match in pattern.finditer(run.text) if not depths[match.start()])


def _first_word(text: str) -> str:
    match = re.match(r"[^\s,;()/–—-]+", text)
    return match.group() if match else ""


def _last_word(text: str) -> str:
    match = re.search(r"[^\s,;()/–—-]+$", text.rstrip(" )"))
    return match.group() if match else ""


# Parts of one acronym, not units: « DRIEA-IF », « ARS-IDF ».
_SUFFIX = frozenset({"IF", "IDF", "PACA", "ARA", "BFC", "HDF", "NA", "GE", "PDL", "CVL"})


def _acronym(word: str) -> bool:
    return bool(ACRONYM.fullmatch(word)) and word not in _SUFFIX


def _unit(text: str) -> bool:
    """Whether a text begins as the name of a unit does."""
    return _acronym(_first_word(text)) or bool(UNIT_HEAD.match(fold_letters(text)))


_PILOT_SEPARATOR = re.compile(
    r"\s*[;•+,]\s*|\s*[–—]\s*|\s+-\s*|\s*-\s+|(?<=\w)-(?=\w)|\s*/\s*|\s+(?:(?i:et)|&|ainsi que)\s+"
)


def _parts_pilots(left: str, printed: str, right: str) -> bool:
    sign = printed.strip().lower()
    both = _acronym(_last_word(left)) and _acronym(_first_word(right))
    if sign in (";", "•", "+"):
        return True
    if sign == ",":
        named = not UNIT_HEAD.match(fold_letters(left)) and right[:1].isupper()
        generic = fold_letters(right).startswith("autres ")
        return _unit(right) or named or generic
    if printed == "-":
        headed = UNIT_HEAD.match(fold_letters(right)) and right[:1].isupper()
        return both or bool(_acronym(_last_word(left)) and headed)
    closed = left.endswith(")") and right[:1].isupper()
    if sign in ("/", "&"):
        units = sign == "/" and printed != sign and _unit(left) and _unit(right)
        return both or closed or units
    if sign in ("et", "ainsi que"):
        article = re.sub(r"^(?:l[ae]s? |l['’])", "", right, flags=re.IGNORECASE)
        # « Lyrac (Direction de l'éducation) et Monts d'Ebre (Pôle agricole) »
        closed = left.endswith(")") and article[:1].isupper()
        return both or closed or _unit(article)
    spaced = printed != sign
    # A dash between two words of one name: « Pantin – Bobigny » after « Service ».
    return spaced or both or (_unit(left) and right[:1].isupper())


def _separated(
    run: Run, pattern: re.Pattern[str], parts: Callable[[str, str, str], bool]
) -> Iterator[Run]:
    """The parts of a run, at those matches of `pattern` that `parts` says to be separators."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _outside(run, pattern):
        left = run.text[max(start, match.start() - _SEEN) : match.start()].rstrip()
        right = run.text[match.end() : match.end() + _SEEN]
        if not left or not right or parts(left, match.group(), right):
            spans.append(match.span())
            start = match.end()
    return split_at(run, spans)


def pilot_runs(run: Run) -> Iterator[Run]:
    """The directions and services in a run, a parenthesis still with the words before it."""
    yield from _separated(run, _PILOT_SEPARATOR, _parts_pilots)


_PARENTHESIS = re.compile(r"\s*\((?P<inside>[^()]*)\)")
_LISTED = re.compile(r"\s*[,;/+]\s*|\s+et\s+|\s+[–—-]\s+")
_QUALIFIES = re.compile(
    r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d+|dont|en|dans|de|du|des|d'|au|aux|a"
    r"|pour|par|avec|selon|sous|si|qui|via|sur|ex|anciennement|non)\b"
)


def members(run: Run) -> tuple[Run, list[Run]] | None:
    """The words before a parenthesis at the end and the members it lists, if it lists any.

    One that holds several names lists members; one that begins with a number or a preposition,
    or holds one word, qualifies what stands before it.
    """
    match = next(_PARENTHESIS.finditer(run.text), None)
    if match is None or run.text[match.end() :].strip(_EDGES):
        return None
    inside = run.part(*match.span("inside"))
    lead = re.match(r"(?:notamment|dont|par exemple|ex\.?|comme|tels? que)\s*:?\s*", inside.text)
    if lead:
        inside = inside.part(lead.end(), len(inside.text))
    parts = list(split_at(inside, [m.span() for m in _LISTED.finditer(inside.text)]))
    if len(parts) < 2 or any(_QUALIFIES.match(fold_letters(p.text)) for p in parts):
        return None
    if any(len(p.text.split()) > 6 for p in parts):
        return None
    return trim(run.part(0, match.start())), parts


_PARTNER_SEPARATOR = re.compile(
    r"\s*[;+•]\s*|\s*,\s*|\.\s+(?=[A-ZÀ-ÖØ-Þ])|\s+[–—-]\s+|\s*/\s*|\s+(?:(?i:et)|&|ainsi que)\s+"
)
_SINGULAR_HEAD = re.compile(
    r"(?:(?:la|le|l') ?)?(?:service|direction|agence|maison|ministere|chambre|mission|delegation"
    r"|office|institut|ecole|centre|conservatoire|musee|federation|association|union|caisse|pole"
    r"|comite|conseil|syndicat|bureau|observatoire|cite|secretariat|departement|fondation|societe"
    r"|ordre|haut|cour|parc|reseau|maisons|centres|services|missions|chambres|communes|villes"
    r"|mairies|acteurs|structures|associations|etablissements|membres|representants)\b"
)
_COMPLEMENT = re.compile(r"\b(?:de la|de l'|des|du|de|d') ?[^\s,]+(?: [a-z]+)?$")


def _joins_names(left: str, right: str) -> bool:
    """Whether « et » stands between two names, and not inside one."""
    before, after = fold_letters(left), fold_letters(right)
    if PREPOSITION.match(after):
        return False
    if _acronym(_first_word(right)) or CATEGORY.match(after) or UNIT_HEAD.match(after):
        return True
    inside = _SINGULAR_HEAD.match(before) and _COMPLEMENT.search(before)
    if re.match(r"(?:la|le|les|l')\b", after):
        return not inside
    if right[:1].isupper():
        return not inside
    return len(before.split()) == 1 and before.endswith(("s", "x"))


def _parts_partners(left: str, printed: str, right: str) -> bool:
    sign = printed.strip().lower()
    if sign in ("et", "ainsi que"):
        return _joins_names(left, right)
    if sign == "/" and len(printed) > 2:
        return True
    if sign in ("/", "&"):  # « Gares & Connexions » is one name
        return _acronym(_last_word(left)) and _acronym(_first_word(right))
    if sign == ",":
        return not re.match(r"(?:de|du|des|d'|dont|en|pour|via|avec|qui)\b", fold_letters(right))
    if sign in "–—-":
        # « Paris – Seine-Saint-Denis » is a place of two names, « ARS – CAF » a list.
        return not (_last_word(left)[:1].isupper() and UNIT_HEAD.match(fold_letters(left)))
    return True


def partner_runs(run: Run) -> Iterator[Run]:
    """The organisations in a run, members of a parenthesis after the words that name them all."""
    for part in _separated(run, _PARTNER_SEPARATOR, _parts_partners):
        opened = members(part)
        if opened is None:
            yield part
            continue
        head, listed = opened
        if head and not re.match(r"autres?\b", fold_letters(head.text)):
            yield head
        yield from listed


_INDICATOR_SEPARATOR = re.compile(
    r"\s*[;•\ue000-\uf8ff]\s*|[.](?:\s+|$)(?=[«A-ZÀ-ÖØ-Þ]|$)|\s+[–—-]\s+|\s+/\s+|,\s+"
)


def _parts_indicators(left: str, printed: str, right: str) -> bool:
    sign = printed.strip()
    if sign == ",":
        item = re.split(r"[,;.]", right, maxsplit=1)[0]
        return not CONTINUING.match(fold_letters(item))
    if sign == "/":  # « euros / habitant » is one measure
        return right[:1].isupper()
    if sign in ("–", "—", "-"):
        names = _last_word(left)[:1].isupper() and right[:1].isupper()
        return not (names and " " in left)
    return True


def indicator_runs(run: Run) -> Iterator[Run]:
    """The indicators in a run."""
    yield from _separated(run, _INDICATOR_SEPARATOR, _parts_indicators)
