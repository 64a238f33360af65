"""The heads of the columns of a table: what each column holds, by its words.

An aim, then an action, then a means: documents word them in many ways (« Objectifs opérationnels »,
« Pistes d'action », « Moyens mobilisables »), spread them over lines, and print them again on every
page. A column of another kind (a deadline, an indicator) is known too, so that it is no action.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import IntEnum

from cooperation_kg.extraction.reading import Line
from cooperation_kg.extraction.table_wording import plain

__all__ = ["Column", "ReadHeads", "column_of", "columns_of", "is_crowded", "table_heads"]


class Column(IntEnum):
    """What a column holds: of a table of commitments, in the order of a row, or of a box."""

    OBJECTIVE = 0
    ACTION = 1
    LEVER = 2
    OTHER = 3
    """Neither: a number, a pilot, a deadline, an indicator."""
    ACTOR = 4
    PUBLIC = 5
    SCHEME = 6


ReadHeads = Callable[[Sequence[str]], tuple[tuple[Column, ...], bool] | None]
"""What the columns under some heads hold, and whether all heads say so; None of another table."""


_QUALIFIER = (
    r"(?: (?:operationnel|specifique|strategique|genera|prioritaire|vise|poursuivi|partage|retenu"
    r"|propose|prevu|envisage|concret|cle|phare|identifie|mobilise|mobilisable|existant|necessaire"
    r"|associe|attendu|principa|engage|pressenti|disponible|commun|local|locaux|correspondant"
    r"|inscrit|programme|recherche|convenu|intermediaire)(?:le|l|ux|e|te)?s?"
    r"| (?:a|de) (?:atteindre|mener|engager|conduire|mise en oeuvre|mettre en oeuvre|developper"
    r"|realiser|mobiliser)| mise?s? en oeuvre| de travail| (?:d'|de l')(?:actions?|interventions?)"
    r"| (?:du|de) (?:droit commun|territoire|contrat))*"
)
_AIM = (
    r"(?:sous-)?(?:objectifs?|enjeux?|finalites?|buts?|orientations?|intentions?|ambitions?"
    r"|priorites?|visees?)" + _QUALIFIER
)
_DEED = (
    r"(?:(?:pistes?|types?|exemples?|programmes?|axes?) d'(?:actions?|interventions?)"
    r"|actions?|mesures?|projets?|interventions?|operations?|engagements?|realisations?"
    r"|chantiers?|initiatives?|activites?|demarches?|declinaisons?(?: operationnelles?)?)"
    + _QUALIFIER
)
_MEANS = (
    r"(?:leviers?|moyens?|outils?|dispositifs?|ressources?|modalites?|instruments?|acteurs?"
    r"|partenaires?|partenariats?|financements?|operateurs?"
    r"|appuis?|points? d'appui|concours|contributeurs?|contributions?|credits?|relais"
    r"|mobilisation|structures?|services?|supports?)" + _QUALIFIER
)
_OTHER = (
    r"n ?°.*"
    r"|(?:no|numeros?|ref|references?|codes?|indicateurs?|echeances?|echeanciers?|calendriers?"
    r"|delais?|dates?|periodes?|durees?|couts?|budgets?|montants?|resultats?|evaluations?"
    r"|etats? d'avancement|avancement|suivi|publics?|beneficiaires?|territoires?|lieux?|quartiers?"
    r"|pilotes?|pilotage|porteurs?|chefs? de file|maitres? d'ouvrage|maitrise|referents?"
    r"|communes?|observations?|commentaires?|constats?|diagnostics?|atouts|faiblesses|axes?"
    r"|themes?|thematiques?|piliers?|nom|revenus?|population|critere|cibles?)\b.*"
)
_ASKED = (
    r"(?:avec|par|grace a|aupres de) (?:qui|quoi|quel\w*(?: [a-z]+)?)"
    r"(?: et (?:(?:avec|par|grace a) )?(?:qui|quoi|quel\w*(?: [a-z]+)?))*"
)
_DONE = (
    r"ce (?:que|qui|qu'on|qu'il)(?: (?:nous|vous|les \w+|l'on|on|chacun))?"
    r" (?:ferons|fera|feront|faisons|sera fait|est fait|allons faire|va etre fait|mettrons en place"
    r"|engageons|proposons|est prevu|est propose|est engage)"
)
_WANTED = (
    r"ce (?:que|qui|qu'on|qu'il)(?: (?:nous|vous|les \w+|l'on|on|chacun))?"
    r" (?:voulons|visons|cherchons|vise|cherche|veut|est vise|est recherche)"
)
_JOINED = r"(?:,| et|, et| /|/| ou)"
_BRACKETS = r"(?: ?\([^()]{0,120}\))?"
_KINDS = tuple(
    (column, re.compile(rf"(?:(?:les|l'|nos|des|le) ?)?(?:{words})"))
    for column, words in (
        (Column.OBJECTIVE, rf"{_WANTED}|{_AIM}(?:{_JOINED} {_AIM})?{_BRACKETS}"),
        (Column.ACTION, rf"{_DONE}|{_DEED}(?:{_JOINED} {_DEED})?{_BRACKETS}"),
        (
            Column.LEVER,
            rf"{_ASKED}|{_MEANS}(?:{_JOINED} (?:{_MEANS}|{_AIM}|{_DEED})){{0,4}}{_BRACKETS}",
        ),
        (Column.OTHER, _OTHER),
    )
)
_LOOSE = tuple(
    (column, re.compile(rf"{words}(?= (?:de|du|des|d'|a|au|et|en|pour|par|sur|\()|$)"))
    for column, words in (
        (Column.OBJECTIVE, _AIM),
        (Column.ACTION, _DEED),
        (Column.LEVER, _MEANS),
    )
)
_LONGEST = 90
_FURTHER = re.compile(
    r" (?:indicateurs?|echeances?|echeanciers?|calendriers?|delais?|dates?|couts?|budgets?"
    r"|montants?|resultats?|evaluation|pilotes?|porteurs?|chefs? de file|maitres? d'ouvrage"
    r"|publics?)"
    r"(?: (?:de|d') ?\w+| \w+s)?(?= |$)"
)
_HEAD = re.compile(
    rf"{_AIM}(?: et {_AIM})? {_DEED}(?:{_JOINED} {_DEED})?"
    rf" {_MEANS}(?:{_JOINED} {_MEANS}){{0,4}}{_BRACKETS}"
    rf"(?: {_MEANS}{_BRACKETS}|{_FURTHER.pattern}){{0,3}}"
)
_HEAD_START = re.compile(rf"{_AIM}(?:$| )")
_HEAD_LINES = 9
_HEAD_LENGTH = 300


def column_of(head: str) -> Column | None:
    """What a column holds, by the words at its head; None where they say nothing.

    >>> column_of("Objectifs opérationnels"), column_of("Pistes d’action"), column_of("Échéance")
    (<Column.OBJECTIVE: 0>, <Column.ACTION: 1>, <Column.OTHER: 3>)
    """
    words = " ".join(plain(head).split()).strip(" :*.")
    if not words or len(words) > _LONGEST or head.lstrip(" *(")[:1].islower():
        return None
    for column, pattern in _KINDS:
        if pattern.fullmatch(words):
            return column
    if any(c.isdigit() or c in ":;." for c in words):
        return None
    return next((column for column, pattern in _LOOSE if pattern.match(words)), None)


def columns_of(heads: Sequence[str]) -> tuple[tuple[Column, ...], bool] | None:
    """What the columns of a table hold, and whether all heads say so; None where it is no such.

    One head whose words say nothing is known by its place beside two that are known.

    >>> columns_of(["Objectifs", "Pour y arriver", "Moyens"])
    ((<Column.OBJECTIVE: 0>, <Column.ACTION: 1>, <Column.LEVER: 2>), False)
    """
    found = [column_of(head) for head in heads]
    if Column.OBJECTIVE not in found and found.count(Column.ACTION) == 2:
        found[found.index(Column.ACTION)] = Column.OBJECTIVE  # « Projets », « Actions »
    aims = [at for at, column in enumerate(found) if column == Column.OBJECTIVE]
    for at in aims[:-1]:
        found[at] = Column.OTHER  # the broader aim, as « Enjeux » before « Objectifs »
    known: set[Column] = {one for one in found if one is not None and one != Column.OTHER}
    unknown = [at for at, column in enumerate(found) if column is None and heads[at].strip()]
    said = not unknown
    if len(unknown) == 1 and len(known) == 2 and len(heads) >= 3:
        (missing,) = {Column.OBJECTIVE, Column.ACTION, Column.LEVER} - known
        found[unknown[0]] = missing
        known.add(missing)
        unknown = []
    if Column.OBJECTIVE not in known or len(known) < 2 or unknown:
        return None
    columns = tuple(Column.OTHER if column is None else column for column in found)
    return columns, said


def is_crowded(lines: Sequence[Line]) -> bool:
    """Whether the head of a flattened table names a column that is none of the three."""
    return _FURTHER.search(" ".join(plain(line.text) for line in lines if line.text)) is not None


def table_heads(lines: Sequence[Line]) -> dict[int, int]:
    """The first and the last line of each head of a flattened table."""
    printed = [line for line in lines if line.text]
    found: dict[int, int] = {}
    for at, line in enumerate(printed):
        if not _HEAD_START.match(plain(line.text)):
            continue
        words = ""
        for part in printed[at : at + _HEAD_LINES]:
            words = f"{words} {plain(part.text)}".strip()
            if len(words) > _HEAD_LENGTH:
                break
            if _HEAD.fullmatch(words):
                found[line.number] = part.number
    return found
