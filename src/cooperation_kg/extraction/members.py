"""Who sits in a body and what it is charged with, as sentences about it say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from cooperation_kg.authorities import Authorities
from cooperation_kg.extraction.bodies import find_names
from cooperation_kg.extraction.organisations import party_of_office
from cooperation_kg.extraction.passages import Flow, Paragraph
from cooperation_kg.records.values import Participant, Stated

__all__ = ["read_duties", "read_listed", "read_members"]

_COMPOSED = re.compile(
    r"(?<!\bse\s)(?<!\bs['’])\b(?:(?:est|sera|sont)\s+)?(?:(?:composée?s?|constituée?s?|formée?s?)\s+(?:à\s+minima\s+|a\s+minima\s+|notamment\s+)?"
    r"(?=d(?:e|u|es)\b|d['’]|par\b|:)|rassembl(?:e|ent|ant|era|eront)\b|réuni(?:t|ssent|ssant|ra|ront)\s+"
    r"(?:(?:chaque|tous\s+les|toutes\s+les|au\s+moins|une|deux|trois|quatre|\d+)\s[^,.;:]{2,40}?\s(?=l[ea]s?\s|l['’]|des\s))?"
    r"(?!(?:au|une?\s+fois|tous|chaque|deux\s+fois|trois\s+fois|\w+\s+fois|en\s+tant|à)\b)|regroup(?:e|ent|ant|era)\b|fédérant|fédère"
    r"|(?:co-?)?(?:présidée?s?|animée?s?|pilotée?s?)\s+(?:\w+ment\s+)?par\b"
    r"|confiée?s?\s+(?=à\b|au|à\s)|\bassoci(?:e|ent|era|eront)\s+(?=l[ea]s?\s|l['’]|des\s|une?\s)"
    r"|sous\s+la\s+(?:co-?)?présidence\s+(?:\w+\s+)?(?=d(?:e|u|es)\b|d['’])"
    r"|(?<=\n)avec\s+(?=l['’]ensemble|l[ea]s\s)"
    r"|\b(?-i:C(?:omposition|OMPOSITION)|M(?:embres|EMBRES)|P(?:articipants|ARTICIPANTS|résidence)"
    r"|Animation|Secrétariat)\s*:"
    r"|en\s+présence\s+d(?=e|u|es|['’])|ayant\s+pour\s+participants|dont\s+sont\s+membres|(?:y|s['’]y)\s+siègent"
    r"|à\s+laquelle\s+participent|auquel\s+participent|y\s+participent|sont\s+membres\s*:)",
    re.IGNORECASE,
)
_TAKES_PART = re.compile(
    r"(?P<who>(?:des?|les?|une?)\s[^.,;:\n]{5,100}?)\s+(?:participe(?:nt|ra|ront)?|prennent\s+part"
    r"|(?:est|sont|sera|seront)\s+\w+\s+(?:en\s+place\s+)?pour\s+participer)\s+(?:aux|à\s+\w+)\s+"
    r"(?:échanges|travaux|réunions|séances|débats|comités?)",
    re.IGNORECASE,
)
_TRANSITIVE = re.compile(r"(?:réuni|rassembl|regroup|ayant|fédér|associ)", re.IGNORECASE)
_INNER = re.compile(r",\s*(?:de\s+l['’]|de\s+la\s|du\s)", re.IGNORECASE)
_CATEGORY = re.compile(
    r"(?:les?|l['’]ensemble\s+d(?:es|u)|des?|tous\s+les)\s+(?:autres\s+)?[^,(:]*$", re.IGNORECASE
)
_NO_MEMBER = re.compile(
    r"\s*(?:et\s+)?(?:les\s+)?(?:autres\s|au\s+(?:regard|titre)\s|à\s+\w+er\s|etc)", re.IGNORECASE
)
_UNITS_OF = re.compile(
    r"(?:l?es\s+)?(?:représentants\s+des\s+)?directions\s+et\s+services\s+(?:de\s+la\s+|de\s+l['’]|du\s+)"
    r"(?=[A-ZÀ-Þ])"
)
_AS_NEEDED = re.compile(r"(?P<name>.+?)\s*,?\s*le\s+cas\s+échéant$")
_SECRETARY = re.compile(
    r"secrétariat\s+(?:\w+\s+)?(?:est|sera)\s+assuré[^.;]{0,80}?\bpar\s+(?=l[ea]s?\s|l['’]|une?\s)",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(r"\s*(?:et\s+)?pour\s+(?:l[ea]s?\s|l['’])", re.IGNORECASE)
_ANIMATED = re.compile(r"(?:co-?)?animée?s?\s+par\b", re.IGNORECASE)
_BESIDES = re.compile(r"outre\s+(?P<who>[^,;:]{4,80}),", re.IGNORECASE)
_OF_WHOLE = re.compile(
    r"\s+d(?:e\s+la\s+|u\s+|e\s+l['’])(?=préfecture|ville\b|mairie\b|département\b|région\b|état\b)",
    re.IGNORECASE,
)
_AND_OF = re.compile(r"\s+et\s+(?:de\s+la\s+|de\s+l['’]|du\s+)(?=[A-ZÀ-Þ])")
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
    r"|,\s+(?:se\s|siège\w*\b|tient\b|valide\b|prépare\b|assure\b|suit\b|fixe\b|arrête\b|veille\b|examine\b|sera\b|chargée?s?\b|est\s|il\s|elle\s|en\s+charge\s+de\s+la\s+conduite|à\s+l['’]échelle)|,\s+(?:l[ea]|ce|cette)\s+(?=(?:comité|commission|conférence|groupe|instance|équipe|cellule)\b)|,?\s+en\s+lien\s+avec\b|\s+permet\w*\b|\s+(?:périodicité|fréquence|rythme|missions?|rôles?|réunions?)\s*:|,?\s+(?:au\s+moins|au\s+minimum|(?:une|deux|trois|quatre)\s+fois)\b|[;:]|\.\s|\.$",
    re.IGNORECASE,
)
_OF = r"(?:d(?:u|e|es)\s|d['’])"
_PLAIN = r"(?:l[ea]s?\s|l['’]|une?\s|leurs?\s|son\s|sa\s|Pôle|[A-Z]{2,})"
_AND = r"\s+et\s+(?=par\s)|\s+et\s*,\s*le\s+cas\s+échéant,\s*|\s*,?\s+ainsi\s+que\s+|\s+[–-]\s+"
_SPLIT_OF = re.compile(
    rf"{_AND}|\s+et\s+(?=(?:délégué|chef|référent|chargé|direct|coordin)\w*\s)|\s*,\s*(?:et\s+)?|\s+et\s+(?=(?:{_OF}|{_PLAIN}))"
)
_SPLIT_PLAIN = re.compile(
    rf"{_AND}|,\s*(?=de\s+l['’][A-Z]{{2,}})|\s*,(?!\s*(?:et\s+)?(?:{_OF}|ou\s))\s*(?:et\s+)?|\s+et\s+(?={_PLAIN})"
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
_WITH_ACRONYM = re.compile(
    r"(?P<name>[^()]+?)\s*\([A-ZÀ-Þ][\w\s.&+-]{1,12}\)(?:\s+d(?:e|u)\s[^()]+)?$"
)
_OFFICE = re.compile(r"^(?:président|maire|préf|vice-président)", re.IGNORECASE)
_DUTY = re.compile(
    r"(?:\b(?:pour\b(?=\s+(?:notamment\s+)?[a-zâéèêîôûç]+(?:er|ir|re)\s)|afin\s+de|afin\s+d['’]|chargée?s?\s+(?:notamment\s+)?(?:d(?=e\s+(?:l[ea]s?\s|l['’]|\w+(?:er|ir|re)\s))e|d['’](?=\w+(?:er|ir|re)\s)|du(?=\s))|a\s+pour\s+(?:mission|objet|rôle|objectif)"
    r"\s+(?:de|d['’])|ont\s+pour\s+(?:mission|objet)\s+(?:de|d['’])|permet\s+de)\s*)(?P<what>[^.;\n]{8,400})",
    re.IGNORECASE,
)
_VERB_DUTY = re.compile(
    r"(?:(?:ils?|elles?)\s+(?!(?:se|est|sont|sera|seront|a|ont|s['’]|réuni\w*|rassembl\w+|regroup\w+"
    r"|associ\w+)\b)(?P<what>\w+(?:era|eront|t|e|ent|it|d|nd)\b[^.;\n]{8,400})"
    r"|(?:le\s+comité|la\s+commission)[^,.;:]{0,40}?\s(?P<acts>(?:valid|arrêt|sui|veill|prépar|examin"
    r"|propos|défini|assur|coordonn|évalu|fix|pilot|décid|analys|établi|organis|étudi|élabor|proc[èé]d)"
    r"(?:e|ent|era|eront|t|ra|ront)\b[^.;\n]{8,400}))",
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
        if _ANIMATED.match(text.text, match.start()) and _is_body(text.text, match.end(), last):
            continue  # « animé par un groupe moteur », « par des binômes composés de … »
        listing = _after_colon(text.text, match.end(), last, until)
        plain = bool(_TRANSITIVE.match(match.group().lstrip()))
        found += _items(text, *listing, "firm", authorities, context, plain=plain)
    if listed:
        for paragraph in following[:_MAX_MEMBERS]:
            if not paragraph.bullet:
                break
            stop = _SENTENCE_END.search(text.text, paragraph.start, paragraph.end)
            last = stop.start() if stop else paragraph.end
            found += _items(text, paragraph.start, last, "firm", authorities, context, whole=True)
    takes = _TAKES_PART.match(text.text, start, end)
    if takes and not found:
        found += _items(text, *takes.span("who"), "firm", authorities, context, whole=True)
    secretary = _SECRETARY.search(text.text, start, end)
    if secretary:
        stop = _STOPS.search(text.text, secretary.end(), end)
        span = secretary.end(), stop.start() if stop else end
        found += _items(text, *span, "mentioned", authorities, context, plain=True)
    besides = _BESIDES.match(text.text, start, end)
    if besides and composed:
        found += _items(text, *besides.span("who"), "firm", authorities, context, whole=True)
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


def _is_body(words: str, start: int, end: int) -> bool:
    """Whether a run begins with « un » or « des » and the name of a body."""
    if re.match(r"\s*des\s+binômes\b", words[start:end]):
        return True
    name = next(find_names(words, start, end), None)
    return name is not None and name.article in ("un", "une", "des") and name.start - start < 6


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
    status: Literal["firm", "possible", "mentioned"],
    authorities: Authorities | None,
    context: tuple[str, ...],
    *,
    whole: bool = False,
    plain: bool = False,
) -> Iterator[Participant]:
    opened = _BRACKETED.search(text.text, start, end)
    pieces = (
        [(start, end)] if whole else list(_pieces(text, start, end, plain, authorities, context))
    )
    if opened and not whole:
        before = [
            (a, b) for a, b in _pieces(text, start, opened.start(), plain, authorities, context)
        ]
        inside = _pieces(text, *opened.span("inside"), plain, authorities, context)
        told = (piece for piece in inside if not _NO_MEMBER.match(text.text, *piece))
        pieces = [*before[:-1], *told]  # what stands right before the brackets is what they list
    for first, last in pieces:
        if _FOR_WHOM.match(text.text, first, last):
            continue  # « et pour le Département, le directeur général »: for whom the next one is
        value = _member(text, first, last, status, authorities, context)
        if value is not None:
            yield value


def read_listed(
    text: Flow,
    start: int,
    end: int,
    authorities: Authorities | None,
    context: tuple[str, ...],
) -> list[Participant]:
    """The members that a run names one after the other."""
    return list(_items(text, start, end, "firm", authorities, context))


def _after_colon(text: str, start: int, last: int, until: int) -> tuple[int, int]:
    """The list after a colon, where what stands before it only says of what: « les acteurs : »."""
    if last >= until or text[last] != ":" or not _CATEGORY.match(text, start, last):
        return start, last
    stop = re.compile(r"[;.](?=\s|$)").search(text, last, until)
    end = stop.start() if stop else until
    return (last + 1, end) if text.count(",", last, end) >= 1 else (start, last)


def _pieces(
    text: Flow,
    start: int,
    end: int,
    plain: bool,
    authorities: Authorities | None,
    context: tuple[str, ...],
) -> Iterator[tuple[int, int]]:
    """The items of an enumeration.

    Where each item has its own « de » (« composé du préfet, de la maire »), a comma before « de »
    parts two items; where the items have none (« regroupant le préfet, la direction des écoles,
    de la jeunesse et des sports »), what begins with « de » belongs to the item before it. A name
    the authorities know is never parted.
    """
    words = text.text
    lead = words[start : start + 12].lstrip(" :,-–")
    of = re.match(_OF, lead) and not (plain and _INNER.search(words, start, end))
    split = _SPLIT_OF if of else _SPLIT_PLAIN
    here = start
    for match in split.finditer(words, start, end):
        if words.count("(", here, match.start()) > words.count(")", here, match.start()):
            continue
        if _is_inside_name(words, here, match, end, authorities, context):
            continue
        yield from _units(words, here, match.start())
        here = match.end()
    yield from _units(words, here, end)


def _units(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """« les directions et services de A et de B » are A and B."""
    if not re.match(rf"\s*{_UNITS_OF.pattern}", words[start:end]):
        yield start, end
        return
    for match in _AND_OF.finditer(words, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _is_inside_name(
    words: str,
    here: int,
    match: re.Match[str],
    end: int,
    authorities: Authorities | None,
    context: tuple[str, ...],
) -> bool:
    """Whether a known name goes over a place that could part two."""
    if authorities is None:
        return False
    begins = [m.start() for m in re.finditer(r"\b[A-ZÀ-Þ]", words[here : match.start()])]
    ends = [
        m.start()
        for m in re.finditer(r"\b(?=\W|$)", words[match.end() : min(end, match.end() + 60)])
    ]
    return any(
        authorities.name(words[here + first : match.end() + last], context) is not None
        for first in begins[:3]
        for last in ends
        if last > 3
    )


def _member(
    text: Flow,
    first: int,
    last: int,
    status: Literal["firm", "possible", "mentioned"],
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
    for lead in (_ARTICLE, _UNITS_OF):
        article = lead.match(text.text, first, last)
        first = article.end() if article else first
    words = text.text[first:last].strip()
    if not 2 <= len(words) <= 160 or re.match(
        r"(?:etc|ou\b|\d+$|(?:une?|des?|du)$|(?:a|ont|est|sont)\s)", words
    ):
        return None
    key = None
    if _OFFICE.match(words):
        key = _office_key(words, authorities, context)
    named = _WITH_ACRONYM.match(words) or _AS_NEEDED.match(words)
    name = named["name"] if named else _known_part(words, authorities, context)
    return text.stated(
        first, last, Participant, name=name, status=status, organisation=key, note=note,
        confidence=0.85,        method="a member named after « composé de » and the like",
    )  # fmt: skip


def _known_part(
    words: str, authorities: Authorities | None, context: tuple[str, ...]
) -> str | None:
    """The known name that words begin with, where more is said of it: « DDCS de la préfecture »."""
    if authorities is None or authorities.name(words, context) is not None:
        return None
    for match in reversed(list(_OF_WHOLE.finditer(words))):
        if words[0].isupper() and authorities.name(words[: match.start()], context) is not None:
            return words[: match.start()]
    return None


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
        group = "what" if match["what"] is not None else "acts"
        here, last = match.span(group)
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
