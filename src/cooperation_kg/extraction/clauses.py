"""Clauses on the life of a text: how long, from when, renewed, given notice of, ended, changed.

A clause is known by its operative words, which hardly vary between texts (« est conclue pour une
durée de », « par tacite reconduction », « préavis de »). The heading it stands under decides only
where the words could mean something else: an evaluation of the text, not of a public policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from cooperation_kg.extraction.number_words import NUMBER, read_number
from cooperation_kg.extraction.passages import Flow, Paragraph, Region, flow, plan_lines
from cooperation_kg.extraction.reading import Reading
from cooperation_kg.records.values import Clause

__all__ = ["read_clauses", "read_length"]

Kind = Literal[
    "duration", "entry-into-force", "renewal", "notice", "termination", "modification",
    "evaluation", "communication", "copies", "follow-up", "resources", "method",
]  # fmt: skip

_UNIT = (
    r"(?:ans?|années?|exercices?|mois|semaines?|jours?(?:\s+(?:francs|ouvr\w+|calendaires))?"
    r"|trimestres?|semestres?)"
)
_LENGTH = re.compile(
    rf"(?<![\w,.])(?P<number>{NUMBER})\s*(?:\(\s*\w+\s*\)\s*)?"
    rf"(?:(?:prochaines?|premières?|derni[eè]re?s?)\s+)?(?P<unit>{_UNIT})\b(?!\s+de\s+prison)",
    re.IGNORECASE,
)
_AND_MONTHS = re.compile(rf"\s+et\s+(?P<number>{NUMBER})\s+mois\b", re.IGNORECASE)
_MONTHS = MappingProxyType(
    {"an": 12, "ans": 12, "ann": 12, "exe": 12, "moi": 1, "tri": 3, "sem": 6}
)
_YEARLY = re.compile(
    r"\b(?:d['’](?:année\s+en\s+année|an\s+en\s+an)|tacitement\s+chaque\s+année)\b", re.IGNORECASE
)


def _compiled(rules: tuple[tuple[Kind, str], ...]) -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in rules)


_TEXT = (
    r"(?:convention|protocole|contrat|partenariat|accord|charte|pacte|avenant|document|texte|entente"
    r"|feuille\s+de\s+route|engagement\s+mutuel|projet\s+(?:partagé|commun|de\s+territoire))s?"
)
_BODY = r"[^.;\n]"
_TACIT = (
    r"(?:tacitement|de\s+(?:façon|manière|plein)\s+\w+|par\s+(?:tacite\s+)?\w+\s+\w+"
    r"|automatiquement|d['’](?:elle|lui)-même|chaque|par\s+périodes?)"
)
_FOR = rf"(?:pour|d['’]année\s+en\s+année|d['’]|de\s+{NUMBER}\s)"
_SPAN = rf"{NUMBER}\s*(?:\(\s*\w+\s*\)\s*)?{_UNIT}(?:\s+et\s+demie?)?"
_RULES = _compiled(
    (
        (
            "copies",
            rf"(?:(?:{_TEXT})(?:-cadre)?\b{_BODY}{{0,60}}|fait{_BODY}{{0,40}}|établie?s?\s+)"
            rf"\ben\s+{NUMBER}\s*(?:\(\s*\d+\s*\)\s*)?exemplaires?(?:\s+originaux|\s+original)?",
        ),
        (
            "renewal",
            rf"(?:(?:est|sera|sont|peut|pourra)\s+(?:être\s+)?(?:renouvel|reconduit|prolong|prorog)\w*"
            rf"|(?:fai(?:t|re)|fera)\s+l['’]objet\s+d['’]une?\s+(?:\w+\s+)?(?:reconduction|renouvellement"
            rf"|prolongation|prorogation)|\b(?:sa|la|une|son|le)\s+(?:\w+\s+)?(?:reconduction|renouvellement"
            rf"|prolongation|prorogation)\b(?=[^.;]{{0,60}}\b(?:pour|de|d['’])\s?(?:une\s+[^.;,]{{0,25}}de\s+)?{_SPAN})"
            rf"|se\s+(?:renouvel|recondui|prolong|prorog|poursui)\w+(?=\s+(?:{_TACIT}|{_FOR}|par\s))"
            rf"|renouvelables?|reconductibles?|tacitement\s+reconduct\w+)(?!\s+à\s+compter)"
            rf"{_BODY}{{0,160}}|par\s+(?:tacite\s+reconduction|reconduction\s+(?:tacite|expresse))"
            rf"{_BODY}{{0,80}}",
        ),
        (
            "notice",
            rf"(?:en\s+respectant\s+|moyennant\s+|sous\s+réserve\s+(?:d['’]|du\s+respect\s+d['’])"
            rf"|avec\s+|après\s+|dans\s+le\s+respect\s+d['’])?(?:un\s+|d['’]un\s+|le\s+)?"
            rf"(?:délai\s+de\s+)?(?:préavis|prévenance)\s+(?:minimum\s+|minimal\s+|écrit\s+)?"
            rf"(?:de|d['’]|fixé\s+à){_BODY}{{1,40}}"
            rf"|\b(?:le|ce|son)\s+(?:délai\s+de\s+)?(?:préavis|prévenance)\s+(?:est|sera)\s+(?:fixé\s+à|de|porté\s+à)"
            rf"\s+{_SPAN}"
            rf"|avertissement\s+(?:\w+\s+){{0,3}}{_SPAN}\s+(?:à\s+l['’]avance|auparavant|avant)"
            rf"|(?:(?:au\s+moins|au\s+plus\s+tard|notifi\w+|au\s+minimum)\s+)?{_SPAN}\s+(?:au\s+moins\s+)?"
            rf"(?:avant\s+(?:la\s+(?:fin|date)|le\s+terme|l['’](?:échéance|expiration|issue)|s(?:on|a)\s+\w+"
            rf"|chaque\s+\w+|ce(?:tte)?\s+\w+){_BODY}{{0,40}}|avant(?=\s*[.;])|à\s+l['’]avance|auparavant)"
            rf"|un\s+délai\s+(?:minimum\s+|minimal\s+)?de\s+{NUMBER}\s*{_UNIT}\b"
            rf"(?=[^.;\n]{{0,30}}\brespecté)|en\s+respectant\s+un\s+délai\s+de\s+{NUMBER}\s*{_UNIT}\b",
        ),
        (
            "termination",
            rf"(?:(?:si\s+l['’]une|chacune?|chaque|l['’]une|en\s+cas\s+de){_BODY}{{0,140}}?)?"
            rf"(?:mettre\s+fin\s+(?:à|au)|y\s+mettre\s+fin|mett(?:re|ent)\s+un\s+terme|\brésili(?:er|ée?s?|ation)\b"
            rf"|dénonc(?:er|ée?|iation)){_BODY}{{0,330}}",
        ),
        (
            "entry-into-force",
            rf"(?:entr(?:e|era|ent|eront|ant)\s+en\s+vigueur|pren(?:d|dra|nent|dront)\s+effet"
            rf"|(?:produit|produira)\s+ses\s+effets"
            rf"|prise\s+d['’]effet\s+(?:à|au|le)|applicable\s+à\s+compter"
            rf"|(?<=\s)à\s+(?:compter|partir)\s+de\s+(?:son|sa|la)\s+(?:date\s+de\s+)?"
            rf"(?:signature|adoption|notification|approbation)|(?<=\s)à\s+compter\s+du\s+(?=\d)){_BODY}{{0,90}}",
        ),
        (
            "follow-up",
            rf"dans\s+un\s+délai\s+(?:maximum\s+|maximal\s+)?de\s+{NUMBER}\s+\w+\s+(?:à\s+compter|suivant"
            rf"|après){_BODY}{{2,80}}",
        ),
        (
            "duration",
            rf"(?:(?:(?:la|le|cette|ce|présente?|cet)\s+)*{_TEXT}(?:\s+\w+){{0,2}}?\s+)?"
            rf"(?:(?:est|sera)\s+)?(?:conclue?|établie?|signée?|consentie?|fixée?|prévue?|valable)"
            rf"\s+(?:pour|à|sur)\s+{_BODY}{{2,120}}"
            rf"|(?:sa|une|la)\s+durée\s+(?:(?:de\s+(?:la|cette|le|ce)|du)\s+(?:présente?\s+)?{_TEXT}\s+)?"
            rf"(?:est|sera)\s+(?:fixée\s+à|de)\s+{_BODY}{{2,80}}"
            rf"|(?:dès|à\s+partir\s+de)\s+{_BODY}{{0,20}}?et\s+pour\s+{NUMBER}\s+(?:années|ans)"
            rf"|(?:pour|durant|pendant)\s+(?:une\s+durée\s+de\s+|les\s+)?{NUMBER}\s+"
            rf"(?:prochaines\s+)?(?:années|ans)(?:\s+prochaines|\s+et\s+{NUMBER}\s+mois)?"
            rf"|pour\s+une\s+(?:durée|période)\s+(?:maximale\s+)?de\s+{NUMBER}\s+mois"
            rf"|pour\s+{NUMBER}\s+mois\b"
            rf"|\bvalable\s+{_SPAN}\b"
            rf"|(?:d['’]|\b(?:a|aura)\s+)une\s+durée\s+(?:\w+\s+)?(?:de|égale\s+à)\s+{_SPAN}\b"
            rf"|\b(?:sa|la)\s+durée(?:\s+(?:de|du|d['’])\s?[^.,;]{{2,50}}?)?\s+(?:est|sera)\s+"
            rf"(?:(?:fixée|arrêtée|portée)\s+à|de)\s+{_BODY}{{2,60}}"
            rf"|(?:^|(?<=[.;]\s))(?:il|elle)\s+(?:couvr|cour|s['’]étend|dur|s['’]appliqu|vau|lie|engage)\w*\s+"
            rf"(?:les\s+\w+\s+)?(?:(?:sur|pour|pendant|durant)\s+)?{_SPAN}\b"
            rf"|{_TEXT}\s+(?:\w+\s+)?(?:couvr|cour|port|s['’]étend|dur|s['’]appliqu|vau|vaudr|lie)\w*\s+"
            rf"(?:(?:sur|pour|pendant|durant)\s+)?(?:les\s+|une\s+(?:durée|période)\s+de\s+)?{_SPAN}\b"
            rf"|(?:s['’]ach[eè]ve(?:ra)?|pren(?:d|dra)\s+fin|arrive(?:ra)?\s+à\s+(?:échéance|terme)"
            rf"|expire(?:ra)?)\s+(?:le|en|au|à)\s+{_BODY}{{2,60}}",
        ),
    )
)
_SOFT = _compiled(
    (
        (
            "modification",
            r"\bavenants?\b|\bmodifi\w+|\bces\s+ajustements\b|\benrichi\w*|\brévis\w+",
        ),
        ("evaluation", r"\bévalu\w+"),
        (
            "communication",
            r"\bsites?\s+internet\b|\boutils\s+de\s+communication\b|\blogos?\b"
            r"|\bsupports\s+de\s+communication\b|\bmentionner\b",
        ),
        (
            "follow-up",
            r"\btableau\s+de\s+bord\b|\bcontact\s+régulier\b|\bbilan\s+annuel\b|\brapport\s+annuel\b"
            r"|\binstances\s+de\s+(?:pilotage|suivi)\b|\bseront\s+mis\w*\s+en\s+place\b",
        ),
        (
            "resources",
            r"\bmobiliser(?:a|ont)\b|\bmet(?:tent|tra|tront)?\s+à\s+disposition\b"
            r"|\bmoyens\s+(?:financiers|humains)\b|\bentités\s+coordonnatrices\b",
        ),
    )
)
_CUE = re.compile(
    r"exemplaires?|renouvel|reconduct|reconduit|prolong|prorog|préavis|prévenance|résili|dénonc|fin\b"
    r"|terme\b|prolonge|avance\b|exercices?\b|valable|vigueur|effet|à\s+(?:compter|partir)|conclu|établi|durée|années|ans\b|mois\b|ach[eè]ve"
    r"|échéance|expire|applicable|délai",
    re.IGNORECASE,
)
_CUT = re.compile(
    r",?\s+(?:et\s+)?(?:sera|est|peut\s+être|pourra\s+être)\s+(?:renouvel|reconduit|prolong|prorog)"
    r"|\s+à\s+compter\s+(?:de\s+(?:son|sa|la)|du)\b|,?\s+(?:en\s+respectant|moyennant|sous\s+réserve"
    r"|avec\s+un\s+préavis|sauf\s+(?:opposition|dénonciation|avis|décision|volonté|refus)\b)|,?\s+et\s+(?:s['’]ach[eè]ve|prend(?:ra)?\s+fin|entre)",
    re.IGNORECASE,
)
_LASTS = re.compile(
    rf",?\s+(?:et\s+)?pour\s+(?:une\s+(?:durée|période)\s+de\b|{_SPAN}\b)", re.IGNORECASE
)
_SECTIONS: tuple[tuple[str, frozenset[str]], ...] = (
    (r"évaluation", frozenset({"evaluation"})),
    (r"communication|publicité|valorisation", frozenset({"communication"})),
    (r"modification|avenant|révision", frozenset({"modification"})),
    (r"suivi|pilotage|gouvernance|instances", frozenset({"follow-up"})),
    (r"ressources|moyens|financ", frozenset({"resources"})),
)
_LONGEST = 4000  # no sentence is longer: what is has lost its full stops
_CUT_OFF = frozenset({"duration", "termination", "renewal", "entry-into-force"})
_ABOUT = re.compile(rf"\b{_TEXT}\b|\bdispositif\b|\bengagements\b|\bparties\b", re.IGNORECASE)
_ENDS_IT = re.compile(
    r"dénonc|résili|\bretir\w+|\bfin\s+à\b|y\s+mettre\s+fin|opposition|s['’]oppos|dédire|reconduc"
    r"|reconduit|renouvel|prolong|quitter|prévenan|aviser|sortir",
    re.IGNORECASE,
)
_MADE_LONGER = re.compile(r"\ba\s+été\s+(?:prorog|prolong|recondui)", re.IGNORECASE)
_OF_IT = re.compile(
    r"(?:^(?:Elle|Il|Sa\s+durée)\b|,\s+(?:elle|il)\s+(?:est|sera|peut|pourra|se)\b|\bparties?\b)"
)
_OF_TEXT = re.compile(
    rf"(?:(?:la|cette|le|ce)\s+|l['’])(?:présente?\s+)?{_TEXT}(?:-cadre)?\s+"
    r"(?:est|sera|prend|entre|s['’]ach|produi|couvr|court|dure|expire)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?<!\S)(?P<label>dur[ée]e|pr[ée]avis|renouvellement|reconduction|prolongation)\b"
    rf"(?:\s+(?:de\s+la\s+|de\s+l['’]|du\s+|de\s+)[\wÀ-ÿ]+)?\s*:\s*(?P<length>{NUMBER}\s*{_UNIT}\b)",
    re.IGNORECASE,
)
_LABELS: MappingProxyType[str, Kind] = MappingProxyType(
    {
        "dur": "duration",
        "pré": "notice",
        "pre": "notice",
        "ren": "renewal",
        "rec": "renewal",
        "pro": "renewal",
    }
)
_PROMISE = re.compile(
    r"\b(?:s['’]engagent|sera|seront|pourr(?:a|ont)|peu(?:t|vent)|procèd\w+|fera|a\s+vocation"
    r"|font\s+l['’]objet|doit|doivent|est|mènent|organis\w+|\w+er(?:a|ont))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    kind: Kind
    start: int
    end: int
    sure: bool


def read_length(text: str) -> tuple[int | None, int | None]:
    """The length of time a clause sets, as months or as days.

    >>> read_length("un préavis de trois mois"), read_length("pour une durée de 2 ans")
    ((3, None), (24, None))
    >>> read_length("pour une durée de trois ans et neuf mois")
    (45, None)
    >>> read_length("un délai de quinze jours")
    (None, 15)
    """
    for match in _LENGTH.finditer(text):
        number = read_number(match["number"])
        unit = match["unit"].casefold()[:3]
        if number is None or number > 999:
            continue
        if unit == "jou":
            return None, number
        if match["unit"].casefold().startswith("semaine"):
            return None, 7 * number
        half = _MONTHS[unit] // 2 if re.match(r"\s+et\s+demie?\b", text[match.end() :]) else 0
        more = _AND_MONTHS.match(text, match.end()) if unit.startswith("an") else None
        rest = read_number(more["number"]) or 0 if more else 0
        return _MONTHS[unit] * number + half + rest, None
    return None, None


def read_clauses(reading: Reading, parts: Sequence[Region] = ()) -> tuple[Clause, ...]:
    """The clauses of a document outside its plan, in their order."""
    text = flow(reading)
    plan = plan_lines(parts)
    found: list[_Found] = []
    section: frozenset[str] = frozenset()
    for paragraph in text.paragraphs:
        planned = any(paragraph.line in lines for lines in plan)
        if planned and not _OF_TEXT.match(text.text, paragraph.start, paragraph.end):
            continue
        labelled = list(_labelled(text, paragraph))
        if labelled:
            found += labelled
            continue
        if paragraph.heading and not _is_lead_in(text, paragraph):
            section = _section(text.text[paragraph.start : paragraph.end])
            if "exemplaire" not in text.text[paragraph.start : paragraph.end]:
                continue
        for start, end in text.sentences(paragraph.start, paragraph.end):
            found += _sentence(text, start, end, section, paragraph)
    result = []
    for item in sorted(found, key=lambda item: (item.start, item.end)):
        words = text.text[item.start : item.end]
        months, days = read_length(words) if item.kind != "evaluation" else (None, None)
        if item.kind == "renewal" and months == days and _YEARLY.search(words):
            months = 12
        clause = text.stated(
            item.start, item.end, Clause, kind=item.kind, months=months, days=days,
            confidence=0.93 if item.sure else 0.6,
            method=f"the operative words of a clause ({item.kind})",
        )  # fmt: skip
        if clause is not None:
            result.append(clause)
    return tuple(result)


def _labelled(text: Flow, paragraph: Paragraph) -> Iterator[_Found]:
    """« DURÉE : 4 ANS À COMPTER DE LA SIGNATURE », one after the other or alone."""
    found = list(_LABELLED.finditer(text.text, paragraph.start, paragraph.end))
    if not found or found[0].start() != paragraph.start:
        return
    for match, following in zip(found, [*found[1:], None], strict=True):
        last = following.start() if following else paragraph.end
        kind = _LABELS[match["label"][:3].casefold()]
        yield _Found(kind, match.start(), min(last, match.end() + 80), sure=True)


def _is_lead_in(text: Flow, paragraph: Paragraph) -> bool:
    words = text.text[paragraph.start : paragraph.end]
    verb = re.search(r"\b(?:est|sont|sera|seront|s['’]engag\w+|durant|pour\s+trois)\b", words)
    return verb is not None and (len(words) > 50 or words.rstrip().endswith(":"))


def _section(heading: str) -> frozenset[str]:
    kinds: set[str] = set()
    for words, allowed in _SECTIONS:
        if re.search(words, heading, re.IGNORECASE):
            kinds |= allowed
    return frozenset(kinds)


def _sentence(
    text: Flow, start: int, end: int, section: frozenset[str], paragraph: Paragraph
) -> Iterator[_Found]:
    """The clauses of one sentence: operative words first, else what the whole of it is about."""
    if end - start > _LONGEST:
        return
    taken: list[tuple[int, int]] = []
    sentence = text.text[start:end]
    for kind, rule in _RULES if _CUE.search(sentence) else ():
        for match in rule.finditer(text.text, start, end):
            if not _is_of_text(kind, sentence, match.group()):
                continue
            first, last = match.span()
            cut = _CUT.search(text.text, first + 12, last) if kind in _CUT_OFF else None
            last = cut.start() if cut else last
            if kind == "entry-into-force":
                lasts = _LASTS.search(text.text, first, last)
                last = lasts.start() if lasts else last
            if kind in ("entry-into-force", "duration") and first - start <= 90:
                subject = re.match(r"[eé]?(?:ntr|pren|est|s['’]ach)", match.group(), re.IGNORECASE)
                lead = text.text[start:first]
                told = any(a < first for a, _ in taken) or read_length(lead) != (None, None)
                first = start if subject and not told else first
            if kind in ("duration", "termination"):
                last = min([last, *(a for a, _ in taken if a > first)])
            if not any(first < b and a < last for a, b in taken):
                taken.append((first, last))
                yield _Found(kind, first, last, sure=True)
    if taken:
        return
    for kind, rule in _SOFT:
        listed = paragraph.bullet and section == {kind} and kind != "follow-up"
        if listed or (rule.search(sentence) and _applies(kind, sentence, section)):
            yield _Found(kind, start, end, sure=False)
            return


def _is_of_text(kind: str, sentence: str, words: str) -> bool:
    """Whether a clause is on the text's own life."""
    if re.search(r"\brecours\b|\btribunal\b", sentence, re.IGNORECASE):
        return False
    if kind == "duration":
        months, days = read_length(words)
        ends = re.search(r"ach[eè]v|fin\b|échéance|expire|courant\s+jusqu|20\d{2}", words)
        conclu = re.search(r"conclu|établi|durée|valable", words, re.IGNORECASE)
        earlier = bool(months) and _MADE_LONGER.search(sentence) is not None
        about = not earlier and bool(_ABOUT.search(sentence) or _OF_IT.match(sentence))
        return about and bool(
            months or days or (ends and (conclu or "fin" in words or "ach" in words))
        )
    if kind == "renewal":
        begins = _OF_IT.search(sentence)
        return bool(_ABOUT.search(sentence) or begins) or "reconduct" in words
    if kind == "notice" and not re.search(r"préavis|prévenance", words, re.IGNORECASE):
        return _ENDS_IT.search(sentence) is not None
    if kind == "entry-into-force":
        return bool(_ABOUT.search(sentence)) or sentence[:3] in ("Ell", "Il ")
    return kind != "termination" or bool(_ABOUT.search(sentence) or _OF_IT.search(sentence))


def _applies(kind: str, sentence: str, section: frozenset[str]) -> bool:
    """Whether a sentence that could be a clause of this kind is one."""
    about = bool(re.search(rf"\b(?:présente?|cette|la|le|ce)\s+{_TEXT}\b", sentence, re.IGNORECASE))
    if kind in section:
        return bool(_PROMISE.search(sentence)) or kind == "communication"
    if kind == "modification":
        body = re.search(
            r"\b(?:comité|commission|conseil|instance)\b", sentence[:60], re.IGNORECASE
        )
        begins = re.match(r"(?:Elle|Il|Ces\s+ajustements)\b", sentence)
        may = re.search(r"peu(?:t|vent)|pourr(?:a|ont)|fera|vocation|ne\s+peut", sentence)
        return not body and bool(may) and (about or bool(begins))
    if kind == "evaluation":
        does = re.search(r"\bprocéd\w+\s+(?:\w+\s+)?à\s+une\s+évaluation", sentence, re.IGNORECASE)
        return bool(does) or (about and bool(_PROMISE.search(sentence)) and "parties" in sentence)
    return False
