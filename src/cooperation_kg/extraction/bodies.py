"""How texts name a body of governance, how often it meets, and on which level it works.

A name is a head (« comité », « groupe de travail », « COPIL » …) with the words that belong to it:
adjectives, and complements with « de », « pour » or « par ». French has no sign for the end of a
name; it ends where something comes that cannot be in one: a verb, a participle that says who sits
there (« composé », « réunissant »), a relative, a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from cooperation_kg.extraction.number_words import NUMBER, read_number

__all__ = [
    "Level",
    "Name",
    "Rhythm",
    "find_names",
    "level_of",
    "read_rhythm",
    "same_body",
    "same_name",
]

Level = Literal["political", "technical", "local"]

_HEADS = (
    r"comit[ée]s?|copils?|cotechs?|cotecs?|cosuis?|costrats?|cotop|codir|commissions?|conf[ée]rences?"
    r"|groupes?\s+(?:de\s+(?:travail|suivi|pilotage|projet|projets)|projets?|thématiques?|techniques?"
    r"|moteurs?|opérationnels?|d['’]animation"
    r"|de\s+(?:techniciens|référents|directeurs)|d['’](?:élus|experts))"
    r"|instances?|cellules?|[ée]quipes?|directions?\s+de\s+projets?|revues?\s+de\s+projets?|réunions?"
    r"|rencontres?|s[ée]minaires?|bureau|assembl[ée]e\s+(?:pl[ée]ni[èe]re|g[ée]n[ée]rale|annuelle)|observatoire|binôme"
    r"|conseils?\s+(?:citoyens?|locaux|local|de\s+(?:quartier|développement|gouvernance|suivi))"
    r"|conseils?\s+des\s+(?:deux\s+|trois\s+|quatre\s+)?(?!ministres)[\wÀ-ÿ-]+|missions?\s+(?:de\s+|d['’])(?:liaison|animation|coordination"
    r"|appui|suivi)|secrétariat\s+(?:permanent|technique|général|commun|conjoint)|réseau\s+(?:de|des)\s+référents|forum|ateliers?\s+(?:territoria\w+|citoyens?)"
)
_HEAD = re.compile(rf"(?<![\w-])(?:{_HEADS})(?![\w-])", re.IGNORECASE)
_OFTEN = re.compile(r"(?<=réunion)s?\s+(?:par|chaque|tous\s+les|toutes\s+les)\s", re.IGNORECASE)
"""« Fréquence : une réunion par trimestre » says how often, and names no body."""
_DETERMINER = re.compile(
    r"(?P<word>(?:\b(?:un|une|des|le|la|les|du|ce|cet|cette|ces|chaque|leurs?|son|sa|ses|deux|trois"
    r"|quatre|cinq|six|sept|huit|neuf|dix|plusieurs|aux?)|\b[ldLD]['’])\s*)$",
    re.IGNORECASE,
)
_PLAIN_ADJECTIVE = (
    r"mixtes?|restreinte?s?|élargie?s?|plénières?|conjointe?s?|communs?|unique|permanente?s?|projets?"
    r"|commune|communes|bilatérales|citoyens?|moteurs?|opérationnels?"
)
_ADJECTIVE = re.compile(
    rf"\s+(?:et\s+)?(?:(?:{_PLAIN_ADJECTIVE})\b"
    r"|inter[-\s]?[\wÀ-ÿ]+(?:\s+(?:directions|services|partenaires))?"
    r"|(?!(?:annuelle(?!\s+d(?:e|u|es)\b)(?:ment)?|mensuelle(?:ment)?|finale(?:ment)?|notamment|réguli|relati)\w*\b)"
    r"[\wÀ-ÿ-]{2,}(?:iques?|elle?s?|els?|ales?|als?|aux|ifs?|ives?|aires?|iers?|ières?|ains?|antes?"
    r"|oires?|iaux|riale?s?)(?!\w))",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(
    r"\s+(?:et\s+)?(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|d['’]|de\s+|pour\s+(?:chaque|la|le|l['’])\s*"
    r"|par\s+(?!l[ea]s?\b|un\b|une\b|délégation)|à\s+l['’]échelle\s+de\s+(?:chaque\s+|l['’]|la\s+)?)"
    r"(?P<noun>[\wÀ-ÿ'’-]+)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\s+(?:relatifs?\s+(?:à\s+la|à\s+l['’]|aux?|à)|concernant)\s*[^.;:\n]{3,150}?"
    r"(?=,?\s+(?:qui|composé|réuni\w*|sera|se)\b|[.;:\n]|$)",
    re.IGNORECASE,
)
_CONCERNED = re.compile(r"\s+concernée?s?\s+par\s+(?:l[ea]s?\s+|l['’])[\wÀ-ÿ'’-]+", re.IGNORECASE)
_WITH = re.compile(
    r"(?:\s+régulières)?\s+avec\s+(?:l[ea]s?\s+|l['’])[\wÀ-ÿ'’-]+(?=\s|[,.;]|$)", re.IGNORECASE
)
_BRACKET = re.compile(r"\s+\((?P<inside>[^()\n]{2,60})\)")
_NOT_NAME = frozenset({
    "façon", "manière", "sorte", "partie", "l", "un", "une", "est", "sa", "son", "ses", "leur",
    "leurs", "même", "plus", "fait", "celui", "celle", "ces", "cette", "ce", "mise",
    "environ", "travailler", "chacune", "chacun", "part", "toute", "tout", "tous",
})  # fmt: skip
_LOOSE = frozenset(
    [
        "instance",
        "instances",
        "réunion",
        "réunions",
        "rencontre",
        "rencontres",
        "équipe",
        "équipes",
        "cellule",
    ]
)

_TAKEN_UP = frozenset({
    "le", "la", "les", "l'", "du", "ce", "cet", "cette", "ces", "leur", "leurs", "son", "sa", "ses",
    "au", "aux", "d'", "chaque",
})  # fmt: skip

_LOCAL = re.compile(
    r"\b(?:loca(?:l|le|ux|les)|quartiers?|arrondissements?|citoyens?|territoria(?:l|le|ux|les)"
    r"|(?:projets?\s+de|par|chaque|du)\s+territoires?|secteurs?|proximité|de\s+terrain|communal\w*"
    r"|habitants|usagers)\b",
    re.IGNORECASE,
)
_TECHNICAL = re.compile(
    r"\b(?:techniques?|cotechs?|cotecs?|groupes?|travail|opérationnel\w*|projets?|équipes?"
    r"|séminaires?|inter\s?-?\s?services|interservices|inter\s?-?\s?directions|thématiques?|binôme"
    r"|cellules?|suivi|référents?|administrati\w+|chefs?\s+de\s+projet)\b",
    re.IGNORECASE,
)
_POLITICAL = re.compile(
    r"\b(?:pilotage|copils?|stratégiques?|costrats?|politiques?|élus|maires|conférence|bureau"
    r"|exécutifs?|plénière|plénier)\b",
    re.IGNORECASE,
)

_PERIODS = {"an": 1, "année": 1, "semestre": 2, "trimestre": 4, "mois": 12, "semaine": 52}
_ADVERBS: tuple[tuple[str, str], ...] = (
    ("annuel", "1"), ("biannuel", "2"), ("semestriel", "2"), ("trimestriel", "4"),
    ("bimestriel", "6"), ("mensuel", "12"), ("bimensuel", "24"), ("hebdomadaire", "52"),
    ("bisannuel", "0.5"), ("quadrimestriel", "3"),
)  # fmt: skip
_MINIMUM = r"(?:au\s+moins|au\s+minimum|a\s+minima|à\s+minima|minimum)"
_TIMES = re.compile(
    rf"(?:en\s+tant\s+que\s+de\s+besoin,?\s+(?:et\s+)?)?(?P<min>{_MINIMUM}\s+)?"
    rf"(?P<number>{NUMBER})(?:\s+(?:à|ou)\s+(?P<more>{NUMBER}))?\s+(?:fois|réunions?|séances?|rencontres?)"
    rf"(?:\s+{_MINIMUM})?\s+(?:par|dans|chaque|l['’]|au\s+cours\s+de)\s*(?:l['’])?"
    r"(?P<period>an|année|semestre|trimestre|mois|semaine)s?\b(?P<late>\s+(?:au\s+moins|minimum|au\s+minimum))?",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"(?P<min>{_MINIMUM}\s+)?(?:(?:tous|toutes)\s+les\s+(?:(?P<number>{NUMBER})\s+)?"
    r"(?P<period>ans|années|semestres|trimestres|mois|semaines)"
    r"|(?:chaque|par)\s+(?P<one>année|semestre|trimestre|mois|semaine|an)"
    r"|chaque\s+(?P<season>printemps|été|automne|hiver|rentrée))\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    rf"(?P<min>{_MINIMUM}\s+)?(?:(?:de\s+(?:manière|façon)|(?:à|selon)\s+(?:une?\s+)?(?:fréquence|rythme"
    rf"|périodicité))\s+)?(?P<word>{'|'.join(word for word, _ in _ADVERBS)})(?:le)?(?:s|ment)?\b",
    re.IGNORECASE,
)
_ADJECTIVAL = re.compile(
    rf"(?P<min>{_MINIMUM}\s+)?(?P<number>{NUMBER})\s+(?:réunions?|séances?|rencontres?|sessions?)\s+"
    rf"(?P<word>{'|'.join(word for word, _ in _ADVERBS)})(?:le)?s?\b",
    re.IGNORECASE,
)
_SEASON = (
    r"(?:en\s+|au\s+(?:mois\s+d(?:e\s+|['’]))?|à\s+l['’]|à\s+la\s+)(?:janvier|février|mars|avril|mai|juin"
    r"|juillet|août|septembre|octobre|novembre|décembre|printemps|été|automne|hiver|rentrée)"
)
_SEASONS = re.compile(rf"\b{_SEASON}(?:(?:,\s|,?\s+et\s+|\s+puis\s+){_SEASON})+", re.IGNORECASE)
_LOOSELY = re.compile(
    r"\b(?:régulièrement|réguli[eè]re?s?|en\s+tant\s+que\s+de\s+besoin|autant\s+que\s+(?:de\s+besoin|nécessaire)"
    r"|en\s+fonction\s+des\s+besoins|(?:à\s+)?chaque\s+fois\s+que\s+(?:nécessaire|de\s+besoin|\w+)"
    r"|tous\s+les\s+(?:quinze|15|dix|10|huit|8)\s+jours|aussi\s+souvent\s+que\s+(?:nécessaire|de\s+besoin)|à\s+la\s+demande|si\s+besoin|à\s+\w+\s+reprises)"
    r"(?:\s+en\s+fonction\s+de\s+l['’]actualité(?:\s+et\s+du\s+calendrier)?)?",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\b(?:réuni\w*|tient|tienn\w+|tiendr\w+|tenu\w*|tenir|a(?:ura)?\s+lieu|ont\s+lieu|convoqu\w+"
    r"|retrouv\w+|se\s+voi(?:t|ent)|s['’]assembl\w+|rencontr\w+|si[eè]ge\w*|rythme|fréquence|périodicité|séances?"
    r"|(?:est|sont|sera|seront)\s+organisée?s?)\b",
    re.IGNORECASE,
)


_WISHED = re.compile(r"\b(?:serait|seraient|souhaitable)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A body as a text names it.

    Attributes:
        start: the first character of the name, its article left out.
        end: the character after its last.
        text: the words.
        article: the word before it: `un`, `le`, `ce`, `chaque`, or nothing.
        loose: whether the head alone (« réunion », « équipe ») says little.
    """

    start: int
    end: int
    text: str
    article: str
    loose: bool

    @property
    def new(self) -> bool:
        """Whether the article introduces the body rather than takes it up again."""
        return self.article not in _TAKEN_UP


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a body meets, and where the words that say so stand."""

    start: int
    end: int
    per_year: Decimal | None
    at_least: bool


def find_names(text: str, start: int, end: int) -> Iterator[Name]:
    """The bodies named in a run of text."""
    after = start
    for head in _HEAD.finditer(text, start, end):
        if head.start() < after or _OFTEN.match(text, head.end(), end):
            continue
        stop = _name_end(text, head.end(), end)
        before = _DETERMINER.search(text, max(start, head.start() - 12), head.start())
        article = before["word"].strip().casefold().replace("’", "'") if before else ""
        words = text[head.start() : stop]
        bare = words.rstrip(" .,;:-–")
        loose = bare.casefold() in _LOOSE
        yield Name(head.start(), head.start() + len(bare), bare, article, loose)
        after = stop


def _name_end(text: str, here: int, end: int) -> int:
    """Where the name whose head ends `here` ends."""
    meets = _WITH.match(text, here, end) if text.startswith("encontres", here - 9) else None
    here = meets.end() if meets else here
    for _ in range(6):
        adjective = _ADJECTIVE.match(text, here, end)
        if adjective and adjective.group().strip().casefold() not in ("de", "d'", "d’"):
            here = adjective.end()
            continue
        complement = _COMPLEMENT.match(text, here, end)
        if complement and complement["noun"].casefold().strip("'’") not in _NOT_NAME:
            here = complement.end()
            continue
        concerned = _CONCERNED.match(text, here, end)
        if concerned:
            here = concerned.end()
            continue
        bracket = _BRACKET.match(text, here, end)
        if bracket and re.match(r"[A-Z]{2,}|comité|commission", bracket["inside"]):
            return bracket.end()
        break
    relative = _RELATIVE.match(text, here, end)
    return relative.end() if relative else here


def same_body(one: str, other: str) -> bool:
    """Whether two names can be one body's: one is the beginning of the other.

    >>> same_body("comité technique", "Comité technique de suivi et d'évaluation")
    True
    """
    short, long = sorted((_words(one), _words(other)), key=len)
    return long[: len(short)] == short


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for number and capitals."""
    return _words(one) == _words(other)


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    plain = re.sub(r"\([^()]*\)", "", name.casefold().replace("’", "'"))
    return tuple(re.sub(r"s$", "", word) for word in re.findall(r"[\wÀ-ÿ]+", plain))


