"""Who sits in a body and what it is charged with, as sentences about it say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from cooperation_kg.authorities import Authorities
from cooperation_kg.extraction.organisations import party_of_office
from cooperation_kg.extraction.passages import Flow, Paragraph
from cooperation_kg.records.values import Participant, Stated

__all__ = ["read_duties", "read_members"]

_COMPOSED = re.compile(
    r"(?<!\bse\s)(?<!\bs['’])\b(?:(?:est|sera|sont)\s+)?(?:(?:composée?s?|constituée?s?|formée?s?)\s+(?:à\s+minima\s+|a\s+minima\s+|notamment\s+)?"
    r"(?=d(?:e|u|es)\b|d['’]|par\b|:)|rassembl(?:e|ent|ant|era|eront)\b|réuni(?:t|ssent|ssant|ra|ront)\s+"
    r"(?:(?:chaque|tous\s+les|toutes\s+les|au\s+moins|une|deux|trois|quatre|\d+)\s[^,.;:]{2,40}?\s(?=l[ea]s?\s|l['’]|des\s))?"
    r"(?!(?:au|une?\s+fois|tous|chaque|deux\s+fois|trois\s+fois|\w+\s+fois|en\s+tant|à)\b)|regroup(?:e|ent|ant|era)\b|fédérant|fédère"
    r"|(?:co-?)?(?:présidée?s?|animée?s?|pilotée?s?)\s+(?:\w+ment\s+)?par\b"
    r"|confiée?s?\s+(?=à\b|au|à\s)|\bassoci(?:e|ent|era|eront)\s+(?=l[ea]s?\s|l['’]|des\s|une?\s)"
    r"|sous\s+la\s+(?:co-?)?présidence\s+(?:\w+\s+)?(?=d(?:e|u|es)\b|d['’])"
    r"|\b(?:composition|membres|participants|présidence|animation|secrétariat)\s*:"
    r"|en\s+présence\s+d(?=e|u|es|['’])|ayant\s+pour\s+participants|dont\s+sont\s+membres|(?:y|s['’]y)\s+siègent"
    r"|à\s+laquelle\s+participent|auquel\s+participent|y\s+participent|sont\s+membres\s*:)",
    re.IGNORECASE,
)
_GATHERED = re.compile(
    r"(?P<who>[^.;:\n]{4,160}?)\s+se\s+réuni\w+\s+(?:dans|en|au\s+sein\s+d)(?:e\s+|['’])?\s*(?:une?\s+)?"
    r"(?:instance|comité|commission|conférence|réunion)",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\b(?:pourr(?:a|ont)\s+(?:y\s+)?être\s+(?:associée?s?|invitée?s?|conviée?s?|élargie?)"
    r"|(?:sera|est)\s+élargie?\s+aux?|associera\s+en\s+tant\s+que\s+de\s+besoin"
    r"|peu(?:t|vent)\s+(?:y\s+)?être\s+(?:associée?s?|invitée?s?|conviée?s?))",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"\s+(?:pour\s+\w+er\b|afin\s+d|se\s+réuni\w+|sera\b|seront\b|est\s+charg\w+|en\s+charge\s+de\s+la\s+conduite"
    r"|et\s+(?:co-?)?(?:animée?|présidée?|pilotée?)\s+par\b|qui\s+(?:se|sera|est)\b|concernés\s+par\b|et\s+(?:fixe|valide|arrête|prépare|suit|veille|examine"
    r"|définit|se)\b|se\s+tient\b|a\s+pour\b|indiqu|à\s+l['’]invitation)"
    r"|,\s+(?:se\s|sera\b|chargée?s?\b|est\s|il\s|elle\s|en\s+charge\s+de\s+la\s+conduite|à\s+l['’]échelle)|,?\s+en\s+lien\s+avec\b|\s+(?:périodicité|fréquence|rythme|missions?|rôles?|réunions?)\s*:|,?\s+(?:au\s+moins|au\s+minimum|(?:une|deux|trois|quatre)\s+fois)\b|[;:]|\.\s|\.$",
    re.IGNORECASE,
)
_OF = r"(?:d(?:u|e|es)\s|d['’])"
_PLAIN = r"(?:l[ea]s?\s|l['’]|une?\s|leurs?\s|son\s|sa\s|Pôle|[A-Z]{2,})"
_AND = r"\s+et\s+(?=par\s)|\s+et\s*,\s*le\s+cas\s+échéant,\s*|\s*,?\s+ainsi\s+que\s+|\s+[–-]\s+"
_SPLIT_OF = re.compile(rf"{_AND}|\s*,\s*(?:et\s+)?|\s+et\s+(?=(?:{_OF}|{_PLAIN}))")
_SPLIT_PLAIN = re.compile(
    rf"{_AND}|\s*,(?!\s*(?:et\s+)?(?:{_OF}|ou\s))\s*(?:et\s+)?|\s+et\s+(?={_PLAIN})"
)
_BRACKETED = re.compile(r"\s*\((?P<inside>[^()]*(?:,[^()]*){2,})(?:\)|$)")
_ARTICLE = re.compile(
    r"(?:et\s+)?(?:par\s+)?(?:de\s+(?=l['’]ensemble\b)|(?=l['’]ensemble\b)|de\s+la\s+|de\s+l['’]|des\s+|du\s+ou\s+des\s+|du\s+"
    r"|de\s+|d['’]une?\s+|d['’]|les\s+différente?s\s+|les\s+|la\s+|le\s+|l['’]|une?\s+|ou\s+d(?:u|e|es)\s+|aux\s+|au\s+)?",
    re.IGNORECASE,
)
_OR_DEPUTY = re.compile(
    r"\s*,?\s*ou\s+(?:de\s+)?(?:leurs?|son|sa)\s+représentante?s?(?:\s+respectifs?)?", re.IGNORECASE
)
_WITH_ACRONYM = re.compile(r"(?P<name>[^()]+?)\s*\([A-ZÀ-Þ][\w\s.&+-]{1,12}\)$")
_OFFICE = re.compile(r"^(?:président|maire|préf|vice-président)", re.IGNORECASE)
_DUTY = re.compile(
    r"(?:\b(?:pour\b(?=\s+(?:notamment\s+)?[a-zâéèêîôûç]+(?:er|ir|re)\s)|afin\s+de|afin\s+d['’]|chargée?s?\s+(?:notamment\s+)?(?:de|d['’]|du)|a\s+pour\s+(?:mission|objet|rôle|objectif)"
    r"\s+(?:de|d['’])|ont\s+pour\s+(?:mission|objet)\s+(?:de|d['’])|permet\s+de)\s*)(?P<what>[^.;\n]{8,400})",
    re.IGNORECASE,
)
_VERB_DUTY = re.compile(
    r"(?:il|elle|ils|elles|le\s+comité[^,.;]{0,40}?|la\s+commission[^,.;]{0,40}?)\s+"
    r"(?!(?:se|est|sont|sera|a|ont|s['’])\b)(?P<what>(?:\w+(?:era|eront|t|e|ent|it|d|nd)\b)[^.;\n]{8,400})",
    re.IGNORECASE,
)
_INFINITIVES = re.compile(r"\s*,\s*(?:et\s+)?(?:de\s+|d['’])?(?=[a-zàâéèêîôûç]+(?:er|ir|re)\s)")
_SENTENCE_END = re.compile(r"[.]\s+(?=[A-ZÀ-Þ])")
_MAX_MEMBERS = 40


def read_members(
    text: Flow,
    start: int,
    end: int,
    following: Sequence[Paragraph],
    authorities: Authorities | None,
    context: tuple[str, ...],
) -> list[Participant]:
    """The members a sentence names, or the list below it.

    Args:
        text: the running text.
        start: the first character of the sentence.
        end: the character after its last.
        following: the paragraphs below, where the sentence ends one.
        authorities: whose office a member may hold.
        context: keys of the parties.
    """
    found: list[Participant] = []
    told = list(_COMPOSED.finditer(text.text, start, end))
    composed = told[0] if told else None
    listed = bool(composed) and text.text[start:end].rstrip().endswith(":")
    ends = [one.start() for one in told[1:]] + [end]
    for match, until in zip(told, ends, strict=False):
        stop = _STOPS.search(text.text, match.end(), until)
        last = stop.start() if stop else until
        last -= 3 if text.text[match.end() : last].endswith(" et ") else 0
        found += _items(text, match.end(), last, "firm", authorities, context)
    if listed:
        for paragraph in following[:_MAX_MEMBERS]:
            if not paragraph.bullet:
                break
            stop = _SENTENCE_END.search(text.text, paragraph.start, paragraph.end)
            last = stop.start() if stop else paragraph.end
            found += _items(text, paragraph.start, last, "firm", authorities, context, whole=True)
    gathered = _GATHERED.match(text.text, start, end)
    if gathered and not found:
        for piece in re.finditer(r".+?(?:\s+sous\s+l['’]égide\s+|$)", gathered["who"]):
            first = gathered.start("who") + piece.start()
            last = first + len(re.sub(r"\s+sous\s+l['’]égide\s+$", "", piece.group()))
            found += _items(text, first, last, "firm", authorities, context)
    maybe = _MAYBE.search(text.text, start, end)
    if maybe and not composed:
        found += _possible(text, start, end, maybe, authorities, context)
    return found[:_MAX_MEMBERS]


def _possible(
    text: Flow,
    start: int,
    end: int,
    maybe: re.Match[str],
    authorities: Authorities | None,
    context: tuple[str, ...],
) -> Iterator[Participant]:
    """« Les directions … pourront être associées », « sera élargi aux partenaires … »."""
    if re.search(r"élargie?|associera", maybe.group(), re.IGNORECASE):
        stop = _STOPS.search(text.text, maybe.end(), end)
        span = maybe.end(), stop.start() if stop else end
    else:
        span = start, maybe.start()
    yield from _items(text, *span, "possible", authorities, context)


def _items(
    text: Flow,
    start: int,
    end: int,
    status: Literal["firm", "possible"],
    authorities: Authorities | None,
    context: tuple[str, ...],
    *,
    whole: bool = False,
) -> Iterator[Participant]:
    opened = _BRACKETED.search(text.text[start:end])
    if opened and not whole:
        start, end = (start + edge for edge in opened.span("inside"))
    pieces = [(start, end)] if whole else list(_pieces(text.text, start, end))
    for first, last in pieces:
        value = _member(text, first, last, status, authorities, context)
        if value is not None:
            yield value


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of an enumeration.

    Where each item has its own « de » (« composé du préfet, de la maire »), a comma before « de »
    parts two items; where the items have none (« regroupant le préfet, la direction des écoles,
    de la jeunesse et des sports »), what begins with « de » belongs to the item before it.
    """
    lead = text[start : start + 12].lstrip(" :,-–")
    split = _SPLIT_OF if re.match(_OF, lead) else _SPLIT_PLAIN
    here = start
    for match in split.finditer(text, start, end):
        if text.count("(", here, match.start()) > text.count(")", here, match.start()):
            continue
        yield here, match.start()
        here = match.end()
    yield here, end


