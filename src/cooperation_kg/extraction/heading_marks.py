"""The marks of headings, as patterns: words and numbers, sections, what is listed, what goes on."""

from __future__ import annotations

import re

from cooperation_kg.extraction.numbering import ROMAN

__all__ = [
    "BARE",
    "ENDED",
    "KEYWORD",
    "LEAD",
    "LISTED",
    "ORDINAL",
    "ORDINALS",
    "SECTION",
    "SMALL_LETTER",
    "STATE",
    "TAG_END",
    "TITLE_LABEL",
    "WORDS",
    "ends_open",
    "is_lead_in",
    "is_section",
    "is_table_head",
]

ADJECTIVE = (
    r"(?:\s+(?:strat[ée]gique|op[ée]rationnel(?:le)?|prioritaire|transversale?|th[ée]matique"
    r"|g[ée]n[ée]rale?|sp[ée]cifique|structurante?|phare)s?)?"
)
WORDS: tuple[tuple[str, str, bool], ...] = (
    ("axis", r"(?:grand\s+)?axe", True),
    (
        "axis",
        r"pilier|volet|ambition|th[ée]matique|th[èe]me|enjeu|d[ée]fi|domaine|programme|champ|levier"
        r"|cap|dimension|bloc",
        False,
    ),
    ("sub-orientation", r"sous[-\s]orientation|sous[-\s]axe", True),
    ("orientation", r"(?:grande\s+)?orientation", True),
    ("priority", r"priorit[ée]", True),
    ("action", r"fiche[-\s]+action|sous[-\s]action|action", True),
    (
        "action",
        r"fiche[-\s]+(?:projet|mesure|op[ée]ration|engagement|chantier)|fiche|mesure|projet|engagement|op[ée]ration|chantier",
        False,
    ),
    ("objective", r"sous[-\s]objectif|objectif", True),
    ("section", r"article|annexe|titre|chapitre|partie", True),
)
"""The kind a word announces; a word that is not firm counts only where the firm one is missing."""

