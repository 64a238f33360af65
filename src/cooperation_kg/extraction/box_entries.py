"""The entries of a box: its head, the lines of an entry, the names in it, what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cooperation_kg.extraction.grid_lines import Grid
from cooperation_kg.extraction.reading import Line
from cooperation_kg.extraction.runs import word_set
from cooperation_kg.extraction.table_cells import Span
from cooperation_kg.extraction.table_heads import Column
from cooperation_kg.extraction.table_wording import begins_lower, ends_open, plain

__all__ = [
    "ROLES", "Entry", "Role", "box_columns", "cell_entries", "entries", "head_roles", "kind_cost",
    "parts",
]  # fmt: skip

Role = Literal["actor", "public", "scheme"]

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "actor",
        re.compile(
            r"(?:acteurs?|partenaires?|pilotes?|porteurs?|institutions|signataires)"
            r"(?: et (?:acteurs|partenaires|operateurs))?"
            r"(?: (?:cles?|associes?|concernes?|mobilises?|mobilisables?|impliques?|locaux"
            r"|institutionnels|pressentis|a mobiliser|du territoire))*(?= |$)"
        ),
    ),
    (
        "public",
        re.compile(
            r"(?:publics?|beneficiaires|populations?|destinataires)"
            r"(?: (?:cibles?|vises?|concernes?|beneficiaires|prioritaires?))*(?= |$)"
        ),
    ),
    (
        "scheme",
        re.compile(
            r"(?:outils|instruments|programmes|moyens|dispositifs?)"
            r"(?:(?: et|,) (?:outils|instruments|programmes|moyens|dispositifs|financements))*"
            r"(?: (?:existants?|mobilises?|mobilisables?|associes?|concernes?|de droit commun"
            r"|d'appui|a mobiliser|de la politique de la ville))*(?= |$)"
        ),
    ),
)
_HEAD_LINES = 6
_COLUMNS: dict[Role, Column] = {
    "actor": Column.ACTOR,
    "public": Column.PUBLIC,
    "scheme": Column.SCHEME,
}

_WORDS: dict[Role, frozenset[str]] = {
    "actor": word_set(
        """acteur acteurs administration agence agglomeration amicale amicales apur association
        associations atelier bailleur bailleurs banque bibliotheque caf caisse cambre centre
        centres chambre club clubs collectivite collectivites college collecteurs commune communes
        communaute conseil conseils cooperative cpam delegation departement ddcs direccte
        direction directions drac ecole education entreprises equipe equipements etablissement
        etat federation fondation fondations institut ligue mairie mairies maison maisons
        metropole mission missions office operateurs opca organisation organisations organismes
        parquet partenaires pole police prefecture prefet protection rectorat regie regies region
        service services societe structures syndicat syndicats tous tribunal union universite
        universites ville villes"""
    ),
    "public": word_set(
        """adolescents adultes aines allocataires beneficiaires chomeurs collectif collectifs
        collegiens commercants coproprietaires createurs demandeurs eleves enfants entreprises
        etudiants familles femmes filles habitants hommes jeunes locataires lyceens menages
        mineurs nouveaux parents personnes porteurs professionnels public publics residents
        riverains salaries seniors services tous toute travailleurs usagers victimes"""
    ),
    "scheme": word_set(
        """abattement accord action actions aide aides appel appels asv atelier ateliers budget
        budgets candidature cellule charte chartes clause clauses clas conseils contrat contrats
        convention conventions cpom credits demarche dispositif dispositifs dotation droit ensemble
        exoneration fipd fonds fsl generalisation gestion garantie initiative iti
        label npnru anru opah operation operations pacte parcours plan plans plateforme
        plie politique prestation programme programmes projet projets protocole pre reseau reseaux
        rep residences schema strategie subvention subventions vvv"""
    ),
}

_CONTINUES = re.compile(
    r"(?:de|du|des|d['’]|avec|notamment|dont|en|pour|y compris|à|au|aux|sur|par|dans|et|ou|ainsi"
    r"|sans|selon|l['’]|la|le|les)\b",
)
_ETC = re.compile(r"(?:etc\b|…)$", re.IGNORECASE)
_NEAR = 200
"""How far from a comma its names are looked at, in characters."""
_LONGEST = 2000

_AROUND = " \t\n\u00a0,;."
_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9&+-]+")


ROLES: dict[Column, Role] = {column: role for role, column in _COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a box.

    Attributes:
        spans: its lines in the source.
        text: its words.
        gap: how many lines without words stand before it.
    """

    spans: tuple[Span, ...]
    text: str
    gap: int


def head_roles(lines: Sequence[Line], at: int) -> tuple[tuple[Role, ...], int]:
    """The columns a head at `lines[at]` announces, and the index after it; no columns if none."""
    words, printed = "", 0
    for index in range(at, min(len(lines), at + 3 * _HEAD_LINES)):
        text = plain(lines[index].text).rstrip(" :")
        if not text:
            if not words:
                break
            continue
        printed += 1
        words = f"{words} {text}".strip()
        roles = _roles(words)
        if printed > _HEAD_LINES or len(words) > 120 or roles is None:
            break
        following = next((line.text for line in lines[index + 1 :] if line.text), "")
        if len(set(roles)) >= 2 and not _roles(f"{words} {plain(following).rstrip(' :')}"):
            return roles, index + 1
    return (), at


def box_columns(heads: Sequence[str]) -> tuple[tuple[Column, ...], bool] | None:
    """The columns of a box whose cells are told, as `columns_of` does for a table."""
    found = [_roles(plain(head).strip(" :*")) or () for head in heads]
    columns = tuple(_COLUMNS[roles[0]] if len(roles) == 1 else Column.OTHER for roles in found)
    known = [column for column in columns if column != Column.OTHER]
    whole = len(known) >= 2 and len(set(known)) == len(known) == len(columns)
    return (columns, True) if whole else None