def _member(
    text: Flow,
    first: int,
    last: int,
    status: Literal["firm", "possible"],
    authorities: Authorities | None,
    context: tuple[str, ...],
) -> Participant | None:
    first, last = text.trimmed(first, last)
    deputy = _OR_DEPUTY.search(text.text, first, last)
    note = None
    if deputy:
        if deputy.start() <= first + 2:
            return None
        note = text.stated(
            deputy.start(), deputy.end(), Stated, confidence=0.9, method="who may stand in"
        )
        last = deputy.start()
    article = _ARTICLE.match(text.text, first, last)
    first = article.end() if article else first
    words = text.text[first:last].strip()
    if not 2 <= len(words) <= 160 or re.match(r"(?:etc|ou\b|\d+$)", words):
        return None
    key = None
    if _OFFICE.match(words):
        key = _office_key(words, authorities, context)
    named = _WITH_ACRONYM.match(words)
    name = named["name"] if named else None
    return text.stated(
        first, last, Participant, name=name, status=status, organisation=key, note=note,
        confidence=0.85,        method="a member named after « composé de » and the like",
    )  # fmt: skip


def _office_key(
    words: str, authorities: Authorities | None, context: tuple[str, ...]
) -> str | None:
    """The party whose office a member holds, where the office names a known one."""
    if authorities is None:
        return None
    key = party_of_office(words, authorities, context)
    return key if key is not None and authorities.knows("organisation", key) else None


def read_duties(text: Flow, start: int, end: int) -> Iterator[Stated]:
    """What a sentence charges a body with."""
    matches = [
        match for rule in (_DUTY, _VERB_DUTY) if (match := rule.search(text.text, start, end))
    ]
    matches = [match for match in matches if match.re is _DUTY or match.start() == start]
    for match in matches[:1]:
        here, last = match.span("what")
        spans = []
        for split in _INFINITIVES.finditer(text.text, here, last):
            spans.append((here, split.start()))
            here = split.end()
        for first, stop in [*spans, (here, last)]:
            value = text.stated(
                first, stop, Stated, confidence=0.75, method="what a body is charged with"
            )
            if value is not None:
                yield value
