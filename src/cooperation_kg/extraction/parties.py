"""Who the parties of a text are, as its opening, its title or its lists of signatories name them.

Nearly every convention opens with a block « entre … et … »: each party with who represents it, by
virtue of what, and the short name it has from then on. A party stands at the beginning of a
segment of the block; segments are parted by « et », « d'une part », a short name given, a new
paragraph or an item of a list. What a party is said to be (its seat, its officer) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cooperation_kg.extraction.frame_term import KINDS
from cooperation_kg.extraction.party_lists import led_runs, table_runs
from cooperation_kg.extraction.passages import Flow, Paragraph
from cooperation_kg.records.values import Stated

__all__ = ["party_runs"]

_FORMS = (
    r"villes?|communes?|départements?|régions?|(?:euro)?métropole|communauté|agglomération"
    r"|conseil\s+(?:départemental|régional|général|métropolitain)|collectivité|intercommunalité"
    r"|établissement\s+public|établissement|ept|epci|état|syndicat|préfecture|agence|caisse|caf"
    r"|société|sem|spl|association|chambre|rectorat|académie|université|office|opac|oph|centre"
    r"|mission\s+locale|groupement|union|fédération|banque|parc|port|institut|école|comité|pôle"
    r"|mairie|direction|bailleurs?|sa\b|s\.a\."
)
_ARTICLE = r"(?:(?i:les?|la)\s+|[Ll]['’]\s?)"
_TOLD = (
    r"(?:\b(?:représenté|ci-?\s?après|ci-?\s?dessous|sise?\b|situé|dont\s+l[ea]\s|ayant\s+(?:son|pour)"
    r"|domicili|agissant|dénommé|désigné|dite?s?\s|immatricul|identifié|siégeant|habilité|au\s+capital"
    r"|régie?\b|n°|siren|siret|en\s+la\s+personne|prise?\s+en\s+la|par\s+(?:son|sa)\s|signataire)"
    r"|d['’](?:une|autre)\s+part|d['’]un\s+côté)"
)
_SAID = (
    r"(?:,\s*(?:établissement\s+public|collectivité|personne\s+(?:morale|publique)|association\s"
    r"|société\s|organisme|syndicat\s|autorité|service\s))"
)
_TAIL = (
    r"[A-ZÀ-Þ][\wÀ-ÿ'’-]*(?:\s+[A-ZÀ-Þ][\wÀ-ÿ'’-]*){0,3}?\s+(?i:métropole|metropole|agglomération"
    r"|agglomeration|agglo|intercom|communauté|communaute"
    r"|habitat)\b"
)
_LEAD = re.compile(
    rf"(?:(?:d['’](?:une|autre)\s+part|entre|et)\s*[:,]?\s+)*{_ARTICLE}?", re.IGNORECASE
)
_END = re.compile(
    rf"\s*[,–-]?\s*(?i:{_TOLD})|\s*[,;:.)\n(]|\s+[–-]\s|\s+et\s+(?={_ARTICLE}|{_TAIL})"
)
_TOLD_NEXT = re.compile(rf"\s*(?:\([^()]*\)\s*)?(?:{_SAID}|[,–-]?\s*{_TOLD})", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]{1,80})\)(?P<of>\s+d(?:e|u|es)\s|\s+d['’])?")
_MORE = re.compile(rf"\s*(?:,\s*(?:et\s+)?|\s+et\s+)(?={_ARTICLE}(?!même)|{_TAIL})")
_FORMED = re.compile(rf"(?:(?i:{_FORMS}|pays)(?![\w-])|{_TAIL})")
_VERB = re.compile(
    r"\b(?:est|sont|sera|seront|ont|peut|peuvent|doit|doivent|s['’]engagent?|qui|que|dont"
    r"|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BARE = frozenset(
    {"partie", "signataire", "commune", "ville", "département", "région", "métropole"}
)
_NAME_MAX = 130
_AGREED = re.compile(
    r"\bil\s+(?:est|a\s+été)\s+(?:\w+\s+)?(?:convenu|exposé|arrêté|rappelé)"
    r"|\b(?:conviennent|décident|s['’]accordent|arrêtent|adoptent)\b|\bsont\s+convenu\w*",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:#+\s*)?(?:(?:il\s+(?:est|a\s+été)\s+)?(?:convenu|conclu|passé)[^:\n]{0,60}\s)?entre\s*"
    r"(?:l[ea]s\s+(?:soussignée?s|parties(?:\s+\w+)?)|[-–,])?\s*[:,]?(?=\s|$)"
    r"|^(?:les\s+)?soussignée?s\b|^(?:les\s+)?parties(?:\s+(?:signataires|contractantes|prenantes|à\s+la"
    r"\s+(?:présente\s+)?convention))?(?:\s+sont)?\s*:?\s*$|^d['’]une\s+part\s*[:,]?",
    re.IGNORECASE,
)
_CONCLUDED = re.compile(
    rf"(?:l[ea]\s|l['’]|cette\s|ce\s)(?:présente?\s+)?(?:{KINDS})\b[^.;:]{{0,60}}?\s(?:engage|lie)\s+"
    rf"(?={_ARTICLE}?(?:{_FORMS})\b)"
    rf"|(?:(?:il|elle|(?:l[ea]\s|ce\s|cette\s|l['’])\s*(?:présente?\s+)?(?:{KINDS})\b[^.;:]{{0,120}}?)"
    r"\s(?:est|a\s+été)\s+)?(?:conclue?|passée?|établie?|signée?|intervenue?|arrêtée?)\s+(?:entre|par)\s*:?\s*",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"^(?:vu\b|considérant|(?:il|elles?)\s+(?:est|a|ont)\b|ont?\s+convenu|préambule|article\s+\w+"
    r"|exposé|étant\b|sommaire|titre\s+\w+|objet\b|\d+[.)]\s|[ivx]+[.)]\s|axe\s|chapitre\s|contexte"
    r"|ci-?\s?après\s+(?:dénommée?s|désignée?s)\s+(?:ensemble|collectivement|conjointement|«?\s*les\s+parties)"
    r"|(?:la|cette)\s+présente\s)",
    re.IGNORECASE,
)
_SEGMENT = re.compile(
    r"\n|;\s*(?:et\b\s*:?)?|[,.]?\s*d['’](?:une|autre)\s+part\b\s*[,;.:]*\s*(?:et\b\s*[,:]?)?"
    rf"|[»)”\"]\s*,?\s*et\b\s*:?|\s[-–•]\s|,\s+et\b\s*:?\s*(?={_ARTICLE}?(?i:{_FORMS})\b)"
    rf"|\s+et\s+(?={_ARTICLE}[^,;.\n]{{3,90}},?\s+(?:représenté|ci-?\s?après))",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:m\.|mm?e\b|monsieur|madame|mesdames|messieurs|maître|le\s+signataire|il\b|elle\b|vu\b"
    r"|ci-?\s?après|représenté|dénommé|désigné|siège|sis\b|siret|siren|n°|délibération|présidente?\b"
    r"|part\b|parties?\b|agissant|dûment|habilité|ensemble|dont\b|ayant\b|maire\b|préf[eè]te?\b)",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(
    r"\b(?:agissant\s+)?(?:en\s+qualité\s+de\s+représentante?\s+|au\s+nom\s+et\s+pour\s+le\s+compte\s+"
    r"|au\s+nom\s+|pour\s+le\s+compte\s+)(?:de\s+la\s+|de\s+l['’]|du\s+|de\s+|d['’])(?P<party>[^,;.\n]{3,90})",
    re.IGNORECASE,
)
_BLOCK_MAX = 60
_FIRST_PARAGRAPHS = 120
_SHORT = r"(?:\s+\([^()\n]{2,40}\))?"
_TOGETHER = re.compile(
    rf"(?:(?<!\w)[Ll](?:[ea]s?\s|['’])(?P<one>(?i:{_FORMS})\b[^.,;:()\n]{{0,80}}?)"
    rf"|(?:^|(?<=\n)|(?<=\.\s))(?P<name>{_TAIL}|[A-ZÀ-Þ]\w+(?:\s[\w'’]+){{0,5}}(?=\s\()))"
    rf"{_SHORT}(?:,\s[^.;:\n]{{3,60}},)?\s+et\s+(?:l[ea]s?\s+|l['’])"
    rf"(?P<two>(?i:{_FORMS})\b[^.,;:()\n]{{0,80}}?){_SHORT}(?:,\s[^.;:\n]{{3,60}},)?\s+"
    r"(?=adoptent|concluent|arrêtent|s['’]accordent|s['’]associent|signent|(?:ré)?affirment|s['’]engagent|souhaitent|conviennent|ont\s+(?:décidé|souhaité|convenu)|décident)"
)
_PARTED = re.compile(r"\s+[–&/-]\s+")
_NAMED = re.compile(rf"(?!(?:{KINDS})\b)(?-i:[A-ZÀ-Þ])[^/.;:\d\n]{{2,89}}", re.IGNORECASE)
_OF_TWO = re.compile(
    rf"\b(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+)(?P<one>(?:{_FORMS}|pays)\b[^,.;:–]{{0,90}}?)\s+et\s+"
    r"(?:de\s+la\s+|de\s+l['’]|du\s+|des\s+|de\s+)(?P<two>[^,.;:–\d]{3,90})",
    re.IGNORECASE,
)
_SIGN_LIST = re.compile(
    r"(?:institutions|organismes|partenaires|parties|collectivités)[^.:\n]{0,60}signataires?[^.:]{0,120}:"
    r"|\bsignataires\s*(?::|(?:en\s+)?sont\s*:?\s)",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"(?:^|[\n,]\s?)Pour\s+{_ARTICLE}(?P<party>[^,;:.\n]{{3,90}}?)"
    r"(?=\s*[,:]?\s*(?:Pour\s|M\.|Mme|Monsieur|Madame|[Ll](?:[ea]\s|['’])(?i:vice-?)?\s?(?i:présid|maire"
    r"|préf|direct|rect|adjoint|secrétaire|gouvern)))",
    re.MULTILINE,
)

_TITLE_SPLIT = re.compile(rf",?\s+et\s+(?={_ARTICLE})|,\s+(?:et\s+)?", re.IGNORECASE)
_LAST_AND = re.compile(r"\s+et\s+(?=[A-ZÀ-Þ])(?!.*\bet\s)", re.IGNORECASE)
_TITLE_STOP = re.compile(
    r"\s*(?:[(:]|\s[–-]\s|\s(?:19|20)\d\d\b|\spour\s(?!l['’]habitat)|\srelati\w+\s|\sportant\s)",
    re.IGNORECASE,
)

Run = tuple[int, int, float]


def party_runs(text: Flow, title: Stated | None) -> Iterator[Run]:
    """Runs that name a party, with how sure that is; the surest first."""
    found = list(_block(text))
    if len(found) < 2:
        listed = list(table_runs(text)) or list(led_runs(text))
        found = listed if len(listed) > 1 else found
    found = found or list(_subtitle(text))
    yield from found
    if title is not None and len(found) < 2:
        named = list(_title(text, title))
        yield from named
        found += named
    if len(found) < 2:
        yield from _signed_for(text)
    sentence = _SIGN_LIST.search(text.text)
    if sentence:
        stop = text.text.find(".", sentence.end())
        yield from _listed(text, sentence.end(), stop if stop > 0 else len(text.text))
    if title is not None and len(found) < 2 and re.match(KINDS, title.text, re.IGNORECASE):
        yield from _together(text)


def _subtitle(text: Flow) -> Iterator[Run]:
    """« A – B » or « A / B / C » alone on a line of the first page: the names of a cover."""
    for paragraph in text.paragraphs[:8]:
        for first, last in [*_lines(text, paragraph), (paragraph.start, paragraph.end)]:
            edges = list(_PARTED.finditer(text.text, first, last))
            starts = [first, *(edge.end() for edge in edges)]
            spans = list(zip(starts, [*(edge.start() for edge in edges), last], strict=True))
            names = [text.text[start:end] for start, end in spans]
            formed = [bool(_FORMED.match(name)) for name in names]
            if (
                len(names) > 1
                and all(_NAMED.fullmatch(name) for name in names)
                and (all(formed) if len(names) == 2 else any(formed))
            ):
                yield from ((*span, 0.8) for span in spans)
                return


def _lines(text: Flow, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The printed lines of a paragraph."""
    last = text.line(paragraph.end - 1)
    for line in range(paragraph.line, last + 1):
        start = max(text.position(line), paragraph.start)
        end = min(text.position(line + 1), paragraph.end)
        yield start, start + len(text.text[start:end].rstrip())