def level_of(name: str, members: str = "", *, local: bool = False) -> Level:
    """The level a body works on, by its name first, then by who sits in it."""
    if _LOCAL.search(name) or local:
        return "local"
    if _POLITICAL.search(name) and not re.search(r"\btechnique|\bsuivi\s+technique", name, re.I):
        return "political"
    if _TECHNICAL.search(name):
        return "technical"
    elected = re.search(
        r"\b(?:élus|maires?|présidente?s?|vice-présidente?s?|adjointe?s?)\b", members, re.I
    )
    return "political" if elected else "technical"


def read_rhythm(text: str, start: int, end: int) -> Rhythm | None:
    """How often something meets, as a sentence says it; None where it says nothing of meetings.

    >>> sentence = "Il se réunit au moins deux fois par an."
    >>> read_rhythm(sentence, 0, len(sentence)).per_year
    Decimal('2')
    """
    if not _MEETS.search(text, start, end) or _WISHED.search(text, start, end):
        return None
    times = _TIMES.search(text, start, end)
    if times:
        number = read_number(times["number"]) or 1
        least = bool(times["min"] or times["late"] or times["more"]) or bool(
            re.search(_MINIMUM, times.group(), re.IGNORECASE)
        )
        period = times["period"].casefold()
        return Rhythm(times.start(), times.end(), Decimal(number * _PERIODS[period]), least)
    otherwise = _told_otherwise(text, start, end)
    every = None if otherwise else _EVERY.search(text, start, end)
    if every:
        number = (read_number(every["number"]) if every["number"] else None) or 1
        period = (every["period"] or every["one"] or "an").casefold()
        period = period if period in _PERIODS else period.rstrip("s")
        per_year = Decimal(_PERIODS[period]) / number
        return Rhythm(every.start(), every.end(), _plain(per_year), bool(every["min"]))
    adverb = None if otherwise else _ADVERB.search(text, start, end)
    if adverb and _near_meeting(text, start, end, adverb):
        per_year = Decimal(dict(_ADVERBS)[adverb["word"].casefold()])
        return Rhythm(adverb.start(), adverb.end(), per_year, bool(adverb["min"]))
    loosely = None if otherwise else _LOOSELY.search(text, start, end)
    return Rhythm(loosely.start(), loosely.end(), None, False) if loosely else otherwise