def cell_entries(grid: Grid, at: int) -> list[Entry]:
    """The entries in one column of a box whose cells are told."""
    lines: list[Line] = []
    for line in grid.lines:
        cell = line.cells[at]
        if line.gap or line.begins or cell is None or cell.bullet:
            lines.append(Line(0, 0, 0, "", "", False, False))
        if cell is not None and cell.text:
            start, end = cell.span
            lines.append(Line(0, start, end, cell.text, cell.text, cell.bullet, False))
    return entries(lines)


def _roles(words: str) -> tuple[Role, ...] | None:
    found: list[Role] = []
    rest = words
    while rest:
        for role, pattern in _ROLES:
            match = pattern.match(rest)
            if match and role not in found:
                found.append(role)
                rest = rest[match.end() :].lstrip(" ,/|")
                break
        else:
            return None
    return tuple(found)


def entries(lines: Sequence[Line]) -> list[Entry]:
    """The entries that lines make.

    A line goes on with the one before it where that one ends open (« de », a comma, a bracket)
    or it begins in small letters itself.
    """
    found: list[Entry] = []
    gap = 0
    for line in lines:
        if not line.text:
            gap += 1
            continue
        span = (line.start, line.end)
        last = found[-1] if found else None
        if last and (gap == 0 or begins_lower(line.text)) and _joins(last.text, line):
            found[-1] = Entry((*last.spans, span), f"{last.text} {line.text}", last.gap)
        else:
            found.append(Entry((span,), line.text, gap))
        gap = 0
    return found


def _joins(before: str, line: Line) -> bool:
    if line.bullet:
        return False
    if len(before) > _LONGEST:
        return False
    unclosed = before.count("(") > before.count(")")
    digit = line.text[0].isdigit() and len(line.text) < 12
    return unclosed or digit or begins_lower(line.text) or ends_open(before)


def kind_cost(role: Role, text: str) -> float:
    """How little the words of an entry speak for a column."""
    words = [plain(word) for word in re.findall(r"[^\W_]+", text)[:2]]
    if not words:
        return 1.0
    if words[0] in _WORDS[role]:
        return 0.0
    if any(words[0] in _WORDS[other] for other in _WORDS):
        return 2.0
    if role == "public" and _ACRONYM.match(text):
        return 2.0
    return 0.5 if len(words) > 1 and words[1] in _WORDS[role] else 1.0


def parts(text: str, *, opened: bool) -> Iterator[Span]:
    """The names in an entry, by their characters.

    They are parted at semicolons, at commas, at « + » between names and at « et » between names
    that each stand by themselves; a bracket of several names is opened where members are wanted.

    >>> text = "Ville (DLH, DU), Mission locale et Cap emploi"
    >>> [text[start:end] for start, end in parts(text, opened=True)]
    ['Ville', 'DLH', 'DU', 'Mission locale', 'Cap emploi']
    """
    for start, end in _listed(text):
        bracket = re.search(r"\(([^()]*)\)?\s*$", text[start:end])
        inside = bracket[1] if bracket else ""
        if opened and bracket and _members(text[start : start + bracket.start()], inside):
            yield _stripped(text, start, start + bracket.start())
            base = start + bracket.start(1)
            for first, last in _listed(inside):
                yield _stripped(text, base + first, base + last)
        else:
            yield _stripped(text, start, end)


def _members(name: str, inside: str) -> bool:
    """Whether a bracket lists members, and is not an acronym or a qualification of the name."""
    items = [item.strip() for item in inside.split(",")]
    return len(items) > 1 and bool(name.strip()) and all(item[:1].isupper() for item in items)


def _listed(text: str) -> Iterator[Span]:
    start, depth = 0, 0
    for match in re.finditer(r"[()]|[,;]|\s\+\s|\s:\s|\set\s", text):
        mark = match[0].strip()
        if mark in "()":
            depth = max(0, depth + (1 if mark == "(" else -1))
        elif depth == 0 and _cuts(
            mark if mark != "et" or not start else ", et",
            text[max(start, match.start() - _NEAR) : match.start()],
            text[match.end() : match.end() + _NEAR],
        ):
            yield start, match.start()
            start = match.end()
    yield start, len(text)


def _cuts(mark: str, before: str, after: str) -> bool:
    after = after.lstrip()
    if not before.strip() or not after:
        return mark in ",;" and not after
    if mark == ";":
        return True
    if mark == ",":
        return not _CONTINUES.match(after)
    if mark in ("+", ", et"):
        return after[0].isupper()
    if mark == ":":
        return "," in after and after[0].isupper()
    return _parts_at_and(before.strip(), after)


def _parts_at_and(before: str, after: str) -> bool:
    """Whether « et » joins two names, and not two words of one.

    « Ville et Département de Paris » is one name whose complement both share; after an acronym a
    second acronym qualifies the same noun (« Acteurs IAE et ESS »).
    """
    if before.endswith(")"):
        return not _CONTINUES.match(after)
    if not after[0].isupper():
        return False
    words = before.split()
    acronym = bool(_ACRONYM.fullmatch(words[-1]))
    if _ACRONYM.match(after):
        return len(words) == 1 or not acronym
    head = plain(re.split(r"[^\w]", after, maxsplit=1)[0])
    known = any(head in names for names in _WORDS.values())
    return acronym or (len(words) > 1 and (known or words[-1][0].islower()))


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end].rstrip(_AROUND)
    etc = _ETC.search(piece[-12:])
    if etc:
        piece = piece[: len(piece) - len(etc[0])].rstrip(_AROUND)
    low = start + len(piece) - len(piece.lstrip(_AROUND))
    return low, start + len(piece)