def _together(text: Flow) -> Iterator[Run]:
    """« La Ville de X et le Département de Y s'engagent »: the first sentence of this form."""
    for match in _TOGETHER.finditer(text.text):
        spans = [match.span("one" if match["one"] else "name"), match.span("two")]
        if all(any(c.isupper() for c in text.text[first:last]) for first, last in spans):
            for span in spans:
                yield *span, 0.9
            return


def _block(text: Flow) -> Iterator[Run]:
    """The parties of the opening block."""
    start = end = -1
    for paragraph in text.paragraphs[:_FIRST_PARAGRAPHS]:
        words = text.text[paragraph.start : paragraph.end]
        if start < 0:
            opens = _OPENS.match(words)
            if opens and (opens.end() < len(words) or len(words) < 80):
                start = paragraph.start + opens.end()
                end = paragraph.end
            else:
                start, end = _concluded(text, paragraph)
                if start >= 0 and text.text[start:end].rstrip().endswith("."):
                    break
        elif _CLOSES.match(words) or re.match(r".*\.{4}", words):
            break
        else:
            end = paragraph.end
        if start >= 0 and _AGREED.search(text.text, start, end):
            break
    if start < 0:
        return
    close = _AGREED.search(text.text, start, end)
    yield from _segments(text, start, close.start() if close else end)