def _told_otherwise(text: str, start: int, end: int) -> Rhythm | None:
    """« trois séances annuelles », « en juin et en décembre »."""
    adjectival = _ADJECTIVAL.search(text, start, end)
    if adjectival:
        number = read_number(adjectival["number"]) or 1
        per_year = Decimal(dict(_ADVERBS)[adjectival["word"].casefold()]) * number
        return Rhythm(adjectival.start(), adjectival.end(), per_year, bool(adjectival["min"]))
    seasons = _SEASONS.search(text, start, end)
    if seasons is None:
        return None
    several = len(re.findall(_SEASON, seasons.group(), re.IGNORECASE))
    return Rhythm(seasons.start(), seasons.end(), Decimal(several), at_least=False)


def _near_meeting(text: str, start: int, end: int, adverb: re.Match[str]) -> bool:
    """« se réunit de manière trimestrielle », not « un bilan annuel »."""
    before = text[max(start, adverb.start() - 45) : adverb.start()]
    after = text[adverb.end() : min(end, adverb.end() + 5)]
    noun = re.search(r"(?:bilan|rapport|programme|évaluation|budget|plan|appel)\s+$", before, re.I)
    held = re.search(
        r"(?:conférence|assemblée|séminaire|rencontres?|réunions?(?:\s+\w+)?)\s+$", before, re.I
    )
    return not noun and bool(held or _MEETS.search(before) or re.match(r"\s*[.,;]?\s*$", after))


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral() else number.normalize()
