"""Who sits in a body and what it is charged with, as sentences about it say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from cooperation_kg.authorities import Authorities
from cooperation_kg.extraction.bodies import find_names
from cooperation_kg.extraction.member_words import (
    AND_OF,
    ANIMATED,
    ARTICLE,
    AS_NEEDED,
    BESIDES,
    BRACKETED,
    CATEGORY,
    CHOSEN,
    COMPOSED,
    DUTY,
    FOR_WHOM,
    GATHERED,
    IN_CHARGE,
    INFINITIVES,
    INNER,
    LISTED_AFTER,
    MADE_OF,
    MAYBE,
    NEW_MEMBER,
    NO_MEMBER,
    OF,
    OF_WHOLE,
    OFFICE,
    OR_DEPUTY,
    SECRETARY,
    SENTENCE_END,
    SPLIT_OF,
    SPLIT_PLAIN,
    STOPS,
    TAKES_PART,
    TRANSITIVE,
    UNITS_OF,
    VERB_DUTY,
    WITH_ACRONYM,
)
from cooperation_kg.extraction.organisations import party_of_office
from cooperation_kg.extraction.passages import Flow, Paragraph
from cooperation_kg.records.values import Participant, Stated

__all__ = ["read_duties", "read_listed", "read_members"]

_MAX_MEMBERS = 40
_LEAD = 8  # an article, or the number of an item, before the name of a body


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
    told = list(COMPOSED.finditer(text.text, start, end))
    composed = told[0] if told else None
    listed = bool(composed) and text.text[start:end].rstrip().endswith(":")
    ends = [one.start() for one in told[1:]] + [end]
    for match, until in zip(told, ends, strict=False):
        stop = STOPS.search(text.text, match.end(), until)
        last = stop.start() if stop else until
        last -= 3 if text.text[match.end() : last].endswith(" et ") else 0
        if ANIMATED.match(text.text, match.start()) and _is_body(text.text, match.end(), last):
            continue  # « animé par un groupe moteur », « par des binômes composés de … »
        listing = _after_colon(text.text, match.end(), last, until)
        plain = bool(TRANSITIVE.match(match.group().lstrip()))
        found += _items(text, *listing, "firm", authorities, context, plain=plain)
    if listed:
        for paragraph in following[:_MAX_MEMBERS]:
            if not paragraph.bullet:
                break
            stop = SENTENCE_END.search(text.text, paragraph.start, paragraph.end)
            last = stop.start() if stop else paragraph.end
            found += _items(text, paragraph.start, last, "firm", authorities, context, whole=True)
    for span in () if found else _beside(text.text, start, end):
        found += _items(text, *span, "firm", authorities, context)
    takes = TAKES_PART.match(text.text, start, end)
    if takes and not found:
        found += _items(text, *takes.span("who"), "firm", authorities, context, whole=True)
    secretary = SECRETARY.search(text.text, start, end)
    if secretary:
        stop = STOPS.search(text.text, secretary.end(), end)
        span = secretary.end(), stop.start() if stop else end
        found += _items(text, *span, "mentioned", authorities, context, plain=True)
    besides = BESIDES.match(text.text, start, end)
    if besides and composed:
        found += _items(text, *besides.span("who"), "firm", authorities, context, whole=True)
    gathered = GATHERED.match(text.text, start, end)
    if gathered and not found:
        for piece in re.finditer(r".+?(?:\s+sous\s+l['’]égide\s+|$)", gathered["who"]):
            first = gathered.start("who") + piece.start()
            last = first + len(re.sub(r"\s+sous\s+l['’]égide\s+$", "", piece.group()))
            found += _items(text, first, last, "firm", authorities, context)
    maybe = MAYBE.search(text.text, start, end)
    if maybe and not composed:
        found += _possible(text, start, end, maybe, authorities, context)
    return found[:_MAX_MEMBERS]


def _beside(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """« Le maire et la préfète la composent »; « Comité technique : les directeurs »."""
    made = MADE_OF.match(words, start, end)
    if made:
        yield made.span("who")
        return
    name = next(find_names(words, start, end), None)
    after = LISTED_AFTER.match(words, name.end, end) if name else None
    if after and name and name.start - start < _LEAD:
        yield after.span("who")


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
        stop = STOPS.search(text.text, maybe.end(), end)
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
    opened = BRACKETED.search(text.text, start, end)
    pieces = (
        [(start, end)] if whole else list(_pieces(text, start, end, plain, authorities, context))
    )
    if opened and not whole:
        before = [
            (a, b) for a, b in _pieces(text, start, opened.start(), plain, authorities, context)
        ]
        inside = _pieces(text, *opened.span("inside"), plain, authorities, context)
        told = (piece for piece in inside if not NO_MEMBER.match(text.text, *piece))
        pieces = [*before[:-1], *told]  # what stands right before the brackets is what they list
    for first, last in pieces:
        if FOR_WHOM.match(text.text, first, last):
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
    if last >= until or text[last] != ":" or not CATEGORY.match(text, start, last):
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
    of = re.match(OF, lead) and not (plain and INNER.search(words, start, end))
    split = SPLIT_OF if of else SPLIT_PLAIN
    here = start
    for match in split.finditer(words, start, end):
        if words.count("(", here, match.start()) > words.count(")", here, match.start()):
            continue
        if _is_inside_name(words, here, match, end, authorities, context):
            continue
        charged = match.group().strip().startswith("et") and IN_CHARGE.search(
            words, here, match.start()
        )
        if charged and not NEW_MEMBER.match(words, match.end(), end):
            continue
        yield from _units(words, here, match.start())
        here = match.end()
    yield from _units(words, here, end)


def _units(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """« les directions et services de A et de B » are A and B."""
    if not re.match(rf"\s*{UNITS_OF.pattern}", words[start:end]):
        yield start, end
        return
    for match in AND_OF.finditer(words, start, end):
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
    chosen = CHOSEN.search(text.text, first, last)
    last = chosen.start() if chosen else last
    deputy = OR_DEPUTY.search(text.text, first, last)
    note = None
    if deputy:
        if deputy.start() <= first + 2:
            return None
        note = text.stated(
            deputy.start(), deputy.end(), Stated, confidence=0.9, method="who may stand in"
        )
        last = deputy.start()
    for lead in (ARTICLE, UNITS_OF):
        article = lead.match(text.text, first, last)
        first = article.end() if article else first
    words = text.text[first:last].strip()
    if not 2 <= len(words) <= 160 or re.match(
        r"(?:etc|ou\b|chacune?\b|\d+$|(?:une?|des?|du)$|(?:a|ont|est|sont)\s)", words
    ):
        return None
    key = None
    if OFFICE.match(words):
        key = _office_key(words, authorities, context)
    named = WITH_ACRONYM.match(words) or AS_NEEDED.match(words)
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
    for match in reversed(list(OF_WHOLE.finditer(words))):
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
    matches = [match for rule in (DUTY, VERB_DUTY) if (match := rule.search(text.text, start, end))]
    matches = [match for match in matches if match.re is DUTY or match.start() == start]
    for match in matches[:1]:
        group = "what" if match["what"] is not None else "acts"
        here, last = match.span(group)
        spans = []
        for split in INFINITIVES.finditer(text.text, here, last):
            spans.append((here, split.start()))
            here = split.end()
        for first, stop in [*spans, (here, last)]:
            value = text.stated(
                first, stop, Stated, confidence=0.75, method="what a body is charged with"
            )
            if value is not None:
                yield value