def _concluded(text: Flow, paragraph: Paragraph) -> tuple[int, int]:
    """« Le présent contrat est signé par … »: from there to the end of the sentence."""
    for first, last in text.sentences(paragraph.start, paragraph.end):
        opens = _CONCLUDED.match(text.text, first, last)
        if opens:
            return opens.end(), last
    return -1, -1


def _segments(text: Flow, start: int, end: int) -> Iterator[Run]:
    here = start
    edges = [match.span() for match in _SEGMENT.finditer(text.text, start, end)]
    for first, after in [*edges, (end, end)]:
        yield from _segment(text, here, first)
        here = after


def _segment(text: Flow, start: int, end: int) -> Iterator[Run]:
    """The party at the beginning of a segment, and those that follow it before anything is told."""
    while start < end and text.text[start] in " \n,:.-–•":
        start += 1
    if _PERSON.match(text.text, start, end):
        behalf = _ON_BEHALF.search(text.text, start, end)
        if behalf:
            yield *behalf.span("party"), 0.85
        return
    while start < end:
        lead = _LEAD.match(text.text, start, end)
        first = lead.end() if lead else start
        last = _name_end(text, first, end)
        name = text.text[first:last]
        told = _TOLD_NEXT.match(text.text, last, end) is not None
        if not _is_name(name, told=told):
            return
        yield first, last, 0.93 if told else 0.8
        more = None if told else _MORE.match(text.text, last, end)
        if more is None:
            return
        start = more.end()


