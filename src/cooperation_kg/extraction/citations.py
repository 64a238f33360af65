"""Other texts a document names: laws, decrees, circulars, plans, programmes, conventions.

A citation begins with a word for a kind of text and goes on as far as the words name it: its
number, its date, its subject (« relative à … », « de programmation pour … »), a title in quotation
marks. A kind that is also a plain word (plan, contrat, convention) counts only where a proper
name, a date or a title follows. « Vu … » and lists under « documents de référence » are the legal
basis; a text that amends others says so (« avenant aux contrats … »).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from cooperation_kg.documents import Places
from cooperation_kg.extraction.frame_dates import find_dates, first_date
from cooperation_kg.extraction.passages import Flow, Paragraph, flow
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.values import Citation, Stated

__all__ = ["read_citations"]

Kind = Literal[
    "convention", "law", "decree", "circular", "plan", "programme", "report", "deliberation",
    "contract", "charter", "study", "call-for-projects", "code", "other",
]  # fmt: skip
Relation = Literal["cites", "based-on", "amends", "replaces"]

_KINDS: tuple[tuple[str, Kind], ...] = (
    (r"(?:projet\s+de\s+)?loi|ordonnance", "law"),
    (r"décret|arrêté", "decree"),
    (r"circulaire|instruction|note\s+de\s+service", "circular"),
    (r"délibération", "deliberation"),
    (r"code(?=\s+(?:de|du|des|général|civil|pénal|rural|électoral|de\s+l['’]))", "code"),
    (r"schéma|plan|agenda|feuille\s+de\s+route|stratégie", "plan"),
    (r"programme", "programme"),
    (r"charte|pacte", "charter"),
    (r"contrats?", "contract"),
    (r"conventions?|protocoles?|accord", "convention"),
    (r"rapport|évaluation|bilan", "report"),
    (r"étude|diagnostic", "study"),
    (r"appels?\s+à\s+projets", "call-for-projects"),
    (r"règlement|directive|constitution", "other"),
)
_LEGAL = frozenset({"law", "decree", "circular", "deliberation", "code"})
_HEAD = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<k{i}>{p})" for i, (p, _) in enumerate(_KINDS)) + r")\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\barticles?\s+[LRD]?\.?\s?\d[\d-]*\s+de\s+(?:la\s+)?$", re.IGNORECASE)
_NUMBER = r"(?:\s+(?:n\s?°|no|numéro)\s*[A-Z]{0,4}\s?\d[\w./-]*|\s+[A-Z]{2}\s\d+-\d+)"
_DATE = (
    r"(?:(?:\s+(?:a\s+été\s+)?(?:réalisé|adopté|signé|approuvé|publié|voté|conclu)e?s?)?"
    r"\s+(?:du|de|en|le|d['’])\s*(?:\d{1,2}(?:\s?er)?\s+)?[a-zéûô]{3,9}\.?\s+(?:19|20)\d{2}"
    r"|\s+(?:du\s+)?\d{1,2}/\d{1,2}/\d{4})"
)
_AUTHOR = (
    r"(?:\s+(?:du|de\s+la|de\s+l['’]|des)\s*[A-ZÀ-Þ\w][^.;:\n]{2,80}?"
    r"(?=\s+(?:du\s+\d|en\s+[a-z]+\s+20)))"
)
_SUBJECT = (
    r"(?:,?\s+(?:relati(?:f|ve)s?\s+(?:à|au|aux)|portant(?:\s+sur)?|fixant|d['’]orientation|visant"
    r"|de\s+programmation|de\s+modernisation|de\s+finances|pour\s+(?=la|le|l['’]|les|une))"
    r"[^.;:()\n]{3,220}?(?=\s*[.;:()\n]|,\s|$|\s(?:a|ont|est|sont|qui|que|dans|avec)\s))"
)
_AFTER = re.compile(
    rf"(?:\s[a-zéè]+(?:aire|elle?|el|al|ale)s?\b)?(?P<author>{_AUTHOR})?(?P<number>{_NUMBER})?(?P<date>{_DATE})?(?P<subject>{_SUBJECT})?"
    rf"(?P<late>{_DATE})?(?P<short>\s*\(\s*dite?[^()]{{2,40}}\))?"
)
_ADOPTED = re.compile(
    rf",?(?:\s+(?:a\s+été\s+)?(?:réalisé|adopté|signé|approuvé|publié|voté|conclu)e?s?){_DATE}"
)
_SHORT_LAW = re.compile(r"\s+(?:(?:dite\s+)?[«\"“]?\s?[A-ZÀ-Þ][\w-]{2,}|de\s+finances\s+20\d{2})")
_TITLED = re.compile(r"(?:\s+[\wÀ-ÿ-]+){0,3}\s*[«“\"]\s?[^»”\"\n]{3,200}[»”\"]")
_NAME = re.compile(
    r"(?:\s+(?:(?:national|régional|départemental|local|parisien|métropolitain|territorial"
    r"|interministériel|communal|intercommunal|directeur|pluriannuel|urbain|global|d['’]actions?"
    r"|stratégique)e?s?)\b){0,3}"
    r"(?:\s+(?:de|du|des|d['’]|pour|en|contre|sur|à|au|aux|avec|et|entre|la|le|les|l['’])*\s*"
    r"[\wÀ-ÿ'’-]+){0,12}"
)
_CAPITAL = re.compile(r"[A-ZÀ-Þ]\w+")
_CUT = re.compile(
    r"\s+(?:est|sont|sera|seront|a|ont|qui|que|dont|afin|permet\w*|porte|prévoit|fixe|vise\w*"
    r"|s['’]|se|dans|ainsi|où|lors|depuis|pourr\w+|doit|doivent|il|elle|en\s+vue|peut|passées?"
    r"|a\s+été|comme|par|lui|aux\s+côtés)\b.*$|\s*[,(].*$",
    re.DOTALL,
)
_VU = re.compile(r"(?:[-–•]\s*)?vu\s+(?:l[ea]s?\s+|l['’])?", re.IGNORECASE)
_BASIS = re.compile(
    r"documents?\s+de\s+référence|textes?\s+(?:de\s+référence|suivants)|cadre\s+(?:légal|juridique"
    r"|réglementaire)|s['’]appuie(?:nt)?\s+sur\s+(?:plusieurs|les)\s+(?:documents|textes)",
    re.IGNORECASE,
)
_AMENDS = re.compile(r"\bavenant\s+(?:n°\s?\d+\s+)?(?:à\s+la|à\s+l['’]|aux?|des?|du)\s*$", re.I)
_LIST = re.compile(
    r"(?P<what>(?:contrats?|conventions?|protocoles?)(?:\s+de\s+\w+)?)"
    r"(?P<items>\s+d(?:e|u|es|['’])[^.;:\n]*?(?:,|\bet\b)\s+d(?:e|u|es|['’])[^.;:\n]*)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"(?P<item>(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+|d['’])[^,]+?)(?=\s*,|\s+et\s+d|\s*$)"
)
_GENERAL = re.compile(r"^(?:\s+de)?(?:\s+villes?)?\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:présente?|cette|ce|cet|nos|notre)\s*$", re.IGNORECASE)


def read_citations(
    reading: Reading, first: int = 1, last: int | None = None
) -> tuple[Citation, ...]:
    """The texts named between two lines, each once, in the order of the document."""
    text = flow(reading)
    start = text.position(first)
    end = text.position((last or len(reading.lines)) + 1)
    found: dict[tuple[str, str], Citation] = {}
    basis = False
    for paragraph in text.within(start, end):
        words = text.text[paragraph.start : paragraph.end]
        here, stop = max(paragraph.start, start), min(paragraph.end, end)
        if not paragraph.bullet:
            basis = (bool(_BASIS.search(words)) and words.rstrip().endswith(":")) or (
                basis and paragraph.heading and words.rstrip().endswith(":")
            )
        for value in _paragraph(text, paragraph, here, stop, basis=basis and paragraph.bullet):
            exact = value.date if value.date and len(value.date) > 4 else None
            key = (value.kind, exact or value.text.casefold())
            if key not in found or _fuller(value, found[key]):
                found[key] = value
    return tuple(sorted(found.values(), key=lambda value: value.at.items[0].start or 0))


def _fuller(one: Citation, other: Citation) -> bool:
    """Whether one of two citations of the same text names it better."""
    if (one.relation == "cites") != (other.relation == "cites"):
        return other.relation == "cites"
    return len(one.text) > len(other.text)


def _paragraph(
    text: Flow, paragraph: Paragraph, start: int, end: int, *, basis: bool
) -> Iterator[Citation]:
    vu = _VU.match(text.text, start, end)
    if vu is not None or basis:
        head = _HEAD.search(text.text, start, end)
        kind: Kind = _kind(head) if head else "other"
        begins = vu.end() if vu else start
        value = _whole(text, begins, end, kind) if head or basis else None
        if value is not None:
            yield value
            return
    after = start
    for head in _HEAD.finditer(text.text, start, end):
        if head.start() < after:
            continue
        span = _named(text, head, end)
        if span is None:
            continue
        after = span[1]
        kind, relation = _kind(head), _relation(text, start, head.start(), "cites")
        if relation != "amends" and paragraph.heading and not _is_marked(text, span):
            continue
        if relation == "amends" and (items := list(_listed(text, head, end))):
            after = items[-1][1][1]
            yield from _several(text, kind, items)
            continue
        value = _cited(text, span, kind, relation)
        if value is not None:
            yield value


def _is_marked(text: Flow, span: tuple[int, int]) -> bool:
    """Whether a date or a title in a heading shows that another text is named."""
    words = text.text[span[0] : span[1]]
    return "«" in words or (first_date(words) is not None and " n°" in words)


_Item = tuple[tuple[int, int], tuple[int, int]]


def _listed(text: Flow, head: re.Match[str], end: int) -> Iterator[_Item]:
    """« contrats de ville de X, de Y et de Z »: what is said of all, and each of them."""
    stop = text.text.find("\n", head.end(), end)
    match = _LIST.match(text.text, head.start(), stop if stop > 0 else end)
    if match is None:
        return
    for item in _EACH.finditer(text.text, match.start("items"), match.end("items")):
        yield match.span("what"), item.span("item")


def _several(text: Flow, kind: Kind, items: list[_Item]) -> Iterator[Citation]:
    for index, (what, item) in enumerate(items):
        start = what[0] if index == 0 else item[0]
        one = text.stated(
            start, item[1], Citation, kind=kind, relation="amends", confidence=0.85,
            method="one of several texts that are amended",
        )  # fmt: skip
        if one is None:
            continue
        if index:
            lead = text.stated(*what, Stated, confidence=0.85, method="what a list is of")
            if lead is None:
                continue
            one = one.model_copy(
                update={
                    "text": f"{lead.text} {one.text}",
                    "at": Places((*lead.at.items, *one.at.items)),
                }
            )
            text.reading.notes.add(one, 0.85, "one of several texts that are amended")
        yield one


def _kind(head: re.Match[str]) -> Kind:
    index = next(i for i in range(len(_KINDS)) if head[f"k{i}"])
    return _KINDS[index][1]


def _relation(text: Flow, start: int, head: int, usual: Relation) -> Relation:
    before = text.text[max(start, head - 40) : head]
    if _AMENDS.search(before):
        return "amends"
    if re.search(
        r"\b(?:par|conformément\s+(?:à\s+la|au)|en\s+application\s+(?:de\s+la|du))\s+$",
        before,
        re.I,
    ):
        return "based-on"
    return usual


def _whole(text: Flow, start: int, end: int, kind: Kind) -> Citation | None:
    """An item of a legal basis: the whole of it names the text."""
    stop = re.search(r"[;\n]|,\s+(?:et\s+)?notamment\b", text.text[start:end])
    end = start + stop.start() if stop else end
    return _cited(text, (start, end), kind, "based-on") if end - start < 400 else None


def _cited(text: Flow, span: tuple[int, int], kind: Kind, relation: Relation) -> Citation | None:
    words = re.sub(
        r"[«“\"][^»”\"]*[»”\"]", lambda quoted: " " * len(quoted.group()), text.text[slice(*span)]
    )
    dates = list(find_dates(words))
    dated = next((date for date in dates if date.exact), next(iter(dates), None))
    if dated and not dated.exact and not re.search(r"(?:\ben|\bde|\(|,)\s?$", words[: dated.start]):
        dated = None  # a year in a name (« contrat 2015-2020 ») is no date of the text
    return text.stated(
        *span, Citation, kind=kind, relation=relation, date=dated.date if dated else None,
        confidence=0.9 if kind in _LEGAL else 0.7, method=f"a word for a {kind} and what names it",
        ends=" \n.;:,",
    )  # fmt: skip


def _named(text: Flow, head: re.Match[str], end: int) -> tuple[int, int] | None:
    """The run that names a text, from the word for its kind; None where nothing names it."""
    kind = _kind(head)
    before = text.text[max(0, head.start() - 40) : head.start()]
    if _SELF.search(before):
        return None
    article = _ARTICLE.search(before)
    start = head.start() - (len(before) - article.start()) if article else head.start()
    after = _AFTER.match(text.text, head.end(), end)
    stop = after.end() if after else head.end()
    marks = after is not None and any(after[g] for g in ("number", "date", "late"))
    if kind in _LEGAL:
        return _legal(text, head, end, (start, stop), marked=marks)
    titled = _TITLED.match(text.text, head.end(), end)
    if titled:
        date = re.compile(rf",?{_DATE}|,?\s+[a-zéû]{{3,9}}\s+20\d{{2}}").match(
            text.text, titled.end(), end
        )
        return start, date.end() if date else titled.end()
    name_end = _name_end(text, head, end)
    name = text.text[head.end() : name_end]
    proper = head.group()[0].isupper() and not _begins_sentence(text, head.start())
    if marks and after is not None:
        return start, max(stop, name_end if proper else 0)
    named = _is_proper(kind, name, capital=proper)
    return (start, name_end) if named else None


def _legal(
    text: Flow, head: re.Match[str], end: int, span: tuple[int, int], *, marked: bool
) -> tuple[int, int] | None:
    """A law, a decree: named by its number or date, or a law by its short name."""
    if marked:
        return span
    kind = _kind(head)
    short = _SHORT_LAW.match(text.text, head.end(), end) if kind == "law" else None
    if short is not None:
        return span[0], max(span[1], short.end())
    return (span[0], _name_end(text, head, end)) if kind == "code" else None


def _is_proper(kind: Kind, name: str, *, capital: bool) -> bool:
    """Whether the words after a word for a kind make a proper name."""
    if kind in ("contract", "convention", "report") and not _CAPITAL.search(_GENERAL.sub("", name)):
        return capital and len(name.split()) >= 3 and not _GENERAL.match(name)
    if capital and len(name.split()) >= 2:
        return True
    return len(_CAPITAL.findall(name)) >= 2 and kind in ("plan", "programme", "charter")


def _begins_sentence(text: Flow, start: int) -> bool:
    before = text.text[max(0, start - 3) : start]
    return not before or before.endswith("\n") or bool(re.search(r"[.!?:;]\s$", before))


def _name_end(text: Flow, head: re.Match[str], end: int) -> int:
    """Where the proper name that follows a word for a text ends."""
    match = _NAME.match(text.text, head.end(), min(end, head.end() + 160))
    if match is None:
        return head.end()
    name = _CUT.sub("", match.group())
    name = re.sub(
        r"(?:\s+(?:de|du|des|d['’]|pour|en|et|la|le|les|l['’]|à|au|aux|sur|avec))+$", "", name
    )
    following = text.text[head.end() + len(name) : end]
    year = re.match(r"\s+(?:19|20)\d{2}(?:\s?[-–]\s?(?:19|20)\d{2})?", following)
    brackets = re.match(r"\s*\([A-Z][\w-]{1,12}\)", following)
    more = year or brackets
    named = head.end() + len(name) + (more.end() if more else 0)
    adopted = _ADOPTED.match(text.text, named, end)
    return adopted.end() if adopted else named