NUMBER = (
    rf"\d{{1,2}}\.?[a-z](?!\w)|[a-z](?=\s?\))|(?:\d{{1,3}}|{ROMAN}|[A-Z])(?:[.\-]\d{{1,3}}){{0,3}}"
    r"|[A-Z]\d{1,2}(?:\.\d{1,2})*"
)
KEYWORD = re.compile(
    "(?P<word>"
    + "|".join(f"(?P<w{at}>{words})" for at, (_, words, _f) in enumerate(WORDS))
    + rf"){ADJECTIVE}(?![\w'’])"
    r"(?:\s*(?:n\s*[°ºo]\.?\s*|num[ée]ro\s+)?(?-i:(?P<number>" + NUMBER + r"))(?![\w°'’]))?"
    r"(?:\*|</?b>)*(?P<mark>(?:\s*[.):|–—·•▸►▶→»>-]){0,3})[\s*]*",
    re.IGNORECASE,
)
ORDINALS = ("premi", "deuxi", "troisi", "quatri", "cinqui", "sixi", "septi", "huiti")
ORDINAL = re.compile(
    rf"(?:(?P<spelt>{'|'.join(ORDINALS)})(?:er|[èe]re|[èe]me)|(?P<digit>\d)\s?(?:er|[èe]re|[èe]me|e))"
    rf"\s+(?P<word>{'|'.join(words for _, words, _f in WORDS[:-2])}){ADJECTIVE}"
    r"(?P<mark>\s*[:–—-])\s*",
    re.IGNORECASE,
)
BARE = re.compile(
    rf"(?P<number>(?:\d{{1,2}}|{ROMAN}|[A-Z])(?:\.\d{{1,2}}){{0,3}}|(?:{ROMAN}|[A-Z])-\d{{1,2}}"
    r"|(?-i:[A-Z]\d{1,2}(?:\.\d{1,2})?)(?=\s?[.):–—-])|(?-i:[a-z])(?=\s?[.)]))"
    r"(?P<mark>\s?[.)/](?:\s?[-–—:])?|\s[-–—:·•▸►▶→]|(?=\s))\s+(?=[«\"“A-ZÀ-Þ(])"
)
LEAD = re.compile(r"(?:<[a-zA-Z][^<>\n]{0,40}>|[^\w«\"“(<])*")
LISTED = re.compile(
    r"(?:\.\s?){3,}\d*\s*\**\s*$|…{2,}\s*\d*\s*$|_{3,}\s*\d*\s*$|(?:\s{4,}|\t)\d{1,3}\s*$"
)
SECTION = re.compile(
    r"(?:(?:les|la|le|l['’])\s*)?(?:pr[ée]ambule|avant[-\s]propos|introduction|sommaire|table\s+des"
    r"|objet|dur[ée]e|pilotage|gouvernance|suivi|[ée]valuation|bilan|communication|modification"
    r"|r[ée]siliation|ressources|moyens|annexes?|glossaire|lexique|sigles|liste\s+d|signatures?"
    r"|signataires|fait\s+[àa]|conclusion|engagements?\s+financiers|financement|dispositions"
    r"|gouverner|modalit[ée]s|entr[ée]e\s+en\s+vigueur|litiges?|renouvellement|reconduction|avenants?"
    r"|confidentialit[ée]|donn[ée]es\s+personnelles|visas?|expos[ée]\s+des\s+motifs"
    r"|d[ée]lib[ée]ration|mise\s+en\s+œuvre(?!\s+d[èe]s)|instances?|participation|observation|bibliographie"
    r"|quartiers\s+(?:prioritaires|concern[ée]s|de\s+(?:la\s+politique|veille))"
    r"|(?:comment|vie|conduite|animation|ex[ée]cution)\b.{0,20}\b(?:contrat|convention|pacte|protocole"
    r"|charte|accord)|axes\s+de|axes\s+strat|actions\s+de\s+coop|programme\s+d['’]action|simplification)\b",
    re.IGNORECASE,
)
LEAD_IN = re.compile(
    r"(?:(?:les|nos)\s+)?(?:objectifs?|exemples?\s+d['’]actions?|actions?\s+(?:possibles|envisag[ée]es)"
    r"|pistes\s+d['’]actions?)\b[^.:]{0,40}:\s*",
    re.IGNORECASE,
)
TABLE_HEAD = re.compile(
    r"objectifs?(?:\s+op[ée]rationnels?)?(?:\s+actions?)?$|objectifs.*actions.*leviers", re.I
)
OPEN_END = re.compile(
    r"(?:[,/(\-–—«]|\b(?:de|du|des|la|le|les|et|ou|à|a|au|aux|en|dans|par|pour|sur|sous|sans|avec"
    r"|entre|vers|un|une|son|sa|ses|leur|leurs|ce|cette|ces|que|qui|dont|afin|notamment)|['’])$",
    re.IGNORECASE,
)
REFERS = re.compile(r"\b(?:voir|cf|fiches?|parties?)\.?$", re.IGNORECASE)
ENDED = re.compile(r"[.;!?]$")
TITLE_LABEL = re.compile(
    r"(?:titre|intitul[ée]|nom)(?:\s+(?:de\s+l['’]|du\s+|de\s+la\s+)(?:action|projet|fiche))?"
    r"\s*:\s*(?=\S)",
    re.IGNORECASE,
)
SMALL_LETTER = re.compile(r"[a-z]\s?[.)]\s+[«A-ZÀ-Þ]")
STATE = re.compile(r"\([^()]{2,40}\)\s*[:–—-]\s*(?=\S)")
TAG_END = re.compile(r"</?[a-z]{1,10}>$")


def is_lead_in(text: str) -> bool:
    """Whether a line leads in a list of objectives or of examples."""
    return LEAD_IN.match(text) is not None


def ends_open(text: str) -> bool:
    """Whether a text cannot end here: on an article, a preposition, an open bracket."""
    open_pair = text.count("(") > text.count(")") or text.count("«") > text.count("»")
    return open_pair or OPEN_END.search(text) is not None


def is_section(title: str) -> bool:
    """Whether a title names a part that is no part of the plan."""
    return SECTION.match(title) is not None


def is_table_head(text: str) -> bool:
    """Whether a line heads a table of objectives, actions and levers."""
    return TABLE_HEAD.match(text) is not None