def _name_end(text: Flow, first: int, end: int) -> int:
    """Where a name ends; one in brackets stands inside where « de » follows it."""
    here = first
    while True:
        stop = _END.search(text.text, here, end)
        if stop is None:
            return end
        bracket = _BRACKET.match(text.text, stop.start(), end)
        if bracket is None or not bracket["of"] or "après" in bracket["inside"]:
            return stop.start()
        here = bracket.end()


def _is_name(name: str, *, told: bool) -> bool:
    """Whether a run names an organisation; one of no known form only where it is told of."""
    if not 2 < len(name) <= _NAME_MAX or _PERSON.match(name) or _VERB.search(name):
        return False
    if name.casefold().rstrip("s") in _BARE:
        return False
    return bool(_FORMED.match(name)) or (told and name[:1].isupper())


def _title(text: Flow, title: Stated) -> Iterator[Run]:
    start = text.position(title.at.line)
    last = title.at.items[-1].end or 0
    end = next((i for i in range(start, len(text.at)) if text.at[i] >= last), len(text.text))
    words = text.text[start:end].replace("\n", " ")
    between = re.search(r"\bentre\b", words, re.IGNORECASE)
    if between is None:
        yield from _of_two(words, start)
        return
    stop = _TITLE_STOP.search(words, between.end())
    listed = words[between.end() : stop.start() if stop else len(words)]
    split = _TITLE_SPLIT if _TITLE_SPLIT.search(listed) else _LAST_AND
    here = 0
    for edge in [*split.finditer(listed), None]:
        piece = listed[here : edge.start() if edge else len(listed)]
        lead = re.match(rf"\s*{_ARTICLE}?", piece, re.IGNORECASE)
        first = here + (lead.end() if lead else 0)
        last = here + len(piece)
        if any(c.isupper() for c in piece) and last - first > 2:
            yield start + between.end() + first, start + between.end() + last, 0.9
        here = edge.end() if edge else here


def _of_two(words: str, start: int) -> Iterator[Run]:
    """« Contrat de coopération de la Métropole de A et du Pays de B »."""
    for match in _OF_TWO.finditer(words):
        if all(_FORMED.match(match[name]) for name in ("one", "two")):
            yield start + match.start("one"), start + match.end("one"), 0.85
            yield start + match.start("two"), start + match.end("two"), 0.85
            return


def _signed_for(text: Flow) -> Iterator[Run]:
    """« Pour la Ville de X, le maire »: those for whom somebody signs."""
    for match in _FOR.finditer(text.text):
        if _is_name(match["party"], told=False):
            yield *match.span("party"), 0.85


def _listed(text: Flow, start: int, end: int) -> Iterator[Run]:
    """The items of a list of signatories; what stands after them in the sentence is none."""
    pieces = list(re.finditer(r"[^,;–()]+", text.text[start:end]))
    for index, match in enumerate(pieces):
        words = match.group()
        if re.match(r"\s*(?:et\s+)?(?:autres|au\s+regard|à\s+\w+er|dans|au\s+titre)\b", words):
            continue
        edges = [(0, len(words))]
        split = words.rfind(" et ")
        if split > 0 and index == len(pieces) - 1:
            edges = [(0, split), (split + 4, len(words))]
        for first, last in edges:
            piece = re.sub(r"\s+et\s+autres\s.*$", "", words[first:last])
            lead = re.match(r"\s*(?:et\s+)?(?:d(?:u|e|es)\s+)?(?:l[ea]s?\s+|l['’])?", piece)
            begin = start + match.start() + first
            yield begin + (lead.end() if lead else 0), begin + len(piece), 0.75
